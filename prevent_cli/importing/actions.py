"""A cell of actions into actions: their owners, what is to be done, by when, and how far it has come."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from prevent_cli.importing import cutting, dates, dividing, owners, ratings, status
from prevent_cli.importing.dividing import SIGNS, bold_lead, is_owner
from prevent_cli.importing.markdown import markdown, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.importing.cells import Paragraph

_BEGINS = re.compile(r"none\b|nil\b|no(?: \w+)? actions?\b|n/?a\b|n\.?f\.?a\b|not applicable\b", re.IGNORECASE)
_NONE = re.compile(
    r"(?:nil|n/?a|n\.?f\.?a|not applicable|[-\u2013\u2014]+"
    r"|(?:none|no (?:further )?actions?)(?:(?: (?:is|are))?(?: currently)? (?:required|needed|necessary|identified)"
    r"(?: (?:at (?:present|the moment|this (?:time|stage))|currently))?)?)[.]?",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"(?:n/?a|none|nil|[-\u2013\u2014]+)[.]?", re.IGNORECASE)
_AWAITING = re.compile(
    r"\b(?:once\b|subject to\b|pending\b|awaiting\b"
    r"|when(?= (?:approved|available|published|next|confirmed|agreed|released|signed|issued|in place|new)\b))"
    r"\s*(?P<what>[^.;\n]+)"
)
_ONGOING = re.compile(r"(?:to )?(?:continue|continuing)\b|on-?going\b", re.IGNORECASE)
_NOT_DUE = re.compile(r"\b(?:since|from|dated|of|at|held|on|after|following|meeting(?: of)?|in the)\s*$", re.IGNORECASE)


@dataclass(slots=True)
class Draft:
    """An action as its cell has it. ``marks`` say by what each part was recognised, ``added`` what it says once more.

    ``labels`` are words that were taken off it. ``assumed`` and ``check`` are what to say to people.
    """

    text: str
    owners: list[str] = field(default_factory=list)
    status: str | None = None
    outcome: str | None = None
    completed: str | None = None
    due: str | None = None
    awaiting: str | None = None
    repeats: str | None = None
    marks: list[tuple[str, str]] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    check: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)


def is_none(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a cell says in a word that no action is needed; that none is planned is no such word."""
    return bool(_NONE.fullmatch(plain(paragraphs)))


def doubts(text: str) -> list[str]:
    """Ask of an action whose words begin like those for none whether it is one."""
    found = _BEGINS.match(text)
    return [f"it begins with '{found[0]}': is there an action?"] if found else []


def is_nothing(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a cell beside an action, of its owners or its date for instance, says that there is nothing to say."""
    return bool(_NOTHING.fullmatch(plain(paragraphs)))


def drafts(paragraphs: Sequence[Paragraph], *, lines: bool = False) -> list[Draft]:
    """Give a cell's actions: one, or more where it tells them apart; ``lines`` says that every line is one."""
    return [_draft(one) for one in dividing.groups(paragraphs, lines=lines)]


def _draft(group: dividing.Group) -> Draft:
    draft = Draft("", labels=group.labels, assumed=group.assumed, check=group.check)
    rest = _without_owner(group.paragraphs, draft)
    text = "\n".join(one.text for one in rest)
    mark = status.find(text, cutting.bold(rest))
    before, after = cutting.split(rest, mark.start) if mark else (rest, [])
    if mark and not plain(before):
        before = rest
        draft.added.append(plain(rest))
        draft.check.append("the text is a status and nothing more: what is to be done?")
    draft.text = markdown(before)
    draft.check += doubts(plain(before))
    draft.check += dividing.asks(cutting.text(before))
    if mark:
        _state(draft, mark, after)
        _reaches(draft, text, mark, before, after)
    elif loud := status.passed_over(text):
        draft.check.append(f"is '{loud}' its state? It is left in the text")
    _dates(draft, plain([one for one in before if not any(one is tail for tail in group.tail)]))
    return draft


def _without_owner(group: list[Paragraph], draft: Draft) -> list[Paragraph]:
    """Take the owners off the beginning, if a mark says that they are there."""
    first, *others = group
    lead, rest = bold_lead(first)
    if lead.strip() and is_owner(lead) and (rest.strip(SIGNS + "\n") or others):
        return _owned(draft, lead, "bold", _cut(first, dividing.lead(first)), others)
    colon = owners.before_colon(first.text)
    if colon and status.kind(colon[0]) is None:
        said = first.text[colon[1] :].split(". ")[0]
        if status.is_only(said) or said.strip(" .").casefold() in ratings.COLOURS:
            draft.check.append(f"'{colon[0]}' is read as the owner: is it what is to be done, and '{said}' its state?")
        return _owned(draft, colon[0], "a colon", _after(first, colon[1]), others)
    draft.marks.append(("owner", "no mark"))
    who = owners.subject(first.text)
    draft.check.append(f"no owner is marked; '{who}' may be meant" if who else "no owner is marked")
    return group


def _owned(draft: Draft, written: str, mark: str, first: Paragraph | None, others: list[Paragraph]) -> list[Paragraph]:
    draft.owners = owners.names(written)
    draft.marks.append(("owner", mark))
    if mark == "a colon":
        draft.assumed.append(f"'{' '.join(written.split())}' before the colon is read as the owner")
    more = owners.subject(first.text) if first and mark == "bold" else None
    if more and " " in more:
        draft.check.append(f"does '{more}' belong to the owner's name?")
    if any(re.search(r" (?:and|&) ", one) for one in draft.owners):
        draft.check.append(f"one owner or two? {', '.join(draft.owners)}")
    return [first, *others] if first else others


def _cut(paragraph: Paragraph, runs: int) -> Paragraph | None:
    """Give a paragraph without its first runs, and without the sign that set them apart."""
    return cutting.stripped(replace(paragraph, runs=paragraph.runs[runs:]), SIGNS)


def _after(paragraph: Paragraph, characters: int) -> Paragraph | None:
    return cutting.stripped(cutting.halves(paragraph, characters)[1], SIGNS)


def _state(draft: Draft, mark: status.Mark, after: list[Paragraph]) -> None:
    draft.status, draft.outcome = mark.status, markdown(cutting.unbold(after))
    strength = "a status in bold or capitals" if mark.strong else "a status in the middle of the text"
    draft.marks.append(("state", strength))
    words, own = plain(after), plain(after[:1])
    if not mark.strong:
        draft.assumed.append(f"'{own}' is read as its state, {mark.status}")
    if mark.status == "complete":
        found = dates.dates_in(own)
        draft.completed = found[0].when if len(found) == 1 and not status.names_more(own) else None
        if status.names_more(words):
            draft.check.append(f"it is complete, yet something seems left to do: '{words}'")
    if doubt := status.doubt(words):
        draft.check.append(doubt)


def _reaches(draft: Draft, text: str, mark: status.Mark, before: list[Paragraph], after: list[Paragraph]) -> None:
    """Ask whether a state that ends an action is said of all lines of its cell."""
    if mark.status not in {"complete", "deferred", "withdrawn"}:
        return
    if len(after) > 1:
        draft.check.append(f"it is {mark.status}; are these lines below actions of their own? '{plain(after[1:])}'")
    alone = not text[: mark.start].rpartition("\n")[2].strip(SIGNS)
    if len(before) > 1 and not alone and not draft.added:
        draft.check.append(f"it is {mark.status}, as its last line says: are the lines above it too?")


def _dates(draft: Draft, text: str) -> None:
    """Read a due date, a condition and a rhythm out of the text, which keeps its words."""
    if draft.status in {"complete", "withdrawn"}:
        return
    found = [one for one in dates.dates_in(text) if not _NOT_DUE.search(text[: one.start])]
    if len(found) == 1:
        draft.due = found[0].when
        draft.assumed.append(f"'{found[0].written}' in the text is read as the due date")
    elif found:
        draft.check.append(f"which is the due date: {', '.join(one.written for one in found)}?")
    for unsure in dates.unsure_in(text):
        draft.check.append(f"'{unsure}' may be a due date, and could mean several")
    condition = _AWAITING.search(text)
    if condition:
        draft.awaiting = condition[0].strip(" .")
        draft.assumed.append(f"'{draft.awaiting}' is read as what it waits for")
    if begins := _ONGOING.match(text):
        draft.repeats = "ongoing"
        draft.assumed.append(f"it goes on without an end, as it begins with '{begins[0]}'")

"""A cell of several actions, told apart by the owner, the number, the mark of a list or the state of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from prevent_cli.importing import cutting, dates, owners, status

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from prevent_cli.importing.cells import Paragraph

SIGNS = " \t:\u2013\u2014-/,"
"""What sets an owner apart from the text that follows."""

# A capital with a full stop is an initial, 'A. Smith to draft it': only '1.', '1)', 'a.', 'a)' and '(A)' count.
_NUMBER = re.compile(
    r"(?:(?:[Aa]ction|ACTION|[Ss]tep|STEP) (?=\d+[.):])|\(?)(?:(\d{1,2})[.):]|([ivx]{1,4}|[a-z])[.)]|([IVX]{1,4}|[A-Z])\))\s+(?=\S)"
)
_INITIALS = re.compile(r"^[A-Z]{1,4}\.\s+[A-Z].*\n(?:.*\n)*?[A-Z]{1,4}\.\s+[A-Z]", re.MULTILINE)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_LABELLED = re.compile(
    r"(?:(?:due|review|target|completion)?(?: date)?|deadline|timescale|by(?: when)?|when|(?:lead|action)?(?: officer| owner)?|who"
    r"|owner|status|rag|outcome|progress|updates?|comments?|notes?|evidence|impact)\s*:",
    re.IGNORECASE,
)
_LABEL = re.compile(r"([A-Z][\w&/\u2019'-]*(?: [\w&/\u2019'-]+){0,4}):\s+(?=\S)")
_SURE = re.compile(r"(?:who|(?:lead|action)?(?: officer| owner)?|owner|status|rag)\s*:", re.IGNORECASE)
_OWN = "'{}' is taken as part of the action above it: is it one of its own?"
_WHEN = re.compile(
    r"(?:(?:both|all|each|to be (?:done|completed?)|due|deadline|target|by|before|until|from|in|on|the|end(?: of)?)\b[\s:,-]*)+",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"(?:both|all|each)(?: of (?:these|them|which|the above))? (?:by|to be|due|are|is|led|in|on|with|have|were|complete|completed|done)\b|(?:all|both) (?:the )?above\b",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"(?:^|\s)\(?(?:1[.)]\s.*\s\(?2|a\)\s.*\s\(?b)[.)]\s", re.DOTALL)


@dataclass(slots=True)
class Group:
    """The paragraphs of one action; ``labels`` are numbers taken off them.

    ``assumed`` says why they are told apart, ``check`` what to ask. ``tail`` are last lines that may be said of
    all actions of its cell.
    """

    paragraphs: list[Paragraph]
    labels: list[str] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    check: list[str] = field(default_factory=list)
    tail: list[Paragraph] = field(default_factory=list)


def groups(paragraphs: Sequence[Paragraph], *, lines: bool = False) -> list[Group]:
    """Give the paragraphs of each action of a cell; ``lines`` says that every line is one."""
    paragraphs = cutting.lines(paragraphs)
    made = _numbered(paragraphs) or _listed(paragraphs)
    if made:
        return made
    if lines:
        return _in_lines(paragraphs)
    return _labels(_tail(_apart(paragraphs, _begins), 0))


def asks(text: str) -> list[str]:
    """Ask of an action's text that counts things, or has letters before its lines, whether it is one."""
    found = ["numbers in its text may be several actions"] if _INSIDE.search(text) else []
    if _INITIALS.search(text):
        found.append("its lines begin with initials, or with letters that count: are they several actions?")
    return found


def lead(paragraph: Paragraph) -> int:
    """Count the runs in bold that a paragraph begins with."""
    end = 0
    while end < len(paragraph.runs) and (paragraph.runs[end].bold or not paragraph.runs[end].text.strip(SIGNS + "\n")):
        end += 1
    return end if any(run.bold for run in paragraph.runs[:end]) else 0


def bold_lead(paragraph: Paragraph) -> tuple[str, str]:
    """Give the words in bold that a paragraph begins with, and the rest."""
    end = lead(paragraph)
    return "".join(run.text for run in paragraph.runs[:end]), "".join(run.text for run in paragraph.runs[end:])


def is_owner(words: str) -> bool:
    """Whether words in front of an action name an owner, and no state."""
    return owners.looks_like_owner(words) and status.kind(words) is None


def _numbered(paragraphs: Sequence[Paragraph]) -> list[Group]:
    """Give a group for each line that begins with the next number, or letter; none where the first has no first one."""
    found = [_NUMBER.match(one.text) for one in paragraphs]
    if not found[:1] or not found[0] or not _counts([one[one.lastindex or 0].lower() for one in found if one]):
        return []
    made: list[Group] = []
    for one, number in zip(paragraphs, found, strict=True):
        if number:
            rest = cutting.halves(one, number.end())[1]
            made.append(Group([replace(rest, marker=None, depth=0)], [number[0]]))
        else:
            made[-1].paragraphs.append(one)
    return _said(made, "numbers")


def _counts(found: list[str]) -> bool:
    """Whether numbers, of two or more, count from the first: 1, 2, or a, b, or i, ii."""
    ways = ([str(at) for at in range(1, 100)], [chr(ord("a") + at) for at in range(26)], list(_ROMAN))
    return len(found) > 1 and any(found == way[: len(found)] for way in ways)


def _listed(paragraphs: Sequence[Paragraph]) -> list[Group]:
    """Give a group for each item of a list that is the whole cell, with what is below it."""
    signs = [cutting.SIGN.match(one.text) for one in paragraphs]
    if not all(one.marker or sign for one, sign in zip(paragraphs, signs, strict=True)):
        return []
    items = [cutting.halves(one, sign.end())[1] if sign else one for one, sign in zip(paragraphs, signs, strict=True)]
    made: list[Group] = []
    for at, one in enumerate(items):
        if not made or (one.depth <= items[0].depth and not _below(made[-1], items, at)):
            made.append(Group([replace(one, marker=None, depth=0)]))
        else:
            made[-1].paragraphs.append(one if one.marker else replace(one, marker="bullet"))
    if len(made) > 1:
        return _said(made, "marks of a list", items[0].depth)
    return [Group(list(paragraphs), check=made[0].check)] if made and made[0].check else []


def _below(group: Group, items: Sequence[Paragraph], at: int) -> bool:
    """Whether an item of a list is part of the one above; what is not sure is asked about."""
    one, before = items[at], items[at - 1]
    if _belongs(one):
        if _labelled(one.text) and not of_all(one.text.partition(":")[2].strip()) and not _SURE.match(one.text):
            group.check.append(_OWN.format(one.text))
        return True
    first, owned = group.paragraphs[0].text, len(group.paragraphs) > 1
    opens = first.endswith(":") and not (owned and group.paragraphs[1].depth > items[0].depth)
    small = cutting.begins_small(one.text) and not cutting.begins_small(items[0].text)
    other = one.marker == "bullet" and items[0].marker == "number"
    if not (opens or small or other or of_all(one.text) or cutting.is_open(before.text)):
        return False
    group.check.append(_OWN.format(one.text))
    return True


def of_all(text: str) -> bool:
    """Whether a line is a date and nothing more, or says something of several: 'By June 2024', 'Both to be led by HR'."""
    rest = _WHEN.sub("", text, count=1).strip(SIGNS + ".")
    return bool(_ALL.match(text)) or dates.parsed(rest) is not None or (bool(rest) and dates.unsure_in(rest) == [rest])


def _labelled(text: str) -> bool:
    """Whether a line begins with a label of what is said of an action, such as 'Due:' or 'Budget:'."""
    label, colon, _rest = text.partition(":")
    return bool(_LABELLED.match(text)) or (bool(colon) and owners.is_said(label))


def _belongs(paragraph: Paragraph) -> bool:
    """Whether an item of a list says something of the one above it: its state and nothing else, or 'Due: June 2024'."""
    mark = status.find(paragraph.text, cutting.bold([paragraph]))
    stated = status.is_line(paragraph.text) or bool(mark and not paragraph.text[: mark.start].strip(SIGNS))
    return _labelled(paragraph.text) or stated


def _apart(
    paragraphs: Sequence[Paragraph], begins: Callable[[list[Paragraph], Paragraph, Sequence[Paragraph]], bool]
) -> list[Group]:
    made: list[Group] = []
    for at, one in enumerate(paragraphs):
        if not made or begins(made[-1].paragraphs, one, paragraphs[at:]):
            made.append(Group([]))
        made[-1].paragraphs.append(one)
    return made


def _in_lines(paragraphs: Sequence[Paragraph]) -> list[Group]:
    """Give a group for each line, and ask."""
    made = [Group([one]) for one in paragraphs]
    made[0].check.append(
        f"its cell is read as {len(made)} actions, a line each, as so many dates or states stand beside it"
    )
    return made


def _begins(group: list[Paragraph], one: Paragraph, rest: Sequence[Paragraph]) -> bool:
    """Whether a line begins another action: by an owner like the one before, or behind a state where another follows."""
    if _has_owner(one) and _has_owner(group[0]):
        return True
    goes_on = cutting.hangs(one.text) or cutting.is_open(group[-1].text) or _labelled(one.text)
    return not goes_on and _has_state(group[-1]) and any(map(_has_state, rest))


def _has_owner(paragraph: Paragraph) -> bool:
    first, rest = bold_lead(paragraph)
    if first:
        return bool(rest.strip(SIGNS)) and is_owner(first)
    colon = owners.before_colon(paragraph.text)
    return colon is not None and is_owner(colon[0]) and (owners.is_known(colon[0]) or owners.is_person(colon[0]))


def _has_state(paragraph: Paragraph) -> bool:
    """Whether a line says what is to be done and how far it has come."""
    mark = status.find(paragraph.text, cutting.bold([paragraph]))
    return bool(mark and paragraph.text[: mark.start].strip(SIGNS))


def _said(made: list[Group], by: str, depth: int = 0) -> list[Group]:
    made[0].assumed.append(f"its cell holds {len(made)} actions, told apart by {by}")
    return _tail(made, depth)


def _tail(made: list[Group], depth: int) -> list[Group]:
    """Ask of a cell's last lines whether they are said of all its actions, where none of the others has such lines."""
    below = [one for one in made[-1].paragraphs[1:] if one.depth <= depth] if len(made) > 1 else []
    for one in below:
        if _ALL.match(one.text) or (
            (one is made[-1].paragraphs[-1] or _manner(one) == "label") and _is_tail(made, one)
        ):
            made[-1].check.append(f"'{one.text}' is the last line of its cell: is it said of this action, or of all?")
            made[-1].tail.append(one)
    return made


def _is_tail(made: Sequence[Group], last: Paragraph) -> bool:
    before, manner = made[-1].paragraphs[-2].text, _manner(last)
    goes_on = cutting.begins_small(last.text) or cutting.is_open(before) or cutting.SIGN.match(last.text)
    if manner == "text" and (goes_on or last.marker):
        return False
    if manner == "state" and any(
        map(_has_state, [one for group in made for one in group.paragraphs if one is not last])
    ):
        return False
    return not any(_manner(one) == manner for group in made[:-1] for one in group.paragraphs[1:])


def _manner(line: Paragraph) -> str:
    """Say what a line below an action is: its state, something said of it with a label or a date, or text."""
    if status.kind(line.text):
        return "state"
    return "label" if _labelled(line.text) or of_all(line.text) else "text"


def _labels(made: list[Group]) -> list[Group]:
    """Ask of labels before a colon below an action, which may be owners, and of owners who may be none."""
    for group in made:
        for at, one in enumerate(group.paragraphs):
            label, below = owners.before_colon(one.text), _LABEL.match(one.text)
            if at and below and not _labelled(one.text):
                group.check.append(f"'{below[1]}:' below it may begin another action")
            elif not at and label and len(made) > 1 and not owners.is_known(label[0]):
                group.check.append(f"'{label[0]}' is read as an owner, and its line as an action of its own: is it?")
    return made

"""A cell of several actions, told apart by the owner, the number, the mark of a list or the state of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from prevent_cli.importing import cutting, owners, status

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
_INSIDE = re.compile(r"(?:^|\s)\(?(?:1[.)]\s.*\s\(?2|a\)\s.*\s\(?b)[.)]\s", re.DOTALL)


@dataclass(slots=True)
class Group:
    """The paragraphs of one action; ``labels`` are numbers taken off them.

    ``assumed`` says why they are told apart, ``check`` what to ask.
    """

    paragraphs: list[Paragraph]
    labels: list[str] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    check: list[str] = field(default_factory=list)


def groups(paragraphs: Sequence[Paragraph], *, lines: bool = False) -> list[Group]:
    """Give the paragraphs of each action of a cell; ``lines`` says that every line is one."""
    paragraphs = cutting.lines(paragraphs)
    made = _numbered(paragraphs) or _listed(paragraphs)
    if made:
        return made
    if lines:
        return _in_lines(paragraphs)
    return _apart(paragraphs, _begins)


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
    made: list[Group] = []
    for one, sign in zip(paragraphs, signs, strict=True):
        item = cutting.halves(one, sign.end())[1] if sign else one
        if not made or (one.depth <= paragraphs[0].depth and not _belongs(item)):
            made.append(Group([replace(item, marker=None, depth=0)]))
        else:
            made[-1].paragraphs.append(item if one.marker else replace(item, marker="bullet"))
    return _said(made, "marks of a list") if len(made) > 1 else []


def _belongs(paragraph: Paragraph) -> bool:
    """Whether an item of a list says something of the one above it: its state and nothing else, or 'Due: June 2024'."""
    mark = status.find(paragraph.text, cutting.bold([paragraph]))
    return bool(_LABELLED.match(paragraph.text)) or bool(mark and not paragraph.text[: mark.start].strip(SIGNS))


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
    return _has_state(group[-1]) and any(map(_has_state, rest))


def _has_owner(paragraph: Paragraph) -> bool:
    first, rest = bold_lead(paragraph)
    if first:
        return bool(rest.strip(SIGNS)) and is_owner(first)
    colon = owners.before_colon(paragraph.text)
    return colon is not None and is_owner(colon[0])


def _has_state(paragraph: Paragraph) -> bool:
    """Whether a line says what is to be done and how far it has come."""
    mark = status.find(paragraph.text, cutting.bold([paragraph]))
    return bool(mark and paragraph.text[: mark.start].strip(SIGNS))


def _said(made: list[Group], by: str) -> list[Group]:
    made[0].assumed.append(f"its cell holds {len(made)} actions, told apart by {by}")
    last = made[-1].paragraphs[-1]
    if len(made[-1].paragraphs) > 1 and status.kind(last.text) and not any(map(_has_state, made[-1].paragraphs[:-1])):
        made[-1].check.append(f"'{last.text}' is the last line of its cell: is it said of this action, or of all?")
    return made

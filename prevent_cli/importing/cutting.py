"""Paragraphs cut into pieces by the characters of their text; each piece keeps how its words look."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prevent_cli.importing.cells import Paragraph, Run


SIGN = re.compile(r"[-*\u2013\u2022\u00b7\u25aa]\s+(?=\S)")
"""What people type in front of an item of a list."""

_OPEN = re.compile(r"(?:[,:&/(\u2013\u2014-]|\b(?:and|or|of|for|the|to|with|in|by|at|on|from|a|an))$", re.IGNORECASE)
_SAID_OF = re.compile(
    r"(?:and|or|this|that|it|its|they|these|those|both|all|each|which|who|approved|agreed|see|due|by|note)\b"
    r"(?!-)",
    re.IGNORECASE,
)


def text(paragraphs: Iterable[Paragraph]) -> str:
    """Give the paragraphs' plain text, a line each: what positions are counted in."""
    return "\n".join(one.text for one in paragraphs)


def unfolded(text: str, length: int) -> int:
    """Give where a number of characters end in a text, where every space and line's end between words counts as one."""
    for word in re.finditer(r"\S+", text):
        if length <= len(word[0]):
            return word.start() + length
        length -= len(word[0]) + 1
    return len(text)


def between(paragraphs: Sequence[Paragraph], start: int, end: int | None = None) -> list[Paragraph]:
    """Give the paragraphs from one position of their text to another."""
    first = split(paragraphs, end)[0] if end is not None else list(paragraphs)
    return split(first, start)[1]


def split(paragraphs: Sequence[Paragraph], at: int) -> tuple[list[Paragraph], list[Paragraph]]:
    """Cut paragraphs after a number of characters of their text, a line each."""
    before: list[Paragraph] = []
    after: list[Paragraph] = []
    for one in paragraphs:
        length = len(one.text)
        if at >= length:
            before.append(one)
        elif at <= 0:
            after.append(one)
        else:
            first, second = halves(one, at)
            before.append(first)
            after.append(second)
        at -= length + 1
    return [one for one in before if one.text], [one for one in after if one.text]


def halves(paragraph: Paragraph, at: int) -> tuple[Paragraph, Paragraph]:
    """Cut a paragraph after a number of characters of its text, surrounding space not counted."""
    raw = "".join(run.text for run in paragraph.runs)
    at += len(raw) - len(raw.lstrip())
    before: list[Run] = []
    after: list[Run] = []
    for run in paragraph.runs:
        if at > 0:
            before.append(replace(run, text=run.text[:at]))
        if at < len(run.text):
            after.append(replace(run, text=run.text[max(at, 0) :]))
        at -= len(run.text)
    return replace(paragraph, runs=tuple(before)), replace(paragraph, runs=tuple(after))


def lines(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Give paragraphs cut where a line is broken; an item of a list only where each line has the sign of another."""
    return [line for one in paragraphs for line in _lines(one)]


def _lines(paragraph: Paragraph) -> list[Paragraph]:
    others = [line.strip() for line in paragraph.text.split("\n")[1:] if line.strip()]
    if not others or (paragraph.marker and not all(map(SIGN.match, others))):
        return [paragraph]
    made: list[Paragraph] = []
    rest: Paragraph | None = paragraph
    while rest and "\n" in rest.text:
        first, after = halves(rest, rest.text.index("\n"))
        made.append(first)
        rest = stripped(after)
    return [*made, *([rest] if rest else [])]


def stripped(paragraph: Paragraph, signs: str = "") -> Paragraph | None:
    """Give a paragraph without signs and space at its beginning, None where nothing is left."""
    runs: list[Run] = list(paragraph.runs)
    while runs and not runs[0].text.lstrip(signs + " \t\n"):
        runs = runs[1:]
    if not runs:
        return None
    runs[0] = replace(runs[0], text=runs[0].text.lstrip(signs + " \t\n"))
    return replace(paragraph, runs=tuple(runs))


def bold(paragraphs: Sequence[Paragraph]) -> list[tuple[int, int]]:
    """Give where bold stretches begin and end in the paragraphs' text, a line each."""
    found, at = [], 0
    for one in paragraphs:
        lead = len(raw := "".join(run.text for run in one.runs)) - len(raw.lstrip())
        here = at - lead
        for run in one.runs:
            if run.bold and run.text.strip():
                found.append((here + len(run.text) - len(run.text.lstrip()), here + len(run.text.rstrip())))
            here += len(run.text)
        at += len(one.text) + 1
    return found


def unbold(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Give paragraphs with nothing in bold."""
    return [replace(one, runs=tuple(replace(run, bold=False) for run in one.runs)) for one in paragraphs]


def joined(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> list[Paragraph]:
    """Give paragraphs that go on; a sentence that was cut off goes on in its own paragraph."""
    if before and after and goes_on(before[-1].text, after[0].text) and after[0].marker is None:
        last = before[-1]
        runs = (*last.runs, replace(last.runs[-1], text=" ", link=None), *after[0].runs)
        return [*before[:-1], replace(last, runs=runs), *after[1:]]
    return [*before, *after]


def goes_on(before: str, after: str) -> bool:
    """Whether a text seems to be the rest of a sentence."""
    return bool(before) and before.rstrip()[-1:] not in {".", "!", "?", ":", ";"} and after.lstrip()[:1].islower()


def is_open(line: str) -> bool:
    """Whether a line ends where no sentence does: with a comma, a colon, 'and', 'of' and the like; '; and' ends an item."""
    return bool(_OPEN.search(line.rstrip())) and not line.rstrip().endswith(("; and", "; or"))


def hangs(line: str) -> bool:
    """Whether a line begins as none does that stands for itself: with a small letter, a bracket, 'and', 'This'."""
    return begins_small(line) or bool(_SAID_OF.match(line))


def begins_small(line: str) -> bool:
    """Whether a line begins with a small letter, a bracket or '&'."""
    return line[:1].islower() or line[:1] in {"(", "&"}


def apart(lines: Sequence[str]) -> bool:
    """Whether each of several lines seems to stand for itself: none ends open, and none goes on from the one before."""
    return not any(map(is_open, lines[:-1])) and not any(map(hangs, lines[1:]))

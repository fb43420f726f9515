"""The summary: a cell, or a row, for each benchmark with its rating, next steps and comments."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from prevent_cli.importing import cutting, ids
from prevent_cli.importing.markdown import plain
from prevent_cli.importing.outline import Summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from prevent_cli.importing.cells import Cell, Paragraph
    from prevent_cli.importing.heads import Role
    from prevent_cli.importing.notes import Notes
    from prevent_cli.importing.outline import Heading, Outline
    from prevent_cli.importing.rows import Row

_LINES = 3
"""A benchmark's name has no more lines than this."""
_FIELDS: dict[Role, str] = {"rag": "rating", "actions": "next_steps", "comments": "comments"}
_LABEL = re.compile(
    r"\b(?:(?P<rating>R\.?A\.?G\.?(?:\s+(?:rating|status))?|rating)|(?P<next_steps>(?:next\s+steps|actions?))"
    r"|(?P<comments>comments?))\s*[:;]\s*",
    re.IGNORECASE,
)


def in_cell(cell: Cell, notes: Notes) -> Summary | None:
    """Read a cell such as '2. Partnership board  RAG Rating: Green  Actions: …  Comments: …'; None for any other."""
    text = cutting.text(cell.paragraphs)
    number, labels = ids.SUMMED.match(text), _labels(text)
    if not number or not labels or "rating" not in labels or labels["rating"].start() > 200:
        return None
    at = [number.end(), *(found.start() for found in labels.values()), len(text)]
    made = Summary(number[1], cell.place, cutting.between(cell.paragraphs, at[0], at[1]))
    notes.label(number[0], cell.place)
    for (name, found), (_, end) in zip(labels.items(), pairwise(at[1:]), strict=True):
        setattr(made, name, cutting.between(cell.paragraphs, found.end(), end))
        notes.label(found[0], cell.place)
    return made


def _labels(text: str) -> dict[str, re.Match[str]]:
    """Give the first of each label, in their order."""
    found: dict[str, re.Match[str]] = {}
    for one in _LABEL.finditer(text):
        found.setdefault(one.lastgroup or "", one)
    return found


def in_row(row: Row, columns: Mapping[int, Role], notes: Notes) -> Summary | None:
    """Read a row of a summary that has a column for each thing; None for a row that names no benchmark.

    The number in front of its name is the benchmark's, else the first in a column beside it, which ``settle`` judges.
    """
    cells = {role: cell for at, role in columns.items() if at < len(row.cells) and (cell := row.cells[at])}
    name, own = cells.get("benchmark"), _own(row, columns)
    inside = ids.SUMMED.match(name.text) if name else None
    number = inside or next((ids.WHOLE.fullmatch(cell.text) for cell in own.values()), None)
    if not name or not number:
        return None
    for cell in own.values():
        notes.label(cell.text, cell.place)
    if inside:
        notes.label(inside[0], name.place)
    title = cutting.between(name.paragraphs, inside.end() if inside else 0)
    made = Summary(number[1], name.place, title, counted=not inside)
    for role in _FIELDS:
        say(made, role, cells.get(role))
    return made


def _own(row: Row, columns: Mapping[int, Role]) -> dict[int, Cell]:
    """Give the cells that hold the row's own number: the first whole one in a column of numbers, and the same again."""
    at = (at for at, role in columns.items() if role == "number" and at in row.filled)
    found = {
        at: (cell, int(number[1]))
        for at in at
        if (cell := row.cells[at]) and (number := ids.WHOLE.fullmatch(cell.text))
    }
    first = next((number for _, number in found.values()), None)
    return {at: cell for at, (cell, number) in found.items() if number == first}


def say(summary: Summary, role: Role, cell: Cell | None) -> None:
    """Give a benchmark's summary what a column or a line with a label says of it."""
    if cell:
        setattr(summary, _FIELDS[role], list(cell.paragraphs))


def beside(row: Row, columns: Mapping[int, Role]) -> list[tuple[str, list[Paragraph]]]:
    """Give what a row of a summary says that a benchmark has no field for, each with its place."""
    kept = {at for at, role in columns.items() if role in {"benchmark", "rag", "actions", "comments"}}
    kept |= _own(row, columns).keys()
    return [(cell.place, list(cell.paragraphs)) for at in row.filled if at not in kept and (cell := row.cells[at])]


def settle(outline: Outline, notes: Notes) -> None:
    """Give each row whose number may only count the rows the benchmark of its name, if exactly one has that name.

    It keeps its number where that benchmark has the name, where none has it, and where several have it.
    """
    named = _names(outline.benchmarks)
    for one in outline.summaries:
        title = plain(one.title)
        found = named.get(title.casefold(), set()) if one.counted and title else set()
        if not found or int(one.number) in found:
            continue
        if len(found) > 1:
            they = ", ".join(map(str, sorted(found)))
            said = f"benchmarks {they} are all called '{title}'; this row of the summary is read as {one.number}"
            notes.check(said, one.number, one.place)
            continue
        beside, one.number = one.number, str(min(found))
        notes.assumed(
            f"the number {beside} beside '{title}' counts the rows of the summary; by its name it is {one.number}",
            one.number,
            one.place,
        )


def _names(headings: Iterable[Heading]) -> dict[str, set[int]]:
    """Give the numbers of the benchmarks by each name: the first line below a number, or the first lines together."""
    found: dict[str, set[int]] = {}
    for one in headings:
        lines = "\n".join(each.text for each in one.head[:_LINES]).split("\n")[:_LINES]
        for end in range(1, len(lines) + 1):
            found.setdefault(" ".join(" ".join(lines[:end]).split()).casefold(), set()).add(int(one.number))
    return found

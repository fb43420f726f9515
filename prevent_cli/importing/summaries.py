"""The summary: a cell, or a row, for each benchmark with its rating, next steps and comments."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from prevent_cli.importing import cutting, ids
from prevent_cli.importing.outline import Summary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prevent_cli.importing.cells import Cell
    from prevent_cli.importing.columns import Role
    from prevent_cli.importing.notes import Notes
    from prevent_cli.importing.rows import Row

_NUMBER = re.compile(r"(?:benchmarks?\s*)?(\d{1,3})\s*[.):-]?\s+(?=\S)", re.IGNORECASE)
_LABEL = re.compile(
    r"\b(?:(?P<rating>R\.?A\.?G\.?(?:\s+(?:rating|status))?|rating)|(?P<next_steps>(?:next\s+steps|actions?))"
    r"|(?P<comments>comments?))\s*[:;]\s*",
    re.IGNORECASE,
)


def in_cell(cell: Cell, notes: Notes) -> Summary | None:
    """Read a cell such as '2. Partnership board  RAG Rating: Green  Actions: …  Comments: …'; None for any other."""
    text = cutting.text(cell.paragraphs)
    number, labels = _NUMBER.match(text), _labels(text)
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


def in_row(row: Row, columns: Mapping[int, Role], notes: Notes, named: Mapping[str, str]) -> Summary | None:
    """Read a row of a summary that has a column for each thing; None for a row that names no benchmark.

    The number in front of its name is the benchmark's, else that of the heading with this name in ``named``, else one
    in a column beside it, which may count the rows.
    """
    cells = {role: cell for at, role in columns.items() if at < len(row.cells) and (cell := row.cells[at])}
    name, beside = cells.get("benchmark"), cells.get("number")
    inside = _NUMBER.match(name.text) if name else None
    own = ids.WHOLE.fullmatch(beside.text) if beside else None
    if not name or not (inside or own):
        return None
    number = inside[1] if inside else named.get(folded(name.text)) or (own[1] if own else "")
    if own and beside and int(own[1]) == int(number):
        notes.label(own[0], beside.place)
    if inside:
        notes.label(inside[0], name.place)
    made = Summary(number, name.place, cutting.between(name.paragraphs, inside.end() if inside else 0))
    wanted: tuple[tuple[Role, str], ...] = (("rag", "rating"), ("actions", "next_steps"), ("comments", "comments"))
    for role, field in wanted:
        if role in cells:
            setattr(made, field, list(cells[role].paragraphs))
    return made


def folded(name: str) -> str:
    """Give a benchmark's name as it is compared with others."""
    return " ".join(name.split()).casefold()

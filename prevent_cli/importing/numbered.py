"""Tables that have the numbers of their items in a column of its own: which column it is, and rows read with it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from prevent_cli.importing import columns
from prevent_cli.importing.cells import Cell, Paragraph, Run

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from prevent_cli.importing.columns import Role
    from prevent_cli.importing.rows import Row

_ID = re.compile(
    r"\(?(?:Q(?:uestion)?\.?\s*)?\d{1,3}(?:\s?[.,\u00b7]\s?\d{1,3}){1,2}\)?[.):]?", re.IGNORECASE | re.ASCII
)
_WHOLE = re.compile(r"(\d{1,3})[.):]?", re.ASCII)


def number_columns(rows: Sequence[Row]) -> dict[int, int]:
    """Give the column that holds the numbers of its items, for each table that has one.

    Its head says so and an item's number such as 1.1.3 stands below it; or it has no head, and nothing else stands
    there. A table without heads has the heads of the one before, if it is as wide. Counts such as 1, 2, 3 are no
    numbers of items.
    """
    found: dict[int, int] = {}
    heads: tuple[int, Mapping[int, Role]] = 0, {}
    for table, group in groupby(rows, key=lambda row: row.table):
        below = list(group)
        width = max(len(one.cells) for one in below)
        named = next(filter(None, map(columns.heads, below)), None)
        heads = (width, named) if named else heads if heads[0] == width else (0, {})
        column = _column(below, width, heads[1]) if table else None
        if column is not None:
            found[table] = column
    return found


def _column(rows: Sequence[Row], width: int, heads: Mapping[int, Role]) -> int | None:
    if not heads:
        return 0 if width > 2 and _all_ids(_written(rows, 0)) else None
    named = (at for at, role in heads.items() if role == "number" and any(map(_ID.fullmatch, _written(rows, at))))
    bare = (at for at in range(width) if at not in heads and _all_ids(_written(rows, at)))
    return next(named, next(bare, None))


def _all_ids(texts: Sequence[str]) -> bool:
    return bool(texts) and all(map(_ID.fullmatch, texts))


def _written(rows: Iterable[Row], at: int) -> list[str]:
    """Give what stands in a column below its head; cells that reach over other columns are no part of it."""
    cells = (row.cells[at] for row in rows if at < len(row.cells) and columns.heads(row) is None)
    return [_flat(cell) for cell in cells if cell and cell.columns == 1 and cell.text]


def in_front(row: Row, column: int, text: int) -> Row:
    """Give a row with the number of its item in front of its text, as most documents have it.

    A whole number is a benchmark's where nothing but its name stands beside it. What is no number stays where it is.
    """
    cell = row.cells[column]
    if cell is None or cell.columns > 1:
        return row
    number = _flat(cell)
    whole = _WHOLE.fullmatch(number)
    if whole and set(row.filled) == {column, text}:
        number = f"{whole[1]}."
    elif number and not _ID.fullmatch(number):
        return row
    beside = row.cells[text] or Cell((), cell.place)
    made = replace(beside, paragraphs=_led(number, beside, cell.place)) if number else beside
    return _moved(row, column, text, made)


def across(row: Row, text: int, numbers: Container[int | None]) -> Row:
    """Give a row whose only words reach over the column of words, or stand where others have a number, in that column."""
    cell = row.alone
    at = row.filled[0] if cell else text
    if not cell or at >= text:
        return row
    reaches = row.cells[text] is None and at + cell.columns > text
    return _moved(row, at, text, cell) if reaches or (at in numbers and len(cell.text.split()) > 1) else row


def _moved(row: Row, column: int, text: int, cell: Cell) -> Row:
    cells = {column: None, text: cell}
    return replace(row, cells=tuple(cells.get(at, one) for at, one in enumerate(row.cells)))


def _led(number: str, cell: Cell, place: str) -> tuple[Paragraph, ...]:
    if not cell.text:
        return (Paragraph((Run(number),), place),)
    first, *others = (one for one in cell.paragraphs if one.text)
    return (replace(first, runs=(Run(f"{number} "), *first.runs), marker=None, depth=0), *others)


def _flat(cell: Cell) -> str:
    return " ".join(cell.text.split())

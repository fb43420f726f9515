"""Columns of a table that are one to a reader: word processors write more where rows were drawn a hair apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.importing.cells import Cell, Table


def squeezed(table: Table) -> Table:
    """Put neighbouring columns together where no row has a cell of its own in both."""
    if not table.rows or len(table.rows[0]) < 2:
        return table
    used = _used(table.rows)
    groups: list[list[int]] = [[0]]
    for at in range(1, len(table.rows[0])):
        if any(at in row and row & set(groups[-1]) for row in used):
            groups.append([at])
        else:
            groups[-1].append(at)
    if len(groups) == len(table.rows[0]):
        return table
    of = [number for number, group in enumerate(groups) for _ in group]
    return replace(table, rows=tuple(_row(*pair, groups, of) for pair in zip(table.rows, used, strict=True)))


def _used(rows: Sequence[Sequence[Cell | None]]) -> list[set[int]]:
    """Give the columns in which each row has a cell that begins there, in that row or above it."""
    used: list[set[int]] = [set() for _ in rows]
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is not None:
                for below in used[at : at + cell.rows]:
                    below.add(column)
    return used


def _row(
    row: Sequence[Cell | None], used: set[int], groups: Sequence[Sequence[int]], of: Sequence[int]
) -> tuple[Cell | None, ...]:
    """Put a row's cells into the new columns. One that reached into a column where another begins ends before it."""
    made: list[Cell | None] = []
    for number, group in enumerate(groups):
        found = next(((at, cell) for at in group if (cell := row[at]) is not None), None)
        if found:
            at, cell = found
            ends = min(at + cell.columns, len(row)) - 1
            after = min((of[other] for other in used if other > ends), default=len(groups))
            made.append(replace(cell, columns=max(min(of[ends], after - 1) - number, 0) + 1))
        else:
            made.append(None)
    return tuple(made)

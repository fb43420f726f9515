"""Tables that are forms: each line begins with a label, such as 'Evidence', and what it asks for stands beside it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from prevent_cli.importing import columns, heads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.importing.cells import Cell
    from prevent_cli.importing.heads import Role
    from prevent_cli.importing.rows import Row

_SAID: frozenset[Role] = frozenset({"evidence", "actions", "rag", *columns.BESIDE})
_LEAST = 2


def forms(rows: Sequence[Row]) -> frozenset[int]:
    """Give the tables that are forms, by their number: no row of heads, and two labels of what is said of an item."""
    found: set[int] = set()
    for table, group in groupby(rows, key=lambda row: row.table):
        below = list(group)
        said = [row for row in below if table and label(row) in _SAID]
        if len(said) >= _LEAST and not any(map(columns.heads, below)):
            found.add(table)
    return frozenset(found)


def label(row: Row) -> Role | None:
    """Give what the label of a line asks for; None for a row that is no such line."""
    first = row.cells[0]
    line = first and first.text and len(row.cells) > 1 and len(row.filled) < 3 and not row.whole
    return heads.role(first.text) if first and line else None


def says(text: str) -> bool:
    """Whether words are a label of what is said of an item; a question is none."""
    return heads.role(text) in _SAID and not text.rstrip().endswith("?")


def filled_in(row: Row) -> Cell | None:
    """Give what stands beside the label, if anything does."""
    at = next((at for at in row.filled if at), None)
    return row.cells[at] if at else None

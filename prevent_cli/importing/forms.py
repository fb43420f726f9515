"""Tables that are forms: each line begins with a label, such as 'Evidence', and what it asks for stands beside it."""

from __future__ import annotations

import re
from dataclasses import replace
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
_ENDING = re.compile(r"\s+\d{1,2}\s*$")
_COLOURS = frozenset({"red", "amber", "green"})


def forms(rows: Sequence[Row]) -> frozenset[int]:
    """Give the tables that are forms, by their number: no row of heads, and most lines begin with a label.

    At least two labels are of what is said of an item, and beside such a one nothing stands but what it asks for.
    """
    found: set[int] = set()
    for table, group in groupby(rows, key=lambda row: row.table):
        below = [line for row in group for line in lines(row)]
        begun = [row for row in below if (first := row.cells[0]) and first.text and not row.whole]
        labels = [label(row) for row in begun]
        said = [one for one in labels if one in _SAID]
        most = 2 * len([one for one in labels if one]) > len(begun)
        if (
            table
            and len(said) >= _LEAST
            and most
            and not any(map(_wider, begun))
            and not any(map(columns.heads, below))
        ):
            found.add(table)
    return frozenset(found)


def summing(rows: Sequence[Row]) -> bool:
    """Whether the lines of a form rate a benchmark: a colour, and perhaps next steps and comments, and nothing more."""
    below = [line for row in rows for line in lines(row)]
    colours = [cell.text.lower() for row in below if label(row) == "rag" and (cell := filled_in(row))]
    return (
        len(colours) == 1 and colours[0] in _COLOURS and {label(row) for row in below} <= {"rag", "actions", "comments"}
    )


def lines(row: Row) -> list[Row]:
    """Give the lines of a form that a row holds: two, where two labels stand in it, each with its words beside it."""
    cells = [cell for cell in row.cells if cell]
    pairs = list(zip(cells[::2], cells[1::2], strict=False))
    filled = [pair for pair in pairs if pair[0].text or pair[1].text]
    if (
        len(filled) < _LEAST
        or len(cells) % 2
        or not all(says(first.text) and not says(two.text) for first, two in filled)
    ):
        return [row]
    return [replace(row, cells=pair, above={}) for pair in filled]


def label(row: Row) -> Role | None:
    """Give what the label of a line asks for; None for a row that is no such line."""
    first = row.cells[0]
    line = first and first.text and len(row.cells) > 1 and len(row.filled) < 3 and not row.whole
    return _asks(first.text) if first and line else None


def count(text: str) -> int:
    """Give the number at the end of a label such as 'Action 2', 0 for one without."""
    found = _ENDING.search(text)
    return int(found[0]) if found else 0


def says(text: str) -> bool:
    """Whether words are a label of what is said of an item; a question is none."""
    return _asks(text) in _SAID and not text.rstrip().endswith("?")


def filled_in(row: Row) -> Cell | None:
    """Give what stands beside the label, if anything does."""
    at = next((at for at in row.filled if at), None)
    return row.cells[at] if at else None


def _asks(text: str) -> Role | None:
    found = heads.role(text)
    counted = heads.role(_ENDING.sub("", text)) if not found else None
    return counted if counted in _SAID else found


def _wider(row: Row) -> bool:
    first = row.cells[0]
    return bool(first and says(first.text) and len(row.filled) > 2)

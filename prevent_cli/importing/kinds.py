"""Of what kind a document is: an assessment with benchmarks and questions, or a list of actions or items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.importing import columns, listings, rows, sections
from prevent_cli.importing.cells import Table
from prevent_cli.importing.numbered import number_columns

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from prevent_cli.importing.cells import Document
    from prevent_cli.importing.listings import Listing
    from prevent_cli.importing.rows import Row

_ASSESSED = frozenset({"number", "text", "evidence", "actions", "rag"})


def is_list(document: Document) -> bool:
    """Say whether a document is a list of actions or items, and no assessment with benchmarks and questions.

    Numbers in front of the words of a list's own table make no questions of them.
    """
    found = listings.listings(document, {})
    if not found:
        return False
    read = rows.stream(document).rows
    own = _listed(document, found, {row.place for row in read if not row.table})
    others = [row for row in read if row.table not in own]
    return not sections.asks(others, _numbered_items(read))


def _listed(document: Document, found: Sequence[Listing], lines: Container[str]) -> frozenset[int]:
    """Give which tables, counted from 1, have the heads of a list, or of an assessment's summary, and of no assessment.

    A table without heads that follows a list's at once goes on like it; only ``lines`` stand between tables.
    """
    known = {id(one.table): one for one in found}
    made: set[int] = set()
    number, goes_on = 0, False
    for block in document.blocks:
        if not isinstance(block, Table):
            goes_on = goes_on and block.place not in lines
            continue
        number += 1
        listing = known.get(id(block))
        heads = (columns.heads(rows.Row(listing.heads, block.place)) or {}) if listing else {}
        goes_on = bool(listing and not heads and (listing.heads or goes_on))
        made |= {number} if goes_on or "benchmark" in heads.values() else set()
    return frozenset(made)


def _numbered_items(read: Sequence[Row]) -> dict[int, int]:
    """Give the columns of numbers of tables with an assessment's columns and no other; a list has a number twice."""
    found: dict[int, int] = {}
    for table, column in number_columns(read).items():
        below = [row for row in read if row.table == table]
        heads = next(filter(None, map(columns.heads, below)), {})
        cells = (row.cells[column] for row in below if column < len(row.cells))
        numbers = [cell.text for cell in cells if cell and cell.text]
        if _ASSESSED.issuperset(heads.values()) and len(numbers) == len(set(numbers)):
            found[table] = column
    return found

"""Rows that go on from the row before: the rest of an item, or another action of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from prevent_cli.importing import columns, cutting
from prevent_cli.importing.reaching import of_action

if TYPE_CHECKING:
    from prevent_cli.importing.heads import Role
    from prevent_cli.importing.here import Here
    from prevent_cli.importing.outline import Entry, Part
    from prevent_cli.importing.rows import Row


def go_on(here: Here, row: Row) -> bool:
    """Read what goes on from the row before: columns beside an empty first one, or a sentence over a page."""
    column = here.layout.text_column(row)
    if row.table and _is_struck(row, column):
        _stray(here, row)
        return True
    if not here.last:
        return False
    if row.table and (column is None or column not in row.filled):
        _go_on(here, row, None)
        return True
    first = row.cells[column or 0]
    if row.broken and first and cutting.goes_on(cutting.text(here.last.text), first.text):
        _go_on(here, row, column or 0)
        return True
    return False


def _is_struck(row: Row, column: int | None) -> bool:
    """Whether the words that the others in a row stand beside are struck out: it goes on from no row above."""
    cell = row.cells[column or 0] if row.cells else None
    return bool(cell and cell.struck)


def _stray(here: Here, row: Row) -> None:
    here.stray(row)
    here.last = None
    here.notes.check("its words are struck out; what stands beside them is in 'unparsed'", None, row.place)


def _go_on(here: Here, row: Row, column: int | None) -> None:
    assert here.last  # noqa: S101 - there is something to go on from
    if column is not None:
        cell = row.cells[column]
        here.last.text = cutting.joined(here.last.text, cell.paragraphs if cell else ())
    acts = not row.broken and _acts(here, here.last, row)
    if acts:
        here.last.more.append(_shared(here, here.last, row))
    here.parts(here.last, row, column)
    where = "after a page's end" if row.broken else "with an empty first column"
    what = "another action" if acts else "the rest"
    here.notes.assumed(f"a row {where} is read as {what} of the row before", None, row.place)


def _acts(here: Here, entry: Entry, row: Row) -> bool:
    """Whether a row that belongs to the item above has an action of its own, and its owner, date or state.

    A sentence that goes on is none, unless a cell above reaches down: then the document itself has two rows.
    """
    cells = {role: cell for at, role in here.layout.roles(row).items() if at in row.filled and (cell := row.cells[at])}
    known = (entry.parts, *entry.more)[-1]
    beside = any(of_action(role, one.text) for role, one in cells.items() if role != "actions")
    if "actions" not in cells or not (beside or _shared(here, entry, row)):
        return False
    before = cutting.text(known["actions"].paragraphs) if "actions" in known else ""
    begun = bool(before) or any(one in known for one in columns.BESIDE)
    return begun and (bool(row.above) or not cutting.goes_on(before, cells["actions"].text))


def _shared(here: Here, entry: Entry, row: Row) -> dict[Role, Part]:
    """Give what cells above that reach down into a row say of its action too, such as one owner for both."""
    roles, known = here.layout.roles(row), (entry.parts, *entry.more)[-1]
    below = {role for at in row.above if (role := roles.get(at)) in columns.BESIDE}
    return {role: replace(part, again=cutting.text(part.paragraphs)) for role, part in known.items() if role in below}

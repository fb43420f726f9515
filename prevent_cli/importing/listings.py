"""The tables of a list: what their columns hold, and the rows below their heads."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from prevent_cli.importing import fields, heads, ids
from prevent_cli.importing.cells import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from prevent_cli.importing.cells import Cell, Document
    from prevent_cli.importing.fields import Column
    from prevent_cli.importing.heads import Field

_LOOK = 10
_OF_ITEM = re.compile(r"(?:benchmark|question|expectation|criterion|standard|requirement|indicator)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,2}\.?", re.ASCII)
_DETAILS = re.compile(r"(?:details?|descriptions?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listing:
    """A table whose columns are known, with the rows below its heads."""

    table: Table
    columns: tuple[Column, ...]
    above: tuple[tuple[Cell | None, ...], ...]
    heads: tuple[Cell | None, ...]
    rows: tuple[tuple[Cell | None, ...], ...]


def listings(document: Document, said: Mapping[str, Field]) -> list[Listing]:
    """Find the tables whose heads say what their columns hold; one without heads goes on like the one before."""
    found: list[Listing] = []
    for block in document.blocks:
        if not isinstance(block, Table):
            continue
        listing = _listing(block, said, found)
        if listing:
            found.append(listing)
        elif found and block.rows and len(block.rows[0]) == len(found[-1].columns):
            found.append(Listing(block, found[-1].columns, (), (), block.rows))
    return found


def _listing(table: Table, said: Mapping[str, Field], before: Sequence[Listing]) -> Listing | None:
    for at, row in enumerate(table.rows[:_LOOK]):
        columns = fields.columns([cell.text if cell else "" for cell in row], said, table.hidden)
        if columns:
            below = table.rows[at + 1 :]
            columns = _items(columns, below)
            counted = _counts([*before, Listing(table, tuple(columns), table.rows[:at], row, below)])
            return Listing(table, _own_numbers(columns) if counted else tuple(columns), table.rows[:at], row, below)
    return None


def _items(columns: list[Column], rows: Sequence[Sequence[Cell | None]]) -> list[Column]:
    """Take a column of items that holds numbers alone for these, and the details beside it for what is to be done."""
    item = next(
        (at for at, one in enumerate(columns) if one.field == "action" and heads.role(one.head) == "number"), None
    )
    texts = [] if item is None else [cell.text for row in rows if (cell := row[item]) and cell.text]
    if item is None or columns[item].said or not texts or not all(map(_NUMBER.fullmatch, texts)):
        return columns
    details = next(
        (at for at, one in enumerate(columns) if one.field == "unparsed" and _DETAILS.fullmatch(one.head)), None
    )
    new: dict[int | None, Field] = {item: "ref", details: "action"}
    return [replace(one, field=new.get(at, one.field)) for at, one in enumerate(columns)]


def _counts(found: Sequence[Listing]) -> bool:
    """Whether the numbers of the last table only count its rows, or go on counting those of the table before."""
    *before, last = found
    known = {one.field for one in last.columns}
    at = next((at for at, one in enumerate(last.columns) if one.field == "ref" and not one.said), None)
    if at is not None and _OF_ITEM.match(last.columns[at].head):
        return False
    if at is None or "action" not in known or {"question", "text", "id"} & known:
        return False
    numbers = _numbers(last, at)
    above = _numbers(before[-1], at) if before and _heads(before[-1]) == _heads(last) else []
    counted = bool(above) and above[-1].isascii() and above[-1].isdigit() and before[-1].columns[at].field == "id"
    goes_on = counted and numbers[:1] == [str(int(above[-1]) + 1)]
    first = int(numbers[0]) if goes_on else 1
    return len(numbers) > 1 - goes_on and numbers == [str(first + count) for count in range(len(numbers))]


def _numbers(listing: Listing, at: int) -> list[str]:
    """Give what stands in the column of numbers; a heading that stands alone in its row, and heads once more, are none."""
    rows = (row for row in listing.rows if sum(bool(cell and cell.text) for cell in row) > 1)
    texts = [text for row in rows if (cell := row[at]) and (text := cell.text.strip(" ."))]
    return [one for one in texts if one.casefold() != listing.columns[at].head.strip(" .").casefold()]


def _heads(listing: Listing) -> list[str]:
    return [one.head.casefold() for one in listing.columns]


def _own_numbers(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Take the numbers for those of the actions, not of the items that they are about."""
    return tuple(replace(one, field="id") if one.field == "ref" else one for one in columns)


def written(found: Sequence[Listing]) -> frozenset[str]:
    """Give the numbers of items that lists themselves use, and of those above them; whole ones may only count rows."""
    made: set[str] = set()
    for listing in found:
        for at, column in enumerate(listing.columns):
            made.update(_given(column.field, [cell.text for row in listing.rows if (cell := row[at]) and cell.text]))
    return frozenset(one.rsplit(".", depth)[0] for one in made for depth in range(one.count(".") + 1))


def _given(field: Field, texts: Sequence[str]) -> set[str]:
    """Give the numbers of items in the cells of a column."""
    if field in {"text", "question"}:
        found = [one for one in texts if ids.credible(one)]
        return {ids.listed(one)[0] for one in found} if 2 * len(found) >= len(texts) else set()
    numbers = {ids.listed(one)[0] for one in texts} if field in {"ref", "benchmark"} else set()
    return {one for one in numbers if one and (field == "benchmark" or "." in one)}


def of_sheets(found: Sequence[Listing]) -> dict[str, tuple[str, str]]:
    """Give the number and the title of the benchmark that each sheet is about, where all are named like '1 Risk', '2 Board'.

    Others than those whose own numbers begin with that of the name, or count its questions, may be numbered for order
    only, as '1 Open' and '2 Closed' are.
    """
    named = {one.table.name: ids.of_sheet(one.table.name) for one in found if one.table.name}
    known = {name: about for name, about in named.items() if about}
    numbers = {number for number, _ in known.values()}
    if not len(known) == len(named) == len(numbers) > 1:
        return {}
    return {name: about for name, about in known.items() if _about(name, about[0], found)}


def _about(name: str, number: str, found: Sequence[Listing]) -> bool:
    """Whether the numbers in a sheet say that it is about the benchmark of a number."""
    listed = [(one, refs) for one in found if one.table.name == name and (refs := _refs(one))]
    return bool(listed) and all(_begin(refs, number) or (_worded(one) and _count(refs)) for one, refs in listed)


def _refs(listing: Listing) -> list[str]:
    """Give the numbers of items in a table, as its rows have them."""
    columns = [(at, one.field) for at, one in enumerate(listing.columns)]
    cells = [(field, cell.text) for row in listing.rows for at, field in columns if (cell := row[at]) and cell.text]
    worded = [text for field, text in cells if field in {"text", "question"} and ids.credible(text)]
    texts = [text for field, text in cells if field in {"ref", "benchmark"}] + worded
    return [number for text in texts if (number := ids.listed(text)[0])]


def _begin(refs: Sequence[str], number: str) -> bool:
    return all(one.split(".")[0] == number for one in refs)


def _count(refs: Sequence[str]) -> bool:
    whole = [int(one) for one in refs if "." not in one]
    return len(whole) == len(refs) and whole[0] == 1 and whole == sorted(whole)


def _worded(listing: Listing) -> bool:
    return not {"text", "question"}.isdisjoint(one.field for one in listing.columns)


def mapping(found: Sequence[Listing]) -> dict[str, Field]:
    """Give what each column was taken for, to be saved."""
    return {one.head: one.field for listing in found for one in listing.columns if one.head}

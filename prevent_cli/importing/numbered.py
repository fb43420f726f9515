"""Tables that have the numbers of their items in a column of its own: which column it is, and rows read with it."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from prevent_cli.importing import columns, ids
from prevent_cli.importing.cells import Cell, Paragraph, Run
from prevent_cli.importing.others import other_tables

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from prevent_cli.importing.heads import Role
    from prevent_cli.importing.ids import Number
    from prevent_cli.importing.rows import Row


def number_columns(rows: Sequence[Row]) -> dict[int, int]:
    """Give the column that holds the numbers of its items, for each table that has one.

    Its head says so and an item's number such as 1.1.3 stands below it. Or it has no head and stands in front of the
    words, which have no numbers themselves; then nothing else stands there, and each number's benchmark is known. Where
    none has three parts, questions are counted without a gap, as times and amounts are not. A table without heads has
    the heads of the one before, if it is as wide. Counts and dates are no numbers of items.
    """
    known = numbers(rows)
    others = other_tables(rows)
    found: dict[int, int] = {}
    heads: tuple[int, Mapping[int, Role]] = 0, {}
    for table, below, named in _tables(rows):
        if table in others:
            continue
        width = max(len(one.cells) for one in below)
        heads = (width, named) if named else heads if heads[0] == width else (0, {})
        column = _column(below, width, heads[1], known, told=bool(named))
        if column is not None:
            found[table] = column
            known |= _undated(_written(below, column))
    return found


def numbers(rows: Sequence[Row], own: Mapping[int, int] | None = None) -> frozenset[Number]:
    """Give the numbers that headings, paragraphs, and tables with heads speak of, and those above them; no dates.

    Those of a summary's benchmarks are among them, and those of the column that ``own`` gives for a table.
    """
    titles = [row.alone.text for row in rows if row.alone]
    texts = [row.text for row in rows if row.table == 0]
    benchmarks: set[Number] = {
        (int(one[1]),) for text in titles for one in (ids.HEADING.match(text), ids.ONE.match(text)) if one
    }
    for table, below, heads in _tables(rows):
        at = {at for at, role in heads.items() if role in {"number", "text"}} | {(own or {}).get(table, -1)} - {-1}
        column = [one for column in at for one in _written(below, column)]
        texts += column
        benchmarks |= set(map(_whole, column)) if "benchmark" in heads.values() else set()
    return _undated(texts) | benchmarks - {()}


def _undated(texts: Iterable[str]) -> frozenset[Number]:
    """Give the numbers in front of texts that are no dates, and those above them."""
    found = {ids.parts(one) for one in texts if not ids.dated(one)}
    return frozenset(one[:depth] for one in found for depth in range(1, len(one) + 1))


def _tables(rows: Sequence[Row]) -> Iterator[tuple[int, list[Row], Mapping[int, Role]]]:
    """Give each table's number, its rows and its own heads."""
    for table, group in groupby(rows, key=lambda row: row.table):
        below = list(group)
        if table:
            yield table, below, next(filter(None, map(columns.heads, below)), {})


def _column(
    rows: Sequence[Row], width: int, heads: Mapping[int, Role], known: frozenset[Number], *, told: bool
) -> int | None:
    if not heads:
        return 0 if width > 2 and _bare(rows, 0, 1, known) else None
    for at, role in heads.items():
        below = _written(rows, at) if role == "number" else []
        here = known | _undated(below)
        if any(ids.alone(one, here) for one in below) and (told or _goes_on(below, known)):
            return at
    text = next((at for at, role in heads.items() if role == "text"), width)
    return next((at for at in range(text) if at not in heads and _bare(rows, at, text, known)), None)


def _bare(rows: Sequence[Row], at: int, text: int, known: frozenset[Number]) -> bool:
    """Whether a column that no head names holds numbers of items and nothing else, and the words have none."""
    below = _written(rows, at)
    opened = _opened(below)
    here = known | opened | _undated(below)
    alone = all(ids.alone(one, here) or _whole(one) in opened for one in below) and not all(map(ids.dated, below))
    return alone and _counted(below, known | opened) and not any(map(ids.parts, _written(rows, text)))


def _goes_on(texts: Sequence[str], known: frozenset[Number]) -> bool:
    """Whether a column without a head of its own goes on with the numbers of the table before."""
    opened = _opened(texts)
    here = known | opened | _undated(texts)
    return all(ids.alone(one, here) or _whole(one) for one in texts) and _counted(texts, known | opened)


def _opened(texts: Sequence[str]) -> frozenset[Number]:
    """Give the benchmarks whose whole number stands right above one of their questions."""
    return frozenset(_whole(one) for one, after in pairwise(texts) if _whole(one) == ids.parts(after)[:1] != ())


def _whole(text: str) -> Number:
    """Give the whole number that a cell holds and nothing more."""
    found = ids.WHOLE.fullmatch(text)
    return (int(found[1]),) if found else ()


def _counted(texts: Sequence[str], known: frozenset[Number]) -> bool:
    """Whether each number's benchmark is known, and each question is its first or follows another.

    Where a number has three parts, questions may be left out: times and amounts have two.
    """
    found = [one for one in map(ids.parts, texts) if one]
    there = known.union(found)
    items = any(len(ids.parts(one)) > 2 and not ids.dated(one) for one in texts)
    follows = (items or one[1] == 1 or (one[0], one[1] - 1) in there for one in found if len(one) == 2)
    return all(one[:1] in known for one in found) and all(follows)


def _written(rows: Iterable[Row], at: int) -> list[str]:
    """Give what stands in a column below its head; cells that reach over other columns are no part of it."""
    cells = (row.cells[at] for row in rows if at < len(row.cells) and columns.heads(row) is None)
    return [flat(cell) for cell in cells if cell and cell.columns == 1 and cell.text]


def in_front(row: Row, column: int, text: int) -> Row:
    """Give a row with the number of its item in front of its text, as most documents have it; not a second time."""
    cell = row.cells[column]
    if cell is None:
        return row
    beside = row.cells[text] or Cell((), cell.place)
    whole = ids.WHOLE.fullmatch(flat(cell))
    number = f"{whole[1]}." if whole else flat(cell)
    again = twice(row, column, text)
    return _moved(row, column, text, beside if again else replace(beside, paragraphs=_led(number, beside, cell.place)))


def twice(row: Row, column: int, text: int) -> bool:
    """Whether the words of a row begin with the number that its own column holds."""
    number, beside = row.cells[column], row.cells[text]
    return bool(number and beside and ids.parts(flat(beside)) == ids.parts(flat(number)) != ())


def across(row: Row, text: int, numbers: Container[int | None]) -> Row:
    """Give a row whose words stand in front of the column of words with them in that column.

    They do where they reach over that column, or stand alone where others have a number.
    """
    at = next(iter(row.filled), text)
    cell = row.cells[at] if at < text else None
    if not cell:
        return row
    reaches = row.cells[text] is None and at + cell.columns > text and (at in numbers or row.alone)
    named = row.alone and at in numbers and len(cell.text.split()) > 1
    return _moved(row, at, text, cell) if reaches or named else row


def only(row: Row, cells: Mapping[int, Cell]) -> Row:
    """Give a row with these cells and no other."""
    return replace(row, cells=tuple(cells.get(at) for at in range(len(row.cells))), above={})


def without(row: Row, columns: Container[int]) -> Row:
    """Give a row with nothing in some columns."""
    return replace(row, cells=tuple(None if at in columns else one for at, one in enumerate(row.cells)))


def _moved(row: Row, column: int, text: int, cell: Cell) -> Row:
    cells = {column: None, text: cell}
    return replace(row, cells=tuple(cells.get(at, one) for at, one in enumerate(row.cells)))


def _led(number: str, cell: Cell, place: str) -> tuple[Paragraph, ...]:
    if not cell.text:
        return (Paragraph((Run(number),), place),)
    first, *others = (one for one in cell.paragraphs if one.text)
    return (replace(first, runs=(Run(f"{number} "), *first.runs), marker=None, depth=0), *others)


def flat(cell: Cell) -> str:
    """Give a cell's words on one line."""
    return " ".join(cell.text.split())

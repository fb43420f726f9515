"""Rows as most documents have them: the number in front of the words, and a question in a row of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from prevent_cli.importing import columns, cutting, ids, numbered

if TYPE_CHECKING:
    from prevent_cli.importing.cells import Cell
    from prevent_cli.importing.here import Here
    from prevent_cli.importing.rows import Row


def apart(here: Here, row: Row) -> tuple[Row | None, Row]:
    """Take the question out of a row that has a column for it beside that of its expectations; not a second time."""
    text = here.layout.text_column(row)
    column = next((at for at, one in here.layout.roles(row).items() if one == "question"), -1)
    cell = row.cells[column] if 0 <= column < len(row.cells) else None
    if text is None or not cell or not cell.text or columns.heads(row):
        return None, row
    rest = numbered.without(row, {column})
    if here.question and cutting.text(cell.paragraphs) == cutting.text(here.question.text):
        here.notes.label(cell.text, cell.place)
        return None, rest
    number = here.layout.numbers.get(row.table)
    beside = row.cells[number] if number is not None else None
    if number is None or not beside or len(ids.parts(numbered.flat(beside))) != 2:
        return numbered.only(row, {text: cell}), rest
    return numbered.only(row, {text: cell, number: beside}), numbered.without(rest, {number})


def arranged(here: Here, at: int, row: Row) -> Row:
    """Give a row with the number of its item, and words that stand alone across it, in the column of words."""
    text, column = here.layout.text_column(row), here.layout.numbers.get(row.table)
    if text is None:
        return row
    if column is None and here.layout.before_heads(at) and _leads(here, row):
        return led(here, row, text)
    if text != column:
        numbers = {at for at, role in here.layout.roles(row).items() if role == "number"} | {column}
        row = numbered.across(row, text, numbers)
    cell = row.cells[column] if column is not None else None
    if column is None or not cell:
        return row
    row = replace(row, own=cell.columns == 1 and ids.alone(numbered.flat(cell), here.layout.known))
    if text == column or not (row.own or _names(here, at, row, cell, text)):
        return row
    if row.own and numbered.twice(row, column, text):
        here.notes.label(cell.text, cell.place)
    return numbered.in_front(row, column, text)


def led(here: Here, row: Row, text: int) -> Row:
    """Give a row that holds a number and the words beside it as one with both in the column of words."""
    number, words = row.filled[:2]
    first = row.cells[number]
    if first and numbered.twice(row, number, words):
        here.notes.label(first.text, first.place)
    cell = numbered.in_front(row, number, words).cells[words]
    return numbered.only(row, {text: cell} if cell else {})


def _leads(here: Here, row: Row) -> bool:
    """Whether a row holds a number of an item, and its words beside it, and nothing more."""
    first = row.cells[row.filled[0]] if len(row.filled) == 2 else None
    return bool(first and ids.alone(numbered.flat(first), here.layout.known))


def _names(here: Here, at: int, row: Row, cell: Cell, text: int) -> bool:
    """Whether a whole number is that of a benchmark, whose name alone stands beside it and whose questions follow."""
    number = ids.WHOLE.fullmatch(numbered.flat(cell))
    if not number or cell.columns > 1 or len(row.filled) != 2 or text not in row.filled:
        return False
    if here.heading and here.heading.number == number[1]:
        return not here.heading.questions
    return here.layout.comes(at, number[1])

"""Rows of heads in words that nobody knows: that they are heads, so that no other table's columns are read below them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from prevent_cli.importing import actions, columns, dates, heads, ids, status

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from prevent_cli.importing.cells import Cell
    from prevent_cli.importing.heads import Role
    from prevent_cli.importing.rows import Row

_SHORT = 6
_COLOURS = frozenset({"red", "amber", "green", "blue"})
_UNSURE = frozenset({"grey", "white", "tbc", "tba", "pending", "unknown"})


@dataclass(frozen=True, slots=True)
class Guess:
    """What the columns of a table with unknown heads hold; ``sure`` says that its first row is nothing but heads.

    It is where one of its words is a known head, or another table begins with the same row.
    """

    columns: Mapping[int, Role]
    sure: bool


def guessed(rows: Sequence[Row], others: Container[int], numbers: Mapping[int, int]) -> dict[int, Guess]:
    """Guess the columns of tables whose first row must be their heads although its words are unknown, by the table's number.

    Each of its cells is short and says nothing that stands below heads, such as a colour. And the document marks the
    row as heads, by bold type too, or two of its words are known, or it has a word where the rows below, or the heads
    that would else count, have colours. A table as wide as the one just before goes on like that, unless the row is
    heads for sure. ``others`` are tables that are no part of an assessment.
    """
    found: dict[int, Guess] = {}
    times = Counter(cell.text for row in rows for cell in row.cells if cell)
    tables = [list(group) for _, group in groupby(rows, key=lambda row: row.table)]
    begins = Counter(_texts(below[0]) for below in tables if below[0].table)
    known: Mapping[int, Role] = {}
    width = 0
    for below in tables:
        table, named = below[0].table, list(filter(None, map(columns.heads, below)))
        if not table or table in others or named:
            known = _coloured(below, named[-1]) if named and "benchmark" not in named[-1].values() else known
        else:
            sure = _named(_texts(below[0]), known) or begins[_texts(below[0])] > 1
            goes_on = bool(known) and width == len(below[0].cells) and not sure
            own = _columns(below[0], numbers.get(table))
            if not goes_on and "text" in own.values() and _heads(below, known, times):
                found[table] = Guess(own, sure)
                known = own
        width = len(below[0].cells) if table and table not in others else 0
    return found


def ask(row: Row, guess: Guess) -> str:
    """Ask whether heads that are unknown were taken for what they mean."""
    found = guess.columns
    texts = {at: f"'{heads.flat(cell.text)}'" for at in found if (cell := row.cells[at])}
    by = {role: texts[at] for at, role in found.items() if at in texts}
    aside = ", ".join(texts[at] for at, role in found.items() if role == "unknown" and at in texts)
    evidence = f" and {by['evidence']} as evidence" if "evidence" in by else ""
    rest = f", and {aside} kept in 'unparsed'" if aside else ""
    right = "is that right?" if guess.sure else "is that right, or is this row an item, whose words are in 'unparsed'?"
    return (
        f"the heads of this table are not all known: {by['text']} is read as the expectation{evidence}{rest}; {right}"
    )


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(heads.flat(cell.text).casefold() if cell else "" for cell in row.cells)


def _named(texts: Sequence[str], known: Mapping[int, Role]) -> bool:
    """Whether a row's texts have a known head, or two of what is said of actions, of which one may be a value.

    None is what only begins like one, as 'Evidence in minutes' does, nor 'Lead officer' in a column of owners.
    """
    roles = [(at, text, role) for at, text in enumerate(texts) if (role := heads.role(text))]
    told = [role for _, text, role in roles if role not in columns.BESIDE and (role != "evidence" or heads.plain(text))]
    beside = [at for at, _, role in roles if role in columns.BESIDE and known.get(at) != role]
    return bool(told) or len(beside) > 1


def _heads(below: Sequence[Row], known: Mapping[int, Role], times: Mapping[str, int]) -> bool:
    row, rest = below[0], below[1:]
    cells = [cell for cell in row.cells if cell]
    if not rest or len(cells) < 2 or len(cells) != len(row.cells) or not all(map(_may_head, cells)):
        return False
    marked = row.header or (_bold(cells) and not any(_bold([cell for cell in one.cells if cell]) for one in rest))
    roles = [heads.role(cell.text) for cell in cells]
    told = len(cells) > 2 and len([one for one in roles if one]) > 1
    return marked or told or any(_contradicts(at, below, known, times) for at in range(len(row.cells)))


def _may_head(cell: Cell) -> bool:
    """Whether a cell may be a head: a few words, and no value such as a colour, a date, a number or a state."""
    text = heads.flat(cell.text)
    short = (
        0 < len(text.split()) <= _SHORT and text[-1] not in ".;?" and not text[0].isdigit() and not text[0].islower()
    )
    value = _value(text) or actions.is_none(cell.paragraphs) or actions.is_nothing(cell.paragraphs)
    return short and cell.columns == 1 and not value and not ids.parts(text) and not status.kind(text)


def _value(text: str) -> bool:
    return any(one in _COLOURS | _UNSURE for one in ids.bare(text).split()) or dates.parsed(text) is not None


def _contradicts(at: int, below: Sequence[Row], known: Mapping[int, Role], times: Mapping[str, int]) -> bool:
    """Whether a word stands where colours do, by the rows below it, or by the heads of a table before."""
    texts = [cell.text if at < len(row.cells) and (cell := row.cells[at]) else "" for row in below]
    coloured = [text.casefold() in _COLOURS for text in texts[1:] if text]
    others = any(text and not _value(text) for text in texts[1:])
    by_heads = known.get(at) == "rag" and times[texts[0]] == 1 and others and not any(coloured)
    return (bool(coloured) and all(coloured)) or by_heads


def _coloured(below: Sequence[Row], found: Mapping[int, Role]) -> Mapping[int, Role]:
    """Give the columns that heads name, without those of ratings that are said in other words than colours."""
    cells = [(at, cell.text) for row in below if not columns.heads(row) for at, cell in enumerate(row.cells) if cell]
    other = {at for at, text in cells if found.get(at) == "rag" and text and not _value(text)}
    return {at: role for at, role in found.items() if at not in other}


def _bold(cells: Sequence[Cell]) -> bool:
    runs = [run for cell in cells for one in cell.paragraphs for run in one.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)


def _columns(row: Row, number: int | None) -> dict[int, Role]:
    """Give what columns hold by the heads that are known, and of the others the words of items and their evidence, in order."""
    texts = {at: cell.text for at, cell in enumerate(row.cells) if cell}
    found = columns.single(
        texts, {at: heads.role(text, list(texts.values())) or "unknown" for at, text in texts.items()}
    )
    free = _free(found, number)
    for role in ("text", "evidence"):
        if role not in found.values() and (at := next(free, None)) is not None:
            found[at] = role
    return found


def _free(found: Mapping[int, Role], number: int | None) -> Iterator[int]:
    return (at for at, role in list(found.items()) if role == "unknown" and at != number)

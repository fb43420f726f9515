"""A document as one stream of rows, and what is on its pages only because they are pages."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from prevent_cli.importing import ratings
from prevent_cli.importing.cells import Cell, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from prevent_cli.importing.cells import Document

_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_RULE = re.compile(r"[\s\-\u2013\u2014:|_=]*")
_MARKING = re.compile(r"OFFICIAL(?:[ -]*SENSITIVE)?(?:\s*[:-]\s*[A-Z ]+)?|UNCLASSIFIED|NOT PROTECTIVELY MARKED")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, or a paragraph as a row of one cell.

    ``cells`` holds None where another cell spans; ``above`` gives the cells of earlier rows that reach down, by column.
    ``table`` counts the document's tables from 1, 0 for a paragraph. ``broken`` says that a page ended before it,
    ``own`` that the number in front of its words came from a column of its own, ``header`` that the document marks it
    as a row of heads. ``hidden`` are columns that the document does not show.
    """

    cells: tuple[Cell | None, ...]
    place: str
    table: int = 0
    above: Mapping[int, Cell] = field(default_factory=dict)
    broken: bool = False
    own: bool = False
    header: bool = False
    hidden: tuple[int, ...] = ()

    @property
    def filled(self) -> tuple[int, ...]:
        """The columns in which something is written."""
        return tuple(at for at, cell in enumerate(self.cells) if cell and cell.text)

    @property
    def alone(self) -> Cell | None:
        """The one cell that is written in, if it is the first or the row has no other."""
        filled = self.filled
        first = next((at for at, cell in enumerate(self.cells) if cell), None)
        return self.cells[filled[0]] if len(filled) == 1 and filled[0] == first and not self.above else None

    @property
    def whole(self) -> bool:
        """Whether one cell spans every column of a table that has several."""
        return len(self.cells) > 1 and sum(cell is not None for cell in self.cells) == 1 and not self.above

    @property
    def text(self) -> str:
        """All that is written in it, a line a paragraph."""
        return "\n".join(cell.text for cell in self.cells if cell and cell.text)


@dataclass(frozen=True, slots=True)
class Pages:
    """Rows without what pages repeat. ``headers`` are the repeated lines left out, each once for every time.

    ``marking`` is the first protective marking; it is not among them.
    """

    rows: tuple[Row, ...]
    headers: tuple[tuple[str, str], ...]
    marking: str | None


def stream(document: Document) -> Pages:
    """Give a document's rows in reading order; empty rows, rules, page numbers and repeated headers are left out.

    A line that stands outside tables, or alone in a row, and is there three times or is the first line again, is
    a page's header: its first is kept. A benchmark's rating is none, although several may have the same.
    """
    rows = [row for row in _rows(document) if row.filled and not _RULE.fullmatch(row.text)]
    repeated = _repeated(rows)
    kept: list[Row] = []
    headers: list[tuple[str, str]] = []
    seen: set[str] = set()
    marking, broken = None, False
    for row in rows:
        text = _flat(row)
        if _MARKING.fullmatch(text):
            headers += [(row.place, text)] if marking else []
            marking, broken = marking or text, True
        elif _is_page_number(row) or (text in repeated and text in seen):
            headers.append((row.place, text))
            broken = True
        else:
            seen.add(text)
            kept.append(_broken(row) if broken else row)
            broken = False
    return Pages(tuple(kept), tuple(headers), marking)


def _broken(row: Row) -> Row:
    return replace(row, broken=True)


def _flat(row: Row) -> str:
    return " ".join(row.text.split())


def _is_page_number(row: Row) -> bool:
    return row.table == 0 and bool(_PAGE_NUMBER.fullmatch(_flat(row)))


def _repeated(rows: list[Row]) -> set[str]:
    lines = [text for row in rows if row.table == 0 and not ratings.of_line(text := _flat(row))]
    alone = Counter(lines)
    first = next(iter(lines), None)
    return {text for text, times in alone.items() if times >= 3 or (text == first and times >= 2)}


def _rows(document: Document) -> Iterator[Row]:
    tables = 0
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield Row((Cell((block,), block.place),), block.place)
        else:
            tables += 1
            yield from _table(block, tables)


def _table(table: Table, number: int) -> Iterator[Row]:
    until: dict[int, tuple[int, Cell]] = {}
    for at, cells in enumerate(table.rows):
        above = {column: cell for column, (end, cell) in until.items() if end > at}
        for column, cell in enumerate(cells):
            if cell:
                until |= {column + right: (at + cell.rows, cell) for right in range(cell.columns)}
        place = next((cell.place for cell in cells if cell and cell.text), table.place)
        yield Row(cells, place, number, above, header=at < table.header, hidden=table.hidden)

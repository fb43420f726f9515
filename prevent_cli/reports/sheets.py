"""A workbook whose text stays text: tables, dropdowns, colours by word, pages that can be printed.

Everything from a record is written as a string, so that no cell can hold a formula, a link
or a number that was not meant. Only days and counts that the program worked out are numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING, Any, TypeVar

from prevent_cli.extras import need
from prevent_cli.reports.columns import Column, fit
from prevent_cli.reports.strings import title as capital

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prevent_cli.reports.columns import Cell

LIMIT = 32_767
"""How much text a cell may hold, in UTF-16 code units (Excel's limit)."""
FORMULA = ("=", "+", "-", "@", "\t")
_HEADER_LIMIT = 255  # Excel's, for a header or footer with its codes
_A4_PIXELS = 1000  # a little less than a landscape page between its margins at full size
_SCALE = 60  # per cent, at the least: eleven points become about seven
_DIGIT, _GAP = 7, 5  # pixels: the width of a digit in the default font, and what a column adds
_LINE, _TALLEST = 15, 405  # points: a line of text, and a little less than Excel lets a row have
_COLOURS = {
    "Red": {"bg_color": "#A8121C", "font_color": "#FFFFFF", "bold": True},
    "Amber": {"bg_color": "#FFC44D", "font_color": "#000000", "bold": True},
    "Green": {"bg_color": "#C9E8D3", "font_color": "#000000", "bold": True},
    "Gap": {"bg_color": "#F8D7DA", "font_color": "#000000"},
    "Overdue": {"bg_color": "#F8D7DA", "font_color": "#000000"},
    "In hand": {"bg_color": "#FFF0C2", "font_color": "#000000"},
    "Due soon": {"bg_color": "#FFF0C2", "font_color": "#000000"},
}
_BODY = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#B8BEC6"}
_LOOKS: dict[str, dict[str, Any]] = {
    "prose": _BODY,
    "exact": _BODY,
    "word": _BODY,
    "typed": _BODY | {"num_format": "@"},
    "day": _BODY | {"num_format": "d mmm yyyy", "align": "left"},
    "number": _BODY | {"align": "center"},
    "head": _BODY | {"bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF", "valign": "vcenter"},
    "read head": _BODY | {"bold": True, "bg_color": "#C9CFD8", "font_color": "#000000", "valign": "vcenter"},
    "read": _BODY | {"bg_color": "#EDEFF2", "num_format": "@"},
    "open": _BODY | {"border_color": "#1F3A5F", "num_format": "@", "locked": False},
    "title": {"bold": True, "font_size": 16},
    "line": {},
    "strong": {"bold": True},
}
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Page:
    """What every printed page and the file's properties say: top and bottom, title, body, day."""

    marking: str
    subject: str
    title: str
    author: str
    day: date
    language: str


@dataclass(frozen=True, slots=True)
class _Rest:
    """What did not go into a cell, for the sheet Continued."""

    sheet: str
    cell: str
    part: int
    text: str


_CONTINUED: tuple[Column[_Rest], ...] = (
    Column("sheet", "Sheet", 16, lambda rest: rest.sheet),
    Column("cell", "Cell", 9, lambda rest: rest.cell, "typed"),
    Column("part", "Part", 7, lambda rest: rest.part, "number"),
    Column("text", "Text", 110, lambda rest: rest.text, "exact"),
)


@dataclass(slots=True)
class Book:
    """One workbook being written; ``close`` gives its bytes, the same for the same input.

    ``locked`` keeps from being written what is added at the end: the rests of texts. ``part`` is how long a part of
    a text is that is too long for a cell.
    """

    page: Page
    locked: bool = False
    part: int = LIMIT
    stream: BytesIO = field(default_factory=BytesIO)
    rests: list[_Rest] = field(default_factory=list)
    looks: dict[tuple[str, bool], Any] = field(default_factory=dict)
    colours: dict[str, Any] = field(default_factory=dict)
    workbook: Any = None

    def __post_init__(self) -> None:
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.workbook = need("xlsxwriter", "office").Workbook(self.stream, options)
        page = self.page
        self.workbook.set_properties(
            {
                "title": fit(page.title),
                "subject": fit(page.subject),
                "author": fit(page.author),
                "category": fit(page.marking),
                "created": datetime(page.day.year, page.day.month, page.day.day),  # noqa: DTZ001 - a day, no moment
            }
        )
        self.workbook.set_custom_property("Language", page.language, "text")
        self.colours = {word: self.workbook.add_format(look) for word, look in _COLOURS.items()}

    def look(self, name: str, *, quoted: bool = False) -> Any:
        """Give a cell's format; ``quoted`` keeps text text when somebody edits the cell."""
        key = (name, quoted)
        if key not in self.looks:
            self.looks[key] = self.workbook.add_format(_LOOKS[name] | ({"quote_prefix": True} if quoted else {}))
        return self.looks[key]

    def table(
        self, name: str, columns: Sequence[Column[R]], rows: Iterable[R], top: Sequence[tuple[str, str]] = ()
    ) -> Any:
        """Add a sheet with a table, and give it; ``top`` are lines above it, each a look and a text."""
        made = _Table(self, name, columns, top)
        made.write(list(rows))
        return made.sheet

    def hidden(self, name: str, facts: Iterable[tuple[str, str]]) -> None:
        """Add a sheet that only programs read: a key and a value a row."""
        sheet = self.workbook.add_worksheet(name)
        for number, (key, value) in enumerate(facts):
            sheet.write_string(number, 0, key)
            sheet.write_string(number, 1, fit(value), self.look("typed"))
        sheet.hide()

    def close(self) -> bytes:
        """Add what did not go into cells, and give the file."""
        if self.rests:
            sheet = self.table("Continued", _CONTINUED, tuple(self.rests))
            if self.locked:
                sheet.protect()
        self.workbook.close()
        return self.stream.getvalue()

    def sheet(self, name: str) -> Any:
        """Add an empty sheet whose rows grow with their text."""
        return self.workbook.add_worksheet(name, _growing())

    def text(self, sheet: Any, row: int, place: int, text: str, look: str, whole: str = "") -> None:
        """Write text as text. What does not fit goes to the sheet Continued, unless it stands ``whole`` on another."""
        parts = split(text, whole or "Continued", self.part)
        if not whole:
            address = f"{letters(place)}{row + 1}"
            self.rests += [_Rest(sheet.get_name(), address, n, part) for n, part in enumerate(parts[1:], 2)]
        sheet.write_string(row, place, parts[0], self.look(look, quoted=text.startswith(FORMULA)))

    def words(self, sheet: Any, area: tuple[int, int, int, int], column: Column[Any]) -> None:
        """Offer the words that a column's cells may hold, and colour them."""
        if column.choices:
            words = [capital(word) for word in column.choices]
            sheet.data_validation(
                *area,
                {
                    "validate": "list",
                    "source": words,
                    "error_title": f"{column.head}: not one of the words",
                    "error_message": f"Choose one of: {', '.join(words)}. Or leave the cell empty.",
                },
            )
        if column.kind == "word":
            for word, look in self.colours.items():
                rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look}
                sheet.conditional_format(*area, rule)

    def paper(self, sheet: Any, columns: Sequence[Column[Any]], head: int, last: int, across: int = 0) -> None:
        """Make a sheet fit to print: A4 across, the head on every page, the marking top and bottom.

        Prints the first ``across`` columns, or those that fit.
        """
        page = self.page
        sheet.ignore_errors({"number_stored_as_text": f"A1:{letters(len(columns) - 1)}{last + 1}"})
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        sheet.print_area(0, 0, last, (across or fitting(columns)) - 1)
        sheet.repeat_rows(head)
        marking = printed(page.marking, 90)
        sheet.set_header(f"&C{marking}")
        sheet.set_footer(f"&L{printed(f'{page.subject}: {sheet.get_name()}', 90)}&C{marking}&RPage &P of &N")


class _Table:
    """One sheet with a table."""

    def __init__(self, book: Book, name: str, columns: Sequence[Column[Any]], top: Sequence[tuple[str, str]]) -> None:
        self.book = book
        self.name = name
        self.columns = columns
        self.top = top
        self.head = len(top)
        self.sheet = book.sheet(name)

    def write(self, rows: Sequence[Any]) -> None:
        last = self.head + max(1, len(rows))
        self.frame(last)
        across = fitting(self.columns)
        for number, (look, text) in enumerate(self.top):
            self.sheet.write_string(number, 0, fit(text), self.book.look(look))
        for number, row in enumerate(rows, self.head + 1):
            values = [column.of(row) for column in self.columns]
            for place, (column, value) in enumerate(zip(self.columns, values, strict=True)):
                self.cell(number, place, column, value)
            self.sheet.set_row(number, height(self.columns[:across], values[:across]))
        for place, column in enumerate(self.columns):
            self.book.words(self.sheet, (self.head + 1, place, last, place), column)
        self.book.paper(self.sheet, self.columns, self.head, last)

    def frame(self, last: int) -> None:
        """Lay the table out: its head, filters, widths, and what stays in sight."""
        head = self.book.look("head")
        heads = [{"header": column.head, "header_format": head} for column in self.columns]
        place = (self.head, 0, last, len(self.columns) - 1)
        self.sheet.add_table(*place, {"name": self.name, "columns": heads, "style": None})
        for number, column in enumerate(self.columns):
            look = self.book.look(column.kind)
            self.sheet.set_column(number, number, column.width, None, {"hidden": column.hidden})
            for row in range(self.head + 1, last + 1):
                self.sheet.write_blank(row, number, None, look)
        self.sheet.set_row(self.head, 32)
        self.sheet.freeze_panes(self.head + 1, 1)

    def cell(self, row: int, place: int, column: Column[Any], value: Cell) -> None:
        if isinstance(value, date):
            self.sheet.write_datetime(row, place, datetime(value.year, value.month, value.day), self.book.look("day"))  # noqa: DTZ001 - a day, no moment
        elif isinstance(value, int):
            self.sheet.write_number(row, place, value, self.book.look("number"))
        elif value:
            text = fit(capital(value) if column.kind == "word" else value)
            text = text if column.kind == "exact" else text.strip("\n")
            self.book.text(self.sheet, row, place, text, column.kind, column.whole)


def _growing() -> Any:
    """Give a kind of sheet whose rows have the height they are given, and grow when text is typed into them."""
    base: Any = need("xlsxwriter.worksheet", "office").Worksheet

    class Growing(base):  # type: ignore[misc]
        def _xml_start_tag_unencoded(self, tag: str, attributes: Iterable[tuple[str, Any]] = ()) -> None:
            super()._xml_start_tag_unencoded(tag, [pair for pair in attributes if pair[0] != "customHeight"])

    return Growing


def height(columns: Sequence[Column[Any]], values: Sequence[Cell]) -> int:
    """Estimate a row's height in points, rather too high than too low; not every program finds it by itself."""
    cells = zip(columns, values, strict=True)
    lines = (_lines(value, column.width) for column, value in cells if isinstance(value, str) and not column.hidden)
    return min(_TALLEST, _LINE * max(lines, default=1))


def _lines(text: str, width: int) -> int:
    return sum(max(1, ceil(_breadth(line) / (width - 1))) for line in text.strip("\n").split("\n"))


def _breadth(line: str) -> float:
    """Say how broad a line is, in digits: capitals are broader, and so is whatever is not Latin."""
    return sum(1.1 if letter.isupper() else 2 if letter > "\u02ff" else 0.9 for letter in line)


def split(text: str, whole: str, part: int = LIMIT) -> list[str]:
    """Split text that is too long for a cell into parts; the first ends with a note where the whole stands."""
    if size(text) <= LIMIT:
        return [text]
    note = f"\n[Too long for a cell: see the sheet {whole}.]"
    first = _head(text, part - size(note))
    parts, rest = [first + note], text[len(first) :]
    while rest:
        parts.append(_head(rest, part))
        rest = rest[len(parts[-1]) :]
    return parts


def size(text: str) -> int:
    """Give the length of text as spreadsheet programs count it: in UTF-16 code units, the end of a line twice.

    Excel counts it once; LibreOffice twice, and cuts what is longer off when it saves.
    """
    return len(text) + text.count("\n") + sum(letter > "\uffff" for letter in text)


def _head(text: str, units: int) -> str:
    """Give as much of a text's beginning as fits into so many units of ``size``."""
    head = text[:units]
    while (over := size(head) - units) > 0:
        head = head[: len(head) - (over + 1) // 2]  # a letter counts once or twice
    return head


def printed(text: str, most: int) -> str:
    """Make text fit for a page's head or foot, where & begins a code and there is little room."""
    flat = " ".join(fit(text).split())
    flat = flat if len(flat) <= most else f"{flat[: most - 1]}…"
    # After a doubled &, a G or a bracket would still be taken for a picture.
    safe = re.sub(r"&(?=[G\[])", "& ", flat).replace("&", "&&")
    return safe if size(safe) <= most + 10 else printed(flat[: most // 2], most // 2)


def fitting(columns: Sequence[Column[Any]]) -> int:
    """Count the columns that fit on a page across; the others are for the screen."""
    room = _A4_PIXELS * 100 // _SCALE
    edges = accumulate(column.width * _DIGIT + _GAP for column in columns if not column.hidden)
    return max(1, sum(edge <= room for edge in edges))


def letters(column: int) -> str:
    """Name a column as sheets do: A, B, … Z, AA."""
    before, last = divmod(column, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)

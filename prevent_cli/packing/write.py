"""A pack as a workbook: guidance first, white cells to write in, grey cells to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prevent_cli.packing import guide
from prevent_cli.packing.plan import about
from prevent_cli.packing.sheets import LAYOUTS
from prevent_cli.packing.state import SHEET, displayed, facts
from prevent_cli.packing.text import LINE, shown
from prevent_cli.reports.sheets import Book, Page, height, letters
from prevent_cli.reports.strings import title
from prevent_cli.reports.xlsx import LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.packing.plan import Pack
    from prevent_cli.packing.sheets import Row, Sheet
    from prevent_cli.reports.columns import Column

LISTS = "_lists"
"""The hidden sheet of the words that are offered and do not fit into a rule."""
_HEAD = 1  # the row of heads, below the hint
_ALLOWED = {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True}


def workbook(pack: Pack) -> bytes:
    """Write a pack as a workbook. The same pack gives the same bytes.

    Raises MissingExtraError where XlsxWriter is not installed.
    """
    one = pack.edition
    page = Page(
        marking=one.marking or "",
        subject=about(pack),
        title=f"{one.title}: to fill in",
        author=one.organisation.name,
        day=one.as_of,
        language=LANGUAGE,
    )
    book = Book(page, locked=True, part=LINE)
    guide.write(book, pack)
    lists = _Lists(pack)
    for sheet, layout in LAYOUTS.items():
        rows = pack.rows[sheet]
        if rows or (layout.spare and pack.places):
            _Sheet(book, sheet, lists, rows, layout.spare if pack.places else 0).write()
    book.hidden(SHEET, facts(pack))
    lists.write(book)
    return book.close()


class _Lists:
    """Lists of words that cells offer, each in a column of a hidden sheet."""

    def __init__(self, pack: Pack) -> None:
        self.columns = {"ref": list(pack.places), "owners": [role.name for role in pack.edition.roles]}

    def source(self, key: str) -> str | None:
        """Give a list's place for a rule; None for an empty one."""
        words = self.columns.get(key)
        column = letters(list(self.columns).index(key)) if words else ""
        return f"={LISTS}!${column}$1:${column}${len(words)}" if words else None

    def write(self, book: Book) -> None:
        sheet = book.workbook.add_worksheet(LISTS)
        for number, words in enumerate(self.columns.values()):
            for row, word in enumerate(words):
                sheet.write_string(row, number, shown(word), book.look("typed"))
        sheet.protect()
        sheet.hide()


class _Sheet:
    """One sheet of rows: those that are there, then empty ones for new ones."""

    def __init__(self, book: Book, kind: Sheet, lists: _Lists, rows: Sequence[Row], spare: int) -> None:
        self.book = book
        self.kind = kind
        self.layout = LAYOUTS[kind]
        self.lists = lists
        self.rows = rows
        self.new = range(_HEAD + 1 + len(rows), _HEAD + 1 + len(rows) + spare)
        self.last = max(_HEAD + 1, _HEAD + len(rows) + spare)
        self.sheet: Any = book.sheet(self.layout.name)

    def write(self) -> None:
        columns = self.layout.columns
        self.frame()
        for number, row in enumerate(self.rows, _HEAD + 1):
            texts = [shown(displayed(self.kind, row, column.key)) for column in columns]
            for place, column in enumerate(columns):
                self.cell(number, place, column, row)
            self.sheet.write_string(number, len(columns), row.id, self.book.look("read"))
            self.sheet.set_row(number, height(columns, texts))
        for number in self.new:
            for place, column in enumerate(columns):
                look = "open" if column.key in self.layout.new else "read"
                self.sheet.write_blank(number, place, None, self.book.look(look))
        for place, column in enumerate(columns):
            self.offer(place, column)
        self.book.paper(self.sheet, columns, _HEAD, self.last, len(columns))

    def frame(self) -> None:
        """Lay out the heads, the widths, and what stays in sight."""
        columns, sheet, look = self.layout.columns, self.sheet, self.book.look
        open_keys = {key for row in self.rows for key in row.open} | (self.layout.new if self.new else frozenset())
        how = "White cells are to fill in, grey cells to read." if open_keys else "All of it is to read."
        sheet.write_string(0, 0, f"{self.layout.hint} {how}", look("strong"))
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(_HEAD, place, column.head, look("head" if column.key in open_keys else "read head"))
        sheet.set_column(len(columns), len(columns), 8, None, {"hidden": True})
        sheet.write_string(_HEAD, len(columns), self.layout.marker, look("read head"))
        sheet.set_row(0, 22)
        sheet.set_row(_HEAD, 34)
        sheet.freeze_panes(_HEAD + 1, 1)
        sheet.autofilter(_HEAD, 0, self.last, len(columns))
        sheet.protect("", _ALLOWED)

    def cell(self, number: int, place: int, column: Column[Row], row: Row) -> None:
        text, look = row.cells.get(column.key, ""), "open" if column.key in row.open else "read"
        text = shown(title(text) if column.kind == "word" else text)
        if text:
            self.book.text(self.sheet, number, place, text, look)
        else:
            self.sheet.write_blank(number, place, None, self.book.look(look))

    def offer(self, place: int, column: Column[Row]) -> None:
        """Offer the words that may stand in a column: everywhere, or in new rows."""
        self.book.words(self.sheet, (_HEAD + 1, place, self.last, place), column)
        source = self.lists.source(column.key) if column.key in self.layout.new else None
        if source and self.new:
            rule: dict[str, Any] = {"validate": "list", "source": source}
            if column.key == "ref":
                rule |= {"error_title": "Not one of the ids", "error_message": "Choose one of the list."}
            else:
                rule |= {"show_error": False}  # several owners may be typed, one a line
            self.sheet.data_validation(self.new[0], place, self.new[-1], place, rule)

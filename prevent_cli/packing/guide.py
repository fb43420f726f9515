"""The first sheet of a pack: in plain words, what it is, what to do, and what the words mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prevent_cli.packing.plan import about
from prevent_cli.packing.sheets import LAYOUTS
from prevent_cli.packing.state import FILLED_IN_BY
from prevent_cli.packing.text import shown
from prevent_cli.reports import words
from prevent_cli.reports.columns import Column
from prevent_cli.reports.sheets import height
from prevent_cli.reports.strings import title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.packing.plan import Pack
    from prevent_cli.reports.sheets import Book

NAME = "Guide"
_WIDTHS = (32, 104)
_COUNTED = {"answers": "row", "evidence": "piece of evidence", "actions": "action", "ratings": "benchmark"}
_MANY = {"evidence": "pieces of evidence"}
_STEPS = (
    "Say below who you are: your post or team. A person's name is not needed.",
    "Go through the sheets at the bottom of the window, from left to right.",
    "Write into white cells only. Grey cells are to read, and are locked.",
    "Where a cell offers a list, choose from it. To take a value away, empty the cell.",
    "Write a date as you would anywhere: 30 Nov 2021, 30/11/2021, Nov 2021, Q4 2021/22.",
    "Something new goes into the empty rows at the end of a sheet. Choose in 'For' where it belongs.",
    "Save the file as an Excel workbook (.xlsx), and send it back. It may be sent half done.",
)
_MEANINGS = (
    ("Met", "It is done, and the evidence shows it."),
    ("Partly", "Some of it is done."),
    ("Not met", "It is not done."),
    ("Not applicable", "It does not apply here. Say why."),
    ("Empty", "Nobody has judged it yet."),
    ("Open, In progress", "Work on an action has not begun; it has begun."),
    ("Complete", "It is done. Say when, and what came of it."),
    ("Deferred, Withdrawn", "It is put off; it will not be done. Say who decided, and why."),
    ("Due", "Changing the date moves it: the first date is kept. Say why it moves."),
)
_GOOD_TO_KNOW = (
    ("Sorting and filtering", "Do no harm. Nor does it matter what a sheet is called, or in what order the columns stand."),
    ("Deleting a row", "Asks for what it holds to be taken away. Somebody will be asked before that is done."),
    ("Locked sheets", "Keep grey cells from being written over. To sort, to delete a row or to add more of them, unlock the sheet: Review, Unprotect Sheet. There is no password."),
    ("Hidden columns and sheets", "Say which item a row is, and what it said when this was made. Please leave them as they are."),
    ("Colours", "Follow the words; nothing is said by colour alone."),
    ("Long texts", "What does not fit into a cell goes on on the sheet Continued, and cannot be changed here."),
)  # fmt: skip


def write(book: Book, pack: Pack) -> None:
    """Add the sheet."""
    sheet = book.sheet(NAME)
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    number = 0
    for look, label, text in _lines(pack):
        _line(book, sheet, number, look, label, text)
        number += 1
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.hide_gridlines(2)
    book.paper(sheet, _COLUMNS, 0, number - 1, len(_WIDTHS))
    sheet.activate()


_COLUMNS: tuple[Column[tuple[str, str]], ...] = tuple(
    Column(key, "", width, lambda pair: pair[0]) for key, width in zip(("label", "text"), _WIDTHS, strict=True)
)


def _line(book: Book, sheet: Any, number: int, look: str, label: str, text: str) -> None:
    if look == "row":
        book.text(sheet, number, 0, shown(label), "read head")
        book.text(sheet, number, 1, shown(text), "read")
        sheet.set_row(number, height(_COLUMNS, [label, text]))
    elif look == "open":
        book.text(sheet, number, 0, label, "head")
        sheet.write_blank(number, 1, None, book.look("open"))
    elif label:
        book.text(sheet, number, 0, shown(label), look)


def _lines(pack: Pack) -> Iterator[tuple[str, str, str]]:
    one = pack.edition
    yield "title", " ".join(f"{one.title}: {one.organisation.name}".split()), ""
    yield "strong", f"For {about(pack)}", ""
    if one.marking:
        yield "line", f"Marking: {one.marking}", ""
    yield "line", "", ""
    yield "strong", "What to do", ""
    for number, step in enumerate(_STEPS, 1):
        yield "row", f"Step {number}", step
    yield "open", FILLED_IN_BY, ""
    yield "line", "", ""
    yield "strong", "What is in it", ""
    for sheet, layout in LAYOUTS.items():
        rows = pack.rows[sheet]
        if rows or (layout.spare and pack.places):
            count = words.count(len(rows), _COUNTED[sheet], _MANY.get(sheet, ""))
            yield "row", layout.name, f"{title(count)}. {layout.hint}"
    yield "line", "", ""
    yield "strong", "What the words mean", ""
    for label, text in (*_MEANINGS, *_GOOD_TO_KNOW):
        yield "row", label, text
    if one.about:
        yield "row", "About this record", one.about

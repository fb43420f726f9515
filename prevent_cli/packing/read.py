"""A workbook that came back: its rows by their hidden ids, wherever its sheets and columns now stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

from prevent_cli.errors import PreventError
from prevent_cli.extras import need
from prevent_cli.importing.readers import package
from prevent_cli.packing.sheets import LAYOUTS, Layout, Sheet
from prevent_cli.packing.state import FILLED_IN_BY, FORMAT, SHEET, State, state, state_reader
from prevent_cli.reports.sheets import letters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Cells = list[list[Any]]
MOST_CELLS = 2_000_000
"""How many cells the used area of a sheet may have."""
_AT = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""")
_ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]*?\br\s*=\s*["']([0-9]{1,7})["']""")


@dataclass(frozen=True, slots=True)
class Got:
    """A row that came back: the texts of its cells and their addresses, by the keys of columns."""

    id: str
    cells: dict[str, str]
    places: dict[str, str]
    place: str

    def at(self, key: str) -> str:
        """Say where a cell is: Answers!D9."""
        return self.places.get(key, self.place)


@dataclass(frozen=True, slots=True)
class Returned:
    """A pack that came back: the state it was made from, its rows, and who filled it in, as far as they say."""

    file: str
    state: State
    rows: dict[Sheet, tuple[Got, ...]]
    who: str


def load() -> None:
    """Load what reading will need, so that no other file is opened while it is read.

    Raises MissingExtraError where python-calamine is not installed.
    """
    need("python_calamine", "office")
    state_reader()


def returned(content: bytes, file: str) -> Returned:
    """Read a pack that came back; ``file`` is what messages call it.

    Raises PreventError for what is no pack, is damaged, or is more than a workbook may be; MissingExtraError where
    python-calamine is not installed.
    """
    book = _opened(file, content)
    sheets = {name: _cells(file, book, name) for name in book.sheet_names}
    was = _state(file, sheets)
    rows: dict[Sheet, tuple[Got, ...]] = {}
    for kind, layout in LAYOUTS.items():
        found = [name for name, cells in sheets.items() if _head(cells, layout) is not None]
        if len(found) > 1:
            raise PreventError(f"{file} has the sheet '{layout.name}' twice: {', '.join(found)}", "delete the copy")
        if not found and was.rows[kind]:
            raise PreventError(
                f"{file} has lost its sheet '{layout.name}', or that sheet's hidden column of ids",
                "ask for a copy that has all sheets, or send a new pack",
            )
        rows[kind] = tuple(_rows(file, found[0], sheets[found[0]], layout)) if found else ()
    return Returned(file, was, rows, _who(sheets) or was.reader or f"whoever filled in {file}")


def _opened(file: str, content: bytes) -> Any:
    """Open a workbook that is no larger than may be."""
    if package.is_old(content):
        raise PreventError(
            f"{file} is under a password, or in an old format",
            "save it as an Excel workbook (.xlsx) without a password",
        )
    if not content.startswith(b"PK"):
        raise _no_workbook(file)
    parts = package.parts(content, file)
    if "xl/workbook.xml" not in parts:
        raise _no_workbook(file)
    for name, part in parts.items():
        if name.startswith("xl/worksheets/"):
            _require_area(file, part)
    calamine = need("python_calamine", "office")
    try:
        return calamine.CalamineWorkbook.from_filelike(BytesIO(package.sealed(parts)))
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise _no_workbook(file) from error


def _no_workbook(file: str) -> PreventError:
    return PreventError(f"{file} is no Excel workbook that can be read", "save it as an Excel workbook (.xlsx)")


def _require_area(file: str, text: bytes) -> None:
    """Hold what a sheet says of its cells against the limit, before a library makes room for them."""
    wide = max((_number(found[1]) for found in _AT.finditer(text)), default=0)
    deep = max((int(found[2]) for found in _AT.finditer(text)), default=0)
    deep = max(deep, max((int(found[1]) for found in _ROW.finditer(text)), default=0) if wide else 0)
    if wide * deep > MOST_CELLS:
        raise PreventError(
            f"{file} has a sheet of {deep:,} rows and {wide:,} columns", "delete what stands far from the table"
        )


def _number(column: bytes) -> int:
    number = 0
    for letter in column:
        number = number * 26 + letter - 64
    return number


def _cells(file: str, book: Any, name: str) -> Cells:
    calamine = need("python_calamine", "office")
    try:
        made: Cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except calamine.WorksheetNotFound:
        return []  # a sheet of a chart
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise _no_workbook(file) from error
    return made


def _state(file: str, sheets: Mapping[str, Cells]) -> State:
    """Find the hidden sheet and read it."""
    facts = {text(row[0]): text(row[1]) for row in sheets.get(SHEET, ()) if len(row) > 1}
    made = facts.get("format")
    if made is None and any(_head(cells, one) is not None for cells in sheets.values() for one in LAYOUTS.values()):
        raise PreventError(
            f"{file} has lost its hidden sheet {SHEET}, so nobody can say what was changed in it",
            "ask for the file as it was sent and filled in, or send a new pack and have the answers copied into it",
        )
    if made is None:
        raise PreventError(f"{file} is no pack: 'prevent pack' did not make it", "is it the right file?")
    if made != FORMAT:
        what = "a report, which is not for filling in" if made.startswith("workbook/") else f"of the format '{made}'"
        raise PreventError(f"{file} is {what}", "this program takes in what its own 'prevent pack' made")
    found = state(facts)
    if found is None:
        raise PreventError(
            f"the hidden sheet {SHEET} of {file} was changed, so nobody can say what it was made from",
            "ask for a copy that is as it was sent, or send a new pack",
        )
    return found


def _head(cells: Cells, layout: Layout) -> int | None:
    """Give the row of a sheet's heads, known by the head of its hidden column; None for another sheet."""
    return next((number for number, row in enumerate(cells[:50]) if layout.marker in row), None)


def _rows(file: str, name: str, cells: Cells, layout: Layout) -> Iterator[Got]:
    head = _head(cells, layout)
    assert head is not None  # noqa: S101 - it was found by its head
    heads = [" ".join(text(one).split()) for one in cells[head]]
    places = {column.key: _place(file, name, heads, column.head) for column in layout.columns}
    hidden = heads.index(layout.marker)
    for number, row in enumerate(cells[head + 1 :], head + 2):
        found = {key: text(row[place]) for key, place in places.items()}
        own = text(row[hidden]).strip()
        if own or any(one.strip() for one in found.values()):
            at = {key: f"{name}!{letters(place)}{number}" for key, place in places.items()}
            yield Got(own, found, at, f"{name}, row {number}")


def _place(file: str, name: str, heads: Sequence[str], head: str) -> int:
    if heads.count(head) != 1:
        raise PreventError(
            f"{file}: the sheet '{name}' has {'more than one' if head in heads else 'no'} column '{head}'",
            "give the column its head again",
        )
    return heads.index(head)


def _who(sheets: Mapping[str, Cells]) -> str:
    for cells in sheets.values():
        for row in cells[:50]:
            if len(row) > 1 and row[0] == FILLED_IN_BY:
                return " ".join(text(row[1]).split())
    return ""


def text(value: Any) -> str:
    """Give a cell's value as text: a number or a date as one would write it."""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else repr(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta | bool | int):
        return str(value)
    return "" if value is None else str(value)

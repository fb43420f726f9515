"""Spreadsheets: every sheet a table, each cell as the person saw it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from prevent_cli.errors import PreventError
from prevent_cli.extras import need
from prevent_cli.importing import lines
from prevent_cli.importing.cells import Cell, Document, Paragraph, Run, Table
from prevent_cli.importing.notes import many
from prevent_cli.importing.readers import package, xlsx_looks
from prevent_cli.importing.readers.xlsx_formats import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prevent_cli.importing.readers.xlsx_looks import Looks

MOST_ROWS = xlsx_looks.MOST_ROWS
_HELP = "open it in Excel or LibreOffice and save it as .xlsx"
_PLAIN = "of this format only values are read, no bold text, links or comments, nor what is struck out: save it as .xlsx to bring them"


def read(data: bytes, name: str) -> Document:
    """Read a spreadsheet (.xlsx, .xlsm; the values alone of .xls and .ods).

    Raises PreventError where it is locked, broken, has more than ``MOST_ROWS`` rows or
    ``xlsx_looks.MOST_CELLS`` cells in a sheet, or is past a limit of ``package``.
    """
    calamine = need("python_calamine", "import")
    package.refuse_locked(data, name)
    looks: dict[str, Looks] = {}
    title = None
    notes: tuple[str, ...] = (_PLAIN,)
    if not package.is_old(data):
        parts = package.parts(data, name)
        data, notes = package.sealed(parts), package.notes(parts)
        looks = xlsx_looks.looks(parts, name)
        title = xlsx_looks.title(parts, name)
        notes = notes if looks else (*notes, _PLAIN)
    try:
        with calamine.load_workbook(io.BytesIO(data)) as book:
            return replace(_document(book, looks, notes, name), title=title)
    except calamine.PasswordError as error:
        raise PreventError(
            f"{name} is protected with a password", "save it without a password, then import it"
        ) from error
    except (calamine.CalamineError, OSError, ValueError, TypeError) as error:
        raise PreventError(f"{name} is broken: it is no spreadsheet that can be read", _HELP) from error


def _document(book: Any, looks: dict[str, Looks], notes: tuple[str, ...], name: str) -> Document:
    blocks: list[Paragraph | Table] = []
    covered: list[Paragraph | Table] = []
    lost, more = [], [*notes]
    for about in book.sheets_metadata:
        title = str(about.name)
        if not str(about.typ).endswith("WorkSheet"):
            lost.append(f"the sheet {title} is no table: {str(about.typ).rpartition('.')[2]}")
            continue
        shown = str(about.visible).endswith(".Visible")
        if not shown:
            more.append(f"the sheet {title} is hidden; it was read after the others")
        sheet = _Sheet(book.get_sheet_by_name(title), looks.get(title) or xlsx_looks.Looks(), title, name)
        (blocks if shown else covered).extend(sheet.blocks())
        lost += sheet.lost
        more += sheet.notes
    return Document("xlsx", (*blocks, *covered), lost=tuple(lost), notes=tuple(more))


class _Sheet:
    """One sheet: calamine's values beside what their cells look like."""

    def __init__(self, sheet: Any, looks: Looks, title: str, name: str) -> None:
        self.looks, self.title = looks, title
        plain = title.replace("_", "").isalnum()
        self.prefix = (title if plain else "'" + title.replace("'", "''") + "'") + "!"
        if sheet.total_height > MOST_ROWS or sheet.total_height * sheet.total_width > xlsx_looks.MOST_CELLS:
            raise xlsx_looks.too_large(name, title)
        self.values = sheet.to_python(skip_empty_area=False)
        self.spans = {first: (last[0] - first[0] + 1, last[1] - first[1] + 1) for first, last in _merged(sheet, looks)}
        self.lost = [f"{self.prefix[:-1]}: {what}" for what in looks.lost]
        self.notes = [f"{self.prefix[:-1]}: {what}" for what in looks.notes]
        self.colours: list[str] = []
        self.struck: dict[int, list[str]] = {}

    def blocks(self) -> Iterator[Paragraph | Table]:
        width = max((len(row) for row in self.values), default=0)
        covered = self.covered(width)
        rows = [self.row(at, width, covered) for at in range(len(self.values))]
        if self.colours:
            self.lost.append(
                f"{self.prefix[:-1]}: cells say nothing and are filled with a colour, which may be a rating: {_listed(self.colours)}"
            )
        self.lost += [
            f'{self.prefix[:-1]}, row {row + 1}: text that is struck out was left out: "{" | ".join(words)}"'
            for row, words in self.struck.items()
        ]
        kept = [row for row in rows if any(cell is None or cell.paragraphs or cell.comments for cell in row)]
        whole = sum(1 for row in kept for cell in row if cell and len(cell.text.split()) > 4 and _is_bold(cell))
        if whole:
            self.notes.append(
                f"{self.prefix[:-1]}: bold as a whole: {many(whole, 'cell')}; in tables that is not taken as a mark of owners or states"
            )
        yield from _parted(kept, self.prefix[:-1], self.title, self.looks.hidden)

    def covered(self, width: int) -> set[tuple[int, int]]:
        """Give the places that merged cells cover, beyond their first. One that reaches past the sheet is cut."""
        found: set[tuple[int, int]] = set()
        for (row, column), (rows, columns) in self.spans.items():
            down, across = min(rows, len(self.values) - row), min(columns, width - column)
            self.spans[row, column] = down, across
            found.update((row + y, column + x) for y in range(down) for x in range(across) if x or y)
        return found

    def row(self, at: int, width: int, covered: set[tuple[int, int]]) -> tuple[Cell | None, ...]:
        values = self.values[at]
        return tuple(
            None if (at, column) in covered else self.cell(at, column, values[column] if column < len(values) else "")
            for column in range(width)
        )

    def cell(self, row: int, column: int, value: Any) -> Cell:
        place = f"{self.prefix}{_letters(column)}{row + 1}"
        look = self.looks.cells.get((row, column), xlsx_looks.PLAIN)
        before = len(self.struck.get(row, ()))
        runs = self.runs(row, look, value)
        gone = len(self.struck.get(row, ())) > before
        link = self.looks.links.get((row, column))
        if link:
            runs = tuple(Run(run.text, run.bold, run.italic, link) for run in runs)
        rows, columns = self.spans.get((row, column), (1, 1))
        said = lines.paragraphs(runs, place)
        comments = self.looks.comments.get((row, column), ())
        if not said and look.fill and (colour := lines.colour(look.fill)):
            self.colours.append(f"{_letters(column)}{row + 1} ({colour})")
        return Cell(said, place, max(rows, 1), max(columns, 1), comments, gone and not said)

    def runs(self, row: int, look: xlsx_looks.Look, value: Any) -> tuple[Run, ...]:
        """Give a cell's runs; what is struck out is left out, to be named by its row."""
        struck = look.out or (_text(value, look.format).strip() if look.struck else "")
        if struck:
            self.struck.setdefault(row, []).append(struck)
        if struck or (look.runs and isinstance(value, str)):
            return look.runs
        return (Run(_text(value, look.format), look.bold),)


Row = tuple[Cell | None, ...]


def _parted(rows: list[Row], place: str, title: str, hidden: Iterable[int]) -> Iterator[Paragraph | Table]:
    """Part a sheet: a cell merged over its whole width is a line between tables, and so is one alone above all."""
    group: list[Row] = []
    begun = False
    for row in rows:
        filled = [cell for cell in row if cell and cell.paragraphs]
        begun = begun or len(filled) > 1
        wide = row[0] and row[0].columns == len(row) and row[0].rows == 1
        alone = not begun and len(filled) == 1
        if len(row) > 1 and filled and not filled[0].comments and (wide or alone):
            yield from _table(group, place, title, hidden)
            yield from (filled[0] if _is_short(filled[0].text) else _unbold(filled[0])).paragraphs
            group = []
        else:
            group.append(row)
    yield from _table(group, place, title, hidden)


def _table(rows: list[Row], place: str, title: str, hidden: Iterable[int]) -> Iterator[Table]:
    if any(cell for row in rows for cell in row):
        yield Table(
            tuple(tuple(cell and _unbold(cell) for cell in row) for row in rows),
            place,
            title,
            hidden=tuple(sorted(hidden)),
        )


def _unbold(cell: Cell) -> Cell:
    """Take the bold type off a cell that is bold as a whole: it sets nothing apart inside."""
    if not _is_bold(cell):
        return cell
    plain = (replace(one, runs=tuple(replace(run, bold=False) for run in one.runs)) for one in cell.paragraphs)
    return replace(cell, paragraphs=tuple(plain))


def _is_short(text: str) -> bool:
    """Say whether a line may be a heading, where bold type means something."""
    return len(text.split()) <= 8 and text[-1:] not in {".", "?", ";"}


def _is_bold(cell: Cell) -> bool:
    runs = [run for one in cell.paragraphs for run in one.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)


def _merged(sheet: Any, looks: Looks) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return looks.merged or list(sheet.merged_cell_ranges or ())


def _text(value: Any, form: str) -> str:
    """Give a value as the sheet shows it."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float | date | datetime | time | timedelta):
        return shown(value, form)
    return str(value)


def _letters(column: int) -> str:
    """Give a column's letters, counted from 0: A, Z, AA."""
    said = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        said = chr(ord("A") + rest) + said
    return said


def _listed(places: list[str], most: int = 10) -> str:
    return ", ".join(places[:most]) + (f" and {len(places) - most} more" if len(places) > most else "")

"""PDF documents with real text: tables by their rules, text around them in reading order."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from prevent_cli.errors import PreventError
from prevent_cli.extras import need
from prevent_cli.importing.cells import Cell, Document, Paragraph, Run, Table
from prevent_cli.importing.notes import many
from prevent_cli.importing.readers import pdf_page, pdf_tables
from prevent_cli.importing.readers.pdf_lines import lines_of, paragraphs, room

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prevent_cli.importing.readers.pdf_lines import Line
    from prevent_cli.importing.readers.pdf_page import Letter, Page
    from prevent_cli.importing.readers.pdf_tables import Grid

MOST_PAGES = 300
_ENDS = ".?!:;)"
_HABIT = 8  # from so many first cells on, how they end is called a habit
_HELP = "print or export it to PDF again, or import the document it was made from"
_NUMBERS = re.compile(r"(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?$|-\s*\d{1,4}\s*-$", re.IGNORECASE)


def read(data: bytes, name: str) -> Document:
    """Read a PDF document.

    Raises PreventError where it is locked, broken, has more than ``MOST_PAGES`` pages, or no text.
    """
    need("pdfplumber", "import")
    import pypdfium2

    try:
        opened = pypdfium2.PdfDocument(data)
        count = len(opened)
    except pypdfium2.PdfiumError as error:
        raise _refused(error, name) from error
    if count > MOST_PAGES:
        raise PreventError(
            f"{name} has {count:,} pages, more than {MOST_PAGES}",
            "save the pages that belong to it as a PDF of their own",
        )
    try:
        pages = [pdf_page.look(opened[at], at + 1) for at in range(count)]
        title = opened.get_metadata_value("Title").strip() or None
    except pypdfium2.PdfiumError as error:
        raise PreventError(f"{name} is broken: a page of it cannot be read", _HELP) from error
    if not any(one.letters for one in pages):
        raise PreventError(
            f"{name} holds no text: it seems to be a scan", "make its text readable first (OCR), or type it"
        )
    return _document(pages, title)


def _refused(error: Any, name: str) -> PreventError:
    from pypdfium2 import raw

    if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
        return PreventError(f"{name} is protected with a password", "save it without a password, then import it")
    return PreventError(f"{name} is broken: it is no PDF that can be read", _HELP)


Ends = dict[str, tuple[float, float]]
"""By the place of a cell: the room after its last line, and how wide its first word is."""


@dataclass(slots=True)
class _Leaf:
    """One page's blocks, and what was seen on it."""

    page: Page
    blocks: list[Paragraph | Table] = field(default_factory=list)
    tops: list[float] = field(default_factory=list)
    columns: list[tuple[float, ...]] = field(default_factory=list)
    ends: Ends = field(default_factory=dict)


def _document(pages: Sequence[Page], title: str | None) -> Document:
    sizes = Counter(round(letter.size, 1) for page in pages for letter in page.letters)
    body = sizes.most_common(1)[0][0]
    left = min(letter.x0 for page in pages for letter in page.letters)
    right = max(letter.x1 for page in pages for letter in page.letters if not letter.text.isspace())
    lost: list[str] = []
    leaves = [_leaf(page, body, _edge(page, left, right), lost) for page in pages]
    notes = _once(leaves)
    ends = {place: end for leaf in leaves for place, end in leaf.ends.items()}
    whole = Whole(ends, notes, closed=_closes(leaves))
    for leaf in leaves:
        whole.add(leaf)
    for said, places in (
        ("the rows that begin these pages were taken for the rest of the row before", whole.rests),
        (
            "these rows begin a page and were taken as rows of their own; look whether one is the rest of the row before",
            whole.own,
        ),
    ):
        if places:
            notes.append(f"{said}: {'; '.join(places)}")
    return Document("pdf", tuple(whole.blocks), title, tuple(lost), tuple(notes))


def _edge(page: Page, left: float, right: float) -> float:
    """Say how far right lines may reach: as far as any does, or to a margin like the left one where all are short."""
    margin = page.width - left
    return right if right > 0.75 * margin else margin


def _leaf(page: Page, body: float, edge: float, lost: list[str]) -> _Leaf:
    lost += [f"page {page.number}: {many(page.pictures, 'picture')}"] if page.pictures else []
    lost += [f'page {page.number}: a comment or field on the page: "{text}"' for text in page.notes]
    if len(page.rules) > pdf_tables.MOST_RULES:
        lost.append(
            f"page {page.number}: its tables, which have more rules than any table needs; the text was read as lines"
        )
    if len(page.letters) == pdf_page.MOST_LETTERS:
        lost.append(f"page {page.number}: what comes after its first {pdf_page.MOST_LETTERS:,} letters")
    found = pdf_tables.grids(page.rules)
    inside, outside = _sorted(page, found)
    leaf = _Leaf(page)
    pieces: list[tuple[float, Paragraph | Table, tuple[float, ...]]] = []
    for number, grid in enumerate(found, 1):
        table = _table(page, grid, inside[number - 1], f"page {page.number}, table {number}", lost, leaf)
        pieces.append((grid.across[0], table, grid.down))
    for group in _between(lines_of(outside), found):
        for line, one in _placed(group, page, edge, body):
            pieces.append((line, one, ()))
    for top, block, columns in sorted(pieces, key=lambda one: one[0]):
        leaf.tops.append(top)
        leaf.blocks.append(block)
        leaf.columns.append(columns)
    return leaf


def _sorted(page: Page, found: Sequence[Grid]) -> tuple[list[dict[tuple[int, int], list[Letter]]], list[Letter]]:
    """Sort letters into the cells of tables, and those outside."""
    inside: list[dict[tuple[int, int], list[Letter]]] = [{} for _ in found]
    outside: list[Letter] = []
    for letter in page.letters:
        x, y = (letter.x0 + letter.x1) / 2, letter.base - letter.size / 4
        for grid, cells in zip(found, inside, strict=True):
            at = grid.at(x, y)
            if at is not None:
                cells.setdefault(at, []).append(letter)
                break
        else:
            outside.append(letter)
    return inside, outside


def _between(found: Sequence[Line], grids: Sequence[Grid]) -> Iterator[list[Line]]:
    """Part lines by the tables that stand between them."""
    group: list[Line] = []
    for line in found:
        if group and any(group[-1].base <= grid.across[0] + 1 and line.base >= grid.across[-1] - 1 for grid in grids):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _placed(group: Sequence[Line], page: Page, edge: float, body: float) -> Iterator[tuple[float, Paragraph]]:
    """Give paragraphs with their height on the page."""
    made = paragraphs(group, f"page {page.number}", edge, page.links, body)
    at = 0
    for one in made:
        yield group[min(at, len(group) - 1)].base, one
        need_letters = len("".join(one.text.split()))
        while at < len(group) and need_letters > 0:
            need_letters -= len("".join(group[at].text.split()))
            at += 1


def _table(
    page: Page, grid: Grid, letters: dict[tuple[int, int], list[Letter]], place: str, lost: list[str], leaf: _Leaf
) -> Table:
    rows, columns = len(grid.across) - 1, len(grid.down) - 1
    made: list[list[Cell | None]] = [[None] * columns for _ in range(rows)]
    covered: set[tuple[int, int]] = set()
    for (row, column, down, across), box in sorted(grid.cells.items()):
        places = [(row + y, column + x) for y in range(down) for x in range(across)]
        covered.update(places)
        here = f"{place}, row {row + 1}, column {column + 1}"
        found = lines_of(letter for at in places for letter in letters.get(at, ()))
        edge = box[2] - max(min((line.x0 for line in found), default=box[0]) - box[0], 0)
        said = paragraphs(found, here, edge, page.links)
        made[row][column] = Cell(tuple(said), here, down, across)
        if found:
            leaf.ends[here] = room(found[-1], edge), found[0].first_word()[1]
        if not said and (colour := _filled(page, box)):
            lost.append(f"{here}: it says nothing and is filled with the colour {colour}, which may be a rating")
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in covered:
                here = f"{place}, row {row + 1}, column {column + 1}"
                found = lines_of(letters.get((row, column), ()))
                made[row][column] = Cell(tuple(paragraphs(found, here, grid.down[column + 1], page.links)), here)
    return Table(tuple(tuple(row) for row in made), place)


def _filled(page: Page, box: tuple[float, float, float, float]) -> str | None:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return next((colour for (x0, y0, x1, y1), colour in page.fills if x0 < x < x1 and y0 < y < y1), None)


def _once(leaves: Sequence[_Leaf]) -> list[str]:
    """Take what stands at the head or foot of most pages once, and the numbers of pages not at all."""
    notes: list[str] = []
    for end, where in ((0, "head"), (-1, "foot")):
        while True:
            counted = Counter(key for leaf in leaves if (key := _key(leaf, end)))
            key, times = counted.most_common(1)[0] if counted else (("", 0), 0)
            if times < 2 or times * 2 <= len(leaves):
                break
            notes += _take_off([leaf for leaf in leaves if _key(leaf, end) == key], end, where)
    return notes


def _key(leaf: _Leaf, end: int) -> tuple[str, int] | None:
    block = leaf.blocks[end] if leaf.blocks else None
    if not isinstance(block, Paragraph) or len(block.text) > 200:
        return None
    text = "#" if _NUMBERS.match(block.text) else block.text
    return text, round(leaf.tops[end] / 6)


def _take_off(leaves: Sequence[_Leaf], end: int, where: str) -> list[str]:
    first = leaves[0].blocks[end]
    text = first.text if isinstance(first, Paragraph) else ""
    numbers = bool(_NUMBERS.match(text))
    for leaf in leaves if numbers else leaves[1:]:
        for one in (leaf.blocks, leaf.tops, leaf.columns):
            one.pop(end)
    if numbers:
        return [f"the numbers at the {where} of {len(leaves)} pages were taken for page numbers and left out"]
    _keep_apart(leaves[0], end)
    return [f'"{text}" stands at the {where} of {len(leaves)} pages; it was taken once']


def _keep_apart(leaf: _Leaf, end: int) -> None:
    """Hold the one that stays out of the next look, by a height that no other page has."""
    leaf.tops[end] = -1000.0 if not end else 1e6


def _closes(leaves: Sequence[_Leaf]) -> bool:
    """Say whether the first cells of rows end with a full stop or a question mark, as a habit of the document."""
    rows = [row for leaf in leaves for block in leaf.blocks if isinstance(block, Table) for row in block.rows]
    texts = [row[0].text for row in rows if len(row) > 1 and row[0] and row[0].columns == 1 and row[0].text]
    return len(texts) >= _HABIT and sum(text[-1] in _ENDS for text in texts) >= len(texts) * 3 / 4


def _same(first: Sequence[float], second: Sequence[float]) -> bool:
    return len(first) == len(second) and all(abs(a - b) < 4 for a, b in zip(first, second, strict=True))


def _span(*rows: Sequence[Cell | None]) -> bool:
    return any(cell is not None and (cell.rows > 1 or cell.columns > 1) for row in rows for cell in row)


def _texts(row: Sequence[Cell | None]) -> list[str]:
    return [cell.text if cell else "" for cell in row]


class Whole:
    """The pages' blocks put together: a table goes on over the end of a page, and so may one of its rows."""

    def __init__(self, ends: Ends, notes: list[str], *, closed: bool) -> None:
        self.ends, self.notes, self.closed = ends, notes, closed
        self.rests: list[str] = []
        self.blocks: list[Paragraph | Table] = []
        self.own: list[str] = []
        self.columns: tuple[float, ...] = ()

    def add(self, leaf: _Leaf) -> None:
        """Put the next page's blocks behind those before; a table with the same columns goes on."""
        for number, (block, columns) in enumerate(zip(leaf.blocks, leaf.columns, strict=True)):
            last = self.blocks[-1] if self.blocks else None
            goes_on = not number and isinstance(last, Table) and _same(self.columns, columns)
            if goes_on and isinstance(block, Table) and isinstance(last, Table):
                self.blocks[-1] = self.joined(last, block)
            else:
                self.blocks.append(block)
            self.columns = columns

    def joined(self, table: Table, more: Table) -> Table:
        """Give a table with the rows of the next page, and note what became of the first of them."""
        rows = more.rows
        if len(table.rows) > 1 and _texts(rows[0]) == _texts(table.rows[0]) and any(_texts(rows[0])):
            self.notes.append(f"{more.place}: its first row repeats the head of the table before, and was left out")
            rows = rows[1:]
        by_habit = bool(rows) and self.never_closed(table.rows[-1], rows[0])
        if by_habit or (rows and self.goes_on(table.rows[-1], rows[0])):
            self.rests.append(f"{more.place} (by the missing full stop alone)" if by_habit else more.place)
            rest = tuple(self.both(one, other) for one, other in zip(table.rows[-1], rows[0], strict=True))
            return replace(table, rows=(*table.rows[:-1], rest, *rows[1:]))
        self.own += [more.place]
        return replace(table, rows=(*table.rows, *rows))

    def goes_on(self, above: Sequence[Cell | None], below: Sequence[Cell | None]) -> bool:
        """Say whether a row was cut by the end of a page, because a cell breaks off there.

        Where the first cell says something on both pages, it must be that one.
        """
        if _span(above, below):
            return False
        cut = [self.breaks_off(one, other) for one, other in zip(above, below, strict=True)]
        return cut[0] or (any(cut) and not _texts(below)[0])

    def never_closed(self, above: Sequence[Cell | None], below: Sequence[Cell | None]) -> bool:
        """Say whether a row was cut before a capital letter, because its first cell lacks the end that others have.

        What was cut goes on under what was begun, so a cell that begins on the second page speaks against it.
        """
        one, other = above[0], below[0]
        if not (self.closed and one and other and one.text and other.text) or _span(above, below):
            return False
        new = other.paragraphs[0].marker or not other.text[0].isupper() or other.text == other.text.upper()
        under = all(first or not second for first, second in zip(_texts(above), _texts(below), strict=True))
        return not new and under and one.text[-1] not in _ENDS and self.is_full(one, other)

    def breaks_off(self, above: Cell | None, below: Cell | None) -> bool:
        """Say whether a cell's last sentence goes on in another: no room was left, no full stop is there."""
        if not (above and below and above.paragraphs and below.paragraphs):
            return False
        if not self.is_full(above, below) or below.paragraphs[0].marker:
            return False
        ended = above.text[-1] in _ENDS
        return below.text[0].islower() or (not ended and above.paragraphs[-1].marker is not None)

    def is_full(self, above: Cell, below: Cell) -> bool:
        """Say whether the first word of a cell would not have fitted behind the last line of another."""
        left, _ = self.ends.get(above.place, (0.0, 0.0))
        _, width = self.ends.get(below.place, (0.0, 0.0))
        return width >= left

    def both(self, one: Cell | None, other: Cell | None) -> Cell | None:
        """Give a cell with the words of both parts of a row that was cut; a line that was full goes on."""
        if one is None or other is None:
            return one or other
        first, rest = list(one.paragraphs), list(other.paragraphs)
        if first and rest and not rest[0].marker and self.is_full(one, other):
            last = first.pop()
            first.append(replace(last, runs=(*last.runs, Run(" "), *rest.pop(0).runs)))
        return replace(one, paragraphs=(*first, *rest))

"""Word documents: paragraphs and tables in their order, with bold text, links, lists and merged cells."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from prevent_cli.errors import PreventError
from prevent_cli.extras import need
from prevent_cli.importing import lines
from prevent_cli.importing.cells import Cell, Document, Paragraph, Run, Table
from prevent_cli.importing.readers import package
from prevent_cli.importing.readers.docx_parts import (
    Comments,
    Numbering,
    Styles,
    W,
    attribute,
    child,
    is_on,
    number_of,
    tag,
)
from prevent_cli.importing.readers.docx_runs import Story, runs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PARAGRAPHS = 50_000
_HELP = "open it in Word or LibreOffice and save it as .docx"


def read(data: bytes, name: str) -> Document:
    """Read a Word document (.docx, .docm).

    Raises PreventError where it is locked, broken, of the format before 2007, or past a limit of ``package``.
    """
    need("docx", "import")
    package.refuse_locked(data, name)
    if package.is_old(data):
        raise PreventError(f"{name} is of Word's format before 2007", _HELP)
    parts = package.parts(data, name)
    try:
        part = _main(package.sealed(parts))
    except _errors() as error:
        raise PreventError(f"{name} is broken: it is no Word document", _HELP) from error
    if sum(1 for _ in part.element.body.iter(f"{W}p")) > MOST_PARAGRAPHS:
        raise PreventError(
            f"{name} has more than {MOST_PARAGRAPHS:,} paragraphs",
            "save what belongs to the assessment as a file of its own",
        )
    return _Reader(part).document(package.notes(parts))


def _errors() -> tuple[type[Exception], ...]:
    """Give what python-docx and lxml raise for what is no sound document."""
    from docx.opc.exceptions import OpcError
    from lxml import etree

    return OpcError, etree.LxmlError, KeyError, ValueError, AttributeError, TypeError, IndexError


def _main(data: bytes) -> Any:
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.package import Package

    opened = Package.open(io.BytesIO(data))
    part: Any = opened.part_related_by(RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    if part.element.body is None:
        raise ValueError("no body")
    return part


class _Reader:
    """One document: its styles and numbers, and what was seen on the way."""

    def __init__(self, part: Any) -> None:
        self.part = part
        self.styles = Styles(part)
        self.numbering = Numbering(part)
        self.lost: dict[str, None] = {}
        self.notes: dict[str, None] = {}
        self.comments = Comments(part)
        self.tables = 0
        self.lines = 0

    def document(self, notes: tuple[str, ...]) -> Document:
        body = tuple(self.blocks(self.part.element.body, self.story(self.part)))
        above, below = self.margins()
        title = (self.part.package.core_properties.title or "").strip() or None
        return Document("docx", (*above, *body, *below), title, tuple(self.lost), (*notes, *self.notes))

    def story(self, part: Any) -> Story:
        return Story(part, self.styles, self.comments, self.lost, self.notes)

    def margins(self) -> tuple[list[Paragraph | Table], list[Paragraph | Table]]:
        """Give what stands above and below the pages, each text once."""
        above: list[Paragraph | Table] = []
        below: list[Paragraph | Table] = []
        seen: set[str] = set()
        for relation in self.part.rels.values():
            kind = relation.reltype.rpartition("/")[2]
            if relation.is_external or kind not in {"header", "footer"}:
                continue
            element = relation.target_part.element
            for block in self.blocks(element, self.story(relation.target_part), f"page {kind}"):
                text = block.text if isinstance(block, Paragraph) else ""
                if text and text in seen:
                    continue
                seen.add(text)
                (above if kind == "header" else below).append(block)
        return above, below

    def blocks(self, element: Any, story: Story, where: str = "") -> Iterator[Paragraph | Table]:
        for one in element:
            name = tag(one)
            if name == "p":
                self.lines += 1
                yield from self.paragraphs(one, story, where or f"paragraph {self.lines}")
            elif name == "tbl":
                self.tables += 1
                yield from self.table(one, story, f"{where}, table" if where else f"table {self.tables}")
            elif name in _HOLDERS:
                yield from self.blocks(_inside(one), story, where)

    def paragraphs(self, element: Any, story: Story, place: str) -> Iterator[Paragraph]:
        """Give a paragraph, then what hangs on it: text boxes, footnotes. A line break inside makes another."""
        story.begin(place)
        style = self.styles.of(element)
        level, marker, depth, said = self.numbering.of(element, style)
        heading = min(style.heading or self.styles.outline(element), 9)
        runs = tuple(runs_of(element, story, bold=style.bold, italic=style.italic))
        if said and any(run.text.strip() for run in runs):
            runs, marker = (Run(f"{said} ", runs[0].bold), *runs), None
        for number, line in enumerate(lines.paragraphs(runs, place)):
            listed = line.marker or (marker if level and not number else None)
            yield Paragraph(line.runs, place, heading, listed, depth if listed else 0)
        yield from self.hanging(story, place)

    def hanging(self, story: Story, place: str) -> Iterator[Paragraph]:
        for kind, holder, its_story in story.taken():
            for block in self.blocks(holder, its_story, f"{place}, {kind}"):
                yield from [block] if isinstance(block, Paragraph) else _flat(block)

    def table(self, element: Any, story: Story, place: str) -> Iterator[Table]:
        rows = [row for row in _rows(element) if self.stands(row, place)]
        grid: list[dict[int, Cell | None]] = [{} for _ in rows]
        above: dict[int, int] = {}
        for number, row in enumerate(rows):
            self.row(row, number, grid, above, story, place)
        width = max((max(row) + 1 for row in grid if row), default=0)
        if width:
            header = next((at for at, row in enumerate(rows) if not _is_header(row)), len(rows))
            filled = tuple(
                tuple(
                    row[at] if at in row else Cell((), f"{place}, row {number}, column {at + 1}") for at in range(width)
                )
                for number, row in enumerate(grid, 1)
            )
            yield Table(filled, place, header=header)

    def stands(self, row: Any, place: str) -> bool:
        """Leave out a row that was deleted with change tracking, and say so."""
        properties = child(row, "trPr")
        if properties is None or child(properties, "del") is None:
            return True
        text = " ".join(one.text or "" for one in row.iter() if tag(one) in {"t", "delText"})
        self.lost[f'{place}: a row deleted with change tracking was left out: "{text.strip()}"'] = None
        return False

    def row(
        self,
        row: Any,
        number: int,
        grid: list[dict[int, Cell | None]],
        above: dict[int, int],
        story: Story,
        place: str,
    ) -> None:
        """Put a row's cells into the grid; ``above`` tells by column from which row a cell reaches down."""
        properties = child(row, "trPr")
        at = number_of(properties, "gridBefore", 63) or 0 if properties is not None else 0
        for one in _cells(row):
            shape = child(one, "tcPr")
            span = max(1, number_of(shape, "gridSpan", 63) or 1) if shape is not None else 1
            merge = child(shape, "vMerge") if shape is not None else None
            if merge is not None and attribute(merge, "val") != "restart" and at in above:
                self.goes_on(one, grid, above[at], at, number, story)
                grid[number][at] = None
            else:
                grid[number][at] = self.cell(one, span, story, f"{place}, row {number + 1}, column {at + 1}")
                above.pop(at, None)
                if merge is not None:
                    above[at] = number
            grid[number].update(dict.fromkeys(range(at + 1, at + span)))
            at += span

    def goes_on(
        self, element: Any, grid: list[dict[int, Cell | None]], top: int, at: int, number: int, story: Story
    ) -> None:
        """Let the merged cell above reach down to this row. Text below its first row, hidden in Word, is named."""
        cell = grid[top][at]
        if cell is not None:
            grid[top][at] = replace(cell, rows=number - top + 1)
            hidden = self.cell(element, 1, story, cell.place).text
            if hidden:
                self.lost[f'{cell.place}: a merged cell hides this text: "{hidden}"'] = None

    def cell(self, element: Any, span: int, story: Story, place: str) -> Cell:
        made: list[Paragraph] = []
        before = len(self.lost)
        self.fill(element, made, story, place)
        comments, empty = tuple(story.comments_taken()), not any(one.text for one in made)
        gone = (f"{place}: text that is struck out", f"{place}: text deleted")
        struck = empty and len(self.lost) > before and any(one.startswith(gone) for one in self.lost)
        if empty and (colour := _colour(element)):
            self.lost[f"{place}: it says nothing and is filled with the colour {colour}, which may be a rating"] = None
        return Cell(tuple(made), place, 1, span, comments, struck)

    def fill(self, element: Any, made: list[Paragraph], story: Story, place: str) -> None:
        for one in element:
            name = tag(one)
            if name == "p":
                made += self.paragraphs(one, story, place)
            elif name == "tbl":
                self.notes[f"{place}: a table inside the cell was read as lines"] = None
                for table in self.table(one, story, f"{place}, inner table"):
                    made += _flat(table)
            elif name in _HOLDERS:
                self.fill(_inside(one), made, story, place)


_HOLDERS = frozenset({"sdt", "customXml", "ins", "moveTo", "smartTag", "AlternateContent"})


def _inside(element: Any) -> Any:
    """Give what a holder holds: of alternatives the first."""
    for name in ("sdtContent", "Choice"):
        found = child(element, name)
        if found is not None:
            return found
    return element


def _rows(table: Any) -> Iterator[Any]:
    for one in table:
        if tag(one) == "tr":
            yield one
        elif tag(one) in _HOLDERS:
            yield from _rows(_inside(one))


def _cells(row: Any) -> Iterator[Any]:
    for one in row:
        if tag(one) == "tc":
            yield one
        elif tag(one) in _HOLDERS:
            yield from _cells(_inside(one))


def _is_header(row: Any) -> bool:
    properties = child(row, "trPr")
    return properties is not None and is_on(child(properties, "tblHeader"))


def _colour(cell: Any) -> str | None:
    """Give the fill of a cell where it is a colour: white, black and greys are none."""
    shape = child(cell, "tcPr")
    shading = child(shape, "shd") if shape is not None else None
    fill = attribute(shading, "fill") if shading is not None else None
    return lines.colour(fill) if fill else None


def _flat(table: Table) -> list[Paragraph]:
    return [one for row in table.rows for cell in row if cell for one in cell.paragraphs]

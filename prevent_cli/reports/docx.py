"""The report as a Word document with real styles, on a base of our own or a council's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from prevent_cli.extras import need
from prevent_cli.reports import prose
from prevent_cli.reports.document import Heading, Listing, Paragraph, Run, Table, anchors, is_long
from prevent_cli.reports.docx_base import CELL, Base, finish, opened, width
from prevent_cli.reports.docx_parts import bookmark, field, hyperlink, looks, mark_row, numbered
from prevent_cli.reports.widths import fitted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prevent_cli.reports.document import Block, Document, Runs
    from prevent_cli.reports.paper import Paper

MOST_LEVELS = 3
EDGES = 140_000
"""What the edges of a cell take of its width, in the units of Word: twice 1.9 mm, and a little for the lines."""


def render(paper: Paper, base: Base | None = None) -> bytes:
    """Give the report as .docx. The same paper on the same base gives the same bytes.

    Raises MissingExtraError where python-docx is not installed, and PreventError for a base
    that is not fit to be one.
    """
    from prevent_cli.reports.document_report import report

    return _Pages(report(paper), base).made()


def render_summary(paper: Paper, base: Base | None = None) -> bytes:
    """Give the one page for the board as .docx. Raises as ``render`` does."""
    from prevent_cli.reports.document_summary import summary

    return _Pages(summary(paper), base).made()


class _Pages:
    """A Word document being filled, block after block."""

    def __init__(self, document: Document, base: Base | None) -> None:
        need("docx", "office")
        self.document = document
        self.word = opened(base, document, board=document.contents is None)
        self.places = {
            anchor: f"place{number}" for number, anchor in enumerate(dict.fromkeys(anchors(document.blocks)))
        }
        self.marked: set[str] = set()
        self.style_ids: dict[str, str | None] = {}

    def made(self) -> bytes:
        one = self.document
        self.margins()
        self.paragraph(self.word, (Run(one.title),), "Title")
        self.paragraph(self.word, (Run(one.subtitle),), "Subtitle")
        first = next((n for n, block in enumerate(one.blocks) if isinstance(block, Heading)), len(one.blocks))
        self.blocks(self.word, one.blocks[:first])
        if one.contents:
            self.contents(one.contents)
        self.blocks(self.word, one.blocks[first:])
        return finish(self.word, one)

    def contents(self, label: str) -> None:
        """List the chapters, each a link to its heading."""
        self.paragraph(self.word, (Run(label, bold=True),), "Normal")
        for block in self.document.blocks:
            if isinstance(block, Heading) and block.level == 1:
                self.paragraph(self.word, tuple(replace(run, to=block.anchor) for run in block.runs), "List Bullet")

    def margins(self) -> None:
        """Put the marking on top and at the bottom of every page, with audience and number."""
        one = self.document
        section = self.word.sections[-1]
        kinds = ["header"]
        kinds += ["first_page_header"] if section.different_first_page_header_footer else []
        kinds += ["even_page_header"] if self.word.settings.odd_and_even_pages_header_footer else []
        for kind in kinds:
            head, foot = getattr(section, kind), getattr(section, kind.replace("header", "footer"))
            self.centred(head, one.marking)
            self.line(head, one.name)
            self.number(foot)
            self.centred(foot, one.marking)

    def line(self, place: Any, text: str) -> Any:
        """Add a line to a header or footer; the empty one that each begins with is used first."""
        last = place.paragraphs[-1] if place.paragraphs else None
        made = last if last is not None and not last.text and not len(last.runs) else place.add_paragraph()
        made.add_run(prose.clean(text))
        return made

    def centred(self, place: Any, marking: str) -> None:
        if marking:
            made = self.line(place, marking)
            made.alignment = 1
            made.runs[-1].bold = True

    def number(self, foot: Any) -> None:
        one = self.document
        made = self.line(foot, f"{one.audience}    {one.page[0]}")
        field(made, "PAGE")
        made.add_run(one.page[1])
        field(made, "NUMPAGES")

    def blocks(self, place: Any, blocks: Iterable[Block], level: int = 0) -> None:
        for block in blocks:
            if isinstance(block, Heading):
                self.paragraph(place, block.runs, f"Heading {block.level}", block.anchor)
            elif isinstance(block, Paragraph):
                style = "List Continue" if level else CELL if place is not self.word else "Normal"
                self.paragraph(place, block.runs, style, block.anchor)
            elif isinstance(block, Listing):
                self.listing(place, block, min(level + 1, MOST_LEVELS))
            else:
                self.table(block)

    def listing(self, place: Any, block: Listing, level: int) -> None:
        kind = "List Number" if block.ordered else "List Bullet"
        style = kind if level == 1 else f"{kind} {level}"
        number = numbered(self.word, style, block.start) if block.ordered else None
        for item in block.items:
            first, rest = (item[0], item[1:]) if item and isinstance(item[0], Paragraph) else (Paragraph(()), item)
            made = self.paragraph(place, first.runs, style, first.anchor)
            if number is not None:
                made._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number  # noqa: SLF001 - no other way
            self.blocks(place, rest, level)

    def table(self, block: Table) -> None:
        made = self.word.add_table(len(block.rows) + 1, len(block.heads))
        made._tbl.tblStyle_val = self.style_id("Table Grid", "TABLE")  # noqa: SLF001 - see style_id
        made.autofit = False
        whole = width(self.word)
        shares = self.shares(block, whole)
        widths = [whole * share // sum(shares) for share in shares]
        for column, wide in zip(made.columns, widths, strict=True):
            column.width = wide
        rows = iter(made.rows)
        head = next(rows)
        mark_row(head, heads=True, whole=True)
        self.row(head, [(Paragraph((Run(text, bold=True),)),) for text in block.heads], widths)
        for row, cells in zip(rows, block.rows, strict=True):
            mark_row(row, heads=False, whole=not is_long(cells, shares))
            self.row(row, cells, widths)
        self.word.add_paragraph()

    def shares(self, block: Table, whole: int) -> tuple[int, ...]:
        """Divide the width of a table by its shares and its longest words."""
        from docx.shared import Pt

        styles = (self.word.styles[name].font.size for name in (CELL, "Normal"))
        letter = next(filter(None, styles), Pt(10))
        return fitted(block, whole / letter, EDGES / letter)

    def row(self, row: Any, cells: Iterable[tuple[Block, ...]], widths: list[int]) -> None:
        for place, blocks, wide in zip(row.cells, cells, widths, strict=True):
            place.width = wide
            self.blocks(place, blocks)
            first = place.paragraphs[0]
            if len(place.paragraphs) > 1:
                first._p.getparent().remove(first._p)  # noqa: SLF001 - python-docx cannot remove one

    def paragraph(self, place: Any, runs: Runs, style: str, anchor: str | None = None) -> Any:
        made = place.add_paragraph()
        made._p.style = self.style_id(style)  # noqa: SLF001 - see style_id
        if anchor and anchor not in self.marked:
            self.marked.add(anchor)
            bookmark(made, self.places[anchor], len(self.marked))
        for run in runs:
            self.run(made, run)
        return made

    def style_id(self, style: str, kind: str = "PARAGRAPH") -> str | None:
        """Give the id of a style, None for the default. python-docx would search all styles for each paragraph."""
        from docx.enum.style import WD_STYLE_TYPE

        if style not in self.style_ids:
            self.style_ids[style] = self.word.part.get_style_id(style, WD_STYLE_TYPE[kind])
        return self.style_ids[style]

    def run(self, made: Any, run: Run) -> None:
        written = made.add_run(prose.clean(run.text))
        looks(written, run, foreign=run.own and not self.document.language.startswith("en"))
        if run.link or run.to in self.places:
            hyperlink(made, written, run.link, self.places.get(run.to or ""))

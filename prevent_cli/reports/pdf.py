"""The report as PDF/UA-1, set by typst from data: nothing of a toolkit is ever typst's code."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from prevent_cli.errors import PreventError
from prevent_cli.extras import need
from prevent_cli.reports import prose
from prevent_cli.reports.document import Heading, Listing, Paragraph, anchors, is_long
from prevent_cli.reports.fonts import FAMILIES, printable
from prevent_cli.reports.widths import fitted
from prevent_cli.resources import FONTS, REPORTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prevent_cli.reports.document import Block, Document, Run, Table
    from prevent_cli.reports.paper import Paper

TABLE_WIDTH = {False: 493.2, True: 504.5}
"""How wide a table is, in points, in the report and on the page for a board: A4 between the margins of report.typ."""
TABLE_POINTS = {False: 8.8, True: 7.8}
"""How large its letters are."""
EDGES = 8.0
"""What the edges of a cell take of its width: the inset of report.typ, twice."""


def render(paper: Paper) -> bytes:
    """Give the report as a tagged PDF. The same paper gives the same bytes on every machine.

    Raises MissingExtraError where typst is not installed, PreventError where it fails.
    """
    from prevent_cli.reports.document_report import report

    return _set(report(paper), board=False)


def render_summary(paper: Paper) -> bytes:
    """Give the one page for the board as a tagged PDF. Raises MissingExtraError as ``render`` does."""
    from prevent_cli.reports.document_summary import summary

    return _set(summary(paper), board=True)


def _set(document: Document, *, board: bool) -> bytes:
    typst = need("typst", "pdf")
    try:
        made: bytes = typst.compile(
            (REPORTS / "report.typ").read_bytes(),
            root=REPORTS,
            font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS]),
            sys_inputs={"data": json.dumps(_Data(document, board=board).whole())},
            pdf_standards="ua-1",
            timestamp=datetime.combine(document.day, time(), UTC),
        )
    except typst.TypstError as error:
        said = " ".join(str(error).split("(occurred")[0].split())
        raise PreventError(
            f"typst cannot set this report as PDF: {said}",
            "make it as docx or html meanwhile, and report this with the record, or the part of it that does it",
        ) from error
    return made


def _text(text: str) -> str:
    return printable(prose.clean(text))


class _Data:
    """A document as data for the template; a link leads only where there is something."""

    def __init__(self, document: Document, *, board: bool) -> None:
        self.document = document
        self.board = board
        self.there = set(anchors(document.blocks))
        self.used: set[str] = set()

    def whole(self) -> dict[str, Any]:
        one = self.document
        said = {name: _text(getattr(one, name)) for name in ("title", "subtitle", "subject", "name", "author")}
        margins = {"marking": _text(one.marking), "audience": one.audience, "page": one.page}
        language, _, region = one.language.partition("-")
        return {
            **said,
            **margins,
            "contents": one.contents,
            "lang": language,
            "region": region or "GB",
            "day": [one.day.year, one.day.month, one.day.day],
            "fonts": list(FAMILIES),
            "board": self.board,
            "blocks": list(self.blocks(one.blocks)),
        }

    def blocks(self, blocks: Iterable[Block]) -> Iterator[dict[str, Any]]:
        for block in blocks:
            if isinstance(block, Heading):
                yield {"kind": "heading", "level": block.level, "runs": self.runs(block.runs), **self.at(block.anchor)}
            elif isinstance(block, Paragraph):
                yield {"kind": "paragraph", "runs": self.runs(block.runs), **self.at(block.anchor)}
            elif isinstance(block, Listing):
                items = [list(self.blocks(item)) for item in block.items]
                yield {"kind": "list", "ordered": block.ordered, "start": block.start, "items": items}
            else:
                yield self.table(block)

    def table(self, table: Table) -> dict[str, Any]:
        points = TABLE_POINTS[self.board]
        shares = fitted(table, TABLE_WIDTH[self.board] / points, EDGES / points)
        rows = [{"cells": [list(self.blocks(c)) for c in row], "long": is_long(row, shares)} for row in table.rows]
        return {"kind": "table", "heads": table.heads, "shares": shares, "points": points, "rows": rows}

    def at(self, anchor: str | None) -> dict[str, str]:
        """Give a place its anchor, once: ids in a faulty record may stand twice."""
        if anchor is None or anchor in self.used:
            return {}
        self.used.add(anchor)
        return {"at": anchor}

    def runs(self, runs: Iterable[Run]) -> list[dict[str, Any]]:
        return [self.run(run) for run in runs]

    def run(self, run: Run) -> dict[str, Any]:
        text = _text(run.text)
        links = {"link": run.link, "to": run.to if run.to in self.there else None}
        if any(links.values()):  # typst fails where a link begins, or goes on in another font, with a soft hyphen
            text = text.replace("\u00ad", "")
            links = links if text.strip() else {}
        looks = {"bold": run.bold, "italic": run.italic, "tone": run.tone, "own": run.own}
        return {"text": text, **{key: value for key, value in (links | looks).items() if value}}

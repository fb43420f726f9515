"""Text with tables in it: a row a line and a tab between cells, Markdown's tables, or HTML's.

Cells may hold HTML or Markdown. Only the tags of text, lists and tables count as HTML; any other ``<`` is text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape, unescape
from typing import TYPE_CHECKING

from prevent_cli.errors import PreventError
from prevent_cli.importing.cells import Cell, Document, Paragraph, Run, Table
from prevent_cli.importing.readers import markup, require_few

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = re.compile(
    r"</?(?:a|b|br|caption|code|div|em|font|h[1-6]|i|li|ol|p|s|small|span|strong|sub|sup|table|tbody|td|tfoot|th|thead"
    r"|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_MARKED = re.compile(r"[<&*\[`]|__|~~")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_STRUCK = re.compile(r"~~(?=\S)(.+?)(?<=\S)~~")
_ITALIC = re.compile(r"(?<![\w*])\*(?![\s*])([^*]+?)(?<![\s*])\*(?![\w*])")
_LINK = re.compile(r"\[([^\]]+)\]\(([^()\s]+)\)")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_BULLET = re.compile(r"\s*[-*+•·▪]\s+(?=\S)")
_SPACES = re.compile(r"[ \xa0]{4,}(?=\S)")
_PIPE = re.compile(r"(?<!\\)\|")


def read(data: bytes, name: str) -> Document:
    """Give the text's paragraphs and tables, each with its line. Raises PreventError where it is not UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PreventError(f"{name} is not UTF-8", "save it as UTF-8") from error
    reader = _Reader(name)
    for number, line in _lines(text):
        reader.take(number, line)
        require_few(reader.count, name)
    reader.end_table()
    return Document("text", tuple(reader.blocks), lost=tuple(reader.lost))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Give lines with their numbers; a table in HTML is one line whatever it spans, if it ends anywhere."""
    lines = re.split(r"\r\n|\r|\n", text.replace("\f", "\n"))
    at, ends = 0, True
    while at < len(lines):
        end = _end_of_table(lines, at) if ends and "<table" in lines[at].lower() else at
        ends = end is not None
        end = at if end is None else end
        yield at + 1, "\n".join(lines[at : end + 1])
        at = end + 1


def _end_of_table(lines: list[str], start: int) -> int | None:
    """Give the line on which every table is closed that begins at ``start`` or later."""
    depth = 0
    for at in range(start, len(lines)):
        low = lines[at].lower()
        depth += low.count("<table") - low.count("</table")
        if depth <= 0:
            return at
    return None


class _Reader:
    """Takes line after line; neighbouring lines with cells make a table."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.blocks: list[Paragraph | Table] = []
        self.lost: list[str] = []
        self._rows: list[list[Cell]] = []
        self._first = 0
        self.count = 0

    def take(self, number: int, line: str) -> None:
        """Read a line: a row, a table in HTML, or a paragraph."""
        cells = _cells(line)
        if "<table" in line.lower():
            self.end_table()
            self._html(number, line)
        elif cells is not None:
            self._first = self._first if self._rows else number
            self._rows.append([self._cell(one, f"line {number}, column {at}") for at, one in enumerate(cells, 1)])
            self.count += 1
        elif line.strip():
            self.count += 1
            self.end_table()
            self.blocks += self._paragraphs(line, f"line {number}")

    def end_table(self) -> None:
        """Make a table of the rows that were gathered."""
        if self._rows:
            width = max(map(len, self._rows))
            place = f"line {self._first}"
            rows = tuple((*row, *(Cell((), place) for _ in range(width - len(row)))) for row in self._rows)
            self.blocks.append(Table(rows, place))
        self._rows = []

    def _cell(self, text: str, place: str) -> Cell:
        return Cell(tuple(self._paragraphs(text, place)), place)

    def _html(self, number: int, text: str) -> None:
        body = markup.root(_tags_only(text), self.name).find("body")
        for at, element in enumerate(body.iter("table"), 1):
            if not any(True for _ in element.iterancestors("table")):
                table, lost = markup.table(element, f"line {number}, table {at}")
                self.blocks.append(table)
                self.lost += lost

    def _paragraphs(self, text: str, place: str) -> list[Paragraph]:
        found = _HEADING.match(text)
        if found:
            return [replace(one, heading=len(found[1])) for one in self._paragraphs(found[2], place)]
        if not _MARKED.search(text) and not _SPACES.search(text.strip()):
            return _plain(text, place)
        html = _SPACES.sub("<br/>", _as_html(text.strip()))
        made, lost = markup.paragraphs(markup.root(f"<body>{html}</body>", self.name), place)
        self.lost += lost
        return [_listed(one) for one in made]


def _cells(line: str) -> list[str] | None:
    """Split a line into cells at tabs, or at the bars of Markdown; None for a line that is no row."""
    if "\t" in line.strip(" \r") and "<table" not in line.lower():
        return line.split("\t")
    bare = line.strip()
    if bare.startswith("|") and bare.endswith("|") and len(bare) > 1:
        return [part.replace("\\|", "|").strip() for part in _PIPE.split(bare)[1:-1]]
    return None


def _plain(text: str, place: str) -> list[Paragraph]:
    text = text.strip()
    return [_listed(Paragraph((Run(text),), place))] if text else []


def _listed(paragraph: Paragraph) -> Paragraph:
    """Read a sign at its beginning as that of a list's item."""
    first = paragraph.runs[0]
    found = _BULLET.match(first.text) if paragraph.marker is None else None
    if not found:
        return paragraph
    runs = (replace(first, text=first.text[found.end() :]), *paragraph.runs[1:])
    return replace(paragraph, runs=runs, marker="bullet")


def _as_html(text: str) -> str:
    """Write Markdown's emphasis and links as HTML; every ``<`` that begins no known tag becomes text."""
    text = _tags_only(text)
    text = _LINK.sub(lambda found: f'<a href="{escape(unescape(found[2]))}">{found[1]}</a>', text)
    return _ITALIC.sub(r"<i>\1</i>", _BOLD.sub(r"<b>\2</b>", _STRUCK.sub(r"<s>\1</s>", text)))


def _tags_only(text: str) -> str:
    parts, end = [], 0
    for found in _TAG.finditer(text):
        parts += [text[end : found.start()].replace("<", "&lt;"), found[0]]
        end = found.end()
    return "".join([*parts, text[end:].replace("<", "&lt;")])

"""Web pages, and what word processors save as such."""

from __future__ import annotations

from typing import Any

from prevent_cli.importing.cells import Document, Paragraph, Table
from prevent_cli.importing.readers import markup, require_few


def read(data: bytes, name: str) -> Document:
    """Give a page's paragraphs and tables. A table inside a cell is read as the cell's paragraphs.

    The page's own word on its encoding counts, else UTF-8, else Windows-1252.
    """
    tree = markup.root(_decoded(data), name) if data.strip() else None
    if tree is None:
        return Document("html", ())
    reader = _Reader(name)
    body = tree.find("body")
    reader.walk(tree if body is None else body, markup.Look())
    title = tree.findtext("head/title")
    return Document("html", tuple(reader.blocks), (title or "").strip() or None, tuple(reader.lost))


def _decoded(data: bytes) -> str | bytes:
    """Leave it to the parser where the page names its encoding; else try UTF-8."""
    if b"charset" in data[:4000].lower() or b"encoding=" in data[:200].lower():
        return data
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


class _Reader:
    """Walks down to the tables, and gathers the paragraphs between them."""

    def __init__(self, name: str) -> None:
        self.blocks: list[Paragraph | Table] = []
        self.lost: list[str] = []
        self._tables = self._rows = 0
        self._name = name

    def walk(self, element: Any, look: markup.Look) -> None:
        """Read what an element holds. One without a table below it is read as paragraphs."""
        if element.find(".//table") is None:
            self._take(element)
            return
        self._text(element.text, element)
        for child in element:
            if not isinstance(child.tag, str):
                self.lost += markup.remark(child, self._place(child))
            elif child.tag == "table":
                self._table(child)
            elif child.tag not in markup.HIDDEN:
                self.walk(child, look)
            self._text(child.tail, element)

    def _table(self, element: Any) -> None:
        self._tables += 1
        for caption in element.findall("caption"):
            self._take(caption)
        table, lost = markup.table(element, f"table {self._tables}")
        self.blocks.append(table)
        self._rows += len(table.rows)
        require_few(self._rows, self._name)
        self.lost += lost

    def _take(self, element: Any) -> None:
        found, lost = markup.paragraphs(element, self._place(element))
        self.blocks += found
        self.lost += lost

    def _text(self, text: str | None, element: Any) -> None:
        if text and text.strip():
            flow = markup.Flow(self._place(element))
            flow.add(text, markup.Look())
            flow.end()
            self.blocks += flow.paragraphs

    def _place(self, element: Any) -> str:
        return f"line {element.sourceline}" if element.sourceline else f"after table {self._tables}"

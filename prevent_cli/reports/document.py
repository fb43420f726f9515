"""A report as pages of headings, paragraphs, lists and tables: what PDF and Word are made from.

Whatever a toolkit says is text in a run. No format has to take markup out of it again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from prevent_cli.reports import prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from markdown_it.tree import SyntaxTreeNode


# How many characters of a table's size fit across a page of A4, and how many lines on half of one.
LINE = 110
MOST_LINES = 30


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one look.

    ``link`` is an address outside, ``to`` the anchor of a place in the document, ``tone`` the
    rating whose colour goes with the word. ``own`` says that it is the toolkit's own wording,
    which is in English whatever the labels are in.
    """

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None
    to: str | None = None
    tone: str | None = None
    own: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3, with the anchor that links lead to."""

    level: int
    runs: Runs
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs that flow together. A newline in a run is a new line."""

    runs: Runs
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of items, each of blocks; numbered from ``start`` where it is ordered."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Columns with a head each, shares of the width, and rows of cells of blocks."""

    heads: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]


Block = Heading | Paragraph | Listing | Table
Cell = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. ``labels`` are words for the margins: audience, page before and between."""

    title: str
    subtitle: str
    subject: str
    author: str
    marking: str
    audience: str
    day: date
    language: str
    blocks: tuple[Block, ...]
    contents: str | None = None
    page: tuple[str, str] = ("", "")

    @property
    def name(self) -> str:
        """The title for a window and a list of files: what, whose, and of when."""
        return f"{self.title}: {self.subject}"


def said(text: str, *, bold: bool = False) -> Paragraph:
    """Make a paragraph of a sentence."""
    return Paragraph((Run(text, bold=bold),))


def words(*runs: Run) -> Cell:
    """Make a cell of runs."""
    return (Paragraph(runs),)


def bullets(items: Iterable[Sequence[Block]]) -> Listing:
    """Make a list with bullets."""
    return Listing(tuple(tuple(item) for item in items))


def plain(text: str | None) -> Runs:
    """Make the runs of one line of what is no Markdown: a title or a name."""
    return (Run(" ".join(prose.clean(text or "").split()), own=True),)


def line(text: str | None) -> Runs:
    """Read light Markdown into the runs of one line, for a heading or a cell."""
    text = prose.clean(text or "").strip()
    if prose.is_plain(text):
        return plain(text)
    found = [run for node in _tree(text).walk() if node.type == "inline" for run in (*_phrases(node), Run(" "))]
    return tuple(replace(run, text=run.text.replace("\n", " ")) for run in found[:-1])


def written(text: str | None, label: str = "") -> Iterator[Block]:
    """Read light Markdown into paragraphs and lists; a label goes before them in bold."""
    found = list(_blocks(text))
    head = (Run(f"{label}: ", bold=True),) if label and found else ()
    if head and isinstance(found[0], Paragraph):
        found[0] = Paragraph((*head, *found[0].runs))
    elif head:
        yield Paragraph(head)
    yield from found


def _blocks(text: str | None) -> Iterator[Block]:
    text = prose.clean((text or "").strip())
    if prose.is_plain(text):
        yield from (Paragraph((Run(part, own=True),)) for part in prose.paragraphs(text))
    else:
        yield from _read(_tree(text).children)


def _read(nodes: Iterable[SyntaxTreeNode]) -> Iterator[Block]:
    for node in nodes:
        if node.type in {"bullet_list", "ordered_list"}:
            items = tuple(tuple(_read(item.children)) for item in node.children)
            yield Listing(items, node.type == "ordered_list", int(node.attrs.get("start", 1)))
        elif node.children:
            yield Paragraph(tuple(_phrases(node.children[0])))


def _tree(text: str) -> SyntaxTreeNode:
    from markdown_it.tree import SyntaxTreeNode

    return SyntaxTreeNode(prose.parser().parse(text))


def _phrases(node: SyntaxTreeNode, look: Run = Run("", own=True)) -> Iterator[Run]:
    for child in node.children:
        if child.type in {"softbreak", "hardbreak"}:
            yield replace(look, text="\n")
        elif child.type == "link":
            yield from _phrases(child, replace(look, link=prose.web_address(str(child.attrs["href"]))))
        elif child.type in {"strong", "em"}:
            name = "bold" if child.type == "strong" else "italic"
            yield from _phrases(child, replace(look, **{name: True}))  # type: ignore[arg-type]
        else:
            yield replace(look, text=child.content)


def anchors(blocks: Iterable[Block]) -> Iterator[str]:
    """Give every anchor, in the order of the pages."""
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            if block.anchor:
                yield block.anchor
        elif isinstance(block, Listing):
            for item in block.items:
                yield from anchors(item)
        else:
            for row in block.rows:
                for cell in row:
                    yield from anchors(cell)


def is_long(row: Sequence[Cell], shares: Sequence[int]) -> bool:
    """Whether a row may be too tall for half a page of A4, and so may be broken across pages."""
    width = sum(shares)
    return any(_lines(cell, LINE * share / width) > MOST_LINES for cell, share in zip(row, shares, strict=True))


def _lines(blocks: Iterable[Block], width: float) -> float:
    """Guess how many lines blocks take where so many characters fit on one."""
    return sum(_height(block, max(width, 1)) for block in blocks)


def _height(block: Block, width: float) -> float:
    if isinstance(block, Listing):
        return sum(_lines(item, width - 4) for item in block.items)
    if isinstance(block, Table):
        return MOST_LINES + 1
    text = "".join(run.text for run in block.runs)
    return 0.5 + sum(1 + len(part) // width for part in text.split("\n"))

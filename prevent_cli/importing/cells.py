"""What a document says, whatever its format: paragraphs and tables, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

MOST_ROWS = 20_000
"""A document with more rows and paragraphs is refused: no assessment has as many."""

Marker = Literal["bullet", "number"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that looks one way; ``link`` is an address as the document gives it."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of text, word for word.

    ``place`` is said to people: ``page 4, table 2, row 3, column 1``, ``Actions!B7``, ``line 12``.
    ``heading`` is a level from 1, 0 for none; ``marker`` stands where it is an item of a list, ``depth`` counts from 0.
    """

    runs: tuple[Run, ...]
    place: str
    heading: int = 0
    marker: Marker | None = None
    depth: int = 0

    @property
    def text(self) -> str:
        """The plain text, without surrounding space."""
        return "".join(run.text for run in self.runs).strip()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; ``rows`` and ``columns`` count what it spans, itself included. ``comments`` are notes pinned to it.

    ``struck`` says that it is empty only because all its words are struck out, or deleted with change tracking.
    """

    paragraphs: tuple[Paragraph, ...]
    place: str
    rows: int = 1
    columns: int = 1
    comments: tuple[str, ...] = ()
    struck: bool = False

    @property
    def text(self) -> str:
        """The paragraphs' plain text, a line each."""
        return "\n".join(text for one in self.paragraphs if (text := one.text))


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal width. A place that a cell above or to the left spans holds None.

    ``name`` is a sheet's, where there is one; ``header`` counts the rows that the document itself marks as headers, and
    ``hidden`` are the columns that it does not show.
    """

    rows: tuple[tuple[Cell | None, ...], ...]
    place: str
    name: str | None = None
    header: int = 0
    hidden: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document in reading order.

    ``lost`` says in sentences what the reader saw and could not bring, such as a picture without a text:
    nothing is left out in silence. ``notes`` says what it brought and people should know, such as a hidden sheet.
    """

    format: str
    blocks: tuple[Paragraph | Table, ...]
    title: str | None = None
    lost: tuple[str, ...] = field(default=())
    notes: tuple[str, ...] = field(default=())

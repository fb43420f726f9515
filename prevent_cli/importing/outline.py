"""What an assessment's document says and where, before any of it is given ids or a place in a toolkit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prevent_cli.importing.cells import Paragraph
    from prevent_cli.importing.heads import Role


@dataclass(slots=True)
class Part:
    """What one column says beside an item; ``rows`` counts the rows that its cell covers.

    ``again`` is what of it is said of another item or action too. ``head`` is that of the column or line, and ``mark`` says by
    what that is known.
    """

    paragraphs: list[Paragraph]
    place: str
    rows: int = 1
    again: str = ""
    head: str = ""
    mark: str = ""


@dataclass(slots=True)
class Entry:
    """An expectation as the document has it.

    ``number`` is the number it seems to have, such as 3.2, and ``cut`` how many characters of its text write it.
    ``mark`` says by what it was recognised. ``more`` are further rows of it that have an action of their own, each with
    what stands beside that. ``shares`` are the actions of items above whose cells reach down to it.
    """

    place: str
    text: list[Paragraph]
    mark: str
    number: str | None = None
    cut: int = 0
    parts: dict[Role, Part] = field(default_factory=dict)
    more: list[dict[Role, Part]] = field(default_factory=list)
    shares: list[Part] = field(default_factory=list)


@dataclass(slots=True)
class Asked(Entry):
    """A question with its expectations."""

    expectations: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class Heading:
    """A benchmark: its number as written, what stands between its heading and its first question, and its questions."""

    number: str
    place: str
    mark: str
    head: list[Paragraph] = field(default_factory=list)
    questions: list[Asked] = field(default_factory=list)


@dataclass(slots=True)
class Summary:
    """A benchmark in the summary: the words after each label. A ``counted`` number may only count the rows."""

    number: str
    place: str
    title: list[Paragraph]
    rating: list[Paragraph] = field(default_factory=list)
    next_steps: list[Paragraph] = field(default_factory=list)
    comments: list[Paragraph] = field(default_factory=list)
    counted: bool = False


@dataclass(slots=True)
class Outline:
    """A whole document. ``opening`` stands before everything else; ``strays`` are pieces that fit nowhere."""

    opening: list[Paragraph] = field(default_factory=list)
    summaries: list[Summary] = field(default_factory=list)
    benchmarks: list[Heading] = field(default_factory=list)
    strays: list[tuple[str, list[Paragraph]]] = field(default_factory=list)


def headed(place: str, head: str) -> str:
    """Give a place with the head of its column, or the label of its line, if there is any."""
    return f"{place} ({head})" if head else place

"""What a document says that has no place in a toolkit: kept word for word, with where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from prevent_cli.importing.markdown import markdown
from prevent_cli.importing.outline import headed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.importing.cells import Cell, Paragraph


@dataclass(slots=True)
class Aside:
    """Gathers the entries of a toolkit's ``unparsed``, each with its ``source`` and its ``text``."""

    unparsed: list[dict[str, str]] = field(default_factory=list)

    def cell(self, cell: Cell, head: str = "") -> None:
        """Keep the words of a cell, if there are any; ``head`` is that of its column."""
        self.piece(headed(cell.place, head), cell.paragraphs)

    def piece(self, place: str, paragraphs: Sequence[Paragraph]) -> None:
        """Keep paragraphs that stand together at one place, if there are words in them."""
        self.words(place, markdown(paragraphs))

    def words(self, place: str, text: str) -> None:
        """Keep words that stood at a place, if there are any."""
        if text:
            self.unparsed.append({"source": place, "text": text})

    def paragraphs(self, paragraphs: Sequence[Paragraph]) -> None:
        """Keep paragraphs, each for itself."""
        self.unparsed += [{"source": one.place, "text": markdown([one])} for one in paragraphs if one.text]

    def rows(self, rows: Sequence[Sequence[Cell | None]]) -> None:
        """Keep the words of whole rows, cell by cell."""
        for row in rows:
            for cell in filter(None, row):
                self.cell(cell)

"""The proof that nothing was lost: every word of a document against every word of what became of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prevent_cli.authoring.shape import PROSE
from prevent_cli.importing.cells import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prevent_cli.importing.cells import Document

_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"(?<=\]\()[^()\s]*(?=\))")
_ITEM = re.compile(r"^\s*\d+\. ", re.MULTILINE)  # Markdown numbers lists whose document shows no numbers as text
# These hold dates and choices that the words of other fields, or of labels, gave; they prove nothing.
_READINGS = frozenset(
    [
        "id",
        "due",
        "awaiting",
        "repeats",
        "completed",
        "status",
        "answer",
        "value",
        "period",
        "name",
        "format",
        "framework",
        "audience",
        "also",
        "code",
    ]
)


@dataclass(frozen=True, slots=True)
class Ledger:
    """How many words a document has, and where they went; ``missing`` are those that went nowhere."""

    words: int
    in_fields: int
    unparsed: int
    labels: int
    repeated: int
    missing: tuple[str, ...]


def balance(document: Document, data: dict[str, Any], labels: Sequence[str], repeated: Sequence[str]) -> Ledger:
    """Set a document's words against those of a toolkit's fields, of labels and of what pages repeat."""
    source = _counted(_pieces(document))
    fields = _counted(texts({key: value for key, value in data.items() if key != "unparsed"}))
    aside = _counted(one["text"] for one in data.get("unparsed", []))
    structure, pages = _counted(labels), _counted(repeated)
    missing = source - (fields + aside + structure + pages)
    return Ledger(
        source.total(),
        fields.total(),
        aside.total(),
        structure.total(),
        pages.total(),
        tuple(missing.elements()),
    )


def _counted(texts: Iterator[str] | Sequence[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for text in texts:
        found.update(_WORD.findall(_ADDRESS.sub("", text)))
    return found


def _pieces(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            for row in block.rows:
                for cell in row:
                    if cell:
                        yield cell.text
                        yield from cell.comments


def texts(value: Any, key: str = "") -> Iterator[str]:
    """Give what a toolkit, or a part of it, holds in words; what only repeats other words is left out."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from texts(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one, key)
    elif isinstance(value, str) and key not in _READINGS:
        yield _ITEM.sub("", value) if key in PROSE else value

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
READINGS = frozenset(
    [
        "id",
        "due",
        "awaiting",
        "repeats",
        "completed",
        "raised",
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


def balance(
    document: Document,
    data: dict[str, Any],
    labels: Sequence[str],
    repeated: Sequence[str],
    added: Sequence[str] = (),
) -> Ledger:
    """Set a document's words against those of a toolkit's fields, of labels and of what pages repeat.

    ``added`` are words in fields or in ``unparsed`` that were not in the document: they count nowhere.
    """
    source = _counted(_pieces(document))
    parts = [
        _counted(texts({key: value for key, value in data.items() if key != "unparsed"})),
        _counted(_ITEM.sub("", one["text"]) for one in data.get("unparsed", [])),
        _counted(labels),
        _counted(repeated),
    ]
    ours = _counted(added)
    for at, part in enumerate(parts):
        parts[at], ours = part - ours, ours - part
    missing = source - sum(parts, Counter())
    fields, aside, structure, pages = (one.total() for one in parts)
    return Ledger(source.total(), fields, aside, structure, pages, tuple(missing.elements()))


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
    elif isinstance(value, str) and key not in READINGS:
        yield _ITEM.sub("", value) if key in PROSE else value

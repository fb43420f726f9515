"""A benchmark's rating where its text says it, such as 'RAG Rating: Red' in a line of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prevent_cli.importing import dates

if TYPE_CHECKING:
    from collections.abc import Iterable

COLOURS = frozenset({"red", "amber", "green", "blue", "yellow"})
"""What a cell of colours may say, whether or not it is one of the three."""
_LABEL = r"(?:(?:overall|current) )?(?:R\.?A\.?G\.?(?: (?:rating|status))?|rating)\s*[:;\u2013\u2014-]\s*"
_COLOUR = r"(?:red|amber|green)\b"
_LINE = re.compile(rf"{_LABEL}({_COLOUR})[.]?", re.IGNORECASE)
_PAST = r"(?:previous(?:ly)?|last|prior|earlier)\b"
_BEFORE = re.compile(rf"\b{_PAST}", re.IGNORECASE)
_WAS = re.compile(rf"{_PAST}[^\n.:;]{{0,40}}\b{_LABEL}{_COLOUR}[.]?", re.IGNORECASE)
_HINT = re.compile(
    rf"\b(?:{_PAST}[^\n.:;]{{0,40}}\b)?{_LABEL}{_COLOUR}(?:\s*/\s*{_COLOUR})?|^{_LABEL}\S[^\n]{{0,40}}$",
    re.IGNORECASE | re.MULTILINE,
)


def of_line(text: str) -> str | None:
    """Give the colour of a line that is a label and a colour, and nothing more; None for any other."""
    found = _LINE.fullmatch(text)
    return found[1].lower() if found else None


def of_lines(texts: Iterable[str]) -> str | None:
    """Give the colour that every line that is a rating names; None where they differ, or may speak of another time.

    They may after a line that is only a date, or speaks of the last time or the previous one without naming its colour.
    """
    colours: set[str] = set()
    for text in texts:
        colour = of_line(text)
        if colour:
            colours.add(colour)
        elif not (colours or _WAS.fullmatch(text)) and (_BEFORE.search(text) or _dated(text)):
            return None
    return colours.pop() if len(colours) == 1 else None


def _dated(text: str) -> bool:
    only = text.strip(" .,:;()")
    return bool(dates.parsed(only)) or dates.unsure_in(only) == [only]


def hints(text: str) -> list[str]:
    """Give the words of a text that may be a rating, each once."""
    return list(dict.fromkeys(found[0] for found in _HINT.finditer(text)))

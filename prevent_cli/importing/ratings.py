"""A benchmark's rating where its text says it, such as 'RAG Rating: Red' in a line of its own."""

from __future__ import annotations

import re

_LABEL = r"(?:(?:overall|current) )?(?:R\.?A\.?G\.?(?: (?:rating|status))?|rating)\s*[:;\u2013\u2014-]\s*"
_COLOUR = r"(?:red|amber|green)\b"
_LINE = re.compile(rf"{_LABEL}({_COLOUR})[.]?", re.IGNORECASE)
_HINT = re.compile(rf"\b{_LABEL}{_COLOUR}(?:\s*/\s*{_COLOUR})?|^{_LABEL}\S[^\n]{{0,40}}$", re.IGNORECASE | re.MULTILINE)


def of_line(text: str) -> str | None:
    """Give the colour of a line that is a label and a colour, and nothing more; None for any other."""
    found = _LINE.fullmatch(text)
    return found[1].lower() if found else None


def hint(text: str) -> str | None:
    """Give the first words of a text that may be a rating, or None."""
    found = _HINT.search(text)
    return found[0] if found else None

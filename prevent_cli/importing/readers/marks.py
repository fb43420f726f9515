"""Marks of notes: the raised figures behind a word that lead to the foot of a page."""

from __future__ import annotations

import re

_FIGURES = re.compile(r"\s*\d[\d,;\s]*", re.ASCII)
_RAISED = str.maketrans(
    "0123456789",
    "\N{SUPERSCRIPT ZERO}\N{SUPERSCRIPT ONE}\N{SUPERSCRIPT TWO}\N{SUPERSCRIPT THREE}"
    "\N{SUPERSCRIPT FOUR}\N{SUPERSCRIPT FIVE}\N{SUPERSCRIPT SIX}\N{SUPERSCRIPT SEVEN}\N{SUPERSCRIPT EIGHT}\N{SUPERSCRIPT NINE}",
)


def raised(text: str) -> str:
    """Give figures that stand raised as the signs for that, so that none becomes a part of the word or the date before it."""
    return text.translate(_RAISED) if _FIGURES.fullmatch(text) else text

"""Who owns an action: names that stand before it, marked by bold type, a colon or slashes."""

from __future__ import annotations

import re

# A slash between two single letters belongs to an abbreviation, such as A/D.
_SLASH = re.compile(r"(?<!\b[A-Za-z])\s*/\s*|\s*/\s*(?![A-Za-z]\b)|\s*[;+\n]\s*")
_COMMAS = re.compile(r"\s*,\s*")
_ENDS = " \t\n:/-\u2013\u2014.,;"
_LABEL = re.compile(
    r"(?:actions?|notes?|nb|n\.b|update|e\.g|i\.e|owners?|lead|by|outcome|status|progress"
    r"|none|nil|no (?:further )?actions?|n/?a|n\.?f\.?a|not applicable)\b",
    re.IGNORECASE,
)
_COLON = re.compile(r"([A-Z][^:.?!;\n]{1,80}):\s+(?=\S)")
_SUBJECT = re.compile(
    r"(?!Continue|To |Ongoing|Work )([A-Z][\w/&\u2019' -]{2,60}?)\s+(?:to|will|should|must)\s+[a-z]+\b"
)
_VERBLESS = 10
"""An owner's name has no more words than this."""


def names(text: str) -> list[str]:
    """Split owners at slashes, semicolons and line ends; at commas where each part looks like a name."""
    parts = [part.strip(_ENDS) for part in _SLASH.split(text)]
    return [name for part in parts for name in _at_commas(part) if name]


def _at_commas(text: str) -> list[str]:
    parts = _COMMAS.split(text)
    if len(parts) > 1 and " and " not in text and all(part[:1].isupper() for part in parts):
        return parts
    return [text]


def looks_like_owner(text: str) -> bool:
    """Whether text before an action could name who owns it; a label and a word for none do not."""
    found = names(text)
    return (
        bool(found)
        and not _LABEL.match(text.strip())
        and all(len(one.split()) <= _VERBLESS for one in found)
        and not re.search(r"\w{3}[.!?]\s|\b(?:to|will|should|must|is|are|be)\b", text)
    )


def before_colon(text: str) -> tuple[str, int] | None:
    """Give the owner that a colon marks and where the action begins, or None."""
    found = _COLON.match(text)
    if not found or len(found[1].split()) > 6 or not looks_like_owner(found[1]):
        return None
    return found[1], found.end()


def subject(text: str) -> str | None:
    """Give what an action without a marked owner seems to be for, such as 'Chair' in 'Chair to attend'."""
    found = _SUBJECT.match(text)
    return found[1] if found and len(found[1].split()) <= 6 else None

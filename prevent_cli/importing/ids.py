"""What is the number of a benchmark, a question or an expectation, and what only looks like one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prevent_cli.importing import dates

if TYPE_CHECKING:
    from collections.abc import Container

Number = tuple[int, ...]
"""An item's number in its parts: benchmark, question, expectation."""

HEADING = re.compile(
    r"(?:benchmarks?|sections?)\s*(?:no\.?\s*)?(\d{1,3})\s*(?:[:;.\u2013\u2014-]+\s*|(?=\n)|$)", re.IGNORECASE
)
"""The beginning of a benchmark's heading that says what it is."""
NUMBER = re.compile(
    r"\(?(?i:Q(?:uestion)?\.?\s*)?(\d{1,3})\s?[.,\u00b7]\s?(\d{1,3})(?:\s?[.,\u00b7]\s?(\d{1,3}))?\)?[.):]?(?:\s+|(?=[A-Z(]))"
)
"""The number in front of a question or an expectation, in its two or three parts."""
ONE = re.compile(r"\(?(?i:Q(?:uestion)?\.?\s*)?(\d{1,3})\s*[.):]\s+(?=\S)")
"""A whole number in front of words."""
WHOLE = re.compile(r"(\d{1,3})\s*[.):]?", re.ASCII)
"""A cell that holds a whole number and nothing more."""
_ALONE = re.compile(
    r"\(?(?:Q(?:uestion)?\.?\s*)?\d{1,3}(?:\s?[.\u00b7]\s?\d{1,3}){1,2}\)?[.):]?", re.IGNORECASE | re.ASCII
)


def alone(text: str, known: Container[Number]) -> bool:
    """Whether a cell holds the number of a question or an expectation and nothing more.

    A date such as 30.11.21 is none; 1.1.10 is one where 1.1 is ``known``.
    """
    return _ALONE.fullmatch(text) is not None and (not dated(text) or parts(text)[:2] in known)


def dated(text: str) -> bool:
    """Whether the number in front of a text may be a date."""
    found = NUMBER.match(text + " ")
    return bool(found and dates.parsed(found[0]))


def doubtful(found: re.Match[str]) -> bool:
    """Whether a number in front of words may be a date, or speak of a text such as a law's: '8.1.2 of the guidance'."""
    return bool(dates.parsed(found[0])) or found.string[found.end() :][:1].islower()


def parts(text: str) -> Number:
    """Give the parts of the number in front of a text; none where there is none."""
    found = NUMBER.match(text + " ")
    return tuple(int(one) for one in found.groups() if one) if found else ()

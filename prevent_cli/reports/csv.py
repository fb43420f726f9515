"""CSV that a spreadsheet opens as text: no cell can become a formula."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def lines(rows: Iterable[Sequence[Any]]) -> str:
    """Give rows as CSV with CRLF line ends (RFC 4180)."""
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerows([[_cell(value) for value in row] for row in rows])
    return stream.getvalue()


def _cell(value: Any) -> str:
    """Say a value as text; what a spreadsheet would take for a formula gets a ' before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    is_number = isinstance(value, int)
    return f"'{text}" if text.startswith(_DANGEROUS) and not is_number else text

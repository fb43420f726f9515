"""CSV that a spreadsheet opens as text: no cell can become a formula.

A cell that begins like one gets an apostrophe before it; control and direction characters
become U+FFFD. The report is one row an expectation.
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any

from prevent_cli.reports.columns import fit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prevent_cli.reports.paper import Paper

# The broad forms count as the narrow ones where a spreadsheet is set to Chinese, Japanese or Korean.
_DANGEROUS = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")  # noqa: RUF001 - meant


def render(paper: Paper) -> bytes:
    """Give the expectations with every field, and whose they are, as UTF-8 that Excel knows for it."""
    from prevent_cli.reports.rows import EXPECTATIONS_CSV, expectation_rows

    one = paper.assessment
    head = ["organisation", "period", "as_of", "marking", *(column.key for column in EXPECTATIONS_CSV)]
    body = [one.organisation.name, str(one.period), one.as_of.isoformat(), one.marking]
    rows = ([*body, *(column.of(row) for column in EXPECTATIONS_CSV)] for row in expectation_rows(one))
    return lines([head, *rows]).encode("utf-8-sig")


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
    text = fit("; ".join(map(str, value)) if isinstance(value, list) else str(value)).strip("\n")
    is_number = isinstance(value, int)
    return f"'{text}" if text.startswith(_DANGEROUS) and not is_number else text

"""The log of what editions leave out, as CSV: for the officers' side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.reports.csv import lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prevent_cli.rating.redactions import Redaction

_HEAD = ("organisation", "period", "item", "kind", "within", "for", "reason", "exemption", "decided_by")


def render(found: Iterable[Redaction]) -> bytes:
    """Give a line for each item that is left out, as UTF-8 that Excel knows for it."""
    return lines([_HEAD, *map(_row, found)]).encode("utf-8-sig")


def _row(one: Redaction) -> tuple[str | None, ...]:
    why = one.withheld
    said = (why.reason.strip(), why.exemption, why.by) if why else (None, None, None)
    return (one.organisation, one.period, one.item, one.kind, one.within, one.audience, *said)

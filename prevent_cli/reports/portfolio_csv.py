"""The matrix of many bodies as CSV: a row for each body and benchmark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prevent_cli.portfolio.bodies import OWN, own_fields
from prevent_cli.reports import csv
from prevent_cli.reports.portfolio_words import agrees

if TYPE_CHECKING:
    from prevent_cli.portfolio.records import Portfolio


def as_csv(one: Portfolio) -> str:
    """Give whose each rating is, and what it is."""
    head: list[Any] = [
        *OWN,
        *one.fields,
        "period",
        "as_of",
        "policy",
        "late",
        "benchmark",
        "title",
        "judged",
        "computed",
        "agrees",
        "is_shown",
        "worse",
    ]
    rows = [head]
    for group in one.groups:
        for body in group.matrix:
            sums = body.sums
            own = [
                *own_fields(sums.name, sums.code, sums.framework).values(),
                *(body.fields.get(key) for key in one.fields),
            ]
            whose = [*own, sums.period, sums.as_of.isoformat(), sums.policy, body.late]
            rows += [
                [
                    *whose,
                    r.id,
                    r.title,
                    r.judged,
                    r.computed,
                    agrees(r),
                    not r.hollow,
                    None if body.worse is None or r.id in body.unshown else r.id in body.worse,
                ]
                for r in sums.ratings
            ]
    return csv.lines(rows)

"""A rating was given after the day that the toolkit speaks for.

A reader takes the rating for a judgement on the record as it stood that day. A later date
is a slip, or the record speaks for a later day than it says.

Example: `rating: {value: green, on: Mar 2022}` in a toolkit as of 31 December 2021.

Mend it by correcting the date, or `as_of`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.finding import Loc
    from prevent_cli.model.toolkit import Benchmark, Rating, Toolkit

CODE = "rated-in-future"
LEVEL: Level = "warning"


def check(toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every rating, own or moderated, that begins after the as-of day."""
    for number, benchmark in enumerate(toolkit.benchmarks):
        for said, rating, loc in _ratings(benchmark, ("benchmarks", number)):
            if rating.on and rating.on.first > context.as_of:
                yield Problem(
                    CODE,
                    f"{said} {rating.value} {short(rating.on)}, but the record speaks for {context.as_of.isoformat()}",
                    "correct the date, or 'as_of' if the record speaks for a later day",
                    (*loc, "on"),
                    LEVEL,
                )


def _ratings(benchmark: Benchmark, loc: Loc) -> Iterator[tuple[str, Rating, Loc]]:
    if benchmark.rating:
        yield "judged", benchmark.rating, (*loc, "rating")
    for number, rating in enumerate(benchmark.moderated):
        yield "moderated", rating, (*loc, "moderated", number)

"""A question or an expectation is worded differently from its framework.

Two bodies can be compared only where both answered the same question. Differences of
spacing and of line breaks do not count.

Example: the framework asks whether the board meets, the toolkit whether it meets monthly.

Mend it by taking the framework's words, or by leaving the text out: the framework's words
are then used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.framework import FrameworkBenchmark
    from prevent_cli.model.toolkit import Benchmark, Toolkit

CODE = "different-wording"
LEVEL: Level = "warning"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every wording that is not the framework's."""
    if context.framework is None:
        return
    benchmarks = {benchmark.id: benchmark for benchmark in context.framework.benchmarks}
    texts = context.framework.texts
    for spot in context.spots:
        if spot.question is None:
            given = benchmarks.get(spot.ref)
            if given:
                yield from _headings(spot.benchmark, given, spot.loc)
            continue
        item = spot.expectation or spot.question
        text = texts.get(item.id)
        if text and item.text and _differ(item.text, text):
            yield _problem(text, (*spot.loc, "text"))


def _headings(own: Benchmark, given: FrameworkBenchmark, loc: tuple[str | int, ...]) -> Iterator[Problem]:
    for field in ("title", "statement", "outcome"):
        mine, theirs = getattr(own, field), getattr(given, field)
        if mine and theirs and _differ(mine, theirs):
            yield _problem(theirs, (*loc, field))


def _differ(mine: str, theirs: str) -> bool:
    return mine != theirs and mine.split() != theirs.split()


def _problem(text: str, loc: tuple[str | int, ...]) -> Problem:
    return Problem(
        CODE,
        f"the framework words this differently: {short(text)}",
        "take the framework's words, or leave the key out",
        loc,
        LEVEL,
    )

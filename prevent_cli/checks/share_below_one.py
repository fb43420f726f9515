"""A policy's share is under one per cent.

Shares are percentages: 25 means 25 %, and 0.25 means a quarter of one per cent, which a
single item is over. Most often a fraction was written where a percentage is meant.

Example: `red: {gap_over: 0.25}`, where a quarter is meant.

Mend it by writing `25%`; where a single item should be enough, write 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.policy import Policy
    from prevent_cli.model.toolkit import Toolkit

CODE = "share-below-one"
LEVEL: Level = "warning"


def check(toolkit: Toolkit, _context: Context) -> Iterator[Problem]:
    """Yield a problem for every share of the toolkit's policy between 0 % and 1 %."""
    if toolkit.policy:
        yield from small(toolkit.policy)


def small(policy: Policy) -> Iterator[Problem]:
    """Yield a problem for every share of a policy, at the top of its file, between 0 % and 1 %."""
    shares = (
        ("red", "gap_over", policy.red.gap_over),
        ("amber", "short_over", policy.amber.short_over),
        ("not_rated", "not_assessed_over", policy.not_rated.not_assessed_over),
    )
    for test, key, share in shares:
        if 0 < share < 1:
            yield Problem(
                CODE,
                f"'{key}' is {share:g} %, less than one in a hundred",
                f"shares are percentages: write {100 * share:g}% if that is meant, or 0 where a single item is enough",
                ("policy", test, key),
                LEVEL,
            )

"""A revision brings a due date forward.

Dates are mostly put back, so an earlier one is often a slip in the month or the year. It
may be right: a `reason` on the revision says so. A day within the month, quarter or year
given before is only more exact.

Example: `due: Mar 2022` and `revised: [{due: Feb 2021}]`.

Mend it by correcting the date, or by adding `reason` to the revision.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "revised-earlier"
LEVEL: Level = "warning"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every revision without a reason that ends before the date it replaces begins."""
    for _, loc, action in context.actions:
        if not action.revised:
            continue
        dates = [action.due, *(revision.due for revision in action.revised)]
        for number, (before, after) in enumerate(pairwise(dates)):
            if before and after and after.last < before.first and not action.revised[number].reason:
                yield Problem(
                    CODE,
                    f"revised to {short(after)}, earlier than {short(before)} before it",
                    "correct the date, or say in the revision's 'reason' why it was brought forward",
                    (*loc, "revised", number, "due"),
                    LEVEL,
                )

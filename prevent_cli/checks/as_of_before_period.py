"""The day that the toolkit speaks for does not go with its period.

`as_of` decides what is overdue and is printed on every page. It normally falls in the
period or soon after it; before it, or more than 400 days after it, one of the two is a slip.

Example: `period: Dec 2021` and `as_of: 2020-12-31`.

Mend it by correcting `as_of` or `period`. Without `as_of`, the period's last day is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "as-of-before-period"
LEVEL: Level = "warning"
_LATEST_DAYS = 400


def check(toolkit: Toolkit, _context: Context) -> Iterator[Problem]:
    """Yield a problem where the written as-of day lies before the period, or long after it."""
    if toolkit.as_of is None:
        return
    day, period = toolkit.as_of.last, toolkit.period
    after = (day - period.last).days
    if day < period.first:
        said = f"before the period {short(period)} begins"
    elif after > _LATEST_DAYS:
        said = f"{after} days after the period {short(period)} ends"
    else:
        return
    yield Problem(CODE, f"as of {short(toolkit.as_of)}, {said}", "correct 'as_of', or the period", ("as_of",), LEVEL)

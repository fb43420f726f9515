"""An action's due date has been put back more than twice.

A date that keeps moving tells less each time. Often the action is too large, waits for
something nobody has named, or is no longer wanted.

Example: an open action with three entries under `revised`.

Mend it by splitting the action, by saying in `awaiting` what holds it up, or by
withdrawing it. The dates stay: they are its history, and the finding can be waived.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.fields import OPEN_STATUSES
from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "slipped-often"
LEVEL: Level = "warning"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every open action with three revisions or more that ends up later."""
    for _, loc, action in context.actions:
        if len(action.revised) <= 2 or action.status not in OPEN_STATUSES:
            continue
        first, latest = action.due or action.revised[0].due, action.revised[-1].due
        days = (latest.last - first.last).days
        if days > 0:
            yield Problem(
                CODE,
                f"the due date was revised {len(action.revised)} times, by {days} days altogether: "
                f"from {short(first)} to {short(latest)}",
                "split the action, say in 'awaiting' what holds it up, or withdraw it with a reason",
                (*loc, "revised"),
                LEVEL,
            )

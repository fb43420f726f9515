"""An action is still open after its due date.

Due means by the last day of the date given: an action due in November is late from
1 December. Deferring does not change that, a new date does. Late or not is told by the
day the record speaks for.

Example: `due: Nov 21` and `status: open` in a toolkit as of 31 December 2021.

Mend it by completing the action, or by adding a later date under `revised` with the reason.
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
    from prevent_cli.model.when import When

CODE = "overdue"
LEVEL: Level = "warning"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every open action whose last day has passed."""
    for _, loc, action in context.actions:
        due = action.latest_due
        if due and due.last < context.as_of and action.status in OPEN_STATUSES:
            days = (context.as_of - due.last).days
            yield Problem(
                CODE,
                f"overdue by {days} day{'' if days == 1 else 's'} on {context.as_of.isoformat()}: due {_said(due)}",
                "complete it, or add a later date under 'revised' with the reason",
                (*loc, "revised", len(action.revised) - 1, "due") if action.revised else (*loc, "due"),
                LEVEL,
            )


def _said(due: When) -> str:
    return short(due) if due.is_iso else f"{short(due)}, that is by {due.last.isoformat()}"

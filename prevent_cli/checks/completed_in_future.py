"""An action was completed after the day that the toolkit speaks for.

What has not happened by that day cannot be recorded as done. It is a slip in the date, or
the day meant is when the action is due.

Example: `completed: Mar 2022` in a toolkit as of 31 December 2021.

Mend it by correcting the date, by writing it as `due` while the action is open, or by
setting `as_of` to the later day that the record speaks for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "completed-in-future"
LEVEL: Level = "error"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every completion that begins after the as-of day."""
    for _, loc, action in context.actions:
        if action.completed and action.completed.first > context.as_of:
            yield Problem(
                CODE,
                f"completed {short(action.completed)}, but the record speaks for {context.as_of.isoformat()}",
                "correct the date, or 'as_of' if the record speaks for a later day",
                (*loc, "completed"),
                LEVEL,
            )

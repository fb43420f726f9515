"""An action has a date of completion, and its status is not complete.

The two contradict each other: lists go by the status and still show it as work to do.

Example: `completed: Nov 21` with `status: open`, or with no status, which means open.

Mend it by writing `status: complete`, or by removing `completed`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "completed-not-complete"
LEVEL: Level = "error"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every date of completion on an action that is not complete."""
    for _, loc, action in context.actions:
        if action.completed and action.status != "complete":
            yield Problem(
                CODE,
                f"completed {short(action.completed)}, but the status is {action.status}",
                "write 'status: complete', or remove 'completed'",
                (*loc, "completed"),
                LEVEL,
            )

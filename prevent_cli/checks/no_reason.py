"""An action is deferred or withdrawn and nobody says why.

Putting an action off, or dropping it, is a decision that a board will be asked about.

Example: `status: withdrawn` without `reason`.

Mend it by adding `reason`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "no-reason"
LEVEL: Level = "error"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every deferred or withdrawn action without a reason."""
    for _, loc, action in context.actions:
        if action.status in {"deferred", "withdrawn"} and not action.reason:
            yield Problem(
                CODE,
                f"the action is {action.status}, but no reason is given",
                "add 'reason: …': who decided, and why",
                (*loc, "status"),
                LEVEL,
            )

"""An action was completed before it was raised.

One of the two dates is a slip, most often the year.

Example: `raised: Jan 2022` and `completed: Mar 2021`.

Mend it by correcting whichever date is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "completed-before-raised"
LEVEL: Level = "error"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every completion that ends before the action was raised."""
    for _, loc, action in context.actions:
        if action.completed and action.raised and action.completed.last < action.raised.first:
            yield Problem(
                CODE,
                f"completed {short(action.completed)}, before it was raised, {short(action.raised)}",
                "correct whichever date is wrong",
                (*loc, "completed"),
                LEVEL,
                related=(("raised", (*loc, "raised")),),
            )

"""An expectation is called not applicable, and an action under it is still open.

Either the expectation does apply, or nobody needs to do the work. As it stands, the action
counts in no rating.

Example: `answer: not applicable` over an action with `status: open`.

Mend it by withdrawing the action with a reason, by moving it to where it belongs, or by
answering the expectation anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.fields import OPEN_STATUSES
from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.tree import answered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "action-on-not-applicable"
LEVEL: Level = "warning"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every open action under an expectation that is answered not applicable."""
    for spot, loc, action in context.actions:
        item = spot.expectation or spot.question
        if item and item.answer == "not applicable" and answered(spot) and action.status in OPEN_STATUSES:
            yield Problem(
                CODE,
                f"the action is {action.status}, but {item.id} is answered not applicable",
                "withdraw the action with a reason, move it to where it belongs, or answer anew",
                loc,
                LEVEL,
            )

"""An action is complete, and nothing says what was done.

A date tells when, not what. The outcome is what the next board, or a peer reviewer, will
want to see behind the word "complete". A note under `progress` serves as well.

Example: `status: complete` with neither `outcome` nor `progress`.

Mend it by adding `outcome`: a sentence on what was done, and where it can be seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "complete-without-outcome"
LEVEL: Level = "warning"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every complete action with neither outcome nor progress."""
    for _, loc, action in context.actions:
        if action.status == "complete" and not (action.outcome or action.progress):
            yield Problem(
                CODE,
                "the action is complete, but nothing says what was done",
                "add 'outcome': what was done, and what shows it",
                (*loc, "status"),
                LEVEL,
            )

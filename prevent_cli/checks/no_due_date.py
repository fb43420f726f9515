"""An action that is still to be done has no due date.

Without a date nothing can fall overdue, so it is never chased. An action that waits for
something says so in `awaiting` instead, and one that `repeats` needs no date of its own.

Example: an open action with neither `due` nor `awaiting`.

Mend it by adding `due`; a month, a quarter or a school term will do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "no-due-date"
LEVEL: Level = "warning"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every open action without a date, a condition or a rhythm."""
    for _, loc, action in context.actions:
        timed = action.latest_due or action.awaiting or action.repeats
        if action.status in {"open", "in progress"} and not timed:
            yield Problem(
                CODE, "the action has no due date", "add 'due', or say in 'awaiting' what it waits for", loc, LEVEL
            )

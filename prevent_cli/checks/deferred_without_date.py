"""An action is deferred, and nothing says until when.

Deferring puts an action off to another day. Without that day, or the event that will bring
it back, it is dropped without anybody having decided so.

Example: `status: deferred` with neither `due` nor `awaiting`.

Mend it by adding `due` or `awaiting`, or by withdrawing the action if it is not wanted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "deferred-without-date"
LEVEL: Level = "warning"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every deferred action without a date and without a condition."""
    for _, loc, action in context.actions:
        if action.status == "deferred" and not (action.latest_due or action.awaiting):
            yield Problem(
                CODE,
                "the action is deferred, but nothing says until when",
                "add 'due', or say in 'awaiting' what it waits for; withdraw it if it is not wanted",
                (*loc, "status"),
                LEVEL,
            )

"""An action was due before it was raised.

One of the two dates is a slip, most often the year, and everything counted from it is
wrong: how late the action is, how long it has been open.

Example: `raised: Jan 2022` and `due: Mar 2021`.

Mend it by correcting whichever date is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.finding import Loc
    from prevent_cli.model.toolkit import Action, Toolkit
    from prevent_cli.model.when import When

CODE = "due-before-raised"
LEVEL: Level = "error"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for the first date of an action that ends before it was raised."""
    for _, loc, action in context.actions:
        raised = action.raised
        if raised is None:
            continue
        wrong = next((date for date in _due_dates(action, loc) if date[0].last < raised.first), None)
        if wrong:
            due, place = wrong
            yield Problem(
                CODE,
                f"due {short(due)}, before it was raised, {short(raised)}",
                "correct whichever date is wrong",
                place,
                LEVEL,
                related=(("raised", (*loc, "raised")),),
            )


def _due_dates(action: Action, loc: Loc) -> Iterator[tuple[When, Loc]]:
    """Give every due date the action ever had, with its place."""
    if action.due:
        yield action.due, (*loc, "due")
    for number, revision in enumerate(action.revised):
        yield revision.due, (*loc, "revised", number, "due")

"""An action that is still to be done has no owner.

What nobody owns, nobody does. Owners are posts, teams or bodies; names of people are not
needed.

Example: an open action without `owners`.

Mend it by adding `owners`, if need be the board that will find one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.fields import OPEN_STATUSES
from prevent_cli.model.finding import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "no-owner"
LEVEL: Level = "warning"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every open action without owners."""
    for _, loc, action in context.actions:
        if not action.owners and action.status in OPEN_STATUSES:
            yield Problem(
                CODE, "the action has no owner", "add 'owners' with the post or body that will do it", loc, LEVEL
            )

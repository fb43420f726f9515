"""An action has no id.

The id is how an action is followed from quarter to quarter, named in minutes and changed
by a command. The highest number the organisation ever used, and one, is free.

Example: an action with `text` and `status` but no `id`.

Mend it by adding an id, such as `id: A32`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "action-without-id"
LEVEL: Level = "warning"
_NUMBERED = re.compile(r"A(\d+)")


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every action without an id, naming one that is free."""
    ids = [name for _, _, action in context.actions for name in (action.id, *action.was) if name]
    highest = max((int(found[1]) for name in ids if (found := _NUMBERED.fullmatch(name))), default=0)
    for _, loc, action in context.actions:
        if action.id is None:
            highest += 1
            yield Problem(
                CODE,
                "the action has no id",
                f"add 'id: A{highest:02d}' (free in this file; earlier quarters may have used it)",
                loc,
                LEVEL,
            )

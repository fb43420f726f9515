"""Two items of the toolkit have the same id.

An id names one item, so that an action can be followed from quarter to quarter and a
report can link to an expectation. The finding gives both places.

Example: two actions `A14`, or two expectations `7.3.1`.

Mend it by giving the later item its own id; a new action takes the number above the
highest the organisation ever used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Loc, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "duplicate-id"
LEVEL: Level = "error"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every id after its first use; action ids ignore case."""
    seen: dict[str, Loc] = {}
    items = [(spot.ref, spot.loc) for spot in context.spots]
    items += [(action.id.upper(), loc) for _, loc, action in context.actions if action.id]
    for name, loc in items:
        if name in seen:
            yield Problem(
                CODE,
                f"the id '{name}' is used twice",
                "give this one an id of its own, or remove it if it is a copy",
                (*loc, "id"),
                LEVEL,
                related=(("first", (*seen[name], "id")),),
            )
        else:
            seen[name] = loc

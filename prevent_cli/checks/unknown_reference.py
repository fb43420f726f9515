"""A reference leads nowhere.

`also` names other expectations that an action serves (or questions that have none), and a
waiver's `at` the item it is for. Any other id is mostly a slip, and the action would go
unseen in the rating it should count in.

Example: `also: [7.41]` for 7.4.1.

Mend it by writing the id of an item that exists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from prevent_cli.checks.context import Context
    from prevent_cli.model.finding import Loc
    from prevent_cli.model.toolkit import Toolkit

CODE = "unknown-reference"
LEVEL: Level = "error"


def check(toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every reference to an item that is not there."""
    framework = context.framework
    also = [(ref, (*loc, "also", number)) for _, loc, one in context.actions for number, ref in enumerate(one.also)]
    for ref, loc in also:
        if ref not in context.answered:
            yield _problem("also", ref, loc, context.answered)
    if toolkit.waivers:
        items = context.refs.keys() | (framework.parents if framework else {}).keys()
        everything = items | {action.id for _, _, action in context.actions if action.id}
        for number, waiver in enumerate(toolkit.waivers):
            if waiver.at and waiver.at not in everything:
                yield _problem("at", waiver.at, ("waivers", number, "at"), everything)


def _problem(key: str, ref: str, loc: Loc, known: AbstractSet[str]) -> Problem:
    near = nearest(ref, known)
    return Problem(
        CODE,
        f"'{key}' names '{ref}', which is no expectation"
        if key == "also"
        else f"'{key}' names '{ref}', which is not there",
        f"did you mean '{near}'?" if near else "write the id of an item in this file, such as 7.3.1",
        loc,
        LEVEL,
    )

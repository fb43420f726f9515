"""A name belongs to two roles of the register.

A role is found by its name and by its other names, in any case. Where two roles share one,
`prevent actions --owner` gives the actions of both, and nobody can tell whose an action is.

Example: a role `CSP manager` beside another with `aka: [CSP Manager]`.

Mend it by making one role of the two, or by leaving the name to the one that it belongs to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Loc, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Role, Toolkit

CODE = "duplicate-role"
LEVEL: Level = "warning"


def check(toolkit: Toolkit, _context: Context) -> Iterator[Problem]:
    """Yield a problem for every name of a role that an earlier role has; case does not count."""
    seen: dict[str, tuple[int, Loc]] = {}
    for number, role in enumerate(toolkit.roles):
        for name, loc in _names(role, ("roles", number)):
            first, place = seen.setdefault(name.casefold(), (number, loc))
            if first != number:
                yield Problem(
                    CODE,
                    f"{short(name)} is also a name of the role {short(toolkit.roles[first].name)}",
                    "make one role of the two, or leave the name to one of them",
                    loc,
                    LEVEL,
                    related=(("first", place),),
                )


def _names(role: Role, loc: Loc) -> Iterator[tuple[str, Loc]]:
    yield role.name, (*loc, "name")
    yield from ((name, (*loc, "aka", place)) for place, name in enumerate(role.aka))

"""An owner is not in the toolkit's register of roles.

The register gives each post, team or body one name, and lists the other names it goes by,
so that "CSP manager" and "CSP Manager" are one owner. A toolkit without a register is
left alone.

Example: `owners: [CSP manger]`.

Mend it by correcting the name, by adding it to a role's `aka`, or by adding a role.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import nearest, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "unknown-role"
LEVEL: Level = "error"


def check(toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every owner that no role is named."""
    if not toolkit.roles:
        return
    names = {name.casefold(): name for role in toolkit.roles for name in (role.name, *role.aka)}
    for _, loc, action in context.actions:
        for number, owner in enumerate(action.owners):
            if owner.casefold() not in names:
                near = nearest(owner, names.values())
                yield Problem(
                    CODE,
                    f"there is no role {short(owner)}",
                    (f"did you mean '{near}'? " if near else "") + "otherwise add it to 'roles', or to a role's 'aka'",
                    (*loc, "owners", number),
                    LEVEL,
                )

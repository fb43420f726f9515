"""The committee's header says one thing about release, and the marking or the audience another.

Whoever publishes the papers goes by the header. A paper "for release" that is marked above
OFFICIAL, or in which whatever carries no mark is for officers, goes out by mistake; one
"not for release" whose audience is the public will be taken for a slip.

Example: `release: for release` with `marking: OFFICIAL-SENSITIVE`.

Mend it by changing `release`, or by making `marking` and the toolkit's `audience` fit it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short
from prevent_cli.rating.publication import is_above_official

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "release-contradicts"
LEVEL: Level = "warning"


def check(toolkit: Toolkit, _context: Context) -> Iterator[Problem]:
    """Yield a problem where the header's release fits neither the marking nor the audience."""
    release = toolkit.committee.release if toolkit.committee else None
    against = _against(toolkit) if release == "for release" else None
    if release == "not for release" and toolkit.audience == "public":
        against = "the toolkit's audience is public"
    if against:
        yield Problem(
            CODE,
            f"the header says '{release}', but {against}",
            "change 'release', or the marking or audience that it contradicts",
            ("committee", "release"),
            LEVEL,
        )


def _against(toolkit: Toolkit) -> str | None:
    if is_above_official(toolkit.marking):
        return f"the marking is {short(toolkit.marking)}"
    return None if toolkit.audience == "public" else f"what carries no mark is for {toolkit.audience}"

"""An item is marked for more readers than the item above it lets through.

An audience is a ceiling for all that stands below. A wider one further down changes
nothing, and whoever wrote it may think that it does.

Example: `audience: public` on evidence in a question with `audience: officers`.

Mend it by removing the inner audience, or by widening the outer one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.fields import AUDIENCES
from prevent_cli.model.finding import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "audience-without-effect"
LEVEL: Level = "warning"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every audience that is wider than the ceiling above it."""
    for one in context.kept:
        own = one.item.audience
        if own and AUDIENCES.index(own) < AUDIENCES.index(one.above.ceiling):
            yield Problem(
                CODE,
                f"marked {own}, but what stands above is for {one.above.ceiling}",
                f"remove it, or mark what stands above as {own}",
                (*one.loc, "audience"),
                LEVEL,
            )

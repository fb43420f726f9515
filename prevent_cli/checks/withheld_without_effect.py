"""An item says why it is withheld, but everybody may see it.

`withheld` gives the reason that is printed in an item's place. An item whose audience is
public stands in every edition, so it is never withheld.

Example: `withheld: {reason: Names a victim}` on an item for the public.

Mend it by adding a narrower `audience`, or by removing `withheld`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit


CODE = "withheld-without-effect"
LEVEL: Level = "warning"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every withheld item that is public."""
    for one in context.kept:
        if one.item.withheld and one.sight.audience == "public":
            yield Problem(
                CODE,
                f"withheld ({short(one.item.withheld.reason)}), but its audience is public",
                "add 'audience: partners' or 'audience: officers' beside it, or remove 'withheld'",
                (*one.loc, "withheld"),
                LEVEL,
            )

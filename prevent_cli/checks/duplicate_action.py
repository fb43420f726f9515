"""Two open actions say the same thing.

The work is then listed, chased and counted twice, and one of the two is forgotten when the
other is completed. Case, spacing and punctuation make no difference. A text that points to
its own place ("Review this yearly") says something else in each place. The finding gives
both places.

Example: "Share the checklist with venues." under 8.3.1 and again under 8.3.6.

Mend it by keeping one action, with every owner, and naming the other expectation in its
`also`; or by saying in each what sets it apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.checks.open_work import keep_one, own_place
from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.checks.open_work import Placed
    from prevent_cli.model.toolkit import Toolkit

CODE = "duplicate-action"
LEVEL: Level = "warning"
_POINTERS = frozenset({"as", "see", "no"})


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every open action after the first with the same words."""
    seen: dict[tuple[str, tuple[str, ...]], Placed] = {}
    for here, said in context.open_actions:
        spot, loc, action = here
        if len(said) < 2 or said[0] in _POINTERS:  # "TBC", "As above", "No change" stand in for a text
            continue
        first = seen.setdefault((own_place(spot, said), said), here)
        if first is not here:
            yield Problem(
                CODE,
                f"says the same as {first[2].id or 'another action'}: {short(action.text)}",
                keep_one(first, here),
                (*loc, "text"),
                LEVEL,
                related=(("first", (*first[1], "text")),),
            )

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

import re
from typing import TYPE_CHECKING

from prevent_cli.model.fields import OPEN_STATUSES
from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short
from prevent_cli.model.tree import answered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.finding import Loc
    from prevent_cli.model.toolkit import Action, Toolkit
    from prevent_cli.model.tree import Spot

    Placed = tuple[Spot, Loc, Action]

CODE = "duplicate-action"
LEVEL: Level = "warning"
_POINTERS = frozenset({"as", "see", "no"})
_POINTING = frozenset({"this", "these", "here"})


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every open action after the first with the same words."""
    seen: dict[tuple[str, tuple[str, ...]], Placed] = {}
    for here in open_actions(context):
        spot, loc, action = here
        said = words(action.text)
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


def open_actions(context: Context) -> list[Placed]:
    """Give every open action with where it stands."""
    return [here for here in context.actions if here[2].status in OPEN_STATUSES]


def own_place(spot: Spot, said: Iterable[str]) -> str:
    """Name the place that a text points to: its own where it says "this", else any."""
    return "" if _POINTING.isdisjoint(said) else spot.ref


def words(text: str) -> tuple[str, ...]:
    """Give a text's words in small letters, without punctuation."""
    return tuple(re.findall(r"\w+", text.casefold()))


def keep_one(first: Placed, second: Placed) -> str:
    """Say how one action can serve both places; `also` works between items that are answered."""
    kept, place = first[2].id or "the first", second[0]
    if first[0].ref == place.ref or first[0].question is None or not answered(place):
        return f"keep {kept} with every owner, or say in each what sets it apart"
    return f"keep {kept} with every owner and name {place.ref} in its 'also', or say in each what sets it apart"

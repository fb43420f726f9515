"""What is still to be done: what the checks of open actions share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.tree import answered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prevent_cli.model.assessment import ActionView, BenchmarkView
    from prevent_cli.model.finding import Loc
    from prevent_cli.model.toolkit import Action
    from prevent_cli.model.tree import Spot

    Placed = tuple[Spot, Loc, Action]

_SHOWN = 10
_POINTING = frozenset({"this", "these", "here"})


def open_in(view: BenchmarkView) -> list[ActionView]:
    """Give a benchmark's open actions, each once: those under it, and those elsewhere that serve it."""
    found = {(action.ref, action.id, action.text): action for action in view.all_actions if action.is_open}
    for expectation in view.expectations:
        for one in expectation.served_by:
            if one.is_open:
                found[one.ref, one.id, one.text] = one
    return list(found.values())


def open_said(actions: Sequence[ActionView]) -> str:
    """Say how many actions are open, and which: "3 actions are open: A02, A04 (overdue), A05"."""
    if len(actions) == 1:
        return f"{actions[0].id or 'an action'} is {'overdue' if actions[0].overdue else 'open'}"
    names = [f"{action.id or 'one without id'}{' (overdue)' if action.overdue else ''}" for action in actions]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{len(names)} actions are open: {', '.join(names[:_SHOWN])}{more}"


def own_place(spot: Spot, said: Iterable[str]) -> str:
    """Name the place that a text points to: its own where it says "this", else any."""
    return "" if _POINTING.isdisjoint(said) else spot.ref


def keep_one(first: Placed, second: Placed) -> str:
    """Say how one action can serve both places; `also` works between items that are answered."""
    kept, place = first[2].id or "the first", second[0]
    if first[0].ref == place.ref or first[0].question is None or not answered(place):
        return f"keep {kept} with every owner, or say in each what sets it apart"
    return f"keep {kept} with every owner and name {place.ref} in its 'also', or say in each what sets it apart"

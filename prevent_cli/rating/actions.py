"""Choosing, ordering and grouping actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from prevent_cli.model.assessment import ACTION_STATES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from prevent_cli.model.assessment import ActionView, Assessment
    from prevent_cli.model.toolkit import Role

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which actions are wanted: those of any of the owners, at any of the places.

    ``refs`` are ids of benchmarks, questions, expectations or actions.
    """

    owners: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    overdue: bool = False
    due_by: date | None = None
    refs: tuple[str, ...] = ()
    every: bool = False


def role_names(roles: Iterable[Role], asked: str) -> frozenset[str]:
    """Give every name of the role that is asked for, in lower case; just the name itself where it is no role's."""
    fold = asked.casefold()
    for role in roles:
        names = frozenset(name.casefold() for name in (role.name, *role.aka))
        if fold in names:
            return names
    return frozenset({fold})


def owner_role(roles: Sequence[Role], owner: str) -> str:
    """Give the name of the role that an owner is, by whatever name it was written; else the owner as written."""
    names = role_names(roles, owner)
    return next((role.name for role in roles if role.name.casefold() in names), owner)


def owner_names(assessments: Iterable[Assessment]) -> list[str]:
    """Give every name that actions may be asked for by: roles, their other names, owners."""
    names: dict[str, str] = {}
    for assessment in assessments:
        for role in assessment.roles:
            for name in (role.name, *role.aka):
                names.setdefault(name.casefold(), name)
        for action in assessment.actions:
            for owner in action.owners:
                names.setdefault(owner.casefold(), owner)
    return list(names.values())


def select(assessment: Assessment, wanted: Wanted) -> list[ActionView]:
    """Give the actions that are wanted, in the order of the file; only open ones unless asked."""
    names = frozenset(name for one in wanted.owners for name in role_names(assessment.roles, one))
    return [action for action in assessment.actions if _fits(action, wanted, names)]


def _fits(action: ActionView, wanted: Wanted, owners: frozenset[str]) -> bool:
    if wanted.statuses:
        if action.status not in wanted.statuses:
            return False
    elif not (wanted.every or action.is_open):
        return False
    if wanted.owners and not owners & {owner.casefold() for owner in action.owners}:
        return False
    if wanted.overdue and not action.overdue:
        return False
    if wanted.due_by is not None and (action.due is None or action.due.last > wanted.due_by):
        return False
    return not wanted.refs or any(_concerns(action, ref) for ref in wanted.refs)


def _concerns(action: ActionView, ref: str) -> bool:
    """Whether an action is, stands under, or serves what an id names."""
    if action.id and action.id.casefold() == ref.casefold():
        return True
    return any(place == ref or place.startswith(f"{ref}.") for place in (action.ref, *action.also))


def natural(ref: str) -> Key:
    """Order ids as people count: 7.2 before 7.10."""
    return tuple(int(part) if part.isdigit() else part for part in ref.split("."))


SORTS: dict[str, Callable[[ActionView], Key]] = {
    "place": lambda action: natural(action.ref),
    "due": lambda action: (action.due.last if action.due else date.max, natural(action.ref)),
    "id": lambda action: (action.id is None, len(action.id or ""), action.id or ""),
    "owner": lambda action: (not action.owners, tuple(owner.casefold() for owner in action.owners)),
    "state": lambda action: (ACTION_STATES.index(action.state), natural(action.ref)),
    "slip": lambda action: (-(action.slipped_days or 0), natural(action.ref)),
}

NO_OWNER = "(no owner)"
NO_DATE = "(no date)"


def _by_owner(action: ActionView) -> Sequence[str]:
    return action.owners or (NO_OWNER,)


GROUPS: dict[str, Callable[[ActionView], Sequence[str]]] = {
    "owner": _by_owner,
    "benchmark": lambda action: (action.benchmark,),
    "state": lambda action: (action.state,),
    "status": lambda action: (action.status,),
    "due": lambda action: (f"{action.due.last:%Y-%m}" if action.due else NO_DATE,),
    "organisation": lambda action: (action.organisation,),
}


def grouped(actions: Sequence[ActionView], by: str) -> dict[str, list[ActionView]]:
    """Put actions into groups; one with several owners stands under each of them."""
    groups: dict[str, list[ActionView]] = {}
    for action in actions:
        for name in GROUPS[by](action):
            groups.setdefault(name, []).append(action)
    return dict(sorted(groups.items(), key=lambda item: (item[0].startswith("("), natural(item[0].casefold()))))

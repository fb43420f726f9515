"""Findings that a toolkit accepts for a time, each with a reason and an end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from prevent_cli.model.finding import Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from prevent_cli.model.finding import Loc
    from prevent_cli.model.toolkit import Toolkit, Waiver


class Left(NamedTuple):
    """The problems that no waiver accepts, and those that one does, each with why."""

    problems: list[Problem]
    waived: tuple[Problem, ...] = ()


def waive(toolkit: Toolkit, problems: Iterable[Problem], as_of: date, codes: Collection[str]) -> Left:
    """Put aside what a waiver accepts on a day; say which waivers ended, accept nothing, or name no finding."""
    kept = list(problems)
    waived: list[Problem] = []
    said: list[Problem] = []
    for number, waiver in enumerate(toolkit.waivers):
        loc: Loc = ("waivers", number)
        if waiver.code not in codes:
            said.append(_unknown(waiver, loc, codes))
        elif waiver.until.last < as_of:
            said.append(_expired(waiver, loc))
        else:
            left: list[Problem] = []
            known = len(waived)
            for problem in kept:
                if _accepts(waiver, problem, toolkit):
                    waived.append(problem._replace(waiver=f"{waiver.reason.strip()} (until {waiver.until})"))
                else:
                    left.append(problem)
            if len(waived) == known:
                said.append(_unused(waiver, loc))
            kept = left
    return Left(kept + said, tuple(waived))


def _accepts(waiver: Waiver, problem: Problem, toolkit: Toolkit) -> bool:
    return problem.code == waiver.code and (waiver.at is None or waiver.at in _ids(toolkit, problem.loc))


def _ids(toolkit: Toolkit, loc: Loc) -> set[str]:
    """Give the ids of the items that a path leads through."""
    node: Any = toolkit
    found = set()
    for step in loc:
        try:
            node = getattr(node, step) if isinstance(step, str) else node[step]
        except (AttributeError, IndexError, TypeError):
            break
        name = getattr(node, "id", None)
        if name:
            found.add(name)
    return found


def _unknown(waiver: Waiver, loc: Loc, codes: Collection[str]) -> Problem:
    from prevent_cli.model.parse import nearest

    near = nearest(waiver.code, codes)
    help_ = f"did you mean '{near}'?" if near else "'prevent explain' lists the codes; only warnings can be waived"
    return Problem(
        "unknown-code", f"there is no finding {short(waiver.code)} that can be waived", help_, (*loc, "code")
    )


def _expired(waiver: Waiver, loc: Loc) -> Problem:
    return Problem(
        "waiver-expired",
        f"the waiver of {waiver.code} ended on {waiver.until.last.isoformat()}",
        "mend what it accepted, or have it accepted anew with a later 'until'",
        (*loc, "until"),
    )


def _unused(waiver: Waiver, loc: Loc) -> Problem:
    where = f" at {waiver.at}" if waiver.at else ""
    return Problem(
        "waiver-unused",
        f"there is no {waiver.code}{where} for this waiver to accept",
        "remove the waiver",
        loc,
        "warning",
    )

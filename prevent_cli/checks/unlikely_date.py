"""A date lies more than 15 years from the toolkit's period.

No action is planned so far ahead, and evidence so old shows little; a digit of the year
is the likely slip.

Example: `due: Nov 2121`, where 2021 was meant.

Mend it by correcting the year. If the date is right, a waiver says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.finding import Loc
    from prevent_cli.model.toolkit import Toolkit
    from prevent_cli.model.when import When

CODE = "unlikely-date"
LEVEL: Level = "warning"
_YEARS = 15
_YEAR_DAYS = 365.25


def check(toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every date of an action or of evidence that is far from the period."""
    period = toolkit.period
    near = range(period.last.year - _YEARS + 1, period.first.year + _YEARS)
    for date, at, key in _dates(context):
        if date.first.year in near and date.last.year in near:  # a quick look, without counting days
            continue
        ahead, back = (date.first - period.last).days, (period.first - date.last).days
        far = max(ahead, back) / _YEAR_DAYS
        if far > _YEARS:
            yield Problem(
                CODE,
                f"{short(date)} is {far:.0f} years {'after' if ahead > back else 'before'} the period {short(period)}",
                "correct the year",
                (*at, *key),
                LEVEL,
            )


def _dates(context: Context) -> Iterator[tuple[When, Loc, Loc]]:
    """Give every date, the path of what it belongs to, and the rest of its own."""
    for _, at, action in context.actions:
        if action.raised:
            yield action.raised, at, ("raised",)
        if action.due:
            yield action.due, at, ("due",)
        if action.completed:
            yield action.completed, at, ("completed",)
        for number, revision in enumerate(action.revised):
            yield revision.due, at, ("revised", number, "due")
    for _, at, one in context.evidence:
        if one.on:
            yield one.on, at, ("on",)
        if one.expires:
            yield one.expires, at, ("expires",)

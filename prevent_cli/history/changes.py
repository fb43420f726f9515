"""From two assessments of one body to what changed, in the order in which a board must know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.history import actions, evidence, items, ratings
from prevent_cli.history.kinds import KINDS, Comparison, Side
from prevent_cli.model.fields import AUDIENCES
from prevent_cli.rating.actions import natural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.history.kinds import Change
    from prevent_cli.model.assessment import Assessment

_RANK = {kind: number for number, kind in enumerate(KINDS)}


def compare(old: Assessment, new: Assessment) -> Comparison:
    """Compare two assessments, each as it was worked out for its own day.

    Where they answer different frameworks, only actions and the head are compared: the same
    id means different things.
    """
    same = old.framework is None or new.framework is None or old.framework == new.framework
    markings = dict.fromkeys(one.marking for one in (new, old) if one.marking)
    return Comparison(
        organisation=new.organisation,
        old=side(old),
        new=side(new),
        changes=tuple(sorted(_changes(old, new, items_too=same), key=_order)),
        marking="; ".join(markings) or None,
        audience=max(old.audience, new.audience, key=AUDIENCES.index),
        withholds=old.withholds or new.withholds,
        items_compared=same,
    )


def side(assessment: Assessment) -> Side:
    """Say what an assessment is of."""
    return Side(assessment.file, assessment.organisation.name, assessment.period, assessment.as_of)


def _changes(old: Assessment, new: Assessment, *, items_too: bool) -> Iterator[Change]:
    yield from items.head(old, new)
    yield from actions.changes(old, new)
    if items_too:
        yield from ratings.changes(old, new)
        yield from items.answers(old, new)
        yield from evidence.changes(old, new)
        yield from items.items(old, new)


def _order(change: Change) -> tuple[object, ...]:
    """Most pressing kind first; in each, the longest overdue or slipped, then in the order of the framework."""
    return (
        _RANK[change.kind],
        -(change.days or 0),
        change.scale == "computed",
        natural(change.at or ""),
        change.action or "",
    )

"""One body over its periods: how ratings moved, what became of actions, how far they slipped.

The definitions, which docs/trend.md says in plain words:

- A rating moved *better* or *worse* where people judged the benchmark in this period and in
  the one before, and the colour changed: red < amber < green. ``not judged`` and ``not
  rated`` stand outside that order, and so does a benchmark of another framework.
- An action is followed as ``history.actions.match`` does for two sides: by its id, by an id
  it had before (``was``), then by its words.
- *Opened*: it was not in the period before, or it repeats, was done then, and stands here for
  its next time. *Closed*: it is complete or withdrawn, and was open in the period before or
  was opened in this one. *Reopened*: it is open, and was complete or withdrawn.
  *Dropped*: it was open in the period before, and is gone without a trace. What was closed
  may be left out of the next period, which is no drop.
- *Open* and *overdue* are counted on each period's own day.
- The *slip* of an action is the days from the last day of its first due date, in the first
  of these periods that gives one, to the last day of its latest; what comes round again is
  counted anew. The average is over all
  actions of the period that have a due date and are not withdrawn: one that never moved
  counts as 0, one that was brought forward is below 0. *Slipped* are those above 0.

So the open actions of a period are those of the one before, and opened, and reopened,
less closed, less dropped, as long as none were merged.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from prevent_cli.errors import PreventError
from prevent_cli.history.actions import comes_round, match
from prevent_cli.model.assessment import said
from prevent_cli.model.bodies import Bodies
from prevent_cli.model.fields import AUDIENCES, COLOURS
from prevent_cli.rating.actions import natural
from prevent_cli.rating.audience import restrict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from prevent_cli.model.assessment import ActionView, Assessment, BenchmarkView
    from prevent_cli.model.fields import Audience, Colour, Computed
    from prevent_cli.model.toolkit import Organisation
    from prevent_cli.model.when import When

Step = Literal["better", "worse", "same"]


@dataclass(frozen=True, slots=True)
class Flow:
    """What became of actions since the period before."""

    opened: tuple[ActionView, ...]
    closed: tuple[ActionView, ...]
    reopened: tuple[ActionView, ...]
    dropped: tuple[ActionView, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """One period on its own day. ``flow`` is None for the first, ``average_slip`` (days) where no action is dated.

    ``unjudged`` counts the benchmarks that people did not judge, ``unshown`` those of which an edition does not say;
    ``unknown`` says that it may keep others of which nobody knows, since there is no framework that has them.
    """

    period: When
    as_of: date
    file: str
    framework: str | None
    policy: str
    judged: dict[Colour, int]
    unjudged: int
    unshown: int
    unknown: bool
    open: int
    overdue: int
    slipped: int
    average_slip: float | None
    flow: Flow | None


@dataclass(frozen=True, slots=True)
class RatingCell:
    """One benchmark in one period. ``step`` is None where there is nothing to compare with."""

    judged: Colour | None
    computed: Computed
    agrees: bool | None
    step: Step | None
    hollow: bool = False

    @property
    def said(self) -> str:
        """Say how people judged it: a colour, not judged, or not shown in an edition."""
        return said(self.judged, hollow=self.hollow)


@dataclass(frozen=True, slots=True)
class BenchmarkRow:
    """One benchmark over all periods, None where a period does not have it; ``title`` is the latest."""

    framework: str | None
    id: str
    title: str
    ratings: tuple[RatingCell | None, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """One body over its periods, the earliest first; every row has a cell for each of them."""

    organisation: Organisation
    audience: Audience
    withholds: bool
    markings: tuple[str, ...]
    periods: tuple[Period, ...]
    benchmarks: tuple[BenchmarkRow, ...]

    @property
    def frameworks(self) -> tuple[str | None, ...]:
        """The frameworks that the periods answer, in the order they first did."""
        return tuple(dict.fromkeys(one.framework for one in self.periods))


def trends(
    assessments: Iterable[Assessment], audience: Audience | None = None, known: Iterable[Organisation] = ()
) -> list[Trend]:
    """Give the trend of each body, in the order in which they come, cut down to an audience before anything is counted.

    ``known`` are the organisations of other toolkits too, which may tell that two are one body.
    Raises PreventError where a body has a period twice, or one may not be made public and should be.
    """
    found = list(assessments)
    bodies = Bodies([*(one.organisation for one in found), *known])
    groups: dict[str, list[Assessment]] = {}
    for one in found:
        groups.setdefault(bodies.key(one.organisation), []).append(one)
    ordered = [sorted(group, key=lambda one: (one.period.last, one.period.first)) for group in groups.values()]
    for group in ordered:
        _require_one_of_each_period(group)
    return [trend([restrict(one, audience) for one in group]) for group in ordered]


def _require_one_of_each_period(ordered: Sequence[Assessment]) -> None:
    for one, other in pairwise(ordered):
        if (one.period.first, one.period.last) == (other.period.first, other.period.last):
            raise PreventError(
                f"{one.organisation.name} has two toolkits for {other.period}: {one.file} and {other.file}",
                "correct the period of one of them, or name the files that count",
            )


def trend(ordered: Sequence[Assessment]) -> Trend:
    """Give the trend of one body from its assessments, at least one, in the order of their periods."""
    newest = ordered[-1]
    rows = _rows(ordered)
    return Trend(
        organisation=newest.organisation,
        audience=max((one.audience for one in ordered), key=AUDIENCES.index),
        withholds=any(one.withholds for one in ordered),
        markings=tuple(dict.fromkeys(one.marking for one in ordered if one.marking)),
        periods=tuple(_periods(ordered, rows)),
        benchmarks=tuple(rows),
    )


def _rows(ordered: Sequence[Assessment]) -> list[BenchmarkRow]:
    views = [{(one.framework, view.id): view for view in one.rated} for one in ordered]
    frameworks = list(dict.fromkeys(one.framework for one in ordered))
    keys = sorted(
        {key for found in views for key in found}, key=lambda key: (frameworks.index(key[0]), natural(key[1]))
    )
    return [_row(*key, ordered, [found.get(key) for found in views]) for key in keys]


def _row(
    framework: str | None, id: str, ordered: Sequence[Assessment], views: Sequence[BenchmarkView | None]
) -> BenchmarkRow:
    known = [view for view in views if view]
    title = [view.title for view in sorted(known, key=lambda view: not view.hollow)][-1]
    cells = [
        _cell(before, view) if view else _absent(one, framework)
        for (before, view), one in zip(pairwise((None, *views)), ordered, strict=True)
    ]
    return BenchmarkRow(framework, id, title, tuple(cells))


def _absent(one: Assessment, framework: str | None) -> RatingCell | None:
    """Give what stands for a benchmark that a period does not have: without a framework, an edition that withholds something may keep it."""
    hides = one.withholds and one.framework == framework and not one.published
    return RatingCell(None, "not rated", None, None, hollow=True) if hides else None


def _cell(before: BenchmarkView | None, view: BenchmarkView) -> RatingCell:
    judged = view.judged.value if view.judged else None
    earlier = before.judged.value if before and before.judged else None
    return RatingCell(judged, view.computed.value, view.agrees, step(earlier, judged), view.hollow)


def step(earlier: Colour | None, later: Colour | None) -> Step | None:
    """Say how a colour moved; None where one of them is missing."""
    if earlier is None or later is None:
        return None
    moved = COLOURS.index(later) - COLOURS.index(earlier)
    return "better" if moved > 0 else "worse" if moved < 0 else "same"


def _periods(ordered: Sequence[Assessment], rows: Sequence[BenchmarkRow]) -> list[Period]:
    found: list[Period] = []
    before: tuple[ActionView, ...] | None = None
    firsts: list[date | None] = []
    for number, one in enumerate(ordered):
        actions = one.actions
        earlier = _carried(before or (), actions)
        firsts = [_first_due(action, [firsts[i] for i in at]) for action, at in zip(actions, earlier, strict=True)]
        flow = None if before is None else _flow(before, actions, earlier)
        cells = [row.ratings[number] for row in rows]
        found.append(_period(one, cells, flow, _slips(actions, firsts)))
        before = actions
    return found


def _period(one: Assessment, cells: Sequence[RatingCell | None], flow: Flow | None, slips: Sequence[int]) -> Period:
    judged = [cell.said for cell in cells if cell]
    return Period(
        period=one.period,
        as_of=one.as_of,
        file=one.file,
        framework=one.framework,
        policy=one.policy.name,
        judged=one.judged_counts,
        unjudged=judged.count("not judged"),
        unshown=judged.count("not shown"),
        unknown=one.withholds and one.framework is None,
        open=sum(action.is_open for action in one.actions),
        overdue=sum(action.overdue for action in one.actions),
        slipped=sum(days > 0 for days in slips),
        average_slip=sum(slips) / len(slips) if slips else None,
        flow=flow,
    )


def follow(before: Sequence[ActionView], now: Sequence[ActionView]) -> list[tuple[int, ...]]:
    """Find the actions of a period in the one before, as a comparison does: for each, the places in ``before``.

    Several where actions were merged, none for a new one.
    """
    matched = match(before, now)
    at = {id(action): number for number, action in enumerate(before)}
    places: dict[int, list[int]] = defaultdict(list)
    for old, new in (*matched.pairs, *matched.merged):
        places[id(new)].append(at[id(old)])
    return [tuple(places[id(action)]) for action in now]


def _carried(before: Sequence[ActionView], now: Sequence[ActionView]) -> list[tuple[int, ...]]:
    """Follow actions that go on; one that comes round again is as good as new."""
    return [
        tuple(at for at in places if not comes_round(before[at], action))
        for action, places in zip(now, follow(before, now), strict=True)
    ]


def _flow(before: Sequence[ActionView], now: Sequence[ActionView], earlier: Sequence[tuple[int, ...]]) -> Flow:
    kept = {at for places in earlier for at in places}
    opened, closed, reopened = [], [], []
    for action, places in zip(now, earlier, strict=True):
        was_open = any(before[at].is_open for at in places)
        if not places:
            opened.append(action)
        if not action.is_open and (was_open or not places):
            closed.append(action)
        if action.is_open and places and not was_open:
            reopened.append(action)
    dropped = [action for at, action in enumerate(before) if action.is_open and at not in kept]
    return Flow(tuple(opened), tuple(closed), tuple(reopened), tuple(dropped))


def _first_due(action: ActionView, earlier: Iterable[date | None]) -> date | None:
    """Give the last day of an action's first due date, as the earliest period has it that gives one."""
    known = [day for day in earlier if day]
    if known:
        return min(known)
    return action.due_first.last if action.due_first else None


def _slips(actions: Sequence[ActionView], firsts: Sequence[date | None]) -> list[int]:
    """Give the slip in days of every action that has a due date and is not withdrawn."""
    return [
        (action.due.last - first).days
        for action, first in zip(actions, firsts, strict=True)
        if action.due and first and action.status != "withdrawn"
    ]

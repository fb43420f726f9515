"""The charts of a report and the numbers behind them, from what its readers may see and nothing else.

Each chart stands beside the sentence or the table that says the same, so that no one needs it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prevent_cli.history.trend import trend
from prevent_cli.model.assessment import ACTION_STATES
from prevent_cli.rating.actions import owner_role
from prevent_cli.reports import charts
from prevent_cli.reports.charts import Amount, Cell, Series
from prevent_cli.reports.strings import title
from prevent_cli.reports.timelines import Axis, Point, timeline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from prevent_cli.history.trend import BenchmarkRow, RatingCell, Trend
    from prevent_cli.model.assessment import ActionView, Assessment
    from prevent_cli.model.when import When
    from prevent_cli.reports.paper import Paper
    from prevent_cli.reports.wording import Wording

MOST_PERIODS = 6


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with its caption and the sentences that say the same; none where the page says it just above."""

    caption: str
    chart: Markup
    said: str = ""


@dataclass(frozen=True, slots=True)
class Load:
    """How many open actions an owner has, how many of them are overdue, and a bar of both. No name: no owner."""

    owner: str | None
    open: int
    overdue: int
    bar: Markup


@dataclass(frozen=True, slots=True)
class Periods:
    """The last periods beside each other, and two charts of them."""

    trend: Trend
    periods: tuple[When, ...]
    ratings: Markup
    actions: Markup


@dataclass(frozen=True, slots=True)
class Pictures:
    """What a report draws. ``periods`` is None where there is no earlier one."""

    overview: tuple[Picture, ...]
    loads: tuple[Load, ...]
    periods: Periods | None


def pictures(paper: Paper, say: Wording) -> Pictures:
    """Draw the charts of a report in the words of a language, as plain text that is escaped in them."""
    one = paper.assessment
    found = (_ratings(one, say), _states(one, say), _due_dates(one, say))
    return Pictures(tuple(filter(None, found)), _loads(one), _periods(paper, say))


def _ratings(one: Assessment, say: Wording) -> Picture | None:
    if not one.rated:
        return None
    judged = [view.said for view in one.rated]
    amounts = [
        Amount(say.rating(value), judged.count(value), value.replace(" ", "-")) for value, _ in say.headline_parts(one)
    ]
    caption = say("chart.ratings")
    return Picture(caption, charts.stacked_bar("chart-ratings", caption, amounts))


def _states(one: Assessment, say: Wording) -> Picture | None:
    states = [action.state for action in one.actions]
    amounts = [
        Amount(title(say.word("stage", state)), states.count(state), state.replace(" ", "-"))
        for state in ACTION_STATES
        if state in states
    ]
    if not amounts:
        return None
    caption = say("chart.states")
    listed = say.listed(f"{amount.value} {amount.label.lower()}" for amount in amounts)
    said = say("chart.states_said", actions=say.count("count.actions", len(states)), states=listed)
    return Picture(caption, charts.bars("chart-states", caption, amounts), title(said))


def _due_dates(one: Assessment, say: Wording) -> Picture | None:
    found = [action for action in one.actions if action.is_open]
    points = [
        Point(f"{action.id or say('actions.no_id')}: {say.word('stage', action.state)}", action.due.last, kind)
        for action in found
        if action.due
        for kind in [action.state.replace(" ", "-")]
    ]
    if not points:
        return None
    days = sorted(point.day for point in points)
    late = sum(action.overdue for action in found)
    said = say.count(
        "chart.due_said",
        len(points),
        first=say.short_day(days[0]),
        last=say.short_day(days[-1]),
        late=late or say("summary.none_late"),
        undated=say.count("chart.undated", len(found) - len(points)),
    )
    axis = Axis(said.rstrip("."), say.short_day, say.short_month)
    caption = say("chart.due")
    chart = timeline("chart-due", caption, points, as_of=one.as_of, axis=axis)
    return Picture(caption, chart, f"{said} {say('chart.due_key', day=say.short_day(one.as_of))}")


def _loads(one: Assessment) -> tuple[Load, ...]:
    """Count open actions by owner, the most first; one with several owners counts for each."""
    by_owner: dict[str | None, list[ActionView]] = {}
    for action in one.actions:
        if action.is_open:
            for owner in dict.fromkeys(owner_role(one.roles, name) for name in action.owners) or (None,):
                by_owner.setdefault(owner, []).append(action)
    most = max(map(len, by_owner.values()), default=0)
    ordered = sorted(by_owner.items(), key=lambda item: (-len(item[1]), item[0] is None, (item[0] or "").casefold()))
    return tuple(_load(owner, actions, most) for owner, actions in ordered)


def _load(owner: str | None, actions: Sequence[ActionView], most: int) -> Load:
    late = sum(action.overdue for action in actions)
    return Load(owner, len(actions), late, charts.meter(len(actions) - late, late, most))


def _periods(paper: Paper, say: Wording) -> Periods | None:
    shown = (*paper.earlier, paper.assessment)[-MOST_PERIODS:]
    if len(shown) < 2:
        return None
    found = trend(shown)
    periods = tuple(period.period for period in found.periods)
    labels = [say.said(period) for period in periods]
    rows = [(_row_label(row, say), [_cell(cell, say) for cell in row.ratings]) for row in found.benchmarks]
    counts = [
        Series(say("periods.open"), tuple(period.open for period in found.periods)),
        Series(say("periods.overdue"), tuple(period.overdue for period in found.periods)),
    ]
    return Periods(
        found,
        periods,
        charts.heat_map("chart-periods", say("periods.ratings"), labels, rows),
        charts.lines("chart-actions", say("periods.actions"), labels, counts),
    )


def _row_label(row: BenchmarkRow, say: Wording) -> str:
    """Name a benchmark; in another language without its title, since a chart cannot say that it is English."""
    return f"{row.id}. {row.title}" if say.language == "en" else say("item.benchmark", ref=row.id)


def _cell(cell: RatingCell | None, say: Wording) -> Cell:
    if cell is None:
        return Cell("", say("periods.absent"))
    word = say.rating(cell.said)
    step = cell.step if cell.step in {"better", "worse"} else None
    said = f"{word} ({say(f'periods.{step}')})" if step else word
    return Cell(word[0] if cell.judged else "\N{EN DASH}", said, cell.judged or "", step=step or "")

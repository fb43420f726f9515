"""The one page for the board, worked out: where things stand, what moved, what is to be decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from prevent_cli.model.fields import COLOURS
from prevent_cli.model.toolkit import Previous
from prevent_cli.rating.actions import SORTS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from prevent_cli.model.assessment import ActionView, Assessment, BenchmarkView
    from prevent_cli.model.when import When
    from prevent_cli.reports.paper import Paper

AHEAD_DAYS = 90
Change = Literal["better", "worse", "same"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A benchmark, its last rating before this one, and how many actions under it are open.

    ``hidden`` is the period of which an edition does not show how it was rated; then ``last`` is None.
    """

    benchmark: BenchmarkView
    last: Previous | None
    open_actions: int
    hidden: When | None = None

    @property
    def is_comparable(self) -> bool:
        """Whether an earlier rating is shown, and what became of it."""
        return self.last is not None and not self.benchmark.hollow

    @property
    def change(self) -> Change | None:
        """How the judged rating moved; None where there is nothing to compare."""
        if self.last is None or self.benchmark.judged is None:
            return None
        step = COLOURS.index(self.benchmark.judged.value) - COLOURS.index(self.last.rating.value)
        return "better" if step > 0 else "worse" if step < 0 else "same"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a board needs on one page. Whatever waits for a decision stands in a list of its own.

    ``until`` is the last of the 90 days ahead; ``due`` are the open actions with a last day
    from ``as_of`` to then, ``overdue`` those whose last day has passed.
    """

    assessment: Assessment
    standings: tuple[Standing, ...]
    apart: tuple[BenchmarkView, ...]
    not_judged: tuple[BenchmarkView, ...]
    no_action: tuple[BenchmarkView, ...]
    no_owner: tuple[ActionView, ...]
    no_date: tuple[ActionView, ...]
    slipped: tuple[ActionView, ...]
    overdue: tuple[ActionView, ...]
    awaiting: tuple[ActionView, ...]
    due: tuple[ActionView, ...]
    until: date

    @property
    def compares(self) -> bool:
        """Whether there is any earlier rating, or an edition may be keeping one."""
        return any(one.last or one.hidden for one in self.standings)

    @property
    def is_comparable(self) -> bool:
        """Whether any earlier rating is shown, and what became of it."""
        return any(one.is_comparable for one in self.standings)

    @property
    def withholds(self) -> bool:
        """Whether an edition may be keeping how a rating moved, at either side."""
        return self.assessment.withholds or any(one.hidden for one in self.standings)

    @property
    def compared(self) -> tuple[When, ...]:
        """The periods that ratings are compared with, each once."""
        found = (one.last.period for one in self.standings if one.last and one.is_comparable)
        return tuple(dict.fromkeys(filter(None, found)))

    def moved(self, change: Change) -> tuple[BenchmarkView, ...]:
        """Give the benchmarks whose judged rating moved one way."""
        return tuple(one.benchmark for one in self.standings if one.change == change)


def summarise(paper: Paper) -> Summary:
    """Work out the one page from what the paper's readers may see, and from nothing else."""
    one = paper.assessment
    views = one.benchmarks
    found = [action for action in one.actions if action.is_open]
    until = one.as_of + timedelta(days=AHEAD_DAYS)
    return Summary(
        assessment=one,
        standings=tuple(_standing(view, paper) for view in views),
        apart=tuple(view for view in views if view.agrees is False),
        not_judged=tuple(view for view in views if view.judged is None and not view.hollow),
        no_action=tuple(view for view in views if _lacks_action(view)),
        no_owner=_sorted(action for action in found if not action.owners),
        no_date=_sorted(action for action in found if action.state == "no date"),
        slipped=_sorted(action for action in found if (action.slipped_days or 0) > 0),
        overdue=_sorted(action for action in found if action.overdue),
        awaiting=_sorted(action for action in found if action.awaiting),
        due=_sorted(action for action in found if action.due and one.as_of <= action.due.last <= until),
        until=until,
    )


def _standing(view: BenchmarkView, paper: Paper) -> Standing:
    last, hidden = (view.previous, None) if view.previous else _earlier(view, paper)
    return Standing(view, last, sum(action.is_open for action in view.all_actions), hidden)


def _earlier(view: BenchmarkView, paper: Paper) -> tuple[Previous | None, When | None]:
    """Give the latest rating judged in an earlier period, or the period that does not show it, whichever comes first going back.

    Periods under another framework are passed over, since their ids mean other things.
    """
    for before in reversed(paper.earlier):
        if before.framework == paper.assessment.framework:
            if before.hides(view.id):
                return None, before.period
            judged = next((one.judged for one in before.benchmarks if one.id == view.id and one.judged), None)
            if judged:
                return Previous(rating=judged, period=before.period), None
    return None, None


def _lacks_action(view: BenchmarkView) -> bool:
    """Whether a benchmark is judged red or amber and nobody is to do anything about it.

    Where an edition withholds something in it, that cannot be known and is not said.
    """
    if view.judged is None or view.judged.value == "green" or view.computed.counts is None:
        return False
    served = (action for one in view.expectations for action in one.served_by)
    return not any(action.is_open for action in (*view.all_actions, *served))


def _sorted(actions: Iterable[ActionView]) -> tuple[ActionView, ...]:
    return tuple(sorted(actions, key=SORTS["due"]))

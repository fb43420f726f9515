"""What would lift a benchmark to the next colour: the shortest list of steps, tried on the record itself.

A step completes an open action or answers an expectation. The list is found by a search
over states, and then checked: its steps are done to a copy of the record, which is
worked out again, and must come to the colour that was promised.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

from prevent_cli.model.assessment import Change, Step, WhatIf
from prevent_cli.model.toolkit import Benchmark, Expectation, Question, Toolkit
from prevent_cli.rating.assess import assess
from prevent_cli.rating.shortest import BOUND, Item, Puzzle, shortest

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from prevent_cli.model.assessment import (
        ActionView,
        Assessment,
        BenchmarkView,
        ExpectationView,
        QuestionView,
        State,
    )
    from prevent_cli.model.fields import Computed
    from prevent_cli.model.framework import Framework
    from prevent_cli.model.policy import Policy
    from prevent_cli.rating.shortest import Weights

Place = tuple[str, str, str]
"""The ids of a benchmark, a question and an item: an expectation, or the question itself."""
A = TypeVar("A", Question, Expectation)
R = TypeVar("R", Toolkit, "Framework")
_BETTER: tuple[State, ...] = ("gap", "not assessed", "in hand", "met")


@dataclass(frozen=True, slots=True)
class Move:
    """Something that can be done to a record: complete the action with this number at a place, or answer what stands there."""

    place: Place
    number: int | None = None


def with_what_if(
    assessment: Assessment, toolkit: Toolkit, framework: Framework | None, *, bound: int = BOUND
) -> Assessment:
    """Add to each benchmark what would lift it to the next colour.

    From red that is amber or better, from amber green, from not rated any colour. ``assessment`` is the whole
    one of ``toolkit``, for all audiences. ``bound`` limits the search, as in ``shortest``.
    """
    asking = _Asking(assessment, toolkit, framework, bound)
    return assessment._replace(
        benchmarks=tuple(one._replace(what_if=asking.what_if(one)) for one in assessment.benchmarks)
    )


class _Asking:
    """One record being asked what would lift its benchmarks."""

    def __init__(self, assessment: Assessment, toolkit: Toolkit, framework: Framework | None, bound: int) -> None:
        self.assessment = assessment
        self.toolkit = toolkit
        self.framework = framework
        self.bound = bound
        self.places = _places(assessment)
        everything = [move for moves in self.places.values() for move in moves]
        complete = self.assess(applied(toolkit, everything), framework)
        self.bases = {one.id: _states(one) for one in complete.benchmarks}

    def assess(self, toolkit: Toolkit, framework: Framework | None) -> Assessment:
        return assess(toolkit, framework, self.assessment.as_of, policy=self.assessment.policy)

    def after(self, view: BenchmarkView, moves: Iterable[Move]) -> BenchmarkView:
        """Do something to a copy of the record, and work out anew the benchmark and those whose actions serve it."""
        near = {view.id} | {action.benchmark for one in view.expectations for action in one.served_by}
        framework = _only(near, self.framework) if self.framework else None
        again = self.assess(applied(_only(near, self.toolkit), moves), framework)
        return next(one for one in again.benchmarks if one.id == view.id)

    def what_if(self, view: BenchmarkView) -> WhatIf:
        policy = self.assessment.policy
        if view.computed.value == "green":
            return WhatIf(None, spare=_spare(view.expectations, policy))
        if not _in_scope(view.expectations):
            return WhatIf(None)
        search = _Searching(view, policy, self.places, self.bases[view.id])
        found, sure = search.found(self.bound)
        after = self.after(view, found)
        promised = search.value(found)
        if after.computed.value != promised or promised == view.computed.value:
            raise RuntimeError(f"benchmark {view.id}: {promised} was promised, and it comes to {after.computed.value}")
        changes = _changes(view, after)
        return WhatIf(promised, search.steps(found, changes), changes, shortest=sure)


class _Searching:
    """One benchmark being searched. Moves are numbered in the order of their ids, actions before answers."""

    def __init__(
        self,
        view: BenchmarkView,
        policy: Policy,
        places: Mapping[ActionView, Sequence[Move]],
        bases: Mapping[str, State],
    ) -> None:
        self.view = view
        self.policy = policy
        self.places = places
        self.bases = bases
        self.scope = {
            Move((view.id, question.id, one.id)): one
            for question in view.questions
            for one in ([question.direct] if question.direct else question.expectations)
            if one.state != "not applicable"
        }
        open_actions = [action for one in self.scope.values() for action in one.served_by if action.is_open]
        self.actions = {move: action for action in open_actions for move in places[action]}
        answers = [move for move, one in self.scope.items() if bases[one.id] != "met"]
        self.moves = [*sorted(self.actions, key=self.order), *sorted(answers, key=self.order)]
        self.numbers = {move: number for number, move in enumerate(self.moves)}
        self.items = {one.id: self.item(move, one) for move, one in self.scope.items()}

    def order(self, move: Move) -> tuple[bool, list[str | int], list[str | int], int]:
        action = self.actions.get(move)
        name = action.id if action else None
        return name is None, _counted(name or ""), _counted(move.place[2]), move.number or 0

    def day(self, move: Move) -> date:
        action = self.actions.get(move)
        return action.due.last if action and action.due else date.max

    def item(self, move: Move, one: ExpectationView) -> Item:
        late, pending = (
            frozenset(
                self.numbers[place]
                for action in one.served_by
                if action.is_open and action.overdue == overdue
                for place in self.places[action]
            )
            for overdue in (True, False)
        )
        return Item(
            weight=self.policy.weights.get(one.id, 1),
            base=self.bases[one.id],
            answer=frozenset({self.numbers[move]} if move in self.numbers else ()),
            late=late,
            pending=pending,
            barred=one.essential and self.policy.red.essential_gap,
        )

    def limits(self) -> Weights:
        """Give the most weight that may be a gap, not assessed, and short in all, for a benchmark to be green."""
        total, policy = sum(item.weight for item in self.items.values()), self.policy
        allowed = (policy.red.gap_over, policy.not_rated.not_assessed_over, policy.amber.short_over)
        gap, not_assessed, short = (_most(total, percent) for percent in allowed)
        return gap, not_assessed, short

    def found(self, bound: int) -> tuple[list[Move], bool]:
        """Give the best list in the order of its days and ids, and whether it is sure that it is the shortest."""
        gap, not_assessed, short = self.limits()
        if self.view.computed.value != "amber":
            short = sum(item.weight for item in self.items.values())
        ranks = {day: rank for rank, day in enumerate(sorted({*map(self.day, self.moves)}))}
        days = {number: ranks[self.day(move)] for move, number in self.numbers.items()}
        items = [item for item in self.items.values() if item.steps]
        steps, sure = shortest(Puzzle(items, (gap, not_assessed, short), days), bound)
        return [self.moves[number] for number in sorted(steps, key=lambda one: (days[one], one))], sure

    def value(self, moves: Iterable[Move]) -> Computed:
        """Give the colour that a list which comes within the limits leads to."""
        done = frozenset(self.numbers[move] for move in moves)
        short = sum(item.weights(done)[2] for item in self.items.values())
        return "green" if short <= self.limits()[2] else "amber"

    def steps(self, moves: Iterable[Move], changes: Iterable[Change]) -> tuple[Step, ...]:
        lifts: dict[int, list[str]] = {}
        for one in changes:
            if _BETTER.index(one.before) < _BETTER.index(one.after):
                for number in self.items[one.ref].steps:
                    lifts.setdefault(number, []).append(one.ref)
        steps = []
        for move in moves:
            answered, lifted = self.scope.get(move), lifts.get(self.numbers[move], ())
            answer = answered.answer if answered else None
            steps.append(Step(move.place[2], self.actions.get(move), answer, tuple(lifted)))
        return tuple(steps)


def _places(assessment: Assessment) -> dict[ActionView, list[Move]]:
    """Find where each open action stands. Two that say the same at one place are told apart by their number."""
    places: dict[ActionView, list[Move]] = {}
    for benchmark in assessment.benchmarks:
        for question in benchmark.questions:
            items: tuple[QuestionView | ExpectationView, ...] = (question, *question.expectations)
            for item in items:
                for number, action in enumerate(item.actions):
                    if action.is_open:
                        move = Move((benchmark.id, question.id, item.id), number)
                        places.setdefault(action, []).append(move)
    return places


def _only(ids: Container[str], record: R) -> R:
    """Leave a record only some of its benchmarks."""
    return record.model_copy(update={"benchmarks": tuple(one for one in record.benchmarks if one.id in ids)})


def _states(view: BenchmarkView) -> dict[str, State]:
    return {one.id: one.state for one in view.expectations}


def _changes(before: BenchmarkView, after: BenchmarkView) -> tuple[Change, ...]:
    states = _states(after)
    return tuple(
        Change(one.id, one.state, states[one.id]) for one in before.expectations if states[one.id] != one.state
    )


def _in_scope(expectations: Iterable[ExpectationView]) -> list[ExpectationView]:
    return [one for one in expectations if one.state != "not applicable"]


def _spare(expectations: Iterable[ExpectationView], policy: Policy) -> int:
    """Count how many of those that are met may come to be in hand, whichever they are: the heaviest first."""
    weights = {one.id: policy.weights.get(one.id, 1) for one in _in_scope(expectations)}
    met = {one.id for one in expectations if one.state == "met"}
    room = _most(sum(weights.values()), policy.amber.short_over)
    room -= sum(weight for ref, weight in weights.items() if ref not in met)
    heaviest = sorted((weights[ref] for ref in met), reverse=True)
    return sum(weight <= room for weight in accumulate(heaviest))


def _most(total: int, percent: float) -> int:
    """Give the most weight that is not over a share of the total."""
    return int(total * Fraction(percent) / 100)


def _counted(name: str) -> list[str | int]:
    """Order ids as people count: A9 before A10, 7.2 before 7.10."""
    return [int(part) if part.isdecimal() else part for part in re.split(r"([0-9]+)", name)]


def applied(toolkit: Toolkit, moves: Iterable[Move]) -> Toolkit:
    """Give a record to which some things are done: actions complete, expectations answered met."""
    return _Applying(moves).toolkit(toolkit)


class _Applying:
    """Moves being done to a record. What only the framework has is put into the record to be answered."""

    def __init__(self, moves: Iterable[Move]) -> None:
        self.moves = frozenset(moves)
        self.answered = sorted(move.place for move in self.moves if move.number is None)

    def toolkit(self, own: Toolkit) -> Toolkit:
        missing = {place[0] for place in self.answered} - {one.id for one in own.benchmarks}
        benchmarks = (*own.benchmarks, *(Benchmark(id=one) for one in sorted(missing)))
        return own.model_copy(update={"benchmarks": tuple(map(self.benchmark, benchmarks))})

    def benchmark(self, own: Benchmark) -> Benchmark:
        missing = {place[1] for place in self.answered if place[0] == own.id} - {one.id for one in own.questions}
        questions = (*own.questions, *(Question(id=one) for one in sorted(missing)))
        return own.model_copy(update={"questions": tuple(self.question(own.id, one) for one in questions)})

    def question(self, benchmark: str, own: Question) -> Question:
        at = (benchmark, own.id)
        asked = {place[2] for place in self.answered if place[:2] == at} - {own.id}
        missing = asked - {one.id for one in own.expectations}
        expectations = (*own.expectations, *(Expectation(id=one) for one in sorted(missing)))
        done = tuple(self.item(one, (*at, one.id)) for one in expectations)
        return self.item(own, (*at, own.id)).model_copy(update={"expectations": done})

    def item(self, own: A, place: Place) -> A:
        if own.actions:
            actions = tuple(
                one.model_copy(update={"status": "complete"}) if Move(place, number) in self.moves else one
                for number, one in enumerate(own.actions)
            )
            own = own.model_copy(update={"actions": actions})
        return own.model_copy(update={"answer": "met"}) if Move(place) in self.moves else own

"""The fewest steps that bring a benchmark within its policy's limits: an exact search, and a rule of thumb beyond its bound.

Steps are numbers, in the order of their ids. A list is better than another when it is
shorter; then when its days, sorted, come sooner; then when its numbers come first.
Adding the same steps to two lists never changes which of them is better, so that the
best list for a part of a benchmark is part of a best list for the whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from prevent_cli.model.assessment import State

BOUND = 100_000
"""How many partial lists may be made for one benchmark before the search gives up."""

Steps = frozenset[int]
Weights = tuple[int, int, int]
"""Weights of what is a gap, of what is not assessed, and of all that falls short; or the limits of these."""
Key = tuple[int, tuple[int, ...], tuple[int, ...]]
"""A list of steps as it is compared: how many, their days, their numbers."""
Front = dict[tuple[Weights, Steps], Key]
"""The best list for each outcome that no other list beats."""


class _TooMuchError(Exception):
    """The search went over its bound."""


@dataclass(frozen=True, slots=True)
class Item:
    """One expectation in scope.

    ``base`` is its state once every action on it is complete, ``answer`` holds the step that makes it met
    then, none where it is; ``late`` and ``pending`` hold those that complete its overdue and its other open actions.
    ``barred`` says that it may not stay a gap, however small the share.
    """

    weight: int
    base: State
    answer: Steps
    late: Steps
    pending: Steps
    barred: bool

    @property
    def steps(self) -> Steps:
        """Every step that concerns it."""
        return self.late | self.pending | self.answer

    def state(self, done: AbstractSet[int]) -> State:
        """Give its state once some steps are done: the rules of ``expectation_state``, in their order."""
        base = "met" if self.answer & done else self.base
        if base == "gap" or self.late - done:
            return "gap"
        return "in hand" if base == "in hand" or self.pending - done else base

    def weights(self, done: AbstractSet[int]) -> Weights:
        """Give what it adds to the benchmark's weights once some steps are done."""
        state, weight = self.state(done), self.weight
        return (weight * (state == "gap"), weight * (state == "not assessed"), weight * (state != "met"))


@dataclass(frozen=True, slots=True)
class Puzzle:
    """What falls short of one benchmark, the limits to come within, and for each step the rank of its day."""

    items: Sequence[Item]
    limits: Weights
    days: Mapping[int, int]

    def key(self, steps: Iterable[int]) -> Key:
        """Give a list of steps as it is compared."""
        numbers = tuple(sorted(steps))
        return len(numbers), tuple(sorted(self.days[one] for one in numbers)), numbers


def shortest(puzzle: Puzzle, bound: int = BOUND) -> tuple[Steps, bool]:
    """Give the best list of steps that comes within the limits, and whether it is sure that none is better.

    The steps together must come within them. Over ``bound`` a list is given from which no step can be left out.
    """
    rough = _rough(puzzle)
    try:
        return frozenset(_Search(puzzle, len(rough), bound).best()[2]), True
    except _TooMuchError:
        return rough, False


def _rough(puzzle: Puzzle) -> Steps:
    """Begin with every step, and leave out whatever can be: what helps least first, then what is due last."""
    touched = _touched(puzzle.items)
    worth = {step: sum(item.weight / len(item.steps) for item in items) for step, items in touched.items()}
    order = sorted(touched, key=lambda step: (worth[step], -puzzle.days[step], -step))
    done, weights, left = set(order), (0, 0, 0), len(order) + 1
    while len(done) < left:
        left = len(done)
        for step in [one for one in order if one in done]:
            items = touched[step]
            before = [item.weights(done) for item in items]
            done.remove(step)
            after = weights
            for item, old in zip(items, before, strict=True):
                after = _sum(after, _difference(item.weights(done), old))
            if _within(after, puzzle.limits) and not any(_refused(item, done) for item in items):
                weights = after
            else:
                done.add(step)
    return frozenset(done)


def _touched(items: Iterable[Item]) -> dict[int, list[Item]]:
    """Give for each step the expectations it concerns."""
    touched: dict[int, list[Item]] = {}
    for item in items:
        for step in item.steps:
            touched.setdefault(step, []).append(item)
    return touched


class _Search:
    """An exact search: one expectation after another, keeping for each outcome so far the best list that leads to it.

    Outcomes differ by their weights and by which of the steps are done that later expectations share.
    """

    def __init__(self, puzzle: Puzzle, most: int, bound: int) -> None:
        self.puzzle = puzzle
        self.most = most
        self.left = bound
        self.items = [item for group in _groups(puzzle.items) for item in group]
        self.total = sum(item.weight for item in self.items)
        self.last = {step: number for number, item in enumerate(self.items) for step in item.steps}

    def best(self) -> Key:
        front: Front = {((0, 0, 0), frozenset()): (0, (), ())}
        decided: set[int] = set()
        for number, item in enumerate(self.items):
            choices = self.choices(item, number, decided)
            front = self.unbeaten(self.after(front, number, choices))
            decided |= item.steps
        return min(front.values())

    def choices(self, item: Item, number: int, decided: AbstractSet[int]) -> list[tuple[Steps, Key]]:
        """Give what may be done about an expectation that earlier ones have not decided.

        Of the late actions that concern it alone, and of the others, part helps no more than none.
        """
        shared = {step for step in item.steps - decided if self.last[step] > number}
        own = [steps - decided - shared for steps in (item.late, item.pending, item.answer)]
        together = [steps for steps in (*own, *(frozenset({step}) for step in sorted(shared))) if steps]
        self.spend(2 ** len(together))
        picks = product(*((frozenset[int](), steps) for steps in together))
        return [(steps, self.puzzle.key(steps)) for steps in (frozenset[int]().union(*pick) for pick in picks)]

    def after(self, front: Front, number: int, choices: Sequence[tuple[Steps, Key]]) -> Front:
        """Go on from every outcome by every choice, as far as the limits allow."""
        item, found = self.items[number], Front()
        self.spend(len(front) * len(choices))
        for (weights, kept), key in front.items():
            for steps, added in choices:
                done = kept | steps
                after = _sum(weights, self.fold(item.weights(done)))
                if key[0] + added[0] > self.most or not _within(after, self.puzzle.limits) or _refused(item, done):
                    continue
                outcome = (after, frozenset(step for step in done if self.last[step] > number))
                joined = _joined(key, added)
                found[outcome] = min(joined, found.get(outcome, joined))
        return found

    def unbeaten(self, found: Front) -> Front:
        """Leave out every list for which a better one shares the same steps and falls no further short in any way."""
        kept: dict[Steps, list[Weights]] = {}
        front: Front = {}
        for (weights, shared), key in sorted(found.items(), key=lambda outcome: outcome[1]):
            better = kept.setdefault(shared, [])
            self.spend(len(better) // 10)  # comparing weights takes about a tenth of making a list
            if not any(_within(one, weights) for one in better):
                better.append(weights)
                front[weights, shared] = key
        return front

    def fold(self, weights: Weights) -> Weights:
        """Forget what cannot go over its limit, so that more outcomes are equal."""
        kept = [0 if limit >= self.total else one for one, limit in zip(weights, self.puzzle.limits, strict=True)]
        return kept[0], kept[1], kept[2]

    def spend(self, work: int) -> None:
        self.left -= work
        if self.left < 0:
            raise _TooMuchError


def _groups(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Group expectations that hang together by actions they share."""
    touched = _touched(items)
    seen: set[int] = set()
    for first in items:
        if id(first) in seen:
            continue
        seen.add(id(first))
        group = [first]
        for item in group:  # grows while it is walked
            near = [one for step in sorted(item.steps) for one in touched.pop(step, ()) if id(one) not in seen]
            group += {id(one): one for one in near}.values()
            seen |= {id(one) for one in near}
        yield group


def _refused(item: Item, done: AbstractSet[int]) -> bool:
    return item.barred and item.state(done) == "gap"


def _within(weights: Weights, limits: Weights) -> bool:
    return weights[0] <= limits[0] and weights[1] <= limits[1] and weights[2] <= limits[2]


def _sum(one: Weights, other: Weights) -> Weights:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def _difference(one: Weights, other: Weights) -> Weights:
    return one[0] - other[0], one[1] - other[1], one[2] - other[2]


def _joined(one: Key, other: Key) -> Key:
    if not other[0]:
        return one
    return one[0] + other[0], tuple(sorted(one[1] + other[1])), tuple(sorted(one[2] + other[2]))

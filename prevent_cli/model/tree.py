"""Walking a toolkit: every item with its kind, its path and what stands above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prevent_cli.model.finding import Loc
    from prevent_cli.model.toolkit import Action, Benchmark, Evidence, Expectation, Question, Toolkit

Numbers: TypeAlias = "tuple[int, ...]"
"""The numbers on the way to an action: of its benchmark, of the question and the expectation where it stands in those, its own."""


class Spot(NamedTuple):
    """Where an item stands: its path and id, and the benchmark, question and expectation around it.

    ``item`` is the innermost of them, ``ref`` its id.
    """

    loc: Loc
    ref: str
    item: Benchmark | Question | Expectation
    benchmark: Benchmark
    question: Question | None = None
    expectation: Expectation | None = None


def spots(toolkit: Toolkit) -> Iterator[Spot]:
    """Give every benchmark, question and expectation in the order of the file."""
    for b, benchmark in enumerate(toolkit.benchmarks):
        yield Spot(("benchmarks", b), benchmark.id, benchmark, benchmark)
        for q, question in enumerate(benchmark.questions):
            at_question: Loc = ("benchmarks", b, "questions", q)
            yield Spot(at_question, question.id, question, benchmark, question)
            for e, expectation in enumerate(question.expectations):
                at = (*at_question, "expectations", e)
                yield Spot(at, expectation.id, expectation, benchmark, question, expectation)


def numbered(toolkit: Toolkit) -> Iterator[tuple[Numbers, Action]]:
    """Give every action with the numbers on the way to it: a third of the time where few of their paths are wanted."""
    for b, benchmark in enumerate(toolkit.benchmarks):
        for number, action in enumerate(benchmark.actions or ()):
            yield (b, number), action
        for q, question in enumerate(benchmark.questions):
            for number, action in enumerate(question.actions or ()):
                yield (b, q, number), action
            for e, expectation in enumerate(question.expectations):
                for number, action in enumerate(expectation.actions or ()):
                    yield (b, q, e, number), action


def numbered_loc(numbers: Numbers) -> Loc:
    """Give the path that ``numbered`` shortens."""
    *above, number = numbers
    path: Loc = ()
    for item, at in zip(("benchmarks", "questions", "expectations"), above, strict=False):
        path += (item, at)
    return (*path, "actions", number)


def actions_at(spots: Iterable[Spot]) -> Iterator[tuple[Spot, Loc, Action]]:
    """Give every action of some items, with the item it stands under and its own path."""
    for spot in spots:
        if spot.item.actions:
            for number, action in enumerate(spot.item.actions):
                yield spot, (*spot.loc, "actions", number), action


def evidence_at(spots: Iterable[Spot]) -> Iterator[tuple[Spot, Loc, Evidence]]:
    """Give every item of evidence of some items, with the item it stands under and its own path."""
    for spot in spots:
        item = spot.expectation or spot.question
        if item and item.evidence:
            for number, one in enumerate(item.evidence):
                yield spot, (*spot.loc, "evidence", number), one


def answered(spot: Spot) -> bool:
    """Whether the item is one that is answered: an expectation, or a question without any."""
    return spot.expectation is not None or (spot.question is not None and not spot.question.expectations)

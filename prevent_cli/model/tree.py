"""Walking a toolkit: every item with its kind, its path and what stands above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prevent_cli.model.finding import Loc
    from prevent_cli.model.toolkit import Action, Benchmark, Evidence, Expectation, Question, Toolkit


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


def actions(toolkit: Toolkit) -> Iterator[tuple[Spot, Loc, Action]]:
    """Give every action with the item it stands under and its own path."""
    return actions_at(spots(toolkit))


def actions_at(spots: Iterable[Spot]) -> Iterator[tuple[Spot, Loc, Action]]:
    """Give the actions of some items, as ``actions`` does of all."""
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

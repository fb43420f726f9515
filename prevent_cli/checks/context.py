"""What a check may know beside the toolkit, and how it says what it found."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from prevent_cli.model.tree import actions_at, spots

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from prevent_cli.checks.prose import Prose
    from prevent_cli.checks.sights import Placed
    from prevent_cli.model.assessment import Assessment, BenchmarkView
    from prevent_cli.model.finding import Loc
    from prevent_cli.model.framework import Framework
    from prevent_cli.model.snapshot import Snapshot
    from prevent_cli.model.toolkit import Action, Toolkit
    from prevent_cli.model.tree import Spot


@dataclass(frozen=True)
class Context:
    """A toolkit's surroundings: its framework, the names of all frameworks, the day it speaks for, its snapshot.

    ``written`` is the text of its file, where that is at hand.
    """

    toolkit: Toolkit
    framework: Framework | None
    frameworks: Sequence[str]
    as_of: date
    snapshot: Snapshot | None = None
    written: str | None = None

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """Every benchmark, question and expectation of the toolkit."""
        return tuple(spots(self.toolkit))

    @cached_property
    def actions(self) -> tuple[tuple[Spot, Loc, Action], ...]:
        """Every action with where it stands."""
        return tuple(actions_at(self.spots))

    @cached_property
    def kept(self) -> tuple[Placed, ...]:
        """Every item that carries an audience, or is withheld."""
        from prevent_cli.checks.sights import placed

        return tuple(placed(self.toolkit, self.spots))

    @cached_property
    def prose(self) -> tuple[Prose, ...]:
        """Every piece of prose that the body wrote."""
        from prevent_cli.checks.prose import found

        return tuple(found(self))

    @cached_property
    def assessment(self) -> Assessment:
        """The toolkit worked out: states of expectations and actions, computed ratings."""
        from prevent_cli.rating.assess import assess

        return assess(self.toolkit, self.framework, self.as_of)

    @cached_property
    def views(self) -> dict[str, BenchmarkView]:
        """The benchmarks worked out, by id."""
        return {view.id: view for view in self.assessment.benchmarks}

    @cached_property
    def texts(self) -> dict[str, str]:
        """The framework's wording of every question and expectation, by id."""
        found: dict[str, str] = {}
        for benchmark in self.framework.benchmarks if self.framework else ():
            for question in benchmark.questions:
                found[question.id] = question.text
                found |= {expectation.id: expectation.text for expectation in question.expectations}
        return found

    @cached_property
    def answered_ids(self) -> frozenset[str]:
        """The framework's expectations, and its questions without any; empty without a framework."""
        found: set[str] = set()
        for benchmark in self.framework.benchmarks if self.framework else ():
            for question in benchmark.questions:
                found |= {one.id for one in question.expectations} or {question.id}
        return frozenset(found)

    @cached_property
    def known_ids(self) -> frozenset[str]:
        """Every id of the framework; empty without one."""
        benchmarks = self.framework.benchmarks if self.framework else ()
        return frozenset(self.texts) | {benchmark.id for benchmark in benchmarks}

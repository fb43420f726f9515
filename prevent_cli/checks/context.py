"""What a check may know beside the toolkit, and how it says what it found."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from prevent_cli.model.fields import OPEN_STATUSES
from prevent_cli.model.tree import actions_at, answered, evidence_at, spots

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from prevent_cli.checks.prose import Prose
    from prevent_cli.checks.sights import Placed
    from prevent_cli.model.assessment import Assessment, BenchmarkView
    from prevent_cli.model.finding import Loc
    from prevent_cli.model.framework import Framework
    from prevent_cli.model.snapshot import Snapshot
    from prevent_cli.model.toolkit import Action, Evidence, Toolkit
    from prevent_cli.model.tree import Spot


class Context:
    """A toolkit's surroundings: its framework, the names of all frameworks, the day it speaks for, its snapshot.

    ``written`` is the text of its file, where that is at hand. What checks have in common is found once.
    """

    def __init__(
        self,
        toolkit: Toolkit,
        framework: Framework | None,
        frameworks: Sequence[str],
        as_of: date,
        snapshot: Snapshot | None = None,
        written: str | None = None,
    ) -> None:
        self.toolkit = toolkit
        self.framework = framework
        self.frameworks = frameworks
        self.as_of = as_of
        self.snapshot = snapshot
        self.written = written

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """Every benchmark, question and expectation of the toolkit."""
        return tuple(spots(self.toolkit))

    @cached_property
    def refs(self) -> dict[str, Loc]:
        """Where every item stands, by its id; for an id that is used twice, the last."""
        return {spot.ref: spot.loc for spot in self.spots}

    @cached_property
    def answered(self) -> AbstractSet[str]:
        """The ids of what is answered, here or in the framework: expectations, and questions without any."""
        here = {spot.ref for spot in self.spots if answered(spot)}
        return self.framework.answered_with(here) if self.framework else here

    @cached_property
    def evidence(self) -> tuple[tuple[Spot, Loc, Evidence], ...]:
        """Every item of evidence with where it stands."""
        return tuple(evidence_at(self.spots))

    @cached_property
    def with_evidence(self) -> tuple[tuple[Spot, tuple[Evidence, ...]], ...]:
        """Every item that has evidence, with that."""
        return tuple(
            (spot, item.evidence)
            for spot in self.spots
            if (item := spot.expectation or spot.question) and item.evidence
        )

    @cached_property
    def evidenced(self) -> tuple[tuple[Spot, tuple[Evidence, ...]], ...]:
        """Every item that has evidence and is in scope, with that."""
        return tuple(
            (spot, evidence)
            for spot, evidence in self.with_evidence
            if (item := spot.expectation or spot.question) and item.answer != "not applicable"
        )

    @cached_property
    def linked(self) -> tuple[tuple[Spot, Loc, Evidence], ...]:
        """The evidence that has a link."""
        return tuple(here for here in self.evidence if here[2].link is not None)

    def saying(self, watched: AbstractSet[str]) -> Iterator[Prose]:
        """Give the prose that has one of some words, all of them words that are watched for."""
        numbers = self._numbers
        for number in sorted({number for word in watched & numbers.keys() for number in numbers[word]}):
            yield self.prose[number]

    @cached_property
    def _numbers(self) -> dict[str, list[int]]:
        """The numbers of the prose that each watched word stands in."""
        found: dict[str, list[int]] = {}
        for number, piece in enumerate(self.prose):
            for word in piece.watched:
                found.setdefault(word, []).append(number)
        return found

    @cached_property
    def with_links(self) -> tuple[Prose, ...]:
        """The prose that may have a link in it."""
        return tuple(piece for piece in self.prose if "](" in piece.text)

    @cached_property
    def with_capitals(self) -> tuple[Prose, ...]:
        """The prose that may have an acronym or a word in capitals in it."""
        from prevent_cli.checks.prose import has_capitals

        return tuple(piece for piece in self.prose if has_capitals(piece.text))

    @cached_property
    def actions(self) -> tuple[tuple[Spot, Loc, Action], ...]:
        """Every action with where it stands."""
        return tuple(actions_at(self.spots))

    @cached_property
    def open_actions(self) -> tuple[tuple[tuple[Spot, Loc, Action], tuple[str, ...]], ...]:
        """Every open action with where it stands, and the words of its text."""
        from prevent_cli.checks.prose import words

        return tuple((here, tuple(words(here[2].text))) for here in self.actions if here[2].status in OPEN_STATUSES)

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

"""The edition for an audience: a record with everything above that audience gone.

Works before any reporter, so that no format can show what another one hides. It fails
closed: what carries no mark has the toolkit's audience, and a toolkit without one is
for officers.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from prevent_cli.errors import PreventError
from prevent_cli.model.assessment import (
    ActionView,
    Assessment,
    BenchmarkView,
    EvidenceView,
    ExpectationView,
    QuestionView,
)
from prevent_cli.model.toolkit import Evidence, Progress
from prevent_cli.rating.publication import why_not_public
from prevent_cli.rating.sight import highest, may_see, said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prevent_cli.model.fields import Audience

V = TypeVar("V", ActionView, EvidenceView)


def restrict(assessment: Assessment, audience: Audience | None) -> Assessment:
    """Give the edition for an audience; without one, everything.

    Raises PreventError for a public edition of what its marking or its committee's header
    keeps from the public.

    A benchmark that loses something loses its counts and reasons too, since they would
    tell of it. Ratings themselves were computed on the whole record and stay.
    """
    if audience is None:
        return assessment
    reason = why_not_public(assessment.marking, assessment.committee) if audience == "public" else None
    if reason:
        raise PreventError(
            f"{assessment.file or 'the toolkit'} cannot be made public: {reason}",
            "make it for partners or officers, or mend what the record says of itself",
        )
    return _Edition(assessment, audience).edition()


def compared(earlier: Iterable[Assessment], audience: Audience) -> tuple[Assessment, ...]:
    """Cut earlier periods down to the readers of a paper; one that is kept from them altogether is left out."""
    return tuple(
        restrict(one, audience)
        for one in earlier
        if audience != "public" or why_not_public(one.marking, one.committee) is None
    )


class _Edition:
    """One assessment being cut down for one audience."""

    def __init__(self, assessment: Assessment, audience: Audience) -> None:
        self.whole = assessment
        self.audience = audience
        self.dropped = 0
        self.refs = {
            one.id
            for benchmark in assessment.benchmarks
            for one in benchmark.expectations
            if may_see(one.audience, audience)
        }

    def sees(self, needed: Audience) -> bool:
        seen = may_see(needed, self.audience)
        self.dropped += not seen
        return seen

    def edition(self) -> Assessment:
        whole = self.whole
        default_seen = may_see(whole.default_audience, self.audience)
        benchmarks = tuple(filter(None, map(self.benchmark, whole.benchmarks)))
        cut = replace(
            whole,
            about=whole.about if default_seen else None,
            benchmarks=benchmarks,
            glossary=whole.glossary if default_seen else {},
            waivers=whole.waivers if default_seen and not self.dropped else (),
            committee=whole.committee if default_seen else None,
            audience=highest(benchmarks, whole.default_audience if default_seen else "public"),
            withholds=self.dropped > 0 or not default_seen,
            digest=None,
        )
        owners = {owner.casefold() for action in cut.actions for owner in action.owners}
        roles = tuple(role for role in whole.roles if owners & {n.casefold() for n in (role.name, *role.aka)})
        return replace(cut, roles=roles)

    def benchmark(self, view: BenchmarkView) -> BenchmarkView | None:
        before = self.dropped
        questions = tuple(filter(None, map(self.question, view.questions)))
        actions = self.keep(view.actions)
        if not self.sees(view.audience):
            return _hollow_benchmark(view, questions, actions) if questions or actions or view.withheld else None
        if self.dropped > before:
            view = replace(view, computed=replace(view.computed, counts=None, reasons=()))
        return replace(view, questions=questions, actions=actions, withheld=None)

    def question(self, view: QuestionView) -> QuestionView | None:
        expectations = tuple(filter(None, map(self.expectation, view.expectations)))
        evidence, actions = self.keep(view.evidence), self.keep(view.actions)
        seen = self.sees(view.audience)
        if not seen and not (expectations or evidence or actions or view.withheld):
            return None
        direct = None
        if view.direct and seen:
            direct = replace(view.direct, evidence=evidence, served_by=self.served(view.direct), withheld=None)
        return replace(
            view,
            audience=view.audience if seen else "public",
            text=view.text if seen else "",
            expectations=expectations,
            evidence=evidence,
            actions=actions,
            direct=direct,
            withheld=None if seen else view.withheld,
        )

    def expectation(self, view: ExpectationView) -> ExpectationView | None:
        evidence, actions = self.keep(view.evidence), self.keep(view.actions)
        served = self.served(view)
        if self.sees(view.audience):
            return replace(view, evidence=evidence, actions=actions, served_by=served, withheld=None)
        if not (evidence or actions or view.withheld):
            return None
        return replace(
            view,
            text="",
            state="not assessed",
            answer=None,
            reason=None,
            essential=False,
            evidence=evidence,
            actions=actions,
            served_by=(),
            audience="public",
            withheld=view.withheld or "",
        )

    def served(self, view: ExpectationView) -> tuple[ActionView, ...]:
        """Give the actions that serve an expectation, wherever they stand; stubs are left to their own place."""
        return tuple(one for one in self.keep(view.served_by) if not one.stub)

    def keep(self, views: Iterable[V]) -> tuple[V, ...]:
        kept = []
        for view in views:
            if not self.sees(view.audience):
                if view.withheld:
                    kept.append(_stub(view))
            elif isinstance(view, ActionView):
                also = tuple(ref for ref in view.also if ref in self.refs)
                kept.append(replace(view, progress=self.notes(view), also=also, withheld=None))
            else:
                kept.append(replace(view, withheld=None))
        return tuple(kept)

    def notes(self, view: ActionView) -> tuple[Progress, ...]:
        kept = []
        for note in view.progress:
            if self.sees(note.audience or view.audience):
                kept.append(note)
            elif note.withheld:
                kept.append(Progress(note=f"[withheld: {said(note.withheld)}]"))
        return tuple(kept)


def _stub(view: V) -> V:
    """Leave nothing of an item but the fact, and the reason, that it is withheld."""
    if isinstance(view, ActionView):
        return replace(
            view,
            id=None,
            text=f"[withheld: {view.withheld}]",
            audience="public",
            also=(),
            owners=(),
            raised=None,
            due=None,
            due_first=None,
            slipped_days=None,
            revised=(),
            awaiting=None,
            repeats=None,
            completed=None,
            outcome=None,
            reason=None,
            progress=(),
            days_overdue=None,
            status="open",
            state="no date",
            stub=True,
            was=(),
        )
    return replace(view, item=Evidence(text=f"[withheld: {view.withheld}]"), audience="public", expired=False)


def _hollow_benchmark(
    view: BenchmarkView, questions: tuple[QuestionView, ...], actions: tuple[ActionView, ...]
) -> BenchmarkView:
    """Keep the frame of a benchmark for what may be seen below it, and nothing of its own."""
    return replace(
        view,
        title=f"Benchmark {view.id}",
        audience="public",
        statement=None,
        outcome=None,
        judged=None,
        previous=None,
        moderated=(),
        computed=replace(view.computed, value="not rated", counts=None, reasons=()),
        next_steps=None,
        comments=None,
        questions=questions,
        actions=actions,
    )

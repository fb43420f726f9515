"""The edition for an audience: a record with everything above that audience gone.

Works before any reporter, so that no format can show what another one hides. It fails
closed: what carries no mark has the toolkit's audience, and a toolkit without one is
for officers.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
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
from prevent_cli.model.fields import Record
from prevent_cli.model.policy import POLICIES, Policy
from prevent_cli.model.toolkit import Evidence, Progress
from prevent_cli.rating.assess import UNTITLED
from prevent_cli.rating.publication import why_not_public
from prevent_cli.rating.sight import highest, may_see, said
from prevent_cli.rating.states import expectation_state

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from prevent_cli.model.assessment import State
    from prevent_cli.model.fields import Audience
    from prevent_cli.model.toolkit import Committee, Role

V = TypeVar("V", ActionView, EvidenceView)
Withholdable = ActionView | EvidenceView | ExpectationView | QuestionView
_UNSAID = Policy(name="not shown", version="not shown")


def restrict(assessment: Assessment, audience: Audience | None) -> Assessment:
    """Give the edition for an audience; without one, everything.

    Raises PreventError for a public edition of what its marking or its committee's header
    keeps from the public.

    A benchmark that loses something loses its counts, its reasons and what would lift it
    too, since they would tell of it. Ratings themselves were computed on the whole record and stay.
    """
    if audience is None:
        return assessment
    require_publishable(assessment.file, assessment.marking, assessment.committee, audience)
    return _Edition(assessment, audience).edition()


def require_publishable(file: str, marking: str | None, committee: Committee | None, audience: Audience | None) -> None:
    """Raise PreventError for a public edition of what its marking or its committee's header keeps from the public."""
    reason = why_not_public(marking, committee) if audience == "public" else None
    if reason:
        raise PreventError(
            f"{file or 'the toolkit'} cannot be made public: {reason}",
            "make it for partners or officers, or mend what the record says of itself",
        )


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
        self.says_policy = not assessment.own_policy or may_see(assessment.default_audience, audience)
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

    def tells(self, view: Withholdable) -> bool:
        """Whether the edition says why it leaves an item out: where that is given, and nothing above keeps it."""
        return view.withheld is not None and may_see(view.told, self.audience)

    def edition(self) -> Assessment:
        whole = self.whole
        seen = [(view, self.benchmark(view)) for view in whole.benchmarks]
        benchmarks = tuple(cut for _, cut in seen if cut)
        gone = (_hollow_benchmark(view, (), ()) for view, cut in seen if cut is None and view.id in whole.published)
        frames = (*whole.withheld_frames, *gone)
        cut = whole._replace(file="", benchmarks=benchmarks, record=None, policy=self.policy(), withheld_frames=frames)
        if not may_see(whole.default_audience, self.audience):
            return cut._replace(
                title=whole.framework_title or UNTITLED,
                about=None,
                default_audience=self.audience,
                audience=highest(benchmarks, "public"),
                roles=(),
                glossary={},
                waivers=(),
                committee=None,
                withholds=True,
            )
        return cut._replace(
            audience=highest(benchmarks, whole.default_audience),
            roles=tuple(_owning(cut)),
            glossary=_used(cut) if self.dropped else whole.glossary,
            waivers=() if self.dropped else whole.waivers,
            withholds=self.dropped > 0,
        )

    def policy(self) -> Policy:
        """Give the policy: of the toolkit's own, its words too where the toolkit's own audience lets them be seen."""
        whole = self.whole.policy
        weights = {ref: weight for ref, weight in whole.weights.items() if ref in self.refs}
        if self.says_policy:
            return whole.model_copy(update={"weights": weights})
        known = POLICIES.get(whole.name, _UNSAID)
        said = {"name": known.name, "version": known.version, "words": known.words}
        return whole.model_copy(update={"weights": weights, **said})

    def benchmark(self, view: BenchmarkView) -> BenchmarkView | None:
        before = self.dropped
        questions = tuple(filter(None, map(self.question, view.questions)))
        actions = self.keep(view.actions)
        if not self.sees(view.audience):
            return _hollow_benchmark(view, questions, actions) if questions or actions or view.withheld else None
        if self.dropped > before:
            view = view._replace(computed=view.computed._replace(counts=None, reasons=()), what_if=None)
        elif not self.says_policy and self.whole.policy.name not in POLICIES:  # reasons say its name
            view = view._replace(computed=view.computed._replace(reasons=()))
        return view._replace(questions=questions, actions=actions, withheld=None)

    def question(self, view: QuestionView) -> QuestionView | None:
        evidence, actions = self.keep(view.evidence), self.keep(view.actions)
        expectations = tuple(filter(None, (self.expectation(one, evidence) for one in view.expectations)))
        seen, tells = self.sees(view.audience), self.tells(view)
        if not seen and not (expectations or evidence or actions or tells):
            return None
        direct = None
        if view.direct and seen:
            served = self.served(view.direct)
            state = _state(view.direct, evidence, (), served)
            direct = view.direct._replace(state=state, evidence=evidence, served_by=served, withheld=None)
        return view._replace(
            audience=view.audience if seen else "public",
            text=view.text if seen else "",
            expectations=expectations,
            evidence=evidence,
            actions=actions,
            direct=direct,
            none_needed=view.none_needed and seen,
            withheld=view.withheld if tells and not seen else None,
        )

    def expectation(self, view: ExpectationView, shared: tuple[EvidenceView, ...]) -> ExpectationView | None:
        evidence, actions = self.keep(view.evidence), self.keep(view.actions)
        served = self.served(view)
        if self.sees(view.audience):
            state = _state(view, evidence, shared, served)
            return view._replace(state=state, evidence=evidence, actions=actions, served_by=served, withheld=None)
        tells = self.tells(view)
        if not (evidence or actions or tells):
            return None
        return view._replace(
            text="",
            state="not shown",
            answer=None,
            reason=None,
            essential=False,
            evidence=evidence,
            actions=actions,
            served_by=(),
            audience="public",
            withheld=(view.withheld if tells else None) or "",
            none_needed=False,
        )

    def served(self, view: ExpectationView) -> tuple[ActionView, ...]:
        """Give the actions that serve an expectation, wherever they stand; stubs are left to their own place."""
        return tuple(one for one in self.keep(view.served_by) if not one.stub)

    def keep(self, views: Iterable[V]) -> tuple[V, ...]:
        kept = []
        for view in views:
            if not self.sees(view.audience):
                if self.tells(view):
                    kept.append(_stub(view))
            elif isinstance(view, ActionView):
                also = tuple(ref for ref in view.also if ref in self.refs)
                kept.append(view._replace(toolkit="", progress=self.notes(view), also=also, withheld=None))
            elif view.withheld is None and view.item.withheld is None:
                kept.append(view)
            else:
                item = view.item.model_copy(update={"withheld": None})
                kept.append(view._replace(item=item, withheld=None))
        return tuple(kept)

    def notes(self, view: ActionView) -> tuple[Progress, ...]:
        kept = []
        for note in view.progress:
            if self.sees(note.audience or view.audience):
                kept.append(note.model_copy(update={"withheld": None}))
            elif note.withheld:
                kept.append(Progress(note=f"[withheld: {said(note.withheld)}]"))
        return tuple(kept)


def _state(
    view: ExpectationView,
    evidence: Sequence[EvidenceView],
    shared: Sequence[EvidenceView],
    served_by: Iterable[ActionView],
) -> State:
    """Give a state where it follows from what an edition shows too; another would tell of what is left out."""
    counted = evidence or (shared if view.on_file else ())
    evidenced = any(not one.stub and not one.expired for one in counted)
    follows = expectation_state(view.answer, (one.state for one in served_by), evidenced=evidenced)
    return view.state if view.state == follows else "not shown"


def _owning(cut: Assessment) -> Iterator[Role]:
    """Give the roles that own an action of an edition."""
    owners = {owner.casefold() for action in cut.actions for owner in action.owners}
    return (role for role in cut.roles if owners & {name.casefold() for name in (role.name, *role.aka)})


def _used(cut: Assessment) -> dict[str, str]:
    """Give the terms that an edition uses: others may only stand in what it leaves out."""
    text = "\n".join(_texts((cut.title, cut.about, cut.benchmarks)))
    return {
        term: meaning
        for term, meaning in cut.glossary.items()
        if re.search(rf"(?<!\w){re.escape(term)}(?:s|es)?(?!\w)", text)
    }


def _texts(value: object) -> Iterator[str]:
    """Give every text in a record or a view."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, Record):
        yield from _texts(tuple(getattr(value, name) for name in type(value).model_fields))
    elif is_dataclass(value):
        yield from _texts(tuple(getattr(value, one.name) for one in fields(value)))


def _stub(view: V) -> V:
    """Leave nothing of an item but the fact, and the reason, that it is withheld."""
    if isinstance(view, ActionView):
        return view._replace(
            id=None,
            toolkit="",
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
    return view._replace(
        item=Evidence(text=f"[withheld: {view.withheld}]"), audience="public", expired=False, stub=True
    )


def _hollow_benchmark(
    view: BenchmarkView, questions: tuple[QuestionView, ...], actions: tuple[ActionView, ...]
) -> BenchmarkView:
    """Keep the frame of a benchmark for what may be seen below it, and nothing of its own."""
    return view._replace(
        title=f"Benchmark {view.id}",
        audience="public",
        statement=None,
        outcome=None,
        judged=None,
        previous=None,
        moderated=(),
        computed=view.computed._replace(value="not rated", counts=None, reasons=()),
        what_if=None,
        next_steps=None,
        comments=None,
        none_needed=False,
        questions=questions,
        actions=actions,
        hollow=True,
    )

"""A toolkit, its framework and a day in; an assessment out."""

from __future__ import annotations

from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from prevent_cli.model.assessment import (
    ActionView,
    Assessment,
    BenchmarkView,
    EvidenceView,
    ExpectationView,
    QuestionView,
    answered_in,
)
from prevent_cli.model.toolkit import Benchmark, Expectation, Question
from prevent_cli.rating.policies import rate, resolve
from prevent_cli.rating.sight import Sight, highest, said
from prevent_cli.rating.states import action_state, counts, expectation_state

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from prevent_cli.model.framework import (
        Framework,
        FrameworkBenchmark,
        FrameworkExpectation,
        FrameworkQuestion,
    )
    from prevent_cli.model.policy import Policy
    from prevent_cli.model.toolkit import Action, Evidence, Toolkit


def assess(
    toolkit: Toolkit,
    framework: Framework | None,
    as_of: date,
    *,
    policy: Policy | None = None,
    file: str = "",
) -> Assessment:
    """Work a toolkit out for one day.

    An item of the framework that the toolkit lacks is there as not assessed. ``policy``
    comes before the toolkit's own, that before the framework's, and ``share`` is last.
    """
    chosen = resolve(policy, toolkit.policy, framework.policy if framework else None)
    whole = _Assessing(toolkit, framework, as_of, chosen, file).assessment()
    own_policy = policy is None and toolkit.policy is not None
    return whole._replace(own_policy=own_policy)


_ID = attrgetter("id")
UNTITLED = "Self-assessment"
"""The title where neither the toolkit nor a framework gives one."""
A = TypeVar("A", Benchmark, Question, Expectation)
B = TypeVar("B", "FrameworkBenchmark", "FrameworkQuestion", "FrameworkExpectation")


class _Assessing:
    """One toolkit being worked out."""

    def __init__(self, toolkit: Toolkit, framework: Framework | None, as_of: date, policy: Policy, file: str) -> None:
        self.toolkit = toolkit
        self.framework = framework
        self.as_of = as_of
        self.policy = policy
        self.file = file
        self.served: dict[str, list[ActionView]] = defaultdict(list)

    def assessment(self) -> Assessment:
        toolkit, framework = self.toolkit, self.framework
        sight = Sight(toolkit.audience)
        self.collect_also(sight)
        known = framework.benchmarks if framework else ()
        benchmarks = tuple(self.benchmark(own, given, sight) for own, given in _paired(toolkit.benchmarks, known))
        return Assessment(
            file=self.file,
            title=toolkit.title or (framework.title if framework else UNTITLED),
            about=toolkit.about,
            organisation=toolkit.organisation,
            period=toolkit.period,
            as_of=self.as_of,
            framework=toolkit.framework,
            framework_title=framework.title if framework else None,
            framework_licence=framework.licence if framework else None,
            marking=toolkit.marking,
            default_audience=toolkit.audience,
            audience=highest(
                benchmarks, toolkit.audience if toolkit.about or toolkit.glossary or toolkit.committee else "public"
            ),
            policy=self.policy,
            roles=toolkit.roles,
            glossary=toolkit.glossary,
            benchmarks=benchmarks,
            waivers=toolkit.waivers,
            record=toolkit,
            committee=toolkit.committee,
            published=tuple(map(_ID, known)),
        )

    def collect_also(self, sight: Sight) -> None:
        """Find which actions serve expectations elsewhere, before states are worked out."""
        for benchmark in self.toolkit.benchmarks:
            at_benchmark = sight.below(benchmark.audience)
            for question in benchmark.questions:
                at_question = at_benchmark.below(question.audience)
                items: tuple[Question | Expectation, ...] = (question, *question.expectations)
                for item in items:
                    own = at_question if item is question else at_question.below(item.audience)
                    for action in item.actions or ():
                        for ref in dict.fromkeys(action.also):
                            if ref != item.id:
                                self.served[ref].append(self.action(action, own, benchmark.id, question.id, item.id))

    def benchmark(self, own: Benchmark | None, given: FrameworkBenchmark | None, sight: Sight) -> BenchmarkView:
        own = own or Benchmark(id=given.id if given else "")
        sight = sight.below(own.audience)
        known = given.questions if given else ()
        questions = tuple(self.question(mine, theirs, sight, own.id) for mine, theirs in _paired(own.questions, known))
        return BenchmarkView(
            id=own.id,
            title=own.title or (given.title if given else f"Benchmark {own.id}"),
            statement=own.statement or (given.statement if given else None),
            outcome=own.outcome or (given.outcome if given else None),
            judged=own.rating,
            previous=own.previous,
            moderated=own.moderated,
            computed=rate(answered_in(questions), self.policy),
            next_steps=own.next_steps,
            comments=own.comments,
            actions=self.actions(own.actions, sight, own.id, None, own.id),
            questions=questions,
            audience=sight.audience,
            withheld=said(own.withheld),
            none_needed=_none_needed(own, answered_in(questions)),
        )

    def question(
        self, own: Question | None, given: FrameworkQuestion | None, sight: Sight, benchmark: str
    ) -> QuestionView:
        on_file = own is not None
        own = own or Question(id=given.id if given else "")
        around, sight = sight, sight.below(own.audience)
        actions = self.actions(own.actions, sight, benchmark, own.id, own.id)
        evidence = self.evidence(own.evidence, sight)
        asked = _Question(own, benchmark, sight, actions, evidence)
        pairs = _paired(own.expectations, given.expectations if given else ())
        expectations = tuple([self.expectation(mine, theirs, asked) for mine, theirs in pairs])
        text = own.text or (given.text if given else "")
        direct = None
        if not expectations:
            essential = bool(own.essential or (given and given.essential))
            direct = self.view(own, text, around, evidence, (), actions, essential=essential, on_file=on_file)
        return QuestionView(
            id=own.id,
            text=text,
            evidence=evidence,
            actions=actions,
            expectations=expectations,
            audience=sight.audience,
            direct=direct,
            none_needed=_none_needed(own, (direct,) if direct else expectations),
            withheld=said(own.withheld),
            told=around.ceiling,
        )

    def expectation(
        self, own: Expectation | None, given: FrameworkExpectation | None, asked: _Question
    ) -> ExpectationView:
        on_file = own is not None
        own = own or Expectation(id=given.id if given else "")
        sight = asked.sight.below(own.audience)
        return self.view(
            own,
            own.text or (given.text if given else ""),
            asked.sight,
            self.evidence(own.evidence, sight),
            self.actions(own.actions, sight, asked.benchmark, asked.own.id, own.id),
            asked.actions,
            shared=asked.evidence,
            essential=bool(own.essential or (given and given.essential)),
            on_file=on_file,
        )

    def view(
        self,
        own: Expectation | Question,
        text: str,
        around: Sight,
        evidence: tuple[EvidenceView, ...],
        actions: tuple[ActionView, ...],
        above: tuple[ActionView, ...],
        *,
        shared: tuple[EvidenceView, ...] = (),
        essential: bool,
        on_file: bool,
    ) -> ExpectationView:
        served_by = actions + above
        if own.id in self.served:
            served_by += tuple(one for one in self.served[own.id] if one not in served_by)
        counted = evidence or (shared if on_file else ())
        return ExpectationView(
            id=own.id,
            text=text,
            state=expectation_state(
                own.answer,
                [action.state for action in served_by],
                evidenced=False in [one.expired for one in counted],
            ),
            answer=own.answer,
            reason=own.reason,
            essential=essential,
            evidence=evidence,
            actions=actions,
            audience=around.below(own.audience).audience,
            served_by=served_by,
            on_file=on_file,
            withheld=said(own.withheld),
            told=around.ceiling,
            none_needed=own.actions == () and not _any_open(served_by),
        )

    def evidence(self, given: Iterable[Evidence] | None, sight: Sight) -> tuple[EvidenceView, ...]:
        if not given:
            return ()
        views = [
            EvidenceView(
                one, sight.below(one.audience).audience, not counts(one, self.as_of), said(one.withheld), sight.ceiling
            )
            for one in given
        ]
        return tuple(views)

    def actions(
        self, given: Iterable[Action] | None, sight: Sight, benchmark: str, question: str | None, ref: str
    ) -> tuple[ActionView, ...]:
        return tuple([self.action(one, sight, benchmark, question, ref) for one in given]) if given else ()

    def action(self, action: Action, sight: Sight, benchmark: str, question: str | None, ref: str) -> ActionView:
        due, first = action.latest_due, action.due or action.latest_due
        state = action_state(action, self.as_of)
        toolkit = self.toolkit
        return ActionView(
            id=action.id,
            toolkit=self.file,
            organisation=toolkit.organisation.name,
            period=toolkit.period,
            as_of=self.as_of,
            benchmark=benchmark,
            question=question,
            ref=ref,
            also=action.also,
            text=action.text,
            owners=action.owners,
            status=action.status,
            state=state,
            raised=action.raised,
            due=due,
            due_first=first,
            slipped_days=(due.last - first.last).days if due and first and action.revised else None,
            revised=action.revised,
            awaiting=action.awaiting,
            repeats=action.repeats,
            completed=action.completed,
            outcome=action.outcome,
            reason=action.reason,
            progress=action.progress,
            audience=sight.below(action.audience).audience,
            days_overdue=(self.as_of - due.last).days if due and state == "overdue" else None,
            withheld=said(action.withheld),
            told=sight.ceiling,
            was=action.was,
        )


def _none_needed(own: Benchmark | Question, answered: Iterable[ExpectationView]) -> bool:
    """Whether an item has no actions on purpose, and no open one serves what is answered in it."""
    return own.actions == () and not any(_any_open(one.served_by) for one in answered)


def _any_open(actions: tuple[ActionView, ...]) -> bool:
    return bool(actions) and any(action.is_open for action in actions)


class _Question(NamedTuple):
    """What an expectation takes from the question above it."""

    own: Question
    benchmark: str
    sight: Sight
    actions: tuple[ActionView, ...]
    evidence: tuple[EvidenceView, ...]


def _paired(own: Sequence[A], known: Sequence[B]) -> list[tuple[A | None, B | None]]:
    """Pair items by id in the framework's order; what the framework does not know comes last."""
    if not known:
        return [(one, None) for one in own]
    ids = list(map(_ID, known))
    if list(map(_ID, own)) == ids:
        return list(zip(own, known, strict=True))
    mine = {one.id: one for one in own}
    pairs: list[tuple[A | None, B | None]] = [(mine.get(one.id), one) for one in known]
    return pairs + [(one, None) for one in own if one.id not in ids]

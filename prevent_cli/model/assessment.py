"""An assessment: a toolkit with everything worked out for one day, ready to be shown.

The framework's words stand where the toolkit has none, every expectation has its state,
every action its own, every benchmark its computed rating beside the judged one.

These are named tuples, which are made in half the time of frozen dataclasses: a toolkit has hundreds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from prevent_cli.model.fields import COLOURS, Answer, Audience, Colour, Computed, Repeats, Status

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from prevent_cli.model.policy import Policy
    from prevent_cli.model.toolkit import (
        Committee,
        Evidence,
        Organisation,
        Previous,
        Progress,
        Rating,
        Revision,
        Role,
        Toolkit,
        Waiver,
    )
    from prevent_cli.model.when import When

State = Literal["not applicable", "gap", "in hand", "met", "not assessed", "not shown"]
ActionState = Literal["withdrawn", "deferred", "complete", "overdue", "due soon", "on track", "awaiting", "no date"]
STATES: tuple[State, ...] = ("met", "in hand", "gap", "not assessed", "not applicable")
ACTION_STATES: tuple[ActionState, ...] = (
    "overdue",
    "due soon",
    "on track",
    "awaiting",
    "no date",
    "deferred",
    "complete",
    "withdrawn",
)


class ActionView(NamedTuple):
    """One action on one day. Days are calendar days; ``slipped_days`` counts from the first due date.

    ``toolkit`` is the file it is from; an edition for an audience does not say. ``was`` are ids it had before.
    ``told`` is who may hear that it is withheld. A ``stub`` is what an edition leaves of a withheld action: the reason, and nothing else.
    """

    id: str | None
    toolkit: str
    organisation: str
    period: When
    as_of: date
    benchmark: str
    question: str | None
    ref: str
    also: tuple[str, ...]
    text: str
    owners: tuple[str, ...]
    status: Status
    state: ActionState
    raised: When | None
    due: When | None
    due_first: When | None
    slipped_days: int | None
    revised: tuple[Revision, ...]
    awaiting: str | None
    repeats: Repeats | None
    completed: When | None
    outcome: str | None
    reason: str | None
    progress: tuple[Progress, ...]
    audience: Audience
    days_overdue: int | None
    withheld: str | None = None
    told: Audience = "public"
    stub: bool = False
    was: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done: open, in progress or deferred."""
        return self.status in {"open", "in progress", "deferred"} and not self.stub

    @property
    def overdue(self) -> bool:
        """Whether it is open and its last day has passed."""
        return self.state == "overdue"


class EvidenceView(NamedTuple):
    """One piece of evidence, with who may see it and whether it still counts.

    A ``stub`` is what an edition leaves of a withheld one: the reason, and nothing else.
    """

    item: Evidence
    audience: Audience
    expired: bool
    withheld: str | None = None
    told: Audience = "public"
    stub: bool = False


class ExpectationView(NamedTuple):
    """One expectation with its state. ``on_file`` is False where the toolkit lacks it.

    ``none_needed`` says that it has no actions on purpose, and that no open one serves it. ``actions`` stand under it; ``served_by`` are those and whatever serves it from elsewhere:
    the actions on its question and those that name it in ``also``. Its state is "not shown" where
    an edition leaves out what it follows from.
    """

    id: str
    text: str
    state: State
    answer: Answer | None
    reason: str | None
    essential: bool
    evidence: tuple[EvidenceView, ...]
    actions: tuple[ActionView, ...]
    audience: Audience
    served_by: tuple[ActionView, ...] = ()
    on_file: bool = True
    withheld: str | None = None
    told: Audience = "public"
    none_needed: bool = False


class QuestionView(NamedTuple):
    """One question. Where it has no expectations, ``direct`` is how it is answered itself."""

    id: str
    text: str
    evidence: tuple[EvidenceView, ...]
    actions: tuple[ActionView, ...]
    expectations: tuple[ExpectationView, ...]
    audience: Audience
    direct: ExpectationView | None = None
    none_needed: bool = False
    withheld: str | None = None
    told: Audience = "public"


def answered_in(questions: Iterable[QuestionView]) -> tuple[ExpectationView, ...]:
    """Give whatever is answered in some questions: their expectations, and those without any themselves."""
    found: list[ExpectationView] = []
    for question in questions:
        found += [question.direct] if question.direct else question.expectations
    return tuple(found)


class Counts(NamedTuple):
    """How many expectations of a benchmark are in each state; ``in_scope`` leaves out not applicable."""

    in_scope: int = 0
    met: int = 0
    in_hand: int = 0
    gap: int = 0
    not_assessed: int = 0
    not_applicable: int = 0


class ComputedRating(NamedTuple):
    """What the policy makes of a benchmark, and why, in sentences."""

    value: Computed
    counts: Counts | None
    reasons: tuple[str, ...] = ()


class Step(NamedTuple):
    """Something to do: complete ``action``, or, where that is None, answer the expectation ``ref``.

    ``ref`` is where an action stands; ``answer`` is what the expectation is answered now. ``lifts`` are the
    benchmark's expectations that this step concerns and that get better by the whole list.
    """

    ref: str
    action: ActionView | None
    answer: Answer | None
    lifts: tuple[str, ...]


class Change(NamedTuple):
    """An expectation whose state would change."""

    ref: str
    before: State
    after: State


class WhatIf(NamedTuple):
    """What would lift a benchmark to the next colour, checked by working the record out again.

    Without ``steps`` there is nothing to do and ``value`` is None: it is green, or nothing in it is in scope.
    ``shortest`` says whether it is sure that no list is shorter. ``spare`` is for a green benchmark: how many of
    those that are met may come to be in hand, whichever they are, while it stays green.
    """

    value: Computed | None
    steps: tuple[Step, ...] = ()
    changes: tuple[Change, ...] = ()
    shortest: bool = True
    spare: int | None = None


def said(judged: Colour | None, *, hollow: bool) -> str:
    """Say how people judged a benchmark: a colour, not judged, or not shown where an edition leaves only a frame of it."""
    return judged or ("not shown" if hollow else "not judged")


class BenchmarkView(NamedTuple):
    """One benchmark: judged and computed side by side. ``what_if`` is there when it was asked for.

    A ``hollow`` one is what an edition leaves of a benchmark that it withholds: the frame of what it shows below.
    """

    id: str
    title: str
    statement: str | None
    outcome: str | None
    judged: Rating | None
    previous: Previous | None
    moderated: tuple[Rating, ...]
    computed: ComputedRating
    next_steps: str | None
    comments: str | None
    actions: tuple[ActionView, ...]
    questions: tuple[QuestionView, ...]
    audience: Audience
    withheld: str | None = None
    what_if: WhatIf | None = None
    none_needed: bool = False
    hollow: bool = False

    @property
    def said(self) -> str:
        """Say how people judged it: a colour, not judged, or not shown in an edition."""
        return said(self.judged.value if self.judged else None, hollow=self.hollow)

    @property
    def agrees(self) -> bool | None:
        """Whether judged and computed are the same colour; None where one of them is no colour."""
        if self.judged is None or self.computed.value == "not rated":
            return None
        return self.judged.value == self.computed.value

    @property
    def all_actions(self) -> tuple[ActionView, ...]:
        """Every action in it once, in the order of the file; stubs of withheld ones left out."""
        found = list(self.actions)
        for question in self.questions:
            found += question.actions
            for expectation in question.expectations:
                found += expectation.actions
        return tuple(action for action in found if not action.stub)

    @property
    def expectations(self) -> tuple[ExpectationView, ...]:
        """Whatever is answered in it: expectations, and questions without any."""
        return answered_in(self.questions)


class Assessment(NamedTuple):
    """A toolkit worked out for the day ``as_of``.

    ``own_policy`` says that the toolkit itself gives the policy. An edition for an audience has no ``record``, which
    says more than the edition does. Nor does it name the ``file``. ``published`` are the ids of the framework's benchmarks;
    ``withheld_frames`` are frames of those that an edition withholds altogether: that there are such is no secret.
    """

    file: str
    title: str
    about: str | None
    organisation: Organisation
    period: When
    as_of: date
    framework: str | None
    framework_title: str | None
    framework_licence: str | None
    marking: str | None
    default_audience: Audience
    audience: Audience
    policy: Policy
    roles: tuple[Role, ...]
    glossary: dict[str, str]
    benchmarks: tuple[BenchmarkView, ...]
    waivers: tuple[Waiver, ...]
    withholds: bool = False
    own_policy: bool = False
    record: Toolkit | None = None
    committee: Committee | None = None
    published: tuple[str, ...] = ()
    withheld_frames: tuple[BenchmarkView, ...] = ()

    @property
    def rated(self) -> tuple[BenchmarkView, ...]:
        """Whatever is rated in it: its benchmarks, and in the framework's order the frames of those that an edition leaves out."""
        if not self.withheld_frames:
            return self.benchmarks
        order = {ref: at for at, ref in enumerate(self.published)}
        return tuple(sorted((*self.benchmarks, *self.withheld_frames), key=lambda view: order.get(view.id, len(order))))

    def hides(self, ref: str) -> bool:
        """Whether an edition does not show how a benchmark is; without a framework, it may be one of those that it withholds."""
        view = next((one for one in self.rated if one.id == ref), None)
        return view.hollow if view else self.withholds and not self.published

    @property
    def digest(self) -> str | None:
        """The digest of what the toolkit says, whatever its layout.

        An edition has none: it would let a reader confirm a guess at what is left out.
        """
        from prevent_cli.model.digest import digest

        return digest(self.record) if self.record else None

    @property
    def actions(self) -> tuple[ActionView, ...]:
        """Every action once, in the order of the file; stubs of withheld ones left out."""
        return tuple(action for benchmark in self.benchmarks for action in benchmark.all_actions)

    @property
    def hollow(self) -> bool:
        """Whether an edition shows a benchmark without what it was judged."""
        return any(benchmark.hollow for benchmark in self.benchmarks)

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id in it: benchmarks, questions, expectations and actions."""
        found = [action.id for action in self.actions if action.id]
        for benchmark in self.benchmarks:
            found.append(benchmark.id)
            for question in benchmark.questions:
                found += [question.id, *(expectation.id for expectation in question.expectations)]
        return tuple(found)

    @property
    def judged_counts(self) -> dict[Colour, int]:
        """How many benchmarks people rated red, amber and green."""
        judged = [benchmark.judged.value for benchmark in self.benchmarks if benchmark.judged]
        return {colour: judged.count(colour) for colour in COLOURS}

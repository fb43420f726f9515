"""What a comparison is made of: kinds of change in the order a board must know them, and the records that hold them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from datetime import date

    from prevent_cli.model.fields import Audience
    from prevent_cli.model.toolkit import Organisation
    from prevent_cli.model.when import When

Direction = Literal["worse", "better", "neutral"]
Scale = Literal["judged", "moderated", "computed"]
Kind = Literal[
    "framework-changed",
    "policy-changed",
    "rating-worse",
    "action-dropped",
    "answer-removed",
    "answer-worse",
    "evidence-removed",
    "evidence-expired",
    "item-removed",
    "action-overdue",
    "action-still-overdue",
    "action-slipped",
    "action-undated",
    "action-reopened",
    "action-withdrawn",
    "action-deferred",
    "evidence-stale",
    "rating-better",
    "action-completed",
    "action-new",
    "answer-better",
    "answer-given",
    "evidence-added",
    "evidence-renewed",
    "rating-given",
    "rating-gone",
    "rating-awaited",
    "rating-confirmed",
    "answer-changed",
    "answer-reason",
    "evidence-lapsed",
    "evidence-changed",
    "evidence-redated",
    "evidence-moved",
    "action-brought-forward",
    "action-dated",
    "action-reassigned",
    "action-status",
    "action-repeated",
    "action-merged",
    "action-renumbered",
    "action-moved",
    "action-progress",
    "action-reworded",
    "action-amended",
    "action-left-out",
    "text-changed",
    "item-added",
    "item-reworded",
    "head-changed",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""Every kind, in the order in which changes are told."""
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
SCALES: tuple[Scale, ...] = get_args(Scale)

GROUPS: dict[str, tuple[Kind, ...]] = {
    "Other rules": ("framework-changed", "policy-changed"),
    "Ratings that got worse": ("rating-worse",),
    "Actions dropped without a trace": ("action-dropped",),
    "Answers and evidence lost": (
        "answer-removed",
        "answer-worse",
        "evidence-removed",
        "evidence-expired",
        "item-removed",
    ),
    "Overdue": ("action-overdue", "action-still-overdue"),
    "Slipped": ("action-slipped", "action-undated"),
    "Reopened": ("action-reopened",),
    "Withdrawn or deferred": ("action-withdrawn", "action-deferred"),
    "Evidence gone stale": ("evidence-stale",),
    "Ratings that got better": ("rating-better",),
    "Actions completed": ("action-completed",),
    "New actions": ("action-new",),
    "Answers and evidence gained": ("answer-better", "answer-given", "evidence-added", "evidence-renewed"),
    "Other changes to ratings": ("rating-given", "rating-gone", "rating-awaited", "rating-confirmed"),
    "Other changes to answers and evidence": (
        "answer-changed",
        "answer-reason",
        "evidence-lapsed",
        "evidence-changed",
        "evidence-redated",
        "evidence-moved",
    ),
    "Other changes to actions": (
        "action-brought-forward",
        "action-dated",
        "action-reassigned",
        "action-status",
        "action-repeated",
        "action-merged",
        "action-renumbered",
        "action-moved",
        "action-progress",
        "action-reworded",
        "action-amended",
        "action-left-out",
    ),
    "Wording": ("text-changed", "item-added", "item-reworded", "head-changed"),
}
"""Kinds under the headings that reports use; every kind once, in the same order."""

FAILING: frozenset[Kind] = frozenset(
    {
        "rating-worse",
        "action-overdue",
        "action-dropped",
        "answer-removed",
        "answer-worse",
        "evidence-removed",
        "evidence-expired",
    }
)
"""What a gate that lets nothing get worse stops at, where the change is for the worse."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was.

    ``benchmark`` and ``at`` are ids of items, ``action`` an action's id; ``text`` says what
    it is about. ``before`` and ``after`` are in the words of the record: a colour, an answer,
    a status, a date as written, a text. ``days`` counts calendar days: of a slip since the
    older side, or overdue. ``total_days`` and ``moves`` are of a slip since the first due date.
    ``hidden`` says that an edition withholds something, so that what is gone may only be unseen.
    """

    kind: Kind
    direction: Direction
    benchmark: str | None
    at: str | None
    text: str
    before: str | None = None
    after: str | None = None
    scale: Scale | None = None
    action: str | None = None
    owners: tuple[str, ...] = ()
    due: When | None = None
    days: int | None = None
    total_days: int | None = None
    moves: int | None = None
    reasons: tuple[str, ...] = ()
    hidden: bool = False

    @property
    def fails(self) -> bool:
        """Whether a gate that lets nothing get worse stops at it."""
        return self.kind in FAILING and self.direction == "worse"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two things compared: the file or ``REVISION:path``, its period, the day it speaks for.

    ``instead`` says of one that is gone what answers another framework in its place; empty where nothing does.
    """

    file: str
    organisation: str
    period: When
    as_of: date
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from an older to a newer assessment of one body, most pressing first.

    ``audience`` is the narrowest of both sides, ``withholds`` says that one of them leaves something out.
    ``items_compared`` is False where the sides answer different frameworks, whose ids mean different things.
    ``of_today`` says that the older side is no earlier state of the files, but an earlier period as they are.
    """

    organisation: Organisation
    old: Side
    new: Side
    changes: tuple[Change, ...]
    marking: str | None
    audience: Audience
    withholds: bool
    items_compared: bool
    of_today: bool = False

    @property
    def failing(self) -> tuple[Change, ...]:
        """What a gate that lets nothing get worse stops at."""
        return tuple(change for change in self.changes if change.fails)

    def count(self, direction: Direction) -> int:
        """Count the changes that go one way."""
        return sum(change.direction == direction for change in self.changes)


@dataclass(frozen=True, slots=True)
class Diff:
    """Comparisons of one or more toolkits, and what is on one side only.

    ``worse_than``: the revision than which nothing may be worse; then nothing else is in it.
    """

    comparisons: tuple[Comparison, ...]
    only_old: tuple[Side, ...] = ()
    only_new: tuple[Side, ...] = ()
    worse_than: str | None = None

    def only_worse(self, than: str) -> Diff:
        """Keep what got worse: the changes a gate stops at, and toolkits that are gone."""
        kept = tuple(replace(one, changes=one.failing) for one in self.comparisons)
        return Diff(kept, self.only_old, (), than)

    @property
    def differs(self) -> bool:
        """Whether anything is not as it was."""
        return bool(self.only_old or self.only_new or any(one.changes for one in self.comparisons))

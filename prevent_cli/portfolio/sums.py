"""What a comparison needs of one toolkit, as small as can be: a file of 80 KB gives about 2 KB."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from prevent_cli.model.assessment import said
from prevent_cli.portfolio.tables import answered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.model.assessment import ActionView, Assessment, State
    from prevent_cli.model.fields import Audience, Colour, Computed

MOST = 12
"""How many of the most slipped actions a toolkit hands on: as many as are listed of all, which may be of one body."""


@dataclass(frozen=True, slots=True)
class Rated:
    """A benchmark, judged and computed. Of a ``hollow`` one an edition shows neither, nor the title."""

    id: str
    title: str
    judged: Colour | None
    computed: Computed
    hollow: bool = False

    @property
    def said(self) -> str:
        """Say how people judged it: a colour, not judged, or not shown in an edition."""
        return said(self.judged, hollow=self.hollow)


@dataclass(frozen=True, slots=True)
class Slipped:
    """An action whose due date moved: by how many days, from and to which (last days)."""

    id: str | None
    ref: str
    text: str
    owners: tuple[str, ...]
    days: int
    first: date
    due: date
    open: bool


@dataclass(frozen=True, slots=True)
class Sums:
    """A toolkit on its day. ``gaps`` and ``in_scope`` are ids of expectations; ``in_scope`` holds the gaps too.

    ``states`` counts expectations; ``open``, ``overdue``, ``dated`` and ``slipped`` count actions: still to be done, late,
    with a due date and not withdrawn, and of these due later than at first; ``slipped_open`` those of the latter that are
    still to be done. An edition counts what it shows.
    """

    file: str
    name: str
    code: str | None
    framework: str | None
    framework_title: str | None
    period: str
    first: date
    last: date
    as_of: date
    policy: str
    audience: Audience
    marking: str | None
    withholds: bool
    ratings: tuple[Rated, ...]
    states: dict[State, int]
    gaps: tuple[str, ...]
    in_scope: tuple[str, ...]
    open: int
    overdue: int
    dated: int
    slipped: int
    slipped_open: int
    slips: tuple[Slipped, ...]


def sums(assessment: Assessment) -> Sums:
    """Add a toolkit up."""
    known = [one.view for one in answered(assessment) if one.known]
    dated = [one for one in assessment.actions if one.due and one.status != "withdrawn"]
    slipped = [one for one in dated if (one.slipped_days or 0) > 0]
    return Sums(
        file=assessment.file,
        name=assessment.organisation.name,
        code=assessment.organisation.code,
        framework=assessment.framework,
        framework_title=assessment.framework_title,
        period=str(assessment.period),
        first=assessment.period.first,
        last=assessment.period.last,
        as_of=assessment.as_of,
        policy=assessment.policy.name,
        audience=assessment.audience,
        marking=assessment.marking,
        withholds=assessment.withholds,
        ratings=tuple(
            Rated(one.id, one.title, one.judged.value if one.judged else None, one.computed.value, one.hollow)
            for one in assessment.rated
        ),
        states=dict(Counter(one.state for one in known)),
        gaps=tuple(one.id for one in known if one.state == "gap"),
        in_scope=tuple(one.id for one in known if one.state != "not applicable"),
        open=sum(one.is_open for one in assessment.actions),
        overdue=sum(one.overdue for one in assessment.actions),
        dated=len(dated),
        slipped=len(slipped),
        slipped_open=sum(one.is_open for one in slipped),
        slips=_most(slipped),
    )


def _most(slipped: Sequence[ActionView]) -> tuple[Slipped, ...]:
    """Give the actions that slipped most and are not done, then those that are."""
    ordered = sorted(slipped, key=lambda one: (not one.is_open, -(one.slipped_days or 0)))
    return tuple(
        Slipped(
            id=one.id,
            ref=one.ref,
            text=" ".join(one.text.split()),
            owners=one.owners,
            days=one.slipped_days or 0,
            first=one.due_first.last,
            due=one.due.last,
            open=one.is_open,
        )
        for one in ordered[:MOST]
        if one.due and one.due_first
    )


_DAYS = ("first", "last", "as_of")
_REFS = ("gaps", "in_scope")
_PLAIN = tuple(name for name in Sums.__slots__ if name not in {*_DAYS, *_REFS, "ratings", "slips"})


def packed(one: Sums) -> bytes:
    """Write it as bytes, to be kept."""
    plain = [getattr(one, name) for name in _PLAIN]
    days = [getattr(one, name).toordinal() for name in _DAYS]
    refs = [" ".join(getattr(one, name)) for name in _REFS]
    ratings = [[each.id, each.title, each.judged, each.computed, each.hollow] for each in one.ratings]
    slips = [
        [each.id, each.ref, each.text, each.owners, each.days, each.first.toordinal(), each.due.toordinal(), each.open]
        for each in one.slips
    ]
    return json.dumps([plain, days, refs, ratings, slips], separators=(",", ":")).encode()


def unpacked(body: bytes) -> Sums:
    """Read it from its bytes."""
    plain, days, refs, ratings, slips = json.loads(body)
    values: dict[str, Any] = dict(zip(_PLAIN, plain, strict=True))
    values |= {name: date.fromordinal(day) for name, day in zip(_DAYS, days, strict=True)}
    values |= {name: tuple(text.split()) for name, text in zip(_REFS, refs, strict=True)}
    return Sums(**values, ratings=tuple(Rated(*one) for one in ratings), slips=tuple(map(_slipped, slips)))


def _slipped(row: Sequence[Any]) -> Slipped:
    ref, at, text, owners, days, first, due, is_open = row
    return Slipped(ref, at, text, tuple(owners), days, date.fromordinal(first), date.fromordinal(due), is_open)

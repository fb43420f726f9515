"""Many toolkits side by side: what each body's latest says, who is late, what many lack, how it goes.

The definitions, which docs/portfolio.md says in plain words:

- A body's *latest* toolkit is that of its last period. Two for one period are two only where they
  answer different frameworks and no crosswalk leads from one to the other; else the newer
  framework's speaks.
- Bodies are compared within a framework: each stands where its latest toolkit does.
- The *common period* is the newest whose last day at least half of the bodies have reached; a body is
  *late* where its latest period ended before that.
- A *gap in common* is an expectation that is a gap in at least two bodies; of those that have it in
  scope, the share that lack it is said.
- The *trend* counts the judged ratings of every toolkit of a period; periods are the same where they end on one day.

Toolkits come one by one, and only a body's latest is kept, with a few numbers of each other one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from prevent_cli.errors import PreventError
from prevent_cli.model.fields import AUDIENCES, COLOURS
from prevent_cli.portfolio.sums import MOST
from prevent_cli.portfolio.tables import body
from prevent_cli.rating.actions import natural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from prevent_cli.model.fields import Audience
    from prevent_cli.portfolio.position import Position
    from prevent_cli.portfolio.sums import Slipped, Sums

RATINGS = (*reversed(COLOURS), None)
"""Judged ratings in the order in which they are counted: green, amber, red, not judged."""
Counts = tuple[int, int, int, int]
"""How many are green, amber, red, not judged."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A toolkit that is not in the comparison, and why: ``findings`` errors, or in a sentence."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Body:
    """A body's latest toolkit, its further fields, and by how many days its period is behind the common one."""

    sums: Sums
    fields: Mapping[str, str]
    behind: int

    @property
    def late(self) -> bool:
        """Whether its latest period ended before the common one."""
        return self.behind > 0


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A benchmark over the bodies: their judged ratings; and how many computed ones are another colour."""

    id: str
    title: str
    judged: Counts
    differ: int


@dataclass(frozen=True, slots=True)
class Gap:
    """An expectation that is a gap in ``bodies`` of the ``of`` that have it in scope."""

    id: str
    text: str
    bodies: int
    of: int

    @property
    def in_most(self) -> bool:
        """Whether more than half of the bodies lack it."""
        return 2 * self.bodies > self.of


@dataclass(frozen=True, slots=True)
class Slip:
    """An action that slipped, and whose it is."""

    name: str
    code: str | None
    action: Slipped


@dataclass(frozen=True, slots=True)
class Period:
    """All toolkits of a period: how many bodies, their judged ratings, their open and overdue actions."""

    period: str
    last: date
    bodies: int
    judged: Counts
    open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Group:
    """The bodies whose latest toolkits answer one framework. ``common`` is the period that half of them have reached.

    ``slips`` are the open actions that slipped most, of ``slipped`` that did.
    """

    framework: str | None
    title: str | None
    common: tuple[str, date]
    count: int
    bodies: tuple[Body, ...]
    benchmarks: tuple[Benchmark, ...]
    gaps: tuple[Gap, ...]
    slips: tuple[Slip, ...]
    slipped: int
    periods: tuple[Period, ...]

    @property
    def late(self) -> tuple[Body, ...]:
        """The bodies that are late, the longest first."""
        return tuple(sorted((one for one in self.bodies if one.late), key=lambda one: -one.behind))

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last of the days that the bodies' toolkits speak for."""
        found = [one.sums.as_of for one in self.bodies]
        return min(found), max(found)


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Many bodies side by side.

    ``files`` counts the toolkits that were read and wanted, ``unwanted`` those that the conditions
    left out. ``missing`` are names of listed bodies without a toolkit. ``asked`` is the audience, if any;
    ``audience`` the narrowest of anything in it. ``position`` is there where one body was asked for;
    then no other is named.
    """

    groups: tuple[Group, ...]
    fields: tuple[str, ...]
    files: int
    unwanted: int
    left_out: tuple[LeftOut, ...]
    missing: tuple[str, ...]
    where: tuple[str, ...]
    until: str | None
    as_of: date | None
    asked: Audience | None
    audience: Audience
    withholds: bool
    markings: tuple[str, ...]
    position: Position | None = None

    @property
    def count(self) -> int:
        """How many bodies are compared."""
        return sum(one.count for one in self.groups)


class _Seen(NamedTuple):
    """What is kept of every toolkit."""

    file: str
    period: str
    judged: Counts
    open: int
    overdue: int


@dataclass
class Comparing:
    """Toolkits being compared: add each, then ask for the bodies.

    ``supersedes(new, old)`` says whether a framework takes another's place. With ``lenient`` a
    second toolkit for a period is left out, and named, where it would else be refused.
    """

    supersedes: Callable[[str | None, str | None], bool]
    lenient: bool = False
    left_out: list[LeftOut] = field(default_factory=list)
    files: int = 0
    _seen: dict[str, dict[tuple[date, str | None], _Seen]] = field(default_factory=lambda: defaultdict(dict))
    _latest: dict[str, dict[str | None, Sums]] = field(default_factory=dict)
    _codes: dict[str, str] = field(default_factory=dict)
    _same: dict[Any, Any] = field(default_factory=dict)

    def add(self, one: Sums) -> None:
        """Take a toolkit in. Raises PreventError for the second of a body, a framework and a period."""
        self.files += 1
        key = body(one.name, one.code)
        if one.code:
            self._codes[one.name.casefold()] = one.code
        if self._once(key, (one.last, one.framework), _seen(one)):
            self._keep(key, one)

    def _once(self, key: str, place: tuple[date, str | None], seen: _Seen) -> bool:
        other = self._seen[key].setdefault(place, seen)
        if other is seen:
            return True
        sentence = f"there is a toolkit for the same body and period: {other.file}"
        if not self.lenient:
            raise PreventError(
                f"{seen.file}: {sentence}",
                "correct the period of one of them, or leave the second out with --skip-invalid",
            )
        self.left_out.append(LeftOut(seen.file, sentence))
        self.files -= 1
        return False

    def _keep(self, key: str, one: Sums) -> None:
        kept = self._latest.setdefault(key, {})
        newest = max((other.last for other in kept.values()), default=one.last)
        if one.last > newest:
            kept.clear()
        if one.last >= newest:
            kept[one.framework] = self._shared(one)

    def _shared(self, one: Sums) -> Sums:
        """Let toolkits hold the same thing once: most have the same expectations, and few different ratings."""
        ratings = tuple(self._same.setdefault(rated, rated) for rated in one.ratings)
        return replace(one, in_scope=self._same.setdefault(one.in_scope, one.in_scope), ratings=ratings)

    def bodies(self) -> list[Sums]:
        """Give each body's latest toolkit, or toolkits where it answers several frameworks, by name."""
        self._join()
        found = [one for kept in self._latest.values() for one in self._speaking(kept)]
        return sorted(found, key=lambda one: (one.name.casefold(), one.code or "", one.file))

    def _join(self) -> None:
        """Put toolkits without a code to those of the body whose name they have."""
        for name, code in self._codes.items():
            if name in self._latest:
                mine = self._latest.pop(name)
                for place, seen in self._seen.pop(name).items():
                    if not self._once(code, place, seen):
                        mine = {framework: one for framework, one in mine.items() if one.file != seen.file}
                for one in mine.values():
                    self._keep(code, one)

    def _speaking(self, kept: Mapping[str | None, Sums]) -> list[Sums]:
        return [one for old, one in kept.items() if not any(self.supersedes(new, old) for new in kept)]

    def periods(self, framework: str | None) -> list[Period]:
        """Give the periods of a framework's toolkits, the earliest first."""
        found: dict[date, list[_Seen]] = defaultdict(list)
        for places in self._seen.values():
            for (last, answered), seen in places.items():
                rivals = [other for day, other in places if day == last and other != answered]
                if answered == framework and not any(self.supersedes(new, answered) for new in rivals):
                    found[last].append(seen)
        return [_period(last, found[last]) for last in sorted(found)]


def _seen(one: Sums) -> _Seen:
    return _Seen(one.file, one.period, count(rated.judged for rated in one.ratings), one.open, one.overdue)


def _period(last: date, seen: Sequence[_Seen]) -> Period:
    return Period(
        period=usual(one.period for one in seen),
        last=last,
        bodies=len(seen),
        judged=added(one.judged for one in seen),
        open=sum(one.open for one in seen),
        overdue=sum(one.overdue for one in seen),
    )


def count(judged: Iterable[str | None]) -> Counts:
    """Count ratings: green, amber, red, not judged."""
    found = Counter(judged)
    green, amber, red, none = (found[one] for one in RATINGS)
    return green, amber, red, none


def added(counts: Iterable[Counts]) -> Counts:
    """Add counts up."""
    green, amber, red, none = (sum(column) for column in zip((0, 0, 0, 0), *counts, strict=True))
    return green, amber, red, none


def usual(written: Iterable[str]) -> str:
    """Give the form that most write; of several, the first in the alphabet."""
    return min(Counter(written).items(), key=lambda one: (-one[1], one[0]))[0]


def groups(
    comparing: Comparing,
    fields: Callable[[Sums], Mapping[str, str]],
    text: Callable[[str | None, str], str],
    until: tuple[str, date] | None,
) -> tuple[Group, ...]:
    """Compare the bodies, the largest group first.

    ``fields`` gives what is known of a toolkit's body beside it; ``text`` an expectation's words, by
    framework and id; ``until`` the period that the bodies should have reached, where it was asked for.
    """
    found: dict[str | None, list[Sums]] = defaultdict(list)
    for one in comparing.bodies():
        found[one.framework].append(one)
    ordered = sorted(found.items(), key=lambda one: (-len(one[1]), one[0] or ""))
    return tuple(_group(latest, fields, text, until, comparing.periods(name)) for name, latest in ordered)


def _group(
    latest: Sequence[Sums],
    fields: Callable[[Sums], Mapping[str, str]],
    text: Callable[[str | None, str], str],
    until: tuple[str, date] | None,
    periods: Sequence[Period],
) -> Group:
    common = until or common_period(latest)
    framework = latest[0].framework
    return Group(
        framework=framework,
        title=latest[0].framework_title,
        common=common,
        count=len(latest),
        bodies=tuple(Body(one, fields(one), max(0, (common[1] - one.last).days)) for one in latest),
        benchmarks=tuple(_benchmarks(latest)),
        gaps=tuple(_gaps(latest, lambda ref: text(framework, ref))),
        slips=tuple(_slips(latest)),
        slipped=sum(one.slipped_open for one in latest),
        periods=tuple(periods),
    )


def common_period(latest: Sequence[Sums]) -> tuple[str, date]:
    """Give the newest period that at least half of the bodies have reached: as most write it, and its last day."""
    days = sorted((one.last for one in latest), reverse=True)
    day = days[(len(days) - 1) // 2]
    return usual(one.period for one in latest if one.last == day), day


def _benchmarks(latest: Sequence[Sums]) -> Iterable[Benchmark]:
    rated = defaultdict(list)
    for one in latest:
        for rating in one.ratings:
            rated[rating.id].append(rating)
    for ref in sorted(rated, key=natural):
        ratings = rated[ref]
        differ = sum(one.judged is not None and one.computed not in {one.judged, "not rated"} for one in ratings)
        yield Benchmark(ref, usual(one.title for one in ratings), count(one.judged for one in ratings), differ)


def _gaps(latest: Sequence[Sums], text: Callable[[str], str]) -> list[Gap]:
    lack = Counter(ref for one in latest for ref in one.gaps)
    scope = Counter(ref for one in latest for ref in one.in_scope)
    common = [Gap(ref, text(ref), number, scope[ref]) for ref, number in lack.items() if number > 1]
    return sorted(common, key=lambda one: (-one.bodies / one.of, -one.bodies, natural(one.id)))


def _slips(latest: Sequence[Sums]) -> list[Slip]:
    found = [Slip(one.name, one.code, action) for one in latest for action in one.slips if action.open]
    return sorted(found, key=lambda one: -one.action.days)[:MOST]


def narrowest(found: Iterable[Group]) -> Audience:
    """Give the narrowest audience of anything in the groups."""
    return max((one.sums.audience for group in found for one in group.bodies), key=AUDIENCES.index, default="public")


def markings(found: Iterable[Group]) -> tuple[str, ...]:
    """Give the markings of the toolkits, each once."""
    return tuple(dict.fromkeys(one.sums.marking for group in found for one in group.bodies if one.sums.marking))

"""Many toolkits side by side: what each body's latest says, who is late, what many lack, how it goes.

The definitions, which docs/portfolio.md says in plain words:

- A body's *latest* toolkit is that of its last period. Two for one period are two only where they
  answer different frameworks and no crosswalk leads from one to the other; else the newer
  framework's speaks.
- Bodies are compared within a framework: each stands where its latest toolkit does. Without a
  framework each answers questions of its own, so nothing is counted over such bodies.
- The *common period* is the newest whose last day at least half of the bodies have reached; a body is
  *late* where its latest period ended before that.
- A *gap in common* is an expectation that is a gap in at least two bodies; of those that have it in
  scope, the share that lack it is said.
- *Worse* are benchmarks judged nearer to red than in the body's period before in the same framework;
  nothing is said of one that an edition does not show on both sides.
- The *trend* counts the judged ratings of every toolkit of a period; periods are the same where they end on one day.

Toolkits come one by one, and only a body's latest is kept, with a few numbers of each other one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from prevent_cli.errors import PreventError
from prevent_cli.model.bodies import Bodies, Named, fold, own_key
from prevent_cli.model.fields import COLOURS
from prevent_cli.portfolio.records import RATINGS, Counts, LeftOut, Period
from prevent_cli.portfolio.tables import Place
from prevent_cli.rating.actions import natural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from prevent_cli.model.fields import Colour
    from prevent_cli.portfolio.sums import Rated, Sums


class Latest(NamedTuple):
    """A body's latest toolkit, what is kept of that of its period before in the same framework, and the ids of its benchmarks.

    ``before`` is None where there is none. The ``benchmarks`` are those of any toolkit of the framework.
    """

    sums: Sums
    before: _Seen | None
    benchmarks: frozenset[str]

    @property
    def worse(self) -> tuple[str, ...] | None:
        """The ids of benchmarks that were judged better before; None where there is nothing to compare with."""
        if self.before is None:
            return None
        earlier = {one.id: one.judged for one in self.before.ratings}
        return tuple(one.id for one in self.sums.ratings if _is_worse(earlier.get(one.id), one.judged))

    @property
    def unshown(self) -> tuple[str, ...]:
        """The ids of benchmarks of which an edition keeps how they are, or were before, so that nobody can compare them."""
        if self.before is None:
            return ()
        kept = [_kept(one, self.benchmarks) for one in (self.sums, self.before)]
        return tuple(sorted(set().union(*kept), key=natural))


def _kept(one: Sums | _Seen, benchmarks: frozenset[str]) -> set[str]:
    """Give the benchmarks that an edition shows hollow, or, where it withholds something, not at all."""
    hollow = {rated.id for rated in one.ratings if rated.hollow}
    return hollow | (benchmarks - {rated.id for rated in one.ratings} if one.withholds else set())


def _is_worse(earlier: Colour | None, later: Colour | None) -> bool:
    return earlier is not None and later is not None and COLOURS.index(later) < COLOURS.index(earlier)


class _Seen(NamedTuple):
    """What is kept of every toolkit; ``number`` is its place among those that were taken in."""

    number: int
    file: str
    name: str
    period: str
    judged: Counts
    ratings: tuple[Rated, ...]
    withholds: bool
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
    _named: dict[Named, None] = field(default_factory=dict)
    _taken: int = 0
    _same: dict[Any, Any] = field(default_factory=dict)
    _benchmarks: dict[str | None, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, one: Sums) -> None:
        """Take a toolkit in. Raises PreventError for the second of a body, a framework and a period."""
        self.files += 1
        one = self._shared(one)
        named = Named(one.name, one.code)
        self._named[named] = None
        key = own_key(named)
        if self._once(key, (one.last, one.framework), _seen(self._taken, one)):
            self._taken += 1
            self._benchmarks[one.framework].update(rated.id for rated in one.ratings)
            self._keep(key, one)

    def _once(self, key: str, place: tuple[date, str | None], seen: _Seen) -> bool:
        other = self._seen[key].setdefault(place, seen)
        if other is seen:
            return True
        renamed = fold(other.name) != fold(seen.name)
        whose = f", of {other.name}, which has the same code" if renamed else ""
        sentence = f"there is a toolkit for the same body and period: {other.file}{whose}"
        if not self.lenient:
            what = "code or the period" if renamed else "period"
            raise PreventError(
                f"{seen.file}: {sentence}",
                f"correct the {what} of one of them, or leave the second out with --skip-invalid",
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
            kept[one.framework] = one

    def _shared(self, one: Sums) -> Sums:
        """Let toolkits hold the same thing once: most have the same expectations, and few different ratings."""
        ratings = tuple(self._same.setdefault(rated, rated) for rated in one.ratings)
        return replace(
            one,
            name=self._same.setdefault(one.name, one.name),
            in_scope=self._same.setdefault(one.in_scope, one.in_scope),
            ratings=self._same.setdefault(ratings, ratings),
        )

    def bodies(self) -> list[Latest]:
        """Give each body's latest toolkit, or toolkits where it answers several frameworks, by name."""
        self.join()
        found = [
            Latest(one, self._before(key, one), frozenset(self._benchmarks[one.framework]))
            for key, kept in self._latest.items()
            for old, one in kept.items()
            if self._speaks(old, kept)
        ]
        return sorted(found, key=lambda one: (one.sums.name.casefold(), one.sums.code or "", one.sums.file))

    def _before(self, key: str, one: Sums) -> _Seen | None:
        places = self._seen[key]
        earlier = sorted(
            (last for last, framework in places if last < one.last and framework == one.framework), reverse=True
        )
        speaking = (last for last in earlier if self._speaks(one.framework, _frameworks(places, last)))
        before = next(speaking, None)
        return places[before, one.framework] if before else None

    def places(self) -> list[Place | None]:
        """Say what each toolkit counts for, in the order in which they came; None of one that was left out later."""
        self.join()
        found: list[Place | None] = [None] * self._taken
        for key, places in self._seen.items():
            newest = max(last for last, _ in places)
            for (last, framework), seen in places.items():
                speaks = self._speaks(framework, _frameworks(places, last))
                found[seen.number] = Place(key, speaks, speaks and last == newest)
        return found

    def join(self) -> None:
        """Put toolkits without a code to those of the body whose name they have, once all have come."""
        bodies = Bodies(self._named)
        for named in self._named:
            own, key = own_key(named), bodies.key(named)
            if own != key and own in self._seen:
                gone = {place for place, seen in self._seen.pop(own).items() if not self._once(key, place, seen)}
                for one in self._latest.pop(own).values():
                    if (one.last, one.framework) not in gone:
                        self._keep(key, one)

    def _speaks(self, old: str | None, rivals: Iterable[str | None]) -> bool:
        """Whether none of the frameworks that a body answers for one period takes this one's place."""
        return not any(self.supersedes(new, old) for new in rivals)

    def periods(self, framework: str | None) -> list[Period]:
        """Give the periods of a framework's toolkits, the earliest first."""
        found: dict[date, list[_Seen]] = defaultdict(list)
        for places in self._seen.values():
            for (last, answered), seen in places.items():
                if answered == framework and self._speaks(answered, _frameworks(places, last)):
                    found[last].append(seen)
        return [_period(last, found[last], len(self._benchmarks[framework])) for last in sorted(found)]


def _frameworks(places: Iterable[tuple[date, str | None]], last: date) -> list[str | None]:
    return [framework for day, framework in places if day == last]


def _seen(number: int, one: Sums) -> _Seen:
    judged = count(rated.said for rated in one.ratings)
    return _Seen(number, one.file, one.name, one.period, judged, one.ratings, one.withholds, one.open, one.overdue)


def _period(last: date, seen: Sequence[_Seen], benchmarks: int) -> Period:
    return Period(
        period=usual(one.period for one in seen),
        last=last,
        bodies=len(seen),
        judged=added(_shown(one.judged, benchmarks) if one.withholds else one.judged for one in seen),
        open=sum(one.open for one in seen),
        overdue=sum(one.overdue for one in seen),
    )


def count(said: Iterable[str]) -> Counts:
    """Count ratings by what is said of them: a colour, not judged, not shown."""
    found = Counter(said)
    green, amber, red, unjudged, unshown = (found[one] for one in RATINGS)
    return green, amber, red, unjudged, unshown


def added(counts: Iterable[Counts]) -> Counts:
    """Add counts up."""
    none = (0,) * len(RATINGS)
    green, amber, red, unjudged, unshown = (sum(column) for column in zip(none, *counts, strict=True))
    return green, amber, red, unjudged, unshown


def _shown(counts: Counts, of: int) -> Counts:
    """Count what an edition leaves out altogether as not shown too, so that all are ``of``."""
    return *counts[:-1], of - sum(counts[:-1])


def usual(written: Iterable[str]) -> str:
    """Give the form that most write; of several, the first in the alphabet."""
    return min(Counter(written).items(), key=lambda one: (-one[1], one[0]))[0]

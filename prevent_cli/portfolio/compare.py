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
- *Not shown* are benchmarks of the framework that an edition withholds, and, where it withholds anything, those that the
  body itself has in another period. Others' are not asked of it. Without a framework there may be more, of which nobody knows.
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
from prevent_cli.portfolio.sums import Rated
from prevent_cli.portfolio.tables import Place
from prevent_cli.rating.actions import natural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from prevent_cli.model.fields import Colour
    from prevent_cli.portfolio.sums import Sums


class Latest(NamedTuple):
    """A body's latest toolkit, and the ratings of its period before in the same framework, None where there is none.

    ``unknown`` says that an edition may keep benchmarks on either side of which nobody knows.
    """

    sums: Sums
    before: tuple[Rated, ...] | None
    unknown: bool

    @property
    def worse(self) -> tuple[str, ...] | None:
        """The ids of benchmarks that were judged better before; None where there is nothing to compare with."""
        if self.before is None:
            return None
        earlier = {one.id: one.judged for one in self.before}
        return tuple(one.id for one in self.sums.ratings if _is_worse(earlier.get(one.id), one.judged))

    @property
    def unshown(self) -> tuple[str, ...]:
        """The ids of benchmarks of which an edition keeps how they are, or were before, so that nobody can compare them."""
        earlier = {one.id: one.hollow for one in self.before or ()}
        both = (one for one in self.sums.ratings if one.id in earlier)
        return tuple(one.id for one in both if one.hollow or earlier[one.id])


def _is_worse(earlier: Colour | None, later: Colour | None) -> bool:
    return earlier is not None and later is not None and COLOURS.index(later) < COLOURS.index(earlier)


class _Seen(NamedTuple):
    """What is kept of every toolkit; ``number`` is its place among those that were taken in."""

    number: int
    file: str
    name: str
    period: str
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

    def add(self, one: Sums) -> None:
        """Take a toolkit in. Raises PreventError for the second of a body, a framework and a period."""
        self.files += 1
        one = self._shared(one)
        named = Named(one.name, one.code)
        self._named[named] = None
        key = own_key(named)
        if self._once(key, (one.last, one.framework), _seen(self._taken, one)):
            self._taken += 1
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
            self._compared(key, one)
            for key, kept in self._latest.items()
            for old, one in kept.items()
            if self._speaks(old, kept)
        ]
        return sorted(found, key=lambda one: (one.sums.name.casefold(), one.sums.code or "", one.sums.file))

    def _compared(self, key: str, one: Sums) -> Latest:
        framework = one.framework
        whole = replace(one, ratings=self._whole(key, framework, one))
        day = self._before(key, one.last, framework)
        if day is None:
            return Latest(whole, None, unknown=False)
        before = self._seen[key][day, framework]
        unknown = framework is None and (one.withholds or before.withholds)
        return Latest(whole, self._whole(key, framework, before), unknown)

    def _before(self, key: str, day: date, framework: str | None) -> date | None:
        """Give the last day of the body's period before, in which a toolkit of the same framework speaks for it."""
        places = self._seen[key]
        earlier = sorted((last for last, answered in places if last < day and answered == framework), reverse=True)
        return next((last for last in earlier if self._speaks(framework, _frameworks(places, last))), None)

    def _whole(self, key: str, framework: str | None, one: Sums | _Seen) -> tuple[Rated, ...]:
        """Give a toolkit's ratings; where it withholds something, with frames of the body's own benchmarks that it may keep."""
        if not one.withholds:
            return one.ratings
        of = (seen.ratings for (_, answered), seen in self._seen[key].items() if answered == framework)
        kept = {rated.id for ratings in of for rated in ratings} - {rated.id for rated in one.ratings}
        frames = (Rated(ref, f"Benchmark {ref}", None, "not rated", hollow=True) for ref in kept)
        return tuple(sorted((*one.ratings, *frames), key=lambda rated: natural(rated.id))) if kept else one.ratings

    def places(self) -> list[Place | None]:
        """Say what each toolkit counts for, in the order in which they came; None of one that was left out later."""
        self.join()
        found: list[Place | None] = [None] * self._taken
        for key, places in self._seen.items():
            newest = max(last for last, _ in places)
            for (last, framework), seen in places.items():
                speaks = self._speaks(framework, _frameworks(places, last))
                before = self._before(key, last, framework)
                found[seen.number] = Place(key, speaks, speaks and last == newest, before)
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
        for key, places in self._seen.items():
            for (last, answered), seen in places.items():
                if answered == framework and self._speaks(answered, _frameworks(places, last)):
                    found[last].append(seen._replace(ratings=self._whole(key, framework, seen)))
        return [_period(last, found[last]) for last in sorted(found)]


def _frameworks(places: Iterable[tuple[date, str | None]], last: date) -> list[str | None]:
    return [framework for day, framework in places if day == last]


def _seen(number: int, one: Sums) -> _Seen:
    return _Seen(number, one.file, one.name, one.period, one.ratings, one.withholds, one.open, one.overdue)


def _period(last: date, seen: Sequence[_Seen]) -> Period:
    return Period(
        period=usual(one.period for one in seen),
        last=last,
        bodies=len(seen),
        judged=count(rated.said for one in seen for rated in one.ratings),
        open=sum(one.open for one in seen),
        overdue=sum(one.overdue for one in seen),
    )


def count(said: Iterable[str]) -> Counts:
    """Count ratings by what is said of them: a colour, not judged, not shown."""
    found = Counter(said)
    green, amber, red, unjudged, unshown = (found[one] for one in RATINGS)
    return green, amber, red, unjudged, unshown


def usual(written: Iterable[str]) -> str:
    """Give the form that most write; of several, the first in the alphabet."""
    return min(Counter(written).items(), key=lambda one: (-one[1], one[0]))[0]

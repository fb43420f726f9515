"""Bodies that were compared, put together by the framework that they answer; ``compare`` says the definitions."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from prevent_cli.model.bodies import fold
from prevent_cli.model.fields import AUDIENCES
from prevent_cli.portfolio.compare import count, usual
from prevent_cli.portfolio.records import Benchmark, Body, Gap, Group, Slip
from prevent_cli.portfolio.sums import MOST
from prevent_cli.rating.actions import natural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from prevent_cli.model.fields import Audience
    from prevent_cli.portfolio.compare import Comparing, Latest
    from prevent_cli.portfolio.records import Period
    from prevent_cli.portfolio.sums import Sums


def groups(
    comparing: Comparing,
    fields: Callable[[Sums], Mapping[str, str]],
    text: Callable[[str | None, str], str],
    until: tuple[str, date] | None,
    *,
    worse: bool = False,
) -> tuple[Group, ...]:
    """Compare the bodies, the largest group first.

    ``fields`` gives what is known of a toolkit's body beside it; ``text`` an expectation's words, by
    framework and id; ``until`` the period that the bodies should have reached, where it was asked for.
    With ``worse`` only bodies with a rating that got worse are in the matrix.
    """
    found: dict[str | None, list[Latest]] = defaultdict(list)
    bodies = comparing.bodies()
    for one in bodies:
        found[one.sums.framework].append(one)
    ordered = sorted(found.items(), key=lambda one: (-len(one[1]), one[0] or ""))
    called = _called([one.sums for one in bodies])

    def body(one: Latest, day: date) -> Body:
        behind = max(0, (day - one.sums.last).days)
        return Body(one.sums, called(one.sums), fields(one.sums), behind, one.worse, one.unshown, one.unknown)

    made = (_group(latest, body, text, until, comparing.periods(name)) for name, latest in ordered)
    return tuple(replace(one, matrix=tuple(filter(_got_worse, one.bodies))) if worse else one for one in made)


def _got_worse(one: Body) -> bool:
    return bool(one.worse)


def _called(bodies: Iterable[Sums]) -> Callable[[Sums], str]:
    """Give what tells bodies apart for a reader: the name, with the code where several have that name."""
    known = Counter(name for name, _ in {(fold(one.name), one.code) for one in bodies})
    return lambda one: f"{one.name} ({one.code})" if one.code and known[fold(one.name)] > 1 else one.name


def _group(
    latest: Sequence[Latest],
    body: Callable[[Latest, date], Body],
    text: Callable[[str | None, str], str],
    until: tuple[str, date] | None,
    periods: Sequence[Period],
) -> Group:
    found = [one.sums for one in latest]
    common = until or common_period(found)
    framework = found[0].framework
    counted = found if framework else ()
    bodies = tuple(body(one, common[1]) for one in latest)
    return Group(
        framework=framework,
        title=found[0].framework_title,
        common=common,
        count=len(latest),
        bodies=bodies,
        matrix=bodies,
        benchmarks=tuple(_benchmarks(counted)),
        gaps=tuple(_gaps(counted, lambda ref: text(framework, ref))),
        slips=tuple(_slips(bodies)),
        slipped=sum(one.slipped_open for one in found),
        periods=tuple(periods) if framework else (),
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
        titled = [one.title for one in ratings if not one.hollow] or [one.title for one in ratings]
        yield Benchmark(ref, usual(titled), count(one.said for one in ratings), differ)


def _gaps(latest: Sequence[Sums], text: Callable[[str], str]) -> list[Gap]:
    lack = Counter(ref for one in latest for ref in one.gaps)
    scope = Counter(ref for one in latest for ref in one.in_scope)
    common = [Gap(ref, text(ref), number, scope[ref]) for ref, number in lack.items() if number > 1]
    return sorted(common, key=lambda one: (-one.bodies / one.of, -one.bodies, natural(one.id)))


def _slips(bodies: Iterable[Body]) -> list[Slip]:
    found = [
        Slip(one.called, one.sums.name, one.sums.code, action)
        for one in bodies
        for action in one.sums.slips
        if action.open
    ]
    return sorted(found, key=lambda one: -one.action.days)[:MOST]


def narrowest(found: Iterable[Group]) -> Audience:
    """Give the narrowest audience of anything in the groups."""
    return max((one.sums.audience for group in found for one in group.bodies), key=AUDIENCES.index, default="public")


def markings(found: Iterable[Group]) -> tuple[str, ...]:
    """Give the markings of the toolkits, each once."""
    return tuple(dict.fromkeys(one.sums.marking for group in found for one in group.bodies if one.sums.marking))

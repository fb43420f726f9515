"""Which toolkits of two sides are held against each other: by organisation, framework and period, else by path."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from prevent_cli import choosing
from prevent_cli.errors import PreventError
from prevent_cli.model.bodies import Bodies

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from prevent_cli.model.toolkit import Organisation
    from prevent_cli.store.load import Crosswalks
    from prevent_cli.store.unread import Unread
    from prevent_cli.versions import Named, Version

_Key = tuple[object, ...]
_SAME_LENGTH = 3  # days by which two periods of one kind may differ, such as February and March
_TWO = "name two files, or a git revision to compare with: prevent diff HEAD"


class Pair(NamedTuple):
    """Two versions of what may be called the same toolkit, or two periods of one body."""

    old: Version
    new: Version


class Stretch(NamedTuple):
    """An older version and a later period of its body; ``between``, where there is one, is the period before that as the files are.

    ``beside`` are those of today in another framework, later than what the new one is held against: they may have finished an action.
    """

    old: Version
    between: Version | None
    new: Version
    beside: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class Pairs:
    """What is to be compared, and what has nothing to be compared with.

    ``stretches`` are pairs that a period of today lies between or beside: each step counts, and the whole for what no step shows.
    ``unread`` are what could not be read, each with what takes its place, or None where nothing does.
    ``paths`` are those of the newer side.
    ``mended`` are those with the period before: of these only dropped actions count.
    ``twice`` pairs what was left out of a revision with the other of its organisation and period.
    ``reframed`` pairs what is gone, and so in ``only_old``, with what answers another framework in its place.
    """

    both: tuple[Pair, ...]
    only_old: tuple[Version, ...] = ()
    only_new: tuple[Version, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    mended: tuple[Stretch, ...] = ()
    twice: tuple[tuple[Version, Version], ...] = ()
    reframed: tuple[Pair, ...] = ()
    unread: tuple[tuple[Unread, Version | None], ...] = ()
    paths: frozenset[str] = frozenset()

    @property
    def succeeded(self) -> Iterator[Pair]:
        """Pairs of what stands nowhere any more and a later period that answers another framework."""
        kept = {id(one) for one in self.only_old} | {id(old) for old, new in self.both if _key(old) == _key(new)}
        held = (*self.both, *(Pair(one.old, one.new) for one in self.stretches))
        then = (pair for pair in held if pair.old.revision)
        return (pair for pair in then if id(pair.old) not in kept and _frameworks_differ(*pair))


def last_two(found: Sequence[Version], crosswalks: Crosswalks) -> Pairs:
    """Pair the last two periods of each organisation, of those that speak for a period.

    Raises PreventError where none has two.
    """
    told = _told_apart(found, Bodies(one.record.organisation for one in found))
    speaking = {id(one) for one in choosing.speaking([one.loaded for one in told], crosswalks)}
    meant = [one for one in told if id(one.loaded) in speaking]
    _require_one_each(meant)
    pairs, alone = [], []
    for series in _series(meant):
        before = _last_before(series[-1], series)
        if before:
            pairs.append(Pair(before, series[-1]))
        else:
            alone.append(series[-1])
    if not pairs:
        said = ", ".join(f"{one.record.organisation.name} ({one.record.period})" for one in alone)
        raise PreventError(f"there is only one period to compare: {said}", _TWO)
    return Pairs(tuple(pairs), only_new=tuple(alone))


def _told_apart(versions: Iterable[Version], bodies: Bodies) -> list[Version]:
    """Give the versions with their bodies; one may give its code only later."""
    return [replace(one, body=bodies.key(one.record.organisation)) for one in versions]


def _series(versions: Iterable[Version]) -> list[list[Version]]:
    """Group by organisation, each group in the order of its periods."""
    groups: dict[str, list[Version]] = {}
    for one in versions:
        groups.setdefault(one.body, []).append(one)
    return [sorted(group, key=lambda one: one.record.period.last) for group in groups.values()]


def paired(old: Named, new: Named, *, follow: bool) -> Pairs:
    """Pair two single toolkits as they are, others by organisation and period, then by path."""
    if old.versions and old.single and new.single:
        return _two(Pair(old.versions[0], new.versions[0]), strict=follow)
    named = [one.organisation for one in old.unread if one.organisation]
    bodies = Bodies((*(one.record.organisation for one in (*old.versions, *new.versions)), *named))
    olds, news = (_told_apart(side.versions, bodies) for side in (old, new))
    keys = [_key_of(one, bodies) for one in old.unread]
    unread = _mending(list(zip(old.unread, keys, strict=True)), olds, news)
    mended = [one for _, one in unread if one]
    as_then = [replace(one, body=str(key[0] or one.body)) for key, (_, one) in zip(keys, unread, strict=True) if one]
    news = [one for one in news if not any(one is other for other in mended)]
    today = [*news, *mended]
    kept = _once(olds, news) if follow else olds
    pairs = _of_same_periods(kept, news)
    reframed = _reframed(_left(olds, pairs), _left(news, pairs)) if follow else []
    lost = {id(pair.old) for pair in reframed}
    pairs += _of_same_paths([one for one in _left(olds, pairs) if id(one) not in lost], _left(news, pairs))
    if follow:
        _require_one_each(news)
        pairs += _following(_left(news, pairs), kept, mended, today)
    if not pairs and not unread and (old.single or new.single):
        raise PreventError(
            f"{old.word} and {new.word} have no toolkit in common",
            "toolkits are matched by organisation and period, or by path; or name two files, or REVISION:PATH",
        )
    alone, known = _left(olds, [pair for pair in pairs if id(pair.old) not in lost]), {id(one) for one in kept}
    standing = {_key(one): one for one in kept}
    stretches = [_stretch(pair, today) for pair in pairs] if follow else []
    long = tuple(one for one in stretches if one.between or one.beside)
    stretched = {id(one.new) for one in long}
    return Pairs(
        tuple(pair for pair in pairs if id(pair.new) not in stretched),
        () if new.single else tuple(one for one in alone if id(one) in known),
        () if old.single else tuple(_left(news, pairs)),
        long,
        tuple(_stretch(pair, today) for pair in _following(as_then, kept, as_then, [*news, *as_then])),
        tuple((one, standing[_key(one)]) for one in alone if id(one) not in known),
        tuple(reframed),
        unread,
        frozenset(one.path for one in new.versions),
    )


def _mending(
    unread: Sequence[tuple[Unread, _Key]], olds: Sequence[Version], news: Sequence[Version]
) -> tuple[tuple[Unread, Version | None], ...]:
    """Give each that could not be read with what takes its place: at its path, unless it is another body's, or new under its key."""
    paths, taken = {one.path: one for one in news}, {one.path for one in olds} | {one.path for one, _ in unread}
    known = {_key(one) for one in olds}
    fresh = {_key(one): one for one in news if one.path not in taken and _key(one) not in known}
    found: list[tuple[Unread, Version | None]] = []
    for one, key in unread:
        there = paths.get(one.path)
        is_it = there is not None and (
            key[0] in {None, there.body} or _agree(one.organisation, there.record.organisation)
        )
        found.append((one, there if is_it else fresh.pop(key, None)))
    return tuple(found)


def _agree(then: Organisation | None, now: Organisation) -> bool:
    """Whether the name or the code is the same: the push that mends a file may correct the other."""
    return then is not None and (now.is_same(then.name, None) or now.is_same(then.name, then.code))


def _key_of(one: Unread, bodies: Bodies) -> _Key:
    """Give what ``_key`` would give, could it be read; None stands in it for what is not known."""
    body = bodies.key(one.organisation) if one.organisation else None
    return (body, one.framework, *((one.period.first, one.period.last) if one.period else (None, None)))


def _two(pair: Pair, *, strict: bool) -> Pairs:
    """Pair two that were named; ``strict`` has the older gone too where the newer answers another framework in its place."""
    _require_same_body(pair)
    reframed = (pair,) if strict and _answers_another(*pair) else ()
    return Pairs((pair,), tuple(one.old for one in reframed), reframed=reframed, paths=frozenset({pair.new.path}))


def _of_same_periods(olds: Sequence[Version], news: Sequence[Version]) -> list[Pair]:
    """Pair by organisation, framework and period."""
    now = _grouped(news)
    return [pair for key, group in _grouped(olds).items() for pair in _of_one_period(group, now.get(key, []))]


def _of_same_paths(olds: Sequence[Version], news: Sequence[Version]) -> list[Pair]:
    """Pair by path what is of one organisation."""
    paths = {one.path: one for one in news}
    return [Pair(one, same) for one in olds if (same := paths.get(one.path)) and same.body == one.body]


def _reframed(olds: Sequence[Version], news: Sequence[Version]) -> list[Pair]:
    """Pair each that has no counterpart with what answers another framework in its place, where something does."""
    found = ((one, [other for other in news if _answers_another(one, other)]) for one in olds)
    return [Pair(one, max(others, key=lambda other: other.path == one.path)) for one, others in found if others]


def _answers_another(one: Version, other: Version) -> bool:
    """Whether another answers a different framework in the place of one: at its path for no later period, else for its own.

    Its ratings and answers could not be held against the other's.
    """
    old, new = one.record.period.last, other.record.period.last
    place = new <= old if one.path == other.path else new == old
    return place and one.body == other.body and _frameworks_differ(one, other)


def _frameworks_differ(one: Version, other: Version) -> bool:
    old, new = one.record.framework, other.record.framework
    return bool(old and new) and old != new


def _of_one_period(olds: Sequence[Version], news: Sequence[Version]) -> list[Pair]:
    """Pair two sides of one organisation and period: of several those of one path, then the one that is left of each.

    Raises PreventError where more are left of one side: nothing says which is which.
    """
    paths = {one.path: one for one in news}
    pairs = [Pair(one, paths[one.path]) for one in olds if one.path in paths]
    old, new = _left(olds, pairs), _left(news, pairs)
    if old and new:
        _require_one_each(old)
        _require_one_each(new)
        pairs.append(Pair(old[0], new[0]))
    return pairs


def _left(versions: Sequence[Version], pairs: Iterable[Pair]) -> list[Version]:
    """Give the versions that are in no pair."""
    taken = {id(one) for pair in pairs for one in pair}
    return [one for one in versions if id(one) not in taken]


def _once(olds: Sequence[Version], news: Sequence[Version]) -> list[Version]:
    """Keep one of those of one organisation and period: that whose path still stands for it, or is still there, or the first."""
    now = {one.path: _key(one) for one in news}
    groups = _grouped(olds).values()
    return [max(group, key=lambda one: (now.get(one.path) == _key(one), one.path in now)) for group in groups]


def _grouped(versions: Iterable[Version]) -> dict[_Key, list[Version]]:
    """Group by organisation, framework and period."""
    groups: dict[_Key, list[Version]] = {}
    for one in versions:
        groups.setdefault(_key(one), []).append(one)
    return groups


def _key(one: Version) -> _Key:
    return one.body, one.record.framework, one.record.period.first, one.record.period.last


def _require_one_each(versions: Iterable[Version]) -> None:
    """Raise PreventError where two are of the same organisation, framework and period."""
    for group in _grouped(versions).values():
        files = " and ".join(one.loaded.source.file for one in group[:2])
        if len(group) > 1:
            raise PreventError(
                f"{files} are of the same organisation and period",
                f"name the one that is meant: {group[0].loaded.source.file}, or the other"
                if group[0].revision
                else "correct the period of one, or name the file that is meant",
            )


def _last_before(one: Version, versions: Iterable[Version]) -> Version | None:
    """Give the version of the same body with the latest earlier period; ``_nearness`` tells those apart that end on one day."""
    return max(_earlier(one, versions), key=lambda other: _nearness(one, other), default=None)


def _earlier(one: Version, versions: Iterable[Version]) -> list[Version]:
    return [other for other in versions if other.body == one.body and other.record.period.last < one.record.period.last]


def _nearness(one: Version, other: Version) -> tuple[date, bool, int, date, str]:
    """Give what is greater the nearer another's earlier period is; no two of one side have the same.

    Of two that end on one day that of its framework is nearer, else the one that is about as long, else the shorter.
    """
    period = other.record.period
    same = other.record.framework == one.record.framework
    return period.last, same, -_difference(one, other), period.first, other.path


def _difference(one: Version, other: Version) -> int:
    """Give by how many days the lengths of two periods differ."""
    days = [(each.record.period.last - each.record.period.first).days for each in (one, other)]
    return abs(days[0] - days[1])


def _before(one: Version, versions: Iterable[Version], today: Iterable[Version]) -> Version | None:
    """Give the version that one takes up: the last before it of its own framework, else of another that does not go on today.

    What lies within its period, as a quarter in a year, is passed over where one that is as long goes before.
    """
    earlier = _earlier(one, versions)
    own = [other for other in earlier if not _frameworks_differ(one, other)] or earlier
    outside = _last_before(one, (other for other in own if other.record.period.first < one.record.period.first))
    is_series = outside and _difference(one, outside) <= _SAME_LENGTH
    found = outside if is_series else _last_before(one, own)
    return None if found and _frameworks_differ(one, found) and _goes_on(found, one, today) else found


def _goes_on(old: Version, new: Version, today: Iterable[Version]) -> bool:
    """Whether a period about as long as the old one, of its framework, stands beside the new one or later: that takes up the old."""
    return any(
        one.body == old.body
        and not _frameworks_differ(one, old)
        and one.record.period.last >= new.record.period.last
        and _difference(one, old) <= _SAME_LENGTH
        for one in today
    )


def _following(
    news: Iterable[Version], kept: Sequence[Version], mended: Sequence[Version], today: Sequence[Version]
) -> list[Pair]:
    """Pair each with the one that it takes up in the revision, else among those that were mended."""
    return [Pair(last, one) for one in news if (last := _before(one, kept, today) or _before(one, mended, today))]


def _stretch(pair: Pair, news: Sequence[Version]) -> Stretch:
    """Give a pair with the period that its newer side takes up as the files are, where its older side is no nearer, nor the same."""
    last = _before(pair.new, news, news)
    is_between = last and last.record != pair.old.record and _rank(pair.new, last) >= _rank(pair.new, pair.old)
    between = last if is_between else None
    return Stretch(pair.old, between, pair.new, _beside(pair.new, between or pair.old, news))


def _rank(one: Version, other: Version) -> tuple[bool, date]:
    return not _frameworks_differ(one, other), other.record.period.last


def _beside(new: Version, old: Version, news: Iterable[Version]) -> tuple[Version, ...]:
    """Give what answers another framework after the older of two that answer the same."""
    if _frameworks_differ(old, new):
        return ()
    later = (other for other in _earlier(new, news) if other.record.period.last > old.record.period.last)
    return tuple(other for other in later if _frameworks_differ(other, new))


def _require_same_body(pair: Pair) -> None:
    old, new = (one.record.organisation for one in pair)
    if not old.is_same(new.name, new.code):
        raise PreventError(
            f"the two are of different organisations: {old.name} and {new.name}",
            "compare two periods or two versions of one organisation",
        )

"""Which of several toolkits count: of a body's the newest, and of one period's the one that a crosswalk leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.bodies import Bodies

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from prevent_cli.model.toolkit import Toolkit
    from prevent_cli.store.load import Crosswalks, Loaded


def bodies_of(loaded: Iterable[Loaded[Toolkit]]) -> Bodies:
    """Tell the bodies apart that toolkits are of; what is no record is of none."""
    return Bodies(one.record.organisation for one in loaded if one.record)


def speaking(loaded: Sequence[Loaded[Toolkit]], crosswalks: Crosswalks) -> list[Loaded[Toolkit]]:
    """Leave out every toolkit whose place another of the same body and period took, in a newer framework."""
    bodies = bodies_of(loaded)
    rivals: dict[tuple[str, date], list[Loaded[Toolkit]]] = {}
    for one in loaded:
        if one.record:
            rivals.setdefault((bodies.key(one.record.organisation), one.record.period.last), []).append(one)
    passed_by = [
        id(one) for group in rivals.values() for one in group for other in group if _newer(other, one, crosswalks)
    ]
    return [one for one in loaded if id(one) not in passed_by]


def _newer(one: Loaded[Toolkit], other: Loaded[Toolkit], crosswalks: Crosswalks) -> bool:
    """Whether crosswalks lead from the framework of the other to that of the one, and not back."""
    new, old = (each.record.framework if each.record else None for each in (one, other))
    if new == old:
        return False
    from prevent_cli.model.crosswalk import leads  # few periods of a body answer two frameworks

    known = list(crosswalks.all().values())
    return leads(known, old, new) and not leads(known, new, old)


def latest(loaded: Sequence[Loaded[Toolkit]], crosswalks: Crosswalks) -> list[Loaded[Toolkit]]:
    """Keep those of the last period of each organisation: one for each framework.

    One that was carried to a newer framework is left out: the newer file speaks in its place.
    """
    bodies = bodies_of(loaded)
    last: dict[str, date] = {}
    for record in filter(None, (one.record for one in loaded)):
        key = bodies.key(record.organisation)
        last[key] = max(last.get(key, record.period.last), record.period.last)
    return [
        one
        for one in speaking(loaded, crosswalks)
        if one.record and one.record.period.last == last[bodies.key(one.record.organisation)]
    ]


def newest(loaded: Sequence[Loaded[Toolkit]], crosswalks: Crosswalks) -> list[Loaded[Toolkit]]:
    """Keep the toolkit with the last period of each organisation, by its code or else its name; of those that ``latest`` keeps the first.

    The bodies come in the order of their first toolkits.
    """
    bodies = bodies_of(loaded)
    found: dict[str, Loaded[Toolkit] | None] = {
        bodies.key(one.record.organisation): None for one in loaded if one.record
    }
    for one in latest(loaded, crosswalks):
        if one.record:
            key = bodies.key(one.record.organisation)
            found[key] = found[key] or one
    return [one for one in found.values() if one]


def newest_of_each_period(tags: Sequence[str], loaded: Sequence[Loaded[Toolkit]]) -> list[Loaded[Toolkit]]:
    """Keep of each body's period what the newest tag has; ``tags`` name each one's tag, the newest first."""
    bodies = bodies_of(loaded)
    speaks: dict[tuple[str, date, date], str] = {}
    kept = []
    for tag, one in zip(tags, loaded, strict=True):
        if one.record:
            period = one.record.period
            key = (bodies.key(one.record.organisation), period.first, period.last)
            if speaks.setdefault(key, tag) == tag:
                kept.append(one)
    return kept

"""Checks across the toolkits of one run: what a single file cannot show.

Each file leaves a few facts behind, so that memory stays small however many there are.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, NamedTuple
from zlib import DEFLATED, compressobj, decompress

from prevent_cli.checks.prose import words
from prevent_cli.model.finding import Problem
from prevent_cli.model.parse import did_you_mean, short
from prevent_cli.model.tree import numbered, numbered_loc

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prevent_cli.model.finding import Loc
    from prevent_cli.model.toolkit import Toolkit
    from prevent_cli.model.tree import Numbers

SAME_PERIOD = "same-period"
REUSED_ID = "reused-id"

SAME_PERIOD_DOC = """\
Two toolkits are of the same organisation, the same framework and the same period.

Commands take the newest toolkit of each organisation; with two, it is not clear which one
speaks. The finding gives both files.

Example: a copy of `2021-12.yaml` in which the period was not changed.

Mend it by correcting the period, or by removing one of the files."""

REUSED_ID_DOC = """\
An action's id stands for another action in a later period.

An action keeps its id from quarter to quarter, and an id is never used again; otherwise
minutes and comparisons speak of the wrong action.

Example: A14 is "Refresh the contacts" in one quarter and "Audit the schools" in the next.

Mend it by giving the later action a new id, or by restoring the earlier wording."""

FORMER_ID = "unknown-former-id"

FORMER_ID_DOC = """\
An action's `was` names an id that no earlier toolkit has.

`was` lets an action be followed when its id changed. Where the earlier toolkits of the
organisation are checked in the same run, the id has to be in one of them.

Example: `was: [A30]`, where the quarter before has A03.

Mend it by correcting the id, or by leaving `was` out."""

_LIKE = 0.2


class Facts(NamedTuple):
    """What a toolkit leaves behind for these checks: the texts of its actions by id, their former ids, and where each stands."""

    framework: str | None
    period: str
    last: date
    actions: dict[str, tuple[str, Numbers]]
    former: tuple[tuple[str, Numbers, int], ...] = ()


class Across(NamedTuple):
    """A problem of one file, by its number in the run, and the place in another that belongs to it."""

    file: int
    problem: Problem
    other: int
    other_loc: Loc


def facts(toolkit: Toolkit) -> Facts:
    """Take from a toolkit what these checks need."""
    found: dict[str, tuple[str, Numbers]] = {}
    former: list[tuple[str, Numbers, int]] = []
    for at, action in numbered(toolkit):
        if action.id:
            found[action.id] = (action.text, at)
        former += [(name, at, number) for number, name in enumerate(action.was)]
    return Facts(toolkit.framework, str(toolkit.period), toolkit.period.last, found, tuple(former))


def packed(one: Facts) -> bytes:
    """Write facts as bytes, to be kept apart from memory."""
    content = json.dumps([*one[:2], one.last.toordinal(), *one[3:]], separators=(",", ":")).encode()
    small = compressobj(1, DEFLATED, 12, 5)  # in a tenth of the memory, which else is asked of the system for each file
    return small.compress(content) + small.flush()


def unpacked(content: bytes) -> Facts:
    """Read facts from their bytes."""
    framework, period, last, found, former = json.loads(decompress(content))
    return Facts(framework, period, date.fromordinal(last), found, former)


def check(files: Sequence[tuple[int, Facts]]) -> Iterator[Across]:
    """Yield every problem between the files of one organisation, each with its number."""
    series = sorted(files, key=lambda file: file[1].last)
    yield from _same_periods(series)
    yield from _reused(series)
    yield from _unknown_former(series)


def _same_periods(series: Sequence[tuple[int, Facts]]) -> Iterator[Across]:
    """Yield a problem for every file that says it is what another already is: against one framework, in one period."""
    seen: dict[tuple[str | None, date], int] = {}
    for number, one in series:
        key = (one.framework, one.last)
        if key in seen:
            yield Across(number, _same_period(one), seen[key], ("period",))
        seen[key] = number


def _same_period(later: Facts) -> Problem:
    return Problem(
        SAME_PERIOD,
        f"there is another toolkit of this organisation for {short(later.period)}",
        "correct the period, or remove one of the files",
        ("period",),
    )


def _reused(series: Sequence[tuple[int, Facts]]) -> Iterator[Across]:
    last_seen: dict[str, tuple[int, str, Numbers]] = {}
    for number, one in series:
        for name, (text, at) in one.actions.items():
            known = last_seen.get(name)
            if known and known[1] != text and _likeness(known[1], text) < _LIKE:
                problem = Problem(
                    REUSED_ID,
                    f"'{name}' was another action before: {short(known[1])}",
                    "give this action a new id, or restore its wording",
                    (*numbered_loc(at), "id"),
                    "warning",
                )
                yield Across(number, problem, known[0], (*numbered_loc(known[2]), "id"))
            last_seen[name] = (number, text, at)


def _unknown_former(series: Sequence[tuple[int, Facts]]) -> Iterator[Across]:
    """Yield a problem for a former id that no earlier toolkit of the run has, where there is an earlier one."""
    earlier: set[str] = set()
    for position, (number, one) in enumerate(series):
        for name, at, which in one.former if position else ():
            if name not in earlier:
                problem = Problem(
                    FORMER_ID,
                    f"'was' names '{name}', which no earlier toolkit of this organisation has",
                    did_you_mean(name, sorted(earlier), "earlier ids are") if earlier else "leave it out",
                    (*numbered_loc(at), "was", which),
                    "warning",
                )
                yield Across(number, problem, series[position - 1][0], ("period",))
        earlier |= one.actions.keys() | {name for name, _, _ in one.former}


def _likeness(one: str, other: str) -> float:
    """Give the share of words two texts have in common, from 0 to 1."""
    first, second = set(words(one)), set(words(other))
    return len(first & second) / max(1, len(first | second))

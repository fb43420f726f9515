"""The tables below a matrix of many bodies, as every format for people has them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from prevent_cli.portfolio.position import LEAST
from prevent_cli.portfolio.records import RATINGS
from prevent_cli.portfolio.sums import MOST
from prevent_cli.reports.portfolio_words import OWN_QUESTIONS
from prevent_cli.reports.words import short_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Self

    from prevent_cli.portfolio.position import Position, Standing
    from prevent_cli.portfolio.records import Counts, Group, Portfolio

LONGEST = MOST
"""How many slipped actions are listed; and of gaps in common and late bodies, which JSON has all."""
QUARTERS = ("", "the best quarter", "the second quarter", "the third quarter", "the last quarter")


class Keyed(str):
    """A cell's text with the number by which it is sorted."""

    __slots__ = ("key",)
    key: float

    def __new__(cls, text: object, key: float) -> Self:
        """Give the text its key."""
        made = super().__new__(cls, text)
        made.key = key
        return made


def number(value: int) -> Keyed:
    """Give a whole number as a cell."""
    return Keyed(value, value)


@dataclass(frozen=True, slots=True)
class Section:
    """A table with its heading; ``empty`` is said where it has no rows, ``note`` below it. ``wide`` is its widest column."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    wide: int
    empty: str = ""
    note: str = ""


def sections(one: Portfolio, group: Group, *, trend: bool) -> Iterator[Section]:
    """Give the tables below the matrix."""
    if one.position:
        yield _position(one.position, group)
    if group.benchmarks:
        yield _benchmarks(group)
    yield _late(group, alone=one.position is not None)
    if group.count > 1 and group.comparable:
        yield replace(_gaps(group), empty=_no_gaps(one.position))
    yield _slips(group, alone=one.position is not None)
    if trend and group.comparable:
        yield _trend(group)


def _no_gaps(position: Position | None) -> str:
    """Say why there are no gaps in common, or why they are not told."""
    if position is None:
        return "No expectation is a gap in two bodies."
    if not position.enough:
        return f"Fewer than {LEAST} bodies are compared, so it is not told."
    return f"No expectation that at least {LEAST} bodies have in scope is a gap in two of them."


def _position(one: Position, group: Group) -> Section:
    few = f"Fewer than {LEAST} bodies are compared, so nothing is said of the others."
    many = "The others are not named; quartiles are given where at least five bodies have the measure."
    said = (many if one.enough else few) if group.comparable else OWN_QUESTIONS
    return Section(
        f"{one.name} among its peers",
        ("Measure", "Own", "First quartile", "Median", "Third quartile", "Stands in", "Compared"),
        tuple(_standing(each) for each in one.standings),
        wide=0,
        note=f"Percent. {said}",
    )


def _standing(one: Standing) -> tuple[str, ...]:
    quartiles = (one.quartiles.first, one.quartiles.median, one.quartiles.third) if one.quartiles else ("", "", "")
    same = "all are the same" if one.quartiles and one.value is not None else ""
    stands = Keyed(QUARTERS[one.quarter], one.quarter) if one.quarter else same
    name = f"{one.name.capitalize()} ({one.better} is better)"
    return (name, percent(one.value), *map(percent, quartiles), stands, number(one.of) if one.quartiles else "")


def percent(value: float | str | None) -> str:
    """Say a share to a tenth of a percent, without the sign."""
    if value is None or isinstance(value, str):
        return ""
    return Keyed(f"{value:.1f}".removesuffix(".0"), round(value, 1))


def _benchmarks(group: Group) -> Section:
    said = counted(one.judged for one in group.benchmarks)
    rows = ((f"{one.id}: {one.title}", *_numbers(one.judged, said), number(one.differ)) for one in group.benchmarks)
    return Section(
        "Benchmarks over the bodies",
        ("Benchmark", *map(str.capitalize, said), "Computed another"),
        tuple(rows),
        wide=0,
    )


def _late(group: Group, *, alone: bool) -> Section:
    rows = [(one.called, Keyed(one.sums.period, one.sums.last.toordinal()), number(one.behind)) for one in group.late]
    return Section(
        "Late",
        ("Body", "Latest period", "Days behind"),
        tuple(rows[:LONGEST]),
        wide=0,
        empty="It is not late." if alone else "No body is late.",
        note=cut(LONGEST, len(rows)),
    )


def _gaps(group: Group) -> Section:
    rows = [(one.id, one.text, Keyed(f"{one.bodies} of {one.of}", round(one.bodies / one.of, 6))) for one in group.gaps]
    return Section(
        "Gaps in common",
        ("Expectation", "Words", "A gap in"),
        tuple(rows[:LONGEST]),
        wide=1,
        empty="No expectation is a gap in two bodies.",
        note=" ".join(filter(None, (_in_most(group), cut(LONGEST, len(rows))))),
    )


def _in_most(group: Group) -> str:
    """Say how many of the gaps most bodies have, where there are any."""
    most, every = sum(one.in_most for one in group.gaps), len(group.gaps)
    if every < 2:
        return f"It is {'' if most else 'not '}a gap in most bodies." if every else ""
    return f"{most or 'None'} of {every} expectations {'are gaps' if most > 1 else 'is a gap'} in most bodies."


def _slips(group: Group, *, alone: bool) -> Section:
    rows = tuple(
        (
            one.called,
            one.action.id or "",
            one.action.ref,
            one.action.text,
            number(one.action.days),
            Keyed(short_day(one.action.due), one.action.due.toordinal()),
        )
        for one in group.slips
    )
    return Section(
        "Open actions that slipped most",
        ("Body", "Action", "Under", "What", "Days", "Now due"),
        rows,
        wide=3,
        empty="No open action of its own slipped." if alone else "No open action slipped.",
        note=cut(len(rows), group.slipped),
    )


def _trend(group: Group) -> Section:
    said = counted(one.judged for one in group.periods)
    rows = (
        (
            Keyed(one.period, one.last.toordinal()),
            number(one.bodies),
            *_numbers(one.judged, said),
            number(one.open),
            number(one.overdue),
        )
        for one in group.periods
    )
    return Section(
        "Trend of the whole",
        ("Period", "Bodies", *map(str.capitalize, said), "Open actions", "Overdue"),
        tuple(rows),
        wide=0,
        empty=f"No period has {LEAST} bodies.",
    )


def counted(counts: Iterable[Counts]) -> tuple[str, ...]:
    """Give what is counted of judged ratings; that some are not shown only where some are not."""
    return RATINGS if any(each[-1] for each in counts) else RATINGS[:-1]


def _numbers(counts: Counts, said: Sequence[str]) -> Iterator[Keyed]:
    return map(number, counts[: len(said)])


def cut(shown: int, every: int, how: str = "listed") -> str:
    """Say how many of all are shown, where some are not."""
    return f"{shown} of {every} are {how}." if shown < every else ""

"""Many bodies side by side: for the terminal, as Markdown, a page, JSON, or CSV."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prevent_cli.portfolio.compare import RATINGS
from prevent_cli.portfolio.position import LEAST
from prevent_cli.portfolio.sums import MOST
from prevent_cli.reports import json
from prevent_cli.reports.screen import Screen, safe, table
from prevent_cli.reports.words import count, short_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Self

    from prevent_cli.portfolio.compare import Body, Counts, Group, Portfolio
    from prevent_cli.portfolio.position import Position, Standing
    from prevent_cli.portfolio.sums import Rated

MANY = 40
"""Up to here a terminal shows every body; of more, it shows ``FEW``."""
FEW = 20
LONGEST = MOST
"""How many slipped actions are listed; and of gaps in common and late bodies, which JSON has all."""
KEY = "G is Green, A is Amber, R is Red, - is not judged; a small letter is the computed colour, where it is another."
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


def letter(one: Rated | None) -> str:
    """Say a rating in a letter, and the computed one in a small letter where it is another colour."""
    if one is None:
        return ""
    beside = one.computed[0] if differs(one) else ""
    return (one.judged[0].upper() if one.judged else "-") + beside


def words(one: Rated | None) -> str:
    """Say a rating in words: Amber, computed Green."""
    if one is None:
        return "not on file"
    judged = one.judged.capitalize() if one.judged else "Not judged"
    return f"{judged}, computed {one.computed.capitalize()}" if differs(one) else judged


def differs(one: Rated) -> bool:
    """Whether the policy computes another colour than people judged, or one where they judged none."""
    return one.computed not in {"not rated", one.judged}


def cells(group: Group, body: Body) -> list[Rated | None]:
    """Give a body's ratings in the order of the group's benchmarks, None where it has none."""
    found = {one.id: one for one in body.sums.ratings}
    return [found.get(one) for one in ids(group)]


def ids(group: Group) -> list[str]:
    """Give the ids of a group's benchmarks."""
    return [one.id for one in group.benchmarks] or [one.id for body in group.bodies for one in body.sums.ratings]


def said(counts: Counts) -> str:
    """Count ratings in words: 8 Green, 2 Amber, 0 Red, 1 not judged."""
    parts = [f"{number} {name.capitalize()}" for number, name in zip(counts, RATINGS, strict=True) if name]
    return ", ".join([*parts, *([f"{counts[-1]} not judged"] if counts[-1] else [])])


def title(one: Portfolio) -> str:
    """Name what is shown."""
    if one.position:
        of = one.position.of
        return f"{one.position.name} {f'among {of} bodies' if of > 1 else 'by itself'}"
    return f"{one.count} bodies side by side" if one.count > 1 else "1 body by itself"


def facts(one: Portfolio) -> list[str]:
    """Say in sentences what the whole is made of."""
    lines = [f"From {count(one.files, 'toolkit')}."]
    lines += [f"Only those with {', '.join(one.where)}."] if one.where else []
    lines += [f"Worked out for {short_day(one.as_of)}."] if one.as_of else []
    lines += [left_out(one)] if one.left_out else []
    lines += [f"Without any toolkit: {', '.join(one.missing)}."] if one.missing else []
    lines += ["Something is withheld from this edition."] if one.withholds else []
    return lines


def left_out(one: Portfolio) -> str:
    """Say how many files are left out; which ones where no audience is asked for and every body is named."""
    they = "it" if len(one.left_out) == 1 else "they"
    counted = f"Left out, because {they} cannot be used: {count(len(one.left_out), 'file')}"
    if one.asked or one.position:
        return f"{counted}."
    return f"{counted} ({'; '.join(f'{each.file}: {each.reason}' for each in one.left_out)})."


def heading(group: Group) -> str:
    """Name a framework."""
    return group.title or group.framework or "No framework"


def summary(one: Portfolio, group: Group) -> list[str]:
    """Say in sentences what a framework's bodies have in common."""
    period, day = group.common
    reached = ", which at least half of the bodies have reached" * (group.count > 1)
    first, last = group.days
    lines = [f"Common period: {period} (to {short_day(day)}){', asked for' if one.until else reached}."]
    if not one.position:
        lines.append(_how_late(group))
    if not one.as_of:
        lines.append(
            f"Each toolkit speaks for its own day: {short_day(first)}{'' if first == last else f' to {short_day(last)}'}."
        )
    return lines


def _how_late(group: Group) -> str:
    late = len(group.late)
    if group.count == 1:
        return f"1 body, which is {'' if late else 'not '}late."
    return f"{group.count} bodies, {late or 'none'} of them late."


def sections(one: Portfolio, group: Group, *, trend: bool) -> Iterator[Section]:
    """Give the tables below the matrix."""
    if one.position:
        yield _position(one.position)
    if group.benchmarks:
        yield _benchmarks(group)
    yield _late(group, alone=one.position is not None)
    if group.count > 1:
        yield _gaps(group)
    yield _slips(group, alone=one.position is not None)
    if trend:
        yield _trend(group)


def _position(one: Position) -> Section:
    few = f"Fewer than {LEAST} bodies are compared, so nothing is said of the others."
    return Section(
        f"{one.name} among its peers",
        ("Measure", "Own", "First quartile", "Median", "Third quartile", "Stands in", "Compared"),
        tuple(_standing(each) for each in one.standings),
        wide=0,
        note="Percent. The others are not named; quartiles are given where at least five bodies have the measure."
        if one.enough
        else few,
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
    rows = ((f"{one.id}: {one.title}", *map(number, one.judged), number(one.differ)) for one in group.benchmarks)
    return Section(
        "Benchmarks over the bodies",
        ("Benchmark", "Green", "Amber", "Red", "Not judged", "Computed another"),
        tuple(rows),
        wide=0,
    )


def _late(group: Group, *, alone: bool) -> Section:
    rows = [
        (one.sums.name, Keyed(one.sums.period, one.sums.last.toordinal()), number(one.behind)) for one in group.late
    ]
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
            one.name,
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
    rows = (
        (Keyed(one.period, one.last.toordinal()), *map(number, (one.bodies, *one.judged, one.open, one.overdue)))
        for one in group.periods
    )
    return Section(
        "Trend of the whole",
        ("Period", "Bodies", "Green", "Amber", "Red", "Not judged", "Open actions", "Overdue"),
        tuple(rows),
        wide=0,
        empty=f"No period has {LEAST} bodies.",
    )


def cut(shown: int, every: int, how: str = "listed") -> str:
    """Say how many of all are shown, where some are not."""
    return f"{shown} of {every} are {how}." if shown < every else ""


def as_table(one: Portfolio, screen: Screen, *, trend: bool, every: bool) -> str:
    """Give what fits a terminal; in a pipe every body, one a line."""
    markings = "".join(f"{safe(marking)}\n" for marking in one.markings)
    head = screen.paint(safe(title(one)), "bold") + "\n" + "".join(f"{safe(line)}\n" for line in facts(one))
    return markings + "\n".join([head, *(_group(one, group, screen, trend=trend, every=every) for group in one.groups)])


def _group(one: Portfolio, group: Group, screen: Screen, *, trend: bool, every: bool) -> str:
    blocks = [
        screen.paint(safe(heading(group)), "bold") + "\n" + "".join(f"{safe(line)}\n" for line in summary(one, group))
    ]
    blocks.append(_matrix(group, screen, every=every))
    for each in sections(one, group, trend=trend):
        shown = table(screen, each.columns, each.rows, wide=each.wide) if each.rows else ""
        notes = "".join(f"{line}\n" for line in ("" if each.rows else each.empty, each.note) if line)
        blocks.append(screen.paint(safe(each.title), "bold") + "\n" + shown + notes)
    return "\n".join(blocks)


def _matrix(group: Group, screen: Screen, *, every: bool) -> str:
    """Write a line a body: name, period, a letter for each benchmark, open and overdue actions."""
    shown = list(group.bodies)
    cut = screen.terminal and not every and len(shown) > MANY
    if cut:
        shown = sorted(shown, key=_worst)[:FEW]
    heads = ids(group)
    rows = [
        [
            safe(body.sums.name),
            safe(body.sums.period) + (" late" if body.late else ""),
            *map(letter, cells(group, body)),
            str(body.sums.open),
            str(body.sums.overdue),
        ]
        for body in shown
    ]
    columns = ["Body", "Period", *heads, "Open", "Overdue"]
    text = _lines(screen, columns, rows) + KEY + "\n"
    hidden = len(group.bodies) - len(shown)
    return text + (f"These have the most Red, then Amber; --all shows the other {hidden} too.\n" if hidden else "")


def _worst(body: Body) -> tuple[int, int, int]:
    judged = [one.judged for one in body.sums.ratings]
    return -judged.count("red"), -judged.count("amber"), -body.sums.overdue


def _lines(screen: Screen, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Align the matrix: the name takes the room that is left, and is cut to it on a terminal."""
    widths = [max(map(len, column)) for column in zip(columns, *rows, strict=True)]
    rest = sum(widths[1:]) + 2 * len(widths[1:])
    if screen.terminal:
        widths[0] = max(12, min(widths[0], screen.width - rest))
    return "".join(_line(screen, row, widths) for row in (columns, *rows))


def _line(screen: Screen, row: Sequence[str], widths: Sequence[int]) -> str:
    name, *others = row
    fitted = name if len(name) <= widths[0] else name[: widths[0] - 1] + "…"
    last = len(others) - 2
    parts = [fitted.ljust(widths[0])]
    for at, (cell, width) in enumerate(zip(others, widths[1:], strict=True)):
        padded = cell.rjust(width) if at >= last else cell.ljust(width)
        parts.append(
            padded.replace(cell, screen.paint(cell, _PAINT.get(cell[:1], ""))) if 0 < at < last and cell else padded
        )
    return "  ".join(parts).rstrip() + "\n"


_PAINT = {"G": "green", "A": "yellow", "R": "red"}


def as_markdown(one: Portfolio, _screen: Screen, *, trend: bool, every: bool) -> str:  # noqa: ARG001 - it has every body
    """Give headings, sentences and Markdown tables."""
    from prevent_cli.reports.markdown_text import plain

    markings = [f"**{plain(marking)}**" for marking in one.markings]
    head = "\n".join(f"- {plain(line)}" for line in (*facts(one), f"Audience: {one.audience}"))
    blocks = [block for group in one.groups for block in _blocks(one, group, trend=trend)]
    return "\n\n".join([*markings, f"# {plain(title(one))}", head, *blocks, *markings]) + "\n"


def _blocks(one: Portfolio, group: Group, *, trend: bool) -> Iterator[str]:
    from prevent_cli.reports.markdown_text import plain

    yield f"## {plain(heading(group))}"
    yield "\n".join(f"- {plain(line)}" for line in summary(one, group))
    yield "### Bodies by benchmarks"
    columns = ["Body", "Period", *ids(group), "Open actions", "Overdue"]
    yield _markdown(
        columns,
        [
            [
                body.sums.name,
                body.sums.period + (" (late)" if body.late else ""),
                *map(words, cells(group, body)),
                str(body.sums.open),
                str(body.sums.overdue),
            ]
            for body in group.bodies
        ],
    )
    for each in sections(one, group, trend=trend):
        yield f"### {plain(each.title)}"
        yield _markdown(each.columns, each.rows) if each.rows else each.empty
        if each.note:
            yield each.note


def _markdown(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    from prevent_cli.reports.markdown_text import plain, row

    lines = [row(columns), row(["---"] * len(columns)), *(row([plain(text) for text in each]) for each in rows)]
    return "\n".join(lines)


def as_html(one: Portfolio, _screen: Screen, *, trend: bool, every: bool) -> str:  # noqa: ARG001 - it has all
    """Give one page."""
    from prevent_cli.reports.portfolio_html import render

    return render(one).decode()


def as_json(one: Portfolio, _screen: Screen, *, trend: bool, every: bool) -> str:  # noqa: ARG001 - it has all
    """Give the JSON shape of ``portfolio``."""
    from prevent_cli.reports.portfolio_json import shape

    return json.text(shape(one))


def as_csv(one: Portfolio, _screen: Screen, *, trend: bool, every: bool) -> str:  # noqa: ARG001 - it has the matrix
    """Give the matrix as CSV: a row for each body and benchmark."""
    from prevent_cli.portfolio.bodies import OWN, own_fields
    from prevent_cli.reports import csv

    head: list[Any] = [
        *OWN,
        *one.fields,
        "period",
        "as_of",
        "policy",
        "late",
        "benchmark",
        "title",
        "judged",
        "computed",
        "agrees",
    ]
    rows = [head]
    for group in one.groups:
        for body in group.bodies:
            sums = body.sums
            own = [
                *own_fields(sums.name, sums.code, sums.framework).values(),
                *(body.fields.get(key) for key in one.fields),
            ]
            whose = [*own, sums.period, sums.as_of.isoformat(), sums.policy, body.late]
            rows += [[*whose, r.id, r.title, r.judged, r.computed, agrees(r)] for r in sums.ratings]
    return csv.lines(rows)


def agrees(one: Rated) -> bool | None:
    """Whether judged and computed are one colour; None where one of them is no colour."""
    return None if one.judged is None or one.computed == "not rated" else one.judged == one.computed


FORMATS: dict[str, Callable[..., str]] = {
    "table": as_table,
    "md": as_markdown,
    "html": as_html,
    "json": as_json,
    "csv": as_csv,
}

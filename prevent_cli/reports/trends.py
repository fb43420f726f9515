"""One body over its periods: as tables, Markdown, JSON, or a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.reports import json
from prevent_cli.reports.screen import Screen, safe, table
from prevent_cli.reports.words import count, short_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from prevent_cli.history.trend import BenchmarkRow, Flow, Period, RatingCell, Trend
    from prevent_cli.model.assessment import ActionView

ABSENT = "-"
MEANINGS = (
    ("Better, worse", "how the judged rating moved since the period before"),
    ("Computed", "what the policy makes of the record, where that is not what people judged"),
    ("Opened", "not there in the period before"),
    ("Closed", "complete or withdrawn, and open in the period before or new"),
    ("Reopened", "open again after it was complete or withdrawn; a repeating action that came round is one"),
    ("Dropped", "open in the period before, and gone without a trace"),
    ("Overdue", "open after the last day of the due date, on the day that the period speaks for"),
    ("Slipped", "due later than it first was"),
    ("Average slip", "days from the first due date to the latest, over all actions with one"),
)


def rating(cell: RatingCell | None) -> str:
    """Say a rating in a table's cell: Amber, worse, computed Green."""
    if cell is None:
        return ABSENT
    parts = [cell.said.capitalize()]
    parts += [cell.step] if cell.step in {"better", "worse"} else []
    parts += [f"computed {computed(cell)}"] if differs(cell) else []
    return ", ".join(parts)


def computed(cell: RatingCell) -> str:
    """Say a computed rating behind the word computed."""
    return cell.computed if cell.computed == "not rated" else cell.computed.capitalize()


def differs(cell: RatingCell) -> bool:
    """Whether the computed rating has to stand beside the judged one."""
    return cell.computed != (cell.judged or "not rated")


def judged(period: Period) -> str:
    """Count a period's judged ratings: 8 Green, 2 Amber, 0 Red, 1 not judged."""
    parts = [f"{period.judged[colour]} {colour.capitalize()}" for colour in ("green", "amber", "red")]
    left = ((period.unjudged, "not judged"), (period.unshown, "not shown"))
    return ", ".join([*parts, *(f"{number} {said}" for number, said in left if number)])


def measures(one: Trend) -> list[tuple[str, list[str]]]:
    """Give the rows of the table of actions: a label, and a text for each period."""
    flows = [period.flow for period in one.periods]
    rows: list[tuple[str, list[str]]] = [("As of", [short_day(period.as_of) for period in one.periods])]
    rows += [(label, [str(len(part(flow))) if flow else ABSENT for flow in flows]) for label, part in parts(one)]
    rows += [
        ("Open on that day", [str(period.open) for period in one.periods]),
        ("Overdue on that day", [str(period.overdue) for period in one.periods]),
        ("Slipped", [str(period.slipped) for period in one.periods]),
        ("Average slip in days", [average(period) for period in one.periods]),
    ]
    return rows


def parts(one: Trend) -> list[tuple[str, Callable[[Flow], tuple[ActionView, ...]]]]:
    """Give what may become of actions, with how to find them.

    An edition that withholds something cannot tell an action that was dropped from one that
    is kept from it now.
    """
    return [
        ("Opened", lambda flow: flow.opened),
        ("Closed", lambda flow: flow.closed),
        ("Reopened", lambda flow: flow.reopened),
        ("Gone from this edition" if one.withholds else "Dropped", lambda flow: flow.dropped),
    ]


def moves(one: Trend, period: Period) -> list[tuple[str, tuple[ActionView, ...]]]:
    """Give what became of actions, with the actions: in the newest period all, in an earlier one what is gone."""
    flow = period.flow
    told = parts(one) if period is one.periods[-1] else parts(one)[-1:]
    return [(label, part(flow)) for label, part in told if part(flow)] if flow else []


def average(period: Period) -> str:
    """Say the average slip in days, to a tenth."""
    return ABSENT if period.average_slip is None else f"{period.average_slip:.1f}".removesuffix(".0")


def summary(one: Trend) -> list[str]:
    """Say in sentences what became of the body since the period before."""
    withheld = ["Something is withheld from this edition."] if one.withholds else []
    if len(one.periods) == 1:
        only = f"There is one period only, {one.periods[0].period}: nothing to compare it with yet."
        return [*withheld, only]
    before, now = one.periods[-2:]
    steps = [(row.id, row.ratings[-1].step if row.ratings[-1] else None) for row in one.benchmarks]
    moved = [(word, [ref for ref, step in steps if step == word]) for word in ("better", "worse")]
    unshown = [row.id for row in one.benchmarks if _is_unshown(row)]
    of = " of those that are shown" if unshown or before.unknown or now.unknown else ""
    parted = [f"{len(refs)} {word} ({', '.join(refs)})" for word, refs in moved if refs]
    said = "; ".join(
        [
            *(parted or [f"none better, none worse{of}"]),
            *([f"{len(unshown)} not shown then or now ({', '.join(unshown)})"] if unshown else []),
        ]
    )
    lines = [*withheld, f"From {before.period} to {now.period}, judged ratings: {said}."]
    if now.flow:
        numbers = ", ".join(f"{len(part(now.flow))} {label.lower()}" for label, part in parts(one))
        lines.append(f"Actions: {numbers}; {now.open} open, {now.overdue or 'none'} of them overdue.")
    if len(one.frameworks) > 1:
        lines.append("The framework changed; ratings are compared within each framework only.")
    return lines


def _is_unshown(row: BenchmarkRow) -> bool:
    """Whether both of the last periods have a benchmark, and an edition does not show it in one of them."""
    both = [cell for cell in row.ratings[-2:] if cell]
    return len(both) == len(("before", "now")) and any(cell.hollow for cell in both)


def heading(one: Trend) -> str:
    """Name what is shown: the body, from when to when."""
    return f"{one.organisation.name}, {span(one)}"


def span(one: Trend) -> str:
    """Say from when to when: Q1 2025/26 to Q4 2025/26 (4 periods)."""
    first, last = one.periods[0].period, one.periods[-1].period
    return str(last) if len(one.periods) == 1 else f"{first} to {last} ({count(len(one.periods), 'period')})"


def label(one: Trend, row: BenchmarkRow) -> str:
    """Name a benchmark, with its framework where there are several."""
    return f"{row.title} ({row.framework or 'no framework'})" if len(one.frameworks) > 1 else row.title


def as_table(found: Sequence[Trend], screen: Screen) -> str:
    """Give for each body what moved, the table of ratings and the table of actions."""
    return "\n".join(_one(one, screen) for one in found)


def _one(one: Trend, screen: Screen) -> str:
    periods = [str(period.period) for period in one.periods]
    rows = [[row.id, label(one, row), *map(rating, row.ratings)] for row in one.benchmarks]
    rows.append(["", "Judged in all", *map(judged, one.periods)])
    blocks = [
        screen.paint(safe(heading(one)), "bold") + "\n" + "".join(f"{safe(line)}\n" for line in summary(one)),
        table(screen, ["No", "Benchmark", *periods], rows, wide=1, led=True),
        table(screen, ["Actions", *periods], [[name, *cells] for name, cells in measures(one)], wide=0),
        *(f"{name}: {safe(said)}\n" for name, said in _gone(one)),
    ]
    return "\n".join(blocks[:3]) + ("\n" + "".join(blocks[3:]) if blocks[3:] else "")


def _gone(one: Trend) -> Iterator[tuple[str, str]]:
    """Name the actions that are gone, period after period."""
    name, part = parts(one)[-1]
    for period in one.periods:
        if period.flow and part(period.flow):
            gone = ", ".join(action.id or f"one under {action.ref}" for action in part(period.flow))
            yield f"{name} in {safe(str(period.period))}", gone


def as_markdown(found: Sequence[Trend], _screen: Screen) -> str:
    """Give for each body headings, sentences and Markdown tables."""
    from prevent_cli.reports.markdown_text import plain

    meanings = "\n".join(f"- {word}: {said}." for word, said in MEANINGS)
    blocks = [block for one in found for block in _blocks(one)]
    markings = [f"**{plain(marking)}**" for marking in dict.fromkeys(m for one in found for m in one.markings)]
    return "\n\n".join([*markings, *blocks, "## What the words mean", meanings, *markings]) + "\n"


def _blocks(one: Trend) -> Iterator[str]:
    from prevent_cli.reports.markdown_text import cell, plain, row

    periods = [plain(str(period.period)) for period in one.periods]
    yield f"# Trend: {plain(heading(one))}"
    yield "\n".join(f"- {plain(line)}" for line in (*summary(one), f"Audience: {one.audience}"))
    yield "## Ratings"
    lines = [row(["No", "Benchmark", *periods]), row(["---"] * (2 + len(periods)))]
    lines += [row([view.id, plain(label(one, view)), *map(rating, view.ratings)]) for view in one.benchmarks]
    yield "\n".join([*lines, row(["", "**Judged in all**", *map(judged, one.periods)])])
    yield "## Actions"
    lines = [row(["", *periods]), row(["---"] * (1 + len(periods)))]
    yield "\n".join([*lines, *(row([name, *cells]) for name, cells in measures(one))])
    for period in one.periods:
        if moves(one, period):
            yield f"### Actions in {plain(str(period.period))}"
            yield "\n".join(
                f"- {name}: {action.id or 'no id'}, under {action.ref}: {cell(action.text)}"
                for name, actions in moves(one, period)
                for action in actions
            )


def as_json(found: Sequence[Trend], _screen: Screen) -> str:
    """Give the JSON shape of ``trend``."""
    return json.text([_shape(one) for one in found])


def _shape(one: Trend) -> json.Shape:
    return {
        "organisation": {"name": one.organisation.name, "code": one.organisation.code},
        "audience": one.audience,
        "withholds": one.withholds,
        "periods": [_period(period) for period in one.periods],
        "benchmarks": [
            {
                "id": row.id,
                "framework": row.framework,
                "title": row.title,
                "ratings": [_rating(period, cell) for period, cell in zip(one.periods, row.ratings, strict=True)],
            }
            for row in one.benchmarks
        ],
    }


def _period(period: Period) -> json.Shape:
    flow = period.flow
    return {
        "period": str(period.period),
        "as_of": period.as_of.isoformat(),
        "toolkit": period.file or None,
        "framework": period.framework,
        "policy": period.policy,
        "judged": {**period.judged, "not_judged": period.unjudged, "not_shown": period.unshown},
        "open": period.open,
        "overdue": period.overdue,
        "opened": _actions(flow.opened) if flow else None,
        "closed": _actions(flow.closed) if flow else None,
        "reopened": _actions(flow.reopened) if flow else None,
        "dropped": _actions(flow.dropped) if flow else None,
        "slipped": period.slipped,
        "average_slip_days": None if period.average_slip is None else round(period.average_slip, 1),
    }


def _actions(actions: Sequence[ActionView]) -> list[json.Shape]:
    return [{"id": one.id, "ref": one.ref, "text": one.text.strip()} for one in actions]


def _rating(period: Period, cell: RatingCell | None) -> json.Shape:
    return {
        "period": str(period.period),
        "judged": cell.judged if cell else None,
        "computed": cell.computed if cell else None,
        "agrees": cell.agrees if cell else None,
        "step": cell.step if cell else None,
        "shown": not cell.hollow if cell else None,
    }


def as_html(found: Sequence[Trend], _screen: Screen) -> str:
    """Give one page for all bodies."""
    from prevent_cli.reports.trend_html import render

    return render(found).decode()


FORMATS: dict[str, Callable[[Sequence[Trend], Screen], str]] = {
    "table": as_table,
    "md": as_markdown,
    "html": as_html,
    "json": as_json,
}

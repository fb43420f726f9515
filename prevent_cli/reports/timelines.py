"""A chart of days on a line, as ``charts`` draws them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prevent_cli.reports import svg
from prevent_cli.reports.words import short_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from markupsafe import Markup

_TALLEST = 240.0
_GAP = 3.0  # between two labels on an axis


@dataclass(frozen=True, slots=True)
class Point:
    """Something on a day."""

    label: str
    day: date
    kind: str = "one"


@dataclass(frozen=True, slots=True)
class Axis:
    """How a line of dates says a day and a month, and in a sentence what it shows."""

    said: str = ""
    day: Callable[[date], str] = short_day
    month: Callable[[date], str] = lambda day: f"{day:%b %Y}"


def timeline(
    name: str,
    title: str,
    points: Sequence[Point],
    *,
    as_of: date | None = None,
    width: int = svg.WIDTH,
    axis: Axis = Axis(),
) -> Markup:
    """Draw points on an axis of dates, one above the other where they are close, and the day spoken for.

    Each point's label is shown where a mouse rests on it; what has to be read belongs beside the chart.
    With more than the usual ``width`` it belongs into an element of class ``scroll``.
    """
    days = sorted([one.day for one in points] + ([as_of] if as_of else []))
    if not days:
        return svg.picture(name, title, "no dates", width, svg.LINE, [])
    first, span = days[0], max(1, (days[-1] - days[0]).days)
    stacks: dict[int, list[Point]] = {}
    for one in sorted(points, key=lambda one: one.day):
        stacks.setdefault(round((width - 20) * (one.day - first).days / span / 11), []).append(one)
    highest = max(map(len, stacks.values()), default=1)
    gap = min(11.0, _TALLEST / highest)
    base = gap * highest + 24
    parts = [svg.element("line", x1=4, x2=width - 4, y1=base, y2=base, class_="axis"), *_ticks(days, base, width, axis)]
    for at, there in stacks.items():
        for height, one in enumerate(there):
            parts.append(_dot(f"{one.label}, {axis.day(one.day)}", one.kind, 10 + 11.0 * at, base - 8 - gap * height))
    if as_of:
        said = axis.day(as_of)
        x = 10 + (width - 20) * (as_of - first).days / span
        parts += [
            svg.element("line", x1=x, x2=x, y1=14, y2=base + 5, class_="now"),
            svg.text(said, _inside(said, x, width), 10, "middle"),
        ]
    return svg.picture(name, title, axis.said or _dates_said(days, points, as_of), width, base + 24, parts)


def _dates_said(days: Sequence[date], points: Sequence[Point], as_of: date | None) -> str:
    said = f"{len(points)} dates from {short_day(days[0])} to {short_day(days[-1])}"
    return f"{said}; {sum(one.day < as_of for one in points)} before {short_day(as_of)}" if as_of else said


def _dot(label: str, kind: str, x: float, y: float) -> Markup:
    said = svg.element("title", label)
    if kind == "overdue":
        return svg.element("rect", said, x=x - 4.5, y=y - 4.5, width=9, height=9, class_=f"fill dot {kind}")
    return svg.element("circle", said, cx=x, cy=y, r=4.5, class_=f"fill dot {kind}")


def _ticks(days: Sequence[date], base: float, width: float, axis: Axis) -> Iterable[Markup]:
    """Mark the beginnings of months, quarters or years, whichever leaves room for their names."""
    first, last = days[0], days[-1]
    span = max(1, (last - first).days)
    steps = (1, 3, 6, *(12 * unit * size for size in (1, 10, 100, 1000) for unit in (1, 2, 5)))
    months = next(step for step in steps if span / 30.4 / step * 58 <= width or step == steps[-1])
    found = []
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        at = first.replace(year=month // 12, month=month % 12 + 1, day=1)
        if at >= first and month % months == 0:
            x = 10 + (width - 20) * (at - first).days / span
            yield svg.element("line", x1=x, x2=x, y1=base, y2=base + 5, class_="axis")
            found.append((axis.month(at), x))
    yield from (svg.text(text, x, base + 19, "middle") for text, x in _apart(found, width))


def _apart(labels: Iterable[tuple[str, float]], width: float) -> Iterable[tuple[str, float]]:
    """Move labels inside the chart, and leave out those that would touch another; who was moved gives way."""
    kept: list[tuple[str, float]] = []
    placed = [(text, _inside(text, x, width), x) for text, x in labels]
    for text, x, _ in sorted(placed, key=lambda one: abs(one[1] - one[2])):
        if all(abs(x - other) >= svg.LETTER * (len(text) + len(said)) / 2 + _GAP for said, other in kept):
            kept.append((text, x))
    return sorted(kept, key=lambda one: one[1])


def _inside(text: str, x: float, width: float) -> float:
    """Give the middle of a text that stands around a place, and still inside the chart."""
    half = svg.LETTER * len(text) / 2
    return min(max(x, half), width - half)

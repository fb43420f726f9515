"""Charts as inline SVG: data in, markup out, with a title and a description for who cannot see it.

Colours are CSS classes (``templates/reports/charts.css``), so that dark pages and print have
their own. What colour says, a word, a number, a texture or a shape says as well. Every chart
is drawn for a narrow screen and grows a little on a wide one, so that its text stays legible.

``name`` is the chart's id in the page, letters, digits and dashes; it has to be unique there.
Labels are plain text, and are escaped. A ``kind`` is a class of the stylesheet: a rating or a
state with a dash for each space, or one of ``one`` to ``four`` where the data has no colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from prevent_cli.reports import svg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_TONES = ("one", "two", "three", "four")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of something, with its label and the kind that colours it."""

    label: str
    value: int
    kind: str = "one"


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers in the order of a chart's labels; None where there is none."""

    label: str
    values: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A square of a heat map: a letter, what it means, and what stands small beside it.

    ``step`` is better, worse or nothing; ``beside`` a second letter.
    """

    letter: str
    said: str
    kind: str = ""
    beside: str = ""
    step: str = ""


def bars(name: str, title: str, amounts: Sequence[Amount]) -> Markup:
    """Draw a bar for each amount, below its label, with its number at the end."""
    longest = max((one.value for one in amounts), default=0) or 1
    room = svg.WIDTH - 3 * svg.LINE
    parts, y = [], 0.0
    for one in amounts:
        lines = svg.wrapped(one.label, svg.WIDTH)
        parts.append(svg.lines(lines, 0, y + 12))
        y += svg.LINE * len(lines) + 2
        length = max(2, room * one.value / longest) if one.value else 0
        parts += [
            svg.box(0, y, length, 14, f"fill {one.kind}"),
            svg.text(str(one.value), length + 5, y + 11.5, "number"),
        ]
        y += 24
    return svg.picture(name, title, _listed((one.label, one.value) for one in amounts), svg.WIDTH, y, parts)


def stacked_bar(name: str, title: str, amounts: Sequence[Amount]) -> Markup:
    """Draw amounts as parts of one bar, with a key below that names and numbers each."""
    shown = [one for one in amounts if one.value]
    whole = sum(one.value for one in shown) or 1
    parts, x = [svg.textures(name)], 0.0
    for at, one in enumerate(shown):
        length = svg.WIDTH * one.value / whole
        parts += svg.textured(name, at, (x, 0, length, 30), one.kind)
        x += length
    y = 48.0
    for at, one in enumerate(shown):
        parts += svg.textured(name, at, (0, y - 11, 18, 13), one.kind)
        parts.append(svg.text(f"{one.label}: {one.value}", 26, y))
        y += svg.LINE + 5
    return svg.picture(name, title, _listed((one.label, one.value) for one in shown), svg.WIDTH, y - 10, parts)


def stacked_rows(name: str, title: str, rows: Sequence[tuple[str, Sequence[Amount]]]) -> Markup:
    """Draw for each row its amounts as parts of one bar, below its label, with their numbers beside it and a key below.

    Every row has the same amounts in the same order; the bars are of one length.
    """
    amounts = rows[0][1] if rows else ()
    parts, y = [svg.textures(name)], 0.0
    for label, found in rows:
        numbers = " / ".join(str(one.value) for one in found)
        lines = svg.wrapped(label, svg.WIDTH - svg.LETTER * len(numbers) - 20)
        parts += [svg.lines(lines, 0, y + 12), svg.text(numbers, svg.WIDTH, y + 12, "number end")]
        y += svg.LINE * len(lines) + 2
        parts += _parts_of_bar(name, found, y)
        y += 26
    for at, one in enumerate(amounts):
        parts += [*svg.textured(name, at, (0, y, 18, 13), one.kind), svg.text(one.label, 26, y + 11)]
        y += svg.LINE + 5
    said = ". ".join(f"{label}: {_listed((one.label, one.value) for one in found)}" for label, found in rows)
    return svg.picture(name, title, said or "nothing to show", svg.WIDTH, y, parts)


def _parts_of_bar(name: str, amounts: Sequence[Amount], y: float) -> Iterable[Markup]:
    whole, x = sum(one.value for one in amounts) or 1, 0.0
    for at, one in enumerate(amounts):
        length = svg.WIDTH * one.value / whole
        if length:
            yield from svg.textured(name, at, (x, y, length, 14), one.kind)
        x += length


def meter(thin: int, thick: int, most: int) -> Markup:
    """Draw a bar with a thick part and a thin one, as long as they are of the most, for a row of a table.

    It says nothing itself: the row has the numbers.
    """
    unit = svg.WIDTH / (most or 1)
    parts = [svg.box(0, 0, unit * thick, 10, "fill overdue")] if thick else []
    parts += [svg.box(unit * thick, 3, unit * thin, 4, "fill one")] if thin else []
    view = f"0 0 {svg.WIDTH} 10"
    return svg.element("svg", *parts, class_="chart meter", viewBox=view, width=svg.WIDTH, aria_hidden="true")


def lines(name: str, title: str, labels: Sequence[str], series: Sequence[Series]) -> Markup:
    """Draw a line for each series over the labels, with its own dash and its own mark, and the numbers at them."""
    plot = _Plot(labels, series)
    parts = [plot.axes(), _key(series, _line_sample)]
    for at, one in enumerate(series):
        for run in _runs(one.values):
            corners = " ".join(f"{svg.number(plot.x(i))},{svg.number(plot.y(one.values[i] or 0))}" for i in run)
            parts.append(svg.element("polyline", points=corners, class_=f"line {_TONES[at % 4]}"))
        parts += [
            _mark(at, plot.x(i), plot.y(value), _TONES[at % 4])
            for i, value in enumerate(one.values)
            if value is not None
        ]
    parts += [plot.numbers(i, [one.values[i] for one in series]) for i in range(len(labels)) if plot.numbered(i)]
    return svg.picture(name, title, _by_label(labels, series), svg.WIDTH, plot.height, parts)


def columns(name: str, title: str, labels: Sequence[str], series: Sequence[Series]) -> Markup:
    """Draw a group of columns at each label, one for each series, with its number above it."""
    plot = _Plot(labels, series)
    width = min(26.0, plot.step * 0.8 / max(1, len(series)))
    parts = [
        svg.textures(name),
        plot.axes(),
        _key(series, lambda at, x: svg.textured(name, at, (x, 3, 18, 11), _TONES[at % 4])),
    ]
    for at, one in enumerate(series):
        for i, value in enumerate(one.values):
            if value is not None:
                left = plot.x(i) + (at - len(series) / 2) * width
                top = plot.y(value)
                parts += svg.textured(name, at, (left + 1, top, width - 2, plot.y(0) - top), _TONES[at % 4])
                parts.append(svg.text(str(value), left + width / 2, top - 4, "number middle"))
    return svg.picture(name, title, _by_label(labels, series), svg.WIDTH, plot.height, parts)


def heat_map(name: str, title: str, labels: Sequence[str], rows: Sequence[tuple[str, Sequence[Cell]]]) -> Markup:
    """Draw a table of coloured squares with letters: a row with its label for each benchmark, a column for each label."""
    left = 126.0
    side = max(34.0, (svg.WIDTH - left) / max(1, len(labels)), svg.LETTER * _longest_word(labels) + 6)
    width = left + side * len(labels)
    heads = [svg.wrapped(label, side) for label in labels]
    y = svg.LINE * max(map(len, heads), default=1) + 4.0
    parts = [
        svg.lines(head, left + side * (i + 0.5), y - svg.LINE * len(head) + 6, "middle") for i, head in enumerate(heads)
    ]
    for label, cells in rows:
        words = svg.wrapped(label, left - 8)
        tall = max(34.0, svg.LINE * len(words) + 4)
        parts.append(svg.lines(words, 0, y + (tall - svg.LINE * len(words)) / 2 + 11))
        parts += [_square(cell, (left + side * i, y, side, tall)) for i, cell in enumerate(cells)]
        y += tall
    said = ". ".join(
        f"{label}: " + ", ".join(f"{head} {cell.said}" for head, cell in zip(labels, cells, strict=True))
        for label, cells in rows
    )
    return svg.picture(name, title, said, width, y, parts)


def _square(cell: Cell, place: tuple[float, float, float, float]) -> Markup:
    x, y, width, height = place
    parts = [
        svg.box(x + 1, y + 1, width - 2, height - 2, f"cell {cell.kind}"),
        svg.text(cell.letter, x + width / 2, y + height / 2 + 5.5, f"big {cell.kind}"),
    ]
    if cell.beside:
        parts.append(svg.text(cell.beside, x + width - 8, y + height - 5, f"small {cell.kind}"))
    if cell.step in {"better", "worse"}:
        tip, slope = (y + 5, 7) if cell.step == "better" else (y + 12, -7)
        corners = f"M{svg.number(x + 9)} {svg.number(tip)}l5 {slope}h-10z"
        parts.append(svg.element("path", d=corners, class_=f"step {cell.kind}"))
    return Markup().join(parts)


def _longest_word(labels: Iterable[str]) -> int:
    return max((len(word) for label in labels for word in label.split()), default=1)


class _Plot:
    """Where numbers stand over labels: the axes of ``lines`` and ``columns``."""

    top, tall, left = 38.0, 120.0, 26.0

    def __init__(self, labels: Sequence[str], series: Sequence[Series]) -> None:
        self.labels = labels
        self.step = (svg.WIDTH - self.left - 4) / max(1, len(labels))
        self.most = _round_up(max((value or 0 for one in series for value in one.values), default=0))
        self.every = max(1, -int(-_longest_word(labels) * (svg.LETTER + 0.6) // self.step))
        self.heads = [svg.wrapped(label, self.step * self.every) for label in labels]
        self.height = self.top + self.tall + 10 + svg.LINE * max(map(len, self.heads), default=1)

    def x(self, at: int) -> float:
        return self.left + self.step * (at + 0.5)

    def y(self, value: int) -> float:
        return self.top + self.tall * (1 - value / self.most)

    def numbered(self, at: int) -> bool:
        """Whether there is room for the numbers of a label; the first and the last have them anyhow."""
        return len(self.labels) <= (svg.WIDTH - self.left) / 24 or at in {0, len(self.labels) - 1}

    def numbers(self, at: int, values: Iterable[int | None]) -> Markup:
        """Write each number once, above its mark, or beside it where another stands close above."""
        parts: list[Markup] = []
        x, last = self.x(at), 0.0
        for value in sorted({value for value in values if value is not None}, reverse=True):
            y = self.y(value)
            close = parts and y - last < 28
            parts.append(svg.text(str(value), *((x + 8, y + 4, "number") if close else (x, y - 8, "number middle"))))
            last = y
        return Markup().join(parts)

    def axes(self) -> Markup:
        parts = []
        for value in sorted({0, self.most // 2, self.most} if self.most % 2 == 0 else {0, self.most}):
            y = self.y(value)
            parts.append(
                svg.element("line", x1=self.left, x2=svg.WIDTH, y1=y, y2=y, class_="axis" if value == 0 else "grid")
            )
            parts.append(svg.text(str(value), self.left - 6, y + 4, "end"))
        last = len(self.labels) - 1
        for at, head in enumerate(self.heads):
            if (last - at) % self.every == 0:
                parts.append(svg.lines(head, self.x(at), self.top + self.tall + svg.LINE + 4, "middle"))
        return Markup().join(parts)


def _round_up(value: int) -> int:
    """Give the end of an axis: a round number not below a value, at least 1."""
    size = 1
    while True:
        for step in (1, 2, 4, 6, 8):
            if step * size >= value:
                return step * size
        size *= 10


def _runs(values: Sequence[int | None]) -> list[list[int]]:
    """Give the stretches of values that follow each other without a gap, by their places."""
    runs: list[list[int]] = [[]]
    for at, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(at)
    return [run for run in runs if len(run) > 1]


def _key(series: Sequence[Series], sample: Callable[[int, float], Iterable[Markup]]) -> Markup:
    parts: list[Markup] = []
    x = 0.0
    for at, one in enumerate(series):
        parts += sample(at, x)
        parts.append(svg.text(one.label, x + 24, 13))
        x += 36 + svg.LETTER * len(one.label)
    return Markup().join(parts)


def _line_sample(at: int, x: float) -> list[Markup]:
    tone = _TONES[at % 4]
    return [svg.element("line", x1=x, x2=x + 18, y1=9, y2=9, class_=f"line {tone}"), _mark(at, x + 9, 9, tone)]


def _mark(at: int, x: float, y: float, kind: str) -> Markup:
    """Mark a point by the shape of its series: circle, square, triangle, diamond."""
    if at % 4 == 0:
        return svg.element("circle", cx=x, cy=y, r=4, class_=f"mark {kind}")
    if at % 4 == 1:
        return svg.box(x - 4, y - 4, 8, 8, f"mark {kind}")
    path = "l5 9h-10z" if at % 4 == 2 else "l5 5l-5 5l-5 -5z"
    return svg.element("path", d=f"M{svg.number(x)} {svg.number(y - 5)}{path}", class_=f"mark {kind}")


def _listed(amounts: Iterable[tuple[str, int]]) -> str:
    return "; ".join(f"{label}: {value}" for label, value in amounts) or "nothing to show"


def _by_label(labels: Sequence[str], series: Sequence[Series]) -> str:
    """Say every number of a chart, label by label."""
    return "; ".join(
        f"{label}: "
        + ", ".join(f"{'unknown' if one.values[at] is None else one.values[at]} {one.label.lower()}" for one in series)
        for at, label in enumerate(labels)
    )

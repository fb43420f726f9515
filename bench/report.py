"""What was measured, as Markdown and as a picture."""

from __future__ import annotations

import os
import platform
from datetime import date
from typing import TYPE_CHECKING

from bench.peers import PEERS
from prevent_cli.reports import svg

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bench.cases import Bar, Group
    from bench.measure import Results

    Measured = Sequence[tuple[Group, Results]]

BEGIN, END = "<!-- figures: made by `make bench` -->\n", "<!-- end of figures -->\n"
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")


def markdown(measured: Measured, missing: dict[str, str]) -> str:
    """Give all of it: where it ran, what was to be kept, a table for each group, what was left out."""
    parts = [machine(), bars(measured), *(table(group, results) for group, results in measured)]
    left_out = [f"- {name} was left out: {why}" for name, why in missing.items()]
    for _, results in measured:
        left_out += [f"- {name} was left out: {why}" for name, why in results.left_out.items()]
    return "\n".join([*parts, *(["\n".join(left_out) + "\n"] if left_out else [])])


def machine() -> str:
    """Say when and on what it ran, without a name."""
    cores = os.cpu_count() or 1
    many = f"{WORDS[cores] if cores < len(WORDS) else cores} core{'' if cores == 1 else 's'}"
    versions = ", ".join(f"{one.name} {one.version}" for one in PEERS.values())
    return (
        f"Measured on {date.today().isoformat()}: {platform.system()}, {many}, "  # noqa: DTZ011 - the day on the wall
        f"Python {platform.python_version()}; {versions}.\n"
    )


def bars(measured: Measured) -> str:
    """Tell for each bar what was asked, what came out, and by how much it was met or missed."""
    rows = [bar_row(bar, results) for group, results in measured for bar in group.bars]
    return "\n".join(["| What | at most | measured | round by round | |", "|---|---:|---:|---:|---|", *rows]) + "\n"


def bar_row(bar: Bar, results: Results) -> str:
    """Tell of a bar."""
    value, unit = (
        bar.value(results),
        " times" if bar.against else {"wall": " s", "processor": " s", "peak": " MB"}[bar.of],
    )
    asked = f"{bar.most:.3g}{unit}"
    if value is None:
        return f"| {bar.said} | {asked} | | | not measured |"
    rounds = bar.rounds(results)
    spread = f" {min(rounds):.3g} to {max(rounds):.3g}" if len(rounds) > 1 else ""
    return f"| {bar.said} | {asked} | {value:.3g}{unit} |{spread} | {verdict(value, bar.most)} |"


def verdict(value: float, most: float) -> str:
    """Say whether a bar was met, and by how much."""
    apart = abs(value - most) / most
    return f"met, by {apart:.0%}" if value <= most else f"**missed**, by {apart:.0%}"


def table(group: Group, results: Results) -> str:
    """Give the medians of a group."""
    base = results.median(group.base)
    lines = [
        f"### {group.title}\n",
        f"| Command | median | times {group.base} | processors | largest process | runs |",
        "|---|---:|---:|---:|---:|---:|",
        *(_row(name, results, base) for name in results.taken),
    ]
    return "\n".join(lines) + "\n"


def _row(name: str, results: Results, base: float | None) -> str:
    wall, used, peak = (results.median(name, of) or 0 for of in ("wall", "processor", "peak"))
    times = f"{wall / base:.2f}" if base else ""
    return f"| {name} | {seconds(wall)} | {times} | {seconds(used)} | {peak:.0f} MB | {len(results.taken[name])} |"


def seconds(value: float) -> str:
    """Write a time as one would say it."""
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.1f} s" if value < 100 else f"{value:.0f} s"


def peers() -> str:
    """Tell what each peer is given, what it checks and what not."""
    rows = [f"| {one.name} {one.version} | {one.given} | {one.checks} | {one.misses} |" for one in PEERS.values()]
    head = ["| Program | What it is given | What it checks | What it does not |", "|---|---|---|---|"]
    return "\n".join([*head, *rows]) + "\n"


WIDTH, LABEL, ROW = 760, 290, 22
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1b1f24 } .title { font-weight: 700 }
.paper { fill: #ffffff } .ours { fill: #1d70b8 } .other { fill: #9aa4ae }
@media (prefers-color-scheme: dark) {
text { fill: #e6e9ec } .paper { fill: #14181c } .ours { fill: #5aa7e6 } .other { fill: #66717b } }
"""


def chart(measured: Measured) -> str:
    """Draw the medians of the groups that are to be drawn, each on a scale of its own."""
    parts: list[str] = []
    y = 10.0
    for group, results in measured:
        if group.charted:
            more, y = _panel(group, results, y)
            parts += more
    drawn = svg.element(
        "svg",
        svg.element("title", "Time of prevent and of other programs"),
        svg.element("style", STYLE),
        svg.element("rect", class_="paper", width=WIDTH, height=y),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {svg.number(y)}",
        role="img",
    )
    return f"{drawn}\n"


def _panel(group: Group, results: Results, y: float) -> tuple[list[str], float]:
    medians = {name: results.median(name) or 0 for name in results.taken}
    most = max(medians.values(), default=1)
    parts: list[str] = [svg.text(group.title, 12, y + 16, "title")]
    y += ROW + 6
    for name, median in sorted(medians.items(), key=lambda one: one[1]):
        length = (WIDTH - LABEL - 80) * median / most
        kind = "ours" if name == group.base else "other"
        parts += [
            svg.text(name, 12, y + 13),
            svg.box(LABEL, y + 1, max(length, 1), ROW - 6, kind),
            svg.text(seconds(median), LABEL + length + 6, y + 13),
        ]
        y += ROW
    return parts, y + 12


def between(page: str, parts: Iterable[str]) -> str:
    """Put parts between the marks of a page. Raises ValueError for a page without them."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the page has no {BEGIN.strip()} and {END.strip()}")
    return "\n".join([before + begin, *parts, end + after])

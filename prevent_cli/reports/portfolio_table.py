"""Many bodies side by side for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.reports.portfolio_sections import sections
from prevent_cli.reports.portfolio_words import (
    cells,
    facts,
    heading,
    ids,
    key,
    letter,
    none_worse,
    summary,
    tells_worse,
    title,
    worse,
)
from prevent_cli.reports.screen import Screen, safe, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.portfolio.records import Body, Group, Portfolio

MANY = 40
"""Up to here a terminal shows every body; of more, it shows ``FEW``."""
FEW = 20
NARROWEST = 12
"""A name has this much room at least."""
_PAINT = {"G": "green", "A": "yellow", "R": "red"}


def as_table(one: Portfolio, screen: Screen, *, trend: bool, every: bool) -> str:
    """Give what fits a terminal; in a pipe every body, one a line."""
    markings = "".join(f"{safe(marking)}\n" for marking in one.markings)
    head = screen.paint(safe(title(one)), "bold") + "\n" + "".join(f"{safe(line)}\n" for line in facts(one))
    return markings + "\n".join([head, *(_group(one, group, screen, trend=trend, every=every) for group in one.groups)])


def _group(one: Portfolio, group: Group, screen: Screen, *, trend: bool, every: bool) -> str:
    blocks = [
        screen.paint(safe(heading(group)), "bold") + "\n" + "".join(f"{safe(line)}\n" for line in summary(one, group))
    ]
    blocks.append(_matrix(group, screen, every=every) if group.matrix else f"{none_worse([group])}\n")
    for each in sections(one, group, trend=trend):
        shown = table(screen, each.columns, each.rows, wide=each.wide) if each.rows else ""
        notes = "".join(f"{line}\n" for line in ("" if each.rows else each.empty, each.note) if line)
        blocks.append(screen.paint(safe(each.title), "bold") + "\n" + shown + notes)
    return "\n".join(blocks)


def _matrix(group: Group, screen: Screen, *, every: bool) -> str:
    """Write a line a body: name, period, a letter for each benchmark, open and overdue actions."""
    shown = list(group.matrix)
    cut = screen.terminal and not every and len(shown) > MANY
    if cut:
        shown = sorted(shown, key=_worst)[:FEW]
    heads = ids(group)
    tells = ["Worse"] if tells_worse(group) else []
    columns = ["Body", "Period", *heads, "Open", "Overdue", *tells]
    rows = [_row(group, body) + [worse(body)] * len(tells) for body in shown]
    if screen.terminal:
        room = max(NARROWEST, screen.width - _beside(columns, rows))
        rows = [[_name(body, room), *others] for body, (_, *others) in zip(shown, rows, strict=True)]
    text = _lines(screen, [columns, *rows], len(heads)) + key(group) + "\n"
    hidden = len(group.matrix) - len(shown)
    return text + (f"These have the most Red, then Amber; --all shows the other {hidden} too.\n" if hidden else "")


def _worst(body: Body) -> tuple[int, int, int]:
    judged = [one.judged for one in body.sums.ratings]
    return -judged.count("red"), -judged.count("amber"), -body.sums.overdue


def _row(group: Group, body: Body) -> list[str]:
    return [
        safe(body.called),
        safe(body.sums.period) + (" late" if body.late else ""),
        *(letter(one, body) for one in cells(group, body)),
        str(body.sums.open),
        str(body.sums.overdue),
    ]


def _beside(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """Say how wide everything beside the name is."""
    return sum(max(map(len, column)) + 2 for column in list(zip(columns, *rows, strict=True))[1:])


def _name(body: Body, room: int) -> str:
    """Fit a name into the room there is; of a name that several have, the code says which it is."""
    name, code = safe(body.called), safe(body.sums.code or "")
    if len(name) <= room:
        return name
    return code if body.called != body.sums.name and len(code) <= room else f"{name[: room - 1]}…"


def _lines(screen: Screen, rows: Sequence[Sequence[str]], rated: int) -> str:
    """Align the matrix, of which so many columns are rated."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "".join(_line(screen, row, widths, rated) for row in rows)


def _line(screen: Screen, row: Sequence[str], widths: Sequence[int], rated: int) -> str:
    parts = []
    for at, (cell, width) in enumerate(zip(row, widths, strict=True), -1):
        padded = cell.rjust(width) if rated < at <= rated + 2 else cell.ljust(width)
        parts.append(
            padded.replace(cell, screen.paint(cell, _PAINT.get(cell[:1], ""))) if 0 < at <= rated and cell else padded
        )
    return "  ".join(parts).rstrip() + "\n"

"""Rules on a page -> tables, each a grid of boxes; pdfplumber finds the cells."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prevent_cli.importing.readers.pdf_page import Box

MOST_RULES = 4_000
_NEAR = 3.0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's lines across and down, and its cells: row, column, rows, columns -> box."""

    across: tuple[float, ...]
    down: tuple[float, ...]
    cells: dict[tuple[int, int, int, int], Box]

    @property
    def box(self) -> Box:
        """The box around it all."""
        return self.down[0], self.across[0], self.down[-1], self.across[-1]

    def at(self, x: float, y: float) -> tuple[int, int] | None:
        """Give row and column of a place, or None outside."""
        left, top, right, bottom = self.box
        if not (left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1):
            return None
        row = min(max(bisect_right(self.across, y) - 1, 0), len(self.across) - 2)
        column = min(max(bisect_right(self.down, x) - 1, 0), len(self.down) - 2)
        return row, column


def grids(rules: Sequence[Box]) -> list[Grid]:
    """Find the tables that rules make, from the top down; one cell alone is a frame and no table."""
    if len(rules) < 4 or len(rules) > MOST_RULES:
        return []
    from pdfplumber import table

    edges = table.merge_edges([_edge(rule) for rule in rules], _NEAR, _NEAR, _NEAR, _NEAR)
    cells = table.intersections_to_cells(table.edges_to_intersections(edges, _NEAR, _NEAR))
    found = [_grid(group) for group in table.cells_to_tables(cells) if len(group) > 1]
    return sorted(found, key=lambda one: (one.across[0], one.down[0]))


def _edge(rule: Box) -> dict[str, float | str]:
    left, top, right, bottom = rule
    if right - left >= bottom - top:
        middle = (top + bottom) / 2
        return {
            "object_type": "line",
            "orientation": "h",
            "x0": left,
            "x1": right,
            "top": middle,
            "bottom": middle,
            "width": right - left,
            "height": 0.0,
        }
    middle = (left + right) / 2
    return {
        "object_type": "line",
        "orientation": "v",
        "x0": middle,
        "x1": middle,
        "top": top,
        "bottom": bottom,
        "width": 0.0,
        "height": bottom - top,
    }


def _grid(boxes: Iterable[Box]) -> Grid:
    boxes = list(boxes)
    down = _levels(x for box in boxes for x in (box[0], box[2]))
    across = _levels(y for box in boxes for y in (box[1], box[3]))
    cells = {}
    for box in boxes:
        row, column = _index(across, box[1]), _index(down, box[0])
        cells[row, column, _index(across, box[3]) - row, _index(down, box[2]) - column] = box
    return Grid(across, down, cells)


def _levels(values: Iterable[float]) -> tuple[float, ...]:
    made: list[float] = []
    for value in sorted(values):
        if not made or value - made[-1] > _NEAR:
            made.append(value)
    return tuple(made)


def _index(levels: Sequence[float], value: float) -> int:
    return min(range(len(levels)), key=lambda at: abs(levels[at] - value))

"""What findings mean: the list of all, or one in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.reports.screen import Screen, table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prevent_cli.checks.codes import Explanation


def every(codes: Mapping[str, Explanation], screen: Screen) -> str:
    """Give a line for each code."""
    rows = [[one.code, one.level, one.title] for one in codes.values()]
    return table(screen, ["Code", "Level", "Meaning"], rows, wide=2)


def one(explanation: Explanation, screen: Screen) -> str:
    """Give a code's level and its documentation."""
    heading = screen.paint(explanation.code, "bold")
    return f"{heading} ({explanation.level})\n\n{explanation.text}\n"

"""A benchmark is judged green although work in it is overdue, or much of it is still open.

Green tells a reader that nothing needs attention. One or two minor actions are no reason
to doubt it, so this speaks only where an action is overdue, or where more than a quarter
of the expectations in scope have an open one.

Example: `rating: green` on a benchmark with an action that was due last month.

Mend it by completing the actions, by judging anew, or by saying in the rating's `reason`
why it is green all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.checks.open_work import open_in, open_said
from prevent_cli.model.finding import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.assessment import BenchmarkView
    from prevent_cli.model.toolkit import Toolkit

CODE = "green-with-open-action"
LEVEL: Level = "warning"


def check(toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield one problem for every benchmark judged green, without a reason, on much open work."""
    for number, benchmark in enumerate(toolkit.benchmarks):
        rating = benchmark.rating
        if rating is None or rating.value != "green" or rating.reason:
            continue
        view = context.views[benchmark.id]
        found = open_in(view)
        if found and (any(action.overdue for action in found) or _much_open(view)):
            yield Problem(
                CODE,
                f"judged green, but {open_said(found)}",
                "complete what is open, judge anew, or say in the rating's 'reason' why it is green all the same",
                ("benchmarks", number, "rating"),
                LEVEL,
            )


def _much_open(view: BenchmarkView) -> bool:
    in_scope = [one for one in view.expectations if one.state != "not applicable"]
    with_open = [one for one in in_scope if any(action.is_open for action in one.served_by)]
    return 4 * len(with_open) > len(in_scope)

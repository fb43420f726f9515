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

from prevent_cli.model.finding import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prevent_cli.checks.context import Context
    from prevent_cli.model.assessment import ActionView, BenchmarkView
    from prevent_cli.model.toolkit import Toolkit

CODE = "green-with-open-action"
LEVEL: Level = "warning"
_SHOWN = 10


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


def open_in(view: BenchmarkView) -> list[ActionView]:
    """Give a benchmark's open actions, each once: those under it, and those elsewhere that serve it."""
    found = {(action.ref, action.id, action.text): action for action in view.all_actions if action.is_open}
    for expectation in view.expectations:
        found |= {(one.ref, one.id, one.text): one for one in expectation.served_by if one.is_open}
    return list(found.values())


def open_said(actions: Sequence[ActionView]) -> str:
    """Say how many actions are open, and which: "3 actions are open: A02, A04 (overdue), A05"."""
    if len(actions) == 1:
        return f"{actions[0].id or 'an action'} is {'overdue' if actions[0].overdue else 'open'}"
    names = [f"{action.id or 'one without id'}{' (overdue)' if action.overdue else ''}" for action in actions]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return f"{len(names)} actions are open: {', '.join(names[:_SHOWN])}{more}"


def _much_open(view: BenchmarkView) -> bool:
    in_scope = [one for one in view.expectations if one.state != "not applicable"]
    with_open = [one for one in in_scope if any(action.is_open for action in one.served_by)]
    return 4 * len(with_open) > len(in_scope)

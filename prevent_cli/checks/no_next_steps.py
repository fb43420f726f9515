"""A rated benchmark has open actions, and its next steps are empty.

The summary page shows the rating beside the next steps. Where they are empty, a reader of
that page takes it that nothing more is to be done.

Example: `rating: green`, an action with `status: open`, and no `next_steps`.

Mend it by adding `next_steps`: a sentence on what comes next.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.checks.open_work import open_said
from prevent_cli.model.finding import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "no-next-steps"
LEVEL: Level = "warning"


def check(toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every judged benchmark with open actions and no next steps."""
    for number, benchmark in enumerate(toolkit.benchmarks):
        if benchmark.rating and not (benchmark.next_steps or "").strip():
            found = [action for action in context.views[benchmark.id].all_actions if action.is_open]
            if found:
                yield Problem(
                    CODE,
                    f"there are no next steps, but {open_said(found)}",
                    "add 'next_steps': what the summary page should say comes next",
                    ("benchmarks", number),
                    LEVEL,
                )

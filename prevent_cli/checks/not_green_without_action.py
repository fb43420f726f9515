"""A benchmark is amber or red, and nothing in it is being done about that.

A rating below green says that something falls short; a board will ask what leads back to
green. Where nobody has judged the benchmark, the computed rating is taken, once an
expectation is answered `partly` or `not met`.

Example: `rating: red` where every action is complete, or there is none.

Mend it by adding an action that leads to green, by judging anew, or by saying with
`actions: []` on the benchmark that none is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.checks.open_work import open_in
from prevent_cli.model.finding import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.assessment import BenchmarkView
    from prevent_cli.model.finding import Loc
    from prevent_cli.model.toolkit import Toolkit

CODE = "not-green-without-action"
LEVEL: Level = "warning"
_BELOW_GREEN = ("amber", "red")


def check(toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every benchmark below green without an open action that serves it."""
    for number, benchmark in enumerate(toolkit.benchmarks):
        rated = _rated(context.views[benchmark.id])
        if rated and benchmark.actions != () and not open_in(context.views[benchmark.id]):
            loc: Loc = ("benchmarks", number)
            yield Problem(
                CODE,
                f"{rated}, but no action in it is open",
                "add the action that leads to green, or 'actions: []' on the benchmark if none is needed",
                (*loc, "rating") if benchmark.rating else loc,
                LEVEL,
            )


def _rated(view: BenchmarkView) -> str | None:
    """Say how it is rated below green; computed only where an answer falls short."""
    if view.judged:
        return f"judged {view.judged.value}" if view.judged.value in _BELOW_GREEN else None
    short = any(one.answer in {"partly", "not met"} for one in view.expectations)
    return f"computed {view.computed.value}" if short and view.computed.value in _BELOW_GREEN else None

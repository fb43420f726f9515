"""The rating that people judged and the one the policy computes are different colours.

Neither is wrong by itself: people know more than a count does. But a reader who sees the
two side by side will ask why, and the answer should stand in the file.

Example: `rating: green` where 5 of 13 expectations still have open work, which the policy
calls amber.

Mend it by giving the rating a reason, `rating: {value: green, reason: ...}`, or by judging
anew. `prevent rag --explain` shows the count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.assessment import ComputedRating
    from prevent_cli.model.toolkit import Toolkit

CODE = "rating-differs"
LEVEL: Level = "warning"


def check(toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every judged rating without a reason that is not the computed one."""
    for number, benchmark in enumerate(toolkit.benchmarks):
        rating = benchmark.rating
        if rating is None or rating.reason:
            continue
        view = context.views[benchmark.id]
        if view.agrees is False:
            yield Problem(
                CODE,
                f"judged {rating.value}, computed {view.computed.value}: {_counted(view.computed)}",
                f"say why, as in '{{value: {rating.value}, reason: …}}', or judge anew; "
                f"'prevent rag --explain {benchmark.id}' shows the count",
                ("benchmarks", number, "rating"),
                LEVEL,
            )


def _counted(computed: ComputedRating) -> str:
    """Say how many fall short, without the list of which; the last reason is the policy's rule."""
    said = [reason.partition(":")[0] for reason in computed.reasons[:-1]]
    return "; ".join(said) or "every expectation in scope is met"

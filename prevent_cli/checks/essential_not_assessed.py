"""An essential expectation is not assessed, and the rest of its benchmark is.

A gap in an essential expectation turns the benchmark red, so leaving it out can make a
rating look better than it is.

Example: `essential: yes` on 7.3.1 with neither answer nor evidence, while `rating: green`
stands on benchmark 7.

Mend it by adding `answer` or `evidence`, or an action that will settle it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.assessment import BenchmarkView
    from prevent_cli.model.toolkit import Toolkit

CODE = "essential-not-assessed"
LEVEL: Level = "warning"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every essential expectation left out of an assessed benchmark."""
    left_out = {ref for view in context.views.values() for ref in _left_out(view)}
    for spot in context.spots if left_out else ():
        if spot.question and spot.ref in left_out:
            yield Problem(
                CODE,
                f"{spot.ref} is essential, but not assessed",
                "add 'answer' or 'evidence', or an action that will settle it",
                spot.loc,
                LEVEL,
            )


def _left_out(view: BenchmarkView) -> list[str]:
    found = [one.id for one in view.expectations if one.essential and one.state == "not assessed"]
    begun = view.judged or any(one.state != "not assessed" for one in view.expectations)
    return found if begun else []

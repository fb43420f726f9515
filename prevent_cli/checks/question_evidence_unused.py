"""A question's evidence covers nothing.

The evidence of a question stands in for expectations that have none of their own. Where
each has its own, it decides no state, and readers take it for more than it is.

Example: 2.1 has evidence, and so have 2.1.1 and 2.1.2, which are all it asks for.

Mend it by moving the evidence to the expectation that it shows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "question-evidence-unused"
LEVEL: Level = "warning"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every question whose evidence serves no expectation."""
    for spot in context.spots:
        question = spot.question
        if question is None or spot.expectation or not question.evidence or not question.expectations:
            continue
        if all(one.evidence for one in question.expectations):
            yield Problem(
                CODE,
                f"the evidence of {question.id} covers nothing, as each of its expectations has its own",
                "move it to the expectation that it shows",
                (*spot.loc, "evidence"),
                LEVEL,
            )

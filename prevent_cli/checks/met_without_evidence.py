"""An expectation is answered met, and no evidence shows it.

Anyone may ask what the answer rests on. Evidence of the expectation or of its question
counts, unless it has expired.

Example: `answer: met` without `evidence` on the expectation and on the question above it.

Mend it by adding `evidence`: a sentence on what there is, a link, or both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.tree import answered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "met-without-evidence"
LEVEL: Level = "warning"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every answer of met that no evidence supports on the as-of day."""
    from prevent_cli.rating.states import counts

    for spot in context.spots:
        item = spot.expectation or spot.question
        if item and item.answer == "met" and answered(spot):
            found = [*(item.evidence or ()), *((spot.question and spot.question.evidence) or ())]
            if True not in [counts(one, context.as_of) for one in found]:
                yield Problem(
                    CODE,
                    f"answered met, but {'its evidence has expired' if found else 'there is no evidence'}",
                    "add 'evidence': what shows that it is met",
                    (*spot.loc, "answer"),
                    LEVEL,
                )

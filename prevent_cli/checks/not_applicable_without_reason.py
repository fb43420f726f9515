"""An expectation is called not applicable and nobody says why.

Not applicable takes it out of every count, so a reader will ask for the reason.

Example: `answer: not applicable` without `reason`.

Mend it by adding `reason`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "not-applicable-without-reason"
LEVEL: Level = "warning"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every not applicable without a reason."""
    for spot in context.spots:
        item = spot.expectation or spot.question
        if item and item.answer == "not applicable" and not item.reason:
            yield Problem(
                CODE,
                "not applicable, but no reason is given",
                "add 'reason: …'",
                (*spot.loc, "answer"),
                LEVEL,
            )

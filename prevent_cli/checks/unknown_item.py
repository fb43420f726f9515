"""An item of the toolkit is not in its framework, or stands under the wrong heading.

Benchmarks, questions and expectations carry the framework's ids. One that the framework
does not have would be counted in a rating although nobody else is asked it.

Example: expectation `7.9.2` where the framework's question 7.9 has one expectation only,
or question `7.3` under benchmark 8.

Mend it by correcting the id, or by moving the item to where the framework has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit
    from prevent_cli.model.tree import Spot

CODE = "unknown-item"
LEVEL: Level = "error"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every id that the framework does not have in that place."""
    framework = context.framework
    if framework is None:
        return
    parents = framework.parents
    for spot in context.spots:
        if parents.get(spot.ref) != _parent(spot):
            near = nearest(spot.ref, parents)
            message, help_ = f"{framework.id} has no item '{spot.ref}'", "correct the id"
            if spot.ref in parents:
                place = parents[spot.ref] or "the top"
                message, help_ = f"{framework.id} has '{spot.ref}' under {place}", f"move it to {place}"
            elif near:
                help_ = f"did you mean '{near}'?"
            yield Problem(CODE, message, help_, (*spot.loc, "id"), LEVEL)


def _parent(spot: Spot) -> str:
    if spot.expectation and spot.question:
        return spot.question.id
    return spot.benchmark.id if spot.question else ""

"""A policy weighs something that is not counted.

A weight says how many times an expectation counts, or a question that has none. Under any
other id, such as a mistyped one or that of a question with expectations, it changes no rating.

Example: `weights: {7.31: 2}` for 7.3.1.

Mend it by writing the id of the expectation that is meant, or by removing the weight.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import nearest, short

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.policy import Policy
    from prevent_cli.model.toolkit import Toolkit

CODE = "weight-without-effect"
LEVEL: Level = "warning"


def check(toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every weight whose id is neither answered in the toolkit nor in its framework."""
    if toolkit.policy and toolkit.policy.weights:
        yield from unused(toolkit.policy, context.answered)


def unused(policy: Policy, counted: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for every weight of a policy, at the top of its file, whose id is not among those counted."""
    for ref in policy.weights:
        if ref not in counted:
            near = nearest(ref, counted)
            yield Problem(
                CODE,
                f"the weight of {short(ref)} has no effect, as nothing with that id is counted",
                f"did you mean '{near}'?" if near else "write the id of an expectation, such as 7.3.1, or remove it",
                ("policy", "weights", ref),
                LEVEL,
                on_key=True,
            )

"""The checks that a framework file goes through beside those of its ids: what its policy says in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.checks.share_below_one import small
from prevent_cli.checks.weight_without_effect import unused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.model.finding import Problem
    from prevent_cli.model.framework import Framework


def check(framework: Framework) -> Iterator[Problem]:
    """Yield a problem for every weight and every share of the framework's policy that is likely a slip."""
    if framework.policy:
        yield from unused(framework.policy, framework.answered)
        yield from small(framework.policy)

"""The rating policy that the toolkit names does not exist.

A policy given by its name alone must be one on board: share, worst or weighted. One of
your own is written out, with at least one rule of its own.

Example: `policy: strict`.

Mend it by naming a policy on board, or by writing yours out:
`policy: {name: strict, red: {gap_over: 10%}}`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import did_you_mean, short
from prevent_cli.model.policy import POLICIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "unknown-policy"
LEVEL: Level = "error"


def check(toolkit: Toolkit, _context: Context) -> Iterator[Problem]:
    """Yield a problem where a policy is only a name, and not one on board."""
    policy = toolkit.policy
    if policy and policy.model_fields_set == {"name"} and policy.name not in POLICIES:
        known = did_you_mean(policy.name, POLICIES, "policies on board are")
        yield Problem(CODE, f"there is no policy {short(policy.name)}", known, ("policy",), LEVEL)

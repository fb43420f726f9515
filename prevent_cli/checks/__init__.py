"""The checks that every toolkit goes through, one file each, in one list.

A check is a module with ``CODE``, ``LEVEL``, a docstring that documents it, and
``check(toolkit, context)``, which yields problems.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from prevent_cli.checks import (
    action_without_id,
    computed_not_followed,
    different_wording,
    duplicate_id,
    missing_item,
    no_owner,
    no_reason,
    not_applicable_without_reason,
    unknown_framework,
    unknown_item,
    unknown_policy,
    unknown_reference,
    unknown_role,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.finding import Level, Problem
    from prevent_cli.model.toolkit import Toolkit


class Check(Protocol):
    """What a check's module offers."""

    CODE: str
    LEVEL: Level
    __doc__: str | None

    def check(self, toolkit: Toolkit, context: Context, /) -> Iterator[Problem]:
        """Yield every problem of this kind."""


CHECKS: tuple[Check, ...] = (
    unknown_framework,
    unknown_policy,
    duplicate_id,
    unknown_item,
    missing_item,
    different_wording,
    unknown_reference,
    unknown_role,
    action_without_id,
    no_owner,
    no_reason,
    not_applicable_without_reason,
    computed_not_followed,
)


def run(toolkit: Toolkit, context: Context) -> list[Problem]:
    """Run every check over a toolkit."""
    return [problem for check in CHECKS for problem in check.check(toolkit, context)]

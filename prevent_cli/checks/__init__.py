"""The checks that every toolkit goes through, one file each, in one list.

A check is a module with ``CODE``, ``LEVEL``, a docstring that documents it, and
``check(toolkit, context)``, which yields problems.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
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
from prevent_cli.checks.waivers import waive

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from prevent_cli.checks.context import Context
    from prevent_cli.model.finding import Level, Problem
    from prevent_cli.model.toolkit import Toolkit


_AS_THEY_ARE: Mapping[str, str] = MappingProxyType({})


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


CODES = frozenset(check.CODE for check in CHECKS)
WAIVABLE = frozenset(check.CODE for check in CHECKS if check.LEVEL == "warning")


def run(toolkit: Toolkit, context: Context, levels: Mapping[str, str] = _AS_THEY_ARE) -> list[Problem]:
    """Run every check over a toolkit, then leave out what its waivers accept.

    ``levels`` gives a code another level, or turns it off: error, warning or off.
    """
    found: list[Problem] = []
    for check in CHECKS:
        level = levels.get(check.CODE)
        if level != "off":
            problems = check.check(toolkit, context)
            found += [replace(one, level=level) for one in problems] if level else problems  # type: ignore[arg-type]
    return waive(toolkit, found, context.as_of, WAIVABLE) if toolkit.waivers else found

"""Evidence is more than a year old.

Much changes in a year, and a toolkit speaks for today. Evidence with `expires` is left
alone, because somebody has said how long it counts, and so is evidence that has newer
evidence beside it.

Example: `on: Feb 20` in a toolkit as of 2021-12-31.

Mend it by adding something newer, or `expires` where it still counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem
from prevent_cli.rating.states import year_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit
    from prevent_cli.model.when import When

CODE = "evidence-stale"
LEVEL: Level = "warning"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every item of evidence from more than a year before the day it speaks for."""
    limit = year_before(context.as_of)
    for spot, evidence in context.with_evidence:
        if True in [one.on is not None and one.on.last >= limit for one in evidence]:
            continue
        for number, one in enumerate(evidence):
            if (on := one.on) and one.expires is None:
                yield Problem(
                    CODE,
                    f"the evidence is from {_said(on)}, more than a year before {context.as_of}",
                    "add something newer, or say with 'expires' how long it counts",
                    (*spot.loc, "evidence", number, "on"),
                    LEVEL,
                )


def _said(on: When) -> str:
    return str(on) if on.is_iso else f"{on} (to {on.last})"

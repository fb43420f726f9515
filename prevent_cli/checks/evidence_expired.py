"""Evidence is past the date until which it counts.

After the last day of `expires` evidence no longer meets anything, so the computed rating
may drop.

Example: `expires: Nov 2021` in a toolkit as of 2021-12-31.

Mend it by renewing the evidence, or by taking it out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit


CODE = "evidence-expired"
LEVEL: Level = "warning"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every item of evidence that has expired."""
    for _, loc, one in context.evidence:
        if one.expires and one.expires.last < context.as_of:
            yield Problem(
                CODE,
                f"the evidence expired at the end of {one.expires} and no longer counts",
                "renew it, with its new 'on' and 'expires', or take it out",
                (*loc, "expires"),
                LEVEL,
            )

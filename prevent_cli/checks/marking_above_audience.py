"""The protective marking is too high for the audience.

What is marked OFFICIAL-SENSITIVE is not for publication, and what is marked SECRET is not
for partners at large. One of the two is wrong, and the report would go out with both.

Example: `marking: OFFICIAL-SENSITIVE` with `audience: public`.

Mend it by lowering the marking, or by narrowing the toolkit's `audience`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short
from prevent_cli.rating.publication import is_above_official, is_secret

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit


CODE = "marking-above-audience"
LEVEL: Level = "warning"


def check(toolkit: Toolkit, _context: Context) -> Iterator[Problem]:
    """Yield a problem where the toolkit's marking and audience contradict each other."""
    marking, audience = toolkit.marking, toolkit.audience
    if (is_secret(marking) and audience != "officers") or (is_above_official(marking) and audience == "public"):
        yield Problem(
            CODE,
            f"the marking {short(toolkit.marking)} is too high for the audience {toolkit.audience}",
            "lower the marking, or narrow the toolkit's 'audience'",
            ("marking",),
            LEVEL,
        )

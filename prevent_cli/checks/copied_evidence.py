"""The same evidence stands under two expectations, word for word.

Copied evidence is seldom to the point in both places, and when it changes, one of the
copies is forgotten. Texts of up to 60 characters are left alone.

Example: the same paragraph under 2.1.1 and under 2.1.4.

Mend it by writing it once, on the question that both belong to, or by saying in each
place what it shows there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.finding import Loc
    from prevent_cli.model.toolkit import Toolkit

CODE = "copied-evidence"
LEVEL: Level = "warning"
_SHORT = 60


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every piece of evidence that another item has already."""
    seen: dict[str, tuple[str, Loc]] = {}
    for spot in context.spots:
        item = spot.expectation or spot.question
        for number, one in enumerate((item.evidence if item else None) or ()):
            loc = (*spot.loc, "evidence", number, "text")
            text = " ".join((one.text or "").split()).casefold()
            if len(text) > _SHORT:
                first, where = seen.setdefault(text, (spot.ref, loc))
                if first != spot.ref:
                    yield Problem(
                        CODE,
                        f"the evidence of {first} stands here again: {short(one.text)}",
                        "write it once, on a question that both belong to, or say here what it shows here",
                        loc,
                        LEVEL,
                        related=((f"first, at {first}", where),),
                    )

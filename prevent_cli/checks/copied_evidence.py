"""The same evidence stands under two expectations, word for word.

Copied evidence is seldom to the point in both places, and when it changes, one of the
copies is forgotten. Texts of up to 60 characters are left alone.

Example: the same paragraph under 2.1.1 and under 2.1.4.

Mend it by writing it once, on the question that both belong to, or by saying in each
place what it shows there.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from prevent_cli.checks.prose import prose, words
from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.finding import Loc
    from prevent_cli.model.toolkit import Evidence, Toolkit
    from prevent_cli.model.tree import Spot

CODE = "copied-evidence"
LEVEL: Level = "warning"
_SHORT = 60


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every piece of evidence that another item has already."""
    seen: dict[str, tuple[str, Loc]] = {}
    for spot, at, one in _alike(context):
        text = " ".join((one.text or "").split()).casefold()
        if len(text) > _SHORT:
            loc = (*at, "text")
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


def _alike(context: Context) -> Iterator[tuple[Spot, Loc, Evidence]]:
    """Give the evidence that has the same words as another: a quick look for what may be the same."""
    often = Counter(piece.words for piece in prose(context) if piece.kind == "evidence")
    if len(often) == often.total():
        return
    for here in context.evidence:
        if here[2].text and often[tuple(words(here[2].text))] > 1:
            yield here

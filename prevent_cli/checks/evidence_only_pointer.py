"""The evidence only points elsewhere, without a link.

A reader cannot tell what the other document says, nor find it. One fact and a link do
more than a reference to a policy.

Example: `evidence: The policy covers this.`

Mend it by saying what the document says, or by adding `link`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Evidence, Toolkit

CODE = "evidence-only-pointer"
LEVEL: Level = "warning"

_NOUN = (
    r"(?:policy|policies|strategy|strategies|plans?|procedures?|protocols?|documents?|documentation|handbook|guidance"
    r"|reports?|terms of reference|minutes|self-assessment|framework|toolkit|agreement|register|website)"
)
_DOCUMENT = rf"(?:(?:the|our|its|their|this)\s+)?(?:(?!and\b|is\b|are\b|was\b|has\b)[\w'\u2019&-]+\s+){{0,4}}{_NOUN}"
_THIS = r"(?:this|it|that|all of this|all this|these|they)"
_HELD = r"(?:covered|documented|set out|contained|included|described|recorded|outlined|addressed|detailed)"
_HOLDS = r"(?:covers?|documents?|sets? out|describes?|addresse?s?|includes?|outlines?|deals? with)"
_ONLY = (
    rf"(?:yes[.,:;\u2013\u2014-]?\s+)?(?:"
    rf"{_DOCUMENT}\s+(?:also\s+)?{_HOLDS}\s+(?:all\s+)?{_THIS}"
    rf"|(?:{_THIS}\s+(?:(?:is|are)\s+)?)?(?:all\s+)?(?:{_HELD}\s+)?(?:in|within|by|as part of|part of)\s+{_DOCUMENT}"
    rf"|(?:please\s+)?(?:see|refer to|as per|as set out in|as in)\s+{_DOCUMENT}"
    r"|(?:please\s+)?(?:see|as)\s+(?:above|below)"
    r")[\s.]*"
)


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every item whose whole evidence is a pointer."""
    for spot in context.spots:
        item = spot.expectation or spot.question
        if item is None or not item.evidence or item.answer == "not applicable":
            continue
        if all(_points(one) for one in item.evidence):
            yield Problem(
                CODE,
                f"the evidence only points elsewhere: {short(item.evidence[0].text)}",
                "say what stands there, or add 'link' so that it can be read",
                (*spot.loc, "evidence", 0, "text"),
                LEVEL,
            )


def _points(one: Evidence) -> bool:
    text = (one.text or "").strip()
    if one.link or not 0 < len(text) <= 100 or "://" in text or "](" in text:
        return False
    return bool(re.fullmatch(_ONLY, text, re.IGNORECASE))

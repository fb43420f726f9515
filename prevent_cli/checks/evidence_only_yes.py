"""The evidence is a yes or a no and nothing more.

Evidence says what there is and what it shows. A bare "Yes" is an answer: a reader who
asks how anybody knows finds nothing.

Example: `evidence: Yes.`

Mend it by saying what shows it, and by moving the yes to `answer: met`.
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

CODE = "evidence-only-yes"
LEVEL: Level = "warning"

_WORD = (
    r"(?:yes|no|y|ok(?:ay)?|(?:it|this|we|they) (?:is|are|does|do|has|have)|(?:(?:it|this|all) (?:is|are) |all )?"
    r"(?:now |already |fully )?(?:in place|met|achieved|done|agreed|confirmed|completed?))"
)
_ONLY = rf"{_WORD}(?:[\s,;:.!\u2013\u2014-]+{_WORD})*[\s.!]*"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every item whose whole evidence is such a word."""
    for spot, evidence in context.evidenced:
        if all(map(_bare, evidence)):
            yield Problem(
                CODE,
                f"the evidence says {short(evidence[0].text)} and nothing more",
                "say what shows it; a yes on its own belongs in 'answer'",
                (*spot.loc, "evidence", 0, "text"),
                LEVEL,
            )


def _bare(one: Evidence) -> bool:
    text = (one.text or "").strip()
    return len(text) < 60 and not one.link and bool(re.fullmatch(_ONLY, text, re.IGNORECASE))

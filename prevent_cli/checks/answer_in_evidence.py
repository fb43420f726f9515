"""The evidence says that an expectation is not applicable, and the answer does not.

The rating goes by `answer`. Without one, "N/A" is taken for evidence, and the expectation
counts as met.

Example: `evidence: N/A, there are no such officers.` without `answer`.

Mend it by writing `answer: not applicable` with a `reason`, and by leaving in the evidence
only what is evidence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short
from prevent_cli.model.tree import answered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "answer-in-evidence"
LEVEL: Level = "warning"
_OPENING = r"\W*(?:n ?/ ?a\b|n\.a\.|not applicable\b(?! (?:to|for|in|until)\b))"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every unanswered item whose evidence opens with N/A."""
    for spot in context.spots:
        item = spot.expectation or spot.question
        if item and item.evidence and item.answer is None and answered(spot):
            text = item.evidence[0].text
            if text and re.match(_OPENING, text, re.IGNORECASE):
                yield Problem(
                    CODE,
                    f"the evidence opens with {short(text)}, but there is no 'answer'",
                    "write 'answer: not applicable' with a 'reason', and leave in the evidence only what is evidence",
                    (*spot.loc, "evidence", 0, "text"),
                    LEVEL,
                )

"""The evidence says what would happen, not what did.

What would be done shows that somebody has thought about it. It does not show that it
works, or that it was ever needed.

Example: `evidence: This would go through the Prevent team.`

Mend it by adding a time it happened, or by saying how the process was tested.
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

CODE = "evidence-hypothetical"
LEVEL: Level = "warning"

_FACT = r"\b(?:is|are|was|were|has|have|had|does|did|do|show|shows|who|which|that)\b"
_CONDITION = r"(?:if|where|when|whenever|should|in the event)\b[^,.;]*, "
_WOULD = r"(?:[\w'\u2019/()-]+ ){0,7}?would (?!like\b|welcome\b|prefer\b)"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every item whose every sentence of evidence is hypothetical."""
    for spot, evidence in context.evidenced:
        if all(map(_hypothetical, evidence)):
            yield Problem(
                CODE,
                f"the evidence says what would happen, not what did: {short(evidence[0].text)}",
                "add a time it happened, or how it was tested",
                (*spot.loc, "evidence", 0, "text"),
                LEVEL,
            )


def _hypothetical(one: Evidence) -> bool:
    text = one.text or ""
    if one.on or one.link or "ould" not in text or re.search(r"\d", text):
        return False
    sentences = [part for part in re.split(r"(?<=[.!?;])\s+|\n", text.strip()) if re.search(r"\w", part)]
    said = [part for part in sentences if not re.fullmatch(r"\W*(?:yes|no)\W*", part, re.IGNORECASE)]
    return bool(said) and all(map(_supposes, said))


def _supposes(sentence: str) -> bool:
    """Whether a sentence has 'would' in its main clause and no fact beside it; a condition is none."""
    plain = re.sub(rf"^[\W_]*(?:yes[,.:]? )?(?:{_CONDITION})?", "", " ".join(sentence.split()), flags=re.IGNORECASE)
    return bool(re.match(_WOULD, plain, re.IGNORECASE)) and not re.search(_FACT, plain, re.IGNORECASE)

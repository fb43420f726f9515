"""A sentence is written in capitals throughout.

Words in capitals have no shape, and are slow to read. Some screen readers spell them out
letter by letter, as if they were acronyms.

Example: `CURRENTLY TESTING WITH LICENSED AND COMMUNITY VENUES.`

Mend it by writing an ordinary sentence; for weight there is `**bold**`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "block-capitals"
LEVEL: Level = "warning"
_WORDS = 5
# A row of acronyms is no sentence: it has none of these words, and none so long.
_ORDINARY = (
    r"\b(?:ALL|AND|ARE|AS|AT|BE|BY|FOR|FROM|HAS|HAVE|IN|IS|NO|NOT|OF|ON|OR|THE|THIS|TO|WAS|WILL|WITH)\b|[A-Z]{8}"
)


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for the first sentence in capitals of every text."""
    for piece in context.with_capitals:
        sentence = _first_in_capitals(piece.text)
        if sentence:
            yield Problem(
                CODE,
                f"{short(sentence)} is all in capitals",
                "write it as an ordinary sentence; for weight there is **bold**",
                piece.loc,
                LEVEL,
            )


def _first_in_capitals(text: str) -> str | None:
    if not _three().search(text):
        return None
    for part in re.split(r"(?<=[.:;!?])\s+|\n\s*\n|\n(?=\s*[-*] )", text):
        words = re.findall(r"[^\W\d_]{2,}|\b[AI]\b", part)
        if len(words) >= _WORDS and part.upper() == part and re.search(_ORDINARY, part):
            return part.strip()
    return None


@cache
def _three() -> re.Pattern[str]:
    """Give three words in capitals that follow one another: what any such sentence has."""
    return re.compile(r"[A-Z]{2,}\W+[A-Z]+\W+[A-Z]{2,}")

"""A text only keeps a place for what should stand there.

It would be published as it is, and counts as evidence where it stands for evidence. An
abbreviation that the glossary has (such as TBC, for a council) is left alone.

Example: `evidence: TBC`, `outcome: to be confirmed`, `next_steps: xxx`.

Mend it by writing what is known, or by leaving the key out until there is something to say.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from prevent_cli.checks.prose import prose
from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.checks.prose import Prose
    from prevent_cli.model.toolkit import Toolkit

CODE = "placeholder-text"
LEVEL: Level = "warning"
_LONG = 80


def check(toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every text that says nothing yet."""
    known = {name.casefold() for name in toolkit.glossary}
    for piece in prose(context):
        if _is_placeholder(piece, known, toolkit):
            yield Problem(
                CODE,
                f"{short(piece.text)} only keeps a place",
                "write what is known, or leave the key out until there is something to say",
                piece.loc,
                LEVEL,
            )


def _is_placeholder(piece: Prose, known: set[str], toolkit: Toolkit) -> bool:
    text = piece.text.strip()
    if text[:11].casefold() == "lorem ipsum":
        return True
    if len(text) > _LONG:
        return False
    if _placeholder().fullmatch(text):
        return text.strip(" .[](){}<>?!").casefold() not in known
    return piece.kind == "evidence" and _not_applicable().fullmatch(text) is not None and _is_answered(piece, toolkit)


def _is_answered(piece: Prose, toolkit: Toolkit) -> bool:
    """Whether there is an answer that 'N/A' does not go with; without one, another check speaks."""
    _, b, _, q, *rest = piece.loc
    question = toolkit.benchmarks[int(b)].questions[int(q)]
    item = question.expectations[int(rest[1])] if rest[0] == "expectations" else question
    return item.answer not in {None, "not applicable"} or (item is question and bool(question.expectations))


@cache
def _placeholder() -> re.Pattern[str]:
    words = (
        r"tb[acds]|to ?do|fix ?me|to follow|x{2,}|to be (?:confirmed|advised|decided|determined|agreed|added|completed|supplied"
        r"|inserted|provided)|(?:insert|enter|add|type|put) (?:\w+ ){0,4}here|(?:click|tap) (?:here )?to enter text|placeholder"
        r"|(?:some|sample|dummy) text"
    )
    return re.compile(rf"[\W_]*(?:{words})[\W_]*|[?.…_\u2013\u2014*-]+", re.IGNORECASE)


@cache
def _not_applicable() -> re.Pattern[str]:
    return re.compile(r"(?:n\s*/\s*a|n\.a\.?|not applicable)\W*", re.IGNORECASE)

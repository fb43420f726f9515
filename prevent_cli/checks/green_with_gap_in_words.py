"""A benchmark is judged green, and its own words tell of a gap.

A reader who finds "not yet" or "there is no plan" under a green rating will ask which of
the two holds. Closed actions do not count, and neither does "no gaps".

Example: green, while the comments say `They are to be in place by April 2022.`

Mend it by judging anew, by saying in the rating's `reason` why it is green even so, or by
bringing the words up to date.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from prevent_cli.checks.prose import watch
from prevent_cli.model.fields import OPEN_STATUSES
from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.checks.prose import Prose
    from prevent_cli.model.finding import Loc
    from prevent_cli.model.toolkit import Toolkit

CODE = "green-with-gap-in-words"
LEVEL: Level = "warning"
# A quick look for these comes before the slow one.
_WORDS = watch(
    "gap gaps need needs yet no still remain remains continue continues place".split()  # noqa: SIM905
)
# Before a word of need: what makes it a rule or a condition, as in "staff know what needs to be reported".
_CONDITION = r"\b(?:who|whom|what|where|wherever|when|whenever|whether|which|that|if|how|everyone|anyone|nothing|no)\b"
# Before "gap": what denies it, or deals with it.
_DENIAL = (
    r"\b(?:no|not|any|without|never|nor|whether|if|where|wherever|clos\w+|address\w*|identif(?:y|ies|ying)|fill\w*|respond\w*|bridg\w+"
    r"|find\w*|look\w*|monitor\w*|review\w*|mind|plug\w*|resolv\w*)\b"
)
_DEALT_WITH = (
    r"[ \n]+(?:analys\w+|years?\b|tool|(?:[\w ]{1,40} )??(?:(?:is|are|was|were|have been|has been|being) )?(?:all |now |then )?"
    r"(?:followed|closed|filled|addressed|resolved|dealt|bridged|picked up|escalated|reported|identified|reviewed|monitored))"
)


def check(toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield one problem for every green benchmark that says it has a gap."""
    green = {n for n, one in enumerate(toolkit.benchmarks) if one.rating and one.rating.value == "green"}
    reasoned = {n for n in green if (rating := toolkit.benchmarks[n].rating) and rating.reason}
    told: dict[int, list[tuple[str, Loc]]] = {}
    for piece in _pieces(context, green - reasoned):
        sentence = _gap(piece.text)
        if sentence:
            told.setdefault(int(piece.loc[1]), []).append((sentence, piece.loc))
    for number, places in sorted(told.items()):
        yield _problem(number, places, _where(toolkit, places[0][1]))


def _problem(number: int, places: list[tuple[str, Loc]], where: str) -> Problem:
    more = f", and there is more in {len(places) - 1} other place{'s' if len(places) > 2 else ''}" if places[1:] else ""
    return Problem(
        CODE,
        f"judged green, but {where} says {short(places[0][0])}{more}",
        "judge anew, say in the rating's 'reason' why it is green even so, or bring the words up to date",
        ("benchmarks", number, "rating"),
        LEVEL,
        related=tuple(("there", loc) for _, loc in places),
    )


def _pieces(context: Context, green: set[int]) -> Iterator[Prose]:
    """Give the evidence, comments and open actions of some benchmarks that may tell of a gap."""
    closed = {loc for _, loc, action in context.actions if action.status not in OPEN_STATUSES}
    for piece in context.saying(_WORDS) if green else ():
        kept = piece.loc[1] in green and piece.kind in {"evidence", "comments", "text", "progress"}
        if kept and not (piece.kind in {"text", "progress"} and any(piece.loc[: len(loc)] == loc for loc in closed)):
            yield piece


def _where(toolkit: Toolkit, loc: Loc) -> str:
    """Name the place in words: an action or an item by its id, else the field."""
    if loc[2] == "comments":
        return "the text of 'comments'"
    node, name = toolkit, None
    for step in loc:
        node = getattr(node, step) if isinstance(step, str) else node[step]  # type: ignore[index]
        name = getattr(node, "id", None) or name
    return name or "it"


def _gap(text: str) -> str | None:
    """Give the first sentence that tells of a gap."""
    if not _tells().search(text):
        return None
    for sentence in re.split(r"(?<=[.;!?])\s+|\n\s*\n|\n(?=\s*[-*] )", text.strip()):
        if any(_holds(found) for found in _tells().finditer(sentence)):
            return sentence.strip(" \t\n-*")
    return None


def _holds(found: re.Match[str]) -> bool:
    before, after = found.string[: found.start()], found.string[found.end() :]
    clause = re.split(r"[,:(]", before)[-1]
    if found["gap"]:
        return not re.search(_DENIAL, before[-40:], re.IGNORECASE) and not re.match(_DEALT_WITH, after, re.IGNORECASE)
    if found["need"]:
        return not re.search(_CONDITION, clause, re.IGNORECASE)
    return True


@cache
def _tells() -> re.Pattern[str]:
    lacking = "process|plan|polic(?:y|ies)|procedure|protocol|system|mechanism|arrangement|strategy|oversight|programme"
    return re.compile(
        r"\b(?:(?P<gap>gaps?)|(?P<need>needs? to be|needs to)(?! (?:know|do|the|a|an|our|their|its|this|each|every)\b)"
        r"|not yet(?! (?:due|needed|required|necessary|published|available nationally))"
        rf"|(?:there (?:is|are)|has|have) (?:currently |as yet |still )?no (?!plans? to\b)(?:\w+ )?(?:{lacking})s?\b"
        r"|there (?:is|remains) (?:still )?a need (?:to|for)"
        r"|(?:still|yet|remains?|continues?) to be|still (?:has|have) to be|to be in place by)\b",
        re.IGNORECASE,
    )

"""An action says how things are, not what will be done.

Nobody can complete a description, and nobody can tell when it is done. Only openings that
are no instruction are named; a text that also says what will be done is left alone.

Example: "There is no process." or "Gaps in knowledge are still coming to light."

Mend it by beginning with a verb: "Draft a process", "Brief every venue manager".
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from prevent_cli.model.fields import OPEN_STATUSES
from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "action-is-a-problem"
LEVEL: Level = "warning"


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_BE = _set("is are was were has have had remain remains")
_ADVERBS = _set("still currently also now")
_SHORTENED = _set("there's it's they're that's")
_DETERMINERS = _set("the all some most many few several our staff schools partners members")
_RELATIVE = _set("that which who whose where when while and once if")

# A first word, and the words one of which has to come next: "Gaps in ...", "Lack of ...", "Not all ..."
_PAIRS = {
    "gap gaps issues concerns problems difficulties weaknesses barriers delays risks": _set(
        "in with about around over exist persist remain remains"
    ),
    "lack absence shortage": _set("of"),
    "uncertainty confusion": _set("about around over as among"),
    "poor low weak limited insufficient inconsistent patchy": _set(
        "take-up uptake attendance awareness knowledge understanding engagement response numbers"
    ),
    "not": _set("all every enough sufficient clear known"),
    "there this that these those it they": _BE,
    "we": _set("do lack cannot can't don't aren't"),
}
_TO_COME = (["to"], ["being"])
_NEXT = {first: following for firsts, following in _PAIRS.items() for first in firsts.split()}
# "No process in place"; "No action" is an answer of its own
_MISSED = _set(
    "process plan policy protocol procedure evidence record records system mechanism guidance lead deputy register assurance"
    " exists place data budget capacity resource resources funding owner"
)
_OPENINGS = frozenset({*_NEXT, *_SHORTENED, *_DETERMINERS, "no"})

# "Some staff are unaware"; not "Some staff are trained"
_FAULT = _set(
    "not no never still missing lacking lapsed expired outdated poor weak low limited incomplete inconsistent unaware"
    " unclear unsure unable unknown uncertain untrained untested"
)
# Words by which a text says what will be done after all
_DUTY = _set(
    "will shall must should ought require requires required needed agreed proposed recommended suggested intended"
    " planned essential important necessary vital therefore hence so"
    " weekly monthly termly quarterly annually yearly regularly each"
)
_DAY = _set(
    "next q1 q2 q3 q4 spring summer autumn winter easter christmas january february march april may june july august"
    " september october november december jan feb mar apr jun jul aug sep sept oct nov dec"
)
# "CSP manager to draft" does; "unable to refer", "how to refer", "coming to light", "access to the register" do not,
# nor does "which is to be tested"
_NO_DUTY_BEFORE = _BE | _set(
    "fail fails failed unable able coming due likely access how what who whom where when whether"
    " place process system mechanism evidence"
)
_NO_VERB = _set("the a an all any our their its this it them")
_NEXT_SENTENCE = r"[.;:!?]\s|\n|\s[-\u2013\u2014]\s|,\s(?!(?:and|or|but|which|who|where|as|note)\b)"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every open action that only describes."""
    for _, loc, action in context.actions:
        if action.status in OPEN_STATUSES and _only_describes(action.text):
            yield Problem(
                CODE,
                f"this says how things are, not what will be done: {short(action.text)}",
                "begin with a verb for what will be done, such as 'Draft', 'Agree' or 'Brief'",
                (*loc, "text"),
                LEVEL,
            )


def _only_describes(text: str) -> bool:
    """Whether every sentence opens as a description, and none says what will be done."""
    text = text.strip().lower().replace("\u2019", "'")
    if text.partition(" ")[0] not in _OPENINGS:
        return False
    sentences = (re.findall(r"[\w'/-]+", one) for one in re.split(_NEXT_SENTENCE, text))
    return all(_describes(one) and not _says_what(one) for one in sentences if one)


def _describes(words: list[str]) -> bool:
    """Whether a sentence opens as no instruction does."""
    first, rest = words[0], [word for word in words[1:6] if word not in _ADVERBS]
    if first in _NEXT:
        return bool(rest) and rest[0] in _NEXT[first] and not (rest[0] in _BE and rest[1:2] in _TO_COME)
    if first == "no":
        return not _MISSED.isdisjoint(rest[:4])
    return first in _SHORTENED or (first in _DETERMINERS and _states(words))


def _states(words: list[str]) -> bool:
    """Whether a fault is said of a subject: "The policy has lapsed", not "The review that is not held"."""
    for word, following in pairwise([*words[1:9], ""]):
        if word in _RELATIVE:
            return False
        if word in _BE:
            return word.startswith("remain") or following in _FAULT
    return False


def _says_what(words: list[str]) -> bool:
    """Whether a sentence names a duty, a day to do it by, or someone to do it."""
    if not _DUTY.isdisjoint(words) or "by the end" in " ".join(words):
        return True
    aside = False
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        aside = aside or before in _RELATIVE
        if word == "by" and (after in _DAY or after[0].isdigit()):
            return True
        if word == "to" and after not in _NO_VERB and not (aside if after == "be" else before in _NO_DUTY_BEFORE):
            return True
    return False

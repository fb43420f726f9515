"""A small count of people or cases may identify someone.

Where very few people are counted, those who know the area may tell who they are. Published
figures mostly leave out counts under five.

Example: "Two children were referred to Channel."

Mend it by leaving the number out, or by giving the item a narrower `audience`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prevent_cli.checks.prose import watch, words
from prevent_cli.checks.sights import audience_at
from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit


CODE = "small-number"
LEVEL: Level = "warning"

_NUMBERS = watch(("one", "two", "three", "four", "1", "2", "3", "4"))
_NOUNS = watch(
    [
        "child",
        "children",
        "young",
        "pupil",
        "pupils",
        "student",
        "students",
        "boy",
        "boys",
        "girl",
        "girls",
        "victim",
        "victims",
        "patient",
        "patients",
        "service",
        "asylum",
        "refugee",
        "refugees",
        "referral",
        "referrals",
        "case",
        "cases",
        "family",
        "families",
        "people",
        "person",
        "individual",
        "individuals",
        "adult",
        "adults",
        "resident",
        "residents",
        "man",
        "men",
        "woman",
        "women",
        "example",
        "examples",
        "instance",
        "instances",
    ]
)
_BEFORE = (
    r"\b(?:year|stage|level|tier|grade|part|section|phase|quarter|class|group|band|step|type|priority|day|week|term"
    r"|at least|up to|more than|less than|fewer than|no more than|than|every|each|any|per|or|in|of|minimum of)\s+$"
)
_NUMBER = r"(?<![\w.,/£#:&-])(?P<count>[1-4]|one|two|three|four)\s+"
_KIND = (
    r"(?:(?:young|local|open|closed|live|active|new|known|other|further|separate|different|channel|prevent|current|recent"
    r"|vulnerable|unaccompanied|looked-after|complex|serious|safeguarding|female|male|adopted|accepted|referred|primary"
    r"|secondary|school|adult|child|asylum[ -]seeking|high-risk)\s+){0,3}"
)
_NOUN = (
    r"(?P<noun>child(?:ren)?|young (?:people|person)|pupils?|students?|boys?|girls?|victims?|patients?|service users?"
    r"|asylum seekers?|refugees?|referrals?|cases?|famil(?:y|ies)"
    r"|people|person|individuals?|adults?|residents?|m[ae]n|wom[ae]n|examples?|instances?)"
)
_AFTER = (
    r"(?=\s*(?:[.,;:!?)\]]|$)|\s+(?:was|were|is|are|has|have|had|that|who|which|whose|in|from|to|of|with|where|under|did"
    r"|on|at|by|since|this|last|and|being|went|came|over|during|within|through|for|aged|\w+ed)\b)"
)
_SURE = r"victim|patient|service|asylum|refugee|referral|case"
# What must be told of people in general: two who were referred, not two who came to a course.
_HAPPENED = (
    r"[^.;]{0,60}?\b(?:referred|adopted|arrested|convicted|charged|sentenced|detained|radicali[sz]ed|vulnerable|at risk"
    r"|consent\w*|declined|disclosed|discharged|(?:open|known|subject) to|support(?:ed)? through"
    r"|(?:was|were|been|being|are|is) (?:supported|placed|assessed|excluded|accepted|visited)"
    r"|accepted (?:channel )?support|(?:after|following) an? \w*referral)\b"
)
_FAMILIAR = r"famil|child|pupil|young|parent|person|people|individual|consent|boy|girl|resident"
# A routine, or a choice: so many a month, so many that were picked for an audit.
_ROUTINE = r"\b(?:each|every|per|audit\w*|sampl\w*|can|may|must|should)\b|\ba (?:week|month|quarter|term|year)\b"


def check(toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every small count in text that others than officers see."""
    for piece in context.saying(_NUMBERS):
        found = _small_count(piece.text) if _counts(piece.watched) else None
        if found and audience_at(toolkit, piece.loc) != "officers":
            yield Problem(
                CODE,
                f"{short(found)}: a number so small may identify someone",
                "leave the number out, or give the item a narrower 'audience'",
                piece.loc,
                LEVEL,
            )


def _counts(said: Collection[str]) -> bool:
    """Whether some words hold a small number, and somebody who might be counted: a quick look before the slow one."""
    return not _NUMBERS.isdisjoint(said) and not _NOUNS.isdisjoint(said)


def _small_count(text: str) -> str | None:
    for sentence in re.split(r"(?<=[.!?])\s+|\n\s*\n|\n(?=\s*[-*] )", text):
        if not _counts(words(sentence)):
            continue
        for match in re.finditer(f"{_NUMBER}{_KIND}{_NOUN}{_AFTER}", sentence, re.IGNORECASE):
            before = re.search(_BEFORE, sentence[: match.start()], re.IGNORECASE)
            if not before and _is_telling(match, sentence):
                return " ".join([match[0].strip(), *sentence[match.end() :].split()[:2]]).rstrip(".,;:")
    return None


def _is_telling(match: re.Match[str], sentence: str) -> bool:
    """Whether what is counted are people or their cases, and something is told of them."""
    if re.search(_ROUTINE, sentence, re.IGNORECASE):
        return False
    after = sentence[match.end() :]
    if re.match(r"example|instance", match["noun"], re.IGNORECASE):
        return bool(re.search(_FAMILIAR, after, re.IGNORECASE))
    if re.match(_SURE, match["noun"], re.IGNORECASE):
        return not re.match(r"\s+of (?:good|best|poor) practice", after)
    return bool(re.match(_HAPPENED, after, re.IGNORECASE))

"""A text holds the reference of a person's case.

Whoever can look the reference up knows who is meant, so it is personal information.

Example: "As in case 12345." or "NHS number 943 476 5919".

Mend it by leaving the reference out, or by giving the item a narrower `audience`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prevent_cli.checks.prose import watch
from prevent_cli.checks.sights import audience_at
from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.checks.prose import Prose
    from prevent_cli.model.toolkit import Toolkit


CODE = "case-reference"
LEVEL: Level = "warning"

_THINGS = "case|crime|incident|custody|client|pupil|patient|referral|child|person"
_NUMBERED = r"(?P<token>(?=[\w/-]*\d)[A-Z0-9][A-Z0-9/-]{2,})\b"
_NUMBER_OF = r"(?:\s+(?:file\s+)?(?:no\.?|number|ref\.?|reference|id)\s*(?:no\.?|number)?\s*[:#]?\s*)"
# Each with the words of which it needs one: a quick look before the slow one.
_FORMS = (
    (_THINGS, rf"\b(?:{_THINGS}){_NUMBER_OF}{_NUMBERED}"),
    ("case", r"\bcase(?:\s+#?|\s*[:#]\s*)(?P<token>\d{4,}|[A-Z]{1,4}-?\d{3,})\b"),
    ("ref|reference", r"\bref(?:erence)?(?:\.|\s+(?:no\.?|number))?\s*[:#]\s*" + _NUMBERED),
    ("ref|reference", r"\bref(?:erence)?\.?\s+(?P<token>[A-Z]{1,4}-\d{3,})\b"),
    ("nhs", r"\bNHS\s+(?:number|no\.?)\s*:?\s*(?P<token>\d{3}[ -]?\d{3}[ -]?\d{4})\b"),
)
_NEEDED = tuple((watch(words.split("|")), form) for words, form in _FORMS)
_WORDS = frozenset().union(*(words for words, _ in _NEEDED))
_DOCUMENT = (
    r"polic|document|minute|report|contract|edrms|\bfile\b|paper|agenda|decision|\bdoc\b|tender|\bfoi\b|freedom of|action"
    r"|risk|CTLP|form\b|committee|cabinet"
)
# A count ("referral number: 120"), a year or a quarter, which look alike.
_NO_REFERENCE = r"\d{1,3}|(?:19|20)\d\d(?:[/-](?:(?:19|20)?\d\d|Q[1-4]))?"


def check(toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every text with a case's reference, where others than officers see it."""
    for piece in context.saying(_WORDS):
        found = _reference(piece) if re.search(r"\d", piece.text) else None  # a quick look before the slow one
        if found and audience_at(toolkit, piece.loc) != "officers":
            yield Problem(
                CODE,
                f"{short(found)} looks like the reference of a person's case",
                "leave it out, or give the item a narrower 'audience'",
                piece.loc,
                LEVEL,
            )


def _reference(piece: Prose) -> str | None:
    plain = re.sub(r"\S+://\S+", " ", piece.text) if "://" in piece.text else piece.text
    for needed, form in _NEEDED:
        for match in () if needed.isdisjoint(piece.watched) else re.finditer(form, plain, re.IGNORECASE):
            before = plain[max(0, match.start() - 40) : match.start()]
            if not _means_something_else(match["token"], before):
                return match[0]
    return None


def _means_something_else(token: str, before: str) -> bool:
    """Whether it is a number of people, a year or the reference of a document; "in this case 1500 came" counts people."""
    if re.fullmatch(_NO_REFERENCE, token) or re.search(_DOCUMENT, before, re.IGNORECASE):
        return True
    return token.isdecimal() and len(token) == 4 and bool(re.search(r"\b(?:in|this|that|which|any|each) $", before))

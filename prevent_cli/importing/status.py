"""How far an action has come, by the words that documents end it with: 'COMPLETE', 'Actioned Nov 21', 'DRAFTED'."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORDS = {
    "complete": r"completed?|actioned|done|closed|achieved|finished",
    "in progress": r"(?:partly|partially|part|nearly|almost)[ -]complete[d]?|drafted|in[ -]progress|started|under ?way"
    r"|(?:\w+ )?amended|in hand|testing|on ?going|commenced|begun",
    "deferred": r"deferred|on hold|postponed|paused",
    "withdrawn": r"withdrawn|cancelled|no longer (?:required|needed)",
    "open": r"not (?:yet )?(?:started|complete[d]?|done|begun)|incomplete|outstanding|overdue|to do|open",
}
_WHOLE = re.compile(
    "|".join(rf"(?P<{key.replace(' ', '_')}>(?:{words})\b)" for key, words in reversed(_WORDS.items())), re.IGNORECASE
)
# In running text only a capital makes a mark of these: 'Complete for Q1', 'COMPLETE'; never 'to complete online'.
_MIDDLE = re.compile(
    r"\b(?:COMPLETED?|Completed?|ACTIONED|Actioned|DONE|CLOSED|ACHIEVED|DRAFTED|Drafted|IN PROGRESS|In progress|STARTED"
    r"|DEFERRED|Deferred|ON HOLD|On hold|WITHDRAWN|Withdrawn|CANCELLED|NOT STARTED|Not started|ONGOING|OUTSTANDING)\b"
)
_NOT_YET = re.compile(
    r"\b(?:to be|not|not yet|be|will be|when|once|until|nearly|almost|partly|partially|if)\s*$", re.IGNORECASE
)
_PARTLY = re.compile(
    r"\b(?:currently|still|remaining|remainder|awaiting|pending|in progress|on-?going|partly|partially|except|not yet"
    r"|outstanding|apart from|other than)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"\w+\s+by\b", re.IGNORECASE)
_FOLLOW_ON = re.compile(r"\bto (?:be )?[a-z]+\b")


@dataclass(frozen=True, slots=True)
class Mark:
    """A status in a text: where its words begin, what it says, and whether type or capitals set it apart."""

    start: int
    status: str
    strong: bool


def find(text: str, bold: list[tuple[int, int]]) -> Mark | None:
    """Give the first status mark of an action's text; ``bold`` are the stretches set in bold, beginning and end."""
    found = [*_in_bold(text, bold), *_in_running_text(text)]
    return min(found, key=lambda one: (one.start, not one.strong), default=None)


def kind(text: str) -> str | None:
    """Give the status that words of a status column, or of a mark, begin with; None where they are no status."""
    found = _WHOLE.match(text.strip(" .:-\u2013\u2014*"))
    status = next((key.replace("_", " ") for key, value in found.groupdict().items() if value), None) if found else None
    if status == "complete" and (_PARTLY.search(text) or _BY.match(text)):
        return "open" if _BY.match(text) else "in progress"
    return status


def names_more(text: str) -> bool:
    """Whether a status that says complete also names something still to do."""
    return bool(_FOLLOW_ON.search(text))


def _in_bold(text: str, bold: list[tuple[int, int]]) -> list[Mark]:
    marks = []
    for start, end in bold:
        stretch = text[start:end]
        status = kind(text[start:]) if kind(stretch) else None
        if status and not _NOT_YET.search(text[:start]):
            marks.append(Mark(start, status, strong=True))
    return marks


def _in_running_text(text: str) -> list[Mark]:
    marks = []
    for found in _MIDDLE.finditer(text):
        opening = not text[: found.start()].strip() and not found[0].isupper() and not _ends(text[found.end() :])
        status = kind(text[found.start() :])
        if status and not opening and not _NOT_YET.search(text[: found.start()]):
            marks.append(Mark(found.start(), status, strong=found[0].isupper()))
    return marks


def _ends(rest: str) -> bool:
    """Whether what follows shows that a word at the beginning is a status and no request: 'Complete.', 'Actioned Nov 21'."""
    return not rest.strip() or bool(
        re.match(
            r"\s*(?:[.,:;\u2013\u2014-]|\d|(?:for|in|and|as|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b)", rest
        )
    )

"""How far an action has come, by the words that documents end it with: 'COMPLETE', 'Actioned Nov 21', 'DRAFTED'."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_WORDS = {
    "complete": r"completed?|actioned|done|closed|achieved|finished",
    "in progress": r"(?:partly|partially|part|nearly|almost)[ -]complete[d]?|drafted|in[ -]progress|started|under ?way"
    r"|(?:\w+ )?amended|in hand|testing|on[ -]?going|commenced|begun",
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
    r"\b(?:to be|not|not yet|be|will be|when|once|until|nearly|almost|partly|partially|if|are|as|marked|before|after)\s*$",
    re.IGNORECASE,
)
_SHARE = re.compile(r"(?<!\d)\d\d? ?%\s*$")
_PARTLY = re.compile(
    r"\b(?:currently|still|remaining|remainder|awaiting|pending|in progress|on-?going|partly|partially|except|not yet"
    r"|(?<!no )outstanding|awaited|apart from|other than|to follow)\b",
    re.IGNORECASE,
)
# Said of the state itself, in its own sentence and as the doubt: 'Done?', 'Finished draft', 'Complete - not signed off'.
_STATE = rf"^\W*(?:{_WORDS['complete']})"
_DOUBTED = re.compile(
    rf"\?|\bin part\b|\bto be\b|\b\d\d? ?%"
    r"|\bsubject to (?!(?:an? )?(?:annual|yearly|regular|ongoing|periodic|quarterly|monthly|routine)\b)"
    r"|[,:;(\u2013\u2014-]\s*(?:but |though )?not\b(?!-| (?:only|just|least)\b)"
    rf"|{_STATE}\s+(?:but )?not\b(?!-| (?:only|just)\b)|{_STATE}\s+(?:only|half)\b|\b(?:for|in|by)\s[^,:;-]*\bonly\W*$"
    rf"|{_STATE}\s+(?:(?:in|as|a|first) )*drafts?\b|{_STATE}[\s,:(\u2013\u2014-]*(?:in |as )?(?:first )?(?:drafts?|half)(?: only)?\W*$",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:not|drafts?|only|half|subject to|superseded|no longer|withdrawn|cancelled|duplicates?|mostly|largely|in principle|needs?"
    r"|save for|bar|exceptions?|\d+ (?:out )?of (?:the )?\d+|(?:replaced|merged|transferred|moved|rolled|carried)(?! out))\b",
    re.IGNORECASE,
)
# A state that goes on with another: 'In progress - now complete', 'Started, then paused'.
_TURNED = re.compile(
    r"[\s,:;(/\u2013\u2014-](?:now |then |since |but |and )*(completed?|done|closed|paused|on hold|deferred|withdrawn|cancelled)"
    r"(?:\s+(?:in|on|by|until|for))?(?=\W*$|\W+\d|\W+" + _MONTH + ")",
    re.IGNORECASE,
)
_LATER = re.compile(r"\b(?:superseded|withdrawn|cancelled|to be|subject to)\b", re.IGNORECASE)
# Directly behind the state, a date between: 'Closed - superseded', 'Closed as not required'.
_GIVEN_UP = re.compile(
    rf"{_STATE}(?:\s+(?:in|on|\d[\d/.]*(?:st|nd|rd|th)?|{_MONTH}))*[\s,:(\[\u2013\u2014-]*"
    r"(?:(?:as|because|since|and|now|it (?:is|was)|a) )*"
    r"(?:superseded|withdrawn|cancelled|duplicated?|(?:no longer|not) (?:required|needed))"
    r"(?=\W*$|\s*[.,;:)\]\u2013\u2014-]|\s+(?:by|as|in|on|of|with|because|since|due|following)\b)",
    re.IGNORECASE,
)
_TASK = re.compile(r"testing|open|to do|(?:\w+ )?amended", re.IGNORECASE)
_LAST = re.compile(
    r"(?:\s[\u2013\u2014-]\s+|\s(?=[(\[]))(?P<all>[(\[]?(?P<state>Ongoing|On-going|Done|Cancelled|Finished"
    r"|Achieved|Postponed|Paused)(?:,?\s+[(\[]?(?:in |on )?(?:\d{1,2} )?" + _MONTH + r"\s+20\d\d)?[.)\]]*)$"
)
_MAY_BE = re.compile(
    r"(?:\s[\u2013\u2014-]\s+|\s[(\[])(Closed|Outstanding|Overdue|Incomplete|Open|Testing|Superseded|Delayed|Abandoned"
    r"|(?:[Pp]artially|[Pp]artly|[Mm]ostly|[Nn]early|[Nn]ot(?: yet)?) (?:complete[d]?|done|achieved|started|closed))[.)\]]*$",
    re.MULTILINE,
)
_FIRST = re.compile(r"\w+")
_SENTENCE = re.compile(r"[^.;\n]*")
_BY = re.compile(r"\w+\s+by\b", re.IGNORECASE)
_FOLLOW_ON = re.compile(r"\bto (?:be )?[a-z]+\b")
_AFTER_END = re.compile(r"(?:^|[.!?:;,/%(\[)\]\n\u2013\u2014-]|\s-)\s*$")
# What shows that a word is a status: at the beginning, where it may be a request ('Complete the form'), and further on.
_ENDS = re.compile(
    rf"\s*(?:$|[.,:;?)\]\u2013\u2014-]|\d|(?:for|in|as|{_MONTH})\b|and (?:\w+ed|done|sent|ongoing|now)\b)"
)
_GOES_ON = re.compile(
    r"\s*(?:$|[.,:;?()\]\u2013\u2014-]|\n|\d|(?:for|in|and|as|on|by|at|with|via|to|until|except|but|subject|pending|awaiting"
    rf"|last|this|{_MONTH})\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A status in a text: where its words begin, what it says, and whether type or capitals set it apart."""

    start: int
    status: str
    strong: bool


def find(text: str, bold: list[tuple[int, int]]) -> Mark | None:
    """Give the first status mark of an action's text; ``bold`` are the stretches set in bold, beginning and end."""
    found = [*_in_bold(text, bold), *_in_running_text(text), *_at_ends(text)]
    return min(found, key=lambda one: (one.start, not one.strong), default=None)


def kind(text: str) -> str | None:
    """Give the status that words of a status column, or of a mark, begin with; None where they are no status."""
    found = _WHOLE.match(text.strip(" .:-\u2013\u2014*"))
    status = next((key.replace("_", " ") for key, value in found.groupdict().items() if value), None) if found else None
    return _of_complete(text) if status == "complete" else status


def _of_complete(text: str) -> str:
    """Give the status of words that begin with one for complete, and may go on otherwise: 'Done?', 'Completed in part'."""
    own = _SENTENCE.match(text.strip())
    if own and _GIVEN_UP.search(own[0]):
        return "withdrawn"
    if _BY.match(text):
        return "open"
    return "in progress" if _PARTLY.search(text) or (own and _DOUBTED.search(own[0])) else "complete"


def doubt(text: str) -> str | None:
    """Say of words that they may mean another status than they begin with, or are read as another; None for others."""
    meant = kind(text)
    if not meant:
        return None
    if kind(_FIRST.findall(text)[0]) != "complete":
        return _turned(text, meant)
    if meant == "complete":
        own = _SENTENCE.match(text.strip())
        said = (_UNSURE.search(own[0]) if own else None) or _LATER.search(text)
        return f"is it complete? It is read so, and says '{said[0]}': '{text}'" if said else None
    if "?" in text:
        return f"is it complete? It is read as {meant}: '{text}'"
    part = (
        "it is complete only in part, so it is"
        if meant == "in progress"
        else "it begins like one for complete, and is read as"
    )
    return f"{part} {meant}: '{text}'"


def _turned(text: str, meant: str) -> str | None:
    """Ask of words that begin with one state and end with another, which no word before it denies."""
    whole = _WHOLE.match(text.strip())
    later = _TURNED.search(text, whole.end()) if whole else None
    if not later or kind(later[1]) == meant or _NOT_YET.search(text[: later.start(1)]):
        return None
    return f"is it {meant}? It is read so, and says '{later[1]}': '{text}'"


def is_line(text: str) -> bool:
    """Whether a line below an action is its state and nothing more; what testing and opening are is not sure."""
    return is_only(text) and not _TASK.fullmatch(text.strip(" ."))


def is_only(text: str) -> bool:
    """Whether words are a status and nothing more."""
    return bool(_WHOLE.fullmatch(text.strip(" .")))


def passed_over(text: str) -> str | None:
    """Give a status that stands amid other words, in capitals or behind a sentence's end, and is not taken for one."""
    for found in _MIDDLE.finditer(text):
        before = text[: found.start()]
        told = (found[0].isupper() and not text.isupper()) or (before.strip() and _after_end(before))
        if told and not _NOT_YET.search(before):
            return found[0]
    last = _MAY_BE.search(text)
    return last[1] if last else None


def names_more(text: str) -> bool:
    """Whether a status that says complete also names something still to do."""
    return bool(_FOLLOW_ON.search(text))


def _in_bold(text: str, bold: list[tuple[int, int]]) -> list[Mark]:
    marks = []
    for start, end in bold:
        stretch = text[start:end]
        status = kind(text[start:]) if kind(stretch) else None
        if status and not _NOT_YET.search(text[:start]) and not _SHARE.search(text[:start]):
            marks.append(Mark(start, status, strong=True))
    return marks


def _in_running_text(text: str) -> list[Mark]:
    marks = []
    for found in _MIDDLE.finditer(text):
        before, rest = text[: found.start()], text[found.end() :]
        loud = found[0].isupper()
        opens = not before.strip() and not loud
        apart = bool(_ENDS.match(rest)) if opens else bool(_GOES_ON.match(rest)) or (loud and _after_end(before))
        status = kind(text[found.start() :])
        if status and apart and not _NOT_YET.search(before) and not _SHARE.search(before):
            marks.append(
                Mark(len(before.rstrip("([ ")) if before.endswith(("(", "[")) else found.start(), status, strong=loud)
            )
    return marks


def _at_ends(text: str) -> list[Mark]:
    """Give the states that stand alone in a line below others, or behind a dash or in brackets at a line's end."""
    marks, at = [], 0
    for line in text.split("\n"):
        found = _LAST.search(line)
        if at and is_line(line):
            marks.append(Mark(at, kind(line) or "", strong=False))
        elif found and (meant := kind(found["state"])) and not _NOT_YET.search(line[: found.start()]):
            marks.append(Mark(at + found.start("all"), meant, strong=False))
        at += len(line) + 1
    return marks


def _after_end(before: str) -> bool:
    return bool(_AFTER_END.search(before))

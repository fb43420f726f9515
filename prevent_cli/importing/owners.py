"""Who owns an action: names that stand before it, marked by bold type, a colon or slashes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from prevent_cli.importing import cutting, dates
from prevent_cli.importing.cells import Run

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.importing.cells import Paragraph

# A slash without space belongs to an abbreviation behind a single letter, such as A/D or T/Supt, and between figures.
_SLASH = re.compile(r"\s+/\s*|/\s+|(?<!\b[A-Za-z])(?<!\d)/|(?<=\d)/(?!\d)|\s*[;+\n]\s*")
_COMMAS = re.compile(r"\s*,\s*")
_ENDS = " \t\n:/-\u2013\u2014.,;*\u2020\u2021"
_LABEL = re.compile(
    r"(?:actions?|notes?|nb|n\.b|update|e\.g|i\.e|owners?|lead|by|outcome|status|progress"
    r"|none|nil|no (?:further )?actions?|n/?a|n\.?f\.?a|not applicable)\b",
    re.IGNORECASE,
)
_COLON = re.compile(r"([A-Z][^:.?!;\n]{1,80}):\s+(?=\S)")
_SUBJECT = re.compile(
    r"(?!Continue|To |Ongoing|Work )([A-Z][\w/&\u2019' -]{2,60}?)\s+(?:to|will|should|must)\s+[a-z]+\b"
)
_NOBODY = re.compile(
    r"\?+|t\.?b\.?[cda]\.?|to be (?:confirmed|decided|agreed|appointed)|vacant|unassigned|unknown|not (?:yet )?(?:known|assigned)",
    re.IGNORECASE,
)
_ABOVE = re.compile(r"(?:as|see) (?:above|before)|ditto|(?:\"|''|\u201d|\u3003)+", re.IGNORECASE)
_COUNTED = re.compile(r"\(?(\d{1,2})[.)]\s+(?=\S)")
_RAISED = re.compile(r"(?<=\w)[\u00b9\u00b2\u00b3\u2070-\u2079]+(?:[,;][\u00b9\u00b2\u00b3\u2070-\u2079]+)*$")
_HANGS = re.compile(r", (?:(?:foot|end)note [^,]*|text box)$")
# What a title in front of an action ends with, where no owner does.
_THING = re.compile(
    r"(?:^|\s)(?:(?:high|medium|low|top|urgent)(?: priority)?|priority|priorities|assessment|plan|policy|review|audit|strategy"
    r"|profile|register|(?:phase|stage|quarter|year|month|week)(?: \d+)?|q[1-4]|(?:spring|summer|autumn|winter)(?: term)?|objective|deadline|target|short[- ]term|medium[- ]term|long[- ]term)$",
    re.IGNORECASE,
)
_POST = re.compile(r"\b(?:of|for|and|head|lead|director|officer|manager)\b|&", re.IGNORECASE)
# What only a post has in its name, and no person and no body.
_RANK = re.compile(
    r"\b(?:of|head|lead|leader|directors?|officers?|managers?|coordinator|co-ordinator|chair|vice[ -]chair|chief|executive"
    r"|deputy|assistant|asst|adviser|advisor|administrator|secretary|supt|superintendent|inspector|sergeant|dsl|sro"
    r"|councillor|cllr|member|principal|trainer|analyst|consultant|champions?)\b|\b[A-Z]/[A-Z]",
    re.IGNORECASE,
)
# Labels of what is said of an action.
_SAID = re.compile(
    r"(?:(?:due|review|target|completion)? ?dates?|due|deadline|time ?scales?|when|comments?|evidence|impact"
    r"|(?:(?:key|main|expected|intended|desired|success|total|estimated) )?(?:costs?|budgets?|funding|outcomes?|outputs?|results?|aims?"
    r"|objectives?|goals?|purpose|risks?|issues?|barriers?|mitigations?|benefits?|sources?|resources?|measures?|criteria|kpis?"
    r"|indicators?|milestones?|attendees|attendance|invitees|locations?|venues?|target (?:groups?|audience)|audience|groups?"
    r"|frequency|format|methods?|content|topics?|themes?|priority|background|context|rationale|reason|scope|detail|details"
    r"|dependencies|next steps?|rag|ref|reference|links?|tasks?|steps?|requirements?))",
    re.IGNORECASE,
)
_ENDS_SAID = re.compile(
    r"\b(?:budgets?|costs?|funding|outcomes?|outputs?|results?|aims?|objectives|risks|barriers|benefits|criteria|kpis?|measures"
    r"|indicators?|milestones?|attendees|attendance|numbers?|figures?|rates?|contacts?|dates?|venues?|locations?|requirements?)$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"and|of|for|the|in|at|to|with", re.IGNORECASE)
_BODY = re.compile(
    r"\b(?:police|probation|council|board|boards|team|teams|services?|schools?|colleges?|universit(?:y|ies)|health|education|housing|nhs"
    r"|partnership|committee|panel|cabinet|department|directorate|unit|forum|trust|safeguarding|safety|communications"
    r"|comms|hr|ict|it|governors|members|partners|licensing|procurement|legal|finance|social care|prisons?|fire|youth|channel"
    r"|corporate|communities|cohesion|resilience)\b|(?-i:\b[A-Z]{2,6}\b)",
    re.IGNORECASE,
)
_PERSON = re.compile(r"(?:(?:Mr|Mrs|Ms|Dr|Cllr|Councillor|Rev)\.? )?[A-Z][\w\u2019'-]+(?: [A-Z][\w\u2019'-]+){1,2}")
_VERBLESS = 10
"""An owner's name has no more words than this."""


@dataclass(slots=True)
class Read:
    """What a cell of owners says: their names, words that are no part of them, and what to ask.

    ``labels`` are numbers in front of names, and words with the mark of a note, which are ``added`` without; ``others`` are lines that name nobody, such as a footnote or 'TBC'.
    """

    names: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    others: list[Paragraph] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def name(self, written: str, line: Paragraph) -> None:
        """Take a name without the mark of a note behind it; words of a line that name nobody are kept aside."""
        bare = _RAISED.sub("", written)
        if _NOBODY.fullmatch(bare):
            self.others.append(replace(line, runs=(Run(written),)))
            self.doubts.append(f"'{written}' is no owner and is in 'unparsed'")
            return
        self.names.append(bare)
        if bare != written:
            self.labels.append(written.rsplit(maxsplit=1)[-1])
            self.added.append(bare.split()[-1])


def read(paragraphs: Sequence[Paragraph]) -> Read:
    """Read a cell of owners, a line or more."""
    made = Read()
    for one in cutting.lines(paragraphs):
        text = one.text
        if hangs(one):
            made.others.append(one)
            made.doubts.append(f"'{text}' hangs on the owner and is in 'unparsed'")
        elif _NOBODY.fullmatch(text) or _ABOVE.fullmatch(text):
            made.others.append(one)
            made.doubts.append(f"no owner is named: '{text}' is in 'unparsed'")
        else:
            number = _COUNTED.match(text)
            made.labels += [number[1]] if number else []
            for name in names(text[number.end() :] if number else text):
                made.name(name, one)
    return made


def hangs(paragraph: Paragraph) -> bool:
    """Whether a line is a note, or a box, that hangs on the words before it."""
    return bool(_HANGS.search(paragraph.place))


def apart(lines: Sequence[str]) -> bool:
    """Whether each line surely names other owners: none goes on in the next, and none is a post beside its holder."""
    posts = [bool(_RANK.search(one)) for one in lines]
    return cutting.apart(lines) and (all(posts) or not any(posts))


def names(text: str) -> list[str]:
    """Split owners at slashes, semicolons and line ends; at commas where each part looks like a name."""
    parts = [part.strip(_ENDS) for part in _SLASH.split(text)]
    return [name for part in parts for name in _at_commas(part) if name]


def _at_commas(text: str) -> list[str]:
    parts = _COMMAS.split(text)
    if len(parts) > 1 and " and " not in text and all(part[:1].isupper() for part in parts):
        return parts
    return [text]


def looks_like_owner(text: str) -> bool:
    """Whether text before an action could name who owns it; a label and a word for none do not."""
    found = names(text)
    return (
        bool(found)
        and not _is_other(text.strip(_ENDS))
        and not _LABEL.match(text.strip())
        and all(len(one.split()) <= _VERBLESS for one in found)
        and not re.search(r"\w{3}[.!?]\s|\b(?:to|will|should|must|is|are|be)\b", text)
    )


def _is_other(text: str) -> bool:
    """Whether words are a date or a title, and no owner."""
    dated = dates.parsed(text) is not None or dates.unsure_in(text) == [text]
    title = _THING.search(text) and not _POST.search(text)
    return dated or bool(title) or bool(_NOBODY.fullmatch(text)) or is_said(text)


def is_said(label: str) -> bool:
    """Whether a label names what is said of an action, such as its budget or 'Health risks', and nobody."""
    bare = label.strip(_ENDS)
    return bool(_SAID.fullmatch(bare)) or bool(_ENDS_SAID.search(bare) and not _RANK.search(bare))


def is_known(label: str) -> bool:
    """Whether a label surely names a post or a body: 'CSP manager', and not 'Members trained'."""
    told = _RANK.search(label) or _BODY.search(label)
    return bool(told) and all(
        not one[:1].islower() or _BETWEEN.fullmatch(one) or _RANK.search(one) or _BODY.search(one)
        for one in label.split()
    )


def is_person(label: str) -> bool:
    """Whether a label looks like the name of a person."""
    return bool(_PERSON.fullmatch(label.strip()))


def before_colon(text: str) -> tuple[str, int] | None:
    """Give the owner that a colon marks and where the action begins, or None."""
    found = _COLON.match(text)
    if not found or len(found[1].split()) > 6 or not looks_like_owner(found[1]):
        return None
    return found[1], found.end()


def subject(text: str) -> str | None:
    """Give what an action without a marked owner seems to be for, such as 'Chair' in 'Chair to attend'."""
    found = _SUBJECT.match(text)
    return found[1] if found and len(found[1].split()) <= 6 else None

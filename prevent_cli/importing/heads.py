"""What the words at the head of a column mean, in a list and in an assessment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from prevent_cli.importing import periods

if TYPE_CHECKING:
    from collections.abc import Sequence

Field = Literal[
    "ref",
    "benchmark",
    "question",
    "text",
    "evidence",
    "answer",
    "action",
    "id",
    "owners",
    "due",
    "raised",
    "completed",
    "status",
    "outcome",
    "progress",
    "unparsed",
]
"""What a column of a list fills."""
Role = Literal[
    "number",
    "benchmark",
    "question",
    "text",
    "evidence",
    "actions",
    "rag",
    "owners",
    "due",
    "status",
    "comments",
    "unknown",
]
"""What a column of an assessment holds; questions have one of their own where expectations have another."""

# The first that fits a head counts; each is matched against the whole of it, in any case, without signs around it.
_WORDS: tuple[tuple[Field | None, Role | None, str], ...] = (
    ("id", None, r"action (?:id|ref(?:erence)?|no|number|#)|action id"),
    ("id", "number", r"ids?"),
    ("text", "number", r"items?"),
    ("ref", "number", r"(?:(?:benchmark|question|expectation|criterion|standard|requirement|indicator|paragraph|item) )?(?:ref(?:erence)?s?(?:\.? (?:no|number))?|nos?|numbers?|ids?|#)"),
    ("benchmark", "benchmark", r"benchmarks?|sections?|themes?"),
    ("benchmark", None, r"areas?|objectives?|domains?|categor(?:y|ies)|pillars?|priorit(?:y|ies)(?: areas?)?|work ?streams?"),
    ("raised", None, r"(?:date )?(?:raised|added|opened|identified|logged)(?: on)?|start(?: date)?|date (?:of )?(?:entry|issue)"),
    ("due", "due", r"completion date"),
    ("completed", None, r"(?:date )?(?:completed|closed|done)(?: on| date)?|actual (?:completion )?date"),
    ("due", "due", r"(?:due|target|review|completion|delivery)?(?: ?by| )?(?:dates?|due|deadlines?|time ?scales?|time ?frames?|by when|when)|deadline for .*|target"),
    ("owners", "owners", r"(?:action |lead |responsible )?(?:owners?|leads?|officers?|responsible|responsibility|accountable|assigned to|assignees?)(?: \(?(?:officer|person|post|agency|team|body|lead)s?\)?)?|(?:by )?whom?|persons? responsible|lead (?:agency|partner|team)"),
    ("answer", "rag", r"(?:current |overall |evidence )?(?:r\.?a\.?g\.?(?: (?:rating|status))?|ratings?)"),
    ("answer", None, r"self[- ]assessment|compliance|compliant|(?:is it )?met\??|answers?|scores?"),
    ("status", "status", r"(?:action |current )?(?:status|state)"),
    ("progress", "comments", r"comments?|notes?|commentary|remarks"),
    ("progress", "status", r"(?:action )?progress"),
    ("progress", None, r"(?:latest |recent )?(?:progress|updates?|comments?|notes?|commentary|remarks)(?: (?:update|to date|notes?|made))*"),
    ("outcome", None, r"(?:outcomes?|results?|impact|what was done)(?: achieved)?|success (?:measures?|criteria)"),
    ("evidence", "evidence", r"(?:supporting |current )?evidence.*|(?:current )?(?:position|responses?|arrangements?)|narrative|how (?:do )?we (?:meet|know).*|what we do now"),
    (None, "actions", r"actions? rag"),
    ("action", "actions", r"(?:further |next |agreed |required |recommended |improvement )?(?:actions?|steps?|tasks?|recommendations?|activit(?:y|ies))(?: (?:required|needed|plan|points?|to be taken|agreed|description))?|what(?: (?:else|more))?(?: (?:(?:we )?(?:will|need to)|will be|needs to be|will we|do we need to) (?:do|done))?|to do"),
    ("text", "text", r"expectations?|questions?|criteri(?:a|on)|requirements?|standards?|indicators?|what good looks like"),
    ("text", None, r"statements?|descriptions?"),
)  # fmt: skip
_UNKNOWN = (None, None)
_HEADS = tuple((field, role, re.compile(words, re.IGNORECASE)) for field, role, words in _WORDS)
# Of several heads that mean the same, one that says no more than this is meant.
_PLAIN: dict[Role, str] = {
    "text": r"expectations?",
    "evidence": r"(?:supporting |current )?evidence",
    "actions": r"(?:further |next )?actions?(?: (?:required|needed|plan|points?))?|next steps?",
    "rag": r"r\.?a\.?g\.?(?: (?:rating|status))?|ratings?",
    "owners": r"(?:action )?(?:owners?|leads?|responsible|by whom|lead officers?|who)",
    "due": r"(?:due|target|completion)?(?: ?by| )?(?:dates?|due|deadline|time ?scales?|by when|when)",
    "status": r"(?:action )?(?:status|progress)",
}
# Heads in Welsh, in the words above.
_WELSH = {
    "meincnod": "benchmark",
    "cwestiwn": "question",
    "disgwyliad": "expectation",
    "disgwyliadau": "expectations",
    "tystiolaeth": "evidence",
    "cam": "action",
    "camau": "actions",
    "camau gweithredu": "actions",
    "perchennog": "owner",
    "pwy": "who",
    "dyddiad": "date",
    "erbyn": "by when",
    "erbyn pryd": "by when",
    "statws": "status",
    "sylwadau": "comments",
    "nodiadau": "notes",
    "thema": "theme",
    "adran": "section",
    "safon": "standard",
    "gofyniad": "requirement",
    "ymateb": "response",
    "sgôr": "rating",
    "sgôr rag": "rag",
    "graddfa": "rating",
    "gradd": "rating",
    "statws rag": "rag",
    "arweinydd": "lead",
    "swyddog arweiniol": "lead officer",
    "cyfrifol": "responsible",
    "cyfrifoldeb": "responsibility",
    "dyddiad cau": "deadline",
    "dyddiad targed": "target date",
    "amserlen": "timescale",
    "cynnydd": "progress",
    "canlyniad": "outcome",
}
_GUIDANCE = re.compile(r".*\b(?:required|needed|expected|suggested|guidance|examples?|look for)\b.*", re.IGNORECASE)
_OF_ACTION: frozenset[Field] = frozenset({"owners", "due", "status", "completed"})
_ABOVE = re.compile(r"standards?|criteri(?:a|on)|requirements?", re.IGNORECASE)


def field(head: str, row: Sequence[str] = ()) -> Field | None:
    """Give what a column of a list fills by its head, or None for words that are no known head.

    ``row`` has all heads of the table, which say what is meant by 'What' alone, and by a date of completion.
    """
    found = _meant(head)[0]
    if found == "due" and ends(head) and any(field(one) == "due" for one in row if not ends(one)):
        return "completed"
    return _what(row) if _bare(head).casefold() == "what" and row else found


def role(head: str, row: Sequence[str] = ()) -> Role | None:
    """Give what a column of an assessment holds by its head, or None for words that are no known head.

    ``row`` has all heads of the table, which say what is meant by 'What' alone.
    """
    found = _meant(head)[1]
    meant = _what(row) if _bare(head).casefold() == "what" and row else "action"
    return found if meant == "action" else meant


def _meant(head: str) -> tuple[Field | None, Role | None]:
    """Give what a head means in a list and in an assessment: by its words, the same in two languages, or a period's rating."""
    known = _known(_bare(head))
    both = {_known(_bare(one)) for one in re.split(r"[/|]", head)}
    if known == _UNKNOWN and len(both) == 1 and ("benchmark", None) not in both:  # not 'Objective / Priority'
        known = both.pop()
    if known == _UNKNOWN and (found := periods.of_head(head)):
        rated = _known(_bare(found.rest))
        known = rated if rated[1] == "rag" and not found.past else _UNKNOWN
    return known


def _known(text: str) -> tuple[Field | None, Role | None]:
    text = _WELSH.get(text.casefold(), text)
    return next(((field, role) for field, role, pattern in _HEADS if pattern.fullmatch(text)), _UNKNOWN)


def _what(row: Sequence[str]) -> Literal["text", "action"] | None:
    """Give what a column headed 'What' holds: what is done, the words of items, or None where both have another column.

    It has those of items where nothing else has, and actions have a column, or evidence and nothing else that is said
    of an action.
    """
    beside = {field(one) for one in row if _bare(one).casefold() != "what"}
    worded = any(field(one) == "text" and role(one) != "number" for one in row)
    if "action" in beside:
        return None if worded else "text"
    return "text" if "evidence" in beside and not worded and beside.isdisjoint(_OF_ACTION) else "action"


def plain(head: str) -> bool:
    """Whether a head says what its column holds in the words that most documents have for it."""
    text, found = _bare(head), role(head)
    return bool(found in _PLAIN and re.fullmatch(_PLAIN[found], text, re.IGNORECASE))


def guides(head: str) -> bool:
    """Whether the head of a column of evidence says that it may only tell which evidence is wanted."""
    return _GUIDANCE.fullmatch(_bare(head)) is not None


def above(head: str) -> bool:
    """Whether a head names what questions stand below, such as a standard."""
    return _ABOVE.fullmatch(_bare(head)) is not None


def ends(head: str) -> bool:
    """Whether a head may speak of when an action ended as well as of when it is to end."""
    return _bare(head).casefold() == "completion date"


def flat(head: str) -> str:
    """Give a head on one line."""
    return " ".join(head.split())


def _bare(head: str) -> str:
    return flat(head).strip(" :*?.()")

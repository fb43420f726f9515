"""What the columns of any table hold: guessed from their heads, corrected by a person, kept for the next time."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from prevent_cli.errors import PreventError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Field = Literal[
    "ref",
    "benchmark",
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
FIELDS: tuple[Field, ...] = get_args(Field)

# The first that fits a head counts; each is matched against the whole of it, in any case, without signs around it.
_HEADS: tuple[tuple[Field, str], ...] = (
    ("id", r"action (?:id|ref(?:erence)?|no|number|#)|(?:action )?id"),
    ("ref", r"ref(?:erence)?s?(?: (?:no|number))?|(?:item|question|criterion|standard|expectation) (?:no|number|ref)|nos?|number|#"),
    ("benchmark", r"benchmarks?|themes?|sections?|areas?|objectives?|domains?|categor(?:y|ies)|pillars?|priorit(?:y|ies)(?: areas?)?|work ?streams?"),
    ("raised", r"(?:date )?(?:raised|added|opened|identified|logged)(?: on)?|start(?: date)?|date (?:of )?(?:entry|issue)"),
    ("completed", r"(?:date )?(?:completed|closed|done)(?: on| date)?|completion date|actual (?:completion )?date"),
    ("due", r"(?:due|target|review|completion|delivery)?(?: ?by| )?(?:dates?|due|deadlines?|time ?scales?|time ?frames?|by when|when)|deadline for .*|target"),
    ("owners", r"(?:action |lead |responsible )?(?:owners?|leads?|officers?|responsible|responsibility|accountable|assigned to|assignees?)(?: \(?(?:officer|person|post|agency|team|body|lead)s?\)?)?|(?:by )?whom?|persons? responsible|lead (?:agency|partner|team)"),
    ("answer", r"r\.?a\.?g\.?(?: (?:rating|status))?|ratings?|self[- ]assessment|compliance|compliant|(?:is it )?met\??|answers?|scores?"),
    ("status", r"(?:action |current )?(?:status|state)"),
    ("progress", r"(?:latest |recent )?(?:progress|updates?|comments?|notes?|commentary|remarks)(?: (?:update|to date|notes?|made))*"),
    ("outcome", r"(?:outcomes?|results?|impact|what was done)(?: achieved)?|success (?:measures?|criteria)"),
    ("evidence", r"(?:supporting |current )?evidence.*|(?:current )?(?:position|responses?|arrangements?)|narrative|how (?:do )?we (?:meet|know).*|what we do now"),
    ("action", r"(?:further |next |agreed |required |recommended |improvement )?(?:actions?|steps?|tasks?|recommendations?|activit(?:y|ies))(?: (?:required|needed|plan|points?|to be taken|agreed|description))?|what(?: (?:(?:we )?(?:will|need to)|will be|needs to be) (?:do|done))?|to do"),
    ("text", r"expectations?|questions?|criteri(?:a|on)|requirements?|standards?|indicators?|statements?|descriptions?|items?|what good looks like"),
)  # fmt: skip
_PATTERNS = tuple((field, re.compile(words, re.IGNORECASE)) for field, words in _HEADS)
_MAIN = frozenset({"action", "text", "evidence"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, the field it fills, and whether a person said so."""

    head: str
    field: Field
    said: bool


def guess(head: str) -> Field | None:
    """Give the field that a column's head means, or None."""
    text = flat(head).strip(" :*?.()")
    return next((field for field, pattern in _PATTERNS if pattern.fullmatch(text)), None)


def flat(head: str) -> str:
    """Give a head on one line."""
    return " ".join(head.split())


def columns(heads: Sequence[str], said: Mapping[str, Field]) -> list[Column] | None:
    """Give what the columns of a table are by a row that may be their heads; None where it is none.

    It is one where two heads are known, one of them for what is done, asked or shown, or where ``said`` names one of
    them. Of two columns that mean the same the first keeps the field, the other is left for a person to map.
    """
    by_name = {flat(name).casefold(): field for name, field in said.items()}
    made: list[Column] = []
    for head in heads:
        name = flat(head)
        field = by_name.get(name.casefold())
        found = field or (guess(name) if name else None)
        taken = not field and found in {one.field for one in made}
        made.append(Column(name, "unparsed" if not found or taken else found, field is not None))
    known = [one for one in made if one.field != "unparsed"]
    named = any(one.said for one in made)
    is_head = all(len(one.head.split()) <= 8 for one in made)
    fits = named or (len(known) > 1 and is_head and bool(_MAIN & {one.field for one in known}))
    return made if fits else None


def said(options: Sequence[str]) -> dict[str, Field]:
    """Read what a person says of columns, each as ``Column=field``. Raises PreventError for what is not."""
    made: dict[str, Field] = {}
    for option in options:
        head, equals, field = option.rpartition("=")
        if not equals or not head.strip():
            raise PreventError(f"--map {option} does not say which column is what", "write --map 'Column=field'")
        made[flat(head)] = _field(field.strip(), f"--map {option}")
    return made


def _field(word: str, where: str) -> Field:
    found = next((one for one in FIELDS if one == word.lower()), None)
    if not found:
        raise PreventError(f"{where}: there is no field {word!r}", f"one of: {', '.join(FIELDS)}")
    return found


def as_file(found: Mapping[str, Field]) -> str:
    """Give a mapping as the text of a file that ``from_file`` reads."""
    return json.dumps({"columns": dict(found)}, indent=2, ensure_ascii=False) + "\n"


def from_file(text: str, name: str) -> dict[str, Field]:
    """Read a mapping that was saved. Raises PreventError for a file that is none."""
    try:
        read = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise PreventError(f"{name} is no mapping: it is not JSON", "make one with --save-map") from error
    found = read.get("columns") if isinstance(read, dict) else None
    if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
        raise PreventError(f"{name} is no mapping of columns to fields", "make one with --save-map")
    return {flat(head): _field(field, name) for head, field in found.items()}

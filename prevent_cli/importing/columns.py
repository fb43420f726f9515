"""What each column of an assessment's table holds, by the words at its head."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prevent_cli.importing.rows import Row

Role = Literal[
    "number", "benchmark", "text", "evidence", "actions", "rag", "owners", "due", "status", "comments", "unknown"
]

_WORDS: tuple[tuple[Role, str], ...] = (
    ("number", r"(?:(?:benchmark|question|expectation|criterion|standard|requirement|indicator|paragraph|item) )?(?:(?:refs?|references?)(?:\.? (?:no|number))?|nos?|numbers?|ids?|#)|items?"),
    ("benchmark", r"benchmarks?|sections?|themes?"),
    ("text", r"expectations?|questions?|criteri(?:a|on)|requirements?|standards?|indicators?|what good looks like"),
    ("evidence", r"(?:supporting )?evidence.*|(?:current )?(?:position|response)s?|narrative"),
    ("actions", r"(?:further |next )?actions?(?: (?:rag|required|needed|plan|points?))?|next steps?"),
    ("rag", r"r\.?a\.?g\.?(?: (?:rating|status))?|ratings?"),
    ("owners", r"(?:action )?(?:owners?|leads?|responsible|by whom|lead officers?|who)"),
    ("due", r"(?:due|target|completion)?(?: ?by| )?(?:dates?|due|deadline|time ?scales?|by when|when)"),
    ("status", r"(?:action )?(?:status|progress)"),
    ("comments", r"comments?|notes?"),
)  # fmt: skip
_HEADS = tuple((role, re.compile(words, re.IGNORECASE)) for role, words in _WORDS)
_SHORT, _LONG = 6, 15  # the most words of a head, where it is unknown and where it is known
BESIDE: tuple[Role, ...] = ("owners", "due", "status")
"""The columns that say something of an action."""
USUAL: tuple[Role, ...] = ("text", "evidence", "actions", "rag")
"""The columns of the template that most councils fill in."""


def role(head: str) -> Role | None:
    """Give what a column holds by its head, or None for words that are no known head."""
    text = " ".join(head.split()).strip(" :*.")
    return next((name for name, pattern in _HEADS if pattern.fullmatch(text)), None)


def heads(row: Row) -> dict[int, Role] | None:
    """Give the columns that a row of heads names, by their position; None for a row that is none."""
    texts = {at: cell.text for at in row.filled if (cell := row.cells[at])}
    found: dict[int, Role | None] = {at: role(text) for at, text in texts.items()}
    known = [one for one in found.values() if one and one != "number"]
    if len(known) < 2 or len(known) != len(set(known)) or not {"text", "evidence", "benchmark"} & set(known):
        return None
    if any(len(text.split()) > (_LONG if found[at] else _SHORT) for at, text in texts.items()):
        return None
    return {at: one or "unknown" for at, one in found.items()}


def usual(width: int, number: int | None = None) -> Mapping[int, Role]:
    """Give the columns of a table whose heads nobody wrote; ``number`` is the one that holds its items' numbers."""
    found: dict[int, Role] = dict.fromkeys(range(width), "unknown")
    found |= dict(zip((at for at in range(width) if at != number), USUAL, strict=False))
    return found if number is None else found | {number: "number"}

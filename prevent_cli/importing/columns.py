"""What each column of an assessment's table holds, by the words at its head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.importing.heads import role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prevent_cli.importing.heads import Role
    from prevent_cli.importing.rows import Row

_MAIN = frozenset({"text", "evidence", "benchmark"})
_SHORT, _LONG = 6, 15  # the most words of a head, where it is unknown and where it is known
BESIDE: tuple[Role, ...] = ("owners", "due", "status")
"""The columns that say something of an action."""
USUAL: tuple[Role, ...] = ("text", "evidence", "actions", "rag")
"""The columns of the template that most councils fill in."""


def heads(row: Row) -> dict[int, Role] | None:
    """Give the columns that a row of heads names, by their position; None for a row that is none."""
    texts = {at: cell.text for at in row.filled if (cell := row.cells[at])}
    found: dict[int, Role | None] = {at: role(text) for at, text in texts.items()}
    known = [one for one in found.values() if one and one != "number"]
    if len(set(known)) < (2 if len(known) == len(set(known)) else 3) or _MAIN.isdisjoint(known):
        return None
    if any(len(text.split()) > (_LONG if found[at] else _SHORT) for at, text in texts.items()):
        return None
    return _single(texts, {at: one or "unknown" for at, one in found.items()})


def _single(texts: Mapping[int, str], found: Mapping[int, Role]) -> dict[int, Role]:
    """Tell questions from expectations where both have a column; of others that mean the same the first is known.

    Columns of evidence are read one after the other.
    """
    made: dict[int, Role] = {}
    asked = [at for at, one in found.items() if one == "text" and texts[at].lower().startswith("question")]
    several = list(found.values()).count("text") > len(asked) > 0
    for at, one in found.items():
        one_of_all = "question" if several and at in asked else one
        again = one_of_all in made.values() and one not in {"number", "evidence"}
        made[at] = "unknown" if again else one_of_all
    return made


def usual(width: int, number: int | None = None) -> Mapping[int, Role]:
    """Give the columns of a table whose heads nobody wrote; ``number`` is the one that holds its items' numbers."""
    found: dict[int, Role] = dict.fromkeys(range(width), "unknown")
    found |= dict(zip((at for at in range(width) if at != number), USUAL, strict=False))
    return found if number is None else found | {number: "number"}

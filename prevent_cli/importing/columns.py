"""What each column of an assessment's table holds, by the words at its head."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.importing import periods
from prevent_cli.importing.heads import above, flat, guides, plain, role

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

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
    found: dict[int, Role | None] = {at: role(text, list(texts.values())) for at, text in texts.items()}
    known = [one for one in found.values() if one and one != "number"]
    if len(set(known)) < (2 if len(known) == len(set(known)) else 3) or _MAIN.isdisjoint(known):
        return None
    if any(len(text.split()) > (_LONG if found[at] else _SHORT) for at, text in texts.items()):
        return None
    return single(texts, {at: one or "unknown" for at, one in found.items()}, row.hidden)


def single(texts: Mapping[int, str], found: Mapping[int, Role], hidden: Container[int] = ()) -> dict[int, Role]:
    """Give each role to one column but those of numbers and of evidence; the others are unknown.

    Of columns that mean the same, one that is shown is it, and of these one with a plain head, else that of the latest
    period, else the first; none where several periods do not say which is the latest. Columns of evidence are read one after
    the other, but for those that may say which evidence is wanted.
    """
    made = _asked(texts, found)
    for kind in set(made.values()) - {"number", "unknown"}:
        at = [one for one, each in made.items() if each == kind]
        shown = [one for one in at if one not in hidden] or at
        meant = [one for one in shown if plain(texts[one])] or shown
        kept = _evidence(texts, at, meant) if kind == "evidence" else _latest({one: texts[one] for one in meant})
        made |= dict.fromkeys((one for one in at if one not in kept), "unknown")
    return made


def _latest(texts: dict[int, str]) -> Sequence[int]:
    """Give the column of the latest period, else the first; none where periods do not say which is the latest."""
    last = periods.latest(texts)
    return [] if periods.unsure(texts) else [next(iter(texts)) if last is None else last]


def _evidence(texts: Mapping[int, str], at: Sequence[int], meant: Sequence[int]) -> Sequence[int]:
    """Give the columns of evidence that are read: not 'Evidence required' beside 'Evidence', but 'Current position'."""
    others = [one for one in at if one in meant or "evidence" not in texts[one].lower()]
    told = others if set(meant) != set(at) else [one for one in at if not guides(texts[one])]
    return told or at[:1]


def _asked(texts: Mapping[int, str], found: Mapping[int, Role]) -> dict[int, Role]:
    """Tell questions from expectations where both have a column; a standard in front of a question is above it."""
    words = [at for at, one in found.items() if one == "text"]
    asked = [at for at in words if texts[at].lower().startswith("question")]
    others = [at for at in words if at not in asked]
    if not asked or not others:
        return dict(found)
    standards = all(above(texts[at]) and at < asked[0] for at in others)
    return {**found, **dict.fromkeys(others if standards else asked, "question")}


def parted(row: Row, found: Mapping[int, Role], below: Sequence[Row]) -> tuple[int | None, dict[int, Role]] | None:
    """Give the columns where a second row of heads parts that of ratings by periods, and which of them is the latest.

    It is the latest below which anything stands; none is where they do not say it. None for a row that has other
    words, or stands elsewhere.
    """
    texts = {at: cell.text for at in row.filled if (cell := row.cells[at])}
    rag = next((at for at, role in found.items() if role == "rag"), -1)
    named = [period for text in texts.values() if (period := periods.of_head(text)) and not period.rest]
    if len(texts) < 2 or len(named) < len(texts) or min(texts) != rag or found.keys() & texts.keys() != {rag}:
        return None
    filled = {at: text for at, text in texts.items() if any(at in one.filled for one in below)}
    last = periods.latest(filled) if len(filled) > 1 else next(iter(filled), rag)
    made: dict[int, Role] = {**found, **dict.fromkeys(texts, "unknown")}
    return last, made if last is None else {**made, last: "rag"}


def clashes(row: Row, found: Mapping[int, Role]) -> Iterator[str]:
    """Say which columns of a row of heads mean the same as others, and are kept aside."""
    texts = {at: flat(cell.text) for at in found if (cell := row.cells[at])}
    yield from _unsure({at: text for at, text in texts.items() if found[at] == "unknown"}, set(found.values()))
    for at, one in found.items():
        meant = role(texts[at]) if one == "unknown" else None
        read = [
            texts[other] for other, each in found.items() if meant and role(texts[other]) == meant and each != "unknown"
        ]
        if read and (meant != "comments" or "benchmark" in found.values()):
            yield f"the column '{texts[at]}' is in 'unparsed': '{read[-1]}' is read as what both may hold; is that right?"


def _unsure(texts: Mapping[int, str], read: Container[Role]) -> Iterator[str]:
    for kind in dict.fromkeys(map(role, texts.values())):
        alike = {at: text for at, text in texts.items() if role(text) == kind}
        if kind and kind not in read and periods.unsure(alike):
            yield periods.which(alike.values())


def usual(width: int, number: int | None = None) -> Mapping[int, Role]:
    """Give the columns of a table whose heads nobody wrote; ``number`` is the one that holds its items' numbers."""
    found: dict[int, Role] = dict.fromkeys(range(width), "unknown")
    found |= dict(zip((at for at in range(width) if at != number), USUAL, strict=False))
    return found if number is None else found | {number: "number"}

"""Ids for questions and expectations: by the document's numbers, by likeness to a framework's words, by order."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from prevent_cli.history.likeness import flat, likeness, pair_alike

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from prevent_cli.importing.notes import Notes

ALIKE = 0.5
"""From this share of common words on, a text without a number is taken for the framework's."""

OTHER = 0.3
"""A text is doubted where another of the framework's is more alike by this much."""


@dataclass(slots=True)
class Given:
    """An item to be given an id: its number as written, or None, its text, and where it stands."""

    number: str | None
    text: str
    place: str
    id: str = ""
    mark: str = ""


def give_ids(above: str, items: Sequence[Given], known: Mapping[str, str] | None, notes: Notes) -> None:
    """Give each item below ``above`` its id, in place, with the mark by which.

    ``known`` are the framework's texts by id at this place; None without a framework.
    """
    used: set[str] = set()
    for one in items:
        if one.number and one.number.startswith(f"{above}.") and one.number not in used:
            used.add(one.number)
            one.id, one.mark = one.number, "number"
        elif one.number in used:
            notes.check(f"the number {one.number} is there already", one.number, one.place)
        elif one.number:
            notes.check(f"the number {one.number} does not fit below {above}; it stays in the text", None, one.place)
    if known:
        _by_likeness(items, known, used)
    _by_order(above, items, list(known or ()), used)
    if known is not None:
        _compare(items, known, notes)


def _by_likeness(items: Sequence[Given], known: Mapping[str, str], used: set[str]) -> None:
    rest = [one for one in items if not one.id]
    free = [Given(name, text, "") for name, text in known.items() if name not in used]

    def score(one: Given, other: Given) -> float | None:
        value = likeness(flat(one.text), flat(other.text))
        return value if value >= ALIKE else None

    for theirs, one in pair_alike(free, rest, score)[0]:
        one.id = theirs.number or ""
        one.mark = "likeness to the framework's words"
        used.add(one.id)


def _by_order(above: str, items: Sequence[Given], known: Sequence[str], used: set[str]) -> None:
    """Give the rest the id of their place in the list, else the next that is free after the one before."""
    before = 0
    for at, one in enumerate(items):
        if not one.id:
            place = known[at] if len(known) == len(items) else f"{above}.{at + 1}"
            free = (f"{above}.{number}" for number in count(before + 1))
            one.id = (
                place
                if place not in used and _last(place) > before
                else next(name for name in free if name not in used)
            )
            one.mark = "order"
            used.add(one.id)
        before = _last(one.id)


def _last(name: str) -> int:
    return int(name.rpartition(".")[2])


def _compare(items: Sequence[Given], known: Mapping[str, str], notes: Notes) -> None:
    """Weigh each text against the framework's of the same id, and against the others at the same place."""
    for one in items:
        if one.id not in known:
            continue
        own = likeness(flat(known[one.id]), flat(one.text))
        notes.likeness[one.id] = own
        best, value = max(
            ((name, likeness(flat(text), flat(one.text))) for name, text in known.items()), key=lambda pair: pair[1]
        )
        if value >= own + OTHER:
            notes.check(
                f"its words are more like the framework's {best} ({value:.0%} in common) than {one.id} ({own:.0%})",
                one.id,
                one.place,
            )

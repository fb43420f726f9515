"""What an import says of itself: what it recognised and by what mark, what it assumed, what a person should look at."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Literal

Confidence = Literal["high", "medium", "low"]
Level = Literal["assumed", "check", "left out"]

MARKS: dict[str, Confidence] = {
    "number": "high",
    "the heading's word": "high",
    "the label": "high",
    "a row of the table": "high",
    "bold": "high",
    "the head of the column": "high",
    "the usual order of columns": "medium",
    "the title": "high",
    "the option": "high",
    "a status in bold or capitals": "high",
    "the number of a question below": "medium",
    "a colon": "medium",
    "a cell across the table": "medium",
    "a paragraph before a table": "medium",
    "a status in the middle of the text": "medium",
    "order": "medium",
    "likeness to the framework's words": "medium",
    "bold, with an odd number": "low",
    "an odd number": "low",
    "bold, without a number": "medium",
    "no mark": "low",
}
"""What each mark is worth: by it alone, how sure is the reading?"""

PLURALS = {"cell without an action": "cells without an action"}
"""How several of a kind are called, where it takes more than an s at the end."""


def many(number: int, one: str) -> str:
    """Say how many of a thing, of one or more: 1 row, 2 rows."""
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


@dataclass(frozen=True, slots=True)
class Note:
    """One sentence for a person. ``at`` is the item or action it is about, ``place`` where it stands in the document."""

    level: Level
    message: str
    at: str | None = None
    place: str | None = None


@dataclass(slots=True)
class Notes:
    """Gathers notes and marks while a document is read.

    ``labels`` are words that became structure, with their place; ``added`` are words that the document does not have,
    or has once more than it says them; ``likeness`` is the share of words that an item
    has in common with the framework's, by id.
    ``places`` say where an action stands, by its id, ``items`` where an item does. ``column`` is the mark by which columns are known.
    """

    found: dict[str, Counter[str]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    labels: list[tuple[str, str]] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    likeness: dict[str, float] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    items: dict[str, str] = field(default_factory=dict)
    column: str = "the usual order of columns"

    def mark(self, kind: str, mark: str, times: int = 1) -> None:
        """Count an item of a kind that was recognised by a mark."""
        self.found.setdefault(kind, Counter())[mark] += times

    def assumed(self, message: str, at: str | None = None, place: str | None = None) -> None:
        """Say what was taken to be so."""
        self.notes.append(Note("assumed", message, at, place))

    def check(self, message: str, at: str | None = None, place: str | None = None) -> None:
        """Say what a person should look at."""
        self.notes.append(Note("check", message, at, place))

    def once(self, message: str, place: str) -> None:
        """Say what a person should look at, where it was not said before."""
        if all(one.message != message for one in self.notes):
            self.check(message, None, place)

    def first(self, message: str) -> None:
        """Say what a person should look at before anything else."""
        self.notes.insert(0, Note("check", message))

    def left_out(self, message: str, place: str | None = None) -> None:
        """Say what did not come into the toolkit."""
        self.notes.append(Note("left out", message, None, place))

    def label(self, text: str, place: str) -> None:
        """Record words that became the toolkit's structure and stand in no field."""
        self.labels.append((text, place))

    def rename(self, names: dict[str, str]) -> None:
        """Follow actions to new ids; the ids of those that are no more are dropped."""
        kept = (one for one in self.notes if one.at in names or one.at not in self.places)
        self.notes = [replace(one, at=names.get(one.at, one.at) if one.at else None) for one in kept]
        self.places = {names[name]: place for name, place in self.places.items() if name in names}

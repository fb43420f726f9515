"""The sheets of a pack and their columns: what is shown, and what may be written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from prevent_cli.model.fields import ANSWERS, COLOURS, STATUSES
from prevent_cli.reports.columns import Column, Kind

Sheet = Literal["ratings", "answers", "evidence", "actions"]


@dataclass(frozen=True, slots=True)
class Row:
    """One item. ``cells`` hold the record's own text by the keys of columns; ``open`` names those that may be written.

    ``ref`` is the framework's id of where it stands, ``label`` how it is named to people.
    """

    id: str
    ref: str
    label: str
    cells: dict[str, str]
    open: frozenset[str]


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet: its name, its columns, and what may be written: into a row that is there, and into one that is new.

    ``needs`` are the keys that a new row must have; ``spare`` is how many empty rows there are for new ones.
    """

    name: str
    columns: tuple[Column[Row], ...]
    hint: str
    open: frozenset[str]
    new: frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()
    spare: int = 0

    @property
    def marker(self) -> str:
        """The head of the hidden column of ids; it tells the sheet, whatever it is called."""
        return f"_{self.name.lower()}"

    def column(self, key: str) -> Column[Row]:
        """Give a column by its key."""
        return next(one for one in self.columns if one.key == key)


def _column(key: str, head: str, width: int, kind: Kind = "prose", choices: tuple[str, ...] = ()) -> Column[Row]:
    return Column(key, head, width, lambda row: row.cells.get(key, ""), kind, choices)


LAYOUTS: dict[Sheet, Layout] = {
    "answers": Layout(
        "Answers",
        (
            _column("id", "Id", 8, "typed"),
            _column("question", "Question", 34),
            _column("wording", "Expectation", 42),
            _column("answer", "Answer", 15, "word", ANSWERS),
            _column("reason", "Why this answer", 38),
            _column("so_far", "Evidence so far", 52),
        ),
        "Choose an answer for each row, and say why. Evidence goes on the sheet Evidence.",
        frozenset(("answer", "reason")),
    ),
    "evidence": Layout(
        "Evidence",
        (
            _column("ref", "For", 9, "typed"),
            _column("about", "What it is evidence for", 38),
            _column("text", "Evidence: what there is and what it shows", 70),
            _column("link", "Link", 36, "typed"),
            _column("on", "Date", 16, "typed"),
        ),
        "Mend what is here, or write new evidence into the empty rows below: one piece a row.",
        frozenset(("text", "link", "on")),
        frozenset(("ref", "text", "link", "on")),
        ("ref", "text"),
        20,
    ),
    "actions": Layout(
        "Actions",
        (
            _column("id", "Id", 8, "typed"),
            _column("ref", "For", 9, "typed"),
            _column("text", "Action", 36),
            _column("owners", "Owners, one a line", 19),
            _column("state", "State", 12, "word"),
            _column("status", "Status", 13, "word", STATUSES),
            _column("due", "Due", 13, "typed"),
            _column("because", "Why the due date moves", 22),
            _column("completed", "Completed on", 13, "typed"),
            _column("outcome", "Outcome: what was done", 28),
            _column("reason", "Why deferred or withdrawn", 22),
            _column("so_far", "Progress so far", 26),
            _column("note", "New note on progress", 28),
        ),
        "Say how far each action has come. New actions go into the empty rows below.",
        frozenset(("status", "due", "because", "completed", "outcome", "reason", "note")),
        frozenset(("ref", "text", "owners", "due")),
        ("ref", "text"),
        10,
    ),
    "ratings": Layout(
        "Ratings",
        (
            _column("id", "No", 6, "typed"),
            _column("title", "Benchmark", 30),
            _column("statement", "Statement", 60),
            _column("rating", "Rating", 12, "word", COLOURS),
            _column("reason", "Why this rating", 44),
            _column("computed", "Computed", 13, "word"),
        ),
        "The rating is the judgement of people; the computed one follows from the answers and actions.",
        frozenset(("rating", "reason")),
    ),
}
"""The sheets, in their order."""


def named(count: int, noun: str) -> str:
    """Say the how manieth of something: 2nd piece of evidence."""
    ending = "th" if count % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending} {noun}"

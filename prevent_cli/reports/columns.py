"""What the sheets and the CSV share: columns, and text that is fit for a cell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from prevent_cli.reports.prose import clean

if TYPE_CHECKING:
    from collections.abc import Callable

Cell = str | int | date | None
Kind = Literal["prose", "exact", "typed", "word", "day", "number"]
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """One column of rows of R.

    ``key`` heads it in CSV, ``head`` in a sheet; ``width`` is in characters. ``kind`` says what
    it holds: prose (empty lines around it are left out), prose to the letter, text that must stay
    as it is typed when edited (ids, written dates), a word out of few
    (``choices``, where people may choose), a day, a number. ``whole`` names the sheet in which
    text too long for a cell stands whole.
    """

    key: str
    head: str
    width: int
    of: Callable[[R], Cell]
    kind: Kind = "prose"
    choices: tuple[str, ...] = ()
    whole: str = ""

    @property
    def hidden(self) -> bool:
        """Whether it is there for programs only."""
        return self.head.startswith("_")


def fit(text: str) -> str:
    """Make text fit for a cell: one kind of line end, and U+FFFD for what is unseen or turns text about."""
    return clean(text.replace("\r\n", "\n").replace("\r", "\n"))


def yes(value: bool) -> str:
    """Say yes or no."""
    return "yes" if value else "no"

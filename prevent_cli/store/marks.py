"""What reading gives besides the values: where they stand and what is refused; and what is too much or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prevent_cli.model.finding import Level, Loc, Step

MAX_DEPTH = 50
MAX_VALUES = 50_000
NULLS = frozenset({"", "~", "null", "Null", "NULL"})

Mark = tuple[int, int, "Marks | None"]
"""Where a key and its value begin, as indexes into the text in characters; and the marks in the value, None in a text.

An item of a list begins where its value does.
"""
Marks = dict["Step", Mark]
"""The marks of all that stands in a mapping or a list, in the order of the text."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something the reader will not take: where (an index into the text), what, what to do."""

    index: int
    code: str
    message: str
    help: str
    loc: Loc = ()
    related: tuple[tuple[str, int], ...] = ()
    level: Level = "error"


def meaning(text: str, *, plain: bool) -> str | None:
    """Give what a scalar says: None for one that is empty or blank, or a null that is ``plain``, without quotes or '|'."""
    if text in NULLS:
        return text if text and not plain else None
    return None if text.isspace() else text

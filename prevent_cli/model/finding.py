"""What is wrong with a file, as a value: first where in the record, then where in the text."""

from __future__ import annotations

from typing import Literal, NamedTuple

Level = Literal["error", "warning"]
Step = str | int
Loc = tuple[Step, ...]
"""A path into a record's data: keys and list indexes, such as ("benchmarks", 0, "id")."""


class Problem(NamedTuple):
    """Something wrong in a record, before its place in the file is looked up.

    ``loc`` leads to the value; ``on_key`` says that the key is meant, not the value.
    ``related`` are other places that belong to it, each with what to call it. ``waiver`` says why it is accepted and
    until when, where it is.
    """

    code: str
    message: str
    help: str
    loc: Loc
    level: Level = "error"
    on_key: bool = False
    related: tuple[tuple[str, Loc], ...] = ()
    waiver: str = ""


class Place(NamedTuple):
    """A line and a column, both counted from 1, the column in characters."""

    line: int
    column: int


class Related(NamedTuple):
    """Another place that a finding is about; ``file`` where it is in another file."""

    message: str
    line: int
    column: int
    file: str = ""


class Finding(NamedTuple):
    """Something wrong in a file: where, what, and what to do about it.

    ``at`` is the id of the item it concerns; ``where`` says the same in words;
    ``excerpt`` is the line of the file, from ``excerpt_column`` on where it is long. ``waiver`` is
    empty where none accepts it.
    """

    file: str
    line: int
    column: int
    code: str
    level: Level
    at: str | None
    message: str
    help: str
    where: str = ""
    excerpt: str = ""
    excerpt_column: int = 1
    related: tuple[Related, ...] = ()
    waiver: str = ""

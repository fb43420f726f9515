"""What the columns of any table hold: guessed from their heads, corrected by a person, kept for the next time."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

from prevent_cli.errors import PreventError
from prevent_cli.importing import heads, periods
from prevent_cli.importing.heads import Field, flat
from prevent_cli.importing.markdown import plain

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from prevent_cli.importing.cells import Cell

FIELDS: tuple[Field, ...] = get_args(Field)

_MAIN = frozenset({"action", "text", "evidence"})


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says in one column: its cell, and the column's head."""

    cell: Cell
    head: str

    @property
    def words(self) -> str:
        """What is written there, on one line."""
        return plain(self.cell.paragraphs)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, the field it fills, and whether a person said so."""

    head: str
    field: Field
    said: bool


def columns(row: Sequence[str], said: Mapping[str, Field], hidden: Container[int] = ()) -> list[Column] | None:
    """Give what the columns of a table are by a row that may be their heads; None where it is none.

    It is one where two heads are known, one of them for what is done, asked or shown, or where ``said`` names one of
    them. Of columns that mean the same one keeps the field, the others are left for a person to map: those that are
    ``hidden`` where another is not, those of earlier periods, and those after the first; all, where
    periods do not say which is the latest.
    """
    by_name = {flat(name).casefold(): field for name, field in said.items()}
    given = [by_name.get(flat(head).casefold()) for head in row]
    found = [one or (heads.field(head, row) if head.strip() else None) for one, head in zip(given, row, strict=True)]
    guessed = {one: [at for at, each in enumerate(found) if each == one and not given[at]] for one in set(found) if one}
    kept = {_kept(row, at, hidden) for one, at in guessed.items() if at and one not in given[: at[0]]}
    fields = [one if one and (given[at] or at in kept) else "unparsed" for at, one in enumerate(found)]
    made = _told_apart(
        [Column(flat(head), field, one is not None) for head, field, one in zip(row, fields, given, strict=True)]
    )
    known = [one for one in made if one.field != "unparsed"]
    named = any(one.said for one in made)
    is_head = all(len(one.head.split()) <= 8 for one in made)
    fits = named or (len(known) > 1 and is_head and bool(_MAIN & {one.field for one in known}))
    return made if fits else None


def _kept(row: Sequence[str], at: Sequence[int], hidden: Container[int]) -> int | None:
    """Give which of the columns that mean the same keeps the field; None where periods do not say which is the latest."""
    shown = [one for one in at if one not in hidden] or at
    texts = {one: row[one] for one in shown}
    last = periods.latest(texts)
    return last if last is not None or periods.unsure(texts) else shown[0]


def clashes(made: Sequence[Column]) -> Iterator[str]:
    """Say which columns of several periods are read, or that none is, as they do not say which is the latest."""
    aside = [one for one in made if one.field == "unparsed" and not one.said and periods.of_head(one.head)]
    for kind in dict.fromkeys(heads.field(one.head) for one in aside):
        alike = [one.head for one in aside if heads.field(one.head) == kind]
        read = next((one.head for one in made if kind and one.field == kind and periods.of_head(one.head)), None)
        if read:
            others = ", ".join(f"'{one}'" for one in alike)
            yield f"of the columns of several periods '{read}' is read, and {others} went to 'unparsed': is that right?"
        elif kind and periods.unsure(dict(enumerate(alike))):
            yield periods.which(alike)


def _told_apart(row: Sequence[Column]) -> list[Column]:
    """Tell questions from expectations where both have a column, and what is to be done where a description says it."""
    found = {one.field for one in row}
    words = [one for one in row if not one.said and heads.field(one.head) == "text"]
    asked = next((one for one in words if one.head.lower().startswith("question")), None)
    other = next((one for one in words if not one.head.lower().startswith("question")), None)
    new: dict[Column, Field] = {}
    if asked and other and not any(one.said and one.field in {"question", "text"} for one in row):
        standard = heads.above(other.head) and words.index(other) < words.index(asked)
        new = {other: "question", asked: "text"} if standard else {asked: "question", other: "text"}
    elif other and heads.role(other.head) in {None, "number"} and not {"action", "evidence"} & found:
        done: set[Field] = {"owners", "due"}
        tells = done <= found if "answer" in found else done & found
        new = {other: "action"} if tells else {}
    return [replace(one, field=new.get(one, one.field)) for one in row]


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

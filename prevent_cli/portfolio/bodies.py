"""What is known of bodies beside their toolkits, and which of them are wanted.

A file of bodies is a table: a column ``code`` or ``name`` (or both), and any others, such as a
region. A condition is ``FIELD=PATTERN`` or ``FIELD!=PATTERN``; a pattern takes ``*`` and ``?``,
in any case, and an empty one fits what is not known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from prevent_cli.errors import PreventError
from prevent_cli.model.bodies import fold
from prevent_cli.model.parse import did_you_mean
from prevent_cli.portfolio import councils

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

OWN = ("organisation", "code", "council", "nation", "framework")
"""The fields that every toolkit has by itself: its body's name and ONS code, what the code says, the framework."""
_KEYS = ("code", "name")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_CONDITION = re.compile(r"([^=!]+?)\s*(!?=)\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Listed:
    """A body of a file of bodies: its name or its code, or both, and its fields."""

    name: str | None
    code: str | None
    fields: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Directory:
    """The bodies of a file: ``fields`` are the names of its columns beside the code and the name."""

    fields: tuple[str, ...] = ()
    bodies: tuple[Listed, ...] = ()
    _found: dict[str, Listed] = field(default_factory=dict)

    def of(self, name: str, code: str | None) -> Mapping[str, str]:
        """Give the fields of a body, by its code, else by its name; none for one that is not in the file."""
        listed = self._found.get(code or "") or self._found.get(fold(name))
        return listed.fields if listed else {}


def directory(rows: Sequence[Mapping[str, Any]], file: str) -> Directory:
    """Make the directory of a table's rows, each a mapping from column to text.

    Raises PreventError for a table without bodies, a body twice, and a column that cannot be a field.
    """
    columns = tuple(dict.fromkeys(column for row in rows for column in row))
    if not rows or not set(_KEYS) & set(columns):
        raise PreventError(
            f"{file} names no bodies",
            "its first line names the columns: 'code' or 'name', then others such as 'region'",
        )
    fields = tuple(column for column in columns if column not in _KEYS)
    for name in fields:
        _require_name(name, file)
    bodies, found = [], dict[str, Listed]()
    for number, row in enumerate(rows, 1):
        listed = _listed(row, fields, f"{file}: row {number}")
        for key in filter(None, (listed.code, listed.name and fold(listed.name))):
            if found.setdefault(key, listed) is not listed:
                raise PreventError(f"{file}: row {number}: '{key}' is there already", "give each body one row")
        bodies.append(listed)
    return Directory(fields, tuple(bodies), found)


def _require_name(name: str, file: str) -> None:
    if not _NAME.fullmatch(name):
        raise PreventError(f"{file}: '{name}' cannot be a field", "name it with small letters, digits and _")
    if name in TAKEN:
        raise PreventError(f"{file}: the tables have a column '{name}' already", "give yours another name")


def _listed(row: Mapping[str, Any], fields: Iterable[str], place: str) -> Listed:
    wrong = next((key for key, value in row.items() if not isinstance(value, str | None)), None)
    if wrong is not None:
        raise PreventError(f"{place}: '{wrong}' should be one word or line", "write it as plain text")
    values = {key: " ".join(str(value).split()) for key, value in row.items() if value and value.strip()}
    if not set(_KEYS) & set(values):
        raise PreventError(f"{place} names no body", "give it a code or a name, or leave the row out")
    return Listed(values.get("name"), values.get("code"), {key: values[key] for key in fields if key in values})


_OF_CSV = frozenset(("late", "worse"))
"""Columns that CSV has and the tables have not."""


def _taken() -> frozenset[str]:
    from prevent_cli.portfolio.tables import TABLES, columns

    return _OF_CSV | {column.name for table in TABLES for column in columns(table)}


TAKEN = _taken()
"""Names that columns of the tables have, so that no field of a body may have them."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on a field: one pattern that has to fit, or with ``unlike`` must not."""

    field: str
    pattern: str
    unlike: bool = False


@dataclass(frozen=True, slots=True)
class Where:
    """Which toolkits are wanted: every field that is named has to fit one of its patterns, and none that it must not."""

    conditions: tuple[Condition, ...] = ()
    written: tuple[str, ...] = ()

    def fits(self, fields: Mapping[str, str | None]) -> bool:
        """Whether a toolkit with these fields is wanted."""
        asked = {one.field for one in self.conditions if not one.unlike}
        return all(
            any(_fits(one, fields) for one in self.conditions if one.field == name and not one.unlike) for name in asked
        ) and not any(_fits(one, fields) for one in self.conditions if one.unlike)


def _fits(condition: Condition, fields: Mapping[str, str | None]) -> bool:
    return fnmatchcase(fold(fields.get(condition.field) or ""), fold(condition.pattern))


def where(written: Iterable[str], fields: Sequence[str]) -> Where:
    """Understand conditions. Raises PreventError for one without '=', and for a field that is not known."""
    conditions, texts = [], []
    for one in written:
        found = _CONDITION.fullmatch(one.strip())
        if found is None:
            raise PreventError(
                f"--where does not understand '{one}'", "write FIELD=PATTERN, such as --where region=East"
            )
        name = found[1].strip().casefold()
        known = (*OWN, *fields)
        if name not in known:
            raise PreventError(f"--where does not know the field '{found[1]}'", did_you_mean(name, known, "it knows"))
        conditions.append(Condition(name, found[3], found[2] == "!="))
        texts.append(f"{name}{found[2]}{found[3]}")
    return Where(tuple(conditions), tuple(texts))


def own_fields(name: str, code: str | None, framework: str | None) -> dict[str, str | None]:
    """Give the fields that a toolkit has by itself."""
    values = (name, code, councils.kind(code), councils.nation(code), framework)
    return dict(zip(OWN, values, strict=True))

"""One way of saying each thing: the shape in which this project writes a record's data.

Keys come in the order of the record format, short forms stand where they say the same,
prose has one sentence a line. What the data means does not change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from prevent_cli.authoring import prose
from prevent_cli.model.fields import Record, YesNo
from prevent_cli.model.parse import record_in
from prevent_cli.model.policy import Policy
from prevent_cli.model.toolkit import Assessable, Benchmark, Evidence, Rating

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Data = dict[str, Any]

PROSE = frozenset(
    ("about", "statement", "outcome", "text", "evidence", "next_steps", "comments", "reason", "note", "awaiting")
)
"""Keys whose text is light Markdown."""

_FIRST = ("id", "title", "text", "statement", "outcome", "audience", "withheld")
_SHORT_FORMS: tuple[tuple[type[Record], str], ...] = ((Rating, "value"), (Policy, "name"))
_LISTS = frozenset(("owners", "also", "was", "aka", "nations", "moderated", "revised"))
_YES_NO = {"true": "yes", "false": "no"}
_YES_NO_MARK = get_args(YesNo)[1]


def canonical(kind: type[Record], data: Mapping[str, Any]) -> Data:
    """Give a record's data in its one shape. ``data`` must be valid for the record."""
    made: Data = {}
    for name in order(kind):
        field, value = kind.model_fields[name], data.get(name)
        if value is not None:
            inner = record_in(field.annotation)
            made[name] = _field(name, value, inner, yes_no=_is_yes_no(field.annotation, field.metadata))
    return made


def ordered(kind: type[Record], data: Mapping[str, Any]) -> Data:
    """Give a record's data with its keys in the order of the record format, all else as it is."""
    known = [name for name in order(kind) if name in data]
    return {name: data[name] for name in (*known, *(key for key in data if key not in kind.model_fields))}


def order(kind: type[Record]) -> list[str]:
    """Give a record's keys in the order in which they are written: what an item is, then who may see it, then the rest."""
    names = list(kind.model_fields)
    if not issubclass(kind, Assessable | Benchmark):
        return names
    first = [name for name in _FIRST if name in names]
    return first + [name for name in names if name not in first]


def _field(name: str, value: Any, kind: type[Record] | None, *, yes_no: bool) -> Any:
    if kind is Evidence:
        return _evidence(value)
    if isinstance(value, str):
        return _text(name, value, kind, yes_no=yes_no)
    if isinstance(value, list):
        return [canonical(kind, one) if kind and isinstance(one, dict) else one.strip() for one in value]
    if kind is None:
        return {key: one.strip() if isinstance(one, str) else one for key, one in value.items()}
    return _shortest(kind, canonical(kind, value))


def _is_yes_no(annotation: Any, metadata: Sequence[Any] = ()) -> bool:
    """Whether a field, by its annotation or one within it, is a yes or a no."""
    found = [*metadata, *getattr(annotation, "__metadata__", ())]
    return any(one is _YES_NO_MARK for one in found) or any(map(_is_yes_no, get_args(annotation)))


def _text(name: str, text: str, kind: type[Record] | None, *, yes_no: bool) -> Any:
    if name in PROSE:
        return prose.written(text)
    text = text.strip()
    if name in _LISTS and kind is None:
        return [text]
    return _YES_NO.get(text.casefold(), text.casefold()) if yes_no else text


def _shortest(kind: type[Record], made: Data) -> Any:
    """Give the short form of a record that holds nothing else."""
    for known, key in _SHORT_FORMS:
        if kind is known and list(made) == [key]:
            return made[key]
    return made


def _evidence(value: Any) -> Any:
    """Give evidence as text where there is only text, else as a list of items with keys."""
    items = value if isinstance(value, list) else [value]
    made = [canonical(Evidence, {"text": one} if isinstance(one, str) else one) for one in items]
    if len(made) == 1 and list(made[0]) == ["text"]:
        return made[0]["text"]
    return made

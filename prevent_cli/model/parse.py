"""Plain data into a record, and what does not fit said in words a writer can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, get_args

from pydantic import ValidationError

from prevent_cli.model.fields import Record
from prevent_cli.model.finding import Loc, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic.fields import FieldInfo

R = TypeVar("R", bound=Record)

_SHAPES = {
    "string_type": "text",
    "model_type": "a mapping (key: value lines)",
    "model_attributes_type": "a mapping (key: value lines)",
    "dict_type": "a mapping (key: value lines)",
    "tuple_type": "a list (lines that begin with -)",
    "list_type": "a list (lines that begin with -)",
}
_FOUND = {dict: "a mapping", list: "a list", str: "text", type(None): "nothing"}
_LIMIT = 60


def parse(kind: type[R], data: Any) -> tuple[R | None, list[Problem]]:
    """Make a record of ``kind``; where that fails, give every reason at once."""
    try:
        return kind.model_validate(data), []
    except ValidationError as error:
        return None, [_problem(kind, details) for details in error.errors(include_url=False)]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Give the known word that was most likely meant, ignoring case; None when none is near."""
    from difflib import get_close_matches

    by_fold = {one.casefold(): one for one in known}
    match = get_close_matches(word.casefold(), by_fold, n=1, cutoff=0.6)
    return by_fold[match[0]] if match else None


def did_you_mean(word: str, known: Iterable[str], every: str) -> str:
    """Say which known word is near, and list them: ``every`` names what they are."""
    known = list(known)
    near = nearest(word, known)
    guess = f"did you mean '{near}'? " if near else ""
    return f"{guess}{every}: {', '.join(known)}"


def short(value: Any) -> str:
    """Quote a value for a message, cut to a length that fits a line."""
    text = " ".join(str(value).split())
    return f"'{text}'" if len(text) <= _LIMIT else f"'{text[: _LIMIT - 1]}…'"


def _problem(kind: type[Record], details: Mapping[str, Any]) -> Problem:
    loc: Loc = tuple(details["loc"])
    name = details["type"]
    maker = _MAKERS.get(name)
    if maker:
        return maker(kind, loc, details)
    if name in _SHAPES:
        return _wrong_shape(kind, loc, details)
    if name == "value_error":
        error = details["ctx"]["error"]
        code = getattr(error, "code", "bad-value")
        return Problem(code, str(error), getattr(error, "help", "see 'prevent explain " + code + "'"), loc)
    message = f"{short(details['input'])}: {details['msg'][0].lower()}{details['msg'][1:]}"
    return Problem("bad-value", message, "see the field's description in the JSON Schema ('prevent schema')", loc)


def _unknown_key(kind: type[Record], loc: Loc, _details: Mapping[str, Any]) -> Problem:
    owner = _record_at(kind, loc[:-1])
    key = str(loc[-1])
    known = list(_fields(owner)) if owner else []
    prose = not key.islower() or " " in key
    help_ = did_you_mean(key, known, "its keys are")
    if prose and not nearest(key, known):
        help_ = f"if it is text: text that holds ': ' needs quotes around it, or a | block; {help_}"
    return Problem(
        "unknown-key",
        f"{short(key)} is not a key of {_noun(owner)}",
        help_,
        loc,
        on_key=True,
    )


def _missing_key(kind: type[Record], loc: Loc, _details: Mapping[str, Any]) -> Problem:
    owner = _record_at(kind, loc[:-1])
    field = _fields(owner).get(str(loc[-1])) if owner else None
    meaning = f" ({field.description})" if field and field.description else ""
    return Problem(
        "missing-key",
        f"{_noun(owner)} needs the key '{loc[-1]}'",
        f"add '{loc[-1]}: …'{meaning}",
        loc[:-1],
    )


def _unknown_value(_kind: type[Record], loc: Loc, details: Mapping[str, Any]) -> Problem:
    allowed = details["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ")
    value = details["input"]
    if not isinstance(value, str):
        return _wrong_shape(_kind, loc, {**details, "type": "string_type"})
    return Problem(
        "unknown-value",
        f"{short(value)} is not a value of '{_key(loc)}'",
        did_you_mean(value, allowed, "allowed are"),
        loc,
    )


def _bad_id(_kind: type[Record], loc: Loc, details: Mapping[str, Any]) -> Problem:
    action = "[A-Za-z]" in details["ctx"]["pattern"] and "." not in details["ctx"]["pattern"]
    help_ = (
        "write a letter, then letters, digits or -; such as A14" if action else "write digits and dots, such as 7.3.1"
    )
    return Problem("bad-id", f"{short(details['input'])} is not an id", help_, loc)


def _wrong_shape(_kind: type[Record], loc: Loc, details: Mapping[str, Any]) -> Problem:
    wanted = _SHAPES[details["type"]]
    found = _FOUND.get(type(details["input"]), "something else")
    help_ = f"write {wanted} here"
    if wanted == "text" and isinstance(details["input"], dict):
        help_ = "text that holds ': ' needs quotes around it, or a | block on the lines below"
    where = f"an item of '{_key(loc)}'" if loc and isinstance(loc[-1], int) else f"'{_key(loc)}'"
    return Problem("wrong-shape", f"{where} should be {wanted}, but {found} stands here", help_, loc)


_MAKERS = {
    "extra_forbidden": _unknown_key,
    "missing": _missing_key,
    "literal_error": _unknown_value,
    "string_pattern_mismatch": _bad_id,
}


def _key(loc: Loc) -> str:
    """Name the key that was written: a short form such as 'rating: red' has no key 'value'."""
    keys = [step for step in loc if isinstance(step, str)]
    if keys[-1:] == ["value"] and keys[-2:-1] in (["rating"], ["moderated"]):
        keys.pop()
    return keys[-1] if keys else "the file"


def _fields(kind: type[Record]) -> dict[str, FieldInfo]:
    """Give a record's fields by the keys that people write."""
    return {field.alias or name: field for name, field in kind.model_fields.items()}


def _record_at(kind: type[Record], loc: Loc) -> type[Record] | None:
    """Give the kind of record a path leads to, by the fields' types."""
    found: type[Record] | None = kind
    for step in loc:
        if found is None or not isinstance(step, str):
            continue
        field = _fields(found).get(step)
        found = record_in(field.annotation) if field else None
    return found


def record_in(annotation: Any) -> type[Record] | None:
    """Give the kind of record that a field's type holds, alone or in a list; None where it holds none."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next(filter(None, map(record_in, get_args(annotation))), None)


def _noun(kind: type[Record] | None) -> str:
    if kind is None:
        return "this mapping"
    word = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in kind.__name__).strip()
    word = word.removeprefix("framework ").removeprefix("recorded ").removeprefix("written ")
    if word == "evidence":
        return "a piece of evidence"
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"

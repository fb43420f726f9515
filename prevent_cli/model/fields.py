"""The kinds of value a record's field may hold, and how each is read from text.

The reader hands over every plain value as text, so ``yes`` and ``7.10`` arrive as they
were written; the kinds here say what that text may mean.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from prevent_cli.model.when import DAY_EXAMPLES, DateError, When, schema

if TYPE_CHECKING:
    from collections.abc import Callable

REF_PATTERN = r"^[0-9]+(\.[0-9]+)*$"
ACTION_ID_PATTERN = r"^[A-Za-z][A-Za-z0-9-]*$"

Colour = Literal["red", "amber", "green"]
Computed = Literal["red", "amber", "green", "not rated"]
Answer = Literal["met", "partly", "not met", "not applicable"]
Status = Literal["open", "in progress", "complete", "deferred", "withdrawn"]
Repeats = Literal["weekly", "monthly", "every 2 months", "quarterly", "every 6 months", "yearly", "ongoing"]
Audience = Literal["public", "partners", "officers"]
Release = Literal["for release", "not for release"]

COLOURS: tuple[Colour, ...] = get_args(Colour)
AUDIENCES: tuple[Audience, ...] = get_args(Audience)
ANSWERS: tuple[Answer, ...] = get_args(Answer)
RHYTHMS: tuple[Repeats, ...] = get_args(Repeats)
STATUSES: tuple[Status, ...] = get_args(Status)
OPEN_STATUSES: tuple[Status, ...] = ("open", "in progress", "deferred")

Ref = Annotated[str, Field(pattern=REF_PATTERN)]
ActionId = Annotated[str, Field(pattern=ACTION_ID_PATTERN)]


class Understood:
    """Understand a field's text by ``read``; ``schema`` is what the JSON Schema says of it, or gives that when it is asked for."""

    def __init__(self, read: Callable[[Any], Any], schema: dict[str, Any] | Callable[[], dict[str, Any]]) -> None:
        self.read, self.schema = read, schema

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(self.read, serialization=core_schema.to_string_ser_schema())

    def __get_pydantic_json_schema__(self, _schema: Any, _handler: Any) -> dict[str, Any]:
        return dict(self.schema() if callable(self.schema) else self.schema)


class Written:
    """Accept a short way of writing a field: ``expand`` turns it into the long one.

    The record keeps one shape whatever was written, and the JSON Schema offers both:
    one of the words in ``short``, or any text; for a list, one item of it.
    """

    def __init__(self, expand: Callable[[Any], Any], short: tuple[str, ...] = ()) -> None:
        self.expand, self.short = expand, short

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(self.expand, handler(source))

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        full = handler(schema)
        text = {"type": "string"} | ({"enum": list(self.short)} if self.short else {})
        short = full.get("items", text)
        return {"anyOf": [*short.get("anyOf", [short]), full]}


_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


class ValueNotUnderstoodError(ValueError):
    """A value that cannot be understood; ``help`` says what may stand there."""

    def __init__(self, message: str, help: str) -> None:
        super().__init__(message)
        self.help = help


def _yes_or_no(value: Any) -> bool:
    known = value if isinstance(value, bool) else _YES_NO.get(str(value).lower())
    if known is None:
        raise ValueNotUnderstoodError(f"{_cut(value)} is neither yes nor no", "write yes or no")
    return known


_ANY_CASE = "|".join("".join(f"[{letter.upper()}{letter}]" for letter in word) for word in _YES_NO)
_YES_NO_SCHEMA = {"anyOf": [{"enum": ["yes", "no", True, False]}, {"type": "string", "pattern": f"^({_ANY_CASE})$"}]}
YesNo = Annotated[bool, Understood(_yes_or_no, _YES_NO_SCHEMA)]


class DayError(DateError):
    """A written date that is not one day."""

    help = f"write one day, like one of {DAY_EXAMPLES}"


def _one_day(value: Any) -> When:
    try:
        when = When.read(value)
    except DateError as error:
        raise DayError(str(error)) from None
    if not when.is_day:
        raise DayError(f"'{when}' is more than one day: write a day such as {when.last.isoformat()}")
    return when


Day = Annotated[When, Understood(_one_day, partial(schema, f"A day: {DAY_EXAMPLES}.", DAY_EXAMPLES, day=True))]


_SHARE = r"([0-9]+(\.[0-9]*)?|\.[0-9]+) *%?"
_SHARE_HELP = "write a number from 0 to 100, with or without %: 25 means 25 %"


def _percent(value: Any) -> float:
    text = str(value).strip()
    if not re.fullmatch(_SHARE, text):
        raise ValueNotUnderstoodError(f"{_cut(value)} is not a percentage", _SHARE_HELP)
    number = float(text.rstrip("% "))
    if number > 100:
        raise ValueNotUnderstoodError(f"{_cut(value)} is not between 0% and 100%", _SHARE_HELP)
    return number


Percent = Annotated[
    float,
    Understood(
        _percent,
        {
            "type": ["string", "number"],
            "minimum": 0,
            "maximum": 100,
            "pattern": r"^(0*(100(\.0*)?|[0-9]{1,2}(\.[0-9]*)?)|\.[0-9]+) *%?$",
            "description": "A percentage from 0 to 100: 25 means 25 %.",
        },
    ),
]

_WEIGHT = r"0*[1-9][0-9]{0,5}(\.0*)?"


def _weight(value: Any) -> int:
    text = str(value).strip()
    if not re.fullmatch(_WEIGHT, text):
        raise ValueNotUnderstoodError(
            f"{_cut(value)} is not a weight", "write a whole number from 1 to 999999, such as 2"
        )
    return int(text.partition(".")[0])


Weight = Annotated[
    int,
    Understood(
        _weight,
        {"type": ["integer", "string"], "minimum": 1, "maximum": 999_999, "pattern": f"^{_WEIGHT}$"},
    ),
]


def _cut(value: Any) -> str:
    text = str(value)
    return f"'{text}'" if len(text) <= 40 else f"'{text[:39]}…'"


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], Written(_listed)]
Refs = Annotated[tuple[Ref, ...], Written(_listed)]
ActionIds = Annotated[tuple[ActionId, ...], Written(_listed)]


class Record(BaseModel):
    """A frozen record that knows its keys: an unknown one is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

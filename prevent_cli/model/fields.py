"""The kinds of value a record's field may hold, and how each is read from text.

The reader hands over every plain value as text, so ``yes`` and ``7.10`` arrive as they
were written; the kinds here say what that text may mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from prevent_cli.model.when import DateError, When

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
    """Understand a field's text by ``read``; ``schema`` is what the JSON Schema says of it."""

    def __init__(self, read: Callable[[Any], Any], schema: dict[str, Any]) -> None:
        self.read, self.schema = read, schema

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(self.read, serialization=core_schema.to_string_ser_schema())

    def __get_pydantic_json_schema__(self, _schema: Any, _handler: Any) -> dict[str, Any]:
        return dict(self.schema)


class Written:
    """Accept a short way of writing a field: ``expand`` turns it into the long one.

    The record keeps one shape whatever was written, and the JSON Schema offers both:
    one of the words in ``short``, or, for a list, one item of it.
    """

    def __init__(self, expand: Callable[[Any], Any], short: tuple[str, ...] = ()) -> None:
        self.expand, self.short = expand, short

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(self.expand, handler(source))

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> dict[str, Any]:
        full = handler(schema)
        short = {"type": "string"} | ({"enum": list(self.short)} if self.short else {})
        return {"anyOf": [short, full]}


_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


def _yes_or_no(value: Any) -> bool:
    known = value if isinstance(value, bool) else _YES_NO.get(str(value).lower())
    if known is None:
        raise ValueError(f"'{value}' is neither yes nor no")
    return known


YesNo = Annotated[bool, Understood(_yes_or_no, {"enum": ["yes", "no", True, False, "Yes", "No", "YES", "NO"]})]


def _one_day(when: When) -> When:
    if not when.is_day:
        raise DateError(f"'{when}' is more than one day: write a day such as {when.last.isoformat()}")
    return when


Day = Annotated[When, AfterValidator(_one_day)]


def _percent(value: Any) -> float:
    text = str(value).replace("%", " ").strip()
    try:
        number = float(text)
    except ValueError:
        raise ValueError(f"'{value}' is not a percentage such as 25%") from None
    if not 0 <= number <= 100:
        raise ValueError(f"'{value}' is not between 0% and 100%")
    return number


Percent = Annotated[
    float,
    Understood(_percent, {"type": ["string", "number"], "description": "A percentage from 0% to 100%."}),
]


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], Written(_listed)]
Refs = Annotated[tuple[Ref, ...], Written(_listed)]
ActionIds = Annotated[tuple[ActionId, ...], Written(_listed)]


class Record(BaseModel):
    """A frozen record that knows its keys: an unknown one is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

"""Writing YAML: this project's reader and any other see the same text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from prevent_cli.model.parse import record_in
from prevent_cli.model.toolkit import Toolkit
from prevent_cli.store.emit import DATES, document
from prevent_cli.store.reader import read
from tests.store.odd_yaml import KEYS, data

if TYPE_CHECKING:
    from prevent_cli.model.fields import Record

ANY_TEXT = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1),
    st.text("ab: #-'\"\n{}[],?|>&*!%@`~yesno0123.\t\\ ", min_size=1),
).filter(lambda text: bool(text.strip()))
VALUES = st.dictionaries(st.sampled_from(KEYS), st.one_of(ANY_TEXT, st.lists(ANY_TEXT), data()), min_size=1)


@given(VALUES)
def test_what_is_written_reads_back(value: dict[str, Any]) -> None:
    found, refusals = read(document(value))

    assert [one for one in refusals if one.level == "error"] == []
    assert found == value


def same(one: Any, other: Any) -> bool:
    """Whether another reader's value is our text, whatever type it gave it."""
    if isinstance(one, dict):
        return {("on" if key is True else key) for key in other} == set(one) and all(
            same(value, other[True if key == "on" else key]) for key, value in one.items()
        )
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(str(other) == one)


@given(VALUES)
def test_another_reader_sees_the_same_text(value: dict[str, Any]) -> None:
    assert same(value, yaml.load(document(value), yaml.CSafeLoader))  # noqa: TID251 - the other reader is the point


@pytest.mark.parametrize("text", ["\u2028x", "x\u2029y", "x\u2028"])
def test_what_yaml_takes_for_the_end_of_a_line_is_escaped(text: str) -> None:
    assert read(document({"title": text}))[0] == {"title": text}


TIMES = [
    "2021-12-31",
    "2021-01-01T00:00:00Z",
    "2021-1-1t0:00:00",
    "2021-12-31 12:30:00.5 +01:00",
    "2021-12-31 12:30:00-5",
]


@pytest.mark.parametrize("text", TIMES)
def test_text_that_looks_like_a_time_is_text_to_another_reader(text: str) -> None:
    value = {"evidence": text, "owners": [text], "rating": {"reason": text}, "glossary": {text: "x"}}

    assert yaml.load(document(value), yaml.CSafeLoader) == value  # noqa: TID251 - the other reader is the point


def test_a_date_of_the_format_stands_without_quotes() -> None:
    value = {"as_of": "2021-12-31", "moderated": [{"value": "red", "on": "2021-12-31"}]}

    assert document(value) == "as_of: 2021-12-31\nmoderated:\n  - {value: red, on: 2021-12-31}\n"


def test_the_keys_of_dates_are_those_of_the_records() -> None:
    assert dates(Toolkit) == DATES


def dates(kind: type[Record]) -> set[str]:
    """Give the keys of a record, and of all in it, that hold a date."""
    found = {name for name, field in kind.model_fields.items() if "When" in str(field.annotation)}
    inner = {record_in(field.annotation) for field in kind.model_fields.values()}
    return found.union(*(dates(one) for one in inner if one))

"""One way of saying each thing: the same record, and the same shape the second time."""

from __future__ import annotations

from typing import Any

from hypothesis import given

from prevent_cli.authoring.shape import canonical, ordered
from prevent_cli.model.toolkit import Action, Benchmark, Expectation, Toolkit
from tests.authoring.toolkits import Data, toolkits


def said(value: Any) -> Any:
    """Give what a record says, whatever its line breaks."""
    if isinstance(value, dict):
        return {key: said(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [said(one) for one in value]
    return value.split() if isinstance(value, str) else value


@given(toolkits())
def test_it_validates_to_the_same_record(data: Data) -> None:
    before, after = Toolkit.model_validate(data), Toolkit.model_validate(canonical(Toolkit, data))

    assert said(after.model_dump()) == said(before.model_dump())


@given(toolkits())
def test_a_second_time_changes_nothing(data: Data) -> None:
    once = canonical(Toolkit, data)

    assert canonical(Toolkit, once) == once
    assert list(canonical(Toolkit, once)) == list(once)


def test_keys_come_in_the_order_of_the_record_format() -> None:
    made = canonical(Expectation, {"actions": [], "answer": "met", "audience": "public", "text": "So?", "id": "7.1.1"})

    assert list(made) == ["id", "text", "audience", "answer", "actions"]


def test_short_forms_stand_where_they_say_the_same() -> None:
    rated = {"id": "7", "rating": {"value": "amber"}}

    assert canonical(Benchmark, rated) == {"id": "7", "rating": "amber"}
    assert canonical(Benchmark, {"id": "7", "rating": {"value": "amber", "by": "Board"}})["rating"]["by"] == "Board"
    assert canonical(Expectation, {"id": "7.1.1", "evidence": [{"text": "It is."}]})["evidence"] == "It is."


def test_owners_are_a_list_and_yes_is_yes() -> None:
    assert canonical(Action, {"text": "Do it", "owners": "Board"})["owners"] == ["Board"]
    assert canonical(Expectation, {"id": "7.1.1", "essential": "TRUE"})["essential"] == "yes"


def test_an_unknown_key_stands_last_when_keys_are_put_in_order() -> None:
    assert list(ordered(Benchmark, {"x": "1", "rating": "red", "id": "7"})) == ["id", "rating", "x"]

"""What holds for every upgrade: nothing is lost, nobody sees more, no rating is carried."""

from __future__ import annotations

import re
from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from prevent_cli.checks import run
from prevent_cli.checks.context import Context
from prevent_cli.checks.crosswalks import check
from prevent_cli.history.upgrade import upgrade
from prevent_cli.model.fields import AUDIENCES
from prevent_cli.model.parse import parse
from prevent_cli.model.toolkit import Toolkit
from prevent_cli.rating.assess import assess
from prevent_cli.rating.audience import restrict
from prevent_cli.reports.json import render
from prevent_cli.reports.paper import Paper
from tests.history.worlds import World, walk, worlds

if TYPE_CHECKING:
    from prevent_cli.model.fields import Audience
    from prevent_cli.model.framework import Framework

DAY = date(2021, 12, 31)
WORD = re.compile(r"w[0-9]+w")


def upgraded(world: World) -> dict[str, Any]:
    return upgrade(world.data, world.old, world.new, world.crosswalk)[0]


def record(data: dict[str, Any]) -> Toolkit:
    made, problems = parse(Toolkit, data)
    assert made is not None, problems
    return made


def words(data: Any) -> set[str]:
    return set(WORD.findall(repr(data)))


def evidence_words(data: Any) -> set[str]:
    return {word for one in walk(data) if "evidence" in one for word in words(one["evidence"])}


def actions(data: Any) -> dict[str, dict[str, Any]]:
    return {action["id"]: action for one in walk(data) for action in one.get("actions", ())}


def visible(data: dict[str, Any], framework: Framework, audience: Audience) -> set[str]:
    edition = restrict(assess(record(data), framework, DAY), audience)
    return set(WORD.findall(render(Paper(edition)).decode()))


@given(worlds())
def test_the_worlds_are_sound(world: World) -> None:
    assert [one for one in check(world.crosswalk, world.old, world.new, ()) if one.level == "error"] == []
    assert _errors(world.data, world.old) == []


@given(worlds())
def test_no_evidence_is_lost(world: World) -> None:
    made = upgraded(world)

    assert evidence_words(world.data) <= evidence_words(made) | words(made.get("unparsed"))


@given(worlds())
def test_no_action_is_lost_and_each_stands_once(world: World) -> None:
    made = upgraded(world)
    before, after = actions(world.data), actions(made["benchmarks"])
    retired = [one for one in world.data["benchmarks"] if one["id"] not in world.crosswalk.targets]

    assert len(after) == sum(len(one.get("actions", ())) for one in walk(made["benchmarks"]))
    assert before.keys() - actions(retired).keys() <= after.keys()
    assert {one["text"] for ref, one in before.items() if ref not in after} <= words(made.get("unparsed"))
    assert [ref for ref, one in after.items() if words(one) != words(before[ref])] == []


@given(worlds())
def test_no_word_of_the_body_is_lost_but_a_reason_of_a_rating_that_is_listed(world: World) -> None:
    made, again = upgrade(world.data, world.old, world.new, world.crosswalk)

    assert words(world.data) <= words(made) | words([one.message for one in again])


@pytest.mark.parametrize("audience", AUDIENCES)
@given(world=worlds())
def test_nobody_sees_more_than_before(audience: Audience, world: World) -> None:
    assert visible(upgraded(world), world.new, audience) <= visible(world.data, world.old, audience)


@given(worlds())
def test_no_rating_stands_in_the_newer_file(world: World) -> None:
    assert [one for one in upgraded(world)["benchmarks"] if "rating" in one or "moderated" in one] == []


@given(worlds())
def test_no_rating_is_carried_across_a_merge(world: World) -> None:
    given_ratings = {one["id"]: one["rating"] for one in world.data["benchmarks"] if "rating" in one}
    for one in upgraded(world)["benchmarks"]:
        sources = world.crosswalk.sources[one["id"]]
        kept = given_ratings.get(sources[0]) if len(sources) == 1 else None
        assert one.get("previous", {}).get("rating") == kept


@given(worlds())
def test_every_old_rating_is_named_where_benchmarks_merge(world: World) -> None:
    again = upgrade(world.data, world.old, world.new, world.crosswalk)[1]
    named = {ref for one in again if one.kind == "rating" for ref in one.old}
    placed = {one["id"] for one in world.data["benchmarks"] if "rating" in one and one["id"] in world.crosswalk.targets}

    assert placed <= named


@given(worlds())
def test_an_answer_is_carried_only_where_nothing_changed(world: World) -> None:
    old, new = _wordings(world.old), _wordings(world.new)
    given_items = {one["id"]: one for one in walk(world.data["benchmarks"]) if "id" in one}
    for one in walk(upgraded(world)["benchmarks"]):
        if "answer" in one:
            (source,) = world.crosswalk.sources[one["id"]]
            assert one["answer"] == given_items[source]["answer"]
            assert old[source] == new[one["id"]]
            assert "text" not in given_items[source]


@given(worlds())
def test_the_result_has_no_errors(world: World) -> None:
    assert _errors(upgraded(world), world.new) == []


@given(worlds())
def test_what_is_given_is_left_as_it_was(world: World) -> None:
    before = deepcopy(world.data)
    upgraded(world)

    assert world.data == before


def _errors(data: dict[str, Any], framework: Framework) -> list[str]:
    toolkit = record(data)
    found = run(toolkit, Context(toolkit, framework, (), DAY))
    return [one.message for one in found if one.level == "error"]


def _wordings(framework: Framework) -> dict[str, str]:
    questions = [question for benchmark in framework.benchmarks for question in benchmark.questions]
    expectations = [one for question in questions for one in question.expectations]
    return {one.id: one.text for one in questions} | {one.id: one.text for one in expectations}

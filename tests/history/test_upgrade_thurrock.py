"""The toolkit on board, carried to the newer framework on board."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from prevent_cli.checks import run
from prevent_cli.checks.context import Context
from prevent_cli.history.upgrade import upgrade
from prevent_cli.model.parse import parse
from prevent_cli.model.toolkit import Toolkit
from prevent_cli.resources import TOOLKITS
from prevent_cli.store.load import Crosswalks, Frameworks
from prevent_cli.store.source import open_source
from tests.history.worlds import walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.history.look_again import LookAgain

DAY = date(2021, 12, 31)


@pytest.fixture(scope="module")
def older() -> dict[str, Any]:
    data: dict[str, Any] = open_source(TOOLKITS / "thurrock" / "2021-12.yaml").data
    return data


@pytest.fixture(scope="module")
def upgraded(older: dict[str, Any]) -> tuple[dict[str, Any], list[LookAgain]]:
    frameworks = Frameworks()
    before, after = frameworks.get("home-office-2018"), frameworks.get("home-office-2024")
    assert before is not None
    assert after is not None
    return upgrade(older, before, after, Crosswalks().all()["home-office-2018-to-2024"])


@pytest.fixture(scope="module")
def newer(upgraded: tuple[dict[str, Any], list[LookAgain]]) -> dict[str, Any]:
    return upgraded[0]


def evidence(data: dict[str, Any]) -> Iterator[str]:
    for one in walk(data["benchmarks"]):
        given = one.get("evidence", [])
        for piece in given if isinstance(given, list) else [given]:
            yield piece if isinstance(piece, str) else piece["text"]


def actions(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {action["id"]: action for one in walk(data["benchmarks"]) for action in one.get("actions", ())}


def test_all_31_actions_are_there_with_all_they_say(older: dict[str, Any], newer: dict[str, Any]) -> None:
    before, after = actions(older), actions(newer)

    assert len(after) == 31
    assert {ref: one | {"also": None} for ref, one in after.items()} == {
        ref: one | {"also": None} for ref, one in before.items()
    }


def test_a_reference_follows_its_expectation(newer: dict[str, Any]) -> None:
    assert actions(newer)["A08"]["also"] == ["6.4.1"]


def test_every_piece_of_evidence_is_there(older: dict[str, Any], newer: dict[str, Any]) -> None:
    assert Counter(evidence(newer)) == Counter(evidence(older))


def test_nothing_is_left_without_a_place(newer: dict[str, Any]) -> None:
    assert "unparsed" not in newer


def test_it_has_no_errors_against_the_newer_framework(newer: dict[str, Any]) -> None:
    toolkit, problems = parse(Toolkit, newer)
    assert problems == []
    assert toolkit is not None
    context = Context(toolkit, Frameworks().get("home-office-2024"), (), DAY)

    found = run(toolkit, context)

    assert [one for one in found if one.level == "error"] == []
    assert [one.code for one in found if one.code in {"missing-item", "different-wording"}] == []


def test_six_benchmarks_keep_their_rating_as_the_previous_one(newer: dict[str, Any]) -> None:
    assert [one["id"] for one in newer["benchmarks"] if "rating" in one] == []
    assert {one["id"]: one["previous"]["rating"] for one in newer["benchmarks"] if "previous" in one} == {
        "1": "green",
        "2": "green",
        "3": "green",
        "4": "green",
        "5": "green",
        "6": "amber",
    }


def test_both_ratings_of_the_two_that_merge_are_named(upgraded: tuple[dict[str, Any], list[LookAgain]]) -> None:
    merged = [one.message for one in upgraded[1] if one.kind == "rating" and len(one.old) > 1]

    assert merged == [
        "judge 7 anew: of home-office-2018, 6 was Green and 8 was Green; proposed: Green",
        "judge 8 anew: of home-office-2018, 9 was Amber and 10 was Green; proposed: Amber, the worse",
    ]


def test_the_comments_of_benchmarks_that_merge_name_each(newer: dict[str, Any]) -> None:
    comments = newer["benchmarks"][7]["comments"]

    assert comments.startswith("From benchmark 9 of home-office-2018 (Community engagement):\n\n")
    assert "\n\nFrom benchmark 10 of home-office-2018 (Communications):\n\n" in comments


def test_six_answers_are_carried(newer: dict[str, Any]) -> None:
    answered = [one["id"] for one in walk(newer["benchmarks"]) if "answer" in one]

    assert answered == ["6.7.1", "6.7.2", "7.5.5", "8.3.1", "8.3.2", "8.3.3"]

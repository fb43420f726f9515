"""Ratings beside what stands below them: where the two are at odds, and where they are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prevent_cli.checks import (
    essential_not_assessed,
    green_with_open_action,
    not_green_without_action,
    rated_in_future,
    rating_differs,
)

if TYPE_CHECKING:
    from tests.checks.conftest import Try


def benchmark(rating: str, *answers: str, actions: str = "") -> str:
    """A benchmark with a rating and questions answered as given."""
    text = f"benchmarks:\n  - id: 7\n{actions}" + (f"    rating: {rating}\n" if rating else "") + "    questions:\n"
    return text + "".join(f"      - {{id: 7.{number}, {answer}}}\n" for number, answer in enumerate(answers, 1))


MET = "answer: met"
OPEN = "answer: met, actions: [{id: A1, text: Do it}]"
OVERDUE = "answer: met, actions: [{id: A2, text: Do it, due: Nov 21}]"
DONE = "answer: met, actions: [{id: A3, text: Do it, due: Nov 21, status: complete}]"
AFAR = "answer: met, actions: [{id: A4, text: Do it, due: Nov 21, also: [8.1]}]"


def test_a_rating_that_differs_is_said_with_both_colours_and_the_count(problems: Try) -> None:
    (found,) = problems(rating_differs, benchmark("green", MET, MET, OPEN))

    assert (found.code, found.level) == ("rating-differs", "warning")
    assert found.loc == ("benchmarks", 0, "rating")
    assert found.message.startswith("judged green, computed amber: 1 of 3 expectations in scope is in hand")
    assert "7.3" not in found.message


def test_a_rating_below_the_computed_one_differs_too(problems: Try) -> None:
    (found,) = problems(rating_differs, benchmark("amber", MET, MET))

    assert found.message == "judged amber, computed green: every expectation in scope is met"


@pytest.mark.parametrize(
    "text",
    [
        benchmark("green", MET, MET, MET, OPEN),
        benchmark("{value: green, reason: The action is minor.}", MET, OPEN),
        benchmark("green", "text: Nobody answered"),
        benchmark("", MET, OPEN),
    ],
    ids=["the same colour", "with a reason", "not rated", "not judged"],
)
def test_a_rating_does_not_differ(problems: Try, text: str) -> None:
    assert problems(rating_differs, text) == []


def test_green_over_an_overdue_action_is_said_once_with_the_actions(problems: Try) -> None:
    (found,) = problems(green_with_open_action, benchmark("green", MET, MET, MET, MET, MET, MET, MET, OPEN, OVERDUE))

    assert (found.code, found.loc) == ("green-with-open-action", ("benchmarks", 0, "rating"))
    assert found.message == "judged green, but 2 actions are open: A1, A2 (overdue)"


def test_green_over_much_open_work_is_said(problems: Try) -> None:
    (found,) = problems(green_with_open_action, benchmark("green", MET, MET, OPEN))

    assert found.message == "judged green, but A1 is open"


def test_green_over_an_action_elsewhere_that_serves_it_is_said(problems: Try) -> None:
    elsewhere = "  - id: 8\n    rating: green\n    questions: [{id: 8.1, answer: met}]\n"

    (found,) = problems(green_with_open_action, benchmark("amber", MET, AFAR) + elsewhere)

    assert (found.loc, found.message) == (("benchmarks", 1, "rating"), "judged green, but A4 is overdue")


def test_many_open_actions_are_not_all_listed(problems: Try) -> None:
    actions = "".join(f"      - {{id: A{number}, text: Do it}}\n" for number in range(1, 15))

    (found,) = problems(green_with_open_action, benchmark("green", OVERDUE, actions=f"    actions:\n{actions}"))

    assert found.message.startswith("judged green, but 15 actions are open: A1, A2,")
    assert found.message.endswith("A10 and 5 more")


@pytest.mark.parametrize(
    "text",
    [
        benchmark("green", MET, MET, MET, OPEN),
        benchmark("green", MET, DONE),
        benchmark("amber", MET, OVERDUE),
        benchmark("{value: green, reason: It only waits for a signature.}", MET, OVERDUE),
        benchmark("green", MET, MET, MET, "answer: not applicable, actions: [{id: A1, text: Do it}]"),
    ],
    ids=["a minor one", "complete", "not green", "with a reason", "under not applicable"],
)
def test_green_is_left_alone(problems: Try, text: str) -> None:
    assert problems(green_with_open_action, text) == []


@pytest.mark.parametrize("colour", ["amber", "red"])
def test_below_green_without_an_open_action_is_said(problems: Try, colour: str) -> None:
    (found,) = problems(not_green_without_action, benchmark(colour, MET, DONE))

    assert (found.code, found.loc) == ("not-green-without-action", ("benchmarks", 0, "rating"))
    assert found.message == f"judged {colour}, but no action in it is open"


def test_a_computed_rating_below_green_without_an_open_action_is_said(problems: Try) -> None:
    (found,) = problems(not_green_without_action, benchmark("", MET, "answer: not met"))

    assert (found.loc, found.message) == (("benchmarks", 0), "computed red, but no action in it is open")


@pytest.mark.parametrize(
    "text",
    [
        benchmark("amber", MET, OPEN),
        benchmark("green", MET, "answer: not met"),
        benchmark("", MET, MET, "text: Nobody has answered this yet"),
        benchmark("", "text: Nobody has answered this yet"),
        benchmark("amber", MET, actions="    actions: []\n"),
        benchmark("amber", MET, AFAR) + "  - id: 8\n    rating: red\n    questions: [{id: 8.1, answer: not met}]\n",
    ],
    ids=["an action", "judged green", "half answered", "new", "none needed", "an action elsewhere"],
)
def test_below_green_is_left_alone(problems: Try, text: str) -> None:
    assert problems(not_green_without_action, text) == []


@pytest.mark.parametrize("text", [benchmark("", MET, "essential: yes"), benchmark("green", "essential: yes")])
def test_an_essential_expectation_left_out_is_said(problems: Try, text: str) -> None:
    (found,) = problems(essential_not_assessed, text)

    assert found.code == "essential-not-assessed"
    assert found.loc[:3] == ("benchmarks", 0, "questions")
    assert "is essential, but not assessed" in found.message


@pytest.mark.parametrize(
    "text",
    [
        benchmark("", "essential: yes", "text: Nobody has answered this yet"),
        benchmark("green", "essential: yes, answer: not met"),
        benchmark("green", "essential: yes, evidence: Minutes"),
        benchmark("green", "essential: no", MET),
    ],
    ids=["new", "answered", "evidence", "not essential"],
)
def test_an_essential_expectation_is_left_alone(problems: Try, text: str) -> None:
    assert problems(essential_not_assessed, text) == []


def test_ratings_after_the_day_are_said(problems: Try) -> None:
    moderated = "    moderated: [{value: amber, on: Nov 2021}, {value: amber, on: 1 Jan 2022}]\n"

    first, second = problems(rated_in_future, benchmark("{value: green, on: Mar 2022}", MET, actions=moderated))

    assert first.message == "judged green 'Mar 2022', but the record speaks for 2021-12-31"
    assert first.loc == ("benchmarks", 0, "rating", "on")
    assert second.loc == ("benchmarks", 0, "moderated", 1, "on")


@pytest.mark.parametrize("on", ["Dec 2021", "2021-12-31", "Q3 2021/22", "2021"])
def test_a_rating_that_may_be_from_the_day_is_left_alone(problems: Try, on: str) -> None:
    assert problems(rated_in_future, benchmark(f"{{value: green, on: {on}}}", MET)) == []

"""Green benchmarks whose own words say otherwise, or say nothing of when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prevent_cli.checks import green_with_gap_in_words, green_without_dated_evidence

if TYPE_CHECKING:
    from tests.checks.conftest import Try


def green(evidence: str, *, rating: str = "green", more: str = "") -> str:
    """Give a benchmark with one expectation."""
    return f"""\
benchmarks:
  - id: "1"
    rating: {rating}
    questions:
      - id: "1.1"
        expectations: [{{id: "1.1.1", evidence: '{evidence}'{more}}}]
"""


EVIDENCE = ("benchmarks", 0, "questions", 0, "expectations", 0, "evidence", 0, "text")


@pytest.mark.parametrize(
    "text",
    [
        "Gaps in knowledge are still coming to light.",
        "The policy is not yet signed off.",
        "There is no plan, because there are no current risks.",
        "The council has no process for this.",
        "Take-up needs to be monitored.",
        "Drafted, still to be tested.",
        "It is to be in place by April 2022.",
        "This is an identified gap.",
        "There is a need to monitor take-up.",
    ],
)
def test_a_gap_under_green_is_found(problems: Try, text: str) -> None:
    (found,) = problems(green_with_gap_in_words, green(text))
    assert (found.code, found.loc) == ("green-with-gap-in-words", ("benchmarks", 0, "rating"))
    assert text[:20] in found.message
    assert [loc for _, loc in found.related] == [EVIDENCE]


@pytest.mark.parametrize(
    "text",
    [
        "No gaps are known.",
        "No other gaps are known.",
        "Gaps are followed up.",
        "The audit identifies gaps.",
        "A gap analysis was done.",
        "Cancelled when there is no need to meet.",
        "The form says what needs to be recorded.",
        "The gaps found in 2020 have been closed.",
        "Partners have no plans to withdraw.",
        "There is no record of any incident.",
        "It reports training needs to the board.",
    ],
)
def test_ordinary_words_under_green_are_left_alone(problems: Try, text: str) -> None:
    assert problems(green_with_gap_in_words, green(text)) == []


def test_only_open_actions_and_green_benchmarks_count(problems: Try) -> None:
    action = ", actions: [{id: A1, text: Gaps in knowledge remain, status: STATUS}]"
    assert problems(green_with_gap_in_words, green("Done", more=action.replace("STATUS", "open")))
    assert problems(green_with_gap_in_words, green("Done", more=action.replace("STATUS", "complete"))) == []
    assert problems(green_with_gap_in_words, green("There is a gap.", rating="amber")) == []


def test_one_finding_a_benchmark(problems: Try) -> None:
    assert len(problems(green_with_gap_in_words, green("There is a gap. It is not yet closed."))) == 1


def test_a_reason_for_green_answers_it(problems: Try) -> None:
    rating = "{value: green, reason: The gap is small}"
    assert problems(green_with_gap_in_words, green("There is a gap.", rating=rating)) == []


@pytest.mark.parametrize("text", ["A policy is in place.", "It follows the Equality Act 2010.", "Members may attend."])
def test_green_without_any_date_is_found(problems: Try, text: str) -> None:
    (found,) = problems(green_without_dated_evidence, green(text))
    assert (found.code, found.loc) == ("green-without-dated-evidence", ("benchmarks", 0, "rating"))
    assert "when" in found.message


@pytest.mark.parametrize(
    "text",
    [
        "It meets quarterly.",
        "Audited in 2021.",
        "Signed off in May.",
        "Given in the Autumn term.",
        "Held on the first Monday.",
        "Reviewed every month.",
        "Read on 17/6/21.",
        "Q4",
    ],
)
def test_green_with_a_date_is_left_alone(problems: Try, text: str) -> None:
    assert problems(green_without_dated_evidence, green(text)) == []


def test_a_date_of_its_own_is_enough(problems: Try) -> None:
    text = 'benchmarks: [{id: "1", rating: green, questions: [{id: "1.1", evidence: {text: A policy, on: Feb 21}}]}]'
    assert problems(green_without_dated_evidence, text) == []
    assert problems(green_without_dated_evidence, green("A policy is in place.", rating="amber")) == []

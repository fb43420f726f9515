from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.history.conftest import Changed, Compared

FRAMEWORK = """
    benchmarks:
      - id: 1
        title: Training
        questions:
          - id: 1.1
            text: Is there a plan?
            expectations: [{id: 1.1.1, text: It is written.}]
    """


@pytest.mark.parametrize(
    ("old", "new", "kind", "direction", "fails"),
    [
        ("answer: met", "text: A", "answer-removed", "worse", True),
        ("answer: not met", "text: A", "answer-removed", "worse", True),
        ("answer: met", "answer: partly", "answer-worse", "worse", True),
        ("answer: partly", "answer: not met", "answer-worse", "worse", True),
        ("answer: not met", "answer: partly", "answer-better", "better", False),
        ("text: A", "answer: met", "answer-given", "better", False),
        ("text: A", "answer: not met", "answer-given", "neutral", False),
        ("answer: met", "answer: not applicable", "answer-changed", "neutral", False),
    ],
)
def test_an_answer_goes_up_down_or_aside(
    within: Changed, old: str, new: str, kind: str, direction: str, fails: bool
) -> None:
    (change,) = [one for one in within(old, new) if one.kind.startswith("answer-")]

    assert (change.kind, change.direction, change.fails, change.at) == (kind, direction, fails, "1.1.1")


def test_another_reason_for_the_same_answer_is_told(within: Changed) -> None:
    (change,) = within("answer: met\nreason: Old.", "answer: met\nreason: New.")

    assert (change.kind, change.reasons) == ("answer-reason", ("New.",))


def test_a_question_that_is_answered_itself_is_compared(compared: Compared) -> None:
    old = "benchmarks: [{id: 1, questions: [{id: 1.1, answer: met}]}]"

    kinds = [one.kind for one in compared(old, old.replace("met", "partly")).changes]

    assert "answer-worse" in kinds


def test_the_wording_of_an_item_is_told(within: Changed) -> None:
    (change,) = within("text: It is written.", "text: It is written and read.")

    assert (change.kind, change.before, change.after) == (
        "item-reworded",
        "It is written.",
        "It is written and read.",
    )


def test_words_left_to_the_framework_are_no_change(compared: Compared) -> None:
    given = "benchmarks: [{id: 1, questions: [{id: 1.1, expectations: [{id: 1.1.1, text: It is written.}]}]}]"

    assert compared(given, given.replace(", text: It is written.", ""), framework=FRAMEWORK).changes == ()


def test_an_item_taken_out_of_the_file_is_told_though_the_framework_has_it(compared: Compared) -> None:
    old = "benchmarks: [{id: 1, questions: [{id: 1.1, evidence: Yes., expectations: [{id: 1.1.1}]}]}]"
    new = "benchmarks: [{id: 1, questions: [{id: 1.1, evidence: Yes.}]}]"

    gone = [one for one in compared(old, new, framework=FRAMEWORK).changes if one.kind == "item-removed"]

    assert [(one.at, one.direction) for one in gone] == [("1.1.1", "worse")]


def test_an_item_that_came_in_is_told(compared: Compared) -> None:
    old = "benchmarks: [{id: 1}]"
    new = "benchmarks: [{id: 1}, {id: 2, title: Venue hire}]"

    assert [(one.kind, one.at) for one in compared(old, new).changes] == [("item-added", "2")]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("next_steps: Go on.", "next_steps: Stop.", ("next steps", "Go on.", "Stop.")),
        ("comments: Good.", "title: Benchmark 1", ("comments", "Good.", None)),
    ],
)
def test_the_words_of_the_summary_page_are_compared(
    compared: Compared, old: str, new: str, said: tuple[str, str, str | None]
) -> None:
    (change,) = compared(f"benchmarks: [{{id: 1, {old}}}]", f"benchmarks: [{{id: 1, {new}}}]").changes

    assert (change.reasons[0], change.before, change.after) == said


def test_what_stands_above_the_benchmarks_is_compared(compared: Compared) -> None:
    plain = "benchmarks: [{id: 1}]"

    found = compared(plain, f"marking: OFFICIAL\nglossary: {{CTLP: Local profile}}\npolicy: worst\n{plain}").changes

    assert found[0].kind == "policy-changed"
    assert {one.text for one in found[1:]} == {"glossary", "marking"}


def test_another_framework_leaves_only_actions_to_compare(compared: Compared) -> None:
    old = "framework: one\nbenchmarks: [{id: 1, rating: green, actions: [{id: A1, text: Train}]}]"
    new = "framework: two\nbenchmarks: [{id: 1, rating: red}]"

    comparison = compared(old, new)

    assert [one.kind for one in comparison.changes] == ["framework-changed", "action-dropped"]
    assert not comparison.items_compared

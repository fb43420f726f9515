"""With a framework, rows are matched to its items by number and likeness; without, by number and order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.importing.toolkits import imported, messages

if TYPE_CHECKING:
    from prevent_cli.model.framework import Framework
    from tests.conftest import MakeFramework

FRAMEWORK = """\
benchmarks:
  - id: 1
    title: Board
    questions:
      - id: 1.1
        text: Is there a board of partners that meets?
        expectations:
          - {id: 1.1.1, text: Does the board meet every quarter?}
          - {id: 1.1.2, text: Do all the partners come to it?}
          - {id: 1.1.3, text: Are its minutes published on the website?}
      - id: 1.2
        text: Are new officers trained within a month?
      - id: 1.3
        text: Do schools know whom to call?
"""


@pytest.fixture
def known(framework: MakeFramework) -> Framework:
    return framework(FRAMEWORK)


def questions(text: str, known: Framework) -> list[Any]:
    found: list[Any] = imported(text, framework=known).data["benchmarks"][0]["questions"]
    return found


def test_the_framework_is_named_and_the_documents_words_stay(known: Framework) -> None:
    done = imported("1.1 Is there any board?\nDoes it meet?\tYes\t\t\n", framework=known)

    assert done.data["framework"] == "test-framework"
    assert done.data["benchmarks"][0]["questions"][0]["text"] == "Is there any board?"


def test_a_question_without_a_number_is_known_by_its_words(known: Framework) -> None:
    text = "Benchmark 1\n1.1 Is there a board of partners that meets?\t\t\t\nx?\ty\t\t\n**Do schools know whom to call**\t\t\t\nz?\ty\t\t\n"

    assert [one["id"] for one in questions(text, known)] == ["1.1", "1.3"]


def test_expectations_in_another_order_are_known_by_their_words(known: Framework) -> None:
    rows = "Are the minutes published on its website?\ta\t\t\nDo all partners come to it?\tb\t\t\n"
    (question,) = questions(f"1.1 Is there a board?\t\t\t\n{rows}", known)

    assert {one["id"]: one["evidence"] for one in question["expectations"]} == {"1.1.2": "b", "1.1.3": "a"}


def test_other_words_in_the_same_number_are_matched_by_their_order(known: Framework) -> None:
    (question,) = questions("1.1 Is there a board?\t\t\t\nHow often?\ta\t\t\nWho?\tb\t\t\nWhere?\tc\t\t\n", known)

    assert [one["id"] for one in question["expectations"]] == ["1.1.1", "1.1.2", "1.1.3"]


def test_what_the_framework_lacks_is_kept_aside_with_its_place(known: Framework) -> None:
    done = imported("1.9 Is it sunny?\nIs it?\tYes\tBoard: to look COMPLETE\t\n", framework=known)

    assert done.data["unparsed"] == [
        {"source": "1.9, line 1", "text": "Is it sunny?"},
        {"source": "1.9.1, line 2, column 1", "text": "Is it?\n\nYes\n\nBoard: to look COMPLETE\n"},
    ]
    assert "the framework has no item 1.9; it is in 'unparsed'" in messages(done, "check")
    assert not done.ledger.missing


def test_a_framework_of_other_words_is_doubted(known: Framework) -> None:
    done = imported("1.3 Quite another matter?\tYes\t\t\n", framework=known)

    assert "its words have little in common with those of test-framework: is it the right framework?" in messages(
        done, "check"
    )


def test_a_number_with_another_items_words_is_asked_about(known: Framework) -> None:
    done = imported("1.2 Do schools know whom to call?\tYes\t\t\n", framework=known)

    assert "its words are more like the framework's 1.3 (100% in common) than 1.2 (0%)" in messages(done, "check")


def test_likeness_is_the_share_of_words_in_common(known: Framework) -> None:
    done = imported("1.3 Do schools know whom to ring?\tYes\t\t\n", framework=known)

    assert done.notes.likeness == {"1.3": pytest.approx(5 / 7)}


def test_a_number_of_the_framework_begins_a_benchmark_that_has_no_heading(framework: MakeFramework) -> None:
    known = framework(FRAMEWORK + "  - {id: 3, title: Schools, questions: [{id: 3.2, text: Do they call?}]}\n")
    rows = "1.1.1 It meets\ta\t\t\n3.2.1 Schools call\tb\t\t\n4.2.1 Halls call\tc\t\t\n"
    done = imported(f"Benchmark 1: Board\nExpectation\tEvidence\tAction\tRAG\n{rows}", framework=known)

    assert [one["id"] for one in done.data["benchmarks"]] == ["1", "3"]
    asked = [one for one in messages(done, "check") if "is of no benchmark that is known" in one]
    assert asked == ["the number 4.2.1 is of no benchmark that is known; its row is read below 3"]

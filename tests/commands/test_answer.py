"""``prevent answer``: how far an expectation is met."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.commands.conftest import PAPER
from tests.commands.editing import FILE, changed, content

if TYPE_CHECKING:
    from tests.conftest import MakeProject, Run

pytestmark = pytest.mark.usefixtures("paper")


def test_an_answer_is_one_new_line(run: Run) -> None:
    assert run("answer", "7.1.1", "Not Met").stdout == f"{FILE}: 7.1.1 is answered not met\n"
    assert changed(PAPER) == ["+            answer: not met"]


def test_a_question_without_expectations_is_answered_itself(run: Run) -> None:
    run("answer", "8.1", "partly", "--reason", "It is a draft.")

    assert changed(PAPER) == ["+        answer: partly", "+        reason: It is a draft."]


def test_it_is_taken_away_with_its_reason(run: Run) -> None:
    run("answer", "8.1", "not applicable", "--reason", "No halls.")

    done = run("answer", "8.1", "none")

    assert (
        done.stdout == f"{FILE}: the answer of 8.1 is taken away (was not applicable); taken away with that: reason\n"
    )
    assert content() == PAPER


def test_where_there_is_none_nothing_is_taken_away(run: Run) -> None:
    assert run("answer", "8.1", "none").stdout == f"{FILE}: the answer of 8.1 is taken away; the file says so already\n"


@pytest.mark.parametrize(
    ("words", "why", "what_next"),
    [
        (("7.1", "met"), "7.1 has expectations, which are answered one by one", "name one, such as 7.1.1"),
        (("7", "met"), "7 is a benchmark", "'prevent show 7' lists what is in it"),
        (("7.1.9", "met"), "there is no item '7.1.9'", "did you mean '7.1."),
        (("7.1.1", "n/a"), "VALUE does not know 'n/a'", "it knows: met, partly, not met, not applicable, none"),
        (("7.1.1", "none", "--reason", "So"), "a reason goes with an answer", "leave the reason out"),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, words: tuple[str, ...], why: str, what_next: str) -> None:
    done = run("answer", *words)

    assert done.code == 2
    assert why in done.stderr
    assert what_next in done.stderr.partition("help: ")[2]
    assert content() == PAPER


def test_an_expectation_that_only_the_framework_has_is_put_in(run: Run, project: MakeProject) -> None:
    head = PAPER.partition("benchmarks:")[0].replace("period:", "framework: home-office-2018\nperiod:")
    text = head + "benchmarks:\n  # asked in May\n  - id: 10\n  - id: 7\n"
    project({FILE: text})

    run("answer", "8.3.2", "met")

    assert changed(text) == [
        '+  - id: "8"',
        "+    questions:",
        '+      - id: "8.3"',
        "+        expectations:",
        '+          - id: "8.3.2"',
        "+            answer: met",
    ]

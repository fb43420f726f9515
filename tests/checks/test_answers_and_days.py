"""Answers beside evidence and actions, and days beside the period."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prevent_cli.checks import (
    action_on_not_applicable,
    as_of_before_period,
    met_without_evidence,
    question_answer_unused,
    unlikely_date,
)

if TYPE_CHECKING:
    from tests.checks.conftest import Try


def question(keys: str, expectation: str = "") -> str:
    """A toolkit with one question, and an expectation under it if one is given."""
    below = f", expectations: [{{id: 7.1.1, {expectation}}}]" if expectation else ""
    return f"benchmarks:\n  - id: 7\n    questions:\n      - {{id: 7.1, {keys}{below}}}\n"


NOT_APPLICABLE = "answer: not applicable, reason: No venues"


@pytest.mark.parametrize("status", ["open", "in progress", "deferred"])
def test_an_open_action_on_not_applicable_is_said(problems: Try, status: str) -> None:
    text = question("text: Q", f"{NOT_APPLICABLE}, actions: [{{id: A1, text: Do it, status: {status}}}]")

    (found,) = problems(action_on_not_applicable, text)

    assert found.code == "action-on-not-applicable"
    assert found.loc[-2:] == ("actions", 0)
    assert found.message == f"the action is {status}, but 7.1.1 is answered not applicable"


@pytest.mark.parametrize(
    "text",
    [
        question("text: Q", f"{NOT_APPLICABLE}, actions: [{{id: A1, text: Do it, status: complete}}]"),
        question("text: Q", "answer: not met, actions: [{id: A1, text: Do it}]"),
        question("actions: [{id: A1, text: Do it}]", NOT_APPLICABLE),
    ],
    ids=["complete", "applicable", "on the question"],
)
def test_an_action_is_left_alone(problems: Try, text: str) -> None:
    assert problems(action_on_not_applicable, text) == []


def test_met_without_evidence_is_said(problems: Try) -> None:
    (found,) = problems(met_without_evidence, question("text: Q", "answer: met"))

    assert found.code == "met-without-evidence"
    assert found.loc == ("benchmarks", 0, "questions", 0, "expectations", 0, "answer")
    assert found.message == "answered met, but there is no evidence"


def test_met_with_evidence_that_has_expired_is_said(problems: Try) -> None:
    (found,) = problems(met_without_evidence, question("answer: met, evidence: [{text: Check, expires: Nov 2021}]"))

    assert found.message == "answered met, but its evidence has expired"


@pytest.mark.parametrize(
    "text",
    [
        question("text: Q", "answer: met, evidence: Minutes"),
        question("evidence: Minutes", "answer: met"),
        question("answer: met, evidence: [{link: https://example.org, expires: Dec 2021}]"),
        question("text: Q", "answer: partly"),
        question("answer: met", "answer: partly"),
    ],
    ids=["its own", "its question's", "on its last day", "not met", "an answer nothing counts"],
)
def test_an_answer_is_left_alone(problems: Try, text: str) -> None:
    assert problems(met_without_evidence, text) == []


def head(period: str, as_of: str) -> str:
    return f"format: toolkit/1\norganisation: {{name: Example Borough}}\nperiod: {period}\n" + (
        f"as_of: {as_of}\n" if as_of else ""
    )


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2020-12-31", "as of '2020-12-31', before the period 'Dec 2021' begins"),
        ("2023-02-05", "as of '2023-02-05', 401 days after the period 'Dec 2021' ends"),
    ],
)
def test_a_day_far_from_the_period_is_said(problems: Try, as_of: str, said: str) -> None:
    (found,) = problems(as_of_before_period, "benchmarks: [{id: 7}]\n", head=head("Dec 2021", as_of))

    assert (found.code, found.loc, found.message) == ("as-of-before-period", ("as_of",), said)


@pytest.mark.parametrize(
    ("period", "as_of"),
    [("Dec 2021", "2021-12-01"), ("Dec 2021", "2023-02-04"), ("Q4 2098/99", ""), ("2021/22", "2021-12-31")],
)
def test_a_day_near_the_period_is_left_alone(problems: Try, period: str, as_of: str) -> None:
    assert problems(as_of_before_period, "benchmarks: [{id: 7}]\n", head=head(period, as_of)) == []


@pytest.mark.parametrize(
    ("keys", "where", "said"),
    [
        ("due: Nov 2121", ("due",), "'Nov 2121' is 100 years after the period 'Dec 2021'"),
        ("raised: 2002", ("raised",), "'2002' is 19 years before the period 'Dec 2021'"),
        ("revised: [{due: Mar 2022}, {due: Mar 2112}]", ("revised", 1, "due"), "'Mar 2112' is 90 years after"),
    ],
)
def test_an_unlikely_date_of_an_action_is_said(
    problems: Try, keys: str, where: tuple[str | int, ...], said: str
) -> None:
    (found,) = problems(unlikely_date, question(f"actions: [{{id: A1, text: Do it, {keys}}}]"))

    assert (found.code, found.loc) == ("unlikely-date", ("benchmarks", 0, "questions", 0, "actions", 0, *where))
    assert said in found.message


def test_an_unlikely_date_of_evidence_is_said(problems: Try) -> None:
    text = question("text: Q", "evidence: [{text: Minutes, on: 17/6/21}, {text: Check, expires: Nov 2099}]")

    (found,) = problems(unlikely_date, text)

    assert found.loc[-3:] == ("evidence", 1, "expires")


@pytest.mark.parametrize("keys", ["raised: Mar 2007, due: 2036", "due: Apr 22, completed: Nov 2021", "status: open"])
def test_a_likely_date_is_left_alone(problems: Try, keys: str) -> None:
    assert problems(unlikely_date, question(f"evidence: Minutes, actions: [{{id: A1, text: Do it, {keys}}}]")) == []


@pytest.mark.parametrize(
    ("keys", "key"), [("answer: not met", "answer"), ("reason: Because", "reason"), ("essential: no", "essential")]
)
def test_what_a_question_says_beside_its_expectations_is_unused(problems: Try, keys: str, key: str) -> None:
    (found,) = problems(question_answer_unused, question(keys, "answer: met"))

    assert (found.code, found.level) == ("question-answer-unused", "warning")
    assert found.loc == ("benchmarks", 0, "questions", 0, key)
    assert found.message == f"'{key}' of 7.1 has no effect, as each of its expectations is answered by itself"


def test_every_unused_key_of_a_question_is_said(problems: Try) -> None:
    found = problems(question_answer_unused, question("answer: met, reason: Because, essential: yes", "answer: met"))

    assert [one.loc[-1] for one in found] == ["answer", "reason", "essential"]


@pytest.mark.parametrize(
    "text",
    [
        question("answer: not met, reason: Because, essential: yes"),
        question("answer: , essential: ", "answer: met"),
        question("evidence: Minutes", "answer: not met, reason: Because, essential: yes"),
    ],
    ids=["a question without expectations", "keys without a value", "the expectation's own"],
)
def test_an_answer_that_counts_is_left_alone(problems: Try, text: str) -> None:
    assert problems(question_answer_unused, text) == []


def test_an_answer_beside_the_expectations_of_the_framework_is_unused(problems: Try) -> None:
    text = "framework: home-office-2018\nbenchmarks: [{id: 5, questions: [{id: 5.2, answer: met}, {id: 5.3, answer: met}]}]\n"

    (found,) = problems(question_answer_unused, text)

    assert found.loc == ("benchmarks", 0, "questions", 0, "answer")

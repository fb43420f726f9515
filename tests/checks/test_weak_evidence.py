"""Evidence that says too little, is too old, or covers nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prevent_cli.checks import (
    answer_in_evidence,
    copied_evidence,
    evidence_expired,
    evidence_hypothetical,
    evidence_only_pointer,
    evidence_only_yes,
    evidence_stale,
    question_evidence_unused,
)
from tests.checks.items import EXPECTATION, item

if TYPE_CHECKING:
    from prevent_cli.checks import Check
    from prevent_cli.model.finding import Loc
    from tests.checks.conftest import Try


@pytest.mark.parametrize(
    ("check", "lines", "place", "word"),
    [
        (evidence_only_yes, 'evidence: "Yes."', ("evidence", 0, "text"), "Yes."),
        (evidence_only_yes, 'evidence: "In place"', ("evidence", 0, "text"), "In place"),
        (evidence_only_yes, 'evidence: "Yes, in place."', ("evidence", 0, "text"), "nothing more"),
        (evidence_only_pointer, 'evidence: "The policy covers this."', ("evidence", 0, "text"), "points elsewhere"),
        (evidence_only_yes, 'evidence: "Yes it is, fully in place."', ("evidence", 0, "text"), "nothing more"),
        (evidence_only_pointer, 'evidence: "As above"', ("evidence", 0, "text"), "points elsewhere"),
        (
            evidence_only_pointer,
            'evidence: "Covered by the Prevent strategy and action plan."',
            ("evidence", 0, "text"),
            "points elsewhere",
        ),
        (evidence_only_pointer, 'evidence: "This is within the policy"', ("evidence", 0, "text"), "points elsewhere"),
        (
            evidence_only_pointer,
            'evidence: "Documented in the action plan"',
            ("evidence", 0, "text"),
            "points elsewhere",
        ),
        (evidence_only_pointer, 'evidence: "See the strategy"', ("evidence", 0, "text"), "points elsewhere"),
        (
            evidence_only_pointer,
            'evidence: "Yes. See the Prevent strategy."',
            ("evidence", 0, "text"),
            "points elsewhere",
        ),
        (
            evidence_only_pointer,
            'evidence: "The Prevent action plan documents this."',
            ("evidence", 0, "text"),
            "points elsewhere",
        ),
        (
            evidence_hypothetical,
            'evidence: "This would go through the Prevent team, with a form handed in."',
            ("evidence", 0, "text"),
            "would",
        ),
        (evidence_hypothetical, 'evidence: "Yes. It would be raised at the board."', ("evidence", 0, "text"), "would"),
        (
            evidence_hypothetical,
            'evidence: "Where concerns are raised, these would be passed on."',
            ("evidence", 0, "text"),
            "would happen",
        ),
        (evidence_stale, "evidence: {text: Training was given, on: Feb 20}", ("evidence", 0, "on"), "Feb 20"),
        (evidence_expired, "evidence: {text: Agreement, expires: Nov 2021}", ("evidence", 0, "expires"), "Nov 2021"),
        (answer_in_evidence, 'evidence: "N/A, no Prevent officers here"', ("evidence", 0, "text"), "N/A"),
        (answer_in_evidence, 'evidence: "Not applicable."', ("evidence", 0, "text"), "Not applicable"),
    ],
)
def test_finds(problems: Try, check: Check, lines: str, place: Loc, word: str) -> None:
    (found,) = problems(check, item(lines))
    assert (found.code, found.level, found.loc) == (check.CODE, "warning", (*EXPECTATION, *place))
    assert word in found.message


@pytest.mark.parametrize(
    ("check", "lines"),
    [
        (evidence_only_yes, 'evidence: "Yes. The minutes show it."'),
        (evidence_only_yes, "evidence: {text: Yes, link: https://example.org/minutes}"),
        (evidence_only_yes, "evidence: [Yes, The minutes of June show it]"),
        (evidence_only_pointer, 'evidence: "The policy covers this: bookings are checked by two officers."'),
        (evidence_only_pointer, "evidence: {text: See the strategy, link: https://example.org/s}"),
        (evidence_only_pointer, 'evidence: "The Board\'s action plan is a partnership one."'),
        (evidence_only_pointer, 'evidence: "The minutes of June 2021 record this."'),
        (evidence_hypothetical, 'evidence: "This would go through the team. It did so twice in 2021."'),
        (evidence_hypothetical, 'evidence: "The council is confident that it would lower the risk."'),
        (evidence_hypothetical, 'evidence: "This would go to the panel, as it did in May."'),
        (evidence_hypothetical, 'evidence: "Staff would like more training."'),
        (evidence_hypothetical, 'evidence: "It went to the panel, which would not take it."'),
        (evidence_hypothetical, 'evidence: "Members could attend training."'),
        (evidence_stale, "evidence: {text: Training, on: Dec 2020}"),
        (evidence_stale, "evidence: [{text: Old, on: '2019'}, {text: New, on: Nov 2021}]"),
        (evidence_stale, "evidence: {text: Agreement, on: '2019', expires: '2024'}"),
        (evidence_expired, "evidence: {text: Agreement, expires: Dec 2021}"),
        (evidence_expired, "evidence: {text: Agreement, on: '2019'}"),
        (answer_in_evidence, 'answer: not applicable\nevidence: "N/A"'),
        (answer_in_evidence, 'evidence: "This is not applicable to libraries."'),
    ],
)
def test_leaves_alone(problems: Try, check: Check, lines: str) -> None:
    assert problems(check, item(lines)) == []


LONG = "The assessment is updated inside the action plan, which the board sees each quarter."


def two(first: str, second: str, question: str = "") -> str:
    """Give two expectations with evidence each, under a question with or without."""
    return f"""\
benchmarks:
  - id: "1"
    questions:
      - id: "1.1"
        evidence: {question or "~"}
        expectations:
          - {{id: "1.1.1", evidence: {first}}}
          - {{id: "1.1.2", evidence: {second}}}
"""


def quoted(text: str) -> str:
    """Quote text, so that its commas are text."""
    return f"'{text}'"


def test_copied_evidence_is_found_with_its_first_place(problems: Try) -> None:
    (found,) = problems(copied_evidence, two(quoted(LONG), quoted(LONG)))
    assert found.loc == ("benchmarks", 0, "questions", 0, "expectations", 1, "evidence", 0, "text")
    assert "1.1.1" in found.message
    assert found.related == (
        ("first, at 1.1.1", ("benchmarks", 0, "questions", 0, "expectations", 0, "evidence", 0, "text")),
    )


def test_short_or_different_evidence_is_no_copy(problems: Try) -> None:
    assert problems(copied_evidence, two("The minutes show it", "The minutes show it")) == []
    assert problems(copied_evidence, two(quoted(LONG), quoted(LONG + " So it is."))) == []


def test_evidence_of_a_question_that_covers_nothing(problems: Try) -> None:
    (found,) = problems(question_evidence_unused, two("Minutes", "Reports", "A plan"))
    assert found.loc == ("benchmarks", 0, "questions", 0, "evidence")
    assert "covers nothing" in found.message


def test_evidence_of_a_question_that_covers_something(problems: Try) -> None:
    assert problems(question_evidence_unused, two("Minutes", "~", "A plan")) == []
    assert problems(question_evidence_unused, two("Minutes", "Reports")) == []

"""A policy's numbers and weights, and the names of roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prevent_cli.checks import duplicate_role, frameworks, share_below_one, weight_without_effect
from tests.conftest import make_framework

if TYPE_CHECKING:
    from tests.checks.conftest import Try

TREE = """\
benchmarks:
  - id: 7
    questions:
      - {id: 7.1, evidence: Minutes}
      - id: 7.3
        expectations: [{id: 7.3.1, answer: met}]
"""


def test_a_weight_of_nothing_is_said_at_its_key(problems: Try) -> None:
    (found,) = problems(weight_without_effect, "policy: {name: mine, weights: {9.9: 2}}\n" + TREE)

    assert (found.code, found.level, found.loc) == ("weight-without-effect", "warning", ("policy", "weights", "9.9"))
    assert found.on_key
    assert found.message == "the weight of '9.9' has no effect, as nothing with that id is counted"


def test_a_mistyped_weight_is_told_what_is_near(problems: Try) -> None:
    (found,) = problems(weight_without_effect, "policy: {weights: {7.31: 2}}\n" + TREE)

    assert found.help == "did you mean '7.3.1'?"


@pytest.mark.parametrize("ref", ["7", "7.3"])
def test_a_weight_of_what_holds_other_items_is_said(problems: Try, ref: str) -> None:
    assert len(problems(weight_without_effect, f"policy: {{weights: {{{ref}: 2}}}}\n{TREE}")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "policy: {weights: {7.1: 2, 7.3.1: 3}}\n" + TREE,
        "framework: home-office-2018\npolicy: {weights: {1.1.1: 2, 5.3: 2}}\n" + TREE,
        "policy: worst\n" + TREE,
        TREE,
    ],
    ids=["answered here", "answered in the framework", "no weights", "no policy"],
)
def test_a_weight_of_what_counts_is_left_alone(problems: Try, text: str) -> None:
    assert problems(weight_without_effect, text) == []


def test_a_weight_of_a_question_whose_expectations_only_the_framework_has_is_said(problems: Try) -> None:
    text = "framework: home-office-2018\npolicy: {weights: {1.1: 2}}\nbenchmarks: [{id: 1, questions: [{id: 1.1}]}]\n"

    assert len(problems(weight_without_effect, text)) == 1


def test_a_frameworks_policy_is_looked_at_too() -> None:
    policy = "policy: {red: {gap_over: 0.5}, weights: {7: 2, 7.1: 2}}\n"
    framework = make_framework(policy + "benchmarks: [{id: 7, title: x, questions: [{id: 7.1, text: x}]}]\n")

    found = [(one.code, one.loc[-1]) for one in frameworks.check(framework)]

    assert found == [("weight-without-effect", "7"), ("share-below-one", "gap_over")]


def test_a_fraction_for_a_percentage_is_said(problems: Try) -> None:
    (found,) = problems(share_below_one, "policy: {red: {gap_over: 0.25}}\n" + TREE)

    assert found.loc == ("policy", "red", "gap_over")
    assert found.message == "'gap_over' is 0.25 %, less than one in a hundred"
    assert "write 25% if that is meant" in found.help


@pytest.mark.parametrize("share", ["0", "1", "25", "25%", "12.5 %", "100"])
def test_a_percentage_is_left_alone(problems: Try, share: str) -> None:
    assert problems(share_below_one, f"policy: {{amber: {{short_over: {share}}}}}\n{TREE}") == []


@pytest.mark.parametrize(
    ("roles", "loc"),
    [
        ("[{name: A, aka: [x]}, {name: X}]", ("roles", 1, "name")),
        ("[{name: A}, {name: B, aka: [c, a]}]", ("roles", 1, "aka", 1)),
        ("[{name: A, aka: x}, {name: B, aka: x}]", ("roles", 1, "aka", 0)),
        ("[{name: A}, {name: a}]", ("roles", 1, "name")),
    ],
    ids=["name of an alias", "alias of a name", "alias of both", "name of both"],
)
def test_a_name_of_two_roles_is_said(problems: Try, roles: str, loc: tuple[str | int, ...]) -> None:
    (found,) = problems(duplicate_role, f"roles: {roles}\n{TREE}")

    assert (found.code, found.level, found.loc) == ("duplicate-role", "warning", loc)
    assert found.message.endswith("is also a name of the role 'A'")


@pytest.mark.parametrize("roles", ["[{name: A, aka: [x, y]}, {name: B, aka: [z]}]", "[{name: A, aka: [a, x, X]}]", "~"])
def test_a_name_of_one_role_is_left_alone(problems: Try, roles: str) -> None:
    assert problems(duplicate_role, f"roles: {roles}\n{TREE}") == []

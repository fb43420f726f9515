"""The toolkit on board, and the framework that it answers: the published facts."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

from prevent_cli.rating.assess import assess
from prevent_cli.resources import FRAMEWORKS, TOOLKITS
from prevent_cli.store.load import load_framework, load_toolkit

if TYPE_CHECKING:
    from prevent_cli.model.assessment import Assessment
    from prevent_cli.model.framework import Framework
    from prevent_cli.model.toolkit import Toolkit
    from tests.conftest import Run

FILE = TOOLKITS / "thurrock" / "2021-12.yaml"
QUESTIONS = [3, 4, 3, 2, 7, 2, 9, 3, 3, 2]
EXPECTATIONS = [8, 14, 6, 9, 13, 5, 23, 14, 9, 4]
WITHOUT_OWNER = ["A05", "A24", "A25", "A27", "A29", "A30"]
CSP_MANAGER = ["A08", "A11", "A12", "A13", "A16", "A17", "A19", "A26", "A28"]


@pytest.fixture(scope="module")
def framework() -> Framework:
    record = load_framework(FRAMEWORKS / "home-office-2018.yaml").record
    assert record is not None
    return record


@pytest.fixture(scope="module")
def toolkit() -> Toolkit:
    loaded = load_toolkit(FILE)
    assert loaded.sound
    assert loaded.record is not None
    return loaded.record


@pytest.fixture(scope="module")
def thurrock(toolkit: Toolkit, framework: Framework) -> Assessment:
    return assess(toolkit, framework, date(2021, 12, 31))


def test_the_framework_has_ten_benchmarks(framework: Framework) -> None:
    assert [one.id for one in framework.benchmarks] == [str(number) for number in range(1, 11)]


def test_the_framework_has_38_questions(framework: Framework) -> None:
    assert [len(one.questions) for one in framework.benchmarks] == QUESTIONS
    assert sum(QUESTIONS) == 38


def test_the_framework_has_105_expectations(framework: Framework) -> None:
    counts = [sum(len(question.expectations) for question in one.questions) for one in framework.benchmarks]

    assert counts == EXPECTATIONS
    assert sum(EXPECTATIONS) == 105


def test_only_question_5_3_has_no_expectations(framework: Framework) -> None:
    without = [one.id for benchmark in framework.benchmarks for one in benchmark.questions if not one.expectations]

    assert without == ["5.3"]


def test_ids_count_up_within_what_they_stand_in(framework: Framework) -> None:
    for benchmark in framework.benchmarks:
        for number, question in enumerate(benchmark.questions, 1):
            assert question.id == f"{benchmark.id}.{number}"
            assert [one.id for one in question.expectations] == [
                f"{question.id}.{count}" for count in range(1, len(question.expectations) + 1)
            ]


@pytest.mark.parametrize(("one", "other"), [("7.7.1", "7.8.1"), ("9.1.3", "9.3.3"), ("10.1.1", "10.2.1")])
def test_expectations_that_repeat_are_worded_the_same(framework: Framework, one: str, other: str) -> None:
    texts = {
        expectation.id: expectation.text
        for benchmark in framework.benchmarks
        for question in benchmark.questions
        for expectation in question.expectations
    }

    assert texts[one] == texts[other]


def test_the_toolkit_answers_every_item_of_the_framework(toolkit: Toolkit, framework: Framework) -> None:
    def ids(tree: Toolkit | Framework) -> list[str]:
        return [
            name
            for benchmark in tree.benchmarks
            for question in benchmark.questions
            for name in (benchmark.id, question.id, *(one.id for one in question.expectations))
        ]

    assert ids(toolkit) == ids(framework)


def test_it_is_thurrocks_for_december_2021(thurrock: Assessment) -> None:
    organisation = thurrock.organisation

    assert (organisation.name, organisation.code, str(thurrock.period)) == ("Thurrock Council", "E06000034", "Dec 2021")


def test_it_has_31_actions(thurrock: Assessment) -> None:
    assert [one.id for one in thurrock.actions] == [f"A{number:02d}" for number in range(1, 32)]


def test_five_actions_are_complete(thurrock: Assessment) -> None:
    assert [one.id for one in thurrock.actions if one.status == "complete"] == ["A01", "A03", "A15", "A20", "A21"]


def test_26_actions_are_open(thurrock: Assessment) -> None:
    assert sum(one.is_open for one in thurrock.actions) == 26


def test_three_actions_are_in_progress(thurrock: Assessment) -> None:
    assert [one.ref for one in thurrock.actions if one.status == "in progress"] == ["2.1.2", "8.3.1", "8.3.6"]


def test_three_actions_are_ongoing(thurrock: Assessment) -> None:
    assert [one.ref for one in thurrock.actions if one.repeats == "ongoing"] == ["4.1.1", "5.7.2", "9.2.1"]


def test_six_actions_have_no_owner(thurrock: Assessment) -> None:
    assert [one.id for one in thurrock.actions if not one.owners] == WITHOUT_OWNER


def test_nobody_answered_but_with_not_applicable(thurrock: Assessment) -> None:
    answers = {one.answer for benchmark in thurrock.benchmarks for one in benchmark.expectations}

    assert answers == {None, "not applicable"}


def test_six_expectations_are_not_applicable(thurrock: Assessment) -> None:
    found = [one.id for view in thurrock.benchmarks for one in view.expectations if one.state == "not applicable"]

    assert found == ["7.7.1", "7.7.2", "8.3.5", "9.3.1", "9.3.2", "9.3.3"]


def test_eight_were_judged_green_and_two_amber(thurrock: Assessment) -> None:
    assert thurrock.judged_counts == {"green": 8, "amber": 2, "red": 0}


def test_benchmarks_7_and_9_were_judged_amber(thurrock: Assessment) -> None:
    assert [one.id for one in thurrock.benchmarks if one.judged and one.judged.value == "amber"] == ["7", "9"]


def test_computed_agrees_on_nine_and_differs_on_8(thurrock: Assessment) -> None:
    assert [one.id for one in thurrock.benchmarks if not one.agrees] == ["8"]


@pytest.mark.parametrize(
    ("ref", "colour", "short", "in_scope"), [("2", "green", 3, 14), ("4", "green", 2, 9), ("8", "amber", 5, 13)]
)
def test_computed_and_what_falls_short(thurrock: Assessment, ref: str, colour: str, short: int, in_scope: int) -> None:
    computed = next(one.computed for one in thurrock.benchmarks if one.id == ref)

    assert computed.counts is not None
    assert (computed.value, computed.counts.in_scope - computed.counts.met, computed.counts.in_scope) == (
        (colour, short, in_scope)
    )


def test_8_is_amber_for_five_open_actions(thurrock: Assessment) -> None:
    in_hand = [one.id for one in thurrock.benchmarks[7].expectations if one.state == "in hand"]

    assert in_hand == ["8.1.1", "8.3.1", "8.3.2", "8.3.6", "8.3.7"]


def test_nothing_is_left_without_a_state_that_counts(thurrock: Assessment) -> None:
    assert sum(one.computed.counts.not_assessed for one in thurrock.benchmarks if one.computed.counts) == 0


def test_a08_alone_is_overdue_and_serves_7_4_1_as_well(thurrock: Assessment) -> None:
    overdue = [(one.id, one.ref, one.also) for one in thurrock.actions if one.overdue]

    assert overdue == [("A08", "4.1.2", ("7.4.1",))]


def test_a08_makes_a_gap_in_both_places(thurrock: Assessment) -> None:
    gaps = [one.id for benchmark in thurrock.benchmarks for one in benchmark.expectations if one.state == "gap"]

    assert gaps == ["4.1.2", "7.4.1"]


def test_rated_by_worst_only_what_is_all_met_stays_green(run: Run) -> None:
    rows = json.loads(run("rag", FILE, "--policy", "worst", "--format", "json").stdout)

    assert [row["benchmark"] for row in rows if row["computed"] == "green"] == ["1", "10"]
    assert [row["benchmark"] for row in rows if row["computed"] == "red"] == ["4", "7"]


@pytest.mark.parametrize(
    ("options", "number"),
    [
        ([], 26),
        (["--all"], 31),
        (["--owner", "CSP manager"], 9),
        (["--owner", "csp MANAGER"], 9),
        (["--owner", "Community Safety Partnership manager"], 9),
        (["--owner", "CSP manager", "--all"], 10),
        (["--overdue"], 1),
        (["--status", "complete"], 5),
        (["--status", "in progress"], 3),
        (["--benchmark", "7"], 11),
        (["--due-by", "Nov 2021"], 1),
        (["--due-by", "Apr 2022"], 2),
        (["--as-of", "2021-11-30", "--overdue"], 0),
        (["--as-of", "2022-05-01", "--overdue"], 2),
    ],
)
def test_the_list_of_actions_has_so_many(run: Run, options: list[str], number: int) -> None:
    done = run("actions", FILE, *options, "--format", "json")

    assert (done.code, len(json.loads(done.stdout))) == (0, number)


def test_the_csp_managers_actions_are_those_published(run: Run) -> None:
    done = run("actions", FILE, "--owner", "CSP manager", "--format", "json")

    assert [one["id"] for one in json.loads(done.stdout)] == CSP_MANAGER


def test_the_overdue_action_is_31_days_late(run: Run) -> None:
    (one,) = json.loads(run("actions", FILE, "--overdue", "--format", "json").stdout)

    assert (one["id"], one["due"], one["due_by"], one["days_overdue"]) == ("A08", "Nov 21", "2021-11-30", 31)


def test_validate_finds_no_error(run: Run) -> None:
    done = run("validate", FILE, "--format", "json")

    assert (done.code, json.loads(done.stdout)["errors"]) == (0, 0)


def test_validate_warns_of_what_the_document_left_open(run: Run) -> None:
    found = json.loads(run("validate", FILE, "--format", "json").stdout)["findings"]

    codes = Counter(one["code"] for one in found)
    assert {one["level"] for one in found} == {"warning"}
    assert (codes["no-owner"], codes["not-applicable-without-reason"], codes["overdue"]) == (6, 2, 1)
    assert (codes["rating-differs"], codes["no-next-steps"], codes["dead-link"]) == (1, 1, 3)
    assert [one["at"] for one in found if one["code"] == "no-owner"] == WITHOUT_OWNER


def test_validate_strict_fails_on_the_warnings(run: Run) -> None:
    assert run("validate", FILE, "--strict").code == 1


def test_the_headline_counts_what_was_judged(run: Run) -> None:
    assert "Judged: 8 Green, 2 Amber, 0 Red." in run("rag", FILE).stdout


def test_the_disagreement_is_shown(run: Run) -> None:
    assert "8 Venue hire: judged Green, computed Amber" in run("rag", FILE).stdout

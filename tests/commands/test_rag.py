from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeProject, Run

pytestmark = pytest.mark.usefixtures("paper")

KEYS = [
    "organisation",
    "period",
    "as_of",
    "policy",
    "benchmark",
    "title",
    "judged",
    "moderated",
    "computed",
    "agrees",
    "counts",
    "reasons",
]


def rated(run: Run, *args: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("rag", *args, "--format", "json").stdout)
    return found


def colours(run: Run, *args: str) -> list[str]:
    return [one["computed"] for one in rated(run, *args)]


def test_json_has_the_keys_that_scripts_rely_on(run: Run) -> None:
    for one in rated(run):
        assert set(KEYS) <= one.keys()
        assert set(one["counts"]) == {"in_scope", "met", "in_hand", "gap", "not_assessed", "not_applicable"}


def test_judged_stands_beside_computed(run: Run) -> None:
    found = [(one["benchmark"], one["judged"], one["computed"], one["agrees"]) for one in rated(run)]

    assert found == [("7", "green", "red", False), ("8", "amber", "red", False)]


def test_the_counts_are_of_expectations_in_scope(run: Run) -> None:
    assert rated(run)[0]["counts"] == {
        "in_scope": 2,
        "met": 0,
        "in_hand": 1,
        "gap": 1,
        "not_assessed": 0,
        "not_applicable": 0,
    }


def test_the_reasons_name_what_falls_short(run: Run) -> None:
    reasons = rated(run)[0]["reasons"]

    assert reasons[:2] == [
        "1 of 2 expectations in scope is a gap: 7.1.1 (A1 overdue).",
        "1 of 2 expectations in scope is in hand, with work still open: 7.1.2 (A2 in progress).",
    ]


def test_as_of_moves_the_day(run: Run) -> None:
    found = rated(run, "--as-of", "2021-11-30")

    assert [(one["as_of"], one["computed"]) for one in found] == [("2021-11-30", "amber"), ("2021-11-30", "amber")]


def test_a_policy_may_be_asked_for(run: Run, project: MakeProject) -> None:
    items = ", ".join(f"{{id: 7.1.{number}, answer: met}}" for number in range(1, 10))
    project(
        {
            "toolkits/paper.yaml": "benchmarks: [{id: 7, questions: [{id: 7.1, expectations: "
            f"[{{id: 7.1.10, answer: partly}}, {items}]}}]}}]\n"
        }
    )

    assert [colours(run, "--policy", name) for name in ("share", "worst", "weighted")] == [
        ["green"],
        ["amber"],
        ["green"],
    ]


def test_the_policy_is_named(run: Run) -> None:
    assert {one["policy"] for one in rated(run, "--policy", "Worst")} == {"worst"}


@pytest.mark.parametrize(("ref", "shown"), [("7", ["7"]), ("7.1", ["7"]), ("8.1", ["8"]), ("toolkits", ["7", "8"])])
def test_one_benchmark_may_be_asked_for(run: Run, ref: str, shown: list[str]) -> None:
    assert [one["benchmark"] for one in rated(run, ref)] == shown


def test_an_id_that_is_nowhere_is_refused(run: Run) -> None:
    assert run("rag", "9").code == 2


def test_the_table_says_for_which_day_and_by_which_policy(run: Run) -> None:
    assert run("rag").stdout.splitlines()[0] == (
        "Testshire Council, Dec 2021, as of 31 December 2021; policy share (version 1)"
    )


def test_the_headline_counts_what_was_judged(run: Run) -> None:
    assert "Judged: 1 Green, 1 Amber, 0 Red." in run("rag").stdout


def test_the_table_explains_where_judged_and_computed_differ(run: Run) -> None:
    assert "7.1.1 (A1 overdue)" in run("rag").stdout


def test_what_agrees_is_explained_only_when_asked(run: Run, project: MakeProject) -> None:
    project({"toolkits/paper.yaml": "benchmarks: [{id: 7, rating: red, questions: [{id: 7.1, answer: not met}]}]\n"})

    assert "answered not met" not in run("rag").stdout
    assert "answered not met" in run("rag", "--explain").stdout


def test_moderated_ratings_are_shown(run: Run, project: MakeProject) -> None:
    project(
        {
            "toolkits/paper.yaml": "benchmarks: [{id: 7, rating: green, moderated: "
            "[{value: amber, by: Home Office, on: Jan 2022, reason: Two gaps}], questions: [{id: 7.1, answer: met}]}]\n"
        }
    )

    assert rated(run)[0]["moderated"] == [
        {"value": "amber", "by": "Home Office", "on": "Jan 2022", "reason": "Two gaps"}
    ]


def test_not_judged_is_null(run: Run, project: MakeProject) -> None:
    project({"toolkits/paper.yaml": "benchmarks: [{id: 7, questions: [{id: 7.1}]}]\n"})
    (one,) = rated(run)

    assert (one["judged"], one["computed"], one["agrees"]) == (None, "not rated", None)


def test_an_edition_that_withholds_something_leaves_out_counts_and_reasons(run: Run) -> None:
    found = rated(run, "--audience", "public")

    assert [(one["counts"] is None, one["reasons"] == []) for one in found] == [(False, False), (True, True)]


def test_a_rating_that_an_edition_withholds_is_not_called_not_judged(run: Run, project: MakeProject) -> None:
    project(
        {
            "toolkits/paper.yaml": "format: toolkit/1\norganisation: {name: Testshire Council}\nperiod: Dec 2021\naudience: public\nbenchmarks: [{id: 7, rating: red, audience: officers, withheld: {reason: A case}}]\n"
        }
    )

    assert "judged not shown, computed Not rated" in run("rag", "--explain", "--audience", "public").stdout


def test_nothing_is_written(run: Run, paper: Path) -> None:
    before = (paper / "toolkits" / "paper.yaml").read_bytes()
    run("rag", "--policy", "worst")

    assert (paper / "toolkits" / "paper.yaml").read_bytes() == before


MET = "questions: [{id: 9.1, text: Is it so?, answer: met}]"
UNKNOWN = "questions: [{id: 9.1, text: Is it so?}]"


@pytest.mark.parametrize(
    ("benchmarks", "said"),
    [
        ([MET, MET], "Nobody has judged a benchmark for this period, so no computed rating can be compared."),
        (
            [f"rating: green, {MET}", MET],
            "The computed rating agrees with the judged one on 1 of 2 benchmarks; 1 cannot be compared.",
        ),
        ([f"rating: green, {UNKNOWN}"], "No computed rating can be compared with a judged one."),
    ],
)
def test_agreement_is_told_as_the_report_tells_it(
    run: Run, project: MakeProject, benchmarks: list[str], said: str
) -> None:
    listed = [f"  - {{id: {at}, {one.replace('9.1', f'{at}.1')}}}\n" for at, one in enumerate(benchmarks, 1)]
    head = "format: toolkit/1\norganisation: {name: Testshire Council}\nperiod: Dec 2021\n"
    project({"toolkits/paper.yaml": f"{head}benchmarks:\n{''.join(listed)}"})

    assert said in run("rag").stdout.splitlines()


def test_a_benchmark_that_nobody_judged_is_said_once_not_to_be_judged(run: Run, project: MakeProject) -> None:
    project(
        {
            "toolkits/paper.yaml": "format: toolkit/1\norganisation: {name: Testshire Council}\nperiod: Dec 2021\nbenchmarks: [{id: 7, title: Training}]\n"
        }
    )

    assert "7 Training: not judged, computed Not rated" in run("rag", "--explain").stdout

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeProject, Run

LIFTED = """\
format: toolkit/1
organisation: {name: Testshire Council}
period: Dec 2021
as_of: 2021-12-31
audience: public
benchmarks:
  - id: 7
    title: Training
    questions:
      - id: 7.1
        expectations:
          - id: 7.1.1
            answer: met
            actions: [{id: A1, text: Write it, owners: [Trainer, Board], due: Nov 21, also: 7.1.2}]
          - {id: 7.1.2, answer: met}
          - {id: 7.1.3, answer: partly}
          - {id: 7.1.4, answer: partly}
          - {id: 7.1.5, actions: [{text: Look into it, due: Oct 2021, awaiting: guidance}]}
          - {id: 7.1.6}
          - {id: 7.1.7, answer: not met, essential: yes}
  - id: 8
    title: Venue hire
    questions:
      - {id: 8.1, answer: met}
      - {id: 8.2, answer: partly, audience: officers}
  - id: 9
    title: Community
    questions: [{id: 9.1, answer: met}]
  - id: 10
    title: Communications
    questions: [{id: 10.1, answer: not applicable, reason: None is needed}]
"""


@pytest.fixture(autouse=True)
def lifted(project: MakeProject) -> Path:
    """Make a project with a toolkit that has something of every kind to lift."""
    return project({"toolkits/paper.yaml": LIFTED})


def rated(run: Run, *args: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("rag", *args, "--format", "json").stdout)
    return found


def asked(run: Run, *args: str) -> str:
    """Give what is printed below the heading of the lists."""
    return run("rag", "--what-if", *args).stdout.partition("What would lift each benchmark:\n\n")[2]


def test_what_if_lists_steps_with_owners_and_dates(run: Run) -> None:
    assert asked(run, "7") == (
        "7 Training: Red to Amber in 2 steps\n"
        "  complete A1 (Trainer, Board; due 30 Nov 2021, 31 days overdue): lifts 7.1.1, 7.1.2\n"
        "  meet 7.1.7, now answered not met, and answer it met\n"
    )


def test_what_if_names_an_action_without_an_id_and_what_it_leaves_not_assessed(run: Run) -> None:
    assert asked(run, "7", "--policy", "worst") == (
        "7 Training: Red to Amber in 3 steps\n"
        "  complete the action without an id at 7.1.5 (no owner; due 31 Oct 2021, 61 days overdue): lifts 7.1.5\n"
        "  complete A1 (Trainer, Board; due 30 Nov 2021, 31 days overdue): lifts 7.1.1, 7.1.2\n"
        "  meet 7.1.7, now answered not met, and answer it met\n"
        "  leaves not assessed, for want of evidence or an answer: 7.1.5\n"
    )


def test_what_if_goes_by_the_policy_and_the_day_asked_for(run: Run) -> None:
    assert asked(run, "7", "--policy", "worst", "--as-of", "2021-10-01") == (
        "7 Training: Red to Amber in 1 step\n  meet 7.1.7, now answered not met, and answer it met\n"
    )


def test_what_if_says_what_nobody_has_assessed(run: Run, project: MakeProject) -> None:
    project({"toolkits/paper.yaml": "benchmarks: [{id: 7, title: T, questions: [{id: 7.1}]}]\n"})

    assert asked(run) == "7 T: Not rated to Green in 1 step\n  give evidence or an answer for 7.1\n"


def test_what_if_says_of_green_how_far_it_holds_and_of_no_scope_that_nothing_helps(run: Run) -> None:
    assert asked(run, "9", "10") == (
        "9 Community: Green; one more expectation in hand could end that.\n"
        "\n"
        "10 Communications: Not rated, as nothing in it is in scope; no step would change that.\n"
    )


def test_what_if_leaves_out_the_list_of_a_benchmark_that_withholds_something(run: Run) -> None:
    said = "8 Venue hire: this edition withholds something in it, so what would lift it is left out.\n"

    assert asked(run, "8", "--audience", "public") == said
    assert "8.2" in asked(run, "8", "--audience", "officers")
    assert [one["what_if"] for one in rated(run, "8", "--what-if", "--audience", "public")] == [None]


def test_what_if_in_json_gives_the_steps_and_what_they_change(run: Run) -> None:
    (found,) = rated(run, "7", "--what-if", "--policy", "worst", "--as-of", "2021-11-15")

    assert found["what_if"] == {
        "from": "red",
        "to": "amber",
        "steps": [
            {
                "do": "complete",
                "ref": "7.1.5",
                "id": None,
                "text": "Look into it",
                "owners": [],
                "due": "Oct 2021",
                "due_by": "2021-10-31",
                "awaiting": "guidance",
                "overdue": True,
                "answer": None,
                "lifts": ["7.1.5"],
            },
            {
                "do": "answer",
                "ref": "7.1.7",
                "id": None,
                "text": None,
                "owners": [],
                "due": None,
                "due_by": None,
                "awaiting": None,
                "overdue": None,
                "answer": "not met",
                "lifts": ["7.1.7"],
            },
        ],
        "changes": [
            {"ref": "7.1.5", "from": "gap", "to": "not assessed"},
            {"ref": "7.1.7", "from": "gap", "to": "met"},
        ],
        "shortest": True,
        "spare": None,
    }


def test_nothing_is_said_of_what_if_unless_asked(run: Run) -> None:
    assert "lift" not in run("rag").stdout
    assert [one for one in rated(run) if "what_if" in one] == []

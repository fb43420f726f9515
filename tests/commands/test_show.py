from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import MakeProject, Run

pytestmark = pytest.mark.usefixtures("paper")


def test_the_summary_names_body_period_and_day(run: Run) -> None:
    lines = run("show").stdout.splitlines()

    assert lines[:2] == ["Prevent duty toolkit", "Testshire Council, Dec 2021, as of 31 December 2021"]


def test_the_summary_has_a_line_for_each_benchmark(run: Run) -> None:
    lines = [line.split() for line in run("show").stdout.splitlines()]

    assert ["7", "Training", "programme", "Green", "Red", "2"] in lines
    assert ["8", "Venue", "hire", "Amber", "Red", "2"] in lines


def test_the_summary_counts_actions(run: Run) -> None:
    assert "Actions: 4 open actions, 1 overdue." in run("show").stdout


def test_the_marking_stands_on_top(run: Run, project: MakeProject) -> None:
    project({"toolkits/paper.yaml": "benchmarks: []\nmarking: OFFICIAL\n"})

    assert run("show").stdout.startswith("OFFICIAL\n")


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("7", ["7 Training programme", "Staff are trained.", "judged Green, computed Red", "Good progress"]),
        ("7", ["7.1.1 [gap]", "7.1.2 [in hand]", "Action A9 [withdrawn], for 7"]),
        ("7.1", ["Is there a programme?", "The programme", "7.1.1 [gap]"]),
        ("7.1.1", ["7.1.1 [gap]", "Is it written down?", "Action A1 [overdue], for 7.1.1", "Nov 21 (30 Nov 2021)"]),
        ("7.1.1", ["Evidence of question 7.1, which covers it", "The programme"]),
        ("8.1", ["8.1 [gap]", "Is there a policy?", "The policy"]),
        ("A1", ["Action A1 [overdue], for 7.1.1", "Finish the draft", "CSP manager", "Also serves: 8.1"]),
        ("A9", ["Action A9 [withdrawn], for 7", "Too dear"]),
        ("a10", ["Action A10 [deferred], for 8.1", "Awaiting: new guidance", "Wait"]),
    ],
)
def test_an_item_is_shown_in_full(run: Run, ref: str, said: list[str]) -> None:
    done = run("show", ref)

    assert done.code == 0
    assert [one for one in said if one not in done.stdout] == []


def test_one_item_is_shown_without_the_others(run: Run) -> None:
    assert "7.1.2" not in run("show", "7.1.1").stdout


def test_several_items_may_be_asked_for(run: Run) -> None:
    done = run("show", "A1", "A2")

    assert "Action A1" in done.stdout
    assert "Action A2" in done.stdout


@pytest.mark.parametrize("ref", ["9", "7.9", "7.1.9", "A99"])
def test_an_id_that_is_nowhere_is_refused(run: Run, ref: str) -> None:
    done = run("show", ref)

    assert (done.code, done.stdout) == (2, "")
    assert f"'{ref}'" in done.stderr


def test_an_id_that_is_nearly_right_is_suggested(run: Run) -> None:
    assert "did you mean '7.1.2'?" in run("show", "7.1.22").stderr


def test_what_an_audience_may_not_see_is_not_there(run: Run) -> None:
    assert run("show", "A4", "--audience", "public").code == 2


def test_an_item_of_the_framework_that_the_file_lacks_is_shown_as_such(run: Run, project: MakeProject) -> None:
    project({"toolkits/paper.yaml": "benchmarks: []\nframework: home-office-2018\n"})

    assert "Not in the toolkit; it counts as not assessed." in run("show", "7.3.1").stdout


def test_a_path_may_stand_beside_an_id(run: Run) -> None:
    assert run("show", "7.1.1", "toolkits/paper.yaml").stderr == ""


def test_a_folder_named_like_an_id_is_a_path_when_written_so(run: Run, project: MakeProject) -> None:
    project({"7/a.yaml": "benchmarks: [{id: 7, title: In the folder}]\n"})

    assert "In the folder" in run("show", "./7").stdout


FULL = """\
format: toolkit/1
organisation: {name: Testshire Council}
period: Dec 2021
as_of: 2021-12-31
audience: public
benchmarks:
  - id: 7
    title: Training programme
    rating: {value: amber, by: Prevent Board, on: Dec 2021}
    moderated: [{value: red, by: Home Office, on: 2022-01-10, reason: Too few are trained.}]
    previous: {rating: {value: green, by: Former Board, reason: All were trained.}, period: Sep 2021}
    actions: []
    questions:
      - id: 7.1
        text: Is there a programme?
        expectations:
          - id: 7.1.1
            text: Is it written down?
            evidence: {text: A draft, on: 2021-11-02, expires: 2022}
            actions:
              - id: A14
                text: Finish it
                owners: CSP manager
                raised: Sept 21
                due: Oct 2021
                revised: [{due: Jan 2022, on: Nov 2021, reason: the lawyers were slow}]
                was: [A03]
                progress: [{note: A chapter is done, audience: officers}]
          - {id: 7.1.2, text: Is it read?, answer: met, actions: []}
      - id: 7.2
        text: Is anybody trained?
        essential: yes
        answer: partly
        reason: Half of them are.
"""


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("7", ["judged Amber by Prevent Board in Dec 2021 (31 Dec 2021), computed"]),
        ("7", ["Moderated: Red by Home Office on 2022-01-10", "Reason: Too few are trained."]),
        ("7", ["Before: judged Green by Former Board, for Sep 2021 (30 Sep 2021)", "Reason: All were trained."]),
        ("7", ["Before: judged Green by Former Board, for Sep 2021 (30 Sep 2021)", "  Actions: none needed."]),
        ("7.1.1", ["[2021-11-02; counts until 2022 (31 Dec 2022)]"]),
        ("7.1.2", ["Answer: met", "Actions: none needed."]),
        ("7.2", ["7.2 [in hand, essential]", "Answer: partly", "Reason: Half of them are."]),
        ("A14", ["Raised: Sept 21 (30 Sep 2021)", "Was: A03", "first due Oct 2021 (31 Oct 2021)"]),
        ("A14", ["because the lawyers were slow; 92 days", "A chapter is done", "Audience: officers only"]),
    ],
)
def test_nothing_on_file_about_an_item_is_left_out(run: Run, project: MakeProject, ref: str, said: list[str]) -> None:
    project({"toolkits/paper.yaml": FULL})

    shown = " ".join(run("show", ref).stdout.split())

    assert [one for one in said if " ".join(one.split()) not in shown] == []


@pytest.mark.parametrize("ref", ["7", "7.1", "7.1.1", "A1"])
def test_an_item_stands_below_whose_it_is_and_of_what_day(run: Run, ref: str) -> None:
    lines = run("show", ref, "--as-of", "2022-02-01").stdout.splitlines()

    assert lines[:2] == ["Testshire Council, Dec 2021, as of 1 February 2022", ""]


def test_of_several_bodies_each_is_named_that_has_the_item(run: Run, project: MakeProject) -> None:
    other = FULL.replace("Testshire", "Otherford").replace("A14", "B1")
    project({"toolkits/paper.yaml": FULL, "toolkits/other.yaml": other})

    of_both, of_one = run("show", "7").stdout, run("show", "B1").stdout

    assert [line for line in of_both.splitlines() if "Council" in line] == [
        "Otherford Council, Dec 2021, as of 31 December 2021",
        "Testshire Council, Dec 2021, as of 31 December 2021",
    ]
    assert of_one.startswith("Otherford Council, Dec 2021, as of 31 December 2021\n\n")
    assert "Testshire" not in of_one


def test_the_marking_stands_above_an_item(run: Run, project: MakeProject) -> None:
    project({"toolkits/paper.yaml": f"marking: OFFICIAL\n{FULL}"})

    assert run("show", "7.2").stdout.startswith("OFFICIAL\nTestshire Council")


def test_an_edition_says_of_a_withheld_item_why(run: Run, project: MakeProject) -> None:
    kept = "audience: officers, withheld: {reason: It names a site}"
    project({"toolkits/paper.yaml": FULL.replace("text: Is it read?, answer: met", f"text: Is it read?, {kept}")})

    shown = run("show", "7.1.2", "--audience", "public").stdout

    assert "[withheld: It names a site]" in shown
    assert [word for word in ("Is it read", "none needed") if word in shown] == []

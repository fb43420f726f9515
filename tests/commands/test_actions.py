from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar

if TYPE_CHECKING:
    from tests.conftest import MakeProject, Run

pytestmark = pytest.mark.usefixtures("paper")

KEYS = [
    "id",
    "toolkit",
    "organisation",
    "period",
    "as_of",
    "benchmark",
    "question",
    "ref",
    "also",
    "text",
    "owners",
    "status",
    "state",
    "raised",
    "due",
    "due_by",
    "due_first",
    "slipped_days",
    "awaiting",
    "repeats",
    "completed",
    "outcome",
    "audience",
    "overdue",
    "days_overdue",
]


def listed(run: Run, *args: str) -> list[str | None]:
    return [one["id"] for one in json.loads(run("actions", *args, "--format", "json").stdout)]


def rows(run: Run, *args: str) -> list[dict[str, Any]]:
    return list(csv.DictReader(StringIO(run("actions", *args, "--format", "csv").stdout)))


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ([], ["A1", "A2", "A10", "A4"]),
        (["--all"], ["A9", "A1", "A2", "A3", "A10", "A4"]),
        (["--owner", "CSP manager"], ["A1", "A2", "A10"]),
        (["--owner", "csp MANAGER"], ["A1", "A2", "A10"]),
        (["--owner", "community safety manager"], ["A1", "A2", "A10"]),
        (["--owner", "Prevent Board", "--all"], ["A9", "A2", "A3"]),
        (["--owner", "Prevent Board", "--owner", "Community safety manager"], ["A1", "A2", "A10"]),
        (["--status", "open"], ["A1", "A4"]),
        (["--status", "in progress"], ["A2"]),
        (["--status", "complete"], ["A3"]),
        (["--status", "withdrawn"], ["A9"]),
        (["--status", "COMPLETE", "--status", "deferred"], ["A3", "A10"]),
        (["--overdue"], ["A1"]),
        (["--overdue", "--as-of", "2021-11-30"], []),
        (["--overdue", "--as-of", "2022-04-01"], ["A1", "A2"]),
        (["--overdue", "--as-of", "Apr 2022"], ["A1", "A2"]),
        (["--due-by", "Nov 2021"], ["A1"]),
        (["--due-by", "2022-03-30"], ["A1"]),
        (["--due-by", "Q4 2021/22"], ["A1", "A2"]),
        (["--benchmark", "7"], ["A1", "A2"]),
        (["--benchmark", "7", "--all"], ["A9", "A1", "A2", "A3"]),
        (["--benchmark", "8"], ["A1", "A10", "A4"]),
        (["8"], ["A1", "A10", "A4"]),
        (["7.1.2"], ["A2"]),
        (["7.1"], ["A1", "A2"]),
        (["A2"], ["A2"]),
        (["a2"], ["A2"]),
        (["A1", "A2"], ["A1", "A2"]),
        (["8", "--owner", "CSP manager", "--overdue"], ["A1"]),
        (["--audience", "public"], ["A1", "A2", "A10"]),
        (["--audience", "officers"], ["A1", "A2", "A10", "A4"]),
        (["toolkits/paper.yaml", "8.1"], ["A1", "A10", "A4"]),
    ],
    ids=" ".join,
)
def test_a_filter_leaves_what_is_asked_for(run: Run, options: list[str], ids: list[str]) -> None:
    assert listed(run, *options) == ids


@pytest.mark.parametrize(
    ("sort", "ids"),
    [
        ("place", ["A1", "A2", "A10", "A4"]),
        ("due", ["A1", "A2", "A10", "A4"]),
        ("id", ["A1", "A2", "A4", "A10"]),
        ("state", ["A1", "A2", "A4", "A10"]),
        ("owner", ["A1", "A10", "A2", "A4"]),
    ],
)
def test_the_list_may_be_sorted(run: Run, sort: str, ids: list[str]) -> None:
    assert listed(run, "--sort", sort) == ids


def test_json_has_the_keys_that_scripts_rely_on(run: Run) -> None:
    for one in json.loads(run("actions", "--format", "json").stdout):
        assert set(KEYS) <= one.keys()


def test_json_says_everything_of_an_action(run: Run) -> None:
    (one,) = json.loads(run("actions", "A1", "--format", "json").stdout)

    assert {key: one[key] for key in KEYS} == {
        "id": "A1",
        "toolkit": "toolkits/paper.yaml",
        "organisation": "Testshire Council",
        "period": "Dec 2021",
        "as_of": "2021-12-31",
        "benchmark": "7",
        "question": "7.1",
        "ref": "7.1.1",
        "also": ["8.1"],
        "text": "Finish the draft",
        "owners": ["CSP manager"],
        "status": "open",
        "state": "overdue",
        "raised": None,
        "due": "Nov 21",
        "due_by": "2021-11-30",
        "due_first": "Nov 21",
        "slipped_days": None,
        "awaiting": None,
        "repeats": None,
        "completed": None,
        "outcome": None,
        "audience": "public",
        "overdue": True,
        "days_overdue": 31,
    }


def test_an_action_on_a_benchmark_has_no_question(run: Run) -> None:
    (one,) = json.loads(run("actions", "A9", "--all", "--format", "json").stdout)

    assert (one["benchmark"], one["question"], one["ref"]) == ("7", None, "7")


def test_json_of_nothing_is_an_empty_list(run: Run) -> None:
    done = run("actions", "--overdue", "--as-of", "2021-01-01", "--format", "json")

    assert (done.code, done.stdout) == (0, "[]\n")


def test_csv_has_the_keys_of_json(run: Run) -> None:
    assert set(KEYS) - {"toolkit"} <= rows(run)[0].keys()


def test_csv_says_what_json_says(run: Run) -> None:
    (row,) = rows(run, "A2")

    assert (row["id"], row["owners"], row["due_by"], row["overdue"], row["days_overdue"]) == (
        ("A2", "Prevent Board; CSP manager", "2022-03-31", "no", "")
    )


def test_csv_of_nothing_is_its_heading(run: Run) -> None:
    done = run("actions", "--overdue", "--as-of", "2021-01-01", "--format", "csv")

    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r="])
def test_no_csv_cell_becomes_a_formula(run: Run, project: MakeProject, start: str) -> None:
    written = json.dumps(f"{start}HYPERLINK(1)")
    project(
        {"toolkits/paper.yaml": f"benchmarks: [{{id: 7, actions: [{{id: A1, text: {written}, owners: {written}}}]}}]\n"}
    )
    (row,) = rows(run)

    assert [cell for cell in row.values() if cell[:1] in set("=+-@\t\r")] == []


def test_csv_keeps_text_with_commas_quotes_and_lines(run: Run, project: MakeProject) -> None:
    written = json.dumps('one, "two"\nthree')
    project({"toolkits/paper.yaml": f"benchmarks: [{{id: 7, actions: [{{id: A1, text: {written}}}]}}]\n"})
    (row,) = rows(run)

    assert row["text"] == 'one, "two"\nthree'


def test_the_table_says_how_many_and_for_which_day(run: Run) -> None:
    assert run("actions").stdout.splitlines()[0] == (
        "4 actions (1 overdue): Testshire Council, Dec 2021, as of 31 December 2021"
    )


def test_the_table_prints_the_day_understood_beside_a_date(run: Run) -> None:
    assert "Nov 21 (30 Nov 2021)" in run("actions").stdout


def test_the_table_of_nothing_says_so(run: Run) -> None:
    done = run("actions", "--overdue", "--as-of", "2021-01-01")

    assert (done.code, done.stdout) == (0, "no actions: Testshire Council, Dec 2021, as of 1 January 2021\n")


def test_groups_have_a_heading_with_a_count(run: Run) -> None:
    lines = run("actions", "--group-by", "owner").stdout.splitlines()

    assert [line for line in lines if line.endswith(("action", "actions"))] == [
        "CSP manager: 3 actions",
        "Prevent Board: 1 action",
        "(no owner): 1 action",
    ]


@pytest.mark.parametrize("by", ["owner", "benchmark", "state", "status", "due", "organisation"])
def test_every_grouping_loses_nothing(run: Run, by: str) -> None:
    printed = run("actions", "--group-by", by).stdout

    assert [one for one in ("A1 ", "A2 ", "A10 ", "A4 ") if f"\n{one}" not in printed] == []


def test_without_a_path_it_says_which_file_it_uses(run: Run) -> None:
    assert run("actions").stderr == "using toolkits/paper.yaml\n"


def test_quiet_says_nothing_but_the_result(run: Run) -> None:
    assert run("-q", "actions").stderr == ""


def test_with_a_path_it_says_nothing_but_the_result(run: Run) -> None:
    assert run("actions", "toolkits/paper.yaml").stderr == ""


def test_an_owner_that_is_nearly_right_is_suggested(run: Run) -> None:
    assert "did you mean 'CSP manager'?" in run("actions", "--owner", "CSP manger").stderr


def test_an_id_that_is_nowhere_is_refused(run: Run) -> None:
    done = run("actions", "A99")

    assert (done.code, done.stdout) == (2, "")
    assert "'A99'" in done.stderr


def test_without_a_path_the_newest_of_each_organisation_is_taken(run: Run, project: MakeProject) -> None:
    def written(organisation: str, period: str, action: str) -> str:
        return (
            f"format: toolkit/1\norganisation: {organisation}\nperiod: {period}\n"
            f"benchmarks: [{{id: 7, actions: [{{id: {action}, text: x}}]}}]\n"
        )

    project(
        {
            "toolkits/paper.yaml": written("{name: One, code: E1}", "Q2 2021/22", "A1"),
            "toolkits/b.yaml": written("{name: One renamed, code: E1}", "Dec 2021", "A2"),
            "toolkits/c.yaml": written("{name: Two}", "2020", "A3"),
            "toolkits/d.yaml": written("{name: Two}", "Nov 2020", "A4"),
        }
    )

    assert sorted(one or "" for one in listed(run)) == ["A2", "A3"]


def test_a_file_with_errors_prints_its_findings_on_stderr(run: Run, project: MakeProject) -> None:
    project({"toolkits/paper.yaml": "benchmarks: [{id: 7, rating: orange}]\n"})
    done = run("actions", "--format", "json")

    assert (done.code, done.stdout) == (1, "")
    assert "toolkits/paper.yaml:4:30: error:" in done.stderr


def test_a_file_that_only_a_check_finds_fault_with_is_refused_as_well(run: Run, project: MakeProject) -> None:
    project({"toolkits/paper.yaml": "benchmarks: [{id: 7}, {id: 7}]\n"})
    done = run("actions")

    assert (done.code, done.stdout) == (1, "")
    assert "[duplicate-id]" in done.stderr


def test_a_file_with_warnings_is_used(run: Run) -> None:
    assert run("actions").code == 0


def test_today_is_a_day_to_speak_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import date

    monkeypatch.setattr("prevent_cli.arguments.today", lambda: date(2022, 4, 1))

    assert listed(run, "--overdue", "--as-of", "today") == ["A1", "A2"]


def test_markdown_is_a_table(run: Run) -> None:
    pytest.importorskip("prevent_cli.reports.markdown")
    lines = run("actions", "A1", "--format", "md").stdout.splitlines()

    assert lines[0].startswith("# 1 action (1 overdue)")
    assert len([line for line in lines if line.startswith("|")]) == 3


def test_markdown_of_a_cell_stays_in_its_cell(run: Run, project: MakeProject) -> None:
    pytest.importorskip("prevent_cli.reports.markdown")
    written = json.dumps("one | two\n\n| three |")
    project({"toolkits/paper.yaml": f"benchmarks: [{{id: 7, actions: [{{id: A1, text: {written}}}]}}]\n"})
    lines = run("actions", "--format", "md").stdout.splitlines()

    assert len([line for line in lines if line.startswith("|")]) == 3


def test_actions_gives_a_calendar_and_says_what_it_leaves_out(run: Run) -> None:
    done = run("actions", "--format", "ics")
    found = Calendar.from_ical(done.stdout)

    assert [(str(one["SUMMARY"]), one.start) for one in found.events] == [
        ("A1 due: Finish the draft", date(2021, 11, 30)),
        ("A2 due: Review it", date(2022, 3, 31)),
    ]
    assert "2 of 4 actions have no due date, so the calendar leaves them out" in done.stderr


def test_a_calendar_may_be_empty(run: Run) -> None:
    done = run("actions", "A4", "--format", "ics")

    assert Calendar.from_ical(done.stdout).events == []


@pytest.mark.parametrize("format", ["json", "csv", "ics"])
def test_a_format_without_headings_says_that_it_has_no_groups(run: Run, format: str) -> None:
    done = run("actions", "--group-by", "owner", "--format", format)

    assert (done.code, done.stdout) == (0, run("actions", "--format", format).stdout)
    assert f"--group-by means nothing with --format {format}" in done.stderr


def test_where_no_roles_are_listed_the_owners_are(run: Run, project: MakeProject) -> None:
    action = "{id: A1, text: Do it, owners: [Licensing, CSP manager]}"
    project({"toolkits/paper.yaml": f"benchmarks: [{{id: 7, actions: [{action}]}}]\n"})

    done = run("actions", "--owner", "Licencing")

    assert "did you mean 'Licensing'? no roles are listed; owners are: Licensing, CSP manager" in done.stderr


def test_where_nobody_owns_anything_that_is_said(run: Run, project: MakeProject) -> None:
    project({"toolkits/paper.yaml": "benchmarks: []\n"})

    assert "no action has an owner" in run("actions", "--owner", "Licensing").stderr


def test_a_command_that_looks_for_errors_alone_says_nothing_of_warnings(run: Run, project: MakeProject) -> None:
    project({"toolkits/paper.yaml": "benchmarks: [{id: 7}, {id: 7}]\n"})

    assert "1 file checked: 1 error; warnings were not looked for\n" in run("actions").stderr

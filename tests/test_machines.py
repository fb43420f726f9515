"""What ``validate`` gives to machines: GitHub annotations, SARIF, JUnit; and what it leaves alone."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from pydantic import BaseModel
from sarif_pydantic import Sarif  # type: ignore[import-untyped]  # it has types but does not say so

from prevent_cli.checks.codes import CODES
from prevent_cli.model.finding import Finding
from prevent_cli.reports.findings import FORMATS
from prevent_cli.reports.machines import github, junit, sarif
from prevent_cli.store.reader import read
from tests.tools import need

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import MakeProject, Run

ROOT = Path(__file__).parent.parent
NAME = "toolkits/Môn, 100% done.yaml"
OTHER = "toolkits/sound.yaml"
WRONG = """\
benchmarks:
  - id: 7
    titel: Training
    rating: "50%: no, ::error::none"
  - id: 8
    rating: "a\\e[31m\\a\\x01\\u202E]]>&<b"
"""
TWICE = """\
benchmarks:
  - {id: 7, rating: green}
  - id: 8
    actions: [{id: A1, text: Finish it}]
  - id: 7
"""
OBEYED = "\x1b\x07\x01\x9b\r\u202e"
ANNOTATION = re.compile(r"::(error|warning) file=([^,:]+),line=(\d+),col=(\d+),title=([^,:]+)::(.+)")
FINDING = Finding("a.yaml", 3, 5, "unknown-value", "error", "7", "one", "two", where="benchmark 7")


@pytest.fixture
def wrong(project: MakeProject) -> Path:
    """Make a project with a wrong toolkit under a trying name, and a sound one."""
    return project({NAME: WRONG, OTHER: "benchmarks: []\n"})


@pytest.fixture
def twice(project: MakeProject) -> Path:
    """Make a project with a toolkit that has an id twice, and a warning."""
    return project({NAME: TWICE})


def findings(run: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("validate", "--format", "json").stdout)["findings"]
    return found


def unescape(text: str) -> str:
    """Undo what GitHub's runner undoes in a workflow command."""
    for escaped, meant in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escaped, meant)
    return text


def read_back(printed: str) -> list[tuple[str, ...]]:
    lines = [line for line in printed.splitlines() if line.startswith("::")]
    found = [ANNOTATION.fullmatch(line) for line in lines]
    return [tuple(map(unescape, one.groups())) for one in found if one]


# GitHub annotations


@pytest.mark.usefixtures("wrong")
def test_github_gets_a_line_for_each_finding_and_a_count(run: Run) -> None:
    *lines, last = run("validate", "--format", "github").stdout.splitlines()

    assert len(lines) == len(findings(run)) >= 3
    assert [line for line in lines if not ANNOTATION.fullmatch(line)] == []
    assert last.startswith("2 ")


@pytest.mark.usefixtures("wrong")
def test_github_reads_back_what_was_found(run: Run) -> None:
    told = [one[:5] for one in read_back(run("validate", "--format", "github").stdout)]

    assert told == [(one["level"], NAME, str(one["line"]), str(one["column"]), one["code"]) for one in findings(run)]


@pytest.mark.usefixtures("wrong")
def test_github_gets_the_name_escaped(run: Run) -> None:
    assert "file=toolkits/Môn%2C 100%25 done.yaml,line=" in run("validate", "--format", "github").stdout


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("50%", "50%25"),
        ("a\nb", "a%0Ab"),
        ("a\r\nb", "a%0D%0Ab"),
        ("%0A", "%250A"),
        ("::error::x", "::error::x"),
    ],
)
def test_github_cannot_be_given_a_second_command(said: str, written: str) -> None:
    (line,) = github([FINDING._replace(message=said)]).splitlines()

    assert line.startswith("::error file=a.yaml,line=3,col=5,title=unknown-value::" + written)


def test_github_gets_every_mark_in_a_name_escaped() -> None:
    assert "file=a%3Ab%2Cc%25d%0Ae,line=3" in github([FINDING._replace(file="a:b,c%d\ne")])


@pytest.mark.usefixtures("wrong")
def test_github_actions_is_recognised(run: Run) -> None:
    plain = run("validate", env={"GITHUB_ACTIONS": "true"})

    assert plain.stdout == run("validate", "--format", "github").stdout
    assert plain.code == 1


@pytest.mark.usefixtures("wrong")
def test_a_format_that_is_asked_for_wins_inside_github_actions(run: Run) -> None:
    assert json.loads(run("validate", "--format", "json", env={"GITHUB_ACTIONS": "true"}).stdout)["errors"] >= 3


# SARIF 2.1.0


def in_sarif(run: Run, *args: str) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(run("validate", "--format", "sarif", *args).stdout)
    return log


def unknown(model: BaseModel, at: str = "") -> Iterator[str]:
    """Give the keys of a log that are not in the model of SARIF; the model lacks columnKind, and calls suppressions another name."""
    yield from (
        f"{at}.{key}" for key in model.model_extra or {} if key not in {"$schema", "columnKind", "suppressions"}
    )
    for name in type(model).model_fields:
        value = getattr(model, name)
        for number, one in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(one, BaseModel):
                yield from unknown(one, f"{at}.{name}[{number}]")


def regions(log: dict[str, Any]) -> list[dict[str, Any]]:
    results = log["runs"][0]["results"]
    places = [place for one in results for place in (*one["locations"], *one.get("relatedLocations", []))]
    return [place["physicalLocation"] for place in places]


@pytest.fixture
def waived(project: MakeProject) -> None:
    """Have a project with a finding that a waiver accepts."""
    waiver = "waivers: [{code: no-owner, reason: Soon., until: 2099}]\n"
    project({"toolkits/a.yaml": f"benchmarks: [{{id: 7, actions: [{{id: A1, text: Print it, due: 2022}}]}}]\n{waiver}"})


@pytest.mark.parametrize("folder", ["wrong", "twice", "waived"])
def test_sarif_fits_the_model_of_sarif(run: Run, folder: str, request: pytest.FixtureRequest) -> None:
    request.getfixturevalue(folder)
    log = Sarif.model_validate(in_sarif(run, "--waived"))

    assert list(unknown(log)) == []
    assert log.version == "2.1.0"


@pytest.mark.usefixtures("wrong")
def test_sarif_has_what_the_standard_requires(run: Run) -> None:
    log = in_sarif(run)
    (only,) = log["runs"]

    assert (log["version"], log["$schema"].endswith("sarif-2.1.0.json")) == ("2.1.0", True)
    assert only["tool"]["driver"]["name"] == "prevent"
    assert only["columnKind"] == "unicodeCodePoints"
    assert [one for one in only["results"] if not one["message"]["text"]] == []


@pytest.mark.usefixtures("twice")
def test_sarif_has_a_rule_for_every_result(run: Run) -> None:
    (only,) = in_sarif(run)["runs"]
    rules = [rule["id"] for rule in only["tool"]["driver"]["rules"]]

    assert [rules[one["ruleIndex"]] for one in only["results"]] == [one["ruleId"] for one in only["results"]]
    assert len(rules) == len(set(rules)) >= 2
    assert {one["level"] for one in only["results"]} == {"error", "warning"}


@pytest.mark.usefixtures("twice")
def test_a_sarif_rule_says_what_it_means(run: Run) -> None:
    for rule in in_sarif(run)["runs"][0]["tool"]["driver"]["rules"]:
        assert rule["shortDescription"]["text"] == CODES[rule["id"]].title
        assert rule["help"]["text"]


@pytest.mark.usefixtures("wrong")
def test_sarif_places_are_those_of_the_findings(run: Run) -> None:
    found = [(one["line"], one["column"]) for one in findings(run)]
    told = [(one["region"]["startLine"], one["region"]["startColumn"]) for one in regions(in_sarif(run))]

    assert told == found
    assert min(min(place) for place in told) >= 1


@pytest.mark.usefixtures("wrong")
def test_a_sarif_address_is_relative_and_percent_encoded(run: Run) -> None:
    addresses = {place["artifactLocation"]["uri"] for place in regions(in_sarif(run))}

    assert addresses == {"toolkits/M%C3%B4n%2C%20100%25%20done.yaml"}
    assert {unquote(one) for one in addresses} == {NAME}


@pytest.mark.usefixtures("twice")
def test_sarif_has_the_other_place_of_an_id_that_is_there_twice(run: Run) -> None:
    (one,) = [one for one in in_sarif(run)["runs"][0]["results"] if one["ruleId"] == "duplicate-id"]
    (other,) = one["relatedLocations"]

    assert other["message"]["text"]
    assert other["physicalLocation"]["region"]["startLine"] == 5
    assert one["locations"][0]["physicalLocation"]["region"]["startLine"] == 8


def test_sarif_of_nothing_is_a_run_without_results() -> None:
    (only,) = json.loads(sarif([], "1.0", {}))["runs"]

    assert (only["results"], only["tool"]["driver"]["rules"]) == ([], [])


# JUnit


def in_junit(run: Run) -> ET.Element:
    return ET.fromstring(run("validate", "--format", "junit").stdout)  # noqa: S314 - it is our own


@pytest.mark.usefixtures("wrong")
def test_junit_counts_are_right(run: Run) -> None:
    root = in_junit(run)

    assert root.tag == "testsuites"
    for group in (root, *root.iter("testsuite")):
        assert int(group.attrib["tests"]) == len(list(group.iter("testcase")))
        assert int(group.attrib["failures"]) == len(list(group.iter("failure")))
    assert root.attrib["failures"] == str(len(findings(run)))


@pytest.mark.usefixtures("wrong")
def test_junit_has_a_suite_a_file_by_its_name(run: Run) -> None:
    assert [suite.attrib["name"] for suite in in_junit(run)] == [NAME, OTHER]


@pytest.mark.usefixtures("wrong")
def test_junit_lets_a_sound_file_pass(run: Run) -> None:
    (sound,) = [suite for suite in in_junit(run) if suite.attrib["name"] == OTHER]
    (case,) = sound

    assert (sound.attrib["failures"], list(case)) == ("0", [])


@pytest.mark.usefixtures("twice")
def test_junit_does_not_fail_for_a_warning(run: Run) -> None:
    root = in_junit(run)
    warned = [case for case in root.iter("testcase") if case.find("system-out") is not None]

    assert warned
    assert [case for case in warned if case.find("failure") is not None] == []


@pytest.mark.usefixtures("wrong")
def test_junit_drops_what_xml_cannot_hold_and_keeps_the_rest(run: Run) -> None:
    said = " ".join(one.text or "" for one in in_junit(run).iter("failure"))

    assert [mark for mark in "\x1b\x07\x01" if mark in said] == []
    assert "]]>&<b" in said


def test_junit_is_well_formed_whatever_was_said() -> None:
    every = "".join(map(chr, (*range(0x20), 0x7F, 0x9B, 0xD800, 0xFFFE, 0xFFFF, 0x1F600)))
    text = junit([FINDING._replace(message=every, help='"<&>', file="a & b.yaml")], [])
    (suite,) = ET.fromstring(text.encode())  # noqa: S314 - it is our own

    assert suite.attrib["name"] == "a & b.yaml"
    assert "\U0001f600" in "".join(suite.itertext())


# Nothing obeyed, nothing touched


@pytest.mark.parametrize("format", ["text", "github"])
@pytest.mark.parametrize("text", [WRONG, TWICE], ids=["values", "names"])
def test_what_a_terminal_would_obey_is_not_printed(run: Run, project: MakeProject, text: str, format: str) -> None:
    project({"toolkits/\x1b[31m\x07\x9b\u202e.yaml": text})
    done = run("validate", "--format", format)

    assert done.code == 1
    assert [mark for mark in OBEYED if mark in done.stdout + done.stderr] == []


def git(*args: str) -> str:
    return subprocess.run([need("git"), *args], capture_output=True, encoding="utf-8", check=True).stdout


@pytest.mark.parametrize("options", [[], ["--strict"], *(["--format", name] for name in FORMATS)], ids=" ".join)
def test_validate_changes_nothing(
    run: Run, project: MakeProject, monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    folder = project({NAME: WRONG, "toolkits/b.yaml": TWICE, OTHER: "benchmarks: []\n"})
    git("init", "--quiet")
    git("add", "--all")

    def state() -> dict[str, tuple[int, int, bytes]]:
        files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        return {str(path): (path.stat().st_mtime_ns, path.stat().st_mode, path.read_bytes()) for path in files}

    before, staged = state(), git("ls-files", "--stage")
    done = run("validate", *options)

    assert done.code == 1
    assert state() == before
    assert git("ls-files", "--stage") == staged
    assert git("diff", "--name-only") == ""


# The workflow to copy


def steps() -> list[str]:
    """Give the shell lines of docs/workflow.yml that run the program."""
    workflow, refusals = read((ROOT / "docs" / "workflow.yml").read_text(encoding="utf-8"))
    assert not refusals
    runs = [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]
    return [run for run in runs if run.startswith("prevent ")]


def in_shell(line: str) -> int:
    """Run a line as GitHub does, with the program of this Python; give its exit status."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-e", "-c", line], env={**os.environ, "PATH": path}, capture_output=True, check=False
    )
    return done.returncode


def test_the_workflow_runs_the_program_twice() -> None:
    assert steps() == ["prevent validate", "prevent validate --format sarif > prevent.sarif || test $? -eq 1"]


@pytest.mark.usefixtures("wrong")
def test_the_workflow_fails_for_a_wrong_toolkit_and_still_uploads() -> None:
    assert [in_shell(line) for line in steps()] == [1, 0]
    assert json.loads(Path("prevent.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]


def test_the_workflow_passes_a_sound_toolkit(project: MakeProject) -> None:
    project({OTHER: "benchmarks: []\n"})

    assert [in_shell(line) for line in steps()] == [0, 0]


def test_the_workflow_does_not_hide_that_the_program_could_not_run(project: MakeProject) -> None:
    project({})

    assert [in_shell(line) for line in steps()] == [2, 1]

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prevent_cli.reports import FORMATS
from prevent_cli.reports.paper import LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeProject, Run

UNDATED = """\
benchmarks:
  - id: 1
    title: Plans
    rating: amber
    actions:
      - {id: A1, text: Finish it., owners: [Clerk, Registrar], due: 15 Dec 2021}
      - {id: A2, text: Print it., owners: Clerk, due: Jan 2022}
"""
KINDS = [(name, summary) for name, one in FORMATS.items() for summary in ((), ("--summary",))[: 1 + one.summary]]


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize(("name", "summary"), KINDS)
def test_a_fresh_report_is_passed_in_silence(run: Run, name: str, summary: tuple[str, ...]) -> None:
    run("render", "--format", name, *summary)
    done = run("render", "--format", name, *summary, "--check")

    assert (done.code, done.stdout, done.stderr) == (0, "", "")


def test_a_stale_report_is_named(run: Run, paper: Path) -> None:
    run("render", "--format", "md")
    toolkit = paper / "toolkits" / "paper.yaml"
    toolkit.write_text(toolkit.read_text(encoding="utf-8").replace("Finish the draft", "Start again"), encoding="utf-8")
    done = run("render", "--format", "md", "--check")

    assert (done.code, done.stdout) == (1, "reports/testshire-council-dec-2021-officers.md: stale\n")
    assert "run the same command without --check" in done.stderr


def test_a_missing_report_is_named_and_not_made(run: Run, paper: Path) -> None:
    done = run("render", "-o", "out/paper.html", "--check")

    assert (done.code, done.stdout) == (1, "out/paper.html: missing\n")
    assert not (paper / "out").exists()


def test_a_stale_report_stays_as_it_is(run: Run, paper: Path) -> None:
    (paper / "paper.json").write_text("old")
    run("render", "--format", "json", "-o", "paper.json", "--check")

    assert (paper / "paper.json").read_text() == "old"


@pytest.mark.usefixtures("paper")
def test_stdout_cannot_be_checked(run: Run) -> None:
    done = run("render", "-o", "-", "--check")

    assert (done.code, done.stdout) == (2, "")
    assert "--check compares with a file" in done.stderr


@pytest.mark.usefixtures("paper")
def test_a_folder_cannot_be_checked(run: Run) -> None:
    done = run("render", "-o", "toolkits", "--check")

    assert done.code == 2
    assert "toolkits cannot be read" in done.stderr


SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "Pacific/Pago_Pago", "LC_ALL": "C.UTF-8", "LANG": "cy_GB.UTF-8", "COLUMNS": "40"},
)


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize(
    ("name", "summary", "language"),
    [
        (name, summary, language)
        for name, summary in KINDS
        for language in LANGUAGES
        if language == "en" or FORMATS[name].languages
    ],
)
def test_the_same_record_gives_the_same_bytes_anywhere(
    run_process: Run, paper: Path, name: str, summary: tuple[str, ...], language: str
) -> None:
    made = []
    for number, surroundings in enumerate(SURROUNDINGS):
        asked = ("--format", name, *summary, "--language", language, "-o", f"{number}.out")
        done = run_process("render", *asked, env=surroundings)
        assert done.code == 0, done.stderr
        made.append((paper / f"{number}.out").read_bytes())

    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("epoch", "said"),
    [
        ("1638921600", "as of 8 December 2021"),
        ("1639439999", "as of 13 December 2021"),
        ("1639440000", "as of 14 December 2021"),
        ("1893456000", "as of 31 December 2021"),
    ],
)
def test_source_date_epoch_stands_for_today(run_process: Run, project: MakeProject, epoch: str, said: str) -> None:
    project({"toolkits/a.yaml": UNDATED})
    surroundings = {"SOURCE_DATE_EPOCH": epoch, "TZ": "Pacific/Kiritimati"}

    assert said in run_process("render", "--format", "md", "-o", "-", env=surroundings).stdout


@pytest.mark.parametrize("epoch", ["yesterday", "1e9", "99999999999999999999"])
@pytest.mark.usefixtures("paper")
def test_a_source_date_epoch_that_is_no_time_is_refused(run: Run, epoch: str) -> None:
    done = run("render", "-o", "-", env={"SOURCE_DATE_EPOCH": epoch})

    assert (done.code, done.stdout) == (2, "")
    assert "no moment in time" in done.stderr

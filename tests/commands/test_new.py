"""``prevent new``: a toolkit to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.commands.editing import content

if TYPE_CHECKING:
    from tests.conftest import MakeProject, Run

NEW = ("new", "Testshire Council", "--period", "Q1 2025/26")
FILE = "toolkits/testshire-council/2025-06.yaml"


@pytest.fixture(autouse=True)
def _empty(project: MakeProject) -> None:
    project({})


def test_an_empty_folder_becomes_a_project(run: Run) -> None:
    done = run(*NEW, "--code", "E06000999", "--audience", "public")

    assert done.stdout == f"{FILE}: 10 benchmarks and 105 expectations of home-office-2018, nothing answered\n"
    assert content(FILE).startswith(
        "format: toolkit/1\n"
        "title: Prevent duty toolkit for local authorities, self-assessment\n"
        "organisation: {name: Testshire Council, code: E06000999}\n"
        "framework: home-office-2018\n"
        "period: Q1 2025/26\n"
        "audience: public\n"
        "benchmarks:\n"
        '  - id: "1"\n'
    )


def test_it_validates_shows_and_can_be_worked_on(run: Run) -> None:
    run(*NEW)

    assert run("validate").stdout == "1 file checked: no errors, no warnings\n"
    assert "0 Green, 0 Amber, 0 Red, 10 not judged" in run("show").stdout
    assert run("rate", "8", "amber").stdout == f"{FILE}: 8 is rated amber\n"
    assert run("answer", "7.3.1", "met").stdout == f"{FILE}: 7.3.1 is answered met\n"
    assert run("evidence", "add", "7.3.1", "It is.").stdout == f"{FILE}: evidence is added to 7.3.1\n"
    assert run("action", "add", "7.3.1", "Do it", "--owner", "Anyone").stdout == f"{FILE}: A01 is added to 7.3.1\n"
    assert run("rollover", "--period", "Q2 2025/26").code == 0


def test_it_is_laid_out_as_fmt_would_have_it_and_stays_so(run: Run) -> None:
    run(*NEW)
    assert run("fmt", "--check").code == 0

    run("rate", "8", "amber", "--reason", "One. Two.", "--on", "Jun 2025")
    run("evidence", "add", "7.3.1", "One. Two.", "--on", "Jun 2025")
    run("action", "add", "7.3.1", "Do it", "--owner", "Anyone", "--due", "2026")
    run(
        "action",
        "update",
        "A01",
        "--due",
        "2027",
        "--note",
        "Begun. Well.",
        "--on",
        "Jun 2025",
        "--because",
        "One. Two.",
    )
    assert run("fmt", "--check").code == 0


@pytest.mark.parametrize("framework", ["home-office-2018", "home-office-2024"])
def test_every_framework_on_board_makes_a_sound_toolkit(run: Run, framework: str) -> None:
    run(*NEW, "--framework", framework)

    assert run("validate", "--strict").code == 0
    assert run("fmt", "--check").code == 0


def test_a_project_of_its_own_schema_gets_the_editors_line(run: Run) -> None:
    Path("toolkit.schema.json").write_text("{}", encoding="utf-8")

    run(*NEW)

    assert content(FILE).startswith("# yaml-language-server: $schema=../../toolkit.schema.json\nformat: toolkit/1\n")


def test_the_folder_of_the_project_is_used(run: Run) -> None:
    Path("papers").mkdir()
    Path("prevent.toml").write_text('toolkits = "papers"\n', encoding="utf-8")

    assert run(*NEW).stdout.startswith("papers/testshire-council/2025-06.yaml: ")


def test_a_second_time_is_refused(run: Run) -> None:
    run(*NEW)
    before = content(FILE)

    done = run(*NEW)

    assert (done.code, content(FILE)) == (2, before)
    assert (
        done.stderr == f"error: {FILE} is there already\n  help: name another file with -o, or remove this one first\n"
    )


def test_a_second_toolkit_for_the_period_is_refused_unless_of_another_framework(run: Run) -> None:
    run(*NEW)

    done = run(*NEW, "-o", "toolkits/b.yaml")
    assert done.code == 2
    assert f"Testshire Council has a toolkit for Q1 2025/26 already: {FILE}" in done.stderr
    assert run(*NEW, "-o", "toolkits/b.yaml", "--framework", "home-office-2024").code == 0


def test_a_dry_run_writes_nothing(run: Run) -> None:
    done = run(*NEW, "--dry-run")

    assert "+organisation: {name: Testshire Council}\n" in done.stdout
    assert [one.name for one in Path().iterdir()] == [".git"]


@pytest.mark.parametrize(
    ("words", "why", "what_next"),
    [
        (("X",), "which period is it for?", "--period 'Q1 2025/26'"),
        (("  ", "--period", "2025"), "the body needs a name", "in quotes"),
        (("X", "--period", "soon"), "--period: 'soon' is not a date", "write it like one of"),
        (
            ("X", "--period", "2025", "--framework", "home-office"),
            "there is no framework 'home-office'",
            "home-office-2018",
        ),
        (
            ("X", "--period", "2025", "--audience", "all"),
            "--audience does not know 'all'",
            "public, partners, officers",
        ),
        (("X", "--period", "2025", "-o", "-"), "-o - names no file", "--dry-run shows"),
        (("X", "--period", "2025", "-o", "/proc/x.yaml"), "/proc/x.yaml cannot be written", "check the path"),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, words: tuple[str, ...], why: str, what_next: str) -> None:
    done = run("new", *words)

    assert (done.code, done.stdout) == (2, "")
    assert why in done.stderr
    assert what_next in done.stderr.partition("help: ")[2]
    assert not Path("toolkits").exists()

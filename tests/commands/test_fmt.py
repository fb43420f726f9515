"""``prevent fmt``: one way of writing each thing, and what a file says stays."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.commands.editing import FILE, content
from tests.conftest import ROOT

if TYPE_CHECKING:
    from tests.conftest import MakeProject, Run

HAND = """\
# Ours 😀
format:   toolkit/1      # yes
organisation: { name: "Handmade Council" }
period: 'Dec 2021'
roles:
    - name: CSP manager    # the boss
      aka: [ "Boss" , 'Chief' ]
    # the board
    - {name: Prevent Board}

benchmarks:
- id: 7    # seven
  # about the rating
  rating: {value: green,   # agreed
           reason: 'It''s fine.'}
  questions:
  - id: 7.10
    evidence: >
        Folded text
        goes on. A second sentence.

        New paragraph.
    actions:
    - {owners: Boss, id: A1, text: "Do it"}   # odd
- id: 8
  rating: {value: "red"}
  questions: []
# the end
"""
LAID_OUT = """\
# Ours 😀
format: toolkit/1 # yes
organisation: {name: Handmade Council}
period: Dec 2021
roles:
  - name: CSP manager # the boss
    aka: [Boss, Chief]
  # the board
  - name: Prevent Board

benchmarks:
  - id: "7" # seven
    # about the rating
    rating:
      value: green # agreed
      reason: It's fine.
    questions:
      - id: "7.10"
        evidence: |
          Folded text goes on. A second sentence.
          New paragraph.
        actions:
          - id: A1 # odd
            text: Do it
            owners: [Boss]
  - id: "8"
    rating: red
    questions: []
# the end
""".replace("on. A", "on.\n          A")


@pytest.fixture
def hand(project: MakeProject) -> Path:
    return project({FILE: HAND})


@pytest.mark.usefixtures("hand")
def test_a_file_is_laid_out_and_its_comments_stay(run: Run) -> None:
    assert run("fmt").stdout == f"{FILE}: laid out anew\n"
    assert content() == LAID_OUT


@pytest.mark.usefixtures("hand")
def test_a_second_time_changes_nothing(run: Run) -> None:
    run("fmt")

    done = run("fmt", FILE)
    assert (done.code, done.stdout, done.stderr) == (0, "", "laid out as it should be\n")
    assert content() == LAID_OUT


@pytest.mark.usefixtures("hand")
def test_check_names_what_would_change_and_changes_nothing(run: Run) -> None:
    done = run("fmt", "--check")

    assert (done.code, done.stdout) == (1, f"{FILE}: would be laid out anew\n")
    assert content() == HAND
    run("fmt")
    assert run("fmt", "--check").code == 0


@pytest.mark.usefixtures("hand")
def test_a_dry_run_prints_the_difference(run: Run) -> None:
    done = run("fmt", "--dry-run")

    assert (done.code, content()) == (0, HAND)
    assert "-format:   toolkit/1      # yes\n" in done.stdout
    assert "+format: toolkit/1 # yes\n" in done.stdout
    assert done.stderr == f"{FILE}: laid out anew (not written: this is a dry run)\n"


@pytest.mark.usefixtures("hand")
def test_line_ends_and_the_byte_order_mark_stay(run: Run) -> None:
    Path(FILE).write_bytes(("\ufeff" + HAND.replace("\n", "\r\n")).encode())

    run("fmt")

    assert content() == "\ufeff" + LAID_OUT.replace("\n", "\r\n")


def test_every_file_is_done_or_none(run: Run, project: MakeProject) -> None:
    """The broken file comes last, and the sound ones stay as they were."""
    project({"toolkits/a.yaml": HAND, "toolkits/b.yaml": HAND.replace("'Dec 2021'", "soon")})

    done = run("fmt")

    assert (done.code, done.stdout) == (1, "")
    assert "nothing was done: toolkits/b.yaml has errors" in done.stderr
    assert content("toolkits/a.yaml") == HAND


def test_of_several_files_only_those_that_change_are_named(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": HAND, "toolkits/b.yaml": LAID_OUT.replace("Dec", "Nov")})

    assert run("fmt").stdout == "toolkits/a.yaml: laid out anew\n"
    assert run("fmt").stderr == "all 2 files are laid out as they should be\n"


def test_the_toolkit_on_board_says_the_same_afterwards(run: Run, project: MakeProject) -> None:
    project({FILE: (ROOT / "toolkits/thurrock/2021-12.yaml").read_text(encoding="utf-8")})
    before = run("render", FILE, "--format", "json", "-o", "-").stdout

    run("fmt")

    assert run("fmt", "--check").code == 0
    assert squeezed(run("render", FILE, "--format", "json", "-o", "-").stdout) == squeezed(before)


def squeezed(report: str) -> list[str]:
    """Give a report's words, whatever its line breaks."""
    return report.replace("\\n", " ").replace('"', " ").split()


def test_a_framework_is_not_a_toolkit(run: Run, project: MakeProject) -> None:
    project({FILE: HAND})

    done = run("fmt", ROOT / "templates/frameworks/home-office-2018.yaml")

    assert done.code == 1
    assert "this is a framework, not a toolkit" in done.stderr


def test_a_folder_without_toolkits_is_refused(run: Run, project: MakeProject) -> None:
    project({"toolkits/readme.yaml": "a: b\n"})

    done = run("fmt")

    assert done.code == 2
    assert "there is no toolkit in toolkits" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="a system without devices among its files")
@pytest.mark.parametrize(
    "words",
    [
        ("fmt", "/dev/null"),
        ("fmt", "/dev/null", "--check"),
        ("validate", "/dev/null", "--fix"),
        ("rate", "7", "red", "--in", "/dev/null"),
        ("rollover", "/dev/null", "--period", "Mar 2022"),
        ("snapshot", "/dev/null"),
    ],
    ids=" ".join,
)
def test_what_changes_a_file_takes_no_pipe_or_device(run: Run, project: MakeProject, words: tuple[str, ...]) -> None:
    project({FILE: HAND})

    done = run(*words)

    assert (done.code, done.stdout) == (2, "")
    assert done.stderr == (
        "error: /dev/null is a pipe or a device, and this command works on files\n"
        "  help: save what comes through it as a file, and name that\n"
    )


def test_a_hyphen_is_no_file_and_what_reads_a_pipe_is_said(run: Run, project: MakeProject) -> None:
    project({FILE: HAND})

    assert (
        run("show", "-").stderr
        == "error: there is no file or folder -\n  help: a command that only reads takes a pipe as /dev/stdin\n"
    )

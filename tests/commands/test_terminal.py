"""What holds for every command: pipes, colours, escapes, help, the way it ends."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from prevent_cli.cli import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeProject, Run

SHOWING = [
    ["validate"],
    ["actions"],
    ["actions", "--group-by", "state"],
    ["rag", "--explain"],
    ["trend"],
    ["show"],
    ["show", "7"],
    ["frameworks"],
    ["explain"],
    ["explain", "no-owner"],
    ["diff", "toolkits/paper.yaml", "toolkits/paper.yaml"],
]


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize("arguments", SHOWING[::2], ids=" ".join)
def test_a_pipe_has_no_escape_codes(run_process: Run, arguments: list[str]) -> None:
    done = run_process(*arguments)

    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize("arguments", SHOWING, ids=" ".join)
def test_no_color_is_stronger_than_force_color(run: Run, arguments: list[str]) -> None:
    done = run(*arguments, env={"NO_COLOR": "1", "FORCE_COLOR": "1"})

    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize("arguments", [["validate"], ["actions", "--group-by", "state"], ["show", "7"]], ids=" ".join)
def test_colour_may_be_forced(run: Run, arguments: list[str]) -> None:
    assert "\x1b[" in run(*arguments, env={"FORCE_COLOR": "1"}).stdout


ESCAPES = r"\e[31m\e]0;title\a\x9b2J\u202E\u2066\r"
HOSTILE = f"""\
format: toolkit/1
organisation: {{name: "name {ESCAPES}"}}
period: Dec 2021
title: "Toolkit {ESCAPES}"
marking: "marking {ESCAPES}"
benchmarks:
  - id: 7
    title: "title {ESCAPES}"
    statement: "statement {ESCAPES}"
    comments: "comments {ESCAPES}"
    next_steps: "next {ESCAPES}"
    rating: {{value: green, reason: "reason {ESCAPES}"}}
    questions:
      - id: 7.1
        text: "question {ESCAPES}"
        evidence: [{{text: "evidence {ESCAPES}", link: "https://example.org/{ESCAPES}"}}]
        expectations:
          - id: 7.1.1
            text: "expectation {ESCAPES}"
            answer: partly
            reason: "why {ESCAPES}"
            actions:
              - id: A1
                text: "action {ESCAPES}"
                owners: "owner {ESCAPES}"
                awaiting: "awaiting {ESCAPES}"
                outcome: "outcome {ESCAPES}"
                progress: [{{note: "note {ESCAPES}"}}]
"""
OBEYED = "\x1b\x07\x9b\r\u202e\u2066"


@pytest.mark.parametrize(
    "arguments",
    [
        ["validate"],
        ["actions"],
        ["actions", "--group-by", "owner"],
        ["rag", "--explain"],
        ["show"],
        ["show", "7"],
        ["show", "7.1.1"],
        ["show", "A1"],
    ],
    ids=" ".join,
)
def test_what_a_terminal_would_obey_is_never_printed(run: Run, project: MakeProject, arguments: list[str]) -> None:
    project({"toolkits/a.yaml": HOSTILE})
    done = run(*arguments)

    assert done.code == 0
    assert [one for one in OBEYED if one in done.stdout + done.stderr] == []


@pytest.mark.parametrize("options", [[], ["--format", "json"]], ids=" ".join)
@pytest.mark.parametrize(
    "line",
    [
        'rating: "{}"',
        '"{}": x',
        'actions: [{{text: x, due: "{}"}}]',
        'actions: [{{text: x, id: "{}"}}]',
        "actions: !{} x",
    ],
)
def test_a_finding_does_not_print_what_a_terminal_would_obey(
    run: Run, project: MakeProject, line: str, options: list[str]
) -> None:
    project({"toolkits/a.yaml": "benchmarks:\n  - id: 7\n    " + line.format(r"\e[31m\u202E") + "\n"})
    done = run("validate", *options)

    assert done.code == 1
    assert "\x1b" not in done.stdout + done.stderr


def test_a_path_does_not_print_what_a_terminal_would_obey(run: Run, project: MakeProject) -> None:
    project({"toolkits/\x1b[31m.yaml": "benchmarks: [{id: 7, rating: orange}]\n"})
    for done in (run("validate"), run("actions"), run("validate", "\x1b[32m.yaml")):
        assert "\x1b" not in done.stdout + done.stderr


def piped(arguments: list[str], *, folder: Path) -> tuple[int, str]:
    """Run a command whose stdout nobody reads; give its exit code and stderr."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "prevent_cli", *arguments],
            stdout=writer,
            stderr=subprocess.PIPE,
            text=True,
            cwd=folder,
            timeout=60,
            check=False,
        )
    finally:
        os.close(writer)
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["actions", "toolkits"],
        ["actions", "toolkits", "--format", "json"],
        ["validate"],
        ["show", "7", "toolkits"],
        ["render", "toolkits", "--format", "json", "-o", "-"],
        ["schema"],
        ["--help"],
    ],
    ids=" ".join,
)
def test_a_closed_pipe_is_silent(paper: Path, arguments: list[str]) -> None:
    assert piped(arguments, folder=paper)[1] == ""


def test_a_reader_that_stops_early_is_served_in_silence(paper: Path) -> None:
    actions = ", ".join(f"{{id: A{number}, text: {'x' * 200}}}" for number in range(2000))
    (paper / "toolkits" / "paper.yaml").write_text(
        f"format: toolkit/1\norganisation: {{name: x}}\nperiod: 2021\nbenchmarks: [{{id: 7, actions: [{actions}]}}]\n"
    )
    with subprocess.Popen(
        [sys.executable, "-m", "prevent_cli", "actions", "toolkits"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=paper,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()

    assert first.startswith("2000 actions")
    assert said == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_help_ends_with_examples(run: Run, command: str) -> None:
    done = run(command, "--help")

    assert done.code == 0
    assert f"  prevent {command}" in done.stdout.partition("Examples:")[2]


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_lists_every_command(run: Run, option: str) -> None:
    printed = run(option).stdout

    assert [command for command in COMMANDS if f"  {command} " not in printed] == []


def test_without_a_command_it_says_where_to_begin(run: Run) -> None:
    done = run()

    assert done.code == 0
    assert "prevent validate" in done.stdout


def test_the_version_is_a_line(run: Run) -> None:
    assert run("--version").stdout.startswith("prevent ")


@pytest.mark.usefixtures("paper")
def test_what_is_no_ascii_survives_a_plain_locale(run_process: Run, project: MakeProject) -> None:
    project({"toolkits/paper.yaml": "benchmarks: [{id: 7, actions: [{id: A1, text: Môn “naïve”}]}]\n"})
    done = run_process("actions", "--format", "json", env={"LC_ALL": "C", "PYTHONIOENCODING": "utf-8"})

    assert done.code == 0
    assert "Môn “naïve”" in done.stdout


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize("columns", ["20", "40", "80", "200"])
def test_any_width_of_terminal_will_do(run: Run, columns: str) -> None:
    for arguments in (["actions"], ["rag"], ["trend"], ["show", "7"], ["validate"]):
        assert run(*arguments, env={"COLUMNS": columns}).code == 0


def test_it_runs_as_a_module(run_process: Run, paper: Path) -> None:
    done = run_process("validate", paper / "toolkits" / "paper.yaml")

    assert (done.code, "Traceback" in done.stderr) == (0, False)


@pytest.mark.parametrize("command", [["-q", "actions"], ["actions", "-q"], ["actions", "--overdue", "--quiet"]])
def test_quiet_may_stand_before_or_after_the_command(run: Run, command: list[str]) -> None:
    done = run(*command)

    assert (done.code, done.stderr) == (0, "")
    assert "A08" in done.stdout


@pytest.mark.usefixtures("paper")
def test_what_is_no_text_is_not_sent_to_a_terminal() -> None:
    terminal, end = os.openpty()
    command = [sys.executable, "-m", "prevent_cli", "render", "--format", "xlsx", "-o", "-"]
    done = subprocess.run(command, stdout=end, stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    os.close(end)

    assert done.returncode == 2
    assert "a terminal cannot show it" in done.stderr
    assert "name a file with -o, or send it through a pipe" in done.stderr
    os.close(terminal)


@pytest.mark.usefixtures("paper")
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no full disk at hand")  # noqa: PTH110
@pytest.mark.parametrize(
    "arguments",
    [["validate"], ["render", "-o", "-"], ["render", "--format", "xlsx", "-o", "-"], ["--help"]],
    ids=" ".join,
)
def test_a_full_disk_is_told_in_a_sentence(arguments: list[str]) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [sys.executable, "-m", "prevent_cli", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("paper")
@pytest.mark.skipif(os.name != "posix", reason="the shell closes the streams")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_streams_may_be_closed(closed: str) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", f'"$0" -m prevent_cli validate {closed}', sys.executable],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0
    assert "Traceback" not in done.stdout + done.stderr

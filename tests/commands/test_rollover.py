"""``prevent rollover``: the next period's file beside the old one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.commands.conftest import PAPER
from tests.commands.editing import FILE, changed, content

if TYPE_CHECKING:
    from tests.conftest import MakeProject, Run

NEXT = "toolkits/2022-03.yaml"
SAID = "4 open actions carried, 2 complete or withdrawn actions left out, 2 ratings now stand as previous and await judgement"


@pytest.mark.usefixtures("paper")
def test_it_is_named_by_its_month_and_says_what_was_carried(run: Run) -> None:
    done = run("rollover", "--period", "Q4 2021/22")

    assert done.stdout == f"{NEXT}: from paper.yaml: {SAID}\n"
    assert content() == PAPER
    assert content(NEXT).startswith(f"# Rolled over from paper.yaml (Dec 2021): {SAID}.\nformat: toolkit/1\n")


@pytest.mark.usefixtures("paper")
def test_all_but_what_is_over_stays_byte_for_byte(run: Run) -> None:
    run("rollover", FILE, "--period", "Mar 2022")

    assert changed(PAPER, NEXT)[1:] == [
        "-period: Dec 2021",
        "-as_of: 2021-12-31",
        "+period: Mar 2022",
        "-    rating: {value: green, reason: Good progress}",
        "-    actions:",
        "-      - {id: A9, text: Buy a system, owners: Prevent Board, status: withdrawn, reason: Too dear}",
        "+    previous:",
        "+      rating: {value: green, reason: Good progress}",
        "+      period: Dec 2021",
        "-              - {id: A3, text: Print it, owners: Prevent Board, status: complete, completed: Oct 2021}",
        "-    rating: amber",
        "+    previous: {rating: amber, period: Dec 2021}",
    ]


@pytest.mark.usefixtures("paper")
def test_the_new_file_is_the_one_that_is_worked_on(run: Run) -> None:
    run("rollover", "--period", "Mar 2022")

    assert run("validate", "-q").code == 0
    assert run("rate", "8", "green").stdout == f"{NEXT}: 8 is rated green\n"
    assert run("action", "add", "7", "Do it").stdout == f"{NEXT}: A11 is added to 7\n"


@pytest.mark.usefixtures("paper")
def test_the_note_of_the_time_before_makes_room(run: Run) -> None:
    run("rollover", "--period", "Mar 2022")
    run("rollover", "--period", "Jun 2022")

    head = content("toolkits/2022-06.yaml").split("format:")[0]
    assert head == "# Rolled over from 2022-03.yaml (Mar 2022): 4 open actions carried.\n"


def test_the_note_stands_below_the_editors_line_and_above_other_comments(run: Run, project: MakeProject) -> None:
    head = "# yaml-language-server: $schema=a.json\n# Ours.\n# Rolled over from a.yaml.\n\n"
    project({FILE: head + PAPER})

    run("rollover", "--period", "Mar 2022")

    lines = content(NEXT).split("\n")[:5]
    assert [lines[0], *lines[2:]] == ["# yaml-language-server: $schema=a.json", "# Ours.", "", "format: toolkit/1"]
    assert lines[1].startswith("# Rolled over from paper.yaml")


@pytest.mark.parametrize(
    ("line", "there"),
    [
        ("../toolkit.schema.json", "../../../toolkit.schema.json"),
        ("own/a.json", "../../own/a.json"),
        ("/etc/a.json", "/etc/a.json"),
        ("https://example.org/a.json", "https://example.org/a.json"),
    ],
)
def test_the_editors_line_leads_to_the_same_schema_from_another_folder(
    run: Run, project: MakeProject, line: str, there: str
) -> None:
    project({FILE: f"# yaml-language-server: $schema={line}\n{PAPER}"})

    run("rollover", "--period", "Mar 2022", "-o", "toolkits/next/year/2022-03.yaml")

    assert content("toolkits/next/year/2022-03.yaml").split("\n")[0] == f"# yaml-language-server: $schema={there}"


@pytest.mark.usefixtures("paper")
def test_a_dry_run_writes_nothing(run: Run) -> None:
    done = run("rollover", "--period", "Mar 2022", "--dry-run")

    assert f"+++ {NEXT}\n" in done.stdout
    assert not Path(NEXT).exists()


@pytest.mark.usefixtures("paper")
def test_a_file_that_is_there_is_not_written_over(run: Run) -> None:
    Path(NEXT).write_text("# mine\n", encoding="utf-8")

    done = run("rollover", "--period", "Mar 2022")

    assert (done.code, content(NEXT)) == (2, "# mine\n")
    assert done.stderr == (
        f"error: {NEXT} is there already\n  help: name another file with -o, or remove this one first\n"
    )


@pytest.mark.usefixtures("paper")
def test_a_period_is_rolled_into_once(run: Run) -> None:
    run("rollover", "--period", "Mar 2022")

    done = run("rollover", FILE, "--period", "2022-03", "-o", "toolkits/again.yaml")

    assert done.code == 2
    assert f"Testshire Council has a toolkit for 2022-03 already: {NEXT}" in done.stderr
    assert not Path("toolkits/again.yaml").exists()


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize(
    ("words", "why"),
    [
        ((), "which period comes next?"),
        (("--period", "soon"), "--period: 'soon' is not a date"),
        (("--period", "Dec 2021"), "'Dec 2021' does not come after Dec 2021"),
        (("--period", "Nov 2021"), "'Nov 2021' does not come after Dec 2021"),
        (("--period", "Mar 2022", "-o", "-"), "-o - names no file"),
        (("--period", "Mar 2022", "-o", "next.txt"), "next.txt does not end in .yaml or .yml"),
        (("none.yaml", "--period", "Mar 2022"), "there is no file or folder none.yaml"),
        (("--period", "Mar 2022", "-o", f"{FILE}/a.yaml"), "cannot be written: "),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, words: tuple[str, ...], why: str) -> None:
    done = run("rollover", *words)

    assert done.code == 2
    assert why in done.stderr
    assert "help: " in done.stderr
    assert [one.name for one in Path("toolkits").iterdir()] == ["paper.yaml"]


def test_of_several_organisations_one_must_be_named(run: Run, project: MakeProject) -> None:
    project({FILE: PAPER, "toolkits/b.yaml": PAPER.replace("Testshire Council, code: E06000999", "Otherham")})

    done = run("rollover", "--period", "Mar 2022")

    assert "there are several toolkits with something to go on from" in done.stderr
    assert "help: name the one that is meant: prevent rollover FILE" in done.stderr


def test_a_file_with_errors_is_named_itself(run: Run, project: MakeProject) -> None:
    project({FILE: PAPER.replace("also: [8.1]", "also: [9.9]")})

    done = run("rollover", "--period", "Mar 2022")

    assert done.code == 1
    assert f"nothing was done: {FILE} has errors" in done.stderr


def test_line_ends_stay(run: Run, project: MakeProject) -> None:
    project({FILE: PAPER})
    Path(FILE).write_bytes(PAPER.replace("\n", "\r\n").encode())

    run("rollover", "--period", "Mar 2022")

    assert content(NEXT).count("\n") == content(NEXT).count("\r\n") > 30

"""``prevent rate``: one rating changes, on its line, or nothing does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.commands.conftest import PAPER
from tests.commands.editing import FILE, changed, content

if TYPE_CHECKING:
    from tests.conftest import MakeProject, Run

OTHER = PAPER.replace("Testshire Council, code: E06000999", "Otherham Council, code: E06000998")


@pytest.mark.usefixtures("paper")
def test_one_line_changes_and_one_line_says_so(run: Run) -> None:
    done = run("rate", "8", "red")

    assert (done.code, done.stderr) == (0, "")
    assert done.stdout == f"{FILE}: 8 is rated red (was amber)\n"
    assert changed(PAPER) == ["-    rating: amber", "+    rating: red"]


@pytest.mark.usefixtures("paper")
def test_who_when_and_why_stand_with_it(run: Run) -> None:
    run("rate", "8", "RED", "--reason", "No policy.", "--by", "Prevent Board", "--on", "Dec 2021")

    assert changed(PAPER)[1:] == ["+    rating: {value: red, reason: No policy., by: Prevent Board, on: Dec 2021}"]


@pytest.mark.usefixtures("paper")
def test_a_reason_of_two_sentences_has_two_lines(run: Run) -> None:
    run("rate", "8", "red", "--reason", "There is no policy. It is drafted.")

    assert [line.strip("+ ") for line in changed(PAPER)[1:]] == [
        "rating:",
        "value: red",
        "reason: |",
        "There is no policy.",
        "It is drafted.",
    ]


@pytest.mark.usefixtures("paper")
def test_what_the_old_rating_said_is_not_lost_in_silence(run: Run) -> None:
    assert run("rate", "7", "amber").stdout == f"{FILE}: 7 is rated amber (was green); taken away with that: reason\n"


@pytest.mark.usefixtures("paper")
def test_a_second_time_nothing_changes(run: Run) -> None:
    run("rate", "8", "red", "--on", "Dec 2021")
    before = content()

    assert (
        run("rate", "8", "red", "--on", "Dec 2021").stdout
        == f"{FILE}: 8 is rated red as before; the file says so already\n"
    )
    assert content() == before


@pytest.mark.usefixtures("paper")
def test_a_rating_is_taken_away(run: Run) -> None:
    assert run("rate", "8", "none").stdout == f"{FILE}: the rating of 8 is taken away (was amber)\n"
    assert changed(PAPER) == ["-    rating: amber"]


@pytest.mark.usefixtures("paper")
def test_a_dry_run_prints_the_difference_and_writes_nothing(run: Run) -> None:
    done = run("rate", "8", "red", "--dry-run")

    assert "-    rating: amber\n+    rating: red\n" in done.stdout
    assert done.stderr == f"{FILE}: 8 is rated red (was amber) (not written: this is a dry run)\n"
    assert content() == PAPER


@pytest.mark.usefixtures("paper")
@pytest.mark.parametrize(
    ("words", "why", "what_next"),
    [
        (("8", "gren"), "VALUE does not know 'gren'", "did you mean 'green'?"),
        (("8.1", "red"), "8.1 is a question: only benchmarks are rated", "'prevent show' lists benchmarks"),
        (("7.1.1", "red"), "7.1.1 is an expectation", "'prevent show' lists benchmarks"),
        (("9", "red"), "there is no item '9'", "7, 7.3 or 7.3.1"),
        (("A1", "red"), "there is no item 'A1'", "'prevent show'"),
        (("8", "red", "--on", "21 Nov"), "--on: '21 Nov' could be read as", "write it like one of"),
        (("8", "red", "--reason", " "), "--reason is empty", "in quotes"),
        (
            ("8", "red", "--in", "toolkits/papre.yaml"),
            "there is no file or folder",
            "did you mean toolkits/paper.yaml?",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, words: tuple[str, ...], why: str, what_next: str) -> None:
    done = run("rate", *words)

    assert (done.code, done.stdout) == (2, "")
    assert done.stderr.startswith("error: ")
    assert why in done.stderr
    assert what_next in done.stderr.partition("help: ")[2]
    assert content() == PAPER


@pytest.mark.usefixtures("paper")
def test_bytes_that_are_no_text_are_refused(run: Run) -> None:
    assert "--reason holds bytes that are not UTF-8" in run("rate", "8", "red", "--reason", "a\udcffb").stderr


def test_a_file_with_errors_stays_as_it_is(run: Run, project: MakeProject) -> None:
    project({FILE: PAPER.replace("Nov 21,", "Nov 21st,")})

    done = run("rate", "8", "red")

    assert done.code == 1
    assert f"error: nothing was done: {FILE} has errors" in done.stderr
    assert "[bad-date]" in done.stderr


def test_of_several_organisations_one_must_be_named(run: Run, project: MakeProject) -> None:
    project({FILE: PAPER, "toolkits/other.yaml": OTHER})

    done = run("rate", "8", "red")

    assert done.code == 2
    assert f"there are several toolkits with item '8': toolkits/other.yaml, {FILE}" in done.stderr
    assert "--in FILE" in done.stderr
    assert run("rate", "8", "red", "--in", "toolkits").code == 2
    assert run("rate", "8", "red", "--in", FILE).code == 0
    assert content("toolkits/other.yaml") == OTHER


def test_an_item_that_only_one_has_names_it(run: Run, project: MakeProject) -> None:
    project({FILE: PAPER, "toolkits/other.yaml": OTHER.replace("id: 8\n", "id: 9\n").replace("8.1", "9.1")})

    assert run("rate", "9", "red").stdout.startswith("toolkits/other.yaml: ")


def test_of_one_organisation_the_newest_is_meant(run: Run, project: MakeProject) -> None:
    later = PAPER.replace("Dec 2021", "Mar 2022").replace("2021-12-31", "2022-03-31")
    project({FILE: PAPER, "toolkits/a.yaml": later})

    assert run("rate", "8", "red").stdout.startswith("toolkits/a.yaml: ")


def test_two_frameworks_of_one_period_leave_the_choice_to_the_user(run: Run, project: MakeProject) -> None:
    own = PAPER.replace("period:", "framework: {0}\nperiod:", 1)
    kept = {f"frameworks/{name}.yaml": FRAMEWORK.format(name) for name in ("one", "two")}
    project({FILE: own.replace("{0}", "one"), "toolkits/b.yaml": own.replace("{0}", "two"), **kept})

    assert "there are several toolkits with item '8'" in run("rate", "8", "red").stderr


FRAMEWORK = """\
format: framework/1
id: {0}
title: A framework
benchmarks:
  - id: 7
    title: Training programme
    questions:
      - id: 7.1
        text: Is there a programme?
        expectations:
          - {{id: 7.1.1, text: Is it written down?}}
          - {{id: 7.1.2, text: Is it kept up to date?}}
  - id: 8
    title: Venue hire
    questions:
      - {{id: 8.1, text: Is there a policy?}}
"""


def test_without_toolkits_it_says_how_to_begin(run: Run, project: MakeProject) -> None:
    project({})

    done = run("rate", "8", "red")

    assert done.code == 2
    assert "no toolkits found" in done.stderr
    assert "help: name a file or a folder" in done.stderr


@pytest.mark.usefixtures("paper")
def test_a_read_only_file_stays_as_it_is(run: Run) -> None:
    Path(FILE).chmod(0o444)

    done = run("rate", "8", "red")

    assert (done.code, content()) == (2, PAPER)
    assert f"{FILE} cannot be written: the file is read-only" in done.stderr


@pytest.mark.usefixtures("paper")
def test_through_a_link_the_file_itself_is_changed(run: Run) -> None:
    Path("link.yaml").symlink_to(FILE)

    assert run("rate", "8", "red", "--in", "link.yaml").stdout.startswith("link.yaml: ")
    assert Path("link.yaml").is_symlink()
    assert changed(PAPER) == ["-    rating: amber", "+    rating: red"]


def test_line_ends_and_the_byte_order_mark_stay(run: Run, project: MakeProject) -> None:
    project({FILE: PAPER})
    before = "\ufeff" + PAPER.replace("\n", "\r\n")
    Path(FILE).write_bytes(before.encode())

    done = run("rate", "8", "red", "--reason", "None. So.", "--dry-run")
    run("rate", "8", "red", "--reason", "None. So.")

    assert "\\x0d" not in done.stdout
    assert content().startswith("\ufeff")
    assert content().count("\n") == content().count("\r\n") == before.count("\n") + 4

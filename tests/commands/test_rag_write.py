"""``prevent rag --write``: computed ratings recorded in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run


def text(paper: Path) -> str:
    return (paper / "toolkits/paper.yaml").read_text(encoding="utf-8")


def test_each_benchmark_gets_its_rating_and_nothing_else_changes(run: Run, paper: Path) -> None:
    before = text(paper)

    assert run("rag", "--write").stdout == ("toolkits/paper.yaml: 2 of 2 ratings recorded, as of 2021-12-31 by share\n")
    line = "    computed: {value: red, policy: share, as_of: 2021-12-31}\n"
    assert text(paper).count(line) == 2
    assert text(paper).replace(line, "") == before


@pytest.mark.usefixtures("paper")
def test_what_was_written_validates(run: Run) -> None:
    run("rag", "--write")

    assert run("validate", "-q").code == 0


def test_a_change_takes_away_what_no_longer_follows_and_says_so(run: Run, paper: Path) -> None:
    run("rag", "--write")

    done = run("action", "complete", "A1", "--on", "Dec 2021")

    assert done.stdout.endswith("; what was recorded as computed no longer follows and is taken away: 7, 8\n")
    assert "computed:" not in text(paper)


def test_a_change_leaves_what_still_follows(run: Run, paper: Path) -> None:
    run("rag", "--write")

    run("rate", "8", "red")

    assert text(paper).count("computed: {value: red") == 2


def test_only_what_is_asked_for_is_recorded(run: Run, paper: Path) -> None:
    assert "1 of 1 ratings" in run("rag", "7", "--write").stdout
    assert text(paper).count("computed:") == 1


def test_a_second_time_changes_nothing(run: Run, paper: Path) -> None:
    run("rag", "--write")
    before = text(paper)

    assert run("rag", "--write").stdout.endswith("the file says so already\n")
    assert text(paper) == before


def test_a_dry_run_prints_the_difference(run: Run, paper: Path) -> None:
    before = text(paper)

    assert "+    computed: {value: red" in run("rag", "--write", "--dry-run").stdout
    assert text(paper) == before


def stale(run: Run, paper: Path) -> None:
    """Record the ratings, then take the recorded one of benchmark 7 for another."""
    run("rag", "--write")
    said = text(paper).replace("computed: {value: red", "computed: {value: green", 1)
    (paper / "toolkits/paper.yaml").write_text(said, encoding="utf-8")
    assert "computed-not-followed" in run("validate").stdout


def test_what_no_longer_follows_is_recorded_anew(run: Run, paper: Path) -> None:
    stale(run, paper)

    assert run("rag", "--write").code == 0
    assert text(paper).count("computed: {value: red") == 2
    assert run("validate", "-q").code == 0


def test_what_no_longer_follows_does_not_keep_ratings_from_being_shown(run: Run, paper: Path) -> None:
    stale(run, paper)

    assert "Red" in run("rag").stdout


def test_what_no_longer_follows_is_not_published(run: Run, paper: Path) -> None:
    stale(run, paper)

    assert run("render").code == 1

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_cli.model.toolkit import Toolkit
from prevent_cli.rating.assess import assess
from prevent_cli.rating.audience import restrict
from prevent_cli.rating.redactions import redactions
from tests.audiences.planting import READERS, Planter
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from prevent_cli.model.fields import Audience
    from tests.conftest import MakeProject, Run

TOOLKIT = """\
format: toolkit/1
organisation: {name: Testshire Council}
period: Q4 2021/22
as_of: 2022-03-31
audience: public
benchmarks:
  - id: 1
    title: Channel panel
    questions:
      - id: 1.1
        text: Does the panel meet?
        answer: met
        evidence:
          - The calendar of meetings.
          - text: Minutes of the meeting.
            audience: officers
            withheld: {reason: names a case, exemption: Sch 12A para 7, by: Monitoring officer}
        actions:
          - text: Agree the dates.
            progress: [{note: Health has asked for Tuesdays., audience: partners}]
      - id: 1.2
        audience: officers
        withheld: {reason: =2+2}
        text: Who attends?
        actions: [{id: A2, text: Ask them.}]
"""
HEAD = ["organisation", "period", "item", "kind", "within", "for", "reason", "exemption", "decided_by"]
BODY = ["Testshire Council", "Q4 2021/22"]


def log(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))


@pytest.fixture
def folder(project: MakeProject) -> Path:
    return project({"toolkits/1.yaml": TOOLKIT})


def test_the_log_names_what_the_public_edition_leaves_out_and_who_decided(folder: Path, run: Run) -> None:
    run("render", "--audience", "public", "--redaction-log", "log.csv")

    assert log(folder / "log.csv") == [
        HEAD,
        [*BODY, "1.1 evidence 2", "evidence", "", "officers", "names a case", "Sch 12A para 7", "Monitoring officer"],
        [*BODY, "1.1 action 1 note 1", "note", "", "partners", "", "", ""],
        [*BODY, "1.2", "question", "", "officers", "'=2+2", "", ""],
        [*BODY, "A2", "action", "1.2", "officers", "", "", ""],
    ]


def test_the_log_for_partners_leaves_out_what_they_see(folder: Path, run: Run) -> None:
    run("render", "--audience", "partners", "--redaction-log", "log.csv")

    assert [row[2] for row in log(folder / "log.csv")] == ["item", "1.1 evidence 2", "1.2", "A2"]


def test_a_toolkit_for_officers_keeps_its_head_from_the_public(project: MakeProject, run: Run) -> None:
    folder = project({"toolkits/1.yaml": TOOLKIT.replace("audience: public\n", "about: Ours.\n", 1)})
    run("render", "--audience", "public", "--redaction-log", "log.csv")

    assert log(folder / "log.csv")[1] == [*BODY, "toolkit", "about", "", "officers", "", "", ""]


def test_the_path_of_the_log_is_printed_after_the_report_s(folder: Path, run: Run) -> None:
    done = run("render", "--audience", "public", "-o", "a.html", "--redaction-log", "log.csv")

    assert done.stdout == "a.html\nlog.csv\n"
    assert folder.joinpath("log.csv").exists()


def test_without_an_audience_there_is_nothing_to_log(folder: Path, run: Run) -> None:
    done = run("render", "--redaction-log", "log.csv")

    assert (done.code, done.stdout) == (2, "")
    assert "without --audience nothing is" in done.stderr
    assert list(folder.glob("*.csv")) == []


@pytest.mark.parametrize("file", ["-", "a.csv", "./a.csv"])
def test_the_log_is_never_where_the_report_goes(folder: Path, run: Run, file: str) -> None:
    done = run("render", "--audience", "public", "--format", "csv", "-o", "a.csv", "--redaction-log", file)

    assert (done.code, done.stdout) == (2, "")
    assert "needs a file of its own" in done.stderr
    assert not folder.joinpath("a.csv").exists()


def test_a_log_that_is_out_of_date_fails_the_check(folder: Path, run: Run) -> None:
    words = ("render", "--audience", "public", "--redaction-log", "log.csv")
    run(*words)
    fresh = run(*words, "--check")
    folder.joinpath("log.csv").write_text("old", encoding="utf-8")

    assert (fresh.code, run(*words, "--check").code) == (0, 1)


@given(st.integers(0, 2**64), st.sampled_from(READERS))
def test_an_edition_whose_log_names_anything_says_that_it_withholds(seed: int, reader: Audience) -> None:
    toolkit = Toolkit.model_validate(Planter(seed).toolkit().data)
    edition = restrict(assess(toolkit, None, toolkit.period.last), reader)
    items = [row for row in redactions(toolkit, reader) if row.item != "toolkit"]

    assert bool(redactions(toolkit, reader)) <= edition.withholds
    assert {row.item for row in items if row.kind == "action"}.isdisjoint(edition.ids)


@given(st.integers(0, 2**64))
def test_the_log_says_nothing_of_what_items_hold(seed: int) -> None:
    planted = Planter(seed).toolkit()
    texts = {one.text for one in planted.secrets if ".withheld." not in one.path and not one.path.endswith(".id")}
    rows = redactions(Toolkit.model_validate(planted.data), "public")
    said = " ".join(f"{row.item} {row.kind} {row.within} {row.withheld}" for row in rows)

    assert {text for text in texts if text in said} == set()


def test_the_log_in_the_documentation_is_that_of_its_example(project: MakeProject, run: Run) -> None:
    page = (ROOT / "docs" / "audiences.md").read_text(encoding="utf-8")
    example, shown = page.split("```yaml\n")[1].split("```")[0], page.split("```text\n")[1].split("```")[0]
    folder = project({"toolkits/1.yaml": example})
    run("render", "--audience", "public", "--redaction-log", "log.csv")

    assert (folder / "log.csv").read_text(encoding="utf-8-sig") == shown

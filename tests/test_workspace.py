from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from prevent_cli.workspace import Workspace

if TYPE_CHECKING:
    from tests.conftest import MakeProject

DAY = date(2026, 1, 1)
BODY = "benchmarks: [{id: 1, rating: RATING}]\n"


def toolkit(period: str, rating: str = "green", organisation: str = "{name: Testshire}") -> str:
    return f"format: toolkit/1\norganisation: {organisation}\nperiod: {period}\n" + BODY.replace("RATING", rating)


def test_the_project_gives_the_newest_of_each_body(project: MakeProject) -> None:
    project({"toolkits/a.yaml": toolkit("2024"), "toolkits/b.yaml": toolkit("2025")})

    assert [one.file for one in Workspace([], Path.cwd(), DAY).assessments()] == ["toolkits/b.yaml"]


def test_a_body_that_begins_to_give_its_code_stays_the_same_body(project: MakeProject) -> None:
    coded = "{name: TESTSHIRE, code: E10000001}"
    project({"toolkits/a.yaml": toolkit("2024"), "toolkits/b.yaml": toolkit("2025", organisation=coded)})

    assert [one.file for one in Workspace([], Path.cwd(), DAY).assessments()] == ["toolkits/b.yaml"]


def test_every_period_may_be_asked_for(project: MakeProject) -> None:
    project({"toolkits/a.yaml": toolkit("2024"), "toolkits/b.yaml": toolkit("2025")})

    found = Workspace([], Path.cwd(), DAY).assessments(every=True)

    assert [one.file for one in found] == ["toolkits/a.yaml", "toolkits/b.yaml"]

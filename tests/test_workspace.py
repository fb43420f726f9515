from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from prevent_cli.workspace import Workspace

if TYPE_CHECKING:
    from tests.conftest import MakeProject, Run

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


# The file that ties both names to the code gave way to that of the newer framework.
RENAMED = {
    "toolkits/a.yaml": toolkit("2024\nframework: home-office-2018", organisation="{name: New, code: E10000001}"),
    "toolkits/b.yaml": toolkit("2024\nframework: home-office-2024", organisation="{name: New}"),
    "toolkits/c.yaml": toolkit("2023\nframework: home-office-2018", organisation="{name: Old, code: E10000001}"),
}


def test_a_body_is_known_by_a_toolkit_that_does_not_count_any_more(project: MakeProject) -> None:
    project(RENAMED)

    assert [one.file for one in Workspace([], Path.cwd(), DAY).assessments()] == ["toolkits/b.yaml"]


def test_its_trend_is_that_of_one_body(project: MakeProject, run: Run) -> None:
    project(RENAMED)

    (found,) = json.loads(run("trend", "--format", "json").stdout)

    assert [one["toolkit"] for one in found["periods"]] == ["toolkits/c.yaml", "toolkits/b.yaml"]


def test_bodies_come_in_the_order_of_their_first_toolkits(project: MakeProject) -> None:
    other = "{name: Elsewhere}"
    project(
        {
            "toolkits/a.yaml": toolkit("2024"),
            "toolkits/b.yaml": toolkit("2024", organisation=other),
            "toolkits/c.yaml": toolkit("2025"),
        }
    )

    found = Workspace([], Path.cwd(), DAY).assessments()

    assert [one.file for one in found] == ["toolkits/c.yaml", "toolkits/b.yaml"]


def test_every_period_may_be_asked_for(project: MakeProject) -> None:
    project({"toolkits/a.yaml": toolkit("2024"), "toolkits/b.yaml": toolkit("2025")})

    found = Workspace([], Path.cwd(), DAY).assessments(every=True)

    assert [one.file for one in found] == ["toolkits/a.yaml", "toolkits/b.yaml"]

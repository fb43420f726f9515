"""What a portfolio, a trend and the questions in docs/sql say of benchmarks that an edition withholds: the same, and no more."""

from __future__ import annotations

import csv
import json
from datetime import date
from io import StringIO
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_cli.history.trend import trend
from prevent_cli.portfolio.compare import Comparing
from prevent_cli.portfolio.grouping import groups
from prevent_cli.portfolio.sums import sums
from prevent_cli.rating.assess import assess
from prevent_cli.rating.audience import restrict
from tests.conftest import make_framework, make_toolkit
from tests.portfolio.councils import OURS, compared, council
from tests.portfolio.test_tables import ask

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from prevent_cli.model.assessment import Assessment
    from prevent_cli.portfolio.records import Group
    from tests.conftest import Assess, MakeProject, Run

PUBLIC = ("--audience", "public")
QUARTERS = ("Q1 2025/26", "Q2 2025/26", "Q3 2025/26")


def hidden(text: str, ref: int = 2) -> str:
    """Keep a benchmark from the public altogether."""
    return text.replace(f"  - id: {ref}\n", f"  - id: {ref}\n    audience: officers\n")


def quarters(*ratings: str, hide: Sequence[int] = (), **given: str) -> dict[str, str]:
    """Write a council's quarters, with benchmark 2 kept from the public in those whose places are given."""
    made = [council(period=period, ratings=each, **given) for period, each in zip(QUARTERS, ratings, strict=False)]
    name = given.get("name", "Ashford Council")
    return {f"toolkits/{name}-{at}.yaml": hidden(one) if at in hide else one for at, one in enumerate(made)}


def told(run: Run, command: str, *args: str) -> Any:
    return json.loads(run(command, *PUBLIC, "--format", "json", *args).stdout)


def test_benchmarks_of_other_bodies_are_not_said_to_be_withheld(run: Run, project: MakeProject) -> None:
    own = quarters("green amber", "green amber", name="A Council", code="E06000001")
    other = quarters("green amber", "green amber", name="B Council", code="E06000002")
    withheld = own["toolkits/A Council-1.yaml"].replace("{id: 1.1,", "{id: 1.1, audience: officers,")
    renamed = {path: text.replace("id: 2", "id: 9") for path, text in other.items()}
    project(own | renamed | {"toolkits/A Council-1.yaml": withheld})

    for asked in ((), ("--body", "A Council")):
        body = told(run, "portfolio", *asked)["frameworks"][0]["matrix"][0]
        assert (body["organisation"], body["worse"], body["worse_not_shown"]) == ("A Council", None, [])
    rows = list(csv.DictReader(StringIO(run("portfolio", *PUBLIC, "--format", "csv").stdout)))
    assert [(one["benchmark"], one["worse"]) for one in rows[:2]] == [("1", "no"), ("2", "no")]
    matrix = run("portfolio", *PUBLIC).stdout
    assert "A Council  Q2 2025/26  G  A  ?     1        0  not shown\n" in matrix
    assert "? is not known;" in matrix
    assert "none better, none worse of those that are shown." in run("trend", *PUBLIC).stdout.partition("B Council")[0]


def test_without_a_framework_a_body_s_own_benchmark_of_another_period_is_not_shown(
    run: Run, project: MakeProject
) -> None:
    project(quarters("green green", "green red", hide=[1]))

    body = told(run, "portfolio")["frameworks"][0]["matrix"][0]

    assert (body["worse"], body["worse_not_shown"]) == (None, ["2"])
    assert [(one["benchmark"], one["shown"]) for one in body["ratings"]] == [("1", True), ("2", False)]


@pytest.mark.parametrize("framework", [True, False])
def test_what_every_period_withholds_is_not_said_to_be_no_worse(
    run: Run, project: MakeProject, *, framework: bool
) -> None:
    toolkits = quarters("green green", "green red", hide=[0, 1])
    project(compared(toolkits) if framework else toolkits)
    named = ["2"] if framework else []

    body = told(run, "portfolio")["frameworks"][0]["matrix"][0]

    assert (body["worse"], body["worse_not_shown"]) == (None, named)
    assert 'data-worse="2"' in run("portfolio", *PUBLIC, "--format", "html").stdout
    assert "none better, none worse of those that are shown" in run("trend", *PUBLIC).stdout
    assert [one["judged"]["not_shown"] for one in told(run, "trend")[0]["periods"]] == [len(named)] * 2


@pytest.mark.parametrize(
    ("command", "format", "said"),
    [
        ("portfolio", "table", "2: Benchmark 2  0      0      0    0           1          0\n"),
        ("portfolio", "md", "| 2: Benchmark 2 | 0 | 0 | 0 | 0 | 1 | 0 |"),
        ("portfolio", "html", "2: Benchmark 2"),
        ("portfolio", "csv", ",2,Benchmark 2,,not rated,,no,\n"),
        ("trend", "table", "2   Benchmark 2    Not shown "),
        ("trend", "md", "| 2 | Benchmark 2 | Not shown | Not shown |"),
        ("trend", "md", "1 not shown then or now (2)"),
        ("trend", "html", "Benchmark 2"),
    ],
)
def test_a_benchmark_that_every_period_withholds_has_its_row(
    run: Run, project: MakeProject, command: str, format: str, said: str
) -> None:
    project(compared(quarters("green green", "green red", hide=[0, 1])))

    printed = run(command, *PUBLIC, "--format", format).stdout

    assert said in printed
    assert "Venues" not in printed


@pytest.mark.parametrize("format", ["md", "html"])
@pytest.mark.parametrize("page", [(), ("--summary",)])
def test_the_head_of_a_report_counts_a_benchmark_that_it_withholds(
    run: Run, project: MakeProject, page: tuple[str, ...], format: str
) -> None:
    project(compared(quarters("green red", hide=[0])))

    printed = run("render", *PUBLIC, *page, "--format", format, "-o", "-").stdout

    assert "1 Green, 0 Amber, 0 Red, 1 not shown" in printed
    assert "Venues" not in printed


def test_a_benchmark_that_came_later_was_not_withheld_before(assessed: Assess) -> None:
    later = f"{OURS}  - {{id: 3, title: Board, questions: [{{id: 3.1, text: Does it meet?}}]}}\n"
    before, now = (
        restrict(assessed(hidden(council(period=period)), framework), "public")
        for period, framework in zip(QUARTERS, (OURS, later), strict=False)
    )

    cells = {row.id: row.ratings for row in trend([before, now]).benchmarks}

    assert cells["3"][0] is None
    assert cells["2"][0] is not None
    assert cells["2"][0].hollow


@pytest.fixture
def asked(run: Run, project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give what makes a project, writes its public tables, goes to their folder, and gives the report."""

    def make(files: dict[str, str]) -> Any:
        folder: Path = project(files)
        assert run("portfolio", *PUBLIC, "--format", "parquet", "-o", "tables").code == 0
        found = told(run, "portfolio")["frameworks"]
        monkeypatch.chdir(folder / "tables")
        return found

    return make


COUNTED = ("green", "amber", "red", "not_judged", "not_shown")


def test_the_questions_count_what_is_not_shown_as_the_report_does(asked: Any) -> None:
    (group,) = asked(compared(quarters("green green", "green red", hide=[1])))

    assert [[row[key] for key in COUNTED] for row in ask("latest-ratings")] == [
        list(one["judged"].values()) for one in group["benchmarks"]
    ]
    assert [[row[key] for key in COUNTED] for row in ask("trend")] == [
        list(one["judged"].values()) for one in group["periods"]
    ]
    assert [row["not_shown"] for row in ask("trend")] == [0, 1]


def test_of_a_period_that_shows_no_rating_there_is_no_percent(asked: Any) -> None:
    asked(compared({path: hidden(text, 1) for path, text in quarters("green green", hide=[0]).items()}))

    assert [(row["not_shown"], row["percent_green"]) for row in ask("trend")] == [(2, None)]


@pytest.mark.parametrize("framework", [True, False])
@pytest.mark.parametrize("between", ["withheld", "all withheld", "absent", "not judged"])
def test_the_question_of_what_got_worse_looks_past_no_period(asked: Any, between: str, *, framework: bool) -> None:
    toolkits = quarters("green green", "green green", "green red", hide=[1] if "withheld" in between else [])
    middle = toolkits["toolkits/Ashford Council-1.yaml"]
    changed = {
        "withheld": middle,
        "all withheld": hidden(middle, 1),
        "absent": middle.partition("  - id: 2\n")[0],
        "not judged": middle.replace("    title: Venues\n    rating: green\n", "    title: Venues\n"),
    }
    toolkits["toolkits/Ashford Council-1.yaml"] = changed[between]

    (group,) = asked(compared(toolkits) if framework else toolkits)

    assert not group["matrix"][0]["worse"]
    assert ask("worse") == []


def test_what_got_worse_since_the_period_before_is_found_beside_what_is_withheld(asked: Any) -> None:
    (group,) = asked(compared(quarters("green green", "amber green", "red red", hide=[1])))

    assert group["matrix"][0]["worse"] == ["1"]
    assert [(row["benchmark"], row["judged_before"], row["period_before"]) for row in ask("worse")] == [
        ("1", "amber", "Q2 2025/26")
    ]


FRAMEWORK = make_framework(OURS)
SEEN = st.sampled_from(("shown", "frame", "hidden"))
COLOURS = st.sampled_from(("red", "amber", "green"))
CELLS = st.lists(st.tuples(SEEN, COLOURS, COLOURS), min_size=12, max_size=12)


def edition(body: int, quarter: int, cells: Sequence[tuple[str, str]], *, framework: bool) -> Assessment:
    """Give the public edition of a body's quarter, in which benchmarks are seen and rated as given."""
    marks = {"shown": "", "frame": "audience: officers, withheld: {reason: Case}, ", "hidden": "audience: officers, "}
    benchmarks = ", ".join(f"{{id: {at}, {marks[seen]}rating: {colour}}}" for at, (seen, colour) in enumerate(cells, 1))
    answers = "framework: ours\n" if framework else ""
    head = f"format: toolkit/1\norganisation: {{name: Body {body}}}\nperiod: {QUARTERS[quarter]}\naudience: public\n"
    record = make_toolkit(f"{head}{answers}benchmarks: [{benchmarks}]\n")
    whole = assess(record, FRAMEWORK if framework else None, date(2026, 1, 31))
    return restrict(whole, "public")


def editions(cells: Sequence[tuple[str, str]], *, framework: bool) -> list[list[Assessment]]:
    """Give the quarters of two bodies, with two benchmarks each."""
    made = {
        (body, quarter): edition(body, quarter, cells[at : at + 2], framework=framework)
        for at, (body, quarter) in zip(range(0, 12, 2), product((1, 2), range(3)), strict=True)
    }
    return [[made[body, quarter] for quarter in range(3)] for body in (1, 2)]


def group_of(bodies: Sequence[Sequence[Assessment]]) -> Group:
    comparing = Comparing(lambda _new, _old: False)
    for each in bodies:
        for one in each:
            comparing.add(sums(one))
    (group,) = groups(comparing, lambda _: {}, lambda _framework, _ref: "", None)
    return group


@given(CELLS, st.booleans())
def test_how_a_withheld_benchmark_is_rated_changes_nothing(cells: list[tuple[str, str, str]], framework: bool) -> None:
    one = editions([(seen, colour) for seen, colour, _ in cells], framework=framework)
    other = editions(
        [(seen, colour if seen == "shown" else another) for seen, colour, another in cells], framework=framework
    )

    assert group_of(one) == group_of(other)
    assert list(map(trend, one)) == list(map(trend, other))


@given(CELLS)
def test_the_counts_of_a_report_agree(cells: list[tuple[str, str, str]]) -> None:
    bodies = editions([(seen, colour) for seen, colour, _ in cells], framework=True)
    group, trends = group_of(bodies), list(map(trend, bodies))

    over_bodies = [sum(column) for column in zip(*(one.judged for one in group.benchmarks), strict=True)]
    assert over_bodies == list(group.periods[-1].judged)
    assert [one.judged[-1] for one in group.periods] == [
        sum(each.periods[at].unshown for each in trends) for at in range(3)
    ]
    for body, one in zip(group.bodies, trends, strict=True):
        unshown = [row.id for row in one.benchmarks if any(cell and cell.hollow for cell in row.ratings[-2:])]
        assert list(body.unshown) == unshown
        assert (body.got_worse is False) == (not unshown and not body.worse)

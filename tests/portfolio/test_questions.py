"""The questions in docs/sql against the report, where names change, codes are missing and frameworks meet in one period."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from pyarrow import parquet

from prevent_cli.portfolio.tables import TABLES
from prevent_cli.reports import parquet as written
from tests.portfolio.councils import OURS, compared, council, councils, withholding
from tests.portfolio.test_tables import ask

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeProject, Run

OLD, NEW = "framework: ours-1\n", "framework: ours-2\n"
WAY = """\
format: crosswalk/1
id: way
title: From the older to the newer
from: ours-1
to: ours-2
mappings: [{from: 1, to: 1}, {from: 1.1, to: 1.1}, {from: 2, to: 2}, {from: 2.1, to: 2.1}]
"""
Rows = list[dict[str, Any]]


def without_code(text: str) -> str:
    head, _, rest = text.partition(", code: ")
    return head + rest[rest.index("}") :]


def done(text: str) -> str:
    raised = "{id: A1, status: complete, raised: 1 Apr 2025, completed: 11 Apr 2025,"
    return text.replace("{id: A1,", raised)


FILES = councils(3, extra=OLD, answer="not met") | {
    "toolkits/renamed-1.yaml": council("Old Name Council", "E06000101", "Q1 2025/26", "red red", extra=OLD),
    "toolkits/renamed-2.yaml": council("New Name Council", "E06000101", "Q2 2025/26", "amber green", extra=OLD),
    "toolkits/coded.yaml": done(council("C Council", "E06000003", "Q1 2025/26", extra=OLD)),
    "toolkits/uncoded.yaml": without_code(done(council("C COUNCIL", "", "Q3 2025/26", "red amber", extra=OLD))),
    "toolkits/d-1.yaml": council("D Council", "E06000104", "Q1 2025/26", extra=OLD),
    "toolkits/d-2-old.yaml": done(council("D Council", "E06000104", extra=OLD)),
    "toolkits/d-2-new.yaml": done(council("D Council", "E06000104", extra=NEW)),
    "toolkits/late-old.yaml": council("L Council", "E06000105", "Q1 2025/26", extra=OLD, answer="not met"),
    "toolkits/e.yaml": council("E Council", "E06000106", "Q1 2025/26", extra=NEW, answer="not met"),
    "toolkits/f.yaml": council("F Council", "E06000107", "Q2 2025/26", "green amber", extra=NEW, answer="not met"),
    "frameworks/ours-1.yaml": OURS.replace("ours", "ours-1"),
    "frameworks/ours-2.yaml": OURS.replace("ours", "ours-2"),
    "frameworks/way.yaml": WAY,
    "toolkits/x.yaml": council("X Council", "E06000108", answer="not met"),
    "toolkits/y.yaml": council("Y Council", "E06000109", ratings="red red", answer="not met"),
}


@pytest.fixture
def report(run: Run, project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> Rows:
    """Write the tables, go to their folder, and give the frameworks of the report."""
    folder = project(FILES)
    asked = ("--as-of", "2026-01-31")
    assert run("portfolio", "--format", "parquet", "-o", "tables", *asked).code == 0
    found: Rows = json.loads(run("portfolio", "--format", "json", *asked).stdout)["frameworks"]
    monkeypatch.chdir(folder / "tables")
    return found


def by_framework(report: Rows, part: str) -> list[tuple[str, dict[str, Any]]]:
    return [(group["framework"], each) for group in report for each in group[part] or ()]


def test_the_report_has_each_body_once(report: Rows) -> None:
    assert {group["framework"]: [body["organisation"] for body in group["matrix"]] for group in report} == {
        "ours-1": ["A Council", "B Council", "C COUNCIL", "L Council", "New Name Council"],
        "ours-2": ["D Council", "E Council", "F Council"],
        None: ["X Council", "Y Council"],
    }


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_the_bodies_of_the_report(table: str, report: Rows) -> None:
    rows = parquet.read_table(f"{table}.parquet").to_pylist()

    assert {
        (row["framework"], row["organisation"], row["period_last"].isoformat()) for row in rows if row["latest"]
    } == {(name, body["organisation"], body["period_by"]) for name, body in by_framework(report, "matrix")}
    assert {row["body"] for row in rows if row["organisation"].casefold() == "c council"} == {"E06000003"}
    assert {row["toolkit"] for row in rows if not row["speaks"]} == {"toolkits/d-2-old.yaml"}


def test_latest_ratings(report: Rows) -> None:
    assert [
        (
            row["framework"],
            row["benchmark"],
            {key: row[key] for key in ("green", "amber", "red", "not_judged", "not_shown")},
        )
        for row in ask("latest-ratings")
    ] == [(name, one["id"], one["judged"]) for name, one in by_framework(report, "benchmarks")]


def test_latest_ratings_of_an_edition(run: Run, project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project(compared(councils(3) | withholding(4)))
    run("portfolio", "--audience", "public", "--format", "parquet", "-o", "tables")
    report = json.loads(run("portfolio", "--audience", "public", "--format", "json").stdout)["frameworks"]
    monkeypatch.chdir(folder / "tables")

    told = [
        {
            "id": row["benchmark"],
            "title": row["title"],
            "judged": {key: row[key] for key in report[0]["benchmarks"][0]["judged"]},
        }
        for row in ask("latest-ratings")
    ]

    assert told == [
        {key: one[key] for key in ("id", "title", "judged")} for _, one in by_framework(report, "benchmarks")
    ]
    assert [one["judged"]["not_shown"] for one in told] == [4, 4]


def test_late(report: Rows) -> None:
    late = {
        (name, body["organisation"], body["period"], body["days_behind"])
        for name, body in by_framework(report, "matrix")
        if body["late"]
    }

    assert {name for _, name, *_ in late} == {"L Council", "E Council"}
    assert {tuple(row.values()) for row in ask("late")} == late


def test_gaps_in_common(report: Rows) -> None:
    gaps = {(name, one["id"], one["bodies"], one["of"]) for name, one in by_framework(report, "gaps")}

    assert {
        (row["framework"], row["expectation"], row["bodies"], row["in_scope"]) for row in ask("gaps-in-common")
    } == gaps
    assert {name for name, *_ in gaps} == {"ours-1", "ours-2"}


def test_judged_against_computed(report: Rows) -> None:
    differ = {(name, one["id"]): one["differ"] for name, one in by_framework(report, "benchmarks")}
    found = {
        (row["framework"], row["benchmark"]): row["judged_kinder"] + row["judged_harder"]
        for row in ask("judged-against-computed")
    }

    assert {key: found.get(key, 0) for key in differ} == differ
    assert sum(differ.values()) > 4


def test_overdue_by_owner(report: Rows) -> None:
    overdue = [body["overdue"] for _, body in by_framework(report, "matrix") if body["overdue"]]

    assert [(row["owner"], row["overdue"], row["bodies"]) for row in ask("overdue-by-owner")] == [
        ("Clerk", sum(overdue), len(overdue))
    ]


def test_most_slipped(report: Rows) -> None:
    assert sorted((row["organisation"], row["action"], row["slipped_days"]) for row in ask("most-slipped")) == sorted(
        (one["organisation"], one["id"], one["slipped_days"]) for _, one in by_framework(report, "slipped")
    )


def test_trend(report: Rows) -> None:
    colours = ("green", "amber", "red")

    assert [
        (row["framework"], row["period_last"].isoformat(), row["period"], row["bodies"], *map(row.get, colours))
        for row in ask("trend")
    ] == [
        (name, one["period_by"], one["period"], one["bodies"], *map(one["judged"].get, colours))
        for name, one in by_framework(report, "periods")
    ]


def test_old_evidence(report: Rows) -> None:
    met = {group["framework"]: sum(body["states"]["met"] for body in group["matrix"]) for group in report[:2]}
    found = ask("old-evidence")

    assert {name: sum(row["met"] for row in found if row["framework"] == name) for name in met} == met
    assert {row["framework"] for row in found} == set(met)


def test_worse_is_asked_of_a_body_whatever_it_is_called(report: Rows) -> None:
    assert report

    assert [(row["organisation"], row["benchmark"], row["judged_before"], row["judged"]) for row in ask("worse")] == [
        ("C COUNCIL", "1", "green", "red"),
    ]


def test_the_report_names_what_got_worse_as_the_question_does(report: Rows) -> None:
    named = {(body["organisation"], ref) for _, body in by_framework(report, "matrix") for ref in body["worse"] or ()}

    assert {(row["organisation"], row["benchmark"]) for row in ask("worse")} == named


def test_an_action_that_was_carried_into_a_newer_framework_counts_once(report: Rows) -> None:
    assert report

    assert [(row["framework"], row["completed"], row["median_days"]) for row in ask("how-long-actions-take")] == [
        ("ours-1", 1, 10),
        ("ours-2", 1, 10),
    ]


def test_tables_of_many_row_groups_say_the_same(
    report: Rows, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert report
    monkeypatch.setattr(written, "_GROUP", 3)
    monkeypatch.chdir("..")

    run("portfolio", "--format", "parquet", "-o", tmp_path / "small", "--as-of", "2026-01-31")

    for table in TABLES:
        small = parquet.ParquetFile(tmp_path / "small" / f"{table}.parquet")
        assert small.num_row_groups > 1
        assert small.read().to_pylist() == parquet.read_table(f"tables/{table}.parquet").to_pylist()


@pytest.mark.parametrize("audience", [(), ("--audience", "public")])
def test_a_second_toolkit_that_shows_as_one_only_at_the_end_has_no_rows(
    run: Run, project: MakeProject, audience: tuple[str, ...]
) -> None:
    nameless = without_code(council(ratings="red red"))
    folder = project(
        {"toolkits/a.yaml": nameless, "toolkits/b.yaml": council(), "toolkits/c.yaml": council("C", "E06000009")}
    )

    done = run("portfolio", "--format", "parquet", "-o", "tables", "--skip-invalid", *audience)

    assert done.stderr.count("there is a toolkit for the same body and period") == 1
    rows = parquet.read_table(folder / "tables/ratings.parquet").to_pylist()
    assert [(row["body"], row["judged"], row["latest"]) for row in rows] == [
        ("E06000901", "green", True),
        ("E06000901", "red", True),
        ("E06000009", "green", True),
        ("E06000009", "red", True),
    ]
    assert not list(folder.glob("tables/.*"))


def test_a_name_that_two_codes_have_is_neithers(run: Run, project: MakeProject) -> None:
    folder = project(
        {
            "toolkits/a.yaml": council(code="E06000001"),
            "toolkits/b.yaml": council(code="E06000002"),
            "toolkits/c.yaml": without_code(council(period="Q3 2025/26")),
        }
    )

    run("portfolio", "--format", "parquet", "-o", "tables")

    rows = parquet.read_table(folder / "tables/ratings.parquet").to_pylist()
    assert {row["body"] for row in rows if row["latest"]} == {"E06000001", "E06000002", "ashford council"}

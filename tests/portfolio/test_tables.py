"""The three tables as Parquet, and the ten questions in docs/sql: asked with DuckDB, some answered by other means too."""

from __future__ import annotations

import re
import sys
from collections import Counter
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import duckdb
import pytest
from pyarrow import parquet

from bench.generate import generate
from prevent_cli.portfolio.tables import HEAD, TABLES
from prevent_cli.reports.parquet import schema
from prevent_cli.workspace import Workspace
from tests.portfolio.councils import council, councils

if TYPE_CHECKING:
    from prevent_cli.model.assessment import Assessment
    from tests.conftest import MakeProject, Run

ROOT = Path(__file__).parent.parent.parent
QUESTIONS = sorted((ROOT / "docs" / "sql").glob("*.sql"))
TODAY = date(2026, 6, 1)
KINDS = {
    "word": "dictionary<values=string, indices=int32, ordered=0>",
    "text": "string",
    "words": "list<element: string not null>",
    "day": "date32[day]",
    "flag": "bool",
    "number": "int32",
}


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a project of twelve toolkits of three bodies, smaller than real ones."""
    folder = tmp_path_factory.mktemp("generated")
    generate(folder, 12, seed=5, size=30_000)
    return folder


@pytest.fixture(params=["example", "generated"])
def toolkits(request: pytest.FixtureRequest, generated: Path) -> list[Path]:
    if request.param == "example":
        return [ROOT / "examples", ROOT / "toolkits"]
    return [generated / "toolkits"]


@pytest.fixture
def tables(toolkits: list[Path], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the tables and go to their folder."""
    monkeypatch.chdir(tmp_path)
    done = run("portfolio", *toolkits, "--format", "parquet", "-o", "tables", "-q")
    assert done.code == 0, done.stderr
    monkeypatch.chdir(tmp_path / "tables")
    return tmp_path / "tables"


@pytest.fixture
def assessments(toolkits: list[Path]) -> list[Assessment]:
    return Workspace(toolkits, Path.cwd(), TODAY).assessments()


def ask(name: str) -> list[dict[str, Any]]:
    """Answer a question of docs/sql from the tables in the current folder."""
    (file,) = (ROOT / "docs" / "sql").glob(f"*-{name}.sql")
    with duckdb.connect() as database:
        found = database.sql(file.read_text(encoding="utf-8"))
        return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def latest(found: list[Assessment]) -> list[Assessment]:
    newest: dict[str, Assessment] = {}
    for one in found:
        key = one.organisation.name
        if key not in newest or one.period.last > newest[key].period.last:
            newest[key] = one
    return list(newest.values())


def test_there_are_ten_questions_and_the_page_has_them_all() -> None:
    page = (ROOT / "docs" / "portfolio.md").read_text(encoding="utf-8")

    assert [file.name for file in QUESTIONS] == re.findall(r"\(sql/(\S+\.sql)\)", page)
    assert len(QUESTIONS) == 10


@pytest.mark.parametrize("file", QUESTIONS, ids=lambda file: file.stem)
def test_each_question_can_be_asked(file: Path, tables: Path) -> None:
    assert tables.is_dir()

    assert isinstance(ask(file.stem.partition("-")[2]), list)


def test_the_latest_ratings_are_those_of_the_latest_toolkits(tables: Path, assessments: list[Assessment]) -> None:
    assert tables.is_dir()
    views = [view for one in latest(assessments) for view in one.benchmarks]

    for row in ask("latest-ratings"):
        judged = [view.judged.value if view.judged else None for view in views if view.id == row["benchmark"]]
        counted = tuple(judged.count(colour) for colour in ("green", "amber", "red", None))
        assert tuple(row[key] for key in ("green", "amber", "red", "not_judged")) == counted


def test_gaps_in_common_are_those_that_the_program_finds(tables: Path, assessments: list[Assessment]) -> None:
    assert tables.is_dir()
    gaps = Counter(
        view.id
        for one in latest(assessments)
        for benchmark in one.benchmarks
        for view in benchmark.expectations
        if view.state == "gap"
    )

    assert {row["expectation"]: row["bodies"] for row in ask("gaps-in-common")} == {
        ref: number for ref, number in gaps.items() if number > 1
    }


def test_overdue_actions_are_counted_by_owner(tables: Path, assessments: list[Assessment]) -> None:
    assert tables.is_dir()
    late = Counter(
        owner for one in latest(assessments) for action in one.actions if action.overdue for owner in action.owners
    )

    assert {row["owner"]: row["overdue"] for row in ask("overdue-by-owner")} == late


def test_the_trend_counts_every_toolkit(tables: Path, assessments: list[Assessment]) -> None:
    assert tables.is_dir()
    green: Counter[date] = Counter()
    for one in assessments:
        green[one.period.last] += one.judged_counts["green"]

    assert {row["period_last"]: row["green"] for row in ask("trend")} == green


def test_how_long_actions_take_is_counted_in_days(tables: Path, assessments: list[Assessment]) -> None:
    assert tables.is_dir()
    done = {
        (one.organisation.name, action.id): action
        for one in sorted(assessments, key=lambda one: one.period.last)
        for action in one.actions
        if action.status == "complete" and action.raised and action.completed and action.id
    }
    days: dict[str, list[int]] = {}
    for action in done.values():
        assert action.raised
        assert action.completed
        days.setdefault(action.benchmark, []).append((action.completed.last - action.raised.first).days)

    assert {row["benchmark"]: row["median_days"] for row in ask("how-long-actions-take")} == {
        ref: median(found) for ref, found in days.items()
    }


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_the_documented_columns(table: str, tables: Path) -> None:
    found = parquet.read_schema(tables / f"{table}.parquet")

    assert [(one.name, str(one.type), one.nullable) for one in found] == [
        (one.name, KINDS[one.kind], not one.always) for one in (*HEAD, *TABLES[table])
    ]
    assert found == schema(table)
    assert {key.decode(): value.decode() for key, value in found.metadata.items() if key.startswith(b"prevent.")} == {
        "prevent.program": f"prevent {version('prevent-cli')}",
        "prevent.format": "portfolio/1",
        "prevent.table": table,
    }


def test_the_same_toolkits_give_the_same_bytes(run: Run, project: MakeProject) -> None:
    folder = project(councils(3))

    for name in ("one", "other"):
        run("portfolio", "--format", "parquet", "-o", name)

    for table in TABLES:
        name = f"{table}.parquet"
        assert (folder / "one" / name).read_bytes() == (folder / "other" / name).read_bytes()


def test_fields_of_bodies_are_columns(run: Run, project: MakeProject) -> None:
    folder = project(councils(2) | {"bodies.csv": "code,region\nE06000002,West\n"})

    run("portfolio", "--format", "parquet", "-o", "tables", "--bodies", "bodies.csv")

    found = parquet.read_table(folder / "tables/ratings.parquet").to_pylist()
    assert {(row["organisation"], row["region"]) for row in found} == {("A Council", None), ("B Council", "West")}


def test_an_edition_has_nulls_for_what_it_withholds(run: Run, project: MakeProject) -> None:
    secret = council().replace("id: 1.1,", "id: 1.1, audience: officers, withheld: {reason: names a case},")
    folder = project({"toolkits/a.yaml": secret})

    run("portfolio", "--format", "parquet", "-o", "tables", "--audience", "public")

    rows = parquet.read_table(folder / "tables/ratings.parquet").to_pylist()
    assert {row["toolkit"] for row in rows} == {""}
    assert [(row["benchmark"], row["in_scope"], row["withholds"]) for row in rows] == [
        ("1", None, True),
        ("2", 1, True),
    ]
    asked = parquet.read_table(folder / "tables/expectations.parquet").to_pylist()
    assert [row["expectation"] for row in asked if row["state"]] == ["2.1"]


def test_nothing_is_written_where_a_file_has_errors(run: Run, project: MakeProject) -> None:
    folder = project(councils(1) | {"toolkits/z.yaml": "format: toolkit/1\nperiod: soon\n"})

    done = run("portfolio", "--format", "parquet", "-o", "tables")

    assert done.code == 1
    assert not (folder / "tables").exists()


def test_older_tables_stay_where_a_file_has_errors(run: Run, project: MakeProject) -> None:
    folder = project(councils(1))
    run("portfolio", "--format", "parquet", "-o", "tables")
    before = {path.name: path.read_bytes() for path in (folder / "tables").iterdir()}
    (folder / "toolkits/z.yaml").write_text("format: toolkit/1\nperiod: soon\n")

    assert run("portfolio", "--format", "parquet", "-o", "tables").code == 1
    assert {path.name: path.read_bytes() for path in (folder / "tables").iterdir()} == before


def test_a_missing_extra_is_one_sentence(run: Run, project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project(councils(1))
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)

    done = run("portfolio", "--format", "parquet", "-o", "tables")

    assert done.code == 2
    assert 'pip install "pyarrow>=' in done.stderr
    assert not (folder / "tables").exists()

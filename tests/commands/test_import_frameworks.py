from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from prevent_cli.store.load import load_framework
from tests.importing.test_ciso import LIBRARY, NODES
from tests.importing.test_oscal import CATALOG

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeProject, Run

FILES = {"library.yaml": LIBRARY + NODES, "catalog.json": json.dumps({"catalog": CATALOG}), "toolkits/.keep": ""}


@pytest.fixture
def here(project: MakeProject) -> Path:
    return project(FILES)


@pytest.mark.parametrize(
    ("source", "name"), [("library.yaml", "market-hall"), ("catalog.json", "controls-for-a-lending-library")]
)
def test_a_foreign_framework_is_ours_from_then_on(run: Run, here: Path, source: str, name: str) -> None:
    done = run("import", source)

    assert done.code == 0, done.stderr
    assert load_framework(here / "frameworks" / f"{name}.yaml").sound
    assert name in run("frameworks").stdout
    assert run("new", "Testshire", "--period", "2024", "--framework", name).code == 0
    assert run("validate").code == 0


@pytest.mark.usefixtures("here")
def test_what_was_left_out_is_told_on_stderr(run: Run) -> None:
    done = run("import", "library.yaml")

    assert done.stdout == (
        "frameworks/market-hall.yaml: the framework market-hall with 1 benchmark, 1 question, 1 expectation, "
        "from this CISO Assistant library\n"
    )
    assert "left out: 'annotation', once: A.5.1" in done.stderr


def test_the_table_of_ids_is_written_where_it_is_asked_for(run: Run, here: Path) -> None:
    run("import", "library.yaml", "--ids", "ids.csv")

    assert (here / "ids.csv").read_text(encoding="utf-8-sig").splitlines()[:2] == [
        "id,old_id,source,path",
        "1,A,u:a,A",
    ]


@pytest.mark.usefixtures("here")
def test_the_table_of_ids_can_be_printed_without_writing_anything(run: Run) -> None:
    done = run("import", "catalog.json", "--ids", "-", "--dry-run")

    assert "1.1.2,ln-1_smt.b.1,ln-1_smt.b.1,ln > ln-1 > ln-1_smt.b > ln-1_smt.b.1" in done.stdout.splitlines()


def test_a_dry_run_writes_nothing(run: Run, here: Path) -> None:
    done = run("import", "library.yaml", "--ids", "ids.csv", "--dry-run")

    assert "+id: market-hall" in done.stdout
    assert not (here / "frameworks").exists()
    assert not (here / "ids.csv").exists()


@pytest.mark.usefixtures("here")
def test_a_framework_that_is_there_stays(run: Run) -> None:
    run("import", "library.yaml")
    done = run("import", "library.yaml")

    assert (done.code, done.stderr.splitlines()[0]) == (2, "error: frameworks/market-hall.yaml is there already")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("option", [["--period", "2024"], ["--merge"], ["--framework", "home-office-2018"]])
def test_options_for_toolkits_are_refused(run: Run, option: list[str]) -> None:
    done = run("import", "library.yaml", *option)

    assert (done.code, f"{option[0]} means nothing" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("broken.json", '{"catalog": {', "broken.json is no JSON: line 1, column 14"),
        ("deep.json", '{"catalog": ' + "[" * 100_000, "deep.json is nested too deeply"),
        ("long.json", '{"catalog": ' + "9" * 5000 + "}", "long.json is no JSON"),
        ("alias.yaml", LIBRARY + "    - &a {urn: u}\n    - *a\n", "alias.yaml: line 18, column 7"),
        ("twice.yaml", "urn: u\nurn: v\nobjects: {}\n", "twice.yaml: line 2, column 1"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_line(
    run: Run, project: MakeProject, name: str, text: str, said: str
) -> None:
    root = project({name: text})
    done = run("import", name)

    assert (done.code, done.stderr.startswith(f"error: {said}")) == (2, True), done.stderr
    assert not (root / "frameworks").exists()


def test_half_a_surrogate_pair_is_refused_or_kept(run: Run, project: MakeProject) -> None:
    group = {"id": "g", "title": "G \ud800", "controls": [{"id": "c", "title": "C"}]}
    root = project({"odd.json": json.dumps({"catalog": CATALOG | {"groups": [group]}})})
    done = run("import", "odd.json")

    assert done.code in {1, 2}
    assert not (root / "frameworks").exists()

"""What a command loads: starting fast is a matter of not importing; and what is no code holds none."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from prevent_cli.resources import DATA, TEMPLATES, TOOLKITS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeProject

DRIVER = """
import json, sys
from prevent_cli.cli import run
target = sys.argv.pop(1)
try:
    run()
except SystemExit as left:
    code = left.code
names = sorted({name.partition(".")[0] for name in sys.modules})
with open(target, "w") as stream:
    json.dump({"code": code, "names": names}, stream)
"""
HEAVY = {"pydantic", "yaml", "jinja2", "rich", "markdown_it"}


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["--help"], HEAVY),
        (["--version"], HEAVY),
        (["validate", "toolkits"], {"jinja2", "rich", "markdown_it"}),
        (["validate", "toolkits", "--format", "json"], {"jinja2", "rich", "markdown_it"}),
        (["actions", "toolkits", "--format", "json"], {"jinja2", "rich"}),
        (["actions", "toolkits", "--format", "csv"], {"jinja2", "rich"}),
        (["actions", "toolkits", "--format", "ics"], {"jinja2", "rich", "markdown_it", "icalendar"}),
        (["rag", "toolkits", "--format", "json"], {"jinja2", "rich", "markdown_it"}),
        (["trend", "toolkits", "--format", "json"], {"jinja2", "rich", "markdown_it"}),
        (["show", "7", "toolkits"], {"jinja2", "rich", "markdown_it"}),
        (["render", "toolkits", "--format", "json"], {"jinja2", "rich", "xlsxwriter"}),
        (["render", "toolkits", "--format", "csv", "-o", "-"], {"jinja2", "rich", "markdown_it", "xlsxwriter"}),
        (["render", "toolkits", "--format", "xlsx", "-o", "-"], {"jinja2", "rich", "markdown_it"}),
        (["schema"], {"yaml", "jinja2", "rich", "markdown_it"}),
        (["frameworks"], {"jinja2", "rich", "markdown_it"}),
        (["explain"], {"yaml", "jinja2", "rich", "markdown_it"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_loads_only_what_it_needs(
    project: MakeProject, tmp_path: Path, arguments: list[str], unwanted: set[str]
) -> None:
    project({"toolkits/a.yaml": "benchmarks: [{id: 7, actions: [{id: A1, text: x}]}]\n"})
    target = tmp_path / "loaded.json"
    subprocess.run([sys.executable, "-c", DRIVER, str(target), *arguments], capture_output=True, timeout=60, check=True)
    loaded = json.loads(target.read_text())

    assert loaded["code"] in {0, None}
    assert unwanted & set(loaded["names"]) == set()


def test_an_answer_that_is_known_loads_neither_models_nor_checks(project: MakeProject, tmp_path: Path) -> None:
    project({"toolkits/a.yaml": "benchmarks: [{id: 7, rating: orange}]\n"})
    target = tmp_path / "loaded.json"
    driven = [sys.executable, "-c", DRIVER, str(target), "validate", "toolkits"]
    for _ in range(2):
        subprocess.run(driven, capture_output=True, timeout=60, check=True)
    loaded = json.loads(target.read_text())

    assert loaded["code"] == 1
    assert (HEAVY | {"logging", "tempfile", "concurrent", "multiprocessing"}) & set(loaded["names"]) == set()


@pytest.mark.parametrize("folder", [TOOLKITS, TEMPLATES], ids=lambda folder: folder.name)
def test_data_holds_no_code(folder: Path) -> None:
    assert list(folder.rglob("*.py")) == []


@pytest.mark.parametrize(
    "name",
    [
        "templates/frameworks/home-office-2018.yaml",
        "templates/crosswalks/home-office-2018-to-2024.yaml",
        "toolkits/thurrock/2021-12.yaml",
    ],
)
def test_data_is_where_the_program_looks(name: str) -> None:
    assert (DATA / name).is_file()

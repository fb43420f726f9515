"""What a command loads: starting fast is a matter of not importing; and what is no code holds none."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from prevent_cli.resources import DATA, TEMPLATES, TOOLKITS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeProject

DRIVER = """
import atexit, json, sys
from prevent_cli.__main__ import main
target = sys.argv.pop(1)
@atexit.register
def tell():
    with open(target, "w") as stream:
        json.dump(sorted(name for name in sys.modules if "." not in name), stream)
main()
"""
UNNEEDED = {"logging", "tempfile", "concurrent", "multiprocessing", "hashlib", "hmac", "random", "email", "zipfile"}
UNREAD = {"model.crosswalk", "checks.crosswalks", "checks.codes"}
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

    assert unwanted & set(json.loads(target.read_text())) == set()


def test_an_answer_that_is_known_loads_neither_models_nor_checks(project: MakeProject, tmp_path: Path) -> None:
    project({"toolkits/a.yaml": "benchmarks: [{id: 7, rating: orange}]\n"})
    target = tmp_path / "loaded.json"
    driven = [sys.executable, "-c", DRIVER, str(target), "validate", "toolkits"]
    codes = [subprocess.run(driven, capture_output=True, timeout=60, check=False).returncode for _ in range(2)]

    assert codes == [1, 1]
    assert (HEAVY | UNNEEDED) & set(json.loads(target.read_text())) == set()


def test_a_file_that_is_checked_anew_loads_little_of_the_standard_library(project: MakeProject, tmp_path: Path) -> None:
    project({"toolkits/a.yaml": "benchmarks: [{id: 7, rating: orange}]\n"})
    target = tmp_path / "loaded.json"
    driven = [sys.executable, "-c", DRIVER, str(target), "validate", "--no-cache", "toolkits"]
    subprocess.run(driven, capture_output=True, timeout=60, check=False)

    assert UNNEEDED & set(json.loads(target.read_text())) == set()


def test_a_file_that_is_checked_anew_does_not_load_what_reads_other_files(project: MakeProject, tmp_path: Path) -> None:
    project({"toolkits/a.yaml": "benchmarks: [{id: 7, rating: orange}]\n"})
    seen = DRIVER.replace('if "." not in name', 'if name.startswith("prevent_cli")')
    target = tmp_path / "loaded.json"
    driven = [sys.executable, "-c", seen, str(target), "validate", "--no-cache", "toolkits"]
    subprocess.run(driven, capture_output=True, timeout=60, check=False)
    loaded = set(json.loads(target.read_text()))

    assert "prevent_cli.model.toolkit" in loaded
    assert {f"prevent_cli.{name}" for name in UNREAD} & loaded == set()


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        (["rag", "toolkits"], {"drafts", "tagged", "versions", "store.git", "model.crosswalk"}),
        (["trend", "toolkits"], {"drafts", "tagged", "versions", "store.git", "model.crosswalk"}),
        (["render", "--format", "json", "-o", "-"], {"tagged", "versions", "store.git", "model.crosswalk"}),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_command_does_not_load_what_reads_for_another(
    project: MakeProject, tmp_path: Path, arguments: list[str], unwanted: set[str]
) -> None:
    project({"toolkits/a.yaml": "benchmarks: [{id: 7, rating: red}]\n"})
    seen = DRIVER.replace('if "." not in name', 'if name.startswith("prevent_cli")')
    target = tmp_path / "loaded.json"
    driven = [sys.executable, "-c", seen, str(target), *arguments]
    subprocess.run(driven, capture_output=True, timeout=60, check=True)
    loaded = set(json.loads(target.read_text()))

    assert "prevent_cli.workspace" in loaded
    assert {f"prevent_cli.{name}" for name in unwanted} & loaded == set()


def test_what_is_not_loaded_is_there_when_it_is_asked_for() -> None:
    driver = """
import atexit, sys
from prevent_cli.__main__ import main
sys.argv = ["prevent", "--version"]
@atexit.register
def ask():
    import platform, secrets
    from pydantic.plugin._loader import entry_points
    print(platform.python_version(), platform.system(), len(secrets.token_hex(4)), entry_points.__name__)
main()
"""
    done = subprocess.run([sys.executable, "-c", driver], capture_output=True, text=True, timeout=60, check=True)

    told = f"{platform.python_version()} {platform.system()} 8 entry_points"
    assert done.stdout.splitlines()[1:] == [told]


@pytest.mark.parametrize("name", ["prevent_cli.cli", "typer", "prevent_cli.workspace"])
def test_ctrl_c_while_modules_load_ends_without_a_word(name: str, project: MakeProject) -> None:
    project({"toolkits/a.yaml": "benchmarks: []\n"})
    driver = f"""
import sys
from prevent_cli.__main__ import main
class Pressed:
    def find_spec(self, name, *_):
        if name == {name!r}:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Pressed())
sys.argv = ["prevent", "show"]
main()
"""
    done = subprocess.run([sys.executable, "-c", driver], capture_output=True, text=True, timeout=60, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_what_a_thread_still_does_is_waited_for() -> None:
    driver = """
import sys, threading, time
from prevent_cli.__main__ import main
sys.argv = ["prevent", "--version"]
threading.Thread(target=lambda: (time.sleep(0.2), print("done"))).start()
main()
"""
    done = subprocess.run([sys.executable, "-c", driver], capture_output=True, text=True, timeout=60, check=True)

    assert min(done.stdout.splitlines()) == "done"


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

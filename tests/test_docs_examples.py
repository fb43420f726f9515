"""What the pages in docs show, tried: records are read, commands are run."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from prevent_cli.store.load import load_crosswalk, load_framework

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Run

ROOT = Path(__file__).parent.parent
ELSEWHERE = {"tour.md", "excel.md"}  # they change files: see tests/test_tour.py and tests/test_docs_excel.py
PAGES = [ROOT / "README.md", *sorted(page for page in (ROOT / "docs").glob("*.md") if page.name not in ELSEWHERE)]
FENCED = re.compile(r"^([ ]*)```(\w+)\n(.*?)^\1```[ ]*$", re.MULTILINE | re.DOTALL)
EXIT = re.compile(r"#\s*exit (\d+)\s*$")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page: its language, its text, the line of the page it begins on."""

    page: Path
    line: int
    language: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}"


@dataclass(frozen=True, slots=True)
class Example:
    """A command in a console block, and the lines that the page shows below it."""

    place: str
    command: str
    shown: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        """The arguments; what the shell does with the output is left out."""
        words = shlex.split(self.command, comments=True)[1:]
        return list(takewhile(lambda word: word not in {"|", ">", "2>"}, words))

    @property
    def code(self) -> int:
        """The exit code that the page promises."""
        said = EXIT.search(self.command)
        return int(said[1]) if said else 0

    def __str__(self) -> str:
        return f"{self.place} {self.command}"


def blocks(language: str) -> Iterator[Block]:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for found in FENCED.finditer(text):
            if found[2] == language:
                yield Block(page, text.count("\n", 0, found.start()) + 1, language, dedent(found[3]))


def records(kind: str) -> list[Block]:
    return [block for block in blocks("yaml") if block.text.startswith(f"format: {kind}/")]


def examples() -> Iterator[Example]:
    for block in blocks("console"):
        command, shown = None, list[str]()
        for line in (*block.text.replace("\\\n", " ").splitlines(), "$"):
            if line.startswith(("$", "prevent ")):
                if command:
                    yield Example(str(block), command, tuple(shown))
                asked = line.removeprefix("$ ")
                command, shown = asked if asked.startswith("prevent ") else None, []
            elif line.strip() and "…" not in line:
                shown.append(line.rstrip())


@pytest.fixture
def at_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a folder that looks like the repository's root, so that reports are not written into it."""
    for path in ROOT.iterdir():
        if path.name != "reports":
            (tmp_path / path.name).symlink_to(path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_there_is_something_to_try() -> None:
    assert records("toolkit")
    assert records("framework")
    assert records("crosswalk")
    assert [*examples()]


def test_every_record_says_which_format_it_has() -> None:
    known = {str(block) for kind in ("toolkit", "framework", "crosswalk") for block in records(kind)}

    assert [
        str(block) for block in blocks("yaml") if block.text.startswith("format:") and str(block) not in known
    ] == []


@pytest.mark.parametrize("block", records("framework"), ids=str)
def test_a_framework_has_no_errors(block: Block, tmp_path: Path) -> None:
    path = tmp_path / "framework.yaml"
    path.write_text(block.text, encoding="utf-8")

    loaded = load_framework(path)

    assert loaded.source.refusals == ()
    assert loaded.problems == ()


@pytest.mark.parametrize("block", records("crosswalk"), ids=str)
def test_a_crosswalk_is_read_as_one(block: Block, tmp_path: Path) -> None:
    path = tmp_path / "crosswalk.yaml"
    path.write_text(block.text, encoding="utf-8")

    loaded = load_crosswalk(path)

    assert loaded.source.refusals == ()
    assert loaded.problems == ()


@pytest.mark.parametrize("block", records("toolkit"), ids=str)
def test_a_toolkit_has_no_errors(block: Block, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Check it in a project that holds the frameworks shown on the same page."""
    same_page = [one for one in records("framework") if one.page == block.page]
    files = {"toolkits/example.yaml": block.text} | {f"frameworks/{one.line}.yaml": one.text for one in same_page}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    done = run("validate", "toolkits/example.yaml")

    assert done.code == 0, done.stdout + done.stderr


@pytest.mark.parametrize("example", list(examples()), ids=str)
def test_a_command_ends_and_prints_as_the_page_says(example: Example, run: Run, at_root: Path) -> None:
    assert at_root.is_dir()

    done = run(*example.words)

    printed = [line.rstrip() for line in (done.stdout + done.stderr).splitlines()]
    assert done.code == example.code, done.stderr
    if "|" not in shlex.split(example.command, comments=True):
        assert [line for line in example.shown if line not in printed] == []


def test_the_python_in_the_readme_runs() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)

    done = subprocess.run([sys.executable, "-c", block], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert "('8', 'amber')" in done.stdout

"""The examples at the end of every command's help, run in order from a copy of the repository's root."""

from __future__ import annotations

import shlex
import shutil
from glob import glob
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from prevent_cli import cli
from prevent_cli.errors import FINDINGS
from tests.repositories import git
from tests.tools import need

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Run

ROOT = Path(__file__).parent.parent
FAILING = {"prevent validate --strict toolkits": FINDINGS}
"""The toolkit on board has warnings, and --strict is there to fail on them."""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a copy of what a clone's root holds for its users, committed."""
    need("git")
    for name in ("toolkits", "examples"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "Begin")
    return tmp_path


def words(example: str) -> Iterator[str]:
    """Give the arguments as a shell would; where its output goes is left out."""
    for word in takewhile(lambda one: one not in {"|", ">"}, shlex.split(example)[1:]):
        yield from sorted(glob(word)) if "*" in word else [word]  # noqa: PTH207 - as the shell does


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_the_examples_of_a_commands_help_work_one_after_the_other(name: str, run: Run, root: Path) -> None:
    assert root.is_dir()

    done = {example: run(*words(example)) for example in cli.module(name).EXAMPLES}

    assert {example: one.stderr for example, one in done.items() if one.code != FAILING.get(example, 0)} == {}

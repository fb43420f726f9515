"""The tour, taken: every command of its page in order, in one shell, with real git, in a copy of the example."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from tests.tools import need

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "tour.md"
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXIT = re.compile(r"# exit (\d+)$")
MARK = "---- this command ends with "
GAP = "…"
IDENTITY = {"NAME": "Prevent lead", "EMAIL": "prevent.lead@example.org"}


@dataclass(frozen=True, slots=True)
class Step:
    """A command of the tour, and the lines that the page shows below it."""

    command: str
    shown: tuple[str, ...]

    @property
    def code(self) -> int:
        """The exit code that the page promises."""
        said = EXIT.search(self.command)
        return int(said[1]) if said else 0


def steps() -> Iterator[Step]:
    for block in CONSOLE.findall(PAGE.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = part.rstrip("\n").splitlines()
            yield Step(command, tuple(shown))


def told(shown: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether lines were printed as they are shown: one below the other, and anything in the place of a gap."""
    pattern = "".join(r"(?:.*\n)*?" if line == GAP else re.escape(line.rstrip()) + r" *\n" for line in shown)
    return re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in printed)) is not None


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """Give an environment that has the program and git, and none of the developer's configuration."""
    program = Path(need("git")).parent
    who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in IDENTITY.items()}
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    nothing = {"GIT_CONFIG_GLOBAL": str(tmp_path / "no-configuration"), "GIT_CONFIG_NOSYSTEM": "1"}
    path = os.pathsep.join([str(Path(sys.executable).parent), str(program), os.environ["PATH"]])
    return {**kept, **who, **nothing, "PATH": path}


def test_a_newcomer_sees_what_the_page_shows(tmp_path: Path, surroundings: dict[str, str]) -> None:
    copytree(ROOT / "examples", tmp_path / "examples")
    taken = list(steps())
    script = "".join(f'{step.command}\necho "{MARK}$?"\n' for step in taken)

    done = subprocess.run(
        [need("bash"), "-c", f"exec 2>&1\n{script}"],
        cwd=tmp_path,
        env=surroundings,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=True,
    )

    *printed, rest = re.split(rf"{MARK}(\d+)\n", done.stdout)
    assert rest == ""
    assert len(printed) == 2 * len(taken)
    for step, output, code in zip(taken, printed[::2], printed[1::2], strict=True):
        assert int(code) == step.code, f"{step.command}\n{output}"
        assert told(step.shown, output.splitlines()), f"{step.command}\n{output}"


def test_the_page_has_a_tour() -> None:
    assert len(list(steps())) > 20


@pytest.mark.parametrize(
    ("shown", "printed", "expected"),
    [
        (["a", "b"], ["a", "b"], True),
        (["a", "b"], ["b", "a"], False),
        (["a", "b"], ["a", "x", "b"], False),
        (["a", GAP, "b"], ["a", "x", "y", "b"], True),
        ([GAP, "b"], ["b", "a"], False),
        ([], ["a"], False),
    ],
)
def test_lines_are_told_in_their_order(shown: list[str], printed: list[str], expected: bool) -> None:
    assert told(shown, printed) is expected

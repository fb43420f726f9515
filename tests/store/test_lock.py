"""The lock: writers take turns, and none loses what another wrote."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from prevent_cli.errors import PreventError
from prevent_cli.store.lock import locked

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeProject

TOOLKIT = """\
benchmarks:
  - id: 7   # the one that all write to
"""
HOLD = """
import pathlib, sys
from prevent_cli.store.lock import locked

with locked(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("number", [2, 10])
def test_processes_that_add_actions_at_once_lose_none(number: int, project: MakeProject) -> None:
    path = project({"toolkits/a.yaml": TOOLKIT}) / "toolkits/a.yaml"
    writers = [
        subprocess.Popen(
            [sys.executable, "-m", "prevent_cli", "action", "add", "7", f"Do number {one}."],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        for one in range(number)
    ]
    said = [writer.communicate(timeout=120) for writer in writers]

    assert [writer.returncode for writer in writers] == [0] * number, said
    text = path.read_text(encoding="utf-8")
    assert sorted(re.findall(r"Do number (\d+)\.", text), key=int) == [str(one) for one in range(number)]
    assert re.findall(r"id: (A\d+)", text) == [f"A{one:02d}" for one in range(1, number + 1)]
    assert "# the one that all write to" in text
    assert [one.name for one in path.parent.iterdir()] == ["a.yaml"]


def test_who_waits_too_long_is_told(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, tmp_path / "a.yaml"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with (
            pytest.raises(PreventError, match="another program has been writing beside"),
            locked(tmp_path / "b.yaml", 0.1),
        ):
            pytest.fail("two hold the lock")
        holder.communicate()

    with locked(tmp_path / "b.yaml", 0.1):
        assert list(tmp_path.iterdir()) == []


def test_the_lock_goes_with_a_program_that_is_killed(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, tmp_path / "a.yaml"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        holder.kill()

    with locked(tmp_path / "a.yaml", 0.5):
        pass


def test_other_folders_do_not_wait(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()

    with locked(tmp_path / "a.yaml"), locked(tmp_path / "b/a.yaml", 0.1):
        pass


def test_a_disk_without_locks_is_refused_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none_here(*_: Any) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("prevent_cli.store.lock._take", none_here)

    with (
        pytest.raises(PreventError, match="cannot be locked for writing: no locks available"),
        locked(tmp_path / "a.yaml"),
    ):
        pytest.fail("there is no lock to hold")

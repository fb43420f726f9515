"""Time whole processes in turn: how long on the wall, how long on the processors, how much memory."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

Of = Literal["wall", "processor", "peak"]

LAUNCHER = """
import json, os, sys, time
quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
begun = time.perf_counter()
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
_, status, used = os.wait4(child, 0)
taken = time.perf_counter() - begun
code = os.waitstatus_to_exitcode(status)
print(json.dumps([code, taken, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""
"""A small process between: a child's peak memory is at least what its parent held when it was begun."""
UNIT = 1 if sys.platform == "darwin" else 1024  # what ru_maxrss counts in


@dataclass(frozen=True, slots=True)
class Case:
    """A command to time, and what is done before each run."""

    name: str
    words: tuple[str, ...]
    folder: Path
    peer: str = ""
    """The program it belongs to, where that is not our own: it is left out where it fails."""
    clean: tuple[Path, ...] = ()
    """What is removed before each run."""
    restore: tuple[tuple[Path, Path], ...] = ()
    """What is copied before each run: from, to."""
    variables: tuple[tuple[str, str], ...] = ()
    """What is set in its environment."""
    rounds: int | None = None
    """How often it runs at most."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a run took: seconds on the wall, seconds of all processors, MB of its largest process."""

    wall: float
    processor: float
    peak: float


class Failed(Exception):  # noqa: N818 - it is what happened to a command
    """A command that did not end well."""


@dataclass(slots=True)
class Results:
    """What was measured, by the name of the case, and why a case was left out."""

    taken: dict[str, list[Taken]]
    left_out: dict[str, str]

    def median(self, name: str, of: Of = "wall") -> float | None:
        """Give the median of a case; None where it was not measured."""
        runs = self.taken.get(name)
        return statistics.median(getattr(one, of) for one in runs) if runs else None


def in_turn(cases: Sequence[Case], rounds: int, *, warm_up: bool, tell: Callable[[str], None]) -> Results:
    """Run every case once a round. A round before the first fills the machine's caches and does not count.

    A case of a peer that fails is left out, with its last words; one of our own raises SystemExit.
    """
    results = Results({}, {})
    for number in range(-1 if warm_up else 0, rounds):
        tell(f"round {number + 1} of {rounds}" if number >= 0 else "a round to warm up")
        for case in cases:
            if case.name in results.left_out or number >= (case.rounds or rounds):
                continue
            _measure(case, results, counts=number >= 0)
    return results


def _measure(case: Case, results: Results, *, counts: bool) -> None:
    try:
        taken = once(case)
    except Failed as failed:
        if not case.peer:
            raise SystemExit(f"{case.name}: {failed}") from failed
        results.left_out[case.name] = str(failed)
        results.taken.pop(case.name, None)
        return
    if counts:
        results.taken.setdefault(case.name, []).append(taken)


def once(case: Case) -> Taken:
    """Run a case once. Raises Failed where it does not exit with 0."""
    for path in case.clean:
        shutil.rmtree(path, ignore_errors=True)
    for source, target in case.restore:
        shutil.copyfile(source, target)
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(
            [sys.executable, "-I", "-S", "-c", LAUNCHER, *case.words],
            cwd=case.folder,
            env=environment() | dict(case.variables),
            stdout=subprocess.PIPE,
            stderr=said,
            check=True,
        )
        code, wall, processor, peak = json.loads(done.stdout)
        if code:
            said.seek(0)
            raise Failed(_last_line(said.read()) or f"exit {code}")
    return Taken(wall, processor, peak * UNIT / 1e6)


def environment() -> dict[str, str]:
    """Give the environment of every run: byte code is written, and nobody's settings of Python count."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "PREVENT", "SOURCE_DATE"))}


def _last_line(said: bytes) -> str:
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else ""

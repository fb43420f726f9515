"""Files meant to do harm: each is read or refused, in bounded time and memory, without a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = sorted((Path(__file__).parent / "cases" / "hostile").glob("*.yaml"))
HEAD = b"format: toolkit/1\norganisation: {name: X}\nperiod: Dec 2021\nbenchmarks:\n"
LARGE: dict[str, Callable[[], bytes]] = {
    "300,000 brackets": lambda: b"[" * 300_000,
    "300,000 braces": lambda: b"{a: " * 300_000,
    "300,000 question marks": lambda: b"? " * 300_000,
    "300,000 dashes": lambda: b"- " * 300_000,
    "mappings without end": lambda: b"[" + b"{a}," * 1_200_000 + b"]",
    "lists without end": lambda: b"[" + b"[]," * 1_600_000 + b"]",
    "a million nulls": lambda: b"a:\n" + b" -\n" * 1_600_000,
    "keys without end": lambda: b"".join(b"k%d: v\n" % number for number in range(400_000)),
    "one key, often": lambda: b"a: 1\n" * 900_000,
    "a line of 4.9 MB": lambda: b'a: "' + b"x" * 4_900_000 + b'"',
    "a quote of 4.9 MB never closed": lambda: b"a: '" + b"x\n" * 2_450_000,
    "spaces": lambda: b" " * 4_900_000,
    "newlines": lambda: b"\n" * 4_900_000,
    "comments": lambda: b"# a\n" * 1_200_000,
    "text cut off, often": lambda: HEAD + b"  - id: 1\n    comments: x #y\n" * 100_000,
    "wrong benchmarks": lambda: HEAD + b"  - {idd: 1}\n" * 150_000,
    "benchmarks of one id": lambda: HEAD + b"  - {id: 1}\n" * 150_000,
    "actions without owners": lambda: HEAD + b"  - id: 1\n    actions:\n" + b"      - {text: x}\n" * 150_000,
    "roles": lambda: b"roles:\n" + b"  - {name: x}\n" * 150_000 + HEAD + b"  - id: 1\n",
    "control characters": lambda: b"a: " + b"\x01" * 4_000_000,
    "colons": lambda: b"title: x" + b":" * 4_900_000 + b"y\n" + HEAD,
    "colons between letters": lambda: b"title: " + b"x:" * 2_450_000 + b"y\n" + HEAD,
    "hashes between letters": lambda: b"title: " + b"x#" * 2_450_000 + b"y\n" + HEAD,
    "colons in brackets": lambda: b"title: [" + b"x:" * 2_450_000 + b"y]\n" + HEAD,
    "blanks behind a dash": lambda: b"a:\n-" + b" " * 4_900_000 + b"# c\n",
    "6 MB": lambda: b"# " + b"x" * 6_000_000,
}
MEMORY = 200  # MB, the limit for any file
SECONDS = 15  # several times what the slowest takes: machines that run tests are busy


def check(file: Path) -> tuple[subprocess.CompletedProcess[bytes], int]:
    """Validate a file in a process of its own; give how it ended and its peak memory in MB."""
    driver = (
        "import resource, sys, subprocess\n"
        "done = subprocess.run(sys.argv[1:], capture_output=True, timeout=60)\n"
        "sys.stdout.buffer.write(done.stdout[-100_000:]); sys.stderr.buffer.write(done.stderr[-100_000:])\n"
        "sys.stderr.write(f'\\n{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024}')\n"
        "sys.exit(done.returncode)\n"
    )
    command = [sys.executable, "-c", driver, sys.executable, "-m", "prevent_cli", "validate", str(file)]
    done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False, cwd=file.parent)
    error, _, peak = done.stderr.rpartition(b"\n")
    done.stderr = error
    return done, int(peak)


HINT = b"'prevent explain CODE' says what each means.\n"


def assert_calm(done: subprocess.CompletedProcess[bytes], peak: int) -> None:
    assert done.returncode in {0, 1}, done.stderr.decode()
    assert done.stderr in {b"", HINT}
    assert done.stdout.splitlines()[-1].startswith(b"1 file checked:")
    assert not any(byte < 32 and byte != 10 for byte in done.stdout), "a control character reached the terminal"
    assert peak < MEMORY


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_hostile_file_is_read_or_refused(case: Path) -> None:
    assert_calm(*check(case))
    assert not (case.parent / "pwned").exists()


@pytest.mark.parametrize("name", LARGE)
def test_a_large_hostile_file_is_read_or_refused(name: str, tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.write_bytes(LARGE[name]())

    assert_calm(*check(file))


def test_a_path_with_control_characters_is_shown_safely(tmp_path: Path) -> None:
    file = tmp_path / "a\x1b[31m\nb.yaml"
    file.write_bytes(b"a: [")

    done, peak = check(file)

    assert_calm(done, peak)
    assert b"a\\x1b[31m\\nb.yaml:1:4: error" in done.stdout


@pytest.mark.parametrize("text", ["\x1b[31mred", "\u202ereversed", "\x9b31m"])
def test_values_reach_no_terminal_raw(text: str, tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    escaped = text.encode("unicode_escape").decode()
    file.write_text(HEAD.decode() + f'  - id: 1\n    title: "{escaped}"\n    rating: "{escaped}"\n', encoding="utf-8")
    for command in ("validate", "show", "actions", "rag"):
        done = subprocess.run(
            [sys.executable, "-m", "prevent_cli", command, str(file)],
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )
        assert text[0] not in (done.stdout + done.stderr).decode()

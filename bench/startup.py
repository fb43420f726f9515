"""Time whole commands against bare Python, in one run, and print a table.

Machines are noisy and differ, so what counts is the ratio: each round runs bare Python,
bare imports, and every command in turn; medians of all rounds are compared.

    python bench/startup.py [ROUNDS]
"""

from __future__ import annotations

import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOOLKIT = "toolkits/thurrock/2021-12.yaml"
PREVENT = (sys.executable, "-m", "prevent_cli")
BARE = (sys.executable, "-c", "pass")
IMPORTS = "import typer, yaml, pydantic\nclass One(pydantic.BaseModel):\n    a: int\nOne(a=1)"


def commands(folder: Path) -> dict[str, tuple[str, ...]]:
    """Give what is timed, by the name it has in the table."""
    return {
        "python -c pass": BARE,
        "python -c 'import typer'": (sys.executable, "-c", "import typer"),
        "typer, yaml, pydantic and one model": (sys.executable, "-c", IMPORTS),
        "prevent --help": (*PREVENT, "--help"),
        "prevent validate, one file that is known": (*PREVENT, "validate", TOOLKIT),
        "prevent validate --no-cache, one file": (*PREVENT, "validate", "--no-cache", TOOLKIT),
        "prevent actions": (*PREVENT, "actions", TOOLKIT),
        "prevent render --format html": (*PREVENT, "render", TOOLKIT, "-o", str(folder / "report.html")),
    }


def seconds(command: tuple[str, ...], folder: Path) -> float:
    """Give the wall time of one run, with a cache of verdicts in ``folder``."""
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    env["PREVENT_CACHE_DIR"] = str(folder / "cache")
    begun = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


def main() -> None:
    """Run the rounds and print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    compileall.compile_dir(ROOT / "prevent_cli", quiet=2)
    with tempfile.TemporaryDirectory() as folder:
        timed = commands(Path(folder))
        times: dict[str, list[float]] = {name: [] for name in timed}
        for number in range(rounds + 1):
            for name, command in timed.items():
                taken = seconds(command, Path(folder))
                if number:  # the first round warms up
                    times[name].append(taken)
    bare = statistics.median(times["python -c pass"])
    print(f"Medians of {rounds} rounds, Python {sys.version.split()[0]}\n")
    print("| command | median | times bare Python |\n|---|---:|---:|")
    for name, taken in times.items():
        median = statistics.median(taken)
        print(f"| {name} | {median * 1000:.0f} ms | {median / bare:.1f} |")


if __name__ == "__main__":
    main()

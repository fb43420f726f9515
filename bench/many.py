"""Time validating many toolkits, cold and warm, against parsing them alone with PyYAML's C loader.

Each round runs everything once, in turn, as whole processes; medians of the rounds are compared.
Parsing alone runs on as many processes as there are processors, as a cold run does.

    python bench/many.py [FILES [ROUNDS]]
"""

from __future__ import annotations

import compileall
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import generate

ROOT = Path(__file__).parent.parent
PARSE = """
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
import yaml

def parsed(path):
    with open(path, "rb") as stream:
        return len(yaml.load(stream, yaml.CSafeLoader))

if __name__ == "__main__":
    paths = sorted(Path(sys.argv[1]).rglob("*.yaml"))
    with ProcessPoolExecutor(int(sys.argv[2]), get_context("fork")) as executor:
        print(sum(executor.map(parsed, paths, chunksize=25)))
"""


def run(folder: Path, *command: str) -> tuple[float, float]:
    """Give the wall time of one run in seconds, and the memory of its largest process in megabytes."""
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    env["PREVENT_CACHE_DIR"] = str(folder / "cache")
    begun = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.DEVNULL) as process:
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
    return time.perf_counter() - begun, used.ru_maxrss / 1024


def rounds(folder: Path, number: int) -> dict[str, list[tuple[float, float]]]:
    """Run everything in turn, so many times."""
    validate = (sys.executable, "-m", "prevent_cli", "validate", "toolkits")
    processors = str(len(os.sched_getaffinity(0)))
    found: dict[str, list[tuple[float, float]]] = {"parsing alone": [], "validate, cold": [], "validate, warm": []}
    for _ in range(number):
        found["parsing alone"].append(run(folder, sys.executable, "-c", PARSE, "toolkits", processors))
        shutil.rmtree(folder / "cache", ignore_errors=True)
        found["validate, cold"].append(run(folder, *validate))
        found["validate, warm"].append(run(folder, *validate))
    return found


def main() -> None:
    """Make the files, run the rounds and print the table."""
    words = [int(word) for word in sys.argv[1:]]
    files, number = [*words, *(2000, 3)[len(words) :]]
    compileall.compile_dir(ROOT / "prevent_cli", quiet=2)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        generate(folder, files)
        time.sleep(2.1)  # a file that is younger is read again
        found = rounds(folder, number)
    medians = {
        what: [statistics.median(values) for values in zip(*taken, strict=True)] for what, taken in found.items()
    }
    base = medians["parsing alone"][0]
    print(f"{files} files of 80 KB; medians of {number} rounds, Python {sys.version.split()[0]}\n")
    print("| | wall | times parsing alone | memory |\n|---|---:|---:|---:|")
    for what, (wall, memory) in medians.items():
        print(f"| {what} | {wall:.2f} s | {wall / base:.2f} | {memory:.0f} MB |")


if __name__ == "__main__":
    main()

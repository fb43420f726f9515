"""Time `prevent portfolio` over more and more toolkits, beside `validate` over the same ones, in one run.

Machines are noisy and differ, so what counts are ratios: each round runs every command in turn
over every size, and medians of all rounds are compared. Beside the time on the clock stands that of the processors,
which other programs on the machine disturb less.

    python bench/portfolio.py [--sizes 1000,2000,4000,8000] [--rounds 3] [--folder FOLDER]
    python bench/portfolio.py --behind 25000,50000,100000

The toolkits are those of bench/generate.py, 80 KB each; the folder keeps them for the next run. ``--behind`` measures what
comes behind the files alone: so many toolkits that were added up already, four of each body, are compared and put on a page.
"""

from __future__ import annotations

import argparse
import compileall
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.generate import generate

ROOT = Path(__file__).parent.parent
PREVENT = (sys.executable, "-m", "prevent_cli")
COMMANDS = {
    "validate, cold": ("validate", "-q", "--format", "json", "--no-cache"),
    "portfolio to HTML, cold": ("portfolio", "--format", "html", "-o", "{out}/page.html", "--no-cache"),
    "portfolio to Parquet": ("portfolio", "--format", "parquet", "-o", "{out}/tables"),
    "portfolio to HTML, warm": ("portfolio", "--format", "html", "-o", "{out}/page.html"),
}
COLD, WARM = "portfolio to HTML, cold", "portfolio to HTML, warm"


@dataclass(frozen=True, slots=True)
class Taken:
    """What a run took: seconds on the clock, seconds of all processors, and the memory of its largest process in MB."""

    wall: float
    cpu: float
    memory: float


def run(words: tuple[str, ...], project: Path, out: Path) -> Taken:
    """Run a command in a project."""
    command = [*PREVENT, *(word.format(out=out) for word in words)]
    env = {**os.environ, "PREVENT_CACHE_DIR": str(out / "cache"), "PYTHONPATH": str(ROOT)}
    begun = time.perf_counter()
    with subprocess.Popen(command, cwd=project, env=env, stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    return Taken(time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)


def measured(sizes: list[int], rounds: int, folder: Path) -> dict[str, dict[int, list[Taken]]]:
    """Run every command over every size, ``rounds`` times."""
    projects = {size: folder / str(size) for size in sizes}
    for size, project in projects.items():
        if not project.exists():
            generate(project, size)
    found: dict[str, dict[int, list[Taken]]] = {name: {size: [] for size in sizes} for name in COMMANDS}
    for _ in range(rounds):
        for size, project in projects.items():
            with tempfile.TemporaryDirectory() as out:
                run(COMMANDS[WARM], project, Path(out))  # so that it is warm
                for name, words in COMMANDS.items():
                    found[name][size].append(run(words, project, Path(out)))
    return found


def median(taken: list[Taken], name: str) -> float:
    """Give the median of one measure."""
    return float(statistics.median(getattr(one, name) for one in taken))


def table(found: dict[str, dict[int, list[Taken]]]) -> None:
    """Print a row for each command and size, with how many times the size before took."""
    print("| command | toolkits | seconds | of processors | ms a toolkit | times the size before | MB |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, sizes in found.items():
        before = None
        for size, taken in sizes.items():
            wall, cpu = median(taken, "wall"), median(taken, "cpu")
            grown = f"{wall / before[0]:.2f} ({cpu / before[1]:.2f})" if before else ""
            memory = max(one.memory for one in taken)
            print(f"| {name} | {size} | {wall:.2f} | {cpu:.2f} | {1000 * cpu / size:.2f} | {grown} | {memory:.0f} |")
            before = wall, cpu


def ratios(found: dict[str, dict[int, list[Taken]]]) -> None:
    """Print what the portfolio takes for each second that checking the same files takes."""
    print("\n| toolkits | cold portfolio to cold validate | of processors |\n|---:|---:|---:|")
    for size, taken in found[COLD].items():
        checked = found["validate, cold"][size]
        both = (median(taken, name) / median(checked, name) for name in ("wall", "cpu"))
        print(f"| {size} | {' | '.join(f'{one:.2f}' for one in both)} |")


def behind(number: int) -> None:
    """Compare toolkits that were added up, and print a row: seconds, the page's size and this process's memory."""
    from prevent_cli.portfolio.compare import Comparing, Portfolio, groups
    from prevent_cli.portfolio.sums import packed, sums, unpacked
    from prevent_cli.reports.portfolio_html import render
    from prevent_cli.workspace import Workspace

    (one,) = Workspace([ROOT / "toolkits"], ROOT, date(2022, 1, 1)).assessments()
    kept = packed(sums(one))
    comparing = Comparing(lambda _new, _old: False)
    begun = time.perf_counter()
    for at in range(number):
        last = one.period.last + timedelta(days=91 * (at % 4))
        comparing.add(
            replace(unpacked(kept), file=f"{at}.yaml", name=f"Body {at // 4}", code=f"E{at // 4:08d}", last=last)
        )
    added = time.perf_counter()
    found = groups(comparing, lambda _: {}, lambda _framework, _ref: "", None)
    whole = Portfolio(found, (), number, 0, (), (), (), None, None, None, "public", False, ())
    compared = time.perf_counter()
    page = render(whole)
    drawn = time.perf_counter()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(
        f"| {number} | {number // 4} | {added - begun:.1f} | {compared - added:.1f} | {drawn - compared:.1f} "
        f"| {len(page) / 1e6:.1f} | {memory:.0f} |"
    )


def main() -> None:
    """Read the options, run, and print the tables."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--sizes", default="1000,2000,4000,8000")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--folder", type=Path)
    options.add_argument("--behind", help="numbers of toolkits that were added up already, the least first")
    asked = options.parse_args()
    if asked.behind:
        print("| toolkits | bodies | added in s | compared in s | on a page in s | page in MB | memory in MB |")
        print("|---:|---:|---:|---:|---:|---:|---:|")
        for number in asked.behind.split(","):
            behind(int(number))
        return
    compileall.compile_dir(ROOT / "prevent_cli", quiet=2)
    with ExitStack() as stack:
        folder = asked.folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        sizes = [int(size) for size in asked.sizes.split(",")]
        found = measured(sizes, asked.rounds, folder)
    print(f"Medians of {asked.rounds} rounds, Python {sys.version.split()[0]}, {os.cpu_count()} processors\n")
    table(found)
    ratios(found)


if __name__ == "__main__":
    main()

"""Time `prevent portfolio` over more and more toolkits, beside `validate` over the same ones, in one run.

python -m bench.portfolio [--sizes 1000,2000,4000,8000] [--rounds 3] [--folder FOLDER]
python -m bench.portfolio --behind 25000,50000,100000

The toolkits are those of bench/generate.py, 80 KB each; the folder keeps them for the next run. ``--behind`` measures what
comes behind the files alone: so many toolkits that were added up already, four of each body, are compared and put on a page.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bench.generate import generate
from bench.measure import Case, in_turn

if TYPE_CHECKING:
    from bench.measure import Of, Results

ROOT = Path(__file__).parent.parent
COMMANDS = {
    "validate, cold": ("validate", "-q", "--format", "json", "--no-cache"),
    "portfolio to HTML, cold": ("portfolio", "--format", "html", "-o", "{out}/page.html", "--no-cache"),
    "portfolio to Parquet": ("portfolio", "--format", "parquet", "-o", "{out}/tables"),
    "portfolio to HTML, warm": ("portfolio", "--format", "html", "-o", "{out}/page.html"),
}
CHECKED, COLD = "validate, cold", "portfolio to HTML, cold"


def case(name: str, size: int, folder: Path, out: Path) -> Case:
    """Give a command over so many toolkits; the round that warms up makes those warm that may be."""
    words = (sys.executable, "-m", "prevent_cli", *(word.format(out=out) for word in COMMANDS[name]))
    return Case(f"{name}, {size}", words, folder / str(size), variables=(("PREVENT_CACHE_DIR", str(out / "cache")),))


def measured(sizes: list[int], rounds: int, folder: Path, out: Path) -> Results:
    """Run every command over every size in turn, ``rounds`` times."""
    for size in sizes:
        if not (folder / str(size)).exists():
            generate(folder / str(size), size)
    cases = [case(name, size, folder, out) for size in sizes for name in COMMANDS]
    return in_turn(cases, rounds, warm_up=True, tell=lambda said: print(said, file=sys.stderr))


def median(found: Results, name: str, size: int, of: Of) -> float:
    """Give the median of a command over so many toolkits; every one was measured, or the run had ended."""
    return found.median(f"{name}, {size}", of) or 0.0


def table(found: Results, sizes: list[int]) -> None:
    """Print a row for each command and size, with how many times the size before took."""
    print("| command | toolkits | seconds | of processors | ms a toolkit | times the size before | MB |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name in COMMANDS:
        before = None
        for size in sizes:
            wall, cpu = median(found, name, size, "wall"), median(found, name, size, "processor")
            grown = f"{wall / before[0]:.2f} ({cpu / before[1]:.2f})" if before else ""
            memory = median(found, name, size, "peak")
            print(f"| {name} | {size} | {wall:.2f} | {cpu:.2f} | {1000 * cpu / size:.2f} | {grown} | {memory:.0f} |")
            before = wall, cpu


def ratios(found: Results, sizes: list[int]) -> None:
    """Print what the portfolio takes for each second that checking the same files takes."""
    print("\n| toolkits | cold portfolio to cold validate | of processors |\n|---:|---:|---:|")
    of: tuple[Of, ...] = ("wall", "processor")
    for size in sizes:
        both = (median(found, COLD, size, one) / median(found, CHECKED, size, one) for one in of)
        print(f"| {size} | {' | '.join(f'{one:.2f}' for one in both)} |")


def behind(number: int) -> None:
    """Compare toolkits that were added up, and print a row: seconds, the page's size and this process's memory."""
    from prevent_cli.portfolio.compare import Comparing
    from prevent_cli.portfolio.grouping import groups
    from prevent_cli.portfolio.records import Portfolio
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
    sizes = [int(size) for size in asked.sizes.split(",")]
    with ExitStack() as stack:
        out = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        found = measured(sizes, asked.rounds, asked.folder or out, out)
    print(f"Medians of {asked.rounds} rounds, Python {sys.version.split()[0]}, {os.cpu_count()} processors\n")
    table(found, sizes)
    ratios(found, sizes)


if __name__ == "__main__":
    main()

"""Compare prevent with other programs and with bare Python, in one run, and write docs/benchmarks.md.

python -m bench.run             all of it, into the page: about half an hour
python -m bench.run --quick     with few files and rounds, printed only: does it work?
python -m bench.run html-few    only what is named, printed only
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bench import cases, report
from bench.measure import environment, in_turn
from bench.peers import CACHE, PEERS, install
from bench.work import prepare
from prevent_cli.cli import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from bench.cases import Group
    from bench.measure import Results
    from bench.work import Work

PAGE = cases.ROOT / "docs/benchmarks.md"
PICTURE = cases.ROOT / "docs/images/benchmarks.svg"


@dataclass(frozen=True, slots=True)
class Plan:
    """How much work, and how often: rounds of what takes little, of what takes seconds, and of what is compared with itself."""

    few: int
    sizes: tuple[int, ...]
    many: int
    rounds: tuple[int, int, int]


FULL = Plan(40, (1000, 2000, 4000, 8000), 2000, (7, 3, 5))
QUICK = Plan(3, (10, 20, 40, 80), 20, (1, 1, 1))


def groups(plan: Plan, ours: cases.Ours, work: Work) -> Mapping[str, Callable[[], Group]]:
    """Give what makes each group, by its name."""
    often, some, seldom = plan.rounds
    return {
        "startup": partial(cases.startup, ours, work, 2 * often + 1),
        "check-one": partial(cases.checks, ours, work.one, often),
        "check-few": partial(cases.checks, ours, work.few, often),
        "many": partial(cases.many, ours, work, plan.many, seldom),
        "scaling": partial(cases.scaling, ours, work, seldom),
        **({"portfolio": partial(cases.portfolio, ours, work, plan.many, seldom)} if "portfolio" in COMMANDS else {}),
        "html-one": partial(cases.pages, ours, work.one, some),
        "html-few": partial(cases.pages, ours, work.few, some),
        "pdf": partial(cases.paper, ours, work.one, some),
        "edits": partial(cases.edits, ours, 2 * often + 1),
    }


def tell(said: str) -> None:
    """Say on stderr what goes on."""
    sys.stderr.write(f"bench: {said}\n")


def peers() -> dict[str, str]:
    """Install the peers; give those that could not be, and why."""
    missing = {}
    for peer in PEERS.values():
        tell(f"{peer.name} {peer.version}")
        if why := install(peer):
            missing[peer.name] = why
    return missing


def made_before(folder: Path, work: Work) -> None:
    """Make what some cases start from: the schema, a report in HTML, doorstop's marks in its items."""
    [path] = work.one.paths
    for words in (
        ("schema", "-o", str(folder / "toolkit.schema.json")),
        ("render", path, "-o", str(folder / "report.html")),
    ):
        subprocess.run([*cases.PREVENT, *words], cwd=folder, env=environment(), check=True, capture_output=True)
    for few in (work.one, work.few):
        marked = few.of("doorstop") / ".marked"
        if PEERS["doorstop"].ready and not marked.exists():
            tell("doorstop marks each item as reviewed, the first time it sees it; that is not timed")
            subprocess.run(
                [PEERS["doorstop"].program, "-F", "-C"], cwd=few.of("doorstop"), check=False, capture_output=True
            )
            marked.touch()


def measure(plan: Plan, only: list[str]) -> tuple[list[tuple[Group, Results]], dict[str, str]]:
    """Do all the work; give what was measured, and the peers that could not be installed."""
    missing = peers()
    tell("toolkits")
    work = prepare(plan.few, plan.sizes)
    folder = CACHE / "run"
    shutil.rmtree(folder, ignore_errors=True)
    made = groups(plan, cases.Ours(folder), work)
    made_before(folder, work)
    measured = []
    for name in only or made:
        group = made[name]()
        tell(group.title)
        there = [case for case in group.cases if case.peer not in missing]
        measured.append((group, in_turn(there, group.rounds, warm_up=group.warm_up, tell=tell)))
    return measured, missing


def write(measured: list[tuple[Group, Results]], said: str) -> None:
    """Write the page and the picture."""
    PICTURE.write_text(report.chart(measured), encoding="utf-8")
    picture = f"![Medians of each program, in bars](images/{PICTURE.name})\n"
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(report.between(page, [picture, said, report.peers()]), encoding="utf-8")


def main() -> None:
    """Read the options, measure, and tell."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("only", nargs="*", metavar="GROUP", help="only this, such as html-few")
    options.add_argument("--quick", action="store_true", help="few files, one round; nothing is written")
    asked = options.parse_args()
    measured, missing = measure(QUICK if asked.quick else FULL, asked.only)
    said = report.markdown(measured, missing)
    print(said)
    if not asked.quick and not asked.only:
        write(measured, said)
        tell(f"wrote {PAGE.relative_to(cases.ROOT)} and {PICTURE.relative_to(cases.ROOT)}")


if __name__ == "__main__":
    main()

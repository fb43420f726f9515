"""Time a change of one value, and a comparison of two quarters, against checking the same files.

Each round runs every command once, in turn, as a whole process; medians of all rounds are
compared, of the time on the wall and, for a machine that is busy with other things, of the
processor's. The files are the toolkit on board laid out as a person would, grown to 80 KB.

    python bench/editing.py [ROUNDS]
"""

from __future__ import annotations

import compileall
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOOLKIT = ROOT / "toolkits/thurrock/2021-12.yaml"
SIZE = 80_000
PREVENT = (sys.executable, "-m", "prevent_cli")
REMARK = "# Seen by the lead 😀; \"to be\" asked about: [dates], {owners} and it's not 'done'."
ADDED = "More was said of this at the meeting, and the minutes of that meeting hold every word of it."


def by_hand(text: str) -> str:
    """Lay a text out as a person would: comments, odd quotes and indents, CRLF; and grow it to its size."""
    lines: list[str] = []
    grown = len(text)
    for line in text.split("\n"):
        if line.endswith("evidence: |") and grown < SIZE:
            margin = " " * (len(line) - len(line.lstrip()) + 2)
            new = [line, *[margin + ADDED] * 2]
        elif re.match(r" +- id: \"\d+\.\d+\"$", line):
            new = [" " * (len(line) - len(line.lstrip())) + REMARK, f"{line}   # asked"]
        else:
            new = [re.sub(r"^( +status:) (\w+)$", r"\1   '\2'  # so far", line)]
        lines += new
        grown += sum(map(len, new)) - len(line)
    return "\r\n".join(lines)


def prepared(folder: Path) -> tuple[Path, Path]:
    """Write two quarters by hand; give the older one and the newer one."""
    text = by_hand(TOOLKIT.read_text(encoding="utf-8"))
    old, new = folder / "toolkits/2021-12.yaml", folder / "toolkits/2022-03.yaml"
    old.parent.mkdir()
    (folder / ".git").mkdir()
    old.write_bytes(text.encode())
    later = text.replace("period: Dec 2021", "period: Mar 2022").replace("as_of: 2021-12-31", "as_of: 2022-03-31")
    later = later.replace("rating: green", "rating: amber", 2).replace("'open'", "'in progress'", 5)
    new.write_bytes(later.encode())
    return old, new


def seconds(folder: Path, *words: str | Path) -> tuple[float, float]:
    """Give the time of one run: on the wall, and the processor's."""
    before, begun = os.times(), time.perf_counter()
    done = subprocess.run([*PREVENT, *words], cwd=folder, capture_output=True, check=False)
    taken, after = time.perf_counter() - begun, os.times()
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return taken, used


def one_line_changed(folder: Path, path: Path) -> None:
    """Stop where changing one value changes more than one line of a file."""
    before = path.read_bytes().split(b"\n")
    seconds(folder, "rate", "8", "amber", "--in", path)
    after = path.read_bytes().split(b"\n")
    changed = [number for number, (one, other) in enumerate(zip(before, after, strict=True), 1) if one != other]
    if len(changed) != 1:
        raise SystemExit(f"lines changed: {changed}")


def main() -> None:
    """Run the rounds and print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    compileall.compile_dir(ROOT / "prevent_cli", quiet=2)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        old, new = prepared(folder)
        size = old.stat().st_size
        one_line_changed(folder, old)
        colours = ("green", "amber")
        times: dict[str, list[tuple[float, float]]] = {}
        for number in range(rounds + 1):
            timed = {
                "validate one": ("validate", "-q", "--no-cache", old),
                "rate 8, one": ("rate", "8", colours[number % 2], "--in", old),
                "validate both": ("validate", "-q", "--no-cache", old, new),
                "diff both": ("diff", old, new),
            }
            for what, words in timed.items():
                taken = seconds(folder, *words)
                if number:  # the first round warms up
                    times.setdefault(what, []).append(taken)
    print(f"Files of {size / 1000:.0f} KB; medians of {rounds} rounds, Python {sys.version.split()[0]}\n")
    print("| command | wall | times validate | processor | times validate |\n|---|---:|---:|---:|---:|")
    for what, against in (("rate 8, one", "validate one"), ("diff both", "validate both")):
        base = medians(times[against])
        for name in (against, what):
            wall, used = medians(times[name])
            ratios = wall / base[0], used / base[1]
            print(f"| {name} | {wall * 1000:.0f} ms | {ratios[0]:.2f} | {used * 1000:.0f} ms | {ratios[1]:.2f} |")


def medians(taken: list[tuple[float, float]]) -> tuple[float, float]:
    """Give the median of the wall times and that of the processor's."""
    walls, used = zip(*taken, strict=True)
    return statistics.median(walls), statistics.median(used)


if __name__ == "__main__":
    main()

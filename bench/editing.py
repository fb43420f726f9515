"""Two quarters of a toolkit as a person would lay them out: what edits and comparisons are timed with."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bench.generate import FRAMEWORK

if TYPE_CHECKING:
    from pathlib import Path

TOOLKIT = FRAMEWORK.parents[2] / "toolkits/thurrock/2021-12.yaml"
SIZE = 80_000
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
    old.parent.mkdir(parents=True)
    (folder / ".git").mkdir()
    old.write_bytes(text.encode())
    later = text.replace("period: Dec 2021", "period: Mar 2022").replace("as_of: 2021-12-31", "as_of: 2022-03-31")
    later = later.replace("rating: green", "rating: amber", 2).replace("'open'", "'in progress'", 5)
    new.write_bytes(later.encode())
    return old, new

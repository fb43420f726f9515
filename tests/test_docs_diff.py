"""The example in docs/diff.md: its two toolkits are compared, and what is printed is what the page shows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from prevent_cli.history.kinds import FAILING

if TYPE_CHECKING:
    from tests.conftest import MakeProject, Run

PAGE = (Path(__file__).parent.parent / "docs" / "diff.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_the_example_prints_what_the_page_shows(project: MakeProject, run: Run) -> None:
    old, new = blocks("yaml")
    project({"toolkits/2021-12.yaml": old, "toolkits/2022-03.yaml": new})

    done = run("diff")

    assert done.code == 0, done.stderr
    assert done.stdout == blocks("text")[0]


def test_the_page_names_everything_the_gate_stops_at() -> None:
    assert set(re.findall(r"`([a-z]+-[a-z]+)`", PAGE.partition("## Nothing may")[2])) == FAILING

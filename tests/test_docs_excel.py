"""The page on Excel, tried: its commands in order, and between them a partner who fills the pack in."""

from __future__ import annotations

import re
from shutil import copytree
from typing import TYPE_CHECKING

from tests.conftest import ROOT
from tests.packing.filled import Filled

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.conftest import Run

PAGE = (ROOT / "docs" / "excel.md").read_text(encoding="utf-8")
STEPS = [
    tuple(block.rstrip("\n").split("\n"))
    for block in re.findall(r"^```console\n\$ (.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
]


def fill_in(path: Path) -> None:
    """Write what the page says that the partner wrote."""
    filled = Filled(path)
    filled.put("Answers", "7.3.1", Answer="Partly", Why="One of two is done.")
    filled.put("Actions", "A08", Due="Mar 2022", Why_the_due="The lawyers asked for time.", New_note="Half is done.")
    filled.put("Actions", "A13", Status="Complete", Completed="12 Dec 2021", Outcome="Every team was asked.")
    filled.save()


def test_the_round_goes_as_the_page_says(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copytree(ROOT / "toolkits", tmp_path / "toolkits")
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    assert len(STEPS) == 4

    for number, (command, *shown) in enumerate(STEPS):
        words = [one.strip('"') for one in re.findall(r'"[^"]*"|\S+', command)]
        done = run(*words[1:])
        printed = (done.stdout + done.stderr).splitlines()
        assert done.code == 0, done.stderr
        assert [line for line in shown if line not in printed] == []
        if number == 0:
            fill_in(tmp_path / "csp.xlsx")

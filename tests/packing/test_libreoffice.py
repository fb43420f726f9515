"""Packs that LibreOffice opened and saved: nothing changes by that, and what was changed is taken in."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from prevent_cli.packing.compare import compare
from prevent_cli.packing.plan import Scope, every_row, plan
from prevent_cli.packing.read import returned
from prevent_cli.packing.write import workbook
from prevent_cli.store.emit import document
from prevent_cli.store.reader import read
from tests.packing.conftest import FILE
from tests.packing.filled import Filled
from tests.packing.test_collect import lines
from tests.packing.test_round import ODD, SAME, with_text, worked_out
from tests.tools import need

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Run
    from tests.packing.conftest import MakePack


@pytest.fixture
def saved(tmp_path: Path) -> Callable[..., Path]:
    """Have LibreOffice open files and save them as workbooks in another folder."""
    office = need("soffice")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"

    def save(*paths: Path) -> Path:
        folder = tmp_path / "saved"
        command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), *map(str, paths)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return folder

    return save


def test_nothing_changes_by_being_saved_whatever_the_text_holds(saved: Callable[..., Path], tmp_path: Path) -> None:
    data, _ = read(document(with_text(*ODD)))
    assert isinstance(data, dict)
    (tmp_path / "odd.xlsx").write_bytes(workbook(plan(worked_out(data), Scope())))

    content = (saved(tmp_path / "odd.xlsx") / "odd.xlsx").read_bytes()

    found = compare(returned(content, "odd.xlsx"), every_row(worked_out(data)))
    assert [(one.place, one.message[:200]) for one in found.refusals] == []
    assert found == SAME


def test_what_was_changed_is_taken_in(packed: MakePack, saved: Callable[..., Path], place: Path, run: Run) -> None:
    packed()
    there = saved(place / "pack.xlsx") / "pack.xlsx"
    Filled(there).put("Answers", "7.1.1", Answer="Met", Why="=1+1").put("Actions", "A2", New_note="Half.").save()
    again = saved(there) / "pack.xlsx"

    done = run("collect", again, env={"SOURCE_DATE_EPOCH": "1641340800"})

    assert done.code == 0
    assert lines() == [
        *("-answer: partly  # as agreed", "+answer: met  # as agreed", '+reason: "=1+1"'),
        *("+progress:", "+- note: Half.", "+on: 2022-01-05"),
    ]
    assert (place / FILE).is_file()

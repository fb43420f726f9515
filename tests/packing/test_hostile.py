"""Workbooks that are no pack, or were made to do harm: refused in a line, and nothing is written."""

from __future__ import annotations

import json
import zipfile
from hashlib import sha256
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.packing.conftest import FILE, TOOLKIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Run
    from tests.packing.conftest import MakePack
    from tests.packing.filled import Filled


def refused(run: Run, name: str = "pack.xlsx", code: int = 2) -> str:
    """Collect a file that is refused, and give what is said."""
    done = run("collect", name, "--accept-new", "--accept-deleted", "--partial")

    assert (done.code, done.stdout) == (code, "")
    assert Path(FILE).read_text(encoding="utf-8") == TOOLKIT
    return done.stderr


def rewritten(path: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    """Change one part of a workbook."""
    made = BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    path.write_bytes(made.getvalue())


@pytest.mark.parametrize("content", [b"", b"no workbook", TOOLKIT.encode()])
def test_what_is_no_workbook(place: Path, run: Run, content: bytes) -> None:
    (place / "pack.xlsx").write_bytes(content)

    assert "pack.xlsx is no Excel workbook that can be read" in refused(run)


def test_what_cannot_be_unpacked(place: Path, run: Run) -> None:
    (place / "pack.xlsx").write_bytes(b"PK\x03\x04 broken")

    assert "pack.xlsx is broken: it cannot be unpacked" in refused(run)


def test_a_workbook_of_somebody_else(place: Path, run: Run) -> None:
    import_module("openpyxl").Workbook().save(place / "pack.xlsx")

    assert "pack.xlsx is no pack: 'prevent pack' did not make it" in refused(run)


def test_a_report(place: Path, run: Run) -> None:
    assert place.is_dir()
    run("render", "--format", "xlsx", "-o", "pack.xlsx")

    assert "pack.xlsx is a report, which is not for filling in" in refused(run)


def test_a_file_under_a_password(place: Path, run: Run) -> None:
    (place / "pack.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))

    assert "pack.xlsx is under a password, or in an old format" in refused(run)


def test_a_pack_of_another_body(packed: MakePack, place: Path, run: Run) -> None:
    packed()
    (place / FILE).write_text(TOOLKIT.replace("Testshire", "Other"), encoding="utf-8")

    done = run("collect", "pack.xlsx")

    assert done.code == 2
    assert "pack.xlsx is a pack of Testshire Council, Dec 2021, and there is no toolkit of that" in done.stderr


def test_a_toolkit_with_errors_is_told_of(packed: MakePack, place: Path, run: Run) -> None:
    packed()
    (place / FILE).write_text(TOOLKIT.replace("due: Mar 2022", "due: sometime"), encoding="utf-8")

    done = run("collect", "pack.xlsx")

    assert (done.code, done.stdout) == (1, "")
    assert "'sometime' is not a date this tool knows" in done.stderr
    assert f"nothing was done: {FILE} has errors" in done.stderr


def test_a_pack_of_an_earlier_period_goes_into_its_own_file(packed: MakePack, place: Path, run: Run) -> None:
    packed().put("Actions", "A2", Outcome="Printed.").save()
    later = TOOLKIT.replace("period: Dec 2021", "period: Mar 2022")
    (place / "toolkits/b.yaml").write_text(later, encoding="utf-8")

    done = run("collect", "pack.xlsx")

    assert done.stdout.startswith(f"{FILE}: 1 change from pack.xlsx\n")
    assert (place / "toolkits/b.yaml").read_text(encoding="utf-8") == later


def test_a_pack_without_its_hidden_sheet(packed: MakePack, run: Run) -> None:
    filled = packed()
    del filled.book["_prevent"]
    filled.save()

    assert "pack.xlsx has lost its hidden sheet _prevent" in refused(run)


def test_a_pack_whose_hidden_sheet_was_changed(packed: MakePack, run: Run) -> None:
    filled = packed()
    (cell,) = [row[1] for row in filled.sheet("_prevent").iter_rows() if row[0].value == "cells.00000"]
    cell.value = cell.value.replace("partly", "met")
    filled.save()

    assert "the hidden sheet _prevent of pack.xlsx was changed" in refused(run)


def forged(filled: Filled, change: Callable[[dict[str, Any]], Any]) -> None:
    """Change what the hidden sheet says, and make its digest fit."""
    values = {row[0].value: row[1] for row in filled.sheet("_prevent").iter_rows()}
    said = json.loads(values["cells.00000"].value)
    change(said)
    values["cells.00000"].value = json.dumps(said)
    values["cells_sha256"].value = sha256(json.dumps(said).encode()).hexdigest()
    filled.save()


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda said: said.clear(), id="nothing is there"),
        pytest.param(lambda said: said["rows"].pop("actions"), id="a sheet is gone"),
        pytest.param(lambda said: said["rows"]["answers"][0].pop("open"), id="a row lacks a key"),
        pytest.param(lambda said: said["rows"]["answers"][0]["open"].update(more=""), id="a column more"),
        pytest.param(lambda said: said["rows"]["answers"][0]["open"].update(answer=5), id="a number"),
        pytest.param(lambda said: said["rows"]["actions"][0]["sealed"].pop("owners"), id="a column is gone"),
        pytest.param(
            lambda said: said["rows"]["actions"][0]["open"].update(
                owners=said["rows"]["actions"][0]["sealed"].pop("owners")
            ),
            id="a grey cell made white",
        ),
    ],
)
def test_a_pack_whose_hidden_sheet_was_forged(
    packed: MakePack, run: Run, change: Callable[[dict[str, Any]], Any]
) -> None:
    forged(packed(), change)

    assert "the hidden sheet _prevent of pack.xlsx was changed" in refused(run)


def test_a_pack_of_another_version(packed: MakePack, run: Run) -> None:
    filled = packed()
    filled.sheet("_prevent")["B1"].value = "pack/9"
    filled.save()

    assert "pack.xlsx is of the format 'pack/9'" in refused(run)


def test_a_pack_without_one_of_its_sheets(packed: MakePack, run: Run) -> None:
    filled = packed()
    del filled.book["Actions"]
    filled.save()

    assert "pack.xlsx has lost its sheet 'Actions'" in refused(run)


def test_a_sheet_without_one_of_its_columns(packed: MakePack, run: Run) -> None:
    filled = packed()
    filled.sheet("Actions").delete_cols(filled.column("Actions", "Status"))
    filled.save()

    assert "pack.xlsx: the sheet 'Actions' has no column 'Status'" in refused(run)


def test_a_sheet_that_is_there_twice(packed: MakePack, run: Run) -> None:
    filled = packed()
    filled.book.copy_worksheet(filled.sheet("Actions"))
    filled.save()

    assert "pack.xlsx has the sheet 'Actions' twice: Actions, Actions Copy" in refused(run)


def test_an_id_that_is_not_of_the_pack(packed: MakePack, run: Run) -> None:
    filled = packed("--owner", "board")
    filled.sheet("Actions").cell(3, filled.column("Actions", "_actions")).value = "A3"
    filled.save()

    done = run("collect", "pack.xlsx", "--accept-deleted")

    assert "Actions, row 3: its hidden id 'A3' is of no row of this pack" in done.stderr
    assert Path(FILE).read_text(encoding="utf-8") == TOOLKIT


def test_a_bomb(packed: MakePack, place: Path, run: Run) -> None:
    packed()
    rewritten(place / "pack.xlsx", "docProps/app.xml", lambda _: b" " * 110_000_000)

    assert (place / "pack.xlsx").stat().st_size < 200_000
    assert "pack.xlsx would unpack to more than 100 MB of text" in refused(run)


def test_a_cell_at_the_end_of_the_world(packed: MakePack, place: Path, run: Run) -> None:
    packed()
    far = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    rewritten(place / "pack.xlsx", "xl/worksheets/sheet2.xml", lambda text: text.replace(b"</sheetData>", far))

    assert "pack.xlsx has a sheet of 1,048,576 rows and 16,384 columns" in refused(run)


def test_entities_are_refused(packed: MakePack, place: Path, run: Run) -> None:
    packed()
    head = b'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'

    def change(text: bytes) -> bytes:
        return head + text.partition(b"?>")[2].replace(b"Find a trainer.", b"&x;&b;")

    rewritten(place / "pack.xlsx", "xl/sharedStrings.xml", change)

    assert "pack.xlsx declares a document type, as no office program does" in refused(run)


def test_a_file_that_is_not_there(place: Path, run: Run) -> None:
    assert place.is_dir()
    assert "gone.xlsx cannot be read: no such file or directory" in refused(run, "gone.xlsx")


def test_one_bad_file_keeps_the_others_from_being_taken_in(packed: MakePack, place: Path, run: Run) -> None:
    packed().put("Actions", "A2", Outcome="Printed.").save()
    (place / "bad.xlsx").write_bytes(b"bad")

    assert run("collect", "pack.xlsx", "bad.xlsx").code == 2
    assert Path(FILE).read_text(encoding="utf-8") == TOOLKIT

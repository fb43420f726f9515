"""The same assessment saved by LibreOffice in four formats: the same toolkit, or the report says what differs."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from prevent_cli.importing.readers import read
from prevent_cli.importing.recognise import Imported, Wanted, recognise
from tests.importing import specimen
from tests.tools import need

if TYPE_CHECKING:
    from pathlib import Path

WRITER, CALC = "HTML (StarWriter)", "HTML (StarCalc)"


def saved(folder: Path, source: str, form: str, reader: str | None = None) -> Path:
    """Let LibreOffice save a file in another format."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    how = [f"--infilter={reader}"] if reader else []
    command = [need("soffice"), profile, "--headless", *how, "--convert-to", form, "--outdir", str(folder / "made")]
    done = subprocess.run([*command, str(folder / source)], check=True, capture_output=True, timeout=300)
    path = folder / "made" / f"{source.rpartition('/')[2].rpartition('.')[0]}.{form.partition(':')[0]}"
    assert path.exists(), done.stderr.decode()
    return path


def imported(path: Path) -> Imported:
    document = read(path.read_bytes(), path.name)
    return recognise(document, path.name, None, Wanted())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("saved")
    (made / "a.html").write_text(specimen.html(), encoding="utf-8")
    saved(made, "a.html", "docx:MS Word 2007 XML", WRITER)
    return made


def plain(value: Any) -> Any:
    """Give data without what the page of formats says differs: emphasis, links, and where a piece stood."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items() if key != "source"}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return re.sub(r"[*\\]|\[([^\]]*)\]\([^)]*\)", r"\1", value) if isinstance(value, str) else value


@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
def test_a_written_document_gives_the_same_toolkit(folder: Path, form: str) -> None:
    path = folder / "made/a.docx" if form == "docx" else saved(folder, "made/a.docx", form)

    assert plain(imported(path).data) == plain(imported(folder / "a.html").data)


def owners(done: Imported) -> dict[str, list[str]]:
    """Give each action's owners by the action's id."""
    made: dict[str, list[str]] = {}
    stack: list[Any] = list(done.data["benchmarks"])
    while stack:
        item = stack.pop()
        made.update({one["id"]: one.get("owners", []) for one in item.get("actions") or ()})
        stack += [*item.get("questions", ()), *item.get("expectations", ())]
    return made


def test_a_sheet_gives_the_same_structure_and_asks_for_what_it_lost(folder: Path) -> None:
    sheet, page = imported(saved(folder, "a.html", "xlsx", CALC)), imported(folder / "a.html")
    asked = {one.at for one in sheet.notes.notes if one.message.startswith("no owner is marked")}

    assert [one["id"] for one in sheet.data["benchmarks"]] == [one["id"] for one in page.data["benchmarks"]]
    assert [one.get("rating") for one in sheet.data["benchmarks"]] == [
        one.get("rating") for one in page.data["benchmarks"]
    ]
    assert {name for name, found in owners(sheet).items() if not found} <= asked
    assert any("bold as a whole" in one.message for one in sheet.notes.notes)
    assert sheet.ledger.missing == ()

"""Documents meant to do harm: each is refused in one line or read, within the limits that docs/import-formats.md states."""

from __future__ import annotations

import io
import os
import struct
import subprocess
import sys
import time
import zipfile
from typing import TYPE_CHECKING

import pikepdf
import pytest
import xlsxwriter

from prevent_cli.confined import DOCUMENT
from tests.importing.readers.made import as_docx, as_pdf, as_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECRET = "what-another-file-says"  # noqa: S105 -- no password
MAIN = "word/document.xml"


def repacked(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """Give a zip file with its parts changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    return repacked(as_docx(), lambda parts: parts.update({name: content}))


def with_document(before: bytes, after: bytes) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        assert before in parts[MAIN]
        parts[MAIN] = parts[MAIN].replace(before, after, 1)

    return repacked(as_docx(), change)


def with_type(declared: bytes, said: bytes) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        body = parts[MAIN].partition(b"?>")[2].replace(b"007", said)
        parts[MAIN] = b'<?xml version="1.0"?><!DOCTYPE x [' + declared + b"]>" + body

    return repacked(as_docx(), change)


def liar() -> bytes:
    """Give a bomb that declares a hundred bytes."""
    data = bytearray(with_part("word/big.xml", b" " * 150_000_000))
    struct.pack_into("<I", data, data.rfind(b"word/big.xml") - 46 + 24, 100)
    return bytes(data)


def far_cell() -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_string(0, 0, "a")
    sheet.write_string(1_048_575, 16_383, "z")
    book.close()
    return made.getvalue()


def many_rows() -> bytes:
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (at, at) for at in range(1, 1_000_001))

    def change(parts: dict[str, bytes]) -> None:
        parts["xl/worksheets/sheet1.xml"] = (
            b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            + rows
            + b"</sheetData></worksheet>"
        )

    return repacked(as_xlsx(), change)


def pages(number: int, password: str | None = None) -> bytes:
    made = io.BytesIO()
    pdf = pikepdf.new()
    for _ in range(number):
        pdf.add_blank_page()
    pdf.save(made, encryption=pikepdf.Encryption(owner=password, user=password) if password else False)
    return made.getvalue()


OLD = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "zip bomb": ("a.docx", lambda: with_part("word/big.xml", b" " * 150_000_000), "would unpack to more than 100 MB"),
    "zip bomb that lies": ("a.docx", liar, "is broken: it cannot be unpacked"),
    "many parts": (
        "a.docx",
        lambda: repacked(as_docx(), lambda parts: parts.update({f"word/{at}.xml": b"" for at in range(6000)})),
        "holds more than 5,000 parts",
    ),
    "entity bomb": (
        "a.docx",
        lambda: with_type(b'<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">', b"&b;"),
        "declares a document type",
    ),
    "external entity": (
        "a.docx",
        lambda: with_type(b'<!ENTITY x SYSTEM "secret.txt">', b"&x;"),
        "declares a document type",
    ),
    "locked document": ("a.docx", lambda: OLD + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
    "locked sheet": ("a.xlsx", lambda: OLD + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
    "old document": ("a.doc", lambda: OLD + "WordDocument".encode("utf-16-le"), "Word's format before 2007"),
    "broken zip": ("a.docx", lambda: as_docx()[:-60], "is broken: it cannot be unpacked"),
    "another format": ("a.xlsx", as_docx, "is no .xlsx file: its bytes are those of .docx"),
    "no format": ("a.docx", lambda: os.urandom(4000), "is no .docx file"),
    "empty": ("a.docx", lambda: b"", "is empty"),
    "million rows": ("a.xlsx", many_rows, "has more than 20,000 rows"),
    "far cell": ("a.xlsx", far_cell, "has more than 20,000 rows"),
    "2,000 pages": ("a.pdf", lambda: pages(2000), "has 2,000 pages, more than 300"),
    "locked pages": ("a.pdf", lambda: pages(1, "word"), "protected with a password"),
    "scan": ("a.pdf", lambda: pages(2), "holds no text"),
    "broken pages": ("a.pdf", lambda: as_pdf()[:900], "is broken"),
    "many lines": ("a.csv", lambda: b"a,b\n" * 3_000_000, "has more than 20,000 rows"),
    "wide line": ("a.csv", lambda: b"a" + b"," * 3_000_000, "has more than 200,000 cells"),
    "no text": ("a.csv", lambda: bytes(range(256)) * 9, "is no .csv file"),
}


def imported(folder: Path, name: str) -> tuple[subprocess.CompletedProcess[str], int]:
    """Import a document in a process of its own; give how it ended and the peak memory in MB of it and its child."""
    driver = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run(sys.argv[1:], capture_output=True, text=True, timeout=90)\n"
        "sys.stdout.write(done.stdout); sys.stderr.write(done.stderr)\n"
        "sys.stderr.write(f'\\n{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024}')\n"
        "sys.exit(done.returncode)\n"
    )
    words = ["import", name, "--organisation", "X", "--period", "2025", "-o", "made.yaml"]
    command = [sys.executable, "-c", driver, sys.executable, "-m", "prevent_cli", *words]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False, cwd=folder)
    done.stderr, _, peak = done.stderr.rpartition("\n")
    return done, int(peak)


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_sound_document_is_refused_in_one_line(case: str, tmp_path: Path) -> None:
    name, make, said = REFUSED[case]
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    (tmp_path / name).write_bytes(make())
    begun = time.monotonic()
    done, peak = imported(tmp_path, name)

    first, helped = done.stderr.strip("\n").split("\n")
    assert (done.returncode, done.stdout) == (2, "")
    assert first.startswith("error: ")
    assert said in first
    assert helped.startswith("  help: ")
    assert not (tmp_path / "made.yaml").exists()
    assert SECRET not in done.stderr
    assert time.monotonic() - begun < DOCUMENT.seconds
    assert peak < DOCUMENT.memory >> 20


def read_all(data: bytes, name: str) -> str:
    """Give everything that reading a document in its own process gives, as text."""
    from prevent_cli.confined import read_document

    return repr(read_document(data, name))


def external(target: str) -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

    def change(parts: dict[str, bytes]) -> None:
        extra = "".join(
            f'<Relationship Id="x{at}" Type="{kind}{one}" Target="{target}" TargetMode="External"/>'
            for at, one in enumerate(("attachedTemplate", "image", "subDocument", "header", "footnotes"))
        )
        name = "word/_rels/document.xml.rels"
        parts[name] = parts[name].replace(b"</Relationships>", extra.encode() + b"</Relationships>")

    return repacked(as_docx(), change)


def test_external_relations_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")

    said = read_all(external(secret.as_uri()), "a.docx")

    assert "spans" in said
    assert SECRET not in said


def test_a_link_in_the_zip_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    made = io.BytesIO(as_docx())
    with zipfile.ZipFile(made, "a") as archive:
        link = zipfile.ZipInfo("word/footnotes.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, str(secret))

    assert SECRET not in read_all(made.getvalue(), "a.docx")


def test_macros_are_said_and_left_alone() -> None:
    assert "it holds macros; they were neither read nor run" in read_all(
        with_part("word/vbaProject.bin", b"x"), "a.docx"
    )


def test_tables_in_tables_without_end_are_read_or_refused() -> None:
    deep = b"<w:tbl><w:tr><w:tc>" * 60 + b"<w:p><w:r><w:t>deep</w:t></w:r></w:p>" + b"</w:tc></w:tr></w:tbl>" * 60

    assert "deep" in read_all(with_document(b"<w:tbl>", deep + b"<w:tbl>"), "a.docx")


def test_a_span_over_millions_of_columns_is_cut() -> None:
    data = with_document(b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="99999999"/>')

    assert "007" in read_all(data, "a.docx")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_and_a_folder_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.docx")
    (tmp_path / "b.docx").mkdir()

    assert "is no file but a pipe or a device" in imported(tmp_path, "a.docx")[0].stderr
    assert "is a folder" in imported(tmp_path, "b.docx")[0].stderr


BROKEN = """
import sys
from prevent_cli import confined
from prevent_cli.importing import readers

class Answer:
    def send_bytes(self, content):
        self.content = content

class Panic(BaseException):
    pass

def read(data, name):
    if sys.argv[1] == "panic":
        raise Panic
    open(sys.argv[1])

readers.read = read
answer = Answer()
confined._read(answer, confined.DOCUMENT, confined._document_reader, b"a,b", "a.csv")
print(answer.content.decode())
"""


def broken(folder: Path, does: str) -> str:
    """Say what a reader answers that opens a file, or panics."""
    script = folder / "broken.py"
    script.write_text(BROKEN, encoding="utf-8")
    command = [sys.executable, str(script), does]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_reader_that_was_taken_over_could_open_no_file(tmp_path: Path) -> None:
    assert "a.csv is broken: it cannot be read (OSError)" in broken(tmp_path, str(tmp_path / "broken.py"))


def test_a_reader_that_panics_ends_in_a_line(tmp_path: Path) -> None:
    assert "a.csv is broken: it cannot be read (Panic)" in broken(tmp_path, "panic")

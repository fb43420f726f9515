"""A document's bytes into paragraphs and tables: one reader for each format, in one table.

A reader is a module here with ``read(data: bytes, name: str) -> Document``; ``name`` is what messages call the
document. It raises PreventError for what it refuses, and reads nothing but the bytes it is given.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING

from prevent_cli.errors import PreventError
from prevent_cli.extras import need
from prevent_cli.importing.cells import MOST_ROWS, Paragraph
from prevent_cli.importing.readers.unfilled import emptied
from prevent_cli.importing.squeeze import squeezed

if TYPE_CHECKING:
    from collections.abc import Callable

    from prevent_cli.importing.cells import Document


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be read: the name of its reader's module, its endings, and what its bytes look like.

    ``modules`` are those that the reader imports when it runs, with the extra's packages among them.
    """

    name: str
    endings: tuple[str, ...]
    looks: Callable[[bytes], bool]
    modules: tuple[str, ...] = ()


def _is_html(data: bytes) -> bool:
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html", b"<head", b"<?xml")) and b"<html" in head


def _is_text(data: bytes) -> bool:
    return b"\0" not in data[:8000] and not _is_written_as_text(data)


def _is_written_as_text(data: bytes) -> bool:
    """Say whether it is a document whose own code is text: RTF, or a web page saved with its pictures as one file."""
    return data.startswith(b"{\\rtf") or b"\nmime-version:" in b"\n" + data[:2000].lower()


def _is_csv(data: bytes) -> bool:
    return _is_text(data) or data.startswith((b"\xff\xfe", b"\xfe\xff"))


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def _is_docx(data: bytes) -> bool:
    return _is_zip_of(data, b"word/") or _is_old_with(data, "WordDocument")


def _is_xlsx(data: bytes) -> bool:
    sheet = data.startswith(b"PK") and b"opendocument.spreadsheet" in data[:200]
    return sheet or _is_zip_of(data, b"xl/") or _is_old_with(data, "Workbook")


def _is_zip_of(data: bytes, part: bytes) -> bool:
    return data.startswith(b"PK\x03\x04") and part in data


def _is_old_with(data: bytes, part: str) -> bool:
    """Say whether it is of an office format before 2007 with such a part; a locked document may be of any."""
    named = (name.encode("utf-16-le") in data for name in (part, "EncryptedPackage"))
    return data.startswith(b"\xd0\xcf\x11\xe0") and any(named)


_LXML = ("lxml.etree", "lxml.html")

FORMATS: tuple[Format, ...] = (
    Format(
        "docx",
        (".docx", ".docm", ".doc"),
        _is_docx,
        ("lxml.etree", "docx", "docx.package", "docx.opc.exceptions", "docx.opc.constants", "docx.oxml.parser"),
    ),
    Format("xlsx", (".xlsx", ".xlsm", ".xls", ".ods"), _is_xlsx, ("lxml.etree", "python_calamine")),
    Format("pdf", (".pdf",), _is_pdf, ("pdfplumber.table", "pypdfium2.raw")),
    Format("html", (".html", ".htm", ".xhtml"), _is_html, _LXML),
    Format("text", (".txt", ".md", ".markdown", ".text"), _is_text, _LXML),
    Format("csv", (".csv", ".tsv"), _is_csv),
)
"""Every format, the one whose bytes say most about it first."""


def load(data: bytes, name: str) -> None:
    """Load what reading a document will need, so that no other file is opened while it is read.

    Raises PreventError as ``read`` does for a format that is not known, and where a package is missing.
    """
    found = _format(data, name)
    import_module(f"prevent_cli.importing.readers.{found.name}")
    for module in found.modules:
        need(module, "import")


def read(data: bytes, name: str) -> Document:
    """Read a document by what its name ends in and what its bytes look like.

    Raises PreventError where no reader knows it, or its bytes are not what its name says.
    """
    found = _format(data, name)
    document: Document = import_module(f"prevent_cli.importing.readers.{found.name}").read(data, name)
    number = sum(1 if isinstance(block, Paragraph) else len(block.rows) for block in document.blocks)
    require_few(number, name)
    blocks = tuple(block if isinstance(block, Paragraph) else squeezed(block) for block in document.blocks)
    return emptied(replace(document, blocks=blocks))


def require_few(number: int, name: str) -> None:
    """Raise PreventError where a document has too many rows and paragraphs; a reader may ask while it reads."""
    if number > MOST_ROWS:
        raise PreventError(f"{name} has more than {MOST_ROWS} rows and paragraphs", "is it the right document?")


def _format(data: bytes, name: str) -> Format:
    """Give the format by the ending where the bytes bear it out, else by the bytes where there is no known ending."""
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    named = next((one for one in FORMATS if ending in one.endings), None)
    seen = next((one for one in FORMATS if one.looks(data)), None)
    if not data and named != seen:
        raise PreventError(f"{name} is empty", "is it the right file?")
    if named and named.looks(data):
        return seen if seen and named.name == "text" else named
    if named and not (seen and seen.name == "text" and named.name == "html"):
        what = f"those of {seen.endings[0]}" if seen else "something else"
        raise PreventError(f"{name} is no {ending} file: its bytes are {what}", _help())
    if named:
        return named
    if seen:
        return seen
    raise PreventError(f"{name} is of a format that cannot be read", _help())


def _help() -> str:
    endings = [one.endings[0] for one in sorted(FORMATS, key=lambda one: one.name)]
    return f"what can be read: {', '.join(endings)}; save the document as one of these"

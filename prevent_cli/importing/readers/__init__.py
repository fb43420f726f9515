"""A document's bytes into paragraphs and tables: one reader for each format, in one table.

A reader is a module here with ``read(data: bytes, name: str) -> Document``; ``name`` is what messages call the
document. It raises PreventError for what it refuses, and reads nothing but the bytes it is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from prevent_cli.errors import PreventError
from prevent_cli.importing.cells import MOST_ROWS, Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable

    from prevent_cli.importing.cells import Document


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be read: the name of its reader's module, its endings, and what its bytes look like."""

    name: str
    endings: tuple[str, ...]
    looks: Callable[[bytes], bool]


def _is_html(data: bytes) -> bool:
    head = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html", b"<head", b"<?xml")) and b"<html" in head


def _is_text(data: bytes) -> bool:
    return b"\0" not in data[:8000]


FORMATS: tuple[Format, ...] = (
    Format("html", (".html", ".htm", ".xhtml"), _is_html),
    Format("text", (".txt", ".md", ".markdown", ".text"), _is_text),
)
"""Every format, the one whose bytes say most about it first."""


def read(data: bytes, name: str) -> Document:
    """Read a document by what its name ends in and what its bytes look like.

    Raises PreventError where no reader knows it, or its bytes are not what its name says.
    """
    found = _format(data, name)
    document: Document = import_module(f"prevent_cli.importing.readers.{found.name}").read(data, name)
    number = sum(1 if isinstance(block, Paragraph) else len(block.rows) for block in document.blocks)
    require_few(number, name)
    return document


def require_few(number: int, name: str) -> None:
    """Raise PreventError where a document has too many rows and paragraphs; a reader may ask while it reads."""
    if number > MOST_ROWS:
        raise PreventError(f"{name} has more than {MOST_ROWS} rows and paragraphs", "is it the right document?")


def _format(data: bytes, name: str) -> Format:
    """Give the format by the ending where the bytes bear it out, else by the bytes where there is no known ending."""
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    named = next((one for one in FORMATS if ending in one.endings), None)
    seen = next((one for one in FORMATS if one.looks(data)), None)
    if named and named.looks(data):
        return seen if seen and named.name == "text" else named
    if named and not (seen and seen.name == "text" and named.name == "html"):
        raise PreventError(f"{name} is no {ending} file: its bytes are something else", _help())
    if named:
        return named
    if seen:
        return seen
    raise PreventError(f"{name} is of a format that cannot be read", _help())


def _help() -> str:
    endings = [one.endings[0] for one in sorted(FORMATS, key=lambda one: one.name)]
    return f"what can be read: {', '.join(endings)}; save the document as one of these"

"""Reading a plain text file that is no record."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from prevent_cli.errors import PreventError

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 1_000_000


MOST_BYTES_OF_A_DOCUMENT = 20_000_000


def read_bytes(path: Path) -> bytes:
    """Give a document's bytes. Raises PreventError where it cannot be read or is over 20 MB."""
    from prevent_cli.store.seen import shown_path

    if path.exists() and not path.is_file() and not path.is_dir():
        raise PreventError(f"{shown_path(path)} is no file but a pipe or a device", "give the path of a document")
    return _read(path, MOST_BYTES_OF_A_DOCUMENT)


def read_stream(stream: BinaryIO, shown: str) -> bytes:
    """Give the bytes of a document that comes through a pipe. Raises PreventError where they are over 20 MB."""
    return _at_most(stream, MOST_BYTES_OF_A_DOCUMENT, shown)


def read_text(path: Path) -> str:
    """Give a file's text. Raises PreventError where it cannot be read, is over 1 MB or not UTF-8."""
    from prevent_cli.store.seen import shown_path

    try:
        return _read(path, MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PreventError(f"{shown_path(path)} is not UTF-8", "save it as UTF-8") from error


def _read(path: Path, most: int) -> bytes:
    from prevent_cli.store.seen import shown_path

    try:
        with path.open("rb") as stream:
            return _at_most(stream, most, shown_path(path))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise PreventError(
            f"{shown_path(path)} cannot be read: {reason}", "check the path and its permissions"
        ) from error


def _at_most(stream: BinaryIO, most: int, shown: str) -> bytes:
    content = stream.read(most + 1)
    if len(content) > most:
        raise PreventError(f"{shown} is larger than {most // 1_000_000} MB", "is it the right file?")
    return content

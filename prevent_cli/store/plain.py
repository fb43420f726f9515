"""Reading a plain text file that is no record."""

from __future__ import annotations

from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING, BinaryIO

from prevent_cli.errors import PreventError, why

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 1_000_000


MOST_BYTES_OF_A_DOCUMENT = 20_000_000


def read_bytes(path: Path) -> bytes:
    """Give a document's bytes. Raises PreventError where it cannot be read or is over 20 MB."""
    _require_file(path)
    return _read(path, MOST_BYTES_OF_A_DOCUMENT)


def _require_file(path: Path) -> None:
    """Raise PreventError for a folder, and for what would let a reader wait for ever."""
    from prevent_cli.store.seen import shown_path

    try:
        mode = path.stat().st_mode
    except OSError:
        return  # reading it says why it cannot be read
    if S_ISDIR(mode):
        raise PreventError(f"{shown_path(path)} is a folder", "give the path of a document in it")
    if not S_ISREG(mode):
        raise PreventError(f"{shown_path(path)} is no file but a pipe or a device", "give the path of a document")


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
        reason = why(error)
        raise PreventError(
            f"{shown_path(path)} cannot be read: {reason}", "check the path and its permissions"
        ) from error


def _at_most(stream: BinaryIO, most: int, shown: str) -> bytes:
    content = stream.read(most + 1)
    if len(content) > most:
        raise PreventError(f"{shown} is larger than {most // 1_000_000} MB", "is it the right file?")
    return content

"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from prevent_cli.errors import PreventError


def save(path: Path, content: bytes, *, new: bool = False) -> None:
    """Write a file by way of a temporary one beside it, making its folder where need be.

    At any moment the file is the old one or the new one, whole. ``new`` refuses one that exists.
    Raises PreventError where that is not possible; the old file is then untouched.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return
        _replace(path, content, new=new)
    except OSError as error:
        from prevent_cli.store.source import shown_path

        reason = (error.strerror or str(error)).lower()
        raise PreventError(
            f"{shown_path(path)} cannot be written: {reason}", "check the path, its permissions and the disk"
        ) from error


def out_of_date(path: Path, content: bytes) -> str | None:
    """Say how a file differs from what it should hold: missing or stale; None where it does not.

    Raises PreventError where it cannot be read.
    """
    try:
        return None if path.read_bytes() == content else "stale"
    except (FileNotFoundError, NotADirectoryError):
        return "missing"
    except OSError as error:
        from prevent_cli.store.source import shown_path

        reason = (error.strerror or str(error)).lower()
        raise PreventError(
            f"{shown_path(path)} cannot be read: {reason}", "check the path and its permissions"
        ) from error


def _replace(path: Path, content: bytes, *, new: bool) -> None:
    target = path.resolve()
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        Path(temporary).chmod(mode)
        if new:
            os.link(temporary, target)  # fails where the file exists, in one step
            Path(temporary).unlink()
        else:
            Path(temporary).replace(target)
        _settle(target.parent)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _settle(folder: Path) -> None:
    """Have the folder's new entry written to the disk, where a folder can be asked to."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack, contextmanager, suppress
from errno import EACCES, EEXIST
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from prevent_cli.errors import PreventError, why

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def save(path: Path, content: bytes, *, new: bool = False, was: bytes | None = None) -> None:
    """Write a file by way of a temporary one beside it, making its folder where need be.

    At any moment the file is the old one or the new one, whole. ``new`` refuses one that exists, ``was``
    one that holds anything else by now: an editor may have saved it meanwhile.
    Raises PreventError where that is not possible; the old file is then untouched.
    """
    from prevent_cli.store.seen import shown_path

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return
        _replace(path, content, new=new, was=was)
    except OSError as error:
        if path.exists() and error.errno == EEXIST:
            raise PreventError(f"{shown_path(path)} is there already", "name another file") from error
        reason = why(error)
        raise PreventError(
            f"{shown_path(path)} cannot be written: {reason}", "check the path, its permissions and the disk"
        ) from error


@contextmanager
def whole(folder: Path, names: Iterable[str]) -> Iterator[dict[str, BinaryIO]]:
    """Give streams for several files of a folder, made where need be; they get their names when the block ends well.

    After an exception nothing is written. Raises PreventError where a file cannot be.
    """
    from prevent_cli.store.seen import shown_path

    made = not folder.exists()
    temporary: dict[str, Path] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            streams: dict[str, BinaryIO] = {}
            for name in names:
                handle, written = tempfile.mkstemp(dir=folder, prefix=f".{name}.")
                temporary[name] = Path(written)
                streams[name] = stack.enter_context(os.fdopen(handle, "wb"))
            yield streams
        for name, path in temporary.items():
            _like(str(path), None)
            path.replace(folder / name)
        _settle(folder)
    except OSError as error:
        reason = why(error)
        raise PreventError(
            f"{shown_path(folder)} cannot be written: {reason}", "check the path, its permissions and the disk"
        ) from error
    finally:
        for path in temporary.values():
            path.unlink(missing_ok=True)
        if made:
            with suppress(OSError):  # it is not empty: all went well
                folder.rmdir()


def out_of_date(path: Path, content: bytes) -> str | None:
    """Say how a file differs from what it should hold: missing or stale; None where it does not.

    Raises PreventError where it cannot be read.
    """
    try:
        return None if path.read_bytes() == content else "stale"
    except (FileNotFoundError, NotADirectoryError):
        return "missing"
    except OSError as error:
        from prevent_cli.store.seen import shown_path

        reason = why(error)
        raise PreventError(
            f"{shown_path(path)} cannot be read: {reason}", "check the path and its permissions"
        ) from error


def _replace(path: Path, content: bytes, *, new: bool, was: bytes | None) -> None:
    target = path.resolve()
    old = target.stat() if target.exists() else None
    if old and not (old.st_mode & 0o222 and os.access(target, os.W_OK)):  # a rename would not ask
        raise OSError(EACCES, "the file is read-only")
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        _like(temporary, old)
        _require_unchanged(target, was)
        if new:
            _link(temporary, target)
        else:
            Path(temporary).replace(target)
        _settle(target.parent)
    except BaseException:
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _like(temporary: str, old: os.stat_result | None) -> None:
    """Give a new file the mode, and where that is allowed the owner, of the old one."""
    if old is None:
        Path(temporary).chmod(0o666 & ~_umask())
        return
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(temporary, old.st_uid, old.st_gid)
    Path(temporary).chmod(old.st_mode & 0o777)


def _require_unchanged(target: Path, was: bytes | None) -> None:
    if was is not None and target.read_bytes() != was:
        raise PreventError(f"another program changed {target.name} just now", "run the command again")


def _link(temporary: str, target: Path) -> None:
    """Give a file its name in one step that fails where the name is taken."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError as error:  # a disk without hard links; whoever else makes toolkits waits for the lock
        if target.exists():
            raise FileExistsError(EEXIST, os.strerror(EEXIST)) from error
        Path(temporary).replace(target)
    else:
        Path(temporary).unlink()


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

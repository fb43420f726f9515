"""One writer at a time in a folder: whoever comes second waits, and reads what the first wrote."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from prevent_cli.errors import PreventError, why

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 30.0
"""How many seconds a writer waits for another before it gives up."""
_NAP = 0.02


@contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock for writing a file while the block runs; nothing is left lying in its folder.

    Raises PreventError where another writer holds it for longer than ``patience`` seconds, or it cannot be had.
    """
    try:
        handle = _open(path.resolve().parent)
    except OSError as error:
        raise _refused(path, error) from error
    try:
        _wait(handle, path, patience)
        yield
    finally:
        os.close(handle)  # gives the lock back too


def _wait(handle: int, path: Path, patience: float) -> None:
    end = time.monotonic() + patience
    try:
        while not _take(handle):
            if time.monotonic() > end:
                raise PreventError(
                    f"another program has been writing beside {path} for {patience:.0f} seconds",
                    "wait until it has finished, then run the command again",
                )
            time.sleep(_NAP)
    except OSError as error:  # some network disks have no locks
        raise _refused(path, error) from error


def _refused(path: Path, error: OSError) -> PreventError:
    reason = why(error)
    return PreventError(f"the folder of {path} cannot be locked for writing: {reason}", "copy the file to a local disk")


def _stand_in(folder: Path) -> Path:
    """Give the file in the user's temporary folder that is locked where the folder itself cannot be."""
    return Path(tempfile.gettempdir(), f"prevent-{sha256(str(folder).encode()).hexdigest()[:24]}.lock")


if sys.platform == "win32":  # no folder can be locked there: a file in the user's own temporary folder stands for it
    import msvcrt

    def _open(folder: Path) -> int:
        return os.open(_stand_in(folder), os.O_RDWR | os.O_CREAT)

    def _take(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _open(folder: Path) -> int:
        try:
            return os.open(folder, os.O_RDONLY)
        except OSError:  # a folder that may be written but not read: a file of our own stands for it
            return os.open(_stand_in(folder), os.O_RDWR | os.O_CREAT, 0o600)

    def _take(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

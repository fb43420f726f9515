"""What is seen of a file: its bytes, their digest, and its sign, by which it is known again without being read.

A sign is what the file system says of a file: device, inode, size, and the times of its last
change, of content and of anything. The last cannot be set by programs, so a file that was
changed and given its old time back has another sign. Two changes within a tick of the clock
have the same one, which is why a file that was changed a moment ago has none that counts: the
rule is that of git's index (gitglossary and "racy git" in git's technical documentation).
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

try:  # as the standard library's random does: hashlib loads OpenSSL, which takes longer than all of this
    from _blake2 import blake2b
except ImportError:  # a Python without it
    from hashlib import blake2b

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_BYTES = 5_000_000
"""A toolkit's file ends here; what is longer is refused."""
SNAPSHOT_ENDING = ".snapshot.json"
MAX_SNAPSHOT = 50_000_000
"""A report is a few times as large as its toolkit, and toolkits end at 5 MB."""
_SETTLED_NS = 2_000_000_000
_TRUSTED = os.name == "posix"  # elsewhere the third time is that of creation, and every file is read


def shown_path(path: Path) -> str:
    """Give a path for people: without control characters that a terminal would obey."""
    text = str(path)
    return (
        text
        if text.isprintable()
        else "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    )


def snapshot_path(toolkit: Path) -> Path:
    """Give the place of a toolkit's snapshot: 2021-12.snapshot.json beside 2021-12.yaml."""
    return Path(_snapshot(os.fspath(toolkit)))


def _snapshot(toolkit: str) -> str:
    return os.path.splitext(toolkit)[0] + SNAPSHOT_ENDING  # noqa: PTH122 - a fifth of the time, for thousands of files


class Seen(NamedTuple):
    """A file that was read. ``content`` is None where there is none; ``sign`` is empty where it does not count."""

    content: bytes | None
    sign: str


def see(path: Path, most: int) -> Seen:
    """Read a file as far as a limit and one byte more, and take its sign. Raises OSError."""
    now = time.time_ns()
    try:
        with path.open("rb") as stream:
            return Seen(stream.read(most + 1), _sign(os.fstat(stream.fileno()), now))
    except FileNotFoundError:
        return Seen(None, "-")


def sign(path: Path | str) -> str:
    """Give a file's sign: "-" where there is none, empty where it does not count. Raises OSError."""
    try:
        return _sign(os.stat(path), time.time_ns())  # noqa: PTH116 - a fifth of the time, for thousands of files
    except FileNotFoundError:
        return "-"


def both_signs(toolkit: Path) -> str:
    """Give the signs of a toolkit's file and its snapshot as one; empty where it does not count, or cannot be told."""
    try:
        return joined(sign(toolkit), sign(_snapshot(os.fspath(toolkit))))
    except (OSError, ValueError):
        return ""


def joined(file: str, snapshot: str) -> str:
    """Make one sign of a file's and its snapshot's."""
    return f"{file} {snapshot}" if file and snapshot else ""


def digest(parts: Iterable[bytes | None]) -> bytes:
    """Give 16 bytes that tell a list of bytes from any other; None is not the same as nothing."""
    found = blake2b(digest_size=16)
    for part in parts:
        found.update(b"-" if part is None else b"%d:" % len(part))
        found.update(part or b"")
    return found.digest()


def both_digests(file: bytes, snapshot: bytes | None) -> bytes:
    """Give the digests of a toolkit's content and that of its snapshot, 32 bytes."""
    return digest([file]) + digest([snapshot])


def _sign(found: os.stat_result, now: int) -> str:
    """Give the sign, empty where the last change is not two seconds old, or lies in the future."""
    if not _TRUSTED or max(found.st_mtime_ns, found.st_ctime_ns) > now - _SETTLED_NS:
        return ""
    return f"{found.st_dev}.{found.st_ino}.{found.st_size}.{found.st_mtime_ns}.{found.st_ctime_ns}"

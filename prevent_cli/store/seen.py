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
from errno import ENOENT
from pathlib import Path
from stat import S_ISREG
from typing import TYPE_CHECKING, NamedTuple

try:  # as the standard library's random does: hashlib loads OpenSSL, which takes longer than all of this
    from _blake2 import blake2b
except ImportError:  # a Python without it
    from hashlib import blake2b

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import IO

MAX_BYTES = 5_000_000
"""A toolkit's file ends here; what is longer is refused."""
SNAPSHOT_ENDING = ".snapshot.json"
MAX_SNAPSHOT = 50_000_000
"""A report is a few times as large as its toolkit, and toolkits end at 5 MB."""
_SETTLED_NS = 2_000_000_000
_TRUSTED = os.name == "posix"  # elsewhere the third time is that of creation, and every file is read


def shown_path(path: Path | str) -> str:
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
            return Seen(_read(stream, most + 1), _sign(os.fstat(stream.fileno()), now))
    except FileNotFoundError:
        return Seen(None, "-")


def _read(stream: IO[bytes], most: int) -> bytes:
    """Read as far as a limit, first as much as there seems to be: room for all of the limit takes longer than reading."""
    size = os.fstat(stream.fileno()).st_size
    content = stream.read(min(size + 1, most))
    return content if len(content) <= size else content + stream.read(most - len(content))


class Pair(NamedTuple):
    """A toolkit's content and that of its snapshot, None where there is none.

    ``digests``, 32 bytes, and ``sign`` are by what both are known again; empty where the snapshot could not be read.
    """

    content: bytes
    frozen: bytes | None = None
    digests: bytes = b""
    sign: str = ""


def see_pair(toolkit: Path) -> Pair:
    """Read a toolkit's file and its snapshot. Raises OSError where the file is not there or may not be opened."""
    content, sign = see_file(toolkit)
    try:
        frozen = see(snapshot_path(toolkit), MAX_SNAPSHOT)
    except OSError:
        return Pair(content)
    return Pair(content, frozen.content, digest([content]) + digest([frozen.content]), _joined(sign, frozen.sign))


def see_file(toolkit: Path) -> tuple[bytes, str]:
    """Read a toolkit's file as ``see`` does; its content and sign. Raises OSError where it is not there, too."""
    found = see(toolkit, MAX_BYTES)
    if found.content is None:
        raise FileNotFoundError(ENOENT, os.strerror(ENOENT))
    return found.content, found.sign


def sign(path: Path | str) -> str:
    """Give a file's sign: "-" where there is none, empty where it does not count. Raises OSError."""
    try:
        return _sign(os.stat(path), time.time_ns())  # noqa: PTH116 - a fifth of the time, for thousands of files
    except FileNotFoundError:
        return "-"


def both_signs(toolkit: Path | str) -> str:
    """Give the signs of a toolkit's file and its snapshot as one; empty where it does not count, or cannot be told."""
    try:
        return _joined(sign(toolkit), sign(_snapshot(os.fspath(toolkit))))
    except (OSError, ValueError):
        return ""


def _joined(file: str, snapshot: str) -> str:
    return f"{file} {snapshot}" if file and snapshot else ""


def digest(parts: Iterable[bytes | None]) -> bytes:
    """Give 16 bytes that tell a list of bytes from any other; None is not the same as nothing."""
    found = blake2b(digest_size=16)
    for part in parts:
        found.update(b"-" if part is None else b"%d:" % len(part))
        found.update(part or b"")
    return found.digest()


def _sign(found: os.stat_result, now: int) -> str:
    """Give the sign, empty where the last change is not two seconds old, or lies in the future, and of what is no file, such as a pipe."""
    if not _TRUSTED or not S_ISREG(found.st_mode) or max(found.st_mtime_ns, found.st_ctime_ns) > now - _SETTLED_NS:
        return ""
    return f"{found.st_dev}.{found.st_ino}.{found.st_size}.{found.st_mtime_ns}.{found.st_ctime_ns}"

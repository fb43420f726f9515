"""The verdict cache: what ``validate`` found in a file, kept until anything that it hangs on changes.

It is an SQLite file in the user's cache folder. A verdict is found by the file's place and by
what is ``around`` it: the program, the settings, the frameworks. It holds where the file's sign
is the same, or else where its content is; and where the toolkit speaks for the same day.

A cache can only spare time. Where it is locked, cut off, of another make or not to be written,
it says that it knows nothing; one that is broken is begun anew.
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from zlib import crc32

from prevent_cli.many import chunks
from prevent_cli.model.finding import Finding, Related

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

T = TypeVar("T")
_NAME = "verdicts-3.sqlite"  # another shape of table is another file: programs of two versions may run side by side
_BESIDE = ("", "-journal", "-wal", "-shm")
_MOST_BYTES = 256_000_000
_BROKEN = (sqlite3.DatabaseError, UnicodeDecodeError)  # what is wrong may quote bytes that are no text
_WAIT = 0.25  # seconds for another process to finish writing
_DAY = 86_400
_TABLES = """
PRAGMA auto_vacuum = INCREMENTAL;
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS files (
  place BLOB, around BLOB, sign TEXT, content BLOB, day INTEGER, last INTEGER, whose BLOB, body BLOB,
  written INTEGER, used INTEGER, sum INTEGER, facts BLOB, PRIMARY KEY (place, around)
);
CREATE TABLE IF NOT EXISTS sets (
  key BLOB PRIMARY KEY, body BLOB, used INTEGER, sum INTEGER
);
CREATE INDEX IF NOT EXISTS files_used ON files (used);
CREATE INDEX IF NOT EXISTS files_content ON files (content);
COMMIT;
"""
_FIND = (
    "SELECT place, sign, content, day, last, whose, body, written, used, sum, {facts} FROM files"
    " WHERE around = ? AND {where}"
)
_NO_LAST = 3_652_059  # the last day that there is, 31 December 9999
_AT_ONCE = 500  # rows; each question locks the file anew, which costs as much as finding two of them


class Verdict(NamedTuple):
    """What a file was found to be.

    ``file`` is its path as it is shown; ``content`` the digests of it and its snapshot, empty where one
    could not be read, so that this is not to be kept; ``sign`` is their sign. It holds for every today where ``day`` is 0, else where the earlier of today and ``last``
    is ``day`` (all are days since the year 1). ``body`` are the findings and those that waivers accept, ``facts`` what checks
    between files need, and ``whose`` is its organisation, by which files belong together there; each may be empty.
    """

    file: str
    sign: str
    content: bytes
    day: int
    last: int
    whose: bytes
    body: bytes
    facts: bytes

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that no waiver accepts, in the order of the file."""
        return tuple(one for one in self.found if not one.waiver)

    @property
    def found(self) -> tuple[Finding, ...]:
        """The findings, in the order of the file, and behind them those that waivers accept."""
        return unpacked(self.body)

    @property
    def unread(self) -> bool:
        """Whether warnings were not looked for, as it is no record or its framework cannot be used: it was judged on a day and has no last one."""
        return self.day != 0 and self.last == _NO_LAST

    def holds_on(self, today: date) -> bool:
        """Whether the file speaks today for the day that it was judged on."""
        return self.day in (0, min(self.last, today.toordinal()))


def packed(findings: Iterable[Finding]) -> bytes:
    """Write findings as bytes; none are no bytes."""
    rows = tuple(findings)
    if not rows:
        return b""
    import json

    return json.dumps(rows, separators=(",", ":")).encode()  # tuples of plain values, which JSON writes as lists


def unpacked(body: bytes) -> tuple[Finding, ...]:
    """Read findings from their bytes."""
    if not body:
        return ()
    import json

    return tuple(_finding(*row) for row in json.loads(body))


def _finding(*row: Any) -> Finding:
    *plain, related, waiver = row
    return Finding._make([*plain, tuple(Related(*one) for one in related), waiver])


def folder() -> Path | None:
    """Give the cache's folder: PREVENT_CACHE_DIR, else ``prevent`` in the platform's; None where there is none.

    An empty PREVENT_CACHE_DIR asks for no cache.
    """
    asked = os.environ.get("PREVENT_CACHE_DIR")
    if asked is not None:
        return Path(asked).absolute() if asked else None
    try:
        return _platform() / "prevent"
    except (RuntimeError, OSError):  # there is no home
        return None


def _platform() -> Path:
    """Give the folder for caches, as the XDG base directory specification and the makers of systems name it."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local")
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches"
    asked = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return asked if asked.is_absolute() else Path.home() / ".cache"


class Cache:
    """The cache in a folder. Nothing that is wrong with it raises; ``Cache(None)`` knows and keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / _NAME if folder else None
        self._open: sqlite3.Connection | None = None
        self._seen: list[tuple[int, bytes, bytes]] = []

    @property
    def is_there(self) -> bool:
        """Whether it may know something."""
        return self._path is not None

    def find(self, files: Mapping[bytes, str], around: bytes, *, facts: bool = False) -> Iterator[Verdict | None]:
        """Give the verdict on each place, in their order, None where it is not known; whether it still holds is for the caller.

        ``files`` says what the file at each place is shown as. ``facts`` asks for them too; else they are left empty.
        """
        for some in chunks(files, _AT_ONCE):
            query = _FIND.format(facts="facts" if facts else "NULL", where=f"place IN ({','.join('?' * len(some))})")
            found = {row[0]: row for row in self._rows(query, (around, *some))}
            now = int(time.time())
            for place in some:
                yield self._verdict(files[place], around, found[place], now) if place in found else None

    def find_alike(self, file: str, given: bytes, around: bytes, content: bytes) -> Iterator[Verdict]:
        """Give the verdicts on a content that was found at any place under the same given path, with their facts.

        Nothing else of a place is in a verdict, so they hold for a file elsewhere, such as that of another clone.
        """
        query = _FIND.format(facts="facts", where="content = ?")
        for row in self._rows(query, (around, content)):
            one = self._verdict(file, around, row, int(time.time()))
            if one and row[0].endswith(b"\0" + given):
                yield one

    def knows_any(self) -> bool:
        """Whether it has any verdict."""
        return bool(self._rows("SELECT 1 FROM files LIMIT 1", ()))

    def _verdict(self, file: str, around: bytes, row: tuple[Any, ...], now: int) -> Verdict | None:
        place, *told, written, used, total, further = row
        if total != _sum(place, around, told, written) or not _is_whole(further):
            return None
        if not isinstance(used, int) or now - used > _DAY:
            self._seen.append((now, place, around))
        sign, *rest = told
        if written > now:
            sign = ""  # a clock that was put back tells nothing about changes
        return Verdict._make([file, sign, *rest, (further or b"")[4:]])

    def keep(self, verdicts: Iterable[tuple[bytes, bytes, Verdict]]) -> None:
        """Keep verdicts, each under its place and what is around it, instead of older ones."""
        now = int(time.time())
        rows = []
        for place, around, one in verdicts:
            facts = crc32(one.facts).to_bytes(4, "big") + one.facts
            rows.append((place, around, *_told(one), now, now, _sum(place, around, _told(one), now), facts))
        self._write("INSERT OR REPLACE INTO files VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", rows)

    def sign(self, verdicts: Iterable[tuple[bytes, bytes, Verdict]]) -> None:
        """Note the signs of verdicts that are known, and were found by their content."""
        now = int(time.time())
        rows = [
            (one.sign, now, _sum(place, around, _told(one), now), place, around, one.content, one.day)
            for place, around, one in verdicts
        ]
        self._write(
            "UPDATE files SET sign = ?, written = ?, sum = ? WHERE place = ? AND around = ? AND content = ? AND day = ?",
            rows,
        )

    def find_set(self, key: bytes) -> bytes | None:
        """Give what was found between the files of a set, if it is known."""
        for body, total in self._rows("SELECT body, sum FROM sets WHERE key = ?", (key,)):
            if isinstance(body, bytes) and crc32(body, crc32(key)) == total:
                return body
        return None

    def keep_set(self, key: bytes, body: bytes) -> None:
        """Keep what was found between the files of a set."""
        self._write(
            "INSERT OR REPLACE INTO sets VALUES (?,?,?,?)", [(key, body, int(time.time()), crc32(body, crc32(key)))]
        )

    def close(self) -> None:
        """Note what was used today, and let go of the file."""
        if self._seen:
            self._write("UPDATE files SET used = ? WHERE place = ? AND around = ?", self._seen)
        self._let_go()
        self._path = None

    def size(self) -> int:
        """Give how many bytes it takes on disk."""
        return sum(path.stat().st_size for path in self._files())

    def clear(self) -> int:
        """Remove it and give how many bytes it took. Raises OSError."""
        taken = self.size()
        for path in self._files():
            path.unlink(missing_ok=True)
        return taken

    def _files(self) -> list[Path]:
        if self._path is None:
            return []
        return sorted(path for path in self._path.parent.glob("verdicts-*.sqlite*") if path.is_file())

    def _rows(self, query: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        return self._careful(lambda database: database.execute(query, values).fetchall()) or []

    def _write(self, query: str, rows: list[tuple[Any, ...]]) -> None:
        def write(database: sqlite3.Connection) -> None:
            database.execute("BEGIN IMMEDIATE")
            database.executemany(query, rows)
            self._make_room(database)
            database.execute("COMMIT")

        if rows:
            self._careful(write)

    def _make_room(self, database: sqlite3.Connection) -> None:
        """Drop the half that was not used for longest, where it has grown too large."""
        pages, free, size = (
            database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
        )
        if (pages - free) * size > _MOST_BYTES:
            for table in ("files", "sets"):
                database.execute(
                    f"DELETE FROM {table} WHERE rowid IN (SELECT rowid FROM {table} ORDER BY used, rowid"  # noqa: S608 - our own names
                    f" LIMIT (SELECT count(*) / 2 FROM {table}))"
                )
            database.execute("PRAGMA incremental_vacuum")

    def _careful(self, work: Callable[[sqlite3.Connection], T]) -> T | None:
        """Do something with the database, where there is one; after an error there is none any more."""
        try:
            database = self._database()
            return work(database) if database else None
        except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
            self._let_go()
            if type(error) in _BROKEN or "no such" in str(error):  # it is none, or not a whole one
                self._discard()
            self._path = None
            return None

    def _let_go(self) -> None:
        if self._open:
            with suppress(sqlite3.Error):
                self._open.close()
        self._open = None

    def _database(self) -> sqlite3.Connection | None:
        if self._open is None and self._path:
            fresh = not self._path.exists()
            if fresh:
                _prepare(self._path)
            self._open = sqlite3.connect(self._path, timeout=_WAIT, isolation_level=None)
            self._open.text_factory = partial(str, encoding="utf-8", errors="replace")  # a row's sum finds the damage
            self._open.execute("PRAGMA synchronous = OFF")  # what a power cut takes is found by its sum, and made again
            if fresh or not self._open.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                self._open.executescript(_TABLES)
        return self._open

    def _discard(self) -> None:
        for ending in _BESIDE if self._path else ():
            with suppress(OSError):
                Path(f"{self._path}{ending}").unlink(missing_ok=True)


def _prepare(path: Path) -> None:
    """Make the folder and an empty file, both for the user alone: findings quote records."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _told(one: Verdict) -> list[Any]:
    return [one.sign, one.content, one.day, one.last, one.whose, one.body]


def _sum(place: bytes, around: bytes, told: list[Any], written: int) -> int:
    """Sum up a row, so that one that was damaged or put together from two is found."""
    *short, body = told
    found = crc32(repr((short, written)).encode("utf-8", "surrogatepass"))
    for part in (place, around, body):
        found = crc32(part if isinstance(part, bytes) else repr(part).encode(), found)
    return found


def _is_whole(facts: Any) -> bool:
    if isinstance(facts, bytes):
        return crc32(facts[4:]) == int.from_bytes(facts[:4], "big")
    return facts is None

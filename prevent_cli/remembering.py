"""What is known of files from earlier runs, and what becomes known: the cache, and all that it may be trusted for."""

from __future__ import annotations

import os
import sys
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING

from prevent_cli.resources import FRAMEWORKS
from prevent_cli.store.find import framework_files
from prevent_cli.store.seen import (
    MAX_BYTES,
    MAX_SNAPSHOT,
    both_digests,
    both_signs,
    digest,
    joined,
    see,
    shown_path,
    snapshot_path,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from prevent_cli.places import Places
    from prevent_cli.store.cache import Cache, Verdict

_KEPT_AT_ONCE = 200
_PACKAGE = Path(__file__).parent
_LIBRARIES = ("yaml", "pydantic", "pydantic_core")
_RUN = (".py", ".so", ".pyd")


class Memory:
    """One run's view of the cache: ``around`` digests what answers hang on beside the files, empty where nothing may be kept.

    ``asked`` is what was asked of each file, where that is anything but its verdict: other questions have other answers.
    """

    def __init__(self, places: Places, today: date, cache: Cache, asked: bytes = b"") -> None:
        self.places, self.today, self.cache, self.asked = places, today, cache, asked
        self.here = os.fsencode(os.getcwd())  # noqa: PTH109 - bytes are joined to each path
        self.around = self._surroundings() if cache.is_there else b""
        self.fresh: list[tuple[bytes, bytes, Verdict]] = []
        self.signed: list[tuple[bytes, bytes, Verdict]] = []

    def holds(self) -> bool:
        """Whether what answers hang on is still what it was, so that they may be kept."""
        return bool(self.around) and self._surroundings() == self.around

    def _surroundings(self) -> bytes:
        """Digest what answers hang on beside the files; empty where it cannot be read, so that nothing may be kept."""
        project = self.places.project
        settings = repr(project.settings if project else {})
        folders = [folder for folder in (project.frameworks if project else None, FRAMEWORKS) if folder]
        try:
            frameworks = [(os.fsencode(path), path.read_bytes()) for path in framework_files(folders)]
            found = digest(
                [
                    settings.encode("utf-8", "surrogatepass"),
                    self._program(),
                    *(part for one in frameworks for part in one),
                ]
            )
        except OSError:
            return b""
        return digest([found, self.asked]) if self.asked else found

    def _program(self) -> bytes:
        """Say which program this is: by what its files and those of the libraries it reads with say.

        A version would not do: in a clone the files change under it, and packages are built again with the same one.
        To read them takes longer than a warm run, so it is done once for files of one stamp, which says when each
        was last changed. A machine that begins empty and gets the cache from another has other stamps, and the same program.
        """
        stamp = digest([b"program", _stamp()])
        known = self.cache.find_set(stamp)
        if known is None:
            known = _content()
            self.cache.keep_set(stamp, known)
        return known

    def place(self, path: Path) -> bytes:
        """Give a file's whole path and, because findings name it so, the path as it was given."""
        given = os.fsencode(path)
        return os.path.join(self.here, given) + b"\0" + given  # noqa: PTH118 - bytes, for thousands of files

    def known(self, paths: Sequence[Path]) -> Iterator[Verdict | None]:
        """Give what the cache knows of each file, if it holds: the same sign or the same content, and the same day."""
        if not self.around:
            yield from (None for _ in paths)
            return
        asked = [(shown_path(path), self.place(path)) for path in paths]
        for path, (_, place), one in zip(paths, asked, self.cache.find_all(asked, self.around), strict=True):
            yield self.holding(path, place, one) if one else None

    def holding(self, path: Path, place: bytes, one: Verdict) -> Verdict | None:
        """Give a verdict back if it holds."""
        if not one.holds_on(self.today):
            return None
        sign = both_signs(path)
        if sign and sign == one.sign:
            return one
        return self.by_content(path, place, one)

    def by_content(self, path: Path, place: bytes, one: Verdict) -> Verdict | None:
        """Give a verdict back where the file's content is the same, and note its new sign."""
        try:
            file, frozen = see(path, MAX_BYTES), see(snapshot_path(path), MAX_SNAPSHOT)
        except OSError:
            return None
        if file.content is None or both_digests(file.content, frozen.content) != one.content:
            return None
        if sign := joined(file.sign, frozen.sign):
            self.signed.append((place, self.around, one._replace(sign=sign)))
        return one

    def noted(self, path: Path, one: Verdict) -> Verdict:
        """Note a fresh verdict, to be kept."""
        if one.content and self.around:
            self.fresh.append((self.place(path), self.around, one))
            if len(self.fresh) >= _KEPT_AT_ONCE:
                self.flush()
        return one

    def flush(self) -> None:
        """Keep what was noted, unless what it hangs on has changed meanwhile."""
        if self.fresh and self.holds():
            self.cache.keep(self.fresh)
        if self.signed:
            self.cache.sign(self.signed)
        self.fresh, self.signed = [], []


def _stamp() -> bytes:
    """Say when each of the program's files, and of the libraries it reads with, was last changed."""
    found = [sys.version, *map(_changed, _files(_PACKAGE))]
    for name in _LIBRARIES:
        spec = PathFinder.find_spec(name)
        found.append(_changed(spec.origin) if spec and spec.origin else name)
    return "\n".join(found).encode("utf-8", "surrogatepass")


def _content() -> bytes:
    """Digest what the program's files and those of its libraries say; 60 ms."""
    folders = [_PACKAGE]
    for name in _LIBRARIES:
        spec = PathFinder.find_spec(name)
        folders += map(Path, spec.submodule_search_locations or ()) if spec else ()
    parts = [sys.version.encode()]
    for folder in folders:
        for path in _files(folder):
            parts += [os.fsencode(os.path.relpath(path, folder)), Path(path).read_bytes()]
    return digest(parts)


def _files(folder: Path) -> Iterator[str]:
    """Give the files of a package that are run, in an order that is the same everywhere."""
    for parent, folders, names in os.walk(folder):
        folders.sort()
        yield from (os.path.join(parent, name) for name in sorted(names) if name.endswith(_RUN))  # noqa: PTH118 - hundreds


def _changed(path: str) -> str:
    at = os.stat(path)  # noqa: PTH116 - there are hundreds
    return f"{path} {at.st_ino} {at.st_size} {at.st_mtime_ns} {at.st_ctime_ns}"

"""What is known of files from earlier runs, and what becomes known: the cache, and all that it may be trusted for."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import lru_cache
from importlib.machinery import PathFinder
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

from prevent_cli.resources import FRAMEWORKS
from prevent_cli.store import seen
from prevent_cli.store.find import framework_files
from prevent_cli.store.seen import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from prevent_cli.places import Places
    from prevent_cli.store.cache import Cache, Verdict

_KEPT_AT_ONCE = 200
_PACKAGE = Path(__file__).parent
_PARTS = ("", "checks", "model", "portfolio", "rating", "store")
"""The folders whose modules an answer may hang on; a test sees that no other is used for one."""
_LIBRARIES = {"yaml": "PyYAML", "pydantic": "pydantic", "pydantic_core": "pydantic_core"}


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
        """Digest what verdicts hang on beside the files; empty where it cannot be read, so that nothing may be kept."""
        project = self.places.project
        settings = repr(project.settings if project else {}).encode("utf-8", "surrogatepass")
        try:
            return digest([settings, _program(self.cache), *_frameworks(self.places), self.asked])
        except OSError:
            return b""

    def place(self, path: Path | str) -> bytes:
        """Give a file's whole path and, because findings name it so, the path as it was given."""
        given = os.fsencode(path)
        return os.path.join(self.here, given) + b"\0" + given  # noqa: PTH118 - bytes, for thousands of files

    def known(self, paths: Sequence[Path | str]) -> Iterator[Verdict | None]:
        """Give what the cache knows of each file, if it holds: the same sign or the same content, and the same day."""
        if not self.around:
            yield from repeat(None, len(paths))
            return
        others = self.cache.knows_any()  # where it knows nothing, thousands of files need not be read for it
        places = {self.place(path): seen.shown_path(path) for path in paths}
        for path, place, one in zip(paths, places, self.cache.find(places, self.around), strict=True):
            if one and one.sign and one.holds_on(self.today) and one.sign == seen.both_signs(path):
                yield one
            else:
                yield self.by_content(path, place, one) if one or others else None

    def by_content(self, path: Path | str, place: bytes, one: Verdict | None) -> Verdict | None:
        """Give the verdict on the same content, of this file or one that was given by the same path elsewhere; note its sign."""
        if not os.path.isfile(path):  # noqa: PTH113 - what a pipe gives can be read once
            return None
        try:
            both = seen.see_pair(Path(path))
        except OSError:
            return None
        if not both.digests:
            return None
        if one and one.content == both.digests and one.holds_on(self.today):
            if both.sign:
                self.signed.append((place, self.around, one._replace(sign=both.sign)))
            return one
        for other in self.cache.find_alike(seen.shown_path(path), os.fsencode(path), self.around, both.digests):
            if other.holds_on(self.today):
                return self.noted(path, other._replace(sign=both.sign))
        return None

    def noted(self, path: Path | str, one: Verdict) -> Verdict:
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


def _frameworks(places: Places) -> Iterator[bytes]:
    """Give what the frameworks' files say, a project's own and those on board, each behind its name.

    A project's own is named as findings name it, which hangs on the folder that the program runs in.
    """
    own = places.frameworks_folder
    for folder in (own, FRAMEWORKS):
        yield b"a folder"
        for path in framework_files([folder] if folder else []):
            yield os.fsencode(path if folder is own else path.name)
            yield path.read_bytes()


def _program(cache: Cache) -> bytes:
    """Say which program this is: a digest of its files and of the libraries it reads with, known again by their signs.

    A version would not do: in a clone the files change under it, and packages are built again with the same one.
    Signs alone would not do for a machine that installs the program anew, and is given a cache. Raises OSError.
    """
    paths = (*_modules(), *filter(None, map(_origin, _LIBRARIES)))
    signs = [seen.sign(path) for path in paths]
    key = digest([b"program", "\n".join([sys.version, *paths, *signs]).encode("utf-8", "surrogatepass")])
    known = cache.find_set(key) if all(signs) else None
    if known is None:
        known = digest(_contents())
        if all(signs):
            cache.keep_set(key, known)
    return known


def _contents() -> Iterator[bytes]:
    yield sys.version.encode()
    for path in _modules():
        yield os.fsencode(path.removeprefix(str(_PACKAGE)))
        with open(path, "rb", buffering=0) as stream:  # noqa: PTH123 - a third of the time, for hundreds of files
            yield stream.read()
    listed = lru_cache(os.listdir)  # most often all of them lie in one folder, among hundreds
    for name in _LIBRARIES:
        yield name.encode()
        yield _library(name, listed)


def _modules() -> list[str]:
    """Give the program's own files that answers hang on, in an order that is the same everywhere."""
    found = []
    for part in _PARTS:
        folder = os.path.join(_PACKAGE, part)  # noqa: PTH118 - text, for hundreds
        found += [os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".py")]  # noqa: PTH118, PTH208
    return sorted(found)


def _origin(library: str) -> str | None:
    spec = PathFinder.find_spec(library)
    return spec.origin if spec else None


def _library(name: str, listed: Callable[[Path], list[str]] = os.listdir) -> bytes:
    """Say which library this is: the digests of its files that were written when it was installed, else its sign.

    They are looked for beside it: ``importlib.metadata`` takes as long as a cold check of a toolkit.
    """
    origin = _origin(name)
    if origin is None:
        return b""
    folder, begin = Path(origin).parent.parent, f"{_LIBRARIES[name]}-".lower()
    records = [
        folder / one / "RECORD"
        for one in sorted(listed(folder))
        if one.lower().startswith(begin) and one.endswith(".dist-info")
    ]
    with suppress(FileNotFoundError):
        if records:
            return b"\0".join(one.read_bytes() for one in records)
    at = os.stat(origin)  # noqa: PTH116 - as seen.sign, which may have none for it
    return f"{origin} {at.st_ino} {at.st_size} {at.st_mtime_ns} {at.st_ctime_ns}".encode("utf-8", "surrogatepass")

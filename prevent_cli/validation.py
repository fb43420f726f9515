"""Checking all files that a command means: from the cache what is known, the rest on every processor, in their order.

Nothing of a file stays in memory but its findings and a digest; what checks and YAML need is
imported when the first file has to be read.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from prevent_cli import many
from prevent_cli.resources import FRAMEWORKS
from prevent_cli.store.cache import Cache, Verdict, packed, unpacked
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
    from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager
    from datetime import date
    from tempfile import SpooledTemporaryFile

    from prevent_cli.checking import Rules
    from prevent_cli.model.finding import Finding
    from prevent_cli.places import Places
    from prevent_cli.store.source import Source

    Workers = Callable[[], AbstractContextManager[Executor]]

_KEPT_AT_ONCE = 200
_IN_MEMORY = 8_000_000  # bytes of facts; more are written to a file
_PACKAGE = Path(__file__).parent
_LIBRARIES = ("yaml", "pydantic", "pydantic_core")


@dataclass(frozen=True, slots=True)
class Between:
    """What was found between files."""

    findings: tuple[Finding, ...]
    file: None = None


def validate(
    places: Places, today: date, cache: Cache | None = None, workers: Workers | None = None
) -> Generator[Verdict | Between]:
    """Check every file, then what only several together can show; in the order of the files.

    ``cache`` is asked first, and told. ``workers``, such as ``many.processes``, gives who checks the
    rest where that is many files; else it is done here. Raises PreventError where there is no file,
    a file may not be opened, or the project's settings or a framework have errors.
    """
    with closing(cache or Cache(None)) as asked:
        yield from _Validation(places, today, asked).run(workers)


class _Validation:
    """One run: ``around`` is a digest of what verdicts hang on beside the files, empty where nothing may be kept."""

    def __init__(self, places: Places, today: date, cache: Cache) -> None:
        self.places, self.today, self.cache = places, today, cache
        self.files = places.files
        self.here = os.fsencode(os.getcwd())  # noqa: PTH109 - bytes are joined to each path
        self.around = _surroundings(places) if cache.is_there else b""
        self.fresh: list[tuple[bytes, bytes, Verdict]] = []
        self.signed: list[tuple[bytes, bytes, Verdict]] = []

    def run(self, workers: Workers | None) -> Iterator[Verdict | Between]:
        """Give every verdict, then what is between the files."""
        known = deque(self.known(path) for path in self.files)
        missing = [path for path, one in zip(self.files, known, strict=True) if one is None]
        with closing(_Left()) as left:
            with ExitStack() as stack:
                checked = self.checked(missing, workers, stack)
                for number, path in enumerate(self.files):
                    one = known.popleft() or self.noted(path, next(checked))
                    left.add(number, one)
                    yield one
            self.flush()
            yield from self.between(left)

    def checked(self, missing: Sequence[Path], workers: Workers | None, stack: ExitStack) -> Iterator[Verdict]:
        """Check what the cache does not know, in its order."""
        if not missing:
            return iter(())
        check = partial(_verdict, self.rules)  # loads what processes need before they part
        executor = stack.enter_context(workers()) if workers and len(missing) > many.FEW else None
        return many.over(missing, check, executor)

    @cached_property
    def rules(self) -> Rules:
        """What files are checked by; raises PreventError where the settings have errors."""
        from prevent_cli.checking import Rules, levels_of

        project = self.places.project
        own = project.frameworks if project else None
        return Rules(own, tuple(levels_of(project).items()), self.today, self.around or os.urandom(16))

    def place(self, path: Path) -> bytes:
        """Give a file's whole path and, because findings name it so, the path as it was given."""
        given = os.fsencode(path)
        return os.path.join(self.here, given) + b"\0" + given  # noqa: PTH118 - bytes, for thousands of files

    def known(self, path: Path) -> Verdict | None:
        """Give what the cache knows of a file, if it holds: the same sign or the same content, and the same day."""
        place = self.place(path)
        one = self.cache.find(shown_path(path), place, self.around) if self.around else None
        if one is None or not one.holds_on(self.today):
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
            self.signed.append((place, self.around, replace(one, sign=sign)))
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
        if self.fresh and _surroundings(self.places) == self.around:
            self.cache.keep(self.fresh)
        if self.signed:
            self.cache.sign(self.signed)
        self.fresh, self.signed = [], []

    def between(self, left: _Left) -> Iterator[Between]:
        """Give what was found between files, one at a time: from the cache, else by looking."""
        if not left.several():
            return
        key = digest([self.around, left.key])
        body = self.cache.find_set(key) if self.around else None
        if body is not None:
            yield from (Between((one,)) for one in unpacked(body))
            return
        found: list[Finding] = []
        for one in self.looked_for(left):
            found.append(one)
            yield Between((one,))
        if self.around and left.is_sure and _surroundings(self.places) == self.around:
            self.cache.keep_set(key, packed(found))

    def looked_for(self, left: _Left) -> Iterator[Finding]:
        """Look between the files, one organisation's after another's; both places of a finding are read again for it."""
        from prevent_cli.checking import checker
        from prevent_cli.checks import across

        judge = checker(self.rules)
        for members in left.several():
            source = lru_cache(maxsize=8)(partial(self.source, left, {one.number: one.content for one in members}))
            series = [(one.number, across.unpacked(self.facts(left, one))) for one in members]
            for problem in across.check(series):
                found = judge.between(problem, source(problem.file), source(problem.other))
                if found:
                    yield found

    def facts(self, left: _Left, one: _Member) -> bytes:
        """Give the facts of a file: those that are fresh, those in the cache, or by reading it again."""
        path = self.files[one.number]
        if one.size:
            return left.facts(one)
        known = self.cache.find(shown_path(path), self.place(path), self.around, facts=True)
        if known is None or known.content != one.content:
            known = _verdict(self.rules, path)  # another process has cleared the cache, or the file is another now
            left.is_sure = False
        return known.facts

    def source(self, left: _Left, contents: Mapping[int, bytes], number: int) -> Source:
        """Read a file again, and see whether it is still what was checked."""
        from prevent_cli.store.source import read_bytes, source_of

        content = read_bytes(self.files[number])
        left.is_sure = left.is_sure and contents[number].startswith(digest([content]))
        return source_of(content, shown_path(self.files[number]))


class _Member(NamedTuple):
    """A file of a series: its number, its digests, and where its facts lie in the file of facts if they are fresh."""

    number: int
    content: bytes
    at: int
    size: int


class _Left:
    """What files leave behind for checks between them: a few bytes each, and their facts in a file.

    ``key`` is a digest of all of them. ``is_sure`` says that what is found may be kept.
    """

    def __init__(self) -> None:
        self.key = b""
        self.is_sure = True
        self._series: dict[bytes, list[_Member]] = {}
        self._facts: SpooledTemporaryFile[bytes] | None = None

    def add(self, number: int, one: Verdict) -> None:
        """Take what a file leaves behind."""
        self.key = digest([self.key, one.file.encode("utf-8", "surrogatepass"), one.content])
        self.is_sure = self.is_sure and bool(one.content)
        if one.series:
            at = self._write(one.facts) if one.facts else 0
            self._series.setdefault(one.series, []).append(_Member(number, one.content, at, len(one.facts)))

    def several(self) -> list[list[_Member]]:
        """Give the files of each organisation that has more than one, in their order."""
        return [members for members in self._series.values() if len(members) > 1]

    def facts(self, one: _Member) -> bytes:
        """Give the facts of a file that left them here."""
        assert self._facts is not None  # noqa: S101 - its size says that they were written
        self._facts.seek(one.at)
        return self._facts.read(one.size)

    def close(self) -> None:
        """Let go of the facts."""
        if self._facts:
            self._facts.close()

    def _write(self, facts: bytes) -> int:
        if self._facts is None:
            from tempfile import SpooledTemporaryFile

            self._facts = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - it goes when the run ends
        at = self._facts.seek(0, os.SEEK_END)
        self._facts.write(facts)
        return at


def _verdict(rules: Rules, path: Path) -> Verdict:
    """Check a file; what that needs is imported here, in whichever process it is."""
    from prevent_cli.checking import verdict

    return verdict(rules, path)


def _surroundings(places: Places) -> bytes:
    """Digest what verdicts hang on beside the files; empty where it cannot be read, so that nothing may be kept."""
    project = places.project
    settings = repr(project.settings if project else {})
    folders = [folder for folder in (project.frameworks if project else None, FRAMEWORKS) if folder]
    try:
        frameworks = [(os.fsencode(path), path.read_bytes()) for path in framework_files(folders)]
        return digest(
            [settings.encode("utf-8", "surrogatepass"), _program(), *(part for one in frameworks for part in one)]
        )
    except OSError:
        return b""


def _program() -> bytes:
    """Say which program this is: when each of its files, and of the libraries it reads with, was last changed.

    A version would not do: in a clone the files change under it, and packages are built again with the same one.
    """
    found = [sys.version]
    for folder, _, names in os.walk(_PACKAGE):
        found += [_changed(os.path.join(folder, name)) for name in sorted(names) if name.endswith(".py")]  # noqa: PTH118
    for name in _LIBRARIES:
        spec = PathFinder.find_spec(name)
        found.append(_changed(spec.origin) if spec and spec.origin else name)
    return "\n".join(found).encode("utf-8", "surrogatepass")


def _changed(path: str) -> str:
    at = os.stat(path)  # noqa: PTH116 - there are hundreds
    return f"{path} {at.st_ino} {at.st_size} {at.st_mtime_ns} {at.st_ctime_ns}"

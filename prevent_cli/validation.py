"""Checking all files that a command means: from the cache what is known, the rest on every processor, in their order.

Nothing of a file stays in memory but its findings and a digest; what checks and YAML need is
imported when the first file has to be read.
"""

from __future__ import annotations

import os
from collections import deque
from contextlib import ExitStack, closing
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from prevent_cli import many
from prevent_cli.model import bodies
from prevent_cli.remembering import Memory
from prevent_cli.store.cache import Cache, Verdict, packed, unpacked
from prevent_cli.store.seen import digest, shown_path

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager
    from datetime import date
    from tempfile import SpooledTemporaryFile

    from prevent_cli.checking import Rules
    from prevent_cli.model.finding import Finding
    from prevent_cli.places import Places
    from prevent_cli.store.source import Source

    Workers = Callable[[], AbstractContextManager[Executor]]

_IN_MEMORY = 8_000_000  # bytes of facts; more are written to a file


class Between(NamedTuple):
    """What was found between files."""

    found: tuple[Finding, ...]
    file: None = None
    unread: bool = False

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The same: no waiver accepts what is between files."""
        return self.found


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
    """One run."""

    def __init__(self, places: Places, today: date, cache: Cache) -> None:
        self.places, self.today, self.cache = places, today, cache
        self.names = places.names
        self.memory = Memory(places, today, cache)

    def run(self, workers: Workers | None) -> Iterator[Verdict | Between]:
        """Give every verdict, then what is between the files."""
        known = deque(self.memory.known(self.names))
        missing = [Path(name) for name, one in zip(self.names, known, strict=True) if one is None]
        with closing(_Left(alone=len(self.names) == 1)) as left:
            with ExitStack() as stack:
                checked = self.checked(missing, workers, stack)
                for number, name in enumerate(self.names):
                    one = known.popleft() or self.memory.noted(name, next(checked))
                    left.add(number, one)
                    yield one
            self.memory.flush()
            yield from self.between(left)

    def checked(self, missing: Sequence[Path], workers: Workers | None, stack: ExitStack) -> Iterator[Verdict]:
        """Check what the cache does not know, in its order."""
        if not missing:
            return iter(())
        check = partial(_verdict, self.rules)  # loads what processes need before they part
        executor = stack.enter_context(workers()) if workers and len(missing) > many.FEW else None
        return many.over(missing, check, executor, chunk=many.share(len(missing)))

    @cached_property
    def rules(self) -> Rules:
        """What files are checked by; raises PreventError where the settings have errors."""
        from prevent_cli.checking import Rules, levels_of

        levels = tuple(levels_of(self.places.project).items())
        return Rules(self.places.frameworks_folder, levels, self.today, self.memory.around or os.urandom(16))

    def between(self, left: _Left) -> Iterator[Between]:
        """Give what was found between files, one at a time: from the cache, else by looking."""
        several = left.several()
        if not several:
            return
        key = digest([self.memory.around, left.key])
        body = self.cache.find_set(key) if self.memory.around else None
        if body is not None:
            yield from (Between((one,)) for one in unpacked(body))
            return
        found: list[Finding] = []
        for one in self.looked_for(left, several):
            found.append(one)
            yield Between((one,))
        if left.is_sure and self.memory.holds():
            self.cache.keep_set(key, packed(found))

    def looked_for(self, left: _Left, several: Iterable[Sequence[_Member]]) -> Iterator[Finding]:
        """Look between the files, one organisation's after another's; both places of a finding are read again for it."""
        from prevent_cli.checking import checker
        from prevent_cli.checks import across

        judge = checker(self.rules)
        for members in several:
            source = lru_cache(maxsize=8)(partial(self.source, left, {one.number: one.content for one in members}))
            series = [(one.number, across.unpacked(self.facts(left, one))) for one in members]
            for problem in across.check(series):
                found = judge.between(problem, source(problem.file), source(problem.other))
                if found:
                    yield found

    def facts(self, left: _Left, one: _Member) -> bytes:
        """Give the facts of a file: those that are fresh, those in the cache, or by reading it again."""
        path = Path(self.names[one.number])
        if one.size:
            return left.facts(one)
        place = {self.memory.place(path): shown_path(path)}
        [known] = self.cache.find(place, self.memory.around, facts=True)
        if known is None or known.content != one.content:
            known = _verdict(self.rules, path)  # another process has cleared the cache, or the file is another now
            left.is_sure = False
        return known.facts

    def source(self, left: _Left, contents: Mapping[int, bytes], number: int) -> Source:
        """Read a file again, and see whether it is still what was checked."""
        from prevent_cli.store.source import read_bytes, source_of

        content = read_bytes(Path(self.names[number]))
        left.is_sure = left.is_sure and contents[number].startswith(digest([content]))
        return source_of(content, shown_path(self.names[number]))


class _Member(NamedTuple):
    """A file of a series: its number, its digests, and where its facts lie in the file of facts if they are fresh."""

    number: int
    content: bytes
    at: int
    size: int


class _Left:
    """What files leave behind for checks between them: a few bytes each, and their facts in a file.

    ``is_sure`` says that what is found may be kept. A file that is ``alone`` needs no facts.
    """

    def __init__(self, *, alone: bool = False) -> None:
        self._alone = alone
        self._files: list[tuple[str, bytes]] = []
        self.is_sure = True
        self._members: dict[bytes, list[_Member]] = {}
        self._facts: SpooledTemporaryFile[bytes] | None = None

    def add(self, number: int, one: Verdict) -> None:
        """Take what a file leaves behind."""
        self._files.append((one.file, one.content))
        self.is_sure = self.is_sure and bool(one.content)
        if one.whose and not self._alone:
            at = self._write(one.facts) if one.facts else 0
            self._members.setdefault(one.whose, []).append(_Member(number, one.content, at, len(one.facts)))

    @property
    def key(self) -> bytes:
        """A digest of all of them."""
        return digest(
            part for file, content in self._files for part in (file.encode("utf-8", "surrogatepass"), content)
        )

    def several(self) -> list[list[_Member]]:
        """Give the files of each organisation that has more than one, in their order."""
        named = {whose: bodies.unpacked(whose) for whose in self._members}
        known = bodies.Bodies(named.values())
        groups: dict[str, list[_Member]] = {}
        for whose, members in self._members.items():
            groups.setdefault(known.key(named[whose]), []).extend(members)
        return [sorted(members) for members in groups.values() if len(members) > 1]

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

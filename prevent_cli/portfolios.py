"""From the arguments of ``prevent portfolio`` to many bodies side by side."""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from prevent_cli.errors import InvalidRecordError, PreventError
from prevent_cli.gathering import Failed, Memory, Worked, gathered
from prevent_cli.model.bodies import fold
from prevent_cli.model.crosswalk import leads
from prevent_cli.portfolio.bodies import Directory, Where, own_fields
from prevent_cli.portfolio.compare import Comparing
from prevent_cli.portfolio.grouping import groups, markings, narrowest
from prevent_cli.portfolio.records import LeftOut, Portfolio
from prevent_cli.reports.words import count
from prevent_cli.store.cache import Cache

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from prevent_cli.gathering import Job
    from prevent_cli.model.crosswalk import Crosswalk
    from prevent_cli.model.finding import Finding
    from prevent_cli.portfolio.sums import Sums
    from prevent_cli.portfolio.tables import Place, Tables
    from prevent_cli.workspace import Workspace

_MOST_FINDINGS = 1000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which toolkits come into a portfolio: ``until`` is the last period, as written and its last day.

    With ``worse`` bodies are shown one by one where a rating got worse. With ``lenient``, files that cannot be used are left out, and said to be, where else nothing is done.
    """

    where: Where = field(default_factory=Where)
    directory: Directory = field(default_factory=Directory)
    until: tuple[str, date] | None = None
    lenient: bool = False
    worse: bool = False

    def fits(self, one: Sums) -> bool:
        """Whether a toolkit is wanted."""
        if self.until and one.last > self.until[1]:
            return False
        return self.where.fits({**own_fields(one.name, one.code, one.framework), **self.fields(one)})

    def fields(self, one: Sums) -> Mapping[str, str]:
        """Give what is known of a toolkit's body beside it."""
        return self.directory.of(one.name, one.code)


class Taker(Protocol):
    """Whoever wants the rows of toolkits: as they come, and when all have come what each counts for."""

    def add(self, rows: Tables, fields: Mapping[str, str]) -> None:
        """Take the rows of a toolkit in, with its body's fields."""

    def place(self, places: Sequence[Place | None]) -> None:
        """Learn what each toolkit counts for, in the order in which they came; None for one that does not count."""


@dataclass
class Gathering:
    """Toolkits on their way into a portfolio.

    The ``cache`` is asked first and told, unless a ``scheduler`` has the work done or tables are asked for. ``heard`` is
    told of every file that is left out; ``followed`` gets what becomes of each of so many files, and gives it on.
    """

    workspace: Workspace
    job: Job
    wanted: Wanted
    cache: Cache = field(default_factory=lambda: Cache(None))
    scheduler: str | None = None
    followed: Callable[[Iterable[Worked | Failed], int], Iterator[Worked | Failed]] = lambda things, _: iter(things)
    heard: Callable[[LeftOut], None] = lambda _: None
    unwanted: int = 0
    _findings: list[Finding] = field(default_factory=list)

    def portfolio(self, taker: Taker | None = None) -> Portfolio:
        """Give the bodies side by side; the ``taker`` gets every toolkit on the way.

        Raises PreventError where nothing is wanted, a file may not be opened or shown, or two say
        the same period; InvalidRecordError where files have errors.
        """
        files = self.workspace.files
        comparing = Comparing(self._supersedes, lenient=self.wanted.lenient)
        with ExitStack() as stack:
            known = not self.scheduler and not self.job.whole and self.cache.is_there
            memory = Memory(self.workspace, self.job, self.cache) if known else None
            if memory:
                stack.callback(memory.close)
            results = stack.enter_context(closing(gathered(self.job, files, memory, self.scheduler)))
            for one in self.followed(results, len(files)):
                self._take(one, comparing, taker)
        if self._findings:
            raise InvalidRecordError(self._findings[:_MOST_FINDINGS])
        if not comparing.files:
            raise self._nothing(len(files), comparing)
        self._hear(comparing, comparing.join)
        if taker:
            taker.place(comparing.places())
        return self._made(comparing)

    def _take(self, one: Worked | Failed, comparing: Comparing, taker: Taker | None) -> None:
        if isinstance(one, Failed):
            self._fail(one, comparing)
        elif not self.wanted.fits(one.sums):
            self.unwanted += 1
        elif not self._findings and self._hear(comparing, lambda: comparing.add(one.sums)) and taker and one.tables:
            taker.add(one.tables, self.wanted.fields(one.sums))

    def _hear(self, comparing: Comparing, step: Callable[[], None]) -> bool:
        """Take a step, and tell of what it left out; say whether that is nothing."""
        known = len(comparing.left_out)
        step()
        for other in comparing.left_out[known:]:
            self.heard(other)
        return len(comparing.left_out) == known

    def _fail(self, one: Failed, comparing: Comparing) -> None:
        """Leave a file out, or refuse: at once what was refused, at the end what has errors, with all of them."""
        if self.wanted.lenient:
            reason = f"it has {count(len(one.findings), 'error')}" if one.findings else _reason(one)
            comparing.left_out.append(LeftOut(one.file, reason))
            self.heard(comparing.left_out[-1])
        elif one.findings:
            self._findings += one.findings
        else:
            raise PreventError(one.message, one.help)

    def _nothing(self, files: int, comparing: Comparing) -> PreventError:
        said = [*self.wanted.where.written, *([f"up to {self.wanted.until[0]}"] if self.wanted.until else [])]
        if comparing.left_out:
            which = "the only file cannot" if files == 1 else f"none of {files} files can"
            return PreventError(f"{which} be used", "'prevent validate' says why")
        return PreventError(f"no toolkit fits {', '.join(said)}", "ask for less; 'prevent portfolio' shows all")

    def _made(self, comparing: Comparing) -> Portfolio:
        found = groups(comparing, self.wanted.fields, self._text, self.wanted.until, worse=self.wanted.worse)
        latest = [one.sums for group in found for one in group.bodies]
        return Portfolio(
            groups=found,
            fields=self.wanted.directory.fields,
            files=comparing.files,
            unwanted=self.unwanted,
            left_out=tuple(comparing.left_out),
            missing=tuple(self._missing(latest)),
            where=self.wanted.where.written,
            until=self.wanted.until[0] if self.wanted.until else None,
            as_of=self.job.as_of,
            asked=self.job.audience,
            audience=narrowest(found),
            withholds=any(one.withholds for one in latest),
            markings=markings(found),
            worse=self.wanted.worse,
        )

    def _missing(self, latest: Sequence[Sums]) -> Iterator[str]:
        """Name the listed bodies that have no toolkit, as far as the conditions want them."""
        known = {one.code for one in latest} | {fold(one.name) for one in latest}
        for one in self.wanted.directory.bodies:
            fields = {**own_fields(one.name or "", one.code, None), **one.fields}
            asked = Where(tuple(each for each in self.wanted.where.conditions if each.field != "framework"))
            if not known & {one.code, fold(one.name or "")} and asked.fits(fields):
                yield one.name or str(one.code)

    def _text(self, framework: str | None, ref: str) -> str:
        return self._texts(framework).get(ref, "")

    def _texts(self, framework: str | None) -> Mapping[str, str]:
        if framework not in self._known:
            self._known[framework] = dict(_words(self.workspace, framework))
        return self._known[framework]

    @cached_property
    def _known(self) -> dict[str | None, dict[str, str]]:
        return {}

    def _supersedes(self, new: str | None, old: str | None) -> bool:
        """Whether crosswalks lead from the old framework to the new one, and not back."""
        if new == old:
            return False
        known = self._crosswalks
        return leads(known, old, new) and not leads(known, new, old)

    @cached_property
    def _crosswalks(self) -> list[Crosswalk]:
        return list(self.workspace.crosswalks.all().values())


def _reason(one: Failed) -> str:
    """Say what was refused of a file, for who names the file before it."""
    rest = one.message.removeprefix(f"{one.file} ")
    return one.message if rest == one.message else f"it {rest}"


def _words(workspace: Workspace, framework: str | None) -> Iterator[tuple[str, str]]:
    """Give the words of a framework's questions and expectations by id."""
    found = workspace.frameworks.get(framework)
    for benchmark in found.benchmarks if found else ():
        for question in benchmark.questions:
            yield question.id, question.text
            for one in question.expectations:
                yield one.id, one.text

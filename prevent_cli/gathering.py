"""Many files into what a portfolio is made of: each read, checked, worked out and cut down on its own.

``work`` does that for one file. It is a pure function of a ``Job``, which says how, and of the file,
so any executor may map it: this process, this machine's processors, a cluster.
"""

from __future__ import annotations

from collections import deque
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from prevent_cli import remembering
from prevent_cli.checking import Checker, days
from prevent_cli.errors import PreventError
from prevent_cli.many import CHUNK, FEW, over, processes
from prevent_cli.portfolio.sums import Sums, packed, sums, unpacked
from prevent_cli.portfolio.tables import VERSION, Tables, tables
from prevent_cli.rating.assess import assess
from prevent_cli.rating.audience import restrict
from prevent_cli.store.cache import Cache, Verdict
from prevent_cli.store.load import Frameworks, load_toolkit
from prevent_cli.store.seen import Pair, shown_path
from prevent_cli.store.source import read_bytes, seen_pair

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Sequence
    from concurrent.futures import Executor
    from datetime import date

    from prevent_cli.model.fields import Audience
    from prevent_cli.model.finding import Finding
    from prevent_cli.model.policy import Policy
    from prevent_cli.places import Places

_AT_ONCE = 2_000
_SENT = 10
"""Files sent to a cluster's worker at once: near a megabyte."""
Item = tuple[str, bytes | PreventError | None]
"""A file's path; and where whoever works on it cannot read it, its content, or why there is none."""


@dataclass(frozen=True, slots=True)
class Job:
    """How every file is worked on.

    ``as_of`` is None where each speaks for its own day, ``policy`` where each is rated by its own,
    ``audience`` where everything is shown. ``levels`` are those of a project's checks, ``frameworks`` its own
    frameworks' files. ``whole`` asks for tables. ``version``, where given, is the program's: no other may do the work.
    """

    today: date
    as_of: date | None = None
    policy: Policy | None = None
    audience: Audience | None = None
    levels: tuple[tuple[str, str], ...] = ()
    frameworks: tuple[tuple[str, bytes], ...] = ()
    whole: bool = False
    version: str = ""


@dataclass(frozen=True, slots=True)
class Worked:
    """A toolkit added up, and its rows where they were asked for.

    ``digests`` and ``sign`` are by what its file and snapshot are known again, empty where they are not;
    ``days`` are those for which this holds, as Verdict has them.
    """

    sums: Sums
    tables: Tables | None = None
    digests: bytes = b""
    sign: str = ""
    days: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Failed:
    """A file that cannot be used: its ``findings``, which are errors, or in a sentence what was refused, and what to do."""

    file: str
    findings: tuple[Finding, ...] = ()
    message: str = ""
    help: str = ""


def work(job: Job, item: Item) -> Worked | Failed:
    """Work on one file. Raises PreventError where the program is of another version than the job's."""
    _require_version(job.version)
    path, content = item
    try:
        if isinstance(content, PreventError):
            raise content
        return _worked(job, Path(path), content)
    except PreventError as error:
        return Failed(shown_path(Path(path)), message=error.message, help=error.help)


def _worked(job: Job, path: Path, content: bytes | None) -> Worked | Failed:
    seen = seen_pair(path) if content is None else Pair(content)
    loaded = load_toolkit(path, seen.content, shown_path(path))
    errors = _checker(job).errors(loaded)
    if errors or loaded.record is None:
        return Failed(loaded.source.file, errors)
    framework = _frameworks(job.frameworks).get(loaded.record.framework)
    day = job.as_of or loaded.record.speaks_for(job.today)
    whole = assess(loaded.record, framework, day, policy=job.policy, file=loaded.source.file)
    made = restrict(whole, job.audience)
    return Worked(
        sums(made),
        tables(made) if job.whole else None,
        seen.digests,
        seen.sign,
        days(loaded.record, job.today),
    )


def _checker(job: Job) -> Checker:
    return Checker(_frameworks(job.frameworks), dict(job.levels), job.today)


@lru_cache(maxsize=4)
def _frameworks(own: tuple[tuple[str, bytes], ...]) -> Frameworks:
    return Frameworks(past=dict(own))


@lru_cache(maxsize=4)
def _require_version(asked: str) -> None:
    from importlib.metadata import version

    if asked and asked != version("prevent-cli"):
        raise PreventError(
            f"a worker of the cluster has version {version('prevent-cli')} of prevent, and this is {asked}",
            "install the same version for the workers' Python",
        )


class Memory:
    """What is known of toolkits added up in earlier runs by the same job."""

    def __init__(self, places: Places, job: Job, cache: Cache) -> None:
        asked = repr((VERSION, job.as_of, job.policy, job.audience)).encode()
        self._memory = remembering.Memory(places, job.today, cache, asked)
        self._cache = cache

    def known(self, paths: Sequence[Path]) -> Iterator[Worked | None]:
        """Give what is known of each file, if it holds."""
        for one in self._memory.known(paths):
            yield Worked(unpacked(one.body)) if one else None

    def note(self, path: Path, one: Worked | Failed) -> None:
        """Note what became of a file, to be kept; one that failed is looked at again each time."""
        if isinstance(one, Worked) and one.digests:
            day, last = one.days
            body = packed(one.sums)
            self._memory.noted(path, Verdict(one.sums.file, one.sign, one.digests, day, last, b"", body, b""))

    def close(self) -> None:
        """Keep what was noted."""
        self._memory.flush()
        self._cache.close()


@dataclass(frozen=True, slots=True)
class Crew:
    """Who does the work: ``far`` says that they may not see our files, so that contents are sent."""

    executor: Executor | None = None
    chunk: int = CHUNK
    ahead: int = 16
    far: bool = False

    def work(self, job: Job, paths: Iterable[Path]) -> Iterator[Worked | Failed]:
        """Work on files, and give what became of each in their order."""
        items = _contents(paths) if self.far else ((str(path), None) for path in paths)
        return over(items, partial(work, job), self.executor, chunk=self.chunk, ahead=self.ahead)


def _contents(paths: Iterable[Path]) -> Iterator[Item]:
    """Read files as their turn comes."""
    for path in paths:
        try:
            content: bytes | PreventError = read_bytes(path)
        except PreventError as error:
            content = error
        yield str(path), content


def gathered(
    job: Job, paths: Sequence[Path], memory: Memory | None = None, scheduler: str | None = None
) -> Generator[Worked | Failed]:
    """Give what became of each file, in their order: what is known, and the work of whoever is at hand.

    That is a cluster where there is a ``scheduler``, this machine's processors where it is worth it, else this
    process. Files are taken some thousands at a time, so memory does not grow with their number.
    """
    with ExitStack() as stack:
        hands = stack.enter_context(_cluster(scheduler)) if scheduler else None
        for at in range(0, len(paths), _AT_ONCE):
            some = paths[at : at + _AT_ONCE]
            known = deque(memory.known(some) if memory else [None] * len(some))
            missing = [path for path, one in zip(some, known, strict=True) if one is None]
            if hands is None and len(missing) > FEW:
                hands = Crew(stack.enter_context(processes()))
            fresh = (hands or Crew()).work(job, missing)
            for path in some:
                one = known.popleft() or next(fresh)
                if memory:
                    memory.note(path, one)
                yield one


@contextmanager
def _cluster(scheduler: str) -> Iterator[Crew]:
    from prevent_cli.cluster import cluster

    with cluster(scheduler) as found:
        yield Crew(found.executor, chunk=_SENT, ahead=max(4, 3 * found.threads), far=True)

"""Many files into what a portfolio is made of: each read, checked, worked out and cut down on its own.

``work`` does that for one file. It is a pure function of a ``Job``, which says how, and of the file,
so any executor may map it: this process, this machine's processors, a cluster.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from prevent_cli.checking import Checker
from prevent_cli.checks import WAIVABLE, run
from prevent_cli.checks.context import Context
from prevent_cli.errors import PreventError
from prevent_cli.many import FEW, over, processes
from prevent_cli.portfolio.sums import Sums, sums
from prevent_cli.portfolio.tables import Tables, tables
from prevent_cli.rating.assess import assess
from prevent_cli.rating.audience import restrict
from prevent_cli.store.load import Frameworks, load_toolkit
from prevent_cli.store.seen import shown_path
from prevent_cli.store.source import read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor
    from datetime import date

    from prevent_cli.model.fields import Audience
    from prevent_cli.model.finding import Finding
    from prevent_cli.model.policy import Policy
    from prevent_cli.model.toolkit import Toolkit
    from prevent_cli.store.load import Loaded

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
    """A toolkit added up, and its rows where they were asked for."""

    sums: Sums
    tables: Tables | None = None


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
        return _worked(job, path, content)
    except PreventError as error:
        return Failed(shown_path(Path(path)), message=error.message, help=error.help)


def _worked(job: Job, path: str, content: bytes | None) -> Worked | Failed:
    shown = shown_path(Path(path))
    loaded = load_toolkit(Path(path), content, shown)
    errors = _errors(job, loaded)
    if errors or loaded.record is None:
        return Failed(shown, errors)
    framework = _frameworks(job.frameworks).get(loaded.record.framework)
    day = job.as_of or loaded.record.speaks_for(job.today)
    whole = assess(loaded.record, framework, day, policy=job.policy, file=shown)
    made, edition = restrict(whole, job.audience), job.audience is not None
    return Worked(sums(made, edition=edition), tables(made, edition=edition) if job.whole else None)


def _errors(job: Job, loaded: Loaded[Toolkit]) -> tuple[Finding, ...]:
    """Give the errors in a file, with their places."""
    problems = list(loaded.problems)
    frameworks = _frameworks(job.frameworks)
    if loaded.record:
        name = loaded.record.framework
        framework = frameworks.get(name)
        names = () if framework or not name else tuple(frameworks.all())
        context = Context(loaded.record, framework, names, loaded.record.speaks_for(job.today))
        problems += run(loaded.record, context, _only_errors(job.levels))
    if not any(one.level == "error" for one in problems) and not loaded.source.refused:
        return ()
    found = Checker(frameworks, dict(job.levels), job.today).check(loaded)
    return tuple(one for one in found if one.level == "error")


@lru_cache(maxsize=4)
def _only_errors(levels: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Turn off every check that finds no errors: here, nobody hears of warnings."""
    return dict.fromkeys(WAIVABLE, "off") | {code: level if level == "error" else "off" for code, level in levels}


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


@contextmanager
def crew(files: int, scheduler: str | None) -> Iterator[Crew]:
    """Give who does the work: a cluster where there is one, this machine's processors where it is worth it, else this process."""
    if scheduler:
        from prevent_cli.cluster import cluster

        with cluster(scheduler) as found:
            yield Crew(found.executor, ahead=max(4, 3 * found.threads), chunk=10, far=True)
    elif files > FEW:
        with processes() as executor:
            yield Crew(executor)
    else:
        yield Crew()


@dataclass(frozen=True, slots=True)
class Crew:
    """Who does the work: ``far`` says that they may not see our files, so that contents are sent."""

    executor: Executor | None = None
    chunk: int = 25
    ahead: int = 16
    far: bool = False

    def work(self, job: Job, paths: Iterable[Path]) -> Iterator[Worked | Failed]:
        """Work on files, and give what became of each in their order."""
        items = self._sent(paths) if self.far else ((str(path), None) for path in paths)
        function: Callable[[Item], Worked | Failed] = partial(work, job)
        return over(items, function, self.executor, chunk=self.chunk, ahead=self.ahead)

    @staticmethod
    def _sent(paths: Iterable[Path]) -> Iterator[Item]:
        """Read files as their turn comes."""
        for path in paths:
            try:
                content: bytes | PreventError = read_bytes(path)
            except PreventError as error:
                content = error
            yield str(path), content

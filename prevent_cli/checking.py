"""Every check over a file: what is wrong in it, with places."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from prevent_cli.checks import CODES, across, judged
from prevent_cli.checks.context import Context
from prevent_cli.checks.unknown_framework import CODE as UNKNOWN_FRAMEWORK
from prevent_cli.checks.waivers import Left
from prevent_cli.errors import InvalidRecordError, PreventError
from prevent_cli.model import bodies
from prevent_cli.model.finding import Finding, Problem, Related
from prevent_cli.model.parse import nearest, short
from prevent_cli.model.toolkit import Toolkit
from prevent_cli.store.cache import Verdict, packed
from prevent_cli.store.load import Frameworks, load
from prevent_cli.store.seen import snapshot_path
from prevent_cli.store.snapshots import snapshot_in, snapshot_of
from prevent_cli.store.source import findings, located, seen_pair

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from prevent_cli.model.crosswalk import Crosswalk
    from prevent_cli.model.framework import Framework
    from prevent_cli.model.snapshot import Snapshot
    from prevent_cli.store.find import Project
    from prevent_cli.store.load import Anything
    from prevent_cli.store.source import Source

_LEVELS = ("error", "warning", "off")


class Told(NamedTuple):
    """What is told of a file: its findings, those that waivers accept, and whether warnings were not looked for.

    They are not where it is no record, or where its framework cannot be used.
    """

    findings: tuple[Finding, ...]
    waived: tuple[Finding, ...]
    unread: bool


class Checker(NamedTuple):
    """What files are checked by: the frameworks within reach, a project's levels, and today.

    A toolkit without an ``as_of`` speaks for today, or for its period's last day, the earlier.
    """

    frameworks: Frameworks
    levels: Mapping[str, str]
    today: date

    def check(self, loaded: Anything) -> tuple[Finding, ...]:
        """Run every check over a file that was read."""
        return self.told(loaded).findings

    def errors(self, loaded: Anything) -> tuple[Finding, ...]:
        """Find what keeps other commands from using a file; in a sixth of the checks."""
        return tuple(one for one in self.told(loaded, errors_only=True).findings if one.level == "error")

    def told(self, loaded: Anything, snapshot: Snapshot | None = None, *, errors_only: bool = False) -> Told:
        """Run the checks over a file that was read, and hold it against its snapshot where that is given."""
        waived: tuple[Problem, ...] = ()
        problems, record = list(loaded.problems), loaded.record
        unread = record is None
        if isinstance(record, Toolkit):
            (left, waived), unread = self._run(record, loaded.source, snapshot, errors_only=errors_only)
            problems += left
        elif record is not None:
            problems += self._of_other(record)
        elif problems and loaded.kind is Toolkit:
            problems += self._beside(loaded.source)
        return Told(tuple(findings(loaded.source, problems)), tuple(located(loaded.source, waived)), unread)

    def _run(
        self, record: Toolkit, source: Source, snapshot: Snapshot | None = None, *, errors_only: bool = False
    ) -> tuple[Left, bool]:
        """Run the checks of a toolkit; where its framework cannot be used, say that alone, and that no more was looked for."""
        try:
            context = self._context(record, source, snapshot)
        except InvalidRecordError as error:
            return Left([_unusable(record, error.findings[0])]), True
        return judged(record, context, self.levels, errors_only=errors_only), False

    def _of_other(self, record: Framework | Crosswalk) -> Iterable[Problem]:
        """Hold a crosswalk against its frameworks; of a framework's ids all was found when it was read."""
        from prevent_cli.checks import crosswalks, frameworks  # most runs see toolkits only
        from prevent_cli.model.crosswalk import Crosswalk

        if not isinstance(record, Crosswalk):
            return frameworks.check(record)
        old, new = self.frameworks.get(record.old), self.frameworks.get(record.new)
        names = () if old and new else tuple(self.frameworks.all())
        return crosswalks.check(record, old, new, names)

    def _beside(self, source: Source) -> list[Problem]:
        """Find the errors that stand beside those of form, in what is left when these are taken out."""
        from prevent_cli.model.repair import repaired, touches

        record, wrong = repaired(Toolkit, source.data)
        if record is None:
            return []
        found, _ = self._run(record, source)
        return [one for one in found.problems if one.level == "error" and not touches(one.loc, wrong)]

    def _context(self, toolkit: Toolkit, source: Source, snapshot: Snapshot | None = None) -> Context:
        framework = self.frameworks.get(toolkit.framework)
        names = () if framework or not toolkit.framework else tuple(self.frameworks.all())
        return Context(toolkit, framework, names, toolkit.speaks_for(self.today), snapshot, source.text)

    def between(self, found: across.Across, source: Source, other: Source) -> Finding | None:
        """Look up both places of a problem between two files; None where its level is off."""
        level = self.levels.get(found.problem.code, found.problem.level)
        if level == "off":
            return None
        problem = found.problem._replace(level=level)  # type: ignore[arg-type]
        there = findings(other._replace(refusals=()), [problem._replace(loc=found.other_loc)])[0]
        here = findings(source._replace(refusals=()), [problem])[0]
        related = Related("the other", there.line, there.column, there.file)
        return here._replace(message=f"{here.message} (the other: {there.file}:{there.line})", related=(related,))


def _unusable(toolkit: Toolkit, first: Finding) -> Problem:
    """Say that nothing could be checked, because of the framework; ``first`` is the first error in it."""
    return Problem(
        UNKNOWN_FRAMEWORK,
        f"the framework {short(toolkit.framework)} cannot be used: {first.file}:{first.line}:{first.column}: {first.message}",
        f"mend that file first: 'prevent validate {first.file}' lists all that is wrong in it",
        ("framework",),
    )


class Rules(NamedTuple):
    """What a file's verdict hangs on beside the file: a project's frameworks and levels, and today.

    ``around`` is a digest of what the frameworks' files say, so that others are other rules.
    """

    frameworks: Path | None
    levels: tuple[tuple[str, str], ...]
    today: date
    around: bytes


def verdict(rules: Rules, path: Path) -> Verdict:
    """Read a file and its snapshot, and check it by rules: a pure function of what is on disk.

    Raises PreventError where the file may not be opened.
    """
    pair = seen_pair(path)
    loaded = load(path, pair.content)
    snapshot = snapshot_in(pair.frozen, snapshot_path(path)) if pair.digests else snapshot_of(path)
    told = checker(rules).told(loaded, snapshot)
    record = loaded.record
    left = across.facts(record) if isinstance(record, Toolkit) else None
    day, last = days(None if told.unread else record, rules.today)
    return Verdict(
        file=loaded.source.file,
        content=pair.digests,
        sign=pair.sign,
        day=day,
        last=last,
        whose=bodies.packed(record.organisation) if isinstance(record, Toolkit) else b"",
        body=packed((*told.findings, *told.waived)),
        facts=across.packed(left) if left else b"",
    )


@lru_cache(maxsize=2)
def checker(rules: Rules) -> Checker:
    """Give what checks by rules; it reads each framework once."""
    return Checker(Frameworks(rules.frameworks), dict(rules.levels), rules.today)


def days(record: Toolkit | Framework | Crosswalk | None, today: date) -> tuple[int, int]:
    """Say for which days a verdict on a record holds, as Verdict has it.

    Without a record warnings were not looked for, as ``Verdict.unread`` knows; what was found may hang on today.
    """
    if isinstance(record, Toolkit):
        last = record.period.last
        return 0 if record.as_of else min(last, today).toordinal(), last.toordinal()
    return 0 if record else today.toordinal(), date.max.toordinal()


def levels_of(project: Project | None) -> Mapping[str, str]:
    """Read the levels that a project gives to checks. Raises PreventError for what is no code or no level."""
    levels = project.settings.get("checks", {}) if project else {}
    if project is None or levels == {}:
        return {}
    if not isinstance(levels, dict):
        raise PreventError(
            f"{project.config}: 'checks' should be a table", 'write [checks], then lines: no-owner = "off"'
        )
    from prevent_cli.checks.codes import CODES as KNOWN

    fixed = KNOWN.keys() - CODES - {across.SAME_PERIOD, across.REUSED_ID, across.FORMER_ID}
    for code, level in levels.items():
        if code in fixed:
            raise PreventError(f"{project.config}: '{code}' cannot be turned off or changed", "leave it out")
        if code not in KNOWN:
            near = nearest(code, KNOWN)
            raise PreventError(
                f"{project.config}: there is no finding '{code}'",
                f"did you mean '{near}'?" if near else "'prevent explain' lists the codes",
            )
        if level not in _LEVELS:
            raise PreventError(f"{project.config}: {code} = {level!r}", f"a level is one of: {', '.join(_LEVELS)}")
    return levels

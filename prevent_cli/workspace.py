"""From the arguments of a command to the toolkits it means: found, read, checked, worked out."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prevent_cli.checking import Checker, levels_of
from prevent_cli.errors import InvalidRecordError
from prevent_cli.history.bodies import Bodies
from prevent_cli.model.crosswalk import leads
from prevent_cli.places import Places, from_here
from prevent_cli.store.find import find_project, framework_files, toolkit_files
from prevent_cli.store.load import Crosswalks, Frameworks, Loaded, load_toolkit
from prevent_cli.store.seen import shown_path
from prevent_cli.store.source import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from prevent_cli.model.assessment import Assessment
    from prevent_cli.model.finding import Finding
    from prevent_cli.model.policy import Policy
    from prevent_cli.model.snapshot import Snapshot
    from prevent_cli.model.toolkit import Toolkit
    from prevent_cli.store.load import Anything


@dataclass(frozen=True, slots=True)
class Checked:
    """A file after every check."""

    loaded: Anything
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep other commands from using the file."""
        return tuple(finding for finding in self.findings if finding.level == "error")


class Workspace(Places):
    """The files that a command's paths mean, read, checked and worked out for a day.

    ``chosen`` says that no path was given, so that the project decided.
    ``empty`` says that there may be none.
    """

    def __init__(self, paths: Sequence[Path], cwd: Path, today: date, *, empty: bool = False) -> None:
        super().__init__(paths, cwd, empty=empty)
        self.today = today
        own = self.project.frameworks if self.project else None
        self.frameworks, self.crosswalks = Frameworks(own), Crosswalks(own)
        self.levels = levels_of(self.project)
        self.left_out: list[str] = []
        self._known: dict[tuple[int, int], _Known] = {}
        self._read: dict[Path, list[Loaded[Toolkit]]] = {}

    def check(self, loaded: Anything, snapshot: Snapshot | None = None) -> Checked:
        """Run every check over a file that was read, and hold it against its snapshot where that is given."""
        return Checked(loaded, self.checker.check(loaded, snapshot))

    @property
    def checker(self) -> Checker:
        """What the project's files are checked by."""
        return Checker(self.frameworks, self.levels, self.today)

    def assessments(
        self, as_of: date | None = None, policy: Policy | None = None, *, every: bool = False, what_if: bool = False
    ) -> list[Assessment]:
        """Work out the toolkits: every file named, or of the project's the newest of each organisation.

        ``every`` takes all of the project's that speak for a period; ``what_if`` adds what would lift each benchmark.
        Raises PreventError where there is no toolkit, InvalidRecordError where one of them has errors.
        """
        loaded = self._named if every else self.meant()
        if self.chosen and every:
            self.require_sound(loaded)
            loaded = self.speaking(loaded)
        return self.worked_out(loaded, as_of, policy, what_if=what_if)

    def meant(self) -> list[Loaded[Toolkit]]:
        """Read every file named, or of the project's the newest of each organisation."""
        return self.newest() if self.chosen else self._named

    def tagged(self, pattern: str) -> list[Assessment]:
        """Work out the toolkits that git's tags keep, each period of an organisation as the newest tag has it.

        The paths, or the project's folder, say where to look in each tag. Raises PreventError
        where there is no repository, tag or toolkit, InvalidRecordError where one has errors.
        """
        from prevent_cli.store.git import Repository
        from prevent_cli.store.tags import tagged_toolkits

        repository = Repository.around(self.cwd)
        project = [self.project.toolkits] if self.project else [repository.root]
        places = [repository.path(path) for path in self.paths or project]
        found = tagged_toolkits(repository, pattern, places)
        loaded = [load_toolkit(Path(one.path), one.content, one.shown) for one in found]
        self.require_sound(loaded)
        tags = [one.tag for one in found]
        return self.worked_out(self.speaking(_newest_of_each_period(tags, loaded)))

    def newest(self) -> list[Loaded[Toolkit]]:
        """Read the toolkits and keep the newest of each organisation.

        Of two for one period, the one whose framework a crosswalk leads to; where none does, the first by name.
        Raises InvalidRecordError for one that is no record.
        """
        self.require_sound(self._named)
        return _newest(self.speaking(self._named))

    def latest(self) -> list[Loaded[Toolkit]]:
        """Read the toolkits and keep those of the last period of each organisation: one for each framework.

        One that was carried to a newer framework is left out: the newer file speaks in its place.
        Raises InvalidRecordError for one that is no record.
        """
        self.require_sound(self._named)
        last: dict[str, date] = {}
        for record in filter(None, (one.record for one in self._named)):
            key = record.organisation.key
            last[key] = max(last.get(key, record.period.last), record.period.last)
        return [
            one
            for one in self.speaking(self._named)
            if one.record and one.record.period.last == last[one.record.organisation.key]
        ]

    def speaking(self, loaded: Sequence[Loaded[Toolkit]]) -> list[Loaded[Toolkit]]:
        """Leave out every toolkit whose place another of the same body and period took, in a newer framework."""
        rivals: dict[tuple[str, date], list[Loaded[Toolkit]]] = {}
        for one in loaded:
            if one.record:
                rivals.setdefault((one.record.organisation.key, one.record.period.last), []).append(one)
        passed_by = [
            id(one) for group in rivals.values() for one in group for other in group if self._newer(other, one)
        ]
        return [one for one in loaded if id(one) not in passed_by]

    def _newer(self, one: Loaded[Toolkit], other: Loaded[Toolkit]) -> bool:
        """Whether crosswalks lead from the framework of the other to that of the one, and not back."""
        new, old = (each.record.framework if each.record else None for each in (one, other))
        if new == old:
            return False
        known = list(self.crosswalks.all().values())
        return leads(known, old, new) and not leads(known, new, old)

    def worked_out(
        self,
        loaded: Sequence[Loaded[Toolkit]],
        as_of: date | None = None,
        policy: Policy | None = None,
        *,
        what_if: bool = False,
    ) -> list[Assessment]:
        """Work out toolkits that were read, wherever they are from.

        ``what_if`` adds what would lift each benchmark. Raises InvalidRecordError where one of them has errors.
        """
        self.require_sound(loaded)
        errors = [error for one in loaded for error in self._about(one).errors]
        if errors:
            raise InvalidRecordError(errors)
        if as_of or policy or what_if:
            return [self._assess(one, as_of, policy, what_if=what_if) for one in loaded]
        return [self._about(one).assessment for one in loaded]

    def require_sound(self, loaded: Sequence[Loaded[Toolkit]]) -> None:
        """Raise InvalidRecordError, with all their findings, where some are no record."""
        unsound = [one for one in loaded if not one.sound]
        if unsound:
            raise InvalidRecordError([finding for one in unsound for finding in self.check(one).findings])

    def own_frameworks(self) -> tuple[tuple[str, bytes], ...]:
        """Read the project's own frameworks: for each file what findings call it, and its content."""
        folder = self.project.frameworks if self.project else None
        return tuple((shown_path(path), read_bytes(path)) for path in framework_files([folder] if folder else []))

    def as_it_was(self, frameworks: Frameworks) -> Workspace:
        """Give the same project with the frameworks of another time."""
        then = copy(self)
        then.frameworks = frameworks
        return then

    def earlier(self, assessment: Assessment) -> list[Assessment]:
        """Work out the same organisation's toolkits for periods before, oldest first, one a period: that of the same framework.

        They come from the files named and, for a file among a project's toolkits, from all of those, whichever
        folder the command runs in. One that has errors is left out, and named in ``left_out``.
        """
        near = [*self._named, *self._beside(Path(assessment.file).resolve().parent)]
        bodies = Bodies(one.record.organisation for one in near if one.record)
        body, last = bodies.key(assessment.organisation), assessment.period.last
        found: dict[date, Assessment] = {}
        for one in near:
            toolkit = one.record
            if toolkit is None:
                self.left_out += [one.source.file] if body in _written_bodies(one.source.data) else []
            elif bodies.key(toolkit.organisation) == body and toolkit.period.last < last:
                if not one.sound or self._about(one).errors:
                    self.left_out.append(one.source.file)
                elif toolkit.framework == assessment.framework or toolkit.period.last not in found:
                    found[toolkit.period.last] = self._about(one).assessment
        return [found[day] for day in sorted(found)]

    @cached_property
    def _named(self) -> list[Loaded[Toolkit]]:
        return [load_toolkit(path) for path in self.files]

    def _beside(self, folder: Path) -> list[Loaded[Toolkit]]:
        """Read the other toolkits of the project that has a folder among its toolkits', each project once."""
        project = find_project(folder)
        if project is None or not folder.is_relative_to(project.toolkits.resolve()):
            return []
        if project.toolkits not in self._read:
            known = {path.resolve() for path in self.files}
            paths = [path for path in toolkit_files([from_here(project.toolkits)]) if path.resolve() not in known]
            self._read[project.toolkits] = [load_toolkit(path) for path in paths]
        return self._read[project.toolkits]

    def _about(self, loaded: Loaded[Toolkit]) -> _Known:
        """Give what is known of a toolkit: many reports of one body ask for the same earlier periods."""
        return self._known.setdefault((id(self.frameworks), id(loaded)), _Known(self, loaded))

    def _assess(
        self,
        loaded: Loaded[Toolkit],
        as_of: date | None = None,
        policy: Policy | None = None,
        *,
        what_if: bool = False,
    ) -> Assessment:
        toolkit = loaded.record
        assert toolkit is not None  # noqa: S101 - only sound files come this far
        from prevent_cli.rating.assess import assess

        framework = self.frameworks.get(toolkit.framework)
        day = as_of or toolkit.speaks_for(self.today)
        assessment = assess(toolkit, framework, day, policy=policy, file=loaded.source.file)
        if not what_if:
            return assessment
        from prevent_cli.rating.what_if import with_what_if

        return with_what_if(assessment, toolkit, framework)


class _Known:
    """A toolkit's errors and its assessment for the day it speaks for, each found when it is asked for, once."""

    def __init__(self, workspace: Workspace, loaded: Loaded[Toolkit]) -> None:
        self._workspace, self._loaded = workspace, loaded

    @cached_property
    def errors(self) -> tuple[Finding, ...]:
        return self._workspace.checker.errors(self._loaded)

    @cached_property
    def assessment(self) -> Assessment:
        return self._workspace._assess(self._loaded)  # noqa: SLF001 - a part of it


def _newest_of_each_period(tags: Sequence[str], loaded: Sequence[Loaded[Toolkit]]) -> list[Loaded[Toolkit]]:
    """Keep of each body's period what the newest tag has; ``tags`` name each one's tag, the newest first."""
    bodies = Bodies(one.record.organisation for one in loaded if one.record)
    speaks: dict[tuple[str, date, date], str] = {}
    kept = []
    for tag, one in zip(tags, loaded, strict=True):
        if one.record:
            period = one.record.period
            key = (bodies.key(one.record.organisation), period.first, period.last)
            if speaks.setdefault(key, tag) == tag:
                kept.append(one)
    return kept


def _written_bodies(data: Any) -> set[Any]:
    """Give what may tell a body apart in data that make no record, as far as they say it."""
    organisation = data.get("organisation") if isinstance(data, dict) else None
    code, name = (organisation.get(key) for key in ("code", "name")) if isinstance(organisation, dict) else (None, None)
    return {one for one in (code, name.casefold() if isinstance(name, str) else None) if isinstance(one, str)}


def _newest(loaded: Iterable[Loaded[Toolkit]]) -> list[Loaded[Toolkit]]:
    """Keep the toolkit with the last period of each organisation, by its code or else its name."""
    newest: dict[str, Loaded[Toolkit]] = {}
    for one in loaded:
        toolkit = one.record
        if toolkit is None:
            continue
        best = newest.get(toolkit.organisation.key)
        if best is None or best.record is None or best.record.period.last < toolkit.period.last:
            newest[toolkit.organisation.key] = one
    return list(newest.values())

"""From the arguments of a command to the toolkits it means: found, read, checked, worked out."""

from __future__ import annotations

from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING

from prevent_cli import choosing
from prevent_cli.checking import Checker, levels_of
from prevent_cli.errors import InvalidRecordError
from prevent_cli.places import Places
from prevent_cli.store.find import framework_files
from prevent_cli.store.load import Crosswalks, Frameworks, Loaded, load_toolkit
from prevent_cli.store.seen import shown_path
from prevent_cli.store.source import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from prevent_cli.model.assessment import Assessment
    from prevent_cli.model.fields import Audience
    from prevent_cli.model.finding import Finding
    from prevent_cli.model.policy import Policy
    from prevent_cli.model.toolkit import Toolkit
    from prevent_cli.store.git import Repository
    from prevent_cli.store.past import Past


class Workspace(Places):
    """The files that a command's paths mean, read, checked and worked out for a day.

    ``chosen`` says that no path was given, so that the project decided.
    ``empty`` says that there may be none. ``despite`` are codes of errors that do not keep a file from being used.
    """

    def __init__(
        self, paths: Sequence[Path], cwd: Path, today: date, *, empty: bool = False, despite: Sequence[str] = ()
    ) -> None:
        super().__init__(paths, cwd, empty=empty)
        self.today = today
        own = self.frameworks_folder
        self.frameworks, self.crosswalks = Frameworks(own), Crosswalks(own)
        self.levels = {**levels_of(self.project), **dict.fromkeys(despite, "off")}
        self.forgiving = False
        self._known: dict[tuple[int, int], Known] = {}

    @property
    def checker(self) -> Checker:
        """What the project's files are checked by."""
        return Checker(self.frameworks, self.levels, self.today)

    @cached_property
    def named(self) -> list[Loaded[Toolkit]]:
        """What was read of every file that the paths mean, or of the project's."""
        return [load_toolkit(path) for path in self.files]

    def meant(self) -> list[Loaded[Toolkit]]:
        """Read every file named, or of the project's the newest of each organisation."""
        return self._newest() if self.chosen else self.named

    def _newest(self) -> list[Loaded[Toolkit]]:
        """Read the toolkits and keep the newest of each organisation.

        Of two for one period, the one whose framework a crosswalk leads to; where none does, the first by name.
        Raises InvalidRecordError for one that is no record.
        """
        self.require_sound(self.named)
        return choosing.newest(self.named, self.crosswalks)

    def latest(self) -> list[Loaded[Toolkit]]:
        """Read the toolkits and keep those of the last period of each organisation, as ``choosing.latest`` does.

        Raises InvalidRecordError for one that is no record.
        """
        self.require_sound(self.named)
        return choosing.latest(self.named, self.crosswalks)

    def assessments(
        self, as_of: date | None = None, policy: Policy | None = None, *, every: bool = False, what_if: bool = False
    ) -> list[Assessment]:
        """Work out the toolkits: every file named, or of the project's the newest of each organisation.

        ``every`` takes all of the project's that speak for a period; ``what_if`` adds what would lift each benchmark.
        Raises PreventError where there is no toolkit, InvalidRecordError where one of them has errors.
        """
        loaded = self.named if every else self.meant()
        if self.chosen and every:
            self.require_sound(loaded)
            loaded = choosing.speaking(loaded, self.crosswalks)
        return self.worked_out(loaded, as_of, policy, what_if=what_if)

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
        known = self.checked(loaded)
        if as_of or policy or what_if:
            return [one.on(as_of, policy, what_if=what_if) for one in known]
        return [one.assessment for one in known]

    def checked(self, loaded: Sequence[Loaded[Toolkit]]) -> list[Known]:
        """Check toolkits, and give what is known of each, still to be worked out.

        Raises InvalidRecordError where one of them has errors.
        """
        self.require_sound(loaded)
        known = [self.about(one) for one in loaded]
        if not self.forgiving:
            require_no_errors(known)
        return known

    def require_sound(self, loaded: Sequence[Loaded[Toolkit]]) -> None:
        """Raise InvalidRecordError, with all their findings, where some are no record."""
        unsound = [one for one in loaded if not one.sound]
        if unsound:
            raise InvalidRecordError([finding for one in unsound for finding in self.checker.check(one)])

    def own_frameworks(self) -> tuple[tuple[str, bytes], ...]:
        """Read the project's own frameworks: for each file what findings call it, and its content."""
        folder = self.frameworks_folder
        return tuple((shown_path(path), read_bytes(path)) for path in framework_files([folder] if folder else []))

    def past(self, repository: Repository) -> Past:
        """Give the project as the revisions of its repository have it."""
        from prevent_cli.store.past import Past

        return Past(repository, self.cwd, self.project, self.frameworks)

    def as_it_was(self, frameworks: Frameworks, *, forgiving: bool = False) -> Workspace:
        """Give the same project with the frameworks of another time; a ``forgiving`` one works out what has errors too."""
        then = copy(self)
        then.frameworks, then.forgiving = frameworks, forgiving
        return then

    def about(self, loaded: Loaded[Toolkit]) -> Known:
        """Give what is known of a toolkit: many reports of one body ask for the same earlier periods."""
        return self._known.setdefault((id(self.frameworks), id(loaded)), Known(self.checker, loaded))


class Known:
    """A toolkit's errors, its assessment for the day it speaks for, and editions of that, each found when it is asked for, once."""

    def __init__(self, checker: Checker, loaded: Loaded[Toolkit]) -> None:
        self.loaded = loaded
        self._checker = checker
        self._editions: dict[Audience, tuple[Assessment, ...]] = {}

    @property
    def toolkit(self) -> Toolkit:
        """Its record, which only sound files have."""
        assert self.loaded.record is not None  # noqa: S101 - only sound files come this far
        return self.loaded.record

    @cached_property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep commands from using it."""
        return self._checker.errors(self.loaded)

    @cached_property
    def assessment(self) -> Assessment:
        """The toolkit worked out for the day it speaks for."""
        return self.on(None)

    def compared(self, audience: Audience) -> tuple[Assessment, ...]:
        """Give what readers of a later paper may see of it; nothing where it is kept from them altogether."""
        if audience not in self._editions:
            from prevent_cli.rating.audience import compared

            self._editions[audience] = compared([self.assessment], audience)
        return self._editions[audience]

    def on(self, as_of: date | None, policy: Policy | None = None, *, what_if: bool = False) -> Assessment:
        """Work it out for a day, or for its own; ``what_if`` adds what would lift each benchmark."""
        from prevent_cli.rating.assess import assess

        framework = self._checker.frameworks.get(self.toolkit.framework)
        day = as_of or self.toolkit.speaks_for(self._checker.today)
        assessment = assess(self.toolkit, framework, day, policy=policy, file=self.loaded.source.file)
        if not what_if:
            return assessment
        from prevent_cli.rating.what_if import with_what_if

        return with_what_if(assessment, self.toolkit, framework)


def require_no_errors(known: Iterable[Known]) -> None:
    """Raise InvalidRecordError, with all of them, where some have errors."""
    errors = [error for one in known for error in one.errors]
    if errors:
        raise InvalidRecordError(errors)

"""From a checked toolkit to its paper, still to be worked out: with the organisation's periods before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prevent_cli import choosing
from prevent_cli.model.bodies import fold
from prevent_cli.places import from_here
from prevent_cli.rating.audience import require_publishable, restrict
from prevent_cli.reports.paper import Paper
from prevent_cli.store.find import find_project, toolkit_files
from prevent_cli.store.load import load_toolkit

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from prevent_cli.model.fields import Audience
    from prevent_cli.model.toolkit import Toolkit
    from prevent_cli.reports.paper import Language
    from prevent_cli.store.find import Project
    from prevent_cli.store.load import Loaded
    from prevent_cli.workspace import Known, Workspace


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper still to be worked out, by whichever process makes the report: all that it is made of is read and checked.

    ``made`` is the paper, where it had to be worked out before.
    """

    known: Known
    as_of: date | None
    earlier: tuple[Known, ...]
    audience: Audience | None
    language: Language
    summary: bool
    made: Paper | None = None

    @property
    def body(self) -> str:
        """What the organisation is known by."""
        return self.known.toolkit.organisation.key

    def paper(self) -> Paper:
        """Work the paper out, once; what comes from earlier periods is cut down to those who may read it."""
        if self.made:
            return self.made
        whole = self.known.on(self.as_of) if self.as_of else self.known.assessment
        one = restrict(whole, self.audience)
        earlier = tuple(edition for known in self.earlier for edition in known.compared(one.audience))
        return Paper(one, earlier, self.language, self.summary)


class Drafts:
    """The papers of a workspace's toolkits. Files that have errors, and so are no earlier period, are put into ``left_out``."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.left_out: list[str] = []
        self._projects: dict[Path, Project | None] = {}
        self._read: dict[Path, list[Loaded[Toolkit]]] = {}

    def draft(
        self,
        known: Known,
        as_of: date | None = None,
        audience: Audience | None = None,
        *,
        language: Language = "en",
        summary: bool = False,
    ) -> Draft:
        """Give the paper of a toolkit, still to be worked out, with the organisation's periods before.

        Raises PreventError for a public edition of what is kept from the public.
        """
        toolkit = known.toolkit
        require_publishable(known.loaded.source.file, toolkit.marking, toolkit.committee, audience)
        return Draft(known, as_of, self._before(known), audience, language, summary)

    def _before(self, known: Known) -> tuple[Known, ...]:
        """Give the same organisation's toolkits for periods before, oldest first, one a period: that of the same framework.

        They come from the files named and, for a file among a project's toolkits, from all of those, whichever
        folder the command runs in. One that has errors is left out, and named in ``left_out``.
        """
        own = known.toolkit
        near = [*self.workspace.named, *self._beside(known.loaded.path.resolve().parent)]
        bodies = choosing.bodies_of(near)
        body, last = bodies.key(own.organisation), own.period.last
        found: dict[date, Known] = {}
        for one in near:
            toolkit = one.record
            if toolkit is None:
                self.left_out += [one.source.file] if body in _written_bodies(one.source.data) else []
            elif bodies.key(toolkit.organisation) == body and toolkit.period.last < last:
                if not one.sound or self.workspace.about(one).errors:
                    self.left_out.append(one.source.file)
                elif toolkit.framework == own.framework or toolkit.period.last not in found:
                    found[toolkit.period.last] = self.workspace.about(one)
        return tuple(found[day] for day in sorted(found))

    def _beside(self, folder: Path) -> list[Loaded[Toolkit]]:
        """Read the other toolkits of the project that has a folder among its toolkits', each project once."""
        if folder not in self._projects:
            self._projects[folder] = find_project(folder)
        project = self._projects[folder]
        if project is None or not folder.is_relative_to(project.toolkits.resolve()):
            return []
        if project.toolkits not in self._read:
            known = {path.resolve() for path in self.workspace.files}
            paths = [path for path in toolkit_files([from_here(project.toolkits)]) if path.resolve() not in known]
            self._read[project.toolkits] = [load_toolkit(path) for path in paths]
        return self._read[project.toolkits]


def _written_bodies(data: Any) -> set[Any]:
    """Give what may tell a body apart in data that make no record, as far as they say it."""
    organisation = data.get("organisation") if isinstance(data, dict) else None
    code, name = (organisation.get(key) for key in ("code", "name")) if isinstance(organisation, dict) else (None, None)
    return {one for one in (code, fold(name) if isinstance(name, str) else None) if isinstance(one, str)}

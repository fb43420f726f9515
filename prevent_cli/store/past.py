"""Where a project kept its files in a git revision: its settings may be others since, and its files may have moved."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from prevent_cli.errors import InvalidRecordError, PreventError
from prevent_cli.store.find import CONFIGS, DEFAULT_FOLDER, folders_in, is_framework, is_toolkit
from prevent_cli.store.load import Frameworks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.store.find import Project
    from prevent_cli.store.git import Repository


class _Folders(NamedTuple):
    """Folders relative to the root; that of frameworks is None where it lies outside."""

    toolkits: str
    frameworks: str | None


class Past:
    """The project around a folder, as the revisions of a repository have it.

    A revision's own settings count. Where it had none, no folder of the usual name with a toolkit in it, or settings
    that name a folder outside the repository, the folders of today do: those of ``project``, if there is one.
    ``frameworks`` are those of today.
    """

    def __init__(self, repository: Repository, cwd: Path, project: Project | None, frameworks: Frameworks) -> None:
        self.repository = repository
        self._here = PurePosixPath(repository.path(cwd))
        self._project, self._today = project, frameworks
        self._folders: dict[tuple[str, PurePosixPath], _Folders | None] = {}
        self._frameworks: dict[tuple[str, PurePosixPath], Frameworks] = {}
        self._known: dict[tuple[bytes, ...], Frameworks] = {}

    def had_project(self, revision: str) -> bool:
        """Whether a revision had a folder of toolkits of its own. Raises PreventError where there is no such revision."""
        return self._then(revision, self._here) is not None

    def toolkits(self, revision: str) -> str:
        """Give the folder of toolkits, relative to the root; "." is all of the repository.

        Raises PreventError where there is no such revision, or where that of today, too, lies outside the repository.
        """
        then = self._then(revision, self._here)
        if then or self._project is None:
            return then.toolkits if then else "."
        today = self._inside(self._project.toolkits)
        if today is None:
            raise PreventError(
                f"{revision.removeprefix('refs/tags/')} keeps no toolkits: "
                f"{self._project.toolkits} is not in the repository {self.repository.root}",
                "name a file inside it, as it was then",
            )
        return today

    def frameworks(self, revision: str, name: str | None, file: str) -> Frameworks:
        """Give the frameworks as they were, those on board and the project's own of the revision, if they have a name.

        Where they have none of it that can be used, those of the project around a file of the revision count, by its
        path from the root, then those of today. Raises PreventError where there is no such revision.
        """
        for here in dict.fromkeys((self._here, PurePosixPath(file).parent)):
            then = self._around(revision, here)
            if name is None or _has(then, name):
                return then
        return self._today

    def _around(self, revision: str, here: PurePosixPath) -> Frameworks:
        if (revision, here) not in self._frameworks:
            self._frameworks[revision, here] = self._read(revision, here)
        return self._frameworks[revision, here]

    def _read(self, revision: str, here: PurePosixPath) -> Frameworks:
        """Read the frameworks of a revision; those that others have too are taken from there."""
        then = self._then(revision, here)
        folder = then.frameworks if then else self._inside(self._project.frameworks) if self._project else None
        if folder is None:  # they lie outside the repository, so it has no past of them
            return self._today
        names = [name for name in self.repository.files(revision, folder) if Path(name).parent == Path(folder)]
        found = self.repository.contents(revision, names)
        shown = revision.removeprefix("refs/tags/")
        own = {f"{shown}:{name}": text for name, text in found.items() if is_framework(text)}
        return self._known.setdefault(tuple(own.values()), Frameworks(past=own))

    def _then(self, revision: str, here: PurePosixPath) -> _Folders | None:
        """Give the folders that a revision has of its own around a folder."""
        if (revision, here) not in self._folders:
            self._folders[revision, here] = self._found(revision, here)
        return self._folders[revision, here]

    def _found(self, revision: str, here: PurePosixPath) -> _Folders | None:
        above = [here, *here.parents]
        settings = self.repository.contents(revision, [str(one / name) for one in above for name in CONFIGS])
        named = folders_in(settings) or self._usual(revision, above)
        toolkits, frameworks = (self._led(revision, one) for one in named) if named else (None, None)
        return None if toolkits is None else _Folders(toolkits, frameworks)

    def _usual(self, revision: str, above: Sequence[PurePosixPath]) -> tuple[str, str] | None:
        for one in above:
            folder = self.repository.place(revision, str(one / DEFAULT_FOLDER))
            names = self.repository.files(revision, folder) if folder else []
            if any(map(is_toolkit, self.repository.contents(revision, names).values())):
                return str(one / DEFAULT_FOLDER), str(one / "frameworks")
        return None

    def _led(self, revision: str, folder: str) -> str | None:
        """Give a folder that a revision names as git knows it, by the links of then; None outside the repository."""
        if PurePosixPath(folder).is_absolute() or "\0" in folder:
            return self._inside(folder)
        return self.repository.place(revision, folder)

    def _inside(self, folder: str | Path) -> str | None:
        """Give a folder as git knows it; None outside the repository, or where it can be no folder."""
        try:
            return self.repository.path(self.repository.root / folder)
        except (
            PreventError,
            ValueError,
            OSError,
            RuntimeError,
        ):  # such as a NUL, or a link that leads round in a circle
            return None


def _has(frameworks: Frameworks, name: str) -> bool:
    """Whether there is a framework of a name that can be used."""
    try:
        return frameworks.get(name) is not None
    except InvalidRecordError:
        return False

"""Which files a command's paths mean: those named, or those of the project around the folder."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from prevent_cli.errors import PreventError
from prevent_cli.store.find import Project, find_project, looked_in, toolkit_names

if TYPE_CHECKING:
    from collections.abc import Sequence

_BEGIN = (
    "name a file or a folder, put toolkits into a folder 'toolkits', "
    'or write a prevent.toml with: toolkits = "folder"'
)


class Places:
    """The files that a command's paths mean, or those of the project around the folder.

    ``chosen`` says that no path was given, so that the project decided.
    ``empty`` says that there may be none.
    """

    def __init__(self, paths: Sequence[Path], cwd: Path, *, empty: bool = False) -> None:
        self.cwd = cwd
        self.paths = paths
        self.empty = empty
        self.chosen = not paths
        self.project = find_project(cwd)

    @property
    def frameworks_folder(self) -> Path | None:
        """The folder of the project's own frameworks, as seen from here; None without a project. It need not exist."""
        return from_here(self.project.frameworks) if self.project else None

    @cached_property
    def files(self) -> list[Path]:
        """The toolkits' files. Raises PreventError where there is none, unless there need be none."""
        return [Path(name) for name in self.names]

    @cached_property
    def names(self) -> list[str]:
        """The toolkits' files as text, for commands that take thousands of them. Raises PreventError as ``files`` does."""
        paths = self.paths
        if not paths and (self.project or not self.empty):
            paths = [from_here(_folder(self.project, self.cwd))]
        found = toolkit_names(paths)
        if not found and not self.empty:
            raise PreventError(f"there is no toolkit in {', '.join(map(str, paths))}", _BEGIN)
        return found


def from_here(path: Path) -> Path:
    """Give a path as seen from the current folder, where it lies below or not far above."""
    relative = os.path.relpath(path)
    return path if relative.count("..") > 3 else Path(relative)


def _folder(project: Project | None, cwd: Path) -> Path:
    if project is None:
        places = ", ".join(str(place) for place in looked_in(cwd))
        raise PreventError(f"no toolkits found; looked for prevent.toml and a folder 'toolkits' in {places}", _BEGIN)
    return project.toolkits

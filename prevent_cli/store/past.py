"""Where a project kept its files in a git revision: its settings may be others since, and its files may have moved."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from prevent_cli.store.find import CONFIGS, DEFAULT_FOLDER, folders_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.store.git import Repository


def folders_then(repository: Repository, revision: str, cwd: Path) -> tuple[Path, Path] | None:
    """Give the folders of toolkits and of frameworks that the project around a folder had in a revision.

    None where it had no settings then, and no folder of the usual name. Raises PreventError where there is no such revision.
    """
    here = PurePosixPath(repository.path(cwd))
    above = [here, *here.parents]
    settings = repository.contents(revision, [str(one / name) for one in above for name in CONFIGS])
    named = folders_in(settings) or _usual(repository.files(revision), above)
    return (repository.root / named[0], repository.root / named[1]) if named else None


def _usual(files: Sequence[str], above: Sequence[PurePosixPath]) -> tuple[str, str] | None:
    for one in above:
        if any(name.startswith(f"{one / DEFAULT_FOLDER}/") for name in files):
            return str(one / DEFAULT_FOLDER), str(one / "frameworks")
    return None

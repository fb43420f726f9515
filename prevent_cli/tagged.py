"""From git's tags to the toolkits that they keep: found, read, checked, worked out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from prevent_cli import choosing
from prevent_cli.errors import PreventError, helping
from prevent_cli.store.git import Repository
from prevent_cli.store.load import load_toolkit
from prevent_cli.store.seen import shown_path
from prevent_cli.store.tags import tagged_toolkits
from prevent_cli.workspace import require_no_errors

if TYPE_CHECKING:
    from prevent_cli.model.assessment import Assessment
    from prevent_cli.model.toolkit import Toolkit
    from prevent_cli.store.load import Loaded
    from prevent_cli.store.past import Past
    from prevent_cli.workspace import Known, Workspace

_TAGS = "a tag stays as it is: choose others by another pattern, or name a file or folder of them that has no errors"


class Tagged:
    """The toolkits that git's tags keep. Why a tag, or a link in one, was passed over is put into ``passed_over``, all that was read into ``read``."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.passed_over: list[str] = []
        self.read: list[Loaded[Toolkit]] = []

    def assessments(self, pattern: str) -> list[Assessment]:
        """Work out the toolkits of the tags that fit, each period of an organisation as the newest tag has it.

        The paths, or the project's folder as it was then, say where to look in each tag, whose own frameworks count;
        those of today where it has none of that name that can be used. Raises PreventError
        where there is no repository, tag or toolkit, InvalidRecordError where one has errors.
        """
        repository = Repository.around(self.workspace.cwd)
        past = self.workspace.past(repository)
        named = [repository.path(path) for path in self.workspace.paths]
        found = tagged_toolkits(repository, pattern, lambda revision: self._places(past, revision, named))
        loaded = self.read = [load_toolkit(Path(one.path), one.content, one.shown) for one in found]
        tags = {id(one): there.tag for one, there in zip(loaded, found, strict=True)}
        with helping(_TAGS):
            self.workspace.require_sound(loaded)
            kept = choosing.newest_of_each_period([*tags.values()], loaded)
            meant = choosing.speaking(kept, self.workspace.crosswalks)
            known = [self._known(past, tags[id(one)], one) for one in meant]
            require_no_errors(known)
        return [one.assessment for one in known]

    def _places(self, past: Past, revision: str, named: list[str]) -> list[str]:
        """Give where to look in a tag, and note the links there that led to no file of it."""
        try:
            places = named or [past.toolkits(revision)]
        except PreventError as error:
            self.passed_over.append(error.message)
            raise
        repository, tag = past.repository, revision.removeprefix("refs/tags/")
        for name in repository.astray(revision, repository.within(revision, places)):
            self.passed_over.append(f"left out {shown_path(Path(f'{tag}:{name}'))}, a link to no file in the tag")
        return places

    def _known(self, past: Past, tag: str, loaded: Loaded[Toolkit]) -> Known:
        framework = loaded.record.framework if loaded.record else None
        then = past.frameworks(f"refs/tags/{tag}", framework, loaded.path.as_posix())
        return self.workspace.as_it_was(then).about(loaded)

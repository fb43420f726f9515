"""From git's tags to the toolkits that they keep: found, read, checked, worked out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from prevent_cli import choosing
from prevent_cli.errors import PreventError, helping
from prevent_cli.store.git import Repository
from prevent_cli.store.load import load_toolkit
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
    """The toolkits that git's tags keep. Why a tag was passed over is put into ``passed_over``."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.passed_over: list[str] = []

    def assessments(self, pattern: str) -> list[Assessment]:
        """Work out the toolkits of the tags that fit, each period of an organisation as the newest tag has it.

        The paths, or the project's folder as it was then, say where to look in each tag, whose own frameworks count;
        those of today where it has none of that name that can be used. Raises PreventError
        where there is no repository, tag or toolkit, InvalidRecordError where one has errors.
        """
        repository = Repository.around(self.workspace.cwd)
        past = self.workspace.past(repository)
        named = [repository.path(path) for path in self.workspace.paths]
        found = tagged_toolkits(repository, pattern, lambda revision: named or self._place(past, revision))
        loaded = [load_toolkit(Path(one.path), one.content, one.shown) for one in found]
        tags = {id(one): there.tag for one, there in zip(loaded, found, strict=True)}
        with helping(_TAGS):
            self.workspace.require_sound(loaded)
            kept = choosing.newest_of_each_period([*tags.values()], loaded)
            meant = choosing.speaking(kept, self.workspace.crosswalks)
            known = [self._known(past, tags[id(one)], one) for one in meant]
            require_no_errors(known)
        return [one.assessment for one in known]

    def _place(self, past: Past, revision: str) -> list[str]:
        try:
            return [past.toolkits(revision)]
        except PreventError as error:
            self.passed_over.append(error.message)
            raise

    def _known(self, past: Past, tag: str, loaded: Loaded[Toolkit]) -> Known:
        framework = loaded.record.framework if loaded.record else None
        return self.workspace.as_it_was(past.frameworks_with(f"refs/tags/{tag}", framework)).about(loaded)

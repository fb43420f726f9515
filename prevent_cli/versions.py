"""From a word of a comparison to the toolkits that it names: a file, a folder, a git revision, ``REV:path``."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from prevent_cli.errors import InvalidRecordError, PreventError, helping
from prevent_cli.rating.audience import restrict
from prevent_cli.store.find import is_toolkit, toolkit_files
from prevent_cli.store.git import Repository, lies_in
from prevent_cli.store.load import Loaded, load_toolkit
from prevent_cli.store.seen import shown_path
from prevent_cli.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from prevent_cli.model.assessment import Assessment
    from prevent_cli.model.fields import Audience
    from prevent_cli.model.toolkit import Toolkit
    from prevent_cli.store.past import Past


@dataclass(frozen=True, slots=True)
class Version:
    """One toolkit of one side: its path from the root of the disk, in a revision as it would lie, and what was read.

    ``body`` is what tells its organisation from the others, empty before all that are compared are known.
    ``revision`` is empty for a file as it is.
    """

    path: str
    loaded: Loaded[Toolkit]
    bench: Workspace
    body: str = ""
    revision: str = ""

    @property
    def record(self) -> Toolkit:
        """The record; only sound files are made versions."""
        assert self.loaded.record is not None  # noqa: S101 - see above
        return self.loaded.record

    def edition(self, as_of: date | None, audience: Audience | None) -> Assessment:
        """Work it out for a day, or for its own, as far as an audience may see. Raises InvalidRecordError where it has errors."""
        with _of(self.revision):
            return restrict(self.bench.worked_out([self.loaded], as_of)[0], audience)


@dataclass(frozen=True, slots=True)
class Named:
    """What one word names. ``single``: it names one toolkit, whatever it is called. ``mended`` could not be read before."""

    word: str
    versions: tuple[Version, ...]
    single: bool
    mended: tuple[Version, ...] = ()


class Versions:
    """The toolkits that the words of a comparison mean, seen from a folder.

    A word is a file or a folder where one of that name exists, else ``REV:path``, else a
    git revision, which stands for the toolkits of the project as they were. Git is looked
    for where a word needs it. ``left_out`` are toolkits of a revision that could not be read, by their path, each
    with what findings call it.
    """

    def __init__(self, cwd: Path, today: date) -> None:
        self.cwd = cwd
        self.bench = Workspace((), cwd, today, empty=True)
        self.left_out: dict[str, str] = {}

    @cached_property
    def repository(self) -> Repository:
        """The repository around the folder. Raises PreventError where git or a repository is missing."""
        return Repository.around(self.cwd)

    @cached_property
    def past(self) -> Past:
        """The project as the revisions have it. Raises PreventError where git or a repository is missing."""
        return self.bench.past(self.repository)

    def of_project(self) -> list[Version]:
        """Read every toolkit of the project. Raises PreventError where there is none."""
        bench = Workspace((), self.cwd, self.bench.today)
        return list(self._files(bench.files, bench))

    def now(self) -> Named:
        """Read the project's files as they are; those that were left out of the revision have nothing of their own to be held against."""
        known: list[Version] = []
        mended: list[Version] = []
        for one in self._files(self.bench.files, self.bench):
            (mended if one.path in self.left_out else known).append(one)
        return Named("the working tree", tuple(known), single=False, mended=tuple(mended))

    def named(self, word: str, *, sound_only: bool = False) -> Named:
        """Give the toolkits that a word names; of a revision those without errors, where that is wanted.

        Raises PreventError for a word that names none.
        """
        if not word:
            raise PreventError(
                "an empty word names neither a file nor a revision",
                "name one, such as HEAD; in a script, see whether a variable is empty",
            )
        path = self.cwd / word
        if path.exists():
            files = toolkit_files([Path(word)] if self.cwd == Path.cwd() else [path])
            if not files:
                raise PreventError(f"there is no toolkit in {word}", "name a file, or a folder that holds some")
            return Named(word, tuple(self._files(files, self.bench)), single=not path.is_dir())
        revision, colon, name = word.partition(":")
        if colon:
            return self._file_then(word, revision, name, sound_only=sound_only)
        return self._revision(word, sound_only=sound_only)

    def _files(self, files: Iterable[Path], bench: Workspace) -> Iterator[Version]:
        loaded = [load_toolkit(path) for path in files]
        bench.require_sound(loaded)
        for one in loaded:
            yield Version(os.path.realpath(self.cwd / one.path), one, bench)

    def _file_then(self, word: str, revision: str, name: str, *, sound_only: bool) -> Named:
        if not revision or not name:
            raise PreventError(f"'{word}' is neither a file nor REVISION:PATH", "write it like HEAD~1:toolkits/a.yaml")
        repository = self.repository
        repository.require(revision)
        for path in dict.fromkeys((name.removeprefix("./"), repository.path(self.cwd / name))):
            content = repository.content(revision, path)
            if content is not None:
                return Named(word, self._then(revision, {path: content}, sound_only=sound_only), single=True)
        raise PreventError(
            f"there is no file {name} in revision {revision}",
            f"'git ls-tree -r --name-only {revision}' lists what there is",
        )

    def _revision(self, word: str, *, sound_only: bool) -> Named:
        if not sound_only and ("/" in word or word.endswith((".yaml", ".yml"))):
            self._require_revision_not_file(word)
        repository = self.repository
        repository.require(word)
        folder = self.past.toolkits(word)
        names = [name for name in repository.files(word, folder) if lies_in(name, folder)]
        contents = {path: text for path, text in repository.contents(word, names).items() if is_toolkit(text)}
        if not contents:
            raise PreventError(
                f"there is no toolkit in revision {word}" + (f", in {folder}" if folder != "." else ""),
                "name a later revision, or REVISION:PATH where the whole project lay in another folder",
            )
        return Named(word, self._then(word, contents, sound_only=sound_only), single=False)

    def _require_revision_not_file(self, word: str) -> None:
        """Let a word that looks like a file be missed as one, where it is no branch either."""
        try:
            known = self.repository.commit(word)
        except PreventError:
            known = None
        if known is None:
            try:
                toolkit_files([Path(word)])
            except PreventError as error:
                raise PreventError(f"{error}, and no such revision", error.help) from None

    def _then(self, revision: str, contents: dict[str, bytes], *, sound_only: bool) -> tuple[Version, ...]:
        bench = self.bench.as_it_was(self.past.frameworks(revision), forgiving=sound_only)
        loaded = {
            path: load_toolkit(Path(path), content, shown_path(Path(f"{revision}:{path}")))
            for path, content in contents.items()
        }
        root = self.repository.root
        if sound_only:
            unsound = [path for path, one in loaded.items() if not one.sound]
            self.left_out |= {os.path.realpath(root / path): loaded.pop(path).source.file for path in unsound}
            if not all(_has_framework(bench, one) for one in loaded.values()):
                bench = self.bench.as_it_was(self.bench.frameworks, forgiving=True)
        with _of(revision):
            bench.require_sound([*loaded.values()])
        return tuple(
            Version(os.path.realpath(root / path), one, bench, revision=revision) for path, one in loaded.items()
        )


def _has_framework(bench: Workspace, loaded: Loaded[Toolkit]) -> bool:
    """Whether a toolkit's framework can be used, or there is none."""
    try:
        bench.frameworks.get(loaded.record.framework if loaded.record else None)
    except InvalidRecordError:
        return False
    return True


def _of(revision: str) -> AbstractContextManager[None]:
    """Say of errors in a revision what can be done about them: nobody can mend it any more."""
    said = "a revision stays as it is: name another, or a sound file of it, as REVISION:PATH"
    return helping(said) if revision else nullcontext()

"""From a word of a comparison to the toolkits that it names: a file, a folder, a git revision, ``REV:path``."""

from __future__ import annotations

import os
import posixpath
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from prevent_cli.errors import PreventError, helping
from prevent_cli.rating.audience import restrict
from prevent_cli.store.find import is_toolkit, toolkit_files
from prevent_cli.store.git import Repository
from prevent_cli.store.load import Loaded, load_toolkit
from prevent_cli.store.seen import shown_path
from prevent_cli.store.unread import unread
from prevent_cli.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from prevent_cli.model.assessment import Assessment
    from prevent_cli.model.fields import Audience
    from prevent_cli.model.toolkit import Toolkit
    from prevent_cli.store.past import Past
    from prevent_cli.store.unread import Unread


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
    """What one word names. ``single``: it names one toolkit, whatever it is called. ``unread`` are toolkits of a revision that cannot be read."""

    word: str
    versions: tuple[Version, ...]
    single: bool
    unread: tuple[Unread, ...] = ()


class Versions:
    """The toolkits that the words of a comparison mean, seen from a folder.

    A word is a file or a folder where one of that name exists, else ``REV:path``, a file or a folder too, else a
    git revision, which stands for the toolkits of the project as they were. Git is looked
    for where a word needs it. ``astray`` are links among those that led to no file of the revision, as findings call them.
    """

    def __init__(self, cwd: Path, today: date) -> None:
        self.cwd = cwd
        self.bench = Workspace((), cwd, today, empty=True)
        self.astray: list[str] = []

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

    def now(self, revision: str) -> Named:
        """Read the project's files as they are; there may be none if a revision had a folder of them.

        Raises PreventError where there is no project, and was none.
        """
        if self.bench.project is None and not self.past.had_project(revision):
            self.of_project()
        return Named("the working tree", tuple(self._files(self.bench.files, self.bench)), single=False)

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
            return self._path_then(word, revision, name, sound_only=sound_only)
        return self._revision(word, sound_only=sound_only)

    def _files(self, files: Iterable[Path], bench: Workspace) -> Iterator[Version]:
        loaded = [load_toolkit(path) for path in files]
        bench.require_sound(loaded)
        for one in loaded:
            yield Version(os.path.realpath(self.cwd / one.path), one, bench)

    def _path_then(self, word: str, revision: str, name: str, *, sound_only: bool) -> Named:
        if not revision or not name:
            raise PreventError(f"'{word}' is neither a file nor REVISION:PATH", "write it like HEAD~1:toolkits/a.yaml")
        repository = self.repository
        repository.require(revision)
        here = posixpath.normpath(f"{repository.path(self.cwd)}/{name}")
        paths = list(dict.fromkeys((posixpath.normpath(name), here, repository.path(self.cwd / name))))
        for path in paths:
            content = repository.content(revision, path)
            if content is not None:
                return self._then(word, revision, {path: content}, sound_only=sound_only, single=True)
        for folder in paths:
            if contents := self._below(revision, folder):
                return self._then(word, revision, contents, sound_only=sound_only, single=False)
        raise PreventError(
            f"there is no file {name} in revision {revision}, and no folder of toolkits",
            f"'git ls-tree -r --name-only {revision}' lists what there is",
        )

    def _below(self, revision: str, folder: str) -> dict[str, bytes]:
        """Give the toolkits in a folder of a revision, each once, and note the links among them that led nowhere."""
        repository = self.repository
        names = repository.within(revision, [folder])
        self.astray += [_shown(revision, name) for name in repository.astray(revision, names)]
        read = repository.contents(revision, repository.distinct(revision, names))
        return {path: text for path, text in read.items() if is_toolkit(text)}

    def _revision(self, word: str, *, sound_only: bool) -> Named:
        if not sound_only and ("/" in word or word.endswith((".yaml", ".yml"))):
            self._require_revision_not_file(word)
        self.repository.require(word)
        folder = self.past.toolkits(word)
        contents = self._below(word, folder)
        if not contents:
            raise PreventError(
                f"there is no toolkit in revision {word}" + (f", in {folder}" if folder != "." else ""),
                "name a later revision, or REVISION:FOLDER where the whole project lay in another folder",
            )
        return self._then(word, word, contents, sound_only=sound_only, single=False)

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

    def _then(self, word: str, revision: str, contents: dict[str, bytes], *, sound_only: bool, single: bool) -> Named:
        root = self.repository.root
        loaded = {path: load_toolkit(Path(path), content, _shown(revision, path)) for path, content in contents.items()}
        left = [path for path, one in loaded.items() if sound_only and not one.sound]
        missing = tuple(unread(os.path.realpath(root / path), loaded.pop(path)) for path in left)
        with _of(revision):
            self.bench.require_sound([*loaded.values()])
        versions = (
            Version(
                os.path.realpath(root / path),
                one,
                self._bench_of(revision, path, one, forgiving=sound_only),
                revision=revision,
            )
            for path, one in loaded.items()
        )
        return Named(word, tuple(versions), single, missing)

    def _bench_of(self, revision: str, path: str, loaded: Loaded[Toolkit], *, forgiving: bool) -> Workspace:
        """Give what a toolkit of a revision is worked out by: its framework as it was then, or as it is where that cannot be used."""
        framework = loaded.record.framework if loaded.record else None
        then = self.past.frameworks(revision, framework, path)
        return self.bench.as_it_was(then, forgiving=forgiving)


def _shown(revision: str, path: str) -> str:
    return shown_path(Path(f"{revision}:{path}"))


def _of(revision: str) -> AbstractContextManager[None]:
    """Say of errors in a revision what can be done about them: nobody can mend it any more."""
    said = "a revision stays as it is: name another, or a sound file of it, as REVISION:PATH"
    return helping(said) if revision else nullcontext()

"""Files into records: a toolkit, a framework or a crosswalk, or the reasons why not."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeAlias, TypeVar

from prevent_cli.errors import InvalidRecordError
from prevent_cli.model import framework_ids as ids
from prevent_cli.model.fields import Record
from prevent_cli.model.finding import Problem
from prevent_cli.model.framework import Framework
from prevent_cli.model.parse import parse
from prevent_cli.model.toolkit import Toolkit
from prevent_cli.resources import CROSSWALKS, FRAMEWORKS
from prevent_cli.store.find import crosswalk_files, framework_files
from prevent_cli.store.seen import shown_path
from prevent_cli.store.source import Source, findings, open_source, source_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from prevent_cli.model.crosswalk import Crosswalk

R = TypeVar("R", bound=Record)


class Loaded(NamedTuple, Generic[R]):
    """A file that was read: its record where it has one, and what does not fit.

    ``kind`` is what kind of record its data was read as.
    """

    path: Path
    source: Source
    record: R | None
    problems: tuple[Problem, ...]
    kind: type[Record] | None = None

    @property
    def sound(self) -> bool:
        """Whether there is a record and nothing was refused on the way to it."""
        return self.record is not None and not self.source.refused


Anything: TypeAlias = "Loaded[Toolkit] | Loaded[Framework] | Loaded[Crosswalk]"


def load(path: Path, content: bytes | None = None) -> Anything:
    """Read a file as what its format says it is: a framework, a crosswalk, else a toolkit.

    ``content``, where given, is what was read of it. Raises PreventError where it may not be opened.
    """
    source = open_source(path) if content is None else source_of(content, shown_path(path))
    said = _said(source)
    if said == "framework":
        return _record(path, source, Framework)
    return _crosswalk(path, source) if said == "crosswalk" else _record(path, source, Toolkit)


def load_toolkit(path: Path, content: bytes | None = None, shown: str = "") -> Loaded[Toolkit]:
    """Read a toolkit. Raises PreventError where the file may not be opened.

    ``content``, where given, is read in place of the file's, and findings call it ``shown``.
    """
    source = open_source(path) if content is None else source_of(content, shown)
    said = _said(source)
    if said in {"framework", "crosswalk"}:
        problem = Problem(
            "unknown-value", f"this is a {said}, not a toolkit", "name a file of format toolkit/1", ("format",)
        )
        return Loaded(path, source, None, (problem,))
    return _record(path, source, Toolkit)


def load_framework(path: Path, content: bytes | None = None, shown: str = "") -> Loaded[Framework]:
    """Read a framework. Raises PreventError where the file may not be opened.

    ``content``, where given, is read in place of the file's, and findings call it ``shown``.
    """
    source = open_source(path) if content is None else source_of(content, shown)
    return _record(path, source, Framework)


def load_crosswalk(path: Path) -> Loaded[Crosswalk]:
    """Read a crosswalk. Raises PreventError where the file may not be opened."""
    return _crosswalk(path, open_source(path))


def _crosswalk(path: Path, source: Source) -> Loaded[Crosswalk]:
    from prevent_cli.model.crosswalk import Crosswalk  # few files are one

    return _record(path, source, Crosswalk)


def _said(source: Source) -> str:
    """Give the kind that a file says it is, such as framework; empty where it says nothing."""
    said = source.data.get("format") if isinstance(source.data, dict) else None
    return said.partition("/")[0] if isinstance(said, str) and "/" in said else ""


def _record(path: Path, source: Source, kind: type[R]) -> Loaded[R]:
    if source.data is None and source.refusals:
        return Loaded(path, source, None, ())
    if not isinstance(source.data, dict):
        problem = Problem(
            "not-a-mapping",
            "the file should be a mapping: lines of 'key: value'",
            "begin with 'format: toolkit/1'",
            (),
        )
        return Loaded(path, source, None, (problem,))
    record, problems = parse(kind, source.data)
    more = ids.check(record) if isinstance(record, Framework) else ()
    return Loaded(path, source, record, (*problems, *more), kind)


class Frameworks:
    """The frameworks within reach, by id: those on board, and a project's own before them.

    ``past`` are a project's own as they were in a revision, by the name findings call them.
    """

    def __init__(self, own: Path | None = None, past: Mapping[str, bytes] | None = None) -> None:
        self._folders = [folder for folder in (own, FRAMEWORKS) if folder]
        self._past = past or {}
        self._known: dict[str, Framework] | None = None
        self._found: dict[str, Framework | InvalidRecordError | None] = {}

    def get(self, name: str | None) -> Framework | None:
        """Give a framework by id, or None. Raises InvalidRecordError for one with errors in it."""
        if name is None:
            return None
        if name not in self._found:
            self._found[name] = self._find(name)
        found = self._found[name]
        if isinstance(found, InvalidRecordError):
            raise found.with_traceback(None)
        return found

    def _find(self, name: str) -> Framework | InvalidRecordError | None:
        try:
            return self._by_file_name(name) or self.all().get(name)
        except InvalidRecordError as error:  # kept, so that it is not read anew for each toolkit that names it
            return error

    def all(self) -> dict[str, Framework]:
        """Give every framework by id. Raises InvalidRecordError for one with errors in it."""
        if self._known is None:
            known: dict[str, Framework] = {}
            for framework in (_sound(read()) for _, read in self._files()):
                known.setdefault(framework.id, framework)
            self._known = known
        return self._known

    def _by_file_name(self, name: str) -> Framework | None:
        """Spare reading the others, and what is wrong in them, where the file is named like the framework."""
        read = next((read for stem, read in self._files() if stem == name), None)
        framework = _sound(read()) if read else None
        return framework if framework and framework.id == name else None

    def _files(self) -> Iterator[tuple[str, Callable[[], Loaded[Framework]]]]:
        """Give each file's name without its ending, and what reads it: a project's own, then those on board."""
        for shown, text in self._past.items():
            yield Path(re.split("[/:]", shown)[-1]).stem, partial(load_framework, Path(shown), text, shown)
        for path in framework_files(self._folders):
            yield path.stem, partial(load_framework, path)


class Crosswalks:
    """The crosswalks within reach: a project's own, beside its frameworks, and those on board."""

    def __init__(self, own: Path | None = None) -> None:
        self._folders = [folder for folder in (own, CROSSWALKS) if folder]

    def all(self) -> dict[str, Crosswalk]:
        """Give every crosswalk by id. Raises InvalidRecordError for one that is not sound."""
        known: dict[str, Crosswalk] = {}
        for path in crosswalk_files(self._folders):
            crosswalk = _sound(load_crosswalk(path))
            known.setdefault(crosswalk.id, crosswalk)
        return known


def _sound(loaded: Loaded[R]) -> R:
    errors = [one for one in findings(loaded.source, loaded.problems) if one.level == "error"]
    if loaded.record is None or errors:
        raise InvalidRecordError(errors)
    return loaded.record

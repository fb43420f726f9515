"""Changing toolkit files: read under a lock, changed in place, checked, written whole or not at all."""

from __future__ import annotations

import os
import re
from copy import deepcopy
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prevent_cli.authoring.edits import ids
from prevent_cli.authoring.items import actions, is_named, knows
from prevent_cli.checks import computed_not_followed
from prevent_cli.errors import InvalidRecordError, PreventError
from prevent_cli.model.parse import did_you_mean
from prevent_cli.places import from_here
from prevent_cli.store.load import Loaded, load_toolkit
from prevent_cli.store.lock import locked
from prevent_cli.store.nodes import newline
from prevent_cli.store.rewrite import RewriteError, rewrite
from prevent_cli.store.save import save
from prevent_cli.store.seen import shown_path
from prevent_cli.store.source import read_bytes
from prevent_cli.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from prevent_cli.model.framework import Framework
    from prevent_cli.model.toolkit import Organisation, Toolkit
    from prevent_cli.model.when import When

Data = dict[str, Any]
SCHEMAS = ("toolkit.schema.json", "docs/schema/toolkit.json")
NOTE = "# Rolled over from "
_IDS = re.compile(r"\b(?:id|was)[\"']?:[ \t]*\[?[\"']?([A-Za-z][A-Za-z0-9-]*)")
_MODELINE = re.compile(r"^(#[ \t]*yaml-language-server:[ \t]*\$schema=)([^\s:]+)(?=\s)", re.MULTILINE)
BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to a file, or would be: its text before (empty for a new one) and after, and a line that says so."""

    path: Path
    before: str
    after: str
    said: str

    @property
    def diff(self) -> str:
        """The change as a unified diff, for reading: without the line ends of the file."""
        name = shown_path(self.path)
        old, new = (text.removesuffix("\n").split("\n") for text in (self.before, self.after))
        return "".join(f"{line.rstrip()}\n" for line in unified_diff(old, new, name, name, n=2, lineterm=""))


@dataclass(frozen=True, slots=True)
class Opened:
    """A sound toolkit that is about to be changed."""

    data: Data
    record: Toolkit
    framework: Framework | None
    text: str


class Editor:
    """Makes changes to the toolkits of a project, to a file that was named, or to those of ``paths``.

    Raises PreventError where there are none, unless ``empty`` says that there need not be, and for what is no file.
    """

    def __init__(
        self, named: Path | None, cwd: Path, today: date, *, paths: Sequence[Path] = (), empty: bool = False
    ) -> None:
        self.today = today
        self.cwd = cwd
        meant = [named] if named else paths
        _require_files(meant)
        self.workspace = Workspace(meant, cwd, today, empty=empty)
        project = self.workspace.project
        self.folder = from_here(project.toolkits) if project else Path("toolkits")

    def framework(self, name: str) -> Framework:
        """Give a framework by id. Raises PreventError for an unknown one."""
        found = self.workspace.frameworks.get(name)
        if found is None:
            known = self.workspace.frameworks.all()
            raise PreventError(
                f"there is no framework '{name}'", did_you_mean(name, known, "frameworks within reach are")
            )
        return found

    def modeline(self, path: Path) -> str:
        """Give the line that tells editors where the schema is, where the project keeps one; else nothing."""
        for folder in path.absolute().parents[:4]:
            for name in SCHEMAS:
                if (folder / name).is_file():
                    way = os.path.relpath(folder / name, path.absolute().parent).replace(os.sep, "/")
                    return f"# yaml-language-server: $schema={way}\n"
        return ""

    def for_item(self, ref: str) -> Path:
        """Give the file for an item: one that has it, or whose framework knows it. Raises PreventError as ``only``.

        An action is no item, but its file can say so.
        """

        def fits(one: Loaded[Toolkit]) -> bool:
            framework = self.workspace.frameworks.get(one.record.framework) if one.record else None
            return knows(one.source.data, framework, ref) or _has_action(one, ref)

        return self.only(fits, f"{'action' if ref[:1].isalpha() else 'item'} '{ref}'")

    def for_action(self, name: str) -> Path:
        """Give the file that holds an action. Raises PreventError as ``only``."""
        return self.only(lambda one: _has_action(one, name), f"action '{name}'")

    def only(
        self, fits: Callable[[Loaded[Toolkit]], bool], what: str, help: str = "say which file is meant with --in FILE"
    ) -> Path:
        """Give the one file that there is, else the only one that fits among the newest of each organisation.

        Raises PreventError where there is none, or more than one.
        """
        if len(self.workspace.files) == 1:
            return self.workspace.files[0]
        newest = self.workspace.latest()
        found = [one for one in newest if fits(one)] if len(newest) > 1 else newest
        if len(found) == 1:
            return found[0].path
        names = ", ".join(shown_path(one.path) for one in found or newest)
        if found:
            raise PreventError(f"there are several toolkits with {what}: {names}", help)
        raise PreventError(
            f"there is no {what} in any toolkit: {names}", "check the id; --in FILE changes a file of an earlier period"
        )

    def ids_of(self, organisation: Organisation) -> list[str]:
        """Give every action id that an organisation ever used, in any toolkit of the project.

        Of a file that is no record, whatever looks like one counts too.
        """
        found: list[str] = []
        for one in self.toolkits_of(organisation):
            found += ids(one.source.data) if one.record else _IDS.findall(one.source.text)
        return found

    def toolkits_of(self, organisation: Organisation) -> Iterator[Loaded[Toolkit]]:
        """Give an organisation's toolkits in the project, errors and all, and those that do not say whose they are."""
        everything = Workspace([], self.cwd, self.today, empty=True) if self.workspace.project else self.workspace
        for path in dict.fromkeys([*everything.files, *self.workspace.files]):
            one = load_toolkit(path)
            body = one.source.data.get("organisation") if isinstance(one.source.data, dict) else None
            if not isinstance(body, dict) or organisation.is_same(str(body.get("name", "")), body.get("code")):
                yield one

    def change(self, path: Path, edit: Callable[[Opened], str], *, dry_run: bool = False) -> Change:
        """Let ``edit`` change a toolkit's data and say in words what it did; write the file unless it is a dry run.

        Only the lines of what changed are touched. Raises InvalidRecordError, and writes nothing, where the
        file has errors or would have.
        """

        def text(opened: Opened) -> tuple[str, str]:
            said = edit(opened)
            try:
                return self.unrecorded(path, opened, said)
            except RewriteError:
                raise PreventError(
                    f"{shown_path(path)} is laid out in a way that this change cannot be made in without harm",
                    "change it by hand, or run 'prevent fmt' first",
                ) from None

        return self.retext(path, text, dry_run=dry_run)

    def unrecorded(self, path: Path, opened: Opened, said: str) -> tuple[str, str]:
        """Give the new text, without the recorded ratings that no longer follow from it, and say so."""
        text = rewrite(opened.text, opened.data)
        if not any("computed" in benchmark for benchmark in opened.data["benchmarks"]):
            return text, said
        errors = self.workspace.checker.errors(load_toolkit(path, text.encode(), shown_path(path)))
        stale = [one.at for one in errors if one.code == computed_not_followed.CODE]
        if not stale:
            return text, said
        for benchmark in opened.data["benchmarks"]:
            if benchmark["id"] in stale:
                del benchmark["computed"]
        which = ", ".join(filter(None, stale))
        return rewrite(
            opened.text, opened.data
        ), f"{said}; what was recorded as computed no longer follows and is taken away: {which}"

    def retext(self, path: Path, make: Callable[[Opened], tuple[str, str]], *, dry_run: bool = False) -> Change:
        """Write a new text for a file, given with a line that says what was done; else as ``change``."""
        return written(
            path,
            lambda loaded: make(self.opened(loaded)),
            lambda before, after: self.require_valid(after, before=before),
            dry_run=dry_run,
        )

    def follow_on(
        self, path: Path, target: Path, make: Callable[[Opened], tuple[str, str]], *, dry_run: bool = False
    ) -> Change:
        """Write a new file that goes on from another, in its layout and with its comments.

        ``make`` changes the data and gives a note for the head of the file and a line that says what was done.
        Raises as ``create`` does.
        """
        loaded = load_toolkit(path)
        self.require_valid(loaded, before=loaded)
        opened = self.opened(loaded)
        note, said = make(opened)
        text = rewrite(opened.text, opened.data)
        return self.create(target, _noted(_pointed(text, path, target), note), said, dry_run=dry_run)

    def create(self, path: Path, text: str, said: str, *, dry_run: bool = False) -> Change:
        """Write a new file.

        Raises PreventError where it exists, or another stands for the same, InvalidRecordError where it would have errors.
        """
        shown, content = shown_path(path), _encoded(text)
        with locked(path):
            if path.exists():
                raise PreventError(f"{shown} is there already", "name another file with -o, or remove this one first")
            loaded = load_toolkit(path, content, shown)
            self.require_valid(loaded)
            self.require_first(path, loaded)
            if not dry_run:
                save(path, content, new=True)
        return Change(path, "", text, f"{shown}: {said}")

    def require_first(self, path: Path, loaded: Loaded[Toolkit]) -> None:
        """Raise PreventError where the project has a toolkit for the same period and framework."""
        record = loaded.record
        assert record is not None  # noqa: S101 - it is sound
        if self.folder.resolve() not in path.resolve().parents:
            return
        for other in self.toolkits_of(record.organisation):
            there = other.record
            if there and there.framework == record.framework and _days(there.period) == _days(record.period):
                raise PreventError(
                    f"{record.organisation.name} has a toolkit for {record.period} already: {other.source.file}",
                    "name another period, or go on in that file",
                )

    def opened(self, loaded: Loaded[Toolkit]) -> Opened:
        """Give a sound toolkit to work on. Raises InvalidRecordError where it is not sound."""
        self.workspace.require_sound([loaded])
        record = loaded.record
        assert record is not None  # noqa: S101 - it is sound
        framework = self.workspace.frameworks.get(record.framework)
        return Opened(deepcopy(loaded.source.data), record, framework, loaded.source.text)

    def require_valid(self, loaded: Loaded[Toolkit], before: Loaded[Toolkit] | None = None) -> None:
        """Raise InvalidRecordError where a toolkit has errors, or would have them that it has not ``before``."""
        errors = self.workspace.checker.errors(loaded)
        if errors:
            already = self.workspace.checker.errors(before) if before else ()
            raise InvalidRecordError(already or errors, would=before is None or not already)


def _require_files(paths: Iterable[Path]) -> None:
    """Raise PreventError for a pipe or a device: nothing can be written back to it, and it can be read only once."""
    for path in paths:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise PreventError(
                f"{shown_path(path)} is a pipe or a device, and this command works on files",
                "save what comes through it as a file, and name that",
            )


def _has_action(one: Loaded[Toolkit], name: str) -> bool:
    return any(is_named(action, name) for action in actions(one.source.data))


def written(
    path: Path,
    make: Callable[[Loaded[Toolkit]], tuple[str, str]],
    accept: Callable[[Loaded[Toolkit], Loaded[Toolkit]], None] | None = None,
    *,
    dry_run: bool = False,
) -> Change:
    """Read a file under its lock, and write the text that ``make`` gives with a line that says what was done.

    ``accept`` may raise for what was read before and would be read after. A text that stays as it is, and any
    at a dry run, is not written.
    """
    with locked(path):
        content, shown = read_bytes(path), shown_path(path)
        before = load_toolkit(path, content, shown)
        text, said = make(before)
        made = (BOM if content.startswith(BOM) else b"") + _encoded(text)
        if accept:
            accept(before, load_toolkit(path, made, shown))
        if text != before.source.text and not dry_run:
            save(path, made, was=content)
    return Change(path, before.source.text, text, f"{shown}: {said}")


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise PreventError(
            "what was given holds bytes that are not UTF-8", "set the terminal to UTF-8, or retype it"
        ) from None


def _noted(text: str, note: str) -> str:
    """Put a note at the head of a file, below an editor's line and in the place of an older note."""
    end = newline(text)
    lines = text.split(end)
    head = next((at for at, line in enumerate(lines) if not line.startswith("#")), 0)
    kept = [line for line in lines[:head] if not line.startswith(NOTE)]
    first = next((at for at, line in enumerate(kept) if not line.startswith("# yaml-language-server")), len(kept))
    return end.join([*kept[:first], f"# {note}", *kept[first:], *lines[head:]])


def _pointed(text: str, path: Path, target: Path) -> str:
    """Let an editor's line lead to the same schema from another folder; an address or a path from the root stays."""
    old, new = path.absolute().parent, target.absolute().parent

    def again(found: re.Match[str]) -> str:
        return found[1] + os.path.relpath(old / found[2], new).replace(os.sep, "/")

    return text if old == new else _MODELINE.sub(lambda found: found[0] if found[2][0] == "/" else again(found), text)


def _days(when: When) -> tuple[date, date]:
    return when.first, when.last

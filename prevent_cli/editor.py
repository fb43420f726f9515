"""Changing toolkit files: read under a lock, changed in place, checked, written whole or not at all."""

from __future__ import annotations

import os
from copy import deepcopy
from dataclasses import dataclass
from difflib import unified_diff
from typing import TYPE_CHECKING, Any

from prevent_cli.authoring.edits import actions, ids
from prevent_cli.checks import computed_not_followed
from prevent_cli.errors import InvalidRecordError, PreventError
from prevent_cli.model.parse import did_you_mean
from prevent_cli.store.load import Loaded, load_toolkit
from prevent_cli.store.lock import locked
from prevent_cli.store.rewrite import RewriteError, rewrite
from prevent_cli.store.save import save
from prevent_cli.store.source import read_bytes, shown_path
from prevent_cli.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from prevent_cli.model.framework import Framework
    from prevent_cli.model.toolkit import Organisation, Toolkit

Data = dict[str, Any]
SCHEMAS = ("toolkit.schema.json", "docs/schema/toolkit.json")
NOTE = "# Rolled over from "
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
        """The change as a unified diff."""
        name = shown_path(self.path)
        old, new = self.before.splitlines(keepends=True), self.after.splitlines(keepends=True)
        lines = [line if line.endswith("\n") else f"{line}\n" for line in unified_diff(old, new, name, name, n=2)]
        return "".join(lines)


@dataclass(frozen=True, slots=True)
class Opened:
    """A sound toolkit that is about to be changed."""

    data: Data
    record: Toolkit
    framework: Framework | None
    text: str


class Editor:
    """Makes changes to the toolkits of a project, or to a file that was named.

    Raises PreventError where there are none, unless ``empty`` says that there need not be.
    """

    def __init__(self, named: Path | None, cwd: Path, today: date, *, empty: bool = False) -> None:
        self.today = today
        self.named = named
        self.workspace = Workspace([named] if named else [], cwd, today, empty=empty)
        project = self.workspace.project
        self.everything = Workspace([], cwd, today, empty=True) if project else self.workspace
        self.folder = project.toolkits if project else cwd / "toolkits"

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

    def holding(self, fits: Callable[[Loaded[Toolkit]], bool], what: str) -> Path:
        """Give the one file that a change is for: the one named, else the newest of the organisations that fits.

        Raises PreventError where there is none, or more than one.
        """
        newest = self.workspace.newest()
        if self.named or len(newest) == 1:
            return newest[0].path
        found = [one for one in newest if fits(one)]
        if len(found) == 1:
            return found[0].path
        names = ", ".join(shown_path(one.path) for one in found or newest)
        many = f"{what} stands in several toolkits" if found else f"there is no {what} in any toolkit"
        raise PreventError(f"{many}: {names}", "say which file is meant with --in FILE")

    def for_item(self, ref: str) -> Path:
        """Give the file for an item, which any toolkit of a framework that knows it may hold."""
        return self.holding(lambda one: True, f"'{ref}'")  # noqa: ARG005 - whether it fits is seen when it is changed

    def for_action(self, name: str) -> Path:
        """Give the file that holds an action."""

        def holds(one: Loaded[Toolkit]) -> bool:
            return any(str(action.get("id", "")).casefold() == name.casefold() for action in actions(one.source.data))

        return self.holding(holds, f"action '{name}'")

    def ids_of(self, organisation: Organisation) -> list[str]:
        """Give every action id that an organisation ever used, in any toolkit of the project."""
        files = dict.fromkeys([*self.everything.files, *self.workspace.files])
        found: list[str] = []
        for path in files:
            one = load_toolkit(path)
            if one.record and _same_body(one.record.organisation, organisation):
                found += ids(one.source.data)
        return found

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
        errors = self.workspace.check(load_toolkit(path, text.encode(), shown_path(path))).errors
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
        with locked(path):
            content = read_bytes(path)
            shown = shown_path(path)
            loaded = load_toolkit(path, content, shown)
            after, said = make(self.opened(loaded))
            made = (BOM if content.startswith(BOM) else b"") + after.encode()
            self.require_valid(load_toolkit(path, made, shown), before=loaded)
            if made != content and not dry_run:
                save(path, made)
        return Change(path, loaded.source.text, after, f"{shown}: {said}")

    def follow_on(
        self, path: Path, target: Path, make: Callable[[Opened], tuple[str, str]], *, dry_run: bool = False
    ) -> Change:
        """Write a new file that goes on from another, in its layout and with its comments.

        ``make`` changes the data and gives a note for the head of the file and a line that says what was done.
        Raises as ``create`` does.
        """
        opened = self.opened(load_toolkit(path))
        note, said = make(opened)
        text = rewrite(opened.text, opened.data)
        return self.create(target, _noted(text, note), said, dry_run=dry_run)

    def create(self, path: Path, text: str, said: str, *, dry_run: bool = False) -> Change:
        """Write a new file. Raises PreventError where it exists, InvalidRecordError where it would have errors."""
        shown = shown_path(path)
        self.require_valid(load_toolkit(path, text.encode(), shown))
        if path.exists():
            raise PreventError(f"{shown} is there already", "name another file with -o, or remove this one first")
        if not dry_run:
            save(path, text.encode(), new=True)
        return Change(path, "", text, f"{shown}: {said}")

    def opened(self, loaded: Loaded[Toolkit]) -> Opened:
        """Give a sound toolkit to work on. Raises InvalidRecordError where it is not sound."""
        self.workspace.require_sound([loaded])
        record = loaded.record
        assert record is not None  # noqa: S101 - it is sound
        framework = self.workspace.frameworks.get(record.framework)
        return Opened(deepcopy(loaded.source.data), record, framework, loaded.source.text)

    def require_valid(self, loaded: Loaded[Toolkit], before: Loaded[Toolkit] | None = None) -> None:
        """Raise InvalidRecordError where a toolkit has errors, or would have them that it has not ``before``."""
        errors: Sequence[Any] = self.workspace.check(loaded).errors
        if errors:
            already = self.workspace.check(before).errors if before else ()
            raise InvalidRecordError(already or errors, would=before is None or not already)


def _noted(text: str, note: str) -> str:
    """Put a note at the head of a file, below an editor's line and in the place of an older note."""
    newline = "\r\n" if "\r\n" in text[:10_000] else "\n"
    lines = text.split(newline)
    number = next((at for at, line in enumerate(lines) if not line.startswith("# yaml-language-server")), 0)
    if lines[number].startswith(NOTE):
        del lines[number]
    return newline.join([*lines[:number], f"# {note}", *lines[number:]])


def _same_body(one: Organisation, other: Organisation) -> bool:
    return one.code == other.code if one.code and other.code else one.name.casefold() == other.name.casefold()

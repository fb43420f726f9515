"""Freezing a toolkit: the whole report beside it, and a tag in git."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from prevent_cli.authoring.edits import put
from prevent_cli.authoring.fresh import worded
from prevent_cli.editor import Change
from prevent_cli.errors import PreventError
from prevent_cli.model.digest import digest
from prevent_cli.model.snapshot import FORMAT
from prevent_cli.model.toolkit import Toolkit
from prevent_cli.reports import json
from prevent_cli.reports.words import count, slug, written
from prevent_cli.store.git import Repository
from prevent_cli.store.load import load_toolkit
from prevent_cli.store.save import save
from prevent_cli.store.seen import shown_path, snapshot_path
from prevent_cli.store.snapshots import snapshot_of

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from prevent_cli.editor import Editor, Opened
    from prevent_cli.store.load import Loaded


_THERE = "the snapshot is there already, and the record has not changed since"


@dataclass(frozen=True, slots=True)
class Frozen:
    """What a snapshot did, or would do: the change to the toolkit, the snapshot's file, and a line that says so.

    ``unchanged`` says that the snapshot was there already and is what the record says. ``note`` says that the day
    that is written in lies after the period.
    """

    change: Change
    file: Path
    said: str
    unchanged: bool = False
    note: str = ""


def snapshot(
    editor: Editor, path: Path, as_of: date | None = None, *, again: bool = False, dry_run: bool = False
) -> Frozen:
    """Freeze a toolkit: write in its day and the framework's words where they are missing, then its report beside it.

    Raises InvalidRecordError where the toolkit has errors, PreventError where it speaks for another day than
    ``as_of`` or for one that is still to come, or has changed since an older snapshot and it was not asked for ``again``.
    """
    before = snapshot_of(path)
    opened = editor.opened(load_toolkit(path))
    _require_day(path, opened.record, as_of)
    if before and not again:
        if before.damage or before.sha256 != digest(opened.record):
            raise _refused(path, before.damage)
        return Frozen(Change(path, opened.text, opened.text, ""), snapshot_path(path), _THERE, unchanged=True)
    day = as_of or opened.record.speaks_for(editor.today)
    _require_past(path, day, editor.today, asked=as_of)
    said = "the record "

    def complete(it: Opened) -> str:
        nonlocal said
        said += _completed(it, day)
        return said

    change = editor.change(path, complete, dry_run=dry_run)
    report = _report(editor, load_toolkit(path, change.after.encode(), path.name))  # its name alone, wherever we stand
    if not dry_run:
        save(snapshot_path(path), report)
    return Frozen(change, snapshot_path(path), said, note=_after(opened.record, as_of))


def _require_day(path: Path, record: Toolkit, asked: date | None) -> None:
    if record.as_of and asked and record.as_of.last != asked:
        raise PreventError(
            f"{shown_path(path)} speaks for {record.as_of} already, not for {asked.isoformat()}",
            "change 'as_of' in the file, or leave --as-of out",
        )


def _require_past(path: Path, day: date, today: date, *, asked: date | None) -> None:
    """Raise PreventError for a day that is still to come: nobody knows what the record will say by then."""
    if day <= today:
        return
    come = f"{day.isoformat()}, which is still to come: today is {today.isoformat()}"
    if asked:
        raise PreventError(f"--as-of is {come}", "give a day up to today, or freeze it when that day has come")
    raise PreventError(
        f"{shown_path(path)} speaks for {come}", "change 'as_of' in the file, or freeze it when that day has come"
    )


def _after(record: Toolkit, asked: date | None) -> str:
    """Say that a day that was asked for, and that the record did not have, lies after its period."""
    last = record.period.last
    if asked is None or record.as_of or asked <= last:
        return ""
    return (
        f"it speaks for {asked.isoformat()} from now on, {count((asked - last).days, 'day')} after its period, "
        f"{written(record.period)}: what is due or expires by then counts as late"
    )


def _completed(opened: Opened, day: date) -> str:
    """Write in what a record lacks to stand for itself, the day it speaks for and the framework's words; say so."""
    texts = worded(opened.data, opened.framework) if opened.framework else 0
    written = [f"{texts} texts of the framework"] if texts else []
    if opened.record.as_of is None:
        put(Toolkit, opened.data, as_of=day.isoformat())
        written.append("its 'as_of'")
    kept = opened.record.as_of or day.isoformat()
    return f"as of {kept} is frozen" + (f", with {' and '.join(written)} written in" if written else "")


def _refused(path: Path, damage: str) -> PreventError:
    shown = shown_path(snapshot_path(path))
    if damage:
        return PreventError(f"there is a snapshot that cannot be used, {shown}: {damage}", "write it anew with --again")
    return PreventError(
        f"{shown_path(path)} has changed since its snapshot, {shown}",
        "make the change in the next period's file, or replace the snapshot with --again",
    )


def _report(editor: Editor, loaded: Loaded[Toolkit]) -> bytes:
    """Give the bytes of a snapshot."""
    assert loaded.record is not None  # noqa: S101 - the editor has checked it
    report = json.report(editor.workspace.worked_out([loaded])[0])
    head = {"format": FORMAT, "sha256": digest(loaded.record), "program": version("prevent-cli")}
    return json.text({"format": report["format"], "snapshot": head} | report).encode()


def tag_name(toolkit: Toolkit) -> str:
    """Give the usual name of a toolkit's tag: its body and the last month of its period."""
    return f"{slug(toolkit.organisation.name)}-{toolkit.period.last:%Y-%m}"


def tag(editor: Editor, path: Path, name: str | None = None, *, dry_run: bool = False) -> str:
    """Tag the commit that holds a toolkit and its snapshot; give the tag's name.

    Raises PreventError where there is no repository, the tag exists, the snapshot is missing or does not
    fit, or either file has changes that are not committed.
    """
    loaded = load_toolkit(path)
    record = editor.opened(loaded).record
    repository = Repository.around(path.resolve().parent)
    chosen = name or tag_name(record)
    if repository.has_tag(chosen):
        raise PreventError(f"there is a tag '{chosen}' already", "give another name with --tag-name")
    _require_committed(repository, path, record)
    if not dry_run:
        day = record.as_of.last.isoformat() if record.as_of else ""
        title = f"Snapshot of {record.organisation.name}, {record.period}, as of {day}"
        repository.tag(chosen, f"{' '.join(title.split())}\n\nsha256 of the record: {digest(record)}\n")
    return chosen


def _require_committed(repository: Repository, path: Path, record: Toolkit) -> None:
    frozen, shown = snapshot_of(path), shown_path(path)
    if frozen is None or frozen.damage or frozen.sha256 != digest(record):
        raise PreventError(
            f"{shown} has no snapshot that fits it", "run 'prevent snapshot' without --tag first, and commit both files"
        )
    both = [path, snapshot_path(path)]
    if not all(repository.is_committed(one) for one in both):
        names = shlex.join(shown_path(one) for one in both)
        raise PreventError(
            f"a tag names a commit, and {shown} or its snapshot has changes that are not committed",
            f"commit them: git add {names} && git commit -m 'Snapshot'; then run this command again",
        )

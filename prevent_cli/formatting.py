"""Files laid out in the one way of writing each thing, and mended where there is no doubt what was meant."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from prevent_cli.authoring.edits import ids
from prevent_cli.authoring.fixes import missing_ids, own_names, respellings
from prevent_cli.authoring.items import actions
from prevent_cli.authoring.shape import canonical
from prevent_cli.editor import Change, Editor, Opened, written
from prevent_cli.errors import InvalidRecordError, PreventError
from prevent_cli.model.digest import said
from prevent_cli.model.toolkit import Toolkit
from prevent_cli.store.layout import lay_out
from prevent_cli.store.load import load_toolkit
from prevent_cli.store.reader import read
from prevent_cli.store.rewrite import RewriteError, respell, rewrite
from prevent_cli.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from prevent_cli.store.load import Loaded

_PASSES = 8
"""As deep as a toolkit's keys are nested."""


def formatted(paths: Sequence[Path], cwd: Path, today: date, *, dry_run: bool = False) -> Iterator[Change]:
    """Lay out the toolkits that paths mean, or all of the project, one after the other.

    Raises InvalidRecordError where some have errors, before any is touched.
    """
    editor = Editor(None, cwd, today, paths=paths)
    files, checker = editor.workspace.files, editor.workspace.checker
    errors = [error for path in files for error in checker.errors(load_toolkit(path))]
    if errors:
        raise InvalidRecordError(errors)
    for path in files:
        yield editor.retext(path, _laid_out, dry_run=dry_run)


def mended(paths: Sequence[Path], cwd: Path, today: date, *, dry_run: bool = False) -> list[tuple[Change, list[str]]]:
    """Mend the toolkits that paths mean, where that is safe; give each change with what was done, a line each.

    A file that YAML itself cannot read, and one that is no toolkit, stays as it is. Keys and words are spelt
    as they must be, owners get their roles' own names, actions without an id one that was never used.
    """
    workspace = Workspace(paths, cwd, today)
    return [_mend(path, Editor(path, cwd, today), dry_run=dry_run) for path in workspace.files]


def _mend(path: Path, editor: Editor, *, dry_run: bool) -> tuple[Change, list[str]]:
    done: list[str] = []

    def make(loaded: Loaded[Toolkit]) -> tuple[str, str]:
        text = loaded.source.text
        if isinstance(loaded.source.data, dict) and not loaded.source.refused:
            text, said = _spelt(text, loaded.source.data)
            again = load_toolkit(path, text.encode(), loaded.source.file)
            if again.record and again.sound:
                text, more = _named(text, again, editor)
                said += more
            done.extend(said)
        return text, f"{len(done)} mended"

    return written(path, make, dry_run=dry_run), done


def _spelt(text: str, data: Any) -> tuple[str, list[str]]:
    """Spell keys and words; what stands under a key is only known once the key is right, so look again."""
    done: list[str] = []
    for _ in range(_PASSES):
        found = list(respellings(Toolkit, data))
        if not found:
            break
        text = respell(text, [(one.loc, one.new, one.on_key) for one in found])
        done += map(str, found)
        data = read(text)[0]
    return text, done


def _named(text: str, loaded: Loaded[Toolkit], editor: Editor) -> tuple[str, list[str]]:
    """Write owners by their roles' names, and ids; the organisation's other files are read only where one is missing."""
    data = deepcopy(loaded.source.data)
    done = own_names(data)
    if loaded.record and not all(action.get("id") for action in actions(data)):
        done += missing_ids(data, [*editor.ids_of(loaded.record.organisation), *ids(data)])
    return (rewrite(text, data) if done else text), done


def _laid_out(opened: Opened) -> tuple[str, str]:
    wanted = canonical(Toolkit, opened.data)
    if said(Toolkit.model_validate(wanted).model_dump()) != said(opened.record.model_dump()):
        raise PreventError(
            "this file cannot be laid out without a change to what it says", "please report it, with the file"
        )
    try:
        return lay_out(opened.text, wanted), "laid out anew"
    except RewriteError:
        raise PreventError(
            "this file cannot be laid out without harm to its comments", "please report it, with the file"
        ) from None

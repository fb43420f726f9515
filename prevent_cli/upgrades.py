"""Toolkits carried to another framework, into a new file beside the old one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from prevent_cli.authoring.shape import canonical
from prevent_cli.errors import PreventError
from prevent_cli.history.carried import Carried, Comment, Upgraded
from prevent_cli.history.upgrade import upgrade
from prevent_cli.model.parse import did_you_mean
from prevent_cli.model.toolkit import Toolkit
from prevent_cli.store.emit import document
from prevent_cli.store.load import load_toolkit
from prevent_cli.store.nodes import comments, tree
from prevent_cli.store.seen import shown_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.editor import Editor
    from prevent_cli.model.crosswalk import Crosswalk

NOTE = "# Upgraded from "
_MADE = ("# yaml-language-server:", "# Rolled over from ", NOTE)
"""How the comments begin that the program wrote itself."""


def upgraded(
    editor: Editor, path: Path, to: str | None, target: Path | None = None, *, dry_run: bool = False
) -> Upgraded:
    """Carry a toolkit to a newer framework: the one named, or the only one that a crosswalk leads to.

    Without ``target`` the new file lies beside the old one and is named after both. The old file is not
    changed. Raises InvalidRecordError where the old file has errors or the new one would have, PreventError
    where no crosswalk leads there, several do, or the new file exists.
    """
    loaded = load_toolkit(path)
    editor.require_valid(loaded, before=loaded)
    opened = editor.opened(loaded)
    if opened.framework is None:
        raise PreventError(
            f"{shown_path(path)} names no framework to upgrade from", "write 'framework: ID' into it first"
        )
    way = _way(list(editor.workspace.crosswalks.all().values()), opened.framework.id, to)
    newer = editor.framework(way.new)
    made, again = upgrade(opened.data, opened.framework, newer, way)
    target = target or path.with_name(f"{path.stem}-{way.new}{path.suffix}")
    note = f"{NOTE}{shown_path(Path(path.name))} ({way.old}), along {way.id}.\n"
    text = editor.modeline(target) + note + document(canonical(Toolkit, made))
    editor.create(target, text, "", dry_run=dry_run)
    return Upgraded(
        older_file=shown_path(path),
        file=shown_path(target),
        organisation=opened.record.organisation.name,
        period=str(opened.record.period),
        older=way.old,
        newer=way.new,
        crosswalk=way.id,
        carried=Carried.of(opened.data, made),
        look_again=tuple(again),
        comments=tuple(left_behind(opened.text)),
        written=not dry_run,
    )


def left_behind(text: str) -> list[Comment]:
    """Give the comments of a file, without those that the program itself wrote at its head."""
    found = comments(text, list(tree(text).scalars()), 0, len(text))
    return [Comment(text.count("\n", 0, at) + 1, said) for at, said in found if not said.startswith(_MADE)]


def _way(crosswalks: Sequence[Crosswalk], old: str, to: str | None) -> Crosswalk:
    """Choose the crosswalk. Raises PreventError where none fits, or more than one."""
    ways = [one for one in crosswalks if one.old == old]
    targets = list(dict.fromkeys(one.new for one in ways))
    if not ways:
        raise PreventError(f"no crosswalk leads on from {old}", "'prevent frameworks ID' says where one leads")
    if to is not None and to not in targets:
        raise PreventError(f"no crosswalk leads from {old} to '{to}'", did_you_mean(to, targets, "crosswalks lead to"))
    if to is None and len(targets) > 1:
        raise PreventError(
            f"crosswalks lead from {old} to {', '.join(targets)}", f"choose one, such as --to {targets[0]}"
        )
    fitting = [one for one in ways if one.new == (to or targets[0])]
    if len(fitting) > 1:
        names = " and ".join(one.id for one in fitting)
        raise PreventError(
            f"there are {len(fitting)} crosswalks from {old} to {fitting[0].new}: {names}",
            "keep one; a crosswalk in your folder 'frameworks' takes the place of one on board with the same id",
        )
    return fitting[0]

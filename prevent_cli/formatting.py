"""Files laid out in the one way of writing each thing, without a change to what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prevent_cli.authoring.shape import canonical
from prevent_cli.editor import Change, Editor, Opened
from prevent_cli.errors import PreventError
from prevent_cli.model.toolkit import Toolkit
from prevent_cli.store.layout import lay_out
from prevent_cli.store.rewrite import RewriteError
from prevent_cli.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path


def formatted(paths: Sequence[Path], cwd: Path, today: date, *, dry_run: bool = False) -> list[Change]:
    """Lay out the toolkits that paths mean, or all of the project.

    Raises InvalidRecordError for a file with errors, which is left as it is.
    """
    workspace = Workspace(paths, cwd, today)
    return [Editor(path, cwd, today).retext(path, _laid_out, dry_run=dry_run) for path in workspace.files]


def _laid_out(opened: Opened) -> tuple[str, str]:
    wanted = canonical(Toolkit, opened.data)
    if _said(Toolkit.model_validate(wanted)) != _said(opened.record):
        raise PreventError(
            "this file cannot be laid out without a change to what it says", "please report it, with the file"
        )
    try:
        return lay_out(opened.text, wanted), "laid out anew"
    except RewriteError:
        raise PreventError(
            "this file cannot be laid out without harm to its comments", "please report it, with the file"
        ) from None


def _said(record: Any) -> Any:
    """Give what a record says, whatever its line breaks."""
    if isinstance(record, Toolkit):
        return _said(record.model_dump())
    if isinstance(record, dict):
        return {key: _said(value) for key, value in record.items()}
    if isinstance(record, list | tuple):
        return [_said(one) for one in record]
    return " ".join(record.split()) if isinstance(record, str) else record

"""``prevent snapshot``: a record as it was on a day, kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from prevent_cli import arguments, console

if TYPE_CHECKING:
    from pathlib import Path

    from prevent_cli.editor import Editor

EXAMPLES = (
    "prevent snapshot --dry-run",
    "prevent snapshot toolkits/thurrock/2021-12.yaml --as-of 2021-12-31 --dry-run",
)


def snapshot(
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="The toolkit to freeze. None: the project's newest.")
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="WHEN", help="The day it speaks for, where the file does not say."),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Replace a snapshot that the record has changed since.")
    ] = False,
    tag: Annotated[
        bool, typer.Option("--tag", help="Once both files are committed: tag that commit, as BODY-YYYY-MM.")
    ] = False,
    tag_name: Annotated[
        str | None, typer.Option("--tag-name", metavar="NAME", help="As --tag, by another name.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Change nothing; print what would change in FILE.")
    ] = False,
) -> None:
    """Freeze a toolkit: stamp its day, write the whole report as JSON beside it, tag it in git.

    First 'prevent snapshot', then 'git commit' of both files, then 'prevent snapshot --tag', which only tags.
    """
    from prevent_cli.reports.screen import safe
    from prevent_cli.snapshots import snapshot as freeze

    editor = arguments.editor(file)
    path = editor.only(lambda one: True, "something to freeze", "name the one that is meant: prevent snapshot FILE")  # noqa: ARG005 - with one organisation any fits
    if tag or tag_name:
        given = {"--again": again, "--as-of": as_of}
        arguments.require_apart("--tag" if tag else "--tag-name", given, "which only tags what is frozen already")
        _tag(editor, path, tag_name, dry_run=dry_run)
        return
    done = freeze(editor, path, arguments.day(as_of, arguments.today()), again=again, dry_run=dry_run)
    if dry_run:
        console.out(safe(done.change.diff))
        console.note(f"{done.file}: {done.said} (not written: this is a dry run)")
    else:
        console.out(safe(f"{done.file}: {done.said}") + "\n")
    if done.note:
        console.note(f"note: {done.note}")


def _tag(editor: Editor, path: Path, name: str | None, *, dry_run: bool) -> None:
    """Tag the commit, and say so."""
    from prevent_cli.reports.screen import safe
    from prevent_cli.snapshots import tag

    made = tag(editor, path, name, dry_run=dry_run)
    if dry_run:
        console.note(f"{path}: it would be tagged {made} (not done: this is a dry run)")
    else:
        console.out(safe(f"{path}: tagged {made}; 'git push origin {made}' shares the tag") + "\n")

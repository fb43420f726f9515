"""``prevent fmt``: one way of writing each thing."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from prevent_cli import arguments, console
from prevent_cli.errors import FINDINGS

EXAMPLES = ("prevent fmt --check", "prevent fmt toolkits/thurrock/2021-12.yaml --dry-run")


def fmt(
    paths: arguments.Paths = None,
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; name the files that would change, and exit with 1.")
    ] = False,
    dry_run: arguments.DryRun = False,
) -> None:
    """Lay toolkits out in the one way: keys in order, one sentence a line, quotes where needed.

    Comments stay beside what they were written for. What a file says does not change.
    """
    from prevent_cli.formatting import formatted
    from prevent_cli.reports.screen import safe
    from prevent_cli.store.seen import shown_path

    quiet = check or dry_run
    number = stale = 0
    for change in formatted([Path(path) for path in paths or ()], Path.cwd(), arguments.today(), dry_run=quiet):
        number += 1
        if change.before == change.after:
            continue
        stale += 1
        if check:
            console.out(f"{safe(shown_path(change.path))}: would be laid out anew\n")
        if dry_run or not check:
            arguments.changed(change, dry_run=dry_run)
    if not stale:
        console.note(
            "laid out as it should be" if number == 1 else f"all {number} files are laid out as they should be"
        )
    elif check:
        raise typer.Exit(FINDINGS)

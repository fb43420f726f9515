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

    changes = formatted([Path(path) for path in paths or ()], Path.cwd(), arguments.today(), dry_run=check or dry_run)
    stale = [change for change in changes if change.before != change.after]
    for change in stale:
        if check:
            console.out(f"{change.said}\n")
        else:
            arguments.changed(change, dry_run=dry_run)
    if not stale:
        console.note(f"{len(changes)} file{'s' * (len(changes) != 1)} laid out as they should be")
    elif check:
        raise typer.Exit(FINDINGS)

"""``prevent frameworks``: what toolkits can be assessed against."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from prevent_cli import arguments, console

EXAMPLES = ("prevent frameworks", "prevent frameworks home-office-2018", "prevent frameworks --format json")


def frameworks(
    name: Annotated[str | None, typer.Argument(metavar="ID", help="One framework, in full.")] = None,
    format: Annotated[str, typer.Option("--format", metavar="NAME", help="table or json.")] = "table",
) -> None:
    """List the frameworks within reach, or show one."""
    from prevent_cli.errors import PreventError
    from prevent_cli.model.parse import did_you_mean
    from prevent_cli.places import Places
    from prevent_cli.reports.framework_lists import FORMATS, one_framework
    from prevent_cli.store.load import Crosswalks, Frameworks

    reporter = arguments.pick(format, FORMATS, "--format")
    own = Places((), Path.cwd()).frameworks_folder
    known, crosswalks = Frameworks(own).all(), list(Crosswalks(own).all().values())
    if name is not None and name not in known:
        raise PreventError(f"there is no framework '{name}'", did_you_mean(name, known, "frameworks within reach are"))
    if name is None:
        console.out(reporter(list(known.values()), crosswalks, console.screen()))
    elif reporter is FORMATS["json"]:
        console.out(reporter([known[name]], crosswalks, console.screen()))
    else:
        console.out(one_framework(known[name], crosswalks))

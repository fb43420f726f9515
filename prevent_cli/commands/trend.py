"""``prevent trend``: one body over its periods."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prevent_cli import arguments, console, endings
from prevent_cli.errors import PreventError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.history.trend import Trend
    from prevent_cli.model.assessment import Assessment
    from prevent_cli.model.toolkit import Organisation, Toolkit
    from prevent_cli.store.load import Loaded
    from prevent_cli.workspace import Workspace

EXAMPLES = (
    "prevent trend",
    "prevent trend -o trend.html",
    'prevent trend --organisation "Thurrock Council" --format md',
    "prevent trend --audience public --format json",
)


def trend(
    paths: arguments.Paths = None,
    tags: Annotated[
        str | None, typer.Option("--tags", metavar="PATTERN", help="Take the periods from git's tags that fit.")
    ] = None,
    organisation: Annotated[
        str | None, typer.Option("--organisation", metavar="NAME|CODE", help="Only this organisation.")
    ] = None,
    audience: arguments.AudienceOption = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="NAME", help="table, md, html or json. None: by the ending of -o, else table."
        ),
    ] = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FILE", help="Where to write it; - is stdout, the default.")
    ] = None,
) -> None:
    """Show an organisation over its periods: ratings, actions, slips."""
    from prevent_cli.history.trend import trends
    from prevent_cli.reports.screen import Screen
    from prevent_cli.reports.trends import FORMATS
    from prevent_cli.store.save import save

    reporter = FORMATS[endings.format_of(format, output, FORMATS, "table")]
    seen = arguments.audience(audience)
    assessments, known = _assessments([Path(path) for path in paths or ()], tags)
    found = trends(assessments, seen, known)
    chosen = [_named(found, organisation)] if organisation else found
    if output in {None, "-"}:
        console.out(reporter(chosen, console.screen()))
    else:
        save(Path(str(output)), reporter(chosen, Screen()).encode())
        console.out(f"{output}\n")


def _assessments(paths: Sequence[Path], tags: str | None) -> tuple[list[Assessment], list[Organisation]]:
    """Work out every period that counts, and give the organisations of all that were read."""
    from prevent_cli.workspace import Workspace

    workspace = Workspace(paths, Path.cwd(), arguments.today())
    if tags is None:
        found, read = workspace.assessments(every=True), workspace.named
    else:
        found, read = _tagged(workspace, tags)
    if workspace.chosen or tags is not None:
        console.note(f"using {', '.join(one.file for one in found)}")
    return found, [one.record.organisation for one in read if one.record]


def _tagged(workspace: Workspace, pattern: str) -> tuple[list[Assessment], list[Loaded[Toolkit]]]:
    """Work out what tags keep, with all that was read of them, and say on stderr why one was passed over."""
    from prevent_cli.tagged import Tagged

    tagged = Tagged(workspace)
    found = tagged.assessments(pattern)
    for why in tagged.passed_over:
        console.note(why)
    return found, tagged.read


def _named(found: Sequence[Trend], asked: str) -> Trend:
    """Give the body of a name or code. Raises PreventError where there is none, or more than one."""
    from prevent_cli.model.parse import nearest

    fold = asked.casefold()
    fits = [
        one for one in found if fold in {one.organisation.name.casefold(), (one.organisation.code or "").casefold()}
    ]
    if len(fits) == 1:
        return fits[0]
    names = [one.organisation.name for one in found]
    if fits:
        codes = ", ".join(one.organisation.code or "none" for one in fits)
        raise PreventError(f"{len(fits)} organisations are called '{asked}'", f"ask by code: {codes}")
    near = nearest(asked, names)
    raise PreventError(
        f"there is no organisation '{asked}'",
        (f"did you mean '{near}'? " if near else "") + f"there are: {', '.join(names)}",
    )

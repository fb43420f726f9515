"""``prevent diff``: what changed, as a board must know it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prevent_cli import arguments, console
from prevent_cli.errors import FINDINGS, PreventError

if TYPE_CHECKING:
    from prevent_cli.pairing import Pairs

EXAMPLES = (
    "prevent diff HEAD",
    "prevent diff HEAD:toolkits/thurrock/2021-12.yaml toolkits/thurrock/2021-12.yaml",
    "prevent diff HEAD --format html > changes.html",
    "prevent diff --no-worse-than HEAD",
)


def diff(
    old: Annotated[
        str | None,
        typer.Argument(metavar="OLD", help="A file, a git revision, or REV:path.", show_default=False),
    ] = None,
    new: Annotated[
        str | None,
        typer.Argument(metavar="NEW", help="The same. Without it: the files as they are now.", show_default=False),
    ] = None,
    format: Annotated[str, typer.Option("--format", metavar="NAME", help="text, md, html or json.")] = "text",
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit with 1 where anything differs.")] = False,
    no_worse_than: Annotated[
        str | None,
        typer.Option(
            "--no-worse-than", metavar="REV", help="Exit with 1 where the files are worse than in REV, and name what."
        ),
    ] = None,
    as_of: arguments.AsOf = None,
    audience: arguments.AudienceOption = None,
) -> None:
    """Compare two quarters or two versions: what a board must know first.

    Without arguments: the last two periods of each organisation.
    """
    from prevent_cli import comparing
    from prevent_cli.reports.diffs import FORMATS

    reporter = arguments.pick(format, FORMATS, "--format")
    seen, day = arguments.audience(audience), arguments.day(as_of, arguments.today())
    if no_worse_than is not None:
        _require_alone(old, audience)
    pairs = _pairs(old, new, no_worse_than)
    result = comparing.diff(pairs, day, seen)
    if no_worse_than is not None:
        result = result.only_worse(no_worse_than)
    console.out(reporter(result, console.screen()))
    if (exit_code or no_worse_than is not None) and result.differs:
        raise typer.Exit(FINDINGS)


def _require_alone(old: str | None, audience: str | None) -> None:
    """Raise PreventError for what --no-worse-than does not go with."""
    if old is not None:
        raise PreventError(
            "--no-worse-than compares the files as they are with one revision",
            f"leave '{old}' out",
        )
    if audience is not None:
        raise PreventError(
            "--no-worse-than looks at the whole record: an edition cannot tell what is gone from what is withheld",
            "leave --audience out",
        )


def _pairs(old: str | None, new: str | None, no_worse_than: str | None) -> Pairs:
    from prevent_cli import comparing
    from prevent_cli.versions import Versions

    versions = Versions(Path.cwd(), arguments.today())
    if no_worse_than is not None:
        pairs = comparing.against_now(versions, no_worse_than, follow=True)
        for note in comparing.notes(pairs, versions.astray):
            console.note(note)
        return pairs
    if old is None:
        return comparing.last_two(versions)
    return comparing.against_now(versions, old) if new is None else comparing.between(versions, old, new)

"""``prevent upgrade``: a toolkit carried to a newer framework."""

from __future__ import annotations

from typing import Annotated

import typer

from prevent_cli import arguments, console

EXAMPLES = (
    "prevent upgrade --dry-run",
    "prevent upgrade toolkits/thurrock/2021-12.yaml --to home-office-2024 --dry-run",
    "prevent upgrade --dry-run --format json",
)


def upgrade(
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="The toolkit to carry. None: the project's newest.")
    ] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="ID", help="The newer framework. Without it: the one that a crosswalk leads to."),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="The new file. Without it: beside the old one, its name and the ID."
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write nothing; say what would come of it.")] = False,
    format: Annotated[str, typer.Option("--format", metavar="NAME", help="text or json.")] = "text",
) -> None:
    """Carry evidence and actions to a newer framework, in a new file, and list what to look at again.

    Ratings are not carried where benchmarks merge, and never as this period's. The old file stays as it is.
    """
    from prevent_cli.reports.upgrades import FORMATS
    from prevent_cli.upgrades import upgraded

    reporter = arguments.pick(format, FORMATS, "--format")
    editor = arguments.editor(file)
    path = editor.only(lambda one: True, "something to upgrade", "name the one that is meant: prevent upgrade FILE")  # noqa: ARG005 - with one organisation any fits
    done = upgraded(editor, path, to, arguments.new_file(output) if output else None, dry_run=dry_run)
    console.out(reporter(done, console.screen()))
    if dry_run:
        console.note(f"{done.file} was not written: this is a dry run")

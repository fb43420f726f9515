"""``prevent evidence``: what shows that an expectation is met."""

from __future__ import annotations

from typing import Annotated

import typer

from prevent_cli import arguments

EXAMPLES = (
    'prevent evidence add 7.3.1 "Workshops ran in May and July." --on "Jul 2021" --dry-run',
    "prevent evidence add 7.3.1 'The programme.' --link https://example.org/programme --expires 2022 --dry-run",
)


def add(
    ref: Annotated[str, typer.Argument(metavar="REF", help="An expectation or a question.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What there is and what it shows.")],
    link: Annotated[str | None, typer.Option("--link", metavar="URL", help="Where it can be read.")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="WHEN", help="The date it is from.")] = None,
    expires: Annotated[
        str | None, typer.Option("--expires", metavar="WHEN", help="After its last day it no longer counts.")
    ] = None,
    audience: Annotated[
        str | None, typer.Option("--audience", metavar="NAME", help="Who may see it: public, partners or officers.")
    ] = None,
    file: arguments.InFile = None,
    dry_run: arguments.DryRun = False,
) -> None:
    """Add a piece of evidence to an expectation or a question."""
    from prevent_cli.authoring import edits

    what = arguments.text(text, "TEXT") or ""
    about = {
        "link": arguments.text(link, "--link"),
        "on": arguments.written(on, "--on"),
        "expires": arguments.written(expires, "--expires"),
        "audience": arguments.audience(audience),
    }
    editor = arguments.editor(file)
    change = editor.change(
        editor.for_item(ref), lambda it: edits.add_evidence(it.data, it.framework, ref, what, **about), dry_run=dry_run
    )
    arguments.changed(change, dry_run=dry_run)


def evidence() -> None:
    """Add evidence to a toolkit."""


GROUP = {"add": add}

"""``prevent new``: a toolkit to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from prevent_cli import arguments
from prevent_cli.errors import PreventError

EXAMPLES = (
    "prevent new 'Example Borough Council' --period 'Q1 2025/26' --dry-run",
    "prevent new 'Example Borough Council' --period 'Jun 2025' --framework home-office-2024 -o example.yaml --dry-run",
)


def new(
    organisation: Annotated[
        str, typer.Argument(metavar="NAME", help="The body that assesses itself, by its full name.")
    ],
    period: Annotated[
        str, typer.Option("--period", metavar="WHEN", help="The period it is for, such as 'Q1 2025/26'.")
    ] = "",
    framework: Annotated[
        str, typer.Option("--framework", metavar="ID", help="What it is assessed against.")
    ] = "home-office-2018",
    code: Annotated[str | None, typer.Option("--code", metavar="CODE", help="Its ONS code, such as E06000034.")] = None,
    audience: Annotated[
        str, typer.Option("--audience", metavar="NAME", help="Who may see what carries no mark.")
    ] = "officers",
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="FILE", help="The new file. Without it: toolkits/NAME/YYYY-MM.yaml."),
    ] = None,
    dry_run: arguments.DryRun = False,
) -> None:
    """Make a toolkit of every item of a framework, with its words and nothing answered."""
    from prevent_cli.authoring.fresh import fresh
    from prevent_cli.editor import Editor
    from prevent_cli.reports.words import count, slug
    from prevent_cli.store.emit import document

    if not period:
        raise PreventError("which period is it for?", "say it with --period, such as --period 'Q1 2025/26'")
    if not organisation.strip():
        raise PreventError("the body needs a name", "give its full name in quotes")
    last = arguments.day(period, arguments.today(), "--period")
    assert last is not None  # noqa: S101 - a period was given
    editor = Editor(None, Path.cwd(), arguments.today(), empty=True)
    chosen = editor.framework(framework)
    body = {"name": organisation.strip(), **({"code": code} if code else {})}
    data = fresh(chosen, body, period, arguments.audience(audience) or "officers")
    path = arguments.new_file(output) if output else editor.folder / slug(organisation) / f"{last:%Y-%m}.yaml"
    text = editor.modeline(path) + document(data)
    items = sum(len(one.expectations) for benchmark in chosen.benchmarks for one in benchmark.questions)
    said = f"{count(len(chosen.benchmarks), 'benchmark')} and {count(items, 'expectation')} of {chosen.id}, nothing answered"
    arguments.changed(editor.create(path, text, said, dry_run=dry_run), dry_run=dry_run)

"""``prevent validate``: every finding in every file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from prevent_cli import arguments, console
from prevent_cli.errors import FINDINGS

EXAMPLES = (
    "prevent validate",
    "prevent validate toolkits/thurrock/2021-12.yaml",
    "prevent validate --strict toolkits",
    "prevent validate --format sarif > prevent.sarif",
)


def validate(
    paths: arguments.Paths = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="NAME",
            help="text, json, github, sarif or junit. Without it: text, and github inside GitHub Actions.",
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail as errors do.")] = False,
) -> None:
    """Check toolkits: form, references, framework, governance."""
    from prevent_cli.reports.findings import FORMATS, Result
    from prevent_cli.workspace import Workspace

    chosen = format or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    reporter = arguments.pick(chosen, FORMATS, "--format")
    workspace = Workspace([Path(path) for path in paths or ()], Path.cwd(), arguments.today())
    result = Result.of(workspace.checked())
    console.out(reporter(result, console.screen()))
    if result.errors or (strict and result.warnings):
        raise typer.Exit(FINDINGS)

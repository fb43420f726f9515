"""``prevent validate``: every finding in every file."""

from __future__ import annotations

import os
from contextlib import closing
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
    "prevent validate --fix --dry-run",
)

_NO_CHOICE = {"github": "which has room for findings alone"} | dict.fromkeys(
    ("json", "junit"), "which tells what is waived by itself"
)


def validate(
    paths: arguments.Paths = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="NAME",
            help="text, json, github, sarif or junit. Without it: text, and github inside GitHub Actions unless --waived is given.",
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail as errors do.")] = False,
    waived: Annotated[
        bool, typer.Option("--waived", help="In text and SARIF: list too what waivers accept, as accepted.")
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="First mend what leaves no doubt: spelling, names of roles, missing ids.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="With --fix: change nothing; print the difference.")
    ] = False,
) -> None:
    """Check toolkits: form, references, framework, governance."""
    from prevent_cli.many import processes
    from prevent_cli.places import Places
    from prevent_cli.reports.findings import FORMATS, Result, hint
    from prevent_cli.store.cache import Cache, folder
    from prevent_cli.validation import validate as checked

    chosen = format or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" and not waived else "text")
    reporter = arguments.pick(chosen, FORMATS, "--format")
    if chosen not in {"text", "sarif"}:
        arguments.require_apart(f"--format {chosen}", {"--waived": waived}, _NO_CHOICE[chosen])
    if fix and dry_run:
        given = {"--format": format, "--strict": strict, "--waived": waived}
        arguments.require_apart("--dry-run", given, "which prints what --fix would change and checks nothing")
    if not fix:
        arguments.require_beside("--dry-run", dry_run, "--fix", "nothing else changes a file")
    else:
        _fix([Path(path) for path in paths or ()], dry_run=dry_run)
        if dry_run:
            return
    places = Places([Path(path) for path in paths or ()], Path.cwd())
    kept = Cache(folder() if console.settings.cache else None)
    with closing(checked(places, arguments.today(), kept, processes)) as found:
        result = Result.of(console.followed(found, len(places.names), "checking"), tells=waived)
    console.out(reporter(result, console.screen()))
    if chosen == "text" and (said := hint(result)):
        console.note(said)
    if result.errors or (strict and result.warnings):
        raise typer.Exit(FINDINGS)


def _fix(paths: list[Path], *, dry_run: bool) -> None:
    """Mend what is safe, and say on stderr what was done."""
    from prevent_cli.formatting import mended
    from prevent_cli.reports.screen import safe

    for change, done in mended(paths, Path.cwd(), arguments.today(), dry_run=dry_run):
        for one in done:
            console.note(f"{change.path}: {one}" + " (not written: this is a dry run)" * dry_run)
        if dry_run:
            console.out(safe(change.diff))

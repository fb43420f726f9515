"""``prevent render``: the paper for a board, a committee or the public."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prevent_cli import arguments, console
from prevent_cli.errors import FINDINGS, PreventError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.reports import Format
    from prevent_cli.reports.paper import Paper

EXAMPLES = (
    "prevent render",
    "prevent render --format md -o -",
    "prevent render --audience public -o paper.html",
    "prevent render --summary",
    "prevent render toolkits/thurrock/2021-12.yaml --format json -o -",
)
FOLDER = "reports"


def render(
    paths: arguments.Paths = None,
    format: Annotated[str, typer.Option("--format", metavar="NAME", help="html, md or json.")] = "html",
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FILE", help="Where to write it; - is stdout.")
    ] = None,
    as_of: arguments.AsOf = None,
    audience: arguments.AudienceOption = None,
    language: Annotated[
        str, typer.Option("--language", metavar="NAME", help="The language of the labels: en, or cy for Welsh.")
    ] = "en",
    summary: Annotated[bool, typer.Option("--summary", help="One page for the board.")] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail where the file is not what would be written.")
    ] = False,
) -> None:
    """Render the report: HTML, Markdown or JSON."""
    from prevent_cli.reports import FORMATS
    from prevent_cli.reports.paper import LANGUAGES

    reporter = arguments.pick(format, FORMATS, "--format")
    labels = arguments.pick(language, {name: name for name in LANGUAGES}, "--language")
    papers = arguments.papers(
        [Path(path) for path in paths or ()],
        as_of,
        audience_name=audience,
        language=labels,
        summary=summary,
        noted=not check,
    )
    _require_a_place(papers, output, check=check)
    stale = 0
    for paper in papers:
        content = reporter.render(paper)
        path = Path(output) if output else Path(FOLDER, _name(paper, reporter))
        if check:
            stale += _is_out_of_date(path, content)
        elif output == "-":
            console.write(content)
        else:
            _write(path, content)
    if stale:
        console.note("help: run the same command without --check, and commit what it writes")
        raise typer.Exit(FINDINGS)


def _require_a_place(papers: Sequence[Paper], output: str | None, *, check: bool) -> None:
    """Raise PreventError where several reports would go into one file, or stdout would be checked."""
    if output and len(papers) > 1:
        raise PreventError(
            f"{len(papers)} reports do not go into one {'stream' if output == '-' else 'file'}",
            "name one toolkit, or leave -o out: each then gets a file of its own under reports/",
        )
    if check and output == "-":
        raise PreventError("--check compares with a file, and stdout is none", "leave -o out, or name the file")


def _is_out_of_date(path: Path, content: bytes) -> bool:
    """Compare a file with what it should hold, and print how it differs."""
    from prevent_cli.store.save import out_of_date

    said = out_of_date(path, content)
    if said:
        console.out(f"{path}: {said}\n")
    return said is not None


def _write(path: Path, content: bytes) -> None:
    from prevent_cli.store.save import save

    save(path, content)
    console.out(f"{path}\n")


def _name(paper: Paper, reporter: Format) -> str:
    """Name a file by body, period and the highest audience that may read it."""
    from prevent_cli.reports.words import slug

    assessment = paper.assessment
    kind = ("summary",) if paper.summary else ()
    parts = (assessment.organisation.name, str(assessment.period), *kind, assessment.audience)
    return f"{'-'.join(map(slug, parts))}.{reporter.ending}"

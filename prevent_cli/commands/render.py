"""``prevent render``: the paper for a board, a committee or the public."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prevent_cli import arguments, console
from prevent_cli.errors import PreventError

if TYPE_CHECKING:
    from prevent_cli.model.assessment import Assessment
    from prevent_cli.reports import Format

EXAMPLES = (
    "prevent render",
    "prevent render --format md -o -",
    "prevent render --audience public -o paper.html",
    "prevent render --format xlsx",
    "prevent render toolkits/thurrock/2021-12.yaml --format json -o -",
)
FOLDER = "reports"


def render(
    paths: arguments.Paths = None,
    format: Annotated[str, typer.Option("--format", metavar="NAME", help="html, md, json, xlsx or csv.")] = "html",
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FILE", help="Where to write it; - is stdout.")
    ] = None,
    as_of: arguments.AsOf = None,
    audience: arguments.AudienceOption = None,
) -> None:
    """Render the report: HTML, Markdown, JSON, an Excel workbook or CSV."""
    from prevent_cli.reports import FORMATS
    from prevent_cli.store.save import save

    reporter = arguments.pick(format, FORMATS, "--format")
    found = arguments.assessments([Path(path) for path in paths or ()], as_of, audience_name=audience)
    if output and len(found) > 1:
        raise PreventError(
            f"{len(found)} reports do not go into one {'stream' if output == '-' else 'file'}",
            "name one toolkit, or leave -o out: each then gets a file of its own under reports/",
        )
    for one in found:
        content = reporter.render(one)
        if output == "-":
            console.write(content)
        else:
            path = Path(output) if output else Path(FOLDER, _name(one, reporter))
            save(path, content)
            console.out(f"{path}\n")


def _name(assessment: Assessment, reporter: Format) -> str:
    """Name a file by body, period and the highest audience that may read it."""
    from prevent_cli.reports.words import slug

    parts = (assessment.organisation.name, str(assessment.period), assessment.audience)
    return f"{'-'.join(map(slug, parts))}.{reporter.ending}"

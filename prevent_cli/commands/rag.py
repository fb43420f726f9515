"""``prevent rag``: judged ratings beside those the policy computes."""

from __future__ import annotations

from typing import Annotated

import typer

from prevent_cli import arguments, console

EXAMPLES = (
    "prevent rag",
    "prevent rag 8 --explain",
    "prevent rag --policy worst",
    "prevent rag --as-of 2022-04-01 --format json",
)


def rag(
    args: arguments.Args = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say for every benchmark why.")] = False,
    as_of: arguments.AsOf = None,
    policy: Annotated[
        str | None, typer.Option("--policy", metavar="NAME", help="Rate by share, worst or weighted instead.")
    ] = None,
    audience: arguments.AudienceOption = None,
    format: Annotated[str, typer.Option("--format", metavar="NAME", help="table or json.")] = "table",
) -> None:
    """Recompute ratings and show them beside the judged ones."""
    from dataclasses import replace

    from prevent_cli.reports.rag_lists import FORMATS

    reporter = arguments.pick(format, FORMATS, "--format")
    refs, paths = arguments.split(args)
    found = arguments.assessments(paths, as_of, audience_name=audience, policy=policy)
    arguments.require(refs, found)
    if refs:
        wanted = {ref.partition(".")[0] for ref in refs}
        found = [replace(one, benchmarks=tuple(view for view in one.benchmarks if view.id in wanted)) for one in found]
    console.out(reporter(found, console.screen(), explain=explain))

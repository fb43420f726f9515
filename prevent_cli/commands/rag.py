"""``prevent rag``: judged ratings beside those the policy computes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prevent_cli import arguments, console

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prevent_cli.editor import Opened
    from prevent_cli.model.assessment import Assessment, BenchmarkView

EXAMPLES = (
    "prevent rag",
    "prevent rag 8 --explain",
    "prevent rag --what-if",
    "prevent rag 8 --what-if --policy worst",
    "prevent rag --policy worst",
    "prevent rag --write --dry-run",
    "prevent rag --as-of 2022-04-01 --format json",
)
_STALE = ("computed-not-followed",)
"""What is recorded does not matter here: ratings are worked out anew, and ``--write`` is what mends a stale one."""


def rag(
    args: arguments.Args = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say for every benchmark why.")] = False,
    what_if: Annotated[
        bool, typer.Option("--what-if", help="List the fewest steps that would lift every benchmark.")
    ] = False,
    as_of: arguments.AsOf = None,
    policy: Annotated[
        str | None, typer.Option("--policy", metavar="NAME", help="Rate by share, worst or weighted instead.")
    ] = None,
    write: Annotated[
        bool,
        typer.Option(
            "--write", help="Record the computed ratings in the files; validate errs when they no longer follow."
        ),
    ] = False,
    dry_run: arguments.DryRun = False,
    audience: arguments.AudienceOption = None,
    format: Annotated[str, typer.Option("--format", metavar="NAME", help="table or json.")] = "table",
) -> None:
    """Recompute ratings and show them beside the judged ones."""
    from prevent_cli.reports.rag_lists import FORMATS

    reporter = arguments.pick(format, FORMATS, "--format")
    refs, paths = arguments.split(args)
    if write:
        given = {"--format": reporter is not FORMATS["table"], "--explain": explain, "--what-if": what_if}
        arguments.require_apart("--write", given, "which shows no ratings: it says what it recorded")
        arguments.require_apart("--write", {"--audience": audience}, "which records the ratings of the whole record")
        _write(arguments.assessments(paths, as_of, policy=policy, despite=_STALE), refs, dry_run=dry_run)
        return
    arguments.require_beside("--dry-run", dry_run, "--write", "nothing else changes a file")
    found = arguments.assessments(paths, as_of, audience_name=audience, policy=policy, what_if=what_if, despite=_STALE)
    arguments.require(refs, found)
    if refs:
        found = [one._replace(benchmarks=tuple(view for view in one.benchmarks if _holds(view, refs))) for one in found]
    console.out(reporter(found, console.screen(), explain=explain, what_if=what_if))


def _write(found: Sequence[Assessment], refs: Sequence[str], *, dry_run: bool) -> None:
    """Record the computed ratings of every benchmark, or of those asked for."""
    from prevent_cli.authoring.records import record

    arguments.require(refs, found)
    for one in found:
        asked = {view.id for view in one.benchmarks if not refs or _holds(view, refs)}

        def edit(it: Opened, one: Assessment = one, asked: set[str] = asked) -> str:
            changed = record(it.data, one, asked)
            return (
                f"{len(changed)} of {len(asked)} ratings recorded, as of {one.as_of.isoformat()} by {one.policy.name}"
            )

        change = arguments.editor(one.file).change(Path(one.file), edit, dry_run=dry_run)
        arguments.changed(change, dry_run=dry_run)


def _holds(view: BenchmarkView, refs: Iterable[str]) -> bool:
    """Whether a benchmark is, or holds, an item that was asked for."""
    ids = {view.id} | {action.id.casefold() for action in view.all_actions if action.id}
    return any(ref.casefold() in ids or ref.startswith(f"{view.id}.") for ref in refs)

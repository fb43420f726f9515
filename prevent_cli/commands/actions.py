"""``prevent actions``: what is to be done, by whom and by when."""

from __future__ import annotations

from typing import Annotated

import typer

from prevent_cli import arguments, console

EXAMPLES = (
    "prevent actions",
    'prevent actions --owner "CSP manager"',
    "prevent actions --overdue --as-of 2021-12-31",
    "prevent actions --due-by 'Q4 2021/22' --format csv",
    "prevent actions 7 --group-by owner",
    "prevent actions --format ics > due.ics",
)


def actions(
    args: arguments.Args = None,
    owner: Annotated[
        list[str] | None,
        typer.Option("--owner", metavar="ROLE", help="Owned by this role, under any of its names; repeatable."),
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status", metavar="STATUS", help="open, in progress, complete, deferred, withdrawn; repeatable."
        ),
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only those whose last day has passed.")] = False,
    due_by: Annotated[
        str | None, typer.Option("--due-by", metavar="WHEN", help="Due by the last day of this date.")
    ] = None,
    benchmark: Annotated[
        list[str] | None,
        typer.Option("--benchmark", metavar="ID", help="In this benchmark, or serving it; repeatable."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Complete and withdrawn ones as well.")] = False,
    group_by: Annotated[
        str | None,
        typer.Option("--group-by", metavar="NAME", help="owner, benchmark, state, status, due or organisation."),
    ] = None,
    sort: Annotated[
        str, typer.Option("--sort", metavar="NAME", help="place, due, id, owner, state or slip.")
    ] = "place",
    as_of: arguments.AsOf = None,
    audience: arguments.AudienceOption = None,
    format: Annotated[str, typer.Option("--format", metavar="NAME", help="table, json, csv, md or ics.")] = "table",
) -> None:
    """List open actions, by owner, date, state or place."""
    from prevent_cli.model.fields import STATUSES
    from prevent_cli.rating.actions import GROUPS, SORTS, Wanted, select
    from prevent_cli.reports.action_lists import FORMATS, GROUPED, ActionList

    reporter = arguments.pick(format, FORMATS, "--format")
    order = arguments.pick(sort, SORTS, "--sort")
    group = arguments.choice(group_by, GROUPS, "--group-by") if group_by else None
    if group and reporter not in GROUPED:
        console.note(f"--group-by means nothing with --format {format}, which is a list without headings")
    refs, paths = arguments.split(args)
    wanted = Wanted(
        owners=tuple(owner or ()),
        statuses=tuple(arguments.choice(one, STATUSES, "--status") for one in status or ()),
        overdue=overdue,
        due_by=arguments.day(due_by, arguments.today(), "--due-by"),
        refs=(*refs, *(benchmark or ())),
        every=every,
    )
    found = arguments.assessments(paths, as_of, audience_name=audience)
    arguments.require(wanted.refs, found)
    arguments.require_owners(wanted.owners, found)
    chosen = [action for one in found for action in select(one, wanted)]
    console.out(reporter(ActionList(tuple(found), tuple(sorted(chosen, key=order)), group), console.screen()))
    if format.casefold() == "ics":
        from prevent_cli.reports.calendar import left_out

        missing = left_out(chosen)
        if missing:
            console.note(missing)

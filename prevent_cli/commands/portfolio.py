"""``prevent portfolio``: many bodies side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from prevent_cli import arguments, console, endings
from prevent_cli.errors import PreventError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from prevent_cli.gathering import Job
    from prevent_cli.portfolio.bodies import Directory
    from prevent_cli.portfolio.records import LeftOut, Portfolio
    from prevent_cli.portfolios import Gathering, Wanted
    from prevent_cli.workspace import Workspace

EXAMPLES = (
    "prevent portfolio toolkits examples",
    "prevent portfolio toolkits examples --trend --format md",
    "prevent portfolio toolkits examples -o portfolio.html",
    'prevent portfolio toolkits examples --where "council=unitary authority"',
    "prevent portfolio toolkits examples --format parquet -o tables",
)
PARQUET = "parquet"
T = TypeVar("T")


def portfolio(
    paths: arguments.Paths = None,
    body: Annotated[
        str | None,
        typer.Option("--body", metavar="NAME|CODE", help="Where this one stands among the others, who are not named."),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option("--where", metavar="FIELD=PATTERN", help="Only bodies that fit; several times for more."),
    ] = None,
    bodies: Annotated[
        str | None,
        typer.Option("--bodies", metavar="FILE", help="A CSV or YAML file that gives bodies a region or other fields."),
    ] = None,
    period: Annotated[
        str | None, typer.Option("--period", metavar="WHEN", help="Up to this period, which all should have reached.")
    ] = None,
    worse: Annotated[
        bool,
        typer.Option(
            "--worse", help="In the matrix only bodies with a rating that got worse since their period before."
        ),
    ] = False,
    trend: Annotated[
        bool, typer.Option("--trend", help="Count the ratings of all bodies period by period too.")
    ] = False,
    every: Annotated[bool, typer.Option("--all", help="Show every body on a terminal too, however many.")] = False,
    skip_invalid: Annotated[
        bool,
        typer.Option("--skip-invalid", help="Leave out files that cannot be used, and say so, in place of refusing."),
    ] = False,
    as_of: arguments.AsOf = None,
    policy: Annotated[
        str | None, typer.Option("--policy", metavar="NAME", help="Rate by share, worst or weighted instead.")
    ] = None,
    audience: arguments.AudienceOption = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="NAME",
            help="table, md, html, json, csv or parquet. None: by the ending of -o, else table.",
        ),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="FILE", help="Where to write it; - is stdout. A folder for parquet."),
    ] = None,
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", metavar="ADDRESS", help="Let a Dask cluster do the work: tcp://HOST:PORT."),
    ] = None,
) -> None:
    """Put many organisations side by side: ratings, who is late, gaps in common."""
    from prevent_cli.portfolio.bodies import where as conditions
    from prevent_cli.portfolios import Gathering, Wanted
    from prevent_cli.reports.portfolios import FORMATS
    from prevent_cli.store.cache import Cache, folder
    from prevent_cli.workspace import Workspace

    chosen = endings.format_of(format, output, (*FORMATS, PARQUET), "table")
    _require_together(chosen, body, output)
    if chosen == "csv":
        arguments.require_apart("--format csv", {"--trend": trend}, "which is a row for each body and benchmark")
    if chosen == PARQUET or body:
        beside = "--body" if body else "--format parquet"
        arguments.require_apart(beside, {"--worse": worse}, "which chooses none of many bodies")
    workspace = Workspace([Path(path) for path in paths or ()], Path.cwd(), arguments.today())
    directory = _directory(bodies)
    wanted = Wanted(conditions(where or (), directory.fields), directory, _until(period), skip_invalid, worse)
    job = _job(workspace, as_of, policy, audience, whole=chosen == PARQUET, far=scheduler is not None)
    kept = Cache(folder() if console.settings.cache else None)
    gathering = Gathering(workspace, job, wanted, kept, scheduler, followed=_followed, heard=_left_out)
    if chosen == PARQUET:
        _tables(gathering, wanted, Path(str(output)))
        return
    found = _alone(gathering.portfolio(), body)
    _show(found, chosen, output, trend=trend, every=every)


def _require_together(format: str, body: str | None, output: str | None) -> None:
    if format == PARQUET and output in {None, "-"}:
        raise PreventError("parquet is three files, so it needs a folder", "name one with -o, such as -o tables")
    if body and format in {PARQUET, "csv"}:
        raise PreventError(f"--body names no other body, and {format} is a list of them", "leave one of them out")


def _directory(file: str | None) -> Directory:
    from prevent_cli.portfolio.bodies import Directory, directory
    from prevent_cli.store.lists import rows

    return directory(rows(Path(file)), file) if file else Directory()


def _until(period: str | None) -> tuple[str, date] | None:
    last = arguments.day(period, arguments.today(), "--period")
    return (" ".join(str(period).split()), last) if last else None


def _job(
    workspace: Workspace, as_of: str | None, policy: str | None, audience: str | None, *, whole: bool, far: bool
) -> Job:
    from importlib.metadata import version

    from prevent_cli.gathering import Job
    from prevent_cli.model.policy import POLICIES

    return Job(
        today=workspace.today,
        as_of=arguments.day(as_of, workspace.today),
        policy=arguments.pick(policy, POLICIES, "--policy") if policy else None,
        audience=arguments.audience(audience),
        levels=tuple(sorted(workspace.levels.items())),
        frameworks=workspace.own_frameworks(),
        whole=whole,
        version=version("prevent-cli") if far else "",
    )


def _followed(things: Iterable[T], total: int) -> Iterator[T]:
    return console.followed(things, total, "reading")


def _left_out(one: LeftOut) -> None:
    console.note(f"left out {one.file}: {one.reason}")


def _alone(found: Portfolio, body: str | None) -> Portfolio:
    from prevent_cli.portfolio.position import alone

    return alone(found, body) if body else found


def _show(found: Portfolio, format: str, output: str | None, *, trend: bool, every: bool) -> None:
    from prevent_cli.reports.portfolios import FORMATS, Asked
    from prevent_cli.store.save import save

    asked = Asked(trend=trend, every=every)
    if output in {None, "-"}:
        console.out(FORMATS[format](found, asked._replace(screen=console.screen())))
    else:
        save(Path(str(output)), FORMATS[format](found, asked).encode())
        console.out(f"{output}\n")


def _tables(gathering: Gathering, wanted: Wanted, folder: Path) -> None:
    """Write the three tables as toolkits come, so that memory does not grow with their number."""
    from prevent_cli.reports.parquet import Writer
    from prevent_cli.store.save import whole

    with whole(folder, Writer.FILES) as streams, Writer(streams, wanted.directory.fields, folder) as writer:
        gathering.portfolio(writer)
    for name in Writer.FILES:
        console.out(f"{folder / name}\n")

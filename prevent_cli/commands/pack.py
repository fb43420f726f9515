"""``prevent pack``: a workbook for an owner, a partner or a benchmark to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prevent_cli import arguments, console, endings
from prevent_cli.errors import PreventError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.model.assessment import Assessment
    from prevent_cli.packing.plan import Scope

EXAMPLES = (
    'prevent pack --owner "Prevent Board"',
    "prevent pack --benchmark 7 -o benchmark-7.xlsx",
    "prevent pack --audience partners --benchmark 7 --benchmark 8",
)


def pack(
    paths: arguments.Paths = None,
    owner: Annotated[
        list[str] | None,
        typer.Option("--owner", metavar="ROLE", help="The actions of this role, and what they serve."),
    ] = None,
    benchmark: Annotated[
        list[str] | None, typer.Option("--benchmark", metavar="ID", help="Only this benchmark; repeatable.")
    ] = None,
    audience: arguments.AudienceOption = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FILE", help="Where to write it; - is stdout.")
    ] = None,
    as_of: arguments.AsOf = None,
) -> None:
    """Make an Excel workbook for somebody to fill in; 'prevent collect' takes in what comes back."""
    from prevent_cli.packing.plan import Scope, plan
    from prevent_cli.packing.write import workbook
    from prevent_cli.rating.audience import restrict

    if owner and len(owner) > 1:
        raise PreventError("a pack is for one owner, who fills it in", f"make one for each: {' and '.join(owner)}")
    endings.require_ending(output, "xlsx")
    found = arguments.assessments([Path(path) for path in paths or ()], as_of)
    if len(found) > 1:
        names = ", ".join(one.file for one in found)
        raise PreventError(f"a pack is made from one toolkit, and there are {len(found)}: {names}", "name one of them")
    reader = arguments.audience(audience)
    edition = restrict(found[0], reader)
    known = [one.id for one in edition.benchmarks]
    asked = next(iter(owner or ()), None)
    scope = Scope(asked, tuple(arguments.choice(one, known, "--benchmark") for one in benchmark or ()), reader)
    arguments.require_owners(owner or (), [edition])
    made = plan(found[0], scope)
    content = workbook(made)
    if output == "-":
        console.write(content)
        return
    from prevent_cli.store.save import save

    path = Path(output) if output else Path("reports", _name(made.edition, made.scope))
    _keep_answers(path)
    save(path, content)
    console.out(f"{path}\n")


def _keep_answers(path: Path) -> None:
    """Raise PreventError where a pack that somebody filled in would be written over."""
    from prevent_cli.confined import read_pack
    from prevent_cli.packing.compare import is_filled_in
    from prevent_cli.store.plain import read_bytes

    if not path.is_file():
        return
    try:
        there = read_pack(read_bytes(path), str(path))
    except PreventError:
        return  # it is no pack, or a spoilt one
    if is_filled_in(there):
        raise PreventError(
            f"{path} is a pack that somebody filled in, and would be lost",
            "take it in with 'prevent collect' and delete it, or write the new one elsewhere with -o",
        )


def _name(edition: Assessment, scope: Scope) -> str:
    """Name a file by body, period, whom it is for, and the highest audience that may read it."""
    from prevent_cli.reports.words import slug

    parts: Sequence[str] = (
        edition.organisation.name,
        str(edition.period),
        "pack",
        *filter(None, [scope.owner]),
        *scope.benchmarks,
        edition.audience,
    )
    return f"{'-'.join(map(slug, parts))}.xlsx"

"""``prevent rollover``: the next period's file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from prevent_cli import arguments
from prevent_cli.errors import PreventError

if TYPE_CHECKING:
    from prevent_cli.editor import Opened

EXAMPLES = (
    "prevent rollover toolkits/thurrock/2021-12.yaml --period 'Mar 2022' --dry-run",
    "prevent rollover --period 'Q4 2021/22' -o /tmp/next.yaml --dry-run",
)


def rollover(
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", help="The toolkit to go on from. None: the project's newest.")
    ] = None,
    period: Annotated[
        str, typer.Option("--period", metavar="WHEN", help="The next period, such as 'Q1 2022/23'.")
    ] = "",
    output: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="The new file. Without it: beside the old one, named by month."
        ),
    ] = None,
    dry_run: arguments.DryRun = False,
) -> None:
    """Make the next period's file: open actions go on, ratings await judgement.

    Comments and layout are those of the old file, which is not changed.
    """
    from prevent_cli.authoring.rollover import roll_over

    if not period:
        raise PreventError("which period comes next?", "say it with --period, such as --period 'Q1 2022/23'")
    editor = arguments.editor(file)
    path = editor.only(lambda one: True, "something to go on from", "name the one that is meant: prevent rollover FILE")  # noqa: ARG005 - with one organisation any fits
    last = arguments.day(period, arguments.today(), "--period")
    assert last is not None  # noqa: S101 - a period was given

    def make(it: Opened) -> tuple[str, str]:
        old = it.record.period
        if last <= old.last:
            raise PreventError(f"'{period}' does not come after {old}", "name the period that follows it")
        data, carried = roll_over(it.data, old, period, min(last, arguments.today()))
        it.data.clear()
        it.data.update(data)
        return f"Rolled over from {path.name} ({old}): {carried}.", f"from {path.name}: {carried}"

    target = arguments.new_file(output) if output else path.with_name(f"{last:%Y-%m}{path.suffix}")
    arguments.changed(editor.follow_on(path, target, make, dry_run=dry_run), dry_run=dry_run)

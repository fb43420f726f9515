"""``prevent collect``: workbooks that came back, taken into the records they were made from."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prevent_cli import arguments, console
from prevent_cli.errors import FINDINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from prevent_cli.collecting import Rules, Taken
    from prevent_cli.editor import Change
    from prevent_cli.packing.compare import Edit
    from prevent_cli.packing.read import Returned

EXAMPLES = (
    "prevent pack --benchmark 7 -o answers.xlsx",
    "prevent collect answers.xlsx --dry-run",
    "prevent collect *.xlsx --accept-new",
    "prevent collect answers.xlsx --partial",
    "prevent collect answers.xlsx --prefer theirs",
)

_MOST = 20
"""So many refused cells of a file are listed."""


def collect(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="Workbooks that 'prevent pack' made.")],
    accept_new: Annotated[bool, typer.Option("--accept-new", help="Yes to all new evidence and actions.")] = False,
    accept_deleted: Annotated[
        bool,
        typer.Option(
            "--accept-deleted",
            help="Yes to all deleted rows: their evidence is taken away, their actions are withdrawn.",
        ),
    ] = False,
    prefer: Annotated[
        str | None,
        typer.Option("--prefer", metavar="WHO", help="Whose cell counts where both changed it: ours or theirs."),
    ] = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="Take in what can be, where something in a file cannot.")
    ] = False,
    file: Annotated[
        str | None,
        typer.Option(
            "--in", metavar="FILE", help="The toolkit; needed outside of its project, and for one of a later period."
        ),
    ] = None,
    dry_run: arguments.DryRun = False,
) -> None:
    """Take in workbooks that came back: only what was changed in them, and touching only its lines.

    A file is taken in as a whole or not at all. It may be taken in twice: the second time changes nothing.
    """
    from prevent_cli import collecting

    who = arguments.pick(prefer, {"ours": "ours", "theirs": "theirs"}, "--prefer") if prefer else None
    rules = collecting.Rules(accept_new, accept_deleted, who, partial)  # type: ignore[arg-type]
    packs = collecting.read([Path(one) for one in files])
    editor = arguments.editor(file)
    complete = True
    for path, some in collecting.by_toolkit(editor, packs, later=file is not None).items():
        asked = collecting.questions(editor, path, some) if can_ask() else ()
        change, taken = collecting.collect(editor, path, some, rules, _asking(asked, rules), dry_run=dry_run)
        _show(change, taken, dry_run=dry_run)
        complete = complete and all(one.whole for one in taken)
    if not complete:
        raise typer.Exit(FINDINGS)


def can_ask() -> bool:
    """Whether somebody sits at a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _asking(found: Iterable[tuple[Returned, Edit]], rules: Rules) -> Callable[[Returned, Edit], bool]:
    """Ask about each new or deleted row that is not allowed yet; give what says yes to those that were."""
    allowed = {"new": rules.new, "delete": rules.deleted}
    yes = {
        (pack.file, one.sheet, one.place, one.label) for pack, one in found if not allowed[one.kind] and _ask(pack, one)
    }
    return lambda pack, one: (pack.file, one.sheet, one.place, one.label) in yes


def _ask(pack: Returned, one: Edit) -> bool:
    return typer.confirm(f"{pack.file}: {_question(one)} Take it in?", err=True)


def _question(one: Edit) -> str:
    """Say what a new or deleted row would do."""
    from prevent_cli.model.parse import short

    if one.kind == "new":
        return f"{one.place}: new for {one.ref}: {short(one.values['text'])}."
    does = {"evidence": "it would be taken away", "actions": "it would be withdrawn"}
    return f"{one.place}: the row of {one.label} was deleted: {does.get(one.sheet, 'nothing of it would change')}."


def _show(change: Change, taken: Iterable[Taken], *, dry_run: bool) -> None:
    """Say what was done on stdout, or at a dry run the difference, and what was not on stderr."""
    from prevent_cli.reports.screen import safe

    if change.before != change.after:
        arguments.changed(change, dry_run=dry_run)
    else:
        console.out(safe(f"{change.path}: nothing changes") + "\n")
    for one in taken:
        for line in one.done:
            (console.note if dry_run else _say)(f"  {line}")
        if not one.whole:
            _show_rest(one, change.path)


def _say(line: str) -> None:
    from prevent_cli.reports.screen import safe

    console.out(safe(line) + "\n")


def _show_rest(one: Taken, path: Path) -> None:
    """Say on stderr what of a pack was not taken in, why, and what to do."""
    from prevent_cli.reports.screen import safe

    for line in _rest(one, path):
        sys.stderr.write(safe(line) + "\n")
    if one.left:
        remedy = "mend it" if one.refusals or one.clashes else "say yes to the rows above"
        console.fail(f"nothing of {one.pack.file} was taken in", f"{remedy}, or take in the rest of it with --partial")
    else:
        console.fail(
            f"not all of {one.pack.file} was taken in", "mend it, then collect it again: nothing is done twice"
        )


def _clashes(one: Taken, path: Path) -> Iterator[str]:
    """Say what both sides changed, and how it can be settled: --prefer theirs has no cell to go into where a row is gone."""
    from prevent_cli.collecting import last_hand
    from prevent_cli.model.parse import short

    for clash in one.clashes:
        yield f"{clash.place}: {clash.what} was changed on both sides"
        yield f"  when the pack was made: {short(clash.was) if clash.was else '(nothing)'}"
        yield f"  {one.pack.who}, in {one.pack.file}: {short(clash.theirs) if clash.theirs else '(nothing)'}"
        yield f"  now in the record: {short(clash.ours) if clash.ours else '(nothing)'}"
    if hand := last_hand(path):
        yield f"  {path} was last committed by {hand}"
    if not all(clash.gone for clash in one.clashes):
        yield "  help: --prefer theirs takes what the workbook says, --prefer ours what the record says"
    if any(clash.gone for clash in one.clashes):
        yield "  help: put back in the record what was taken away, then collect again; or --prefer ours leaves it away"


def _rest(one: Taken, path: Path) -> Iterator[str]:
    for refusal in one.refusals[:_MOST]:
        yield f"{refusal.place}: {refusal.message}"
        yield from [f"  help: {refusal.help}"] if refusal.help else []
    if len(one.refusals) > _MOST:
        yield f"and {len(one.refusals) - _MOST} more cells that are refused"
    if one.clashes:
        yield from _clashes(one, path)
    for asked in one.asked:
        yield _question(asked)
    for kind, option in (("new", "--accept-new"), ("delete", "--accept-deleted")):
        if any(asked.kind == kind for asked in one.asked):
            yield f"  help: {option} says yes to all such rows"

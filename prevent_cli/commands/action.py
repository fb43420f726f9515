"""``prevent action``: what someone will do, from being raised to being done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from prevent_cli import arguments
from prevent_cli.errors import PreventError

if TYPE_CHECKING:
    from collections.abc import Callable

    from prevent_cli.editor import Opened

EXAMPLES = (
    'prevent action add 7.3.1 "Find a second trainer." --owner "CSP manager" --due "Jun 2022" --dry-run',
    "prevent action update A27 --due 'Jun 2022' --because 'The lawyers asked for more time.' --dry-run",
    "prevent action update A27 --status deferred --reason 'Until the guidance is out.' --dry-run",
    "prevent action complete A27 --on 2021-12-20 --outcome 'The policy was adopted.' --dry-run",
    "prevent action assign A27 'CSP manager' Licensing --dry-run",
)

ActionId = Annotated[str, typer.Argument(metavar="ID", help="The action's id, such as A14.")]
Owners = Annotated[list[str] | None, typer.Option("--owner", metavar="ROLE", help="A role that owns it; repeatable.")]
Due = Annotated[str | None, typer.Option("--due", metavar="WHEN", help="When it is due: by the last day.")]
Awaiting = Annotated[str | None, typer.Option("--awaiting", metavar="TEXT", help="What it waits for.")]
Repeating = Annotated[
    str | None, typer.Option("--repeats", metavar="RHYTHM", help="weekly, monthly, quarterly, yearly, ongoing …")
]
Also = Annotated[
    list[str] | None, typer.Option("--also", metavar="REF", help="Another expectation it serves; repeatable.")
]


def add(
    ref: Annotated[str, typer.Argument(metavar="REF", help="The item it stands under.")],
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What will be done, beginning with a verb.")],
    owner: Owners = None,
    due: Due = None,
    raised: Annotated[str | None, typer.Option("--raised", metavar="WHEN", help="When it was raised.")] = None,
    awaiting: Awaiting = None,
    repeats: Repeating = None,
    also: Also = None,
    audience: Annotated[str | None, typer.Option("--audience", metavar="NAME", help="Who may see it.")] = None,
    name: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Its id. Without it: one above the highest ever used.")
    ] = None,
    file: arguments.InFile = None,
    dry_run: arguments.DryRun = False,
) -> None:
    """Add an action to a benchmark, a question or an expectation."""
    from prevent_cli.authoring import edits, items

    values: dict[str, Any] = {
        "text": arguments.text(text, "TEXT"),
        "raised": arguments.written(raised, "--raised"),
        "due": arguments.written(due, "--due"),
        "awaiting": arguments.text(awaiting, "--awaiting"),
        "status": "open",
        "repeats": _rhythm(repeats),
        "also": arguments.words(also, "--also"),
        "audience": arguments.audience(audience),
    }
    editor = arguments.editor(file)

    def edit(it: Opened) -> str:
        used = editor.ids_of(it.record.organisation)
        if name and name.casefold() in {one.casefold() for one in used}:
            raise PreventError(f"the id '{name}' was used before", f"leave --id out: {edits.next_id(used)} is free")
        items.require_answered(it.data, it.framework, values["also"], "--also")
        roles = [edits.role_name(it.data, one, "--owner ") for one in arguments.words(owner, "--owner")]
        owners = list(dict.fromkeys(roles))
        return edits.add_action(it.data, it.framework, ref, name or edits.next_id(used), owners=owners, **values)

    arguments.changed(editor.change(editor.for_item(ref), edit, dry_run=dry_run), dry_run=dry_run)


def update(
    name: ActionId,
    text: Annotated[str | None, typer.Option("--text", metavar="TEXT", help="What will be done.")] = None,
    due: Annotated[
        str | None,
        typer.Option("--due", metavar="WHEN", help="A new due date; the first one is kept and the slip shown."),
    ] = None,
    because: Annotated[str | None, typer.Option("--because", metavar="TEXT", help="Why the date moves.")] = None,
    status: Annotated[
        str | None, typer.Option("--status", metavar="STATUS", help="open, in progress, deferred or withdrawn.")
    ] = None,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help="Why it is deferred or withdrawn.")
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help="What has been done so far; dated today.")
    ] = None,
    awaiting: Awaiting = None,
    repeats: Repeating = None,
    also: Also = None,
    outcome: Annotated[str | None, typer.Option("--outcome", metavar="TEXT", help="What came of it.")] = None,
    audience: Annotated[str | None, typer.Option("--audience", metavar="NAME", help="Who may see it.")] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="WHEN", help="The day of a note or of a date that moves. Without it: today."),
    ] = None,
    file: arguments.InFile = None,
    dry_run: arguments.DryRun = False,
) -> None:
    """Change an action; 'none' takes a value away.

    Another status takes away why it had the old one, and when it was completed.
    """
    from prevent_cli.authoring import edits, items
    from prevent_cli.model.fields import STATUSES

    word = arguments.choice(status, STATUSES, "--status") if status is not None else None
    if word == "complete":
        raise PreventError("an action is completed by a command of its own", f"prevent action complete {name}")
    values: dict[str, Any] = {
        "text": arguments.text(text, "--text"),
        "due": arguments.written(due, "--due", clear=True),
        "because": arguments.text(because, "--because"),
        "status": word,
        "reason": arguments.text(reason, "--reason"),
        "note": arguments.text(note, "--note"),
        "on": arguments.written(on, "--on"),
        "awaiting": arguments.text(awaiting, "--awaiting"),
        "repeats": _rhythm(repeats, clear=True),
        "also": arguments.words(also, "--also"),
        "outcome": arguments.text(outcome, "--outcome"),
        "audience": audience if _none(audience) else arguments.audience(audience),
    }
    today = arguments.today().isoformat()

    def edit(it: Opened) -> str:
        refs = [] if [one.casefold() for one in values["also"]] == [edits.CLEAR] else values["also"]
        items.require_answered(it.data, it.framework, refs, "--also")
        return edits.update_action(it.data, name, today, **values)

    _change(name, file, edit, dry_run=dry_run)


def complete(
    name: ActionId,
    on: Annotated[str, typer.Option("--on", metavar="WHEN", help="When it was completed.")] = "today",
    outcome: Annotated[str | None, typer.Option("--outcome", metavar="TEXT", help="What was done: the proof.")] = None,
    file: arguments.InFile = None,
    dry_run: arguments.DryRun = False,
) -> None:
    """Say that an action is done."""
    from prevent_cli.authoring import edits

    on_day, proof = arguments.written(on, "--on") or "", arguments.text(outcome, "--outcome")
    _change(name, file, lambda it: edits.complete_action(it.data, name, on_day, proof), dry_run=dry_run)


def assign(
    name: ActionId,
    owners: Annotated[
        list[str], typer.Argument(metavar="ROLE", help="The roles that own it, by any of their names; none: nobody.")
    ],
    more: Annotated[bool, typer.Option("--add", help="Keep those who own it, and add these.")] = False,
    file: arguments.InFile = None,
    dry_run: arguments.DryRun = False,
) -> None:
    """Give an action its owners."""
    from prevent_cli.authoring import edits

    roles = arguments.words(owners, "ROLE")
    _change(name, file, lambda it: edits.assign_action(it.data, name, roles, more=more), dry_run=dry_run)


def action() -> None:
    """Add, change, complete or assign an action."""


GROUP = {"add": add, "update": update, "complete": complete, "assign": assign}


def _change(name: str, file: str | None, edit: Callable[[Opened], str], *, dry_run: bool) -> None:
    editor = arguments.editor(file)
    arguments.changed(editor.change(editor.for_action(name), edit, dry_run=dry_run), dry_run=dry_run)


def _rhythm(value: str | None, *, clear: bool = False) -> str | None:
    from prevent_cli.model.fields import RHYTHMS

    known = (*RHYTHMS, "none") if clear else RHYTHMS
    return arguments.choice(value, known, "--repeats") if value is not None else None


def _none(value: str | None) -> bool:
    return value is not None and value.casefold() == "none"

"""``prevent answer``: how far an expectation is met, as people judge it."""

from __future__ import annotations

from typing import Annotated

import typer

from prevent_cli import arguments

EXAMPLES = (
    "prevent answer 7.3.1 partly --dry-run",
    'prevent answer 7.5.1 "not applicable" --reason "There are no such posts." --dry-run',
    "prevent answer 7.3.1 none --dry-run",
)


def answer(
    ref: Annotated[
        str, typer.Argument(metavar="REF", help="An expectation, such as 7.3.1, or a question without any.")
    ],
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="met, partly, 'not met', 'not applicable'; none takes it away.")
    ],
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="TEXT", help="Why; expected with 'not applicable'.")
    ] = None,
    file: arguments.InFile = None,
    dry_run: arguments.DryRun = False,
) -> None:
    """Answer an expectation; the reason of another answer goes with it."""
    from prevent_cli.authoring import edits
    from prevent_cli.model.fields import ANSWERS

    word = arguments.choice(value, (*ANSWERS, edits.CLEAR), "VALUE")
    why = arguments.text(reason, "--reason")
    editor = arguments.editor(file)
    change = editor.change(
        editor.for_item(ref), lambda it: edits.answer(it.data, it.framework, ref, word, why), dry_run=dry_run
    )
    arguments.changed(change, dry_run=dry_run)

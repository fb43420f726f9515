"""``prevent rate``: what people judge a benchmark to be."""

from __future__ import annotations

from typing import Annotated

import typer

from prevent_cli import arguments

EXAMPLES = (
    'prevent rate 8 amber --reason "The venue policy is still a draft." --dry-run',
    "prevent rate 8 amber --by 'Prevent Board' --on 'Dec 2021' --dry-run",
)


def rate(
    ref: Annotated[str, typer.Argument(metavar="REF", help="A benchmark, such as 8.")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="red, amber or green; none takes it away.")],
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why, in a sentence.")] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="ROLE", help="The post or body that judged.")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="WHEN", help="When it was judged.")] = None,
    file: arguments.InFile = None,
    dry_run: arguments.DryRun = False,
) -> None:
    """Give a benchmark its judged rating.

    Another colour takes the old reason, body and date away; with the same one they stay unless they are given anew.
    """
    from prevent_cli.authoring import edits
    from prevent_cli.model.fields import COLOURS

    colour = arguments.choice(value, (*COLOURS, edits.CLEAR), "VALUE")
    about = {
        "reason": arguments.text(reason, "--reason"),
        "by": arguments.text(by, "--by"),
        "on": arguments.written(on, "--on", clear=True),
    }
    editor = arguments.editor(file)
    change = editor.change(
        editor.for_item(ref), lambda it: edits.rate(it.data, it.framework, ref, colour, **about), dry_run=dry_run
    )
    arguments.changed(change, dry_run=dry_run)

"""``prevent explain``: what a finding means and how to mend it."""

from __future__ import annotations

from typing import Annotated

import typer

from prevent_cli import console

EXAMPLES = ("prevent explain", "prevent explain duplicate-id")


def explain(
    code: Annotated[str | None, typer.Argument(metavar="CODE", help="The code of a finding.")] = None,
) -> None:
    """Explain a finding; without a code, list all."""
    from prevent_cli.checks.codes import CODES
    from prevent_cli.errors import PreventError
    from prevent_cli.model.parse import nearest
    from prevent_cli.reports.explanations import every, one

    if code is None:
        console.out(every(CODES, console.screen()))
    elif code not in CODES:
        near = nearest(code, CODES)
        raise PreventError(
            f"there is no finding '{code}'",
            f"did you mean '{near}'?" if near else "'prevent explain' lists all",
        )
    else:
        console.out(one(CODES[code], console.screen()))

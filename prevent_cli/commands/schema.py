"""``prevent schema``: the JSON Schema that editors check and complete by."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from prevent_cli import arguments, console, endings

EXAMPLES = (
    "prevent schema",
    "prevent schema framework",
    "prevent schema crosswalk",
    "prevent schema toolkit -o toolkit.schema.json",
)


def schema(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="toolkit, framework or crosswalk.")] = "toolkit",
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="Write it to a file; - is stdout.")
    ] = "-",
) -> None:
    """Print the JSON Schema of toolkit, framework or crosswalk files."""
    from prevent_cli.reports import json
    from prevent_cli.schema import KINDS, build
    from prevent_cli.store.save import save

    endings.require_ending(output, "json")
    text = json.text(build(arguments.choice(kind, KINDS, "KIND")))
    if output == "-":
        console.out(text)
    else:
        save(Path(output), text.encode())
        console.note(f"wrote {output}")

"""The framework that the toolkit names is not within reach, or has errors itself.

Without it nothing can say what the toolkit leaves out. The frameworks within reach are
those on board (`prevent frameworks` lists them) and those in the project's own folder.

Example: `framework: home-office-2019`.

Mend it by writing the id of a framework within reach, or by putting the framework's file
into the folder `frameworks/` beside `toolkits/`. Where the framework's own file has errors,
`prevent validate` lists them when it is given that file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import did_you_mean, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "unknown-framework"
LEVEL: Level = "error"


def check(toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem where the framework is named and not found."""
    name = toolkit.framework
    if name and context.framework is None:
        known = did_you_mean(name, context.frameworks, "frameworks within reach are")
        yield Problem(CODE, f"there is no framework {short(name)}", known, ("framework",), LEVEL)

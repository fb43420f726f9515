"""A link leads nowhere.

Documents copied from a website often keep "#" where an address was. A reader who follows
the link finds nothing, and the evidence cannot be checked.

Example: `link: "#"`, or `[minutes](TBC)`.

Mend it by giving the whole address, with https:// before it, or by removing the link.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.finding import Loc
    from prevent_cli.model.toolkit import Toolkit

CODE = "dead-link"
LEVEL: Level = "warning"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every link without an address that can be followed."""
    for _, loc, one in context.linked:
        if _dead((one.link or "").strip()):
            yield _problem(one.link or "", (*loc, "link"))
    for piece in context.with_links:
        for target in re.findall(r"\]\(\s*([^()\s]*)(?:\s+\"[^\"]*\")?\s*\)", piece.text):
            if _dead(target.strip("<>")):
                yield _problem(target, piece.loc)


def _dead(target: str) -> bool:
    scheme, colon, rest = target.partition(":")
    if colon and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", scheme):
        return scheme.lower() in {"javascript", "about"} or not rest.strip("/")
    if re.fullmatch(r"n/a", target, re.IGNORECASE):
        return True
    path = target.partition("#")[0]
    return path.lower().startswith("www.") or not re.search(r"[./\\]\w", path)


def _problem(target: str, loc: Loc) -> Problem:
    return Problem(
        CODE,
        f"the link {short(target)} leads nowhere" if target.strip() else "the link has no address",
        "give the whole address, beginning with https://, or remove the link",
        loc,
        LEVEL,
    )

"""A link shows one address and leads to another.

A reader trusts the address that is shown. Two that differ are mostly a slip in copying,
and look like an attempt to deceive.

Example: the text shows `objective://edrms/id:A1`, the link is `https://edrms/id:A1`.

Mend it by showing the address that the link leads to, or words in its place.
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

CODE = "link-differs"
LEVEL: Level = "warning"

_ADDRESS = r"(?:\b[A-Za-z][A-Za-z0-9+.-]*://|\bwww\.)[^\s<>()\[\]\"]+"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every link whose shown address is not its target."""
    for _, loc, one in context.linked:
        if one.link and one.text and "://" in one.link:
            yield from _beside(one.text, one.link, (*loc, "link"))
    for piece in context.with_links:
        for shown, target in re.findall(r"\[([^\]]*)\]\(\s*<?([^()\s<>]+)", piece.text):
            if re.fullmatch(rf"\s*{_ADDRESS}\s*", shown) and "://" in target and _differs(shown, target):
                yield _problem(shown, target, piece.loc)


def _beside(text: str, link: str, loc: Loc) -> Iterator[Problem]:
    """Look at the one address in a text, unless the text may well speak of another than its link."""
    if "://" not in text and "www." not in text:
        return
    shown = [one.rstrip(".,;:") for one in re.findall(_ADDRESS, re.sub(r"\[[^\]]*\]\([^)]*\)", "", text))]
    if len(shown) == 1 and _differs(shown[0], link):
        alone = text.strip().rstrip(".,;:").strip("<>") == shown[0]
        if alone or _on_web(shown[0]) != _on_web(link):
            yield _problem(shown[0], link, loc)


def _on_web(address: str) -> bool:
    return address.lower().startswith(("http://", "https://", "www."))


def _differs(shown: str, link: str) -> bool:
    """Whether they are two addresses; a site stands for its pages, and what is cut short for the whole."""
    shown, link = _plain(shown), _plain(link)
    if shown.endswith(("\u2026", "...")):
        return not link.startswith(shown.rstrip("\u2026."))
    return shown != (link if "/" in shown else link.partition("/")[0])


def _plain(address: str) -> str:
    """Leave out what makes no difference to a reader."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", address.strip().lower()).rstrip("/,;:")


def _problem(shown: str, target: str, loc: Loc) -> Problem:
    return Problem(
        CODE,
        f"the text shows {short(shown.strip())}, but the link leads to {short(target)}",
        "show the address that the link leads to, or words in its place",
        loc,
        LEVEL,
    )

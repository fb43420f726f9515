"""A link does not say where it leads.

People who use a screen reader often hear the links of a page one after another, without
the sentences around them. "Click here" then says nothing, nor does an address made of
numbers.

Example: `[click here](https://example.org/policy)`.

Mend it by naming what the link leads to.
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

CODE = "unclear-link"
LEVEL: Level = "warning"

_EMPTY = (
    r"(?:please\s+)?(?:(?:click|press|see|read|go|look)\s+)?(?:here|this|more|link|this link|the link|links?|this page"
    r"|web ?page|web ?site|(?:read|learn|see|find out) more|more (?:info|information|details)|details|download|view|click"
    r"|attached|url)[\s.:…]*"
)
_NO_NAME = frozenset({"view", "index", "doc", "document", "documents", "download", "page", "file", "default", "node"})


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every link whose words say nothing on their own."""
    for _, loc, one in context.linked:
        if one.link and "://" in one.link:
            yield from _of(one.text or "", one.link, loc)
    for piece in context.with_links:
        for shown, target in re.findall(r"\[([^\]]*)\]\(\s*<?([^()\s<>]+)", piece.text):
            if "://" in target and (not shown.strip() or _says_nothing(shown)):
                yield _problem(shown.strip(), target, piece.loc)


def _of(text: str, link: str, loc: Loc) -> Iterator[Problem]:
    if not text.strip():
        if not _readable(link):
            yield _problem("", link, (*loc, "link"))
    elif _says_nothing(text):
        yield _problem(text, link, (*loc, "text"))


def _says_nothing(text: str) -> bool:
    return len(text) < 40 and bool(re.fullmatch(_EMPTY, text.strip(), re.IGNORECASE))


def _readable(link: str) -> bool:
    _, _, path = link.partition("://")[2].split("?")[0].split("#")[0].rstrip("/").partition("/")
    last = path.rpartition("/")[2].rpartition(".")[0] or path.rpartition("/")[2]
    words = re.findall(r"[a-z]{3,}", re.sub(r"[0-9a-f-]{16,}", "", last.lower()))
    return not path or any(word not in _NO_NAME for word in words)


def _problem(text: str, link: str, loc: Loc) -> Problem:
    return Problem(
        CODE,
        f"the link text {short(text)} does not say where it leads" if text else f"the link {short(link)} has no text",
        "name what the link leads to",
        loc,
        LEVEL,
    )

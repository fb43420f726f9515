"""Text that YAML drops without a word: what follows ' #', and a lone word in braces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from prevent_cli.model.finding import Loc, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.model.finding import Step
    from prevent_cli.store.marks import Mark

_PROSE = frozenset(
    "title about statement outcome text reason note next_steps comments awaiting evidence name source".split()  # noqa: SIM905
)
_COMMENT = r"[ \t]#.*"


def comments(text: str, data: Any, mark: Mark) -> Iterator[Problem]:
    """Yield a warning for every text that a ' #' cuts off, and for a link that is only '#'."""
    for loc, (key, begin, _), value in _walked((), data, mark):
        if not _is_prose(loc) and loc[-1:] != ("link",):
            continue
        line = _line(text, begin)
        if loc[-1] == "link" and value is None and begin > key and _after_key(text, key).startswith("#"):
            yield _problem(
                "the link is lost: what follows '#' is a comment", 'write link: "#", or leave the key out', loc
            )
            continue
        cut = re.search(_COMMENT, line)
        if isinstance(value, str) and cut and line[: cut.start()].strip() == value:
            lost = " ".join(cut[0].split())
            yield _problem(
                f"the text ends before '{lost[:40]}', which YAML takes for a comment",
                "put quotes around the text; a real comment goes on a line of its own",
                loc,
            )


def _walked(loc: Loc, data: Any, mark: Mark) -> Iterator[tuple[Loc, Mark, Any]]:
    """Give every value with its path and its mark, in the order of the text; None where it was left out."""
    yield loc, mark, data
    for step, inner in (mark[2] or {}).items():
        yield from _walked((*loc, step), _inside(data, step), inner)


def _inside(data: Any, step: Step) -> Any:
    try:
        return data[step]
    except (KeyError, IndexError, TypeError):
        return None


def _is_prose(loc: Loc) -> bool:
    """Whether a path leads to prose: a prose key's value, or an item of such a list."""
    return bool(loc) and (loc[-1] in _PROSE or (len(loc) > 1 and isinstance(loc[-1], int) and loc[-2] in _PROSE))


def _after_key(text: str, key: int) -> str:
    return _line(text, key).partition(":")[2].strip()


def _line(text: str, begin: int) -> str:
    """Give the rest of a line."""
    end = text.find("\n", begin)
    return text[begin : end if end >= 0 else len(text)]


def _problem(message: str, help: str, loc: Loc) -> Problem:
    return Problem("comment-in-text", message, help, loc, "warning")

"""A text holds a character that nobody can see.

It comes in with text copied from a web page or a messenger, and breaks searches and
comparisons. Characters that change the direction of writing can make a line read
differently from what it says. Soft hyphens, and what joins emoji and letters of other
scripts, are left alone.

Example: `Prevent` with a zero-width space in it.

Mend it by deleting the character; retyping the word is the simplest way.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from prevent_cli.model.finding import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.finding import Loc
    from prevent_cli.model.toolkit import Toolkit

CODE = "hidden-character"
LEVEL: Level = "warning"
# How JSON writes the control characters that no text should hold.
_ESCAPED = ("\\u00", "\\b", "\\f")


def check(toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every text with an unseen character, naming each kind once."""
    if (context.written and _is_plain(context.written)) or not _may_hide(toolkit):
        return
    for loc, text in _texts(toolkit, ()):
        for found in dict.fromkeys(_hidden().findall(text)):
            yield Problem(
                CODE,
                f"there is a hidden character, {_name(found)}, {_near(text, found)}",
                "delete the character; retyping the word is the simplest way",
                loc,
                LEVEL,
            )


def _is_plain(written: str) -> bool:
    """Whether a file has nothing but characters that are seen and ends of lines, and no escape for another.

    What is ASCII and was read has none: YAML refuses control characters that are not escaped (YAML 1.2.2, 5.1).
    """
    if "\\" in written:
        return False
    return written.isascii() or written.replace("\r\n", "").replace("\n", "").isprintable()


def _may_hide(toolkit: Toolkit) -> bool:
    whole = toolkit.model_dump_json(exclude_none=True)
    return not whole.isprintable() or any(escape in whole for escape in _ESCAPED)


def _texts(node: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:
    """Give every text of a record with its place."""
    if isinstance(node, str):
        yield loc, node
    elif isinstance(node, tuple):
        for number, one in enumerate(node):
            yield from _texts(one, (*loc, number))
    elif isinstance(node, dict):
        for key, one in node.items():
            yield from _texts(one, (*loc, key))
    elif hasattr(type(node), "model_fields"):
        yield from _texts(vars(node), loc)


def _near(text: str, found: str) -> str:
    """Give the words around a character, without any that is hidden."""
    index = text.index(found)
    before, after = (_hidden().sub("", part) for part in (text[:index], text[index + 1 :]))
    words = before.split()[-2:]
    if words:
        return f"after '{' '.join(words)[-40:]}'"
    return f"before '{' '.join(after.split()[:2])[:40]}'"


def _name(character: str) -> str:
    import unicodedata

    name = unicodedata.name(character, "").lower()
    return f"U+{ord(character):04X}" + (f" ({name})" if name else "")


_ALWAYS = (
    "\\x7f-\\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
)
_JOINERS = r"(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"


@cache
def _hidden() -> re.Pattern[str]:
    return re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f{_ALWAYS}]|{_JOINERS}")

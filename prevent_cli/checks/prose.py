"""Every piece of prose in a toolkit, with its place: what checks of wording look through."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from prevent_cli.checks.context import Context
    from prevent_cli.model.finding import Loc
    from prevent_cli.model.toolkit import Action

# Tables of bytes, which are ready at once: one of text is worked out again for every call.
_SMALL_AND_APART = bytes(n if chr(n).isalnum() or chr(n) == "_" else 32 for n in bytes(range(256)).lower())
_CAPITALS = bytes(65 if 65 <= n <= 90 else 32 for n in range(256))
_BETWEEN_CAPITALS = b"abcdefghijklmnopqrstuvwxyz0123456789&/"
_watched: set[str] = set()


class Prose(NamedTuple):
    """A text that the body wrote itself (not the framework's words), where it stands, what it is.

    ``words`` are its words in small letters; ``watched`` those of them that some check watches for.
    """

    text: str
    loc: Loc
    kind: str
    words: tuple[str, ...]
    watched: AbstractSet[str]


def watch(words: Iterable[str]) -> frozenset[str]:
    """Say in a check's module which words it watches for, in small letters: ``Context.saying`` then finds them at little cost."""
    found = frozenset(words)
    _watched.update(found)
    return found


def piece(text: str, loc: Loc, kind: str) -> Prose:
    """Take a text with its words."""
    said = words(text)
    return Prose(text, loc, kind, tuple(said), _watched.intersection(said))


def has_capitals(text: str) -> bool:
    """Whether an acronym or a word in capitals may be in it: a quick look for two capitals in one word."""
    return b"AA" in text.encode("ascii", "ignore").translate(_CAPITALS, _BETWEEN_CAPITALS)


def words(text: str) -> list[str]:
    r"""Give a text's words in small letters, without punctuation: what ``\w+`` finds, in a third of the time for ASCII."""
    return (
        text.encode().translate(_SMALL_AND_APART).decode().split()
        if text.isascii()
        else re.findall(r"\w+", text.casefold())
    )


def prose(context: Context) -> tuple[Prose, ...]:
    """Give every text of the assessment: ratings, evidence, reasons, actions, notes; found once a toolkit."""
    return context.prose


def found(context: Context) -> Iterator[Prose]:
    """Go through the toolkit for ``prose``."""
    for number, benchmark in enumerate(context.toolkit.benchmarks):
        loc: Loc = ("benchmarks", number)
        if benchmark.next_steps:
            yield piece(benchmark.next_steps, (*loc, "next_steps"), "next_steps")
        if benchmark.comments:
            yield piece(benchmark.comments, (*loc, "comments"), "comments")
        if benchmark.rating and benchmark.rating.reason:
            yield piece(benchmark.rating.reason, (*loc, "rating", "reason"), "reason")
    for spot in context.spots:
        item = spot.expectation or spot.question
        if item and item.reason:
            yield piece(item.reason, (*spot.loc, "reason"), "reason")
        for number, one in enumerate((item and item.evidence) or ()):
            if one.text:
                yield piece(one.text, (*spot.loc, "evidence", number, "text"), "evidence")
    for _, loc, action in context.actions:
        yield from _action(action, loc)


def _action(action: Action, loc: Loc) -> Iterator[Prose]:
    for field in ("text", "awaiting", "reason", "outcome"):
        text = getattr(action, field)
        if text:
            yield piece(text, (*loc, field), field)
    for number, note in enumerate(action.progress):
        yield piece(note.note, (*loc, "progress", number, "note"), "progress")

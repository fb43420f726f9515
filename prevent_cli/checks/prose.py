"""Every piece of prose in a toolkit, with its place: what checks of wording look through."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.finding import Loc
    from prevent_cli.model.toolkit import Action

_APART = str.maketrans({sign: " " for sign in map(chr, range(128)) if not sign.isalnum() and sign != "_"})


class Prose(NamedTuple):
    """A text that the body wrote itself (not the framework's words), where it stands, what it is.

    ``words`` are its words in small letters: a quick look whether one that a check looks for is there.
    """

    text: str
    loc: Loc
    kind: str
    words: frozenset[str]


def piece(text: str, loc: Loc, kind: str) -> Prose:
    """Take a text with its words."""
    return Prose(text, loc, kind, frozenset(words(text)))


def words(text: str) -> list[str]:
    r"""Give a text's words in small letters, without punctuation: what ``\w+`` finds, in a third of the time for ASCII."""
    small = text.casefold()
    return small.translate(_APART).split() if small.isascii() else re.findall(r"\w+", small)


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

"""Every piece of prose in a toolkit, with its place: what checks of wording look through."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.finding import Loc
    from prevent_cli.model.toolkit import Action, Evidence


@dataclass(frozen=True)
class Prose:
    """A text that the body wrote itself (not the framework's words), where it stands, what it is."""

    text: str
    loc: Loc
    kind: str

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words in small letters: a quick look whether one that a check looks for is there."""
        return frozenset(re.findall(r"\w+", self.text.casefold()))


def prose(context: Context) -> tuple[Prose, ...]:
    """Give every text of the assessment: ratings, evidence, reasons, actions, notes; found once a toolkit."""
    return context.prose


def found(context: Context) -> Iterator[Prose]:
    """Go through the toolkit for ``prose``."""
    for number, benchmark in enumerate(context.toolkit.benchmarks):
        loc: Loc = ("benchmarks", number)
        for field in ("next_steps", "comments"):
            yield from _text(getattr(benchmark, field), (*loc, field), field)
        if benchmark.rating:
            yield from _text(benchmark.rating.reason, (*loc, "rating", "reason"), "reason")
    for spot in context.spots:
        item = spot.expectation or spot.question
        if item:
            yield from _text(item.reason, (*spot.loc, "reason"), "reason")
            for number, one in enumerate(item.evidence or ()):
                yield from _evidence(one, (*spot.loc, "evidence", number))
    for _, loc, action in context.actions:
        yield from _action(action, loc)


def _evidence(one: Evidence, loc: Loc) -> Iterator[Prose]:
    yield from _text(one.text, (*loc, "text"), "evidence")


def _action(action: Action, loc: Loc) -> Iterator[Prose]:
    for field in ("text", "awaiting", "reason", "outcome"):
        yield from _text(getattr(action, field), (*loc, field), field)
    for number, note in enumerate(action.progress):
        yield from _text(note.note, (*loc, "progress", number, "note"), "progress")


def _text(text: str | None, loc: Loc, kind: str) -> Iterator[Prose]:
    if text:
        yield Prose(text, loc, kind)

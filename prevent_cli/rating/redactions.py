"""What an edition for an audience leaves out, and who decided: a log for the officers' side.

It names items by their ids and says nothing of what they hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prevent_cli.model.toolkit import Action, Benchmark, Evidence, Expectation, Question
from prevent_cli.rating.sight import Sight, may_see

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prevent_cli.model.fields import Audience
    from prevent_cli.model.toolkit import Progress, Toolkit, Withheld

HEAD = ("title", "about", "committee", "roles", "glossary", "policy", "waivers")
"""What stands above the benchmarks and has the toolkit's own audience."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """One item that an edition leaves out.

    ``item`` is an id such as 7.3.1 or A14; evidence, notes and actions without an id are numbered under what they
    stand on. ``within`` is the item above it that is left out as well. ``audience`` is who may see it. ``withheld`` is
    None where nobody wrote down why.
    """

    organisation: str
    period: str
    item: str
    kind: str
    within: str | None
    audience: Audience
    withheld: Withheld | None


def redactions(toolkit: Toolkit, audience: Audience) -> tuple[Redaction, ...]:
    """Give everything of a toolkit that its edition for an audience leaves out, in the order of the file."""
    return tuple(_Log(toolkit, audience).rows())


Marked = Benchmark | Question | Expectation | Action | Evidence


@dataclass(frozen=True, slots=True)
class _Place:
    """What stands above an item: its sight, and the item nearest above that is left out."""

    sight: Sight
    within: str | None = None


class _Log:
    """One toolkit being gone through for one audience."""

    def __init__(self, toolkit: Toolkit, audience: Audience) -> None:
        self.toolkit = toolkit
        self.audience = audience

    def rows(self) -> Iterator[Redaction]:
        sight = Sight(self.toolkit.audience)
        if not may_see(sight.audience, self.audience):
            found = (name for name in HEAD if getattr(self.toolkit, name))
            yield from (self.row("toolkit", name, _Place(sight), None) for name in found)
        for benchmark in self.toolkit.benchmarks:
            yield from self.item(benchmark.id, benchmark, _Place(sight))

    def row(self, item: str, kind: str, at: _Place, withheld: Withheld | None) -> Redaction:
        one = self.toolkit
        return Redaction(one.organisation.name, str(one.period), item, kind, at.within, at.sight.audience, withheld)

    def item(self, name: str, one: Marked, above: _Place) -> Iterator[Redaction]:
        """Go through an item and all below it."""
        sight = above.sight.below(one.audience)
        below = _Place(sight)
        if not may_see(sight.audience, self.audience):
            yield self.row(name, type(one).__name__.lower(), _Place(sight, above.within), one.withheld)
            below = _Place(sight, name)
        if isinstance(one, Question | Expectation):
            yield from self.numbered(one.evidence or (), below, f"{name} evidence")
        if isinstance(one, Benchmark | Question | Expectation):
            yield from self.numbered(one.actions or (), below, f"{name} action")
        if isinstance(one, Action):
            yield from self.notes(name, one.progress, below)
        for child in _children(one):
            yield from self.item(child.id, child, below)

    def numbered(self, items: Iterable[Action | Evidence], above: _Place, name: str) -> Iterator[Redaction]:
        for number, one in enumerate(items, 1):
            own = one.id if isinstance(one, Action) else None
            yield from self.item(own or f"{name} {number}", one, above)

    def notes(self, name: str, notes: Iterable[Progress], above: _Place) -> Iterator[Redaction]:
        for number, note in enumerate(notes, 1):
            sight = above.sight.below(note.audience)
            if not may_see(sight.audience, self.audience):
                yield self.row(f"{name} note {number}", "note", _Place(sight, above.within), note.withheld)


def _children(one: Marked) -> tuple[Question, ...] | tuple[Expectation, ...]:
    if isinstance(one, Benchmark):
        return one.questions
    return one.expectations if isinstance(one, Question) else ()

"""Who may see what: inheritance down the tree, and the narrowest audience of anything in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prevent_cli.model.fields import AUDIENCES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prevent_cli.model.assessment import ActionView, BenchmarkView, ExpectationView, QuestionView
    from prevent_cli.model.fields import Audience
    from prevent_cli.model.toolkit import Withheld


class Sight(NamedTuple):
    """Who may see an item, and the ceiling it sets for all below."""

    audience: Audience
    ceiling: Audience = "public"

    def below(self, own: Audience | None) -> Sight:
        """Give the sight of an item below: its own audience is used as far as the ceiling lets it."""
        if own is None:
            return self
        narrowed = max(own, self.ceiling, key=AUDIENCES.index)
        return Sight(narrowed, narrowed)


def may_see(needed: Audience, audience: Audience) -> bool:
    """Whether an audience may see what needs another."""
    return AUDIENCES.index(needed) <= AUDIENCES.index(audience)


def said(withheld: Withheld | None) -> str | None:
    """Say why an item is withheld, with the exemption; None where it is not."""
    if withheld is None:
        return None
    return f"{withheld.reason} ({withheld.exemption})" if withheld.exemption else withheld.reason


def highest(benchmarks: Iterable[BenchmarkView], head: Audience) -> Audience:
    """Give the narrowest audience of anything in an edition; ``head`` is that of what stands above the benchmarks."""
    found: set[Audience] = {head}
    for benchmark in benchmarks:
        if AUDIENCES[-1] in found:
            break  # there is none that is narrower
        found.add(benchmark.audience)
        found.update(_of_actions(benchmark.actions))
        for question in benchmark.questions:
            found.update(_of_item(question))
            for expectation in question.expectations:
                found.update(_of_item(expectation))
    return max(found, key=AUDIENCES.index)


def _of_item(view: QuestionView | ExpectationView) -> Iterator[Audience]:
    yield view.audience
    yield from (one.audience for one in view.evidence)
    yield from _of_actions(view.actions)


def _of_actions(views: Iterable[ActionView]) -> Iterator[Audience]:
    for view in views:
        yield view.audience
        yield from (note.audience for note in view.progress if note.audience)

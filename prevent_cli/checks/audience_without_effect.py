"""An item is marked for more readers than the item above it lets through.

An audience is a ceiling for all that stands below. A wider one further down changes
nothing, and whoever wrote it may think that it does.

Example: `audience: public` on evidence in a question with `audience: officers`.

Mend it by removing the inner audience, or by widening the outer one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prevent_cli.model.fields import AUDIENCES
from prevent_cli.model.finding import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.fields import Audience
    from prevent_cli.model.finding import Loc
    from prevent_cli.model.toolkit import Action, Assessable, Benchmark, Evidence, Progress, Toolkit
    from prevent_cli.model.tree import Spot
    from prevent_cli.rating.sight import Sight

CODE = "audience-without-effect"
LEVEL: Level = "warning"


@dataclass(frozen=True, slots=True)
class Placed:
    """An item that may carry an audience, who may see what is around it, and who may see it."""

    loc: Loc
    item: Assessable | Benchmark | Evidence | Action | Progress
    above: Sight
    sight: Sight


def placed(toolkit: Toolkit) -> Iterator[Placed]:
    """Give every item that carries an audience, or is withheld, with the audience above it and its own."""
    from prevent_cli.model.tree import spots

    for spot in spots(toolkit):
        for loc, item in _below(spot):
            if item.audience or item.withheld:
                above, sight = _sights(toolkit, loc)
                yield Placed(loc, item, above, sight)


def audience_at(toolkit: Toolkit, loc: Loc) -> Audience:
    """Give the audience of the text that stands at ``loc``."""
    return _sights(toolkit, loc)[1].audience


def _below(spot: Spot) -> Iterator[tuple[Loc, Assessable | Benchmark | Evidence | Action | Progress]]:
    yield spot.loc, spot.item
    answered = spot.expectation or spot.question
    for number, one in enumerate((answered and answered.evidence) or ()):
        yield (*spot.loc, "evidence", number), one
    for number, action in enumerate(spot.item.actions or ()):
        yield (*spot.loc, "actions", number), action
        for place, note in enumerate(action.progress):
            yield (*spot.loc, "actions", number, "progress", place), note


def _sights(toolkit: Toolkit, loc: Loc) -> tuple[Sight, Sight]:
    from prevent_cli.rating.sight import Sight

    above = sight = Sight(toolkit.audience)
    here: Any = toolkit
    for step in loc:
        here = here[step] if isinstance(step, int) else getattr(here, step)
        if isinstance(step, int):
            above, sight = sight, sight.below(getattr(here, "audience", None))
    return above, sight


def check(toolkit: Toolkit, _context: Context) -> Iterator[Problem]:
    """Yield a problem for every audience that is wider than the ceiling above it."""
    for one in placed(toolkit):
        own = one.item.audience
        if own and AUDIENCES.index(own) < AUDIENCES.index(one.above.ceiling):
            yield Problem(
                CODE,
                f"marked {own}, but what stands above is for {one.above.ceiling}",
                f"remove it, or mark what stands above as {own}",
                (*one.loc, "audience"),
                LEVEL,
            )

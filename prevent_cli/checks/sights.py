"""Who may see what in a toolkit: what checks of audiences and of personal data share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from prevent_cli.rating.sight import Sight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prevent_cli.model.fields import Audience
    from prevent_cli.model.finding import Loc
    from prevent_cli.model.toolkit import Action, Assessable, Benchmark, Evidence, Progress, Toolkit
    from prevent_cli.model.tree import Spot


class Placed(NamedTuple):
    """An item that may carry an audience, who may see what is around it, and who may see it."""

    loc: Loc
    item: Assessable | Benchmark | Evidence | Action | Progress
    above: Sight
    sight: Sight


def placed(toolkit: Toolkit, spots: Iterable[Spot]) -> Iterator[Placed]:
    """Give every item that carries an audience, or is withheld, with the audience above it and its own."""
    for loc, item in _kept_from_some(spots):
        above, sight = _sights(toolkit, loc)
        yield Placed(loc, item, above, sight)


def audience_at(toolkit: Toolkit, loc: Loc) -> Audience:
    """Give the audience of the text that stands at ``loc``."""
    return _sights(toolkit, loc)[1].audience


def _kept_from_some(
    spots: Iterable[Spot],
) -> Iterator[tuple[Loc, Assessable | Benchmark | Evidence | Action | Progress]]:
    for spot in spots:
        item = spot.item
        if item.audience or item.withheld:
            yield spot.loc, item
        answered = spot.expectation or spot.question
        for number, one in enumerate(answered.evidence or ()) if answered else ():
            if one.audience or one.withheld:
                yield (*spot.loc, "evidence", number), one
        for number, action in enumerate(item.actions) if item.actions else ():
            if action.audience or action.withheld:
                yield (*spot.loc, "actions", number), action
            for place, note in enumerate(action.progress):
                if note.audience or note.withheld:
                    yield (*spot.loc, "actions", number, "progress", place), note


def _sights(toolkit: Toolkit, loc: Loc) -> tuple[Sight, Sight]:
    above = sight = Sight(toolkit.audience)
    here: Any = toolkit
    for step in loc:
        here = here[step] if isinstance(step, int) else getattr(here, step)
        if isinstance(step, int):
            above, sight = sight, sight.below(getattr(here, "audience", None))
    return above, sight

"""Ratings that moved, and why: the judgement's reason, the policy's, and the expectations behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.history.kinds import Change
from prevent_cli.history.likeness import flat
from prevent_cli.model.fields import COLOURS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.history.kinds import Direction, Kind, Scale
    from prevent_cli.model.assessment import ActionView, Assessment, BenchmarkView, ExpectationView
    from prevent_cli.model.fields import Computed
    from prevent_cli.model.toolkit import Rating


def changes(old: Assessment, new: Assessment) -> Iterator[Change]:
    """Yield every rating that moved: judged, moderated, computed."""
    before = {view.id: view for view in old.benchmarks}
    for view in new.benchmarks:
        if view.id in before:
            edition = old.withholds or new.withholds
            later = new.period.last > old.period.last
            yield from _Benchmark(before[view.id], view, edition=edition, later=later).changes()


class _Benchmark:
    """One benchmark on both sides.

    In an edition that withholds something a rating that is not there may only be kept from it. In a ``later``
    period everything is judged anew: who said so and when is bound to differ, and is no change.
    """

    def __init__(self, old: BenchmarkView, new: BenchmarkView, *, edition: bool, later: bool) -> None:
        self.old = old
        self.new = new
        self.edition = edition
        self.later = later

    def changes(self) -> Iterator[Change]:
        computed = self.old.computed.value != self.new.computed.value
        computed = computed and not (self.edition and (_unseen(self.old) or _unseen(self.new)))
        yield from self.judged(() if computed else self.states())
        yield from self.moderated()
        if computed:
            last = self.new.computed.reasons[-1:]
            yield self.moved("computed", self.old.computed.value, self.new.computed.value, (*self.states(), *last))

    def change(self, kind: Kind, direction: Direction, scale: Scale, **more: object) -> Change:
        return Change(kind, direction, self.new.id, self.new.id, flat(self.new.title), scale=scale, **more)  # type: ignore[arg-type]

    def judged(self, states: tuple[str, ...]) -> Iterator[Change]:
        old, new = self.old.judged or self.carried(), self.new.judged
        if new is None and self.later and old and self.new.previous:
            yield self.change("rating-awaited", "neutral", "judged", before=old.value)
        elif (old and old.value) != (new and new.value):
            reasons = (*_reason(new), *(states if new else ()))
            yield self.moved("judged", old.value if old else None, new.value if new else None, reasons)
        elif new and self.old.judged is None:
            yield self.change(
                "rating-given", "neutral", "judged", before=new.value, after=new.value, reasons=_reason(new)
            )
        elif new and self.said(old) != self.said(new):
            yield self.change(
                "rating-confirmed", "neutral", "judged", before=new.value, after=new.value, reasons=_reason(new)
            )

    def carried(self) -> Rating | None:
        """Give what the older side kept from the period before it, until the newer one has judged anew."""
        return self.old.previous.rating if self.old.previous and self.new.judged else None

    def said(self, rating: Rating | None) -> object:
        return _reason(rating) if self.later else rating

    def moderated(self) -> Iterator[Change]:
        """Compare the latest rating of each moderator; a later period begins without any."""
        before, after = _latest(self.old.moderated), _latest(self.new.moderated)
        for by in dict.fromkeys((*before, *after)):
            old, new = before.get(by), after.get(by)
            who = (f"by {by}",) if by else ()
            if (old and old.value) != (new and new.value):
                if new or not self.later:
                    reasons = (*who, *_reason(new))
                    yield self.moved("moderated", old.value if old else None, new.value if new else None, reasons)
            elif new and self.said(old) != self.said(new):
                yield self.change(
                    "rating-confirmed", "neutral", "moderated", before=new.value, after=new.value, reasons=who
                )

    def moved(self, scale: Scale, old: Computed | None, new: Computed | None, reasons: tuple[str, ...]) -> Change:
        kind, direction = _turn(old, new)
        hidden = self.edition and (_unseen(self.old) or _unseen(self.new)) and None in {old, new}
        return self.change(kind, direction, scale, before=old, after=new, reasons=reasons, hidden=hidden)

    def states(self) -> tuple[str, ...]:
        """Say which expectations are in another state, and what put them there."""
        before = {view.id: view for view in self.old.expectations}
        moved = [(before[view.id], view) for view in self.new.expectations if view.id in before]
        return tuple(_state(old, new) for old, new in moved if old.state != new.state and not self.kept_back(old, new))

    def kept_back(self, *views: ExpectationView) -> bool:
        """Whether an edition does not show the state of one of them."""
        return any(view.state == "not shown" for view in views)


def _unseen(view: BenchmarkView) -> bool:
    """Whether an edition shows only the frame of a benchmark, as far as can be told."""
    return view.computed.value == "not rated" and view.computed.counts is None


def _turn(old: Computed | None, new: Computed | None) -> tuple[Kind, Direction]:
    """Compare colours; what is no colour stands outside their order."""
    if old in COLOURS and new in COLOURS:
        worse = COLOURS.index(new) < COLOURS.index(old)
        return ("rating-worse", "worse") if worse else ("rating-better", "better")
    return ("rating-given" if new in COLOURS else "rating-gone"), "neutral"


def _latest(ratings: tuple[Rating, ...]) -> dict[str, Rating]:
    """Give the last rating of each moderator, by name."""
    return {flat(rating.by): rating for rating in ratings}


def _reason(rating: Rating | None) -> tuple[str, ...]:
    return (flat(rating.reason),) if rating and rating.reason else ()


def _state(old: ExpectationView, new: ExpectationView) -> str:
    cause = ", ".join(_causes(old, new))
    went = f"{new.id} went from {_named(old.state)} to {_named(new.state)}"
    return f"{went} ({cause})" if cause else went


def _named(state: str) -> str:
    return f"a {state}" if state == "gap" else state


def _causes(old: ExpectationView, new: ExpectationView) -> Iterator[str]:
    if new.answer != old.answer:
        yield f"answered {new.answer}" if new.answer else "its answer was taken away"
    if new.state in {"gap", "in hand"}:
        open_now = [one for one in new.served_by if one.overdue or (new.state == "in hand" and one.is_open)]
        yield from (f"{_name(one)} is {'overdue' if one.overdue else one.status}" for one in open_now)
    if new.state == "met" or old.state == "gap":
        yield from _ended(old, new)
    if _counting(old) != _counting(new):
        yield "evidence was added" if _counting(new) else "none of its own evidence counts any more"


def _ended(old: ExpectationView, new: ExpectationView) -> Iterator[str]:
    """Say which actions stood in the way and do not any more."""
    now = {one.id: one for one in new.served_by}
    for one in old.served_by:
        then = now.get(one.id)
        if one.is_open and not (then and then.is_open):
            yield f"{_name(one)} is {then.status if then else 'not there any more'}"


def _name(action: ActionView) -> str:
    return action.id or "an action"


def _counting(view: ExpectationView) -> bool:
    return any(not one.expired for one in view.evidence)

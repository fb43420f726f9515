"""What became of evidence, sentence by sentence, since much of it is one block of text under an expectation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prevent_cli.history.kinds import Change
from prevent_cli.history.likeness import flat, likeness, pair_alike, pair_equal, sentences
from prevent_cli.model.when import understood
from prevent_cli.rating.states import year_before

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from prevent_cli.history.kinds import Direction, Kind
    from prevent_cli.model.assessment import Assessment, EvidenceView

_LIKE = 0.4
_DIRECTION: dict[Kind, Direction] = {"evidence-renewed": "better", "evidence-lapsed": "neutral"}
Places = dict[str, tuple[str, "tuple[EvidenceView, ...]"]]


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A sentence of evidence and the item of evidence it stands in. An item without text is its link."""

    text: str
    view: EvidenceView

    @property
    def key(self) -> str:
        """What makes it the same piece wherever it stands."""
        return self.text.casefold()


def places(assessment: Assessment) -> Places:
    """Give the evidence of every question and expectation by its id, with its benchmark's id."""
    found: Places = {}
    for benchmark in assessment.benchmarks:
        for question in benchmark.questions:
            found[question.id] = (benchmark.id, question.evidence)
            for expectation in question.expectations:
                found[expectation.id] = (benchmark.id, expectation.evidence)
    return found


def changes(old: Assessment, new: Assessment) -> Iterator[Change]:
    """Yield every change to evidence, at most one of each kind for each question or expectation."""
    before, after = places(old), places(new)
    compared = []
    for ref in dict.fromkeys((*before, *after)):
        nothing: tuple[EvidenceView, ...] = ()
        benchmark, then = before.get(ref, (after[ref][0] if ref in after else "", nothing))
        benchmark, now = after.get(ref, (benchmark, nothing))
        if then != now or old.as_of != new.as_of:
            compared.append(_Place(old, new, benchmark, ref, then, now))
    yield from _moved(compared)
    for place in compared:
        yield from place.changes()


def _pieces(views: Iterable[EvidenceView], *, edition: bool) -> list[Piece]:
    """Split evidence; what stands in an edition in place of withheld evidence is none."""
    return [
        Piece(text, view)
        for view in views
        if not (edition and view.withheld)
        for text in (sentences(view.item.text) if view.item.text else [flat(view.item.link)])
    ]


def _moved(compared: Sequence[_Place]) -> Iterator[Change]:
    """Tell of evidence that stands under another item now, and take it from what is gone and what is new."""
    gone = [_At(place, piece) for place in compared for piece in place.gone]
    added = [_At(place, piece) for place in compared for piece in place.added]
    pairs, gone, added = pair_equal(gone, added, lambda at: at.piece.key)
    told: dict[tuple[str, str], list[str]] = {}
    for one, then in pairs:
        told.setdefault((one.place.ref, then.place.ref), []).append(one.piece.text)
    for place in compared:
        place.gone, place.added = [], []
    for at in gone:
        at.place.gone.append(at.piece)
    for at in added:
        at.place.added.append(at.piece)
    benchmarks = {place.ref: place.benchmark for place in compared}
    for (source, target), texts in told.items():
        yield Change(
            "evidence-moved", "neutral", benchmarks[target], target, " ".join(texts), before=source, after=target
        )


class _Place:
    """The evidence of one question or expectation on both sides."""

    def __init__(
        self,
        old: Assessment,
        new: Assessment,
        benchmark: str,
        ref: str,
        then: Sequence[EvidenceView],
        now: Sequence[EvidenceView],
    ) -> None:
        self.old, self.new = old, new
        self.benchmark, self.ref = benchmark, ref
        before = _pieces(then, edition=old.withholds)
        after = _pieces(now, edition=new.withholds)
        same, gone, added = pair_equal(before, after, lambda piece: piece.key)
        self.alike, self.gone, self.added = pair_alike(gone, added, _score)
        self.pairs = [*same, *self.alike]
        self.counts = any(not one.expired and not (new.withholds and one.withheld) for one in now)
        self.stale_before, self.stale_now = _stale(then, old.as_of), _stale(now, new.as_of)

    def change(self, kind: Kind, direction: Direction, text: str, **more: object) -> Change:
        return Change(kind, direction, self.benchmark, self.ref, text, **more)  # type: ignore[arg-type]

    def changes(self) -> Iterator[Change]:
        if self.gone:
            hidden = self.new.withholds
            yield self.change("evidence-removed", "neutral" if hidden else "worse", _said(self.gone), hidden=hidden)
        if self.added:
            hidden = self.old.withholds
            yield self.change("evidence-added", "neutral" if hidden else "better", _said(self.added), hidden=hidden)
        if self.alike:
            before, after = zip(*self.alike, strict=True)
            yield self.change("evidence-changed", "neutral", "", before=_said(before), after=_said(after))
        yield from self.dates()

    def dates(self) -> Iterator[Change]:
        """Tell what no longer counts, what counts again, and what is dated otherwise."""
        found: dict[Kind, list[Piece]] = {}
        redated: dict[str, tuple[str, str]] = {}
        for old, new in self.pairs:
            kind = self.turned(old.view, new.view)
            if kind:
                found.setdefault(kind, []).append(new)
            elif _details(old.view) != _details(new.view):
                redated.setdefault(new.text, (_details(old.view), _details(new.view)))
        for kind, pieces in found.items():
            yield self.change(kind, _DIRECTION.get(kind, "worse"), _said(pieces))
        if redated:
            before, after = next(iter(redated.values()))
            yield self.change("evidence-redated", "neutral", " ".join(redated), before=before, after=after)

    def turned(self, old: EvidenceView, new: EvidenceView) -> Kind | None:
        if old.expired != new.expired:
            gone: Kind = "evidence-lapsed" if self.counts else "evidence-expired"
            return gone if new.expired else "evidence-renewed"
        stale = id(new) in self.stale_now and id(old) not in self.stale_before
        return "evidence-stale" if stale else None


@dataclass(frozen=True, slots=True, eq=False)
class _At:
    place: _Place
    piece: Piece


def _score(old: Piece, new: Piece) -> float | None:
    same_link = old.view.item.link is not None and old.view.item.link == new.view.item.link
    alike = likeness(old.text, new.text) + 0.2 * same_link
    return alike if alike >= _LIKE else None


def _said(pieces: Iterable[Piece]) -> str:
    return " ".join(piece.text for piece in pieces)


def _details(view: EvidenceView) -> str:
    """Say what is on file about a piece of evidence beside its text."""
    item = view.item
    parts = (
        f"dated {understood(item.on.text)}" if item.on else "not dated",
        f"expires {understood(item.expires.text)}" if item.expires else "",
        f"at {flat(item.link)}" if item.link else "",
        f"for {view.audience}",
    )
    return ", ".join(filter(None, parts))


def _stale(views: Sequence[EvidenceView], as_of: date) -> set[int]:
    """Find what is more than a year old, has nothing newer beside it, and was not said to count longer."""
    dated = [(view, view.item.on.last) for view in views if view.item.on]
    if not dated or max(day for _, day in dated) >= year_before(as_of):
        return set()
    return {id(view) for view, _ in dated if view.item.expires is None}

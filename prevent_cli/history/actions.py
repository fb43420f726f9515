"""What became of actions: which is which on both sides, and what is not as it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prevent_cli.history.kinds import Change
from prevent_cli.history.likeness import flat, likeness, pair_alike, pair_equal
from prevent_cli.model.when import When

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from prevent_cli.history.kinds import Direction, Kind
    from prevent_cli.model.assessment import ActionView, Assessment
    from prevent_cli.model.toolkit import Role

_OTHER = 0.2  # less alike than this, and in another place: an id that was used again
_LIKE = 0.5
_RENUMBERED = 0.8  # two ids speak against it, so the text has to say more


@dataclass(frozen=True, slots=True)
class Matched:
    """The actions of two sides, each accounted for once.

    ``merged`` are old ones that live on in a new one which is paired with another.
    """

    pairs: tuple[tuple[ActionView, ActionView], ...]
    merged: tuple[tuple[ActionView, ActionView], ...]
    gone: tuple[ActionView, ...]
    added: tuple[ActionView, ...]


def match(old: Sequence[ActionView], new: Sequence[ActionView]) -> Matched:
    """Find each old action among the new: by id, by former ids, then by what it says."""
    pairs, gone, added = _by_id(old, new)
    followed, merged, gone, added = _by_former_id(gone, added, new)
    same, gone, added = pair_equal(gone, added, lambda one: (one.id, one.ref, flat(one.text)))
    alike, gone, added = pair_alike(gone, added, _score)
    return Matched((*pairs, *followed, *same, *alike), tuple(merged), tuple(gone), tuple(added))


_Pairs = list[tuple["ActionView", "ActionView"]]


def _by_id(old: Sequence[ActionView], new: Sequence[ActionView]) -> tuple[_Pairs, list[ActionView], list[ActionView]]:
    known = {one.id: one for one in new if one.id}
    pairs = [(one, known[one.id]) for one in old if one.id in known and _may_be(one, known[one.id])]
    before, after = {id(one) for one, _ in pairs}, {id(one) for _, one in pairs}
    return pairs, [one for one in old if id(one) not in before], [one for one in new if id(one) not in after]


def _may_be(old: ActionView, new: ActionView) -> bool:
    """Whether an id still stands for the same action, and was not used again for another."""
    return old.ref == new.ref or likeness(old.text, new.text) >= _OTHER


def _by_former_id(
    gone: Sequence[ActionView], added: Sequence[ActionView], new: Sequence[ActionView]
) -> tuple[_Pairs, _Pairs, list[ActionView], list[ActionView]]:
    """Follow ``was``: the first old action goes on as the new one, further ones were merged into it."""
    now = {name: one for one in reversed(new) for name in one.was}
    free = {id(one) for one in added}
    pairs: _Pairs = []
    merged: _Pairs = []
    left = []
    for one in gone:
        then = now.get(one.id or "")
        if then is None:
            left.append(one)
        elif id(then) in free:
            free.remove(id(then))
            pairs.append((one, then))
        else:
            merged.append((one, then))
    return pairs, merged, left, [one for one in added if id(one) in free]


def _score(old: ActionView, new: ActionView) -> float | None:
    """Say how likely two actions are the same; None where they are not."""
    alike = likeness(old.text, new.text)
    two_ids = old.id is not None and new.id is not None
    if alike < (_RENUMBERED if two_ids else _LIKE) or (two_ids and not (old.is_open and old.id != new.id)):
        return None
    return alike + 0.1 * (old.ref == new.ref)


def comes_round(old: ActionView, new: ActionView) -> bool:
    """Whether a repeating action that was done stands in a later period for its next time.

    Within one period a complete action is complete, and opening it again is reopening it.
    """
    if old.status != "complete" or not (old.repeats or new.repeats) or new.period.last <= old.period.last:
        return False
    return new.is_open or _later(old.completed, new.completed) or _later(old.due, new.due)


def _later(old: When | None, new: When | None) -> bool:
    return old is not None and new is not None and new.last > old.last


def changes(old: Assessment, new: Assessment) -> Iterator[Change]:
    """Yield every change to actions, in no order."""
    matched = match(old.actions, new.actions)
    names = _role_names((*new.roles, *old.roles))
    reused = {one.id for one in matched.added}
    for one in matched.gone:
        yield from _gone(one, new, reused=one.id is not None and one.id in reused)
    for one, then in matched.merged:
        yield _change("action-merged", "neutral", one, before=one.id, after=then.id or flat(then.text))
    for one in matched.added:
        yield _change("action-new", "neutral", one, after=one.status, hidden=old.withholds)
        if one.overdue:
            yield _change("action-overdue", "worse", one, days=one.days_overdue)
    for before, after in matched.pairs:
        yield from _Pair(before, after, names).changes()


def _role_names(roles: Iterable[Role]) -> dict[str, str]:
    """Give each name a role goes by, in small letters, with its first name."""
    names: dict[str, str] = {}
    for role in roles:
        first = next((names[name] for one in (role.name, *role.aka) if (name := one.casefold()) in names), role.name)
        for name in (role.name, *role.aka):
            names.setdefault(name.casefold(), first)
    return names


def _gone(one: ActionView, new: Assessment, *, reused: bool) -> Iterator[Change]:
    """Tell of an action that is gone: an open one was dropped, a finished one may be left out of a later period."""
    if one.is_open:
        why = (f"{one.id} stands for another action now.",) if reused else ()
        direction: Direction = "neutral" if new.withholds else "worse"
        yield _change("action-dropped", direction, one, before=one.status, reasons=why, hidden=new.withholds)
    elif one.period == new.period:
        yield _change("action-left-out", "neutral", one, before=one.status, hidden=new.withholds)


def _change(kind: Kind, direction: Direction, one: ActionView, **more: object) -> Change:
    return Change(
        kind,
        direction,
        one.benchmark,
        one.ref,
        flat(one.text),
        action=one.id,
        owners=one.owners,
        due=one.due,
        **more,  # type: ignore[arg-type]
    )


class _Pair:
    """One action on both sides."""

    def __init__(self, old: ActionView, new: ActionView, names: dict[str, str]) -> None:
        self.old = old
        self.new = new
        self.names = names
        self.again = comes_round(old, new)

    def change(self, kind: Kind, direction: Direction = "neutral", **more: object) -> Change:
        return _change(kind, direction, self.new, **more)

    def changes(self) -> Iterator[Change]:
        yield from self.status()
        if self.new.is_open:
            yield from self.lateness()
            yield from self.date()
        yield from self.identity()
        yield from self.details()

    def status(self) -> Iterator[Change]:
        old, new = self.old, self.new
        if old.status == new.status and not self.again:
            return
        kind, direction = self.turn()
        said = new.outcome if new.status == "complete" else new.reason
        why = (flat(said),) if said and kind not in {"action-reopened", "action-repeated"} else ()
        yield self.change(kind, direction, before=old.status, after=new.status, reasons=why)

    def turn(self) -> tuple[Kind, Direction]:
        old, new = self.old, self.new
        if new.status == "complete":
            return "action-completed", "better"
        if new.status == "withdrawn":
            return "action-withdrawn", "neutral"
        if self.again:
            return "action-repeated", "neutral"
        if not old.is_open:
            return "action-reopened", "worse"
        return ("action-deferred" if new.status == "deferred" else "action-status"), "neutral"

    def lateness(self) -> Iterator[Change]:
        """Overdue now; still overdue is told where time has passed."""
        old, new = self.old, self.new
        if not new.overdue:
            return
        if not old.overdue:
            yield self.change("action-overdue", "worse", days=new.days_overdue)
        elif new.as_of > old.as_of:
            yield self.change("action-still-overdue", "worse", days=new.days_overdue)

    def date(self) -> Iterator[Change]:
        """Tell how the due date moved; what comes round again is measured from the first date of its new round."""
        old, new = (self.new.due_first if self.again else self.old.due), self.new.due
        if old is None or new is None:
            if old:
                yield self.change("action-undated", "worse", before=str(old), after=self.new.awaiting)
            elif new and not self.again:
                yield self.change("action-dated", "better", after=str(new))
            return
        days = (new.last - old.last).days
        if days > 0:
            yield self.slip(old, new, days)
        elif days < 0:
            yield self.change(
                "action-brought-forward", "better", before=str(old), after=str(new), days=-days, reasons=self.moved()
            )

    def slip(self, old: When, new: When, days: int) -> Change:
        """Count from the first date that the older side knew, whatever the newer one says of it."""
        first = old if self.again else self.old.due_first or old
        return self.change(
            "action-slipped",
            "worse",
            before=str(old),
            after=str(new),
            days=days,
            total_days=(new.last - first.last).days,
            moves=max(len(self.new.revised), 1 if self.again else len(self.old.revised) + 1),
            reasons=self.moved(),
        )

    def moved(self) -> tuple[str, ...]:
        """Say why a date was moved, or that the record does not show it was."""
        if len(self.new.revised) > (0 if self.again else len(self.old.revised)):
            reason = self.new.revised[-1].reason
            return (flat(reason),) if reason else ()
        if self.new.repeats and self.new.period.last > self.old.period.last:
            return ("It repeats: if it was done in between, this is its next date and no slip.",)
        return ("The earlier date was written over, so the record itself does not show the move.",)

    def identity(self) -> Iterator[Change]:
        old, new = self.old, self.new
        if old.id != new.id:
            trace = (
                () if old.id is None or old.id in new.was else ("Its text is the only trace: 'was' does not say so.",)
            )
            yield self.change("action-renumbered", before=old.id, after=new.id, reasons=trace)
        if old.ref != new.ref:
            yield self.change("action-moved", before=old.ref, after=new.ref)
        if self.owners(old) != self.owners(new):
            yield self.change(
                "action-reassigned", before=", ".join(old.owners) or None, after=", ".join(new.owners) or None
            )

    def owners(self, view: ActionView) -> set[str]:
        """Give the roles that own it, by whatever name they were written."""
        return {self.names.get(owner.casefold(), owner).casefold() for owner in view.owners}

    def details(self) -> Iterator[Change]:
        old, new = self.old, self.new
        noted = {flat(note.note) for note in old.progress}
        notes = tuple(said for note in new.progress if (said := flat(note.note)) not in noted)
        if notes:
            yield self.change("action-progress", reasons=notes)
        if flat(old.text) != flat(new.text):
            yield self.change("action-reworded", before=flat(old.text), after=flat(new.text))
        told = self.told()
        fields = tuple(
            said for name, said in _DETAILS.items() if name not in told and _field(old, name) != _field(new, name)
        )
        fields += (
            ("its progress notes",) if not self.again and noted - {flat(note.note) for note in new.progress} else ()
        )
        if fields:
            yield self.change("action-amended", reasons=fields)

    def told(self) -> set[str]:
        """Name the fields that another change has told of already."""
        if self.again:
            return {"completed", "outcome", "reason", "due", "due_first", "revised", "awaiting"}
        status = {"completed", "outcome", "reason"} if self.old.status != self.new.status else set()
        moved = self.new.is_open and _field(self.old, "due") != _field(self.new, "due")
        return status | ({"due", "due_first", "revised", "awaiting"} if moved else set())


_DETAILS = {
    "raised": "when it was raised",
    "due": "its due date",
    "revised": "the record of its moves",
    "due_first": "its first due date",
    "awaiting": "what it waits for",
    "repeats": "how often it comes round",
    "completed": "when it was completed",
    "outcome": "its outcome",
    "reason": "its reason",
    "also": "what else it serves",
    "audience": "who may see it",
}


def _field(view: ActionView, name: str) -> object:
    """Give a field in a form in which it only differs where it means something else."""
    value = getattr(view, name)
    if isinstance(value, When):
        return value.first, value.last
    return flat(value) if isinstance(value, str) else value

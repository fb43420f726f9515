"""Two people's changes of one record brought together: by keys, by ids and names, by sentences.

Works on the plain data of a file: nested dicts, lists and text, None for what is absent. What one
side left alone is taken from the other. What both changed to different things is a ``Clash``:
nothing is chosen, both values are kept.
"""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, TypeVar

from prevent_cli.authoring import merge_prose
from prevent_cli.authoring.merge_actions import Move, Name, follow, names_of, renumber
from prevent_cli.authoring.shape import PROSE

if TYPE_CHECKING:
    from collections.abc import Container, Hashable, Iterator, Sequence

H = TypeVar("H", bound="Hashable")

_WORDS = frozenset(("owners", "also", "was", "aka", "nations"))
"""Keys of lists of words that count as sets."""
_WHOLE = frozenset(("computed", "withheld"))
"""Mappings that say one thing: half of one side's and half of the other's would be nobody's statement."""
_JUDGED = frozenset(("rating", "moderated item"))
"""Mappings whose reason, author and date belong to their value."""
_IN_ORDER = frozenset(("revised",))
"""Lists whose last item counts, so that two additions contradict."""
_LONG = {"rating": "value", "moderated item": "value", "policy": "name", "evidence item": "text"}
"""Keys that may hold text in place of a mapping, and the key the text stands for."""
_LISTS = _WORDS | {"evidence"}
"""Keys that may hold one item in place of a list of it."""
_ITEM = " item"
"""Ends what an item of a list is merged as: the item of 'evidence' is an 'evidence item'."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing that both sides changed; None: taken away. ``loc`` are keys, and ids or names of items."""

    number: int
    loc: tuple[str, ...]
    ours: Any
    theirs: Any

    @property
    def said(self) -> str:
        """What is in dispute, in words."""
        where = " ".join(self.loc) or "the file"
        if self.ours is None:
            return f"{where}: taken away by ours, changed by theirs"
        return f"{where}: changed {'by ours, taken away by theirs' if self.theirs is None else 'on both sides'}"


@dataclass(frozen=True, slots=True)
class _Items:
    """A merged list. Where nothing of it is left, it is an empty list only if a side wrote one: that says something."""

    items: list[Any]
    written_empty: bool


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged record. ``notes`` say in words what was done beyond taking what a side changed."""

    tree: Any
    disputes: tuple[Clash | Move, ...]
    notes: tuple[str, ...] = ()

    def data(self, theirs: Container[int] = ()) -> Any:
        """Give plain data, with ours in every dispute but those whose numbers are in ``theirs``."""
        found = deepcopy(_resolved(self.tree, theirs))
        for one in self.disputes:
            if isinstance(one, Move) and one.number in theirs:
                one.apply(found)
        return found


def merge(base: Any, ours: Any, theirs: Any) -> Merged:
    """Merge two changed records of one base; ``base`` is None where there was none.

    An action is followed by its id wherever it stands. Two new actions that took the same id are told apart:
    theirs gets the next free one.
    """
    if ours in (base, theirs) or theirs == base:
        return Merged(theirs if ours == base else ours, ())
    theirs, notes = renumber(base, ours, theirs)
    three, moves = follow(base, ours, theirs)
    work = _Merging(len(moves))
    tree = work.value(*three, "", ())
    return Merged(tree, (*moves, *work.clashes), notes)


def _resolved(value: Any, theirs: Container[int]) -> Any:
    if isinstance(value, Clash):
        return value.theirs if value.number in theirs else value.ours
    if isinstance(value, dict):
        known = {key: _resolved(one, theirs) for key, one in value.items()}
        return {key: one for key, one in known.items() if one is not None}
    if isinstance(value, _Items):
        left = [made for one in value.items if (made := _resolved(one, theirs)) is not None]
        return left if left or value.written_empty else None
    return value


@dataclass(slots=True)
class _Merging:
    """One merge; its clashes are numbered from ``first``."""

    first: int
    clashes: list[Clash] = field(default_factory=list)

    def clash(self, ours: Any, theirs: Any, loc: tuple[str, ...]) -> Clash:
        self.clashes.append(Clash(self.first + len(self.clashes), loc, ours, theirs))
        return self.clashes[-1]

    def value(self, base: Any, ours: Any, theirs: Any, key: str, loc: tuple[str, ...]) -> Any:
        """Merge what stands under a key, or in a list under it; None for what is in neither."""
        if theirs in (ours, base):
            return ours
        if ours == base:
            return theirs
        emptied = isinstance(base, list) and (isinstance(ours, list) or isinstance(theirs, list))
        if ((ours is None or theirs is None) and not emptied) or _one_statement(key, base, ours, theirs):
            return self.clash(ours, theirs, loc)
        return self.changed(base, ours, theirs, key, loc)

    def changed(self, base: Any, ours: Any, theirs: Any, key: str, loc: tuple[str, ...]) -> Any:
        """Merge what both sides changed. A list that is missing on one side had all its items taken away."""
        if isinstance(ours, str) and isinstance(theirs, str) and key not in _WORDS:
            return self.text(base, ours, theirs, key, loc)
        lists = [_listed(key, one) for one in (base, ours, theirs)]
        if lists[1] is not None and lists[2] is not None:
            made = self.sequence([one or [] for one in lists], key, loc)
            return _as_ours(made, ours, theirs) if isinstance(made, _Items) else made
        was, mine, other = (_long(key, one) for one in (base, ours, theirs))
        if not isinstance(mine, dict) or not isinstance(other, dict):
            return self.clash(ours, theirs, loc)
        made = self.mapping(was if isinstance(was, dict) else {}, mine, other, loc)
        return made[_LONG[key]] if isinstance(ours, str) and list(made) == [_LONG[key]] else made

    def text(self, base: Any, ours: str, theirs: str, key: str, loc: tuple[str, ...]) -> Any:
        if key.removesuffix(_ITEM) not in PROSE or not isinstance(base, str):
            return self.clash(ours, theirs, loc)
        sides = merge_prose.merge(base, ours, theirs)
        return sides.ours if sides.agreed else self.clash(*sides, loc)

    def mapping(
        self, base: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any], loc: tuple[str, ...]
    ) -> dict[str, Any]:
        made = {}
        for name in _order(list(base), list(ours), list(theirs)):
            one = self.value(base.get(name), ours.get(name), theirs.get(name), name, (*loc, name))
            if one is not None:
                made[name] = one
        return made

    def sequence(self, lists: list[list[Any]], key: str, loc: tuple[str, ...]) -> Any:
        """Merge the lists of the base, ours and theirs."""
        base, ours, theirs = lists
        old, mine, other = (_known(key, base, side) for side in lists)
        if key in _IN_ORDER and set(mine) - set(old) and set(other) - set(old) and mine != other:
            return self.clash(ours, theirs, loc)
        sides = [dict(zip(names, side, strict=True)) for names, side in ((old, base), (mine, ours), (other, theirs))]
        made = []
        for name in _order(old, mine, other):
            was, our, their = (side.get(name) for side in sides)
            inner = (name[1],) if name[0] in {"id", "name"} else loc
            if (one := self.value(was, our, their, key + _ITEM, inner)) is not None:
                made.append(one)
        return _Items(made, written_empty=False)


def _one_statement(key: str, base: Any, ours: Any, theirs: Any) -> bool:
    """Whether two changed values say one thing each, which must not be mixed."""
    if key in _JUDGED:
        values = [one.get("value") if isinstance(one, dict) else one for one in (base, ours, theirs)]
        return any(one != values[0] for one in values)
    return key in _WHOLE


def _listed(key: str, value: Any) -> list[Any] | None:
    """Give a list, also of one item that was written alone, or of none; None for what is no list."""
    if value is None or isinstance(value, list):
        return value or []
    return [value] if key in _LISTS else None


def _as_ours(made: _Items, ours: Any, theirs: Any) -> Any:
    """Write one item alone where ours does, and no item as an empty list where a side does."""
    if isinstance(ours, str) and len(made.items) == 1 and isinstance(made.items[0], str):
        return made.items[0]
    return replace(made, written_empty=[] in (ours, theirs))


def _long(key: str, value: Any) -> Any:
    """Give the long form of what may be written short."""
    return {_LONG[key]: value} if key in _LONG and isinstance(value, str) else value


def _known(key: str, base: list[Any], side: list[Any]) -> list[Name]:
    """Give what each item of a list is known by: id, name, the word itself, or the item of the base it was."""
    if key in _WORDS:
        return _numbered(("word", str(one)) for one in side)
    found = list(names_of(side))
    here = [number for number, name in enumerate(found) if name is None]
    there = [number for number, name in enumerate(names_of(base)) if name is None]
    was = dict(_pairs([base[number] for number in there], [side[number] for number in here]))
    for place, number in enumerate(here):
        found[number] = ("at", str(there[was[place]])) if place in was else ("new", repr(side[number]))
    return _numbered(name for name in found if name)


def _numbered(names: Iterator[tuple[str, str]]) -> list[Name]:
    """Tell apart what is there twice."""
    seen: Counter[tuple[str, str]] = Counter()
    made = []
    for name in names:
        made.append((*name, seen[name]))
        seen[name] += 1
    return made


def _pairs(old: list[Any], new: list[Any]) -> Iterator[tuple[int, int]]:
    """Pair items without a name with those they were: the same ones, and those changed in place; new, then old."""
    matcher = SequenceMatcher(None, list(map(repr, old)), list(map(repr, new)), autojunk=False)
    for tag, start, end, begin, stop in matcher.get_opcodes():
        if end - start == stop - begin and tag in {"equal", "replace"}:
            yield from zip(range(begin, stop), range(start, end), strict=True)


def _order(base: Sequence[H], ours: Sequence[H], theirs: Sequence[H]) -> list[H]:
    """Give all that either side has in one order: ours, unless only theirs was changed."""
    first, second = (theirs, ours) if _kept(base, ours) and not _kept(base, theirs) else (ours, theirs)
    made = list(first)
    at, known, news = 0, set(second), set(first) - set(base)
    for one in second:
        if one in known.intersection(first):
            at = made.index(one) + 1
            continue
        while at < len(made) and made[at] in news and made[at] not in known:
            at += 1  # what both put in at one place: ours comes first
        made.insert(at, one)
        at += 1
    return made


def _kept(base: Sequence[H], side: Sequence[H]) -> bool:
    """Whether a side has what it kept of the base in the base's order."""
    there, here = set(base), set(side)
    return [one for one in base if one in here] == [one for one in side if one in there]

"""Two changes of one text brought together, sentence by sentence and line by line."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from prevent_cli.authoring import prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Sides(NamedTuple):
    """A merged text; the two are the same where nothing is in dispute, else each side's words stand in its own."""

    ours: str
    theirs: str

    @property
    def agreed(self) -> bool:
        """Whether nothing is in dispute."""
        return self.ours == self.theirs


class _Unit(NamedTuple):
    """A sentence, or a line that is part of one, and the white space after it."""

    text: str
    gap: str


class _Change(NamedTuple):
    """Units ``start`` to ``end`` of the base became units ``begin`` to ``stop`` of a side."""

    start: int
    end: int
    begin: int
    stop: int


def merge(base: str, ours: str, theirs: str) -> Sides:
    """Merge two changed texts of one base.

    Sentences that one side alone changed are taken from it. Where that leaves a dispute, it is tried again
    with one sentence a line, so that text wrapped anew can be merged too.
    """
    found = _merge(base, ours, theirs)
    if found.agreed:
        return found
    ends = "\n" if "\n" in ours.strip() or ours.endswith("\n") else ""
    again = _merge(*(prose.lines(one) + ends for one in (base, ours, theirs)))
    return again if again.agreed else found


def _merge(base: str, ours: str, theirs: str) -> Sides:
    three = _Three(*map(_units, (base, ours, theirs)))
    return Sides(three.joined(0), three.joined(1))


def _units(text: str) -> list[_Unit]:
    """Split a text so that the units' words and gaps, joined, are the text."""
    found: list[tuple[int, int]] = []
    at = 0
    for words in chain.from_iterable(map(prose.sentences, text.split("\n"))):
        start = text.index(words, at)
        at = start + len(words)
        found.append((start, at))
    if not found or found[0][0]:
        found.insert(0, (0, 0))
    begins = [start for start, _ in found[1:]] + [len(text)]
    return [_Unit(text[start:end], text[end:begin]) for (start, end), begin in zip(found, begins, strict=True)]


class _Three:
    """A base and its two sides, as units."""

    def __init__(self, base: list[_Unit], ours: list[_Unit], theirs: list[_Unit]) -> None:
        self.base = base
        self.sides = (ours, theirs)
        self.changes = (list(_changes(base, ours)), list(_changes(base, theirs)))
        self.merged: tuple[list[_Unit], list[_Unit]] = ([], [])
        self.run()

    def run(self) -> None:
        at = 0
        for group in _groups(self.changes):
            changes = [one for side in group for one in side]
            start, end = min(one.start for one in changes), max(one.end for one in changes)
            self.stable(at, start)
            self.changed(group, start, end)
            at = end
        self.stable(at, len(self.base))

    def stable(self, start: int, end: int) -> None:
        """Take units that no side changed; the white space after them may have changed."""
        for number in range(start, end):
            was = self.base[number]
            ours, theirs = (self.side_unit(side, number) for side in (0, 1))
            unit = _Unit(was.text, theirs.gap if ours.gap == was.gap else ours.gap)
            for merged in self.merged:
                merged.append(unit)

    def side_unit(self, side: int, number: int) -> _Unit:
        """Give what a unit of the base is in a side that did not change it."""
        passed = [one for one in self.changes[side] if one.end <= number]
        moved = passed[-1].stop - passed[-1].end if passed else 0
        return self.sides[side][number + moved]

    def changed(self, group: tuple[list[_Change], list[_Change]], start: int, end: int) -> None:
        texts = [self.span(side, group[side], start, end) for side in (0, 1)]
        if not group[0] or not group[1] or [one.text for one in texts[0]] == [one.text for one in texts[1]]:
            taken = texts[0] if group[0] else texts[1]
            texts = [taken, taken]
        for merged, units in zip(self.merged, texts, strict=True):
            merged.extend(units)

    def span(self, side: int, changes: list[_Change], start: int, end: int) -> list[_Unit]:
        """Give the units of a side that stand where units ``start`` to ``end`` of the base stood."""
        if not changes:
            return self.base[start:end]
        first, last = changes[0], changes[-1]
        return self.sides[side][first.begin - (first.start - start) : last.stop + (end - last.end)]

    def joined(self, side: int) -> str:
        """Give a side's merged text; white space is put where units met that stood at an end before."""
        units = self.merged[side]
        was, ours, theirs = self.base[-1].gap, self.sides[0][-1].gap, self.sides[1][-1].gap
        text = "".join(one.text + (one.gap or "\n" * bool(one.text)) for one in units[:-1])
        return text + (units[-1].text if units else "") + (theirs if ours == was else ours)


def _changes(base: Sequence[_Unit], side: Sequence[_Unit]) -> Iterator[_Change]:
    """Give the changes of a side in order; neighbouring sentences that were each reworded are a change each."""
    old, new = [one.text for one in base], [one.text for one in side]
    for tag, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "replace" and all(map(_reworded, old[start:end], new[begin:stop])) and end - start == stop - begin:
            yield from (_Change(start + n, start + n + 1, begin + n, begin + n + 1) for n in range(end - start))
        elif tag != "equal":
            yield _Change(start, end, begin, stop)


def _reworded(old: str, new: str) -> bool:
    """Whether a sentence is another one in other words: the two have more in common than not."""
    return SequenceMatcher(None, old, new, autojunk=False).ratio() > 0.5


def _groups(changes: tuple[list[_Change], list[_Change]]) -> Iterator[tuple[list[_Change], list[_Change]]]:
    """Group the changes of two sides that meet: those that share a unit, or put something in at one place."""
    every = sorted((one, side) for side in (0, 1) for one in changes[side])
    group: tuple[list[_Change], list[_Change]] = ([], [])
    for change, side in every:
        if (group[0] or group[1]) and not any(_meet(one, change) for part in group for one in part):
            yield group
            group = ([], [])
        group[side].append(change)
    if group[0] or group[1]:
        yield group


def _meet(one: _Change, other: _Change) -> bool:
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end

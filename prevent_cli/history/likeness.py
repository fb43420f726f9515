"""Which text of one side is which of the other: the same words first, then the most alike."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
_MOST = 40_000  # pairs that are weighed against each other: a bound for files of thousands of new texts
_MARK = re.compile(r"[ \t]*(?:[-+*]|\d+[.)])[ \t]")
_END = re.compile(r"(?<=[.!?])\s+(?=[^\sa-z])")


def flat(text: str | None) -> str:
    """Give text on one line, single spaces: how it was wrapped says nothing."""
    return " ".join((text or "").split())


@lru_cache(maxsize=4096)
def words(text: str) -> frozenset[str]:
    """Give the words of a text, in small letters."""
    return frozenset(re.findall(r"\w+", text.casefold()))


def likeness(one: str, other: str) -> float:
    """Give the share of words that two texts have in common, from 0 to 1."""
    if one == other:
        return 1.0
    first, second = words(one), words(other)
    return len(first & second) / max(1, len(first | second))


def sentences(text: str) -> list[str]:
    """Split text into sentences and items of lists, each on one line."""
    parts: list[str] = []
    for paragraph in re.split(r"\n[ \t]*\n", text):
        items: list[list[str]] = []
        for line in paragraph.splitlines():
            if _MARK.match(line) or not items:
                items.append([])
            items[-1].append(line)
        parts += [one for lines in items for one in _END.split(flat(" ".join(lines))) if one]
    return parts


def pair_equal(
    old: Sequence[T], new: Sequence[T], key: Callable[[T], object]
) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """Pair what has the same key, in order; give the pairs and what is left of each side."""
    waiting: dict[object, list[T]] = defaultdict(list)
    for one in reversed(old):
        waiting[key(one)].append(one)
    pairs, added = [], []
    for one in new:
        same = waiting.get(key(one))
        if same:
            pairs.append((same.pop(), one))
        else:
            added.append(one)
    left = {id(one) for rest in waiting.values() for one in rest}
    return pairs, [one for one in old if id(one) in left], added


def pair_alike(
    old: Sequence[T], new: Sequence[T], score: Callable[[T, T], float | None]
) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    """Pair what is most alike first; ``score`` is None for what may not be paired."""
    if len(old) * len(new) > _MOST:
        return [], list(old), list(new)
    scored = [(score(one, other), i, j) for i, one in enumerate(old) for j, other in enumerate(new)]
    pairs, taken_old, taken_new = [], set(), set()
    for _, i, j in sorted((-value, i, j) for value, i, j in scored if value is not None):
        if i not in taken_old and j not in taken_new:
            pairs.append((old[i], new[j]))
            taken_old.add(i)
            taken_new.add(j)
    return (
        pairs,
        [one for i, one in enumerate(old) if i not in taken_old],
        [one for j, one in enumerate(new) if j not in taken_new],
    )

"""Two open actions use nearly the same words.

They may be one action that was written down twice, in slightly other words, and would then
be chased and counted twice. The finding gives both places. Actions that differ in a number,
such as Q1 and Q2, that have no owner in common, or that each point to their own place
("Review this yearly"), are taken for different ones.

Example: "Review the training needs of all frontline staff" and "Review the training needs
of frontline staff".

Mend it by keeping one action and naming the other expectation in its `also`; or by saying
in each what sets it apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from prevent_cli.checks.open_work import keep_one, own_place
from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.parse import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.checks.open_work import Placed
    from prevent_cli.model.toolkit import Toolkit

    Bucket = tuple[str, frozenset[str]]
    Text = tuple[frozenset[str], tuple[str, ...], Placed]

CODE = "near-duplicate-action"
LEVEL: Level = "warning"

_FEWEST = 4
_LATEST = 50  # of the actions that share a word: a bound for files of thousands in the same few words
_STOP = (
    "a all also an and any are as at be been by every for from has have in into is it its of on or our so that the"
    " their them then they those to was were which who will with"
)
_STOP_WORDS = frozenset(_STOP.split())


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every open action that an earlier one is nearly the same as."""
    texts = list(_texts(context))
    frequency = Counter(chain.from_iterable(said for said, _, _ in texts))
    only_once = {word for word, count in frequency.items() if count == 1}
    earlier: dict[tuple[Bucket, str], list[tuple[frozenset[str], Placed]]] = defaultdict(list)
    for said, words, here in texts:
        # Two sets that are alike by four fifths share one of the rarest fifth and one of each.
        fifth = len(said) // 5 + 1
        own = len(said & only_once)
        if own >= fifth:
            continue
        shared = sorted(said - only_once, key=lambda word: (frequency[word], word))[: fifth - own]
        bucket = _bucket(words, here)
        candidates = {one[1][1]: one for word in shared for one in earlier[bucket, word][-_LATEST:]}
        near = next((there for known, there in candidates.values() if _alike(said, known, here, there)), None)
        if near:
            yield _problem(here, near)
        for word in shared:
            earlier[bucket, word].append((said, here))


def _texts(context: Context) -> Iterator[Text]:
    """Give the words that matter of every open action, once for each text that is exactly the same, and all its words."""
    seen = set()
    for here, said in context.open_actions:
        matter = frozenset(map(_singular, said)) - _STOP_WORDS
        if said not in seen and len(matter) >= _FEWEST:
            seen.add(said)
            yield matter, said, here


def _singular(word: str) -> str:
    """Take a plural's ending off; words that only look like one lose it everywhere alike."""
    return word[:-1] if word[-1] == "s" and len(word) > 3 else word


def _bucket(said: tuple[str, ...], here: Placed) -> Bucket:
    """Give what must be the same in both: the place that is pointed to, and every number."""
    return own_place(here[0], said), frozenset(
        word for word in said if not word.isalpha() and any(map(str.isdecimal, word))
    )


def _alike(said: frozenset[str], known: frozenset[str], here: Placed, there: Placed) -> bool:
    """Whether four fifths of all words are in both, and one owner may be meant."""
    if 5 * len(said & known) < 4 * len(said | known):
        return False
    mine, theirs = ({owner.casefold() for owner in action.owners} for action in (here[2], there[2]))
    return not (mine and theirs and mine.isdisjoint(theirs))


def _problem(here: Placed, first: Placed) -> Problem:
    _, loc, action = here
    return Problem(
        CODE,
        f"says nearly the same as {first[2].id or 'another action'}: {short(action.text)}",
        f"if they are one action, {keep_one(first, here)}",
        (*loc, "text"),
        LEVEL,
        related=(("the other", (*first[1], "text")),),
    )

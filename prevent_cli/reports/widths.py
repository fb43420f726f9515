"""How wide the columns of a printed table are: no word is broken where the page has room for it.

Breadths are in ems of the table's letters. They are those of Liberation Sans Bold, which are
Arial's, or a little more, so that what is not bold has room too.
"""

from __future__ import annotations

import re
from math import isqrt
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from prevent_cli.reports.document import Listing, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from prevent_cli.reports.document import Block, Cell, Table

_BREADTHS = {
    **dict.fromkeys("!',-./:;()[]|Iijlft", 0.334),
    "r": 0.39,
    **dict.fromkeys("mMw", 0.89),
    **dict.fromkeys("W@%—…", 1.0),
}
_TAG = 0.95  # what the edges of a rating's colour take
_MARK = 2.4  # what stands before an item of a list
_MOST = 0.25  # of the table: a longer word is broken, or runs over
_BREAK = re.compile(r"\s+|(?<=-)(?=[^\W\d])|(?<=[–—])")  # where a line may end  # noqa: RUF001 - dashes are meant


def fitted(table: Table, room: float, edges: float) -> tuple[int, ...]:
    """Divide a table's width among its columns: by their shares, but to each what its longest word needs.

    ``room`` is the width of the table, ``edges`` what the two edges of a cell take of it, both in ems. Gives
    thousandths of an em, or shares of the room where the words need more than there is.
    """
    room = max(room, 1.0)  # a council's page may be all margin
    least = [min(_needed(table, place) + edges, room * _MOST) for place in range(len(table.heads))]
    wide = least if sum(least) >= room else _shared(table.shares, least, room)
    return tuple(round(1000 * one) for one in wide)


def _shared(shares: Sequence[int], least: list[float], room: float) -> list[float]:
    """Divide a room by shares; who would have less than the least has that, and the others share the rest."""
    short: set[int] = set()
    while True:
        free = [place for place in range(len(shares)) if place not in short]
        unit = (room - sum(least[place] for place in short)) / sum(shares[place] for place in free)
        wide = [least[place] if place in short else share * unit for place, share in enumerate(shares)]
        more = {place for place in free if wide[place] < least[place]}
        if not more:
            return wide
        short |= more


def by_content(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> tuple[int, ...]:
    """Give each column a share that follows how much its cells say, where long cells count more than short ones."""
    cells = zip(*rows, strict=True) if rows else ((),) * len(heads)
    return tuple(1 + isqrt(sum(_amount(cell) ** 2 for cell in column) // max(1, len(rows))) for column in cells)


def breadth(word: str) -> float:
    """Say how broad a word is in bold."""
    return sum(_letter(letter) for letter in normalize("NFD", word) if not combining(letter))


def _letter(letter: str) -> float:
    found = _BREADTHS.get(letter)
    if found is None:
        found = 1.0 if letter > "\u02ff" else 0.78 if letter.isupper() else 0.612
    return found


def _needed(table: Table, place: int) -> float:
    """Say how broad the longest word of a column is, its head's too."""
    found = [max(map(breadth, _BREAK.split(table.heads[place])), default=0.0)]
    found += [one for row in table.rows for one in _breadths(row[place])]
    return max(found)


def _breadths(blocks: Iterable[Block]) -> Iterator[float]:
    """Give the longest word of each paragraph, with what stands beside it."""
    for block in blocks:
        if isinstance(block, Listing):
            yield from (_MARK + one * 1.2 for item in block.items for one in _breadths(item))
        elif isinstance(block, Paragraph):
            text = "".join(run.text for run in block.runs)
            beside = _TAG if any(run.tone for run in block.runs) else 0.0
            yield beside + max(map(breadth, _BREAK.split(text)))


def _amount(blocks: Iterable[Block]) -> int:
    """Count the letters of a cell."""
    total = 0
    for block in blocks:
        if isinstance(block, Listing):
            total += sum(_amount(item) for item in block.items)
        elif isinstance(block, Paragraph):
            total += sum(len(run.text) for run in block.runs)
    return total

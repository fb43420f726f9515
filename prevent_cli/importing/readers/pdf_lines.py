"""Letters at their places -> lines -> paragraphs, by the rules that typesetters follow."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from prevent_cli.importing import lines
from prevent_cli.importing.cells import Paragraph, Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prevent_cli.importing.readers.pdf_page import Box, Letter

_BULLET = re.compile(r"[•·▪■◦●○‣\u2043\uf0b7\uf0a7]$")
_NUMBER = re.compile(r"(?:\d{1,2}|[a-z])[.)]$")
_COUNTED = re.compile(r"(\d{1,2})[.)]\s+(?=\S)")
_CLOSE = 0.2  # of the letter's size: a wider gap is a space between words


@dataclass(frozen=True, slots=True)
class Line:
    """Letters on one line, from left to right."""

    letters: tuple[Letter, ...]

    @property
    def x0(self) -> float:
        """Where it begins."""
        return self.letters[0].x0

    @property
    def x1(self) -> float:
        """Where its last letter ends."""
        return max(one.x1 for one in self.letters if not one.text.isspace())

    @property
    def base(self) -> float:
        """What it stands on."""
        return self.letters[0].base

    @property
    def size(self) -> float:
        """The size of its largest letter."""
        return max(one.size for one in self.letters)

    @property
    def text(self) -> str:
        """Its words, with a space at each gap."""
        return "".join(text for text, _ in _spaced(self.letters))

    def first_word(self) -> tuple[str, float]:
        """Give the first word and how wide it is."""
        word = self.text.split(" ", 1)[0]
        last = min(len(word), len(self.letters)) - 1
        return word, self.letters[last].x1 - self.x0


def lines_of(letters: Iterable[Letter]) -> list[Line]:
    """Put letters into lines by what they stand on; raised and lowered letters stay with their line."""
    found: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda one: (round(one.base, 1), one.x0)):
        near = [line for line in found[-3:] if abs(line[0].base - letter.base) < 0.4 * min(line[0].size, letter.size)]
        if near:
            near[-1].append(letter)
        else:
            found.append([letter])
    made = (sorted(line, key=lambda one: one.x0) for line in found)
    return [Line(trimmed) for line in made if (trimmed := _trimmed(line))]


def _trimmed(letters: Sequence[Letter]) -> tuple[Letter, ...]:
    first = next((at for at, one in enumerate(letters) if not one.text.isspace()), len(letters))
    return tuple(letters[first:])


def _spaced(letters: Sequence[Letter]) -> list[tuple[str, Letter]]:
    """Give the letters with a space wherever there is a gap."""
    made: list[tuple[str, Letter]] = []
    for letter in letters:
        if made and not letter.text.isspace() and not made[-1][0].isspace():
            gap = letter.x0 - made[-1][1].x1
            if gap > _CLOSE * letter.size:
                made.append((" ", letter))
        if not (letter.text.isspace() and made and made[-1][0].isspace()):
            made.append((letter.text, letter))
    return made


def paragraphs(
    found: Sequence[Line], place: str, edge: float, links: Sequence[tuple[Box, str]], body: float = 0
) -> list[Paragraph]:
    """Join lines into paragraphs. ``edge`` is how far right a line may reach, ``body`` the usual size of letters.

    A line begins a paragraph where it begins with the mark of a list, where more room than usual is above it,
    where its letters are of another size, and where its first word would have fitted onto the line before.
    """
    pitch = _pitch(found)
    groups: list[list[Line]] = []
    for line in found:
        if groups and not _begins(line, groups[-1], edge, pitch):
            groups[-1].append(line)
        else:
            groups.append([line])
    left = sorted({round(group[0].x0) for group in groups if _marked(group[0])})
    made = []
    for group in groups:
        one = lines.paragraph(_runs(group, links), place)
        heading = 2 if body and group[0].size > 1.25 * body and len(one.text) < 200 else 0
        depth = next((at for at, x in enumerate(left) if abs(x - group[0].x0) < 4), 0)
        made.append(Paragraph(one.runs, place, heading, one.marker, min(depth, 4) if one.marker else 0))
    return _numbered(made)


def _numbered(made: list[Paragraph]) -> list[Paragraph]:
    """Make a list of paragraphs that count from 1; a number alone may as well be a heading's."""
    counted = [int(found[1]) if (found := _COUNTED.match(one.text)) else 0 for one in made]
    for at, number in enumerate(counted):
        goes_on = counted[at + 1 : at + 2] == [number + 1] or (number > 1 and counted[at - 1 : at] == [number - 1])
        found = _COUNTED.match(made[at].runs[0].text) if number and goes_on else None
        if found and (number > 1 or counted[at + 1 : at + 2] == [2]):
            first, *others = made[at].runs
            runs = (replace(first, text=first.text[found.end() :]), *others)
            made[at] = replace(made[at], runs=runs, marker="number")
    return made


def _pitch(found: Sequence[Line]) -> float:
    """Give the usual way from one line to the next, the smaller half counted."""
    ways = sorted(after.base - before.base for before, after in pairwise(found))
    return ways[len(ways) // 4] if ways else 0


def _begins(line: Line, group: Sequence[Line], edge: float, pitch: float) -> bool:
    before = group[-1]
    way = line.base - before.base
    usual = min(pitch, 1.4 * line.size) or way
    if way > 1.25 * max(usual, 0.9 * line.size) or abs(line.size - before.size) > 0.15 * before.size:
        return True
    if _marked(line) and line.x0 < group[0].x0 + 4:
        return True
    return line.first_word()[1] < room(before, edge)


def room(line: Line, edge: float) -> float:
    """Give how wide a word could still have stood on a line, after a space."""
    return edge - line.x1 - 0.25 * line.size - 1


def _marked(line: Line) -> bool:
    word, _ = line.first_word()
    return bool(_BULLET.match(word) or _NUMBER.match(word)) and len(line.text) > len(word)


def _runs(group: Sequence[Line], links: Sequence[tuple[Box, str]]) -> tuple[Run, ...]:
    pieces: list[tuple[str, Letter]] = []
    for line in group:
        spaced = _spaced(line.letters)
        while spaced and spaced[-1][0].isspace():
            spaced.pop()
        if pieces and spaced and _apart(pieces, spaced, links):
            pieces.append((" ", spaced[0][1]))
        pieces += spaced
    runs: list[Run] = []
    for text, letter in pieces:
        bold, italic, link = letter.bold, letter.italic, _link(letter, links)
        last = runs[-1] if runs else None
        if text.isspace() and last:
            bold, italic = last.bold, last.italic
            link = link if link == last.link else None
        if last and (last.bold, last.italic, last.link) == (bold, italic, link):
            runs[-1] = Run(last.text + text, bold, italic, link)
        else:
            runs.append(Run(text, bold, italic, link))
    return tuple(runs)


def _apart(
    before: Sequence[tuple[str, Letter]], after: Sequence[tuple[str, Letter]], links: Sequence[tuple[Box, str]]
) -> bool:
    """Say whether a space belongs between two lines: not within an address, nor after a hyphen inside a word."""
    last = before[-1][0]
    word = "".join(text for text, _ in before[-200:]).rpartition(" ")[2]
    address = _link(before[-1][1], links)
    if address and address == _link(after[0][1], links) and (word.startswith(("http", "www.")) or "/" in word):
        return False
    short = word[:-1].isalpha() and len(word) < 4 and len(after) < 3
    if last == "/" and short:  # N/A
        return False
    return not (last in {"-", "\u2011"} and word[:-1].isalpha() and after[0][0].islower())


def _link(letter: Letter, links: Sequence[tuple[Box, str]]) -> str | None:
    x, y = (letter.x0 + letter.x1) / 2, letter.base - letter.size / 4
    return next((to for box, to in links if box[0] <= x <= box[2] and box[1] <= y <= box[3]), None)

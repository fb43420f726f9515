"""Three versions of a toolkit's file into one: merged by ids, written into the text of ours.

Git's own line-by-line merge gives the text to begin with, where it gives one that can be read: so the comments
and the layout of both sides stay. Its values are then set right by the merge of the records.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prevent_cli.authoring.merge import Merged, merge
from prevent_cli.authoring.merge_actions import Move
from prevent_cli.errors import PreventError
from prevent_cli.store.git import merged_text
from prevent_cli.store.load import load_toolkit
from prevent_cli.store.nodes import comments, newline, tree
from prevent_cli.store.reader import decode, read
from prevent_cli.store.rewrite import RewriteError, rewrite
from prevent_cli.store.source import read_bytes
from prevent_cli.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

MARKER = 7
"""How many signs a conflict marker has, unless git asks for more."""
_MOST = 40
"""Above so many disputes they are not told apart one by one, which takes time for each."""
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Result:
    """A merged file: its bytes, what is in dispute in it, and what else a person should know, in words."""

    content: bytes
    disputes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    clean: bool = True


@dataclass(frozen=True, slots=True)
class Three:
    """The three versions of a file: where they lie, and where the merged one will, as seen from the project."""

    base: Path
    ours: Path
    theirs: Path
    shown: Path

    def merge(self, today: date, marker: int = MARKER) -> Result:
        """Merge them. Where one of them is no YAML that can be read, as git merges text without our help.

        Raises PreventError where that cannot be done either.
        """
        texts = [_text(read_bytes(path)) for path in (self.base, self.ours, self.theirs)]
        data = [_data(text) for text in texts]
        if any(one is None for one in data[1:]) or (data[0] is None and texts[0] != ""):
            return self.as_text(marker, "merged line by line: one of the three versions is no YAML that can be read")
        found = merge(*data)
        try:
            text = rewrite(self.beginning(texts), found.data())
            made = with_disputes(text, found, marker) if found.disputes else text
        except RewriteError:
            return self.as_text(marker, "merged line by line: the layout of the file does not let it be merged by ids")
        bom = _BOM if read_bytes(self.ours).startswith(_BOM) else b""
        notes = (*found.notes, *_lost(texts, text), *self.errors(bom + text.encode(), today))
        return Result(bom + made.encode(), tuple(one.said for one in found.disputes), notes, not found.disputes)

    def as_text(self, marker: int, why: str) -> Result:
        """Merge them as git does without a driver; ``why`` is the note that says so."""
        content, clean = merged_text(self.ours, self.base, self.theirs, f"--marker-size={marker}")
        return Result(content, notes=(why,), clean=clean)

    def beginning(self, texts: Sequence[str]) -> str:
        """Give the text to write into: ours, with every line of theirs that git can place."""
        if len({"\r\n" in text for text in texts}) > 1:
            return texts[1]  # line ends were changed: git would take the whole file from one side
        try:
            content, _ = merged_text(self.ours, self.base, self.theirs, "--ours")
        except PreventError:
            return texts[1]
        text = _text(content)
        return texts[1] if _data(text) is None else text

    def errors(self, content: bytes, today: date) -> Iterator[str]:
        """Say what 'prevent validate' will find in the merged file, where both sides were sound."""
        folder = (Path.cwd() / self.shown).parent
        try:
            workspace = Workspace([], folder, today, empty=True)
        except PreventError:
            return  # the project's configuration is in dispute itself
        found, *sides = (
            workspace.checker.errors(load_toolkit(self.shown, one, str(self.shown)))
            for one in (content, read_bytes(self.ours), read_bytes(self.theirs))
        )
        if not any(sides):
            for one in found:
                yield f"line {one.line}: {one.message}; 'prevent validate' will say so too"


def _text(content: bytes) -> str:
    return decode(content)[0]


def _data(text: str) -> dict[str, Any] | None:
    """Give what a text says; None where it cannot be read, or says nothing that has keys."""
    data, refusals = read(text)
    return data if isinstance(data, dict) and not any(one.level == "error" for one in refusals) else None


def _lost(texts: Sequence[str], made: str) -> Iterator[str]:
    """Name the comments that a side added and that found no place."""
    base, ours, theirs, now = (_comments(text) for text in (*texts, made))
    for side, name in ((ours, "ours"), (theirs, "theirs")):
        for comment in side - base - now:
            yield f"a comment of {name} found no place: {comment}"


def _comments(text: str) -> Counter[str]:
    if "#" not in text:
        return Counter()
    return Counter(found for _, found in comments(text, list(tree(text).scalars()), 0, len(text)))


@dataclass(frozen=True, slots=True)
class _Hunk:
    """Lines ``start`` to ``end`` of ours, and theirs in their place."""

    start: int
    end: int
    theirs: tuple[str, ...]


def with_disputes(text: str, found: Merged, marker: int) -> str:
    """Put both values of everything in dispute into a text that has ours, between git's markers."""
    ours = _lines(text)
    end = newline(text)
    made, at = list[str](), 0
    for hunk in _hunks(text, found):
        made += ours[at : hunk.start]
        made += [f"{'<' * marker} ours{end}", *_whole(ours[hunk.start : hunk.end], end)]
        made += [f"{'=' * marker}{end}", *_whole(hunk.theirs, end), f"{'>' * marker} theirs{end}"]
        at = hunk.end
    return "".join([*made, *ours[at:]])


def _lines(text: str) -> list[str]:
    *whole, last = text.split("\n")
    return [f"{line}\n" for line in whole] + ([last] if last else [])


def _whole(lines: Sequence[str], newline: str) -> list[str]:
    """Give lines, the last with a line break: a marker follows it."""
    return [line if line.endswith("\n") else line + newline for line in lines]


def _hunks(text: str, found: Merged) -> list[_Hunk]:
    """Give the lines of each dispute; disputes that share a line are one."""
    moved = {one.number for one in found.disputes if isinstance(one, Move)}
    numbers = [one.number for one in found.disputes]
    groups = [[number] for number in numbers] if len(numbers) <= _MOST else [numbers]
    made = [(group, _differing(text, found, group, apart=len(group) > 1 or group[0] in moved)) for group in groups]
    while (pair := _meeting([hunks for _, hunks in made])) is not None:
        first, second = pair
        group = made[first][0] + made[second][0]
        left = [one for number, one in enumerate(made) if number not in pair]
        made = [*left, (group, _differing(text, found, group, apart=bool(moved.intersection(group))))]
    return sorted((hunk for _, hunks in made for hunk in hunks), key=lambda one: (one.start, one.end))


def _differing(text: str, found: Merged, numbers: Sequence[int], *, apart: bool) -> list[_Hunk]:
    """Compare a text with what it would be with theirs in some disputes; ``apart``: they may be far from each other."""
    ours, theirs = _lines(text), _lines(rewrite(text, found.data(numbers)))
    start = next((at for at, two in enumerate(zip(ours, theirs, strict=False)) if two[0] != two[1]), None)
    start = min(len(ours), len(theirs)) if start is None else start
    tail = 0
    while tail < min(len(ours), len(theirs)) - start and ours[-1 - tail] == theirs[-1 - tail]:
        tail += 1
    mine, other = ours[start : len(ours) - tail], theirs[start : len(theirs) - tail]
    if not apart:
        return [_Hunk(start, start + len(mine), tuple(other))] if mine or other else []
    codes = SequenceMatcher(None, mine, other, autojunk=False).get_opcodes()
    return [_Hunk(start + a, start + b, tuple(other[c:d])) for tag, a, b, c, d in codes if tag != "equal"]


def _meeting(groups: Sequence[Sequence[_Hunk]]) -> tuple[int, int] | None:
    """Find two groups that share a line, or put something in at one place."""
    for first, second in combinations(range(len(groups)), 2):
        if any(_meet(one, other) for one in groups[first] for other in groups[second]):
            return first, second
    return None


def _meet(one: _Hunk, other: _Hunk) -> bool:
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end

"""A whole file laid out anew, with every comment beside what it was written for."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from prevent_cli.store import emit
from prevent_cli.store.nodes import Node, comments, newline, tree
from prevent_cli.store.reader import read
from prevent_cli.store.rewrite import RewriteError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.model.finding import Loc


def lay_out(text: str, wanted: dict[str, Any]) -> str:
    """Give a file that says what is wanted, laid out as this project writes it.

    Comments stand before, or on the line of, the same key or item as in ``text``; single blank lines
    stay; line ends are those of ``text``. Raises RewriteError where the result would not read as wanted.
    """
    notes = _Notes(text)
    notes.hoist(wanted)
    made = _Layout(notes).document(wanted)
    found, refusals = read(made)
    if found != wanted or any(one.level == "error" for one in refusals) or _comments(made) != _comments(text):
        raise RewriteError
    return made.replace("\n", newline(text))


def remarks(text: str, data: dict[str, Any]) -> tuple[dict[Loc, list[str]], list[str]]:
    """Give the comments of a text by the key or item each was written for, () has those at its top; and those at its end.

    ``data`` is what the text says.
    """
    notes = _Notes(text)
    notes.hoist(data)
    found = {loc: [one for one in (*note.before, *note.beside) if one] for loc, note in notes.at.items()}
    return {**found, (): [one for one in notes.head if one]}, notes.foot


def _comments(text: str) -> Counter[str]:
    return Counter(found for _, found in comments(text, list(tree(text).scalars()), 0, len(text)))


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A key or an item that comments may belong to."""

    loc: Loc
    begin: int
    end: int
    block: bool


@dataclass(slots=True)
class _Note:
    """The lines before a key or an item (comments, or empty for a blank line), and those on its line."""

    before: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)

    def give_way(self) -> None:
        """Put what is on the line before it."""
        self.before += self.beside
        self.beside = []


class _Notes:
    """The comments and blank lines of a text by what they belong to."""

    def __init__(self, text: str) -> None:
        self.text = text
        root = tree(text)
        self.anchors = sorted(_anchors(root, ()), key=lambda one: one.begin)
        self.at: dict[Loc, _Note] = defaultdict(_Note)
        self.head: list[str] = []
        self.foot: list[str] = []
        self.holders: set[Loc] = set()
        own: dict[int, str] = {}
        for place, found in comments(text, list(root.scalars()), 0, len(text)):
            start = text.rfind("\n", 0, place) + 1
            if text[start:place].strip():
                self.beside(place).beside.append(found)
            else:
                own[start] = found
        self.collect(own)

    def beside(self, place: int) -> _Note:
        """Find what a comment at the end of a line belongs to."""
        ended = [
            one for one in self.anchors if not one.block and one.end <= place and "\n" not in self.text[one.end : place]
        ]
        begun = [one for one in self.anchors if one.begin < place]
        if ended:
            return self.at[max(ended, key=lambda one: (one.end, -one.begin)).loc]
        return self.at[begun[-1].loc if begun else ()]

    def collect(self, own: dict[int, str]) -> None:
        """Give each key or item that begins a line the comments and blank lines above it."""
        lines = [0]
        while (found := self.text.find("\n", lines[-1])) >= 0:
            lines.append(found + 1)
        first = {start: one for one in reversed(self.anchors) if (start := self.first_on_line(one)) is not None}
        waiting: list[str] = []
        for start in lines:
            if start in own:
                waiting.append(own[start])
            elif start in first:
                into = self.head if first[start] is self.anchors[0] else self.at[first[start].loc].before
                into += _single(waiting)
                waiting = []
            elif not self.text[start : self.text.find("\n", start) + 1].strip():
                waiting.append("")
            else:
                waiting = [one for one in waiting if one]  # inside a text or brackets: blank lines are not ours
        self.foot += [one for one in waiting if one]

    def first_on_line(self, anchor: _Anchor) -> int | None:
        start = self.text.rfind("\n", 0, anchor.begin) + 1
        return None if self.text[start : anchor.begin].strip() else start

    def hoist(self, wanted: dict[str, Any]) -> None:
        """Move the comments of what is no more to what held it, and those above all to the head."""
        for loc in list(self.at):
            known = _known(wanted, loc)
            if known != loc:
                note = self.at.pop(loc)
                self.at[known].before += [one for one in note.before if one]
                self.at[known].beside += note.beside
        for note in self.at.values():
            note.before += note.beside[1:]  # a line has room for one
            del note.beside[1:]
        self.lift(wanted)
        top = self.at.pop((), _Note())
        self.head += top.before + top.beside
        if wanted:
            first = self.at[(next(iter(wanted)),)]
            self.head += first.before
            first.before = []

    def lift(self, wanted: Any) -> None:
        """Move before an item what cannot stand on the line of its '-': that line is its first child's.

        The deepest come first, for what an item is given may have to go before the item that it begins.
        """
        places = {loc[:number] for loc in self.at for number in range(1, len(loc) + 1)}
        for loc in sorted(places, key=len, reverse=True):
            note = self.at[loc]
            if isinstance(loc[-1], int) and self.below(loc):
                note.give_way()
            if note.before and _begins_item(wanted, loc):
                item = self.at[loc[:-1]]
                item.give_way()
                item.before += note.before
                note.before = []
            if note.before or note.beside:
                self.holders |= {loc[:number] for number in range(len(loc))}

    def below(self, loc: Loc) -> bool:
        """Whether anything inside a place has notes."""
        return loc in self.holders


def _single(lines: list[str]) -> list[str]:
    """Keep one blank line of several, and none at the top."""
    return [one for number, one in enumerate(lines) if one or not number or lines[number - 1]]


def _anchors(node: Node, loc: Loc) -> Iterator[_Anchor]:
    for key, child in node.entries.items():
        begin = child.key.start if child.key else child.start
        yield from _anchor(child, (*loc, key), begin)
    for number, child in enumerate(node.items):
        yield from _anchor(child, (*loc, number), child.start if node.flow else child.head - 1)


def _anchor(node: Node, loc: Loc, begin: int) -> Iterator[_Anchor]:
    block = isinstance(node.data, dict | list) and not node.flow
    yield _Anchor(loc, begin, max(node.end, node.head), block)
    yield from _anchors(node, loc)


def _at(value: Any, loc: Loc) -> Any:
    for step in loc:
        value = value[step]
    return value


def _begins_item(value: Any, loc: Loc) -> bool:
    """Whether a path leads to the first child of a list's item."""
    if len(loc) < 2 or not isinstance(loc[-2], int):
        return False
    item = _at(value, loc[:-1])
    return loc[-1] == (next(iter(item), None) if isinstance(item, dict) else 0)


def _known(value: Any, loc: Loc) -> Loc:
    """Give as much of a path as a value has."""
    for number, step in enumerate(loc):
        # Text can be indexed too, and has no places for comments.
        steps = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
        if step not in steps:
            return loc[:number]
        value = value[step]
    return loc


class _Layout:
    """Writes data with notes; whatever has none inside is left to ``emit``."""

    def __init__(self, notes: _Notes) -> None:
        self.notes = notes

    def document(self, wanted: dict[str, Any]) -> str:
        lines = [*_single(["", *self.notes.head])[1:], *self.mapping(wanted, (), 0), *self.notes.foot]
        return "\n".join(lines) + "\n"

    def mapping(self, value: dict[str, Any], loc: Loc, column: int) -> list[str]:
        lines: list[str] = []
        for key, one in value.items():
            at = (*loc, key)
            lines += self.before(at, column)
            if self.notes.below(at) and isinstance(one, dict | list):
                lines.append(self.beside(" " * column + emit.entry(key, None, column), at))
                lines += self.children(one, at, column + emit.STEP)
            else:
                lines += self.beside(" " * column + emit.entry(key, one, column), at).split("\n")
        return lines

    def children(self, value: Any, loc: Loc, column: int) -> list[str]:
        return self.mapping(value, loc, column) if isinstance(value, dict) else self.sequence(value, loc, column)

    def sequence(self, value: list[Any], loc: Loc, column: int) -> list[str]:
        lines: list[str] = []
        for number, one in enumerate(value):
            at = (*loc, number)
            if not self.notes.below(at) or not isinstance(one, dict | list) or not one:
                lines += self.before(at, column)
                lines += self.beside(" " * column + emit.item(one, column, str(loc[-1])), at).split("\n")
                continue
            lines += self.before(at, column)
            inner = self.children(one, at, column + emit.STEP)
            lines += [f"{' ' * column}- {inner[0].lstrip(' ')}", *inner[1:]]
        return lines

    def before(self, loc: Loc, column: int) -> list[str]:
        found = self.notes.at[loc].before if loc in self.notes.at else []
        return [" " * column + one if one else "" for one in _single(found)]

    def beside(self, text: str, loc: Loc) -> str:
        """Put the comments that stand on a line at the end of the first of these lines."""
        found = self.notes.at[loc].beside if loc in self.notes.at else []
        first, *rest = text.split("\n", 1)
        return "\n".join([" ".join([first, *found]), *rest])

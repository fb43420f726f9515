"""A foreign framework's tree, of any depth, on our three levels: benchmark, question, expectation.

Ids are by position, since ours are digits and dots; the foreign id stands in brackets before the words. What lies
deeper than three levels becomes expectations, which say what they are part of. Nothing is left out here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from prevent_cli.errors import PreventError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DEEPEST = 50
_PLACES = 3


@dataclass(frozen=True, slots=True)
class Node:
    """An item of a foreign framework. ``name`` is its id there, ``source`` its full name, such as a URN.

    ``asked`` says whether it is answered itself, beside what stands below it.
    """

    name: str
    title: str = ""
    text: str = ""
    children: tuple[Node, ...] = ()
    asked: bool = False
    source: str = ""

    @property
    def heading(self) -> str:
        """Its id in brackets and its title, on one line."""
        bracketed = f"[{self.name}]" if self.name else ""
        return " ".join([bracketed, *self.title.split()]).strip()

    @property
    def words(self) -> str:
        """All its words, the id first."""
        if self.title and self.text:
            return f"{self.heading}\n\n{self.text}"
        return f"{self.heading} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Renamed:
    """What became of a foreign id. ``path`` are the foreign ids that lead to it."""

    new: str
    old: str
    source: str
    path: str


@dataclass(frozen=True, slots=True)
class Adopted:
    """A framework made of a foreign one: plain data, what became of its ids, and a report in sentences."""

    kind: str
    data: dict[str, Any]
    ids: tuple[Renamed, ...]
    notes: tuple[str, ...]


@dataclass(slots=True)
class Notes:
    """Gathers what a person should know: what was taken to be so, and what has no place with us."""

    said: list[str] = field(default_factory=list)
    left: dict[str, list[str]] = field(default_factory=dict)

    def left_out(self, what: str, where: str) -> None:
        """Note that something has no place; the same thing at many places makes one sentence."""
        self.left.setdefault(what, []).append(where)

    def sentences(self) -> tuple[str, ...]:
        """Give everything that was noted."""
        return (*self.said, *(f"left out: {what}, {_times(where)}" for what, where in self.left.items()))


def _times(where: Sequence[str]) -> str:
    shown = [one for one in dict.fromkeys(where) if one]
    named = ", ".join(shown[:_PLACES]) + (f" and {len(shown) - _PLACES} more" if len(shown) > _PLACES else "")
    often = "once" if len(where) == 1 else f"{len(where)} times"
    return f"{often}: {named}" if named else often


def adopt(kind: str, head: dict[str, Any], nodes: Sequence[Node], notes: Notes) -> Adopted:
    """Put a foreign tree on our three levels. Raises PreventError where there is nothing in it."""
    if not nodes:
        raise PreventError(f"this {kind} holds nothing to assess", "is it the right file?")
    levels = _Levels(notes)
    benchmarks = [levels.benchmark(str(number), node) for number, node in enumerate(nodes, 1)]
    levels.remark()
    return Adopted(kind, head | {"benchmarks": benchmarks}, tuple(levels.ids), notes.sentences())


def identifier(text: str) -> str:
    """Make a framework's id of a name: small letters, digits, dots and single dashes."""
    return re.sub(r"[^a-z0-9.]+", "-", text.lower()).strip("-.")[:80].strip("-.") or "imported"


class _Levels:
    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.ids: list[Renamed] = []
        self.flattened: list[str] = []
        self.doubled: list[str] = []

    def known(self, new: str, node: Node, under: Sequence[Node]) -> None:
        path = " > ".join(one.name or one.title for one in (*under, node))
        self.ids.append(Renamed(new, node.name, node.source or node.name, path))

    def remark(self) -> None:
        if self.flattened:
            self.notes.said.append(
                f"deeper than three levels, so it became an expectation that says what it is part of: {_times(self.flattened)}"
            )
        if self.doubled:
            self.notes.said.append(
                f"to be answered itself where ours are not, so it stands once more one level down: {_times(self.doubled)}"
            )

    def benchmark(self, new: str, node: Node) -> dict[str, Any]:
        self.known(new, node, ())
        title = node.heading if node.title else " ".join(node.words.split()) or f"Benchmark {new}"
        below = list(node.children)
        if node.asked or not below:
            self.doubled.append(node.name or node.title)
            below.insert(0, Node(node.name, node.title, node.text, asked=True, source=node.source))
        questions = [self.question(f"{new}.{number}", one, node) for number, one in enumerate(below, 1)]
        statement = {"statement": node.text} if node.title and node.text else {}
        return {"id": new, "title": title} | statement | {"questions": questions}

    def question(self, new: str, node: Node, above: Node) -> dict[str, Any]:
        self.known(new, node, (above,))
        found = list(_below(node, ()))
        if node.asked and found:
            self.doubled.append(node.name or node.title)
            found.insert(0, (Node(node.name, node.title, node.text, asked=True, source=node.source), ()))
        made = [self.expectation(f"{new}.{at}", one, under, (above, node)) for at, (one, under) in enumerate(found, 1)]
        return {"id": new, "text": node.words or f"Question {new}"} | ({"expectations": made} if made else {})

    def expectation(self, new: str, node: Node, under: Sequence[Node], above: Sequence[Node]) -> dict[str, str]:
        self.known(new, node, (*above, *under))
        if under:
            self.flattened.append(node.name or node.title)
        # What is asked has an item of its own for its words; a mere heading has not.
        part_of = [f"Part of: {one.heading if one.asked and one.title else one.words}" for one in under]
        return {"id": new, "text": "\n\n".join(filter(None, [node.words or f"Expectation {new}", *part_of]))}


def _below(node: Node, under: tuple[Node, ...]) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """Give all that is answered below an item, with the items between."""
    for child in node.children:
        if child.asked or not child.children:
            yield child, under
        yield from _below(child, (*under, child))

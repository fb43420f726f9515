"""A file as a tree of nodes that know where they stand: what a change to the text needs.

Works on text that ``reader.read`` took without a refusal. Every index is into the text,
in characters; ``end`` is where a node's own characters end, without the blank lines and
comments that YAML's own marks take in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from yaml import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from prevent_cli.store.events import parser, said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_COMMENT = re.compile(r"(?:(?<=\s)|^)#[^\r\n]*")


@dataclass(slots=True)
class Node:
    """A scalar, a mapping or a sequence. ``head`` is the index after the ':' or '-' that it follows.

    ``data`` is what ``reader.read`` makes of it. ``style`` is that of a scalar: None for a
    plain one, else the quote, ``|`` or ``>``. ``key`` is the key's own node in a mapping.
    """

    start: int
    end: int
    data: Any
    head: int = 0
    style: str | None = None
    flow: bool = False
    key: Node | None = None
    entries: dict[str, Node] = field(default_factory=dict)
    items: list[Node] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether nothing is written where the value would stand."""
        return self.start == self.end

    @property
    def quote(self) -> str | None:
        """The quote it is written in; None where there is none."""
        return self.style if self.style in {"'", '"'} else None

    @property
    def children(self) -> list[Node]:
        """What stands in a mapping or a sequence, in the order of the text."""
        return list(self.entries.values()) or self.items

    def scalars(self) -> Iterator[Node]:
        """Give every scalar in it, keys too, in the order of the text."""
        for child in self.children:
            if child.key:
                yield child.key
            yield from child.scalars()
        if isinstance(self.data, str | None) and not self.flow:
            yield self


def newline(text: str) -> str:
    """Give the line end that a text is written with: that of Windows where it is found near the beginning."""
    return "\r\n" if "\r\n" in text[:10_000] else "\n"


def tree(text: str) -> Node:
    """Give the root of a text's tree. ``text`` must be one that ``reader.read`` takes."""
    return _Builder(text).document()


def comments(text: str, scalars: Iterator[Node] | list[Node], start: int, end: int) -> list[tuple[int, str]]:
    """Give the comments between two indexes, each with its place; ``scalars`` are those in between, in order."""
    found: list[tuple[int, str]] = []
    at = start
    for scalar in scalars:
        found += _between(text, at, min(scalar.start, end))
        if scalar.style in {"|", ">"}:
            line = text.find("\n", scalar.start)
            found += _between(text, scalar.start, min(line if line >= 0 else scalar.end, end))
        at = max(at, scalar.end)
    return found + _between(text, at, end)


def _between(text: str, start: int, end: int) -> list[tuple[int, str]]:
    # One character more at the front, so that a '#' is seen to follow a space.
    return [(found.start(), found[0].rstrip()) for found in _COMMENT.finditer(text, start, max(start, end))]


def _end(event: Any) -> int:
    return int(event.end_mark.index)


class _Builder:
    """One pass over the events of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.next: Callable[[], Any] = parser(text).get_event

    def document(self) -> Node:
        self.next()
        self.next()
        return self.node(self.next(), 0, "")

    def node(self, event: Any, after: int, sign: str) -> Node:
        """Make the node that begins with an event; ``sign`` stands between ``after`` and it."""
        start = event.start_mark.index
        head = self.head(after, start, sign)
        if event.__class__ is ScalarEvent:
            return Node(start, self.scalar_end(event), said(event), head, event.style)
        flow = bool(event.flow_style)
        if event.__class__ is MappingStartEvent:
            return self.mapping(start, head, flow=flow)
        return self.sequence(start, head, flow=flow)

    def mapping(self, start: int, head: int, *, flow: bool) -> Node:
        made = Node(start, start, {}, head, flow=flow)
        while not isinstance(event := self.next(), MappingEndEvent):
            key = self.key(event)
            value = self.node(self.next(), key.end, ":")
            value.key = key
            made.entries[key.data] = value
            if value.data is not None:
                made.data[key.data] = value.data
            made.end = max(value.end, value.head)
        made.end = _end(event) if flow else made.end
        return made

    def key(self, event: Any) -> Node:
        return Node(event.start_mark.index, event.end_mark.index, event.value, style=event.style)

    def sequence(self, start: int, head: int, *, flow: bool) -> Node:
        made = Node(start, start, [], head, flow=flow)
        sign = "," if flow else "-"
        while not isinstance(event := self.next(), SequenceEndEvent):
            value = self.node(event, made.end, "" if flow and not made.items else sign)
            made.items.append(value)
            made.data.append(value.data)
            made.end = max(value.end, value.head)
        made.end = _end(event) if flow else made.end
        return made

    def head(self, after: int, start: int, sign: str) -> int:
        """Give the index after the sign between two indexes; comments in between are passed over."""
        if not sign:
            return start
        gap = self.text[after:start]
        if "#" in gap:
            gap = _COMMENT.sub(lambda found: " " * len(found[0]), gap)
        found = gap.find(sign)
        return after + found + 1 if found >= 0 else start

    def scalar_end(self, event: Any) -> int:
        """Give the end of a scalar's own characters; those of a block end with its last line."""
        start, end = event.start_mark.index, event.end_mark.index
        if event.style not in {"|", ">"}:
            return int(end)
        written = self.text[start:end]
        if "+" in written.partition("\n")[0].partition("#")[0]:  # every blank line at its end counts
            return int(start) + len(written.removesuffix("\n").removesuffix("\r"))
        return int(start) + len(written.rstrip())

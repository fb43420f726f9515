"""YAML into plain text values by libyaml's events, every refusal with its place.

A plain scalar stays the text that was written; nothing becomes a number, a date or a
truth value here. In the events duplicate keys are seen, and aliases are refused before
anything can grow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from yaml import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from prevent_cli.store.marks import MAX_DEPTH, MAX_VALUES, NULLS, Refusal, meaning
from prevent_cli.store.slips import conflict, explain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from prevent_cli.model.finding import Step
    from prevent_cli.store.marks import Mark, Marks

try:
    from yaml._yaml import CParser as _Parser
except ImportError:  # a PyYAML built without libyaml: slower, the same events
    from yaml import SafeLoader as _Parser  # type: ignore[assignment]

_MAX_REFUSALS = 200


class _StopReadingError(Exception):
    """Reading on would be pointless or dangerous; the refusal is already noted."""


def read(text: str) -> tuple[Any, list[Refusal], Mark]:
    """Turn YAML into nested dicts, lists, text and None; give every refusal, and the marks of the whole.

    The value is None where nothing could be read. A null or empty value leaves its key out.
    """
    builder = _Builder(text)
    try:
        data = builder.document()
    except _StopReadingError:
        data = None
    except yaml.YAMLError as error:
        data = None
        builder.refusals.append(Refusal(*explain(error, text)))
    else:
        if unsettled := conflict(text):  # in quotes, its lines are text to YAML
            builder.refusals.append(Refusal(*unsettled))
    return data, builder.refusals, (builder.start, builder.start, builder.marks)


def parser(text: str) -> Any:
    """Give the events of a text, one at each call of ``get_event``."""
    return _Parser(text)


def said(event: Any) -> str | None:
    """Give what the event of a scalar says; None for nothing."""
    return meaning(event.value, plain=not event.style)


class _Builder:
    """One pass over the events of one file; ``path`` leads to the value that is being read."""

    def __init__(self, text: str) -> None:
        self.next: Callable[[], Any] = parser(text).get_event
        self.path: list[Step] = []
        self.start = 0
        self.marks: Marks = {}
        self.refusals: list[Refusal] = []
        self.left = MAX_VALUES

    def document(self) -> Any:
        self.next()
        event = self.next()
        if isinstance(event, StreamEndEvent):
            self.refuse(0, "empty-file", "the file is empty", "begin with 'format: toolkit/1'")
            return None
        event = self.next()
        self.start = event.start_mark.index
        value = self.value(event, self.marks, 1)
        self.next()
        event = self.next()
        if not isinstance(event, StreamEndEvent):
            self.refuse(
                event.start_mark.index,
                "second-document",
                "a second document begins here ('---')",
                "one file holds one toolkit: move the rest to a file of its own",
            )
        return value

    def value(self, event: Any, marks: Marks | None, depth: int) -> Any:
        """Read a value; ``marks`` take what stands in it, and are there wherever it is not a scalar."""
        kind = event.__class__
        if kind is ScalarEvent:
            return self.text(event)
        self.left -= 1
        if self.left < 0:
            self.too_many(event)
        if kind is AliasEvent:
            self.alias(event)
            return None
        if event.anchor is not None or event.tag is not None:
            self.decorated(event, self.path)
        if depth > MAX_DEPTH:
            self.too_deep(event)
        inner = {} if marks is None else marks
        return self.mapping(inner, depth) if kind is MappingStartEvent else self.sequence(inner, depth)

    def text(self, event: Any) -> str | None:
        """Read a scalar."""
        self.left -= 1
        if self.left < 0:
            self.too_many(event)
        if event.anchor is not None or event.tag is not None:
            self.decorated(event, self.path)
        text: str = event.value
        return text if text not in NULLS and not text.isspace() else said(event)

    def mapping(self, marks: Marks, depth: int) -> dict[str, Any]:
        """Read a mapping. What nearly every pair is, a key and a text, is read here: two calls less save 3 % of all reading."""
        result: dict[str, Any] = {}
        path, after = self.path, self.next
        path.append("")
        while (event := after()).__class__ is not MappingEndEvent:
            plain = event.__class__ is ScalarEvent and event.tag is None and event.anchor is None
            key = event.value if plain else None
            if not key or key == "<<":
                key = self.key(event, depth)
            index, follows = event.start_mark.index, after()
            begin, scalar = follows.start_mark.index, follows.__class__ is ScalarEvent
            if scalar and not follows.value and begin == event.end_mark.index:
                self.lone(key, index)
            if key is None:
                self.aside(follows, depth)
                continue
            path[-1] = key
            if key in marks:
                self.value(follows, None, depth + 1)
                self.duplicate(key, index, marks[key][0])
            elif scalar:
                marks[key] = (index, begin, None)
                text = self.text(follows)
                if text is not None:
                    result[key] = text
            else:
                inner: Marks = {}
                marks[key] = (index, begin, inner)
                value = self.value(follows, inner, depth + 1)
                if value is not None:
                    result[key] = value
        path.pop()
        return result

    def sequence(self, marks: Marks, depth: int) -> list[Any]:
        result: list[Any] = []
        path, after = self.path, self.next
        path.append(0)
        while (event := after()).__class__ is not SequenceEndEvent:
            number, begin = len(result), event.start_mark.index
            path[-1] = number
            inner: Marks | None = None if event.__class__ is ScalarEvent else {}
            marks[number] = (begin, begin, inner)
            result.append(self.value(event, inner, depth + 1))
        path.pop()
        return result

    def aside(self, event: Any, depth: int) -> None:
        """Read past a value that belongs to no key."""
        last = self.path.pop()
        self.value(event, None, depth + 1)
        self.path.append(last)

    def key(self, event: Any, depth: int) -> str | None:
        if event.__class__ is ScalarEvent and event.value and event.value != "<<":
            if event.anchor is not None or event.tag is not None:
                self.decorated(event, self.path[:-1])
            text: str = event.value
            return text
        self.refuse(
            event.start_mark.index,
            "key-not-text",
            "a key must be plain text",
            "write 'key: value'; text that begins with [, {, ? or * needs quotes",
            self.path[:-1],
        )
        if event.__class__ in {MappingStartEvent, SequenceStartEvent}:
            self.aside(event, depth)
        return None

    def too_many(self, event: Any) -> None:
        self.refuse(
            event.start_mark.index,
            "too-large",
            f"the file holds more than {MAX_VALUES:,} values",
            "one file holds one toolkit, which has about 5,000: split it",
            self.path,
        )
        raise _StopReadingError

    def too_deep(self, event: Any) -> None:
        self.refuse(
            event.start_mark.index,
            "too-deep",
            f"this is nested more than {MAX_DEPTH} levels deep",
            "a toolkit needs eight: look for a bracket or an indent too many",
            self.path,
        )
        raise _StopReadingError

    def alias(self, event: Any) -> None:
        self.refuse(
            event.start_mark.index,
            "alias",
            f"the alias '*{event.anchor}' is not allowed",
            "write the text out in full; a value that begins with * needs quotes",
            self.path,
        )

    def lone(self, key: str | None, index: int) -> None:
        """Note a word in braces that has no ':', which YAML takes for a key without a value."""
        if len(self.refusals) >= _MAX_REFUSALS // 2:
            return
        self.refusals.append(
            Refusal(
                index,
                "key-without-value",
                f"'{key}' is taken for a key without a value, so the text is lost",
                "put quotes around text with a comma in it, or write one key a line without the braces",
                tuple(self.path[:-1]),
                level="warning",
            )
        )

    def duplicate(self, key: str, index: int, first: int) -> None:
        self.refuse(
            index,
            "duplicate-key",
            f"the key '{key}' stands here a second time",
            "keep one of the two; for several values use a list",
            self.path,
            (("first", first),),
        )

    def decorated(self, event: Any, path: Sequence[Step]) -> None:
        if event.tag is not None:
            self.refuse(
                event.start_mark.index,
                "tag",
                f"the tag '{event.tag}' is not allowed",
                "every value is text: leave the tag out; text that begins with ! needs quotes",
                path,
            )
        else:
            self.refuse(
                event.start_mark.index,
                "anchor",
                f"the anchor '&{event.anchor}' is not allowed",
                "leave it out; text that begins with & needs quotes",
                path,
            )

    def refuse(
        self,
        index: int,
        code: str,
        message: str,
        help: str,
        path: Sequence[Step] = (),
        related: tuple[tuple[str, int], ...] = (),
    ) -> None:
        if len(self.refusals) >= _MAX_REFUSALS:
            raise _StopReadingError
        self.refusals.append(Refusal(index, code, message, help, tuple(path), related))

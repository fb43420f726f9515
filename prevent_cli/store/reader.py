"""YAML in, plain text values out, every refusal with its place.

A plain scalar stays the text that was written; nothing becomes a number, a date or a
truth value here. The reader works on libyaml's event stream, so that duplicate keys are
seen and aliases are refused before anything can grow.
"""

from __future__ import annotations

from dataclasses import dataclass
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

from prevent_cli.store.seen import MAX_BYTES
from prevent_cli.store.slips import explain

if TYPE_CHECKING:
    from collections.abc import Callable

    from prevent_cli.model.finding import Level, Loc

try:
    from yaml._yaml import CParser as _Parser
except ImportError:  # a PyYAML built without libyaml: slower, the same events
    from yaml import SafeLoader as _Parser  # type: ignore[assignment]

MAX_DEPTH = 50
MAX_VALUES = 50_000
_MAX_REFUSALS = 200
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something the reader will not take: where (an index into the text), what, what to do."""

    index: int
    code: str
    message: str
    help: str
    loc: Loc = ()
    related: tuple[tuple[str, int], ...] = ()
    level: Level = "error"


@dataclass(frozen=True, slots=True)
class Marks:
    """Where a key and its value begin: indexes into the text, in characters."""

    key: int
    value: int


class _StopReadingError(Exception):
    """Reading on would be pointless or dangerous; the refusal is already noted."""


def decode(content: bytes) -> tuple[str, Refusal | None]:
    """Give the text of UTF-8 bytes, without a byte-order mark.

    Where the bytes are not UTF-8 the text ends there and a refusal says so.
    """
    if len(content) > MAX_BYTES:
        return "", Refusal(
            0,
            "too-large",
            f"the file is larger than {MAX_BYTES // 1_000_000} MB, the limit",
            "a toolkit is text: keep documents elsewhere and link to them",
        )
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "", Refusal(0, "not-utf8", "the file is UTF-16, not UTF-8", "save it again with the encoding UTF-8")
    try:
        return content.decode("utf-8").removeprefix("\ufeff"), None
    except UnicodeDecodeError as error:
        text = content[: error.start].decode("utf-8").removeprefix("\ufeff")
        return text, Refusal(
            len(text),
            "not-utf8",
            f"the byte 0x{content[error.start]:02x} is not UTF-8",
            "save the file again with the encoding UTF-8",
        )


def read(text: str, marks: dict[Loc, Marks] | None = None) -> tuple[Any, list[Refusal]]:
    """Turn YAML into nested dicts, lists, text and None; note every refusal.

    ``marks``, where given, is filled with the place of every key and value. The value is
    None where nothing could be read. A null or empty value leaves its key out.
    """
    builder = _Builder(text, marks)
    try:
        return builder.document(), builder.refusals
    except _StopReadingError:
        return None, builder.refusals
    except yaml.YAMLError as error:
        builder.refusals.append(Refusal(*explain(error, text)))
        return None, builder.refusals


def parser(text: str) -> Any:
    """Give the events of a text, one at each call of ``get_event``."""
    return _Parser(text)


def meaning(event: Any) -> str | None:
    """Give the text of a scalar; None for one that is empty, blank or null."""
    value: str = event.value
    if value in _NULLS:
        return value if event.style and value else None
    return None if value.isspace() else value


class _Builder:
    """One pass over the events of one file."""

    def __init__(self, text: str, marks: dict[Loc, Marks] | None) -> None:
        self.next: Callable[[], Any] = parser(text).get_event
        self.marks = marks
        self.refusals: list[Refusal] = []
        self.left = MAX_VALUES

    def document(self) -> Any:
        self.next()
        event = self.next()
        if isinstance(event, StreamEndEvent):
            self.refuse(0, "empty-file", "the file is empty", "begin with 'format: toolkit/1'")
            return None
        loc: Loc | None = None if self.marks is None else ()
        event = self.next()
        if self.marks is not None:
            self.marks[()] = Marks(event.start_mark.index, event.start_mark.index)
        value = self.value(event, loc, 1)
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

    def value(self, event: Any, loc: Loc | None, depth: int) -> Any:
        self.left -= 1
        if self.left < 0:
            self.too_many(event, loc)
        kind = event.__class__
        if kind is ScalarEvent:
            return self.scalar(event, loc)
        if kind is AliasEvent:
            self.refuse(
                event.start_mark.index,
                "alias",
                f"the alias '*{event.anchor}' is not allowed",
                "write the text out in full; a value that begins with * needs quotes",
                loc,
            )
            return None
        if event.anchor is not None or event.tag is not None:
            self.decorated(event, loc)
        if depth > MAX_DEPTH:
            self.refuse(
                event.start_mark.index,
                "too-deep",
                f"this is nested more than {MAX_DEPTH} levels deep",
                "a toolkit needs eight: look for a bracket or an indent too many",
                loc,
            )
            raise _StopReadingError
        if kind is MappingStartEvent:
            return self.mapping(loc, depth)
        return self.sequence(loc, depth)

    def too_many(self, event: Any, loc: Loc | None) -> None:
        self.refuse(
            event.start_mark.index,
            "too-large",
            f"the file holds more than {MAX_VALUES:,} values",
            "one file holds one toolkit, which has about 5,000: split it",
            loc,
        )
        raise _StopReadingError

    def scalar(self, event: Any, loc: Loc | None) -> str | None:
        if event.anchor is not None or event.tag is not None:
            self.decorated(event, loc)
        return meaning(event)

    def mapping(self, loc: Loc | None, depth: int) -> dict[str, Any]:
        result: dict[str, Any] = {}
        seen: dict[str, int] = {}
        marks, after = self.marks, self.next
        while (event := after()).__class__ is not MappingEndEvent:
            key, index, end = self.key(event, loc, depth), event.start_mark.index, event.end_mark.index
            event = after()
            if event.start_mark.index == end and event.__class__ is ScalarEvent:
                self.lone(key, index, loc)
            if key is None:
                self.value(event, loc, depth + 1)
                continue
            child = None
            if marks is not None and loc is not None:
                child = (*loc, key)
                if key not in seen:
                    marks[child] = Marks(index, event.start_mark.index)
            value = self.value(event, child, depth + 1)
            if key in seen:
                self.duplicate(key, index, seen[key], child)
                continue
            seen[key] = index
            if value is not None:
                result[key] = value
        return result

    def sequence(self, loc: Loc | None, depth: int) -> list[Any]:
        result: list[Any] = []
        marks, after = self.marks, self.next
        while (event := after()).__class__ is not SequenceEndEvent:
            child = None
            if marks is not None and loc is not None:
                child = (*loc, len(result))
                marks[child] = Marks(event.start_mark.index, event.start_mark.index)
            result.append(self.value(event, child, depth + 1))
        return result

    def key(self, event: Any, loc: Loc | None, depth: int) -> str | None:
        if event.__class__ is ScalarEvent and event.value and event.value != "<<":
            if event.anchor is not None or event.tag is not None:
                self.decorated(event, loc)
            text: str = event.value
            return text
        self.refuse(
            event.start_mark.index,
            "key-not-text",
            "a key must be plain text",
            "write 'key: value'; text that begins with [, {, ? or * needs quotes",
            loc,
        )
        if event.__class__ in {MappingStartEvent, SequenceStartEvent}:
            self.value(event, loc, depth + 1)
        return None

    def lone(self, key: str | None, index: int, loc: Loc | None) -> None:
        """Note a word in braces that has no ':', which YAML takes for a key without a value."""
        if len(self.refusals) >= _MAX_REFUSALS // 2:
            return
        self.refusals.append(
            Refusal(
                index,
                "key-without-value",
                f"'{key}' is taken for a key without a value, so the text is lost",
                "put quotes around text with a comma in it, or write one key a line without the braces",
                loc or (),
                level="warning",
            )
        )

    def duplicate(self, key: str, index: int, first: int, loc: Loc | None) -> None:
        self.refuse(
            index,
            "duplicate-key",
            f"the key '{key}' stands here a second time",
            "keep one of the two; for several values use a list",
            loc,
            (("first", first),),
        )

    def decorated(self, event: Any, loc: Loc | None) -> None:
        if event.tag is not None:
            self.refuse(
                event.start_mark.index,
                "tag",
                f"the tag '{event.tag}' is not allowed",
                "every value is text: leave the tag out; text that begins with ! needs quotes",
                loc,
            )
        else:
            self.refuse(
                event.start_mark.index,
                "anchor",
                f"the anchor '&{event.anchor}' is not allowed",
                "leave it out; text that begins with & needs quotes",
                loc,
            )

    def refuse(
        self,
        index: int,
        code: str,
        message: str,
        help: str,
        loc: Loc | None = None,
        related: tuple[tuple[str, int], ...] = (),
    ) -> None:
        if len(self.refusals) >= _MAX_REFUSALS:
            raise _StopReadingError
        self.refusals.append(Refusal(index, code, message, help, loc or (), related))

"""What a YAML syntax error most likely means, said to someone who writes prose, not code."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any, NamedTuple

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Explained = tuple[int, str, str, str]
"""An index into the text, a code, a message and what to do."""


class _Cause(NamedTuple):
    """Words of libyaml's message, the likely cause, what to do, and whether the slip is where it began."""

    said: str
    guess: str
    remedy: str
    at_start: bool = False


_QUOTE_EARLY = _Cause(
    "",
    "a quote that ends early",
    "a ' inside '…' is written ''; easier: put the text into double quotes, or into a | block",
)
_TAB = _Cause("", "a tab where spaces belong", "indent with spaces only; most editors can turn tabs into spaces")
_BRACKETS = "close every [ and {, and put quotes around text with commas or brackets in it"
_BLOCK_INSIDE = _Cause(
    "",
    "a | or > inside [ ] or { }, where it begins no block, or a bracket above that is not closed",
    "close the bracket, or put the text on lines of its own without brackets; text that begins with | or > needs quotes",
)
_CAUSES = (
    _Cause(
        "mapping values are not allowed",
        "an unquoted ': ' in the text",
        "put quotes around text that holds ': ', or use a | block on the lines below",
    ),
    _Cause(
        "block sequence entries are not allowed",
        "a list that begins on the same line as its key",
        "begin the list on the next line; text that begins with '- ' needs quotes",
    ),
    _Cause(
        "unexpected end of stream",
        "a quote that is never closed",
        "close the quote, or use a | block for longer text",
        at_start=True,
    ),
    _Cause(
        "could not find expected ':'",
        "a line that is neither 'key: value' nor part of the text above",
        "indent the text under its key, or put ':' after the key",
        at_start=True,
    ),
    _Cause(
        "expected ',' or",
        "a bracket that is not closed, or a comma missing",
        _BRACKETS,
        at_start=True,
    ),
    _Cause(
        "did not find expected node content",
        "a bracket that is not closed, or a value missing after it",
        _BRACKETS,
        at_start=True,
    ),
    _Cause(
        "did not find expected key",
        "an indent that does not match",
        "line up the keys of one mapping under each other, and indent what belongs to a key",
    ),
    _Cause(
        "did not find expected '-' indicator",
        "an indent that does not match",
        "line up the items of a list under each other, each with its '- '",
    ),
    _Cause(
        "alphabetic or numeric character",
        "text that begins with * or &",
        "put quotes around text that begins with * or &",
    ),
    _Cause(
        "character that cannot start any token",
        "text that begins with @, % or a back-tick",
        "put quotes around text that begins with @, % or `",
    ),
    _Cause("while scanning a tag", "text that begins with !", "put quotes around text that begins with !"),
    _Cause("tag handle", "text that begins with !", "put quotes around text that begins with !"),
    _Cause("escape", "a backslash in double quotes", "write \\\\ for a backslash, or use single quotes"),
    _Cause("directive", "a line that begins with %", "put quotes around the text, or indent it"),
    _Cause(
        "did not find expected <document start>",
        "text before the first key, or a second top level",
        "keep every key at the left edge, and put a # before a comment",
    ),
    _Cause("block scalar", "text after | or >", "leave the line of the | empty and begin the text on the next line"),
)
_MARKER = re.compile(r"^(?:<{7,}|\|{7,}|={7,}|>{7,})(?=[ \r\n]|\Z)", re.MULTILINE)
_SETTLE = (
    "keep one of the two sides, and take out the other and the lines that begin with <<<<<<<, ======= and >>>>>>> "
    "(with |||||||, what follows it is a third version: take that out too)"
)
_QUOTED = (r"(?:^|[:\-,\[{])\s*'(?:[^']|'')*'[ ]*[^'\s,\]}#:]", r'(?:^|[:\-,\[{])\s*"(?:[^"\\]|\\.)*"[ ]*[^\s,\]}#:]')


def explain(error: yaml.YAMLError, text: str) -> Explained:
    """Say where a YAML error is, what most likely caused it, and how to mend it."""
    if isinstance(error, yaml.reader.ReaderError):
        return _character(error, text)
    place = _index(getattr(error, "problem_mark", None) or getattr(error, "context_mark", None), text)
    start = _index(getattr(error, "context_mark", None), text)
    unsettled = conflict(text, place, start)
    if unsettled:
        return unsettled
    said = " ".join(filter(None, (getattr(error, "context", None), getattr(error, "problem", None))))
    cause = _cause(said, text, place)
    if cause is None:
        return place, "yaml-syntax", f"this is not YAML: {said}", "compare the line with those around it"
    index = start if cause.at_start and start else place
    if cause is _BLOCK_INSIDE or (cause.remedy == _BRACKETS and not text[index:].strip()):
        index = _open_bracket(text, index)
    return index, "yaml-syntax", f"this is not YAML; the likely cause is {cause.guess}", cause.remedy


def conflict(text: str, *places: int) -> Explained | None:
    """Find git's first conflict marker: of a whole conflict, or one left over in the line of a place; None without any."""
    lines = (text.rfind("\n", 0, place) + 1 for place in places)
    index = _whole_conflict(text)
    if index is None:
        index = next((start for start in lines if _MARKER.match(text, start)), None)
    if index is None:
        return None
    return index, "yaml-syntax", "a merge conflict is not settled: two versions of these lines stand here", _SETTLE


def _whole_conflict(text: str) -> int | None:
    if "<<<<<<<" not in text:
        return None
    sides: dict[str, int] = {}
    for found in _MARKER.finditer(text):
        sign = found[0][0]
        if sign == "<" or (sign == "=" and "<" in sides) or (sign == ">" and "=" in sides):
            sides.setdefault(sign, found.start())
        if ">" in sides:
            return sides["<"]
    return None


def _cause(said: str, text: str, place: int) -> _Cause | None:
    line = _line(text, place)
    before = text[text.rfind("\n", 0, place) + 1 : place + 1]
    if "\t" in before and not before.strip():
        return _TAB
    if "did not find expected" in said and any(re.search(pattern, line) for pattern in _QUOTED):
        return _QUOTE_EARLY
    if "cannot start any token" in said and text[place : place + 1] in {"|", ">"}:
        return _BLOCK_INSIDE
    return next((cause for cause in _CAUSES if cause.said in said), None)


def _open_bracket(text: str, index: int) -> int:
    """Give the index of the last bracket that is not closed; ``index`` where all are."""
    opened: list[int] = []
    with suppress(yaml.YAMLError):
        for token in yaml.scan(text, Loader=_Loader):
            if isinstance(token, yaml.FlowSequenceStartToken | yaml.FlowMappingStartToken):
                opened.append(token.start_mark.index)
            elif isinstance(token, yaml.FlowSequenceEndToken | yaml.FlowMappingEndToken) and opened:
                opened.pop()
    return opened[-1] if opened else index


def _index(mark: Any, text: str) -> int:
    return min(mark.index, len(text)) if mark else 0


def _line(text: str, index: int) -> str:
    start = text.rfind("\n", 0, index) + 1
    end = text.find("\n", index)
    return text[start : end if end >= 0 else len(text)]


def _character(error: Any, text: str) -> Explained:
    before = text.encode()[: error.position].decode(errors="ignore")  # libyaml counts bytes
    index = min(len(before), len(text))
    found = error.character if isinstance(error.character, int) else ord(error.character)
    return (
        index,
        "control-character",
        f"the character U+{found:04X} is not allowed in YAML",
        "delete it; such characters come in by copying from a PDF or a terminal",
    )

"""YAML of the plainest kind, read in half the time.

Nearly every line of a toolkit is a key or a '-' with a value in one of a few forms. One
pattern knows these, and a text of nothing else is read here, line by line, into just what
``events`` makes of it. Whatever is the least bit unusual is left to ``events``, and so is
all that is wrong: nothing is refused here, and nothing guessed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from prevent_cli.store.marks import MAX_VALUES, NULLS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.model.finding import Step
    from prevent_cli.store.marks import Mark, Marks

    Open = tuple[Any, Marks, int]
    """A mapping or a list that is being read, the marks in it, and the column where its keys or its '-' stand."""

# Letters are spelt out beside \w so that a table has them; \w alone asks for the kind of each.
# The numbers of repetitions keep clear of what libyaml takes for a key, and the reader for too deep.
_LINE = re.compile(
    r"""
    ([ ]{0,40}) (-[ ]+)?
    (?: ( [A-Za-z0-9_\w][A-Za-z0-9_/'()&. \-\w]{0,999}(?<![ ]) | "[^"\\\n<]{1,999}" | '[^'\n<]{1,999}' ) :(?:[ ]+|(?=\n)) )?
    (?:
        ( [^ \n\-?:,\[\]{}\#&*!|>'"%@`=<~][^\n:\#]* (?: (?=\n) | (?: (?: (?<![ ])\# | :(?![ \n]) )[^\n:\#]* )+ )(?<![ ]) )
      | ( \|-?\n([ ]+)[^ \n][^\n]* (?: \n+\6[ ]*[^ \n][^\n]* )* )   # a block: its first line gives the indent
      | ( "[^"\\\n]*" | '[^'\n]*' )
      | ( \[[^\n\[\]{}\#]*\] )
      | ( \{[^\n\[\]{}\#]+\} )
      |                                                             # nothing: the value begins on a line below
    )\n
  | [ ]*\#[^\n]*\n
  | [\s\S]+                                                         # none of these, to the end of the text
    """,
    re.VERBOSE,
)
_DASH, _KEY, _PLAIN, _BLOCK, _INDENT, _QUOTED, _ITEMS, _PAIRS = range(2, 10)  # groups of the pattern
_WORD = r"""(?: ( \w[^,:?"]*(?: :(?=[\w/])[^,:?"]* )*(?<![ ]) ) | ( "[^"\\]*" | '[^']*' ) ) (?: ,[ ] | \Z )"""
_ITEM = re.compile(_WORD, re.VERBOSE)
_PAIR = re.compile(r"(\w+):[ ]" + _WORD, re.VERBOSE)
_PRINTABLE = bytes(range(0x20, 0x7F)) + b"\n"
_NOWHERE = -1


class _UnusualError(Exception):
    """The text is not of the plainest kind."""


def read(text: str) -> tuple[dict[str, Any], Mark] | None:
    """Read a text as ``events.read`` does, if it is of the plainest kind; else give None.

    Gives the values, and the marks of the whole. In what is read here nothing is to be refused.
    """
    if not _is_fit(text):
        return None
    try:
        data, marks = _lines(text)
    except _UnusualError:
        return None
    start = next(iter(marks.values()))[0]
    return data, (start, start, marks)


def _is_fit(text: str) -> bool:
    """Whether a text is whole lines of what can be seen, without tabs, a conflict's marks, or more than may be in a file."""
    if not text.endswith("\n") or 3 * text.count("\n") + text.count(",") >= MAX_VALUES or "<<<<<<<" in text:
        return False
    if text.isascii():
        return not text.encode().translate(None, _PRINTABLE)
    return text.replace("\n", " ").isprintable()


def _lines(text: str) -> tuple[dict[str, Any], Marks]:  # noqa: C901, PLR0912, PLR0915 - calls cost a tenth
    """Give what a text says, and the marks in it. Raises _UnusualError.

    ``values`` is the mapping or the list that is open at a ``column``, and ``around`` are those it
    stands in; ``waiting`` is the key whose value is to begin on a line below. What most lines are,
    one more key with a text at the ``likely`` column, is read without a call.
    """
    data: dict[str, Any] = {}
    top: Marks = {}
    values: Any = data
    marks, column, likely = top, 0, 0
    around: list[Open] = []
    waiting: Step | None = None
    step: Step
    value: Any
    inner: Marks | None
    for found in _LINE.finditer(text):
        pad, dash, key, plain, block, indent, quoted, items, pairs = found.groups()
        if key is None and dash is None:
            _pass_over(found[0])
            continue
        at = len(pad)
        if waiting is not None:
            if at < column + (dash is None):
                raise _UnusualError
            around.append((values, marks, column))
            made: Any = {} if dash is None else []
            values[waiting], inner = made, {}
            marks[waiting] = (marks[waiting][0], found.start(_KEY if dash is None else _DASH), inner)
            values, marks, column, waiting = made, inner, at, None
        elif at != likely or dash is not None:
            values, marks, column = _open(around, (values, marks, column), at, dict if dash is None else list)
        if dash is None:
            begin, likely = found.start(_KEY), at
        else:
            step, begin, likely = len(values), found.end(_DASH), _NOWHERE
            if key is not None:
                around.append((values, marks, column))
                made, inner = {}, {}
                values.append(made)
                marks[step] = (begin, begin, inner)
                values, marks, column = made, inner, at + len(dash)
                likely = column
        if key is not None:
            step = key if key[0] not in "\"'" else key[1:-1]
            if step in marks:
                raise _UnusualError
        if plain is not None:
            value = plain if len(plain) > 4 or plain not in NULLS else None
            marks[step] = (begin, found.start(_PLAIN), None)
        elif block is not None:
            value = _block(block, indent, column)
            marks[step] = (begin, found.start(_BLOCK), None)
        elif items is not None:
            start = found.start(_ITEMS)
            value, inner = _items(items, start)
            marks[step] = (begin, start, inner)
        elif pairs is not None:
            start = found.start(_PAIRS)
            value, inner = _pairs(pairs, start)
            marks[step] = (begin, start, inner)
        elif quoted is not None:
            value = _said(quoted)
            marks[step] = (begin, found.start(_QUOTED), None)
        elif key is not None:
            marks[step] = (begin, begin, None)
            waiting = step
            continue
        else:
            raise _UnusualError
        if key is None:
            values.append(value)
        elif value is not None:
            values[step] = value
    if waiting is not None or not data:
        raise _UnusualError
    return data, top


def _pass_over(line: str) -> None:
    """Raise _UnusualError if a line says anything, or if it is blanks that could belong to a block."""
    if line != "\n" and not line.lstrip(" ").startswith("#"):
        raise _UnusualError


def _open(around: list[Open], innermost: Open, at: int, kind: type) -> Open:
    """Close what is further in, and give what is open of a kind at a column. Raises _UnusualError where nothing is."""
    values, marks, column = innermost
    while at < column or values.__class__ is not kind:
        if not around:
            raise _UnusualError
        values, marks, column = around.pop()
    if at != column:
        raise _UnusualError
    return values, marks, column


def _block(block: str, indent: str, column: int) -> str:
    """Give the text of a block. Raises _UnusualError where it is no deeper than its key, and so is not its text."""
    if len(indent) <= column:
        raise _UnusualError
    sign, _, body = block.partition("\n")
    text = body[len(indent) :].replace("\n" + indent, "\n")
    return text if sign == "|-" else text + "\n"


def _items(text: str, start: int) -> tuple[list[str | None], Marks]:
    """Give the items of a list in brackets, which begins at an index, and their marks. Raises _UnusualError."""
    items: list[str | None] = []
    marks: Marks = {}
    for at, found in _pieces(_ITEM, text):
        marks[len(items)] = (start + at, start + at, None)
        items.append(_word(*found.groups()))
    return items, marks


def _pairs(text: str, start: int) -> tuple[dict[str, str], Marks]:
    """Give the pairs of a mapping in braces, which begins at an index, and their marks. Raises _UnusualError."""
    pairs: dict[str, str] = {}
    marks: Marks = {}
    for at, found in _pieces(_PAIR, text):
        key, plain, quoted = found.groups()
        if key in marks:
            raise _UnusualError
        marks[key] = (start + at, start + at + len(key) + 2, None)
        value = _word(plain, quoted)
        if value is not None:
            pairs[key] = value
    return pairs, marks


def _pieces(kind: re.Pattern[str], text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield what stands between the first and the last character, with the index of each. Raises _UnusualError."""
    at, last = 1, len(text) - 1
    while at < last:
        found = kind.match(text, at, last)
        if found is None:
            raise _UnusualError
        yield at, found
        at = found.end()


def _word(plain: str | None, quoted: str | None) -> str | None:
    if quoted is not None:
        return _said(quoted)
    return None if plain in NULLS else plain


def _said(quoted: str) -> str | None:
    """Give the text in quotes; None where it is blank."""
    text = quoted[1:-1]
    return text if text and not text.isspace() else None

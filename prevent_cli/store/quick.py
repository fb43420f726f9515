"""YAML of the plainest kind, read in little more than half the time.

Nearly every line of a toolkit is a key or a '-' with a value in one of a few forms. One
pattern knows these, and a text of nothing else is read here, line by line, into just what
``events`` makes of it. Whatever is the least bit unusual is left to ``events``, and so is
all that is wrong: nothing is refused here, and nothing guessed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from prevent_cli.store.marks import MAX_VALUES, meaning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.model.finding import Step
    from prevent_cli.store.marks import Mark, Marks

    Open = tuple[Any, Marks, int]
    """A mapping or a list that is being read, the marks in it, and the column where its keys or its '-' stand."""

# Letters are spelt out beside \w so that a table has them; \w alone asks for the kind of each.
# No repetition of a group is without an end, as each turn costs memory: a text of 5 MB may be one line.
_LINE = re.compile(
    r"""
    (?=[^\n\#])(?P<pad>[ ]{0,40}) (?P<dash>-[ ]{1,40})?
    (?: (?P<key> [A-Za-z0-9_\w][A-Za-z0-9_/'()&. \-\w]{0,999}(?<![ ]) | "[^"\\\n<]{1,999}" | '[^'\n<]{1,999}' )
        :(?:[ ]{1,40}|(?=\n)) )?
    (?:
        (?P<plain> [^ \n\-?:,\[\]{}\#&*!|>'"%@`=<~][^\n:\#]*
            (?: (?=\n) | (?: (?: (?<![ ])\# | :(?![ \n]) )[^\n:\#]* ){1,40} )(?<![ ]) )
      | (?P<block> \|-?\n(?P<indent>[ ]+)[^ \n][^\n]* (?: \n+(?P=indent)[ ]*[^ \n][^\n]* )* )
      | (?P<quoted> "[^"\\\n]*" | '[^'\n]*' )
      | (?P<items> \[[^\n\[\]{}\#]*\] )
      | (?P<pairs> \{[^\n\[\]{}\#]+\} )
      |                                  # nothing: the value begins on a line below
    )\n
  | (?P<remark> [ ]*\#[^\n]*\n | \n )
  | [\s\S]+                              # none of these, to the end of the text
    """,
    re.VERBOSE,
)
_DASH, _KEY, _PLAIN, _BLOCK, _QUOTED, _ITEMS, _PAIRS = (
    _LINE.groupindex[name] for name in ("dash", "key", "plain", "block", "quoted", "items", "pairs")
)
_WORD = r"""(?: ( \w[^,:?"]*(?: :(?=[\w/])[^,:?"]* ){0,40}(?<![ ]) ) | ( "[^"\\]*" | '[^']*' ) ) (?: ,[ ] | \Z )"""
_ITEM = re.compile(_WORD, re.VERBOSE)
_PAIR = re.compile(r"(\w{1,99}):[ ]" + _WORD, re.VERBOSE)
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
    """Whether a text is whole lines of what can be seen, without tabs, and not more than may be in a file.

    A line adds three values at most, as '- key: {' does, and one for each comma.
    """
    if not text.endswith("\n") or 3 * text.count("\n") + text.count(",") >= MAX_VALUES:
        return False
    if text.isascii():
        return not text.encode().translate(None, _PRINTABLE)
    return text.replace("\n", " ").isprintable()


def _lines(text: str) -> tuple[dict[str, Any], Marks]:  # noqa: C901, PLR0912, PLR0915 - calls cost a tenth
    """Give what a text says, and the marks in it. Raises _UnusualError.

    ``values`` is the mapping or the list that is open at a ``column``, and ``around`` are those it
    stands in, none of them further in; ``waiting`` is the key whose value is to begin on a line below.
    ``likely`` is the column where one more key may follow without more ado, as most lines do: that of
    the mapping that is open, and nowhere in a list. In forty columns and a line are 44 levels at most.
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
        pad, dash, key, plain, block, indent, quoted, items, pairs, remark = found.groups()
        if key is None and dash is None:
            if remark is None:
                raise _UnusualError
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
            kind = dict if dash is None else list
            while at < column or values.__class__ is not kind:
                if not around:
                    raise _UnusualError
                values, marks, column = around.pop()
            if at != column:
                raise _UnusualError
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
            value = plain if len(plain) > 4 else meaning(plain, plain=True)
            marks[step] = (begin, found.start(_PLAIN), None)
        elif block is not None:
            if len(indent) <= column:  # it is no deeper than its key, and so is not its text
                raise _UnusualError
            value = block.replace("\n" + indent, "\n")
            value = value[3:] if value[1] == "-" else value[2:] + "\n"
            marks[step] = (begin, found.start(_BLOCK), None)
        elif items is not None:
            start = found.start(_ITEMS)
            value, inner = _items(items, start) if len(items) > 2 else ([], {})
            marks[step] = (begin, start, inner)
        elif pairs is not None:
            start = found.start(_PAIRS)
            value, inner = _pairs(pairs, start)
            marks[step] = (begin, start, inner)
        elif quoted is not None:
            value = quoted[1:-1]
            if not value.strip():
                value = None
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
    return _said(quoted) if plain is None else meaning(plain, plain=True)


def _said(quoted: str | None) -> str | None:
    return meaning(quoted[1:-1], plain=False) if quoted else None

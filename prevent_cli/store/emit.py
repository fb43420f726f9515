"""Plain data into YAML as this project writes it.

Text that another YAML reader would take for something else is quoted, text of several
lines goes into a ``|`` block, and small mappings and lists of words stand on one line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

WIDTH = 100
STEP = 2
FLOW_MAPPINGS = frozenset({"organisation", "rating", "computed", "withheld", "previous", "committee"})
FLOW_ITEMS = frozenset({"moderated", "revised"})
"""Keys whose mappings, and whose lists' items, stand on one line where they fit."""

DATES = frozenset({"period", "as_of", "on", "date", "raised", "due", "completed", "expires", "until"})
"""Keys whose values are dates by the format: there a day stands without quotes, and other readers may see a date."""

# What YAML 1.1 or 1.2 readers take for a truth value, a number, a time or nothing.
_OTHER = re.compile(
    r"(?:\d{4}-\d\d?-\d\d?(?:t|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:z|[-+]\d\d?(?::?\d\d)?))?|y|n|yes|no|on|off|true|false|null|~|=|<<|[-+]?\.(?:inf|nan)|[-+]?[0-9][0-9a-fA-FoxX_.,:eE+-]*|[-+]?\.[0-9_]+)?",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_BAD_START = frozenset("-?:,[]{}#&*!|>'\"%@` \t=")
_BREAK = re.compile("[\n\r\x85\u2028\u2029]")
_NOT_PLAIN = re.compile("[^\t -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|\t")
_BLOCK_UNFIT = re.compile("[^\t\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def document(data: Mapping[str, Any]) -> str:
    """Give a whole file, its keys in the order of ``data``. Without values that are None."""
    return "".join(f"{entry(key, value, 0)}\n" for key, value in data.items() if value is not None)


def entry(key: str, value: Any, column: int) -> str:
    """Give 'key: value' for a block mapping at a column; further lines are indented, the last has no end."""
    return f"{_key(key)}:{after(value, column, key)}"


def item(value: Any, column: int, key: str = "") -> str:
    """Give '- value' for a block list at a column; ``key`` is the key of the list."""
    if isinstance(value, dict) and value and not (key in FLOW_ITEMS and fits(value, column + STEP)):
        inner = column + STEP
        lines = [entry(name, one, inner) for name, one in value.items() if one is not None]
        return "- " + f"\n{' ' * inner}".join(lines)
    if isinstance(value, list) and value and not _words(value, column + STEP):
        return "- " + f"\n{' ' * (column + STEP)}".join(item(one, column + STEP) for one in value)
    return "-" + after(value, column, flow=isinstance(value, dict | list))


def after(value: Any, column: int, key: str = "", *, flow: bool = False, quote: str | None = None) -> str:
    """Give what stands after 'key:' or '-', the space or line break before it too.

    ``column`` is where the key or the '-' stands. ``quote`` is the quote to use where quotes are possible.
    """
    inner = column + STEP
    if value is None:
        return ""
    if isinstance(value, str):
        return block(value, inner) if is_block(value) else f" {inline(value, key, quote=quote)}"
    if isinstance(value, dict) and value and not flow and not (key in FLOW_MAPPINGS and fits(value, inner + len(key))):
        lines = (entry(name, one, inner) for name, one in value.items() if one is not None)
        return "".join(f"\n{' ' * inner}{line}" for line in lines)
    if isinstance(value, list) and value and not flow and not _words(value, inner + len(key)):
        return "".join(f"\n{' ' * inner}{item(one, inner, key)}" for one in value)
    return f" {inline(value)}"


def inline(value: Any, key: str = "", *, flow: bool = False, quote: str | None = None) -> str:
    """Give a value on one line; ``key`` is its key, and ``flow`` says that it stands inside brackets."""
    if value is None:
        return "null"
    if isinstance(value, dict):
        return "{" + ", ".join(pair(name, one) for name, one in value.items() if one is not None) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(inline(one, flow=True) for one in value) + "]"
    text = str(value)
    if quote == "'" and not _NOT_PLAIN.search(text):
        return "'" + text.replace("'", "''") + "'"
    return text if quote is None and is_plain(text, flow=flow, day=key in DATES) else _quoted(text)


def pair(key: str, value: Any) -> str:
    """Give 'key: value' for use in brackets."""
    return f"{_key(key, flow=True)}: {inline(value, key, flow=True)}"


def _key(key: str, *, flow: bool = False) -> str:
    # 'on' is a key of the record format, written without quotes everywhere; YAML 1.1 readers know it as true.
    return key if key == "on" else inline(key, flow=flow)


def is_plain(text: str, *, flow: bool = False, day: bool = False) -> bool:
    """Whether text may stand without quotes and every YAML reader sees the same text; ``day`` lets a day be a date."""
    if _OTHER.fullmatch(text) and not (day and _DAY.fullmatch(text)):
        return False
    if text[0] in _BAD_START or text[-1] in " \t:" or _NOT_PLAIN.search(text) or text.startswith(("---", "...")):
        return False
    if ": " in text or " #" in text:
        return False
    return not (flow and re.search(r"[,\[\]{}?]|:(?=[,\[\]{}\"'])", text))


def is_block(text: str) -> bool:
    """Whether text is written as a block: it has several lines, and a block can hold it."""
    if not _BREAK.search(text) or _BLOCK_UNFIT.search(text) or not text.strip():
        return False
    # The first line gives a block its indent; blank lines at the end would count with those that follow.
    body = text.removesuffix("\n")
    return not body.startswith((" ", "\n", "\t")) and body == body.rstrip()


def block(text: str, column: int) -> str:
    """Give text as a ``|`` block whose lines begin at a column, with the space before the '|'."""
    sign = "|" if text.endswith("\n") else "|-"
    lines = [f"{' ' * column}{line}" if line else "" for line in text.removesuffix("\n").split("\n")]
    return "\n".join([f" {sign}", *lines])


def fits(value: Mapping[str, Any], column: int) -> bool:
    """Whether a mapping may stand on one line: short words, no lists, no further mappings."""
    simple = all(one is None or (isinstance(one, str) and not _BREAK.search(one)) for one in value.values())
    return simple and column + len(inline(value)) <= WIDTH


def _words(value: list[Any], column: int) -> bool:
    """Whether a list may stand on one line."""
    simple = all(isinstance(one, str) and not _BREAK.search(one) for one in value)
    return simple and column + len(inline(value)) <= WIDTH


def _quoted(text: str) -> str:
    return '"' + re.sub(r'[\\"]|' + f"(?:{_NOT_PLAIN.pattern})", _escape, text) + '"'


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    if char in _ESCAPES:
        return _ESCAPES[char]
    number = ord(char)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"

"""Text in cells: how it is shown, whether a cell can hold it, and when two texts say the same."""

from __future__ import annotations

import re
from hashlib import sha256

from prevent_cli.authoring import prose
from prevent_cli.model.when import DateError, When
from prevent_cli.reports.columns import fit
from prevent_cli.reports.sheets import LIMIT, size, split

WHENS = frozenset(("on", "due", "completed"))
"""Keys of cells that hold a date as people write it."""
WORDS = frozenset(("answer", "status", "rating", "computed", "state"))
"""Keys of cells that hold one of a few words."""
PROSE = frozenset(("text", "reason", "outcome", "note", "because"))
"""Keys of cells to write in whose text is light Markdown."""
LINE = 16_000
"""A line of this many characters, beside others, is as long as LibreOffice lets it be without breaking it in two."""
# Two escapes of a workbook's XML in one: programs differ in what they make of it.
_TWICE = re.compile(r"(_x[0-9A-Fa-f]{4})(?=_x[0-9A-Fa-f]{4}_)")


def shown(text: str) -> str:
    """Give text as a cell shows it: one kind of line end, U+FFFD for what cannot stand in a cell, no lines around it."""
    return _TWICE.sub("\\1\ufffd", fit(text)).strip("\n")


def first_part(text: str) -> str:
    """Give what stands in the cell itself where a text is too long for one."""
    return split(shown(text), "Continued", LINE)[0]


def holds(text: str) -> bool:
    """Whether a cell can hold a text so that it can be changed there and nothing of it is lost."""
    plain = one_line_end(text).strip("\n")
    return size(plain) <= LIMIT and shown(text) == plain and ("\n" not in plain or _longest_line(plain) <= LINE)


def _longest_line(text: str) -> int:
    return max(map(len, text.split("\n")))


def one_line_end(text: str) -> str:
    """Give text with one kind of line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def given(key: str, text: str) -> str:
    """Give what somebody wrote into a cell as a file holds it."""
    text = one_line_end(text).strip()
    if key in PROSE:
        return prose.written(text) if text else ""
    return " ".join(text.split()).casefold() if key in WORDS else " ".join(text.split())


def normal(key: str, text: str) -> str:
    """Give what two texts have in common that say the same: how they are wrapped or spaced says nothing."""
    if key in PROSE:
        return prose.lines(shown(text).strip()).strip()
    flat = " ".join(shown(text).split())
    if key in WHENS and flat:
        try:
            when = When.parse(flat)
        except DateError:
            return flat
        return f"{when.first}/{when.last}"
    return flat.casefold() if key in WORDS else flat


def seal(text: str) -> str:
    """Give a short mark of what a cell shows, by which a change of it is noticed; blank space does not count."""
    return sha256("".join(text.split()).encode(errors="replace")).hexdigest()[:12]

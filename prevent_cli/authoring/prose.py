"""Prose as files hold it: one sentence a line, so that a change of one sentence is a change of one line."""

from __future__ import annotations

import re
from textwrap import dedent

SHORT = 100
"""Text of one sentence up to this many characters may stand on the line of its key."""

_BLANK = re.compile(r"\n(?:[ \t]*\n)+")
# Code, and an item without text: there the number of blank lines means something.
_FENCE = re.compile(r"^[ \t]*(?:```|~~~|(?:(?:[-+*]|\d+[.)])[ \t]*)+$)", re.MULTILINE)
# A line break that is meant, and an address in <> that a line break would end.
_FIXED = re.compile(r"(?:[ ]{2}|\\)\n|\]\([ \t]*<|\r|\t")
# Lines that mean something by how they begin: lists, headings, quotations, tables, rules, references.
_MARKED = re.compile(r"[ \t]*(?:[-+*](?:[ \t]|$)|\d+[.)](?:[ \t]|$)|[>|#]|[-=*_:| \t]{2,}$|\[[^\]]*\]:)")
_ITEM = re.compile(r"([ ]*(?:[-+*]|\d+[.)])[ ]+)(\S.*)")
# Quotation marks of every kind may end and begin a sentence.
_END = re.compile(r"""(?<=[.!?])(["'”’)\]]*)[ ]+(?=["'“‘(\[]?[A-Z0-9ÁÂÀÉÊÈÍÎÌÓÔÒÚÛÙŴŶ])""")  # noqa: RUF001 - curly quotes are meant
_BEFORE = r"(?:^|[\s(\[\"“])"
_ABBREVIATED = re.compile(
    _BEFORE
    + r"(?:[A-Z](?:\.[A-Z])*|e\.g|i\.e|etc|cf|vs|approx|ca|al|Dr|Mr|Mrs|Ms|Mx|Prof|Rev|Hon|St|Sgt|Insp|Supt|Cllr|"
    r"Lt|Col|ed|eds|Ltd|Co|Inc|plc|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.$"
)
# These end a sentence unless a number follows.
_NUMBERING = re.compile(_BEFORE + r"(?:[Nn]os?|paras?|pp?|ss?|ch|[Ff]ig|vol|Art|Sch|Reg)\.$")


def lines(text: str) -> str:
    """Give text with one sentence a line, paragraphs and lists as they were.

    Without blank space at either end. What it means as light Markdown does not change.
    """
    body = text.strip("\n").rstrip()
    if _FENCE.search(body):
        return body
    body = dedent(body) if "\t" not in body else body
    return "\n\n".join(_paragraph(part) for part in _BLANK.split(body) if part.strip())


def written(text: str) -> str:
    """Give text as a file holds it: one short sentence as it is, more with a line break at the end."""
    made = lines(text)
    return made if "\n" not in made and len(made) <= SHORT else f"{made}\n"


def _paragraph(text: str) -> str:
    """Set a paragraph anew where that is safe: plain prose, then perhaps the items of a list."""
    if _FIXED.search(text):
        return text
    found = text.split("\n")
    number = next((at for at, line in enumerate(found) if line.startswith(" ") or _MARKED.match(line)), len(found))
    items = _items(found[number:])
    if items is None:
        return text
    opening = sentences(" ".join(line.rstrip(" ") for line in found[:number]))
    return "\n".join([*opening, *(line for sign, rest in items for line in _item(sign, rest))])


def _items(found: list[str]) -> list[tuple[str, str]] | None:
    """Read a list: each item's sign, with the space around it, and its text. None where it is anything else."""
    items: list[tuple[str, str]] = []
    for line in found:
        match = _ITEM.match(line)
        if match and not _MARKED.match(match[2]):
            items.append((match[1], match[2].rstrip(" ")))
        elif items and line.startswith(margin := " " * len(items[-1][0])) and not _MARKED.match(line):
            sign, rest = items[-1]
            items[-1] = (sign, f"{rest} {line.removeprefix(margin).strip(' ')}")
        else:
            return None
    return items


def _item(sign: str, text: str) -> list[str]:
    """Set the sentences of a list's item under each other."""
    first, *others = sentences(text)
    return [f"{sign}{first}", *(f"{' ' * len(sign)}{one}" for one in others)]


def sentences(text: str) -> list[str]:
    """Split a paragraph after its sentences, never so that a line would begin with a mark of its own.

    Without the spaces between them.
    """
    parts: list[str] = []
    start = 0
    for found in _END.finditer(text):
        before, after = text[start : found.start()], text[found.end() :]
        short = _ABBREVIATED.search(before) or (after[0].isdigit() and _NUMBERING.search(before))
        if not short and not _MARKED.match(after):
            parts.append(text[start : found.end(1)])
            start = found.end()
    return [*parts, text[start:]] if text[start:] else parts

"""Prose as files hold it: one sentence a line, so that a change of one sentence is a change of one line."""

from __future__ import annotations

import re

SHORT = 100
"""Text of one sentence up to this many characters may stand on the line of its key."""

_BLANK = re.compile(r"\n[ \t]*\n")
# Lines that mean something by where they begin: lists, headings, quotations, tables, code.
_MARKED = re.compile(r"[ \t]*(?:[-+*>|#]|\d+[.)](?:[ \t]|$)|```|~~~)|[ \t]{4}|\t")
_ITEM = re.compile(r"([ \t]*)((?:[-+*]|\d+[.)])[ \t]+)(.*)", re.DOTALL)
# Quotation marks of every kind may end and begin a sentence.
_END = re.compile(r"""(?<=[.!?])(["'”’)\]]*)[ ]+(?=["'“‘(\[]?[A-Z0-9ÁÂÀÉÊÈÍÎÌÓÔÒÚÛÙŴŶ])""")  # noqa: RUF001 - curly quotes are meant
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\[\"“])(?:[A-Z]|e\.g|i\.e|etc|cf|vs|approx|ca|Dr|Mr|Mrs|Ms|Mx|Prof|Rev|Hon|St|Sgt|Insp|Supt|Cllr|Lt|Col|"
    r"No|Nos|para|paras|p|pp|s|ss|ch|fig|Fig|vol|ed|eds|Ltd|Co|Inc|plc|Art|Sch|Reg|Jan|Feb|Mar|Apr|Jun|Jul|Aug|"
    r"Sep|Sept|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\.$"
)


def lines(text: str) -> str:
    """Give text with one sentence a line, paragraphs and lists as they were.

    Without blank space at either end. What it means as light Markdown does not change.
    """
    return "\n\n".join(_paragraph(part) for part in _BLANK.split(text.strip("\n").rstrip()) if part.strip())


def written(text: str) -> str:
    """Give text as a file holds it: one short sentence as it is, more with a line break at the end."""
    made = lines(text)
    return made if "\n" not in made and len(made) <= SHORT else f"{made}\n"


def _paragraph(text: str) -> str:
    """Set a paragraph anew where that is safe: plain prose, or a list of one level."""
    if re.search(r"(?:[ ]{2}|\\)\n", text):  # a line break that is meant
        return text
    found = text.split("\n")
    if not any(_MARKED.match(line) for line in found):
        return "\n".join(sentences(" ".join(line.strip() for line in found)))
    if all(_ITEM.match(line) for line in found):
        return "\n".join(map(_item, found))
    return text


def _item(line: str) -> str:
    """Set the sentences of a list's item under each other."""
    match = _ITEM.match(line)
    if not match:
        return line
    margin, sign, rest = match.groups()
    first, *others = sentences(rest.strip()) or [""]
    return "\n".join([f"{margin}{sign}{first}".rstrip(), *(f"{' ' * len(margin + sign)}{one}" for one in others)])


def sentences(text: str) -> list[str]:
    """Split a paragraph after its sentences, never so that a line would begin with a mark of its own.

    Without the spaces between them.
    """
    parts: list[str] = []
    start = 0
    for found in _END.finditer(text):
        before, after = text[start : found.end(1)], text[found.end() :]
        if not _ABBREVIATED.search(text[start : found.start()]) and not _MARKED.match(after):
            parts.append(before)
            start = found.end()
    return [*parts, text[start:]] if text[start:] else parts

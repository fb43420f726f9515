"""What stands in an assessment's document and is none of its items: keys to colours, glossaries, sign-offs, appendices."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prevent_cli.importing import heads, ids, ratings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.importing.rows import Row

_COLOURS = frozenset({"red", "amber", "green", "blue", "yellow"})
_APPENDIX = re.compile(r"(?:appendix|appendices|annex|annexe)\b", re.IGNORECASE)
_LAST = re.compile(
    r"(?:rag |colour |rating |status )*key(?: to (?:colours|ratings|rag.*))?|(?:rag )?legend|glossary(?: of terms)?|abbreviations|acronyms|definitions"
    r"|sign(?:ed)?[ -]?off(?: by)?|signatures?|approvals?|document control|version (?:control|history)",
    re.IGNORECASE,
)
_MEANS = re.compile(r"(?:meanings?|definitions?|explanations?|stands for|what it means)", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:signed(?:[ -]off)?|approved|agreed|authorised|prepared|completed|reviewed|submitted) by|signatures?|signed(?:[ -]off)?",
    re.IGNORECASE,
)
_LINES = re.compile(
    r"(?:date|name|position|role|job title|title|(?:date of )?next review|review date|version)", re.IGNORECASE
)
_OVERALL = re.compile(r"(?:overall|total)\b.{0,30}\b(?:r\.?a\.?g\.?|rating)\b.{0,20}", re.IGNORECASE)
_SHORT = 10


class Below:
    """The heading of an appendix or the like that the tables stand below while a document is read, "" for none."""

    def __init__(self) -> None:
        self.heading = ""
        self._level = 0
        self._once = False

    def line(self, row: Row) -> None:
        """Take a line between tables: it may begin an appendix, or a heading may end it."""
        paragraph = next(one for cell in row.cells if cell for one in cell.paragraphs)
        text = heads.flat(row.text)
        begins = _begins(text)
        ends = ids.benchmark(text) or ids.NUMBER.match(text) or 0 < paragraph.heading <= self._level
        if begins:
            self.heading, self._level, self._once = text, paragraph.heading, not _APPENDIX.match(text)
        elif ends:
            self.heading, self._level = "", 0

    def table(self) -> str:
        """Say below which heading a table stands; a key or a sign-off has one table only."""
        found = self.heading
        self.heading = "" if self._once else found
        return f"below '{found}'" if found else ""


def kind(below: Sequence[Row], heading: str) -> str:
    """Say what a table without known heads is that holds no items, "" for any other; ``heading`` says below what it stands."""
    texts = [[heads.flat(cell.text) for cell in row.cells if cell and cell.text] for row in below]
    if sum(one[0].casefold() in _COLOURS for one in texts if len(one) > 1) > 1 and _narrow(texts):
        return "a key to colours"
    if any(map(_MEANS.fullmatch, texts[0])) and _narrow(texts):
        return "a glossary"
    firsts = [one[0].rstrip(" :") for one in texts]
    signed = [one for one in firsts if _SIGNED.fullmatch(one)]
    if _narrow(texts) and signed and len(signed) + sum(map(bool, map(_LINES.fullmatch, firsts))) == len(firsts):
        return "a sign-off"
    numbered = any(map(ids.parts, firsts)) or any(map(ids.benchmark, firsts))
    asks = numbered or any(text.endswith("?") for one in texts for text in one)
    if _narrow(texts) and not asks and any(len(one) > 1 and _rates(*one[:2]) for one in texts):
        return "a form about a benchmark"
    heading = heading or (f"headed '{texts[0][0]}'" if len(texts[0]) == 1 and _begins(texts[0][0]) else "")
    return f"{heading} and is no table of an assessment" if heading and not numbered else ""


def no_item(row: Row, column: int | None, *, begun: bool) -> str:
    """Say what a row of an assessment's table is that is no item, such as one that begins with a colour; "" for any other.

    ``begun`` says that a question of the benchmark was read, before which a rating stands below its heading.
    """
    cell = row.cells[column] if column is not None and column in row.filled else row.alone
    text = heads.flat(cell.text) if cell else ""
    beside = [heads.flat(one.text).casefold() for at in row.filled if (one := row.cells[at]) and one is not cell]
    if row.table and beside and text.casefold() in _COLOURS:
        return "is it of a key to colours?"
    rates = len(beside) == 1 and beside[0] in _COLOURS and _label(text)
    alone = begun and not beside and (ratings.of_line(text) or _OVERALL.fullmatch(text))
    return "is it the rating of the benchmark?" if rates or alone else ""


def _begins(text: str) -> bool:
    appendix = _APPENDIX.match(text) and len(text.split()) <= _SHORT and not text.endswith("?")
    return bool(appendix or _LAST.fullmatch(text.rstrip(" :")))


def _rates(label: str, colour: str) -> bool:
    return colour.casefold() in _COLOURS and _label(label)


def _label(text: str) -> bool:
    return heads.role(text) == "rag" or bool(_OVERALL.fullmatch(text))


def _narrow(texts: Sequence[Sequence[str]]) -> bool:
    return max(map(len, texts)) <= 3

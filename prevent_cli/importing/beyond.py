"""What stands in an assessment's document and is none of its items: keys to colours, glossaries, sign-offs, appendices."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prevent_cli.importing import heads, ids, ratings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.importing.rows import Row

_APPENDIX = re.compile(
    r"(?:(?:appendix|annexe?) +(?:[A-Z]|\d{1,2}|[IVX]{1,4})|appendix|appendices|annex(?:es|e)?)(?: *[:.\u2013\u2014-]+(?: .*)?)?",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"(?:rag |colour |rating |status )*key(?: to (?:colours|ratings|rag.*))?|(?:rag )?legend|glossary(?: of terms)?|abbreviations|acronyms|definitions"
    r"|sign(?:ed)?[ -]?off(?: by)?|signatures?|approvals?|document control|version (?:control|history)",
    re.IGNORECASE,
)
_MEANS = re.compile(r"(?:meanings?|definitions?|explanations?|stands for|what it means)", re.IGNORECASE)
_TERM = re.compile(r"(?:key )?(?:terms?|words?|phrases?|acronyms?|abbreviations?|initials|jargon)", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:signed(?:[ -]off)?|approved|agreed|authorised|prepared|completed|reviewed|submitted) by|signatures?|signed(?:[ -]off)?",
    re.IGNORECASE,
)
_LINES = re.compile(
    r"(?:date|name|position|role|job title|title|(?:date of )?next review|review date|version|(?:last |next |date )?reviewed)",
    re.IGNORECASE,
)
_OF_FORM = re.compile(r"(?:benchmark|previous|last|next|target) +", re.IGNORECASE)
_OVERALL = re.compile(
    r"(?:overall|total) (?:\w+ )?(?:r\.?a\.?g\.?(?: (?:rating|status))?|rating)(?: (?:for|of) (?:this |the )?(?:benchmark|section|assessment)(?: \d+)?)?"
    r"(?: *(?:[:\u2013\u2014-]*|is) *(?:red|amber|green))?",
    re.IGNORECASE,
)
_SHORT = 10
_WIDE = 4


class Below:
    """The heading of an appendix or the like that the tables stand below while a document is read, "" for none.

    One that is a line like any other ends at any heading or question, and at a table that has an assessment's shape.
    """

    def __init__(self) -> None:
        self.heading = ""
        self._level = 0
        self._once = False
        self._width = 0

    def line(self, row: Row) -> None:
        """Take a line between tables: it may begin an appendix, or a heading may end it."""
        paragraph = next(one for cell in row.cells if cell for one in cell.paragraphs)
        text, level = heads.flat(row.text), paragraph.heading
        begins = _begins(text) and (level or text[-1] not in ".;")
        asks = ids.benchmark(text) or ids.NUMBER.match(text) or (not self._level and text.endswith("?"))
        if begins:
            self.heading, self._level, self._once = text, level, not _APPENDIX.fullmatch(text)
        elif asks or 0 < level <= (self._level or level):
            self.heading, self._level = "", 0

    def table(self, below: Sequence[Row]) -> str:
        """Say below which heading a table stands; a key or a sign-off has one table only."""
        if (self._once or not self._level) and _assesses(below, self._width):
            self.heading = ""
        found = self.heading
        self.heading = "" if self._once else found
        self._width = self._width if found else len(below[0].cells)
        return f"below '{found}'" if found else ""


def kind(below: Sequence[Row], heading: str) -> str:
    """Say what a table without known heads is that holds no items, "" for any other; ``heading`` says below what it stands."""
    texts = [[heads.flat(cell.text) for cell in row.cells if cell and cell.text] for row in below]
    if sum(one[0].casefold() in ratings.COLOURS for one in texts if len(one) > 1) > 1 and _narrow(texts):
        return "a key to colours"
    if _narrow(texts) and _explains(texts[0]) and not any(map(_coloured, texts)):
        return "a glossary"
    firsts = [one[0].rstrip(" :") for one in texts]
    signed = [one for one in firsts if _SIGNED.fullmatch(one)]
    if _narrow(texts) and signed and len(signed) + sum(map(bool, map(_LINES.fullmatch, firsts))) == len(firsts):
        return "a sign-off"
    numbered = any(map(ids.parts, firsts)) or any(map(ids.benchmark, firsts))
    asks = numbered or any(text.endswith("?") for one in texts for text in one)
    rated = any(len(one) > 1 and _rates(*one[:2]) for one in texts)
    if _narrow(texts) and not asks and rated and 2 * sum(map(_of_form, firsts)) > len(firsts):
        return "a form about a benchmark"
    headed = len(texts[0]) == 1 and _begins(texts[0][0]) and not _assesses(below)
    heading = heading or (f"headed '{texts[0][0]}'" if headed else "")
    return f"{heading} and is no table of an assessment" if heading and not numbered else ""


def no_item(row: Row, column: int | None, *, begun: bool) -> str:
    """Say what a row of an assessment's table is that is no item, such as one that begins with a colour; "" for any other.

    ``begun`` says that a question of the benchmark was read, before which a rating stands below its heading.
    """
    cell = row.cells[column] if column is not None and column in row.filled else row.alone
    text = heads.flat(cell.text) if cell else ""
    beside = [heads.flat(one.text).casefold() for at in row.filled if (one := row.cells[at]) and one is not cell]
    if row.table and beside and text.casefold() in ratings.COLOURS:
        return "is it of a key to colours?"
    rates = len(beside) == 1 and beside[0] in ratings.COLOURS and _label(text)
    alone = begun and not beside and (ratings.of_line(text) or _OVERALL.fullmatch(text))
    return "is it the rating of the benchmark?" if rates or alone else ""


def _begins(text: str) -> bool:
    appendix = _APPENDIX.fullmatch(text) and len(text.split()) <= _SHORT and not text.endswith("?")
    return bool(appendix or _LAST.fullmatch(text.rstrip(" :")))


def _assesses(below: Sequence[Row], width: int = _WIDE) -> bool:
    """Whether a row has a colour beside three cells or more, or beside as many as a table of this width has."""
    rows = ([cell.text for cell in row.cells if cell and cell.text] for row in below)
    return any(_coloured(one) and len(one) >= min(_WIDE, width or _WIDE) for one in rows)


def _coloured(texts: Sequence[str]) -> bool:
    return any(one.casefold() in ratings.COLOURS for one in texts)


def _explains(row: Sequence[str]) -> bool:
    """Whether heads are those of a glossary, such as 'Term' and 'Meaning', and none is one of an assessment."""
    terms = any(all(map(_TERM.fullmatch, re.split(r" ?/ ?| and | or ", one))) for one in row)
    return terms and any(map(_MEANS.fullmatch, row)) and not any(map(heads.role, row))


def _of_form(label: str) -> bool:
    """Whether a text is a label of what is said of a benchmark, such as 'Benchmark lead', 'Previous RAG' or 'Last reviewed'."""
    bare = _OF_FORM.sub("", label)
    known = heads.role(bare) or heads.field(bare) or _LINES.fullmatch(label) or _SIGNED.fullmatch(label)
    return bool(known or _label(label))


def _rates(label: str, colour: str) -> bool:
    return colour.casefold() in ratings.COLOURS and _label(label)


def _label(text: str) -> bool:
    rating = heads.role(text) == "rag" and not text.casefold().endswith("ratings")
    return rating or bool(_OVERALL.fullmatch(text.rstrip(" :")))


def _narrow(texts: Sequence[Sequence[str]]) -> bool:
    return max(map(len, texts)) <= 3

"""What is the number of a benchmark, a question or an expectation, and what only looks like one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prevent_cli.importing import dates

if TYPE_CHECKING:
    from collections.abc import Container

Number = tuple[int, ...]
"""An item's number in its parts: benchmark, question, expectation."""

HEADING = re.compile(
    r"(?:benchmarks?|sections?)\s*(?:no\.?\s*)?(\d{1,3})\s*(?:[:;.\u2013\u2014-]+\s*|(?=\n)|$)", re.IGNORECASE
)
"""The beginning of a benchmark's heading that says what it is."""
NUMBER = re.compile(
    r"\(?(?i:Q(?:uestion)?\.?\s*)?(\d{1,3})\s?[.,\u00b7]\s?(\d{1,3})(?:\s?[.,\u00b7]\s?(\d{1,3}))?\)?[.):]?(?:\s+|(?=[A-Z(]))"
)
"""The number in front of a question or an expectation, in its two or three parts."""
ONE = re.compile(r"\(?(?i:Q(?:uestion)?\.?\s*)?(\d{1,3})\s*[.):]\s+(?=\S)")
"""A whole number in front of words."""
WHOLE = re.compile(r"(\d{1,3})\s*[.):]?", re.ASCII)
"""A cell that holds a whole number and nothing more."""
SUMMED = re.compile(r"(?:benchmarks?\s*)?(\d{1,3})\s*[.):-]?\s+(?=\S)", re.IGNORECASE)
"""The number in front of a benchmark's name in a summary."""
_NO_BENCHMARK = re.compile(
    r"\w+\s*(?:no\.?\s*)?\d+(?:\.\d|[\u2013\u2014-]\d|\s*[\u2013\u2014-]\s*\d{1,3}\s*(?:$|[:;]))",
    re.IGNORECASE | re.MULTILINE,
)
_SEVERAL = re.compile(
    r"benchmarks?\s*(?:no\.?\s*|nos\.?\s*)?\d+(?:\.\d+)?\s*(?:[\u2013\u2014,&-]|and\b|to\b)\s*\d", re.IGNORECASE
)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)\b"
_LISTED = re.compile(
    r"(?:benchmark|question|section|theme|standard|objective|no)?\.?\s*#?"
    rf"(\d{{1,3}}(?:\.\d{{1,3}}){{0,2}})(?![\w/]|\.\d|-{_MONTH})[\s.:)\u2013-]*",
    re.IGNORECASE,
)
_TURNED = re.compile(rf"\d{{1,2}}-{_MONTH}|{_MONTH}-\d{{1,2}}", re.IGNORECASE | re.ASCII)
_SHEET = re.compile(r"(\d{1,2})\s*[.:)\u2013-]?\s+([^\W\d].*)")
_ALONE = re.compile(
    r"\(?(?:Q(?:uestion)?\.?\s*)?\d{1,3}(?:\s?[.\u00b7]\s?\d{1,3}){1,2}\)?[.):]?", re.IGNORECASE | re.ASCII
)


def alone(text: str, known: Container[Number]) -> bool:
    """Whether a cell holds the number of a question or an expectation and nothing more.

    A date such as 30.11.21 is none; 1.1.10 is one where 1.1 is ``known``.
    """
    return _ALONE.fullmatch(text) is not None and (not dated(text) or parts(text)[:2] in known)


def dated(text: str) -> bool:
    """Whether the number in front of a text may be a date."""
    found = NUMBER.match(text + " ")
    return bool(found and dates.parsed(found[0]))


def doubtful(found: re.Match[str]) -> bool:
    """Whether a number in front of words may be a date, or speak of a text such as a law's: '8.1.2 of the guidance'."""
    return bool(dates.parsed(found[0])) or found.string[found.end() :][:1].islower()


def parts(text: str) -> Number:
    """Give the parts of the number in front of a text; none where there is none."""
    found = NUMBER.match(text + " ")
    return tuple(int(one) for one in found.groups() if one) if found else ()


def listed(words: str) -> tuple[str, int]:
    """Give the number of an item that a cell of a list begins with, and where the words after it begin; "" and 0 without."""
    found = _LISTED.match(words)
    return (".".join(str(int(part)) for part in found[1].split(".")), found.end()) if found else ("", 0)


def bare(words: str) -> str:
    """Give words without signs and capitals, by which the same words are known."""
    return " ".join(re.findall(r"\w+", words.casefold())) or words


def turned(words: str) -> bool:
    """Whether words are a day of a year, such as '01-Jan', which a spreadsheet makes of a number such as 1.1."""
    return _TURNED.fullmatch(words) is not None


def of_sheet(name: str) -> tuple[str, str] | None:
    """Give the number and the words of a sheet's name such as '1 Risk'; None for any other, such as a date."""
    found = _SHEET.fullmatch(name.strip())
    return (str(int(found[1])), found[2]) if found and not dates.dates_in(name) else None


def credible(words: str) -> bool:
    """Whether a cell of a list begins with what is an item's number, and no amount such as '3.5 hours', and no date."""
    number, end = listed(words)
    return "." in number and not dated(words) and (number.count(".") > 1 or not words[end:][:1].islower())


def benchmark(text: str) -> re.Match[str] | None:
    """Find the beginning of a heading that says by its word that it is a benchmark's."""
    found = HEADING.match(text)
    return found if found and found[0].lower().startswith("benchmark") else None


def of_question(text: str) -> str:
    """Give the number of a question, or of what is below it, that a heading such as 'Benchmark 1.1' begins with.

    "" without one, and for several ('Benchmark 1.1-1.3').
    """
    number, end = listed(text) if text.lower().startswith("benchmark") else ("", 0)
    several = re.match(r"\d{1,3}\.\d", text[end:])
    return number if "." in number and not several else ""


def of_one(text: str) -> re.Match[str] | None:
    """Find the beginning of a heading of one benchmark above a list; several ('Benchmarks 1-3') or a question are none."""
    return None if _NO_BENCHMARK.match(text) else benchmark(text)


def of_several(text: str) -> bool:
    """Whether a line is the heading of several benchmarks or questions: 'Benchmarks 1-3', 'Benchmarks 2 and 5'."""
    return bool(_SEVERAL.match(text)) and not (of_one(text) or of_question(text))

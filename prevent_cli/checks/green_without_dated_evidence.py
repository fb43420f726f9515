"""A benchmark is judged green, and nothing in its evidence says when.

Without a date, a month or a rhythm ("each quarter"), nobody can tell whether the evidence
is of this year or has been carried over for five. One dated piece is enough.

Example: a green benchmark whose evidence is `A policy is in place.`

Mend it by giving a piece of evidence its date with `on`, or by saying in its text when or
how often.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Benchmark, Evidence, Toolkit

CODE = "green-without-dated-evidence"
LEVEL: Level = "warning"


def check(toolkit: Toolkit, _context: Context) -> Iterator[Problem]:
    """Yield a problem for every green benchmark without a date in its evidence."""
    for number, benchmark in enumerate(toolkit.benchmarks):
        if benchmark.rating and benchmark.rating.value == "green" and benchmark.questions:
            evidence = list(_evidence(benchmark))
            if not any(one.on or _says_when(one.text or "") for one in evidence):
                said = "nothing in its evidence says when" if evidence else "there is no evidence"
                yield Problem(
                    CODE,
                    f"judged green, but {said}",
                    "give evidence with its date in 'on', or say in its text when or how often",
                    ("benchmarks", number, "rating"),
                    LEVEL,
                )


def _evidence(benchmark: Benchmark) -> Iterator[Evidence]:
    for question in benchmark.questions:
        for item in (question, *question.expectations):
            yield from item.evidence or ()


def _says_when(text: str) -> bool:
    return any(
        not re.search(r"\b(?:Act|Regulations|Order)[ \n]$", text[: one.start()]) for one in _when().finditer(text)
    )


@cache
def _when() -> re.Pattern[str]:
    """Give a year, a month, a quarter, a term, a day, or how often something happens."""
    months = "January|February|April|June|July|August|September|October|November|December"
    shorter = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    unit = "(?:day|week|fortnight|month|quarter|term|half[- ]term|year|meeting)"
    return re.compile(
        rf"\b(?:(?:19|20)\d\d\b|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2}}|(?:{months})\b|(?:{shorter})[a-z]*\.? ?'?\d{{1,4}}\b"
        r"|(?:in|since|until|by|last|this|of|early|late) (?:March|May)\b|Q[1-4]\b|(?:spring|summer|autumn|winter)\b"
        rf"|(?i:(?:bi-?|tri-?|half[- ]|twice[- ])?(?:daily|weekly|fortnightly|monthly|quarterly|termly|yearly|annual(?:ly)?)\b"
        rf"|biennial(?:ly)?\b|\d+[- ]?monthly\b|(?:every|each|per|last|this|once a|twice a|times a) (?:\w+ )?{unit}s?\b)"
        r"|(?i:today|yesterday|recently refreshed)\b)"
    )

"""A benchmark is judged green, and nothing in its evidence says when.

Without a date, a month or a rhythm ("each quarter"), nobody can tell whether the evidence
is of this year or has been carried over for five. One dated piece is enough.

Example: a green benchmark whose evidence is `A policy is in place.`

Mend it by giving a piece of evidence its date with `on`, or by saying in its text when or
how often.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Benchmark, Evidence, Toolkit

CODE = "green-without-dated-evidence"
LEVEL: Level = "warning"


# A quick look for these comes before the slow one.
_HINTS = (
    *(
        "daily",
        "weekly",
        "nightly",
        "monthly",
        "quarterly",
        "termly",
        "yearly",
        "annual",
        "biennial",
        "every ",
        "each ",
    ),
    *(
        "per ",
        "last ",
        "this ",
        "once a",
        "twice a",
        "times a",
        "day",
        "spring",
        "summer",
        "autumn",
        "winter",
        "early ",
    ),
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"),
    *("december", "late "),
)
_UNIT = r"(?:day|week|fortnight|month|quarter|term|half[- ]term|year|meeting)"
_IN_WORDS = (
    r"\b(?:january|february|april|june|july|august|september|october|november|december"
    r"|(?:in|since|until|by|last|this|of|early|late) (?:march|may)\b(?! be\b)|(?:spring|summer|autumn|winter)\b"
    r"|(?:mon|tues|wednes|thurs|fri)days?\b|(?:bi-?|tri-?|half[- ])?(?:daily|weekly|fortnightly|monthly|quarterly|termly"
    rf"|yearly|annual(?:ly)?)\b|biennial(?:ly)?\b|(?:every|each|per|last|this|once a|twice a|times a) (?:\w+ )?{_UNIT}s?\b)"
)
_IN_FIGURES = (
    r"\b(?:(?:19|20)\d\d\b|\d{1,2}[/.]\d{1,2}[/.]\d{2}|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? ?'?\d"
    r"|\d{1,2}(?:st|nd|rd|th)? (?:March|May)\b|Q[1-4]\b|\d+[- ]?monthly\b)"
)


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
    plain = text.casefold()
    if any(hint in plain for hint in _HINTS) and re.search(_IN_WORDS, plain):
        return True
    return any(digit in text for digit in "0123456789") and any(
        not re.search(r"\b(?:Act|Regulations|Order)\s$", text[: one.start()]) for one in re.finditer(_IN_FIGURES, text)
    )

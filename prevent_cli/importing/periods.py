"""Periods in the heads of columns that stand side by side, such as 'RAG 2023' and 'RAG 2024': which is the latest."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

_PAST = frozenset({"previous", "last", "prior", "old", "former"})
_NOW = frozenset({"current", "latest", "new", "now", "this"})
_MONTHS = {name.casefold(): at for names in (calendar.month_name, calendar.month_abbr) for at, name in enumerate(names)}
_MONTHS |= {"sept": _MONTHS["sep"]}
_YEAR = re.compile(r"20\d\d")
_QUARTER = re.compile(r"q([1-4])")
_SPAN = re.compile(r"(20\d\d)[/-]\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Period:
    """A head without its period, whether that is past, and by what it is put in order: the later the greater."""

    rest: str
    past: bool
    order: tuple[bool, int, int]


def of_head(head: str) -> Period | None:
    """Give the period that a head names, with a year, a quarter, a month, or a word such as 'Current'; None for none."""
    words = re.findall(r"[\w.]+", _SPAN.sub(r"\1", head))
    when = [one for one in words if _order(one) is not None or one.casefold() in _PAST | _NOW | {"year", "quarter"}]
    named = {one.casefold() for one in when}
    if not named - {"year", "quarter"}:
        return None
    rest = " ".join(one for one in words if one not in when)
    year = max((int(one) for one in named if _YEAR.fullmatch(one)), default=0)
    part = max((order for one in named if not _YEAR.fullmatch(one) and (order := _order(one))), default=0)
    return Period(rest, bool(named & _PAST), (bool(named & _NOW), year, part))


def latest(heads: dict[int, str]) -> int | None:
    """Give which of several heads is of the latest period; None where they name none, or two the same."""
    found = {at: period.order for at, head in heads.items() if (period := of_head(head))}
    best = max(found.values(), default=None)
    at = [one for one, order in found.items() if order == best]
    return at[0] if len(found) == len(heads) > 1 and len(at) == 1 else None


def _order(word: str) -> int | None:
    """Give a year as it is, a quarter as 1 to 4, a month as 1 to 12; None for another word."""
    text = word.casefold().strip(".")
    quarter = _QUARTER.fullmatch(text)
    if quarter:
        return int(quarter[1])
    return int(text) if _YEAR.fullmatch(text) else _MONTHS.get(text) or None

"""Periods in the heads of columns that stand side by side, such as 'RAG 2023' and 'RAG 2024': which is the latest."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_PAST = frozenset({"previous", "last", "prior", "old", "former"})
_NOW = frozenset({"current", "latest", "new", "now", "this"})
_MONTHS = {name.casefold(): at for names in (calendar.month_name, calendar.month_abbr) for at, name in enumerate(names)}
_MONTHS |= {"sept": _MONTHS["sep"]}
_YEAR = re.compile(r"20\d\d")
_QUARTER = re.compile(r"q([1-4])")
_SPAN = re.compile(r"(20\d\d)[/-]\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Period:
    """A head without its period, whether that is past or present, its year, and the part of it: 0 for none.

    ``unit`` says what the part counts: months or quarters.
    """

    rest: str
    past: bool
    now: bool
    year: int
    part: int
    unit: str


def of_head(head: str) -> Period | None:
    """Give the period that a head names, with a year, a quarter, a month, or a word such as 'Current'; None for none."""
    words = re.findall(r"[\w.]+", _SPAN.sub(r"\1", head))
    when = [one for one in words if _order(one) is not None or one.casefold() in _PAST | _NOW | {"year", "quarter"}]
    named = {one.casefold() for one in when}
    if not named - {"year", "quarter"}:
        return None
    rest = " ".join(one for one in words if one not in when)
    year = max((int(one) for one in named if _YEAR.fullmatch(one)), default=0)
    part = max((_order(one) or 0 for one in named if _part(one)), default=0)
    unit = "".join(sorted({"quarter" if _QUARTER.fullmatch(one) else "month" for one in named if _part(one)}))
    return Period(rest, bool(named & _PAST), bool(named & _NOW), year, part, unit)


def latest(heads: dict[int, str]) -> int | None:
    """Give which of several heads is of the latest period, by its column; None where they do not say it.

    Months and quarters without a year say it where they rise from left to right: 'Oct' beside 'Jan' may be either.
    """
    found = {at: period for at, head in sorted(heads.items()) if (period := of_head(head))}
    if len(found) < max(len(heads), 2):
        return None
    present = [at for at, one in found.items() if one.now]
    if present:
        return present[0] if len(present) == 1 else None
    year = max(one.year for one in found.values())
    last = [at for at, one in found.items() if one.year == year]
    parts = [found[at].part for at in last]
    told = year and all(one.year for one in found.values())
    rises = all(one < other for one, other in pairwise(parts))
    if len({found[at].unit for at in last}) > 1 or not (told or (not year and rises)):
        return None
    return last[parts.index(max(parts))] if parts.count(max(parts)) == 1 else None


def unsure(heads: dict[int, str]) -> bool:
    """Whether several heads name periods that differ, and do not say which is the latest."""
    named = len(set(heads.values())) > 1 and all(map(of_head, heads.values()))
    return named and latest(heads) is None


def which(names: Iterable[str]) -> str:
    """Ask which of several columns is of the latest period."""
    quoted = ", ".join(f"'{one}'" for one in names)
    return f"of the columns {quoted} none is read, and all went to 'unparsed': which is the latest?"


def _part(word: str) -> bool:
    return bool(_order(word)) and not _YEAR.fullmatch(word)


def _order(word: str) -> int | None:
    """Give a year as it is, a quarter as 1 to 4, a month as 1 to 12; None for another word."""
    text = word.casefold().strip(".")
    quarter = _QUARTER.fullmatch(text)
    if quarter:
        return int(quarter[1])
    return int(text) if _YEAR.fullmatch(text) else _MONTHS.get(text) or None

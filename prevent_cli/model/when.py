"""``When``: a date as people write it, kept as written and understood as two days.

The written forms are those of UK public bodies: days, months, years, financial and
calendar quarters, school terms. What could be read in two ways is refused with its
readings, because a due date that means two things means nothing.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
_MONTH |= {name: number for number, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_TERMS = {"spring": (1, 4), "summer": (5, 8), "autumn": (9, 12)}

_M = r"(?P<month>[a-z]{3,9})"  # looked up after the match: quicker to compile than every name
_Y4 = r"(?P<year>\d{4})"
_Y = r"(?P<year>\d{4}|\d{2})"
_TERM = rf"(?P<term>{'|'.join(_TERMS)})"

DAY_EXAMPLES = "2021-11-30, 30 Nov 2021, 30/11/21"
EXAMPLES = f"{DAY_EXAMPLES}, Nov 2021, Nov 21, Q4 2021/22, 2021-Q4, 2021/22, Autumn term 2021, 2022"


class DateError(ValueError):
    """A written date that cannot be understood; it says why and what to write."""

    code = "bad-date"
    help = f"write it like one of {EXAMPLES}"


@dataclass(frozen=True, slots=True)
class When:
    """A day or a stretch of days.

    ``text`` is what was written; ``first`` and ``last`` are the days it covers, both
    included, ``first <= last``. Something due then is due by ``last``.
    """

    text: str
    first: date
    last: date

    @classmethod
    @lru_cache(maxsize=4096)  # a toolkit gives the same few dates hundreds of times
    def parse(cls, text: str) -> When:
        """Understand a written date; ``DateError`` says why not and what to write."""
        squeezed = " ".join(text.split()).lower()
        for pattern, read in _FORMS:
            found = re.fullmatch(pattern, squeezed, re.ASCII)
            if found and _is_month(found.groupdict().get("month", "1")):
                return cls(text, *_checked(text, read, found.groupdict()))
        raise DateError(_refusal(text, squeezed))

    @classmethod
    def read(cls, value: Any) -> When:
        """Understand a value of a record's data, which may be understood already; ``DateError`` where it is none."""
        if isinstance(value, When):
            return value
        if isinstance(value, date):
            return cls(value.isoformat(), value, value)
        if not isinstance(value, str):
            raise DateError("a date is written as text")
        return cls.parse(value)

    @property
    def is_day(self) -> bool:
        """Whether it means a single day."""
        return self.first == self.last

    @property
    def is_iso(self) -> bool:
        """Whether it is written as an ISO day, so that nothing needs explaining."""
        return self.text == self.last.isoformat()

    def __str__(self) -> str:
        """Give it back as it was written."""
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(cls.read, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: Any, _handler: Any) -> dict[str, Any]:
        return schema(f"A date as people write it: {EXAMPLES}.", EXAMPLES)


def understood(text: str) -> str:
    """Give a date as written, with the day understood beside any form that is not a plain day: Nov 21 (30 Nov 2021).

    What is no date comes back as it is. Reports say it in their language: see ``reports.strings``.
    """
    said = " ".join(text.split())
    try:
        last = When.parse(text).last
    except DateError:
        return said
    month = _MONTHS[last.month - 1].capitalize()
    short, long = f"{last.day} {month[:3]} {last.year}", f"{last.day} {month} {last.year}"
    return said if said.casefold() in {last.isoformat(), short.casefold(), long.casefold()} else f"{said} ({short})"


def _is_month(written: str) -> bool:
    return written.isdigit() or written in _MONTH


Days = tuple[date, date]
Parts = dict[str, str]


def _checked(text: str, read: Callable[[Parts], Days], parts: Parts) -> Days:
    try:
        return read(parts)
    except ValueError as error:
        reason = "the month has no such day" if "day is out of range" in str(error) else str(error)
        raise DateError(f"'{_short(text)}' is not in the calendar: {reason}") from None


def _year(parts: Parts) -> int:
    written = parts["year"]
    year = int(written) + (2000 if len(written) == 2 else 0)
    if not 1900 <= year <= 2199:
        raise ValueError(f"the year {year} is not between 1900 and 2199")
    return year


def _months(year: int, first: int, last: int) -> Days:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _day(parts: Parts) -> Days:
    day = date(_year(parts), _month_number(parts), int(parts["day"]))
    return day, day


def _month(parts: Parts) -> Days:
    month = _month_number(parts)
    return _months(_year(parts), month, month)


def _month_number(parts: Parts) -> int:
    month = _MONTH.get(parts["month"]) or int(parts["month"])
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}")
    return month


def _calendar_year(parts: Parts) -> Days:
    return _months(_year(parts), 1, 12)


def _financial_start(parts: Parts) -> int:
    start = _year(parts)
    if (start + 1) % 100 != int(parts["next"]):
        raise ValueError(f"a financial year ends the year after it begins: {start}/{(start + 1) % 100:02d}")
    return start


def _financial_year(parts: Parts) -> Days:
    start = _financial_start(parts)
    return date(start, 4, 1), date(start + 1, 3, 31)


def _financial_quarter(parts: Parts) -> Days:
    start = _financial_start(parts)
    quarter = int(parts["quarter"])
    year, first = (start + 1, 1) if quarter == 4 else (start, 1 + 3 * quarter)
    return _months(year, first, first + 2)


def _calendar_quarter(parts: Parts) -> Days:
    first = 3 * int(parts["quarter"]) - 2
    return _months(_year(parts), first, first + 2)


def _term(parts: Parts) -> Days:
    return _months(_year(parts), *_TERMS[parts["term"]])


# Patterns are text, not compiled here: most files use three or four of them.
_FORMS: tuple[tuple[str, Callable[[Parts], Days]], ...] = (
    (rf"{_Y4}-(?P<month>\d\d)-(?P<day>\d\d)", _day),
    (rf"(?P<day>\d{{1,2}}) {_M} {_Y}", _day),
    (rf"(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})/{_Y}", _day),
    (rf"{_Y4}-(?P<month>0[1-9]|1[0-2])", _month),
    (rf"{_M} ?{_Y}", _month),
    (_Y4, _calendar_year),
    (rf"{_Y4}/(?P<next>\d\d)", _financial_year),
    (rf"q(?P<quarter>[1-4]) {_Y}/(?P<next>\d\d)", _financial_quarter),
    (rf"{_Y4}-q(?P<quarter>[1-4])", _calendar_quarter),
    (rf"{_TERM} term {_Y}", _term),
    (rf"{_TERM} {_Y} term", _term),
)


def schema(description: str, examples: str, *, day: bool = False) -> dict[str, Any]:
    """Give what a JSON Schema says of a written date, or of a ``day``: the forms, in any case, without the calendar.

    No text at all stands for no date, and fits too.
    Editors show ``patternErrorMessage`` in the place of a pattern that nobody would read.
    """
    forms = "|".join(_any_case(pattern) for pattern, read in _FORMS if read is _day or not day)
    return {
        "type": "string",
        "pattern": rf"^\s*(?:{forms})?\s*$",
        "patternErrorMessage": f"This is not a date: write it like one of {examples}.",
        "description": description,
    }


def _any_case(pattern: str) -> str:
    """Write a form as every reader of patterns knows it: no names, no letters of one case, any white space."""
    names = "|".join(sorted(_MONTH, key=len, reverse=True))
    known = re.sub(r"\(\?P<\w+>", "(?:", pattern.replace(_M, f"(?:{names})"))
    spaced = known.replace(" ?", r"\s*").replace(" ", r"\s+").replace(r"\d", "[0-9]")
    return re.sub(
        r"\\.|[a-z]", lambda found: found[0] if found[0][0] == "\\" else f"[{found[0].upper()}{found[0]}]", spaced
    )


_DAY_MONTH = rf"(?P<n>\d{{1,2}}) ?{_M}"
_US_DAY = rf"{_M} (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})"
_SLASHED = r"(\d{1,2})/(\d{1,2})"
_DASHED_YEAR = r"(\d{4})-(\d\d)"
_BARE_QUARTER = r"q([1-4])(?: (\d{2}|\d{4}))?"
_SEASON = rf"{_TERM} (?P<year>\d{{2}}|\d{{4}})"
_VAGUE = r"(?P<part>early|mid|late|end of|beginning of|start of)[ -](?P<rest>.+)"


def _refusal(text: str, squeezed: str) -> str:
    readings = next((found for reader in _READINGS if (found := reader(squeezed))), None)
    if readings is None:
        month = re.fullmatch(_DASHED_YEAR, squeezed, re.ASCII)
        wrong = f"is not in the calendar: there is no month {month[2]}" if month else "is not a date this tool knows"
        return f"'{_short(text)}' {wrong}"
    which = "the one that is meant" if len(readings) > 1 else "that, if it is meant"
    return f"'{_short(text)}' could be read as {' or as '.join(readings)}: write {which}"


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _name(month: str) -> str:
    return _MONTHS[_MONTH[month] - 1][:3].title()


def _read_day_month(text: str) -> list[str] | None:
    found = re.fullmatch(_DAY_MONTH, text, re.ASCII)
    if not found or not _is_month(found["month"]):
        return None
    number, month = int(found["n"]), _name(found["month"])
    day = f"{number} {month} of a year not given ({number} {month} 2024)"
    return [*([day] if 1 <= number <= _LONGEST[_MONTH[found["month"]] - 1] else []), f"{month} 20{number:02d}"]


def _read_us_day(text: str) -> list[str] | None:
    found = re.fullmatch(_US_DAY, text, re.ASCII)
    if not found or not _is_month(found["month"]):
        return None
    day, month, year = int(found["day"]), _name(found["month"]), found["year"]
    return [f"the day {day} {month} {year}", f"{month} 20{day:02d} with a stray {year}"]


def _read_slashed(text: str) -> list[str] | None:
    found = re.fullmatch(_SLASHED, text, re.ASCII)
    if not found:
        return None
    first, second = int(found[1]), int(found[2])
    readings = []
    if 1 <= first <= 12:
        readings.append(f"the month {_MONTHS[first - 1][:3].title()} 20{second:02d}")
    if 1 <= second <= 12 and 1 <= first <= 31:
        readings.append(f"the day {first} {_MONTHS[second - 1][:3].title()} of a year not given")
    elif 1 <= first <= 12 and 1 <= second <= 31:
        readings.append(f"the day {second} {_MONTHS[first - 1][:3].title()} of a year not given")
    if second == first + 1:
        readings.append(f"the financial year 20{first:02d}/{second:02d}")
    return readings or None


def _read_dashed_year(text: str) -> list[str] | None:
    found = re.fullmatch(_DASHED_YEAR, text, re.ASCII)
    if not found or (int(found[1]) + 1) % 100 != int(found[2]):
        return None
    return [f"the financial year {found[1]}/{found[2]}", f"a month {found[2]} of {found[1]}"]


def _read_quarter(text: str) -> list[str] | None:
    found = re.fullmatch(_BARE_QUARTER, text, re.ASCII)
    if not found:
        return None
    quarter = found[1]
    year = int(found[2] or 2021) % 100 + 2000
    return [
        f"the calendar quarter {year}-Q{quarter}",
        f"the financial quarter Q{quarter} {year}/{(year + 1) % 100:02d}",
        *([f"Q{quarter} {year - 1}/{year % 100:02d}"] if found[2] else []),
    ]


def _read_season(text: str) -> list[str] | None:
    found = re.fullmatch(_SEASON, text, re.ASCII)
    if not found:
        return None
    term, year = found["term"].title(), found["year"]
    return [f"the school term ({term} term {year})", f"the season {term.lower()} {year}"]


def _read_vague(text: str) -> list[str] | None:
    found = re.fullmatch(_VAGUE, text, re.ASCII)
    if not found:
        return None
    part, rest = found["part"], found["rest"].title()
    return [f"a month ({part} {rest} has several)", f"a quarter of {rest} or of the financial year"]


_READINGS = (
    _read_day_month,
    _read_us_day,
    _read_slashed,
    _read_dashed_year,
    _read_quarter,
    _read_season,
    _read_vague,
)

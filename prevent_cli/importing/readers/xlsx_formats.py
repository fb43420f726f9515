"""Numbers and dates as a spreadsheet shows them: the common formats, word for word where they can be."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 49: "@",
}  # fmt: skip
_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]')
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.[#0?]*)?")


def shown(value: float | date | datetime | time | timedelta, form: str) -> str:
    """Give a value as its number format shows it; dates in ISO form, as far as the format shows them.

    A format that shows month and year gives ``Nov 2021``, so that nobody is said to have meant the first of it.
    """
    if isinstance(value, date):
        return _day(value, form)
    if isinstance(value, time):
        return value.isoformat("minutes") if not value.second else value.isoformat("seconds")
    if isinstance(value, timedelta):
        return str(value)
    return _number(value, form)


def _day(value: date, form: str) -> str:
    letters = _LITERAL.sub("", form).lower()
    if "y" in letters and "d" not in letters and "h" not in letters:
        return f"{value:%b %Y}" if "m" in letters else str(value.year)
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.time() == time() or not {"h", "s"} & set(letters):
        return value.date().isoformat()
    return value.isoformat(" ", "minutes")


def _number(value: float, form: str) -> str:
    sections = form.split(";")
    section = sections[1] if value < 0 and len(sections) > 1 and sections[1].strip() else sections[0]
    plain = _plain(value)
    bare = _LITERAL.sub("", section)
    if not _DIGITS.search(bare) or re.search(r"[Ee][+-]|/|General", bare, re.IGNORECASE):
        return plain
    literal = _LITERAL.sub(_said, section)
    return _filled(value, literal, bare, negative=section is not sections[0])


def _said(found: re.Match[str]) -> str:
    # Digits inside a literal would look like places for digits: they stand aside as private characters.
    said = found.group(1) or found.group(2) or found.group(3) or ""
    return "".join(chr(0xE000 + ord(one)) if one in "0#?.,%" else one for one in said)


def _filled(value: float, literal: str, bare: str, *, negative: bool) -> str:
    amount = abs(value) * 100 if "%" in bare else abs(value)
    found = _DIGITS.search(literal)
    if not found:
        return _plain(value)
    whole, _, fraction = found.group().partition(".")
    least = fraction.count("0")
    digits = f"{amount:{',' if ',' in whole.rstrip(',') else ''}.{len(fraction)}f}"
    digits = _trimmed(digits, len(fraction) - least)
    front, dot, back = digits.partition(".")
    if "," not in whole:
        front = front.rjust(whole.count("0"), "0")
    sign = "-" if value < 0 and not negative and any(one in "123456789" for one in digits) else ""
    text = literal[: found.start()] + front + dot + back + literal[found.end() :]
    return sign + "".join(chr(ord(one) - 0xE000) if "\ue000" <= one <= "\ue0ff" else one for one in text).strip()


def _trimmed(digits: str, optional: int) -> str:
    for _ in range(optional):
        if not digits.endswith("0"):
            break
        digits = digits[:-1]
    return digits


def _plain(value: float) -> str:
    """Give a number without a format: no ``.0``, and no digit that the sheet would not show."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else format(value, ".15g")

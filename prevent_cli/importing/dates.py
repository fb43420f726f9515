"""Dates within sentences, in the forms that a record understands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from prevent_cli.model.when import DateError, When

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_TERM = r"(?:Spring|Summer|Autumn)"
_CANDIDATE = re.compile(
    rf"""(?<![\w/.])(?:
      \d{{4}}-\d\d-\d\d | \d{{4}}-Q[1-4]
    | \d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\.?,?\s+'?\d{{2,4}}
    | \d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}
    | {_MONTH}\.?\s?[\u2019']?(?:20)?\d\d
    | Q[1-4]\s+\d{{2,4}}/\d\d
    | {_TERM}\s+term\s+\d{{2,4}} | {_TERM}\s+\d{{2,4}}\s+term
    )(?![\w/]|[.-]\d)""",
    re.VERBOSE,
)
_UNSURE = re.compile(
    rf"""(?<![\w/.])(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?!\w|\s*\d) | Q[1-4](?!\w|\s*\d) | {_TERM}\s+20\d\d(?!\s+term)
    | 20\d\d/\d\d | 20\d\d(?![\w/]) | (?:end|early|mid|late)\s+(?:of\s+)?20\d\d)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text: the words there, where they begin and end, and the date as a record should hold it."""

    written: str
    start: int
    end: int
    when: str


def dates_in(text: str) -> list[Dated]:
    """Give every date in a text that can only be read one way and is no longer than a quarter or a term."""
    found = ((one, parsed(one[0])) for one in _CANDIDATE.finditer(text))
    return [Dated(one[0], one.start(), one.end(), when) for one, when in found if when]


def parsed(text: str) -> str | None:
    """Give a date as a record should hold it, without ordinals, dots and dashes that it does not know; None for others."""
    text = " ".join(text.split()).strip(" .,;")
    spelt = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b(?: of)?|[\u2019',]|\.(?=\s)", "", text)
    spelt = re.sub(r"^([A-Za-z]{3,9})-(\d\d|\d{4})$", r"\1 \2", spelt)
    spelt = re.sub(r"^(\d{1,2})[.-](\d{1,2})[.-](\d{2,4})$", r"\1/\2/\3", spelt)
    for form in (text, spelt):
        try:
            When.parse(form)
        except DateError:
            continue
        return form
    return None


def lies_after(when: str, period: str) -> bool:
    """Whether a date as a record holds it lies after a period; what cannot be told does not."""
    try:
        return When.parse(when).first > When.parse(period).last
    except DateError:
        return False


def unsure_in(text: str) -> list[str]:
    """Give what looks like a date and could mean several, or a whole year."""
    sure = dates_in(text)
    found = (one for one in _UNSURE.finditer(text) if not any(at.start <= one.start() < at.end for at in sure))
    return [one[0] for one in found]

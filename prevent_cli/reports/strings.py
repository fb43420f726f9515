"""The labels of reports, from a table for each language; what a language lacks is said in English.

A table is TOML: sections of keys, each a text with {placeholders}, or the three texts for a
count of none, one and many. ``strings("cy")("summary.title")`` looks a text up.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any

from prevent_cli.resources import REPORTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from prevent_cli.model.when import When
    from prevent_cli.reports.paper import Language

_MONTH_FORM = re.compile(r"[A-Za-z]+ ?\d{2,4}|\d{4}-\d\d")
_NUMBERS = ("none", "one", "many")


@cache
def table(language: Language) -> Mapping[str, str]:
    """Give a language's texts by their keys, sections and keys joined with dots. It is read once."""
    text = (REPORTS / f"strings.{language}.toml").read_text(encoding="utf-8")
    return dict(_flat("", tomllib.loads(text)))


def _flat(prefix: str, node: dict[str, Any]) -> Iterable[tuple[str, str]]:
    for key, value in node.items():
        if isinstance(value, dict):
            yield from _flat(f"{prefix}{key}.", value)
        else:
            yield f"{prefix}{key}", value


def join(separator: str, parts: Iterable[str]) -> str:
    """Join texts; what is already markup stays markup, and the rest becomes it."""
    parts = list(parts)
    if not any(map(_is_markup, parts)):
        return separator.join(parts)
    from markupsafe import Markup, escape

    return Markup(escape(separator)).join(parts)  # noqa: S704 - it is escaped


def title(text: str) -> str:
    """Begin with a capital, and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def _is_markup(value: object) -> bool:
    return hasattr(value, "__html__")


class Strings:
    """A language's texts, and how it says days and counts.

    ``own`` is what marks words of the toolkit inside a sentence; here it leaves them as
    they are. A format that can say which language a word is in gives its own.
    """

    def __init__(self, language: Language = "en") -> None:
        self.language = language
        self.texts = {**table("en"), **table(language)}

    def own(self, text: str) -> str:
        """Give the toolkit's own words as they should stand in a sentence of this language."""
        return text

    def __call__(self, key: str, **values: object) -> str:
        """Give a text with its placeholders filled in. Raises KeyError for an unknown key.

        Where a value is markup, the whole is markup and the other values are escaped.
        """
        text = self.texts[key]
        if not values:
            return text
        if not any(map(_is_markup, values.values())):
            return text.format(**values)
        from markupsafe import Markup, escape

        return Markup(escape(text)).format(**values)  # noqa: S704 - it is escaped

    def word(self, table: str, value: str) -> str:
        """Give the word for a value of the record, such as "in hand" in the table "state"."""
        return self.texts[f"{table}.{value.replace(' ', '_')}"]

    def count(self, key: str, number: int, **values: object) -> str:
        """Give the text for a number: no actions, 1 action, 2 actions."""
        return self(f"{key}.{_NUMBERS[min(number, 2)]}", count=number, **values)

    def day(self, when: date) -> str:
        """Say a day as people do: 31 December 2021."""
        return self("date.day", day=when.day, month=self.texts[f"month.{when.month}"], year=when.year)

    def short_day(self, when: date) -> str:
        """Say a day in brief: 31 Dec 2021."""
        return self("date.day", day=when.day, month=self.texts[f"month_short.{when.month}"], year=when.year)

    def short_month(self, when: date) -> str:
        """Say a day's month in brief: Dec 2021."""
        return self("date.month", month=self.texts[f"month_short.{when.month}"], year=when.year)

    def said(self, when: When) -> str:
        """Give a date as written. In another language a day or a month is said in that language."""
        text = " ".join(when.text.split())
        if self.language == "en" or when.is_iso:
            return text
        if when.is_day:
            return self.day(when.last)
        if _MONTH_FORM.fullmatch(text):
            return self("date.month", month=self.texts[f"month.{when.last.month}"], year=when.last.year)
        return self.own(text)

    def written(self, when: When | None) -> str:
        """Give a date as written, with the day understood beside any form that is not a plain day."""
        if when is None:
            return ""
        said = self.said(when)
        plain = when.is_iso or said.casefold() in {self.short_day(when.last).casefold(), self.day(when.last).casefold()}
        return said if plain else self("date.understood", written=said, day=self.short_day(when.last))

    def at(self, when: When | None) -> str:
        """Say when something was: on a day, in a month."""
        return self("date.on" if when.is_day else "date.in", when=self.written(when)) if when else ""

    def listed(self, words: Iterable[str]) -> str:
        """List words as a sentence does: a, b and c."""
        *before, last = list(words) or [""]
        return join(self.texts["list.and"], [join(", ", before), last]) if before else last

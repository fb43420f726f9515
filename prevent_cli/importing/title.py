"""Whose assessment it is and for when, by a document's first lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prevent_cli.importing import dates
from prevent_cli.importing.markdown import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.importing.cells import Paragraph

_FOR = re.compile(r"\b(?:for|of)\s+(?P<name>[A-Z].*)$")
_BODY = re.compile(
    r"(?P<name>(?:[A-Z][\w'&-]*(?:\s+(?:of|and|upon))?\s+)+(?:Council|Authority|Partnership|Constabulary|Trust)\b)"
    r"|(?P<other>(?:Council|City|London Borough|Royal Borough|Borough) of (?:[A-Z][\w'-]*(?:\s+(?:and|upon))?\s*)+)"
)
_GENERIC = re.compile(r"(?:(?:The|Prevent|Duty|Tool|Kit|Toolkit|Self|Assessment|Self-assessment|Report|Annual)\b\s*)+")
_ENDS = " \t:,;.-\u2013\u2014()"


@dataclass(frozen=True, slots=True)
class Title:
    """The title, the body and the period that the first lines give, and the lines that say nothing of these.

    ``only_organisation`` and ``only_period`` are lines that say one of these and nothing else.
    """

    text: str | None
    organisation: str | None
    period: str | None
    only_organisation: tuple[Paragraph, ...]
    only_period: tuple[Paragraph, ...]
    rest: tuple[Paragraph, ...]


def read(opening: Sequence[Paragraph], title: str | None) -> Title:
    """Read the lines before the assessment. ``title`` is the document's own, for one that begins without lines."""
    lines = [plain([one]) for one in opening] or [title or ""]
    organisation, period = (next((one for one in map(read, lines) if one), None) for read in (_body, _period))
    names: list[Paragraph] = []
    periods: list[Paragraph] = []
    rest: list[Paragraph] = []
    for one, line in zip(opening[1:], lines[1:], strict=True):
        kept = names if _is_all(line, organisation) else periods if _is_all(line, period) else rest
        kept.append(one)
    return Title(lines[0] or None, organisation, period, tuple(names), tuple(periods), tuple(rest))


def _is_all(line: str, part: str | None) -> bool:
    return part is not None and line.strip(_ENDS) == part


def _period(line: str) -> str | None:
    found = dates.dates_in(line)
    return found[-1].when if found else dates.parsed(line) or _after_colon(line)


def _after_colon(line: str) -> str | None:
    """Give a year or a financial year that ends a line."""
    found = re.search(r"(\d{4}(?:/\d\d)?)\s*$", line)
    return dates.parsed(found[1]) if found else None


def _body(line: str) -> str | None:
    cut = line
    for one in reversed(dates.dates_in(line)):
        cut = f"{cut[: one.start].rstrip(_ENDS)} {cut[one.end :]}"
    found = _FOR.search(cut)
    if found and not _GENERIC.match(found["name"]):
        return found["name"].strip(_ENDS)
    body = _BODY.search(cut)
    return _GENERIC.sub("", body[0].strip(_ENDS)) if body else None

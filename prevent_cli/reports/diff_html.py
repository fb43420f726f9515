"""A comparison as one HTML page that needs nothing else, in the look of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.fields import AUDIENCES
from prevent_cli.reports import diffs, minutes, sentences
from prevent_cli.reports.page import page, printed_page, source
from prevent_cli.reports.strings import title
from prevent_cli.reports.words import day

if TYPE_CHECKING:
    from prevent_cli.history.kinds import Comparison, Diff
    from prevent_cli.model.fields import Audience

_TEMPLATE, _STYLES = "diff.html.j2", ("report.css", "diff.css")


def render(diff: Diff) -> bytes:
    """Give the page as UTF-8, without any script. The same comparison gives the same bytes."""
    return page(
        _TEMPLATE,
        "".join(map(source, _STYLES)) + _printed(diff),
        diff=diff,
        title=_title(diff),
        marking=minutes.marking(diff),
        audience=_audience(diff),
        groups=diffs.groups,
        parts_of=_headline,
        tone=diffs.tone,
        minutes=minutes,
        sentences=sentences,
        gone=minutes.gone(diff),
    )


def _headline(comparison: Comparison, worse_than: str | None) -> str:
    """Give the headline without the subject, which stands in the heading above it."""
    whole = minutes.headline(comparison, worse_than)
    return title(whole.removeprefix(f"{minutes.subject(comparison)}: "))


def _title(diff: Diff) -> str:
    if len(diff.comparisons) == 1:
        return minutes.subject(diff.comparisons[0])
    return f"{len(diff.comparisons)} comparisons"


def _audience(diff: Diff) -> Audience:
    """Give the narrowest audience of anything on the page."""
    return max((one.audience for one in diff.comparisons), key=AUDIENCES.index, default=AUDIENCES[-1])


def _printed(diff: Diff) -> str:
    days = dict.fromkeys(day(one.new.as_of) for one in diff.comparisons)
    as_of = f"As of {next(iter(days))}" if len(days) == 1 else ""
    return printed_page(subject=_title(diff), audience=_audience(diff), day=as_of, marking=minutes.marking(diff))

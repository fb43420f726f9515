"""A comparison as one HTML page that needs nothing else, in the look of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from prevent_cli.model.fields import AUDIENCES
from prevent_cli.reports import diffs, minutes, prose
from prevent_cli.reports.html import STYLE, content_security_policy, environment, page_margins, source
from prevent_cli.reports.words import day

if TYPE_CHECKING:
    from prevent_cli.history.kinds import Comparison, Diff

_TEMPLATE, _OWN_STYLE = "diff.html.j2", "diff.css"


def render(diff: Diff) -> bytes:
    """Give the page as UTF-8, without any script. The same comparison gives the same bytes."""
    style = source(STYLE) + source(_OWN_STYLE) + _printed_page(diff)
    page = (
        environment()
        .get_template(_TEMPLATE)
        .render(
            diff=diff,
            style=Markup(style),  # noqa: S704 - our own text; what comes from a toolkit is escaped in page_margins
            csp=content_security_policy(style),
            title=_title(diff),
            marking=_marking(diff),
            audience=_audience(diff),
            groups=diffs.groups,
            parts_of=_headline,
            tone=diffs.tone,
            minutes=minutes,
        )
    )
    return prose.clean(page).encode()


def _headline(comparison: Comparison, worse_than: str | None) -> str:
    """Give the headline without the subject, which stands in the heading above it."""
    whole = minutes.headline(comparison, worse_than)
    return prose.title(whole.removeprefix(f"{minutes.subject(comparison)}: "))


def _title(diff: Diff) -> str:
    if len(diff.comparisons) == 1:
        return minutes.subject(diff.comparisons[0])
    return f"{len(diff.comparisons)} comparisons"


def _marking(diff: Diff) -> str:
    return "; ".join(dict.fromkeys(one.marking for one in diff.comparisons if one.marking))


def _audience(diff: Diff) -> str:
    """Give the narrowest audience of anything on the page."""
    return max((one.audience for one in diff.comparisons), key=AUDIENCES.index, default=AUDIENCES[-1])


def _printed_page(diff: Diff) -> str:
    days = dict.fromkeys(day(one.new.as_of) for one in diff.comparisons)
    as_of = f"As of {next(iter(days))}" if len(days) == 1 else ""
    return page_margins(_title(diff), _marking(diff), _audience(diff), as_of)

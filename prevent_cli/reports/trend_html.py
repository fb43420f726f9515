"""One body over its periods as one HTML file that needs nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from prevent_cli.model.fields import AUDIENCES
from prevent_cli.reports import charts, trends
from prevent_cli.reports.charts import Cell, Series
from prevent_cli.reports.page import page, printed_page, source
from prevent_cli.reports.words import count, short_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.history.trend import RatingCell, Trend
    from prevent_cli.model.fields import Audience

_TEMPLATE, _STYLES = "trend.html.j2", ("report.css", "charts.css", "trend.css")
_MANY = 6


@dataclass(frozen=True, slots=True)
class Part:
    """One body's part of the page: its trend, an id for its anchors, and its charts."""

    trend: Trend
    id: str
    ratings: Markup
    open: Markup
    flow: Markup

    @property
    def many(self) -> bool:
        """Whether there are more periods than fit a page that stands upright."""
        return len(self.trend.periods) > _MANY


def render(found: Sequence[Trend]) -> bytes:
    """Give the page as UTF-8, at least for one body. The same trends give the same bytes."""
    parts = [_part(one, f"t{number}") for number, one in enumerate(found, 1)]
    audience = max((one.audience for one in found), key=AUDIENCES.index)
    markings = tuple(dict.fromkeys(marking for one in found for marking in one.markings))
    return page(
        _TEMPLATE,
        "".join(map(source, _STYLES)) + _printed(found, audience, markings, wide=any(part.many for part in parts)),
        parts=parts,
        audience=audience,
        markings=markings,
        title=trends.heading(found[0]) if len(found) == 1 else count(len(found), "organisation"),
        t=trends,
    )


def _printed(found: Sequence[Trend], audience: Audience, markings: Sequence[str], *, wide: bool) -> str:
    subject = found[0].organisation.name if len(found) == 1 else count(len(found), "organisation")
    last = max(period.as_of for one in found for period in one.periods)
    day = f"Up to {short_day(last)}"
    rules = printed_page(subject=f"{subject}, trend", audience=audience, day=day, marking=" / ".join(markings))
    return rules + ("@page { size: A4 landscape; }\n" if wide else "")


def _part(one: Trend, id: str) -> Part:
    periods = [str(period.period) for period in one.periods]
    rows = [(f"{row.id}. {trends.label(one, row)}", [_cell(cell) for cell in row.ratings]) for row in one.benchmarks]
    name = one.organisation.name
    opened = Series("Open", tuple(period.open for period in one.periods))
    overdue = Series("Overdue", tuple(period.overdue for period in one.periods))
    flows = [period.flow for period in one.periods if period.flow]
    came = Series("Opened", tuple(len(flow.opened) for flow in flows))
    went = Series("Closed", tuple(len(flow.closed) for flow in flows))
    compared = bool(flows)
    return Part(
        trend=one,
        id=id,
        ratings=charts.heat_map(f"{id}-heat", f"Judged ratings of {name}", periods, rows),
        open=charts.lines(f"{id}-lines", f"Open and overdue actions of {name}", periods, [opened, overdue])
        if compared
        else Markup(),
        flow=charts.columns(f"{id}-flow", f"Actions opened and closed by {name}", periods[1:], [came, went])
        if compared
        else Markup(),
    )


def _cell(cell: RatingCell | None) -> Cell:
    if cell is None:
        return Cell("", "not on file")
    said = trends.rating(cell)
    beside = cell.computed[0].upper() if trends.differs(cell) and cell.computed != "not rated" else ""
    if cell.judged is None:
        return Cell("\N{EN DASH}", said, beside=beside)
    return Cell(cell.judged[0].upper(), said, cell.judged, beside, cell.step or "")

"""The report as one HTML file that needs nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.assessment import ACTION_STATES, STATES
from prevent_cli.rating.actions import SORTS, natural, owner_role
from prevent_cli.reports import prose
from prevent_cli.reports.page import page, printed_page, source
from prevent_cli.reports.pictures import pictures
from prevent_cli.reports.summary import AHEAD_DAYS, summarise
from prevent_cli.reports.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prevent_cli.model.assessment import ActionView, Assessment
    from prevent_cli.model.toolkit import Role
    from prevent_cli.reports.paper import Paper
    from prevent_cli.reports.wording import Wording

_TEMPLATE, _STYLE, _SCRIPT = "report.html.j2", "report.css", "report.js"
_CHARTS = "charts.css"
_SUMMARY, _SUMMARY_STYLE = "summary.html.j2", "summary.css"
MOST_ROWS = 5


def render(paper: Paper) -> bytes:
    """Give the report as UTF-8. The same paper gives the same bytes."""
    assessment = paper.assessment
    actions = sorted(assessment.actions, key=SORTS["state"])
    return _page(
        paper,
        _TEMPLATE,
        source(_STYLE) + source(_CHARTS),
        source(_SCRIPT),
        actions=actions,
        owners=_Owners(assessment.roles, actions),
        anchors=prose.anchors(assessment),
        pictures=pictures(paper, wording(paper.language)),
        benchmarks_of=_benchmarks,
        states=STATES,
        stages=ACTION_STATES,
    )


def render_summary(paper: Paper) -> bytes:
    """Give the one page for the board. The same paper gives the same bytes."""
    style = source(_STYLE) + source(_SUMMARY_STYLE)
    return _page(paper, _SUMMARY, style, summary=summarise(paper), ahead=AHEAD_DAYS, most_rows=MOST_ROWS)


def _page(paper: Paper, template: str, style: str, script: str = "", **values: object) -> bytes:
    """Fill a template in: ``a`` is the assessment in it, and ``plain`` says things without markup."""
    say = wording(paper.language)
    style += _margins(paper.assessment, say)
    return page(template, style, script, paper.language, a=paper.assessment, plain=say, **values)


def _margins(assessment: Assessment, say: Wording) -> str:
    return printed_page(
        subject=f"{assessment.organisation.name}, {say.said(assessment.period)}",
        audience=assessment.audience,
        day=say("report.as_of_margin", day=say.day(assessment.as_of)),
        marking=assessment.marking or "",
        language=say.language,
    )


class _Owners:
    """The owners of actions as a filter offers them: a role once, by whatever name it was written."""

    def __init__(self, roles: Sequence[Role], actions: Iterable[ActionView]) -> None:
        self.roles = roles
        found = {owner_role(roles, owner): None for action in actions for owner in action.owners}
        self.names = sorted(found, key=str.casefold)

    def numbers(self, action: ActionView) -> str:
        """Give the places of an action's owners in the list, for the filter's script."""
        return " ".join(str(self.names.index(owner_role(self.roles, owner))) for owner in action.owners) or "none"


def _benchmarks(action: ActionView) -> str:
    """Give the benchmarks that an action serves, its own first."""
    also = sorted({ref.split(".", 1)[0] for ref in action.also} - {action.benchmark}, key=natural)
    return " ".join((action.benchmark, *also))

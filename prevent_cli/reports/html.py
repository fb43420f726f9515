"""The report as one HTML file that needs nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.rating.actions import SORTS, natural, role_names
from prevent_cli.reports import prose, words
from prevent_cli.reports.page import page, printed_page, source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from prevent_cli.model.assessment import ActionView, Assessment
    from prevent_cli.model.toolkit import Role

_TEMPLATE, _STYLE, _SCRIPT = "report.html.j2", "report.css", "report.js"


def render(assessment: Assessment) -> bytes:
    """Give the report as UTF-8. The same assessment gives the same bytes."""
    actions = sorted(assessment.actions, key=SORTS["state"])
    return page(
        _TEMPLATE,
        source(_STYLE)
        + printed_page(
            subject=f"{assessment.organisation.name}, {assessment.period}",
            audience=assessment.audience,
            day=f"As of {words.day(assessment.as_of)}",
            marking=assessment.marking or "",
        ),
        source(_SCRIPT),
        a=assessment,
        actions=actions,
        owners=_Owners(assessment.roles, actions),
        anchors=prose.anchors(assessment),
        benchmarks_of=_benchmarks,
    )


class _Owners:
    """The owners of actions as a filter offers them: a role once, by whatever name it was written."""

    def __init__(self, roles: Sequence[Role], actions: Iterable[ActionView]) -> None:
        self.roles = roles
        found = {self.role(owner): None for action in actions for owner in action.owners}
        self.names = sorted(found, key=str.casefold)

    def role(self, owner: str) -> str:
        names = role_names(self.roles, owner)
        return next((role.name for role in self.roles if role.name.casefold() in names), owner)

    def numbers(self, action: ActionView) -> str:
        """Give the places of an action's owners in the list, for the filter's script."""
        return " ".join(str(self.names.index(self.role(owner))) for owner in action.owners) or "none"


def _benchmarks(action: ActionView) -> str:
    """Give the benchmarks that an action serves, its own first."""
    also = sorted({ref.split(".", 1)[0] for ref in action.also} - {action.benchmark}, key=natural)
    return " ".join((action.benchmark, *also))

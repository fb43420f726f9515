"""Lists of actions: as a table, JSON, CSV or Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prevent_cli.rating.actions import grouped
from prevent_cli.reports import json
from prevent_cli.reports.screen import Screen, safe, table
from prevent_cli.reports.words import count, due, joined, subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from prevent_cli.model.assessment import ActionView, Assessment


@dataclass(frozen=True, slots=True)
class ActionList:
    """Actions that were asked for, and of which assessments; ``group_by`` names how to group them."""

    assessments: tuple[Assessment, ...]
    actions: tuple[ActionView, ...]
    group_by: str | None = None

    @property
    def groups(self) -> dict[str, list[ActionView]]:
        """The actions by group, all in one without a name where no grouping was asked for."""
        return grouped(self.actions, self.group_by) if self.group_by else {"": list(self.actions)}

    @property
    def title(self) -> str:
        """What the list is of, in a line."""
        overdue = sum(action.overdue for action in self.actions)
        late = f" ({overdue} overdue)" if overdue else ""
        of = "; ".join(map(subject, self.assessments))
        return f"{count(len(self.actions), 'action')}{late}: {of}"


def as_table(result: ActionList, screen: Screen) -> str:
    """Give a line of title and a table, or one for each group."""
    several = len(result.assessments) > 1
    columns = [*(["Body"] if several else []), "Id", "For", "Action", "Owners", "Due", "State"]
    parts = [safe(result.title) + "\n\n"]
    for name, actions in result.groups.items():
        rows = [[*([one.organisation] if several else []), *_row(one)] for one in actions]
        heading = f"{screen.paint(safe(name), 'bold')}: {count(len(actions), 'action')}\n" if name else ""
        parts.append(heading + table(screen, columns, rows, wide=columns.index("Action")) + ("\n" if name else ""))
    return "".join(parts) if result.actions else parts[0].rstrip("\n") + "\n"


def _row(action: ActionView) -> list[str]:
    return [action.id or "", action.ref, action.text, joined(action.owners), due(action), state(action)]


def state(action: ActionView) -> str:
    """Say an action's state; in progress is added where that is its status."""
    said: str = action.state
    return f"{said}, in progress" if action.status == "in progress" else said


def as_json(result: ActionList, _screen: Screen) -> str:
    """Give the JSON shape of ``actions``."""
    return json.text(json.actions(result.actions))


_CSV = [
    "id",
    "organisation",
    "period",
    "as_of",
    "benchmark",
    "question",
    "ref",
    "also",
    "text",
    "owners",
    "status",
    "state",
    "raised",
    "due",
    "due_by",
    "due_first",
    "slipped_days",
    "awaiting",
    "repeats",
    "completed",
    "outcome",
    "audience",
    "overdue",
    "days_overdue",
]


def as_csv(result: ActionList, _screen: Screen) -> str:
    """Give CSV with the keys of the JSON shape; lists are joined with '; '."""
    from prevent_cli.reports.csv import lines

    rows = [[json.action(action)[key] for key in _CSV] for action in result.actions]
    return lines([_CSV, *rows])


def as_ics(result: ActionList, _screen: Screen) -> str:
    """Give a calendar of due dates; what has none is left out."""
    from prevent_cli.reports.calendar import calendar

    return calendar(result.assessments, result.actions)


def as_markdown(result: ActionList, _screen: Screen) -> str:
    """Give a heading and a Markdown table, or one for each group."""
    from prevent_cli.reports.markdown_text import cell, plain, row

    columns = ["Id", "For", "Action", "Owners", "Due", "State"]
    kinds = [cell if column == "Action" else plain for column in columns]
    lines = [f"# {plain(result.title)}", ""]
    for name, actions in result.groups.items():
        lines += [f"## {plain(name)}", ""] if name else []
        lines += [row(columns), row(["---"] * len(columns))]
        lines += [row([fit(one) for fit, one in zip(kinds, _row(action), strict=True)]) for action in actions]
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


FORMATS: dict[str, Callable[[ActionList, Screen], str]] = {
    "table": as_table,
    "json": as_json,
    "csv": as_csv,
    "md": as_markdown,
    "ics": as_ics,
}
GROUPED = (as_table, as_markdown)
"""Those that put groups under headings."""

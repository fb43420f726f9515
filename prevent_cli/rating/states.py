"""The state of an action and of an expectation: in each case the first rule that fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.fields import OPEN_STATUSES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from prevent_cli.model.assessment import ActionState, State
    from prevent_cli.model.fields import Answer
    from prevent_cli.model.toolkit import Action, Evidence

DUE_SOON_DAYS = 30


def action_state(action: Action, as_of: date) -> ActionState:
    """Give an action's state on a day. Due means by the last day of the latest due date."""
    due = action.latest_due
    late = due is not None and due.last < as_of and action.status in OPEN_STATUSES
    if action.status == "withdrawn":
        return "withdrawn"
    if action.status == "deferred" and not late:
        return "deferred"
    if action.status == "complete":
        return "complete"
    if late:
        return "overdue"
    if due is None:
        return "awaiting" if action.awaiting else "no date"
    return "due soon" if (due.last - as_of).days <= DUE_SOON_DAYS else "on track"


def counts(evidence: Evidence, as_of: date) -> bool:
    """Whether a piece of evidence still counts on a day."""
    return evidence.expires is None or evidence.expires.last >= as_of


def year_before(day: date) -> date:
    """Give the same day a year earlier; 28 February for 29 February."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def expectation_state(answer: Answer | None, actions: Iterable[ActionState], *, evidenced: bool) -> State:
    """Give an expectation's state from its answer, the states of the actions that serve it, and evidence."""
    if answer == "not applicable":
        return "not applicable"
    states = set(actions)
    if answer == "not met" or "overdue" in states:
        return "gap"
    if answer == "partly" or states - {"withdrawn", "complete"}:
        return "in hand"
    if answer == "met" or evidenced:
        return "met"
    return "not assessed"

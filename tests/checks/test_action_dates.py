"""When actions were raised, are due and were completed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prevent_cli.checks import (
    completed_before_raised,
    completed_in_future,
    completed_not_complete,
    deferred_without_date,
    due_before_raised,
    no_due_date,
    overdue,
    revised_earlier,
    slipped_often,
)

if TYPE_CHECKING:
    from prevent_cli.checks import Check
    from prevent_cli.model.finding import Loc
    from tests.checks.conftest import Try

AT: Loc = ("benchmarks", 0, "actions", 0)


def action(keys: str) -> str:
    """A toolkit with one action of these keys."""
    return f"benchmarks:\n  - id: 7\n    actions:\n      - {{id: A1, text: Do it, {keys}}}\n"


FIRES: list[tuple[Check, str, Loc, str]] = [
    (no_due_date, "status: open", (), "the action has no due date"),
    (no_due_date, "status: in progress", (), "the action has no due date"),
    (deferred_without_date, "status: deferred, reason: No money", ("status",), "nothing says until when"),
    (overdue, "due: Nov 21", ("due",), "overdue by 31 days on 2021-12-31: due 'Nov 21', that is by 2021-11-30"),
    (overdue, "due: 2021-12-30, status: deferred", ("due",), "overdue by 1 day on 2021-12-31: due '2021-12-30'"),
    (overdue, "due: Sept 21, revised: [{due: Oct 21}], status: in progress", ("revised", 0, "due"), "by 61 days"),
    (
        slipped_often,
        "due: 2021-03-31, revised: [{due: Jun 2021}, {due: Sept 2021}, {due: Dec 2021}]",
        ("revised",),
        "revised 3 times, by 275 days altogether: from '2021-03-31' to 'Dec 2021'",
    ),
    (
        due_before_raised,
        "raised: Jan 2022, due: Mar 2021",
        ("due",),
        "due 'Mar 2021', before it was raised, 'Jan 2022'",
    ),
    (
        due_before_raised,
        "raised: Jan 2021, due: Mar 2021, revised: [{due: Jun 2020}]",
        ("revised", 0, "due"),
        "due 'Jun 2020'",
    ),
    (completed_in_future, "status: complete, completed: Mar 2022", ("completed",), "the record speaks for 2021-12-31"),
    (
        revised_earlier,
        "due: Mar 2022, revised: [{due: Jun 2022}, {due: Feb 2022}]",
        ("revised", 1, "due"),
        "revised to 'Feb 2022', earlier than 'Jun 2022' before it",
    ),
    (
        completed_before_raised,
        "status: complete, raised: Nov 2021, completed: 31 Oct 2021",
        ("completed",),
        "completed '31 Oct 2021', before it was raised, 'Nov 2021'",
    ),
    (completed_not_complete, "completed: Nov 21", ("completed",), "completed 'Nov 21', but the status is open"),
    (completed_not_complete, "completed: Nov 21, status: withdrawn", ("completed",), "the status is withdrawn"),
]

QUIET: list[tuple[Check, str]] = [
    (no_due_date, "due: Mar 2022"),
    (no_due_date, "revised: [{due: Mar 2022}]"),
    (no_due_date, "awaiting: new guidance"),
    (no_due_date, "repeats: quarterly"),
    (no_due_date, "status: complete"),
    (no_due_date, "status: deferred"),
    (deferred_without_date, "status: deferred, due: Mar 2022"),
    (deferred_without_date, "status: deferred, awaiting: the budget"),
    (deferred_without_date, "status: withdrawn"),
    (overdue, "due: Dec 2021"),
    (overdue, "due: Q3 2021/22"),
    (overdue, "due: Nov 21, status: complete"),
    (overdue, "due: Nov 21, status: withdrawn"),
    (overdue, "due: Nov 21, revised: [{due: Jan 2022}]"),
    (slipped_often, "due: Mar 2021, revised: [{due: Jun 2021}, {due: Sept 2021}]"),
    (slipped_often, "due: Mar 2021, revised: [{due: Jun 2021}, {due: May 2021}, {due: Mar 2021}]"),
    (slipped_often, "due: Mar 2021, revised: [{due: Jun 2021}, {due: Sept 2021}, {due: Dec 2021}], status: complete"),
    (due_before_raised, "raised: 15 Nov 2021, due: Nov 21"),
    (due_before_raised, "raised: 2021, due: Mar 2021"),
    (due_before_raised, "due: Mar 2021"),
    (completed_in_future, "status: complete, completed: Dec 2021"),
    (completed_in_future, "status: complete, completed: 2021/22"),
    (revised_earlier, "due: Mar 2022, revised: [{due: Jun 2022}]"),
    (revised_earlier, "due: Mar 2022, revised: [{due: 4 Mar 2022}]"),
    (revised_earlier, "due: Mar 2022, revised: [{due: Feb 2022, reason: The inspection comes sooner.}]"),
    (revised_earlier, "revised: [{due: Feb 2022}]"),
    (completed_before_raised, "status: complete, raised: 15 Nov 2021, completed: Nov 21"),
    (completed_before_raised, "status: complete, completed: Nov 21"),
    (completed_not_complete, "completed: Nov 21, status: complete"),
    (completed_not_complete, "status: in progress"),
]

ERRORS = {"due-before-raised", "completed-in-future", "completed-before-raised", "completed-not-complete"}


@pytest.mark.parametrize(("check", "keys", "where", "said"), FIRES)
def test_it_is_said(problems: Try, check: Check, keys: str, where: Loc, said: str) -> None:
    (found,) = problems(check, action(keys))

    assert found.code == check.CODE
    assert found.level == ("error" if check.CODE in ERRORS else "warning")
    assert found.loc == (*AT, *where)
    assert said in found.message


@pytest.mark.parametrize(("check", "keys"), QUIET)
def test_it_is_left_alone(problems: Try, check: Check, keys: str) -> None:
    assert problems(check, action(keys)) == []


def test_one_slip_in_raised_is_one_finding(problems: Try) -> None:
    keys = "raised: Jan 2031, due: Mar 2021, revised: [{due: Jun 2021}, {due: Sept 2021}]"

    (found,) = problems(due_before_raised, action(keys))

    assert found.related == (("raised", (*AT, "raised")),)

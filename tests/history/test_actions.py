from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from prevent_cli.history.kinds import Change
    from tests.history.conftest import Changed, Compared

TRAIN = "- {id: A1, text: Train the front desk, owners: Clerk, due: Jun 2022}"


def told(changes: list[Change]) -> list[tuple[str, str | None]]:
    return [(change.kind, change.action) for change in changes]


def test_the_same_actions_have_not_changed(of_actions: Changed) -> None:
    assert of_actions(TRAIN, TRAIN) == []


def test_a_new_action_is_new(of_actions: Changed) -> None:
    assert told(of_actions(TRAIN, f"{TRAIN}\n- {{id: A2, text: Buy chairs}}")) == [("action-new", "A2")]


@pytest.mark.parametrize("status", ["open", "in progress", "deferred"])
def test_an_unfinished_action_that_is_gone_was_dropped(of_actions: Changed, status: str) -> None:
    (change,) = of_actions(f"- {{id: A1, text: Train, status: {status}, reason: Later}}", "")

    assert (change.kind, change.direction, change.before, change.fails) == ("action-dropped", "worse", status, True)


@pytest.mark.parametrize("status", ["complete", "withdrawn"])
def test_a_finished_action_may_be_left_out_of_the_next_period(compared: Compared, status: str) -> None:
    old = f"benchmarks: [{{id: 1, actions: [{{id: A1, text: Train, status: {status}, reason: No money}}]}}]"
    new = "format: toolkit/1\norganisation: {name: Testshire Council}\nperiod: Mar 2022\nbenchmarks: [{id: 1}]"

    assert compared(old, new).changes == ()


def test_a_finished_action_that_is_gone_within_a_period_is_told(of_actions: Changed) -> None:
    (change,) = of_actions("- {id: A1, text: Train, status: complete}", "")

    assert (change.kind, change.direction) == ("action-left-out", "neutral")


def test_a_completed_action_is_told_with_its_outcome(of_actions: Changed) -> None:
    (change,) = of_actions(
        "- {id: A1, text: Train, due: Jan 2022}",
        "- {id: A1, text: Train, due: Jan 2022, status: complete, completed: Mar 2022, outcome: All 40 are trained.}",
    )

    assert (change.kind, change.direction, change.before) == ("action-completed", "better", "open")
    assert change.reasons == ("All 40 are trained.",)


def test_a_slip_counts_from_the_older_side_and_from_the_first_date(of_actions: Changed) -> None:
    (change,) = of_actions(
        "- {id: A1, text: Train, due: 2022-04-01, revised: [{due: 2022-05-01}]}",
        "- {id: A1, text: Train, due: 2022-04-01, revised: [{due: 2022-05-01}, {due: 2022-06-10, reason: Illness.}]}",
    )

    assert (change.kind, change.days, change.total_days, change.moves) == ("action-slipped", 40, 70, 2)
    assert (change.before, change.after, change.reasons) == ("2022-05-01", "2022-06-10", ("Illness.",))
    assert not change.fails


def test_a_date_that_was_written_over_is_a_slip_and_said_so(of_actions: Changed) -> None:
    (change,) = of_actions("- {id: A1, text: Train, due: 2022-04-01}", "- {id: A1, text: Train, due: 2022-05-01}")

    assert (change.kind, change.days, change.total_days, change.moves) == ("action-slipped", 30, 30, 1)
    assert change.reasons == ("The earlier date was written over, so the record itself does not show the move.",)


def test_another_way_of_writing_the_same_date_is_no_slip(of_actions: Changed) -> None:
    assert of_actions("- {id: A1, text: Train, due: Nov 22}", "- {id: A1, text: Train, due: 2022-11}") == []


def test_a_date_pulled_forward_is_better(of_actions: Changed) -> None:
    (change,) = of_actions("- {id: A1, text: Train, due: 2022-05-01}", "- {id: A1, text: Train, due: 2022-04-01}")

    assert (change.kind, change.direction, change.days) == ("action-brought-forward", "better", 30)


def test_a_date_taken_away_is_worse_than_one_that_is_given(of_actions: Changed) -> None:
    dated, undated = "- {id: A1, text: Train, due: May 2022}", "- {id: A1, text: Train, awaiting: guidance}"

    assert [(one.kind, one.direction) for one in of_actions(dated, undated)] == [("action-undated", "worse")]
    assert [(one.kind, one.direction) for one in of_actions(undated, dated)] == [("action-dated", "better")]


def test_an_action_whose_day_has_passed_is_newly_overdue(of_actions: Changed) -> None:
    late = "- {id: A1, text: Train, due: 2022-03-01}"
    (change,) = of_actions(late, late)

    assert (change.kind, change.days, change.fails) == ("action-overdue", 30, True)


def test_an_action_that_was_overdue_is_still_overdue_and_stops_no_gate(of_actions: Changed) -> None:
    late = "- {id: A1, text: Train, due: 2021-12-01}"
    (change,) = of_actions(late, late)

    assert (change.kind, change.days, change.fails) == ("action-still-overdue", 120, False)


def test_a_new_action_that_is_overdue_is_both(of_actions: Changed) -> None:
    assert told(of_actions("", "- {id: A1, text: Train, due: Jan 2022}")) == [
        ("action-overdue", "A1"),
        ("action-new", "A1"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "kind", "direction"),
    [
        ("complete", "open", "action-reopened", "worse"),
        ("withdrawn", "in progress", "action-reopened", "worse"),
        ("open", "withdrawn", "action-withdrawn", "neutral"),
        ("complete", "withdrawn", "action-withdrawn", "neutral"),
        ("open", "deferred", "action-deferred", "neutral"),
        ("deferred", "complete", "action-completed", "better"),
        ("open", "in progress", "action-status", "neutral"),
        ("deferred", "open", "action-status", "neutral"),
    ],
)
def test_a_change_of_status_is_called_what_it_is(
    of_actions: Changed, before: str, after: str, kind: str, direction: str
) -> None:
    (change,) = of_actions(
        f"- {{id: A1, text: Train, status: {before}}}",
        f"- {{id: A1, text: Train, status: {after}, reason: The board.}}",
    )

    assert (change.kind, change.direction, change.before, change.after) == (kind, direction, before, after)


def test_within_one_period_a_repeating_action_is_reopened_like_any_other(of_actions: Changed) -> None:
    (change,) = of_actions(
        "- {id: A1, text: Train, status: complete, repeats: yearly}", "- {id: A1, text: Train, repeats: yearly}"
    )

    assert (change.kind, change.direction) == ("action-reopened", "worse")


def test_an_action_is_followed_through_its_former_id(of_actions: Changed) -> None:
    (change,) = of_actions(TRAIN, TRAIN.replace("id: A1", "id: A7, was: A1").replace("front desk", "whole house"))[:1]

    assert (change.kind, change.before, change.after) == ("action-renumbered", "A1", "A7")
    assert change.reasons == ()


def test_two_actions_that_became_one_are_both_followed(of_actions: Changed) -> None:
    found = of_actions(
        "- {id: A1, text: Train the desk}\n- {id: A2, text: Train the rest}",
        "- {id: A3, was: [A1, A2], text: Train everyone}",
    )

    assert ("action-merged", "A2") in told(found)
    assert not [one for one in found if one.kind in {"action-dropped", "action-new"}]


def test_a_text_is_followed_where_the_id_was_changed_without_a_word(of_actions: Changed) -> None:
    (change,) = of_actions(TRAIN, TRAIN.replace("A1", "A7"))

    assert (change.kind, change.reasons) == (
        "action-renumbered",
        ("Its text is the only trace: 'was' does not say so.",),
    )


def test_an_id_used_again_elsewhere_for_something_else_hides_nothing(compared: Compared) -> None:
    old = "benchmarks: [{id: 1, actions: [{id: A1, text: Train the front desk}]}, {id: 2}]"
    new = "benchmarks: [{id: 1}, {id: 2, actions: [{id: A1, text: Buy twelve chairs}]}]"

    dropped, added = compared(old, new).changes

    assert (dropped.kind, dropped.reasons) == ("action-dropped", ("A1 stands for another action now.",))
    assert added.kind == "action-new"


def test_actions_without_ids_are_told_apart_by_what_they_say(of_actions: Changed) -> None:
    found = of_actions(
        "- text: Train the desk\n- text: Buy chairs", "- text: Train the whole desk\n- text: Sell tables"
    )

    assert [change.kind for change in found] == ["action-dropped", "action-new", "action-reworded"]


def test_an_action_under_another_item_has_moved(compared: Compared) -> None:
    old = "benchmarks: [{id: 1, actions: [{id: A1, text: Train}]}, {id: 2}]"
    new = "benchmarks: [{id: 1}, {id: 2, actions: [{id: A1, text: Train}]}]"

    (change,) = compared(old, new).changes

    assert (change.kind, change.before, change.after) == ("action-moved", "1", "2")


def test_another_owner_is_told(of_actions: Changed) -> None:
    (change,) = of_actions(TRAIN, TRAIN.replace("Clerk", "[Clerk, Registrar]"))

    assert (change.kind, change.before, change.after) == ("action-reassigned", "Clerk", "Clerk, Registrar")


def test_another_name_of_the_same_role_is_no_new_owner(compared: Compared) -> None:
    roles = "roles: [{name: Clerk, aka: [Town clerk]}]\n"
    old = roles + "benchmarks: [{id: 1, actions: [{id: A1, text: Train, owners: Clerk}]}]"

    assert compared(old, old.replace("owners: Clerk", "owners: town clerk")).changes == ()


def test_only_new_notes_of_progress_are_told(of_actions: Changed) -> None:
    (change,) = of_actions(
        "- {id: A1, text: Train, progress: [{note: Half.}]}",
        "- {id: A1, text: Train, progress: [{note: Half.}, {note: Most.}]}",
    )

    assert (change.kind, change.reasons) == ("action-progress", ("Most.",))


def test_other_fields_are_named(of_actions: Changed) -> None:
    (change,) = of_actions(TRAIN, TRAIN.replace("due:", "repeats: yearly, also: 1.2, due:"))

    assert (change.kind, change.reasons) == ("action-amended", ("how often it comes round", "what else it serves"))

"""What is bound to differ from one period to the next is no news: rhythms, dates of judgement, what rollover leaves out."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING

import pytest

from prevent_cli.history.changes import compare
from prevent_cli.history.trend import trend

if TYPE_CHECKING:
    from collections.abc import Callable

    Told = Callable[[str, str], list["Change"]]
    from prevent_cli.history.kinds import Change
    from prevent_cli.history.trend import Flow
    from prevent_cli.model.assessment import Assessment
    from tests.conftest import Assess

DONE = "{id: A1, text: Train, repeats: quarterly, due: 2021-12-31, status: complete, completed: 2021-12-10, outcome: All came.}"
OPEN = "{id: A1, text: Train, repeats: quarterly, due: 2022-03-31}"


@pytest.fixture
def sides(assessed: Assess) -> Callable[[str, str], tuple[Assessment, Assessment]]:
    """Give what stands in benchmark 1 in December and in March."""

    def make(old: str, new: str) -> tuple[Assessment, Assessment]:
        head = "format: toolkit/1\norganisation: {{name: Testshire}}\nperiod: {}\nbenchmarks:\n  - id: 1\n    title: One\n{}"
        return (
            assessed(head.format("Dec 2021", indent(old, "    ")), as_of="2021-12-31"),
            assessed(head.format("Mar 2022", indent(new, "    ")), as_of="2022-03-31"),
        )

    return make


@pytest.fixture
def told(sides: Callable[[str, str], tuple[Assessment, Assessment]]) -> Told:
    def make(old: str, new: str) -> list[Change]:
        found = compare(*sides(old, new)).changes
        return [one for one in found if one.scale != "computed"]

    return make


@pytest.fixture
def actions(told: Told) -> Told:
    return lambda old, new: told(f"actions:\n  - {old}", f"actions:\n  - {new}")


def test_a_repeating_action_comes_round_and_has_not_slipped(actions: Told) -> None:
    (change,) = actions(DONE, OPEN)

    assert (change.kind, change.direction, str(change.due)) == ("action-repeated", "neutral", "2022-03-31")


def test_a_repeating_action_that_is_done_again_is_complete_again(actions: Told) -> None:
    again = DONE.replace("2021-12-31", "2022-03-31").replace("2021-12-10", "2022-03-09").replace("All", "Most")

    (change,) = actions(DONE, again)

    assert (change.kind, change.before, change.reasons) == ("action-completed", "complete", ("Most came.",))


def test_a_slip_of_the_next_round_counts_from_the_rounds_own_first_date(actions: Told) -> None:
    moved = OPEN.replace("}", ", revised: [{due: 2022-04-30, reason: The hall is shut.}]}")

    slipped, _ = actions(DONE, moved)

    assert (slipped.kind, slipped.before, slipped.after) == ("action-slipped", "2022-03-31", "2022-04-30")
    assert (slipped.days, slipped.total_days, slipped.moves) == (30, 30, 1)
    assert slipped.reasons == ("The hall is shut.",)


def test_a_repeating_action_left_as_it_was_done_is_no_change(actions: Told) -> None:
    assert actions(DONE, DONE) == []


def test_a_done_action_that_does_not_repeat_is_reopened(actions: Told) -> None:
    rhythm = ", repeats: quarterly"

    found = actions(DONE.replace(rhythm, ""), OPEN.replace(rhythm, ""))

    assert [one.kind for one in found] == ["action-slipped", "action-reopened"]


def test_a_later_date_of_a_repeating_action_may_be_its_next_round(actions: Told) -> None:
    (change,) = actions(OPEN, OPEN.replace("2022-03-31", "2022-06-30"))

    assert change.kind == "action-slipped"
    assert change.reasons == ("It repeats: if it was done in between, this is its next date and no slip.",)


@pytest.fixture
def flow(sides: Callable[[str, str], tuple[Assessment, Assessment]]) -> Callable[[str, str], Flow]:
    def make(old: str, new: str) -> Flow:
        found = trend(sides(f"actions:\n  - {old}", f"actions:\n  - {new}")).periods[1].flow
        assert found is not None
        return found

    return make


def test_a_trend_counts_a_next_round_as_opened(flow: Callable[[str, str], Flow]) -> None:
    found = flow(DONE, OPEN)

    assert (len(found.opened), len(found.reopened), len(found.closed)) == (1, 0, 0)


def test_a_trend_counts_a_round_that_was_done_again_as_opened_and_closed(flow: Callable[[str, str], Flow]) -> None:
    found = flow(DONE, DONE.replace("2021-12", "2022-03"))

    assert (len(found.opened), len(found.reopened), len(found.closed)) == (1, 0, 1)


def test_a_trend_counts_the_slip_of_each_round_anew(sides: Callable[[str, str], tuple[Assessment, Assessment]]) -> None:
    _, period = trend(sides(f"actions:\n  - {DONE}", f"actions:\n  - {OPEN}")).periods

    assert (period.slipped, period.average_slip) == (0, 0)


def test_the_same_colour_on_another_day_is_no_news(told: Told) -> None:
    rating = "rating: {{value: green, on: {}, by: {}}}"

    assert told(rating.format("Dec 2021", "Board"), rating.format("Mar 2022", "Prevent Board")) == []


def test_the_same_colour_for_another_reason_is_told(told: Told) -> None:
    (change,) = told("rating: {value: red, reason: Late.}", "rating: {value: red, reason: Later.}")

    assert (change.kind, change.reasons) == ("rating-confirmed", ("Later.",))


def test_a_rating_that_rollover_kept_as_previous_awaits_judgement(told: Told) -> None:
    (change,) = told("rating: green", "previous: {rating: green, period: Dec 2021}")

    assert (change.kind, change.before, change.after) == ("rating-awaited", "green", None)


def test_moderated_ratings_stay_with_their_period(told: Told) -> None:
    assert told("moderated: [{value: green, by: Peers}]", "next_steps:") == []


def test_a_first_judgement_is_measured_against_what_was_kept_from_the_period_before(told: Told) -> None:
    kept = "previous: {rating: green, period: Sep 2021}"

    (worse,) = told(kept, f"{kept}\nrating: amber")
    (same,) = told(kept, f"{kept}\nrating: green")

    assert (worse.kind, worse.before, worse.fails) == ("rating-worse", "green", True)
    assert (same.kind, same.before, same.after) == ("rating-given", "green", "green")


def test_evidence_that_expires_beside_other_evidence_is_not_lost(told: Told) -> None:
    item = "questions:\n  - id: 1.1\n    evidence:\n      - {text: The first plan., expires: Jan 2022}\n"
    other = "      - {text: A second paper., on: Mar 2022}\n"

    lost = told(item, item)
    kept = told(item + other, item + other)

    assert [(one.kind, one.direction) for one in lost] == [("evidence-expired", "worse")]
    assert [(one.kind, one.direction) for one in kept] == [("evidence-lapsed", "neutral")]

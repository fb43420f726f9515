"""The next period's data: what goes on, what is left, what is said of it."""

from __future__ import annotations

from datetime import date
from textwrap import dedent
from typing import Any

import pytest

from prevent_cli.authoring.rollover import Carried, roll_over
from prevent_cli.model.when import When
from prevent_cli.store.reader import read


def rolled(text: str, period: str = "Mar 2022") -> tuple[dict[str, Any], Carried]:
    found, refusals = read("period: Dec 2021\n" + dedent(text))
    assert not refusals
    return roll_over(found, When.parse("Dec 2021"), period, When.parse(period).last)


def again(text: str) -> dict[str, Any]:
    """Roll one complete action over and give what became of it."""
    made, _ = rolled(f"benchmarks: [{{id: 7, actions: [{{id: A1, text: Do it, status: complete, {text}}}]}}]")
    found: dict[str, Any] = made["benchmarks"][0]["actions"][0]
    return found


def test_a_judged_rating_becomes_the_previous_one_with_all_it_said() -> None:
    made, carried = rolled("benchmarks: [{id: 7, rating: {value: amber, reason: So, on: Nov 2021}}]")

    rating = {"value": "amber", "reason": "So", "on": "Nov 2021"}
    assert made["benchmarks"] == [{"id": "7", "previous": {"rating": rating, "period": "Dec 2021"}}]
    assert carried.judged == ["7"]


def test_an_older_previous_rating_stays_where_nobody_judged_since() -> None:
    made, carried = rolled("benchmarks: [{id: 7, previous: {rating: red, period: Sep 2021}}]")

    assert made["benchmarks"][0]["previous"] == {"rating": "red", "period": "Sep 2021"}
    assert str(carried) == "no open actions carried"


def test_moderated_and_recorded_ratings_stay_behind_and_that_is_said() -> None:
    made, carried = rolled(
        "benchmarks: [{id: 7, moderated: [{value: red}], computed: {value: red}}, {id: 8, moderated: [{value: red}]}]"
    )

    assert made["benchmarks"] == [{"id": "7"}, {"id": "8"}]
    assert "2 benchmarks' moderated ratings left out, 1 recorded rating left out" in str(carried)


def test_open_work_goes_on_as_it_is() -> None:
    open_ones = """\
    benchmarks:
      - id: 7
        questions:
          - id: 7.1
            evidence: [{text: It is., on: Nov 2021}]
            answer: partly
            actions:
              - {id: A1, text: One, status: open, due: Nov 2021, revised: [{due: Jan 2022, reason: So}]}
              - {id: A2, text: Two, status: in progress, progress: [{note: Begun.}], outcome: Half., was: [B1]}
              - {id: A3, text: Three, status: deferred, reason: No money, awaiting: money}
              - {id: A4, text: Four}
    """
    made, carried = rolled(open_ones)

    assert made["benchmarks"] == read(dedent(open_ones))[0]["benchmarks"]
    assert carried.carried == ["A1", "A2", "A3", "A4"]
    assert str(carried) == "4 open actions carried"


def test_complete_and_withdrawn_actions_stay_behind() -> None:
    made, carried = rolled("""\
        benchmarks:
          - id: 7
            actions: [{id: A1, text: One, status: complete}, {id: A2, text: Two, status: withdrawn, reason: So, repeats: monthly}]
        """)

    assert made["benchmarks"] == [{"id": "7"}]
    assert str(carried) == "no open actions carried, 2 complete or withdrawn actions left out"


def test_that_no_action_is_needed_is_still_said() -> None:
    made, _ = rolled("benchmarks: [{id: 7, actions: []}]")

    assert made["benchmarks"] == [{"id": "7", "actions": []}]


def test_a_repeating_action_opens_again_without_what_was_said_of_the_last_time() -> None:
    found = again(
        "owners: Board, due: Nov 2021, repeats: quarterly, completed: Nov 2021, outcome: Held., "
        "progress: [{note: Begun.}], revised: [{due: 2021-12-10}], also: [7.1]"
    )

    assert found == {
        "id": "A1",
        "text": "Do it",
        "owners": "Board",
        "due": "2022-03-10",
        "status": "open",
        "repeats": "quarterly",
        "also": ["7.1"],
    }


@pytest.mark.parametrize(
    ("repeats", "due", "next_due"),
    [
        ("weekly", "2021-12-30", "2022-01-06"),
        ("weekly", "2021-10-01", "2022-01-07"),
        ("monthly", "2021-10-31", "2022-01-31"),
        ("monthly", "2021-12-30", "2022-01-30"),
        ("every 2 months", "2021-12-31", "2022-02-28"),
        ("every 2 months", "2021-12-30", "2022-02-28"),
        ("quarterly", "Nov 2021", "2022-02-28"),
        ("quarterly", "Q3 2021/22", "2022-03-31"),
        ("every 6 months", "2021-08-31", "2022-02-28"),
        ("every 6 months", "2021-02-28", "2022-02-28"),
        ("yearly", "2020-02-29", "2022-02-28"),
        ("yearly", "2021-12-31", "2022-12-31"),
        ("ongoing", "2021-12-31", None),
    ],
)
def test_its_next_date_is_the_first_of_its_rhythm_after_the_old_period(
    repeats: str, due: str, next_due: str | None
) -> None:
    assert again(f"due: {due}, repeats: {repeats}").get("due") == next_due


def test_what_was_done_before_its_time_is_due_the_time_after() -> None:
    assert again("due: 2022-02-15, repeats: monthly, completed: 2021-12-20")["due"] == "2022-03-15"


def test_without_a_due_date_the_day_of_completion_counts() -> None:
    assert again("repeats: monthly, completed: 2021-12-20")["due"] == "2022-01-20"


def test_with_no_date_at_all_there_is_none() -> None:
    assert "due" not in again("repeats: monthly")


def test_ended_waivers_are_left_out_and_others_stay() -> None:
    made, carried = rolled(
        "benchmarks: []\n"
        "waivers: [{code: no-owner, reason: So, until: Jan 2022}, {code: no-owner, reason: So, until: Mar 2022}]"
    )

    assert [one["until"] for one in made["waivers"]] == ["Mar 2022"]
    assert str(carried) == "no open actions carried, 1 waiver left out"


def test_a_waiver_for_what_is_left_out_is_left_out() -> None:
    made, carried = rolled(
        "benchmarks: [{id: 7, actions: [{id: A1, text: x, status: complete}, {id: A2, text: y}]}]\n"
        "waivers: [{code: no-due-date, at: A1, reason: So, until: Mar 2023}, {code: no-owner, at: A2, reason: So, until: Mar 2023}]"
    )

    assert [one["at"] for one in made["waivers"]] == ["A2"]
    assert str(carried).endswith("1 complete or withdrawn action left out, 1 waiver left out")


def test_the_day_it_spoke_for_goes_and_the_old_data_stay() -> None:
    found, _ = read("period: Dec 2021\nas_of: 2021-12-31\nbenchmarks: [{id: 7, rating: red}]")
    made, _ = roll_over(found, When.parse("Dec 2021"), "Q4 2021/22", date(2022, 3, 31))

    assert made["period"] == "Q4 2021/22"
    assert "as_of" not in made
    assert found["benchmarks"] == [{"id": "7", "rating": "red"}]


def test_one_of_each_is_said_in_the_singular() -> None:
    said = Carried(carried=["A1"], again=["A2"], left=["A3"], judged=["7"], moderated=["7"], waivers=1)

    assert str(said) == (
        "1 open action carried, 1 repeating action opened again, 1 complete or withdrawn action left out, "
        "1 rating now stands as previous and awaits judgement, 1 benchmark's moderated ratings left out, "
        "1 waiver left out"
    )


def test_the_header_of_a_meeting_stays_with_that_meeting() -> None:
    text = dedent("""\
        format: toolkit/1
        organisation: {name: Testshire Council}
        period: Dec 2021
        committee: {meeting: Scrutiny Committee, date: 14 Apr 2022, release: not for release, exempt: Sch 12A para 7}
        marking: OFFICIAL
        benchmarks: [{id: 1, title: Plans}]
        """)
    made, _ = roll_over(read(text)[0], When.parse("Dec 2021"), "Mar 2022", date(2022, 3, 31))

    assert made == {
        "format": "toolkit/1",
        "organisation": {"name": "Testshire Council"},
        "period": "Mar 2022",
        "marking": "OFFICIAL",
        "benchmarks": [{"id": "1", "title": "Plans"}],
    }

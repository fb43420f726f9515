from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar

from prevent_cli.model.toolkit import Toolkit
from prevent_cli.rating.assess import assess
from prevent_cli.rating.audience import restrict
from prevent_cli.reports.calendar import calendar, left_out
from tests.reports.books import shown

if TYPE_CHECKING:
    from icalendar import Event

    from prevent_cli.model.assessment import Assessment
    from tests.conftest import Assess

TWO = """\
format: toolkit/1
organisation: {name: "Testshire, and Other; Council", code: E06000999}
period: Dec 2021
marking: OFFICIAL
benchmarks:
  - id: 7
    questions:
      - id: 7.1
        expectations:
          - id: 7.1.1
            actions:
              - id: A14
                text: |
                  Finish the draft, soon;
                  then print it.
                owners: [CSP manager, Prevent Board]
                also: [7.2]
                due: Nov 21
                revised: [{due: Mar 2022, on: 1 Dec 2021, reason: The author left}]
                awaiting: new guidance
              - {id: A15, text: No date}
      - {id: 7.2}
"""


def text(*assessments: Assessment) -> str:
    return calendar(assessments, [action for one in assessments for action in one.actions])


def events(*assessments: Assessment) -> list[Event]:
    return list(Calendar.from_ical(text(*assessments)).events)


@pytest.fixture
def two(assessed: Assess) -> Assessment:
    return assessed(TWO)


def test_an_event_is_the_last_day_of_the_latest_due_date(two: Assessment) -> None:
    (event,) = events(two)

    assert (event.start, event.end) == (date(2022, 3, 31), date(2022, 4, 1))
    assert event["DTSTART"].params["VALUE"] == "DATE"


def test_an_event_says_what_is_due(two: Assessment) -> None:
    (event,) = events(two)

    assert str(event["SUMMARY"]) == "A14 due: Finish the draft, soon; then print it."
    assert event.categories == ["on track"]


def test_an_event_says_whose_it_is_and_how_it_moved(two: Assessment) -> None:
    (event,) = events(two)
    moved = "to Mar 2022 (31 Mar 2022) on 1 Dec 2021, because The author left"

    assert str(event["DESCRIPTION"]).splitlines() == [
        "Finish the draft, soon;",
        "then print it.",
        "",
        "Owners: CSP manager, Prevent Board",
        "For: 7.1.1, also 7.2",
        "Due: Mar 2022 (31 Mar 2022)",
        f"Moved: first due Nov 21 (30 Nov 2021); {moved}; 121 days later",
        "Awaiting: new guidance",
        "State: on track as of 31 December 2021",
        "From: Testshire, and Other; Council, Dec 2021",
        "Marking: OFFICIAL",
        "Audience: officers",
    ]


def test_an_event_blocks_nobody_s_time_and_rings_no_bell(two: Assessment) -> None:
    (event,) = events(two)

    assert event["TRANSP"] == "TRANSPARENT"
    assert event.subcomponents == []


def test_the_stamp_is_the_record_s_day(two: Assessment) -> None:
    (event,) = events(two)

    assert datetime(2021, 12, 31, tzinfo=UTC) == event.DTSTAMP


def test_the_same_actions_give_the_same_text(two: Assessment) -> None:
    assert text(two) == text(two)


def test_an_action_keeps_its_name_when_everything_else_changes(assessed: Assess) -> None:
    before = assessed(TWO)
    later = (
        TWO.replace("Mar 2022", "May 2022").replace("Finish", "Complete").replace("period: Dec 2021", "period: 2022")
    )
    after = assessed(later, as_of="2022-02-01")

    assert events(before)[0]["UID"] == events(after)[0]["UID"]


def test_a_date_that_moved_again_has_a_higher_number(assessed: Assess) -> None:
    again = TWO.replace("reason: The author left}", "reason: x}, {due: Apr 2022}")

    assert [events(assessed(one))[0]["SEQUENCE"] for one in (TWO, again)] == [1, 2]


def test_two_bodies_actions_of_one_id_have_two_names(assessed: Assess) -> None:
    other = assessed(TWO.replace("E06000999", "E06000998"))

    assert events(assessed(TWO))[0]["UID"] != events(other)[0]["UID"]


def test_actions_without_an_id_have_names_of_their_own(assessed: Assess) -> None:
    one = assessed("benchmarks: [{id: 7, actions: [{text: x, due: 2022}, {text: y, due: 2022}]}]")

    assert len({event["UID"] for event in events(one)}) == 2
    assert str(events(one)[0]["SUMMARY"]) == "Action due: x"


def test_the_calendar_is_named_by_its_bodies_and_says_the_marking(two: Assessment) -> None:
    found = Calendar.from_ical(text(two))

    assert "X-WR-CALNAME:Actions due: Testshire\\, and Other\\; Council\r\n" in text(two)
    assert "X-WR-CALDESC:OFFICIAL\r\n" in text(two)
    assert (found["VERSION"], found["PRODID"]) == ("2.0", "-//prevent-cli//actions//EN")


def test_a_long_text_is_cut_in_the_title_only(assessed: Assess) -> None:
    one = assessed(f"benchmarks: [{{id: 7, actions: [{{id: A1, text: {'word ' * 60}, due: 2022}}]}}]")
    (event,) = events(one)

    assert len(str(event["SUMMARY"])) <= 90
    assert str(event["SUMMARY"]).endswith("…")
    assert ("word " * 60).strip() in str(event["DESCRIPTION"])


@pytest.mark.parametrize(
    ("actions", "said"),
    [
        ("{text: x, due: 2022}", ""),
        ("{text: x}, {text: y, due: 2022}", "1 of 2 actions has no due date, so the calendar leaves it out"),
        ("{text: x}, {text: y}", "2 of 2 actions have no due date, so the calendar leaves them out"),
    ],
)
def test_it_says_what_is_left_out(assessed: Assess, actions: str, said: str) -> None:
    assert left_out(assessed(f"benchmarks: [{{id: 7, actions: [{actions}]}}]").actions) == said


@given(st.text(min_size=1, max_size=200))
@example("a;b,c\\d\\n:e")
@example("é" * 100)
@example("\U0001f600" * 50)
@example("a\r\nEND:VEVENT\r\nb\rc\x00\u202e\u2028")
def test_any_text_keeps_its_place_and_no_line_is_too_long(said: str) -> None:
    toolkit = Toolkit.model_validate(
        {
            "format": "toolkit/1",
            "organisation": {"name": said},
            "period": "Dec 2021",
            "benchmarks": [{"id": "7", "actions": [{"id": "A1", "text": said, "owners": [said], "due": "2022"}]}],
        }
    )
    one = assess(toolkit, None, date(2021, 12, 31))
    (event,) = events(one)

    assert str(event["DESCRIPTION"]).startswith(shown(said.strip()))
    assert all(len(line) <= 75 for line in text(one).encode().split(b"\r\n"))
    assert re.search(r"(?<!\r)\n|\r(?!\n)", text(one)) is None


def test_an_edition_has_no_event_of_what_it_leaves_out(assessed: Assess) -> None:
    one = assessed("""\
        audience: public
        benchmarks:
          - id: 7
            actions:
              - {id: A1, text: SECRET, due: 2022, audience: officers, withheld: {reason: a case}}
              - {id: A2, text: seen, due: 2022}
        """)

    assert [str(event["SUMMARY"]) for event in events(restrict(one, "public"))] == ["A2 due: seen"]
    assert "SECRET" not in text(restrict(one, "public"))

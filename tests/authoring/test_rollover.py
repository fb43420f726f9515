from __future__ import annotations

from datetime import date
from textwrap import dedent

from prevent_cli.authoring.rollover import roll_over
from prevent_cli.model.when import When
from prevent_cli.store.reader import read


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

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from prevent_cli.rating.audience import restrict
from prevent_cli.reports import html
from prevent_cli.reports.paper import Paper
from prevent_cli.reports.pictures import MOST_PERIODS, Pictures, pictures
from prevent_cli.reports.wording import wording
from tests.reports.test_html import Page

if TYPE_CHECKING:
    from prevent_cli.model.assessment import Assessment
    from tests.conftest import Assess

RECORD = """\
audience: public
roles: [{name: CSP manager, aka: [Safety partnership manager]}]
benchmarks:
  - id: 1
    title: Risk
    rating: green
    actions:
      - {id: A1, text: One, owners: [CSP manager, safety partnership manager, Licensing], due: Nov 2021}
      - {id: A2, text: Two, owners: CSP manager, due: Feb 2022}
      - {id: A3, text: Three}
      - {id: A4, text: Four, owners: Licensing, status: complete}
  - {id: 2, title: Board, rating: amber}
  - {id: 3, title: Plan}
"""
PERIOD = """\
format: toolkit/1
organisation: {{name: Testshire Council}}
period: {period}
audience: public
benchmarks:
  - id: 1
    title: Risk
    rating: {rating}
    actions:
      - {{id: A1, text: One, owners: Board, due: Oct 2021}}
"""


def drawn(assessment: Assessment, *earlier: Assessment) -> Pictures:
    return pictures(Paper(assessment, earlier), wording("en"))


def said(found: Pictures) -> dict[str, str]:
    charts = {one.caption: ET.fromstring(one.chart) for one in found.overview}  # noqa: S314 - our own
    return {caption: chart.findtext("desc") or "" for caption, chart in charts.items()}


def test_ratings_are_counted_as_the_headline_does(assessed: Assess) -> None:
    assert said(drawn(assessed(RECORD)))["Judged ratings of the benchmarks"] == "Green: 1; Amber: 1; Not judged: 1."


def test_actions_are_counted_by_state_in_a_chart_and_in_a_sentence(assessed: Assess) -> None:
    found = drawn(assessed(RECORD))

    assert said(found)["Actions by state"] == "Overdue: 1; On track: 1; No date: 1; Complete: 1."
    assert found.overview[1].said == "4 actions: 1 overdue, 1 on track, 1 no date and 1 complete."


def test_due_dates_are_those_of_open_actions_and_those_without_one_are_counted(assessed: Assess) -> None:
    found = drawn(assessed(RECORD))

    assert said(found)["Due dates of open actions"] == (
        "2 open actions have a date, the first 30 Nov 2021, the last 28 Feb 2022; overdue: 1; 1 is without a date."
    )
    assert found.overview[2].said.startswith("2 open actions have a date")


def test_an_action_counts_once_for_each_role_that_owns_it(assessed: Assess) -> None:
    loads = [(one.owner, one.open, one.overdue) for one in drawn(assessed(RECORD)).loads]

    assert loads == [("CSP manager", 2, 1), ("Licensing", 1, 1), (None, 1, 0)]


def test_without_actions_only_ratings_are_drawn(assessed: Assess) -> None:
    found = drawn(assessed("benchmarks:\n  - {id: 1, title: Risk, rating: red}\n"))

    assert list(said(found)) == ["Judged ratings of the benchmarks"]
    assert found.loads == ()


def test_without_an_earlier_period_there_is_no_trend(assessed: Assess) -> None:
    record = assessed(RECORD)

    assert drawn(record).periods is None
    assert "Over the last periods" not in Page(html.render(Paper(record))).text


def test_earlier_periods_stand_in_a_table_that_says_what_the_charts_show(assessed: Assess) -> None:
    before = assessed(PERIOD.format(period="Sept 2021", rating="red"), as_of="2021-09-30")
    now = assessed(PERIOD.format(period="Dec 2021", rating="amber"), as_of="2021-12-31")
    page = Page(html.render(Paper(now, (before,))))

    (table,) = [one for one in page.every("table") if "Judged ratings and open actions" in one.text]
    rows = [[cell.text.strip() for cell in row.every("th", "td")] for row in table.every("tr")]
    assert rows == [
        ["Benchmark", "Sept 2021", "Dec 2021"],
        ["1. Risk", "Red", "Amber Better"],
        ["Actions: open", "1", "1"],
        ["Actions: overdue", "0", "1"],
    ]
    charts = {str(one.attributes["id"]): one for one in page.every("svg") if one.attributes.get("id")}
    assert charts["chart-periods"].every("desc")[0].text == "1. Risk: Sept 2021 Red, Dec 2021 Amber (better)."
    assert charts["chart-actions"].every("desc")[0].text == (
        "Sept 2021: 1 open, 0 overdue; Dec 2021: 1 open, 1 overdue."
    )


def test_only_the_last_periods_are_drawn(assessed: Assess) -> None:
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug")
    *earlier, now = [assessed(PERIOD.format(period=f"{month} 2021", rating="green")) for month in months]

    found = drawn(now, *earlier).periods

    assert found is not None
    assert [str(one) for one in found.periods] == [f"{month} 2021" for month in months[-MOST_PERIODS:]]


def test_an_edition_draws_nothing_of_what_it_withholds(assessed: Assess) -> None:
    whole = assessed("""\
        audience: public
        benchmarks:
          - id: 1
            title: Risk
            rating: green
            actions:
              - {id: A1, text: Open, owners: Known post, due: Feb 2022}
              - {id: S1, text: Kept in, owners: Secret post, due: Nov 2030, audience: officers}
              - id: S2
                text: Kept in too
                owners: Secret team
                due: Jan 2021
                audience: officers
                withheld: {reason: a case}
          - {id: 2, title: Secret benchmark, rating: red, audience: officers}
        """)

    found = drawn(restrict(whole, "public"))

    assert said(found) == {
        "Judged ratings of the benchmarks": "Green: 1.",
        "Actions by state": "On track: 1.",
        "Due dates of open actions": ("1 open action has a date, 28 Feb 2022; overdue: none; none is without a date."),
    }
    assert [(one.owner, one.open) for one in found.loads] == [("Known post", 1)]
    markup = "".join(one.chart + one.said for one in found.overview)
    assert not [word for word in ("S1", "S2", "Secret", "2030", "2021-01", "Jan 2021") if word in markup]


def test_an_edition_draws_nothing_withheld_from_earlier_periods(assessed: Assess) -> None:
    hidden = PERIOD.replace("due: Oct 2021", "due: Oct 2021, audience: officers")
    before = restrict(assessed(hidden.format(period="Sept 2021", rating="red")), "public")
    now = restrict(assessed(hidden.format(period="Dec 2021", rating="amber")), "public")

    found = drawn(now, before).periods

    assert found is not None
    assert [(one.open, one.overdue) for one in found.trend.periods] == [(0, 0), (0, 0)]
    assert "Sept 2021: 0 open, 0 overdue; Dec 2021: 0 open, 0 overdue" in found.actions


def test_a_rating_that_an_edition_withholds_is_not_called_not_judged_in_earlier_periods(assessed: Assess) -> None:
    hidden = PERIOD.replace("title: Risk", "title: Risk\n    audience: officers\n    withheld: {{reason: A case}}")
    before = restrict(assessed(hidden.format(period="Sept 2021", rating="red")), "public")
    now = restrict(assessed(hidden.format(period="Dec 2021", rating="amber")), "public")

    page = Page(html.render(Paper(now, (before,)))).text

    assert "Sept 2021 Not shown, Dec 2021 Not shown" in page
    assert "not judged" not in page.casefold()


def test_what_a_toolkit_says_is_escaped_in_charts(assessed: Assess) -> None:
    one = assessed("""\
        benchmarks:
          - id: 1
            title: </svg><script>x
            rating: red
            actions: [{text: x, owners: '<b onclick="x">', due: 2022}]
        """)
    page = html.render(Paper(one)).decode()

    assert page.count("<script>") == 1
    assert "<b " not in page
    assert "&lt;b onclick=" in page


def test_charts_of_a_welsh_report_speak_welsh(assessed: Assess) -> None:
    one = assessed(RECORD)
    found = pictures(Paper(one, language="cy"), wording("cy"))
    charts = [ET.fromstring(picture.chart) for picture in found.overview]  # noqa: S314 - our own
    words = " ".join(part for chart in charts for part in chart.itertext())

    assert not [word for word in ("Green", "Overdue", "open", "Feb", "date") if word in words.split()]
    assert "Gwyrdd: 1" in words

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

import prevent_cli
from prevent_cli.rating.audience import restrict
from prevent_cli.reports import html, markdown
from prevent_cli.reports.paper import Paper
from prevent_cli.reports.summary import summarise
from prevent_cli.reports.wording import wording
from prevent_cli.resources import TOOLKITS
from tests.reports.test_html import Page, squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

    from prevent_cli.model.assessment import ActionView, Assessment, BenchmarkView
    from prevent_cli.reports.summary import Summary
    from tests.conftest import Assess

RECORD = """\
format: toolkit/1
organisation: {name: Testshire Council}
period: Q3 2021/22
title: Prevent duty toolkit
audience: public
benchmarks:
  - id: 1
    title: Plans
    rating: green
    previous: {rating: amber, period: Q2 2021/22}
    questions:
      - id: 1.1
        text: Is there a plan?
        evidence: The plan
        actions:
          - {id: A1, text: Finish it., owners: Clerk, due: Nov 2021}
          - {id: A2, text: Print it., owners: Clerk, due: Jan 2022, revised: [{due: 2022-03-31}]}
          - {id: A3, text: Bind it., owners: Clerk, due: 2022-04-01}
          - {id: A4, text: Read it., owners: Clerk}
          - {id: A5, text: Burn it., awaiting: a match}
          - {id: A6, text: Lose it., status: complete}
  - {id: 2, title: People, rating: red, previous: {rating: amber, period: Q2 2021/22}}
  - {id: 3, title: Places}
  - {id: 4, title: Words, rating: amber, actions: [{id: A7, text: Speak., owners: Clerk, due: 2021-12-31}]}
"""


@pytest.fixture
def record(assessed: Assess) -> Assessment:
    return assessed(RECORD)


@pytest.fixture
def summary(record: Assessment) -> Summary:
    return summarise(Paper(record))


def ids(found: Iterable[ActionView | BenchmarkView]) -> list[str | None]:
    return [one.id for one in found]


def test_ratings_stand_beside_those_before(summary: Summary) -> None:
    assert [(one.benchmark.id, one.change, one.open_actions) for one in summary.standings] == [
        ("1", "better", 5),
        ("2", "worse", 0),
        ("3", None, 0),
        ("4", None, 1),
    ]


def test_what_is_to_be_decided_stands_in_lists(summary: Summary) -> None:
    assert ids(summary.apart) == ["1"]
    assert ids(summary.not_judged) == ["3"]
    assert ids(summary.no_action) == ["2"]
    assert ids(summary.no_owner) == ["A5"]
    assert ids(summary.no_date) == ["A4"]
    assert ids(summary.slipped) == ["A2"]
    assert ids(summary.overdue) == ["A1"]
    assert ids(summary.awaiting) == ["A5"]


def test_ninety_days_run_from_the_day_itself_to_the_last_of_them(summary: Summary) -> None:
    assert summary.until == date(2022, 3, 31)
    assert ids(summary.due) == ["A7", "A2"]


def test_a_rating_before_comes_from_the_latest_period_that_has_one(assessed: Assess) -> None:
    def at(period: str, rating: str) -> Assessment:
        return assessed(
            f"format: toolkit/1\norganisation: {{name: T}}\nperiod: {period}\nbenchmarks: [{{id: 1{rating}}}]\n"
        )

    earlier = (at("2021-Q1", ", rating: green"), at("2021-Q2", ", rating: red"), at("2021-Q3", ""))
    (one,) = summarise(Paper(at("2021-Q4", ", rating: amber"), earlier)).standings

    assert one.last is not None
    assert (one.change, str(one.last.period), one.last.rating.value) == ("better", "2021-Q2", "red")


def test_a_period_under_another_framework_is_no_comparison(assessed: Assess) -> None:
    before = assessed("framework: other\nbenchmarks: [{id: 1, rating: red}]\n")
    (one,) = summarise(Paper(assessed("framework: new\nbenchmarks: [{id: 1, rating: amber}]\n"), (before,))).standings

    assert one.last is None


def test_an_edition_does_not_say_that_action_is_lacking_where_some_is_withheld(assessed: Assess) -> None:
    whole = assessed(
        """\
        audience: public
        benchmarks:
          - {id: 1, rating: red, actions: [{id: A1, text: Act., audience: officers}]}
        """
    )
    assert summarise(Paper(whole)).no_action == ()
    assert summarise(Paper(restrict(whole, "public"))).no_action == ()


def test_an_edition_asks_for_no_judgement_of_what_it_withholds(assessed: Assess) -> None:
    one = assessed(
        """\
        audience: public
        benchmarks:
          - {id: 1, rating: red, audience: officers, withheld: {reason: Case}}
          - {id: 2, statement: Plans., questions: [{id: 2.1, text: Q}]}
        """
    )
    paper = Paper(restrict(one, "public"))

    assert [view.id for view in summarise(paper).not_judged] == ["2"]
    assert "0 Green, 0 Amber, 0 Red, 1 not judged, 1 not shown" in markdown.render_summary(paper).decode()
    assert wording("cy").headline(paper.assessment).endswith(", 1 heb eu barnu, 1 heb eu dangos")


def test_that_no_rating_moved_is_said_of_those_that_an_edition_shows(assessed: Assess) -> None:
    before = "previous: {rating: green, period: Q2 2021/22}"
    one = assessed(
        "audience: public\nbenchmarks:\n"
        f"  - {{id: 1, rating: red, {before}, audience: officers, withheld: {{reason: Case}}}}\n"
        f"  - {{id: 2, rating: green, {before}}}\n"
    )

    said = markdown.render_summary(Paper(restrict(one, "public"))).decode()

    assert "No rating that is shown both now and before moved." in said
    assert "No rating moved" not in said


HEAD = "format: toolkit/1\norganisation: {name: T}\n"
KEPT = "audience: officers, "
FRAME = ", questions: [{id: 1.1, text: Q, audience: public, answer: met}]"


def quarter(assessed: Assess, period: str, benchmark: str, audience: str = "public") -> Assessment:
    """Give the public edition of a quarter: of benchmark 1 as given, and of 2, which is Green and public."""
    head = f"{HEAD}period: {period}\naudience: {audience}\n"
    other = "{id: 2, title: Plans, audience: public, rating: green}"
    return restrict(assessed(f"{head}benchmarks: [{{id: 1, {benchmark}}}, {other}]\n"), "public")


def change(paper: Paper, of: ModuleType) -> str:
    """Give how the one page says that benchmark 1 moved."""
    made: bytes = of.render_summary(paper)
    if of is markdown:
        (row,) = [line for line in made.decode().splitlines() if line.startswith("| 1 |")]
        return row.split(" | ")[4]
    cell = next(cell for cell in Page(made).every("td") if cell.attributes.get("data-label") == "Change")
    return squeezed(cell.text)


@pytest.mark.parametrize("of", [html, markdown])
def test_what_an_edition_withholds_is_not_said_not_to_be_judged_anew(assessed: Assess, of: ModuleType) -> None:
    before = quarter(assessed, "Q3 2021/22", "rating: amber")
    frame = quarter(assessed, "Q4 2021/22", f"rating: red{FRAME}", audience="officers")

    assert change(Paper(frame, (before,)), of) == "Not shown; was Amber in Q3 2021/22"


@pytest.mark.parametrize("of", [html, markdown])
def test_what_an_edition_withheld_before_is_not_said_never_to_have_been_rated(assessed: Assess, of: ModuleType) -> None:
    before = quarter(assessed, "Q3 2021/22", f"{KEPT}rating: green")
    paper = Paper(quarter(assessed, "Q4 2021/22", "rating: red"), (before,))

    said = of.render_summary(paper).decode()

    assert change(paper, of) == "Not shown in Q3 2021/22"
    assert "No rating that is shown both now and before moved." in said
    assert "Compared with Q3 2021/22 (31 Dec 2021)." in said


@pytest.mark.parametrize("of", [html, markdown])
def test_a_rating_is_not_compared_across_a_period_that_an_edition_withholds(assessed: Assess, of: ModuleType) -> None:
    first = quarter(assessed, "Q2 2021/22", "rating: green")
    between = quarter(assessed, "Q3 2021/22", f"{KEPT}rating: red")
    paper = Paper(quarter(assessed, "Q4 2021/22", "rating: amber"), (first, between))

    assert change(paper, of) == "Not shown in Q3 2021/22"
    assert "Worse" not in of.render_summary(paper).decode()


def test_where_every_rating_before_is_withheld_none_is_said_to_be_missing(assessed: Assess) -> None:
    before = restrict(
        assessed(f"{HEAD}audience: officers\nperiod: Q3 2021/22\nbenchmarks: [{{id: 1, rating: green}}]\n"), "public"
    )
    now = assessed(f"{HEAD}audience: public\nperiod: Q4 2021/22\nbenchmarks: [{{id: 1, rating: red}}]\n")

    assert wording("en").moved(summarise(Paper(now, (before,)))) == [
        "No benchmark's rating is shown both now and before."
    ]


def test_the_full_report_says_of_what_it_withholds_no_more_than_that(assessed: Assess) -> None:
    before = "previous: {rating: green, period: Q2 2021/22}"
    one = assessed(
        "audience: public\nbenchmarks:\n"
        f"  - {{id: 1, rating: red, {before}, {KEPT}withheld: {{reason: Case}}}}\n"
        f"  - {{id: 2, rating: green, {before}}}\n"
    )

    said = markdown.render(Paper(restrict(one, "public"))).decode()

    assert "| Not shown | Not rated | Not shown | Not shown |" in said
    assert "No earlier rating" not in said


@pytest.mark.parametrize("period", ["Awst 2021", "Medi 2021", "Autumn term 2021"])
def test_in_welsh_no_preposition_stands_before_the_period_before(period: str) -> None:
    assert wording("cy")("board.compared", periods=period) == f"O'u cymharu â'r canlynol: {period}."


def test_an_action_that_serves_from_elsewhere_is_an_action(assessed: Assess) -> None:
    whole = assessed(
        """\
        benchmarks:
          - {id: 1, rating: red, questions: [{id: 1.1, answer: not met}]}
          - {id: 2, rating: green, questions: [{id: 2.1, answer: met, actions: [{id: A1, text: Act., also: [1.1]}]}]}
        """
    )
    assert summarise(Paper(whole)).no_action == ()


def test_the_page_says_what_moved_and_what_is_to_be_decided(record: Assessment) -> None:
    text = Page(html.render_summary(Paper(record))).text

    assert "1 Green, 1 Amber, 1 Red, 1 not judged" in text
    assert "Better: 1 Plans" in text
    assert "Worse: 2 People" in text
    assert "Judged and computed ratings differ (1)1 Plans (judged Green, computed Red)" in text
    assert "Red or Amber without an open action (1)2 People (Red)" in text
    assert "Extensions asked for: the due date was moved (1)A2 by 59 days, to 2022-03-31" in text
    assert "Waiting for something from outside (1)A5 (a match)" in text
    assert "Nov 2021 (30 Nov 2021); overdue by 31 days" in text


def test_the_page_is_sound(record: Assessment) -> None:
    page = Page(html.render_summary(Paper(record)))

    assert [squeezed(one.text) for one in page.every("h1")] == ["Summary for the board"]
    assert not page.every("script", "link", "img")
    assert [table.inside[0].name for table in page.every("table")] == ["caption"] * 3
    assert {one.attributes.get("scope") for one in page.every("th")} == {"col", "row"}
    named = {one.attributes.get("id") for one in page.elements}
    assert {one.attributes["aria-labelledby"] for one in page.every("section")} <= named


def test_markdown_says_the_same(record: Assessment) -> None:
    made = markdown.render_summary(Paper(record)).decode()

    assert "| 1 | Plans | Green | Red | Better; was Amber in Q2 2021/22 | 5 |" in made
    assert "- **Open actions without an owner (1):** A5" in made
    assert "| A2 | Print it. | Clerk | 2022-03-31 |" in made


@pytest.mark.parametrize("of", [html, markdown])
def test_the_one_page_says_once_on_what_day_the_period_before_ends(record: Assessment, of: ModuleType) -> None:
    said = of.render_summary(Paper(record)).decode()

    assert said.count("Compared with Q2 2021/22 (30 Sep 2021).") == said.count("30 Sep 2021") == 1


def test_without_an_earlier_rating_there_is_no_column_of_changes(assessed: Assess) -> None:
    one = assessed("benchmarks: [{id: 1, title: Plans, rating: green}]\n")
    page = Page(html.render_summary(Paper(one)))

    assert "There is no earlier rating to compare with." in page.text
    assert "Change" not in [squeezed(cell.text) for cell in page.every("th")]
    assert "| No | Benchmark | Judged | Computed | Open actions |" in markdown.render_summary(Paper(one)).decode()


def test_rows_beyond_those_that_fit_are_named_only(assessed: Assess) -> None:
    actions = ", ".join(f"{{id: A{n}, text: Act {n}., owners: Clerk, due: Nov 2021}}" for n in range(1, 9))
    page = Page(html.render_summary(Paper(assessed(f"benchmarks: [{{id: 1, actions: [{actions}]}}]\n"))))

    assert "3 more: A6, A7, A8." in page.text
    assert "Act 5." in page.text
    assert "Act 6." not in page.text


def test_a_list_beyond_what_fits_is_counted(assessed: Assess) -> None:
    actions = ", ".join(f"{{id: A{n}, text: Act {n}., owners: Clerk}}" for n in range(1, 31))
    page = Page(html.render_summary(Paper(assessed(f"benchmarks: [{{id: 1, actions: [{actions}]}}]\n"))))

    assert "Open actions without a date (30)" in page.text
    assert "A24 and 6 more" in page.text


def test_raw_html_in_a_summary_is_text(assessed: Assess) -> None:
    one = assessed(
        """\
        marking: <b>
        benchmarks:
          - {id: 1, title: <i>x</i>, actions: [{id: A1, text: "<script>alert(1)</script>", due: Nov 2021, owners: <u>}]}
        """
    )
    page = Page(html.render_summary(Paper(one)))

    assert not page.every("script", "b", "i", "u")
    assert "<script>alert(1)</script>" in page.text
    assert "<script" not in markdown.render_summary(Paper(one)).decode()


def test_the_library_makes_it_too() -> None:
    made = prevent_cli.render(TOOLKITS / "thurrock" / "2021-12.yaml", "md", summary=True, language="cy").decode()

    assert made.startswith("# Crynodeb ar gyfer y bwrdd\n")
    assert "**8 Gwyrdd, 2 Ambr, 0 Coch**" in made


def test_a_summary_comes_in_welsh(record: Assessment) -> None:
    page = Page(html.render_summary(Paper(record, language="cy")))

    assert [squeezed(one.text) for one in page.every("h1")] == ["Crynodeb ar gyfer y bwrdd"]
    assert "Gwell: 1 Plans" in page.text

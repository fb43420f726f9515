from __future__ import annotations

from datetime import date
from textwrap import dedent, indent
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_cli.errors import PreventError
from prevent_cli.history.trend import Flow, Trend, step, trend, trends
from prevent_cli.rating.assess import assess
from prevent_cli.rating.audience import restrict
from prevent_cli.reports.trends import summary
from tests.conftest import make_toolkit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.model.assessment import ActionView, Assessment
    from tests.conftest import Assess


def quarter(
    assessed: Assess, period: str, body: str, *, as_of: str = "2025-06-30", organisation: str = "Testshire Council"
) -> Assessment:
    head = f"format: toolkit/1\norganisation: {{name: {organisation}}}\nperiod: {period}\naudience: public\n"
    return assessed(head + dedent(body), as_of=as_of)


def with_actions(assessed: Assess, *actions: str, period: str = "Q1 2025/26", as_of: str = "2025-06-30") -> Assessment:
    listed = "\n".join(f"- {{{one}}}" for one in actions) or "[]"
    return quarter(assessed, period, f"benchmarks:\n  - id: 1\n    actions:\n{indent(listed, '      ')}\n", as_of=as_of)


def flow(before: Assessment, now: Assessment) -> Flow:
    found = trend([before, now]).periods[1].flow
    assert found is not None
    return found


def ids(actions: Sequence[ActionView]) -> list[str | None]:
    return [action.id for action in actions]


def rated(assessed: Assess, *ratings: str | None) -> Trend:
    """Give the trend of a benchmark that was judged so, one period after the other."""
    bodies = [f"benchmarks: [{{id: 1{f', rating: {rating}' if rating else ''}}}]" for rating in ratings]
    return trend([quarter(assessed, f"{2020 + year}", body) for year, body in enumerate(bodies)])


def test_a_colour_gets_better_towards_green_and_worse_towards_red(assessed: Assess) -> None:
    (row,) = rated(assessed, "red", "amber", "green", "green", "red").benchmarks

    assert [cell and cell.step for cell in row.ratings] == [None, "better", "better", "same", "worse"]


@pytest.mark.parametrize("hidden", [0, 1])
def test_what_an_edition_does_not_show_is_not_said_to_be_no_worse(assessed: Assess, hidden: int) -> None:
    kept = ", audience: officers, withheld: {reason: Case}"
    bodies = [
        f"benchmarks: [{{id: 1, rating: {rating}{kept if at == hidden else ''}}}, {{id: 2, rating: red}}]"
        for at, rating in enumerate(("green", "red"))
    ]
    whole = [quarter(assessed, f"{2020 + year}", body) for year, body in enumerate(bodies)]

    said = summary(trend([restrict(one, "public") for one in whole]))

    assert (
        "From 2020 to 2021, judged ratings: none better, none worse of those that are shown; 1 not shown then or now (1)."
        in said
    )
    assert "From 2020 to 2021, judged ratings: 1 worse (1)." in summary(trend(whole))


def test_what_is_not_judged_is_neither_better_nor_worse(assessed: Assess) -> None:
    (row,) = rated(assessed, "green", None, "red").benchmarks

    assert [cell and cell.judged for cell in row.ratings] == ["green", None, "red"]
    assert [cell and cell.step for cell in row.ratings] == [None, None, None]


def test_the_judged_rating_moves_whatever_the_computed_one_does(assessed: Assess) -> None:
    before = quarter(assessed, "2024", "benchmarks: [{id: 1, rating: amber, questions: [{id: 1.1, answer: not met}]}]")
    now = quarter(assessed, "2025", "benchmarks: [{id: 1, rating: amber, questions: [{id: 1.1, answer: met}]}]")

    (row,) = trend([before, now]).benchmarks

    assert [(cell.computed, cell.agrees, cell.step) for cell in row.ratings if cell] == [
        ("red", False, None),
        ("green", False, "same"),
    ]


def test_judged_ratings_are_counted_in_each_period(assessed: Assess) -> None:
    one = quarter(assessed, "2025", "benchmarks: [{id: 1, rating: green}, {id: 2, rating: green}, {id: 3}]")

    (period,) = trend([one]).periods

    assert (period.judged, period.unjudged) == ({"red": 0, "amber": 0, "green": 2}, 1)


def test_benchmarks_stand_as_people_count_under_their_latest_title(assessed: Assess) -> None:
    before = quarter(assessed, "2024", "benchmarks: [{id: 10, title: Ten}, {id: 2, title: Old}]")
    now = quarter(assessed, "2025", "benchmarks: [{id: 2, title: New}, {id: 10, title: Ten}]")

    assert [(row.id, row.title) for row in trend([before, now]).benchmarks] == [("2", "New"), ("10", "Ten")]


def test_a_benchmark_that_a_period_lacks_has_an_empty_cell_there(assessed: Assess) -> None:
    before = quarter(assessed, "2024", "benchmarks: [{id: 1, rating: red}]")
    now = quarter(assessed, "2025", "benchmarks: [{id: 2, rating: red}]")

    assert [[cell is None for cell in row.ratings] for row in trend([before, now]).benchmarks] == [
        [False, True],
        [True, False],
    ]


def test_ratings_are_never_compared_across_frameworks(assessed: Assess) -> None:
    before = quarter(assessed, "2024", "framework: old\nbenchmarks: [{id: 1, rating: red}]")
    now = quarter(assessed, "2025", "framework: new\nbenchmarks: [{id: 1, rating: green}]")

    found = trend([before, now])

    assert found.frameworks == ("old", "new")
    assert [(row.framework, [cell and cell.step for cell in row.ratings]) for row in found.benchmarks] == [
        ("old", [None, None]),
        ("new", [None, None]),
    ]


def test_the_first_period_has_nothing_to_compare_with(assessed: Assess) -> None:
    assert trend([with_actions(assessed, "id: A1, text: x")]).periods[0].flow is None


def test_an_action_that_was_not_there_was_opened(assessed: Assess) -> None:
    before = with_actions(assessed, "id: A1, text: x")
    now = with_actions(assessed, "id: A1, text: x", "id: A2, text: y")

    assert ids(flow(before, now).opened) == ["A2"]


def test_an_action_under_a_new_id_was_not_opened(assessed: Assess) -> None:
    before = with_actions(assessed, "id: A1, text: x")
    now = with_actions(assessed, "id: B1, text: y, was: A1")

    assert flow(before, now) == Flow((), (), (), ())


@pytest.mark.parametrize("status", ["complete", "withdrawn"])
def test_an_open_action_that_is_done_with_was_closed(assessed: Assess, status: str) -> None:
    before = with_actions(assessed, "id: A1, text: x")
    now = with_actions(assessed, f"id: A1, text: x, status: {status}, reason: r")

    assert ids(flow(before, now).closed) == ["A1"]


def test_an_action_that_is_new_and_done_was_opened_and_closed(assessed: Assess) -> None:
    found = flow(with_actions(assessed), with_actions(assessed, "id: A1, text: x, status: complete"))

    assert (ids(found.opened), ids(found.closed)) == (["A1"], ["A1"])


def test_a_complete_action_that_stays_on_file_is_not_closed_again(assessed: Assess) -> None:
    one = with_actions(assessed, "id: A1, text: x, status: complete")

    assert flow(one, one) == Flow((), (), (), ())


def test_a_complete_action_may_be_left_out(assessed: Assess) -> None:
    assert flow(with_actions(assessed, "id: A1, text: x, status: complete"), with_actions(assessed)) == Flow(
        (), (), (), ()
    )


def test_an_open_action_that_is_left_out_is_dropped_and_not_closed(assessed: Assess) -> None:
    found = flow(with_actions(assessed, "id: A1, text: x"), with_actions(assessed))

    assert (ids(found.dropped), ids(found.closed)) == (["A1"], [])


def test_an_action_that_was_done_and_is_open_was_reopened(assessed: Assess) -> None:
    before = with_actions(assessed, "id: A1, text: x, status: complete")

    assert ids(flow(before, with_actions(assessed, "id: A1, text: x")).reopened) == ["A1"]


def test_deferring_closes_nothing(assessed: Assess) -> None:
    before = with_actions(assessed, "id: A1, text: x")

    assert flow(before, with_actions(assessed, "id: A1, text: x, status: deferred, reason: r")) == Flow((), (), (), ())


def test_an_action_without_an_id_is_followed_by_its_words(assessed: Assess) -> None:
    before = with_actions(assessed, "text: Write the  plan")

    assert flow(before, with_actions(assessed, "text: write the plan")) == Flow((), (), (), ())
    assert flow(before, with_actions(assessed, "id: A1, text: Write the plan")) == Flow((), (), (), ())


def test_a_new_id_for_the_same_words_is_the_same_action(assessed: Assess) -> None:
    before = with_actions(assessed, "id: A1, text: Write the plan")

    assert flow(before, with_actions(assessed, "id: A2, text: Write the plan")) == Flow((), (), (), ())


def test_an_id_used_again_for_something_else_is_another_action(assessed: Assess) -> None:
    before = with_actions(assessed, "id: A1, text: Write the plan")
    now = quarter(assessed, "Q2 2025/26", "benchmarks: [{id: 2, actions: [{id: A1, text: Train all staff}]}]")

    found = flow(before, now)

    assert (ids(found.opened), ids(found.dropped)) == (["A1"], ["A1"])


def test_an_action_split_in_two_opens_one(assessed: Assess) -> None:
    before = with_actions(assessed, "id: A1, text: x")
    now = with_actions(assessed, "id: A2, text: y, was: A1", "id: A3, text: z, was: A1")

    assert ids(flow(before, now).opened) == ["A3"]


def test_merged_actions_leave_a_trace(assessed: Assess) -> None:
    before = with_actions(assessed, "id: A1, text: x", "id: A2, text: y")

    assert flow(before, with_actions(assessed, "id: A3, text: z, was: [A1, A2]")) == Flow((), (), (), ())


STATUSES = st.sampled_from(["open", "in progress", "complete", "deferred, reason: r", "withdrawn, reason: r"])
LISTS = st.dictionaries(st.sampled_from(["A1", "A2", "A3", "A4", "A5"]), STATUSES)


@given(before=LISTS, now=LISTS)
def test_open_actions_add_up(before: dict[str, str], now: dict[str, str]) -> None:
    def made(listed: dict[str, str]) -> Assessment:
        actions = ", ".join(f"{{id: {name}, text: {name}, status: {status}}}" for name, status in listed.items())
        return assess(make_toolkit(f"benchmarks: [{{id: 1, actions: [{actions}]}}]\n"), None, date(2021, 12, 31))

    first, second = trend([made(before), made(now)]).periods

    assert second.flow is not None
    came, went = len(second.flow.opened) + len(second.flow.reopened), len(second.flow.closed) + len(second.flow.dropped)
    assert second.open == first.open + came - went


def test_overdue_is_counted_on_the_day_of_each_period(assessed: Assess) -> None:
    action = "id: A1, text: x, due: 2025-07-31"
    before = with_actions(assessed, action, period="Q1 2025/26", as_of="2025-06-30")
    now = with_actions(assessed, action, period="Q2 2025/26", as_of="2025-09-30")

    assert [(one.open, one.overdue) for one in trend([before, now]).periods] == [(1, 0), (1, 1)]


def test_the_slip_counts_from_the_first_due_date_to_the_latest(assessed: Assess) -> None:
    moved = "id: A1, text: x, due: 2025-04-30, revised: [{due: 2025-05-10}, {due: 2025-05-20}]"

    (period,) = trend([with_actions(assessed, moved, "id: A2, text: y, due: 2025-05-01")]).periods

    assert (period.slipped, period.average_slip) == (1, 10)


def test_a_due_date_that_was_overwritten_slipped_all_the_same(assessed: Assess) -> None:
    before = with_actions(assessed, "id: A1, text: x, due: 2025-04-30")
    now = with_actions(assessed, "id: B1, was: A1, text: x, due: 2025-05-30")

    assert [(one.slipped, one.average_slip) for one in trend([before, now]).periods] == [(0, 0), (1, 30)]


def test_an_action_brought_forward_lowers_the_average_and_did_not_slip(assessed: Assess) -> None:
    (period,) = trend(
        [with_actions(assessed, "id: A1, text: x, due: 2025-05-30, revised: [{due: 2025-05-20}]")]
    ).periods

    assert (period.slipped, period.average_slip) == (0, -10)


def test_without_a_dated_action_there_is_no_average(assessed: Assess) -> None:
    withdrawn = "id: A2, text: y, due: 2025-05-01, status: withdrawn, reason: r"

    assert trend([with_actions(assessed, "id: A1, text: x", withdrawn)]).periods[0].average_slip is None


def test_periods_are_put_in_order(assessed: Assess) -> None:
    late, early = (quarter(assessed, period, "benchmarks: [{id: 1}]") for period in ("Q2 2025/26", "Mar 2025"))

    (found,) = trends([late, early])

    assert [str(one.period) for one in found.periods] == ["Mar 2025", "Q2 2025/26"]


def test_each_body_has_a_trend_of_its_own(assessed: Assess) -> None:
    found = trends(
        quarter(assessed, "2025", "benchmarks: [{id: 1}]", organisation=name) for name in ("Testshire", "Oxton")
    )

    assert [one.organisation.name for one in found] == ["Testshire", "Oxton"]


def test_a_body_is_known_by_its_name_where_one_file_gives_no_code(assessed: Assess) -> None:
    before = quarter(assessed, "2024", "benchmarks: [{id: 1}]", organisation="Oxton")
    now = quarter(assessed, "2025", "benchmarks: [{id: 1}]", organisation="OXTON, code: E06000998")

    (found,) = trends([before, now])

    assert (found.organisation.code, len(found.periods)) == ("E06000998", 2)


def test_a_period_with_two_toolkits_is_refused(assessed: Assess) -> None:
    pair = [quarter(assessed, period, "benchmarks: [{id: 1}]") for period in ("Dec 2021", "2021-12")]

    with pytest.raises(PreventError, match="Testshire Council has two toolkits for 2021-12") as refused:
        trends(pair)

    assert "correct the period" in refused.value.help


def test_nothing_above_an_audience_is_counted(assessed: Assess) -> None:
    hidden = "id: A2, text: SECRET, due: 2025-01-01, audience: officers"
    whole = [
        with_actions(assessed, "id: A1, text: x", period="2024"),
        with_actions(assessed, "id: A1, text: x", hidden, period="2025"),
    ]

    cut = trend([restrict(one, "public") for one in whole])

    assert trend(whole).periods[1].open == 2
    assert (cut.periods[1].open, cut.periods[1].overdue, cut.periods[1].average_slip) == (1, 0, None)
    assert "SECRET" not in repr(cut)
    assert cut.withholds


@pytest.mark.parametrize(("earlier", "later"), [(None, "red"), ("red", None), (None, None)])
def test_a_step_needs_two_colours(earlier: None, later: None) -> None:
    assert step(earlier, later) is None

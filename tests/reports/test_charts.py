from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_cli.reports.charts import (
    Amount,
    Cell,
    Series,
    bars,
    columns,
    heat_map,
    lines,
    meter,
    stacked_bar,
)
from prevent_cli.reports.timelines import Axis, Point, timeline

if TYPE_CHECKING:
    from markupsafe import Markup

HOSTILE = 'A "name" <b>&amp;</b> </svg>'
AMOUNTS = [Amount("Overdue", 3, "overdue"), Amount(HOSTILE, 1, "on-track"), Amount("Nothing", 0)]
DAYS = [Point("A1", date(2025, 1, 31), "overdue"), Point(HOSTILE, date(2025, 6, 30)), Point("A3", date(2025, 6, 30))]
PERIODS = ["Q1 2025/26", HOSTILE]
SERIES = [Series("Open", (4, 5)), Series("Overdue", (None, 0))]
CELLS = [Cell("G", "Green", "green"), Cell("A", HOSTILE, "amber", "R", "worse")]
CHARTS: dict[str, Markup] = {
    "bars": bars("c", HOSTILE, AMOUNTS),
    "stacked_bar": stacked_bar("c", HOSTILE, AMOUNTS),
    "lines": lines("c", HOSTILE, PERIODS, SERIES),
    "columns": columns("c", HOSTILE, PERIODS, SERIES),
    "timeline": timeline("c", HOSTILE, DAYS, as_of=date(2025, 3, 31)),
    "heat_map": heat_map("c", HOSTILE, PERIODS, [(HOSTILE, CELLS)]),
}
EMPTY: dict[str, Markup] = {
    "bars": bars("c", "t", []),
    "stacked_bar": stacked_bar("c", "t", []),
    "lines": lines("c", "t", [], []),
    "columns": columns("c", "t", [], []),
    "timeline": timeline("c", "t", []),
    "heat_map": heat_map("c", "t", [], []),
}


def drawn(chart: Markup) -> ET.Element:
    return ET.fromstring(chart)  # noqa: S314 - our own


def texts(chart: Markup) -> list[str]:
    return [one.text or "" for one in drawn(chart).iter("text")]


def desc(chart: Markup) -> str:
    return drawn(chart).findtext("desc") or ""


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_a_picture_with_a_title_and_a_description(name: str) -> None:
    root = drawn(CHARTS[name])

    assert (root.tag, root.get("role"), root.get("aria-labelledby")) == ("svg", "img", "c-title c-desc")
    assert [(one.tag, one.get("id")) for one in root[:2]] == [("title", "c-title"), ("desc", "c-desc")]
    assert root.findtext("title") == HOSTILE


@pytest.mark.parametrize("name", CHARTS)
def test_a_label_is_text_whatever_it_holds(name: str) -> None:
    assert "<b>" not in CHARTS[name]


@pytest.mark.parametrize("name", CHARTS)
def test_colours_are_left_to_the_stylesheet(name: str) -> None:
    names = {attribute for one in drawn(CHARTS[name]).iter() for attribute in one.attrib}
    fills = {one.get("fill") for one in drawn(CHARTS[name]).iter()} - {None}

    assert names & {"style", "stroke", "color"} == set()
    assert all(str(fill).startswith("url(#c-") for fill in fills)


@pytest.mark.parametrize("name", EMPTY)
def test_a_chart_of_nothing_is_still_a_picture(name: str) -> None:
    assert drawn(EMPTY[name]).get("role") == "img"


def test_bars_say_every_amount_and_its_label() -> None:
    assert desc(CHARTS["bars"]) == f"Overdue: 3; {HOSTILE}: 1; Nothing: 0."
    assert [one for one in texts(CHARTS["bars"]) if one.isdigit()] == ["3", "1", "0"]


def test_a_long_label_of_a_bar_is_broken_and_not_cut() -> None:
    label = "Head of community safety, partnerships and the prevention of violent extremism"

    assert " ".join(texts(bars("c", "t", [Amount(label, 1)]))[:-1]) == label


def test_a_bar_of_parts_names_each_part_that_is_there() -> None:
    assert texts(CHARTS["stacked_bar"]) == ["Overdue: 3", f"{HOSTILE}: 1"]


def test_parts_of_a_bar_have_textures_of_their_own() -> None:
    chart = drawn(stacked_bar("c", "t", [Amount(str(n), 1, "green") for n in range(4)]))

    assert {one.get("fill") for one in chart.iter("rect")} == {None, "url(#c-slant)", "url(#c-dots)", "url(#c-grid)"}


def test_lines_say_every_number_label_by_label() -> None:
    assert desc(CHARTS["lines"]) == f"Q1 2025/26: 4 open, unknown overdue; {HOSTILE}: 5 open, 0 overdue."


def test_a_missing_number_breaks_a_line() -> None:
    chart = drawn(lines("c", "t", list("abcde"), [Series("x", (1, 2, None, 3, 4))]))

    assert [len(str(one.get("points")).split()) for one in chart.iter("polyline")] == [2, 2]


def test_every_line_has_marks_of_a_shape_of_its_own() -> None:
    chart = drawn(lines("c", "t", ["now"], [Series(str(n), (n,)) for n in range(4)]))
    marks = [one for one in chart.iter() if str(one.get("class")).startswith("mark ")]
    shapes = {(one.tag, str(one.get("d")).partition("l")[2]) for one in marks}

    assert len(shapes) == 4


def test_equal_numbers_at_a_label_are_written_once() -> None:
    chart = lines("c", "t", ["now"], [Series("x", (7,)), Series("y", (7,))])

    assert texts(chart).count("7") == 1


def test_an_axis_ends_at_a_round_number() -> None:
    assert [one for one in texts(columns("c", "t", ["now"], [Series("x", (13,))])) if one.isdigit()] == [
        "0",
        "10",
        "20",
        "13",
    ]


def test_columns_have_a_number_each() -> None:
    chart = columns("c", "t", ["a", "b"], [Series("came", (11, 12)), Series("went", (3, 14))])

    assert {"11", "12", "3", "14"} <= set(texts(chart))


def test_a_timeline_says_how_many_days_have_passed() -> None:
    assert desc(CHARTS["timeline"]) == "3 dates from 31 Jan 2025 to 30 Jun 2025; 1 before 31 Mar 2025."
    assert "31 Mar 2025" in texts(CHARTS["timeline"])


def test_points_on_one_day_stand_above_each_other() -> None:
    chart = drawn(CHARTS["timeline"])
    places = [(one.get("cx"), one.get("cy")) for one in chart.iter("circle")]

    assert len({x for x, _ in places}) == 1
    assert len({y for _, y in places}) == 2


def test_what_is_overdue_has_a_shape_of_its_own_on_a_timeline() -> None:
    assert [one.get("class") for one in drawn(CHARTS["timeline"]).iter("rect")] == ["fill dot overdue"]


def test_a_heat_map_has_a_letter_in_every_cell_and_says_it_in_words() -> None:
    assert texts(CHARTS["heat_map"])[-3:] == ["G", "A", "R"]
    assert desc(CHARTS["heat_map"]) == f"{HOSTILE}: Q1 2025/26 Green, {HOSTILE} {HOSTILE}."


@pytest.mark.parametrize(("step", "path"), [("better", "l5 7h-10z"), ("worse", "l5 -7h-10z")])
def test_better_and_worse_point_up_and_down(step: str, path: str) -> None:
    chart = drawn(heat_map("c", "t", ["now"], [("x", [Cell("A", "Amber", "amber", "", step)])]))

    assert [str(one.get("d")).endswith(path) for one in chart.iter("path")] == [True]


DATES = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@given(days=st.lists(DATES, min_size=1, max_size=30), as_of=st.none() | DATES, width=st.integers(320, 900))
def test_everything_on_a_timeline_is_inside_it(days: list[date], as_of: date | None, width: int) -> None:
    chart = drawn(timeline("c", "t", [Point("x", day) for day in days], as_of=as_of, width=width))
    height = float(str(chart.get("viewBox")).split()[3])

    for one in chart.iter("circle"):
        assert 0 <= float(str(one.get("cx"))) <= width
        assert 0 <= float(str(one.get("cy"))) <= height


@given(days=st.lists(DATES, min_size=1, max_size=30), as_of=st.none() | DATES, width=st.integers(320, 900))
def test_no_two_labels_below_a_timeline_touch(days: list[date], as_of: date | None, width: int) -> None:
    chart = drawn(timeline("c", "t", [Point("x", day) for day in days], as_of=as_of, width=width))
    lowest = max((float(str(one.get("y"))) for one in chart.iter("text")), default=0)
    below = [one for one in chart.iter("text") if float(str(one.get("y"))) == lowest]
    edges = [(float(str(one.get("x"))), 6.2 * len(one.text or "") / 2) for one in below]

    assert all(x - half >= last + around for (last, around), (x, half) in pairwise(edges))


def test_the_first_month_gives_way_to_the_next() -> None:
    chart = timeline("c", "t", [Point("A1", date(2026, 8, 31))], as_of=date(2026, 3, 31))

    assert texts(chart)[:4] == ["May 2026", "Jun 2026", "Jul 2026", "Aug 2026"]


@given(values=st.lists(st.none() | st.integers(0, 5000), min_size=1, max_size=40))
def test_every_mark_is_inside_its_axes(values: list[int | None]) -> None:
    chart = drawn(lines("c", "t", ["Q1 2025/26"] * len(values), [Series("x", tuple(values))]))
    marks = [(float(str(one.get("cx"))), float(str(one.get("cy")))) for one in chart.iter("circle") if one.get("r")]

    assert all(0 <= x <= 320 and 9 <= y <= 158.1 for x, y in marks)


def test_a_timeline_may_reach_to_the_end_of_the_calendar() -> None:
    far = [Point("A1", date(1, 1, 1)), Point("A2", date(9999, 12, 31))]

    assert 1 < len(texts(timeline("c", "t", far))) < 8


def test_a_timeline_stays_low_however_many_share_a_day() -> None:
    chart = drawn(timeline("c", "t", [Point("A", date(2025, 1, 31))] * 5000))

    assert float(chart.attrib["viewBox"].split()[3]) < 320


def test_a_timeline_speaks_the_language_of_its_axis() -> None:
    axis = Axis("Dyddiadau", lambda day: f"dydd {day.day}", lambda day: f"mis {day.month}")
    chart = timeline("c", "t", [Point("A", date(2025, 1, 31))], as_of=date(2025, 2, 28), axis=axis)

    assert texts(chart) == ["mis 2", "dydd 28"]
    assert desc(chart) == "Dyddiadau."


def test_a_meter_is_thick_then_thin_and_left_to_the_row_to_say() -> None:
    chart = drawn(meter(thin=3, thick=1, most=8))

    assert [(one.get("x"), one.get("width"), one.get("height")) for one in chart.iter("rect")] == [
        ("0", "40", "10"),
        ("40", "120", "4"),
    ]
    assert chart.get("aria-hidden") == "true"


def test_a_meter_without_anything_is_empty() -> None:
    assert not list(drawn(meter(thin=0, thick=0, most=0)))

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_cli.errors import PreventError
from prevent_cli.portfolio.compare import Comparing
from prevent_cli.portfolio.grouping import common_period, groups
from prevent_cli.portfolio.sums import Rated, Sums

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prevent_cli.portfolio.records import Group

DAY = date(2025, 3, 31)
COLOURS = st.sampled_from(("red", "amber", "green", None))


def toolkit(body: int, quarter: int, judged: str | None = "green", framework: str | None = "ours") -> Sums:
    last = DAY + timedelta(days=91 * quarter)
    return Sums(
        file=f"{body}/{quarter}.yaml",
        name=f"Body {body}",
        code=f"E06{body:06d}",
        framework=framework,
        framework_title=None,
        period=f"Quarter {quarter}",
        first=last - timedelta(days=90),
        last=last,
        as_of=last,
        policy="share",
        audience="public",
        marking=None,
        withholds=False,
        ratings=(Rated("1", "Training", judged, "not rated"),),  # type: ignore[arg-type]
        states={"gap": 1},
        gaps=("1.1",),
        in_scope=("1.1",),
        open=1,
        overdue=0,
        dated=0,
        slipped=0,
        slipped_open=0,
        slips=(),
    )


def compared(toolkits: Iterable[Sums]) -> tuple[Group, ...]:
    comparing = Comparing(lambda _new, _old: False)
    for one in toolkits:
        comparing.add(one)
    return groups(comparing, lambda _: {}, lambda _framework, _ref: "", None)


PLACES = st.lists(
    st.tuples(st.integers(1, 8), st.integers(0, 6), COLOURS, st.sampled_from(("ours", "theirs"))),
    unique_by=lambda one: (one[0], one[1], one[3]),
    min_size=1,
    max_size=30,
)


@given(PLACES, st.randoms(use_true_random=False))
def test_the_order_of_the_files_changes_nothing(places: list[tuple[int, int, str | None, str]], luck: object) -> None:
    toolkits = [toolkit(*one) for one in places]
    shuffled = list(toolkits)
    luck.shuffle(shuffled)  # type: ignore[attr-defined]

    assert compared(shuffled) == compared(toolkits)


@given(PLACES)
def test_every_toolkit_is_counted_once(places: list[tuple[int, int, str | None, str]]) -> None:
    newest = {body: max(quarter for one, quarter, _, _ in places if one == body) for body, *_ in places}
    found = compared(toolkit(*one) for one in places)

    latest = [(body.sums.name, body.sums.file, group.framework) for group in found for body in group.bodies]
    assert sorted(latest) == sorted(
        (f"Body {body}", f"{body}/{quarter}.yaml", name) for body, quarter, _, name in places if newest[body] == quarter
    )
    for group in found:
        asked = [judged for _, _, judged, name in places if name == group.framework]
        counted = [sum(column) for column in zip(*(one.judged for one in group.periods), strict=True)]
        assert counted == [asked.count(one) for one in ("green", "amber", "red", None, "not shown")]


@given(PLACES)
def test_at_most_half_of_the_bodies_are_late(places: list[tuple[int, int, str | None, str]]) -> None:
    for group in compared(toolkit(*one) for one in places):
        assert 2 * len(group.late) <= group.count


def test_the_common_period_is_the_newest_that_half_have_reached() -> None:
    bodies = [toolkit(1, 3), toolkit(2, 2), toolkit(3, 2), toolkit(4, 1)]

    assert common_period(bodies)[0] == "Quarter 2"


def test_nothing_is_counted_over_bodies_without_a_framework() -> None:
    (group,) = compared(toolkit(body, 1, framework=None) for body in (1, 2))

    assert (group.count, len(group.bodies)) == (2, 2)
    assert (group.benchmarks, group.gaps, group.periods) == ((), (), ())


@given(PLACES)
def test_places_name_the_latest_that_the_report_shows(places: list[tuple[int, int, str | None, str]]) -> None:
    comparing = Comparing(lambda new, old: (new, old) == ("theirs", "ours"))
    toolkits = [toolkit(*one) for one in places]
    for one in toolkits:
        comparing.add(one)

    found = dict(zip(((one.file, one.framework) for one in toolkits), comparing.places(), strict=True))

    assert {key for key, place in found.items() if place and place.latest} == {
        (one.sums.file, one.sums.framework) for one in comparing.bodies()
    }
    for name in ("ours", "theirs"):
        speaking = [key for key, place in found.items() if place and place.speaks and key[1] == name]
        assert len(speaking) == sum(one.bodies for one in comparing.periods(name))


def test_the_second_toolkit_of_a_period_is_refused() -> None:
    comparing = Comparing(lambda _new, _old: False)
    comparing.add(toolkit(1, 1))

    with pytest.raises(PreventError, match=r"1/1\.yaml: there is a toolkit for the same body and period"):
        comparing.add(toolkit(1, 1, "red"))

from __future__ import annotations

from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_cli.portfolio.position import LEAST, standing

SHARES = st.lists(st.integers(0, 100).map(float), min_size=LEAST, max_size=40)


def test_quartiles_are_those_of_a_spreadsheet() -> None:
    found = standing("met", "high", 40, [10, 20, 30, 40, 50])

    assert found.quartiles
    assert (found.quartiles.first, found.quartiles.median, found.quartiles.third) == (20, 30, 40)


@pytest.mark.parametrize(("own", "quarter"), [(100, 1), (80, 1), (60, 2), (40, 3), (20, 4)])
def test_a_body_stands_in_the_quarter_of_those_ahead_of_it(own: float, quarter: int) -> None:
    values = [100.0, 80.0, 80.0, 60.0, 60.0, 40.0, 40.0, 20.0]

    assert standing("met", "high", own, values).quarter == quarter


def test_low_may_be_better() -> None:
    assert standing("gaps", "low", 0, [0.0, 10.0, 20.0, 30.0, 40.0]).quarter == 1


def test_where_all_are_the_same_there_are_no_quarters() -> None:
    assert standing("met", "high", 50, [50.0] * 6).quarter is None


@given(st.lists(st.floats(0, 100), max_size=LEAST - 1))
def test_fewer_than_five_values_give_nothing_away(values: list[float]) -> None:
    found = standing("met", "high", 1, values)

    assert (found.quartiles, found.quarter) == (None, None)


@given(SHARES, st.data())
def test_better_values_never_stand_lower(values: list[float], data: st.DataObject) -> None:
    one, other = (data.draw(st.sampled_from(values)) for _ in range(2))
    mine, theirs = (standing("met", "high", value, values).quarter for value in (max(one, other), min(one, other)))

    assert (mine is None) == (theirs is None)
    assert mine is None or theirs is None or mine <= theirs


@given(SHARES)
def test_the_median_lies_in_the_middle(values: list[float]) -> None:
    found = standing("met", "high", values[0], values).quartiles

    assert found
    assert found.first <= found.median == median(values) <= found.third

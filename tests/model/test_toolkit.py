from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import MakeToolkit


@pytest.mark.parametrize(
    ("head", "today", "day"),
    [
        ("as_of: 2021-11-15", "2022-06-01", "2021-11-15"),
        ("as_of: 2021-11-15", "2021-11-01", "2021-11-15"),
        ("title: x", "2022-06-01", "2021-12-31"),
        ("title: x", "2021-12-10", "2021-12-10"),
        ("title: x", "2021-10-10", "2021-10-10"),
    ],
)
def test_a_toolkit_speaks_for_its_day_or_today_or_the_periods_last(
    toolkit: MakeToolkit, head: str, today: str, day: str
) -> None:
    found = toolkit(f"{head}\nbenchmarks: []\n").speaks_for(date.fromisoformat(today))

    assert found == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("action", "due"),
    [
        ("{text: x}", None),
        ("{text: x, due: Nov 21}", "Nov 21"),
        ("{text: x, due: Nov 21, revised: [{due: Mar 22}]}", "Mar 22"),
        ("{text: x, due: Nov 21, revised: [{due: Mar 22}, {due: Jan 22}]}", "Jan 22"),
        ("{text: x, revised: [{due: Mar 22}]}", "Mar 22"),
    ],
)
def test_the_latest_revision_is_the_due_date_that_counts(toolkit: MakeToolkit, action: str, due: str | None) -> None:
    made = (toolkit(f"benchmarks: [{{id: 7, actions: [{action}]}}]\n").benchmarks[0].actions or ())[0]

    assert (str(made.latest_due) if made.latest_due else None) == due

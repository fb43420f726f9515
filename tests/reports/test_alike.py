"""HTML, Markdown, PDF and Word say the same of a toolkit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prevent_cli.rating.audience import restrict
from prevent_cli.reports.paper import Paper
from tests.reports.test_plain_words import BOARD, SHOWN

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Assess


def told(assessed: Assess, format: str, benchmarks: str) -> str:
    return " ".join(SHOWN[format](Paper(assessed(f"benchmarks: [{benchmarks}]\n"))).split())


@pytest.mark.parametrize("format", SHOWN)
def test_columns_that_nobody_filled_are_left_out_and_said(assessed: Assess, format: str) -> None:
    found = told(assessed, format, "{id: 1, title: T, next_steps: ' '}, {id: 2, title: U}")

    assert "No next steps are given in this report. No comments are given in this report." in found
    assert "None given" not in found
    assert "Next steps" not in found


@pytest.mark.parametrize("format", SHOWN)
def test_a_column_that_one_benchmark_fills_stays_for_all(assessed: Assess, format: str) -> None:
    found = told(assessed, format, "{id: 1, title: T, comments: Thanks.}, {id: 2, title: U}")

    assert "No next steps are given in this report." in found
    assert "No comments" not in found
    assert "None given" in found


@pytest.mark.parametrize("format", SHOWN)
@pytest.mark.parametrize(
    "benchmark",
    [
        "{id: 1, title: T, actions: []}",
        "{id: 1, title: T, questions: [{id: 1.1, text: Q, actions: []}]}",
        "{id: 1, title: T, questions: [{id: 1.1, text: Q, expectations: [{id: 1.1.1, text: E, actions: []}]}]}",
    ],
    ids=["benchmark", "question", "expectation"],
)
def test_that_no_action_is_needed_is_said_of_any_item_once(assessed: Assess, format: str, benchmark: str) -> None:
    assert told(assessed, format, benchmark).count("No action needed.") == 1


@pytest.mark.parametrize("shown", [SHOWN, BOARD], ids=["report", "one page"])
@pytest.mark.parametrize("format", SHOWN)
def test_what_is_withheld_is_not_called_not_judged(
    assessed: Assess, shown: dict[str, Callable[[Paper], str]], format: str
) -> None:
    whole = assessed(
        "audience: public\nbenchmarks: [{id: 1, rating: red, audience: officers, withheld: {reason: Case}}]\n"
    )
    found = " ".join(shown[format](Paper(restrict(whole, "public"))).split())

    assert "not judged" not in found.casefold()
    assert "Not shown" in found

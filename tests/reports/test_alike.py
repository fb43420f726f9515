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


_WORK = "actions: [{id: A01, text: Train., owners: Clerk, due: 2030}]"


@pytest.mark.parametrize("format", SHOWN)
@pytest.mark.parametrize(
    "benchmark",
    [
        f"{{id: 1, title: T, actions: [], questions: [{{id: 1.1, text: Q, expectations: [{{id: 1.1.1, {_WORK}}}]}}]}}",
        f"{{id: 1, title: T, actions: [], questions: [{{id: 1.1, text: Q, {_WORK}}}]}}",
        f"{{id: 1, title: T, questions: [{{id: 1.1, actions: [], expectations: [{{id: 1.1.1, {_WORK}}}]}}]}}",
        f"{{id: 1, title: T, questions: [{{id: 1.1, {_WORK}, expectations: [{{id: 1.1.1, actions: []}}]}}]}}",
    ],
    ids=["expectation of a benchmark", "question of a benchmark", "expectation of a question", "shared by a question"],
)
def test_that_no_action_is_needed_is_not_said_beside_an_open_one(assessed: Assess, format: str, benchmark: str) -> None:
    assert "No action needed." not in told(assessed, format, benchmark)


@pytest.mark.parametrize("format", SHOWN)
def test_that_no_action_is_needed_is_said_where_all_below_are_done(assessed: Assess, format: str) -> None:
    done = _WORK.replace("due: 2030", "due: 2020, status: complete, completed: 2020, outcome: Done.")
    benchmark = f"{{id: 1, title: T, actions: [], questions: [{{id: 1.1, text: Q, {done}}}]}}"

    assert told(assessed, format, benchmark).count("No action needed.") == 1


@pytest.mark.parametrize("format", SHOWN)
def test_an_edition_does_not_call_no_action_needed_where_one_is_kept_from_it(assessed: Assess, format: str) -> None:
    hidden = _WORK.replace("{id", "{audience: officers, id")
    whole = assessed(
        f"audience: public\nbenchmarks: [{{id: 1, title: T, actions: [], questions: [{{id: 1.1, text: Q, {hidden}}}]}}]\n"
    )

    assert "No action needed." not in SHOWN[format](Paper(restrict(whole, "public")))


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


@pytest.mark.parametrize("shown", [SHOWN, BOARD], ids=["report", "one page"])
@pytest.mark.parametrize("format", SHOWN)
def test_what_nobody_judged_is_not_called_not_shown_in_an_edition(
    assessed: Assess, shown: dict[str, Callable[[Paper], str]], format: str
) -> None:
    whole = assessed(
        "audience: public\nbenchmarks: [{id: 3, title: T, questions: "
        "[{id: 3.1, text: Q, audience: officers, answer: met}, {id: 3.2, text: R}]}]\n"
    )
    found = " ".join(shown[format](Paper(restrict(whole, "public"))).split())

    assert "not judged" in found.casefold()
    assert "Not shown" not in found
    assert "1 not judged" in found


@pytest.mark.parametrize("format", SHOWN)
def test_a_benchmark_that_nobody_judged_yet_is_shown_whole_beside_what_editions_are_told(
    assessed: Assess, format: str
) -> None:
    found = told(assessed, format, "{id: 1, title: T, audience: officers, withheld: {reason: Case}, comments: Soon.}")

    assert "Not judged" in found
    assert "Soon." in found

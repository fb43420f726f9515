"""A toolkit that nobody has filled in yet has nothing to be told."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from prevent_cli.store.load import Frameworks

if TYPE_CHECKING:
    from prevent_cli.model.framework import FrameworkQuestion
    from tests.checks.conftest import Try

NAMES = [
    "action_is_a_problem",
    "action_on_not_applicable",
    "as_of_before_period",
    "complete_with_follow_on",
    "complete_without_outcome",
    "completed_before_raised",
    "completed_in_future",
    "completed_not_complete",
    "deferred_without_date",
    "due_before_raised",
    "duplicate_action",
    "essential_not_assessed",
    "green_with_open_action",
    "met_without_evidence",
    "near_duplicate_action",
    "next_steps_say_complete",
    "no_due_date",
    "no_next_steps",
    "not_green_without_action",
    "overdue",
    "rated_in_future",
    "rating_differs",
    "revised_earlier",
    "slipped_often",
    "unlikely_date",
]
HEAD = "format: toolkit/1\norganisation: {name: Example Borough}\nframework: home-office-2018\n"


def ids_only() -> str:
    """Every item of the framework, by its id alone."""
    framework = Frameworks().get("home-office-2018")
    assert framework is not None
    lines = ["benchmarks:"]
    for benchmark in framework.benchmarks:
        lines += [f"  - id: {benchmark.id}", "    questions:", *map(_question, benchmark.questions)]
    return "\n".join(lines) + "\n"


def _question(question: FrameworkQuestion) -> str:
    below = ", ".join(f"{{id: {one.id}}}" for one in question.expectations)
    return f"      - {{id: {question.id}, expectations: [{below}]}}"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("period", ["Dec 2021", "Q4 2098/99"], ids=["past", "to come"])
def test_a_new_toolkit_is_quiet(problems: Try, name: str, period: str) -> None:
    check = import_module(f"prevent_cli.checks.{name}")

    assert problems(check, ids_only(), head=f"{HEAD}period: {period}\n") == []

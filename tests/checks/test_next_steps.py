"""The summary page's next steps beside the actions that are open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prevent_cli.checks import next_steps_say_complete, no_next_steps

if TYPE_CHECKING:
    from tests.checks.conftest import Try


def benchmark(next_steps: str, action: str = "status: open", rating: str = "green") -> str:
    """A benchmark with next steps (in quotes) and one action."""
    head = "benchmarks:\n  - id: 2\n" + (f"    rating: {rating}\n" if rating else "")
    said = f'    next_steps: "{next_steps}"\n' if next_steps else ""
    return f"{head}{said}    questions:\n      - id: 2.1\n        actions: [{{id: A2, text: Do it, {action}}}]\n"


@pytest.mark.parametrize(
    "claim",
    [
        "All actions are complete.",
        "all complete",
        "Actions: all complete",
        "Everything is done!",
        "All the recommendations have been actioned",
        "None",
        "No further action required.",
        "Good progress. All of the actions have been completed.",
        "There are no outstanding actions",
        "All actions are now closed. Briefings are quarterly.",
    ],
)
def test_a_claim_over_an_open_action_is_said(problems: Try, claim: str) -> None:
    (found,) = problems(next_steps_say_complete, benchmark(claim, "status: in progress"))

    assert (found.code, found.loc) == ("next-steps-say-complete", ("benchmarks", 0, "next_steps"))
    assert found.message.startswith("the next steps say ")
    assert found.message.endswith("but A2 is open")


@pytest.mark.parametrize(
    "text",
    [
        "Complete the needs assessment that identifies gaps.",
        "All staff to complete training.",
        "Not all actions are complete.",
        "All actions to be completed by March.",
        "All complete for Q1.",
        "All complete except A02.",
        "All actions are complete. Next, refresh the plan.",
        "Ensure that everything is done by March.",
        "All training is complete.",
        "All schools have completed the audit.",
        "Once all actions are complete, review the plan.",
        "There are outstanding actions.",
        "No action on venues until the guidance is out.",
    ],
)
def test_no_claim_is_left_alone(problems: Try, text: str) -> None:
    assert problems(next_steps_say_complete, benchmark(text)) == []


@pytest.mark.parametrize(
    "action", ["status: complete", "status: withdrawn, reason: Done elsewhere", "repeats: ongoing"]
)
def test_a_claim_that_holds_is_left_alone(problems: Try, action: str) -> None:
    assert problems(next_steps_say_complete, benchmark("All actions are complete.", action)) == []


@pytest.mark.parametrize("nothing", ["", " "])
def test_missing_next_steps_are_said(problems: Try, nothing: str) -> None:
    (found,) = problems(no_next_steps, benchmark(nothing))

    assert (found.code, found.loc) == ("no-next-steps", ("benchmarks", 0))
    assert found.message == "there are no next steps, but A2 is open"


@pytest.mark.parametrize(
    "text",
    [benchmark("Do it."), benchmark("", "status: complete"), benchmark("", rating="")],
    ids=["given", "nothing open", "not judged"],
)
def test_next_steps_are_left_alone(problems: Try, text: str) -> None:
    assert problems(no_next_steps, text) == []

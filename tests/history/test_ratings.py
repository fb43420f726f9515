from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from prevent_cli.history.kinds import Change
    from tests.history.conftest import Compared


def judged(compared: Compared, old: str, new: str) -> list[Change]:
    return list(compared(f"benchmarks: [{{id: 1, {old}}}]", f"benchmarks: [{{id: 1, {new}}}]").changes)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("green", "amber", "rating-worse"),
        ("amber", "red", "rating-worse"),
        ("red", "green", "rating-better"),
    ],
)
def test_a_judged_rating_moves_in_the_order_of_colours(compared: Compared, old: str, new: str, kind: str) -> None:
    (change,) = judged(compared, f"rating: {old}", f"rating: {{value: {new}, reason: So the board said.}}")

    assert (change.kind, change.scale, change.before, change.after) == (kind, "judged", old, new)
    assert change.reasons == ("So the board said.",)
    assert change.fails == (kind == "rating-worse")


def test_a_rating_that_nobody_gave_stands_outside_the_order(compared: Compared) -> None:
    given = judged(compared, "title: Training", "title: Training, rating: red")
    gone = judged(compared, "rating: green", "previous: {rating: green}")

    assert [(one.kind, one.direction, one.fails) for one in (*given, *gone)] == [
        ("rating-given", "neutral", False),
        ("rating-gone", "neutral", False),
    ]


def test_the_same_colour_with_another_reason_is_told_apart(compared: Compared) -> None:
    (change,) = judged(compared, "rating: {value: red, reason: Late.}", "rating: {value: red, reason: Later.}")

    assert (change.kind, change.reasons) == ("rating-confirmed", ("Later.",))


def test_a_computed_rating_says_which_expectation_put_it_there_and_the_rule(compared: Compared) -> None:
    late = """
        benchmarks:
          - id: 1
            questions:
              - id: 1.1
                evidence: The plan.
                actions: [{id: A8, text: Train, due: Jan 2022, status: complete}]
        """

    found = {one.kind: one for one in compared(late, late.replace("status: complete", "status: open")).changes}

    assert found["rating-worse"].scale == "computed"
    assert found["rating-worse"].reasons[0] == "1.1 went from met to a gap (A8 is overdue)"
    assert found["rating-worse"].reasons[1].startswith("Red, because gaps make up 100%")


def test_a_state_behind_a_judgement_is_told_where_no_computed_rating_moved(compared: Compared) -> None:
    old = "benchmarks: [{id: 1, rating: green, questions: [{id: 1.1, answer: not met}, {id: 1.2, answer: not met}]}]"
    new = old.replace("rating: green", "rating: red").replace("1.2, answer: not met", "1.2, answer: partly")

    (change,) = [one for one in compared(old, new).changes if one.scale]

    assert (change.scale, change.reasons) == ("judged", ("1.2 went from a gap to in hand (answered partly)",))


def test_moderated_ratings_are_compared_with_the_same_moderator(compared: Compared) -> None:
    old = "moderated: [{value: green, by: Peers}, {value: red, by: Home Office}]"
    new = "moderated: [{value: amber, by: Peers}, {value: red, by: Home Office}]"

    (change,) = judged(compared, old, new)

    assert (change.kind, change.scale, change.reasons) == ("rating-worse", "moderated", ("by Peers",))


def test_evidence_that_is_gone_is_named_as_the_cause(compared: Compared) -> None:
    old = "benchmarks: [{id: 1, questions: [{id: 1.1, evidence: The plan.}]}]"
    new = "benchmarks: [{id: 1, questions: [{id: 1.1}]}]"

    found = {one.kind: one for one in compared(old, new).changes}

    assert found["rating-gone"].reasons[0] == (
        "1.1 went from met to not assessed (none of its own evidence counts any more)"
    )

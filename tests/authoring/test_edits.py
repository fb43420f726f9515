"""Changes to plain data: what is asked, nothing in silence."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

from prevent_cli.authoring import edits
from prevent_cli.errors import PreventError
from prevent_cli.store.reader import read

if TYPE_CHECKING:
    from tests.conftest import MakeFramework

TODAY = "2021-12-31"
FRAMEWORK = """\
benchmarks:
  - id: 2
    title: Board
    questions: [{id: 2.1, text: Is there one?, expectations: [{id: 2.1.1, text: It meets.}]}]
  - id: 7
    title: Training
    questions:
      - id: 7.2
        text: Is there any?
        expectations: [{id: 7.2.1, text: One}, {id: 7.2.9, text: Nine}, {id: 7.2.10, text: Ten}]
"""


def data(text: str) -> dict[str, Any]:
    found, refusals = read(dedent(text))
    assert not refusals
    assert isinstance(found, dict)
    return found


def action(text: str) -> dict[str, Any]:
    """Give a toolkit's data with one action."""
    return data(f"benchmarks: [{{id: 7, actions: [{{id: A1, text: Do it, {text}}}]}}]")


def updated(written: str, **values: Any) -> tuple[dict[str, Any], str]:
    found = action(written)
    said = edits.update_action(found, "a1", TODAY, **values)
    return found["benchmarks"][0]["actions"][0], said


@pytest.mark.parametrize(
    ("used", "free"),
    [
        ([], "A01"),
        (["A1"], "A2"),
        (["A09"], "A10"),
        (["A007"], "A008"),
        (["A2", "B11", "A3"], "B12"),
        (["ACT-9"], "ACT-10"),
        (["x", "A-b"], "A01"),
        (["A99"], "A100"),
        (["a34"], "a35"),
    ],
)
def test_a_new_id_is_one_above_the_highest(used: list[str], free: str) -> None:
    assert edits.next_id(used) == free


def test_former_ids_count_as_used() -> None:
    assert edits.ids(action("was: [A3, B4]")) == ["A1", "A3", "B4"]
    assert edits.ids(action("was: A3")) == ["A1", "A3"]


def test_an_item_only_the_framework_has_stands_before_the_first_with_a_higher_id(framework: MakeFramework) -> None:
    found = data(
        "benchmarks: [{id: 8}, {id: 7, questions: [{id: 7.2, expectations: [{id: 7.2.10}, {id: 7.2.1}]}]}, {id: 1}]"
    )

    edits.answer(found, framework(FRAMEWORK), "7.2.9", "met", None)
    edits.rate(found, framework(FRAMEWORK), "2", "red")

    below = found["benchmarks"][2]["questions"][0]["expectations"]
    assert [one["id"] for one in found["benchmarks"]] == ["2", "8", "7", "1"]
    assert [one["id"] for one in below] == ["7.2.9", "7.2.10", "7.2.1"]


def test_what_is_missing_above_an_item_is_made_too(framework: MakeFramework) -> None:
    found = data("benchmarks: [{id: 7}]")

    edits.add_evidence(found, framework(FRAMEWORK), "2.1.1", "It is.")

    made = {"id": "2", "questions": [{"id": "2.1", "expectations": [{"id": "2.1.1", "evidence": "It is."}]}]}
    assert found["benchmarks"] == [made, {"id": "7"}]


def test_a_question_with_expectations_in_the_framework_alone_is_not_answered(framework: MakeFramework) -> None:
    with pytest.raises(PreventError, match=r"7\.2 has expectations") as refused:
        edits.answer(data("benchmarks: [{id: 7, questions: [{id: 7.2}]}]"), framework(FRAMEWORK), "7.2", "met", None)
    assert refused.value.help == "name one, such as 7.2.1"


def test_7_10_is_not_7_1() -> None:
    found = data("benchmarks: [{id: 7, questions: [{id: 7.1}, {id: 7.10}]}]")

    edits.answer(found, None, "7.10", "met", None)

    assert found["benchmarks"][0]["questions"] == [{"id": "7.1"}, {"id": "7.10", "answer": "met"}]


@pytest.mark.parametrize("ref", ["99", "7.", ".7", "7..1", "7.1.1.1", "A1", "eight", ""])
def test_an_unknown_item_is_refused(ref: str, framework: MakeFramework) -> None:
    with pytest.raises(PreventError, match="there is no item"):
        edits.add_action(data("benchmarks: [{id: 7}]"), framework(FRAMEWORK), ref, "A1", text="Do it")


def test_another_colour_takes_what_the_old_rating_said_and_says_so() -> None:
    found = data("benchmarks: [{id: 7, rating: {value: green, reason: Fine, on: Nov 2021}}]")

    said = edits.rate(found, None, "7", "amber")

    assert found["benchmarks"][0]["rating"] == "amber"
    assert said == "7 is rated amber (was green); taken away with that: reason and on"


def test_the_same_colour_keeps_what_the_rating_said() -> None:
    found = data("benchmarks: [{id: 7, rating: {value: green, reason: Fine}}]")

    said = edits.rate(found, None, "7", "green", by="Board")

    assert found["benchmarks"][0]["rating"] == {"value": "green", "reason": "Fine", "by": "Board"}
    assert said == "7 is rated green as before; changed: by"


def test_a_reason_goes_with_the_answer_it_was_given_for() -> None:
    found = data("benchmarks: [{id: 7, questions: [{id: 7.1, answer: not met, reason: No money}]}]")

    assert edits.answer(found, None, "7.1", "not met", None) == "7.1 is answered not met"
    assert found["benchmarks"][0]["questions"][0]["reason"] == "No money"
    assert edits.answer(found, None, "7.1", "met", None).endswith("(was not met); taken away with that: reason")
    assert found["benchmarks"][0]["questions"][0] == {"id": "7.1", "answer": "met"}


def test_the_first_due_date_is_kept_and_later_ones_are_revisions() -> None:
    found = action("due: Nov 2021")

    edits.update_action(found, "A1", TODAY, due="Mar 2022", because="Law. Then money.")
    said = edits.update_action(found, "A1", TODAY, due="Feb 2022", on="2022-01-05")

    assert found["benchmarks"][0]["actions"][0] == {
        "id": "A1",
        "text": "Do it",
        "due": "Nov 2021",
        "revised": [
            {"due": "Mar 2022", "on": TODAY, "reason": "Law.\nThen money.\n"},
            {"due": "Feb 2022", "on": "2022-01-05"},
        ],
    }
    assert said == "A1: due Feb 2022 (28 Feb 2022) in place of Mar 2022 (31 Mar 2022)"


def test_a_date_that_means_the_same_is_no_revision() -> None:
    found, said = updated("due: Apr 22", due="April 2022")

    assert "revised" not in found
    assert said == "A1 stays as it is"


def test_taking_a_due_date_away_says_what_goes_with_it() -> None:
    found, said = updated("due: Nov 2021, revised: [{due: Jan 2022}]", due="none")

    assert found == {"id": "A1", "text": "Do it"}
    assert said == "A1: due Jan 2022 (31 Jan 2022) taken away, and 1 earlier move with it"


def test_why_it_was_put_off_goes_when_it_is_taken_up() -> None:
    found, said = updated("status: deferred, reason: No money.", status="open")

    assert found == {"id": "A1", "text": "Do it", "status": "open"}
    assert said == "A1: status open (was deferred), reason taken away (was 'No money.')"


def test_reopening_takes_the_day_of_completion_and_keeps_the_outcome() -> None:
    found, said = updated("status: complete, completed: Nov 2021, outcome: Done.", status="in progress")

    assert found == {"id": "A1", "text": "Do it", "status": "in progress", "outcome": "Done."}
    assert said == "A1: status in progress (was complete), completed Nov 2021 (30 Nov 2021) taken away"


def test_a_note_is_added_to_those_before() -> None:
    found, said = updated("progress: [{note: Begun.}]", note="Half done. Well.")

    assert found["progress"] == [{"note": "Begun."}, {"note": "Half done.\nWell.\n", "on": TODAY}]
    assert said == "A1: note added"


@pytest.mark.parametrize("key", ["awaiting", "also", "repeats", "outcome", "audience"])
def test_none_takes_a_value_away(key: str) -> None:
    found, said = updated(f"{key}: x", **{key: ["none"] if key == "also" else "none"})

    assert found == {"id": "A1", "text": "Do it"}
    assert said == f"A1: {key} taken away (was 'x')"


@pytest.mark.parametrize(
    ("written", "values", "why"),
    [
        ("status: open", {}, "nothing is to be changed in A1"),
        ("status: open", {"because": "So"}, "nothing is to be changed in A1"),
        ("status: open", {"note": "x", "because": "So"}, "--because says why a due date moves"),
        ("status: open", {"due": "2022", "because": "So"}, "--because says why a due date moves"),
        ("due: 2022", {"due": "2022", "because": "So"}, "A1 is due 2022 \\(31 Dec 2022\\) already"),
        ("status: open", {"text": "x", "on": TODAY}, "--on is the day of a note"),
        ("status: open", {"text": "none"}, "A1 needs its text"),
        ("status: open", {"status": "deferred"}, "nothing says why A1 is put off"),
        ("status: deferred, reason: So", {"status": "withdrawn"}, "nothing says why A1 is withdrawn"),
        ("status: deferred, reason: So", {"reason": "none"}, "nothing says why A1 is put off"),
        ("status: open", {"reason": "So"}, "A1 is open, and a reason says why"),
    ],
)
def test_what_would_do_nothing_or_lose_something_is_refused(written: str, values: dict[str, Any], why: str) -> None:
    with pytest.raises(PreventError, match=why):
        updated(written, **values)


def test_completing_a_deferred_action_takes_its_reason_and_says_so() -> None:
    found = action("status: deferred, reason: No money.")

    said = edits.complete_action(found, "A1", TODAY, "Found it.")

    assert found["benchmarks"][0]["actions"][0] == {
        "id": "A1",
        "text": "Do it",
        "status": "complete",
        "completed": TODAY,
        "outcome": "Found it.",
    }
    assert said == f"A1 is complete, {TODAY}; taken away with the old status: reason"


def test_an_owner_is_added_once_by_whatever_name() -> None:
    found = data(
        "roles: [{name: Board, aka: Panel}, {name: CSM}]\nbenchmarks: [{id: 7, actions: [{id: A1, owners: panel}]}]"
    )

    said = edits.assign_action(found, "A1", ["BOARD", "csm"], more=True)

    assert found["benchmarks"][0]["actions"][0]["owners"] == ["panel", "CSM"]
    assert said == "A1 is owned by panel and CSM"


def test_owners_that_stay_stay_as_they_were_written() -> None:
    found = action("owners: Board")

    edits.assign_action(found, "A1", ["Board"], more=True)

    assert found == action("owners: Board")


def test_none_alone_takes_the_owners_away() -> None:
    found = action("owners: [Board, Panel]")

    assert edits.assign_action(found, "A1", ["none"], more=False) == "A1 is owned by nobody (was Board and Panel)"
    assert "owners" not in found["benchmarks"][0]["actions"][0]


def test_evidence_that_is_there_is_not_added_again() -> None:
    found = data("benchmarks: [{id: 7, questions: [{id: 7.1, evidence: One. Two.}]}]")

    assert edits.add_evidence(found, None, "7.1", "One.\nTwo.\n") == "7.1 has this evidence"
    assert (
        edits.add_evidence(found, None, "7.1", "Three.", on="2021")
        == "evidence is added to 7.1, which has 2 pieces now"
    )
    assert found["benchmarks"][0]["questions"][0]["evidence"] == [
        {"text": "One. Two."},
        {"text": "Three.", "on": "2021"},
    ]

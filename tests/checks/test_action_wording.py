"""What actions say: whether it is an action, whether it is said twice, whether it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prevent_cli.checks import (
    action_is_a_problem,
    complete_with_follow_on,
    complete_without_outcome,
    duplicate_action,
    near_duplicate_action,
)

if TYPE_CHECKING:
    from tests.checks.conftest import Try


def actions(*texts: str, keys: str = "status: open") -> str:
    """A toolkit with one action for each text, each under a question of its own."""
    lines = [
        f'      - {{id: 7.{number}, actions: [{{id: A{number}, text: "{text}", {keys}}}]}}\n'
        for number, text in enumerate(texts, 1)
    ]
    return "benchmarks:\n  - id: 7\n    questions:\n" + "".join(lines)


DESCRIPTIONS = [
    "Gaps in knowledge are still coming to light, and the policy needs more promotion.",
    "This is in the new policy, which is to be tested and adopted.",
    "There is no process",
    "There are still some gaps in knowledge.",
    "Some gaps remain in schools",
    "Not enough staff have been trained.",
    "No protocol in place.",
    "The policy is not well known.",
    "There\u2019s no deputy.",
    "Lack of guidance for schools.",
    "No process in place to identify supplementary schools.",
    "Not all staff know who to contact.",
    "Some staff are unaware of Channel.",
    "The policy has lapsed.",
    "It is unclear who leads on this.",
    "Low take-up of training among members.",
    "Uncertainty about thresholds.",
    "There is no process. The policy has lapsed.",
    "We do not know how many venues there are.",
    "This is ongoing.",
]

INSTRUCTIONS = [
    "Amend the policy for external venues and share it.",
    "Issue guidance to schools.",
    "Risk-assess every venue that is on the list.",
    "Limit access to the hall.",
    "Scope a pilot with two schools.",
    "Table the report at the next Board.",
    "Sense-check the register.",
    "Staff the stall at the summer fair.",
    "Partner with Southend on training.",
    "CSP manager to review the log.",
    "All agencies to share the checklist.",
    "Partners are to share data monthly.",
    "The Police CT team is delivering a training programme. The relevant officers are to attend it.",
    "Action is required so that each service plan refers to the duty.",
    "All contracts should contain the clause.",
    "There is no process; draft one with MASH.",
    "There is no process, so draft one.",
    "There is no register - CSP manager to create one.",
    "Gaps in training to be identified and filled.",
    "Gap analysis to be done across the teams.",
    "This will be reviewed.",
    "This needs updating.",
    "It was agreed that the CSP manager reviews the log.",
    "All staff are trained by March 2022.",
    "All staff are trained by the end of the quarter.",
    "Risks are to be scored again.",
    "Gaps that are found will be closed by the Board.",
    "Gaps are being closed by the Board.",
    "Gaps in the record are to be closed.",
    "Gap-fill the training record.",
    "There is a need to review the protocol.",
    "There is no process, draft one",
    "There is no lead and the CSP manager to appoint one",
    "There are three sessions planned for March",
    "Concerns are raised with the Board each month.",
    "The log is reviewed monthly.",
    "The Board is briefed.",
    "The board does not meet, so arrange a date.",
    "Issues log: keep it up to date.",
    "Not to be repeated: hold an exercise first.",
    "Horizon-scan for what is not known.",
    "The review that is planned with Essex.",
    "Consider whether a protocol is needed.",
    "In line with the 2022 changes, update the training.",
    "Training survey with My Learning",
    "No action required.",
    "None",
    "TBC",
]


@pytest.mark.parametrize("text", DESCRIPTIONS)
def test_a_description_is_said(problems: Try, text: str) -> None:
    (found,) = problems(action_is_a_problem, actions(text))

    assert found.code == "action-is-a-problem"
    assert found.loc == ("benchmarks", 0, "questions", 0, "actions", 0, "text")
    assert found.message.startswith("this says how things are, not what will be done: '")


@pytest.mark.parametrize("text", INSTRUCTIONS)
def test_an_instruction_is_left_alone(problems: Try, text: str) -> None:
    assert problems(action_is_a_problem, actions(text)) == []


def test_a_description_that_is_over_is_left_alone(problems: Try) -> None:
    assert problems(action_is_a_problem, actions("There is no process", keys="status: complete")) == []


def test_the_same_words_twice_are_said(problems: Try) -> None:
    (found,) = problems(duplicate_action, actions("Amend the policy.", "amend  the POLICY"))

    assert found.code == "duplicate-action"
    assert found.loc == ("benchmarks", 0, "questions", 1, "actions", 0, "text")
    assert found.message == "says the same as A1: 'amend the POLICY'"
    assert "name 7.2 in its 'also'" in found.help
    assert found.related == (("first", ("benchmarks", 0, "questions", 0, "actions", 0, "text")),)


def test_also_is_not_offered_where_it_does_not_work(problems: Try) -> None:
    text = "benchmarks:\n  - id: 7\n    actions: [{id: A1, text: Amend it}, {id: A2, text: Amend it}]\n"

    (found,) = problems(duplicate_action, text)

    assert "also" not in found.help


@pytest.mark.parametrize(
    "texts",
    [
        ("Amend the policy", "Amend the policies"),
        ("TBC", "TBC"),
        ("As above", "As above"),
        ("…", "…"),
        ("Review this yearly", "Review this yearly"),
    ],
    ids=["other words", "one word", "a pointer", "no words", "each in its place"],
)
def test_other_words_are_left_alone(problems: Try, texts: tuple[str, str]) -> None:
    assert problems(duplicate_action, actions(*texts)) == []


def test_the_same_words_are_left_alone_when_one_is_over(problems: Try) -> None:
    assert problems(duplicate_action, actions("Amend it now", "Amend it now", keys="status: complete")) == []


def test_nearly_the_same_words_are_said(problems: Try) -> None:
    one = "Review the training needs of all frontline staff in schools"

    (found,) = problems(
        near_duplicate_action, actions(one, "Review the needs for training of frontline staff in schools", one + ".")
    )

    assert (found.code, found.message[:29]) == ("near-duplicate-action", "says nearly the same as A1: '")
    assert found.loc == ("benchmarks", 0, "questions", 1, "actions", 0, "text")
    assert found.related[0][1] == ("benchmarks", 0, "questions", 0, "actions", 0, "text")


@pytest.mark.parametrize(
    "texts",
    [
        ("Review the training needs of frontline staff", "Review the training needs of frontline staff."),
        ("Brief the heads of primary schools on Channel", "Brief the heads of secondary schools on Channel"),
        (
            "Hold the Q1 briefing of heads and governors in Tilbury",
            "Hold the Q2 briefing of heads and governors in Tilbury",
        ),
        ("Refresh the contacts", "Refresh all the contacts"),
    ],
    ids=["exactly the same", "another audience", "another quarter", "too few words"],
)
def test_unlike_words_are_left_alone(problems: Try, texts: tuple[str, str]) -> None:
    assert problems(near_duplicate_action, actions(*texts)) == []


def test_only_a_number_sets_apart_what_is_no_word_of_letters(problems: Try) -> None:
    texts = ("Audit the training of _all_ school staff.", "Audit training for all the schools' staff")

    assert len(problems(near_duplicate_action, actions(*texts))) == 1


def test_a_plural_makes_no_difference(problems: Try) -> None:
    texts = ("Audit the training of all school staff.", "Audit training for all the schools' staff")

    assert len(problems(near_duplicate_action, actions(*texts))) == 1


@pytest.mark.parametrize("pointer", ["this process", "these processes", "the process here"])
def test_what_points_to_its_own_place_is_another_elsewhere(problems: Try, pointer: str) -> None:
    texts = (f"Write {pointer} down for all school staff.", f"Write {pointer} down for the school staff.")

    assert problems(near_duplicate_action, actions(*texts)) == []


def test_nearly_the_same_words_are_left_alone_for_other_owners(problems: Try) -> None:
    text = """\
benchmarks:
  - id: 7
    actions:
      - {id: A1, text: Audit the training of all school staff, owners: [Police]}
      - {id: A2, text: Audit the training for school staff, owners: [LSCP]}
"""

    assert problems(near_duplicate_action, text) == []
    assert len(problems(near_duplicate_action, text.replace("LSCP", "Board, police"))) == 1


def test_complete_without_a_word_is_said(problems: Try) -> None:
    (found,) = problems(complete_without_outcome, actions("Do it", keys="status: complete, completed: Nov 21"))

    assert found.code == "complete-without-outcome"
    assert found.loc == ("benchmarks", 0, "questions", 0, "actions", 0, "status")
    assert "nothing says what was done" in found.message


@pytest.mark.parametrize(
    "keys", ["status: complete, outcome: Done", "status: complete, progress: [{note: Sent}]", "status: in progress"]
)
def test_complete_with_a_word_is_left_alone(problems: Try, keys: str) -> None:
    assert problems(complete_without_outcome, actions("Do it", keys=keys)) == []


def completed(outcome: str) -> str:
    """A toolkit with one complete action of this outcome."""
    return actions("Do it", keys=f'status: complete, outcome: "{outcome}"')


@pytest.mark.parametrize(
    "outcome",
    [
        "Complete. What follows is to review any recommendations.",
        "Complete, to review any recommendations.",
        "Drafted; still to be tested.",
        "Drafted to be tested and proven effective",
        "Policy amended: to be shared and tested",
        "Currently testing with licensed venues",
        "The audit will be repeated in March.",
        "Report to follow.",
        "Next: test with venues.",
        "To be signed off by the Board.",
        "Guidance is to be approved by the Board.",
        "Drafted, pending final approval.",
        "Two schools have not yet replied.",
        "Follow-up visit planned for May.",
        "Sent out, the rest to follow in May.",
        "The next step is a test.",
        "Sent out. It is to be formally adopted.",
    ],
)
def test_complete_with_more_to_come_is_said(problems: Try, outcome: str) -> None:
    (found,) = problems(complete_with_follow_on, completed(outcome))

    assert found.code == "complete-with-follow-on"
    assert found.loc == ("benchmarks", 0, "questions", 0, "actions", 0, "outcome")
    assert found.message.startswith("complete, but something is still to come: '")


@pytest.mark.parametrize(
    "outcome",
    [
        "Done for Q1.",
        "The December board was given evidence.",
        "Staff were told to follow the procedure.",
        "Staff know which steps to follow.",
        "A meeting was held to review the cases.",
        "No follow-up needed.",
        "No further review will be needed.",
        "Will be repeated if needed.",
        "It was agreed that Prevent will be raised at each meeting.",
        "Next steps were agreed with Essex.",
        "To confirm attendance, the registers were checked.",
        "Allowed concerns to be shared.",
        "Ofsted found it outstanding.",
        "To date, 51 people have attended.",
        "The policy had to be updated, and was.",
        "The result was not yet known in May.",
        "Staff know what to do next and whom to follow up with.",
        "Visitors will be able to refer.",
        "Guidance easy to follow was published.",
        "The board asked for the plan to be shared, and it was.",
        "Nothing is still to be done.",
    ],
)
def test_complete_with_nothing_to_come_is_left_alone(problems: Try, outcome: str) -> None:
    assert problems(complete_with_follow_on, completed(outcome)) == []


def test_the_last_progress_note_speaks_where_there_is_no_outcome(problems: Try) -> None:
    keys = "status: complete, progress: [{note: Drafted}, {note: Now being tested with venues.}]"

    (found,) = problems(complete_with_follow_on, actions("Do it", keys=keys))

    assert found.loc[-3:] == ("progress", 1, "note")


def test_a_text_that_begins_like_a_status_speaks_too(problems: Try) -> None:
    (found,) = problems(complete_with_follow_on, actions("COMPLETE to review any points", keys="status: complete"))

    assert found.loc[-1] == "text"


@pytest.mark.parametrize(
    "keys",
    [
        "status: in progress, outcome: Still to be tested",
        "status: complete, repeats: quarterly, outcome: The next one will be held in May",
        "status: complete, outcome: Tested, progress: [{note: Still to be tested}]",
        "status: complete, completed: Nov 21, progress: [{on: Oct 21, note: Still to be tested}]",
    ],
    ids=["not complete", "comes round anyway", "an outcome since", "completed since"],
)
def test_what_is_to_come_is_left_alone(problems: Try, keys: str) -> None:
    assert problems(complete_with_follow_on, actions("Follow up the audit", keys=keys)) == []


def test_what_is_to_come_may_be_an_action_already(problems: Try) -> None:
    text = """\
benchmarks:
  - id: 7
    questions:
      - id: 7.1
        actions:
          - {id: A1, text: Draft it, status: complete, outcome: Still to be tested.}
          - {id: A2, text: Test it}
"""

    assert problems(complete_with_follow_on, text) == []
    assert len(problems(complete_with_follow_on, text.replace("Test it", "Test it, status: complete"))) == 1

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

from prevent_cli.history.upgrade import upgrade
from prevent_cli.model.crosswalk import Crosswalk
from prevent_cli.model.parse import parse
from prevent_cli.store.reader import read
from tests.conftest import TOOLKIT_HEAD, make_framework

if TYPE_CHECKING:
    from prevent_cli.history.look_again import LookAgain

OLDER = """\
format: framework/1
id: older
title: The older one
benchmarks:
  - id: 1
    title: Training
    questions:
      - id: 1.1
        text: Are staff trained?
        expectations:
          - {id: 1.1.1, text: Training is offered.}
          - {id: 1.1.2, text: Training is taken up by vulnerable people.}
  - id: 2
    title: Venues
    questions: [{id: 2.1, text: Is there a policy?, expectations: [{id: 2.1.1, text: It is written down.}]}]
  - id: 3
    title: Speakers
    questions: [{id: 3.1, text: Are speakers checked?, expectations: [{id: 3.1.1, text: It is written down.}]}]
  - id: 4
    title: Fax
    questions: [{id: 4.1, text: Is there a fax?}]
"""
NEWER = """\
format: framework/1
id: newer
title: The newer one
benchmarks:
  - id: 1
    title: Places
    questions:
      - {id: 1.1, text: Is there a policy?, expectations: [{id: 1.1.1, text: It is written down.}]}
      - {id: 1.2, text: Are speakers checked?}
  - id: 2
    title: Training programme
    questions:
      - id: 2.1
        text: Are staff trained?
        expectations:
          - {id: 2.1.1, text: Training is offered.}
          - {id: 2.1.2, text: Training is taken up by susceptible people.}
          - {id: 2.1.3, text: Training is measured.}
"""
WAY = """\
format: crosswalk/1
id: way
title: From the older to the newer
from: older
to: newer
mappings:
  - {from: 1, to: 2}
  - {from: 1.1, to: 2.1}
  - {from: 1.1.1, to: 2.1.1}
  - {from: 1.1.2, to: 2.1.2}
  - {to: 2.1.3}
  - {from: [2, 3], to: 1}
  - {from: 2.1, to: 1.1}
  - {from: 3.1, to: 1.2}
  - {from: [2.1.1, 3.1.1], to: 1.1.1}
  - {from: [4, 4.1], note: Nobody has one.}
"""


def carried(text: str) -> tuple[dict[str, Any], list[LookAgain]]:
    """Upgrade a toolkit given as YAML; items are given by their ids, whatever they stand under."""
    data = read(TOOLKIT_HEAD + "framework: older\n" + dedent(text))[0]
    way = parse(Crosswalk, read(WAY)[0])[0]
    assert way is not None
    return upgrade(data, make_framework(OLDER), make_framework(NEWER), way)


def item(data: dict[str, Any], ref: str) -> dict[str, Any]:
    benchmarks = data["benchmarks"]
    questions = [one for benchmark in benchmarks for one in benchmark.get("questions", ())]
    expectations = [one for question in questions for one in question.get("expectations", ())]
    found: dict[str, Any] = next(one for one in (*benchmarks, *questions, *expectations) if one["id"] == ref)
    return found


def said(again: list[LookAgain], kind: str) -> list[str]:
    return [one.message for one in again if one.kind == kind]


def test_the_head_is_carried_and_names_the_newer_framework() -> None:
    made, _ = carried("marking: OFFICIAL\nroles: [{name: Board}]\nglossary: {CT: Counter-terrorism}\nbenchmarks: []\n")

    assert made == {
        "format": "toolkit/1",
        "organisation": {"name": "Testshire Council"},
        "framework": "newer",
        "period": "Dec 2021",
        "marking": "OFFICIAL",
        "roles": [{"name": "Board"}],
        "glossary": {"CT": "Counter-terrorism"},
        "benchmarks": [],
    }


def test_evidence_and_actions_come_as_they_were_with_the_newer_ids() -> None:
    made, _ = carried("""\
        benchmarks:
          - id: 1
            title: Training
            questions:
              - id: 1.1
                text: Are staff trained?
                expectations:
                  - id: 1.1.1
                    evidence: [{text: The register, on: May 2021, expires: 2022}, The poster]
                    actions: [{id: A7, text: Book a trainer, owners: Board, due: Jan 2022, also: [2.1.1, 1.1.2]}]
        """)

    assert made["benchmarks"] == [
        {
            "id": "2",
            "questions": [
                {
                    "id": "2.1",
                    "expectations": [
                        {
                            "id": "2.1.1",
                            "evidence": [{"text": "The register", "on": "May 2021", "expires": "2022"}, "The poster"],
                            "actions": [
                                {
                                    "id": "A7",
                                    "text": "Book a trainer",
                                    "owners": "Board",
                                    "due": "Jan 2022",
                                    "also": ["1.1.1", "2.1.2"],
                                }
                            ],
                        }
                    ],
                }
            ],
        }
    ]


def test_the_rating_of_a_benchmark_that_became_one_is_the_previous_one() -> None:
    made, again = carried("benchmarks: [{id: 1, rating: {value: amber, by: Board}}]")

    assert item(made, "2") == {
        "id": "2",
        "previous": {"rating": {"value": "amber", "by": "Board"}, "period": "Dec 2021"},
    }
    assert said(again, "rating") == ["judge 2 anew: of older, 1 was Amber (Board)"]


def test_a_rating_carried_here_before_is_carried_on() -> None:
    made, _ = carried("benchmarks: [{id: 1, previous: {rating: red, period: Sep 2021}}]")

    assert item(made, "2")["previous"] == {"rating": "red", "period": "Sep 2021"}


def test_where_benchmarks_merge_both_ratings_are_named_and_the_worse_proposed() -> None:
    made, again = carried("benchmarks: [{id: 2, rating: green}, {id: 3, rating: {value: red, reason: No checks}}]")

    assert item(made, "1") == {"id": "1"}
    assert said(again, "rating") == [
        "judge 1 anew: of older, 2 was Green and 3 was Red (No checks); proposed: Red, the worse"
    ]
    assert made["unparsed"] == [{"source": "older 3, reason of the rating red", "text": "No checks"}]


def test_one_rating_alone_is_not_carried_across_a_merge_either() -> None:
    made, again = carried("benchmarks: [{id: 2, rating: green}, {id: 3}]")

    assert item(made, "1") == {"id": "1"}
    assert said(again, "rating") == ["judge 1 anew: of older, 2 was Green and 3 was not rated"]


def test_moderated_ratings_stay_behind_and_are_listed() -> None:
    made, again = carried("benchmarks: [{id: 1, moderated: [{value: green, by: Peers, on: Feb 2020}]}]")

    assert item(made, "2") == {"id": "2"}
    assert said(again, "moderated") == ["1 was moderated Green (Peers, Feb 2020); that stays with the older file"]


def test_the_summaries_of_benchmarks_that_merge_say_where_each_came_from() -> None:
    made, again = carried("benchmarks: [{id: 2, comments: All let well.}, {id: 3, comments: Two were refused.}]")

    assert item(made, "1")["comments"] == dedent("""\
        From benchmark 2 of older (Venues):

        All let well.

        From benchmark 3 of older (Speakers):

        Two were refused.
        """)
    assert said(again, "merged") == ["2 and 3 merge into 1: see that what stands together belongs together"]


def test_the_summary_of_one_that_became_one_is_left_as_it_is() -> None:
    made, _ = carried("benchmarks: [{id: 1, next_steps: Book a trainer.}]")

    assert item(made, "2")["next_steps"] == "Book a trainer."


ANSWERED = """\
benchmarks:
  - id: 1
    questions:
      - id: 1.1
        expectations:
          - {id: 1.1.1, answer: partly, reason: Not on Fridays.}
          - {id: 1.1.2, answer: not met, reason: Nobody came.}
"""


def test_an_answer_is_carried_where_the_wording_is_the_same() -> None:
    made, _ = carried(ANSWERED)

    assert item(made, "2.1.1") == {"id": "2.1.1", "answer": "partly", "reason": "Not on Fridays."}


def test_an_answer_to_other_words_is_listed_and_its_reason_kept() -> None:
    made, again = carried(ANSWERED)

    assert item(made, "2.1.2") == {"id": "2.1.2"}
    (message,) = said(again, "answer")
    assert message.startswith("1.1.2 was answered 'not met'; answer 2.1.2 anew, since it is asked in other words")
    assert made["unparsed"] == [{"source": "older 1.1.2, reason of the answer 'not met'", "text": "Nobody came."}]


def test_an_answer_to_words_of_ones_own_is_not_carried() -> None:
    made, again = carried(ANSWERED.replace("answer: partly", "text: Is it offered weekly?, answer: partly"))

    assert "answer" not in item(made, "2.1.1")
    assert said(again, "wording") == ["1.1.1 had a text of your own; it is under 'unparsed'"]
    assert {"source": "older 1.1.1, text", "text": "Is it offered weekly?"} in made["unparsed"]


def test_answers_are_not_carried_where_expectations_merge() -> None:
    made, again = carried("""\
        benchmarks:
          - {id: 2, questions: [{id: 2.1, expectations: [{id: 2.1.1, answer: met, evidence: The policy}]}]}
          - {id: 3, questions: [{id: 3.1, expectations: [{id: 3.1.1, answer: met, evidence: The list}]}]}
        """)

    assert item(made, "1.1.1") == {"id": "1.1.1", "evidence": ["The policy", "The list"]}
    assert [one.old for one in again if one.kind == "answer"] == [("2.1.1",), ("3.1.1",)]


def test_evidence_for_other_words_is_carried_and_listed() -> None:
    made, again = carried("benchmarks: [{id: 1, questions: [{id: 1.1, expectations: [{id: 1.1.2, evidence: Yes}]}]}]")

    assert item(made, "2.1.2")["evidence"] == "Yes"
    assert said(again, "reworded") == ["2.1.2 asks 1.1.2 in other words: see that evidence and actions still answer it"]


def test_an_expectation_does_not_gain_from_the_evidence_of_its_new_question() -> None:
    made, again = carried("""\
        benchmarks:
          - {id: 2, questions: [{id: 2.1, evidence: The policy}]}
          - {id: 3, questions: [{id: 3.1, evidence: The list, expectations: [{id: 3.1.1}]}]}
        """)

    assert item(made, "1.1") == {"id": "1.1", "evidence": "The policy"}
    assert said(again, "evidence") == ["the evidence of 3.1 served 3.1.1 too; see what shows 1.1.1 now"]


def test_what_the_older_framework_did_not_ask_is_listed() -> None:
    _, again = carried("benchmarks: []")

    assert said(again, "new") == ["2.1.3 is new: older did not ask it"]


def test_what_has_no_place_is_kept_as_unparsed_and_listed() -> None:
    made, again = carried("""\
        benchmarks:
          - id: 4
            comments: Out of order.
            questions:
              - id: 4.1
                answer: met
                evidence: [{text: The fax, on: 1999, audience: officers}]
                actions: [{id: A3, text: Mend the fax, owners: Board}]
        unparsed: [{text: An older rest}]
        """)

    assert made["benchmarks"] == []
    assert made["unparsed"] == [
        {"text": "An older rest"},
        {"source": "older 4, comments", "text": "Out of order."},
        {"source": "older 4.1, evidence for officers", "text": "text: The fax\non: 1999\naudience: officers"},
        {"source": "older 4.1, an action for officers", "text": "id: A3\ntext: Mend the fax\nowners: Board"},
        {"source": "older 4.1, answer", "text": "met"},
    ]
    assert said(again, "unplaced") == [
        "4 has no place in newer: what stood on it is under 'unparsed'",
        "4.1 has no place in newer: what stood on it is under 'unparsed'",
    ]


def test_an_action_whose_expectation_is_retired_stays_an_action_of_the_benchmark() -> None:
    made, again = carried("""\
        benchmarks:
          - id: 1
            questions:
              - id: 1.9
                actions: [{id: A9, text: Ask again}]
        """)

    assert item(made, "2")["actions"] == [{"id": "A9", "text": "Ask again"}]
    assert said(again, "unplaced") == [
        "1.9 has no place in newer: what stood on it is under 'unparsed'; its actions stand on benchmark 2"
    ]


def test_a_reference_to_what_is_retired_is_left_out_and_listed() -> None:
    made, again = carried("benchmarks: [{id: 1, actions: [{id: A1, text: Do it, also: 4.1}]}]")

    assert item(made, "2")["actions"] == [{"id": "A1", "text": "Do it"}]
    assert said(again, "reference") == ["A1 also served 4.1, which has no place now"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("[{id: 2, actions: []}, {id: 3, actions: []}]", []),
        ("[{id: 2, actions: []}, {id: 3}]", None),
        ("[{id: 2, actions: []}]", None),
    ],
)
def test_none_needed_holds_for_a_merger_only_where_all_said_so(given: str, kept: list[Any] | None) -> None:
    made, _ = carried(f"benchmarks: {given}")

    assert item(made, "1").get("actions") == kept


def test_evidence_keeps_the_ceiling_that_stood_over_it() -> None:
    made, again = carried("""\
        audience: public
        benchmarks:
          - {id: 2, questions: [{id: 2.1, evidence: The policy}]}
          - {id: 3, audience: officers, questions: [{id: 3.1, evidence: [{text: The list, audience: public}]}]}
        """)

    assert "audience" not in item(made, "1")
    assert item(made, "1.1") == {"id": "1.1", "evidence": "The policy"}
    assert item(made, "1.2") == {
        "id": "1.2",
        "audience": "officers",
        "evidence": [{"text": "The list", "audience": "officers"}],
    }
    assert said(again, "audience") == ["1 is for public; 3 was for officers"]


def test_words_that_merge_are_for_the_fewest() -> None:
    made, again = carried("""\
        audience: public
        benchmarks:
          - {id: 2, comments: All let well., questions: [{id: 2.1, evidence: The policy}]}
          - {id: 3, audience: officers, comments: A case was refused.}
        """)

    assert item(made, "1")["audience"] == "officers"
    assert said(again, "audience") == ["1 is for officers; 2 was for public", "1.1 is for officers; 2.1 was for public"]


def test_an_expectation_that_merges_is_for_the_fewest_since_its_state_tells_of_each() -> None:
    made, _ = carried("""\
        audience: public
        benchmarks:
          - {id: 2, questions: [{id: 2.1, expectations: [{id: 2.1.1, evidence: The policy}]}]}
          - id: 3
            questions: [{id: 3.1, expectations: [{id: 3.1.1, audience: officers, evidence: A case}]}]
        """)

    assert item(made, "1.1.1") == {"id": "1.1.1", "evidence": ["The policy", "A case"], "audience": "officers"}


def test_why_something_is_withheld_is_carried() -> None:
    made, _ = carried("""\
        benchmarks:
          - {id: 2, audience: officers, withheld: {reason: A case, exemption: para 7}}
          - {id: 3, audience: officers, withheld: {reason: A contract}}
        """)

    assert item(made, "1")["withheld"] == {"reason": "A case; A contract", "exemption": "para 7"}


def test_waivers_are_given_the_newer_ids_and_listed_where_they_grow_or_end() -> None:
    made, again = carried("""\
        benchmarks: []
        waivers:
          - {code: no-owner, at: A14, reason: Soon, until: 2022}
          - {code: no-next-steps, at: 1, reason: Soon, until: 2022}
          - {code: no-next-steps, at: 3, reason: Soon, until: 2022}
          - {code: no-next-steps, at: 4, reason: Gone, until: 2022}
        """)

    assert [one["at"] for one in made["waivers"]] == ["A14", "2", "1"]
    assert said(again, "reference") == [
        "the waiver of no-next-steps was for 3 alone; it is for all of 1 now",
        "the waiver of no-next-steps at 4 has no place now",
    ]
    assert made["unparsed"][0]["source"] == "older 4, a waiver"


def test_weights_are_given_the_newer_ids_and_the_heavier_counts() -> None:
    made, again = carried("""\
        policy: {name: weighted, weights: {1.1.1: 2, 2.1.1: 3, 3.1.1: 10, 4.1: 5}}
        benchmarks: []
        """)

    assert made["policy"] == {"name": "weighted", "weights": {"2.1.1": "2", "1.1.1": "10"}}
    assert said(again, "reference") == [
        "two weights meet at 1.1.1; the heavier of them is kept",
        "the policy counts 4.1 5 times; it has no place now",
    ]


def test_what_was_computed_is_left_out() -> None:
    made, _ = carried("benchmarks: [{id: 1, computed: {value: green, policy: share, as_of: 2021-12-31}}]")

    assert item(made, "2") == {"id": "2"}


def test_an_essential_expectation_stays_essential() -> None:
    made, _ = carried(
        "benchmarks: [{id: 2, questions: [{id: 2.1, expectations: [{id: 2.1.1, essential: yes, evidence: It}]}]}]"
    )

    assert item(made, "1.1.1")["essential"] == "yes"


def test_the_list_begins_with_the_ratings() -> None:
    _, again = carried("benchmarks: [{id: 2, rating: red, comments: a}, {id: 3, rating: green, audience: public}]")

    assert [one.kind for one in again][:2] == ["rating", "merged"]

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prevent_cli.model.policy import WORST

if TYPE_CHECKING:
    from prevent_cli.model.assessment import BenchmarkView
    from tests.conftest import Assess, Rated

FRAMEWORK = """\
    benchmarks:
      - id: 7
        title: Training
        statement: Staff are trained.
        outcome: Staff know what to do.
        questions:
          - id: 7.1
            text: Is there a programme?
            expectations:
              - {id: 7.1.1, text: Is it written down?}
              - {id: 7.1.2, text: Is it kept up to date?, essential: yes}
          - id: 7.2
            text: Is it evaluated?
    """


def states(view: BenchmarkView) -> dict[str, str]:
    return {one.id: one.state for one in view.expectations}


def test_evidence_of_a_question_covers_every_expectation_below(rated: Rated) -> None:
    view = rated("""\
        benchmarks:
          - id: 7
            questions:
              - id: 7.1
                evidence: the programme
                expectations: [{id: 7.1.1}, {id: 7.1.2}]
        """)

    assert states(view) == {"7.1.1": "met", "7.1.2": "met"}


def test_evidence_of_a_question_does_not_cover_one_with_its_own(rated: Rated) -> None:
    view = rated("""\
        benchmarks:
          - id: 7
            questions:
              - id: 7.1
                evidence: the programme
                expectations:
                  - {id: 7.1.1}
                  - id: 7.1.2
                    evidence: [{text: a certificate, expires: Nov 2021}]
        """)

    assert states(view) == {"7.1.1": "met", "7.1.2": "not assessed"}


def test_expired_evidence_of_a_question_covers_nothing(rated: Rated) -> None:
    view = rated("""\
        benchmarks:
          - id: 7
            questions:
              - id: 7.1
                evidence: [{text: the programme, expires: 2020}]
                expectations: [{id: 7.1.1}]
        """)

    assert states(view) == {"7.1.1": "not assessed"}


def test_an_action_on_a_question_counts_for_each_expectation(rated: Rated) -> None:
    view = rated("""\
        benchmarks:
          - id: 7
            questions:
              - id: 7.1
                evidence: the programme
                actions: [{text: refresh it, due: Nov 2021}]
                expectations: [{id: 7.1.1}, {id: 7.1.2, answer: not applicable}, {id: 7.1.3}]
        """)

    assert states(view) == {"7.1.1": "gap", "7.1.2": "not applicable", "7.1.3": "gap"}


def test_an_action_on_a_question_is_listed_once(assessed: Assess) -> None:
    found = assessed("""\
        benchmarks:
          - id: 7
            questions:
              - id: 7.1
                actions: [{id: A1, text: refresh it}]
                expectations: [{id: 7.1.1}, {id: 7.1.2}]
        """)

    assert [(one.id, one.ref) for one in found.actions] == [("A1", "7.1")]


ALSO = """\
    benchmarks:
      - id: 4
        questions:
          - id: 4.1
            expectations:
              - id: 4.1.2
                evidence: minutes
                actions: [{id: A08, text: audit, due: Nov 21, also: [7.4.1, 5.3]}]
      - id: 5
        questions:
          - id: 5.3
            evidence: the protocol
      - id: 7
        questions:
          - id: 7.4
            expectations:
              - {id: 7.4.1, evidence: the register}
              - {id: 7.4.2, evidence: the register}
    """


def test_also_counts_fully_in_each_place(assessed: Assess) -> None:
    found = [states(view) for view in assessed(ALSO).benchmarks]

    assert found == [{"4.1.2": "gap"}, {"5.3": "gap"}, {"7.4.1": "gap", "7.4.2": "met"}]


def test_an_action_with_also_is_listed_once_where_it_stands(assessed: Assess) -> None:
    assert [(one.id, one.ref, one.also) for one in assessed(ALSO).actions] == [("A08", "4.1.2", ("7.4.1", "5.3"))]


def test_also_serves_an_expectation_that_the_file_lacks(assessed: Assess) -> None:
    found = assessed(
        """\
        benchmarks:
          - id: 7
            questions:
              - id: 7.1
                expectations:
                  - id: 7.1.1
                    evidence: x
                    actions: [{text: write it, also: 7.1.2}]
        """,
        FRAMEWORK,
    ).benchmarks[0]

    assert states(found)["7.1.2"] == "in hand"


def test_also_that_names_its_own_place_serves_it_once(rated: Rated) -> None:
    view = rated("""\
        benchmarks:
          - id: 7
            questions:
              - id: 7.1
                expectations:
                  - id: 7.1.1
                    actions: [{id: A1, text: x, also: [7.1.1]}]
        """)

    assert [one.id for one in view.expectations[0].served_by] == ["A1"]


def test_an_action_on_a_benchmark_is_nobodys_state(rated: Rated) -> None:
    view = rated("""\
        benchmarks:
          - id: 7
            actions: [{text: buy a system, due: Nov 2021}]
            questions:
              - id: 7.1
                expectations: [{id: 7.1.1, evidence: x}]
        """)

    assert (states(view), view.computed.value) == ({"7.1.1": "met"}, "green")


def test_an_action_on_a_benchmark_is_listed(assessed: Assess) -> None:
    found = assessed("benchmarks: [{id: 7, actions: [{id: A1, text: buy a system}]}]\n")

    assert [(one.id, one.ref, one.benchmark, one.question) for one in found.actions] == [("A1", "7", "7", None)]


def test_also_on_a_benchmarks_action_is_nobodys_state_either(rated: Rated) -> None:
    view = rated("""\
        benchmarks:
          - id: 7
            actions: [{text: buy a system, due: Nov 2021, also: [7.1.1]}]
            questions:
              - id: 7.1
                expectations: [{id: 7.1.1, evidence: x}]
        """)

    assert states(view) == {"7.1.1": "met"}


def test_an_item_that_the_file_lacks_is_not_assessed(rated: Rated) -> None:
    view = rated("benchmarks: [{id: 7, questions: [{id: 7.1, expectations: [{id: 7.1.1, answer: met}]}]}]\n", FRAMEWORK)

    assert states(view) == {"7.1.1": "met", "7.1.2": "not assessed", "7.2": "not assessed"}


def test_a_benchmark_that_the_file_lacks_is_not_rated(rated: Rated) -> None:
    view = rated("benchmarks: []\n", FRAMEWORK)

    assert (view.id, view.judged, view.computed.value) == ("7", None, "not rated")


def test_evidence_of_a_question_does_not_cover_what_the_file_lacks(rated: Rated) -> None:
    view = rated("benchmarks: [{id: 7, questions: [{id: 7.1, evidence: x, expectations: [{id: 7.1.1}]}]}]\n", FRAMEWORK)

    assert states(view) == {"7.1.1": "met", "7.1.2": "not assessed", "7.2": "not assessed"}


def test_a_question_without_expectations_counts_as_one(rated: Rated) -> None:
    counts = rated("benchmarks: [{id: 5, questions: [{id: 5.3, answer: met}]}]\n").computed.counts

    assert counts is not None
    assert (counts.in_scope, counts.met) == (1, 1)


def test_words_left_out_are_the_frameworks(rated: Rated) -> None:
    view = rated("benchmarks: [{id: 7, questions: [{id: 7.1, expectations: [{id: 7.1.1}]}]}]\n", FRAMEWORK)

    assert (view.title, view.statement, view.outcome, view.questions[0].text, view.expectations[0].text) == (
        ("Training", "Staff are trained.", "Staff know what to do.", "Is there a programme?", "Is it written down?")
    )


def test_words_of_ones_own_stay(rated: Rated) -> None:
    view = rated("benchmarks: [{id: 7, title: Learning, questions: [{id: 7.1, text: Any programme?}]}]\n", FRAMEWORK)

    assert (view.title, view.questions[0].text) == ("Learning", "Any programme?")


def test_essential_is_taken_from_the_framework(rated: Rated) -> None:
    view = rated("benchmarks: [{id: 7, questions: [{id: 7.1, expectations: [{id: 7.1.2}]}]}]\n", FRAMEWORK)

    assert {one.id: one.essential for one in view.expectations} == {"7.1.1": False, "7.1.2": True, "7.2": False}


def test_what_the_framework_calls_essential_cannot_be_taken_back(rated: Rated) -> None:
    view = rated(
        "benchmarks: [{id: 7, questions: [{id: 7.1, expectations: [{id: 7.1.2, essential: no}]}]}]\n", FRAMEWORK
    )

    assert [one.id for one in view.expectations if one.essential] == ["7.1.2"]


def test_the_order_is_the_frameworks_and_what_it_does_not_know_comes_last(rated: Rated) -> None:
    written = "benchmarks: [{id: 7, questions: [{id: 7.1, expectations: [{id: 7.1.9}, {id: 7.1.2}, {id: 7.1.1}]}]}]\n"

    assert [one.id for one in rated(written, FRAMEWORK).questions[0].expectations] == ["7.1.1", "7.1.2", "7.1.9"]


def test_without_a_framework_the_order_is_the_files(rated: Rated) -> None:
    written = "benchmarks: [{id: 7, questions: [{id: 7.1, expectations: [{id: 7.1.9}, {id: 7.1.2}, {id: 7.1.1}]}]}]\n"

    assert [one.id for one in rated(written).expectations] == ["7.1.9", "7.1.2", "7.1.1"]


def test_the_judged_rating_is_never_overwritten(rated: Rated) -> None:
    view = rated("""\
        benchmarks:
          - id: 7
            rating: green
            questions: [{id: 7.1, answer: not met}]
        """)

    assert view.judged is not None
    assert (view.judged.value, view.computed.value, view.agrees) == ("green", "red", False)


@pytest.mark.parametrize(
    ("benchmark", "agrees"),
    [
        ("{id: 7, rating: red, questions: [{id: 7.1, answer: not met}]}", True),
        ("{id: 7, questions: [{id: 7.1, answer: not met}]}", None),
        ("{id: 7, rating: red, questions: [{id: 7.1}]}", None),
        ("{id: 7, rating: red}", None),
        ("{id: 7, previous: {rating: red}, questions: [{id: 7.1, answer: not met}]}", None),
    ],
)
def test_agreement_is_between_two_colours(rated: Rated, benchmark: str, agrees: bool | None) -> None:
    assert rated(f"benchmarks: [{benchmark}]\n").agrees is agrees


def test_the_policy_asked_for_comes_before_the_toolkits(assessed: Assess) -> None:
    assert assessed("policy: share\nbenchmarks: []\n", policy=WORST).policy.name == "worst"


def test_the_toolkits_policy_comes_before_the_frameworks(assessed: Assess) -> None:
    assert assessed("policy: worst\nbenchmarks: []\n", "policy: weighted\nbenchmarks: []\n").policy.name == "worst"


def test_the_frameworks_policy_comes_before_share(assessed: Assess) -> None:
    assert assessed("benchmarks: []\n", "policy: worst\nbenchmarks: []\n").policy.name == "worst"


def test_the_slip_counts_from_the_first_due_date_to_the_latest(assessed: Assess) -> None:
    (action,) = assessed("""\
        benchmarks:
          - id: 7
            actions:
              - text: x
                due: Sep 2021
                revised: [{due: Nov 2021}, {due: 2021-12-10, reason: staff left}]
        """).actions

    assert (str(action.due), str(action.due_first), action.slipped_days) == ("2021-12-10", "Sep 2021", 71)


def test_an_action_that_was_not_moved_has_no_slip(assessed: Assess) -> None:
    (action,) = assessed("benchmarks: [{id: 7, actions: [{text: x, due: Sep 2021}]}]\n").actions

    assert action.slipped_days is None


def test_days_overdue_count_from_the_last_day(assessed: Assess) -> None:
    (action,) = assessed("benchmarks: [{id: 7, actions: [{text: x, due: Nov 21}]}]\n").actions

    assert (action.overdue, action.days_overdue) == (True, 31)


def test_what_is_due_depends_on_the_day_spoken_for(assessed: Assess) -> None:
    written = "benchmarks: [{id: 7, actions: [{text: x, due: Nov 21}]}]\n"
    found = [assessed(written, as_of=day).actions[0].state for day in ("2021-10-30", "2021-11-30", "2021-12-01")]

    assert found == ["on track", "due soon", "overdue"]


def test_the_judged_headline_counts_colours(assessed: Assess) -> None:
    found = assessed("benchmarks: [{id: 1, rating: green}, {id: 2, rating: green}, {id: 3, rating: amber}, {id: 4}]\n")

    assert found.judged_counts == {"red": 0, "amber": 1, "green": 2}


def test_an_action_that_serves_its_own_neighbourhood_counts_once(rated: Rated) -> None:
    view = rated(
        "benchmarks: [{id: 7, questions: [{id: 7.1, actions: [{id: A9, text: x, also: [7.1.1, 7.1.1]}],"
        " expectations: [{id: 7.1.1}]}]}]\n"
    )

    assert [action.id for action in view.expectations[0].served_by] == ["A9"]


def test_laying_a_file_out_anew_leaves_the_digest_of_its_assessment(assessed: Assess) -> None:
    before = assessed("benchmarks: [{id: 7, comments: It was read. It is good.}]")
    after = assessed('benchmarks:\n  - comments: |\n      It was read.\n      It is good.\n    id: "7"\n')

    assert before.digest == after.digest
    assert before.digest != assessed("benchmarks: [{id: 7, comments: It was read.}]").digest

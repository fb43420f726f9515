from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_cli.model.fields import STATUSES
from prevent_cli.model.toolkit import Action, Expectation
from prevent_cli.rating.states import action_state, expectation_state

if TYPE_CHECKING:
    from tests.conftest import Assess, Rated

AS_OF = date(2021, 12, 31)

ACTIONS = [
    # withdrawn comes first
    ("status: withdrawn", "withdrawn"),
    ("{status: withdrawn, due: Nov 2021}", "withdrawn"),
    # deferred, unless overdue
    ("status: deferred", "deferred"),
    ("{status: deferred, due: Dec 2021}", "deferred"),
    ("{status: deferred, due: Jan 2022}", "deferred"),
    ("{status: deferred, awaiting: new guidance}", "deferred"),
    ("{status: deferred, due: Nov 2021}", "overdue"),
    # complete, even late
    ("status: complete", "complete"),
    ("{status: complete, due: Nov 2021}", "complete"),
    ("{status: complete, due: Jan 2022}", "complete"),
    # overdue: the last day is before the day spoken for
    ("{status: open, due: 2021-12-30}", "overdue"),
    ("{status: open, due: 2021-12-31}", "due soon"),
    ("{status: open, due: Nov 2021}", "overdue"),
    ("{status: open, due: Dec 2021}", "due soon"),
    ("{status: open, due: Q3 2021/22}", "due soon"),
    ("{status: open, due: 2021/22}", "on track"),
    ("{status: in progress, due: Nov 2021}", "overdue"),
    ("{status: open, due: Nov 2021, awaiting: new guidance}", "overdue"),
    # due soon: within 30 days
    ("{status: open, due: 2022-01-30}", "due soon"),
    ("{status: open, due: 2022-01-31}", "on track"),
    ("{status: in progress, due: 2022-01-30}", "due soon"),
    ("{status: open, due: 2022-01-30, awaiting: new guidance}", "due soon"),
    # on track: dated
    ("{status: open, due: Apr 22, awaiting: new guidance}", "on track"),
    # awaiting: no date, but a condition
    ("{status: open, awaiting: new guidance}", "awaiting"),
    ("{status: in progress, awaiting: new guidance}", "awaiting"),
    # neither
    ("status: open", "no date"),
    ("status: in progress", "no date"),
    ("{status: open, repeats: monthly}", "no date"),
    # the latest due date counts
    ("{due: Nov 2021, revised: [{due: Mar 2022}]}", "on track"),
    ("{due: Mar 2022, revised: [{due: Nov 2021}]}", "overdue"),
    ("{due: Sep 2021, revised: [{due: Mar 2022}, {due: Nov 2021}]}", "overdue"),
    ("{revised: [{due: Jan 22, on: Dec 2021, reason: staff left}]}", "on track"),
    ("{due: Oct 2021, revised: [{due: Nov 2021}], status: deferred, reason: x}", "overdue"),
]


@pytest.mark.parametrize(("written", "state"), ACTIONS)
def test_an_action_has_the_first_state_that_fits(assessed: Assess, written: str, state: str) -> None:
    inner = written if written.startswith("{") else f"{{{written}}}"
    (action,) = assessed(f"""\
        benchmarks:
          - id: 7
            actions:
              - {inner[:-1]}, text: x}}
        """).actions

    assert action.state == state


EXPECTATIONS = [
    # not applicable comes first, whatever else there is
    ("answer: not applicable", "not applicable"),
    ("{answer: not applicable, evidence: minutes}", "not applicable"),
    ("{answer: not applicable, actions: [{text: x, due: Nov 2021}]}", "not applicable"),
    # a gap: answered so, or something overdue
    ("answer: not met", "gap"),
    ("{answer: not met, evidence: minutes}", "gap"),
    ("{answer: not met, actions: [{text: x}]}", "gap"),
    ("{answer: met, evidence: minutes, actions: [{text: x, due: Nov 2021}]}", "gap"),
    ("{answer: partly, actions: [{text: x, due: Nov 2021}]}", "gap"),
    ("{evidence: minutes, actions: [{text: x, due: Nov 2021, status: deferred}]}", "gap"),
    ("{evidence: minutes, actions: [{text: x, due: Nov 2021, status: in progress}]}", "gap"),
    ("actions: [{text: x}, {text: y, due: Nov 2021}]", "gap"),
    # in hand: answered partly, or something open
    ("answer: partly", "in hand"),
    ("{answer: partly, evidence: minutes}", "in hand"),
    ("{answer: met, actions: [{text: x}]}", "in hand"),
    ("{answer: met, actions: [{text: x, status: in progress}]}", "in hand"),
    ("{answer: met, actions: [{text: x, status: deferred}]}", "in hand"),
    ("{answer: met, actions: [{text: x, awaiting: new guidance}]}", "in hand"),
    ("{evidence: minutes, actions: [{text: x, due: Mar 2022}]}", "in hand"),
    ("{evidence: minutes, actions: [{text: x, due: Dec 2021}]}", "in hand"),
    ("{evidence: minutes, actions: [{text: x, status: complete}, {text: y}]}", "in hand"),
    ("actions: [{text: x}]", "in hand"),
    # met: answered so, or there is evidence
    ("answer: met", "met"),
    ("evidence: minutes", "met"),
    ("evidence: Yes", "met"),
    ("evidence: no", "met"),
    ("{answer: met, actions: []}", "met"),
    ("{evidence: minutes, actions: [{text: x, status: complete}]}", "met"),
    ("{answer: met, actions: [{text: x, status: withdrawn, due: Nov 2021}]}", "met"),
    ("{evidence: minutes, actions: [{text: x, status: complete, due: Nov 2021}]}", "met"),
    # everything else
    ("text: nothing said", "not assessed"),
    ("actions: []", "not assessed"),
    ("evidence: ~", "not assessed"),
    ("evidence: []", "not assessed"),
    ("actions: [{text: x, status: complete, outcome: done}]", "not assessed"),
    ("actions: [{text: x, status: withdrawn}]", "not assessed"),
]


@pytest.mark.parametrize(("written", "state"), EXPECTATIONS)
def test_an_expectation_has_the_first_state_that_fits(rated: Rated, written: str, state: str) -> None:
    inner = written if written.startswith("{") else f"{{{written}}}"
    (expectation,) = rated(f"""\
        benchmarks:
          - id: 7
            questions:
              - id: 7.3
                expectations:
                  - {inner[:-1]}, id: 7.3.1}}
        """).expectations

    assert expectation.state == state


@pytest.mark.parametrize(
    ("expires", "state"),
    [
        ("2021-12-30", "not assessed"),
        ("2021-12-31", "met"),
        ("Dec 2021", "met"),
        ("Nov 2021", "not assessed"),
        ("2021/22", "met"),
    ],
)
def test_evidence_counts_up_to_the_last_day_of_expires(rated: Rated, expires: str, state: str) -> None:
    (expectation,) = rated(f"""\
        benchmarks:
          - id: 7
            questions:
              - id: 7.3
                expectations:
                  - id: 7.3.1
                    evidence: [{{text: certificate, expires: {expires}}}]
        """).expectations

    assert expectation.state == state


def test_expired_evidence_beside_evidence_that_counts_is_enough(rated: Rated) -> None:
    (expectation,) = rated("""\
        benchmarks:
          - id: 7
            questions:
              - id: 7.3
                expectations:
                  - id: 7.3.1
                    evidence: [{text: old, expires: 2020}, {text: new}]
        """).expectations

    assert expectation.state == "met"


def test_a_question_without_expectations_has_a_state_itself(rated: Rated) -> None:
    (question,) = rated("""\
        benchmarks:
          - id: 5
            questions:
              - id: 5.3
                evidence: the protocol
                actions: [{text: x, due: Nov 2021}]
        """).expectations

    assert (question.id, question.state) == ("5.3", "gap")


STATUS = st.sampled_from(STATUSES)
DUE = st.one_of(st.none(), st.integers(-60, 60).map(lambda days: (AS_OF + timedelta(days)).isoformat()))


@given(DUE, st.sampled_from(["open", "in progress"]))
def test_deferring_never_takes_an_action_out_of_being_overdue(due: str | None, status: str) -> None:
    before = action_state(Action.model_validate({"text": "x", "status": status, "due": due}), AS_OF)
    after = action_state(Action.model_validate({"text": "x", "status": "deferred", "due": due}), AS_OF)

    assert (before == "overdue") == (after == "overdue")


@given(DUE, STATUS)
def test_only_an_open_action_is_ever_overdue(due: str | None, status: str) -> None:
    state = action_state(Action.model_validate({"text": "x", "status": status, "due": due}), AS_OF)

    assert state != "overdue" or status in {"open", "in progress", "deferred"}


@given(st.lists(st.sampled_from(["complete", "withdrawn"])))
def test_finished_actions_alone_are_no_evidence(states: list[str]) -> None:
    expectation = Expectation(id="7.3.1")

    assert expectation_state(expectation.answer, states, evidenced=False) == "not assessed"  # type: ignore[arg-type]

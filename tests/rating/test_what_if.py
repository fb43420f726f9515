from __future__ import annotations

import re
from copy import deepcopy
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_cli.model.framework import Framework
from prevent_cli.model.toolkit import Toolkit
from prevent_cli.model.when import When
from prevent_cli.rating.assess import assess
from prevent_cli.rating.shortest import BOUND
from prevent_cli.rating.what_if import Move, applied, with_what_if
from prevent_cli.reports.screen import Screen
from prevent_cli.reports.what_if_lists import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.model.assessment import WhatIf
    from tests.conftest import MakeFramework, MakeToolkit

DAY = date(2021, 12, 31)


def asked(toolkit: Toolkit, framework: Framework | None = None, *, at: int = 0, bound: int = BOUND) -> WhatIf:
    """Ask of a benchmark, the first unless told, what would lift it."""
    whole = with_what_if(assess(toolkit, framework, DAY), toolkit, framework, bound=bound)
    found = whole.benchmarks[at].what_if
    assert found is not None
    return found


def said(found: WhatIf) -> list[str]:
    """Name the steps: an action by its id, an answer by its expectation."""
    return [(step.action.id or "?") if step.action else step.ref for step in found.steps]


def test_red_becomes_amber_when_enough_overdue_actions_are_complete(toolkit: MakeToolkit) -> None:
    found = asked(
        toolkit("""\
            benchmarks:
              - id: 7
                questions:
                  - id: 7.1
                    expectations:
                      - {id: 7.1.1, answer: met, actions: [{id: A1, text: x, due: Oct 2021}]}
                      - {id: 7.1.2, answer: met, actions: [{id: A2, text: x, due: Nov 2021}]}
                      - {id: 7.1.3, answer: partly}
                      - {id: 7.1.4, answer: met}
            """)
    )

    assert (found.value, said(found)) == ("amber", ["A1"])


def test_amber_becomes_green_by_completing_what_is_open(toolkit: MakeToolkit) -> None:
    found = asked(
        toolkit("""\
            policy: worst
            benchmarks:
              - id: 7
                questions:
                  - {id: 7.1, answer: met, actions: [{id: A1, text: x}, {id: A2, text: x, due: Mar 2022}]}
            """)
    )

    assert (found.value, said(found)) == ("green", ["A2", "A1"])


def test_an_action_that_serves_several_expectations_counts_as_one_step(toolkit: MakeToolkit) -> None:
    found = asked(
        toolkit("""\
            policy: worst
            benchmarks:
              - id: 7
                questions:
                  - id: 7.1
                    evidence: The plan
                    expectations:
                      - {id: 7.1.1, actions: [{id: A1, text: x, also: [7.1.2, 7.2]}]}
                      - {id: 7.1.2}
                  - {id: 7.2, answer: met}
            """)
    )

    assert [(said(found), step.lifts) for step in found.steps] == [(["A1"], ("7.1.1", "7.1.2", "7.2"))]


def test_an_action_on_a_question_lifts_each_of_its_expectations(toolkit: MakeToolkit) -> None:
    found = asked(
        toolkit("""\
            benchmarks:
              - id: 7
                questions:
                  - id: 7.1
                    actions: [{id: A1, text: x, due: Nov 2021}]
                    expectations: [{id: 7.1.1, answer: met}, {id: 7.1.2, answer: met}]
            """)
    )

    assert (found.value, [step.lifts for step in found.steps]) == ("green", [("7.1.1", "7.1.2")])


def test_a_completed_action_is_no_evidence_so_an_answer_is_needed_too(toolkit: MakeToolkit) -> None:
    found = asked(
        toolkit("""\
            benchmarks: [{id: 7, questions: [{id: 7.1, actions: [{id: A1, text: x, due: Mar 2022}]}]}]
            """)
    )

    assert (found.value, said(found)) == ("green", ["A1", "7.1"])


def test_a_list_says_what_it_leaves_not_assessed(toolkit: MakeToolkit) -> None:
    found = asked(
        toolkit("""\
            benchmarks:
              - id: 7
                questions:
                  - {id: 7.1, actions: [{id: A1, text: x, due: Nov 2021}]}
                  - {id: 7.2, answer: partly}
            """)
    )

    assert [(one.ref, one.before, one.after) for one in found.changes] == [("7.1", "gap", "not assessed")]


@pytest.mark.parametrize("answer", ["not met", "partly"])
def test_an_answer_that_falls_short_must_be_given_anew(toolkit: MakeToolkit, answer: str) -> None:
    found = asked(toolkit(f"benchmarks: [{{id: 7, questions: [{{id: 7.1, evidence: x, answer: {answer}}}]}}]\n"))

    assert (found.value, said(found), found.steps[0].answer) == ("green", ["7.1"], answer)


def test_not_rated_becomes_whatever_colour_takes_the_fewest_steps(toolkit: MakeToolkit) -> None:
    found = asked(toolkit("benchmarks: [{id: 7, questions: [{id: 7.1}, {id: 7.2}, {id: 7.3}, {id: 7.4}]}]\n"))

    assert (found.value, said(found)) == ("amber", ["7.1", "7.2"])


def test_what_only_the_framework_has_can_be_answered(toolkit: MakeToolkit, framework: MakeFramework) -> None:
    known = framework("""\
        benchmarks:
          - id: 7
            title: Training
            questions:
              - {id: 7.1, text: Plan, expectations: [{id: 7.1.1, text: Kept}]}
              - {id: 7.2, text: Read}
        """)
    found = asked(toolkit("policy: {name: ours, not_rated: {not_assessed_over: 0}}\nbenchmarks: []\n"), known)

    assert (found.value, said(found)) == ("green", ["7.1.1", "7.2"])


def test_an_essential_gap_comes_before_a_cheaper_one(toolkit: MakeToolkit) -> None:
    found = asked(
        toolkit("""\
            benchmarks:
              - id: 7
                questions:
                  - {id: 7.1, answer: met, actions: [{id: A1, text: x, due: Oct 2021}]}
                  - id: 7.2
                    essential: yes
                    answer: not met
                    actions: [{id: A2, text: x, due: Nov 2021}, {id: A3, text: x, due: Nov 2021}]
                  - {id: 7.3, answer: met}
                  - {id: 7.4, answer: met}
            """)
    )

    assert (found.value, said(found)) == ("green", ["A2", "A3", "7.2"])


def test_a_heavy_expectation_may_be_worth_two_light_ones(toolkit: MakeToolkit) -> None:
    found = asked(
        toolkit("""\
            policy: {name: ours, weights: {7.3: 4}}
            benchmarks:
              - id: 7
                questions:
                  - {id: 7.1, answer: met, actions: [{id: A1, text: x, due: Jan 2022}]}
                  - {id: 7.2, answer: partly}
                  - {id: 7.3, answer: partly}
                  - {id: 7.4, answer: met}
                  - {id: 7.5, answer: met}
            """)
    )

    assert (found.value, said(found)) == ("green", ["7.3"])


def test_of_lists_as_short_the_one_due_sooner_is_given(toolkit: MakeToolkit) -> None:
    found = asked(
        toolkit("""\
            benchmarks:
              - id: 7
                questions:
                  - {id: 7.1, answer: met, actions: [{id: A1, text: x}]}
                  - {id: 7.2, answer: met, actions: [{id: A2, text: x, due: Mar 2022}]}
                  - {id: 7.3, answer: met, actions: [{id: A10, text: x, due: Feb 2022}]}
                  - {id: 7.4, answer: met, actions: [{id: A9, text: x, due: Feb 2022}]}
                  - {id: 7.5, answer: met}
                  - {id: 7.6, answer: met}
                  - {id: 7.7, answer: met}
            """)
    )

    assert (found.value, said(found)) == ("green", ["A9", "A10", "A2"])


def test_actions_without_an_id_that_say_the_same_are_two_steps(toolkit: MakeToolkit) -> None:
    found = asked(
        toolkit("benchmarks: [{id: 7, questions: [{id: 7.1, answer: met, actions: [{text: x}, {text: x}]}]}]\n")
    )

    assert (found.value, said(found)) == ("green", ["?", "?"])


def test_an_action_of_another_benchmark_may_lift_this_one(toolkit: MakeToolkit) -> None:
    found = asked(
        toolkit("""\
            benchmarks:
              - {id: 7, questions: [{id: 7.1, answer: met}]}
              - {id: 8, questions: [{id: 8.1, answer: met, actions: [{id: A1, text: x, also: 7.1}]}]}
            """)
    )

    assert [(said(found), step.ref, step.lifts) for step in found.steps] == [(["A1"], "8.1", ("7.1",))]


@pytest.mark.parametrize(
    ("items", "spare"),
    [
        ("[{id: 7.1, answer: met}]", 0),
        ("[{id: 7.1, answer: met}, {id: 7.2, answer: met}, {id: 7.3, answer: met}, {id: 7.4, answer: met}]", 1),
        ("[{id: 7.1, answer: partly}, {id: 7.2, answer: met}, {id: 7.3, answer: met}, {id: 7.4, answer: met}]", 0),
    ],
)
def test_a_green_benchmark_says_by_how_much_it_holds(toolkit: MakeToolkit, items: str, spare: int) -> None:
    found = asked(toolkit(f"benchmarks: [{{id: 7, questions: {items}}}]\n"))

    assert (found.value, found.steps, found.spare) == (None, (), spare)


def test_a_green_benchmark_holds_whichever_expectation_comes_to_be_in_hand(toolkit: MakeToolkit) -> None:
    items = ", ".join(f"{{id: 7.{number}, answer: met}}" for number in range(1, 7))
    found = asked(
        toolkit(f"policy: {{name: ours, weights: {{7.1: 3}}}}\nbenchmarks: [{{id: 7, questions: [{items}]}}]\n")
    )

    assert found.spare == 0


def test_where_nothing_is_in_scope_there_is_nothing_to_do(toolkit: MakeToolkit) -> None:
    found = asked(toolkit("benchmarks: [{id: 7, questions: [{id: 7.1, answer: not applicable}]}]\n"))

    assert (found.value, found.steps, found.spare) == (None, (), None)


def test_over_the_bound_a_list_is_given_that_need_not_be_the_shortest(toolkit: MakeToolkit) -> None:
    found = asked(toolkit("benchmarks: [{id: 7, questions: [{id: 7.1, answer: partly}]}]\n"), bound=0)

    assert (found.value, said(found), found.shortest) == ("green", ["7.1"], False)


def test_a_hundred_expectations_that_hang_together_are_still_searched_to_the_end(toolkit: MakeToolkit) -> None:
    """A hundred expectations, each with two actions of its own and one shared with its neighbour."""
    items = "\n".join(
        f"              - {{id: 7.1.{n}, answer: met, actions: [{{id: A{n}, text: x}}, {{id: B{n}, text: x, due: Mar 2022}}, "
        f"{{id: C{n}, text: x, also: 7.1.{n + 1}}}]}}"
        for n in range(100)
    )
    written = (
        f"benchmarks:\n  - id: 7\n    questions:\n      - id: 7.1\n        expectations:\n{items}\n"
        "              - {id: 7.1.100, answer: met}\n"
    )
    found = asked(toolkit(written))

    assert (found.value, len(found.steps), found.shortest) == ("green", 226, True)


@pytest.mark.parametrize("answer", ["not met", "partly"])
def test_a_list_that_does_not_lead_to_its_colour_is_a_bug(
    toolkit: MakeToolkit, answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("prevent_cli.rating.what_if.shortest", lambda *_: (frozenset(), True))

    with pytest.raises(RuntimeError, match="benchmark 7: amber was promised"):
        asked(toolkit(f"benchmarks: [{{id: 7, questions: [{{id: 7.1, answer: {answer}}}]}}]\n"))


def test_a_list_that_may_not_be_the_shortest_says_so(toolkit: MakeToolkit) -> None:
    record = toolkit("benchmarks: [{id: 7, title: Training, questions: [{id: 7.1, answer: partly}]}]\n")
    (view,) = with_what_if(assess(record, None, DAY), record, None, bound=0).benchmarks

    heading = listed(view, Screen()).splitlines()[1]
    assert heading == "7 Training: Amber to Green in 1 step (a short list, perhaps not the shortest)"


def test_doing_a_step_leaves_everything_else_as_it_was(toolkit: MakeToolkit) -> None:
    before = toolkit("""\
        benchmarks:
          - id: 7
            questions:
              - id: 7.1
                actions: []
                expectations:
                  - {id: 7.1.1, answer: partly, actions: [{id: A1, text: x}, {id: A2, text: y}]}
        """)
    after = applied(before, [Move(("7", "7.1", "7.1.1"), 1), Move(("7", "7.1", "7.1.1"))])

    changed = toolkit("""\
        benchmarks:
          - id: 7
            questions:
              - id: 7.1
                actions: []
                expectations:
                  - {id: 7.1.1, answer: met, actions: [{id: A1, text: x}, {id: A2, text: y, status: complete}]}
        """)
    assert after == changed
    assert before != changed


# Properties: generated records, every list of steps tried on the record itself.

DATES = [None, None, "Oct 2021", "Nov 2021", "Jan 2022", "Mar 2022"]
STATUS = st.sampled_from(["open", "open", "in progress", "deferred", "complete", "withdrawn"])
ANSWER = st.sampled_from([None, None, "met", "met", "partly", "not met", "not applicable"])
EVIDENCE = st.sampled_from([None, None, "minutes"])
EXPECTATIONS = ["7.1.1", "7.1.2", "7.1.3", "7.2"]
Written = dict[str, Any]


@st.composite
def actions(draw: st.DrawFn, numbers: Iterator[int], most: int) -> list[Written]:
    return [
        {
            "id": f"A{next(numbers)}",
            "text": "x",
            "status": draw(STATUS),
            "due": draw(st.sampled_from(DATES)),
            "also": draw(st.lists(st.sampled_from(EXPECTATIONS), max_size=2)),
        }
        for _ in range(draw(st.integers(0, most)))
    ]


@st.composite
def item(draw: st.DrawFn, ref: str, numbers: Iterator[int]) -> Written:
    return {
        "id": ref,
        "answer": draw(ANSWER),
        "evidence": draw(EVIDENCE),
        "essential": draw(st.sampled_from([None, None, "yes"])),
        "actions": draw(actions(numbers, 2)),
    }


PERCENT = st.sampled_from([0, 10, 25, 33.3, 50, 75, 100])
WEIGHTS = st.dictionaries(st.sampled_from(EXPECTATIONS), st.integers(1, 5))
POLICY = st.one_of(
    st.sampled_from([{"name": "share"}, {"name": "worst"}]),
    WEIGHTS.map(lambda weights: {"name": "weighted", "weights": weights}),
    st.fixed_dictionaries(
        {
            "name": st.just("own"),
            "red": st.fixed_dictionaries({"gap_over": PERCENT, "essential_gap": st.booleans()}),
            "amber": st.fixed_dictionaries({"short_over": PERCENT}),
            "not_rated": st.fixed_dictionaries({"not_assessed_over": PERCENT}),
            "weights": WEIGHTS,
        }
    ),
)


@st.composite
def record(draw: st.DrawFn) -> Written:
    """Write a record: up to four expectations of benchmark 7, one of benchmark 8, actions that serve across."""
    numbers = iter(range(7, 99))
    kept = draw(st.lists(st.sampled_from(EXPECTATIONS[:3]), unique=True))
    question = {
        "id": "7.1",
        "evidence": draw(EVIDENCE),
        "actions": draw(actions(numbers, 1)),
        "expectations": [draw(item(ref, numbers)) for ref in sorted(kept)],
    }
    direct = [draw(item("7.2", numbers))] if draw(st.booleans()) else []
    other = {"id": "8.1", "actions": draw(actions(numbers, 1))}
    return {
        "format": "toolkit/1",
        "organisation": {"name": "Testshire Council"},
        "period": "Dec 2021",
        "policy": draw(POLICY),
        "benchmarks": [{"id": "7", "questions": [question, *direct]}, {"id": "8", "questions": [other]}],
    }


FRAMEWORK = Framework.model_validate(
    {
        "format": "framework/1",
        "id": "f",
        "title": "f",
        "benchmarks": [
            {
                "id": "7",
                "title": "t",
                "questions": [
                    {"id": "7.1", "text": "t", "expectations": [{"id": "7.1.1", "text": "t"}]},
                    {"id": "7.2", "text": "t"},
                ],
            }
        ],
    }
)
BETTER = {"red": {"amber", "green"}, "amber": {"green"}, "not rated": {"red", "amber", "green"}, "green": set[str]()}
Steps = tuple[str, ...]


def written_items(written: Written) -> list[Written]:
    questions = [question for benchmark in written["benchmarks"] for question in benchmark["questions"]]
    return [one for question in questions for one in (question, *question.get("expectations", []))]


def done(written: Written, steps: Steps) -> Written:
    """Do steps to a record as a person would: action ids are completed, expectations answered met."""
    after = deepcopy(written)
    for one in written_items(after):
        for action in one["actions"]:
            action["status"] = "complete" if action["id"] in steps else action["status"]
    for ref in steps:
        if ref.startswith("A"):
            continue
        found = [one for one in written_items(after) if one["id"] == ref]
        if not found:
            question = after["benchmarks"][0]["questions"]
            into = question if ref == "7.2" else question[0]["expectations"]
            into.append({"id": ref, "actions": []})
            found = [into[-1]]
        found[0]["answer"] = "met"
    return after


def colour(written: Written, framework: Framework | None) -> str:
    return assess(Toolkit.model_validate(written), framework, DAY).benchmarks[0].computed.value


def possible(written: Written, framework: Framework | None) -> dict[str, date]:
    """Give every step that can be thought of, with the day it is due."""
    steps = {
        action["id"]: When.parse(action["due"]).last if action["due"] else date.max
        for one in written_items(written)
        for action in one["actions"]
        if action["status"] in {"open", "in progress", "deferred"}
    }
    view = assess(Toolkit.model_validate(written), framework, DAY).benchmarks[0]
    return steps | {one.id: date.max for one in view.expectations if one.answer not in {"met", "not applicable"}}


def in_order(step: str) -> tuple[bool, list[int]]:
    return not step.startswith("A"), [int(number) for number in re.findall(r"\d+", step)]


def by_trying_all(written: Written, framework: Framework | None) -> tuple[str | None, Steps]:
    """Try every list of steps, the shortest first, and give the best of the shortest with the colour it leads to."""
    days, wanted = possible(written, framework), BETTER[colour(written, framework)]
    for size in range(1, len(days) + 1):
        reached = [
            (sorted(days[step] for step in steps), sorted(map(in_order, steps)), steps, after)
            for steps in combinations(days, size)
            if (after := colour(done(written, steps), framework)) in wanted
        ]
        if reached:
            *_, steps, after = min(reached)
            return after, tuple(sorted(steps, key=lambda step: (days[step], in_order(step))))
    return None, ()


KNOWN = st.sampled_from([None, FRAMEWORK])


@given(record(), KNOWN)
def test_a_list_is_the_one_that_trying_all_lists_finds(written: Written, framework: Framework | None) -> None:
    found = asked(Toolkit.model_validate(written), framework)

    assert found.shortest
    assert (found.value, tuple(said(found))) == by_trying_all(written, framework)


@given(record(), KNOWN, st.integers(0, 40))
def test_a_list_from_a_search_cut_short_leads_to_its_colour_and_no_step_can_be_left_out(
    written: Written, framework: Framework | None, bound: int
) -> None:
    found = asked(Toolkit.model_validate(written), framework, bound=bound)
    steps, wanted = tuple(said(found)), BETTER[colour(written, framework)]

    assert colour(done(written, steps), framework) == (found.value or colour(written, framework))
    assert [
        step for step in steps if colour(done(written, tuple(one for one in steps if one != step)), framework) in wanted
    ] == []


@given(record(), KNOWN)
def test_the_changes_are_those_that_the_steps_bring(written: Written, framework: Framework | None) -> None:
    found = asked(Toolkit.model_validate(written), framework)
    before, after = (
        {one.id: one.state for one in assess(Toolkit.model_validate(one), framework, DAY).benchmarks[0].expectations}
        for one in (written, done(written, tuple(said(found))))
    )

    changed = {ref: (state, after[ref]) for ref, state in before.items() if after[ref] != state}
    assert {one.ref: (one.before, one.after) for one in found.changes} == changed


@given(record())
def test_a_green_benchmark_stays_green_for_as_long_as_it_says(written: Written) -> None:
    view = assess(Toolkit.model_validate(written), None, DAY).benchmarks[0]
    spare = asked(Toolkit.model_validate(written)).spare
    met = [one.id for one in view.expectations if one.state == "met"]
    assert (spare is None) == (view.computed.value != "green")
    for number in range(len(met) + 1):
        colours = set()
        for fallen in combinations(met, number):
            after = deepcopy(written)
            for one in written_items(after):
                one["answer"] = "partly" if one["id"] in fallen else one.get("answer")
            colours.add(colour(after, None))
        assert (colours == {"green"}) == (spare is not None and number <= spare)

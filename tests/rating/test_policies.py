from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_cli.model.framework import Framework
from prevent_cli.model.policy import POLICIES, SHARE, WORST, Policy
from prevent_cli.model.toolkit import Toolkit
from prevent_cli.rating.assess import assess
from prevent_cli.rating.policies import rate, resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.model.assessment import BenchmarkView
    from tests.conftest import Rated

LETTERS = {
    "m": "answer: met",
    "h": "answer: partly",
    "g": "answer: not met",
    "u": "text: nobody judged it",
    "n": "answer: not applicable",
    "G": "{answer: not met, essential: yes}",
    "H": "{answer: partly, essential: yes}",
}


def benchmark(states: str, policy: str = "share") -> str:
    """Write a toolkit of one benchmark, an expectation for each letter.

    m met, h in hand, g gap, u not assessed, n not applicable; a capital is essential.
    """
    lines = [f"policy: {policy}", "benchmarks:", "  - id: 7", "    questions:", "      - id: 7.1"]
    lines += ["        expectations:"] if states else []
    for number, letter in enumerate(states, 1):
        inner = LETTERS[letter].removeprefix("{").removesuffix("}")
        lines.append(f"          - {{id: 7.1.{number}, {inner}}}")
    return "\n".join(lines) + "\n"


SHARES = [
    # nothing in scope
    ("n", "not rated"),
    ("nnnn", "not rated"),
    # gaps over 25 %
    ("gmmm", "green"),
    ("gmm", "red"),
    ("ggmmmm", "red"),
    ("g" * 25 + "m" * 75, "green"),
    ("g" * 26 + "m" * 74, "red"),
    ("g", "red"),
    ("gmmmn", "green"),
    ("gmmnn", "red"),
    # short over 25 %
    ("hmmm", "green"),
    ("hmm", "amber"),
    ("h" * 25 + "m" * 75, "green"),
    ("h" * 26 + "m" * 74, "amber"),
    ("hhhh", "amber"),
    ("ghmmmmmm", "green"),
    ("ghmmmmm", "amber"),
    ("ghhh", "amber"),
    ("guhm", "amber"),
    # not assessed over 50 %
    ("um", "amber"),
    ("uum", "not rated"),
    ("u" * 50 + "m" * 50, "amber"),
    ("u" * 51 + "m" * 49, "not rated"),
    ("u", "not rated"),
    ("ummm", "green"),
    ("unn", "not rated"),
    # red comes before not rated, not rated before amber
    ("ggguuuuuu", "red"),
    ("guuu", "not rated"),
    ("huuu", "not rated"),
    # an essential gap is red, whatever the share
    ("Gmmmmmmmmm", "red"),
    ("Guuuuuuuuu", "red"),
    ("Hmmmmmmmmm", "green"),
    # else green
    ("m", "green"),
    ("mn", "green"),
]


@pytest.mark.parametrize(("states", "colour"), SHARES)
def test_share_allows_a_quarter(rated: Rated, states: str, colour: str) -> None:
    assert rated(benchmark(states)).computed.value == colour


@pytest.mark.parametrize(
    ("states", "colour"),
    [
        ("mmmm", "green"),
        ("g" + "m" * 99, "red"),
        ("h" + "m" * 99, "amber"),
        ("u" + "m" * 99, "amber"),
        ("uum", "not rated"),
        ("guu", "red"),
        ("n", "not rated"),
        ("mn", "green"),
    ],
)
def test_worst_allows_nothing(rated: Rated, states: str, colour: str) -> None:
    assert rated(benchmark(states, "worst")).computed.value == colour


@pytest.mark.parametrize(
    ("states", "weights", "colour"),
    [
        ("gmmm", "{}", "green"),
        ("gmmm", "{7.1.1: 2}", "red"),
        ("gmmm", "{7.1.1: 1}", "green"),
        ("gmm", "{7.1.2: 2}", "green"),
        ("hmmm", "{7.1.1: 2}", "amber"),
        ("um", "{7.1.1: 2}", "not rated"),
        ("um", "{7.1.1: 2, 7.1.2: 2}", "amber"),
        ("gmmmn", "{7.1.5: 100}", "green"),
        ("gmmm", "{9.9.9: 100}", "green"),
    ],
)
def test_weighted_counts_an_expectation_as_often_as_its_weight(
    rated: Rated, states: str, weights: str, colour: str
) -> None:
    written = benchmark(states, f"{{name: weighted, weights: {weights}}}")

    assert rated(written).computed.value == colour


def test_weights_do_not_change_the_counts(rated: Rated) -> None:
    counts = rated(benchmark("gmmm", "{name: weighted, weights: {7.1.1: 9}}")).computed.counts

    assert counts is not None
    assert (counts.in_scope, counts.gap) == (4, 1)


def test_every_state_is_counted(rated: Rated) -> None:
    counts = rated(benchmark("mmmhhguun")).computed.counts

    assert counts is not None
    assert (counts.in_scope, counts.met, counts.in_hand, counts.gap, counts.not_assessed, counts.not_applicable) == (
        (8, 3, 2, 1, 2, 1)
    )


@pytest.mark.parametrize(
    ("policy", "states", "colour"),
    [
        ("{name: own, red: {gap_over: 50%}}", "ggmm", "amber"),
        ("{name: own, red: {gap_over: 50%}}", "gggmm", "red"),
        ("{name: own, red: {gap_over: 33.3}}", "gmm", "red"),
        ("{name: own, red: {gap_over: 33.4}}", "gmm", "amber"),
        ("{name: own, red: {essential_gap: no}}", "Gmmmm", "green"),
        ("{name: own, amber: {short_over: 50%}}", "hm", "green"),
        ("{name: own, amber: {short_over: 0}}", "h" + "m" * 99, "amber"),
        ("{name: own, not_rated: {not_assessed_over: 0}}", "ummm", "not rated"),
        ("{name: own, not_rated: {not_assessed_over: 100%}}", "u", "amber"),
        ("{name: worst, red: {gap_over: 10%}}", "g" + "m" * 9, "amber"),
        ("{name: worst, amber: {short_over: 10%}}", "h" + "m" * 9, "green"),
    ],
)
def test_a_policy_may_be_written_out(rated: Rated, policy: str, states: str, colour: str) -> None:
    assert rated(benchmark(states, policy)).computed.value == colour


def test_the_reasons_name_what_falls_short_and_the_limit(rated: Rated) -> None:
    reasons = rated(benchmark("ghmm")).computed.reasons

    assert reasons == (
        "1 of 4 expectations in scope is a gap: 7.1.1 (answered not met).",
        "1 of 4 expectations in scope is in hand, with work still open: 7.1.2 (answered partly).",
        "Amber, because what falls short makes up 50% of what is in scope, over the 25% that share allows.",
    )


def test_the_reasons_name_the_essential_gap(rated: Rated) -> None:
    assert rated(benchmark("Gmmmm")).computed.reasons[-1] == "Red, because an essential expectation is a gap: 7.1.1."


def test_nothing_in_scope_is_said(rated: Rated) -> None:
    assert rated(benchmark("nn")).computed.reasons == ("Nothing in it is in scope.",)


def test_a_benchmark_without_expectations_is_not_rated() -> None:
    assert rate((), SHARE).value == "not rated"


def test_without_any_policy_it_is_share() -> None:
    assert resolve(None, None) is SHARE


def test_the_first_policy_given_is_used() -> None:
    assert resolve(None, WORST, SHARE).name == "worst"


def test_what_a_policy_leaves_out_is_as_in_the_one_of_its_name() -> None:
    policy = resolve(Policy.model_validate({"name": "worst", "version": "2"}))

    assert (policy.version, policy.red.gap_over, policy.amber.short_over) == ("2", 0, 0)


def test_what_a_policy_of_ones_own_leaves_out_is_as_in_share() -> None:
    policy = resolve(Policy.model_validate({"name": "ours", "red": {"gap_over": "10%"}}))

    assert (policy.red.gap_over, policy.amber.short_over, policy.red.essential_gap) == (10, 25, True)


def test_weights_of_the_framework_serve_a_toolkit_that_has_none() -> None:
    theirs = Policy(name="weighted", weights={"7.1.1": 3})

    assert resolve(Policy(name="weighted"), theirs).weights == {"7.1.1": 3}


@pytest.mark.parametrize("name", ["share", "worst", "weighted"])
def test_a_policy_on_board_has_its_name(name: str) -> None:
    assert POLICIES[name].name == name


# Properties. An expectation is drawn as (answer, has evidence, actions, essential);
# an action as (status, due date).

RANK = {"red": 0, "amber": 1, "green": 2}
ACTION = st.fixed_dictionaries(
    {
        "text": st.just("x"),
        "status": st.sampled_from(["open", "in progress", "complete", "deferred", "withdrawn"]),
        "due": st.sampled_from([None, "2021-12-30", "2021-12-31", "Mar 2022"]),
    }
)
ITEM = st.fixed_dictionaries(
    {
        "answer": st.sampled_from([None, None, "met", "met", "met", "partly", "not met", "not applicable"]),
        "evidence": st.sampled_from([None, "minutes"]),
        "actions": st.lists(ACTION, max_size=2),
        "essential": st.sampled_from([None, None, None, "yes", "no"]),
    }
)
ITEMS = st.lists(ITEM, min_size=1, max_size=9)
WEIGHTS = st.dictionaries(st.integers(0, 8).map(lambda n: f"7.1.{n}"), st.integers(1, 5), max_size=4)
PERCENT = st.integers(0, 100)
NAMED = st.one_of(
    st.sampled_from([{"name": "share"}, {"name": "worst"}]),
    WEIGHTS.map(lambda weights: {"name": "weighted", "weights": weights}),
)
POLICY = st.one_of(
    NAMED,
    st.builds(
        lambda red, amber, unrated, weights, essential: {
            "name": "own",
            "red": {"gap_over": red, "essential_gap": essential},
            "amber": {"short_over": amber},
            "not_rated": {"not_assessed_over": unrated},
            "weights": weights,
        },
        PERCENT,
        PERCENT,
        PERCENT,
        WEIGHTS,
        st.booleans(),
    ),
)
Item = dict[str, Any]


def numbered(items: Sequence[Item]) -> list[Item]:
    return [{**item, "id": f"7.1.{number}"} for number, item in enumerate(items)]


def worked_out(items: Sequence[Item], policy: Item, framework: Framework | None = None) -> BenchmarkView:
    """Rate a benchmark of these expectations, which carry their ids."""
    written = {
        "format": "toolkit/1",
        "organisation": {"name": "Testshire Council"},
        "period": "Dec 2021",
        "as_of": "2021-12-31",
        "policy": policy,
        "benchmarks": [{"id": "7", "questions": [{"id": "7.1", "expectations": list(items)}]}],
    }
    toolkit = Toolkit.model_validate(written)
    assert toolkit.as_of is not None
    return assess(toolkit, framework, toolkit.as_of.last).benchmarks[0]


def no_better(after: BenchmarkView, before: BenchmarkView) -> bool:
    """Whether one is not better than the other, where both are colours."""
    new, old = after.computed.value, before.computed.value
    return new == "not rated" or old == "not rated" or RANK[new] <= RANK[old]


@given(ITEMS, POLICY, st.data())
def test_turning_an_expectation_into_a_gap_never_improves(items: list[Item], policy: Item, data: st.DataObject) -> None:
    before = numbered(items)
    at = data.draw(st.integers(0, len(items) - 1))
    after = [{**item, "answer": "not met"} if number == at else item for number, item in enumerate(before)]

    assert no_better(worked_out(after, policy), worked_out(before, policy))


@given(ITEMS, POLICY, st.data())
def test_letting_an_expectation_fall_overdue_never_improves(
    items: list[Item], policy: Item, data: st.DataObject
) -> None:
    before = numbered(items)
    at = data.draw(st.integers(0, len(items) - 1))
    late = {"text": "late", "due": "Nov 2021"}
    after = [
        {**item, "actions": [*item["actions"], late]} if number == at else item for number, item in enumerate(before)
    ]

    assert no_better(worked_out(after, policy), worked_out(before, policy))


@given(ITEMS, POLICY, ITEM)
def test_adding_an_expectation_that_is_a_gap_never_improves(items: list[Item], policy: Item, added: Item) -> None:
    before = numbered(items)
    after = numbered([*items, {**added, "answer": "not met"}])

    assert no_better(worked_out(after, policy), worked_out(before, policy))


@given(ITEMS, POLICY)
def test_deferring_what_is_open_never_improves(items: list[Item], policy: Item) -> None:
    before = numbered(items)
    after = [
        {
            **item,
            "actions": [
                {**action, "status": "deferred"} if action["status"] in {"open", "in progress"} else action
                for action in item["actions"]
            ],
        }
        for item in before
    ]

    assert no_better(worked_out(after, policy), worked_out(before, policy))


@given(ITEMS, POLICY)
def test_completing_an_action_alone_never_makes_an_expectation_met(items: list[Item], policy: Item) -> None:
    unanswered = numbered([{**item, "answer": None, "evidence": None} for item in items])
    done = [
        {**item, "actions": [{**action, "status": "complete"} for action in item["actions"]]} for item in unanswered
    ]

    assert {one.state for one in worked_out(done, policy).expectations} == {"not assessed"}


@given(ITEMS, POLICY, st.randoms(use_true_random=False))
def test_the_order_of_expectations_does_not_matter(items: list[Item], policy: Item, random: Any) -> None:
    before = numbered(items)
    after = before[:]
    random.shuffle(after)
    one, other = worked_out(before, policy).computed, worked_out(after, policy).computed

    assert (one.value, one.counts) == (other.value, other.counts)


@given(ITEMS, POLICY, st.lists(ITEM, min_size=1, max_size=4))
def test_not_applicable_never_counts(items: list[Item], policy: Item, more: list[Item]) -> None:
    left_out = [{**item, "answer": "not applicable"} for item in more]
    before = worked_out(numbered(items), policy).computed
    after = worked_out(numbered([*items, *left_out]), policy).computed

    assert after.value == before.value
    assert before.counts is not None
    assert after.counts is not None
    assert (after.counts.in_scope, after.counts.met, after.counts.gap, after.counts.in_hand) == (
        (before.counts.in_scope, before.counts.met, before.counts.gap, before.counts.in_hand)
    )


@given(ITEMS, POLICY)
def test_the_counts_add_up(items: list[Item], policy: Item) -> None:
    counts = worked_out(numbered(items), policy).computed.counts

    assert counts is not None
    assert counts.met + counts.in_hand + counts.gap + counts.not_assessed == counts.in_scope
    assert counts.in_scope + counts.not_applicable == len(items)


@given(ITEMS, NAMED, st.data())
def test_deleting_what_the_framework_has_never_turns_green(
    items: list[Item], policy: Item, data: st.DataObject
) -> None:
    before = [{**item, "essential": None} for item in numbered(items)]
    framework = Framework.model_validate(
        {
            "format": "framework/1",
            "id": "f",
            "title": "f",
            "benchmarks": [
                {
                    "id": "7",
                    "title": "t",
                    "questions": [
                        {
                            "id": "7.1",
                            "text": "t",
                            "expectations": [{"id": item["id"], "text": "t"} for item in before],
                        }
                    ],
                }
            ],
        }
    )
    deleted = data.draw(st.sets(st.sampled_from([item["id"] for item in before]), min_size=1))
    after = [item for item in before if item["id"] not in deleted]
    old, new = (worked_out(one, policy, framework).computed.value for one in (before, after))

    assert old == "green" or new != "green"


@given(st.integers(0, 40), st.integers(1, 40))
def test_a_quarter_exactly_is_still_green(quarter: int, more: int) -> None:
    items = [{"answer": "partly"}] * quarter + [{"answer": "met"}] * (3 * quarter or more)

    assert worked_out(numbered(items), {"name": "share"}).computed.value == "green"

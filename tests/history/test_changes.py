"""What holds for any two sides, and for editions of them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from hypothesis import given
from hypothesis import strategies as st

from prevent_cli.history.changes import compare
from prevent_cli.history.kinds import FAILING, GROUPS, KINDS
from prevent_cli.model.fields import COLOURS, STATUSES, Answer
from prevent_cli.model.parse import parse
from prevent_cli.model.toolkit import Toolkit
from prevent_cli.rating.assess import assess
from prevent_cli.rating.audience import restrict

if TYPE_CHECKING:
    from prevent_cli.history.kinds import Change, Comparison
    from prevent_cli.model.assessment import Assessment
    from tests.conftest import Assess
    from tests.history.conftest import Compared

TASKS = {
    "A1": "Train the front desk of the library",
    "A2": "Buy twelve chairs",
    "A3": "Ask schools about their filters",
    "A4": "Write a policy for hiring venues",
    "A5": "Meet faith groups every spring",
}
PROOF = ("The plan was agreed.", "Ninety staff came in June.", "Schools sent their registers.", "Police spoke twice.")
REFS = ("1.1.1", "1.1.2", "1.2", "2.1")


@st.composite
def actions(draw: st.DrawFn) -> dict[str, list[dict[str, Any]]]:
    """Place some of the tasks under some of the items."""
    placed: dict[str, list[dict[str, Any]]] = {ref: [] for ref in REFS}
    for name in draw(st.lists(st.sampled_from(sorted(TASKS)), unique=True)):
        action = {"id": name, "text": TASKS[name], "status": draw(st.sampled_from(STATUSES))}
        due = draw(st.none() | st.dates(date(2021, 6, 1), date(2022, 12, 31)))
        action |= {"due": due.isoformat()} if due else {}
        placed[draw(st.sampled_from(REFS))].append(action)
    return placed


@st.composite
def assessments(draw: st.DrawFn) -> Assessment:
    """Give a toolkit worked out for the last day of 2021."""
    placed = draw(actions())
    proof = draw(st.permutations(PROOF))
    items = {ref: _item(draw, ref, placed[ref], proof[number]) for number, ref in enumerate(REFS)}
    first = {"id": "1.1", "expectations": [items["1.1.1"], items["1.1.2"]]}
    ratings = [draw(st.none() | st.sampled_from(COLOURS)) for _ in range(2)]
    benchmarks: list[dict[str, Any]] = [
        {"id": "1", "questions": [first, items["1.2"]]},
        {"id": "2", "questions": [items["2.1"]]},
    ]
    for benchmark, rating in zip(benchmarks, ratings, strict=True):
        benchmark.update({"rating": rating} if rating else {})
    data = {
        "format": "toolkit/1",
        "organisation": {"name": "Testshire"},
        "period": "Dec 2021",
        "benchmarks": benchmarks,
    }
    record, problems = parse(Toolkit, data)
    assert record is not None, problems
    return assess(record, None, date(2021, 12, 31))


def _item(draw: st.DrawFn, ref: str, placed: list[dict[str, Any]], proof: str) -> dict[str, Any]:
    answer = draw(st.none() | st.sampled_from(get_args(Answer)))
    item: dict[str, Any] = {"id": ref, "actions": placed}
    item |= {"answer": answer} if answer else {}
    return item | ({"evidence": proof} if draw(st.booleans()) else {})


def of(comparison: Comparison, *kinds: str) -> list[Change]:
    return [change for change in comparison.changes if change.kind in kinds]


def names(changes: list[Change]) -> set[tuple[str | None, str | None]]:
    return {(change.action, change.at) for change in changes}


@given(assessments())
def test_nothing_differs_from_itself(one: Assessment) -> None:
    assert compare(one, one).changes == ()


@given(assessments(), assessments())
def test_what_is_dropped_one_way_is_new_the_other_way(old: Assessment, new: Assessment) -> None:
    dropped = names(of(compare(old, new), "action-dropped"))

    added = [
        change for change in of(compare(new, old), "action-new") if change.after in {"open", "in progress", "deferred"}
    ]

    assert dropped == names(added)


@given(assessments(), assessments())
def test_ratings_and_answers_mirror(old: Assessment, new: Assessment) -> None:
    there, back = compare(old, new), compare(new, old)

    for worse, better in (
        ("rating-worse", "rating-better"),
        ("answer-worse", "answer-better"),
        ("answer-removed", "answer-given"),
    ):
        moves = Counter((one.at, one.scale, one.before, one.after) for one in of(there, worse))
        assert moves == Counter((one.at, one.scale, one.after, one.before) for one in of(back, better))


@given(assessments(), assessments())
def test_evidence_lost_one_way_is_gained_the_other_way(old: Assessment, new: Assessment) -> None:
    lost = {(one.at, one.text) for one in of(compare(old, new), "evidence-removed")}

    assert lost == {(one.at, one.text) for one in of(compare(new, old), "evidence-added")}


@given(assessments(), assessments())
def test_dates_mirror_where_an_action_is_open_on_both_sides(old: Assessment, new: Assessment) -> None:
    both = {one.id for one in old.actions if one.is_open} & {one.id for one in new.actions if one.is_open}
    slips = {one.action: one.days for one in of(compare(old, new), "action-slipped") if one.action in both}

    back = of(compare(new, old), "action-brought-forward")

    assert slips == {one.action: one.days for one in back if one.action in both}


@given(assessments(), assessments())
def test_nothing_is_told_twice(old: Assessment, new: Assessment) -> None:
    changes = compare(old, new).changes

    assert len(set(changes)) == len(changes)
    told = Counter((one.kind, one.action) for one in changes if one.action)
    assert max(told.values(), default=1) == 1


@given(assessments(), assessments())
def test_every_unfinished_action_is_there_still_or_told_of(old: Assessment, new: Assessment) -> None:
    told = {one.action for one in compare(old, new).changes}
    known = {one.id for one in new.actions}

    assert {one.id for one in old.actions if one.is_open} <= told | known


@given(assessments(), assessments())
def test_changes_come_in_the_order_of_their_kinds(old: Assessment, new: Assessment) -> None:
    ranks = [KINDS.index(one.kind) for one in compare(old, new).changes]

    assert ranks == sorted(ranks)


def test_every_kind_stands_under_one_heading_in_the_same_order() -> None:
    assert tuple(kind for kinds in GROUPS.values() for kind in kinds) == KINDS


def test_a_gate_stops_at_known_kinds_only() -> None:
    assert set(KINDS) >= FAILING


def test_what_an_edition_keeps_back_is_neither_dropped_nor_lost(assessed: Assess) -> None:
    text = """
        audience: public
        benchmarks:
          - id: 1
            questions:
              - id: 1.1
                evidence: [{text: The plan., audience: AUDIENCE}]
                actions: [{id: A1, text: Train, audience: AUDIENCE}]
        """
    old, new = (restrict(assessed(text.replace("AUDIENCE", audience)), "public") for audience in ("public", "officers"))

    comparison = compare(old, new)

    assert comparison.withholds
    assert {(one.kind, one.direction, one.hidden) for one in comparison.changes} >= {
        ("action-dropped", "neutral", True),
        ("evidence-removed", "neutral", True),
    }
    assert comparison.failing == ()


def test_an_item_that_an_edition_keeps_back_makes_no_false_claims(assessed: Assess) -> None:
    text = """
        audience: public
        benchmarks:
          - id: 1
            audience: AUDIENCE
            withheld: {reason: names a case}
            title: Training
            rating: green
            questions:
              - {id: 1.1, text: Is there a plan?, answer: met, essential: yes}
          - id: 2
            questions:
              - id: 2.1
                expectations: [{id: 2.1.1, text: Is it kept?, answer: met, audience: AUDIENCE, withheld: {reason: a case}}]
        """
    shown, kept = (
        restrict(assessed(text.replace("AUDIENCE", audience)), "public") for audience in ("public", "officers")
    )

    for old, new in ((shown, kept), (kept, shown)):
        found = compare(old, new).changes
        assert [one for one in found if one.direction != "neutral"] == []
        assert [one.kind for one in found if not one.hidden] == []
    assert compare(kept, kept).changes == ()


def test_a_comparison_is_for_the_narrower_audience_and_bears_both_markings(compared: Compared) -> None:
    old = "audience: public\nmarking: OFFICIAL\nbenchmarks: [{id: 1}]"
    new = "audience: partners\nmarking: OFFICIAL-SENSITIVE\nbenchmarks: [{id: 1}]"

    comparison = compared(old, new)

    assert (comparison.audience, comparison.marking) == ("partners", "OFFICIAL-SENSITIVE; OFFICIAL")

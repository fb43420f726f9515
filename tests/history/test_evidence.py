from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prevent_cli.history.likeness import sentences

if TYPE_CHECKING:
    from tests.history.conftest import Changed, Compared

PLAN = "evidence: The plan was agreed in May."


def test_a_sentence_taken_out_of_a_block_is_evidence_lost(within: Changed) -> None:
    (change,) = within(
        "evidence: |\n  The plan was agreed in May.\n  Ninety staff are trained.\n",
        PLAN,
    )

    assert (change.kind, change.at, change.text) == ("evidence-removed", "1.1.1", "Ninety staff are trained.")
    assert change.fails


def test_several_sentences_are_told_at_once(within: Changed) -> None:
    (change,) = within(PLAN, "evidence: |\n  The plan was agreed in May.\n  Forty came. Sixty sent regrets.\n")

    assert (change.kind, change.direction, change.text) == (
        "evidence-added",
        "better",
        "Forty came. Sixty sent regrets.",
    )


def test_a_sentence_in_other_words_has_changed(within: Changed) -> None:
    (change,) = within(PLAN, "evidence: The plan was agreed in June.")

    assert (change.kind, change.direction) == ("evidence-changed", "neutral")
    assert (change.before, change.after) == ("The plan was agreed in May.", "The plan was agreed in June.")


@pytest.mark.parametrize(
    "same", ["evidence: |\n  The plan was\n  agreed in May.\n", "evidence: [{text: The plan was agreed in May.}]"]
)
def test_how_evidence_is_wrapped_or_written_is_no_change(within: Changed, same: str) -> None:
    assert within(PLAN, same) == []


def test_a_date_that_passes_takes_evidence_away(within: Changed) -> None:
    expiring = "evidence: [{text: The plan., expires: Jan 2022}]\nanswer: met"
    (change,) = within(expiring, expiring)

    assert (change.kind, change.text, change.fails) == ("evidence-expired", "The plan.", True)


def test_evidence_that_counts_again_is_better(within: Changed) -> None:
    old = "evidence: [{text: The plan., expires: Jan 2021}]\nanswer: met"
    (change,) = within(old, old.replace("Jan 2021", "Jan 2023"))

    assert (change.kind, change.direction) == ("evidence-renewed", "better")


def test_evidence_grows_stale_after_a_year_and_stops_no_gate(within: Changed) -> None:
    aging = "evidence: [{text: The plan., on: Feb 2021}]"
    (change,) = within(aging, aging)

    assert (change.kind, change.direction, change.fails) == ("evidence-stale", "worse", False)


def test_old_evidence_with_newer_beside_it_is_not_stale(within: Changed) -> None:
    aging = "evidence: [{text: The plan., on: Feb 2021}, {text: The review., on: Dec 2021}]"

    assert within(aging, aging) == []


def test_another_date_or_link_is_told(within: Changed) -> None:
    old = "evidence: [{text: The plan., on: Nov 2021, link: 'https://example.org/a'}]"
    (change,) = within(old, old.replace("Nov 2021", "Dec 2021"))

    assert change.kind == "evidence-redated"
    assert (change.before, change.after) == (
        "dated Nov 2021 (30 Nov 2021), at https://example.org/a, for officers",
        "dated Dec 2021 (31 Dec 2021), at https://example.org/a, for officers",
    )


def test_evidence_under_another_item_has_moved_and_is_not_lost(compared: Compared) -> None:
    old = "benchmarks: [{id: 1, questions: [{id: 1.1, evidence: The plan.}, {id: 1.2, answer: met}]}]"
    new = "benchmarks: [{id: 1, questions: [{id: 1.1, answer: met}, {id: 1.2, answer: met, evidence: The plan.}]}]"

    moved = [change for change in compared(old, new).changes if change.kind.startswith("evidence-")]

    assert [(one.kind, one.before, one.after, one.text) for one in moved] == [
        ("evidence-moved", "1.1", "1.2", "The plan.")
    ]


def test_evidence_that_is_only_a_link_is_known_by_it(within: Changed) -> None:
    found = within("evidence: [{link: 'https://example.org/a'}]\nanswer: met", "answer: met")

    assert [(one.kind, one.text) for one in found] == [("evidence-removed", "https://example.org/a")]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Wrapped\nover lines.", ["Wrapped over lines."]),
        ("- first\n- second\n  goes on", ["- first", "- second goes on"]),
        ("A title\n\nA text", ["A title", "A text"]),
        ("About 3.5 people, e.g. clerks", ["About 3.5 people, e.g. clerks"]),
        (" \n", []),
    ],
)
def test_text_is_split_into_sentences_and_items(text: str, parts: list[str]) -> None:
    assert sentences(text) == parts

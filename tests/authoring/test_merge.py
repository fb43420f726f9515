"""Two changed records brought together by id: what each side changed, what both did, what moved."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import pytest

from prevent_cli.authoring.merge import Merged, merge
from prevent_cli.store.reader import read

BASE = """\
roles:
  - name: CSP manager
benchmarks:
  - id: 7
    title: Training
    rating: {value: amber, reason: Two gaps.}
    questions:
      - id: 7.1
        evidence: |
          Workshops run every two months.
          Online training is promoted.
          The register is kept.
        actions:
          - {id: A1, text: Find a trainer., owners: [CSP manager, Clerk], due: Jun 2022, status: open}
          - {id: A2, text: Print leaflets., owners: Clerk}
      - id: 7.2
        answer: partly
"""


def data(text: str) -> Any:
    return read(dedent(text))[0]


def changed(*edits: tuple[str, str], text: str = BASE) -> Any:
    """Give the base with words replaced, each of which stands in it once."""
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return data(text)


def merged(ours: Any, theirs: Any) -> Merged:
    return merge(data(BASE), ours, theirs)


def clean(ours: Any, theirs: Any) -> Any:
    """Give what two sides make where nothing is in dispute."""
    found = merged(ours, theirs)
    assert [one.said for one in found.disputes] == []
    return found.data()


def in_dispute(ours: Any, theirs: Any) -> list[str]:
    return [one.said for one in merged(ours, theirs).disputes]


def test_different_fields_of_one_action_are_both_taken() -> None:
    found = clean(changed(("status: open", "status: complete")), changed(("Jun 2022", "Sep 2022")))

    assert found == changed(("status: open", "status: complete"), ("Jun 2022", "Sep 2022"))


def test_the_same_field_changed_to_the_same_is_no_dispute() -> None:
    side = changed(("Jun 2022", "Sep 2022"))

    assert clean(side, changed(("Jun 2022", "Sep 2022"), ("partly", "met"))) == changed(
        ("Jun 2022", "Sep 2022"), ("partly", "met")
    )


def test_the_same_field_changed_to_two_things_is_in_dispute_and_keeps_both() -> None:
    found = merged(changed(("Jun 2022", "Sep 2022")), changed(("Jun 2022", "Oct 2022")))

    assert [one.said for one in found.disputes] == ["A1 due: changed on both sides"]
    assert found.data() == changed(("Jun 2022", "Sep 2022"))
    assert found.data({0}) == changed(("Jun 2022", "Oct 2022"))


def test_different_sentences_of_one_text_are_both_taken() -> None:
    ours = changed(("every two months", "every month"))
    theirs = changed(("promoted", "compulsory"))

    assert clean(ours, theirs) == changed(("every two months", "every month"), ("promoted", "compulsory"))


def test_the_same_sentence_changed_twice_is_in_dispute_while_another_is_merged() -> None:
    found = merged(
        changed(("every two months", "every month"), ("is kept", "is checked")),
        changed(("every two months", "each week")),
    )

    assert [one.said for one in found.disputes] == ["7.1 evidence: changed on both sides"]
    assert found.data() == changed(("every two months", "every month"), ("is kept", "is checked"))
    assert found.data({0}) == changed(("every two months", "each week"), ("is kept", "is checked"))


def test_text_that_one_side_wrapped_anew_still_takes_a_sentence_of_the_other() -> None:
    ours = changed(
        (
            "every two months.\n          Online training is promoted.",
            "every two months. Online\n          training is promoted.",
        )
    )
    theirs = changed(("promoted", "compulsory"))

    assert clean(ours, theirs) == changed(("promoted", "compulsory"))


def test_owners_are_a_set_of_words() -> None:
    ours = changed(("[CSP manager, Clerk]", "[CSP manager, Clerk, Licensing]"))
    theirs = changed(("[CSP manager, Clerk]", "[Schools, CSP manager]"))

    assert clean(ours, theirs) == changed(("[CSP manager, Clerk]", "[Schools, CSP manager, Licensing]"))


def test_an_owner_written_alone_takes_another() -> None:
    ours = changed(("owners: Clerk}", "owners: [Clerk, Schools]}"))
    theirs = changed(("owners: Clerk}", "owners: [Licensing, Clerk]}"))

    assert clean(ours, theirs) == changed(("owners: Clerk}", "owners: [Licensing, Clerk, Schools]}"))


def test_actions_added_by_both_sides_are_both_there_ours_first() -> None:
    text = "owners: Clerk}\n"
    ours = changed((text, f"{text}          - {{id: A3, text: Ask schools.}}\n"))
    theirs = changed((text, f"{text}          - {{id: A4, text: Ask the police.}}\n"))

    assert clean(ours, theirs) == changed(
        (text, f"{text}          - {{id: A3, text: Ask schools.}}\n          - {{id: A4, text: Ask the police.}}\n")
    )


def test_a_second_action_of_the_same_new_id_gets_the_next_free_one_and_it_is_said() -> None:
    text = "owners: Clerk}\n"
    ours = changed((text, f"{text}          - {{id: A3, text: Ask schools.}}\n"))
    theirs = changed((text, f"{text}          - {{id: A3, text: Ask the police.}}\n"))

    found = merged(ours, theirs)

    assert found.disputes == ()
    assert found.notes == ("both sides added an action A3: theirs, at 7.1, is now A4",)
    assert found.data() == changed(
        (text, f"{text}          - {{id: A3, text: Ask schools.}}\n          - {{id: A4, text: Ask the police.}}\n")
    )


def test_an_action_that_both_sides_added_alike_is_one_action() -> None:
    text = "owners: Clerk}\n"
    ours = changed((text, f"{text}          - {{id: A3, text: Ask schools., due: Jun 2022}}\n"))
    theirs = changed((text, f"{text}          - {{id: A3, text: Ask schools., status: open}}\n"))

    assert clean(ours, theirs) == changed(
        (text, f"{text}          - {{id: A3, text: Ask schools., due: Jun 2022, status: open}}\n")
    )


def test_a_waiver_follows_the_new_id_of_its_action() -> None:
    text = "owners: Clerk}\n"
    ours = changed((text, f"{text}          - {{id: A3, text: Ask schools.}}\n"))
    theirs = changed((text, f"{text}          - {{id: A3, text: Ask the police.}}\n"))
    theirs["waivers"] = [{"code": "no-owner", "at": "A3", "reason": "Soon.", "until": "Jun 2022"}]

    assert merged(ours, theirs).data()["waivers"][0]["at"] == "A4"


MOVED = (
    ("          - {id: A2, text: Print leaflets., owners: Clerk}\n", ""),
    (
        "answer: partly\n",
        "answer: partly\n        actions:\n          - {id: A2, text: Print leaflets., owners: Clerk}\n",
    ),
)


@pytest.mark.parametrize("moved_by_us", [True, False])
def test_an_action_moved_by_one_side_takes_what_the_other_changed(*, moved_by_us: bool) -> None:
    moved, other = changed(*MOVED), changed(("Print leaflets.", "Print posters."))
    wanted = data(BASE.replace(*MOVED[0]).replace(*MOVED[1]).replace("leaflets", "posters"))

    assert clean(*((moved, other) if moved_by_us else (other, moved))) == wanted


def test_an_action_moved_to_two_places_is_in_dispute() -> None:
    elsewhere = changed(
        MOVED[0],
        ("Two gaps.}\n", "Two gaps.}\n    actions:\n      - {id: A2, text: Print leaflets., owners: Clerk}\n"),
    )

    found = merged(changed(*MOVED), elsewhere)

    assert [one.said for one in found.disputes] == ["A2: moved to 7.2 by ours, to 7 by theirs"]
    assert found.data() == changed(*MOVED)
    assert found.data({0}) == elsewhere


def test_an_action_moved_by_one_side_and_taken_away_by_the_other_is_in_dispute() -> None:
    assert in_dispute(changed(*MOVED), changed(MOVED[0])) == ["A2: changed by ours, taken away by theirs"]


def test_an_action_moved_to_a_question_that_the_other_side_took_away_is_not_lost() -> None:
    ours, theirs = changed(*MOVED), changed(("      - id: 7.2\n        answer: partly\n", ""))

    found = merged(ours, theirs)

    assert [one.said for one in found.disputes] == ["7.2: changed by ours, taken away by theirs"]
    assert found.data() == ours


def test_what_one_side_took_away_and_the_other_changed_is_in_dispute() -> None:
    found = merged(changed(MOVED[0]), changed(("Print leaflets.", "Print posters.")))

    assert [one.said for one in found.disputes] == ["A2: taken away by ours, changed by theirs"]
    assert found.data() == changed(MOVED[0])
    assert found.data({0}) == changed(("Print leaflets.", "Print posters."))


def test_what_one_side_took_away_and_the_other_left_alone_is_gone() -> None:
    assert clean(changed(MOVED[0]), changed(("partly", "met"))) == changed(MOVED[0], ("partly", "met"))


def test_a_rating_judged_anew_does_not_take_the_reason_of_another_judgement() -> None:
    ours = changed(("value: amber", "value: green"))
    theirs = changed(("Two gaps.", "Three gaps."))

    assert in_dispute(ours, theirs) == ["7 rating: changed on both sides"]


def test_a_rating_that_nobody_judged_anew_takes_a_reason_and_an_author() -> None:
    ours = changed(("Two gaps.", "Three gaps."))
    theirs = changed(("Two gaps.}", "Two gaps., by: Board}"))

    assert clean(ours, theirs) == changed(("Two gaps.}", "Three gaps., by: Board}"))


def test_two_new_due_dates_contradict_even_where_both_are_revisions() -> None:
    ours = changed(("due: Jun 2022", "due: Jun 2022, revised: [{due: Sep 2022}]"))
    theirs = changed(("due: Jun 2022", "due: Jun 2022, revised: [{due: Oct 2022}]"))

    assert in_dispute(ours, theirs) == ["A1 revised: changed on both sides"]


def test_progress_noted_by_both_sides_is_all_there() -> None:
    ours = changed(("status: open", "status: open, progress: [{note: Asked.}]"))
    theirs = changed(("status: open", "status: open, progress: [{note: Called.}]"))

    assert clean(ours, theirs) == changed(("status: open", "status: open, progress: [{note: Asked.}, {note: Called.}]"))


def test_evidence_made_a_list_takes_a_change_of_its_text() -> None:
    base = data("benchmarks: [{id: 7, questions: [{id: 7.1, evidence: The register.}]}]")
    ours = data("benchmarks: [{id: 7, questions: [{id: 7.1, evidence: [{text: The register., on: Jun 2022}]}]}]")
    theirs = data("benchmarks: [{id: 7, questions: [{id: 7.1, evidence: The new register.}]}]")

    found = merge(base, ours, theirs).data()

    assert found["benchmarks"][0]["questions"][0]["evidence"] == [{"text": "The new register.", "on": "Jun 2022"}]


def test_lists_emptied_from_both_ends_do_not_say_that_no_action_is_needed() -> None:
    ours = changed(MOVED[0])
    theirs = changed(
        ("          - {id: A1, text: Find a trainer., owners: [CSP manager, Clerk], due: Jun 2022, status: open}\n", "")
    )

    assert "actions" not in clean(ours, theirs)["benchmarks"][0]["questions"][0]


def test_an_order_that_one_side_changed_is_kept() -> None:
    theirs = data(BASE)
    theirs["benchmarks"][0]["questions"].reverse()

    found = clean(changed(("Jun 2022", "Sep 2022")), theirs)

    assert [one["id"] for one in found["benchmarks"][0]["questions"]] == ["7.2", "7.1"]


def test_two_files_without_a_common_base_keep_everything_of_both() -> None:
    ours, theirs = data("title: One\nperiod: Dec 2021\n"), data("title: Two\nmarking: OFFICIAL\n")

    found = merge(None, ours, theirs)

    assert found.data() == {"title": "One", "period": "Dec 2021", "marking": "OFFICIAL"}
    assert found.data({0}) == {"title": "Two", "period": "Dec 2021", "marking": "OFFICIAL"}

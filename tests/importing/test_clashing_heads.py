"""Columns of an assessment whose heads mean the same: which is read, what is asked, and where the other goes."""

from __future__ import annotations

import pytest

from prevent_cli.importing.heads import field as head_field
from tests.importing.test_lists import imported as imported_list
from tests.importing.toolkits import Data, imported, messages

TITLE = "Prevent self-assessment\nBenchmark 1: Risk\n\n"


def read(heads: str, row: str) -> tuple[Data, list[str]]:
    done = imported(
        f"{TITLE}1.1 Is there a plan?\n\n" + heads.replace("|", "\t") + "\n" + row.replace("|", "\t") + "\n"
    )
    return done.data, messages(done, "check")


ACTION = {"id": "A01", "text": "Train rest", "owners": ["HR"], "due": "Jun 2024", "status": "open"}


@pytest.mark.parametrize(
    ("heads", "row", "lost", "words"),
    [
        (
            "Expectation|Target|Evidence|Action|Owner|Due date",
            "Trained|90%|85%|Train rest|HR|Jun 2024",
            "Target",
            "90%",
        ),
        (
            "Expectation|Evidence|Review date|Action|Owner|Due date",
            "Trained|85%|Mar 2025|Train rest|HR|Jun 2024",
            "Review date",
            "Mar 2025",
        ),
        (
            "Expectation|Lead agency|Evidence|Action|Owner|Due date",
            "Trained|Council|85%|Train rest|HR|Jun 2024",
            "Lead agency",
            "Council",
        ),
        (
            "Expectation|Officer|Evidence|Action|Lead officer|Deadline",
            "Trained|Lists|85%|Train rest|HR|Jun 2024",
            "Officer",
            "Lists",
        ),
        (
            "Expectation|Evidence|Action|Person responsible|Lead|By when",
            "Trained|85%|Train rest|J Smith|HR|Jun 2024",
            "Person responsible",
            "J Smith",
        ),
        (
            "Expectation|What|Evidence|Action|Owner|Due date",
            "Trained|Online|85%|Train rest|HR|Jun 2024",
            "What",
            "Online",
        ),
        (
            "Expectation|Evidence|Recommendation|Action|Owner|Due date",
            "Trained|85%|Sign|Train rest|HR|Jun 2024",
            "Recommendation",
            "Sign",
        ),
        (
            "Expectation|Evidence|Evidence required|Action|Owner|Due date",
            "Trained|85%|Copy|Train rest|HR|Jun 2024",
            "Evidence required",
            "Copy",
        ),
    ],
)
def test_the_plain_head_is_meant_wherever_it_stands_and_the_other_is_asked_about(
    heads: str, row: str, lost: str, words: str
) -> None:
    data, asked = read(heads, row)
    (found,) = data["benchmarks"][0]["questions"][0]["expectations"]

    assert (found["evidence"], found["actions"]) == ("85%", [ACTION])
    assert [one["text"] for one in data["unparsed"]] == [words]
    assert data["unparsed"][0]["source"].endswith(f"({lost})")
    assert any(f"the column '{lost}' is in 'unparsed'" in one for one in asked)


@pytest.mark.parametrize(
    "heads", ["What|Evidence|Action|RAG", "What|Evidence|Next steps|RAG", "What?|Evidence|Action|RAG"]
)
def test_what_beside_evidence_and_actions_names_the_expectation(heads: str) -> None:
    row = "Staff are trained|85%|Train rest|Amber"
    listed = imported_list(f"{heads}\n{row}".replace("|", ",")).data["benchmarks"][0]["questions"][0]
    (found,) = read(heads, row)[0]["benchmarks"][0]["questions"][0]["expectations"]

    for one in (listed, found):
        assert (one["text"], one["evidence"], one["actions"][0]["text"]) == ("Staff are trained", "85%", "Train rest")


@pytest.mark.parametrize(
    ("heads", "field"),
    [
        ("What|Who|When", "action"),
        ("Ref|What|RAG", "action"),
        ("What|Evidence|Who|When", "action"),
        ("Expectation|Evidence|What|RAG", "action"),
        ("What|Evidence|RAG", "text"),
        ("Expectation|What|Evidence|Action", None),
    ],
)
def test_what_alone_is_known_by_the_heads_beside_it(heads: str, field: str | None) -> None:
    assert head_field("What", heads.split("|")) == field


def test_a_state_and_a_rating_are_those_of_the_plain_heads() -> None:
    heads = "Expectation|Current status|Overall rating|Evidence|Action|Status|RAG"
    data, _ = read(heads, "Trained|Mostly in place|Good|85%|Train rest|Complete|Amber")
    (found,) = data["benchmarks"][0]["questions"][0]["expectations"]

    assert (found["answer"], found["actions"][0]["status"]) == ("partly", "complete")


def test_a_clash_is_asked_about_once_for_several_tables() -> None:
    table = "Expectation\tTarget\tEvidence\tDue date\nTrained\t90%\t85%\tJun 2024\n"
    done = imported(f"{TITLE}1.1 Is there a plan?\n\n{table}\n1.2 Is it known?\n\n{table}")

    assert len([one for one in messages(done, "check") if "the column 'Target'" in one]) == 1


def test_what_stands_beside_no_action_is_kept_with_its_head() -> None:
    data, _ = read("Expectation|Evidence|Owner|RAG", "Trained|85%|HR|Amber")

    assert [one["source"][-7:] for one in data["unparsed"]] == ["(Owner)"]


def test_the_colour_of_the_evidence_is_no_evidence() -> None:
    data, _ = read("Expectation|Evidence|Evidence RAG|Action", "Trained|85%|Amber|Train rest")
    (found,) = data["benchmarks"][0]["questions"][0]["expectations"]

    assert (found["evidence"], found["answer"]) == ("85%", "partly")


def test_questions_beside_a_standard_stand_below_it() -> None:
    rows = "1.1 Leadership is strong\tIs there a lead?\tHoS\tNone\tGreen\n1.1 Leadership is strong\tAre all trained?\t6\tNone\tRed\n"
    done = imported(f"{TITLE}Standard\tQuestion\tEvidence\tAction\tRAG\n{rows}")
    (found,) = done.data["benchmarks"][0]["questions"]

    assert (found["id"], found["text"]) == ("1.1", "Leadership is strong")
    assert [(one["text"], one["evidence"]) for one in found["expectations"]] == [
        ("Is there a lead?", "HoS"),
        ("Are all trained?", "6"),
    ]


def test_a_question_whose_words_could_be_a_label_raises_no_alarm() -> None:
    _, asked = read("Expectation|Evidence|Action|RAG", "By whom?|Partners take turns|None|Green")

    assert not any("is it a label" in one for one in asked)


def test_in_a_list_too_questions_beside_a_standard_stand_below_it() -> None:
    heads = "Ref,Standard,Question,Evidence,Action,Owner\n"
    rows = "1.1,Leadership is strong,Is there a lead?,HoS,None,\n1.1,Leadership is strong,Are all trained?,6 of 11,Train,HR\n"
    done = imported_list(heads + rows)
    (found,) = done.data["benchmarks"][0]["questions"]

    assert found["text"] == "Leadership is strong"
    assert [one["text"] for one in found["expectations"]] == ["Is there a lead?", "Are all trained?"]

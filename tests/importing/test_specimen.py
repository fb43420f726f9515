"""A document with every habit of real ones becomes the toolkit that it states, with nothing lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from prevent_cli.importing.readers import read
from prevent_cli.importing.recognise import Imported, Wanted, recognise
from prevent_cli.model.parse import parse
from prevent_cli.model.toolkit import Toolkit
from tests.importing import specimen
from tests.importing.toolkits import imported, items, messages, words

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = {"assessment.html": specimen.html(), "assessment.txt": specimen.text()}
EXAMPLES = Path(__file__).parents[2] / "examples" / "import"


def made_of(name: str, *, merge: bool = False) -> Imported:
    return recognise(read(TEXTS[name].encode(), name), name, None, Wanted(merge=merge))


@pytest.fixture(params=TEXTS)
def done(request: pytest.FixtureRequest) -> Imported:
    return made_of(request.param)


def benchmarks(done: Imported) -> dict[str, Any]:
    return {one["id"]: one for one in done.data["benchmarks"]}


def actions(done: Imported) -> dict[str, Any]:
    return {one["id"]: one for one in items(done.data, "actions")}


def evidence(done: Imported, name: str) -> str:
    found = {one["id"]: one for one in items(done.data, "expectations")}
    text: str = found[name]["evidence"]
    return text


@pytest.mark.parametrize("name", TEXTS)
def test_the_examples_on_board_are_this_document(name: str) -> None:
    assert (EXAMPLES / name).read_text(encoding="utf-8") == TEXTS[name]


def test_the_result_is_a_valid_record(done: Imported) -> None:
    record, problems = parse(Toolkit, done.data)

    assert record
    assert not problems


def test_both_formats_give_the_same_toolkit() -> None:
    page, text = (made_of(name).data for name in TEXTS)

    assert page | {"unparsed": None} == text | {"unparsed": None}


def test_every_word_of_the_document_is_somewhere(done: Imported) -> None:
    labels = " ".join([*(text for text, _ in done.notes.labels), *([specimen.TITLE] * 5)])
    kept = Counter(words(" ".join(strings(done.data))) + words(labels))

    assert not Counter(specimen.words()) - kept


def strings(value: Any) -> Iterator[str]:
    """Give every text of a toolkit but those that only repeat, as dates and choices, what others say."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key not in {
                "due",
                "awaiting",
                "completed",
                "status",
                "answer",
                "value",
                "period",
                "repeats",
                "id",
                "format",
            }:
                yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
    elif isinstance(value, str):
        yield value


def test_the_ledger_balances_to_a_word(done: Imported) -> None:
    book = done.ledger

    assert (book.words, book.missing) == (len(specimen.words()), ())
    assert book.words == book.in_fields + book.labels + book.repeated + book.unparsed


def test_what_belongs_nowhere_is_kept_with_its_place(done: Imported) -> None:
    (left,) = done.data["unparsed"]

    assert left["text"] == specimen.PLACELESS
    assert left["source"].startswith("line ")


def test_the_tree_is_the_documents(done: Imported) -> None:
    questions = [one["id"] for benchmark in done.data["benchmarks"] for one in benchmark["questions"]]

    assert list(benchmarks(done)) == ["1", "2", "3", "4"]
    assert questions == ["1.1", "1.2", "1.3", "2.1", "2.2", "3.1", "3.2", "3.3", "4.1", "4.2"]
    assert len(list(items(done.data, "expectations"))) == 24


def test_title_body_and_period_come_from_the_first_line(done: Imported) -> None:
    assert done.data["title"] == specimen.TITLE
    assert done.data["organisation"] == {"name": "Harrowmere Borough Council"}
    assert done.data["period"] == "Mar 2024"
    assert "the period is 'Mar 2024', by the title; --period says otherwise" in messages(done, "assumed")


def test_the_summary_gives_names_ratings_and_words(done: Imported) -> None:
    assert [one["rating"] for one in done.data["benchmarks"]] == ["green", "green", "amber", "red"]
    assert benchmarks(done)["3"]["title"] == "Training & skills"
    assert benchmarks(done)["2"]["next_steps"] == "Bring in the colleges"
    assert benchmarks(done)["4"]["next_steps"] == "As per the venue review"
    assert "comments" not in benchmarks(done)["4"]


@pytest.mark.parametrize(
    ("name", "statement", "outcome"),
    [
        (
            "1",
            "The borough knows where people could be drawn into terrorism.",
            "What is known shapes what is done, street by street.",
        ),
        ("2", "A board of several agencies oversees the work.", "partners pull together."),
        ("3", "Training is in place.", "The right people learn the right things."),
        ("4", "There is a policy for halls.", "Nobody hires a hall to spread hatred."),
    ],
)
def test_a_heading_gives_statement_and_outcome(done: Imported, name: str, statement: str, outcome: str) -> None:
    assert (benchmarks(done)[name]["statement"], benchmarks(done)[name]["outcome"]) == (statement, outcome)


def test_evidence_that_covers_every_row_stands_on_the_question(done: Imported) -> None:
    question = benchmarks(done)["1"]["questions"][0]

    assert question["evidence"].startswith("The police share a profile each quarter & partners add to it.\n\nFrom it")
    assert question["actions"] == []
    assert not any("evidence" in one for one in question["expectations"])
    assert any("the evidence covers all 4 expectations" in said for said in messages(done, "assumed"))


def test_a_question_that_is_answered_directly_has_no_expectations(done: Imported) -> None:
    question = benchmarks(done)["2"]["questions"][1]

    assert question["evidence"] == "All partners signed the protocol.\nAmended Apr 23 after a self-assessment\n"
    assert "expectations" not in question


def test_a_sentence_goes_on_over_a_page(done: Imported) -> None:
    assert "in a shorter form, through the partnership's newsletter" in evidence(done, "1.3.1")
    found = {one["id"]: one for one in items(done.data, "expectations")}
    assert found["2.1.2"]["text"].endswith("Does it agree the risk assessment, and does it share it?\n")


def test_a_list_goes_on_over_a_page(done: Imported) -> None:
    assert evidence(done, "2.1.1") == (
        "- a strategy that answers new risks\n- a checklist for events\n- lessons from cases that were audited\n"
    )


def test_links_and_emphasis_are_light_markdown(done: Imported) -> None:
    assert "[learning pages](https://learning.harrowmere.example/course?id=7)" in evidence(done, "3.1.1")
    assert "[Home education advice](#)" in evidence(done, "3.1.1")
    assert "“Bookings **will not** be taken”" in evidence(done, "4.1.1")


def test_signs_that_markdown_would_act_on_stay_signs(done: Imported) -> None:
    assert evidence(done, "4.1.1").startswith("\\# one: libraries are neutral")
    assert "<5 refusals_in_all" in evidence(done, "3.1.2")


def test_not_applicable_is_an_answer_with_its_reason(done: Imported) -> None:
    first, second = benchmarks(done)["3"]["questions"][1]["expectations"]

    assert (first["answer"], first["reason"]) == ("not applicable", "no new officers this year.")
    assert first["evidence"] == "The team meets weekly"
    assert (second["answer"], "reason" in second, "evidence" in second) == ("not applicable", False, False)


def test_no_is_evidence_and_somebody_is_asked(done: Imported) -> None:
    assert evidence(done, "3.1.2").startswith("No as the system cannot tell.")
    assert any("begins with No" in said for said in messages(done, "check"))


@pytest.mark.parametrize(
    ("name", "owners", "status"),
    [
        ("A01", ["CSP Manager"], "complete"),
        ("A02", ["Prevent Board"], "in progress"),
        ("A03", ["Childrens Prevent Lead"], "complete"),
        ("A04", ["Chair HEHC"], "open"),
        ("A05", ["Corporate"], "open"),
        ("A06", ["CSP manager", "A/D education", "licensing"], "in progress"),
        ("A07", ["CSP manager", "licensing"], "in progress"),
        ("A08", ["Licensing lead"], "open"),
        ("A09", ["LSCP", "CSP Manager"], "open"),
        ("A10", ["Prevent champions"], "open"),
        ("A11", ["Health lead"], "complete"),
        ("A12", None, "open"),
        ("A17", ["A/D Education"], "deferred"),
    ],
)
def test_an_action_has_the_owners_and_the_status_it_states(
    done: Imported, name: str, owners: list[str] | None, status: str
) -> None:
    assert (actions(done)[name].get("owners"), actions(done)[name]["status"]) == (owners, status)


@pytest.mark.parametrize(
    ("name", "due"),
    [
        ("A04", "1 June 2024"),
        ("A05", "Q4 23/24"),
        ("A08", "30/11/24"),
        ("A09", "Nov 23"),
        ("A13", "Apr 24"),
        ("A18", "Autumn 24 term"),
        ("A10", None),
    ],
)
def test_a_due_date_is_read_in_every_form(done: Imported, name: str, due: str | None) -> None:
    assert actions(done)[name].get("due") == due


def test_a_status_leaves_its_words_as_outcome_progress_or_reason(done: Imported) -> None:
    assert actions(done)["A11"]["outcome"] == "Actioned and shared Sept 23"
    assert actions(done)["A11"]["completed"] == "Sept 23"
    assert actions(done)["A07"]["progress"] == [{"note": "Policy amended: to be shared"}]
    assert actions(done)["A17"]["reason"] == "DEFERRED the clubs asked for a later date"


def test_a_condition_and_a_rhythm_are_read(done: Imported) -> None:
    assert actions(done)["A13"]["awaiting"] == "once new guidance published"
    assert actions(done)["A15"]["repeats"] == "ongoing"


def test_text_below_an_action_is_the_rest_of_it(done: Imported) -> None:
    assert actions(done)["A14"]["text"].endswith("and shall not put the Council in breach of it.\n")


def test_an_action_that_stands_twice_is_named_with_both_places(done: Imported) -> None:
    (said,) = [one for one in messages(done, "check") if "--merge" in one]

    assert "3.3.1" in said
    assert "4.2.2" in said
    assert len(actions(done)) == 18


def test_what_a_merged_action_said_of_its_state_is_accounted_for() -> None:
    rows = "Is it?\tYes\tBoard: to meet COMPLETE in May\t\n" * 2
    done = imported(f"1.1 Does it?\t\t\t\n{rows}", merge=True)

    assert len(list(items(done.data, "actions"))) == 1
    assert not done.ledger.missing


@pytest.mark.parametrize("name", TEXTS)
def test_merge_makes_it_one_that_serves_both(name: str) -> None:
    done = made_of(name, merge=True)

    assert list(actions(done)) == [f"A{number:02d}" for number in range(1, 18)]
    assert actions(done)["A09"]["also"] == ["4.2.2"]
    assert not done.ledger.missing
    assert any("it is one now" in said for said in messages(done, "assumed"))


def test_the_notes_name_the_ids_of_the_file() -> None:
    done = made_of("assessment.txt", merge=True)
    asked = {one.at for one in done.notes.notes if one.at and one.at.startswith("A")}

    assert asked <= set(actions(done))


def test_each_kind_says_by_what_it_was_recognised(done: Imported) -> None:
    assert done.notes.found["question"] == {"number": 9, "bold, without a number": 1}
    assert done.notes.found["owner"] == {"bold": 12, "a colon": 1, "no mark": 5}


def test_repeated_page_headers_are_counted(done: Imported) -> None:
    assert any(said.startswith("5 lines that pages repeat") for said in messages(done, "left out"))

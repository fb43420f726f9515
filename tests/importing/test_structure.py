"""Which row is what: headings, numbers, columns, cells that span, and documents that are no assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prevent_cli.errors import PreventError
from prevent_cli.importing.readers import read
from prevent_cli.importing.recognise import Wanted, recognise
from tests.importing.toolkits import HEADS, below_question, imported, items, messages

if TYPE_CHECKING:
    from prevent_cli.importing.recognise import Imported

ROWS = "Is it?\tYes\t\t\n"


@pytest.mark.parametrize(
    "head",
    [
        "Benchmark 1: It works.",
        "**Benchmarks 1:**\n1. It works.",
        "BENCHMARK 1\n\n1) It works.",
        "Section 1 - 1. It works.",
        "1. It works.",
    ],
)
def test_a_heading_is_known_by_its_word_or_by_the_questions_below(head: str) -> None:
    (found,) = imported(f"{head}\nOutcome: Good.\n1.1 Does it?\t\t\t\n{ROWS}").data["benchmarks"]

    assert (found["id"], found["statement"], found["outcome"]) == ("1", "It works.", "Good.")


def test_a_section_of_a_law_is_no_heading() -> None:
    done = imported(f"Benchmark 1\n1.1 Does it?\t\t\t\nSection 47: is it used?\t\t\t\n{ROWS}")

    assert [one["id"] for one in done.data["benchmarks"]] == ["1"]


def test_a_short_name_before_the_numbered_statement_is_the_title() -> None:
    (found,) = imported(f"Benchmark 1: Venues\n1. Halls are safe.\n1.1 Are they?\n{ROWS}").data["benchmarks"]

    assert (found["title"], found["statement"]) == ("Venues", "Halls are safe.")


def test_questions_without_any_heading_make_their_benchmarks() -> None:
    done = imported(f"1.1 One?\t\t\t\n{ROWS}2.1 Two?\t\t\t\n{ROWS}")

    assert [one["id"] for one in done.data["benchmarks"]] == ["1", "2"]
    assert done.notes.found["benchmark"] == {"the number of a question below": 2}


@pytest.mark.parametrize(
    ("written", "name", "text"),
    [
        ("1.2 Is it?", "1.2", "Is it?"),
        ("1.2. Is it?", "1.2", "Is it?"),
        ("1,2 Is it?", "1.2", "Is it?"),
        ("1 .2 Is it?", "1.2", "Is it?"),
        ("1.2Is it?", "1.2", "Is it?"),
        ("(1.2) Is it?", "1.2", "Is it?"),
        ("Q1.2 Is it?", "1.2", "Is it?"),
        ("7.2 Is it?", "1.2", "7.2 Is it?"),
        ("1.1 Is it?", "1.2", "1.1 Is it?"),
        ("**Is it?**", "1.2", "Is it?"),
    ],
)
def test_an_odd_number_becomes_an_id_or_stays_in_the_text(written: str, name: str, text: str) -> None:
    (benchmark,) = imported(f"Benchmark 1\n1.1 First?\t\t\t\n{ROWS}{written}\t\t\t\n{ROWS}").data["benchmarks"]
    question = benchmark["questions"][1]

    assert (question["id"], question["text"], len(question["expectations"])) == (name, text, 1)


def test_a_number_that_does_not_fit_is_asked_about() -> None:
    done = imported(f"Benchmark 1\n1.1 First?\t\t\t\n{ROWS}7.2 Is it?\t\t\t\n{ROWS}")

    assert "this question's number does not fit benchmark 1" in messages(done, "check")


def test_expectations_may_have_numbers_of_their_own() -> None:
    (found,) = below_question("1.1.4 Is it?\tYes\t\t\n")["expectations"]

    assert (found["id"], found["text"]) == ("1.1.4", "Is it?")


def test_columns_are_known_by_their_heads() -> None:
    heads = "RAG\tWhat good looks like\tLead officer\tAction required\tEvidence\tBy when\tStatus\n"
    found = below_question("Green\tIs it?\tBoard / Police\tTo meet\tMinutes\tApr 22\tIn progress\n", heads=heads)
    (one,) = found["expectations"]
    (action,) = one["actions"]

    assert (one["text"], one["evidence"], one["answer"]) == ("Is it?", "Minutes", "met")
    assert (action["text"], action["owners"], action["due"]) == ("To meet", ["Board", "Police"], "Apr 22")
    assert (action["status"], action["progress"]) == ("in progress", [{"note": "In progress"}])


def test_a_state_in_the_text_stays_beside_that_of_the_column() -> None:
    heads = "Expectation\tEvidence\tAction\tStatus\n"
    found = below_question("Is it?\tYes\tTo meet COMPLETE\tClosed in May\n", heads=heads)

    assert found["expectations"][0]["actions"][0]["outcome"] == "COMPLETE\n\nClosed in May\n"


@pytest.mark.parametrize("action", ["None", "To meet"])
def test_a_cell_that_says_nothing_names_no_owner_and_no_date(action: str) -> None:
    heads = "Expectation\tEvidence\tAction\tOwner\tBy when\tStatus\n"
    done = imported(f"Benchmark 1\n1.1 Does it?\n{heads}Is it?\tYes\t{action}\tN/A\t-\tNone\n")

    (found,) = done.data["benchmarks"][0]["questions"][0]["expectations"]
    assert [one.get("owners") for one in found["actions"]] == [None] * (action != "None")
    assert "unparsed" not in done.data


def test_columns_without_heads_are_taken_as_usual_and_that_is_said() -> None:
    done = imported(f"1.1 Does it?\t\t\t\n{ROWS}")

    assert any("no row of heads" in said for said in messages(done, "assumed"))


def test_a_column_nobody_knows_is_kept_aside() -> None:
    done = imported(f"1.1 Does it?\t\t\t\t\n{HEADS.strip()}\tMinute ref\nIs it?\tYes\t\t\tMin 12\n")

    assert done.data["unparsed"] == [{"source": "line 3, column 5 (Minute ref)", "text": "Min 12"}]


def test_a_date_beside_no_action_is_kept_aside() -> None:
    done = imported("1.1 Does it?\t\t\t\nIs it?\tYes\t\tApr 22\n")

    assert [one["text"] for one in done.data["unparsed"]] == ["Apr 22"]


def test_empty_evidence_below_other_evidence_is_asked_about() -> None:
    done = imported(f"1.1 Does it?\t\t\t\n{ROWS}{ROWS}Is that?\t\t\t\n")

    assert any("does a cell above cover it?" in said for said in messages(done, "check"))


def test_a_cell_that_covers_two_rows_covers_both() -> None:
    rows = "<tr><td>A?</td><td rowspan=2>Minutes</td></tr><tr><td>B?</td></tr>"
    text = f"<html><body><table><tr><td colspan=2>1.1 Does it?</td></tr>{rows}</table></body></html>"

    assert any(
        said.startswith("the evidence covers both expectations of")
        for said in messages(imported(text, "a.html"), "assumed")
    )


def test_a_cell_that_covers_some_rows_stays_beside_the_first() -> None:
    rows = "<tr><td>A?</td><td rowspan=2>Minutes</td></tr><tr><td>B?</td></tr><tr><td>C?</td><td></td></tr>"
    text = f"<html><body><table><tr><td colspan=2>1.1 Does it?</td></tr>{rows}</table></body></html>"
    done = imported(text, "page.html")
    (question,) = done.data["benchmarks"][0]["questions"]

    assert [one.get("evidence") for one in question["expectations"]] == ["Minutes", None, None]


OWNED = "Expectation\tEvidence\tAction\tOwner\tBy when\n"


def below_owned(rows: str) -> list[list[str | list[str] | None]]:
    """Give the text, the owners and the date of each action of one expectation."""
    (found,) = below_question(rows, heads=OWNED)["expectations"]
    return [[one.get(key) for key in ("text", "owners", "due")] for one in found["actions"]]


def test_a_row_with_an_action_and_an_owner_or_a_date_is_an_action_of_its_own() -> None:
    rows = "Is it?\tYes\tShare it\tCSP manager\t30/06/2024\n\t\tUpdate it\tChair\tSept 2024\n\t\tSend it\t\tMay 2024\n"

    assert below_owned(rows) == [
        ["Share it", ["CSP manager"], "30/06/2024"],
        ["Update it", ["Chair"], "Sept 2024"],
        ["Send it", None, "May 2024"],
    ]


@pytest.mark.parametrize(
    ("rows", "text", "owners"),
    [
        ("Share it with\tCSP\t\n\t\tthe halls\tmanager\t", "Share it with the halls", ["CSP manager"]),
        ("Share it\tCSP\t\n\t\tBy post\t\t", "Share it\n\nBy post\n", ["CSP"]),
        ("\t\t\n\t\tShare it\tCSP\t", "Share it", ["CSP"]),
    ],
)
def test_a_row_that_goes_on_is_no_action_of_its_own(rows: str, text: str, owners: list[str]) -> None:
    assert below_owned(f"Is it?\tYes\t{rows}\n") == [[text, owners, None]]


def test_words_below_the_second_action_go_on_there() -> None:
    rows = "Is it?\tYes\tNone\t\t\n\t\tShare it\tCSP\t\n\t\tUpdate it\tChair\t\n\t\tand send it\t\t\n"

    assert below_owned(rows) == [["Share it", ["CSP"], None], ["Update it and send it", ["Chair"], None]]


def test_a_row_below_a_cell_that_reaches_down_is_one_in_small_letters_too() -> None:
    cells = "<td>share it</td><td>30/06/2024</td></tr><tr><td>update it</td><td>Sept 2024</td>"
    rows = f"<tr><td rowspan=2>Is it?</td><td rowspan=2>Yes</td>{cells}</tr>"
    text = f"<html><body><table><tr><td colspan=4>1.1 Does it?</td></tr>{rows}</table></body></html>"
    done = imported(text, "page.html")

    assert [(one["text"], one["due"]) for one in items(done.data, "actions")] == [
        ("share it", "30/06/2024"),
        ("update it", "Sept 2024"),
    ]
    assert done.ledger.missing == ()


def test_a_row_that_a_page_cut_is_no_action_of_its_own() -> None:
    rows = "1.1 Does it?\t\t\t\t\nIs it?\tYes\tShare it\tCSP\t\n\nPage 1\n\n\t\tUpdate it\tChair\t\n"
    (found,) = items(imported(f"Benchmark 1\n{OWNED}{rows}").data, "actions")

    assert (found["text"], found["owners"]) == ("Share it\n\nUpdate it\n", ["CSP", "Chair"])


def test_a_summary_may_be_a_table_with_heads() -> None:
    summary = "Benchmark\tRAG\tActions\tComments\n1. Risk\tAmber\tMeet\tSlow\n2. Board\tRed\t\t\n"
    found = imported(f"{summary}\nBenchmark 1\n1.1 Does it?\t\t\t\n{ROWS}").data["benchmarks"]

    assert [(one["title"], one["rating"]) for one in found] == [("Risk", "amber"), ("Board", "red")]
    assert (found[0]["next_steps"], found[0]["comments"]) == ("Meet", "Slow")


def test_what_follows_a_colour_is_its_reason_word_for_word() -> None:
    done = imported(f"1. Risk RAG: Red - 2. is due Actions: Meet\tx\n\nBenchmark 1\n1.1 Does it?\t\t\t\n{ROWS}")

    assert done.data["benchmarks"][0]["rating"] == {"value": "red", "reason": "2\\. is due"}
    assert done.ledger.missing == ()


def test_a_summary_may_have_its_numbers_in_a_column_of_their_own() -> None:
    summary = "No.\tBenchmark\tRAG\tComments\n1\tRisk\tAmber\tSlow\n2.\tBoard\tRed\t\n"
    done = imported(f"{summary}\nBenchmark 1\n1.1 Does it?\t\t\t\n{ROWS}")

    assert [(one["title"], one["rating"]) for one in done.data["benchmarks"]] == [("Risk", "amber"), ("Board", "red")]
    assert "unparsed" not in done.data
    assert done.ledger.missing == ()


@pytest.mark.parametrize("name", ["7. Training", "Benchmark 7: Training"])
def test_the_number_in_a_name_goes_before_one_that_counts_the_rows(name: str) -> None:
    done = imported(f"No\tBenchmark\tRAG\n1\t{name}\tRed\n7\t1. Risk\tGreen\n\nBenchmark 1\n1.1 Does it?\t\t\t\n{ROWS}")
    found = {one["id"]: (one["title"], one["rating"]) for one in done.data["benchmarks"]}

    assert found == {"1": ("Risk", "green"), "7": ("Training", "red")}


def benchmarks(*headings: str) -> str:
    """Give benchmarks, each with a question; a heading ends in its number and name."""
    numbers = [heading.split(":")[0].split(".")[0].split()[-1] for heading in headings]
    return "\n".join(f"{one}\n{number}.1 Does it?\t\t\t\n{ROWS}" for one, number in zip(headings, numbers, strict=True))


def ratings(done: Imported) -> dict[str, str | None]:
    return {one["id"]: one.get("rating") for one in done.data["benchmarks"]}


SUMMARY = "No\tBenchmark\tRAG\n1\tRisk assessment\tGreen\n2\tTraining\tRed\n3\tVenues\tAmber\n\n"
THREE = ("Benchmark 1: Risk assessment", "Benchmark 2: Training", "Benchmark 3: Venues")


@pytest.mark.parametrize(("again", "aside"), [("2", []), ("3", ["3"])])
def test_the_first_number_in_a_row_of_the_summary_is_its_own(again: str, aside: list[str]) -> None:
    done = imported(f"Ref\tBenchmark\tNo.\tRAG\n2\tBoard\t{again}\tRed\n\nBenchmark 1\n1.1 Does it?\t\t\t\n{ROWS}")

    assert done.data["benchmarks"][1] == {"id": "2", "title": "Board", "rating": "red", "questions": []}
    assert [one["text"] for one in done.data.get("unparsed", ())] == aside
    assert not done.ledger.missing


@pytest.mark.parametrize(
    "text",
    [
        benchmarks(*THREE),
        benchmarks(*THREE) + "\nSection 3: Risk assessment\n",
        benchmarks(*THREE[::-1]) + "\nSection 47: Training\n",
        benchmarks(*THREE) + "\nBenchmark 3: Risk assessment\n",
        benchmarks("Benchmark 1: Training", "Benchmark 2: Training", "Benchmark 3: Training"),
        benchmarks("Benchmark 1: Risk", "Benchmark 2: Staff", "Benchmark 3: Halls"),
    ],
)
def test_a_row_of_the_summary_keeps_its_number(text: str) -> None:
    done = imported(SUMMARY + text)

    assert ratings(done) == {"1": "green", "2": "red", "3": "amber"}
    assert done.ledger.missing == ()


@pytest.mark.parametrize("headings", [("Benchmark 1: Risk", "Benchmark 7: Training"), ("1. Risk", "7. Training")])
def test_the_name_of_one_heading_goes_before_a_number_that_counts_the_rows(headings: tuple[str, str]) -> None:
    text = f"No\tBenchmark\tRAG\n1\tTraining\tRed\n2\tRisk\tGreen\n\n{benchmarks(*headings)}"
    done = imported(f"{text}\nSection 26: Training\n")

    assert ratings(done) == {"1": "green", "7": "red"}
    said = "the number 1 beside 'Training' counts the rows of the summary; by its name it is 7"
    assert said in messages(done, "assumed")
    assert done.ledger.missing == ()


def test_a_name_that_two_other_headings_have_is_asked_about() -> None:
    text = "No\tBenchmark\tRAG\n3\tTraining\tRed\n\n"
    done = imported(text + benchmarks("Benchmark 1: Training", "Benchmark 2: Training", "Benchmark 3: Venues"))

    assert ratings(done) == {"1": None, "2": None, "3": "red"}
    said = "benchmarks 1, 2 are all called 'Training'; this row of the summary is read as 3"
    assert said in messages(done, "check")


@pytest.mark.parametrize("rating", ["Amber/Green", "Purple", "tbc"])
def test_what_is_no_single_colour_is_kept_aside(rating: str) -> None:
    done = imported(f"1. Risk RAG: {rating} Actions: Meet\tx\n\nBenchmark 1\n1.1 Does it?\t\t\t\n{ROWS}")

    assert "rating" not in done.data["benchmarks"][0]
    assert {"source": "line 1, column 1", "text": rating} in done.data["unparsed"]


@pytest.mark.parametrize("line", ["RAG Rating: Red", "RAG: red", "R.A.G. status - Red.", "**Overall rating: RED**"])
def test_a_line_below_a_heading_that_is_a_rating_is_the_benchmarks(line: str) -> None:
    done = imported(f"Benchmark 2: Partnership\n{line}\nOutcome: Good.\n2.1 Does it?\t\t\t\n{ROWS}")
    (found,) = done.data["benchmarks"]

    assert (found["statement"], found["rating"], found["outcome"]) == ("Partnership", "red", "Good.")
    assert done.ledger.missing == ()


def test_a_rating_that_several_benchmarks_have_is_no_line_that_pages_repeat() -> None:
    colours = ("Amber", "Amber", "Green", "Amber")
    text = "\n".join(f"Benchmark {at}: It\nRating: {one}\n{at}.1 Does it?\t\t\t\n{ROWS}" for at, one in enumerate(colours, 1))  # fmt: skip
    done = imported(text)

    assert list(ratings(done).values()) == ["amber", "amber", "green", "amber"]
    assert not [one for one in messages(done, "left out") if "Rating" in one]


@pytest.mark.parametrize("said", ["RAG: Amber", "RAG rating: Amber/Green", "RAG rating: tbc"])
def test_other_words_below_a_heading_that_may_be_a_rating_are_asked_about(said: str) -> None:
    before = "There is a process. " * ("tbc" not in said)
    done = imported(f"Benchmark 2: Partnership\n{before}{said}\n2.1 Does it?\t\t\t\n{ROWS}")

    assert "rating" not in done.data["benchmarks"][0]
    assert f"its text says '{said}': is that its rating?" in messages(done, "check")


def test_a_risk_rating_in_a_sentence_is_not_asked_about() -> None:
    done = imported(f"Benchmark 2\nThe risk rating: see the register.\n2.1 Does it?\t\t\t\n{ROWS}")

    assert not any("rating" in said for said in messages(done, "check"))


@pytest.mark.parametrize(("summary", "aside"), [("Red", []), ("Green", ["Green"])])
def test_a_rating_below_the_heading_stays_beside_that_of_the_summary(summary: str, aside: list[str]) -> None:
    done = imported(f"1. Risk RAG: {summary} Actions: Meet\tx\n\nBenchmark 1\nRAG: Red\n1.1 Does it?\t\t\t\n{ROWS}")

    assert done.data["benchmarks"][0]["rating"] == "red"
    assert [one["text"] for one in done.data["unparsed"]] == [*aside, "x"]
    assert done.ledger.missing == ()


def test_the_same_colour_in_the_summary_gives_its_reason() -> None:
    text = "1. Risk RAG: Amber - awaiting guidance. Actions: Meet\tx\n\nBenchmark 1\nRAG: Amber\n1.1 Does it?\t\t\t\n"
    done = imported(text + ROWS)

    assert done.data["benchmarks"][0]["rating"] == {"value": "amber", "reason": "awaiting guidance."}
    assert [one["text"] for one in done.data["unparsed"]] == ["x"]


@pytest.mark.parametrize(
    "lines",
    [
        "December 2020\nRAG: Green\nDecember 2021\nRAG: Red",
        "RAG: Green\nRAG: Red",
        "Previous rating\nRAG: Green",
        "Last year:\nRAG: Green",
        "30 Nov 2020:\nRAG: Green",
        "31 Dec\nRAG: Green",
    ],
)
def test_a_rating_that_may_be_of_another_time_is_asked_about(lines: str) -> None:
    done = imported(f"Benchmark 1: Risk\n{lines}\n1.1 Does it?\t\t\t\n{ROWS}")

    assert "rating" not in done.data["benchmarks"][0]
    assert "its text says 'RAG: Green': is that its rating?" in messages(done, "check")


@pytest.mark.parametrize("was", ["Previous RAG rating: Red", "Last year's RAG: Red.", "Earlier rating - Red"])
@pytest.mark.parametrize("lines", ["{was}\nRAG rating: Green", "RAG rating: Green\n{was}"])
def test_a_line_of_the_last_rating_leaves_this_one(lines: str, was: str) -> None:
    done = imported(f"Benchmark 1: Risk\n{lines.format(was=was)}\n1.1 Does it?\t\t\t\n{ROWS}")

    assert done.data["benchmarks"][0]["rating"] == "green"
    said = f"its text says '{was.strip('.')}', and its rating is read as green: is that right?"
    assert said in messages(done, "check")
    assert done.ledger.missing == ()


def test_a_line_of_the_last_rating_is_not_this_one() -> None:
    done = imported(f"Benchmark 1: Risk\nPrevious RAG rating: Red\n1.1 Does it?\t\t\t\n{ROWS}")

    assert "rating" not in done.data["benchmarks"][0]
    assert "its text says 'Previous RAG rating: Red': is that its rating?" in messages(done, "check")


def test_each_of_two_ratings_that_differ_is_named() -> None:
    done = imported(f"Benchmark 1: Risk\nRAG: Green\nRAG: Red\n1.1 Does it?\t\t\t\n{ROWS}")
    asked = [one for one in messages(done, "check") if one.startswith("its text says")]

    assert asked == [f"its text says 'RAG: {one}': is that its rating?" for one in ("Green", "Red")]


def test_two_headings_of_a_benchmark_that_differ_give_it_no_rating() -> None:
    text = f"Benchmark 1\nRAG: Green\n1.1 Does it?\t\t\t\n{ROWS}\nBenchmark 1 - again\nRAG: Red\n1.2 Who?\t\t\t\n{ROWS}"
    done = imported(text)

    assert "rating" not in done.data["benchmarks"][0]
    assert {"its text says 'RAG: Green': is that its rating?", "its text says 'RAG: Red': is that its rating?"} <= set(
        messages(done, "check")
    )


def test_lines_that_agree_are_one_rating() -> None:
    done = imported(f"Benchmark 1: Risk\nRAG: Red\nOverall rating: Red\n1.1 Does it?\t\t\t\n{ROWS}")

    assert done.data["benchmarks"][0]["rating"] == "red"


def test_a_name_in_the_summary_and_in_the_heading_is_one_title() -> None:
    text = f"1. Risk RAG: Red Actions: Meet\tx\n\nBenchmark 1: Risk\n1. It works.\n1.1 Does it?\t\t\t\n{ROWS}"
    done = imported(text)

    assert done.data["benchmarks"][0]["title"] == "Risk"
    assert done.ledger.missing == ()


def test_a_marking_on_every_page_is_the_toolkits() -> None:
    done = imported(f"OFFICIAL\n1.1 Does it?\t\t\t\n{ROWS}\nPage 1 of 2\nOFFICIAL\n{ROWS}")

    assert done.data["marking"] == "OFFICIAL"
    assert "unparsed" not in done.data


def test_three_first_lines_give_title_body_and_period() -> None:
    text = f"Prevent duty self-assessment\nTestshire Council\nMarch 2024\nFor the board.\n\n1.1 Does it?\t\t\t\n{ROWS}"
    data = recognise(read(text.encode(), "a.txt"), "a.txt", None, Wanted()).data

    assert (data["title"], data["organisation"]["name"], data["period"]) == (
        "Prevent duty self-assessment",
        "Testshire Council",
        "March 2024",
    )
    assert [one["text"] for one in data["unparsed"]] == ["For the board."]


@pytest.mark.parametrize("text", ["", "Dear all,\nplease find attached.", "Name\tAge\nAnn\t40\n", "Benchmark 1\n"])
def test_a_document_without_the_structure_is_refused_with_what_was_looked_for(text: str) -> None:
    with pytest.raises(PreventError, match="no assessment that can be recognised") as caught:
        imported(text)

    assert caught.value.help.startswith("looked for: headings such as 'Benchmark 1'")


@pytest.mark.parametrize(("wanted", "said"), [(Wanted(), "whose assessment"), (Wanted("X"), "which period")])
def test_a_document_that_does_not_say_whose_it_is_is_refused(wanted: Wanted, said: str) -> None:
    with pytest.raises(PreventError, match=said):
        recognise(read(f"1.1 Does it?\t\t\t\n{ROWS}".encode(), "a.txt"), "a.txt", None, wanted)

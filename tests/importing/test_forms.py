"""Layouts that stand between an assessment and a form: labels in front of lines, questions in a column of their own."""

from __future__ import annotations

import pytest

from tests.importing.toolkits import Data, imported, items, messages

TITLE = "Prevent self-assessment\n"


def question(data: Data, at: int = 0) -> Data:
    found: Data = data["benchmarks"][0]["questions"][at]
    return found


FORM = "Benchmark 1: Risk\n\nQuestion\t{}\nEvidence\tSigned\nAction\tReview it\nLead\tChair\nBy when\tJun 2024\nRAG\tGreen\n"


def test_lines_that_begin_with_a_label_are_what_the_label_says() -> None:
    done = imported(TITLE + FORM.format("1.1 Is there a plan?"))
    action = {"id": "A01", "text": "Review it", "owners": ["Chair"], "due": "Jun 2024", "status": "open"}

    assert question(done.data) == {
        "id": "1.1",
        "text": "Is there a plan?",
        "answer": "met",
        "evidence": "Signed",
        "actions": [action],
    }
    assert "unparsed" not in done.data


def test_a_question_without_a_number_in_such_a_form_is_asked_about() -> None:
    done = imported(TITLE + FORM.format("Is there a plan?"))

    assert question(done.data)["text"] == "Is there a plan?"
    assert "it has no number that fits and became 1.1, by order" in messages(done, "check")


def test_an_expectation_in_such_a_form_has_what_stands_below_it() -> None:
    lines = "Expectation\tIt is signed\nEvidence\tIn May\nRAG\tRed\n"
    done = imported(f"{TITLE}Benchmark 1: Risk\n1.1 Is there a plan?\n\n{lines}")

    assert question(done.data)["expectations"] == [
        {"id": "1.1.1", "text": "It is signed", "answer": "not met", "evidence": "In May"}
    ]


def test_a_number_may_stand_in_place_of_a_label() -> None:
    done = imported(TITLE + FORM.replace("Question", "1.1").format("Is there a plan?"))

    assert (question(done.data)["id"], question(done.data)["text"]) == ("1.1", "Is there a plan?")


def test_a_benchmark_may_have_its_own_line() -> None:
    form = FORM.replace("Benchmark 1: Risk\n\n", "Benchmark\t1. Risk\n").format("1.1 Is there a plan?")

    assert imported(TITLE + form).data["benchmarks"][0]["statement"] == "Risk"


@pytest.mark.parametrize("label", ["Gaps", "Comments"])
def test_a_line_with_another_label_is_kept_aside_with_it(label: str) -> None:
    done = imported(TITLE + FORM.format("1.1 Is there a plan?") + f"{label}\tNone more\n")

    assert [one["text"] for one in done.data["unparsed"]] == [label, "None more"]
    assert "expectations" not in question(done.data)


BOTH = "Question\tExpectation\tEvidence\tAction\tRAG\n"


@pytest.mark.parametrize(
    "rows",
    [
        "1.1 Is there a plan?\tIt is signed\tIn May\tNone\tGreen\n\tIt is known\tSurvey\tNone\tRed\n",
        "1.1 Is there a plan?\t1.1.1 It is signed\tIn May\tNone\tGreen\n\t1.1.2 It is known\tSurvey\tNone\tRed\n",
        (
            "1.1 Is there a plan?\tIt is signed\tIn May\tNone\tGreen\n"
            "1.1 Is there a plan?\tIt is known\tSurvey\tNone\tRed\n"
        ),
    ],
)
def test_questions_may_have_a_column_beside_their_expectations(rows: str) -> None:
    done = imported(f"{TITLE}Benchmark 1: Risk\n\n{BOTH}{rows}1.2 Is it more?\tIt is\tYes\tNone\tGreen\n")

    assert question(done.data)["text"] == "Is there a plan?"
    assert [(one["text"], one["evidence"], one["answer"]) for one in question(done.data)["expectations"]] == [
        ("It is signed", "In May", "met"),
        ("It is known", "Survey", "not met"),
    ]
    assert [one["text"] for one in question(done.data, 1)["expectations"]] == ["It is"]
    assert "unparsed" not in done.data


def test_the_number_of_such_a_question_may_stand_in_front() -> None:
    rows = "1.1\tIs there a plan?\tIt is signed\tIn May\tNone\tGreen\n1.2\tIs it known?\tAll know\tSurvey\tNone\tRed\n"
    done = imported(f"{TITLE}Benchmark 1: Risk\n\nRef\t{BOTH}{rows}")

    assert [one["id"] for one in done.data["benchmarks"][0]["questions"]] == ["1.1", "1.2"]
    assert question(done.data, 1)["expectations"][0]["evidence"] == "Survey"


def test_such_a_question_without_a_number_is_asked_about() -> None:
    done = imported(f"{TITLE}Benchmark 1: Risk\n\n{BOTH}Is there a plan?\tIt is signed\tIn May\tNone\tGreen\n")

    assert question(done.data)["expectations"][0]["text"] == "It is signed"
    assert "it has no number that fits and became 1.1, by order" in messages(done, "check")


HEADS = "Expectation\tCurrent position\tEvidence\tGaps\tAction\tResponsible officer\tTimeframe\tRAG\n"


def test_two_columns_of_evidence_are_read_one_after_the_other() -> None:
    row = "It is signed\tAll done.\tMinutes\tNo gaps\tReview it\tChair\tJun 2024\tGreen\n"
    done = imported(f"{TITLE}Benchmark 1: Risk\n1.1 Is there a plan?\n\n{HEADS}{row}")
    (found,) = question(done.data)["expectations"]

    assert found["evidence"] == "All done.\n\nMinutes\n"
    assert (found["answer"], found["actions"][0]["owners"], found["actions"][0]["due"]) == (
        "met",
        ["Chair"],
        "Jun 2024",
    )
    assert [one["text"] for one in done.data["unparsed"]] == ["No gaps"]


def test_of_other_columns_that_mean_the_same_the_second_is_kept_aside() -> None:
    row = "It is signed\tIn May\tReview it\tMeet\tGreen\n"
    heads = "Expectation\tEvidence\tAction\tNext steps\tRAG\n"
    done = imported(f"{TITLE}Benchmark 1: Risk\n1.1 Is there a plan?\n\n{heads}{row}")

    assert [one["text"] for one in question(done.data)["expectations"][0]["actions"]] == ["Review it"]
    assert [one["text"] for one in done.data["unparsed"]] == ["Meet"]


def test_what_a_summary_says_in_other_columns_is_kept_aside_with_its_place() -> None:
    summary = "Benchmark\tPrevious RAG\tCurrent RAG\tOwner\n1. Risk\tRed\tGreen\tChair\n"
    done = imported(f"{TITLE}{summary}\nBenchmark 1: Risk\n1.1 Is there a plan?\t\n")

    assert done.data["benchmarks"][0]["rating"] == "green"
    assert [(one["source"], one["text"]) for one in done.data["unparsed"]] == [
        ("line 3, column 2", "Red"),
        ("line 3, column 4", "Chair"),
    ]


SHARED = (
    "<table><tr><td colspan=5>1.1 Does it?</td></tr>"
    "<tr><td>Expectation</td><td>Evidence</td><td>Action</td><td>Owner</td><td>By when</td></tr>"
    "<tr><td rowspan=2>Is it?</td><td rowspan=2>Yes</td><td>Share it</td><td rowspan=2>Chair</td>{}</tr>"
    "<tr><td>Update it</td>{}</tr></table>"
)


@pytest.mark.parametrize(
    ("first", "second", "due"),
    [
        ("<td>May 2024</td>", "<td>Sept 2024</td>", ["May 2024", "Sept 2024"]),
        ("<td rowspan=2>May 2024</td>", "", ["May 2024", "May 2024"]),
    ],
)
def test_an_owner_whose_cell_reaches_over_two_actions_has_both(first: str, second: str, due: list[str]) -> None:
    done = imported(f"<html><body>{SHARED.format(first, second)}</body></html>", "page.html")
    found = list(items(done.data, "actions"))

    assert [(one["text"], one["owners"]) for one in found] == [("Share it", ["Chair"]), ("Update it", ["Chair"])]
    assert [one["due"] for one in found] == due
    ledger = done.ledger
    parts = ledger.in_fields + ledger.unparsed + ledger.labels + ledger.repeated
    assert (ledger.missing, parts) == ((), ledger.words)


def test_what_else_stands_in_such_a_line_is_kept_aside_with_its_place() -> None:
    form = FORM.replace("Question\t{}", "1.1\tIs there a plan?\tIn part")
    done = imported(TITLE + form)

    assert done.data["unparsed"] == [{"source": "line 4, column 3", "text": "In part"}]


def test_a_question_above_heads_may_have_its_number_in_a_cell_of_its_own() -> None:
    heads = "Expectation\tEvidence\tAction\tRAG\n"
    first = f"1.1\tIs there a plan?\t\t\n{heads}It is signed\tIn May\tNone\tGreen\n"
    second = f"1.2\tIs it known?\t\t\n{heads}All know\tSurvey\tNone\tRed\n"
    done = imported(f"{TITLE}Benchmark 1: Risk\n\n{first}{second}")

    assert [question(done.data, at)["text"] for at in (0, 1)] == ["Is there a plan?", "Is it known?"]
    assert question(done.data, 1)["expectations"][0]["evidence"] == "Survey"


@pytest.mark.parametrize("before", [True, False])
def test_guidance_on_what_to_write_where_is_kept_aside_with_its_labels(before: bool) -> None:
    line = "<tr><td>{}</td><td>{}</td></tr>"
    guidance = f"<table>{line.format('Evidence', 'What you have')}{line.format('Owner', 'Who does it')}</table>"
    form = f"<table>{line.format('Evidence', 'Signed')}{line.format('Action', 'None')}</table>"
    filled = f"<p>Benchmark 1: Risk</p><p>1.1 Is there a plan?</p>{form}"
    body = guidance + filled if before else filled + guidance
    done = imported(f"<html><body><p>Self-assessment</p>{body}</body></html>", "page.html")

    assert [one["text"] for one in done.data["unparsed"]] == ["Evidence", "What you have", "Owner", "Who does it"]
    assert question(done.data) == {"id": "1.1", "text": "Is there a plan?", "evidence": "Signed", "actions": []}


def test_a_heading_in_a_table_may_have_its_rating_beside_it() -> None:
    rows = "1.1\tIs there a plan?\nEvidence\tSigned\nAction\tNone\n"
    second = rows.replace("1.1", "2.1")
    text = f"Benchmark 1: Risk\tRAG: Green\n{rows}Benchmark 2: Board\tRAG rating: Amber\n{second}"
    done = imported(TITLE + text)

    assert [one["rating"] for one in done.data["benchmarks"]] == ["green", "amber"]
    assert "unparsed" not in done.data


def test_a_label_among_expectations_is_asked_about() -> None:
    rows = "Expectation\tEvidence\tRAG\nIt is signed\tMay\tGreen\nActions:\tReview it\t\n"
    done = imported(f"{TITLE}Benchmark 1: Risk\n1.1 Is there a plan?\n\n{rows}")

    asked = "'Actions:' is read as an expectation: or is it a label of what stands beside it?"
    assert asked in messages(done, "check")


def test_such_a_question_may_stand_alone_above_its_expectations() -> None:
    rows = "1.1 Is there a plan?\t\t\t\t\n\tIt is signed\tIn May\tNone\tGreen\n"
    done = imported(f"{TITLE}Benchmark 1: Risk\n\n{BOTH}{rows}")

    assert question(done.data)["text"] == "Is there a plan?"
    assert question(done.data)["expectations"][0]["evidence"] == "In May"
    assert not messages(done, "check")


def below(lines: str) -> tuple[Data, list[str]]:
    """Give what is read of the question that stands above a table of these lines, and what is asked."""
    done = imported(f"{TITLE}Benchmark 1: Risk\n\n1.1 Is there a plan?\n\n" + lines.replace("|", "\t"))
    return done.data, messages(done, "check")


def test_two_labels_among_other_lines_make_no_form() -> None:
    data, asked = below("Action plan|Approved in May\nLead officer|The head\nRisk assessment|In March\nTraining|80%\n")

    assert [(one["text"], one["evidence"]) for one in question(data)["expectations"]] == [
        ("Action plan", "Approved in May"),
        ("Lead officer", "The head"),
        ("Risk assessment", "In March"),
        ("Training", "80%"),
    ]
    assert any("'Action plan' is read as an expectation: or is it a label" in one for one in asked)


def test_lines_that_say_more_than_their_label_asks_for_make_no_form() -> None:
    data, _ = below("Lead officer|The head||\nAction plan|Approved in May||Amber\nStatus|Known to staff||\n")

    assert [one["text"] for one in question(data)["expectations"]] == ["Lead officer", "Action plan", "Status"]


def test_the_label_of_what_finds_no_field_is_kept_beside_it() -> None:
    data, _ = below("Lead officer|The head\nStatus|Draft\nReview date|March 2025\n")

    assert sorted((one["text"], one["source"].split(" (")[-1]) for one in data["unparsed"]) == [
        ("Draft", "Status)"),
        ("March 2025", "Review date)"),
        ("The head", "Lead officer)"),
    ]


def test_a_line_without_a_label_goes_on_below_the_one_above() -> None:
    data, _ = below("Evidence|Signed\n|Shared\nAction|Tell staff\n|Tell schools\nRAG|Amber\n")

    assert question(data)["evidence"] == "Signed\n\nShared\n"
    assert [one["text"] for one in question(data)["actions"]] == ["Tell staff\n\nTell schools\n"]
    assert "unparsed" not in data


def test_what_goes_on_below_a_label_nobody_knows_is_kept_with_it() -> None:
    data, _ = below("Evidence|Signed\nAction|Tell staff\nGaps|None\n|But one\n")

    assert [one["text"] for one in data["unparsed"]] == ["Gaps", "None", "But one"]
    assert data["unparsed"][-1]["source"].endswith("(Gaps)")


@pytest.mark.parametrize(
    "lines",
    [
        "Action|Review it\nLead|Chair\nBy when|Jun 2024\nAction|Send it\nLead|Education\nBy when|Sept 2024\n",
        "Lead|Chair\nAction|Review it\nBy when|Jun 2024\nLead|Education\nAction|Send it\nBy when|Sept 2024\n",
        "Action 1|Review it\nLead 1|Chair\nBy when|Jun 2024\nAction 2|Send it\nLead 2|Education\nBy when|Sept 2024\n",
        "Action 1|Review it\nAction 2|Send it\nLead 1|Chair\nLead 2|Education\nBy when 1|Jun 2024\nBy when 2|Sept 2024\n",
        "Action|Review it|Lead|Chair|By when|Jun 2024\nAction|Send it|Lead|Education|By when|Sept 2024\n",
    ],
)
def test_a_label_that_comes_again_begins_the_next_action(lines: str) -> None:
    data, _ = below(f"Evidence|Signed\n{lines}RAG|Amber\n")

    assert question(data)["actions"] == [
        {"id": "A01", "text": "Review it", "owners": ["Chair"], "due": "Jun 2024", "status": "open"},
        {"id": "A02", "text": "Send it", "owners": ["Education"], "due": "Sept 2024", "status": "open"},
    ]


def test_labels_that_come_again_after_several_actions_are_asked_about() -> None:
    _, asked = below("Action|Review it\nAction|Send it\nLead|Chair\nLead|Education\n")

    assert "the label 'Lead' comes again: of which action does it speak?" in asked


def test_a_line_may_hold_two_labels() -> None:
    data, _ = below("Evidence|Signed||\nAction|Review it||\nLead|Chair|By when|Jun 2024\nRAG|Green||\n")

    assert question(data)["actions"] == [
        {"id": "A01", "text": "Review it", "owners": ["Chair"], "due": "Jun 2024", "status": "open"}
    ]
    assert (question(data)["answer"], "unparsed" in data) == ("met", False)


def test_the_number_of_a_question_may_have_its_own_line_above() -> None:
    form = "Ref\t1.{}\nQuestion\t{}\nEvidence\tSigned\nRAG\tGreen\n\n"
    done = imported(
        f"{TITLE}Benchmark 1: Risk\n\n{form.format(1, 'Is there a plan?')}{form.format(2, 'Is it shared?')}"
    )

    assert [(one["id"], one["text"], one["evidence"]) for one in done.data["benchmarks"][0]["questions"]] == [
        ("1.1", "Is there a plan?", "Signed"),
        ("1.2", "Is it shared?", "Signed"),
    ]
    assert "statement" not in done.data["benchmarks"][0] or done.data["benchmarks"][0]["statement"] == "Risk"


def test_a_number_without_words_begins_its_question() -> None:
    form = "Ref\t1.{}\nEvidence\tE{}\nAction\tNone\nRAG\tGreen\n\n"
    done = imported(f"{TITLE}Benchmark 1: Risk\n\n{form.format(1, 1)}{form.format(2, 2)}")

    assert [(one["id"], one["evidence"]) for one in done.data["benchmarks"][0]["questions"]] == [
        ("1.1", "E1"),
        ("1.2", "E2"),
    ]


def test_a_number_that_ends_a_form_is_not_lost() -> None:
    form = "Ref\t1.1\nQuestion\tIs there a plan?\nEvidence\tSigned\nRAG\tGreen\nRef\t1.2\n"
    done = imported(f"{TITLE}Benchmark 1: Risk\n\n{form}")

    assert (done.ledger.missing, question(done.data, 1)) == ((), {"id": "1.2"})


def test_the_number_of_a_benchmark_may_have_its_own_line() -> None:
    form = "Benchmark\t{0}\nQuestion\t{0}.1 Is there a plan?\nEvidence\tSigned\nRAG\tGreen\n\n"
    done = imported(TITLE + form.format(1) + form.format(2))

    assert [one["id"] for one in done.data["benchmarks"]] == ["1", "2"]
    assert all("statement" not in one for one in done.data["benchmarks"])


def test_a_form_below_a_heading_rates_its_benchmark() -> None:
    lines = "RAG rating\tAmber\nNext steps\tPublish\nComments\tGood\n"
    done = imported(f"{TITLE}Benchmark 1: Risk\n\n{lines}\n1.1 Is there a plan?\n\nIt is signed\tIn May\tNone\tGreen\n")
    found = done.data["benchmarks"][0]

    assert (found["rating"], found["next_steps"], found["comments"]) == ("amber", "Publish", "Good")
    assert "unparsed" not in done.data


def test_guidance_below_a_heading_rates_nothing() -> None:
    lines = "RAG\tRed, amber or green\nNext steps\tWhat comes next\nComments\tAnything else\n"
    done = imported(f"{TITLE}Benchmark 1: Risk\n\n{lines}\n1.1 Is there a plan?\n\nIt is signed\tIn May\tNone\tGreen\n")

    assert set(done.data["benchmarks"][0]) == {"id", "statement", "questions"}


def test_what_heads_say_is_not_said_to_be_by_a_label_of_a_form_further_down() -> None:
    table = "Expectation\tEvidence\tAction\tRAG\nIt is signed\tIn May\tReview it\tGreen\n"
    done = imported(
        f"{TITLE}Benchmark 1: Risk\n1.1 Is there a plan?\n\n{table}\nMore\n\n"
        + FORM.split("\n\n")[1].format("1.2 Is it?")
    )

    assert done.notes.found["answer"] == {"the head of the column": 1, "the label": 1}
    assert done.notes.found["action"] == {"the head of the column": 1, "the label": 1}

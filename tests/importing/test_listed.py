"""Lists in several tables and below headings, and what in them only looks like the number of an item."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from prevent_cli.importing import ids, kinds, lists
from prevent_cli.importing.cells import Cell, Document, Paragraph, Run, Table
from prevent_cli.importing.readers import read
from prevent_cli.importing.recognise import Imported, Wanted
from tests.importing.test_lists import imported, item, said
from tests.importing.toolkits import words


def pasted(text: str) -> Imported:
    """Import a list of a text, in which paragraphs may stand between tables."""
    document = read(text.encode(), "plan.txt")
    assert kinds.is_list(document)
    return lists.recognise(document, "plan.txt", None, Wanted("X", period="2025"), {})


def actions(done: Imported) -> dict[str, list[str]]:
    """Give the actions of each benchmark, in words."""
    return {one["id"]: [each["text"] for each in one.get("actions", ())] for one in done.data["benchmarks"]}


@pytest.mark.parametrize("head", ["Action,Lead,Notes", "ACTION,Lead,Notes "])
def test_heads_that_stand_twice_are_no_action(head: str) -> None:
    done = imported(f"Action,Lead,Notes\nFind a hall,Chair,x\n{head}\nBook it,HR,y\n")

    assert actions(done) == {"1": ["Find a hall", "Book it"]}
    assert done.ledger.missing == ()


HEADS = "Ref\tAction\tLead\tDeadline\n"


def test_a_heading_above_a_table_says_which_benchmark_its_actions_are_about() -> None:
    text = f"Benchmark 1: Risk\n{HEADS}1\tFind\tChair\tMay 2025\n2\tBook\tHR\t\n\nBenchmark 2: Board\n{HEADS}3\tCall\tHR\t\n"
    done = pasted(f"Our plan\n\n{text}")

    assert actions(done) == {"1": ["Find", "Book"], "2": ["Call"]}
    assert [one["title"] for one in done.data["benchmarks"]] == ["Risk", "Board"]
    assert "unparsed" not in done.data


def test_a_heading_in_a_sheet_says_which_benchmark_the_rows_below_are_about() -> None:
    done = imported("Benchmark 1: Risk,,\nAction,Lead,Notes\nFind,Chair,x\nBenchmark 2: Board,,\nBook,HR,y\n")

    assert actions(done) == {"1": ["Find"], "2": ["Book"]}
    assert "which item" not in said(done, "check")


def workbook(sheets: dict[str, str]) -> Imported:
    """Import a workbook of sheets that are written as CSV, by their names."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        for name, text in sheets.items():
            sheet = book.add_worksheet(name)
            for at, line in enumerate(text.splitlines()):
                sheet.write_row(at, 0, line.split(","))
    return lists.recognise(read(made.getvalue(), "plan.xlsx"), "plan.xlsx", None, Wanted("X", period="2025"), {})


def test_the_name_of_a_sheet_may_be_the_heading() -> None:
    texts = {"Benchmark 1": "It is signed", "Benchmark 2 - Board": "It meets"}
    done = workbook({name: f"Expectation,Evidence\n{text},Yes" for name, text in texts.items()})

    assert item(done, "2.1")["text"] == "It meets"
    ledger = done.ledger
    parts = ledger.in_fields + ledger.unparsed + ledger.labels + ledger.repeated
    assert (ledger.missing, parts) == ((), ledger.words)


def test_the_name_of_a_sheet_says_nothing_of_the_next_sheet() -> None:
    heads = "Ref,Requirement,Action\n"
    done = workbook({"Benchmark 3": f"{heads}1,It is so,Book", "All actions": f"{heads}7,Training,Find\n9,Talk,Meet"})

    assert item(done, "3.1")["text"] == "It is so"
    assert {one["id"]: one.get("statement") for one in done.data["benchmarks"]} == {
        "3": None,
        "7": "Training",
        "9": "Talk",
    }


def test_a_sheet_without_numbers_is_not_below_the_name_of_the_one_before() -> None:
    done = workbook({"Benchmark 3": "Requirement,Action\nIt is so,Book", "Others": "Requirement,Action\nTalk,Meet"})

    assert item(done, "1.1")["text"] == "Talk"
    assert "no column says which benchmark an item is of" in said(done, "check")


def test_the_name_of_a_sheet_may_be_that_of_a_question() -> None:
    rows = {"Benchmark 2.1": "Action,Lead\nFind,Chair", "Benchmark 2.2 Board": "Expectation,Evidence\nIt meets,Minutes"}
    done = workbook(rows)

    assert item(done, "2.1")["actions"][0]["text"] == "Find"
    assert (item(done, "2.2")["text"], item(done, "2.2.1")["text"]) == ("Board", "It meets")
    assert not said(done, "check")


@pytest.mark.parametrize("name", ["Benchmark 2.1-2.3", "Benchmark 2.1 \u2013 2.3"])
def test_the_name_of_a_sheet_for_several_questions_is_none_of_theirs(name: str) -> None:
    assert "no column says which item" in str(said(workbook({name: "Action,Lead\nFind,Chair"}), "check"))


def test_a_question_above_the_heads_of_a_sheet_is_no_title() -> None:
    assert item(imported("Benchmark 2.1 Board,\nAction,Lead\nFind,Chair\n"), "2.1")["actions"][0]["text"] == "Find"


def of_word(*headings: tuple[str, int]) -> Imported:
    """Import a list in a Word document: below each heading, of a level, one action called like it."""
    blocks: list[Paragraph | Table] = []
    for text, level in headings:
        rows = [
            [Cell((Paragraph((Run(one),), text),), text) for one in row]
            for row in (("Action", "Lead"), (f"Do {text}", "HR"))
        ]
        table = Table(tuple(map(tuple, rows)), text)
        blocks += [Paragraph((Run(text, bold=level > 0),), text, level), table]
    return lists.recognise(Document("docx", tuple(blocks)), "a", None, Wanted("X", period="2025"), {})


@pytest.mark.parametrize(("level", "benchmark"), [(2, "1"), (1, "1"), (3, "3"), (0, "3")])
def test_a_heading_as_high_as_a_benchmarks_ends_it(level: int, benchmark: str) -> None:
    done = of_word(("Benchmark 3: Risk", 2), ("Training", level))

    assert "Do Training" in actions(done)[benchmark]
    assert ("no column says which item" in str(said(done, "check"))) == (benchmark == "1")


@pytest.mark.parametrize("name", ["Benchmarks 1-2", "Benchmarks 4 and 5: Others", "Benchmark 2.1 \u2013 2.3"])
def test_a_heading_of_several_ends_the_benchmark_above(name: str) -> None:
    for done in (
        of_word(("Benchmark 3: Risk", 0), (name, 0)),
        imported(f"Action,Lead\nBenchmark 3: Risk,\nFind,HR\n{name},\nBook,HR\n"),
    ):
        assert {one: len(found) for one, found in actions(done).items()} == {"1": 1, "3": 1}
        assert [one["text"] for one in done.data["unparsed"]] == [name]
        assert "no column says which item" in str(said(done, "check"))


def test_a_heading_that_names_a_column_ends_no_benchmark() -> None:
    done = of_word(("Benchmark 3: Risk", 2), ("Actions", 2))

    assert actions(done) == {"3": ["Do Benchmark 3: Risk", "Do Actions"]}


def test_a_question_in_a_line_above_a_table_says_what_its_rows_are_about() -> None:
    done = of_word(("Benchmark 3: Risk", 2), ("Benchmark 3.2 Is it known?", 2))

    assert item(done, "3.2")["text"] == "Is it known?"
    assert item(done, "3.2")["actions"][0]["text"] == "Do Benchmark 3.2 Is it known?"


@pytest.mark.parametrize(
    "name",
    ["Benchmarks 1-3", "Benchmarks 1 \u2013 3", "Benchmark 1.1", "Benchmark 1.1 Is it?", "Benchmark 1 - 3: Risk"],
)
def test_the_name_of_several_benchmarks_or_of_a_question_is_no_heading(name: str) -> None:
    done = imported(f"Benchmark,Question\n{name},\n1,Is it?\n")

    assert ids.of_one(name) is None
    assert done.data["benchmarks"][0].get("title") != "3"


def test_a_row_with_a_question_alone_says_what_the_actions_below_are_about() -> None:
    done = imported("Ref,Action\nBenchmark 1.1 Is it?,\n1,Write\n2,Share\nBenchmark 7.2 Who is it?,\n3,Book\n")

    assert [item(done, name)["text"] for name in ("1.1", "7.2")] == ["Is it?", "Who is it?"]
    assert [len(item(done, name)["actions"]) for name in ("1.1", "7.2")] == [2, 1]
    assert done.ledger.missing == ()


def test_questions_as_headings_of_an_assessment_make_no_list_of_it() -> None:
    rows = "Benchmark 1.1 Is it?,,\nExpectation,Evidence,RAG\nSigned,Minutes,Green\nBenchmark 1.2 Is it so?,,\nKnown,Emails,Red\n"

    assert not kinds.is_list(read(rows.encode(), "plan.csv"))


@pytest.mark.parametrize("name", ["Benchmark 1 - 24 hour help", "Benchmark 1. Risk", "Benchmark 1: 3 duties"])
def test_a_number_may_begin_the_name_of_a_benchmark(name: str) -> None:
    assert ids.of_one(name)


@pytest.mark.parametrize("heads", ["Ref,Action,Owner", "No.,Action,Owner"])
def test_a_heading_that_says_whose_list_it_is_and_for_when_is_its_title(heads: str) -> None:
    line = "Benchmark 7: Training - Harrowmere Borough Council - Mar 2024"
    number = "7.1" if heads.startswith("Ref") else ""
    document = read(f"{line},,\n{heads}\n{number},Find,HR\n".encode(), "plan.csv")
    done = lists.recognise(document, "plan.csv", None, Wanted(), {})

    assert (done.data["organisation"], done.data["period"]) == ({"name": "Harrowmere Borough Council"}, "Mar 2024")
    assert item(done, number or "7")["actions"][0]["text"] == "Find"
    assert done.ledger.missing == ()


def test_a_count_goes_on_in_the_next_table() -> None:
    done = pasted(f"Our plan\n\n{HEADS}1\tFind\tChair\t\n2\tBook\tHR\t\n\nMore of it\n{HEADS}3\tCall\tHR\t\n")

    assert actions(done) == {"1": ["Find", "Book", "Call"]}


@pytest.mark.parametrize("footer", ["Page 1 of 2", "OFFICIAL"])
def test_the_end_of_a_page_does_not_break_a_list(footer: str) -> None:
    rows = "1\t2.1 Write terms\tChair\t\n2\t2.2 Agree them\tHR\t\n"
    more = "3\t2.3 Publish them\tHR\t\n4\t2.4 Send them\tHR\t\n"
    done = pasted(f"Our plan\n\n{HEADS}{rows}\n{footer}\n\n{more}")

    assert [len(one) for one in actions(done).values()] == [4]
    assert "unparsed" not in done.data


def test_what_pages_repeat_is_left_out_of_a_list() -> None:
    done = pasted(f"Our plan\n\n{HEADS}1\tFind\tChair\t\n\nPage 1 of 2\n\n{HEADS}2\tBook\tHR\t\n\nPage 2 of 2\n")

    assert "2 lines that pages repeat: 'Page 1 of 2', 'Page 2 of 2'" in said(done, "left out")
    assert "unparsed" not in done.data


@pytest.mark.parametrize(
    "text", ["3.5 hours of training for each", "30.11.24 meeting with the schools", "1.5 FTE officers are in post"]
)
def test_a_date_or_an_amount_in_front_of_words_is_no_number(text: str) -> None:
    done = imported(
        f"Theme,Description,Action\nTraining,{text},Book it\nTraining,All are trained,Ask\nRisk,All know,Ask\n"
    )

    assert item(done, "1.1")["text"] == text
    assert [one["id"] for one in done.data["benchmarks"]] == ["1", "2"]


def test_an_amount_that_could_be_a_number_is_asked_about() -> None:
    done = imported("Theme,Description,Action\nTraining,1.5 FTE are there,Book it\nTraining,All know,Ask\nRisk,x,y\n")

    assert "its words begin with 1.5: is that the number of an item?" in said(done, "check")


def test_numbers_in_front_of_words_may_look_like_dates_where_their_question_is_known() -> None:
    rows = "".join(f"1.1.{number} It has {number},Yes\n" for number in range(1, 13))
    done = imported(f"Expectation,Evidence\n{rows}")

    assert [one["id"] for one in item(done, "1.1")["expectations"]] == [f"1.1.{number}" for number in range(1, 13)]


@pytest.mark.parametrize("rows", ["1,Is it?\n1,Is it more?\n", "1. Risk,Is it?\n,Is it more?\n"])
def test_a_number_of_a_benchmark_beside_words_says_what_they_are_below(rows: str) -> None:
    done = imported(f"Benchmark,Question\n{rows}2,Is there a board?\n")

    assert [item(done, name)["text"] for name in ("1.1", "1.2", "2.1")] == [
        "Is it?",
        "Is it more?",
        "Is there a board?",
    ]


def test_items_below_no_benchmark_are_asked_about_once() -> None:
    done = imported("Expectation,Evidence\nIt is signed,Yes\nIt meets,Yes\n")

    assert said(done, "check").count("no column says which benchmark an item is of; all are read below 1") == 1


def test_a_name_without_its_number_is_the_benchmark_that_has_the_name() -> None:
    assert actions(imported("Benchmark,Action\n2 - Board,Call\nBoard,Call again\n")) == {"2": ["Call", "Call again"]}


BOTH = "Benchmark,Ref,Question,Expectation,Evidence\n"


@pytest.mark.parametrize(
    "rows",
    [
        "1. Risk,,1.1 Is there a plan?,It is signed,May\n,,,It is known,June\n1. Risk,,1.2 Is it?,It is,July\n",
        "1. Risk,1.1,Is there a plan?,It is signed,May\n1. Risk,1.1,Is there a plan?,It is known,June\n1,1.2,Is it?,It is,July\n",
        "1. Risk,1.1.1,Is there a plan?,It is signed,May\n,1.1.2,,It is known,June\n,1.2.1,Is it?,It is,July\n",
        "1. Risk,1.2.1,Is it?,It is,July\n1. Risk,1.1.1,Is there a plan?,It is signed,May\n,1.1.2,,It is known,June\n",
    ],
)
def test_a_list_may_have_questions_and_expectations(rows: str) -> None:
    done = imported(BOTH + rows)

    assert [item(done, name)["text"] for name in ("1.1", "1.2")] == ["Is there a plan?", "Is it?"]
    found: list[Any] = [item(done, name) for name in ("1.1.1", "1.1.2", "1.2.1")]
    assert [(one["text"], one["evidence"]) for one in found] == [
        ("It is signed", "May"),
        ("It is known", "June"),
        ("It is", "July"),
    ]
    assert done.ledger.missing == ()


def test_a_description_with_an_owner_is_an_action_where_no_column_is() -> None:
    done = imported("Description,Owner,Due\nFind a trainer,HR,May 2025\n")

    assert actions(done) == {"1": ["Find a trainer"]}
    assert "the column 'Description' is read as action" in said(done, "assumed")


def test_a_description_with_an_owner_and_a_date_is_an_action_beside_a_colour_too() -> None:
    done = imported("Ref,Description,Owner,Due,Status,RAG\n1.1,Write,CSP,May 2024,Open,Amber\n")

    assert item(done, "1.1")["actions"][0] | {"id": ""} == {
        "id": "",
        "text": "Write",
        "owners": ["CSP"],
        "due": "May 2024",
        "status": "open",
        "progress": [{"note": "RAG: Amber"}],
    }
    assert "answer" not in item(done, "1.1")


@pytest.mark.parametrize("head", ["Description,Owner,RAG", "Description,Due,RAG"])
def test_a_description_beside_a_colour_and_one_of_them_stays_the_items(head: str) -> None:
    assert item(imported(f"Ref,{head}\n1.1,It is so,x,Amber\n"), "1.1")["text"] == "It is so"


@pytest.mark.parametrize("head", ["Detail", "Description"])
def test_an_item_that_is_a_number_is_no_action_and_the_details_beside_it_are(head: str) -> None:
    done = imported(f"Item,{head},Owner,Date\n1.1,Write,CSP,Jun 2024\n1.2,Share,CSP,Jul 2024\n")

    assert [item(done, name)["actions"][0]["text"] for name in ("1.1", "1.2")] == ["Write", "Share"]
    assert done.ledger.missing == ()


def test_an_owner_whose_cell_reaches_over_two_actions_has_both() -> None:
    rows = "<tr><td>7.1</td><td>Find</td><td rowspan=2>Chair</td></tr><tr><td>7.1</td><td>Book</td></tr>"
    page = f"<html><body><table><tr><td>Ref</td><td>Action</td><td>Owner</td></tr>{rows}</table></body></html>"
    done = lists.recognise(read(page.encode(), "a.html"), "a.html", None, Wanted("X", period="2025"), {})

    assert [one["owners"] for one in item(done, "7.1")["actions"]] == [["Chair"], ["Chair"]]
    assert done.ledger.words == len(words("Ref Action Owner 7.1 Find Chair 7.1 Book"))
    assert done.ledger.in_fields + done.ledger.labels == done.ledger.words


@pytest.mark.parametrize("numbers", ["1234", "1212"])
def test_numbers_beside_names_of_benchmarks_only_count(numbers: str) -> None:
    rows = [
        f"{number},{name}\n" for number, name in zip(numbers, ("Risk,a", "Risk,b", "Board,c", "Board,d"), strict=True)
    ]
    done = imported(f"No.,Benchmark,Expectation\n{''.join(rows)}")

    assert [item(done, name)["text"] for name in ("1.1", "1.2", "2.1", "2.2")] == ["a", "b", "c", "d"]
    assert "the numbers only count rows" in said(done, "assumed")
    assert done.ledger.missing == ()


@pytest.mark.parametrize(
    "text",
    [
        "Ref,Theme,Requirement\n3,Training,a\n3,Training,b\n5,Channel,c\n",
        "Benchmark,Number,Expectation\nTraining,3,a\nTraining,3,b\nChannel,5,c\n",
        "Benchmark number,Benchmark,Question\n3,Training,a\n3,Training,b\n5,Channel,c\n",
        "No.,Theme,Standard\n3,Training,a\n,Training,b\n5,Channel,c\n5,,d\n",
        "No.,Theme,Standard\n3,Training,a\n3,Training,b\nNo.,Theme,Standard\n5,Channel,c\n",
    ],
)
def test_numbers_that_go_with_the_names_of_benchmarks_are_theirs(text: str) -> None:
    done = imported(text)

    assert [(one["id"], one["title"]) for one in done.data["benchmarks"]] == [("3", "Training"), ("5", "Channel")]
    assert [item(done, name)["text"] for name in ("3.1", "3.2", "5.1")] == ["a", "b", "c"]
    assert "has no number" not in said(done, "check")
    assert "the numbers are those of the benchmarks beside them" in said(done, "assumed")
    assert done.ledger.missing == ()


def test_what_numbers_are_stays_so_in_a_table_that_goes_on() -> None:
    rows = "3\tTraining\ta\n3\tTraining\tb\n\nMore of it\n5\tChannel\tc\n"
    done = pasted(f"Our plan\n\nNo.\tTheme\tStandard\n{rows}")

    assert item(done, "5.1")["text"] == "c"


def test_numbers_of_words_below_a_heading_count_there() -> None:
    done = imported("Benchmark 2: Board,,\nNo.,Question,RAG\n1,Does it meet?,Green\n2,Is it known?,Red\n")

    assert [item(done, name)["answer"] for name in ("2.1", "2.2")] == ["met", "not met"]
    assert [one["id"] for one in done.data["benchmarks"]] == ["2"]


def test_numbers_of_words_below_the_heading_of_a_question_count_there() -> None:
    rows = (
        "Benchmark 2.1 Board,,\n1,It meets,Minutes\n3,It is chaired,Terms\nBenchmark 2.2 Plan,,\n4,It is signed,Copy\n"
    )
    done = imported(f"Ref,Expectation,Evidence\n{rows}")

    assert [item(done, name)["text"] for name in ("2.1.1", "2.1.3", "2.2.1")] == [
        "It meets",
        "It is chaired",
        "It is signed",
    ]
    assert "the numbers below the heading of question 2.2 begin with 4; ids follow the order" in said(done, "assumed")


def test_a_number_that_a_heading_leaves_out_stays_free() -> None:
    heads = "Ref,Question,RAG\n"
    done = workbook(
        {"Benchmark 1": f"{heads}1,a,Green\n2,b,Red\n4,c,Red\n4,d,Green", "Benchmark 2": f"{heads}1,e,Green"}
    )

    texts = {one["id"]: one["text"] for name in "12" for one in item(done, name)["questions"]}
    assert texts == {"1.1": "a", "1.2": "b", "1.4": "c", "1.5": "d", "2.1": "e"}
    assert "its number is '4', and it became 1.5" in said(done, "check")


def test_numbers_that_go_on_below_the_next_heading_are_said_to_be_dropped() -> None:
    done = imported("Benchmark 1,,\nNo.,Question,RAG\n1,a,Green\nBenchmark 2,,\n2,b,Red\n3,c,Red\n")

    assert [item(done, name)["text"] for name in ("1.1", "2.1", "2.2")] == ["a", "b", "c"]
    assert "the numbers below the heading of benchmark 2 begin with 2; ids follow the order" in said(done, "assumed")


def test_numbers_whose_head_says_that_they_are_the_benchmarks_are_no_actions_own() -> None:
    done = imported("Benchmark number,Benchmark,Action\n1,Risk,Find\n2,Board,Call\n")

    assert [(one["id"], one["title"]) for one in done.data["benchmarks"]] == [("1", "Risk"), ("2", "Board")]
    assert actions(done) == {"1": ["Find"], "2": ["Call"]}


@pytest.mark.parametrize(("ref", "name"), [("3", "2"), ("3.1", "3.1")])
def test_a_number_that_is_not_its_benchmarks_is_asked_about(ref: str, name: str) -> None:
    done = imported(f"Ref,Benchmark,Action\n{ref},2. Board,Call\n")

    assert item(done, name)["actions"][0]["text"] == "Call"
    asked = f"its number is {ref}, and its benchmark is '2. Board'; it is read as about {name}"
    assert asked in said(done, "check")
    assert "Board" not in [one.get("title") for one in done.data["benchmarks"] if one["id"] == "3"]


def test_a_whole_number_that_is_not_its_benchmarks_only_counts_words() -> None:
    done = imported("Ref,Benchmark,Question\n3,2. Board,Does it meet?\n")

    assert item(done, "2.1")["text"] == "Does it meet?"
    assert [one["id"] for one in done.data["benchmarks"]] == ["2"]


def test_a_colour_beside_evidence_and_an_action_is_the_items_answer() -> None:
    done = imported("Ref,Question,Evidence,Action,RAG\n1.1,Is it?,Minutes,Do it,Red\n1.2,Is it more?,,Do more,Amber\n")

    assert [item(done, name)["answer"] for name in ("1.1", "1.2")] == ["not met", "partly"]
    assert "progress" not in item(done, "1.1")["actions"][0]


@pytest.mark.parametrize(
    ("heads", "number"),
    [
        ("Benchmark,Action,Evidence,RAG", "2"),
        ("Ref,Action,Evidence of completion,RAG", "2.1"),
        ("Ref,Action,Evidence,RAG", "2.1"),
        ("Ref,Action,Evidence,RAG,Requirement", "2"),
    ],
)
def test_a_colour_beside_an_action_of_a_log_is_the_actions(heads: str, number: str) -> None:
    done = imported(f"{heads}\n{number},Find,Minutes,Green\n{number},Call,,Red\n")

    found = item(done, number)
    assert [one["progress"] for one in found["actions"]] == [[{"note": "RAG: Green"}], [{"note": "RAG: Red"}]]
    assert not {"rating", "answer"} & found.keys()


def test_evidence_that_an_action_is_done_makes_no_colour_the_items() -> None:
    done = imported("Ref,Question,Action,Evidence of completion,RAG\n1.1,Is it?,Do it,Minutes,Green\n")

    assert "answer" not in item(done, "1.1")


def test_a_benchmark_has_one_rating_and_another_is_asked_about() -> None:
    done = imported("Ref,Theme,Evidence,RAG\n1,Risk,,Green\n1,Risk,,Red\n")

    assert item(done, "1")["rating"] == "green"
    assert "the rating is 'green' already, and this says 'Red'" in said(done, "check")
    assert done.data["unparsed"] == [{"source": "line 3, column 4 (RAG)", "text": "Red"}]


def test_a_state_there_is_the_actions() -> None:
    done = imported("Ref,Question,Evidence,Action,RAG\n1.1,Is it?,Minutes,Do it,Complete\n")

    assert item(done, "1.1")["actions"][0]["status"] == "complete"
    assert "answer" not in item(done, "1.1")


def test_several_words_beside_the_number_of_one_question_are_its_expectations() -> None:
    done = imported("Ref,Expectation,Evidence,RAG\n1.1,a,x,Green\n1.1,b,y,Red\n1.2,c,z,Amber\n")

    assert [(one["text"], one["evidence"], one["answer"]) for one in item(done, "1.1")["expectations"]] == [
        ("a", "x", "met"),
        ("b", "y", "not met"),
    ]
    assert item(done, "1.2")["text"] == "c"
    assert "several rows with other words have the number 1.1" in said(done, "assumed")


def test_a_number_that_the_document_uses_is_given_to_nothing_else() -> None:
    done = imported("Ref,Requirement,RAG\n3.1,Weekly,Green\n3.1,Monthly,Green\n3.1.1,It is read,Red\n")

    texts = {one["id"]: one["text"] for one in item(done, "3.1")["expectations"]}
    assert texts == {"3.1.1": "It is read", "3.1.2": "Weekly", "3.1.3": "Monthly"}
    assert item(done, "3.1.1")["answer"] == "not met"


def test_a_benchmark_without_a_number_has_none_that_stands_below() -> None:
    done = imported("Benchmark,Action\nTraining,Find\n1. Risk,Call\n")

    assert [(one["id"], one["title"]) for one in done.data["benchmarks"]] == [("1", "Risk"), ("2", "Training")]


@pytest.mark.parametrize("other", ["Is there a plan", "is there a  PLAN?"])
@pytest.mark.parametrize("number", ["1.1", ""])
def test_words_that_differ_by_signs_alone_are_those_of_one_item(other: str, number: str) -> None:
    done = imported(f"Ref,Question,Action\n{number},Is there a plan?,Write\n{number},{other},Share\n")

    assert item(done, "1.1")["text"] == "Is there a plan?"
    assert [one["text"] for one in item(done, "1.1")["actions"]] == ["Write", "Share"]
    assert done.ledger.missing == ()


def test_other_words_beside_the_number_of_an_expectation_are_asked_about() -> None:
    done = imported("Ref,Expectation,Evidence\n1.1.1,a,x\n1.1.1,b,y\n")

    assert "its words are others than those above; they are in 'unparsed'" in said(done, "check")


@pytest.mark.parametrize(("written", "due"), [("Jun-25", "Jun 25"), ("June-2025", "June 2025")])
def test_a_month_as_a_spreadsheet_shows_it_is_a_date(written: str, due: str) -> None:
    assert item(imported(f"Ref,Action,Due\n7,Call,{written}\n"), "7")["actions"][0]["due"] == due


@pytest.mark.parametrize("between", ["Benchmark 2: Board,,\n", "Benchmark 2: Board,,\nRef,Action,Lead\n"])
def test_a_count_goes_on_below_a_heading_in_the_same_table(between: str) -> None:
    done = imported(f"Ref,Action,Lead\nBenchmark 1: Risk,,\n1,Find,Chair\n2,Book,HR\n{between}3,Call,HR\n")

    assert actions(done) == {"1": ["Find", "Book"], "2": ["Call"]}


def test_a_count_does_not_go_on_behind_what_is_no_number() -> None:
    first, second = f"{HEADS}1\tFind\tChair\t\n2\tBook\tHR\t\n", "x\tAsk\tHR\t\n"
    done = pasted(f"Our plan\n\n{first}\nMore\n{second}\nMore of it\n{HEADS}3\tCall\tHR\t\n")

    assert actions(done) == {"1": ["Find", "Book", "Ask"], "3": ["Call"]}


def test_a_row_with_the_words_of_a_line_that_pages_repeat_counts_once() -> None:
    rows = "Theme\tAction\n2. Board\t\n\tCall\n"
    done = pasted(f"Our plan\n\n2. Board\n\n{rows}\n2. Board\n\n2. Board\n")
    ledger = done.ledger

    assert actions(done) == {"2": ["Call"]}
    assert ledger.in_fields + ledger.unparsed + ledger.labels + ledger.repeated == ledger.words

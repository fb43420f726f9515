"""Tables that have the numbers of their items in a column of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_cli.errors import PreventError
from tests.importing.toolkits import imported, messages

if TYPE_CHECKING:
    from tests.conftest import MakeProject, Run

PAGE = """<html><body><h1>Millbrook District Council Prevent Self Assessment March 2025</h1>
<h2>Benchmark 1: Risk assessment</h2>
<h3>1.1 Is there a process?</h3>
<table><tr><th>Ref</th><th>Expectation</th><th>Evidence</th><th>Actions</th><th>RAG</th></tr>
<tr><td>1.1.1</td><td>It identifies risks.</td><td>CTLP</td><td>Board: meet</td><td>Green</td></tr>
<tr><td>1.1.3</td><td>Risks are owned.</td><td>Register</td><td>None</td><td>Amber</td></tr>
<tr><td>1.1.4</td><td>It looks ahead.</td><td>Plan</td><td></td><td></td></tr></table></body></html>"""
HEADS = "Ref\tExpectation\tEvidence\tActions\tRAG\n"
ORDER = "3 expectations without a number that fits: their ids follow the order"


def evidence(data: dict[str, Any]) -> dict[str, str | None]:
    """Give each item's evidence by its id."""
    questions = [one for benchmark in data["benchmarks"] for one in benchmark["questions"]]
    below = [each for one in questions for each in one.get("expectations", [])]
    return {one["id"]: one.get("evidence") for one in (*questions, *below)}


def of_table(rows: str, heads: str = HEADS) -> dict[str, str | None]:
    return evidence(imported(f"Benchmark 1\n1.1 Does it?\n{heads}{rows}").data)


@pytest.mark.parametrize("head", ["Ref", "Ref.", "No.", "Number", "Item", "#", "Item no", "Question ref", ""])
def test_evidence_stays_beside_the_number_in_its_row(head: str) -> None:
    done = imported(PAGE.replace("<th>Ref</th>", f"<th>{head}</th>"), "ref.html")

    assert evidence(done.data) == {"1.1": None, "1.1.1": "CTLP", "1.1.3": "Register", "1.1.4": "Plan"}
    assert "unparsed" not in done.data
    assert done.notes.found["expectation"] == {"number": 3}


def test_the_command_and_a_framework_take_the_same_numbers(run: Run, project: MakeProject) -> None:
    project({"ref.html": PAGE})
    done = run("import", "ref.html", "--framework", "home-office-2018", "--dry-run")

    found = [line.strip(' +-id:"') for line in done.stdout.splitlines() if '- id: "1.1.' in line]
    assert found == ["1.1.1", "1.1.3", "1.1.4"]
    assert "unparsed" not in done.stdout


def test_the_words_beside_a_number_are_as_if_it_stood_in_front_of_them() -> None:
    inside = PAGE.replace("<th>Ref</th>", "").replace("</td><td>It", " It").replace("</td><td>Risks", " Risks")

    assert imported(PAGE, "a.html").data == imported(inside, "a.html").data


def test_questions_and_benchmarks_may_have_their_numbers_there_too() -> None:
    rows = "1\tRisk\t\t\t\n1.1\tIs there a process?\tYes\t\t\n1.1.2\tIs it kept?\tMinutes\t\t\n1.2\tWho?\tPolice\t\t\n2\tBoard\t\t\t\n2.1\tIs there one?\tSince May\t\t\n"
    done = imported(f"Benchmark 1\n{HEADS}{rows}")

    assert evidence(done.data) == {"1.1": "Yes", "1.2": "Police", "2.1": "Since May", "1.1.2": "Minutes"}
    assert [one["statement"] for one in done.data["benchmarks"]] == ["Risk", "Board"]


def test_a_number_of_another_question_takes_its_row_there() -> None:
    done = imported(f"Benchmark 1\n{HEADS}1.1.2\tA?\ta\t\t\n1.2.1\tB?\tb\t\t\n2.1.1\tC?\tc\t\t\n1.1.3\tD?\td\t\t\n")

    assert evidence(done.data) == {
        "1.1": None, "1.2": None, "2.1": None, "1.1.2": "a", "1.1.3": "d", "1.2.1": "b", "2.1.1": "c",
    }  # fmt: skip
    assert "the numbers below it name this question, which has no words of its own" in messages(done, "assumed")


def test_a_question_known_by_number_gets_its_words_where_they_come() -> None:
    done = imported(f"Benchmark 1\n{HEADS}1.1.2\tA?\ta\t\t\n1.1\tIs it?\tYes\t\t\n1.1.3\tB?\tb\t\t\n")

    assert evidence(done.data) == {"1.1": "Yes", "1.1.2": "a", "1.1.3": "b"}


def test_a_question_without_a_number_has_that_of_the_rows_below_it() -> None:
    rows = "1.2.1\tA?\ta\t\t\n1.2.4\tB?\tb\t\t\n"

    assert evidence(imported(f"Benchmark 1\n**Does it?**\n{HEADS}{rows}").data) == {
        "1.2": None, "1.2.1": "a", "1.2.4": "b",
    }  # fmt: skip


@pytest.mark.parametrize("question", ["<td colspan=5>1.2 Who?</td>", "<td>1.2 Who?</td>" + "<td></td>" * 4])
@pytest.mark.parametrize("number", ["<td>1.2.1</td>", "<td>1</td>", "<td></td>"])
def test_a_question_across_such_a_table_begins_there(question: str, number: str) -> None:
    row = f"<tr>{question}</tr><tr>{number}<td>It works.</td><td>Minutes</td><td></td><td></td></tr></table>"
    done = imported(PAGE.replace("</table>", row), "a.html")

    assert done.data["benchmarks"][0]["questions"][1]["text"] == "Who?"
    assert evidence(done.data)["1.2.1"] == "Minutes"


def test_a_question_across_a_table_whose_rows_are_counted_begins_there() -> None:
    rows = "<tr><td colspan=5>1.2 Who?</td></tr><tr><td>1</td><td>It works.</td><td>Minutes</td><td></td><td></td></tr></table>"
    page = PAGE.replace("1.1.1", "1").replace("1.1.3", "2").replace("1.1.4", "3").replace("</table>", rows)

    assert evidence(imported(page, "a.html").data)["1.2.1"] == "Minutes"


def test_a_row_may_have_no_words_but_its_number() -> None:
    assert of_table("1.1.1\tA?\ta\t\t\n1.1.3\t\tb\t\t\n") == {"1.1": None, "1.1.1": "a", "1.1.3": "b"}


def test_a_table_may_have_no_column_of_words() -> None:
    found = of_table("1.1.2\ta\t\t\n1.1.3\tb\t\t\n", "Ref\tEvidence\tActions\tRAG\n")

    assert found == {"1.1": None, "1.1.2": "a", "1.1.3": "b"}


def test_numbers_may_stand_below_no_heads_at_all() -> None:
    assert of_table("1.1.2\tA?\ta\t\t\n1.1.3\tB?\tb\t\t\n", "") == {"1.1": None, "1.1.2": "a", "1.1.3": "b"}


def test_such_a_table_may_follow_one_whose_columns_are_others() -> None:
    table = "<table><tr><td>2.1.2</td><td>Where?</td><td>Here</td><td></td><td></td></tr></table>"
    heads = "<tr><th>Question</th><th>Evidence</th><th>Item no.</th><th>Actions</th></tr>"
    page = f"<table>{heads}<tr><td>Is it?</td><td>Yes</td><td>1.1.4</td><td></td></tr></table><p>Benchmark 2</p>{table}"
    done = imported(f"<html><body><p>Benchmark 1</p>{page}</body></html>", "a.html")

    assert evidence(done.data) == {"1.1": None, "1.1.4": "Yes", "2.1": None, "2.1.2": "Here"}


def test_a_table_that_goes_on_over_a_page_keeps_its_numbers() -> None:
    page = PAGE.replace("<tr><td>1.1.4", "</table><p>Page 1 of 2</p><table><tr><td>1.1.4")

    assert evidence(imported(page, "a.html").data)["1.1.4"] == "Plan"


@pytest.mark.parametrize("numbers", [("1", "2", "3"), ("a", "b", "c"), ("", "", "")])
def test_what_is_no_items_number_leaves_rows_in_their_order_and_that_is_said(numbers: tuple[str, ...]) -> None:
    page = PAGE
    for written, number in zip(("1.1.1", "1.1.3", "1.1.4"), numbers, strict=True):
        page = page.replace(f"<td>{written}<", f"<td>{number}<")
    done = imported(page, "a.html")

    assert evidence(done.data) == {"1.1": None, "1.1.1": "CTLP", "1.1.2": "Register", "1.1.3": "Plan"}
    assert [one["text"] for one in done.data.get("unparsed", [])] == [one for one in numbers if one]
    assert ORDER in messages(done, "assumed")


def test_a_number_that_stands_twice_is_asked_about_and_kept() -> None:
    done = imported(f"Benchmark 1\n1.1 Does it?\n{HEADS}1.1.2\tA?\ta\t\t\n1.1.2\tB?\tb\t\t\n")

    assert "the number 1.1.2 is there already" in messages(done, "check")
    assert done.data["benchmarks"][0]["questions"][0]["expectations"][1]["text"] == "1.1.2 B?"


@pytest.mark.parametrize(
    "said",
    [
        "30.11.21 Board agreed the plan",
        "1.11.21 Board agreed the plan",
        "8.1.2 of the guidance is followed",
        "1.9.2 of the guidance is followed",
        "8.1.2 Guidance is followed",
    ],
)
def test_a_date_or_a_place_in_a_law_is_no_item_and_the_rows_below_stay(said: str) -> None:
    rows = f"1.1 Is there a plan?\tYes\t\t\n{said}\tMinutes\t\t\nStaff are trained\tRecords\t\t\n"
    data = imported(f"Benchmark 1\n{HEADS[4:]}{rows}Benchmark 8\n8.1 Is it?\nYes\t\t\t\n").data

    assert evidence(data)["1.1.2"] == "Records"
    assert data["benchmarks"][0]["questions"][0]["expectations"][0]["text"] == said


def test_expectations_in_small_letters_are_found_under_their_numbers() -> None:
    first = "1.1.1 there is a process\tCTLP\t\t\n1.1.2 partners add to it\tYes\t\t\n1.2.1 it is reviewed\tMay\t\t\n"
    second = "2.1.1 the board meets\tQuarterly\t\t\n2.2.1 it has terms\tSigned\t\t\n"
    done = imported(f"Benchmark 1: Risk\n{HEADS[4:]}{first}\nBenchmark 2: Board\n{HEADS[4:]}{second}")

    assert {name: said for name, said in evidence(done.data).items() if said} == {
        "1.1.1": "CTLP", "1.1.2": "Yes", "1.2.1": "May", "2.1.1": "Quarterly", "2.2.1": "Signed",
    }  # fmt: skip
    assert messages(done, "check") == []


@pytest.mark.parametrize("above", ["1.1 Is it?\tYes\t\t\n", ""])
def test_a_number_in_small_letters_that_goes_on_from_none_is_asked_about_and_kept(above: str) -> None:
    done = imported(f"Benchmark 1\n{HEADS[4:]}{above}1.9.2 of the guidance is followed\tMinutes\t\t\n")

    assert evidence(done.data)["1.1.1"] == "Minutes"
    assert "the number 1.9.2 does not fit below 1.1; it stays in the text" in messages(done, "check")


def test_expectations_of_a_benchmark_without_a_heading_begin_it() -> None:
    rows = "1.1.1 It is\ta\t\t\n1.1.2 It stays\tb\t\t\n2.1.1 It meets\tc\t\t\n2.2.1 It has terms\td\t\t\n"

    assert evidence(imported(f"Benchmark 1: Risk\n{HEADS[4:]}{rows}").data) == {
        "1.1": None, "1.1.1": "a", "1.1.2": "b", "2.1": None, "2.1.1": "c", "2.2": None, "2.2.1": "d",
    }  # fmt: skip


def test_expectations_below_no_heading_at_all_are_refused_in_words() -> None:
    with pytest.raises(PreventError, match="no assessment that can be recognised"):
        imported(f"{HEADS[4:]}1.1.1 It is\ta\t\t\n2.1.1 It meets\tc\t\t\n")


def test_expectations_of_a_benchmark_that_the_summary_has_begin_it() -> None:
    summary = "2. Board RAG Rating: Green Comments: Well\n"
    rows = "1.1.1 It is\ta\t\t\n2.3.1 It meets\tc\t\t\n"

    found = evidence(imported(f"{summary}Benchmark 1: Risk\n{HEADS[4:]}{rows}").data)
    assert found == {"1.1": None, "1.1.1": "a", "2.3": None, "2.3.1": "c"}


def test_each_number_of_a_benchmark_that_nobody_knows_is_asked_about() -> None:
    rows = "1.1.1 It is\ta\t\t\n7.3.1 It meets\tc\t\t\n8.1.2 Guidance is followed\td\t\t\n"
    done = imported(f"Benchmark 1: Risk\n{HEADS[4:]}{rows}")

    assert evidence(done.data) == {"1.1": None, "1.1.1": "a", "1.1.2": "c", "1.1.3": "d"}
    assert messages(done, "check") == [
        f"the number {one} is of no benchmark that is known; its row is read below 1" for one in ("7.3.1", "8.1.2")
    ]


def test_a_head_may_say_at_length_what_its_column_is_for() -> None:
    heads = HEADS.replace("Evidence", "Evidence (please say what is in place and since when)")
    done = imported(f"Benchmark 1\n1.1 Does it?\n{heads}1.1.2\tA?\ta\t\t\n")

    assert evidence(done.data) == {"1.1": None, "1.1.2": "a"}
    assert "unparsed" not in done.data


def test_an_expectation_goes_back_to_a_benchmark_that_was_there() -> None:
    rows = "1.1 A?\ta\t\t\nBenchmark 2\n2.1 B?\tb\t\t\n1.1.1 C?\tc\t\t\n"

    assert evidence(imported(f"Benchmark 1\n{HEADS[4:]}{rows}").data) == {"1.1": "a", "1.1.1": "c", "2.1": "b"}


TEN = "".join(f"Benchmark {one}\n{one}.1 Is it?\tYes\t\t\n" for one in range(1, 13))


@pytest.mark.parametrize("first", ["1.11.21", "9.30", "2.5", "1.1.21"])
@pytest.mark.parametrize("second", ["8.12.21", "10.15", "12.5", "1.1.22"])
def test_neither_are_they_where_every_benchmark_is_known(first: str, second: str) -> None:
    done = imported(f"{TEN}\nHeld\n{first}\tBoard\tMinutes\n{second}\tPanel\tCases\n")
    found = {name: said for name, said in evidence(done.data).items() if said != "Yes"}

    assert found == {"12.2": None, "12.2.1": "Board", "12.2.2": "Panel"}


ASSESSED = f"Benchmark 1\n{HEADS}1.1\tIs it?\tYes\t\t\n1.1.1\tIt is\tMinutes\tNone\tGreen\n\n"


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        ("Version\tDay\tWho\tWhat\tWhy\n1.1\tMay\tA\t\t\n1.2\tJune\tB\t\t\n", "a list of actions"),
        ("Version\tDate\tAuthor\tChanges\n0.1\tMay\tA\tDraft\n1.1\tJune\tB\tFinal\n", "no table of an assessment"),
        ("No.\tDate\tStatus\tNotes\n1.1\tMay\tDraft\tNew\n1.2\tJune\tFinal\tRead\n", "no table of an assessment"),
        ("Ref\tAction\tLead\tDeadline\tStatus\n1.1.1\tShare it\tChair\tMay 2024\tOpen\n", "a list of actions"),
        (
            "No.\tAction\tLead\tDeadline\n1\tShare it\tChair\tMay 2024\n2\tAsk\tChair\tMay 2024\n",
            "a list of actions",
        ),
    ],
)
def test_a_table_of_actions_or_versions_is_kept_aside_and_that_is_said_once(table: str, kind: str) -> None:
    done = imported(f"{ASSESSED}The plan\n{table}")
    said = [one for one in messages(done, "check") if f" is {kind} and is in 'unparsed'" in one]

    assert evidence(done.data) == {"1.1": "Yes", "1.1.1": "Minutes"}
    assert [one["text"] for one in done.data["unparsed"]] == ["The plan", *filter(None, re.split("[\t\n]+", table))]
    assert len(said) == 1
    assert not done.ledger.missing


def test_a_list_of_actions_that_goes_on_below_without_heads_is_kept_aside_as_a_whole() -> None:
    cells = "<tr><td>{}<td>{}<td>{}<td>{}<td>{}</tr>"
    plan = cells.format("Ref", "Action", "Lead", "Deadline", "Status")
    more = cells.format("1.1.3", "Ask health", "Chair", "May 2024", "Open")
    page = PAGE.replace("</body>", f"<p>Plan</p><table>{plan}</table><table>{more}</table></body>")

    assert evidence(imported(page, "a.html").data) == evidence(imported(PAGE, "a.html").data)


def test_numbers_that_could_be_dates_are_items_where_their_question_is_known() -> None:
    rows = "".join(f"1.1.{one}\tIs it?\t{one}\t\t\n" for one in range(1, 13))

    for heads in (HEADS, ""):
        assert {name: said for name, said in of_table(rows, heads).items() if said} == {
            f"1.1.{one}": str(one) for one in range(1, 13)
        }


def bare(*numbers: str) -> str:
    """Give rows without heads: a question has its words alone, an expectation says its own number as evidence."""
    rows = ("{0}\tDoes it?\t\t\t\n" if one.count(".") == 1 else "{0}\tIt does\t{0}x\tNone\tGreen\n" for one in numbers)
    return "".join(row.format(one) for row, one in zip(rows, numbers, strict=True))


def as_written(*numbers: str) -> dict[str, str | None]:
    return {one: None if one.count(".") == 1 else f"{one}x" for one in numbers}


@pytest.mark.parametrize(
    "numbers",
    [
        ("1.1", *(f"1.1.{one}" for one in range(1, 13))),
        ("1.1", "1.1.1", "1.3", "1.3.1"),
        ("1.1", "1.1.8", "1.1.9", "1.1.10", "1.1.11"),
    ],
)
def test_numbers_below_no_heads_may_look_like_dates_and_leave_questions_out(numbers: tuple[str, ...]) -> None:
    done = imported(f"Benchmark 1: Risk\n{bare(*numbers)}")

    assert evidence(done.data) == as_written(*numbers)
    assert "unparsed" not in done.data


def test_a_second_table_without_heads_goes_on_with_the_numbers_of_the_first() -> None:
    first, second = ("1.1", "1.1.1"), ("1.2", "1.2.1")
    done = imported(f"Benchmark 1: Risk\n{bare(*first)}\nPage 1 of 2\n\n{bare(*second)}")

    assert evidence(done.data) == as_written(*first, *second)


def test_a_second_table_may_leave_the_heads_to_the_first_and_begin_in_the_middle() -> None:
    first, second = ("1.1", "1.1.1"), ("2.1", "2.1.8", "2.1.9", "2.1.10", "2.1.11")
    done = imported(f"Benchmark 1: Risk\n{HEADS}{bare(*first)}\nBenchmark 2: Board\n{bare(*second)}")

    assert evidence(done.data) == as_written(*first, *second)


def test_a_row_across_such_a_table_may_be_the_benchmark() -> None:
    rows = (
        f"<tr><td colspan=5>{one}. Name</td></tr>"
        f"<tr><td>{one}.1</td><td>Is it?</td><td></td><td></td><td></td></tr>"
        f"<tr><td>{one}.1.1</td><td>It is</td><td>{one}.1.1x</td><td>None</td><td>Green</td></tr>"
        for one in (1, 2)
    )
    done = imported(f"<html><body><table>{''.join(rows)}</table></body></html>", "a.html")

    assert evidence(done.data) == as_written("1.1", "1.1.1", "2.1", "2.1.1")
    assert [one["statement"] for one in done.data["benchmarks"]] == ["Name", "Name"]


@pytest.mark.parametrize("heads", [HEADS, ""])
def test_a_whole_number_above_its_questions_is_the_benchmarks_in_a_second_table_too(heads: str) -> None:
    first, second = (f"{one}\tName\t\t\t\n{bare(f'{one}.1', f'{one}.1.1')}" for one in (1, 2))
    done = imported(f"{heads}{first}\n{second}")

    assert evidence(done.data) == as_written("1.1", "1.1.1", "2.1", "2.1.1")
    assert [one["statement"] for one in done.data["benchmarks"]] == ["Name", "Name"]


def test_a_question_may_reach_over_its_number_with_evidence_beside_it() -> None:
    row = "<tr><td colspan=2>1.2 Is it known?</td><td>Yes</td><td></td><td></td></tr></table>"
    done = imported(PAGE.replace("</table>", row), "a.html")

    assert evidence(done.data)["1.2"] == "Yes"
    assert "unparsed" not in done.data


@pytest.mark.parametrize(
    "rows",
    [
        "30.11.21\tBoard\tMinutes\n14.12.21\tPanel\tCases\n",
        "9.30\tBoard\tMinutes\n10.15\tPanel\tCases\n",
        "12.5\tBoard\tMinutes\n1,200\tPanel\tCases\n",
        "1,1\tBoard\tMinutes\n1,2\tPanel\tCases\n",
    ],
)
def test_dates_times_and_amounts_below_no_heads_are_no_numbers_of_items(rows: str) -> None:
    done = imported(f"Benchmark 1\n{HEADS[4:]}1.1 Is it?\tYes\t\t\n\nHeld\n{rows}")

    assert evidence(done.data) == {"1.1": "Yes", "1.2": None, "1.2.1": "Board", "1.2.2": "Panel"}


def test_amounts_beside_numbered_words_are_kept_aside() -> None:
    heads = "Expectation\tEvidence\tAction\t\n"
    done = imported(f"Benchmark 1\n{heads}1.1 Is it?\tYes\t\t1.50\n1.2 Is it new?\tNo\t\t1.20\n")

    assert evidence(done.data) == {"1.1": "Yes", "1.2": "No"}
    assert [one["text"] for one in done.data["unparsed"]] == ["1.50", "1.20"]


def test_a_date_in_a_column_of_numbers_is_kept_aside() -> None:
    done = imported(f"Benchmark 1\n{HEADS}1.1\tA?\ta\t\t\n30.11.21\tB?\tb\t\t\n1.1.10\tC?\tc\t\t\n")

    assert evidence(done.data) == {"1.1": "a", "1.1.1": "b", "1.1.10": "c"}
    assert [one["text"] for one in done.data["unparsed"]] == ["30.11.21"]


def test_a_number_that_the_words_hold_too_is_taken_once() -> None:
    done = imported(f"Benchmark 1\n{HEADS}1.1\t1.1 Is it?\tYes\t\t\n1.1.1\t1.1.1 It is new\tNew\t\t\n")
    question = done.data["benchmarks"][0]["questions"][0]

    assert (question["text"], question["expectations"][0]["text"]) == ("Is it?", "It is new")
    assert "unparsed" not in done.data


def test_a_count_beside_words_alone_is_no_benchmarks_number() -> None:
    done = imported(
        f"Benchmark 1\n{HEADS}1.1\tIs it?\tYes\t\t\n2\tIt is known\t\t\t\nBenchmark 2\n2.1 Who?\nA\ta\t\t\t\n"
    )

    assert done.data["benchmarks"][0]["questions"][0]["expectations"][0]["text"] == "It is known"
    assert [one["text"] for one in done.data["unparsed"]][:1] == ["2"]


IDS = st.lists(st.tuples(*[st.integers(1, 3)] * 3), min_size=1, max_size=8, unique=True).map(
    lambda found: [".".join(map(str, one)) for one in found]
)


@given(IDS)
def test_every_row_is_found_under_the_number_it_was_written_with(ids: list[str]) -> None:
    rows = "".join(f"{one}\tIs it?\tas {one} says\t\t\n" for one in ids)
    done = imported(f"Benchmark 1\n{HEADS}{rows}")

    assert {name: said for name, said in evidence(done.data).items() if said} == {one: f"as {one} says" for one in ids}
    assert not done.ledger.missing

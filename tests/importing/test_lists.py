"""Tables of other shapes: one row an action, one row an item, under any names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_cli.errors import PreventError
from prevent_cli.importing import cutting, fields, heads, kinds, listings, lists
from prevent_cli.importing.readers import read
from prevent_cli.importing.recognise import Imported, Wanted
from prevent_cli.model.toolkit import Toolkit
from prevent_cli.reports import imports as reports

if TYPE_CHECKING:
    from prevent_cli.model.framework import Framework
    from tests.conftest import MakeProject, Run


def imported(text: str, *options: str, framework: Framework | None = None) -> Imported:
    document = read(text.encode(), "plan.csv")
    return lists.recognise(document, "plan.csv", framework, Wanted("X", period="2025"), fields.said(options))


def item(done: Imported, name: str) -> Any:
    """Give an item of the toolkit by its id."""
    found = done.data
    for depth, key in enumerate(("benchmarks", "questions", "expectations")[: name.count(".") + 1], 1):
        found = next(one for one in found[key] if one["id"] == ".".join(name.split(".")[:depth]))
    return found


def said(done: Imported, level: str) -> str:
    return "\n".join(one.message for one in done.notes.notes if one.level == level)


PLAN = """Ref,Agreed action,Lead officer,By when,Status,Latest update
7.3.1,Find a trainer,Training lead,Jun 2025,In progress,Two quotes in
7.3.1,Book the hall,Training lead / CSP manager,30/11/2025,Complete,
8,Share the policy,Licensing,,Open,
"""


ANSWERED = "Ref,Question,RAG,Action\n1.1,a,Green,\n1.1,a,Green,\n1.1,a,Red,\n1.1,a,Amber,do it\n1.1,a,none,\n"


def test_one_row_an_action() -> None:
    done = imported(PLAN)

    assert item(done, "7.3.1")["actions"] == [
        {
            "id": "A01",
            "text": "Find a trainer",
            "owners": ["Training lead"],
            "due": "Jun 2025",
            "status": "in progress",
            "progress": [{"note": "Two quotes in"}],
        },
        {
            "id": "A02",
            "text": "Book the hall",
            "owners": ["Training lead", "CSP manager"],
            "due": "30/11/2025",
            "status": "complete",
        },
    ]
    assert [one["text"] for one in item(done, "8")["actions"]] == ["Share the policy"]


def test_one_row_an_item() -> None:
    done = imported("No,Question,Evidence,RAG\n1.1,Is there a plan?,Yes: signed in May,Green\n1.2,Is it known?,,Red\n")

    assert item(done, "1.1") == {
        "id": "1.1",
        "text": "Is there a plan?",
        "answer": "met",
        "evidence": "Yes: signed in May",
    }
    assert item(done, "1.2")["answer"] == "not met"


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("Owner", "owners"),
        ("Lead", "owners"),
        ("Responsible", "owners"),
        ("By whom", "owners"),
        ("Lead agency", "owners"),
        ("Deadline", "due"),
        ("Target date", "due"),
        ("By when?", "due"),
        ("Timescale", "due"),
        ("RAG", "answer"),
        ("RAG rating", "answer"),
        ("Status", "status"),
        ("What will be done", "action"),
        ("Recommendation", "action"),
        ("Date raised", "raised"),
        ("Completion date", "due"),
        ("Progress update", "progress"),
        ("Action ref", "id"),
        ("Theme", "benchmark"),
        ("Budget", None),
    ],
)
def test_a_head_says_what_its_column_holds(head: str, field: str | None) -> None:
    assert heads.field(head) == field


def test_the_report_says_what_each_column_was_taken_for() -> None:
    done = imported("Ref,Action,Budget\n7,Find a trainer,50\n")

    assert "the column 'Action' is read as action, by its head" in said(done, "assumed")
    assert "the column 'Budget' went to 'unparsed'" in said(done, "check")
    assert done.data["unparsed"] == [{"source": "line 2, column 3 (Budget)", "text": "50"}]


def test_a_person_corrects_a_column() -> None:
    done = imported("Ref,What,Budget\n7,Find a trainer,£50\n", "What=action", "budget = outcome")

    assert item(done, "7")["actions"][0] == {"id": "A01", "text": "Find a trainer", "status": "open", "outcome": "£50"}


def test_a_mapping_is_saved_and_used_again() -> None:
    saved = fields.as_file(listings.mapping(listings.listings(read(PLAN.encode(), "plan.csv"), {})))

    assert fields.from_file(saved, "map.json")["Lead officer"] == "owners"


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("Nothing", "--map Nothing does not say which column is what"),
        ("Ref=reference", "--map Ref=reference: there is no field 'reference'"),
        ("Cost=outcome", "plan.csv has no column 'Cost'"),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(option: str, message: str) -> None:
    with pytest.raises(PreventError) as caught:
        imported(PLAN, option)

    assert caught.value.message == message


@pytest.mark.parametrize(
    "text", ["", "[", '{"columns": 1}', '{"columns": {"A": 1}}', '{"columns": {"A": "b"}}', "[" * 9999]
)
def test_a_file_that_is_no_mapping_is_refused(text: str) -> None:
    with pytest.raises(PreventError, match=r"map\.json"):
        fields.from_file(text, "map.json")


def test_a_row_without_a_number_is_about_the_item_above_and_that_is_said() -> None:
    done = imported("Ref,Action\n7.3,Find a trainer\n,Book a hall\n")

    assert len(item(done, "7.3")["actions"]) == 2
    assert "it is read as about 7.3, like the row above" in said(done, "assumed")


def test_without_any_number_all_is_on_one_benchmark_and_that_is_said() -> None:
    done = imported("Action,Owner\nFind a trainer,Lead\n")

    assert len(item(done, "1")["actions"]) == 1
    assert "no column says which item a row is about" in said(done, "check")


def test_rows_below_a_theme_are_about_it() -> None:
    done = imported("Theme,Action\nTraining,\n,a\nVenues,\n,b\n,c\n")

    texts = {one["title"]: [each["text"] for each in one["actions"]] for one in done.data["benchmarks"]}
    assert texts == {"Training": ["a"], "Venues": ["b", "c"]}


def test_what_is_so_of_every_row_is_said_once() -> None:
    done = imported("Action,Owner\na,HR\nb,HR\nc,HR\n")

    assert said(done, "check").count("which item") == 1
    assert "which item" not in said(done, "assumed")


def test_a_theme_without_a_number_becomes_a_benchmark_and_that_is_said() -> None:
    done = imported("Theme,Action\nTraining,Find a trainer\nVenues,Write a policy\nTraining,Book a hall\n")

    assert [(one["title"], len(one["actions"])) for one in done.data["benchmarks"]] == [("Training", 2), ("Venues", 1)]
    assert "'Training' has no number and became benchmark 1" in said(done, "check")


def test_numbers_of_actions_are_kept_as_ids() -> None:
    done = imported("Action ref,Ref,Action\nX7,7,Find a trainer\n12,7,Book a hall\nX7,7,Ask again\n")

    assert [one["id"] for one in item(done, "7")["actions"]] == ["X7", "A12", "A01"]
    assert {"source": "line 4, column 1", "text": "X7"} in done.data["unparsed"]


@pytest.mark.parametrize("due", ["soon", "21 Nov", "when funds allow"])
def test_what_is_no_date_is_kept_aside(due: str) -> None:
    done = imported(f"Ref,Action,Deadline\n7,Find a trainer,{due}\n")

    assert "due" not in item(done, "7")["actions"][0]
    assert done.data["unparsed"] == [{"source": "line 2, column 3 (Deadline)", "text": due}]


def test_a_colour_beside_an_action_is_kept_with_its_head() -> None:
    done = imported("Ref,Action,RAG\n7,Find a trainer,Amber\n")

    assert item(done, "7")["actions"][0]["progress"] == [{"note": "RAG: Amber"}]


def test_what_speaks_of_an_action_that_is_not_there_is_kept_aside() -> None:
    done = imported("Ref,Question,Action,Owner\n7.1,Is there a plan?,,Clerk\n")

    assert done.data["unparsed"] == [{"source": "line 2, column 4 (Owner)", "text": "Clerk"}]


@pytest.mark.parametrize(
    "text", [PLAN, "Ref,Question,Evidence,Extra\n1.1,a b,c d,e\n1.1,f g,c d,h\n,i,,\n2,j,k,l\n", ANSWERED]
)
def test_no_word_is_lost_and_the_result_is_a_toolkit(text: str) -> None:
    done = imported(text)

    assert done.ledger.missing == ()
    assert Toolkit.model_validate(done.data).organisation.name == "X"


def test_a_line_above_the_heads_says_whose_list_it_is_and_for_when() -> None:
    plan = "Action plan of Harrowmere Borough Council: Mar 2024,,\n,,\nRef,Action,Owner\n7,Find a trainer,HR\n"
    done = lists.recognise(read(plan.encode(), "plan.csv"), "plan.csv", None, Wanted(), {})

    assert (done.data["organisation"]["name"], done.data["period"]) == ("Harrowmere Borough Council", "Mar 2024")
    assert "unparsed" not in done.data


def test_two_columns_may_be_given_one_field_and_keep_the_words_of_both() -> None:
    plan = "Ref,Action,In May,In June\n7,Find a trainer,Asked round,Found one\n"
    done = imported(plan, "In May=progress", "In June=progress")

    assert item(done, "7")["actions"][0]["progress"] == [{"note": "Asked round\n\nFound one\n"}]
    assert done.ledger.missing == ()


def test_a_number_that_counts_the_actions_is_theirs_and_no_item() -> None:
    done = imported("No.,Benchmark,Action\n1.,Training,Find a trainer\n2.,Venues,Brief the halls\n")

    assert [one["actions"][0]["id"] for one in done.data["benchmarks"]] == ["A01", "A02"]
    assert [one["title"] for one in done.data["benchmarks"]] == ["Training", "Venues"]
    assert "unparsed" not in done.data
    assert "the column 'No.' is read as id, as it counts the rows" in said(done, "assumed")


@pytest.mark.parametrize("text", ["No.,Action\n1,a\n3,b\n", "No.,Question,Action\n1,a,b\n2,c,d\n"])
def test_a_number_of_items_stays_theirs(text: str) -> None:
    assert "the column 'No.' is read as ref, by its head" in said(imported(text), "assumed")


def test_what_the_report_says_of_a_column_can_be_typed() -> None:
    done = imported("Ref,Action,Who's paying\n7,Find a trainer,HR\n")

    assert """--map "Who's paying=FIELD" gives it a field""" in said(done, "check")


ITEMS = """Ref,Expectation,Evidence,Action,RAG
1.1.1,How does it identify risks?,Through the risk register.,None,Green
1.1.2,Are risks managed?,Yes they are.,None required,Green
1.1.3,Third?,N/A,N/A,
1.1.4,Fourth?,Some words,-,Amber
1.1.5,Fifth?,N/A as no hall is let. Asked in May.,No further action,
"""


def test_a_row_whose_action_is_none_has_no_action_and_its_colour_is_the_answer() -> None:
    done = imported(ITEMS)
    found = [item(done, f"1.1.{number}") for number in range(1, 6)]

    assert [one["actions"] for one in found] == [[]] * 5
    assert [one["answer"] for one in found] == ["met", "met", "not applicable", "partly", "not applicable"]
    assert "unparsed" not in done.data


@pytest.mark.parametrize("action", ["None", "Find a trainer"])
def test_a_cell_that_says_nothing_names_no_owner_and_no_date(action: str) -> None:
    done = imported(f"Ref,Action,Owner,Deadline,Update\n1.1,{action},N/A,-,None\n")

    assert [one.get("owners") for one in item(done, "1.1")["actions"]] == [None] * (action != "None")
    assert "unparsed" not in done.data
    assert done.ledger.missing == ()


def test_an_action_that_begins_like_none_and_says_more_is_asked_about() -> None:
    done = imported("Ref,Action,Owner\n1.1,None; see 1.2,Chair\n1.2,NFA,\n")

    assert [one["text"] for one in item(done, "1.1")["actions"]] == ["None; see 1.2"]
    assert item(done, "1.2")["actions"] == []
    assert "it begins with 'None': is there an action?" in said(done, "check")


def test_the_report_counts_what_it_names_in_english() -> None:
    said = reports.text(imported(ITEMS))

    assert "- 5 cells without an action, by the label" in said
    assert "- 5 items, by number" in said
    assert "- 1 cell without an action, by the label" in reports.text(imported("Ref,Action\n1.1,None\n"))


def test_evidence_that_does_not_apply_gives_its_reason() -> None:
    done = imported(ITEMS)

    assert "evidence" not in item(done, "1.1.3")
    assert (item(done, "1.1.5")["reason"], item(done, "1.1.5")["evidence"]) == ("as no hall is let.", "Asked in May.")


def test_evidence_that_does_not_apply_in_two_rows_of_an_item_is_said_once() -> None:
    done = imported("Ref,Question,Evidence\n1.1,a,N/A as shut. Yes\n1.1,a,N/A as shut. Yes\n")

    assert {key: item(done, "1.1")[key] for key in ("answer", "reason", "evidence")} == {
        "answer": "not applicable", "reason": "as shut.", "evidence": "Yes",
    }  # fmt: skip
    assert done.ledger.missing == ()


@pytest.mark.parametrize(
    ("rows", "evidence"),
    [
        ("1.1,a,N/A,None,\n1.1,a,Survey,b,\n", "N/A\n\nSurvey"),
        ("1.1,a,N/A,None,\n1.1,a,Survey,None,\n", "N/A\n\nSurvey"),
        ("1.1,a,N/A,,\n1.1,a,,b,\n", "N/A"),
        ("1.1,a,N/A,,\n1.1,a,,,Met\n", "N/A"),
    ],
)
def test_a_row_that_says_more_withdraws_that_an_item_does_not_apply(rows: str, evidence: str) -> None:
    done = imported(f"Ref,Question,Evidence,Action,Answer\n{rows}")

    assert item(done, "1.1").get("answer") != "not applicable"
    assert item(done, "1.1")["evidence"].strip() == evidence
    assert "begins with 'N/A' (line 2, column 3), and this row says more: does the item apply?" in said(done, "check")
    assert done.ledger.missing == ()


@pytest.mark.parametrize(
    ("rows", "evidence"),
    [
        ("1.1,a,Policy,,\n1.1,a,N/A. Closed now,,\n", "Policy\n\nN/A.\nClosed now"),
        ("1.1,a,,b,\n1.1,a,N/A,,\n", "N/A"),
        ("1.1,a,Policy,b,\n1.1,a,N/A,c,\n", "Policy\n\nN/A"),
        ("1.1,a,N/A,b,\n", "N/A"),
        ("1.1,a,N/A,,Met\n", "N/A"),
        ("1.1,a,N/A. Covered elsewhere.,,Not met\n", "N/A.\nCovered elsewhere."),
    ],
)
def test_an_item_with_evidence_an_answer_or_an_action_applies_and_that_is_asked_about(rows: str, evidence: str) -> None:
    done = imported(f"Ref,Question,Evidence,Action,Answer\n{rows}")

    assert item(done, "1.1").get("answer") != "not applicable"
    assert item(done, "1.1")["evidence"].strip() == evidence
    assert "the evidence begins with 'N/A', and more is said of the item: does it apply?" in said(done, "check")
    assert "unparsed" not in done.data


def test_an_answer_that_it_does_not_apply_has_its_reason_in_the_evidence() -> None:
    done = imported("Ref,Question,Evidence,Answer\n1.1,a,N/A as shut,N/A\n")

    assert (item(done, "1.1")["answer"], item(done, "1.1")["reason"]) == ("not applicable", "as shut")


WORDS = st.lists(st.sampled_from(["We", "have", "no", "schools.", "They", "were", "shut.", "in", "2019"]), min_size=1)
SPACES = st.sampled_from([" ", "  ", "   ", "\t", "\n", " \n "])


@given(WORDS, st.data())
def test_no_word_behind_does_not_apply_is_cut(words: list[str], data: st.DataObject) -> None:
    text = "".join(data.draw(SPACES) + word for word in words)
    done = imported(f'Ref,Question,Evidence\n1.1,a,"N/A.{text}"\n')
    kept = " ".join(item(done, "1.1").get(key, "") for key in ("reason", "evidence"))

    assert kept.split() == words
    assert done.ledger.missing == ()


@given(WORDS, st.data())
def test_a_length_in_folded_text_is_the_same_words_in_the_text(words: list[str], data: st.DataObject) -> None:
    text = "".join(data.draw(SPACES) + word for word in words)
    length = data.draw(st.integers(1, len(" ".join(words))))

    assert " ".join(text[: cutting.unfolded(text, length)].split()) == " ".join(words)[:length].strip()


def test_a_sentence_behind_does_not_apply_goes_on_over_a_line() -> None:
    done = imported('Ref,Question,Evidence\n1.1,a,"N/A. Covered\nelsewhere in the plan. See there."\n')

    assert item(done, "1.1")["reason"].split() == ["Covered", "elsewhere", "in", "the", "plan."]
    assert item(done, "1.1")["evidence"] == "See there."


def test_evidence_that_does_not_apply_below_another_answer_stays_evidence() -> None:
    done = imported("Ref,Question,Evidence,RAG\n1.1,a,b,Green\n1.1,a,N/A,\n")

    assert (item(done, "1.1")["answer"], item(done, "1.1")["evidence"]) == ("met", "b\n\nN/A\n")


def test_an_action_in_another_row_of_an_item_stays() -> None:
    done = imported("Ref,Action\n1.1,None\n1.1,Find a trainer\n1.1,None\n")

    assert [one["text"] for one in item(done, "1.1")["actions"]] == ["Find a trainer"]


def test_words_behind_a_number_stay_word_for_word() -> None:
    done = imported("Question,Evidence\n1.1 2. is *due*,Yes\n")

    assert item(done, "1.1")["text"] == r"2\. is \*due\*"
    assert done.ledger.missing == ()


def test_heads_without_rows_are_refused() -> None:
    with pytest.raises(PreventError, match="no row with words below"):
        imported("Item,Who\n,\n")


def test_a_table_without_heads_goes_on_like_the_one_before() -> None:
    page = b"<html><table><tr><td>Ref</td><td>Action</td></tr><tr><td>7</td><td>Go</td></tr></table><table><tr><td>8</td><td>Stay</td></tr></table></html>"
    done = lists.recognise(read(page, "a.html"), "a.html", None, Wanted("X", period="2025"), {})

    assert [one["id"] for one in done.data["benchmarks"]] == ["7", "8"]


@pytest.mark.parametrize(
    "text",
    [
        "Action,Owner,Deadline,Status,Comments\n2.1 Write terms,Chair,Jan 2022,Open,x\n2.2 Publish minutes,CSP manager,Feb 2022,Complete,y\n",
        "Description,Action,Owner,Due,Status\n2.1 Terms,Write them,Chair,Jan 2022,Open\n2.2 Minutes,Publish them,CSP manager,Feb 2022,Open\n",
        "Theme,Action,Owner,Deadline,RAG\n1.1 Risk,Write a profile,Chair,Jan 2022,Green\n1.2 Board,Meet,Chair,Feb 2022,Red\n",
        "Action,Owner,Deadline\n3.5 hours of training are given,Chair,Jan 2022\nPublish minutes,CSP manager,Feb 2022\n",
        "Ref,Expectation,Evidence,Action,RAG\n1.1.1,It is so,Yes,Do it,\n1.1.1,It is so,Yes,Do more,\n",
    ],
)
def test_numbers_in_front_of_words_make_no_assessment_of_a_list(text: str) -> None:
    assert kinds.is_list(read(text.encode(), "plan.csv"))


def test_nor_do_they_where_its_table_goes_on_below_without_heads() -> None:
    cells = "<table><tr><td>{}<td>{}<td>{}</table>"
    page = cells.format("Action", "Owner", "Deadline") + cells.format("2.1 Write terms", "Chair", "Jan 2022")

    assert kinds.is_list(read(f"<html><body>{page}</body></html>".encode(), "a.html"))


ASSESSED = "Ref,Expectation,Evidence,Action,RAG\n1,Risk,,,\n1.1,Is there a process?,,,\n1.1.1,It is so,Yes,None,Green\n"


@pytest.mark.parametrize(
    "text",
    [
        ASSESSED,
        "Benchmark 1: Risk\n1.1 Is it?\nDescription,Action,Owner,Due\nTerms,Write them,Chair,Jan 2022\n",
        f"Benchmark,RAG,Actions\n1 Risk,Green,None\n\nIn full\n\n{ASSESSED}",
    ],
)
def test_an_assessment_in_tables_is_no_list(text: str) -> None:
    assert not kinds.is_list(read(text.replace(",", "\t").encode(), "paper.txt"))


def test_the_command_takes_a_list_and_saves_what_its_columns_are(run: Run, project: MakeProject) -> None:
    folder = project({"toolkits/old.yaml": "benchmarks: [{id: 7}]\n", "plan.csv": PLAN})
    words = ("import", "plan.csv", "--organisation", "X", "--period", "2025")
    done = run(*words, "--map", "Latest update=outcome", "--save-map", "map.json", "-o", "a.yaml")
    made = (folder / "a.yaml").read_text(encoding="utf-8")
    again = run(*words, "--map-file", "map.json", "-o", "a.yaml", "--dry-run")

    assert (done.code, again.code) == (0, 2)
    assert "outcome: Two quotes in" in made
    assert "a.yaml is there already" in again.stderr
    (folder / "a.yaml").unlink()
    assert run(*words, "--map-file", "map.json", "-o", "a.yaml").code == 0
    assert (folder / "a.yaml").read_text(encoding="utf-8") == made


@pytest.mark.parametrize("text", [PLAN, "Theme,Question\nTraining,Is there a plan?\n"])
def test_the_report_knows_every_mark(text: str) -> None:
    assert "(high confidence)" in reports.text(imported(text))


LOG = "Ref,Action,Lead,{}\n1.1,Share it,HR,{}\n"


def logged(heads: str, cells: str) -> tuple[Imported, dict[str, Any]]:
    """Import a list of one action of 2025, with these heads and cells beside its owner."""
    done = imported(LOG.format(heads, cells))
    (found,) = item(done, "1.1")["actions"]
    return done, {key: found.get(key) for key in ("status", "due", "completed", "reason", "progress") if key in found}


@pytest.mark.parametrize(
    ("heads", "cells", "found"),
    [
        ("Completion date", "31/12/2024", {"status": "open", "due": "31/12/2024"}),
        ("Completion date", "31/12/2026", {"status": "open", "due": "31/12/2026"}),
        ("Completion date,Status", "31/12/2024,Complete", {"status": "complete", "completed": "31/12/2024"}),
        (
            "Due,Completion date",
            "Jan 2025,Feb 2025",
            {"status": "complete", "due": "Jan 2025", "completed": "Feb 2025"},
        ),
        ("Date completed", "Feb 2025", {"status": "complete", "completed": "Feb 2025"}),
        ("Date completed", "Feb 2026", {"status": "open", "due": "Feb 2026"}),
        ("Progress", "Complete", {"status": "complete"}),
        ("Progress", "In progress", {"status": "in progress"}),
        ("Progress", "Complete in May", {"status": "open", "progress": [{"note": "Complete in May"}]}),
        ("Status,Progress", "Open,Two quotes in", {"status": "open", "progress": [{"note": "Two quotes in"}]}),
        ("Status", "On hold", {"status": "deferred", "reason": "On hold"}),
        ("Status", "Cancelled", {"status": "withdrawn", "reason": "Cancelled"}),
    ],
)
def test_dates_and_states_of_a_list_say_what_they_say(heads: str, cells: str, found: dict[str, Any]) -> None:
    done, made = logged(heads, cells)

    assert made == found
    assert not done.ledger.missing


@pytest.mark.parametrize(
    ("heads", "cells", "doubt"),
    [
        ("Status", "On hold", "no reason is given; 'On hold' stands for it"),
        ("Status", "Done?", "is it complete? It is read as in progress: 'Done?'"),
        (
            "Raised,Completed",
            "Feb 2025,Jan 2025",
            "it was completed 'Jan 2025', before it was raised 'Feb 2025': which",
        ),
        ("Status,Date completed", "Open,Feb 2025", "it is open, and was completed 'Feb 2025': which holds?"),
        (
            "Status,Date completed",
            "Complete,Feb 2026",
            "'Feb 2026' lies after the period, so it was not completed then",
        ),
        (
            "Date completed",
            "Feb 2026",
            "lies after the period, so it was not completed then; it is read as when it is due",
        ),
        (
            "Status,Progress",
            "In progress,Complete",
            "it is in progress, and its progress says 'Complete': which holds?",
        ),
    ],
)
def test_what_contradicts_in_a_list_is_asked_about_and_refuses_nothing(heads: str, cells: str, doubt: str) -> None:
    done, made = logged(heads, cells)

    assert doubt in said(done, "check")
    assert "completed" not in made


def test_several_actions_in_a_cell_of_a_list_are_asked_about() -> None:
    done = imported('Ref,Action,Lead,Status\n1.1,"1. Refresh it\n2. Share it","1. HR\n2. Police",Open\n')
    (found,) = item(done, "1.1")["actions"]

    assert found["owners"] == ["HR", "Police"]
    assert "are these 2 actions? They are one here" in said(done, "check")

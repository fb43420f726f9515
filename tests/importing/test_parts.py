"""Owners, states and dates as documents write them."""

from __future__ import annotations

import pytest

from prevent_cli.importing import dates, owners, status
from tests.importing.toolkits import action, imported, items, messages, words

DASH = "\N{EN DASH}"


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("CSP manager", ["CSP manager"]),
        ("CSP manager/ A/D education / licensing", ["CSP manager", "A/D education", "licensing"]),
        ("CSP manager/ licensing /", ["CSP manager", "licensing"]),
        ("LSCP / CSP Manager:", ["LSCP", "CSP Manager"]),
        ("Corporate-", ["Corporate"]),
        (f"Prevent champions {DASH}", ["Prevent champions"]),
        ("Police; Probation", ["Police", "Probation"]),
        ("Police, Probation", ["Police", "Probation"]),
        ("Director of adults, health and housing", ["Director of adults, health and housing"]),
        ("Chair & vice chair", ["Chair & vice chair"]),
        ("A/D", ["A/D"]),
    ],
)
def test_owners_are_split_at_signs_that_part_them(written: str, names: list[str]) -> None:
    assert owners.names(written) == names


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("<b>Board</b> to meet", ["Board"]),
        ("**Board:** to meet", ["Board"]),
        ("Board: to meet", ["Board"]),
        ("<b>Board</b><b> / CSP manager</b> to meet", ["Board", "CSP manager"]),
        ("Note: to meet", None),
        ("Board to meet", None),
        ("to meet: the board, the police", None),
        ("<b>To meet the board by spring and to report back to it</b>", None),
        ("<b>COMPLETE</b> the form", None),
    ],
)
def test_an_owner_needs_a_mark(cell: str, names: list[str] | None) -> None:
    assert action(cell).get("owners") == names


def test_a_name_that_goes_on_behind_the_bold_is_asked_about() -> None:
    done = imported("1.1 Is it?\tYes\t<b>A/D care</b> Commissioning Team to satisfy the Board\t\n")

    assert "does 'Commissioning Team' belong to the owner's name?" in messages(done, "check")


def test_an_owner_without_a_mark_is_suggested_only() -> None:
    done = imported("1.1 Is it?\tYes\tVice chair to attend\t\n")

    assert "no owner is marked; 'Vice chair' may be meant" in messages(done, "check")


@pytest.mark.parametrize(
    ("cell", "state", "text"),
    [
        ("<b>Board</b> to meet <b>COMPLETE</b>", "complete", "to meet"),
        ("<b>Board</b> to meet COMPLETE", "complete", "to meet"),
        ("<b>Board</b> to meet. Complete for Q1", "complete", "to meet."),
        ("<b>Board</b> to meet <b>Actioned</b> Nov 21", "complete", "to meet"),
        ("<b>Board</b> to meet <b>DRAFTED</b> to be tested", "in progress", "to meet"),
        ("<b>Board</b> to meet <b>Policy amended:</b> to be shared", "in progress", "to meet"),
        ("<b>Board</b> to meet ON HOLD until May", "deferred", "to meet"),
        ("<b>Board</b> to meet WITHDRAWN as the law changed", "withdrawn", "to meet"),
        ("<b>Board</b> to meet <b>NOT STARTED</b>", "open", "to meet"),
        ("<b>Board</b> to complete the form", "open", "to complete the form"),
        ("Complete the form", "open", "Complete the form"),
        ("Training to be COMPLETED by all", "open", "Training to be COMPLETED by all"),
        ("<b>Board</b> to open the hall", "open", "to open the hall"),
    ],
)
def test_a_status_word_ends_the_text(cell: str, state: str, text: str) -> None:
    found = action(cell)

    assert (found["status"], found["text"]) == (state, text)


def test_complete_in_part_is_in_progress() -> None:
    found = action("<b>Board</b> to share it <b>COMPLETE FOR SCHOOLS. CURRENTLY TESTING WITH HALLS</b>")

    assert found["status"] == "in progress"
    assert found["progress"][0]["note"] == "COMPLETE FOR SCHOOLS.\nCURRENTLY TESTING WITH HALLS\n"


def test_a_status_and_nothing_else_asks_what_is_to_be_done() -> None:
    done = imported("1.1 Is it?\tYes\t<b>COMPLETE</b>\t\n")

    assert "the text is a status and nothing more: what is to be done?" in messages(done, "check")


NONE = [
    "None", "<b>None</b>", "Nil", "nil.", "N/A", "-", DASH, "No action required", "No further actions.", "None required",
    "None needed.", "No further action", "No action necessary", "No further actions are needed",
    "NFA", "N.F.A.", "No action required at present", "No further action is needed at this time.", "None identified",
    "No action is currently required", "None needed currently", "No actions identified",
]  # fmt: skip


@pytest.mark.parametrize("cell", NONE)
def test_a_word_for_none_says_that_no_action_is_needed(cell: str) -> None:
    done = imported(f"1.1 Is it?\tYes\t{cell}\t\n")

    assert done.data["benchmarks"][0]["questions"][0]["actions"] == []


@pytest.mark.parametrize(
    "cell",
    [
        "None of the halls has a policy",
        "No",
        "No further lets to be made",
        "Nominate a lead",
        "No action planned",
        "Not identified",
        "None planned",
        "Not required",
        "No further action at this time",
    ],
)
def test_other_words_are_an_action(cell: str) -> None:
    assert action(cell)["text"] == cell


@pytest.mark.parametrize(
    ("cell", "begins"),
    [
        ("N/A - covered above", "N/A"),
        ("N/A: covered above", "N/A"),
        ("None; see 1.1.2", "None"),
        ("<b>None</b> - covered above", "None"),
        ("None of the halls has a policy", "None"),
        ("NFA, closed in May", "NFA"),
        ("Nil this quarter", "Nil"),
        ("No action planned", "No action"),
        ("No further action at this time", "No further action"),
        ("No immediate action required", "No immediate action"),
    ],
)
def test_an_action_that_begins_like_none_and_says_more_is_asked_about(cell: str, begins: str) -> None:
    done = imported(f"1.1 Is it?\tYes\t{cell}\tGreen\n")
    (made,) = items(done.data, "actions")

    assert words(made["text"]) == words(cell.replace("<b>", "").replace("</b>", ""))
    assert "owners" not in made
    assert f"it begins with '{begins}': is there an action?" in messages(done, "check")


def test_a_colour_beside_evidence_that_does_not_apply_is_asked_about() -> None:
    done = imported("1.1 Is it?\tN/A\t\tGreen\n")

    assert done.data["benchmarks"][0]["questions"][0]["answer"] == "not applicable"
    assert [one["text"] for one in done.data["unparsed"]] == ["Green"]
    assert "the evidence says 'not applicable', the colour is Green; it is in 'unparsed'" in messages(done, "check")


def test_lines_that_each_begin_with_an_owner_are_actions_of_their_own() -> None:
    done = imported("1.1 Is it?\tYes\t<p><b>Board</b> to meet</p><p>monthly</p><p><b>Police</b> to report</p>\t\n")
    first, second = done.data["benchmarks"][0]["questions"][0]["actions"]

    assert (first["text"], first["owners"]) == ("to meet\n\nmonthly\n", ["Board"])
    assert (second["text"], second["owners"]) == ("to report", ["Police"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("by 30 Nov 2021 at the latest", ["30 Nov 2021"]),
        ("by 1st December 2021", ["1 December 2021"]),
        ("on 17/6/21", ["17/6/21"]),
        ("on 17.06.2021", ["17/06/2021"]),
        ("Sept 21, then Apr 22", ["Sept 21", "Apr 22"]),
        ("Dec. 2021", ["Dec 2021"]),
        ("in Q4 21/22", ["Q4 21/22"]),
        ("ready for Autumn 21 term", ["Autumn 21 term"]),
        ("2021-11-30", ["2021-11-30"]),
        ("on 31 Nov 2021", []),
        ("may 20 people come", []),
        ("in 2022", []),
        ("Q1", []),
        ("24/7 and 3.2", []),
        ("version 1.2.3.4", []),
    ],
)
def test_dates_are_found_in_sentences(text: str, found: list[str]) -> None:
    assert [one.when for one in dates.dates_in(text)] == found


@pytest.mark.parametrize("text", ["by 2022", "in Q1", "by 21 March", "Spring 2022", "in 2021/22", "end of 2022"])
def test_what_could_mean_several_dates_is_asked_about(text: str) -> None:
    assert dates.unsure_in(text)
    assert not dates.dates_in(text)


@pytest.mark.parametrize("cell", ["Follow up the meeting of 17/6/21", "Keep what runs since Nov 21"])
def test_a_date_of_something_past_is_not_due(cell: str) -> None:
    assert "due" not in action(cell)


def test_two_dates_are_asked_about() -> None:
    done = imported("1.1 Is it?\tYes\tDraft Nov 21, publish Apr 22\t\n")

    assert "which is the due date: Nov 21, Apr 22?" in messages(done, "check")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Complete", "complete"),
        ("In progress", "in progress"),
        ("Not started", "open"),
        ("complete by May", "open"),
        ("done, but testing still", "in progress"),
        ("opening soon", None),
        ("", None),
    ],
)
def test_a_column_of_states_is_understood(words: str, kind: str | None) -> None:
    assert status.kind(words) == kind

"""Owners, states and dates as documents write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from prevent_cli.importing import dates, owners, status
from prevent_cli.importing.cells import Paragraph, Run
from tests.importing.toolkits import action, imported, items, messages, words

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        ("A/Director", ["A/Director"]),
        ("D/Supt & T/Chief Insp", ["D/Supt & T/Chief Insp"]),
        ("Head of A&E / S/Lead", ["Head of A&E", "S/Lead"]),
        ("24/7 team", ["24/7 team"]),
        ("Police/Probation", ["Police", "Probation"]),
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
        ("<b>March 2024:</b> write the terms", None),
        ("<b>High priority</b> write the terms", None),
        ("<b>Needs assessment</b> - find the gaps", None),
        ("June 2024: write the terms", None),
        ("Quarter 2: write the terms", None),
        ("<b>Head of Policy</b> to write the terms", ["Head of Policy"]),
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
        ("Share Completed Channel forms", "open", "Share Completed Channel forms"),
        ("Audit of Completed forms by June 2024", "open", "Audit of Completed forms by June 2024"),
        ("report Withdrawn referrals to Channel", "open", "report Withdrawn referrals to Channel"),
        ("Review ON HOLD cases", "open", "Review ON HOLD cases"),
        ("Ask for Completed forms", "open", "Ask for Completed forms"),
        ("Share the profile Completed", "complete", "Share the profile"),
        ("Share the profile (Complete)", "complete", "Share the profile"),
        ("Share the profile Actioned Nov 21", "complete", "Share the profile"),
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


def made(cell: str) -> list[tuple[str, str]]:
    """Give the words and the state of each action that a cell holds."""
    return [(" ".join(words(one["text"])), one["status"]) for one in items(imported(one_row(cell)).data, "actions")]


def one_row(cell: str) -> str:
    return f"1.1 Is it?\tYes\t{cell}\tGreen\n"


@pytest.mark.parametrize(
    "cell",
    [
        "<ul><li>Refresh it - Completed</li><li>Share it</li></ul>",
        "<p>1) Refresh it COMPLETE</p><p>2) Share it</p>",
        "<p>(a) Refresh it COMPLETE</p><p>(b) Share it</p>",
        "<p>Refresh it. Complete</p><p>Share it. Not started</p>",
        "<p>HR: Refresh it. Complete</p><p>Share it. Not started</p>",
        "<p>HR: Refresh it. COMPLETE</p><p>Police: Share it</p>",
        "HR: Refresh it. COMPLETE<br>Police: Share it",
        "- Refresh it COMPLETE<br>- Share it",
        "Action 1: Refresh it. COMPLETE<br>Action 2: Share it",
        "i) Refresh it [COMPLETE]<br>ii) Share it",
        "a. Refresh it [COMPLETE]<br>b. Share it",
        "A) Refresh it [COMPLETE]<br>B) Share it",
        "<ul><li>Refresh it</li><li>Completed Nov 21</li><li>Share it</li></ul>",
    ],
)
def test_a_cell_of_several_actions_gives_each_its_own_state(cell: str) -> None:
    assert made(cell) == [("Refresh it", "complete"), ("Share it", "open")]


def test_numbers_that_told_actions_apart_are_structure() -> None:
    done = imported(one_row("<p>1. Refresh it</p><p>2. Share it</p>"))

    assert not done.ledger.missing
    assert "its cell holds 2 actions, told apart by numbers" in messages(done, "assumed")


@pytest.mark.parametrize(
    "cell",
    [
        "<p>Board to:</p><ul><li>meet</li><li>report</li></ul>",
        "<p>2. Refresh it</p><p>3. Share it</p>",
        "<p>Refresh it</p><p>in the spring</p>",
        "<ul><li>Refresh it</li><li>Due: Jan 2022</li></ul>",
        "<p>HR: Refresh it</p><p>Due: Jan 2022</p>",
    ],
)
def test_lines_that_belong_together_are_one_action(cell: str) -> None:
    assert len(made(cell)) == 1


def test_lines_below_a_state_are_asked_about_and_give_it_no_date() -> None:
    done = imported(one_row("<p><b>HR</b> refresh it <b>COMPLETE</b></p><p>Share it by Jan 2021</p>"))
    (found,) = items(done.data, "actions")

    assert "completed" not in found
    asked = "it is complete; are these lines below actions of their own? 'Share it by Jan 2021'"
    assert asked in messages(done, "check")


def test_a_state_at_the_end_of_several_lines_is_asked_about() -> None:
    done = imported(one_row("<p>Refresh it</p><p>Share it COMPLETE</p>"))

    assert "it is complete, as its last line says: are the lines above it too?" in messages(done, "check")


def test_a_state_below_several_actions_is_asked_about() -> None:
    done = imported(one_row("<p>1. Refresh it</p><p>2. Share it</p><p>COMPLETE</p>"))

    assert "'COMPLETE' is the last line of its cell: is it said of this action, or of all?" in messages(done, "check")


@pytest.mark.parametrize(
    "cell",
    [
        "A. Smith to draft the plan<br>B. Jones to review it",
        "<p>A. Khan to lead</p><p>B. Patel to help</p><p>C. Wu to report</p>",
    ],
)
def test_initials_are_no_letters_of_a_list(cell: str) -> None:
    done = imported(one_row(cell))

    (found,) = items(done.data, "actions")
    assert words(found["text"]) == words(re.sub("<[^>]*>", " ", cell))
    assert "its lines begin with initials, or with letters that count: are they several actions?" in messages(
        done, "check"
    )


def test_numbers_within_a_line_are_asked_about() -> None:
    done = imported(one_row("1) Refresh it 2) Share it"))

    assert "numbers in its text may be several actions" in messages(done, "check")


def bullets(*lines: str) -> str:
    return f"<ul>{''.join(f'<li>{one}</li>' for one in lines)}</ul>"


@pytest.mark.parametrize(
    ("cell", "count", "below"),
    [
        (bullets("Set up a task group of:", "Police", "Health"), 1, "Health"),
        (bullets("Deliver the programme, which includes:", "WRAP for schools", "refreshers"), 1, "refreshers"),
        ("- Review the profile and<br>- share it with the Board", 1, "share it with the Board"),
        (bullets("Train staff,", "Brief members"), 1, "Brief members"),
        (bullets("Train staff", "and brief members"), 1, "and brief members"),
        (bullets("Train staff", "Budget: to be agreed"), 1, "Budget: to be agreed"),
        ("<ol><li>Train staff</li></ol><ul><li>In schools</li></ul><ol><li>Brief members</li></ol>", 2, "In schools"),
        (bullets("Train staff", "Brief members", "By June 2022"), 2, "By June 2022"),
        (bullets("Train staff", "Evidence: collect the slides from HR"), 1, "Evidence: collect the slides from HR"),
    ],
)
def test_a_part_of_an_action_in_a_list_is_not_one_of_its_own_and_asked_about(cell: str, count: int, below: str) -> None:
    done = imported(one_row(cell))

    assert len([*items(done.data, "actions")]) == count
    assert f"'{below}' is taken as part of the action above it: is it one of its own?" in messages(done, "check")


@pytest.mark.parametrize(
    "cell",
    [
        bullets("train staff", "brief members"),
        bullets("Brief members; and", "Tell schools"),
        "<ul><li>Deliver it to:<ul><li>HR</li><li>OD</li></ul></li><li>Brief members</li></ul>",
    ],
)
def test_items_of_a_list_that_stand_for_themselves_are_actions(cell: str) -> None:
    assert len(made(cell)) == 2


def test_each_of_several_last_lines_is_asked_about() -> None:
    done = imported(one_row("1. Train staff<br>2. Brief members<br>Both by June 2022<br>Led by HR"))

    assert ["due" in one for one in items(done.data, "actions")] == [False, False]
    assert len([one for one in messages(done, "check") if "is it said of this action, or of all?" in one]) == 2


def test_a_date_below_each_action_is_its_own() -> None:
    done = imported(one_row("1. Train staff<br>By May 2022<br>2. Brief members<br>By June 2022"))

    assert [one["due"] for one in items(done.data, "actions")] == ["May 2022", "June 2022"]


def test_a_word_at_a_lines_end_that_may_be_a_state_is_asked_about() -> None:
    asked = "is 'Closed' its state? It is left in the text"
    assert asked in messages(imported(one_row("Review the cases - Closed")), "check")


@pytest.mark.parametrize(
    ("cell", "last"),
    [
        ("1. Train staff<br>2. Brief members<br>Both by June 2022", "Both by June 2022"),
        ("1. Train staff<br>2. Brief members<br>Due: June 2022", "Due: June 2022"),
        ("HR: train staff<br>Police: brief members<br>All to be done by June 2022", "All to be done by June 2022"),
        (bullets("Train staff", "Brief members", "By June 2022"), "By June 2022"),
        (bullets("Train staff", "Brief members", "All complete by June 2022"), "All complete by June 2022"),
    ],
)
def test_a_last_line_that_may_be_said_of_all_gives_none_its_date_and_is_asked_about(cell: str, last: str) -> None:
    done = imported(one_row(cell))

    assert ["due" in one for one in items(done.data, "actions")] == [False, False]
    assert f"'{last}' is the last line of its cell: is it said of this action, or of all?" in messages(done, "check")


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (bullets("Train it", "Closed.", "Done"), [("Train it", "complete")]),
        (
            bullets("Draft it", "Ongoing", "Share it", "Not started"),
            [("Draft it", "in progress"), ("Share it", "open")],
        ),
        ("1. Train it - Complete<br>2. Share it - Ongoing", [("Train it", "complete"), ("Share it", "in progress")]),
        (bullets("Train it", "Complete and submit"), [("Train it", "open"), ("Complete and submit", "open")]),
        (bullets("Plan it", "Testing"), [("Plan it", "open"), ("Testing", "open")]),
    ],
)
def test_items_of_a_list_that_are_states_belong_to_the_one_above(cell: str, found: list[tuple[str, str]]) -> None:
    assert made(cell) == found


@pytest.mark.parametrize(
    "label",
    [
        "Budget",
        "Outcomes",
        "Aim",
        "Risks",
        "Sources",
        "Attendees",
        "Resources",
        "Measures",
        "Target group",
        "Health Risks",
        "School budget",
        "Members trained",
        "Staff numbers",
    ],
)
def test_a_label_below_an_action_is_no_owner(label: str) -> None:
    (found,) = items(imported(one_row(f"HR: Refresh it<br>{label}: as agreed")).data, "actions")

    assert found["owners"] == ["HR"]


def test_a_state_behind_what_is_said_of_an_action_makes_no_other() -> None:
    assert len(made("HR: Refresh it. Complete<br>Outcome: all know it. Complete")) == 1


def test_a_label_that_may_be_an_owner_is_asked_about() -> None:
    done = imported(one_row("HR: Refresh it<br>Venues and rooms: the hall"))

    assert len([*items(done.data, "actions")]) == 1
    assert "'Venues and rooms:' below it may begin another action" in messages(done, "check")


def test_persons_before_a_colon_own_actions_and_are_asked_about() -> None:
    done = imported(one_row("Jane Smith: Refresh it<br>John Lee: Share it"))

    assert [one["owners"] for one in items(done.data, "actions")] == [["Jane Smith"], ["John Lee"]]
    asked = "'John Lee' is read as an owner, and its line as an action of its own: is it?"
    assert asked in messages(done, "check")


def test_a_date_beside_complete_that_lies_after_the_period_is_asked_about() -> None:
    done = imported(one_row("Share it. Completed Sept 2022"))
    (found,) = items(done.data, "actions")

    assert (found["status"], "completed" in found) == ("complete", False)
    assert "is it complete? 'Sept 2022' beside its state lies after the period" in messages(done, "check")


def test_a_state_in_capitals_amid_other_words_is_asked_about() -> None:
    assert "is 'ON HOLD' its state? It is left in the text" in messages(
        imported(one_row("Review ON HOLD cases")), "check"
    )


def test_what_was_cut_off_as_a_state_without_a_sure_mark_is_said() -> None:
    done = imported(one_row("Share it. Complete for Q1"))

    assert "'Complete for Q1' is read as its state, complete" in messages(done, "assumed")


BESIDE = "Expectation\tEvidence\tAction\tOwner\tBy when\tStatus\n"


def test_lines_beside_lines_of_actions_are_said_of_one_each() -> None:
    rows = "Is it?\tYes\tRefresh<br>Share\tHR<br>Police\tJan 21<br>Feb 22\tComplete<br>Open\n"
    done = imported(f"Benchmark 1\n1.1 Does it?\n{BESIDE}{rows}")

    found = [(one["text"], one["owners"], one["due"], one["status"]) for one in items(done.data, "actions")]
    assert found == [("Refresh", ["HR"], "Jan 21", "complete"), ("Share", ["Police"], "Feb 22", "open")]
    assert not done.ledger.missing


def beside(cells: str) -> Iterator[dict[str, Any]]:
    """Give the actions of a row with what stands beside them: the action, owner, date and status."""
    return items(imported(f"Benchmark 1\n1.1 Does it?\n{BESIDE}Is it?\tYes\t{cells}\n").data, "actions")


def asked(cells: str) -> list[str]:
    return messages(imported(f"Benchmark 1\n1.1 Does it?\n{BESIDE}Is it?\tYes\t{cells}\n"), "check")


def test_what_was_shared_out_by_lines_is_asked_about() -> None:
    found = asked("- Refresh<br>- Share\tHR<br>Police\tJan 22\tOpen")

    assert "the lines beside these 2 actions were given to one each, in their order: are they so meant?" in found


@pytest.mark.parametrize(
    "owner",
    [
        "Head of Community<br>Safety",
        "Head of<br>Community Safety",
        "Jane Smith<br>Prevent Coordinator",
        "Prevent Lead<br>(Jane Smith)",
        "Assistant Director,<br>Community Safety",
        "Director of Adults<br>and Housing",
        "Adults &<br>Housing",
    ],
)
def test_an_owner_in_two_lines_is_not_shared_out_over_two_actions(owner: str) -> None:
    first, second = beside(f"- Train staff<br>- Brief members\t{owner}\tJan 22\tOpen")

    assert first["owners"] == second["owners"]
    assert set(words(" ".join(first["owners"]))) == set(words(re.sub(r"<br>|[&,()]", " ", owner)))


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("Complete<br>Signed off by Board", "complete"),
        ("Complete<br>not yet", "in progress"),
        ("Complete and<br>closed", "complete"),
    ],
)
def test_a_state_and_what_is_said_of_it_are_not_shared_out(written: str, state: str) -> None:
    assert {one["status"] for one in beside(f"1. Refresh<br>2. Share\tHR\tJan 22\t{written}")} == {state}


@pytest.mark.parametrize(
    "cells",
    [
        "Refresh the CTLP, covering extreme<br>right wing and Islamist risk\tHR\tJan 22<br>Mar 22\tOpen",
        "Refresh it<br>and share it\tHR\tJan 22<br>June 22\tOpen",
        "Refresh it with<br>Board members\tHR\tJan 22<br>June 22\tOpen",
        "Refresh it<br>(see the plan at section 4)\tHR\tJune 22<br>July 22\tStarted<br>Started",
        "Refresh it<br>This is done each year\tHR\tMar 22<br>Revised: June 22\tComplete<br>Closed",
        "Publish it<br>Approved by Cabinet\tHR\tMar 22\tComplete<br>Closed by Board",
    ],
)
def test_an_action_in_two_lines_is_not_cut_by_what_stands_beside(cells: str) -> None:
    assert len([*beside(cells)]) == 1


def test_lines_without_marks_that_are_cut_are_asked_about() -> None:
    found = asked("Refresh it<br>Share it\tHR\tJan 22<br>Feb 22\tOpen")

    assert "its cell is read as 2 actions, a line each, as so many dates or states stand beside it" in found


def test_several_states_beside_one_action_are_asked_about() -> None:
    assert "its column says several states: which holds? 'Complete Open'" in asked(
        "Refresh it<br>and share it\tHR\tJan 22\tComplete<br>Open"
    )


def test_one_of_several_owners_may_be_nobody() -> None:
    place = "line 2, column 4"
    found = owners.read([Paragraph((Run("Police / TBC"),), place)])

    assert (found.names, [one.text for one in found.others]) == (["Police"], ["TBC"])


@pytest.mark.parametrize("cell", ["Share it. 50% COMPLETE", "Share it. 50% Complete"])
def test_a_share_of_complete_is_not_complete_and_asked_about(cell: str) -> None:
    done = imported(one_row(cell))

    assert [one["status"] for one in items(done.data, "actions")] == ["open"]
    assert f"is '{cell.rsplit(maxsplit=1)[-1]}' its state? It is left in the text" in messages(done, "check")


@pytest.mark.parametrize("written", ["TBC", "Vacant", "?", "As above"])
def test_words_that_name_nobody_are_kept_aside_and_asked_about(written: str) -> None:
    done = imported(f"Benchmark 1\n1.1 Does it?\n{BESIDE}Is it?\tYes\tShare it\t{written}\tJan 22\tOpen\n")
    (found,) = items(done.data, "actions")

    assert "owners" not in found
    assert [one["text"] for one in done.data["unparsed"]] == [written]
    assert {f"no owner is named: '{written}' is in 'unparsed'", "no owner is marked"} <= set(messages(done, "check"))


def test_a_state_in_a_column_that_is_complete_only_in_part_is_asked_about() -> None:
    done = imported(f"Benchmark 1\n1.1 Does it?\n{BESIDE}Is it?\tYes\tShare it\tHR\tJan 22\tDone?\n")

    assert "is it complete? It is read as in progress: 'Done?'" in messages(done, "check")


def test_a_column_and_a_text_that_contradict_are_asked_about() -> None:
    done = imported(f"Benchmark 1\n1.1 Does it?\n{BESIDE}Is it?\tYes\tShare it COMPLETE\tHR\tJan 22\tOpen\n")

    assert "its text says 'COMPLETE' and the column 'Open': which holds?" in messages(done, "check")


def test_a_mark_of_a_note_and_what_hangs_on_an_owner_are_no_owner() -> None:
    place = "table 1, row 2, column 4"
    found = owners.read(
        [
            Paragraph((Run("1. Police\N{SUPERSCRIPT ONE}"),), place),
            Paragraph((Run("Board to confirm"),), f"{place}, text box"),
            Paragraph((Run("Currently vacant"),), f"{place}, footnote 1"),
        ]
    )

    assert found.names == ["Police"]
    assert [one.text for one in found.others] == ["Board to confirm", "Currently vacant"]
    assert (found.labels, found.added) == (["1", "Police\N{SUPERSCRIPT ONE}"], ["Police"])


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
        ("Completed in part", "in progress"),
        ("Done?", "in progress"),
        ("Complete - Not signed off", "in progress"),
        ("Done for schools, not for colleges", "in progress"),
        ("Finished draft", "in progress"),
        ("Complete; members to follow", "in progress"),
        ("Closed - superseded", "withdrawn"),
        ("Complete. The hall was not needed", "complete"),
        ("Closed as duplicate", "withdrawn"),
        ("Closed as not required", "withdrawn"),
        ("Closed Jan 2024 - superseded by A05", "withdrawn"),
        ("COMPLETE - duplicate records removed", "complete"),
        ("COMPLETE - old contract cancelled", "complete"),
        ("Closed - no longer a risk", "complete"),
        ("COMPLETE - half day workshops held in Jan 2024", "complete"),
        ("COMPLETE: draft approved by Board", "complete"),
        ("COMPLETED - not only members but parish clerks", "complete"),
        ("Complete (all 12 not-for-profit groups)", "complete"),
        ("Complete - subject to annual review", "complete"),
        ("Complete subject to sign-off", "in progress"),
        ("Complete for schools only", "in progress"),
        ("Completed - draft", "in progress"),
        ("Done: only one referral", "complete"),
        ("Complete. No outstanding issues", "complete"),
        ("Complete - cancelled the old contract", "complete"),
        ("opening soon", None),
        ("", None),
    ],
)
def test_a_column_of_states_is_understood(words: str, kind: str | None) -> None:
    assert status.kind(words) == kind


@pytest.mark.parametrize(
    "words",
    [
        "Closed, replaced by A5",
        "Closed: merged with action 3",
        "Done: 3 of 5 wards",
        "Complete in 4 out of 6 areas",
        "Completed with the exception of schools",
        "Done in principle",
        "In progress - now complete",
        "Ongoing \u2013 completed March 2026",
        "Deferred, now complete",
        "Started, then paused",
    ],
)
def test_words_that_may_mean_another_state_are_asked_about(words: str) -> None:
    assert words in (status.doubt(words) or "")


@pytest.mark.parametrize(
    "words",
    [
        "Completed (March 2026)",
        "Completed, no further action required",
        "Done: carried out in March",
        "In progress - to be completed by May 2026",
        "Ongoing until complete",
        "Not started",
        "Not yet complete",
        "Partly complete",
        "In progress; first module completed by HR",
        "On hold until May",
    ],
)
def test_words_that_mean_one_state_are_not_asked_about(words: str) -> None:
    assert status.doubt(words) is None


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("Clean the list. COMPLETE - duplicate records removed", "complete"),
        ("Hold it. COMPLETE - half day workshops held", "complete"),
        ("Publish it. Complete - subject to annual review", "complete"),
        ("Publish it. COMPLETE - NOT SIGNED OFF", "in progress"),
        ("Publish it. COMPLETE EXCEPT SCHOOLS", "in progress"),
        ("Close it. COMPLETED - SUPERSEDED", "withdrawn"),
    ],
)
def test_a_doubted_state_in_running_text_is_asked_about(cell: str, state: str) -> None:
    done = imported(one_row(cell))

    assert [one["status"] for one in items(done.data, "actions")] == [state]
    assert any(cell.split(". ")[1] in one for one in messages(done, "check"))


def test_a_state_with_its_date_ends_an_action_of_several() -> None:
    cell = "Brief members \u2013 Done (March 2023)<br>Refresh the training \u2013 Ongoing"

    assert [state for _text, state in made(cell)] == ["complete", "in progress"]


@pytest.mark.parametrize("cell", ["Brief members: done. Train staff: ongoing.", "Brief members: Amber"])
def test_a_task_before_a_colon_and_its_state_is_asked_about(cell: str) -> None:
    done = imported(one_row(cell))

    assert any("is it what is to be done" in one for one in messages(done, "check"))


@pytest.mark.parametrize("state", ["Partially complete", "Not done", "not achieved", "Superseded", "Delayed"])
def test_what_may_be_a_state_behind_a_dash_is_asked_about(state: str) -> None:
    done = imported(one_row(f"Brief members - {state}"))

    assert f"is '{state}' its state? It is left in the text" in messages(done, "check")

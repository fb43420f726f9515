"""``prevent action``: added, changed, completed, assigned; its id stays."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.commands.conftest import PAPER
from tests.commands.editing import FILE, changed, content

if TYPE_CHECKING:
    from tests.conftest import MakeProject, Run

OLDER = """\
format: toolkit/1
organisation: {name: Testshire, code: E06000999}
period: Sep 2021
benchmarks: [{id: 7, actions: [{id: A17, text: Do it, status: complete, was: [A21]}]}]
"""


@pytest.fixture(autouse=True)
def _at_the_time(paper: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let today be the day the paper speaks for."""
    del paper
    monkeypatch.setattr("prevent_cli.arguments.today", lambda: date(2021, 12, 31))


def refused(run: Run, *words: str) -> str:
    done = run("action", *words)
    assert (done.code, done.stdout, content()) == (2, "", PAPER)
    assert "help: " in done.stderr
    return done.stderr


def test_a_new_action_has_the_next_id_and_stands_last(run: Run) -> None:
    done = run("action", "add", "7.1.2", "Find a trainer.", "--owner", "community SAFETY manager", "--due", "Jun 2022")

    assert done.stdout == f"{FILE}: A11 is added to 7.1.2\n"
    assert changed(PAPER) == [
        "+              - id: A11",
        "+                text: Find a trainer.",
        "+                owners: [CSP manager]",
        "+                due: Jun 2022",
        "+                status: open",
    ]


def test_its_id_was_never_used_in_any_file_of_the_organisation(run: Run, project: MakeProject) -> None:
    other = OLDER.replace("Testshire, code: E06000999", "Otherham").replace("A17", "A90")
    project({"toolkits/older.yaml": OLDER, "toolkits/other.yaml": other})

    assert run("action", "add", "7", "Do it", "--in", FILE).stdout == f"{FILE}: A22 is added to 7\n"


@pytest.mark.parametrize("broken", [OLDER.replace("Sep 2021", "soon"), OLDER + "  - ["])
def test_ids_in_a_file_with_errors_count_too(run: Run, project: MakeProject, broken: str) -> None:
    project({"toolkits/older.yaml": broken})

    assert run("action", "add", "7", "Do it", "--in", FILE).stdout == f"{FILE}: A22 is added to 7\n"


def test_an_id_of_ones_own_is_taken_unless_it_was_used(run: Run) -> None:
    assert "the id 'a2' was used before" in refused(run, "add", "7", "Do it", "--id", "a2")
    assert run("action", "add", "7", "Do it", "--id", "B1").stdout == f"{FILE}: B1 is added to 7\n"


def test_an_action_may_stand_on_a_benchmark_and_serve_others(run: Run) -> None:
    run("action", "add", "8", "Do it", "--also", "7.1.1", "--raised", "today", "--repeats", "Quarterly")

    assert changed(PAPER) == [
        "+    actions:",
        "+      - id: A11",
        "+        text: Do it",
        "+        raised: 2021-12-31",
        "+        status: open",
        "+        repeats: quarterly",
        '+        also: ["7.1.1"]',
    ]


def test_an_action_fills_a_list_that_said_none_is_needed(run: Run, project: MakeProject) -> None:
    text = PAPER.replace("    rating: amber\n", "    rating: amber\n    actions: [] # none\n")
    project({FILE: text})

    run("action", "add", "8", "Do it")

    assert changed(text)[:2] == ["-    actions: [] # none", "+    actions: # none"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("9", "Do it"), "there is no item '9'"),
        (("7", ""), "TEXT is empty"),
        (("7", "Do it", "--owner", "csp managr"), "there is no role 'csp managr'"),
        (("7", "Do it", "--owner", ""), "--owner is empty"),
        (("7", "Do it", "--due", "early 2022"), "--due: 'early 2022' could be read as"),
        (("7", "Do it", "--due", "none"), "--due: 'none' is not a date"),
        (("7", "Do it", "--repeats", "often"), "--repeats does not know 'often'"),
    ],
)
def test_what_makes_no_sense_is_not_added(run: Run, words: tuple[str, ...], why: str) -> None:
    assert why in refused(run, "add", *words)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("7", "Do it", "--due", "Nov 2021", "--raised", "Dec 2021"), "due-before-raised"),
    ],
)
def test_what_would_not_validate_is_not_added(run: Run, words: tuple[str, ...], code: str) -> None:
    done = run("action", "add", *words)

    assert (done.code, done.stdout, content()) == (1, "", PAPER)
    assert f"[{code}]" in done.stderr
    assert f"nothing was done: {FILE} would have this error" in done.stderr


def test_a_date_moves_and_the_first_is_kept(run: Run) -> None:
    done = run("action", "update", "a2", "--due", "Jun 2022", "--because", "The law changed.")

    assert done.stdout == f"{FILE}: A2: due Jun 2022 (30 Jun 2022) in place of Mar 2022 (31 Mar 2022)\n"
    assert "revised: [{due: Jun 2022, on: 2021-12-31, reason: The law changed.}]" in content()
    assert "due: Mar 2022" in content()
    assert len(changed(PAPER)) == 2


def test_a_date_may_move_back(run: Run) -> None:
    run("action", "update", "A2", "--due", "Jun 2022")

    assert (
        run("action", "update", "A2", "--due", "May 2022").stdout
        == f"{FILE}: A2: due May 2022 (31 May 2022) in place of Jun 2022 (30 Jun 2022)\n"
    )
    assert "{due: Jun 2022, on: 2021-12-31}, {due: May 2022, on: 2021-12-31}" in content()


def test_putting_off_needs_a_reason(run: Run) -> None:
    said = refused(run, "update", "A2", "--status", "deferred")
    assert "error: nothing says why A2 is put off\n  help: say who decided and why with --reason" in said

    done = run("action", "update", "A2", "--status", "deferred", "--reason", "No money.")
    assert done.stdout == f"{FILE}: A2: status deferred (was in progress), reason given\n"


def test_completing_is_a_command_of_its_own(run: Run) -> None:
    assert "help: prevent action complete A2" in refused(run, "update", "A2", "--status", "complete")


def test_a_note_is_dated(run: Run) -> None:
    run("action", "update", "A1", "--note", "Half done.")

    assert changed(PAPER)[1].endswith("progress: [{note: Half done., on: 2021-12-31}], also: [8.1]}")


def test_a_complete_action_is_reopened(run: Run) -> None:
    done = run("action", "update", "A3", "--status", "open")

    assert done.stdout == f"{FILE}: A3: status open (was complete), completed Oct 2021 (31 Oct 2021) taken away\n"


def test_none_takes_away(run: Run) -> None:
    assert run("action", "update", "A1", "--also", "none", "--due", "none").stdout == (
        f"{FILE}: A1: due Nov 21 (30 Nov 2021) taken away, also taken away\n"
    )
    assert run("action", "update", "A4", "--audience", "none").stdout == (
        f"{FILE}: A4: audience taken away (was 'officers')\n"
    )


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("A2",), "nothing is to be changed in A2"),
        (("A99", "--text", "x"), "there is no action 'A99'"),
        (("A2", "--text", "none"), "A2 needs its text"),
        (("A2", "--note", ""), "--note is empty"),
        (("A2", "--reason", "So"), "A2 is in progress, and a reason says why"),
        (("A2", "--text", "x", "--on", "2021"), "--on is the day of a note"),
        (("A2", "--text", "x", "--because", "So"), "--because says why a due date moves"),
        (("A2", "--status", "done"), "--status does not know 'done'"),
        (("A2", "--status", ""), "--status does not know ''"),
    ],
)
def test_what_makes_no_sense_changes_nothing(run: Run, words: tuple[str, ...], why: str) -> None:
    assert why in refused(run, "update", *words)


def test_an_action_is_complete_with_its_day_and_outcome(run: Run) -> None:
    done = run("action", "complete", "A2", "--outcome", "It was reviewed.")

    assert done.stdout == f"{FILE}: A2 is complete, 2021-12-31\n"
    assert changed(PAPER)[1].endswith("status: complete, completed: 2021-12-31, outcome: It was reviewed.}")


def test_a_complete_action_is_not_completed_again(run: Run) -> None:
    assert "A3 is complete already" in refused(run, "complete", "A3")


def test_a_day_after_the_record_is_refused_with_the_place(run: Run) -> None:
    done = run("action", "complete", "A2", "--on", "2022-01-05")

    assert (done.code, content()) == (1, PAPER)
    assert "[completed-in-future]" in done.stderr


@pytest.mark.parametrize("day", ["none", "21 Nov", ""])
def test_a_day_that_is_none_is_refused(run: Run, day: str) -> None:
    assert "--on: " in refused(run, "complete", "A2", "--on", day)


def test_owners_are_given_by_any_of_their_names(run: Run) -> None:
    done = run("action", "assign", "A4", "prevent board", "Community Safety Manager")

    assert done.stdout == f"{FILE}: A4 is owned by Prevent Board and CSP manager\n"
    assert (
        changed(PAPER)[1].strip("+ ")
        == "- {id: A4, text: =2+2, owners: [Prevent Board, CSP manager], audience: officers}"
    )


def test_an_owner_is_added_to_one_written_as_plain_text(run: Run) -> None:
    run("action", "assign", "A1", "Prevent Board", "community safety manager", "--add")

    assert "owners: [CSP manager, Prevent Board], due: Nov 21" in content()


def test_owners_are_taken_away(run: Run) -> None:
    assert run("action", "assign", "A1", "none").stdout == f"{FILE}: A1 is owned by nobody (was CSP manager)\n"


def test_who_is_no_role_is_refused_with_the_roles(run: Run) -> None:
    said = refused(run, "assign", "A1", "CSP managr")

    assert (
        "did you mean 'CSP manager'? roles are: CSP manager, Prevent Board; a new one goes under 'roles' first" in said
    )


def test_an_action_names_the_file_that_holds_it(run: Run, project: MakeProject) -> None:
    other = OLDER.replace("Testshire, code: E06000999", "Otherham")
    project({"toolkits/other.yaml": other})

    assert run("action", "update", "A17", "--text", "Did it").stdout.startswith("toolkits/other.yaml: A17")
    nowhere = run("action", "update", "A55", "--text", "x").stderr
    assert "there is no action 'A55' in any toolkit" in nowhere
    assert "say which file is meant" not in nowhere


@pytest.mark.parametrize(
    ("words", "each"),
    [
        (
            ("add", "7", "Do it", "--owner", "Prevent Board, csp manager"),
            "--owner 'Prevent Board' --owner 'csp manager'",
        ),
        (("assign", "A1", "Prevent Board,CSP manager"), "'Prevent Board' 'CSP manager'"),
    ],
)
def test_several_owners_given_as_one_are_refused(run: Run, words: tuple[str, ...], each: str) -> None:
    assert f"give each by itself: {each}\n" in refused(run, *words)


NO_ROLES = """\
format: toolkit/1
organisation: {name: Testshire}
period: Dec 2021
benchmarks: [{id: 7, actions: [{id: A1, text: Do it, owners: [Licensing, CSP manager, "Parks, Culture"]}]}]
"""


def test_several_owners_given_as_one_are_refused_where_no_roles_are_listed(run: Run, project: MakeProject) -> None:
    project({FILE: NO_ROLES})

    done = run("action", "add", "7", "Do it", "--owner", "Licensing, CSP manager")

    assert (done.code, content()) == (2, NO_ROLES)
    assert "give each by itself: --owner Licensing --owner 'CSP manager'" in done.stderr


@pytest.mark.parametrize("owner", ["Parks, Culture", "Licensing, Events and Parks"])
def test_a_name_may_have_a_comma_by_itself(run: Run, project: MakeProject, owner: str) -> None:
    project({FILE: NO_ROLES})

    assert run("action", "add", "7", "Do it again", "--owner", owner).code == 0
    assert f"owners: ['{owner}']" in content().replace('"', "'")


def test_a_day_of_completion_is_said_with_the_day_understood(run: Run) -> None:
    assert (
        run("action", "complete", "A2", "--on", "Dec2021").stdout == f"{FILE}: A2 is complete, Dec2021 (31 Dec 2021)\n"
    )


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("add", "7", "Do it", "--id", "9"), "'9' is no id for an action\n  help: a letter, then letters"),
        (("add", "7", "Do it", "--also", "99"), "--also: there is no expectation '99'"),
        (("add", "7", "Do it", "--also", "7.1.22"), "did you mean '7.1.2'?"),
        (("update", "A1", "--also", "7"), "--also: there is no expectation '7'"),
    ],
)
def test_a_bad_id_is_refused_as_what_was_typed(run: Run, words: tuple[str, ...], why: str) -> None:
    assert why in refused(run, *words)

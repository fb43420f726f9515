"""What a partner wrote, taken into the toolkit."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from prevent_cli.cli import app
from prevent_cli.commands import collect
from tests.commands.editing import changed
from tests.packing.conftest import FILE, TOOLKIT
from tests.packing.filled import Filled

if TYPE_CHECKING:
    from tests.conftest import Git, Outcome, Run
    from tests.packing.conftest import MakePack

TODAY = {"SOURCE_DATE_EPOCH": "1641340800"}  # 5 January 2022


def lines() -> list[str]:
    """Give the lines of the toolkit that are not as before, each with its sign, without the space before them."""
    return [line[0] + line[1:].strip() for line in changed(TOOLKIT, FILE)]


def edit(old: str, new: str) -> None:
    """Change the toolkit by hand, while the pack is out."""
    text = Path(FILE).read_text(encoding="utf-8")
    assert old in text
    Path(FILE).write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def take(run: Run) -> Run:
    """Collect pack.xlsx, on 5 January 2022."""

    def go(*options: str | Path, env: dict[str, str] | None = None) -> Outcome:
        return run("collect", "pack.xlsx", *options, env={**TODAY, **(env or {})})

    return go


def test_a_pack_that_nobody_touched_changes_nothing(packed: MakePack, take: Run) -> None:
    packed().save()

    done = take()

    assert (done.code, done.stdout) == (0, f"{FILE}: nothing changes\n")
    assert lines() == []


def test_an_answer_touches_its_lines_only(packed: MakePack, take: Run) -> None:
    packed().put("Answers", "7.1.1", Answer="Met", Why="All are.\nEvery one.").save()

    assert take().code == 0
    assert lines() == [
        *("-answer: partly  # as agreed", "+answer: met  # as agreed"),
        *("+reason: |", "+All are.", "+Every one."),
    ]


def test_an_emptied_cell_takes_a_value_away(packed: MakePack, take: Run) -> None:
    packed().put("Answers", "7.1.2", Answer=None, Why=None).put("Evidence", "7.1.1#2", Link=None).save()

    assert take().code == 0
    assert lines() == [
        *(
            "-- {text: The programme., link: https://example.org/a, on: Nov 2021}",
            "+- {text: The programme., on: Nov 2021}",
        ),
        *("-answer: met", "-reason: The secret of partners."),
    ]


def test_a_later_date_is_a_revision_with_its_reason(packed: MakePack, take: Run) -> None:
    packed().put("Actions", "A1", Due="Jun 2022", Why_the_due="Lawyers.", New_note="Half is done.").save()

    done = take()

    assert (
        done.stdout
        == f"{FILE}: 1 change from pack.xlsx\n  A1: due Jun 2022 (30 Jun 2022) in place of Mar 2022 (31 Mar 2022), note added\n"
    )
    assert lines() == [
        *("+revised:", "+- {due: Jun 2022, on: 2022-01-05, reason: Lawyers.}"),
        *("+progress:", "+- note: Half is done.", "+on: 2022-01-05"),
    ]


def test_an_action_is_completed(packed: MakePack, take: Run) -> None:
    packed().put("Actions", "A2", Status="Complete", Completed="14 Dec 2021", Outcome="Printed.").save()

    assert take().code == 0
    assert lines() == ["-status: in progress", "+status: complete", "+completed: 14 Dec 2021", "+outcome: Printed."]


def test_another_rating_leaves_behind_who_gave_the_old_one(packed: MakePack, take: Run) -> None:
    packed().put("Ratings", "7", Rating="Green", Why="There is one.").save()

    done = take()

    assert "benchmark 7: " in done.stdout
    assert "by taken away (was 'Prevent Board')" in done.stdout
    assert lines() == [
        "-rating: {value: amber, reason: There is no plan., by: Prevent Board}",
        "+rating: {value: green, reason: There is one.}",
    ]


def test_a_word_for_nothing_is_text_like_any_other(packed: MakePack, take: Run) -> None:
    packed().put("Actions", "A1", Outcome="none").put("Answers", "7.1.1", Why="None").save()

    assert take().code == 0
    assert lines() == ["+reason: None", "+outcome: none"]


def test_what_is_new_is_asked_about(packed: MakePack, take: Run) -> None:
    packed().add("Evidence", For="7.1.2", Evidence="A list.").add(
        "Actions", For="7.1", Action="Write.", Due="2023"
    ).save()

    done = take()

    assert done.code == 1
    assert lines() == []
    assert done.stderr.splitlines() == [
        "Evidence, row 6: new for 7.1.2: 'A list.'.",
        "Actions, row 6: new for 7.1: 'Write.'.",
        "  help: --accept-new says yes to all such rows",
        "error: nothing of pack.xlsx was taken in",
        "  help: say yes to the rows above, or take in the rest of it with --partial",
    ]


def test_what_is_new_is_added_once(packed: MakePack, take: Run) -> None:
    packed().add("Evidence", For="7.1.2", Evidence="A list.", Date="Q4 2021/22").add(
        "Actions", For="7.1", Action="Write it.", Owners="board\nCSP manager", Due="2023"
    ).save()

    assert take("--accept-new").code == 0
    after = Path(FILE).read_text(encoding="utf-8")
    assert lines() == [
        *(
            "+actions:",
            "+- id: A4",
            "+text: Write it.",
            "+owners: [Prevent Board, CSP manager]",
            '+due: "2023"',
            "+status: open",
        ),
        *("+evidence:", "+- text: A list.", "+on: Q4 2021/22"),
    ]
    assert take("--accept-new").stdout == f"{FILE}: nothing changes\n"
    assert Path(FILE).read_text(encoding="utf-8") == after


def test_a_new_row_without_a_place_is_refused(packed: MakePack, take: Run) -> None:
    packed().add("Evidence", Evidence="A list.").save()

    assert "Evidence!A6: a new row on 'Evidence' needs 'For'" in take("--accept-new").stderr


def test_a_new_row_for_what_is_not_in_the_pack_is_refused(packed: MakePack, take: Run) -> None:
    packed("--benchmark", "7").add("Evidence", For="8.1", Evidence="A list.").save()

    done = take("--accept-new")

    assert "Evidence!A6: '8.1' is no id that this pack is about" in done.stderr
    assert lines() == []


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param({"For": "8.1", "Evidence": "A list."}, id="of no item of the pack"),
        pytest.param({"For": "7.1", "Link": "https://example.org/"}, id="without what it needs"),
        pytest.param({"For": "7.1", "What_it_is": "Me", "Evidence": "A list."}, id="with a grey cell filled in"),
        pytest.param({"For": "7.1", "Evidence": "A list.", "Date": "soon"}, id="with a bad date"),
    ],
)
def test_a_new_row_that_is_refused_is_neither_asked_about_nor_taken_in(
    packed: MakePack, take: Run, cells: dict[str, str]
) -> None:
    packed("--benchmark", "7").add("Evidence", **cells).save()
    edit("evidence: A plan.", "evidence: [A plan., Another.]")

    said = take().stderr

    assert said.count("Evidence!") == 1
    assert "new for" not in said
    assert take("--accept-new", "--partial").code == 1
    assert "A list." not in Path(FILE).read_text(encoding="utf-8")


def test_an_unknown_owner_is_refused(packed: MakePack, take: Run) -> None:
    packed().add("Actions", For="7.1", Action="Write it.", Owners="Prevnt Board").save()

    done = take("--accept-new")

    assert "Actions!D6: there is no role 'Prevnt Board'" in done.stderr
    assert "did you mean 'Prevent Board'?" in done.stderr


def test_a_deleted_row_is_asked_about(packed: MakePack, take: Run) -> None:
    packed().delete("Evidence", "7.1.1#1").delete("Actions", "A2").save()

    done = take()

    assert done.code == 1
    assert lines() == []
    assert done.stderr.splitlines()[:3] == [
        "Evidence: the row of 7.1.1, 1st piece of evidence was deleted: it would be taken away.",
        "Actions: the row of A2 was deleted: it would be withdrawn.",
        "  help: --accept-deleted says yes to all such rows",
    ]


def test_a_deleted_row_takes_evidence_away_and_withdraws_an_action(packed: MakePack, take: Run) -> None:
    packed().delete("Evidence", "7.1.1#1").delete("Actions", "A2").delete("Answers", "7.1.1").save()

    assert take("--accept-deleted").code == 0
    assert lines() == [
        "-- Workshops ran.",
        *(
            "-status: in progress",
            "+status: withdrawn",
            "+reason: Its row was deleted in a workbook, by whoever filled in pack.xlsx.",
        ),
    ]


def test_who_fills_it_in_may_say_so(packed: MakePack, take: Run) -> None:
    filled = packed().delete("Actions", "A2")
    guide = filled.sheet("Guide")
    (cell,) = [cells[0] for cells in guide.iter_rows() if str(cells[0].value).startswith("Filled in by")]
    guide.cell(cell.row, 2).value = "Licensing team"
    filled.save()

    take("--accept-deleted")

    assert "+reason: Its row was deleted in a workbook, by Licensing team." in lines()


def test_an_emptied_row_of_evidence_counts_as_deleted(packed: MakePack, take: Run) -> None:
    packed().put("Evidence", "7.1.1#1", Evidence=None).save()

    assert "Evidence, row 4: the row of 7.1.1, 1st piece of evidence was deleted" in take().stderr


def test_evidence_of_which_a_date_is_left_counts_as_deleted(packed: MakePack, take: Run) -> None:
    packed().put("Evidence", "7.1.1#2", Evidence="", Link="").save()

    assert "the row of 7.1.1, 2nd piece of evidence was deleted: it would be taken away" in take().stderr
    assert lines() == []


def test_evidence_of_which_a_link_is_left_is_changed(packed: MakePack, take: Run) -> None:
    packed().put("Evidence", "7.1.1#2", Evidence="").save()

    assert take().code == 0
    assert lines() == [
        "-- {text: The programme., link: https://example.org/a, on: Nov 2021}",
        "+- {link: https://example.org/a, on: Nov 2021}",
    ]


def test_a_clash_is_listed_with_all_three_values_and_not_applied(packed: MakePack, take: Run) -> None:
    packed("--owner", "board").put("Answers", "7.1.1", Answer="Met").put("Actions", "A1", Outcome="Found.").save()
    edit("answer: partly", "answer: not met")

    done = take()

    assert done.code == 1
    assert lines() == ["-answer: partly  # as agreed", "+answer: not met  # as agreed"]
    assert done.stderr.splitlines()[:5] == [
        "Answers!D3: 7.1.1, Answer was changed on both sides",
        "  when the pack was made: 'partly'",
        "  Prevent Board, in pack.xlsx: 'met'",
        "  now in the record: 'not met'",
        "  help: --prefer theirs takes what the workbook says, --prefer ours what the record says",
    ]


@pytest.mark.parametrize(("who", "answer"), [("ours", "not met"), ("theirs", "met")])
def test_it_can_be_said_whose_cell_counts(packed: MakePack, take: Run, who: str, answer: str) -> None:
    packed().put("Answers", "7.1.1", Answer="Met").put("Actions", "A1", Outcome="Found.").save()
    edit("answer: partly", "answer: not met")

    assert take("--prefer", who).code == 0
    assert lines() == ["-answer: partly  # as agreed", f"+answer: {answer}  # as agreed", "+outcome: Found."]


def test_evidence_that_speaks_as_an_edition_does_is_evidence(packed: MakePack, take: Run) -> None:
    edit(
        "- Workshops ran.", '- {text: "[withheld: a case]", withheld: {reason: a case}}\n              - Workshops ran.'
    )
    before = Path(FILE).read_text(encoding="utf-8")
    packed().put("Evidence", "7.1.1#2", Evidence="Workshops run.").save()

    assert take().code == 0
    assert Path(FILE).read_text(encoding="utf-8") == before.replace("Workshops ran.", "Workshops run.")


def test_why_a_date_moves_goes_with_the_date(packed: MakePack, take: Run) -> None:
    packed().put("Actions", "A1", Due="May 2022", Why_the_due="The trainer is ill.", Outcome="Found one.").save()
    edit("due: Mar 2022", "due: Apr 2022")

    assert "none does" not in take().stderr
    assert take("--prefer", "ours").code == 0
    assert lines() == ["-due: Mar 2022", "+due: Apr 2022", "+outcome: Found one."]


def test_what_both_sides_say_is_no_clash(packed: MakePack, take: Run) -> None:
    packed().put("Answers", "7.1.1", Answer="met").put("Actions", "A1", Due="30 Jun 2022").save()
    edit("answer: partly", "answer: met")
    edit("due: Mar 2022", "due: 2022-06-30")

    assert take().stdout == f"{FILE}: nothing changes\n"


def test_what_moved_in_the_record_is_found_by_what_it_says(packed: MakePack, take: Run) -> None:
    packed().put("Evidence", "7.1.1#1", Evidence="Workshops ran twice.").save()
    edit("              - Workshops ran.\n", "              - Another.\n              - Workshops ran.\n")

    assert take().code == 0
    assert lines() == ["-- Workshops ran.", "+- Another.", "+- Workshops ran twice."]


def test_evidence_that_was_reworded_since_is_a_clash(packed: MakePack, take: Run) -> None:
    packed().put("Evidence", "7.1.1#1", Evidence="Workshops ran twice.").save()
    edit("- Workshops ran.", "- Workshops ran once.")

    assert "now in the record: 'Workshops ran once.'" in take().stderr


def test_what_is_gone_from_the_record_is_a_clash(packed: MakePack, take: Run) -> None:
    packed().put("Evidence", "7.1.1#1", Evidence="Meetings were held.").save()
    edit("              - Workshops ran.\n", "")

    assert "now in the record: '(taken away)'" in take().stderr


_PUT_BACK = "  help: put back in the record what was taken away, then collect again; or --prefer ours leaves it away"


@pytest.mark.parametrize("options", [(), ("--prefer", "theirs")])
def test_of_what_a_rollover_left_out_the_advice_is_one_that_works(
    packed: MakePack, take: Run, run: Run, options: tuple[str, ...]
) -> None:
    packed().put("Actions", "A2", Outcome="All did.").save()
    edit("status: in progress", "status: complete")
    run("rollover", FILE, "--period", "Mar 2022", "-o", "toolkits/b.yaml")

    done = take("--in", "toolkits/b.yaml", *options)

    assert done.code == 1
    assert [line for line in done.stderr.splitlines() if "--prefer" in line] == [_PUT_BACK]
    assert take("--in", "toolkits/b.yaml", "--prefer", "ours").code == 0


def test_both_kinds_of_clash_have_their_advice(packed: MakePack, take: Run) -> None:
    packed().put("Evidence", "7.1.1#1", Evidence="Meetings were held.").put("Answers", "7.1.1", Answer="Met").save()
    edit("              - Workshops ran.\n", "")
    edit("answer: partly", "answer: not met")

    assert [line for line in take().stderr.splitlines() if "--prefer" in line] == [
        "  help: --prefer theirs takes what the workbook says, --prefer ours what the record says",
        _PUT_BACK,
    ]


def test_what_was_put_back_takes_in_what_the_workbook_says(packed: MakePack, take: Run) -> None:
    packed().put("Evidence", "7.1.1#1", Evidence="Workshops ran in May.").save()
    edit("              - Workshops ran.\n", "")
    assert take().code == 1
    Path(FILE).write_text(TOOLKIT, encoding="utf-8")

    assert take().code == 0
    assert lines() == ["-- Workshops ran.", "+- Workshops ran in May."]


@pytest.mark.parametrize(
    ("sheet", "name", "values", "said"),
    [
        ("Answers", "7.1.1", {"Answer": "mostly"}, "Answers!D3: 'mostly' is not one of the words for 'Answer'\n  help: it may be: Met, Partly, Not met, Not applicable, or nothing"),
        ("Actions", "A1", {"Status": None}, "Actions!F3: '' is not one of the words for 'Status'\n  help: it may be: Open, In progress, Complete, Deferred, Withdrawn"),
        ("Ratings", "7", {"Rating": "blue"}, "Ratings!D3: 'blue' is not one of the words for 'Rating'\n  help: it may be: Red, Amber, Green, or nothing"),
        ("Actions", "A1", {"Due": "soon"}, "Actions!G3: Due: 'soon' is not a date this tool knows"),
        ("Evidence", "7.1.1#2", {"Date": "11/12"}, "Evidence!E5: Date: '11/12' could be read as"),
        ("Actions", "A1", {"Completed": "2021"}, "Actions!I3: a day of completion is given, and the status is 'open'"),
        ("Actions", "A1", {"Status": "Deferred"}, "Actions!K3: nothing says why the action is deferred"),
        ("Actions", "A1", {"Why_deferred": "Wait."}, "Actions!K3: it says why an action is deferred or withdrawn"),
        ("Actions", "A1", {"Why_the_due": "Wait."}, "Actions!H3: it says why a due date moves, and none does"),
        ("Answers", "7.1.1", {"Answer": None, "Why": "So."}, "Answers!E3: a reason goes with an answer"),
        ("Answers", "7.1.1", {"Expectation": "Less."}, "Answers!C3: 'Expectation' of 7.1.1 is not for writing, and was changed"),
    ],
)  # fmt: skip
def test_a_bad_value_is_refused_by_its_cell(
    packed: MakePack, take: Run, sheet: str, name: str, values: dict[str, object], said: str
) -> None:
    packed().put(sheet, name, **values).put("Actions", "A2", Outcome="Printed.").save()

    done = take()

    assert done.code == 1
    assert said in done.stderr
    assert lines() == []


def test_the_rest_of_a_file_is_taken_in_only_when_asked(packed: MakePack, take: Run) -> None:
    packed().put("Answers", "7.1.1", Answer="mostly").put("Actions", "A2", Outcome="Printed.").save()

    done = take("--partial")

    assert done.code == 1
    assert "not all of pack.xlsx was taken in" in done.stderr
    assert lines() == ["+outcome: Printed."]


def test_a_dry_run_of_a_pack_nobody_filled_in_says_that_nothing_changes(packed: MakePack, take: Run) -> None:
    packed().save()

    done = take("--dry-run")

    assert done.stdout.endswith(": nothing changes\n")
    assert done.stderr == ""


def test_a_dry_run_shows_the_difference(packed: MakePack, take: Run) -> None:
    packed().put("Actions", "A2", Outcome="Printed.").save()

    done = take("--dry-run")

    assert "+                outcome: Printed." in done.stdout
    assert "not written: this is a dry run" in done.stderr
    assert lines() == []


def test_dates_and_numbers_typed_as_such_are_text_again(packed: MakePack, take: Run) -> None:
    packed().put("Actions", "A1", Due=datetime(2022, 6, 30), Outcome=12).put("Evidence", "7.1.1#1", Evidence=1.5).save()  # noqa: DTZ001 - a cell has no zone

    assert take().code == 0
    assert lines() == [
        "-- Workshops ran.",
        '+- "1.5"',
        "+revised:",
        "+- {due: 2022-06-30, on: 2022-01-05}",
        '+outcome: "12"',
    ]


def test_rows_sheets_and_columns_may_stand_anywhere(packed: MakePack, take: Run) -> None:
    filled = packed().put("Actions", "A2", Outcome="Printed.")
    sheet = filled.sheet("Actions")
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    head, *rows = cells
    full = sorted((row for row in rows if row[0]), key=lambda row: row[0], reverse=True)
    for number, row in enumerate([head, *full], 2):
        for place, value in enumerate(reversed(row), 1):
            sheet.cell(number, place).value = value
    sheet.title = "What we do"
    filled.save()

    assert take().code == 0
    assert lines() == ["+outcome: Printed."]


def test_a_row_that_was_copied_is_not_taken_in_twice(packed: MakePack, take: Run) -> None:
    filled = packed().put("Actions", "A2", Outcome="Printed.")
    sheet = filled.sheet("Actions")
    for cell in sheet[filled.row("Actions", "A1")]:
        sheet.cell(8, cell.column).value = cell.value
    filled.save()
    assert take().code == 0

    filled.sheet("Actions").cell(8, filled.column("Actions", "Outcome: what was done")).value = "Other."
    filled.save()

    assert "Actions, row 8: it is a copy of Actions, row 3, and says something else" in take().stderr


def test_two_packs_are_each_taken_in_as_a_whole(packed: MakePack, run: Run) -> None:
    first = packed().put("Answers", "7.1.1", Answer="Met").save(Path("first.xlsx"))
    second = (
        packed()
        .put("Answers", "7.1.1", Answer="Not met")
        .put("Actions", "A1", Outcome="Found.")
        .save(Path("second.xlsx"))
    )

    done = run("collect", first, second, env=TODAY)

    assert done.code == 1
    assert "nothing of second.xlsx was taken in" in done.stderr
    assert lines() == ["-answer: partly  # as agreed", "+answer: met  # as agreed"]


def test_a_pack_that_comes_late_can_go_into_the_next_quarter(packed: MakePack, take: Run, run: Run) -> None:
    packed().put("Answers", "7.1.1", Answer="Met").put("Actions", "A2", Status="Complete").save()
    run("rollover", FILE, "--period", "Mar 2022", "-o", "toolkits/b.yaml")

    done = take("--in", "toolkits/b.yaml")

    assert (done.code, lines()) == (0, [])
    assert done.stdout == (
        "toolkits/b.yaml: 2 changes from pack.xlsx, which was made from Dec 2021\n"
        "  7.1.1: answer met (was partly)\n"
        "  A2: status complete (was in progress)\n"
    )


def test_a_pack_of_a_later_quarter_cannot_go_into_an_earlier_one(packed: MakePack, take: Run) -> None:
    packed().put("Answers", "7.1.1", Answer="Met").save()
    edit("period: Dec 2021", "period: Sep 2021")

    done = take("--in", FILE)

    assert (done.code, done.stdout) == (2, "")
    assert "there is no toolkit of that" in done.stderr


@pytest.mark.parametrize(("typed", "code"), [("y\n", 0), ("n\n", 1)])
def test_on_a_terminal_it_asks(packed: MakePack, monkeypatch: pytest.MonkeyPatch, typed: str, code: int) -> None:
    packed().add("Evidence", For="7.1.2", Evidence="A list.").save()
    monkeypatch.setattr(collect, "can_ask", lambda: True)

    done = CliRunner().invoke(app, ["collect", "pack.xlsx"], input=typed, catch_exceptions=False)

    assert done.exit_code == code
    assert "pack.xlsx: Evidence, row 6: new for 7.1.2: 'A list.'. Take it in? [y/N]" in done.stderr
    assert lines() == (["+evidence: A list."] if code == 0 else [])


def test_recorded_ratings_that_no_longer_follow_are_taken_away(packed: MakePack, take: Run, run: Run) -> None:
    run("rag", "--write")
    packed().put("Answers", "7.1.1", Answer="Not met").save()

    done = take()

    assert "what was recorded as computed no longer follows and is taken away: 7" in done.stdout


def test_the_pack_is_of_the_file_as_it_was_not_of_its_layout(packed: MakePack, take: Run, run: Run) -> None:
    packed().put("Actions", "A2", Outcome="Printed.").save()
    run("fmt")

    assert take().stdout == f"{FILE}: 1 change from pack.xlsx\n  A2: outcome given\n"


def test_a_clash_says_who_committed_the_record_last(git: Git, run: Run) -> None:
    git.commit({FILE: TOOLKIT})
    run("pack", "-o", "pack.xlsx")
    Filled(Path("pack.xlsx")).put("Answers", "7.1.1", Answer="Met").save()
    git.commit({FILE: TOOLKIT.replace("answer: partly", "answer: not met")})

    done = run("collect", "pack.xlsx")

    assert re.search(rf"^  {FILE} was last committed by Tester, \d{{4}}-\d\d-\d\d$", done.stderr, re.MULTILINE)


def test_a_new_row_that_was_reworded_since_is_not_added_a_second_time(packed: MakePack, take: Run) -> None:
    packed().add("Evidence", For="7.1.2", Evidence="A list of all staff.").save()
    assert take("--accept-new").code == 0
    edit("A list of all staff.", "A list of all staff and partners.")
    before = Path(FILE).read_text(encoding="utf-8")

    done = take("--accept-new")

    assert done.code == 1
    assert "7.1.2, new on Evidence: the record has something alike, which was changed on both sides" in done.stderr
    assert take("--accept-new", "--prefer", "ours").code == 0
    assert Path(FILE).read_text(encoding="utf-8") == before

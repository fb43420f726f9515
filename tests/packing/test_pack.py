"""What goes into a pack, and what does not."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from python_calamine import CalamineWorkbook

from prevent_cli.resources import TOOLKITS
from tests.packing.conftest import FILE, TOOLKIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import MakeProject, Run
    from tests.packing.conftest import MakePack
    from tests.packing.filled import Filled

VISIBLE = ["Guide", "Answers", "Evidence", "Actions", "Ratings"]


def ids(filled: Filled, sheet: str) -> list[str]:
    """Give the hidden ids of a sheet."""
    column = filled.column(sheet, f"_{sheet.lower()}")
    return [cells[column - 1].value for cells in filled.sheet(sheet).iter_rows(min_row=3) if cells[column - 1].value]


def everything(path: Path) -> str:
    """Give all that a file holds, as text."""
    with zipfile.ZipFile(path) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist())


def test_guidance_comes_first_and_the_rest_is_hidden(packed: MakePack) -> None:
    book = packed().book

    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == VISIBLE
    assert [sheet.title for sheet in book if sheet.sheet_state == "hidden"] == ["_prevent", "_lists"]
    assert book.active.title == "Guide"


def test_a_whole_pack_holds_everything(packed: MakePack) -> None:
    filled = packed()

    assert ids(filled, "Answers") == ["7.1.1", "7.1.2", "8.1"]
    assert ids(filled, "Evidence") == ["7.1#1", "7.1.1#1", "7.1.1#2"]
    assert ids(filled, "Actions") == ["A1", "A2", "A3"]
    assert ids(filled, "Ratings") == ["7", "8"]


@pytest.mark.parametrize("name", ["Prevent Board", "board"])
def test_an_owner_gets_the_actions_and_what_they_serve(packed: MakePack, name: str) -> None:
    filled = packed("--owner", name)

    assert ids(filled, "Answers") == ["7.1.1"]
    assert ids(filled, "Evidence") == ["7.1#1", "7.1.1#1", "7.1.1#2"]
    assert ids(filled, "Actions") == ["A1"]
    assert ids(filled, "Ratings") == ["7"]


def test_a_benchmark_comes_with_all_that_is_in_it(packed: MakePack) -> None:
    filled = packed("--benchmark", "8")

    assert ids(filled, "Answers") == ["8.1"]
    assert ids(filled, "Actions") == ["A3"]
    assert "Evidence" in filled.book.sheetnames
    assert ids(filled, "Evidence") == []


@pytest.mark.parametrize(
    ("audience", "gone"),
    [
        ("public", ["The secret of partners.", "Partners are trained", "7.1.2", "Adopt it"]),
        ("partners", ["Adopt it"]),
    ],
)
def test_nothing_above_the_audience_is_in_the_file(
    packed: MakePack, place: Path, audience: str, gone: list[str]
) -> None:
    packed("--audience", audience)

    text = everything(place / "pack.xlsx")
    assert [one for one in gone if one in text] == []
    assert "Staff are trained." in text


def test_a_part_tells_nothing_of_the_file_behind_it(packed: MakePack, place: Path, run: Run) -> None:
    packed("--owner", "board")
    text = everything(place / "pack.xlsx")
    packed()

    assert "a.yaml" not in text
    assert "a.yaml" in everything(place / "pack.xlsx")
    assert run("validate").code == 0


def test_what_is_withheld_from_the_reader_cannot_be_rated(project: MakeProject, run: Run) -> None:
    project({FILE: TOOLKIT.replace('  - id: "8"\n', '  - id: "8"\n    audience: officers\n')})

    run("pack", "--audience", "public", "-o", "a.xlsx")

    assert "Venues" not in everything(Path("a.xlsx"))


def test_only_what_may_be_written_is_unlocked(packed: MakePack) -> None:
    filled = packed("--owner", "board")
    unlocked = {
        sheet: sorted(
            str(filled.sheet(sheet).cell(2, cell.column).value)
            for cell in filled.sheet(sheet)[3]
            if not cell.protection.locked
        )
        for sheet in VISIBLE[1:]
    }

    assert all(filled.sheet(sheet).protection.sheet for sheet in [*VISIBLE, "_lists"])
    assert unlocked == {
        "Answers": ["Answer", "Why this answer"],
        "Evidence": ["Date", "Evidence: what there is and what it shows", "Link"],
        "Actions": sorted(
            [
                *("Status", "Due", "Why the due date moves", "Completed on", "Outcome: what was done"),
                *("Why deferred or withdrawn", "New note on progress"),
            ]
        ),
        "Ratings": [],
    }


def test_a_sheet_says_what_is_to_fill_in(packed: MakePack) -> None:
    filled = packed("--owner", "board")

    assert filled.sheet("Answers")["A1"].value.endswith("White cells are to fill in, grey cells to read.")
    assert filled.sheet("Ratings")["A1"].value.endswith("All of it is to read.")


def test_a_rating_is_given_in_the_pack_of_a_benchmark(packed: MakePack) -> None:
    sheet = packed("--benchmark", "7").sheet("Ratings")

    assert not sheet["D3"].protection.locked


def test_words_are_offered(packed: MakePack) -> None:
    filled = packed()

    def offered(sheet: str) -> list[Any]:
        return [str(rule.formula1) for rule in filled.sheet(sheet).data_validations.dataValidation]

    assert offered("Answers") == ['"Met,Partly,Not met,Not applicable"']
    assert offered("Ratings") == ['"Red,Amber,Green"']
    assert offered("Actions") == [
        *("_lists!$A$1:$A$6", "_lists!$B$1:$B$2"),
        '"Open,In progress,Complete,Deferred,Withdrawn"',
    ]
    assert [cells[0].value for cells in filled.sheet("_lists").iter_rows()] == [
        "7",
        "7.1",
        "7.1.1",
        "7.1.2",
        "8",
        "8.1",
    ]


def test_text_that_is_too_long_is_shown_whole_and_cannot_be_written(project: MakeProject, run: Run) -> None:
    long = "Very long. " * 5000
    project({FILE: TOOLKIT.replace("text: Find a trainer.", f"text: Find a trainer.\n                outcome: {long}")})

    run("pack", "-o", "a.xlsx")

    book = CalamineWorkbook.from_path("a.xlsx")
    (action,) = [row for row in book.get_sheet_by_name("Actions").to_python() if row[0] == "A1"]
    rests = [str(row[3]) for row in book.get_sheet_by_name("Continued").to_python() if row[0] == "Actions"]
    note = "\n[Too long for a cell: see the sheet Continued.]"
    assert str(action[9]).endswith(note)
    assert "".join([str(action[9]).removesuffix(note), *rests]) == long.strip()


def test_the_same_record_makes_the_same_bytes(packed: MakePack, place: Path) -> None:
    packed()
    first = (place / "pack.xlsx").read_bytes()
    packed()

    assert (place / "pack.xlsx").read_bytes() == first


def test_it_is_named_by_whom_it_is_for(place: Path, run: Run) -> None:
    done = run("pack", "--owner", "board", "--benchmark", "7", "--audience", "public")

    assert done.stdout == "reports/testshire-council-dec-2021-pack-prevent-board-7-public.xlsx\n"
    assert (place / done.stdout.strip()).is_file()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--owner", "Bord"], "there is no role 'Bord'\n  help: did you mean 'Board'? roles are: Prevent Board, CSP manager"),
        (["--benchmark", "7.1"], "--benchmark does not know '7.1'"),
        (["--benchmark", "8", "--owner", "Prevent Board"], "nothing in the toolkit concerns Prevent Board, benchmark 8"),
        (["--audience", "all"], "--audience does not know 'all'"),
    ],
)  # fmt: skip
def test_what_concerns_nobody_is_refused(place: Path, run: Run, options: list[str], said: str) -> None:
    done = run("pack", *options)

    assert place.is_dir()
    assert done.code == 2
    assert said in done.stderr


def test_a_record_that_is_not_for_release_is_not_packed_for_the_public(project: MakeProject, run: Run) -> None:
    project({FILE: TOOLKIT.replace("audience: public\n", "audience: public\nmarking: OFFICIAL-SENSITIVE\n", 1)})

    assert "cannot be made public" in run("pack", "--audience", "public").stderr


def test_a_pack_is_made_from_one_toolkit(place: Path, run: Run) -> None:
    (place / "toolkits/b.yaml").write_text(TOOLKIT.replace("Testshire", "Other"), encoding="utf-8")

    assert "a pack is made from one toolkit, and there are 2" in run("pack").stderr


def test_it_can_be_written_to_a_pipe(run_process: Run, place: Path) -> None:
    assert place.is_dir()
    assert run_process("pack", "-o", "pack.xlsx").code == 0
    assert zipfile.is_zipfile(BytesIO(Path("pack.xlsx").read_bytes()))


def test_the_toolkit_on_board_is_packed_and_collected(run: Run, tmp_path: Path) -> None:
    record = TOOLKITS / "thurrock" / "2021-12.yaml"
    copy = tmp_path / "a.yaml"
    copy.write_bytes(record.read_bytes())

    run("pack", copy, "-o", tmp_path / "a.xlsx")
    done = run("collect", tmp_path / "a.xlsx", "--in", copy)

    assert "nothing changes" in done.stdout
    assert copy.read_bytes() == record.read_bytes()


@pytest.mark.parametrize(
    "fill_in",
    [
        pytest.param(lambda one: one.put("Actions", "A2", Outcome="Printed."), id="a cell"),
        pytest.param(lambda one: one.add("Evidence", For="7.1", Evidence="A list."), id="a new row"),
        pytest.param(lambda one: one.delete("Evidence", "7.1#1"), id="a row less"),
    ],
)
def test_a_pack_that_was_filled_in_is_not_written_over(
    packed: MakePack, run: Run, fill_in: Callable[[Filled], Filled]
) -> None:
    path = fill_in(packed()).save()
    filled = path.read_bytes()

    done = run("pack", "-o", "pack.xlsx")

    assert (done.code, done.stdout) == (2, "")
    assert "pack.xlsx is a pack that somebody filled in, and would be lost" in done.stderr
    assert path.read_bytes() == filled


def test_a_pack_that_nobody_filled_in_is_written_over(packed: MakePack, run: Run) -> None:
    before = packed().save().read_bytes()

    assert run("pack", "--owner", "board", "-o", "pack.xlsx").code == 0
    assert Path("pack.xlsx").read_bytes() != before


def test_a_pack_for_two_owners_is_refused(run: Run, project: MakeProject) -> None:
    project({FILE: TOOLKIT})

    done = run("pack", "--owner", "Prevent Board", "--owner", "CSP manager")

    assert done.code == 2
    assert "make one for each: Prevent Board and CSP manager" in done.stderr

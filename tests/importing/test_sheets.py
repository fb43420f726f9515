"""Lists over several sheets that are named after benchmarks, and numbers that a spreadsheet took for dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prevent_cli.importing import ids
from tests.importing import test_lists
from tests.importing.test_reaching import items
from tests.importing.test_shown import TITLE, answers, imported, workbook
from tests.importing.toolkits import messages

if TYPE_CHECKING:
    from prevent_cli.importing.recognise import Imported

HEADS = ("No.", "Question", "Evidence", "Compliant?", "Action", "Owner")


def rows(name: str) -> list[tuple[str, ...]]:
    """Give a sheet's rows: heads, and two questions that are counted from 1."""
    return [
        (f"{TITLE} 2024",),
        HEADS,
        ("1", f"Is {name} known?", f"It is: {name}", "Yes", "", ""),
        ("2", f"Is {name} shared?", f"Partly: {name}", "Partially", f"Share {name}", "HR"),
    ]


def test_sheets_named_by_number_and_name_are_benchmarks_that_their_numbers_count_below() -> None:
    done = imported(workbook(("1 Risk", rows("risk")), ("2 Board", rows("board"))))

    assert [(one["id"], one["title"]) for one in done.data["benchmarks"]] == [("1", "Risk"), ("2", "Board")]
    assert answers(done) == {"1.1": "met", "1.2": "partly", "2.1": "met", "2.2": "partly"}
    assert [len(one.get("actions", ())) for one in items(done) if one["id"].count(".")] == [0, 1, 0, 1]
    assert done.ledger.missing == ()


ACTIONS = ("No", "Action", "Owner", "Due")
REFS = ("Ref", "Action", "Owner", "Due")


def actions(*rows: str, heads: tuple[str, ...] = REFS) -> list[tuple[str, ...]]:
    """Give a sheet's rows: a title, heads, and actions of a number and words each."""
    return [(f"{TITLE} 2024",), heads, *((*row.split(), "HR", "June 2024") for row in rows)]


def asked(done: Imported) -> list[str]:
    return [one.split("'")[1] for one in messages(done, "check") if "is read as no benchmark" in one]


def test_sheets_numbered_for_order_are_no_benchmarks() -> None:
    first, second = actions("1 a1", "2 a2", heads=ACTIONS), actions("1 a3", "2 a4", heads=ACTIONS)
    done = imported(workbook(("1 Open", first), ("2 Closed", second)))

    assert [one.get("title") for one in done.data["benchmarks"]] == [None]
    assert asked(done) == ["1 Open", "2 Closed"]


def test_a_sheet_with_numbers_of_other_benchmarks_is_none() -> None:
    done = imported(
        workbook(("1 Risk", actions("1.1 a1")), ("2 Board", actions("2.1 a2")), ("10 Archive", actions("1.2 a3")))
    )

    assert [(one["id"], one["title"]) for one in done.data["benchmarks"]] == [("1", "Risk"), ("2", "Board")]
    assert asked(done) == ["10 Archive"]


def test_sheets_by_area_with_the_same_numbers_are_no_benchmarks() -> None:
    done = imported(workbook(("1 North", actions("1.1 a1", "2.1 b1")), ("2 South", actions("1.1 a2", "2.1 b2"))))

    assert [(one["id"], one.get("title")) for one in done.data["benchmarks"]] == [("1", None), ("2", None)]


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("1 Risk", ("1", "Risk")),
        ("2. Board", ("2", "Board")),
        ("03 - Training", ("3", "Training")),
        ("2024 plan", None),
        ("1 April 2024", None),
        ("Risk", None),
        ("1", None),
    ],
)
def test_the_name_of_a_sheet_has_a_number_and_words(name: str, about: tuple[str, str] | None) -> None:
    assert ids.of_sheet(name) == about


@pytest.mark.parametrize("ref", ["01-Jan", "1-Feb", "Jan-02"])
def test_a_date_in_place_of_a_number_is_asked_about(ref: str) -> None:
    done = test_lists.imported(f"Ref,Action,Owner\n2.1,Find,HR\n{ref},Book,HR\n")

    assert [one["id"] for one in done.data["benchmarks"]] == ["2"]
    assert f"'{ref}' is a date in place of a number: did a spreadsheet make it of one such as 1.1?" in messages(
        done, "check"
    )
    assert {"source": "line 3, column 1", "text": ref} in done.data["unparsed"]

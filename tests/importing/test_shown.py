"""What is hidden in a workbook, and values of earlier periods, give way to what is shown and to the latest."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from prevent_cli.importing import kinds, lists
from prevent_cli.importing.readers import read
from prevent_cli.importing.recognise import Wanted, recognise
from tests.importing.test_reaching import items, page
from tests.importing.toolkits import messages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.importing.recognise import Imported

HEADS = ("Ref", "Expectation", "Evidence", "RAG", "Action", "Owner")
TITLE = "Prevent self-assessment: Merrow Council, March"


def workbook(*sheets: tuple[str, Sequence[Sequence[str]]], hidden: str = "", columns: str = "") -> bytes:
    """Give a workbook with these sheets, of which one may be hidden, and columns of each such as 'D:D'."""
    data = BytesIO()
    book = xlsxwriter.Workbook(data)
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
        if columns:
            sheet.set_column(columns, None, None, {"hidden": True})
        if name == hidden:
            sheet.hide()
        else:
            sheet.activate()
    book.close()
    return data.getvalue()


def imported(data: bytes) -> Imported:
    document = read(data, "plan.xlsx")
    if kinds.is_list(document):
        return lists.recognise(document, "plan.xlsx", None, Wanted(), {})
    return recognise(document, "plan.xlsx", None, Wanted())


def answers(done: Imported) -> dict[str, str]:
    return {one["id"]: one["answer"] for one in items(done) if "answer" in one}


def test_a_hidden_sheet_before_those_shown_gives_way_to_them() -> None:
    old = ("2023", [[f"{TITLE} 2023"], HEADS, ("1.1", "x1", "v1", "Red", "a1", "HR")])
    new = ("2024", [[f"{TITLE} 2024"], HEADS, ("1.1", "x1", "v1", "Green", "a1", "HR")])
    done = imported(workbook(old, new, hidden="2023"))

    assert (done.data["period"], answers(done)) == ("March 2024", {"1.1": "met"})
    assert "the answer is 'met' already, and this says 'Red'; it is in 'unparsed'" in messages(done, "check")


@pytest.mark.parametrize("heads", [("RAG", "RAG"), ("RAG 2024", "RAG 2023")])
@pytest.mark.parametrize("beside", [("Action", "Owner"), ()])
def test_a_hidden_column_gives_way_to_one_that_is_shown(heads: tuple[str, str], beside: tuple[str, ...]) -> None:
    rows = [
        (f"{TITLE} 2024", *[""] * (4 + len(beside))),
        ("Ref", "Expectation", "Evidence", *heads, *beside),
        ("1.1", "x1", "v1", "Red", "Green", *["a1", "HR"][: len(beside)]),
    ]
    done = imported(workbook(("Plan", rows), columns="D:D"))

    assert answers(done) == {"1.1": "met"}
    assert [one["text"] for one in done.data["unparsed"]] == ["Red"]


@pytest.mark.parametrize(("last", "read"), [("Green", "Q4"), ("", "Q3")])
def test_of_ratings_by_quarters_the_latest_that_is_filled_in_counts(last: str, read: str) -> None:
    head = "<td>Expectation</td><td>Evidence</td><td colspan=4>RAG</td>"
    below = "".join(f"<td>{one}</td>" for one in ("", "", "Q1", "Q2", "Q3", "Q4"))
    row = "".join(f"<td>{one}</td>" for one in ("x1", "v1", "Red", "Red", "Amber", last))
    done = page(f"<table><tr>{head}</tr><tr>{below}</tr><tr>{row}</tr></table>")

    assert answers(done) == {"1.1.1": "met" if last else "partly"}
    (said,) = (one for one in messages(done, "check") if one.startswith("of the ratings side by side"))
    assert said.startswith(f"of the ratings side by side '{read}' is read")
    assert done.ledger.missing == ()


def test_of_ratings_by_years_in_a_list_the_latest_counts() -> None:
    heads = ("Ref", "Expectation", "Evidence", "RAG 2023", "RAG 2024", "Action", "Owner")
    done = imported(workbook(("Plan", [[f"{TITLE} 2024"], heads, ("1.1", "x1", "v1", "Red", "Green", "a1", "HR")])))

    assert answers(done) == {"1.1": "met"}

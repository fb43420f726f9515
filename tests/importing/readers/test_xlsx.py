from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter

from prevent_cli.importing.cells import Document, Paragraph, Table
from prevent_cli.importing.readers.xlsx import read
from prevent_cli.importing.readers.xlsx_formats import shown

if TYPE_CHECKING:
    from collections.abc import Callable


def document(write: Callable[[Any], None]) -> Document:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    write(book)
    book.close()
    return read(content.getvalue(), "a.xlsx")


def rows(found: Document) -> list[list[str | None]]:
    return [
        [one.text if one else None for one in row]
        for table in found.blocks
        if isinstance(table, Table)
        for row in table.rows
    ]


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (3.0, "", "3"),
        (0.1 + 0.2, "", "0.3"),
        (7, "000", "007"),
        (0.25, "0%", "25%"),
        (0.125, "0.0%", "12.5%"),
        (1234.5, '"£"#,##0.00', "£1,234.50"),
        (1234.5, "[$£-809]#,##0.00;-[$£-809]#,##0.00", "£1,234.50"),
        (-1234.5, "#,##0.00;(#,##0.00)", "(1,234.50)"),
        (-5, "0", "-5"),
        (-0.2, "0", "0"),
        (3, '0" days"', "3 days"),
        (3, '"Q"0', "Q3"),
        (3.5, "0.##", "3.5"),
        (3, "@", "3"),
        (12345, "0.00E+00", "12345"),
        (44530, "General", "44530"),
        (datetime.fromisoformat("2021-11-30"), "dd/mm/yyyy", "2021-11-30"),
        (datetime.fromisoformat("2021-11-01"), "mmm-yy", "Nov 2021"),
        (datetime.fromisoformat("2021-11-01"), 'mmmm" "yyyy', "Nov 2021"),
        (datetime.fromisoformat("2021-11-01"), "yyyy", "2021"),
        (datetime.fromisoformat("2021-11-30"), "d-mmm", "2021-11-30"),
        (datetime.fromisoformat("2021-11-30 14:05"), "dd/mm/yyyy hh:mm", "2021-11-30 14:05"),
        (datetime.fromisoformat("2021-11-30 14:05"), "dd/mm/yyyy", "2021-11-30"),
        (timedelta(hours=30), "[h]:mm", "1 day, 6:00:00"),
    ],
)
def test_a_value_is_given_as_it_was_shown(value: Any, form: str, text: str) -> None:
    assert shown(value, form) == text


def test_texts_stay_as_they_are() -> None:
    def write(book: Any) -> None:
        sheet = book.add_worksheet()
        for at, text in enumerate(("007", "no", "=1+1", "a_x000D_b", "🙂", "1/2")):
            sheet.write_string(0, at, text)

    assert rows(document(write)) == [["007", "no", "=1+1", "a_x000D_b", "🙂", "1/2"]]


def test_hidden_sheets_rows_and_columns_are_read_and_named() -> None:
    def write(book: Any) -> None:
        sheet = book.add_worksheet("Plan")
        sheet.write_row(0, 0, ["a", "b"])
        sheet.write_row(1, 0, ["c", "d"])
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column(1, 1, None, None, {"hidden": True})
        other = book.add_worksheet("Old ones")
        other.write_row(0, 0, ["e", "f"])
        other.hide()

    found = document(write)
    assert rows(found) == [["a", "b"], ["c", "d"], ["e", "f"]]
    assert found.notes == (
        "Plan: rows that are hidden were read like the others: 2",
        "Plan: hidden columns give way to those shown that mean the same: number 2",
        "the sheet Old ones is hidden; it was read after the others",
    )


def test_a_formula_is_its_value_and_that_is_said() -> None:
    def write(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_formula(0, 0, "=1+1", None, 2)
        sheet.write_string(0, 1, "x")

    found = document(write)
    assert rows(found) == [["2", "x"]]
    assert found.notes == ("Sheet1: formulas in 1 cell; what they showed when it was saved was taken",)


def test_a_line_merged_over_all_columns_stands_between_tables() -> None:
    def write(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 2, "Benchmark 1")
        sheet.write_row(1, 0, ["a", "b", "c"])
        sheet.merge_range(2, 0, 2, 2, "Benchmark 2")
        sheet.write_row(3, 0, ["d", "e", "f"])

    found = document(write)
    assert [block.text if isinstance(block, Paragraph) else len(block.rows) for block in found.blocks] == [
        "Benchmark 1",
        1,
        "Benchmark 2",
        1,
    ]


def test_a_place_can_be_found_in_the_program() -> None:
    def write(book: Any) -> None:
        sheet = book.add_worksheet("It's a plan")
        sheet.write_row(0, 26, ["a", "b"])

    (table,) = document(write).blocks
    assert isinstance(table, Table)
    assert [one.place for one in table.rows[0] if one and one.text] == ["'It''s a plan'!AA1", "'It''s a plan'!AB1"]


def test_a_chart_is_named() -> None:
    def write(book: Any) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [1, 2])
        chart = book.add_chart({"type": "bar"})
        chart.add_series({"values": "=Sheet1!$A$1:$B$1"})
        sheet.insert_chart("A5", chart)
        sheet.insert_textbox("F5", "mind this")

    assert document(write).lost == ("Sheet1: pictures and charts: 1", 'Sheet1: text in a shape: "mind this"')


def test_what_is_struck_out_is_left_out_and_named_by_its_row() -> None:
    def write(book: Any) -> None:
        struck, sheet = book.add_format({"font_strikeout": True}), book.add_worksheet("Plan")
        sheet.write_row(0, 0, ["1.1", "kept", "kept"])
        sheet.write_row(1, 0, ["1.2", "gone", 7], struck)
        sheet.write_rich_string(2, 0, struck, "HR", " OD")
        sheet.write_rich_string(2, 1, "Jan ", struck, "Feb ", "Mar")
        sheet.write_row(2, 2, ["kept"])

    found = document(write)

    assert rows(found) == [["1.1", "kept", "kept"], ["OD", "Jan Mar", "kept"]]
    assert found.lost == (
        'Plan, row 2: text that is struck out was left out: "1.2 | gone | 7"',
        'Plan, row 3: text that is struck out was left out: "HR | Feb"',
    )

"""Rows whose words are struck out: what stands beside them is said of no other row."""

from __future__ import annotations

import io

import xlsxwriter

from prevent_cli.importing import lists
from prevent_cli.importing.readers import read
from prevent_cli.importing.recognise import Imported, Wanted
from tests.importing.toolkits import imported, items, messages

ASKED = "its words are struck out; what stands beside them is in 'unparsed'"
HTML = """<h1>Prevent self-assessment</h1><h2>Benchmark 1: Risk</h2><h3>1.1 Is it known?</h3><table>
<tr><th>Expectation</th><th>Evidence</th><th>Action</th></tr>
<tr><td>A profile</td><td>It is held</td><td>Share it</td></tr>
<tr><td><s>A register</s></td><td>It was held</td><td>Drop it</td></tr>
<tr><td></td><td>Until May</td><td></td></tr>
<tr><td>A plan</td><td>It is made</td><td>Print it</td></tr></table>"""


def struck_number() -> Imported:
    """Give a list in a workbook, where the number of the second row is struck out."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content)
    sheet, struck = book.add_worksheet(), book.add_format({"font_strikeout": True})
    rows = [["1.1", "Train", "HR", "Open"], ["1.2", "Brief", "OD", "Open"], ["1.3", "Tell", "OD", "Open"]]
    for at, row in enumerate([["Ref", "Action", "Owner", "Status"], *rows]):
        sheet.write_row(at, 0, row)
    sheet.write(2, 0, "1.2", struck)
    book.close()
    document = read(content.getvalue(), "plan.xlsx")
    return lists.recognise(document, "plan.xlsx", None, Wanted("Testshire Council", period="Dec 2021"), {})


def test_a_row_of_a_table_is_not_said_of_the_item_above() -> None:
    done = imported(HTML, "paper.html")

    assert [one["text"] for one in items(done.data, "actions")] == ["Share it", "Print it"]
    assert [one["text"] for one in done.data["unparsed"]] == ["It was held", "Drop it", "Until May"]
    assert ASKED in messages(done, "check")


def test_nor_is_a_row_of_a_list() -> None:
    done = struck_number()

    assert [one["text"] for one in items(done.data, "actions")] == ["Train", "Tell"]
    assert [one["text"] for one in done.data["unparsed"]] == ["Brief", "OD", "Open"]
    assert ASKED in messages(done, "check")

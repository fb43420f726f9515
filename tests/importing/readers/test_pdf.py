from __future__ import annotations

import pytest
import typst

from prevent_cli.importing.cells import Document, Paragraph, Table
from prevent_cli.importing.lines import cell
from prevent_cli.importing.readers.pdf import Whole, read

PAGE = "#set page(width: 12cm, height: 8cm, margin: 1cm{})\n#set text(size: 10pt, hyphenate: false)\n"


def document(source: str, page: str = "") -> Document:
    content = typst.compile((PAGE.replace("{}", page) + source).encode())
    assert isinstance(content, bytes)
    return read(content, "a.pdf")


def texts(found: Document) -> list[str]:
    return [block.text for block in found.blocks if isinstance(block, Paragraph)]


def rows(found: Document) -> list[list[str | None]]:
    return [
        [one.text if one else None for one in row]
        for table in found.blocks
        if isinstance(table, Table)
        for row in table.rows
    ]


def test_lines_that_the_page_broke_are_one_paragraph() -> None:
    long = "The board of several agencies oversees the work and meets every quarter with all of its partners."

    assert texts(document(f"{long}\n\nThen it reports.")) == [long, "Then it reports."]


def test_a_line_that_ends_early_ends_its_paragraph() -> None:
    assert texts(document("First line \\ second line")) == ["First line", "second line"]


def test_a_table_goes_on_over_the_page_and_its_head_stands_once() -> None:
    cells = "".join(f"[row {at}], [evidence {at}]," for at in range(30))
    found = document(f"#table(columns: 2, table.header([Expectation], [Evidence]), {cells})")

    assert rows(found) == [["Expectation", "Evidence"], *([f"row {at}", f"evidence {at}"] for at in range(30))]
    assert any("repeats the head" in note for note in found.notes)


def test_a_row_that_the_page_cut_is_put_together() -> None:
    words = " ".join(["the partners share what they know and"] * 30)
    found = document(f"#table(columns: (1fr, 1fr), [first], [x], [Here {words} that is all.], [y])")

    assert rows(found) == [["first", "x"], [f"Here {words} that is all.", "y"]]
    assert any("taken for the rest of the row before" in note for note in found.notes)


@pytest.mark.parametrize(("end", "joined"), [("?", True), ("", False)])
def test_a_row_cut_before_a_capital_is_put_together_where_first_cells_end_in_a_mark(end: str, joined: bool) -> None:
    names = " ".join(["Harrowmere Council"] * 30)
    cells = "".join(f"[Is there a plan{end}], [y]," for _ in range(8))
    found = document(f"#table(columns: (1fr, 1fr), {cells} [Is it {names} who agreed it?], [z])")

    assert ([f"Is it {names} who agreed it?", "z"] in rows(found)) is joined
    assert any("(by the missing full stop alone)" in note for note in found.notes) is joined


@pytest.mark.parametrize(("beside", "cut"), [("", True), ("begins here", False)])
def test_a_cell_that_begins_on_the_second_page_speaks_against_a_cut(beside: str, cut: bool) -> None:
    no_room_left, as_wide_as_the_first_word = {"above": (10.0, 0.0)}, {"below": (90.0, 40.0)}
    whole = Whole(no_room_left | as_wide_as_the_first_word, [], closed=True)

    above, below = (cell("Is the", "above"), cell("", "x")), (cell("Council told?", "below"), cell(beside, "y"))
    assert whole.never_closed(above, below) is cut


def test_heads_of_pages_stand_once_and_their_numbers_not_at_all() -> None:
    page = ", header: [OFFICIAL], footer: context [Page #counter(page).display() of 9]"
    found = document("one #pagebreak() two #pagebreak() three", page)

    assert texts(found) == ["OFFICIAL", "one", "two", "three"]
    assert '"OFFICIAL" stands at the head of 3 pages; it was taken once' in found.notes


def test_a_list_of_numbers_is_a_list_and_one_number_is_not() -> None:
    (one,) = document("1. It works.").blocks
    several = document("+ police\n+ health").blocks

    assert isinstance(one, Paragraph)
    assert one.marker is None
    assert [(each.text, each.marker) for each in several if isinstance(each, Paragraph)] == [
        ("police", "number"),
        ("health", "number"),
    ]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_is_turned_is_read_as_it_is_seen(turn: int) -> None:
    import io

    import pikepdf

    made, content = (
        io.BytesIO(),
        typst.compile((PAGE.replace("{}", "") + "#table(columns: 2, [a], [b], [c], [d])").encode()),
    )
    assert isinstance(content, bytes)
    pdf = pikepdf.open(io.BytesIO(content))
    pdf.pages[0].rotate(turn, relative=False)
    pdf.save(made)
    seen = {90: [["c", "a"], ["d", "b"]], 180: [["d", "c"], ["b", "a"]], 270: [["b", "d"], ["a", "c"]]}

    assert rows(read(made.getvalue(), "a.pdf")) == seen[turn]

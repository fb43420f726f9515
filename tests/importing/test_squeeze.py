from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from prevent_cli.importing.cells import Table
from prevent_cli.importing.lines import cell
from prevent_cli.importing.squeeze import squeezed


def table(*rows: str) -> Table:
    """Make a table of rows such as ``a.b``: a letter is a cell, a dot what the cell before it spans."""
    made = []
    for row in rows:
        cells: list[object] = []
        for at, letter in enumerate(row):
            span = len(row[at + 1 :]) - len(row[at + 1 :].lstrip("."))
            one = cell(letter, letter)
            cells.append(None if letter == "." else type(one)(one.paragraphs, one.place, 1, span + 1))
        made.append(tuple(cells))
    return Table(tuple(made), "t")  # type: ignore[arg-type]


def drawn(made: Table) -> list[str]:
    return ["".join(one.text if one else "." for one in row) for row in made.rows]


def test_columns_that_no_row_has_both_of_become_one() -> None:
    assert drawn(squeezed(table("ab.c", "de.f", "g.hi"))) == ["abc", "def", "ghi"]
    assert drawn(squeezed(table("ab.c", "defg"))) == ["ab.c", "defg"]
    assert drawn(squeezed(table("ab.c", "d.ef"))) == ["abc", "def"]


def test_a_cell_that_spans_all_still_does() -> None:
    made = squeezed(table("a...", "bc.d", "e.fg"))

    assert drawn(made) == ["a..", "bcd", "efg"]
    assert made.rows[0][0] is not None
    assert made.rows[0][0].columns == 3


@given(some.lists(some.lists(some.booleans(), min_size=5, max_size=5), min_size=1, max_size=5))
def test_no_cell_is_lost_and_none_changes_its_place_in_the_row(begins: list[list[bool]]) -> None:
    rows = ["a" + "".join("b" if one else "." for one in row) for row in begins]
    made = squeezed(table(*rows))

    assert ["".join(one.text for one in row if one) for row in made.rows] == [row.replace(".", "") for row in rows]
    assert all(len(row) == sum(one.columns for one in row if one) for row in made.rows)

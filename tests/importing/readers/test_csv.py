from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from prevent_cli.errors import PreventError
from prevent_cli.importing.cells import Table
from prevent_cli.importing.readers.csv import read


def rows(data: bytes) -> list[list[str]]:
    return [
        [one.text if one else "" for one in row]
        for table in read(data, "a.csv").blocks
        if isinstance(table, Table)
        for row in table.rows
    ]


@pytest.mark.parametrize(
    "data",
    [
        "a,é\nb,£5\n".encode(),
        "a,é\nb,£5\n".encode("utf-8-sig"),
        "a\té\r\nb\t£5\r\n".encode("utf-16"),
        "a;é\nb;£5\n".encode("cp1252"),
        b"sep=|\r\na|\xc3\xa9\r\nb|\xc2\xa35\r\n",
        b'"a","\xc3\xa9"\r"b","\xc2\xa35"\r',
    ],
)
def test_encodings_delimiters_and_line_ends(data: bytes) -> None:
    assert rows(data) == [["a", "é"], ["b", "£5"]]


def test_the_western_encoding_is_said() -> None:
    assert read("a;é\n".encode("cp1252"), "a.csv").notes == (
        "it is not UTF-8; it was read in Windows' Western encoding (cp1252): look at £, quotes and accents",
    )


def test_a_cell_of_several_lines_knows_the_line_it_begins_on() -> None:
    (table,) = read(b'a,b\n"c\nd",e\nf,g\n', "a.csv").blocks
    assert isinstance(table, Table)
    assert [row[0].place for row in table.rows if row[0]] == [
        "line 1, column 1",
        "line 2, column 1",
        "line 4, column 1",
    ]


def test_a_quote_that_is_not_closed_is_said() -> None:
    found = read(b'a,b\nc,"d\ne,f\n', "a.csv")

    assert rows(b'a,b\nc,"d\ne,f\n') == [["a", "b"], ["c", "d\ne,f"]]
    assert found.notes[0].startswith("its quotes are not as CSV has them")


def test_short_rows_are_filled_up() -> None:
    assert rows(b"a,b,c\nd,e\n\nf\n") == [["a", "b", "c"], ["d", "e", ""], ["f", "", ""]]


@pytest.mark.parametrize("data", [b"a,\0\n", b"\xff\xfea", "a,b".encode("utf-16")[:-1]])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(PreventError, match=r"a\.csv"):
        read(data, "a.csv")


def test_a_stray_quote_does_not_make_a_delimiter_of_a_semicolon() -> None:
    found = rows(b'Ref,Evidence\n1.1,the "Prevent" plan; the minutes\n1.2,"Board" minutes\n1.3,none\n')

    assert [row[0] for row in found] == ["Ref", "1.1", "1.2", "1.3"]


WORDS = some.text(
    some.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="•·▪■◦●○‣\u2043"), min_size=1
)


@given(some.lists(some.lists(WORDS, min_size=3, max_size=3), min_size=2, max_size=5))
@example([["0", "0", ";"]] * 3)
def test_what_python_writes_is_read_word_for_word(table: list[list[str]]) -> None:
    made = io.StringIO()
    csv.writer(made, quoting=csv.QUOTE_ALL).writerows(table)

    assert rows(made.getvalue().encode()) == table

"""Text and web pages become cells with their place, word for word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_cli.errors import PreventError
from prevent_cli.importing.cells import MOST_ROWS, Paragraph, Table
from prevent_cli.importing.markdown import markdown
from prevent_cli.importing.readers import read
from prevent_cli.importing.recognise import Wanted, recognise


def table(text: str, name: str = "a.txt") -> Table:
    (found,) = read(text.encode(), name).blocks
    assert isinstance(found, Table)
    return found


def cell(text: str) -> tuple[Paragraph, ...]:
    found = table(f"{text}\tx").rows[0][0]
    assert found
    return found.paragraphs


def test_a_line_with_tabs_is_a_row_and_neighbours_are_a_table() -> None:
    found = table("a\tb\nc\td\te\n")

    assert [[one.text if one else None for one in row] for row in found.rows] == [["a", "b", ""], ["c", "d", "e"]]
    assert found.rows[1][2]
    assert found.rows[1][2].place == "line 2, column 3"


def test_a_table_of_markdown_is_a_table() -> None:
    found = table("| a | b \\| c |\n|---|---|\n| **d** | e |\n")

    assert [one.text for one in found.rows[0] if one] == ["a", "b | c"]
    assert found.rows[2][0]
    assert found.rows[2][0].paragraphs[0].runs[0].bold


def test_a_table_of_html_in_text_is_a_table() -> None:
    found = table("<table>\n<tr><td rowspan=2>a</td><td>b</td></tr>\n<tr><td>c &amp; d</td></tr>\n</table>")

    assert [[one.text if one else None for one in row] for row in found.rows] == [["a", "b"], [None, "c & d"]]


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("a < b and c > d", "a < b and c > d"),
        ("<5 cases & more", "<5 cases & more"),
        ("<script>x</script>", "<script>x</script>"),
        ("Q &amp; A", "Q & A"),
        ("<p>one</p> <p>two</p>", "one\n\ntwo"),
        ("one<br/>two", "one\n\ntwo"),
        ("one          two", "one\n\ntwo"),
        ("<ul><li>• a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c"),
        ("**a** and *b* and <u>c</u>", "**a** and *b* and *c*"),
        ("2 * 3 * 4", "2 \\* 3 \\* 4"),
        ("[a](http://b.example/c)", "[a](http://b.example/c)"),
        ('<a href="http://b.example/c d">a</a>', "[a](http://b.example/c%20d)"),
        ("1. First", "1\\. First"),
        ("• one", "- one"),
    ],
)
def test_a_cell_of_text_becomes_light_markdown(written: str, made: str) -> None:
    assert markdown(cell(written)) == made


def test_an_unclosed_tag_ends_with_its_cell() -> None:
    first, second = table("<b>a\tb").rows[0]

    assert first
    assert second
    assert (first.paragraphs[0].runs[0].bold, second.paragraphs[0].runs[0].bold) == (True, False)


@given(st.text(st.characters(blacklist_categories=["C", "Z"], blacklist_characters="<&*_[`|"), min_size=1))
def test_plain_text_stays_as_it_is(text: str) -> None:
    (found,) = read(f"x{text}x".encode(), "a.txt").blocks

    assert isinstance(found, Paragraph)
    assert found.text == f"x{text}x"


def test_a_page_gives_paragraphs_and_tables_in_order() -> None:
    page = "<html><body>Hello <p>one</p><div><table><tr><td>a</td></tr></table>after</div></body></html>"
    found = read(page.encode(), "a.html").blocks

    assert [one.text if isinstance(one, Paragraph) else "table" for one in found] == ["Hello", "one", "table", "after"]


def test_a_page_says_in_which_encoding_it_is() -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>caf\xe9</p></body></html>'

    assert read(page.encode("latin-1"), "a.html").blocks[0].text == "caf\xe9"  # type: ignore[union-attr]


def test_what_no_page_shows_is_reported() -> None:
    page = "<html><body><p>a<!-- secret --><img src=x></p><script>y</script></body></html>"

    assert read(page.encode(), "a.html").lost == (
        "line 1: a remark that no page shows: secret",
        "line 1: a picture without a text",
    )


@pytest.mark.parametrize("tag", ["script", "style", "noscript", "template"])
@pytest.mark.parametrize("table", ["", "<table><tr><td>{}a</td></tr></table>"])
def test_what_no_reader_of_a_page_sees_is_left_out(tag: str, table: str) -> None:
    hidden = f"<{tag}>var secret = 1; <table><tr><td>secret</td></tr></table></{tag}>"
    page = f"<html><head>{hidden}</head><body>{hidden}<p>b{hidden}</p>{table.format(hidden)}{hidden}</body></html>"
    found = read(page.encode(), "a.html")

    texts = [
        one.text if isinstance(one, Paragraph) else [cell.text for cell in one.rows[0] if cell] for one in found.blocks
    ]
    assert texts == ["b", ["a"]][: 1 + bool(table)]


def test_a_script_of_a_page_is_no_word_of_the_record() -> None:
    row = "<table><tr><td>1.1 Is it?</td><td>Yes</td></tr></table>"
    page = f"<html><body>{row}<script>var secret = 1;</script><noscript>Switch it on</noscript></body></html>"
    done = recognise(read(page.encode(), "a.html"), "a.html", None, Wanted("Testshire", period="Dec 2021"))

    assert "unparsed" not in done.data
    assert done.ledger.words == len(["1", "1", "Is", "it", "Yes"])


def test_a_remark_between_the_tables_of_a_page_is_named() -> None:
    page = b"<html><body><!-- ask Ann --><!--[if mso]>x<![endif]--><table><tr><td>a</td></tr></table></body></html>"

    assert read(page, "a.html").lost == ("line 1: a remark that no page shows: ask Ann",)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"caf\xe9", "a.txt", "not UTF-8"),
        (b"a\0b", "a.txt", "no .txt file"),
        (b"{\\rtf1 Is there a plan?}", "a.rtf", "a.rtf is of a format that cannot be read"),
        (b"From: x\nMIME-Version: 1.0\n\n=20", "a.mht", "a.mht is of a format that cannot be read"),
        (b"{\\rtf1 Is there a plan?}", "a.txt", "a.txt is no .txt file"),
        (b"<div>" * 3000, "a.html", "nested too deep"),
        (b"<b>" * 3000, "a.txt", "nested too deep"),
        (b"<html><table>" + b"<tr><td rowspan=999 colspan=999>x</td></tr>" * 999, "a.html", "places"),
        (b"a\tb\n" * (MOST_ROWS + 1), "a.txt", "more than 20000 rows"),
        (b"<html><table>" + b"<tr><td>x" * (MOST_ROWS + 1), "a.html", "more than 20000 rows"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_line(content: bytes, name: str, said: str) -> None:
    with pytest.raises(PreventError, match=said):
        read(content, name)


def test_a_page_is_known_by_its_bytes_whatever_it_is_called() -> None:
    assert read(b"<!DOCTYPE html><html><body><p>a</p></body></html>", "a.txt").format == "html"


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("a.html", "<s>HR</s> OD"),
        ("a.html", "<del>HR</del> OD"),
        ("a.html", '<span style="text-decoration: line-through">HR</span> OD'),
        ("a.txt", "~~HR~~ OD"),
    ],
)
def test_struck_out_text_is_left_out_and_named(name: str, cell: str) -> None:
    page = f"<html><body><table><tr><td>{cell}</td><td>b</td></tr></table></body></html>"
    found = read((page if name == "a.html" else f"{cell}\tb\n").encode(), name)

    (table,) = [one for one in found.blocks if isinstance(one, Table)]
    assert [one.text if one else None for one in table.rows[0]] == ["OD", "b"]
    assert [one.partition(": ")[2] for one in found.lost] == ['text that is struck out was left out: "HR"']


def test_a_row_of_a_page_may_be_struck_out_as_a_whole() -> None:
    rows = '<tr style="text-decoration:line-through"><td>gone</td><td>b</td></tr><tr><td>kept</td><td>c</td></tr>'
    found = read(f"<html><body><table>{rows}</table></body></html>".encode(), "a.html")

    (table,) = [one for one in found.blocks if isinstance(one, Table)]
    assert [[one.text if one else None for one in row] for row in table.rows] == [["", ""], ["kept", "c"]]


@pytest.mark.parametrize(
    "shown", ["Click or tap here to enter text.", "Click here to enter a date.", "Choose an item."]
)
def test_what_a_form_shows_until_it_is_filled_in_is_empty_in_any_format(shown: str) -> None:
    found = read(f'{shown},b\n"Choose an item now",c\n'.encode(), "a.csv")

    (table,) = [one for one in found.blocks if isinstance(one, Table)]
    assert [[one.text if one else None for one in row] for row in table.rows] == [
        ["", "b"],
        ["Choose an item now", "c"],
    ]
    assert found.lost == (f'fields of a form that nobody filled in were read as empty; they show: "{shown}"',)

"""Whatever a document holds: no word is lost, and what comes of it is a record that reads back as it was written."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prevent_cli.importing import lists
from prevent_cli.importing.notes import MARKS
from prevent_cli.importing.readers import read
from prevent_cli.importing.recognise import Imported, Wanted, recognise
from prevent_cli.resources import FRAMEWORKS
from prevent_cli.store.emit import document
from prevent_cli.store.load import load_framework, load_toolkit

if TYPE_CHECKING:
    from prevent_cli.model.framework import Framework

PIECES = st.sampled_from(
    """Board|CSP manager/ A/D education /|to meet|COMPLETE|Actioned Nov 21|DRAFTED to be tested|None|N/A|N/A no officers.
    |Yes|No as not needed|Green|Amber|Apr 22|by 1st May 2022|Q4 21/22|once approved|1.1 Is it?|1.2 And this?|2.1 New?
    |7,3 Odd?|Benchmark 2:|Benchmarks 3|2. A statement.|Outcome: good|Outcome:|RAG Rating: Red Actions: x Comments: y
    |Expectation|Evidence|Action|RAG|Owner|Status|--|* a|# b|1) c|- d|> e|a < b|Q &amp; A|_x_|[a](b)|&lt;p&gt;|007|~|no
    |RAG: Red|It is. RAG: Amber|1. Board RAG Rating: Red|'quoted"|key: value|{a}|OFFICIAL|Page 1 of 2|Continue|ongoing|•|\u2013|\N{FULLWIDTH COLON}|caf\xe9|goes on|Ends.""".replace(
        "\n", ""
    ).split("|")
)
WRAPS = st.sampled_from(
    [
        "{}",
        "<b>{}</b>",
        "**{}**",
        "<p>{}</p>",
        "<ul><li>{}</li></ul>",
        "<u>{}</u>",
        '<a href="#">{}</a>',
        "{}          {}",
    ]
)
CELLS = st.lists(st.builds(lambda wrap, piece: wrap.replace("{}", piece.strip()), WRAPS, PIECES), max_size=4).map(
    " ".join
)
ROWS = st.lists(CELLS, min_size=1, max_size=5).map("\t".join)
DOCUMENTS = st.lists(ROWS, max_size=12).map("\n".join)
ANYTHING = st.lists(st.text(max_size=12), max_size=8).map("\t".join)

VALUES = st.sampled_from(
    ["", "1", "1.1", "1.1.1", "1.2.3", "7 Board", "1.1 Is it?", "Is it?", "Training", "N/A", "N/A as shut. Asked in May.",
     "None", "None required", "Find a trainer", "A7", "12", "Clerk / HR", "soon", "Apr 22", "30/11/2025", "Complete",
     "Complete in May", "COMPLETE", "In progress", "ongoing", "Green", "Red", "TBC", "Board: to meet"]
)  # fmt: skip


def tables(heads: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[list[str]]]:
    """Give tables with rows of values below their heads."""
    return heads.flatmap(
        lambda names: st.lists(st.lists(VALUES, min_size=len(names), max_size=len(names)), max_size=5).map(
            lambda rows: [names, *rows]
        )
    )


OF_LIST = ["Ref", "Theme", "Question", "Action ref", "Owner", "By when", "Date raised", "Closed", "Status", "RAG",
           "Update", "Outcome", "Budget"]  # fmt: skip
OF_TABLE = ["Ref", "Owner", "By when", "Status", "RAG", "Comments", "Budget"]
LISTS = tables(st.lists(st.sampled_from(OF_LIST), unique=True).map(lambda more: [*more, "Evidence", "Action"]))
TABLES = tables(
    st.lists(st.sampled_from(OF_TABLE), unique=True).map(lambda more: ["Expectation", *more, "Evidence", "Action"])
)


@pytest.fixture(scope="module")
def framework() -> Framework:
    record = load_framework(FRAMEWORKS / "home-office-2018.yaml").record
    assert record is not None
    return record


def list_of(rows: list[list[str]], framework: Framework | None) -> Imported:
    out = StringIO()
    full = [*("" for _ in rows[0][2:]), "Minutes", "Meet"]
    csv.writer(out).writerows([*rows, full])
    wanted = Wanted("Testshire", period="Dec 2021", merge=True)
    return lists.recognise(read(out.getvalue().encode(), "a.csv"), "a.csv", framework, wanted, {})


def counted_once(done: Imported) -> bool:
    """Say whether the parts of the word count make up the document's words; a lost word could hide in a surplus."""
    book = done.ledger
    return book.words == book.in_fields + book.labels + book.repeated + book.unparsed + len(book.missing)


def made_of(text: str, framework: Framework | None = None) -> Imported:
    text = f"1.1 Does it work?\t\t\t\nIs it so?\tMinutes\tBoard: to meet\t\n{text}"
    return recognise(
        read(text.encode(), "a.txt"), "a.txt", framework, Wanted("Testshire", period="Dec 2021", merge=True)
    )


@given(DOCUMENTS)
def test_no_word_of_a_document_is_lost(text: str) -> None:
    assert made_of(text).ledger.missing == ()


@given(DOCUMENTS)
def test_every_word_of_a_document_counts_once(text: str) -> None:
    assert counted_once(made_of(text))


@given(TABLES)
def test_every_word_of_a_table_counts_once(rows: list[list[str]]) -> None:
    done = made_of("\n".join(map("\t".join, rows)))

    assert done.ledger.missing == ()
    assert counted_once(done)


@given(LISTS)
def test_every_word_of_a_list_counts_once(rows: list[list[str]]) -> None:
    done = list_of(rows, None)

    assert done.ledger.missing == ()
    assert counted_once(done)


@settings(max_examples=20)
@given(TABLES, LISTS)
def test_every_word_counts_once_beside_a_framework(
    framework: Framework, table: list[list[str]], rows: list[list[str]]
) -> None:
    assert counted_once(made_of("\n".join(map("\t".join, table)), framework))
    assert counted_once(list_of(rows, framework))


PAGE = """<html><head><title>Prevent self-assessment of Testshire Council: Dec 2021</title></head><body>
<ol><li>OFFICIAL</li><li>For the board.</li></ol><p>OFFICIAL</p>
<table><tr><th>Theme</th><th>Ref</th><th>Action</th><th>RAG</th></tr>
<tr><td rowspan=2>Training</td><td>1.1</td><td>Find a trainer</td><td>Amber</td></tr>
<tr><td>1.2</td><td>COMPLETE</td><td>Red</td></tr></table></body></html>"""


def test_what_a_list_says_once_for_two_rows_or_says_again_counts_once() -> None:
    page = read(PAGE.encode(), "a.html")
    done = lists.recognise(page, "a.html", None, Wanted("Testshire", period="Dec 2021"), {})

    assert done.ledger.missing == ()
    assert counted_once(done)


def test_the_title_beside_a_page_is_no_word_of_it() -> None:
    page = PAGE[: PAGE.index("<ol>")] + "<table><tr><td>1.1 Is it?</td><td>Yes</td></tr></table></body></html>"
    done = recognise(read(page.encode(), "a.html"), "a.html", None, Wanted())

    assert (done.data["period"], done.ledger.words, counted_once(done)) == ("Dec 2021", 5, True)


@given(DOCUMENTS)
def test_every_mark_has_a_worth(text: str) -> None:
    marks = {mark for found in made_of(text).notes.found.values() for mark in found}

    assert marks <= set(MARKS)


@given(DOCUMENTS)
def test_what_comes_of_it_is_a_record_that_reads_back(text: str) -> None:
    data = made_of(text).data
    loaded = load_toolkit(Path("a.yaml"), document(data).encode(), "a.yaml")

    assert loaded.sound
    assert not loaded.problems
    assert loaded.source.data == data


@given(ANYTHING.filter(lambda text: "\0" not in text))
def test_any_text_is_kept(text: str) -> None:
    try:
        encoded = text.encode()
    except UnicodeEncodeError:
        return
    assert made_of(encoded.decode()).ledger.missing == ()

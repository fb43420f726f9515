"""Whatever a document holds: no word is lost, and what comes of it is a record that reads back as it was written."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from prevent_cli.importing.notes import MARKS
from prevent_cli.importing.readers import read
from prevent_cli.importing.recognise import Imported, Wanted, recognise
from prevent_cli.store.emit import document
from prevent_cli.store.load import load_toolkit

PIECES = st.sampled_from(
    """Board|CSP manager/ A/D education /|to meet|COMPLETE|Actioned Nov 21|DRAFTED to be tested|None|N/A|N/A no officers.
    |Yes|No as not needed|Green|Amber|Apr 22|by 1st May 2022|Q4 21/22|once approved|1.1 Is it?|1.2 And this?|2.1 New?
    |7,3 Odd?|Benchmark 2:|Benchmarks 3|2. A statement.|Outcome: good|Outcome:|RAG Rating: Red Actions: x Comments: y
    |Expectation|Evidence|Action|RAG|Owner|Status|--|* a|# b|1) c|- d|> e|a < b|Q &amp; A|_x_|[a](b)|&lt;p&gt;|007|~|no
    |'quoted"|key: value|{a}|OFFICIAL|Page 1 of 2|Continue|ongoing|•|\u2013|\N{FULLWIDTH COLON}|caf\xe9|goes on|Ends.""".replace(
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


def made_of(text: str) -> Imported:
    text = f"1.1 Does it work?\t\t\t\nIs it so?\tMinutes\tBoard: to meet\t\n{text}"
    return recognise(read(text.encode(), "a.txt"), "a.txt", None, Wanted("Testshire", period="Dec 2021", merge=True))


@given(DOCUMENTS)
def test_no_word_of_a_document_is_lost(text: str) -> None:
    assert made_of(text).ledger.missing == ()


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

"""Whatever stands where in the tables of a document, every word of it is somewhere, once, and the result is valid.

The same layouts are tried each time. PREVENT_LAYOUTS=5000 tries that many others.
"""

from __future__ import annotations

import os

from hypothesis import given, settings
from hypothesis import strategies as st

from prevent_cli.errors import PreventError
from prevent_cli.importing import lists
from prevent_cli.importing.cells import Cell, Document, Paragraph, Run, Table
from prevent_cli.importing.recognise import Imported, Wanted, recognise
from prevent_cli.model.toolkit import Toolkit

WORDS = """
Ref|No.|Question|Expectation|Evidence|Current position|Action|Next steps|Owner|Lead|Due|Status|RAG|Current RAG|Comments|Benchmark|Gaps|Version|What
1|2|1.1|1.2|1.1.1|2.1.1|1.1 Is it?|2.1 Is it known?|1.1.2 It is|Is it more?|Yes|No|N/A|None|Chair: do it|do it by Jun 2024|HR / CSP|Green|Red
Jun 2024|30.11.24|Complete|1. Risk|Board|3.5 hours|RAG Rating: Green|Benchmark 1: Risk|Evidence|Action|Lead|A7
Benchmark 1: Risk|Benchmark 2: Board|1.1 Is it?|Page 1 of 2|OFFICIAL|2. Board|RAG rating: Amber|3.1 Odd?|Benchmarks 1-3|Benchmark 1.1 Is it?|Training
"""
MANY = int(os.environ.get("PREVENT_LAYOUTS", "0"))
HEADS, ITEMS, OTHERS, LINES = (line.split("|") for line in WORDS.strip().split("\n"))


def paragraph(text: str, place: str, heading: int = 0) -> Paragraph:
    return Paragraph((Run(text),), place, heading)


@st.composite
def tables(draw: st.DrawFn, number: int) -> Table:
    """Draw a table whose first row may be heads, whose first column may be labels, and whose cells may reach down."""
    width, height = draw(st.integers(2, 6)), draw(st.integers(1, 5))
    first = draw(st.lists(st.sampled_from(HEADS), min_size=width, max_size=width, unique=True) | st.none())
    labels = draw(st.booleans())
    until = dict.fromkeys(range(width), 0)
    rows: list[tuple[Cell | None, ...]] = []
    for at in range(height):
        row: list[Cell | None] = []
        for column in range(width):
            if until[column] > at:
                row.append(None)
                continue
            words = HEADS if labels and not column else ("", *ITEMS, *OTHERS)
            text = first[column] if first and not at else draw(st.sampled_from(words))
            down = 2 if 0 < at < height - 1 and draw(st.integers(0, 9)) == 0 else 1
            until[column] = at + down
            place = f"table {number}, row {at}, column {column}"
            row.append(Cell((paragraph(text, place),) if text else (), place, down))
        rows.append(tuple(row))
    return Table(
        tuple(rows),
        f"table {number}",
        draw(st.sampled_from([None, "Benchmark 2", "Benchmark 1.1", "Benchmark 2.1 Board"])),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw lines and tables in any order, with a table at the end."""
    title = paragraph("Assessment for Harrowmere Borough Council: Mar 2024", "line 0")
    drawn = draw(st.lists(st.tuples(st.sampled_from(LINES), st.integers(0, 2))))
    lines = [paragraph(text, f"line {at}", level) for at, (text, level) in enumerate(drawn, 1)]
    several = [draw(tables(number)) for number in range(draw(st.integers(0, 3)))]
    both: list[Paragraph | Table] = [*lines, *several]
    blocks = draw(st.permutations(both))
    return Document(draw(st.sampled_from(["docx", "csv"])), (title, *blocks, draw(tables(9))))


def read(document: Document, *, listed: bool) -> Imported | None:
    try:
        if listed:
            return lists.recognise(document, "a", None, Wanted(), {})
        return recognise(document, "a", None, Wanted())
    except PreventError:
        return None


@settings(max_examples=MANY or 250, derandomize=not MANY)
@given(documents())
def test_every_word_is_somewhere_once(document: Document) -> None:
    for done in (read(document, listed=True), read(document, listed=False)):
        if done:
            ledger = done.ledger
            parts = ledger.in_fields + ledger.unparsed + ledger.labels + ledger.repeated
            assert (ledger.missing, parts) == ((), ledger.words)
            assert Toolkit.model_validate(done.data).organisation.name == "Harrowmere Borough Council"

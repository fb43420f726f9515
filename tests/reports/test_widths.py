"""Columns of printed tables: no word is broken where there is room, in English or Welsh."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from prevent_cli.drafts import Drafts
from prevent_cli.reports import docx, pdf
from prevent_cli.reports.document import Paragraph, Run, Table, said, words
from prevent_cli.reports.document_report import report
from prevent_cli.reports.document_summary import summary
from prevent_cli.reports.paper import LANGUAGES, Language, Paper
from prevent_cli.reports.widths import breadth, by_content, fitted
from prevent_cli.resources import FONTS, TOOLKITS
from prevent_cli.workspace import Workspace
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from prevent_cli.reports.document import Block, Cell
    from tests.conftest import Assess

EXAMPLE = ROOT / "examples/example-borough/toolkits/example-borough-council/2026-03.yaml"
RECORDS = [TOOLKITS / "thurrock" / "2021-12.yaml", EXAMPLE]
POINTS = 1000


@cache
def paper(record: Path, language: Language) -> Paper:
    workspace = Workspace([record], ROOT, date(2026, 4, 1))
    return Drafts(workspace).draft(workspace.checked(workspace.meant())[0], None, None, language=language).paper()


@cache
def font() -> Any:
    return ImageFont.truetype(str(FONTS / "LiberationSans-Bold.ttf"), POINTS)


def ems(word: str) -> float:
    """Give the real breadth of a word in bold."""
    return float(font().getlength(word)) / POINTS


def parts(text: str) -> list[str]:
    """Give what cannot be broken: a line may end at a space, or after a hyphen before a letter."""
    return re.split(r"\s+|(?<=-)(?=[A-Za-z])", text)


def told(blocks: Iterable[Block]) -> str:
    return " ".join("".join(run.text for run in block.runs) for block in blocks if isinstance(block, Paragraph))


def tables(blocks: Iterable[Block]) -> Iterator[Table]:
    return (block for block in blocks if isinstance(block, Table))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("board", [False, True])
def test_no_word_of_a_pdf_runs_out_of_its_column(record: Path, language: Language, board: bool) -> None:
    one = paper(record, language)
    points = pdf.TABLE_POINTS[board]
    for table in tables((summary(one) if board else report(one)).blocks):
        wide = fitted(table, pdf.TABLE_WIDTH[board] / points, pdf.EDGES / points)
        assert sum(wide) / 1000 == pytest.approx(pdf.TABLE_WIDTH[board] / points, abs=0.01)
        for row in (tuple((said(head),) for head in table.heads), *table.rows):
            for cell, share in zip(row, wide, strict=True):
                room = share / 1000 - pdf.EDGES / points
                assert [word for word in parts(told(cell)) if ems(word) > room] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("board", [False, True])
def test_no_word_is_broken_in_a_table_of_word(record: Path, language: Language, board: bool) -> None:
    one = paper(record, language)
    word = Document(BytesIO((docx.render_summary if board else docx.render)(one)))
    letter = word.styles["Table Text"].font.size
    edges = 2 * 68_580  # 5.4 points each, Word's own
    for table in word.tables:
        for cell in (cell for row in table.rows for cell in row.cells):
            assert [part for part in parts(cell.text) if ems(part) * letter > cell.width - edges] == []


@given(st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZŵŷâêîôûŴŶ0123456789-.,:;()/?'"))
def test_a_word_is_never_broader_than_it_is_taken_for(word: str) -> None:
    assert breadth(word) >= ems(word) - 0.001


TEXT = st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=1, max_size=12).map(" ".join)


@given(st.lists(st.tuples(TEXT, TEXT, TEXT, TEXT), min_size=1, max_size=5), st.tuples(*[st.integers(1, 90)] * 4))
def test_each_column_has_its_longest_word_and_the_table_its_width(
    rows: list[tuple[str, str, str, str]], shares: tuple[int, ...]
) -> None:
    table = Table(("a", "b", "c", "d"), shares, tuple(tuple(words(Run(text)) for text in row) for row in rows))
    wide = fitted(table, 60, 1)

    assert sum(wide) == pytest.approx(60_000, abs=4)
    for place, share in enumerate(wide):
        longest = max(breadth(word) for row in rows for word in row[place].split())
        assert share >= 1000 * (longest + 1) - 1


def test_a_word_longer_than_a_quarter_of_the_table_takes_no_more() -> None:
    table = Table(("a", "b"), (1, 9), ((words(Run("x" * 500)), words(Run("y"))),))

    assert fitted(table, 40, 1) == (10_000, 30_000)


@pytest.mark.parametrize("room", [-5, 0, 0.5])
def test_a_page_that_is_all_margin_still_has_columns(room: float) -> None:
    table = Table(("Number", "What"), (1, 3), ((words(Run("1")), words(Run("Something"))),))

    assert min(fitted(table, room, 1)) > 0


def test_shares_stay_where_the_words_have_room() -> None:
    table = Table(("a", "b"), (1, 3), ())

    assert fitted(table, 40, 1) == (10_000, 30_000)


def test_a_column_that_says_more_is_given_more() -> None:
    rows: list[tuple[Cell, ...]] = [(words(Run("x" * 40)), words(Run("y" * 9)), words(Run("1")))] * 3

    assert by_content(("a", "b", "c"), rows) == (41, 10, 2)
    assert by_content(("a", "b"), []) == (1, 1)


@pytest.mark.parametrize(
    ("texts", "heads", "sentence"),
    [
        ("", [], "No next steps are given in this report. No comments are given in this report."),
        (", next_steps: Meet.", ["Next steps"], "No comments are given in this report."),
        (", comments: Thanks.", ["Comments"], "No next steps are given in this report."),
        (", next_steps: Meet., comments: Thanks.", ["Next steps", "Comments"], ""),
    ],
)
def test_a_column_that_nobody_filled_is_left_out_and_said(
    assessed: Assess, texts: str, heads: list[str], sentence: str
) -> None:
    blocks = report(Paper(assessed(f"benchmarks: [{{id: 1, title: T{texts}}}, {{id: 2, title: U}}]\n"))).blocks
    table = next(tables(blocks))
    after = told(blocks[blocks.index(table) + 1 :][:1])

    assert list(table.heads[6:]) == heads
    assert (after if "No " in after else "") == sentence

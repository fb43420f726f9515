"""The three commands from Word to the first report, as the pages show them, on a Word document made here."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest

if TYPE_CHECKING:
    from tests.conftest import MakeProject, Run

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", "docs/import.md")
ROWS = (
    ("Expectation", "Evidence", "Action", "RAG"),
    ("Is there a training programme?", "Workshops run every two months.", "Training lead: Find a trainer", ""),
    ("Is take-up measured?", "Yes", "", ""),
)


def write_word(path: Path) -> None:
    """Save an assessment as Word users make one: a title, a heading, a question, a table."""
    document = docx.Document()
    document.add_paragraph("Prevent duty toolkit for Harrowmere Borough Council: Mar 2024")
    document.add_heading("Benchmark 7: There is a training programme.", 1)
    document.add_paragraph("7.1 Do staff know the signs?")
    table = document.add_table(len(ROWS), len(ROWS[0]))
    for cells, texts in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    document.save(str(path))


def commands(page: str) -> list[list[str]]:
    """Give the words of the first block of commands that begins with an import."""
    text = (ROOT / page).read_text(encoding="utf-8")
    (block,) = re.findall(r"^```text\n(prevent import .*?)^```", text, re.MULTILINE | re.DOTALL)
    return [shlex.split(line)[1:] for line in block.splitlines()]


@pytest.mark.parametrize("page", PAGES)
def test_three_commands_lead_from_word_to_the_report(page: str, project: MakeProject, run: Run) -> None:
    project({})
    write_word(Path("assessment.docx"))

    done = [run(*words) for words in commands(page)]

    assert [(one.code, one.stderr) for one in done[1:]] == [(0, "")] * 2
    assert done[0].stdout.rstrip().endswith("1 benchmark, 1 question, 2 expectations and 1 action from assessment.docx")
    (report,) = Path("reports").glob("*.html")
    assert "Workshops run every two months." in report.read_text(encoding="utf-8")

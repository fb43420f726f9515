"""Titles and names are no Markdown: every format has the same words for them."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from prevent_cli.reports import docx, html, markdown, pdf
from prevent_cli.reports.paper import Paper
from tests.reports.test_docx import opened
from tests.reports.test_docx import text as words_of_word
from tests.reports.test_html import Page
from tests.reports.test_pdf import pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from prevent_cli.model.assessment import Assessment
    from tests.conftest import Assess, MakeProject, Run

NAMES = ["Self _a_ *b*", "Council _o_", "The _y_ **plan** of a_b_c", "Clerk `r`", "Counter _g_ terror"]
RECORD = """\
format: toolkit/1
title: Self _a_ *b*
organisation: {name: Council _o_}
period: Dec 2021
audience: public
glossary: {CT: Counter _g_ terror}
benchmarks:
  - id: 1
    title: The _y_ **plan** of a_b_c
    statement: The plan _stands_.
    rating: green
    previous: {rating: amber, period: Sep 2021}
    actions: [{id: A1, text: Do it _well_., owners: Clerk `r`, due: 2021-11-30}]
"""


def rendered(content: bytes) -> str:
    """Give the words that a reader of rendered Markdown sees."""
    made = MarkdownIt("commonmark").enable("table").render(content.decode())
    return unescape(re.sub(r"<[^>]+>", "", made))


SHOWN: dict[str, Callable[[Paper], str]] = {
    "html": lambda paper: Page(html.render(paper)).text,
    "md": lambda paper: rendered(markdown.render(paper)),
    "pdf": lambda paper: "\n".join(pages(pdf.render(paper))),
    "docx": lambda paper: words_of_word(opened(docx.render(paper))),
}
BOARD: dict[str, Callable[[Paper], str]] = {
    "html": lambda paper: Page(html.render_summary(paper)).text,
    "md": lambda paper: rendered(markdown.render_summary(paper)),
    "pdf": lambda paper: "\n".join(pages(pdf.render_summary(paper))),
    "docx": lambda paper: words_of_word(opened(docx.render_summary(paper))),
}


@pytest.fixture
def record(assessed: Assess) -> Assessment:
    return assessed(RECORD)


@pytest.mark.parametrize("format", SHOWN)
def test_titles_and_names_read_as_they_are_written(record: Assessment, format: str) -> None:
    found = " ".join(SHOWN[format](Paper(record)).split())

    assert [name for name in NAMES if name not in found] == []
    assert "The plan stands." in found
    assert "Do it well." in found


@pytest.mark.parametrize("format", SHOWN)
def test_the_period_before_stands_with_its_last_day(record: Assessment, format: str) -> None:
    found = " ".join(SHOWN[format](Paper(record)).split())

    assert (found.count("was Amber in"), found.count("(30 ")) == (2, 2)


@pytest.mark.parametrize("format", BOARD)
def test_they_do_on_the_one_page_too(record: Assessment, format: str) -> None:
    found = " ".join(BOARD[format](Paper(record)).split())

    assert "Better: 1 The _y_ **plan** of a_b_c" in found
    assert [name for name in NAMES[:4] if name not in found] == []


def test_a_list_of_actions_has_them_as_written(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": RECORD})
    found = rendered(run("actions", "--format", "md").stdout.encode())

    assert "Council _o_, Dec 2021" in found
    assert "Clerk `r`" in found
    assert "Do it well." in found

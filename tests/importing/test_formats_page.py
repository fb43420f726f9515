"""The page's table of what survives in each format, every mark of it measured."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from prevent_cli.importing.cells import Document, Paragraph, Table
from prevent_cli.importing.readers import read
from tests.importing.readers.made import ADDRESS, FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from prevent_cli.importing.cells import Cell, Run

PAGE = Path(__file__).parents[2] / "docs" / "import-formats.md"


@cache
def document(form: str) -> Document:
    return read(FORMATS[form](), f"made.{form}")


def cells(found: Document) -> Iterator[Cell]:
    for block in found.blocks:
        if isinstance(block, Table):
            yield from (cell for row in block.rows for cell in row if cell)


def paragraphs(found: Document) -> Iterator[Paragraph]:
    for block in found.blocks:
        yield from [block] if isinstance(block, Paragraph) else []
    for cell in cells(found):
        yield from cell.paragraphs


def runs(found: Document) -> Iterator[Run]:
    return (run for one in paragraphs(found) for run in one.runs)


BROUGHT: dict[str, Callable[[Document], bool]] = {
    "the words": lambda found: {"spans", "007"} <= {cell.text for cell in cells(found)},
    "paragraphs in a cell": lambda found: any(cell.text == "Once\nmore" for cell in cells(found)),
    "bold text": lambda found: [run.text.strip() for run in runs(found) if run.bold and "Clerk" in run.text] == ["Clerk"],
    "italic text": lambda found: any(run.italic and run.text == "now" for run in runs(found)),
    "links": lambda found: any(run.link == ADDRESS and run.text == "the guide" for run in runs(found)),
    "lists": lambda found: [one.text for one in paragraphs(found) if one.marker == "bullet"] == ["first", "second"],
    "merged cells": lambda found: any(cell.rows == 2 and cell.text == "spans" for cell in cells(found)),
    "headings": lambda found: any(one.heading and one.text == "A heading" for one in paragraphs(found)),
    "the title in the properties": lambda found: found.title == "The title",
    "comments": lambda found: any("look here" in said for cell in cells(found) for said in cell.comments),
    "a colour without a word": lambda found: any("#00B050" in said for said in found.lost),
}  # fmt: skip


def table() -> dict[tuple[str, str], str]:
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    heads, *rows = ([cell.strip() for cell in line.strip("| ").split("|")] for line in lines[: len(BROUGHT) + 1])
    return {(row[0], head.strip(".`")): mark for row in rows for head, mark in zip(heads[1:], row[1:], strict=True)}


def test_the_page_has_a_mark_for_every_format_and_every_thing() -> None:
    assert set(table()) == {(thing, form) for thing in BROUGHT for form in FORMATS}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("thing", BROUGHT)
def test_a_mark_on_the_page_is_what_the_reader_does(thing: str, form: str) -> None:
    brought = BROUGHT[thing](document(form))
    said = "named" if thing == "a colour without a word" else "yes"

    assert table()[thing, form] == (said if brought else "no")

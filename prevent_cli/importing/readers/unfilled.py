"""What Word's forms show until somebody fills them in, where another format has it as text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from prevent_cli.importing.cells import Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prevent_cli.importing.cells import Cell, Document, Table

_SHOWN = re.compile(r"(?:Click(?: or tap)?(?: here)? to enter (?:text|a date)|Choose an item)\.?", re.IGNORECASE)


def said(shown: str) -> str:
    """Say that fields of a form which show this were read as empty."""
    return f'fields of a form that nobody filled in were read as empty; they show: "{shown}"'


def emptied(document: Document) -> Document:
    """Give a document without the prompts of fields that nobody filled in; they are named as lost, each once."""
    lost: dict[str, None] = dict.fromkeys(document.lost)
    blocks: list[Paragraph | Table] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            blocks += _kept([block], lost)
        else:
            blocks.append(replace(block, rows=tuple(tuple(_cell(one, lost) for one in row) for row in block.rows)))
    return replace(document, blocks=tuple(blocks), lost=tuple(lost))


def _cell(cell: Cell | None, lost: dict[str, None]) -> Cell | None:
    if cell is None or not any(_SHOWN.fullmatch(one.text) for one in cell.paragraphs):
        return cell
    return replace(cell, paragraphs=tuple(_kept(cell.paragraphs, lost)))


def _kept(paragraphs: Iterable[Paragraph], lost: dict[str, None]) -> list[Paragraph]:
    made = []
    for one in paragraphs:
        if _SHOWN.fullmatch(one.text):
            lost[said(one.text)] = None
        else:
            made.append(one)
    return made

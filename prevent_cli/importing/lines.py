"""Plain text of a cell -> paragraphs: a line each, lists by the marks that people type."""

from __future__ import annotations

import re
from dataclasses import replace

from prevent_cli.importing.cells import Cell, Marker, Paragraph, Run

_BULLET = re.compile(r"[•·▪■◦●○‣\u2043\uf0b7\uf0a7]\s*|o\t")
_BREAKS = re.compile(r"\r\n|[\n\r\v\f\u2028\u2029\x85]")


def paragraphs(runs: tuple[Run, ...], place: str) -> tuple[Paragraph, ...]:
    """Give a paragraph for each line of the runs that says something."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *more = _BREAKS.split(run.text)
        lines[-1].append(Run(first, run.bold, run.italic, run.link))
        lines += [[Run(text, run.bold, run.italic, run.link)] for text in more]
    return tuple(paragraph(tuple(line), place) for line in lines if any(run.text.strip() for run in line))


def paragraph(runs: tuple[Run, ...], place: str) -> Paragraph:
    """Make a paragraph of one line; a bullet that was typed becomes its marker."""
    kept = [run for run in runs if run.text]
    while kept and not kept[0].text.strip():
        del kept[0]
    marker: Marker | None = None
    while kept and (found := _BULLET.match(kept[0].text.lstrip(" "))):
        first = kept[0]
        kept[:1] = [replace(first, text=rest)] if (rest := first.text.lstrip(" ")[found.end() :]) else []
        marker = "bullet"
    return Paragraph(tuple(kept), place, marker=marker)


def cell(text: str, place: str) -> Cell:
    """Make a cell of plain text."""
    return Cell(paragraphs((Run(text),), place), place)


def colour(fill: str) -> str | None:
    """Give the hexadecimal digits of a fill as ``#00B050`` where it is a colour: white, black and greys are none."""
    digits = fill[-6:]
    try:
        red, green, blue = (int(digits[at : at + 2], 16) for at in (0, 2, 4))
    except ValueError:
        return None
    return f"#{digits.upper()}" if max(red, green, blue) - min(red, green, blue) > 60 else None

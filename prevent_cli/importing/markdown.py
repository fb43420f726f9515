"""Paragraphs as light Markdown, word for word: what the document's own signs would mean as Markdown is escaped."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from prevent_cli.importing.cells import Paragraph, Run

_SIGNS = re.compile(r"[\\*`]|(?<!\w)_|_(?!\w)|\[(?=[^\]]*\]\()|&(?=#?\w+;)")
_START = re.compile(r"(?:[-+#>]|\d+(?=[.)]))(?=[.)]?(?:\s|$))|[-=](?=[-=\s]*$)")
_CORE = re.compile(r"^([\W_]*)(.*?)([\W_]*)$", re.DOTALL)


def markdown(paragraphs: Iterable[Paragraph]) -> str:
    """Give paragraphs as Markdown: a blank line between them, lists as lists. A broken line begins a paragraph."""
    made: list[str] = []
    listed = False
    number = 0
    for one in paragraphs:
        number = number + 1 if one.marker == "number" else 0
        for at, line in enumerate(lines(one)):
            text = inline(line)
            if made:
                made.append("\n" if listed and one.marker else "\n\n")
            text = _escaped_start(text)
            made.append(_item(one, text, number, first=at == 0) if one.marker else text)
            listed = one.marker is not None
    return "".join(made)


def plain(paragraphs: Iterable[Paragraph]) -> str:
    """Give the words of paragraphs on one line."""
    return " ".join(" ".join(one.text for one in paragraphs).split())


def lines(paragraph: Paragraph) -> Iterator[tuple[Run, ...]]:
    """Give the runs of each line of a paragraph; empty lines are left out."""
    line: list[Run] = []
    for run in paragraph.runs:
        first, *rest = run.text.split("\n")
        line.append(replace(run, text=first))
        for part in rest:
            yield from _kept(line)
            line = [replace(run, text=part)]
    yield from _kept(line)


def _kept(line: Sequence[Run]) -> Iterator[tuple[Run, ...]]:
    if any(run.text.strip() for run in line):
        yield tuple(run for run in line if run.text)


def inline(runs: Iterable[Run]) -> str:
    """Give runs as one line of Markdown."""
    return " ".join("".join(map(_run, runs)).split())


def _item(paragraph: Paragraph, text: str, number: int, *, first: bool) -> str:
    sign = f"{number}. " if paragraph.marker == "number" else "- "
    indent = "  " * paragraph.depth
    return f"{indent}{sign}{text}" if first else f"{indent}{' ' * len(sign)}{text}"


def _run(run: Run) -> str:
    text = _SIGNS.sub(lambda found: f"\\{found[0]}", run.text)
    if run.link and text.strip():
        text = _around(text, "[", f"]({_address(run.link)})")
    sign = "**" if run.bold else "*" if run.italic else ""
    return _emphasised(text, sign) if sign and not run.link else text


def _address(link: str) -> str:
    """Give an address that brackets and spaces cannot end."""
    return link.replace(" ", "%20").replace("(", "%28").replace(")", "%29").replace("\n", "")


def _around(text: str, before: str, after: str) -> str:
    core = text.strip()
    at = text.index(core)
    return f"{text[:at]}{before}{core}{after}{text[at + len(core) :]}"


def _emphasised(text: str, sign: str) -> str:
    """Emphasise text from its first letter to its last, where Markdown is sure to see it."""
    found = _CORE.match(text)
    if not found or not found[2]:
        return text
    return f"{found[1]}{sign}{found[2]}{sign}{found[3]}"


def _escaped_start(text: str) -> str:
    found = _START.match(text)
    if not found:
        return text
    number = found[0].isdigit()
    return f"{found[0]}\\{text[found.end() :]}" if number else f"\\{text}"

"""HTML as people's programs write it: a piece of it into paragraphs, a table of it into rows of cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from prevent_cli.errors import PreventError
from prevent_cli.extras import need
from prevent_cli.importing.cells import Cell, Marker, Paragraph, Run, Table
from prevent_cli.importing.readers import marks

if TYPE_CHECKING:
    from collections.abc import Iterator

SPAN = 1000
"""The most rows or columns that a cell may span; HTML itself allows a column no more."""

MOST_CELLS = 200_000
"""The most places that a table's cells may span."""

HIDDEN = frozenset(("script", "style", "head", "template", "noscript", "title"))
"""Elements whose words no reader of a page sees, wherever they stand."""

_BOLD, _ITALIC = frozenset(("b", "strong", "th")), frozenset(("i", "em", "u", "cite"))
_STRUCK = frozenset(("del", "s", "strike"))
_LISTS: dict[str, Marker] = {"ul": "bullet", "ol": "number", "menu": "bullet", "dir": "bullet"}
_INLINE = re.compile(
    r"a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|q|s|samp|small|span|strike|strong"
    r"|sub|sup|time|tt|u|var|wbr"
)
_LINE_THROUGH = re.compile(r"text-decoration(?:-line)?:[^;]*line-through")
_BULLET = re.compile(r"^[•·▪◦‣●○∙]\s*|^[oO]\t\s*")
_SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass(frozen=True, slots=True)
class Look:
    """How text looks where it stands."""

    bold: bool = False
    italic: bool = False
    link: str | None = None
    heading: int = 0
    marker: Marker | None = None
    depth: int = 0
    struck: bool = False
    raised: bool = False


@dataclass(slots=True)
class Flow:
    """Paragraphs in the making."""

    place: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    look: Look = field(default_factory=Look)
    lost: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)

    def add(self, text: str | None, look: Look) -> None:
        """Add text; white space counts as HTML counts it."""
        text = _SPACE.sub(" ", text or "")
        if look.struck:
            self.struck.append(text)
            return
        text = marks.raised(text) if look.raised else text
        before = self.runs[-1].text if self.runs else " "
        if text.startswith(" ") and before.endswith((" ", "\n")):
            text = text[1:]
        if text:
            self.look = look if not self.runs else self.look
            self.runs.append(Run(text, look.bold, look.italic, look.link))

    def end_line(self) -> None:
        """Break the line within a paragraph."""
        if self.runs:
            self.runs.append(Run("\n"))

    def end(self) -> None:
        """End the paragraph, if one has begun."""
        if any(run.text.strip() for run in self.runs):
            made = _paragraph(self.runs, self.look, self.place)
            self.paragraphs += [made] if made.runs else []
        self.runs = []
        if struck := "".join(self.struck).strip():
            self.lost.append(f'{self.place}: text that is struck out was left out: "{struck}"')
        self.struck = []


def root(html: str | bytes, name: str) -> Any:
    """Give the tree of a document. Raises PreventError where it is nested too deep to be read whole."""
    content = html.encode() if isinstance(html, str) else html
    parser = _parser("utf-8" if isinstance(html, str) else None)
    tree = need("lxml.html", "import").document_fromstring(content, parser=parser)
    if any("depth" in error.message for error in parser.error_log):
        raise PreventError(
            f"{name} has elements nested too deep to be read", "save it anew from the program it is from"
        )
    return tree


@cache
def _parser(encoding: str | None) -> Any:
    return need("lxml.html", "import").HTMLParser(encoding=encoding, no_network=True)


def paragraphs(element: Any, place: str, look: Look | None = None) -> tuple[tuple[Paragraph, ...], list[str]]:
    """Give the paragraphs within an element, and what was seen and could not be brought."""
    flow = Flow(place)
    _walk(element, look or Look(), flow)
    flow.end()
    return tuple(flow.paragraphs), flow.lost


def table(element: Any, place: str) -> tuple[Table, list[str]]:
    """Give a table's rows, every place that is spanned held by None, and what could not be brought.

    Raises PreventError where its cells span too much.
    """
    rows = list(_rows(element))
    grid: list[list[Cell | None]] = []
    taken: set[tuple[int, int]] = set()
    lost: list[str] = []
    header = 0
    for number, row in enumerate(rows):
        cells: list[Cell | None] = []
        grid.append(cells)
        written = [one for one in row if one.tag in {"td", "th"}]
        header += _is_header(row, written) and header == number
        look = _looks(row, Look())
        for one in written:
            _skip_taken(cells, taken, number)
            cell, missed = _cell(one, f"{place}, row {number + 1}, column {len(cells) + 1}", look)
            lost += missed
            _place(cells, replace(cell, rows=min(cell.rows, len(rows) - number)), taken, number)
        _skip_taken(cells, taken, number)
    width = max(map(len, grid), default=0)
    return Table(tuple((*row, *[Cell((), place)] * (width - len(row))) for row in grid), place, header=header), lost


def _is_header(row: Any, cells: list[Any]) -> bool:
    return row.getparent().tag == "thead" or (bool(cells) and all(one.tag == "th" for one in cells))


def _rows(element: Any) -> Iterator[Any]:
    """Give a table's own rows, not those of tables inside it."""
    for child in element:
        if child.tag == "tr":
            yield child
        elif child.tag in {"tbody", "thead", "tfoot"}:
            yield from (one for one in child if one.tag == "tr")


def _cell(element: Any, place: str, look: Look) -> tuple[Cell, list[str]]:
    found, lost = paragraphs(element, place, Look(struck=look.struck))
    struck = not found and any(one.startswith(f"{place}: text that is struck out") for one in lost)
    return Cell(found, place, _span(element.get("rowspan")), _span(element.get("colspan")), struck=struck), lost


def _span(written: str | None) -> int:
    number = int(written) if written and written.strip().isdecimal() else 1
    return min(max(number, 1), SPAN)


def _skip_taken(cells: list[Cell | None], taken: set[tuple[int, int]], row: int) -> None:
    while (row, len(cells)) in taken:
        cells.append(None)


def _place(cells: list[Cell | None], cell: Cell, taken: set[tuple[int, int]], row: int) -> None:
    if len(taken) + cell.rows * cell.columns > MOST_CELLS:
        raise PreventError(
            f"{cell.place} makes its table span more than {MOST_CELLS} places",
            "save it anew from the program it is from",
        )
    column = len(cells)
    cells.append(cell)
    cells.extend([None] * (cell.columns - 1))
    taken.update((row + down, column + right) for down in range(1, cell.rows) for right in range(cell.columns))


def _walk(element: Any, look: Look, flow: Flow) -> None:
    look = _looks(element, look)
    flow.add(element.text, look)
    for child in element:
        if not isinstance(child.tag, str):
            flow.lost += remark(child, flow.place)
        elif child.tag == "br":
            flow.end_line()
        elif child.tag == "img":
            _picture(child, look, flow)
        elif child.tag not in HIDDEN:
            _within(child, look, flow)
        flow.add(child.tail, look)


def _within(child: Any, look: Look, flow: Flow) -> None:
    block = not _INLINE.fullmatch(child.tag)
    if block:
        flow.end()
    _walk(child, look, flow)
    if block:
        flow.end()


def _looks(element: Any, look: Look) -> Look:
    tag, style = element.tag, (element.get("style") or "").replace(" ", "").lower()
    if tag == "a" and element.get("href"):
        look = replace(look, link=element.get("href").strip())
    if tag in _BOLD or "font-weight:bold" in style or "font-weight:700" in style:
        look = replace(look, bold=True)
    if tag in _ITALIC or "font-style:italic" in style or "text-decoration:underline" in style:
        look = replace(look, italic=True)
    if tag in _STRUCK or _LINE_THROUGH.search(style):
        look = replace(look, struck=True)
    if tag == "sup":
        look = replace(look, raised=True)
    if tag in _LISTS:
        look = replace(look, marker=_LISTS[tag], depth=look.depth + 1 if look.marker else 0)
    if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
        look = replace(look, heading=int(tag[1]))
    return look


def remark(child: Any, place: str) -> list[str]:
    """Give what to say of a remark in a page's source; nothing of one that is written for programs."""
    text = " ".join((child.text or "").split())
    told = text and not text.startswith(("[if", "<!["))
    return [f"{place}: a remark that no page shows: {text}"] if told else []


def _picture(child: Any, look: Look, flow: Flow) -> None:
    words = (child.get("alt") or "").strip()
    if words:
        flow.add(words, look)
    else:
        flow.lost.append(f"{flow.place}: a picture without a text")


def _paragraph(runs: list[Run], look: Look, place: str) -> Paragraph:
    runs = _trimmed(joined(runs))
    marker = look.marker
    found = _BULLET.match(runs[0].text)
    if found:
        runs = _trimmed([replace(runs[0], text=runs[0].text[found.end() :]), *runs[1:]])
        marker = marker or "bullet"
    return Paragraph(tuple(runs), place, look.heading, marker, look.depth if marker else 0)


def joined(runs: list[Run]) -> list[Run]:
    """Join neighbours that look the same."""
    made: list[Run] = []
    for run in runs:
        last = made[-1] if made else None
        if last and (last.bold, last.italic, last.link) == (run.bold, run.italic, run.link):
            made[-1] = replace(last, text=last.text + run.text)
        else:
            made.append(run)
    return made


def _trimmed(runs: list[Run]) -> list[Run]:
    """Drop white space at both ends, and runs left empty by that."""
    runs = [run for run in runs if run.text]
    while runs and not runs[0].text.strip():
        runs = runs[1:]
    while runs and not runs[-1].text.strip():
        runs = runs[:-1]
    if runs:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip())
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    return runs

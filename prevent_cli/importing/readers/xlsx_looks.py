"""What cells of a spreadsheet look like and carry: bold runs, formats, links, comments, fills, what is hidden.

The values come from calamine; this reads the rest of the same parts, within limits that hold before calamine sees them.
"""

from __future__ import annotations

import posixpath
import re
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from prevent_cli.errors import PreventError
from prevent_cli.extras import need
from prevent_cli.importing.cells import Run
from prevent_cli.importing.notes import many
from prevent_cli.importing.readers import marks
from prevent_cli.importing.readers.xlsx_formats import BUILT_IN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_ROWS = 20_000
MOST_CELLS = 1_000_000
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})$")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Look:
    """What one cell looks like; ``runs`` where its text has several looks, ``format`` the code of its number format.

    ``struck`` says that the cell is struck out as a whole, ``out`` are the words of it that are, and not in ``runs``.
    """

    runs: tuple[Run, ...] = ()
    format: str = ""
    bold: bool = False
    fill: str = ""
    struck: bool = False
    out: str = ""


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a string; ``struck`` is None where its cell says whether it is struck out."""

    run: Run
    struck: bool | None


@dataclass(slots=True)
class Looks:
    """What stands beside the values of one sheet; places are row and column from 0."""

    cells: dict[Place, Look] = field(default_factory=dict)
    links: dict[Place, str] = field(default_factory=dict)
    comments: dict[Place, tuple[str, ...]] = field(default_factory=dict)
    merged: list[tuple[Place, Place]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)


def too_large(name: str, sheet: str) -> PreventError:
    """Say that a sheet is past the limits."""
    return PreventError(
        f"{name}: the sheet {sheet} has more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells",
        "a toolkit needs a few hundred rows: save what belongs to it as a file of its own",
    )


def looks(parts: Mapping[str, bytes], name: str) -> dict[str, Looks]:
    """Give what each sheet looks like, by its name; nothing where the workbook is of another format.

    Raises PreventError where a sheet is too large or a part is no XML.
    """
    book = "xl/workbook.xml"
    if book not in parts:
        return {}
    with _sound(name):
        return _Workbook(parts, name).sheets(book)


def title(parts: Mapping[str, bytes], name: str) -> str | None:
    """Give the title that the document's properties hold. Raises PreventError where they are no XML."""
    content = parts.get("docProps/core.xml")
    if not content:
        return None
    with _sound(name):
        return (_parsed(content).findtext("{http://purl.org/dc/elements/1.1/}title") or "").strip() or None


@contextmanager
def _sound(name: str) -> Iterator[None]:
    """Refuse a document in one line where a part of it is not what it should be."""
    need("lxml", "import")
    from lxml import etree

    try:
        yield
    except (etree.LxmlError, ValueError, KeyError, IndexError) as error:
        raise PreventError(
            f"{name} is broken: a part of it is not what it should be", "open it in its program, save it again"
        ) from error


class _Workbook:
    def __init__(self, parts: Mapping[str, bytes], name: str) -> None:
        self.parts, self.name = parts, name
        self.bold: list[bool] = []
        self.styles: list[Look] = []
        self.texts: list[tuple[_Piece, ...]] = []

    def sheets(self, book: str) -> dict[str, Looks]:
        related = _relations(self.parts, book)
        for kind, target in related.values():
            if kind == "styles" and target in self.parts:
                self.read_styles(_parsed(self.parts[target]))
            elif kind == "sharedStrings" and target in self.parts:
                self.texts = [_pieces(one) for one in _parsed(self.parts[target]) if _tag(one) == "si"]
        found = {}
        for one in _parsed(self.parts[book]).iter("{*}sheet"):
            kind, target = related.get(one.get(_R + "id") or "", ("", ""))
            title = one.get("name") or ""
            found[title] = self.sheet(target, title) if kind == "worksheet" and target in self.parts else Looks()
        return found

    def read_styles(self, root: Any) -> None:
        forms = {one.get("numFmtId"): one.get("formatCode") or "" for one in root.iter("{*}numFmt")}
        fonts = [(_is_on(one, "b"), _is_on(one, "strike")) for one in _below(root, "fonts")]
        fills = [_fill(one) for one in _below(root, "fills")]
        for one in _below(root, "cellXfs"):
            number = one.get("numFmtId") or "0"
            form = forms.get(number) or BUILT_IN.get(int(number), "")
            bold, struck = _at(fonts, one.get("fontId"), (False, False))
            self.styles.append(Look((), form, bold, _at(fills, one.get("fillId"), ""), struck))

    def sheet(self, part: str, title: str) -> Looks:
        made = Looks()
        related = _relations(self.parts, part)
        formulas, rows, columns = 0, [], []
        limit = _Limit(self.name, title)
        for element in _elements(self.parts[part], {"c", "row", "col", "mergeCell", "hyperlink"}):
            kind = _tag(element)
            if kind == "c":
                formulas += element.find("{*}f") is not None
                self.cell(element, made, limit)
            elif kind == "row":
                rows += [element.get("r") or "?"] if element.get("hidden") in {"1", "true"} else []
                element.clear()
            elif kind == "col" and element.get("hidden") in {"1", "true"}:
                columns.append(element.get("min") or "?")
                made.hidden |= _columns(element)
            elif kind == "mergeCell":
                made.merged.append(_range(element.get("ref") or ""))
            elif kind == "hyperlink":
                _link(element, related, made)
        self.beside(related, made)
        made.notes += [f"rows that are hidden were read like the others: {', '.join(rows[:20])}"] if rows else []
        made.notes += (
            [f"hidden columns give way to those shown that mean the same: number {', '.join(columns[:20])}"]
            if columns
            else []
        )
        made.notes += (
            [f"formulas in {many(formulas, 'cell')}; what they showed when it was saved was taken"] if formulas else []
        )
        return made

    def cell(self, element: Any, made: Looks, limit: _Limit) -> None:
        at = _place(element.get("r") or "")
        style: Look = _at(self.styles, element.get("s"), PLAIN)
        said = element.find("{*}v")
        pieces: tuple[_Piece, ...] = ()
        if element.get("t") == "s" and said is not None:
            pieces = _at(self.texts, said.text, ())
        elif element.get("t") == "inlineStr" and (inline := element.find("{*}is")) is not None:
            pieces = _pieces(inline)
        if said is not None or pieces:
            limit.count(at)
        elif element.find("{*}f") is not None:
            made.lost.append(f"{element.get('r')}: a formula whose value was not saved")
        made.cells[at] = _look(style, pieces)

    def beside(self, related: dict[str, tuple[str, str]], made: Looks) -> None:
        for kind, target in related.values():
            if kind == "comments" and target in self.parts:
                _comments(_parsed(self.parts[target]), made)
            elif kind == "drawing" and target in self.parts:
                root = _parsed(self.parts[target])
                shapes = sum(1 for one in root.iter("{*}pic", "{*}graphicFrame"))
                texts = [
                    one.text
                    for one in root.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t")
                    if one.text
                ]
                made.lost += [f"pictures and charts: {shapes}"] if shapes else []
                made.lost += [f'text in a shape: "{text}"' for text in texts]


class _Limit:
    """Counts how far a sheet reaches, and refuses before anybody makes room for it."""

    def __init__(self, name: str, sheet: str) -> None:
        self.name, self.sheet = name, sheet
        self.rows = self.columns = 0

    def count(self, at: Place) -> None:
        self.rows, self.columns = max(self.rows, at[0] + 1), max(self.columns, at[1] + 1)
        if self.rows > MOST_ROWS or self.rows * self.columns > MOST_CELLS:
            raise too_large(self.name, self.sheet)


def _parser() -> Any:
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _parsed(content: bytes) -> Any:
    from lxml import etree

    return etree.fromstring(content, _parser())


def _elements(content: bytes, names: set[str]) -> Iterator[Any]:
    """Give elements one after the other, without the whole tree in memory."""
    from lxml import etree

    tags = [f"{{*}}{name}" for name in names]
    for _, element in etree.iterparse(
        BytesIO(content), tag=tags, resolve_entities=False, no_network=True, load_dtd=False
    ):
        yield element


def _tag(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _below(root: Any, name: str) -> list[Any]:
    found = root.find(f"{{*}}{name}")
    return [] if found is None else [one for one in found if isinstance(one.tag, str)]


def _at(things: list[Any], said: str | None, otherwise: Any) -> Any:
    at = int(said) if said and said.strip().isdigit() else -1
    return things[at] if 0 <= at < len(things) else otherwise


def _is_on(font: Any, name: str) -> bool:
    found = font.find(f"{{*}}{name}")
    return found is not None and found.get("val") not in {"0", "false"}


def _fill(fill: Any) -> str:
    pattern = fill.find("{*}patternFill")
    if pattern is None or pattern.get("patternType") != "solid":
        return ""
    colour = pattern.find("{*}fgColor")
    return "" if colour is None else colour.get("rgb") or ""


def _pieces(element: Any) -> tuple[_Piece, ...]:
    """Give the pieces of a string; how it is pronounced is left out."""
    made = []
    for one in element:
        if _tag(one) == "t":
            made.append(_Piece(Run(_text(one)), None))
        elif _tag(one) == "r":
            made.append(_piece(_text(one.find("{*}t")), one.find("{*}rPr")))
    return tuple(made)


def _piece(text: str, look: Any) -> _Piece:
    if look is None:
        return _Piece(Run(text), None)
    raised = (found := look.find("{*}vertAlign")) is not None and found.get("val") == "superscript"
    run = Run(marks.raised(text) if raised else text, _is_on(look, "b"), _is_on(look, "i"))
    return _Piece(run, _is_on(look, "strike"))


def _look(style: Look, pieces: tuple[_Piece, ...]) -> Look:
    """Give what a cell looks like by its style and the pieces of its text."""
    struck = [one.struck if one.struck is not None else style.struck for one in pieces]
    runs = tuple(one.run for one, out in zip(pieces, struck, strict=True) if not out)
    if any(struck):
        out = "".join(one.run.text for one, gone in zip(pieces, struck, strict=True) if gone).strip()
        return replace(style, runs=runs, out=out)
    several = len(runs) > 1 or any(run.bold for run in runs)
    return replace(style, runs=runs, struck=style.struck and not pieces) if several else style


_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def _text(element: Any) -> str:
    said = "" if element is None else element.text or ""
    return _ESCAPED.sub(_unescaped, said)


def _unescaped(found: re.Match[str]) -> str:
    code = int(found.group(1), 16)
    return found.group() if 0xD800 <= code < 0xE000 else chr(code)


def _place(reference: str) -> Place:
    found = _REFERENCE.match(reference.replace("$", ""))
    if not found:
        raise ValueError(reference)
    column = 0
    for letter in found.group(1):
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found.group(2)) - 1, column - 1


def _columns(element: Any) -> set[int]:
    """Give the columns, counted from 0, that an element speaks of; Excel has no more than 16,384."""
    first, last = (
        text if (text := element.get(one) or "").isdecimal() and text.isascii() else "0" for one in ("min", "max")
    )
    return set(range(max(int(first[:6]), 1) - 1, min(int(last[:6]), 16_384)))


def _range(reference: str) -> tuple[Place, Place]:
    first, _, last = reference.partition(":")
    return _place(first), _place(last or first)


def _link(element: Any, related: dict[str, tuple[str, str]], made: Looks) -> None:
    kind, target = related.get(element.get(_R + "id") or "", ("", ""))
    if kind == "hyperlink":
        made.links[_range(element.get("ref") or "")[0]] = target


def _comments(root: Any, made: Looks) -> None:
    authors = [one.text or "" for one in root.iter("{*}author")]
    for one in root.iter("{*}comment"):
        text = "".join(_text(piece) for piece in one.iter("{*}t"))
        who = _at(authors, one.get("authorId"), "")
        at = _place(one.get("ref") or "")
        made.comments[at] = (*made.comments.get(at, ()), f"{who}: {text}" if who and not text.startswith(who) else text)


def _relations(parts: Mapping[str, bytes], part: str) -> dict[str, tuple[str, str]]:
    """Give what a part is related to by id: the kind, and a part's name, or an address where it is outside."""
    folder, _, name = part.rpartition("/")
    content = parts.get(f"{folder}/_rels/{name}.rels")
    found = {}
    for one in () if content is None else _parsed(content):
        target, kind = one.get("Target") or "", (one.get("Type") or "").rpartition("/")[2]
        if one.get("TargetMode") != "External":
            target = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        elif kind != "hyperlink":
            continue
        found[one.get("Id") or ""] = (kind, target)
    return found

"""What stands beside the text of a Word document: styles, numbers of lists and headings, comments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.importing.cells import Marker

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading (\d)$", re.IGNORECASE)
_DEEPER = re.compile(r"list (?:bullet|number) ([2-5])", re.IGNORECASE)  # what Word names its deeper lists
_DEEP = 20


def tag(element: Any) -> str:
    """Give an element's name without its namespace; none for comments and instructions."""
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def child(element: Any, name: str) -> Any:
    """Give the first child of that name, or None."""
    return next((one for one in element if tag(one) == name), None)


def attribute(element: Any, name: str) -> str | None:
    """Give an attribute of Word's namespace, or None."""
    found = element.get(W + name)
    return None if found is None else str(found)


def value(element: Any, name: str) -> str | None:
    """Give ``w:val`` of the child of that name, or None."""
    found = child(element, name)
    return attribute(found, "val") if found is not None else None


def number_of(element: Any, name: str, most: int = 1_000_000) -> int | None:
    """Give ``w:val`` of the child of that name as a number from 0 to ``most``, or None."""
    said = value(element, name)
    return min(int(said), most) if said and said.isascii() and said.isdigit() else None


def is_on(element: Any) -> bool:
    """Say whether a switch such as ``w:b`` is there and not turned off."""
    return element is not None and attribute(element, "val") not in {"0", "false", "off", "none"}


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says that matters here; None is what it leaves to the style that it is based on."""

    heading: int = 0
    bold: bool | None = None
    italic: bool | None = None
    numbering: Any = None
    struck: bool | None = None
    depth: int = 0


class Styles:
    """The styles of a document, by id."""

    def __init__(self, part: Any) -> None:
        element = _related(part, "styles")
        self._elements = (
            {} if element is None else {attribute(one, "styleId"): one for one in element if tag(one) == "style"}
        )
        self._default = next(
            (
                key
                for key, one in self._elements.items()
                if attribute(one, "type") == "paragraph" and attribute(one, "default")
            ),
            None,
        )
        self._known: dict[str | None, Style] = {}

    def of(self, paragraph: Any) -> Style:
        """Give the style of a paragraph."""
        properties = child(paragraph, "pPr")
        said = value(properties, "pStyle") if properties is not None else None
        return self.named(said or self._default)

    def named(self, key: str | None) -> Style:
        """Give a style by its id, with what it takes from those that it is based on."""
        if key not in self._known:
            self._known[key] = self._style(key)
        return self._known[key]

    def _style(self, key: str | None) -> Style:
        made = Style()
        for element in self._chain(key):
            name = value(element, "name") or ""
            found, deep = _HEADING.match(name), _DEEPER.fullmatch(name)
            properties, text = child(element, "pPr"), child(element, "rPr")
            numbered = child(properties, "numPr") if properties is not None else None
            made = Style(
                made.heading or (int(found.group(1)) if found else 0),
                made.bold if made.bold is not None else _switch(text, "b"),
                made.italic if made.italic is not None else _switch(text, "i"),
                made.numbering if made.numbering is not None else numbered,
                made.struck if made.struck is not None else _switch(text, "strike"),
                made.depth or (int(deep.group(1)) - 1 if deep else 0),
            )
        return made

    def _chain(self, key: str | None) -> Iterator[Any]:
        for _ in range(_DEEP):
            element = self._elements.get(key)
            if element is None:
                return
            yield element
            key = value(element, "basedOn")

    @staticmethod
    def outline(paragraph: Any) -> int:
        """Give the level that a paragraph itself takes among headings, from 1; 0 for none."""
        properties = child(paragraph, "pPr")
        level = number_of(properties, "outlineLvl") if properties is not None else None
        return 0 if level is None or level > 8 else level + 1


def _switch(properties: Any, name: str) -> bool | None:
    found = child(properties, name) if properties is not None else None
    return None if found is None else is_on(found)


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    pattern: str
    start: int


class Numbering:
    """The lists of a document. Numbers that Word makes up, such as ``7.3`` before a heading, are made here too."""

    def __init__(self, part: Any) -> None:
        element = _related(part, "numbering")
        self._abstract: dict[str | None, dict[int, _Level]] = {}
        self._of: dict[str | None, str | None] = {}
        self._counts: dict[str | None, list[int]] = {}
        for one in () if element is None else element:
            if tag(one) == "abstractNum":
                self._abstract[attribute(one, "abstractNumId")] = _levels(one)
            elif tag(one) == "num":
                self._of[attribute(one, "numId")] = value(one, "abstractNumId")

    def of(self, paragraph: Any, style: Style) -> tuple[bool, Marker | None, int, str]:
        """Say whether a paragraph is an item of a list, its marker, its depth, and its number where it says more.

        A number says more in a heading, and where it is made of several such as ``7.3``.
        """
        properties = child(paragraph, "pPr")
        found = child(properties, "numPr") if properties is not None else None
        found = style.numbering if found is None else found
        key = value(found, "numId") if found is not None else None
        if key in {None, "0"} or key not in self._of:
            return False, None, 0, ""
        depth = (number_of(found, "ilvl", 8) or 0) if found is not None else 0
        levels = self._abstract.get(self._of[key], {})
        level = levels.get(depth)
        if level is None or level.format in {"bullet", "none"}:
            listed = level is None or level.format == "bullet"
            return listed, "bullet" if listed else None, depth or style.depth, ""
        said = self._said(self._of[key], depth, levels)
        return True, "number", depth or style.depth, said if style.heading or level.pattern.count("%") > 1 else ""

    def _said(self, key: str | None, depth: int, levels: dict[int, _Level]) -> str:
        counts = self._counts.setdefault(key, [])
        del counts[depth + 1 :]
        while len(counts) <= depth:
            at = len(counts)
            counts.append(levels[at].start - (at == depth) if at in levels else 1)
        counts[depth] += 1
        return re.sub(
            r"%(\d)", lambda found: _numeral(int(found.group(1)) - 1, counts, levels), levels[depth].pattern
        ).strip()


def _numeral(at: int, counts: list[int], levels: dict[int, _Level]) -> str:
    if not 0 <= at < len(counts):
        return ""
    count, form = counts[at], levels[at].format if at in levels else "decimal"
    if form in {"lowerLetter", "upperLetter"} and 1 <= count <= 26:
        letter = chr(ord("a") + count - 1)
        return letter.upper() if form == "upperLetter" else letter
    return str(count)


def _levels(element: Any) -> dict[int, _Level]:
    made = {}
    for one in element:
        at = attribute(one, "ilvl") if tag(one) == "lvl" else None
        if at is not None and at.isascii() and at.isdigit():
            made[int(at)] = _Level(
                value(one, "numFmt") or "decimal", value(one, "lvlText") or "", number_of(one, "start") or 0
            )
    return made


class Comments:
    """The comments of a document, by id: who, and what."""

    def __init__(self, part: Any) -> None:
        element = _related(part, "comments")
        self._texts = {attribute(one, "id"): _said_by(one) for one in (() if element is None else element)}

    def text(self, key: str | None) -> str | None:
        """Give a comment's text, with who wrote it before it; None where there is none."""
        return self._texts.get(key)


def _said_by(comment: Any) -> str:
    text = "\n".join(
        "".join(one.text or "" for one in paragraph.iter() if tag(one) == "t")
        for paragraph in comment
        if tag(paragraph) == "p"
    )
    who = attribute(comment, "author")
    return f"{who}: {text}" if who else text


def related_part(part: Any, kind: str) -> Any:
    """Give the part that a part is related to, such as its footnotes; None where there is none."""
    for relation in part.rels.values():
        if not relation.is_external and relation.reltype.rpartition("/")[2] == kind:
            return relation.target_part
    return None


def _related(part: Any, kind: str) -> Any:
    found = related_part(part, kind)
    return None if found is None else root(found)


def root(part: Any) -> Any:
    """Give the root element of a part; python-docx parses some and leaves others as bytes."""
    element = getattr(part, "element", None)
    if element is not None:
        return element
    from docx.oxml.parser import parse_xml

    return parse_xml(part.blob)

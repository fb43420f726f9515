"""The runs of one paragraph of a Word document, through links, fields, tracked changes, forms and alternatives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from prevent_cli.importing.cells import Run
from prevent_cli.importing.readers import marks, unfilled
from prevent_cli.importing.readers.docx_parts import W, attribute, child, is_on, related_part, root, tag, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.importing.readers.docx_parts import Comments, Styles

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ADDRESS = re.compile(r'\s*HYPERLINK\s+(?:\\\w\s+)*"([^"]*)"')
_PAGE = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b")
_PLAIN = {"tab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
# Wingdings has ticks and boxes at these places; they are what people tick a form with.
_SYMBOLS = {"F0FC": "✓", "F0FE": "☒", "F0FD": "☒", "F06F": "☐", "F0A8": "☐", "F0B7": "•", "F0E0": "→", "F0FB": "✗"}
_THROUGH = frozenset(
    {
        "ins",
        "moveTo",
        "smartTag",
        "customXml",
        "sdt",
        "sdtContent",
        "dir",
        "bdo",
        "Choice",
        "ruby",
        "rubyBase",
    }
)
_SILENT = frozenset({"moveFrom", "rPr", "pPr", "Fallback", "rt", "sdtPr", "sdtEndPr"})


class Story:
    """One stream of text (body, header, footnote): its links, its fields, what hangs on the paragraph at hand."""

    def __init__(
        self, part: Any, styles: Styles, comments: Comments, lost: dict[str, None], notes: dict[str, None]
    ) -> None:
        self.part, self.styles, self.comments, self.lost, self.notes = part, styles, comments, lost, notes
        self.place = ""
        self.fields: list[list[str]] = []
        self._hanging: list[tuple[str, Any, Story]] = []
        self._said: list[tuple[str, str]] = []
        self._struck: list[str] = []

    def begin(self, place: str) -> None:
        """Begin a paragraph."""
        self.place = place

    def hang(self, kind: str, holder: Any, part: Any = None) -> None:
        """Keep something whose paragraphs follow those of the paragraph at hand."""
        story = self if part is None else Story(part, self.styles, self.comments, self.lost, self.notes)
        self._hanging.append((kind, holder, story))

    def taken(self) -> list[tuple[str, Any, Story]]:
        """Give what hangs on the paragraph, once."""
        hanging, self._hanging = self._hanging, []
        if struck := "".join(self._struck).strip():
            self.lost[f'{self.place}: text that is struck out was left out: "{struck}"'] = None
        self._struck = []
        if not self.place.startswith(("table", "page")):
            for text in self.comments_taken():
                self.lost[f'{self.place}: a comment: "{text}"'] = None
        return hanging

    def comment(self, key: str | None) -> None:
        """Keep a comment for the cell that it stands in."""
        text = self.comments.text(key)
        if text:
            self._said.append((self.place, text))

    def strike(self, text: str) -> None:
        """Keep text that is struck out, to name it at the paragraph's end."""
        self._struck.append(text)

    def comments_taken(self) -> list[str]:
        """Give the comments met since the last time."""
        said, self._said = self._said, []
        return [text for _, text in said]

    def link(self) -> str | None:
        """Give the address of the innermost link made by a field, if text now belongs to one."""
        for code, state in reversed(self.fields):
            found = _ADDRESS.match(code)
            if found and state == "shown":
                return found.group(1)
        return None

    def is_quiet(self) -> bool:
        """Say whether text now is a field's code or a page's number."""
        return any(state == "code" or _PAGE.match(code) for code, state in self.fields)

    def address(self, key: str | None) -> str | None:
        """Give where a link leads: outside the document, or None."""
        relation = self.part.rels.get(key) if key else None
        return str(relation.target_ref) if relation is not None and relation.is_external else None


def runs_of(
    element: Any, story: Story, *, bold: bool | None, italic: bool | None, link: str | None = None
) -> Iterator[Run]:
    """Give the runs below an element in their order; ``bold`` and ``italic`` are what the paragraph's style says."""
    for one in element:
        name = tag(one)
        if name == "t":  # a formula's text
            yield Run(one.text or "", bool(bold), bool(italic), link)
        elif name == "r" and not one.tag.startswith(_MATH):
            yield from _run(one, story, bold, italic, link)
        elif name == "del":
            _deleted(one, story)
        else:
            holder, to = _through(one, name, story)
            if holder is not None:
                yield from runs_of(holder, story, bold=bold, italic=italic, link=to or link)


def _through(element: Any, name: str, story: Story) -> tuple[Any, str | None]:
    """Give what to go through for an element's runs, and where a link leads; None for what holds no text."""
    if name == "hyperlink":
        return element, story.address(element.get(_R + "id"))
    if name == "fldSimple":
        code = attribute(element, "instr") or ""
        found = _ADDRESS.match(code)
        return (None if _PAGE.match(code) else element), found.group(1) if found else None
    if name == "AlternateContent":
        return _first(element), None
    if name == "ins":
        story.notes["text added with change tracking was taken as it stands"] = None
    return (element if name in _THROUGH or str(element.tag).startswith(_MATH) else None), None


def _first(alternatives: Any) -> Any:
    found = child(alternatives, "Choice")
    return alternatives if found is None else found


def _deleted(element: Any, story: Story) -> None:
    text = "".join(one.text or "" for one in element.iter() if tag(one) in {"delText", "t"})
    if text.strip():
        story.lost[f'{story.place}: text deleted with change tracking was left out: "{text.strip()}"'] = None


def _run(element: Any, story: Story, bold: bool | None, italic: bool | None, link: str | None) -> Iterator[Run]:
    properties = child(element, "rPr")
    if properties is not None:
        named = story.styles.named(value(properties, "rStyle")) if child(properties, "rStyle") is not None else None
        bold = _own(properties, "b", named.bold if named else None, bold)
        italic = _own(properties, "i", named.italic if named else None, italic)
        italic = italic or (not link and is_on(child(properties, "u")))  # Markdown has no line below
        if is_on(child(properties, "vanish")):
            story.notes[f"{story.place}: hidden text was read like any other"] = None
    struck, raised = _is_struck(properties, story), _is_raised(properties)
    unfilled = _is_unfilled(element, story)
    for text in _texts(element, story):
        if struck:
            story.strike(text)
        elif not unfilled:
            yield Run(marks.raised(text) if raised else text, bool(bold), bool(italic), link or story.link())


def _is_struck(properties: Any, story: Story) -> bool:
    if properties is None:
        return False
    named = story.styles.named(value(properties, "rStyle")) if child(properties, "rStyle") is not None else None
    return bool(_own(properties, "strike", named.struck if named else None, None)) or is_on(
        child(properties, "dstrike")
    )


def _is_raised(properties: Any) -> bool:
    return properties is not None and value(properties, "vertAlign") == "superscript"


def _is_unfilled(run: Any, story: Story) -> bool:
    """Whether a run is what a field of a form shows until somebody fills it in; the report says so once."""
    form: Any = next(run.iterancestors(f"{W}sdt"), None)
    properties = child(form, "sdtPr") if form is not None else None
    if properties is None or not is_on(child(properties, "showingPlcHdr")):
        return False
    text = "".join(one.text or "" for one in form.iter(f"{W}t")).strip()
    if text:
        story.lost[unfilled.said(text)] = None
    return True


def _own(properties: Any, name: str, styled: bool | None, inherited: bool | None) -> bool | None:
    found = child(properties, name)
    if found is not None:
        return is_on(found)
    return inherited if styled is None else styled


def _texts(element: Any, story: Story) -> Iterator[str]:
    """Give the texts of one run; what it holds besides is hung on the paragraph or named."""
    for one in element:
        name = tag(one)
        if name == "fldChar":
            _field(attribute(one, "fldCharType"), story)
        elif name == "instrText" and story.fields:
            story.fields[-1][0] += one.text or ""
        elif story.is_quiet() or name in _SILENT:
            continue
        elif name == "t":
            yield one.text or ""
        elif name in _PLAIN:
            yield _PLAIN[name]
        elif name == "br":
            if attribute(one, "type") in {None, "textWrapping"}:
                yield "\n"
        elif name == "sym":
            yield _symbol(one, story)
        else:
            _other(one, name, story)


def _field(kind: str | None, story: Story) -> None:
    if kind == "begin":
        story.fields.append(["", "code"])
    elif kind == "separate" and story.fields:
        story.fields[-1][1] = "shown"
    elif kind == "end" and story.fields:
        story.fields.pop()


def _symbol(element: Any, story: Story) -> str:
    character = (attribute(element, "char") or "").upper()
    known = _SYMBOLS.get(character if character.startswith("F0") else f"F0{character[-2:]}")
    if known and "wingdings" in (attribute(element, "font") or "").lower():
        return known
    story.lost[f"{story.place}: a sign of the font {attribute(element, 'font')}, number {character}"] = None
    return ""


def _other(element: Any, name: str, story: Story) -> None:
    if name == "AlternateContent":
        for one in _first(element):
            _other(one, tag(one), story)
    elif name in {"footnoteReference", "endnoteReference"}:
        _footnote(element, name.removesuffix("Reference"), story)
    elif name == "commentReference":
        story.comment(attribute(element, "id"))
    elif name in {"drawing", "pict", "object"}:
        _picture(element, story)


def _footnote(element: Any, kind: str, story: Story) -> None:
    part = related_part(story.part, f"{kind}s")
    key = attribute(element, "id")
    for one in () if part is None else root(part):
        if tag(one) == kind and attribute(one, "id") == key:
            story.hang(f"{kind} {key}", one, part)


def _picture(element: Any, story: Story) -> None:
    boxes = [one for one in _inside(element) if tag(one) == "txbxContent"]
    for box in boxes:
        story.hang("text box", box)
    if boxes:
        return
    text = next((one.get("descr") or one.get("title") for one in element.iter() if tag(one) == "docPr"), None)
    what = "an embedded object" if tag(element) == "object" else "a picture"
    story.lost[f"{story.place}: {what}{f', described as: {text}' if text else ''}"] = None


def _inside(element: Any) -> Iterator[Any]:
    """Go through what a drawing holds, past the alternatives for older programs and the boxes in boxes."""
    for one in element:
        if tag(one) == "Fallback":
            continue
        yield one
        if tag(one) != "txbxContent":
            yield from _inside(one)

"""Parts of a Word document that python-docx has no calls for: fields, links, bookmarks, marks of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from prevent_cli.reports.document import Run

TONES = {
    "green": ("0B6B3A", "FFFFFF"),
    "amber": ("FFC44D", "221600"),
    "red": ("A8121C", "FFFFFF"),
    "not rated": ("E6E8EA", "14181C"),
}
LINK = "17549B"


def element(name: str, /, **attributes: str) -> Any:
    """Make an element of WordprocessingML; a name and attributes without their prefix."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def field(paragraph: Any, name: str) -> None:
    """Add a field that Word works out, such as PAGE."""
    made = element("fldSimple", instr=name)
    run = element("r")
    text = element("t")
    text.text = "1"
    run.append(text)
    made.append(run)
    paragraph._p.append(made)  # noqa: SLF001 - no other way


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """Make a paragraph a place that links can lead to."""
    paragraph._p.append(element("bookmarkStart", id=str(number), name=name))  # noqa: SLF001 - no other way
    paragraph._p.append(element("bookmarkEnd", id=str(number)))  # noqa: SLF001 - no other way


def hyperlink(paragraph: Any, run: Any, link: str | None, place: str | None) -> None:
    """Make the last run of a paragraph a link, outside or to a bookmark."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    made = element("hyperlink", **({} if link else {"anchor": place or ""}))
    if link:
        made.set(qn("r:id"), paragraph.part.relate_to(link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run.font.color.rgb = RGBColor.from_string(LINK)
    run.font.underline = True
    paragraph._p.append(made)  # noqa: SLF001 - no other way
    made.append(run._r)  # noqa: SLF001 - no other way


def looks(made: Any, run: Run, *, foreign: bool) -> None:
    """Give a run its weight, its rating's colour, and its language where that is not the document's."""
    from docx.shared import RGBColor

    if run.bold:
        made.bold = True
    if run.italic:
        made.italic = True
    properties = made._r.get_or_add_rPr()  # noqa: SLF001 - no other way
    if run.tone:
        fill, text = TONES[run.tone]
        made.font.color.rgb = RGBColor.from_string(text)
        properties.append(element("shd", val="clear", color="auto", fill=fill))
    if foreign:
        properties.append(element("lang", val="en-GB"))


def mark_row(row: Any, *, heads: bool, whole: bool) -> None:
    """Say of a row that it is repeated on each page, and that it is not broken across two."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - no other way
    if whole:
        properties.append(element("cantSplit"))
    if heads:
        properties.append(element("tblHeader"))


def numbered(word: Any, style: str, start: int) -> int | None:
    """Begin the numbers of a style's list anew; None where the style has no numbers."""
    properties = word.styles[style].element.pPr
    if properties is None or properties.numPr is None or properties.numPr.numId is None:
        return None
    numbering = word.part.numbering_part.element
    old = numbering.num_having_numId(properties.numPr.numId.val)
    made = numbering.add_num(old.abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(start)
    number: int = made.numId
    return number

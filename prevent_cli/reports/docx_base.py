"""What a Word document begins as and ends as: the base for its styles, its properties, its bytes."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from prevent_cli.errors import PreventError
from prevent_cli.extras import need
from prevent_cli.reports import prose

if TYPE_CHECKING:
    from prevent_cli.reports.document import Document

LIMIT = 64 * 1024 * 1024
CELL = "Table Text"
_LOCKED = b"\xd0\xcf\x11\xe0"
_STYLES = ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "List Continue")
_LISTS = tuple(f"{kind}{level}" for kind in ("List Bullet", "List Number") for level in ("", " 2", " 3"))

_SIZES = {"Normal": 10.0, "Title": 24, "Subtitle": 13, "Heading 1": 16, "Heading 2": 12, "Heading 3": 11}
_BOARD_SIZES = _SIZES | {"Normal": 9, "Title": 18, "Subtitle": 11, "Heading 1": 11.5}


@dataclass(frozen=True, slots=True)
class Base:
    """A council's own file: its name, and what is in it."""

    file: str
    content: bytes


def opened(base: Base | None, document: Document, *, board: bool = False) -> Any:
    """Open the base for a document, empty, with every style that is needed; ours is closer set for the page for a board.

    Raises PreventError for a base with macros, a password, or what is no Word document.
    """
    word = _council(base) if base else _own(board=board)
    body = word.element.body
    for child in list(body):
        if not child.tag.endswith("}sectPr"):
            body.remove(child)
    _require_styles(word, board=board)
    _speak(word, document.language)
    return word


def width(word: Any) -> int:
    """Give how wide the text is, in the units of Word."""
    section = word.sections[-1]
    return int(section.page_width - section.left_margin - section.right_margin)


def _council(base: Base) -> Any:
    """Open a council's file. What is wrong with it is one sentence."""
    if base.content.startswith(_LOCKED):
        raise _unfit(base, "has a password or is of an old format", "save it as .docx without a password")
    try:
        with zipfile.ZipFile(BytesIO(base.content)) as parts:
            names = parts.namelist()
            size = sum(one.file_size for one in parts.infolist())
            types = parts.read("[Content_Types].xml") if size <= LIMIT else b""
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        raise _unfit(base, "is not a Word document", "save it anew as .docx") from error
    if size > LIMIT:
        raise _unfit(base, "is too large", "keep styles, header and footer in it, and nothing else")
    if b"macroEnabled" in types or any(name.endswith("vbaProject.bin") for name in names):
        raise _unfit(base, "has macros in it", "save it as .docx without macros")
    return _read(base)


def _read(base: Base) -> Any:
    from zlib import error as broken

    docx, broken_xml = need("docx", "office"), need("lxml.etree", "office").LxmlError
    from docx.opc.exceptions import OpcError

    try:
        return docx.Document(BytesIO(base.content))
    except (OpcError, broken_xml, zipfile.BadZipFile, broken, KeyError, ValueError, AttributeError, EOFError) as error:
        raise _unfit(base, "is not a Word document", "save it anew as .docx") from error


def _unfit(base: Base, why: str, what: str) -> PreventError:
    return PreventError(f"{base.file} cannot be a base for styles: it {why}", what)


def _own(*, board: bool) -> Any:
    """Make the base of our own: A4, and plain black headings in a sans font."""
    from docx.shared import Mm, Pt, RGBColor

    word = need("docx", "office").Document()
    section = word.sections[-1]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(16 if board else 18)
    for name, size in (_BOARD_SIZES if board else _SIZES).items():
        font = word.styles[name].font
        fonts = word.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        font.name, font.size = "Arial", Pt(size)
        font.color.rgb = RGBColor(0x14, 0x18, 0x1C)
        font.italic = False
    word.styles["Normal"].paragraph_format.space_after = Pt(4)
    if board:
        _close_up(word)
    return word


def _close_up(word: Any) -> None:
    """Set a page closer, so that it holds what a board is shown."""
    from docx.shared import Mm, Pt

    section = word.sections[-1]
    section.top_margin, section.bottom_margin = Mm(20), Mm(18)
    section.header_distance = section.footer_distance = Mm(8)
    for name, before, after in (("Normal", 0, 2), ("Title", 0, 4), ("Subtitle", 0, 2), ("Heading 1", 5, 3)):
        looks = word.styles[name].paragraph_format
        looks.space_before, looks.space_after, looks.line_spacing = Pt(before), Pt(after), 1.0


def _require_styles(word: Any, *, board: bool) -> None:
    """Add the styles that a council's file lacks, on the base of its plain one."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt

    there = {style.name for style in word.styles}
    for name in ("Normal", *_STYLES, *_LISTS):
        if name not in there:
            style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
            style.font.bold = name.startswith(("Title", "Heading")) or None
    if CELL not in there:
        style = word.styles.add_style(CELL, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles["Normal"]
        style.font.size, style.paragraph_format.space_after = Pt(8 if board else 8.5), Pt(1 if board else 2)
    if "Table Grid" not in there:
        word.styles.add_style("Table Grid", WD_STYLE_TYPE.TABLE, builtin=True)


def _speak(word: Any, language: str) -> None:
    """Say which language the document is in."""
    from docx.oxml.ns import qn

    from prevent_cli.reports.docx_parts import element

    for style in word.styles.element.iter(qn("w:lang")):
        style.getparent().remove(style)
    properties = word.styles["Normal"].element.get_or_add_rPr()
    properties.append(element("lang", val=language, eastAsia=language))


def finish(word: Any, document: Document) -> bytes:
    """Give the bytes of a document: properties, order of parts and times are fixed by the record."""
    day = datetime.combine(document.day, time())
    core = word.core_properties
    core.title, core.author, core.subject = (
        prose.clean(text)[:255] for text in (document.name, document.author, document.subject)
    )
    core.last_modified_by, core.comments, core.keywords, core.category = core.author, "", "", ""
    core.created = core.modified = core.last_printed = day
    core.language, core.revision = document.language, 1
    stream = BytesIO()
    word.save(stream)
    return _fixed(stream)


def _fixed(stream: BytesIO) -> bytes:
    """Pack parts anew: in order, of one time, and stored as they are, since compressors differ between machines."""
    made = BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(made, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), old.read(name))
    return made.getvalue()

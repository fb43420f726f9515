"""One small document in every format: what it holds is said once here, and made as far as a format can hold it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import docx
import typst
import xlsxwriter
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from collections.abc import Callable

ADDRESS = "https://example.org/guide?a=1"


def as_docx() -> bytes:
    document = docx.Document()
    document.core_properties.title = "The title"
    document.add_heading("A heading", 1)
    table = document.add_table(4, 2)
    table.cell(0, 0).text = "Once"
    table.cell(0, 0).add_paragraph("more")
    bold = table.cell(0, 1).paragraphs[0]
    bold.add_run("Clerk").bold = True
    bold.add_run(" to act ")
    bold.add_run("now").italic = True
    table.cell(1, 0).merge(table.cell(2, 0)).text = "spans"
    table.cell(1, 1).paragraphs[0].add_run("see ")
    _link(table.cell(1, 1).paragraphs[0], "the guide")
    table.cell(2, 1).paragraphs[0].text = "first"
    table.cell(2, 1).paragraphs[0].style = document.styles["List Bullet"]
    table.cell(2, 1).add_paragraph("second", style="List Bullet")
    table.cell(3, 0).text = "007"
    document.add_comment(table.cell(3, 0).paragraphs[0].runs[0], text="look here", author="Jo")
    shading = OxmlElement("w:shd")
    shading.set(qn("w:fill"), "00B050")
    table.cell(3, 1)._tc.get_or_add_tcPr().append(shading)
    return _saved(document.save)


def _link(paragraph: Any, text: str) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(ADDRESS, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(paragraph.add_run(text)._r)
    paragraph._p.append(link)


def as_xlsx() -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"title": "The title"})
    bold, slanted = book.add_format({"bold": True}), book.add_format({"italic": True})
    sheet = book.add_worksheet("Plan")
    sheet.merge_range(0, 0, 0, 1, "A heading", bold)
    sheet.write_string(1, 0, "Once\nmore")
    sheet.write_rich_string(1, 1, bold, "Clerk", " to act ", slanted, "now")
    sheet.merge_range(2, 0, 3, 0, "spans")
    sheet.write_url(2, 1, ADDRESS, None, "the guide")
    sheet.write_string(3, 1, "• first\n• second")
    sheet.write_string(4, 0, "007")
    sheet.write_comment(4, 0, "look here", {"author": "Jo"})
    sheet.write_blank(4, 1, None, book.add_format({"bg_color": "#00B050"}))
    book.close()
    return made.getvalue()


def as_html() -> bytes:
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>The title</title></head><body><h1>A heading</h1>
<table><tr><td><p>Once</p><p>more</p></td><td><b>Clerk</b> to act <i>now</i></td></tr>
<tr><td rowspan="2">spans</td><td>see <a href="{ADDRESS}">the guide</a></td></tr>
<tr><td><ul><li>first</li><li>second</li></ul></td></tr>
<tr><td>007<!-- look here --></td><td style="background: #00B050"></td></tr></table></body></html>""".encode()


def as_csv() -> bytes:
    return b'A heading\n"Once\nmore",Clerk to act now\nspans,see the guide\n,"\xe2\x80\xa2 first\n\xe2\x80\xa2 second"\n007,\n'


def as_pdf() -> bytes:
    source = f"""#set document(title: "The title")
#set text(size: 11pt)
= A heading
#table(columns: (1fr, 1fr),
  [Once #parbreak() more], [*Clerk* to act _now_],
  table.cell(rowspan: 2)[spans], [see #link("{ADDRESS}")[the guide]],
  [- first
- second], [007], table.cell(fill: rgb("00B050"))[])"""
    return bytes(typst.compile(source.encode()))


def as_text() -> bytes:
    return f"# A heading\n\nOnce<br>more\t**Clerk** to act *now*\nspans\tsee [the guide]({ADDRESS})\n\t<ul><li>first</li><li>second</li></ul>\n007\t\n".encode()


def _saved(save: Callable[[Any], None]) -> bytes:
    made = io.BytesIO()
    save(made)
    return made.getvalue()


FORMATS: dict[str, Callable[[], bytes]] = {
    "docx": as_docx,
    "html": as_html,
    "xlsx": as_xlsx,
    "csv": as_csv,
    "pdf": as_pdf,
    "txt": as_text,
}

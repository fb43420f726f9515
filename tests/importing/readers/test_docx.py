from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from prevent_cli.importing.cells import Document, Paragraph, Table
from prevent_cli.importing.readers.docx import read

if TYPE_CHECKING:
    from collections.abc import Callable

W = nsdecls("w")


def document(write: Callable[[Any], None]) -> Document:
    made, content = docx.Document(), io.BytesIO()
    write(made)
    made.save(content)
    return read(content.getvalue(), "a.docx")


def body(xml: str) -> Document:
    """Read a document whose body begins with this XML."""

    def write(made: Any) -> None:
        holder = parse_xml(f"<w:body {W} {nsdecls('r', 'wp', 'a')}>{xml}</w:body>")
        for at, one in enumerate(list(holder)):
            made.element.body.insert(at, one)

    return document(write)


def texts(found: Document) -> list[str]:
    return [block.text for block in found.blocks if isinstance(block, Paragraph)]


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_added_text_is_read_and_deleted_text_is_named() -> None:
    found = body(
        f'<w:p>{run("to ")}<w:ins w:id="1" w:author="Jo">{run("review ")}</w:ins>'
        '<w:del w:id="2" w:author="Jo"><w:r><w:delText>drop</w:delText></w:r></w:del></w:p>'
    )

    assert texts(found) == ["to review"]
    assert found.lost == ('paragraph 1: text deleted with change tracking was left out: "drop"',)
    assert found.notes == ("text added with change tracking was taken as it stands",)


def test_a_deleted_row_is_named() -> None:
    cell = f"<w:tc><w:p>{run('gone')}</w:p></w:tc>"
    kept = f"<w:tr><w:tc><w:p>{run('kept')}</w:p></w:tc></w:tr>"
    found = body(f'<w:tbl>{kept}<w:tr><w:trPr><w:del w:id="1"/></w:trPr>{cell}</w:tr></w:tbl>')

    assert found.lost == ('table 1: a row deleted with change tracking was left out: "gone"',)


def test_a_text_box_follows_the_paragraph_that_holds_it_once() -> None:
    box = f"<w:txbxContent><w:p>{run('boxed')}</w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    found = body(
        f"<w:p>{run('before')}<w:r><mc:AlternateContent {mc}><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )

    assert texts(found) == ["before", "boxed"]


def test_a_footnote_follows_its_paragraph() -> None:
    def write(made: Any) -> None:
        paragraph = made.add_paragraph("as agreed")
        paragraph._p.append(parse_xml(f'<w:r {W}><w:footnoteReference w:id="2"/></w:r>'))
        notes = f'<w:footnotes {W}><w:footnote w:id="2"><w:p>{run("in May")}</w:p></w:footnote></w:footnotes>'
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
        part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), made.part.package)
        made.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    assert texts(document(write)) == ["as agreed", "in May"]


def test_a_header_is_read_once_and_a_page_number_is_not() -> None:
    def write(made: Any) -> None:
        section = made.sections[0]
        section.header.paragraphs[0].text = "OFFICIAL"
        section.footer.paragraphs[0]._p.append(parse_xml(f'<w:fldSimple {W} w:instr=" PAGE ">{run("3")}</w:fldSimple>'))
        made.add_paragraph("the text")
        made.add_section().header.is_linked_to_previous = False
        made.sections[1].header.paragraphs[0].text = "OFFICIAL"

    assert texts(document(write)) == ["OFFICIAL", "the text"]


def test_numbers_that_word_makes_up_are_made() -> None:
    def write(made: Any) -> None:
        numbering = made.part.numbering_part.element
        levels = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="{text}"/></w:lvl>'
            for at, text in enumerate(("%1.", "%1.%2"))
        )
        numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{levels}</w:abstractNum>'))
        numbering.append(parse_xml(f'<w:num {W} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
        for text, level in (("Risk", 0), ("Is it known?", 1), ("Is it shared?", 1), ("Board", 0), ("Does it meet?", 1)):
            paragraph = made.add_paragraph(text)
            properties = paragraph._p.get_or_add_pPr()
            properties.append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'))

    assert texts(document(write)) == ["Risk", "1.1 Is it known?", "1.2 Is it shared?", "Board", "2.1 Does it meet?"]


def test_a_link_made_by_a_field_is_a_link() -> None:
    def char(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = '<w:r><w:instrText> HYPERLINK "https://example.org/" </w:instrText></w:r>'
    found = body(f"<w:p>{char('begin')}{code}{char('separate')}{run('here')}{char('end')}{run(' now')}</w:p>")

    assert isinstance(found.blocks[0], Paragraph)
    assert [(one.text, one.link) for one in found.blocks[0].runs] == [("here", "https://example.org/"), (" now", None)]


def test_cells_merged_both_ways_stand_once() -> None:
    def write(made: Any) -> None:
        table = made.add_table(3, 3)
        table.cell(0, 0).merge(table.cell(1, 1)).text = "a"
        table.cell(1, 2).merge(table.cell(2, 2)).text = "b"

    (table,) = document(write).blocks
    assert isinstance(table, Table)
    assert [[one and (one.text, one.rows, one.columns) for one in row] for row in table.rows] == [
        [("a", 2, 2), None, ("", 1, 1)],
        [None, None, ("b", 2, 1)],
        [("", 1, 1), ("", 1, 1), None],
    ]


def test_bold_comes_from_styles_and_can_be_turned_off() -> None:
    def write(made: Any) -> None:
        paragraph = made.add_paragraph(style=made.styles["Heading 2"])
        paragraph.add_run("bold ")
        paragraph.add_run("plain").bold = False

    (found,) = document(write).blocks
    assert isinstance(found, Paragraph)
    assert (found.heading, [one.bold for one in found.runs]) == (2, [True, False])


@pytest.mark.parametrize(("font", "code", "sign"), [("Wingdings", "F0FC", "✓"), ("Wingdings", "F0A8", "☐")])
def test_a_tick_is_a_tick(font: str, code: str, sign: str) -> None:
    assert texts(body(f'<w:p><w:r><w:sym w:font="{font}" w:char="{code}"/></w:r></w:p>')) == [sign]


def test_a_picture_is_named() -> None:
    found = body(
        '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="A chart"/></wp:inline></w:drawing></w:r></w:p>'
    )

    assert found.lost == ("paragraph 1: a picture, described as: A chart",)


def test_content_controls_are_read() -> None:
    found = body(f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{run('inside')}</w:p></w:sdtContent></w:sdt>")

    assert texts(found) == ["inside"]


def test_a_document_with_macros_is_read() -> None:
    made, content = docx.Document(), io.BytesIO()
    made.add_paragraph("the text")
    made.part._content_type = "application/vnd.ms-word.document.macroEnabled.main+xml"
    made.save(content)

    assert texts(read(content.getvalue(), "a.docm")) == ["the text"]


def form(text: str, content: str = "") -> str:
    shown = "<w:showingPlcHdr/>" if not content else ""
    return f"<w:sdt><w:sdtPr>{shown}</w:sdtPr><w:sdtContent>{content or run(text)}</w:sdtContent></w:sdt>"


def test_a_field_of_a_form_that_nobody_filled_in_is_empty_and_named_once() -> None:
    asks = "Click or tap here to enter text."
    inline = f"<w:p>{run('Owner: ')}{form(asks)}</w:p>"
    found = body(f"{inline}<w:p>{form('', run('Head of HR'))}</w:p>{form('', f'<w:p>{form(asks)}</w:p>')}")

    assert texts(found)[:2] == ["Owner:", "Head of HR"]
    assert found.lost == (f'fields of a form that nobody filled in were read as empty; they show: "{asks}"',)


def test_a_cell_that_is_a_field_nobody_filled_in_stays_an_empty_cell() -> None:
    cell = f"<w:tc><w:p>{run('Choose an item.')}</w:p></w:tc>"
    shown = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{cell}</w:sdtContent></w:sdt>"
    found = body(f"<w:tbl><w:tr>{shown}<w:tc><w:p>{run('kept')}</w:p></w:tc></w:tr></w:tbl>")

    (table,) = [one for one in found.blocks if isinstance(one, Table)]
    assert [cell.text if cell else None for cell in table.rows[0]] == ["", "kept"]


@pytest.mark.parametrize("look", ["<w:strike/>", "<w:dstrike/>", '<w:rStyle w:val="Struck"/>'])
def test_struck_out_text_is_left_out_and_named(look: str) -> None:
    def write(made: Any) -> None:
        made.styles.add_style("Struck", WD_STYLE_TYPE.CHARACTER).font.strike = True
        struck = f"<w:r><w:rPr>{look}</w:rPr><w:t>Head of</w:t></w:r><w:r><w:rPr>{look}</w:rPr><w:t> HR</w:t></w:r>"
        made.element.body.insert(0, parse_xml(f"<w:p {W}>{struck}{run(' CSP Manager')}</w:p>"))

    found = document(write)

    assert texts(found) == ["CSP Manager"]
    assert found.lost == ('paragraph 1: text that is struck out was left out: "Head of HR"',)


def test_a_raised_figure_is_no_part_of_the_word_before_it() -> None:
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    found = body(
        f"<w:p>{run('Police')}<w:r>{raised}<w:t>1</w:t></w:r>{run(' by 1')}<w:r>{raised}<w:t>st</w:t></w:r></w:p>"
    )

    assert texts(found) == ["Police\N{SUPERSCRIPT ONE} by 1st"]


@pytest.mark.parametrize(("style", "depth"), [("List Bullet", 0), ("List Bullet 2", 1), ("List Number 3", 2)])
def test_the_deeper_lists_of_word_are_deeper_by_their_styles(style: str, depth: int) -> None:
    found = document(lambda made: made.add_paragraph("in schools", style=style))

    assert [one.depth for one in found.blocks if isinstance(one, Paragraph)] == [depth]


def test_a_cell_is_struck_where_all_its_words_are() -> None:
    def write(made: Any) -> None:
        table = made.add_table(1, 3)
        table.cell(0, 0).paragraphs[0].add_run("gone").font.strike = True
        table.cell(0, 1).paragraphs[0].add_run("old").font.strike = True
        table.cell(0, 1).paragraphs[0].add_run(" new")

    (table,) = [one for one in document(write).blocks if isinstance(one, Table)]
    assert [cell and cell.struck for cell in table.rows[0]] == [True, False, False]

from __future__ import annotations

import subprocess
import sys
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from prevent_cli import extras
from prevent_cli.reports import docx, pdf
from prevent_cli.reports.docx_base import Base
from prevent_cli.reports.paper import LANGUAGES, Language, Paper
from prevent_cli.resources import TOOLKITS
from prevent_cli.workspace import Workspace
from tests.reports.test_pdf import pages
from tests.tools import need

if TYPE_CHECKING:
    from prevent_cli.model.assessment import Assessment
    from tests.conftest import Assess, MakeProject, Run

RECORD = "format: toolkit/1\norganisation: {name: A}\nperiod: 2021-12-31\nbenchmarks: [{id: 1, title: Plans}]\n"


@pytest.fixture(scope="module")
def thurrock() -> Assessment:
    workspace = Workspace([TOOLKITS / "thurrock" / "2021-12.yaml"], Path.cwd(), date(2022, 1, 1))
    return workspace.assessments()[0]


@pytest.fixture(scope="module")
def made(thurrock: Assessment) -> bytes:
    return docx.render(Paper(thurrock))


def opened(content: bytes) -> Any:
    return Document(BytesIO(content))


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(content)) as parts:
        return parts.read(name).decode()


def text(word: Any) -> str:
    """Give all the text of the body, that of tables and links too."""
    return " ".join("".join(node.text or "" for node in word.element.body.iter(qn("w:t"))).split())


def council(**styles: str) -> bytes:
    """Make a council's file: its own font for a style, and a name in the header."""
    word = Document()
    word.add_paragraph("Instructions that must not stay")
    word.sections[0].header.paragraphs[0].text = "Testshire letterhead"
    for name, font in styles.items():
        word.styles[name.replace("_", " ")].font.name = font
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


def with_part(content: bytes, name: str) -> bytes:
    stream = BytesIO(content)
    with zipfile.ZipFile(stream, "a") as parts:
        parts.writestr(name, b"macro")
    return stream.getvalue()


def test_it_has_real_styles(made: bytes, thurrock: Assessment) -> None:
    word = opened(made)
    found = [(one.style.name, one.text) for one in word.paragraphs]
    assert found[0] == ("Title", thurrock.title)
    heads = [said for style, said in found if style == "Heading 1"]
    assert [f"{view.id}. {view.title}" for view in thurrock.benchmarks] == heads[2:12]
    assert {"Subtitle", "Heading 2", "List Bullet", "List Number"} <= {style for style, _ in found}


def test_every_item_is_in_it(made: bytes, thurrock: Assessment) -> None:
    shown = text(opened(made))
    assert all(view.id in shown for benchmark in thurrock.benchmarks for view in benchmark.expectations)
    assert all(action.id in shown for action in thurrock.actions if action.id)


def test_every_table_repeats_its_head_and_short_rows_stay_whole(made: bytes) -> None:
    tables = opened(made).tables
    assert len(tables) > 30
    for table in tables:
        first, *rest = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr is None or row.trPr.find(qn("w:tblHeader")) is None for row in rest)
    rows = [row for table in tables for row in table._tbl.tr_lst]
    whole = [row for row in rows if row.trPr.find(qn("w:cantSplit")) is not None]
    assert len(whole) > 0.9 * len(rows)


def test_columns_have_the_widths_that_their_text_needs(made: bytes) -> None:
    number, benchmark, *_, comments = [column.width for column in opened(made).tables[0].columns]
    assert number < benchmark < comments


def test_language_title_and_author_are_set(made: bytes) -> None:
    word = opened(made)
    core = word.core_properties
    assert core.title == "Prevent duty toolkit: Thurrock Council, Dec 2021, as of 31 December 2021"
    assert core.author == core.last_modified_by == "Thurrock Council"
    assert (core.language, core.created.date()) == ("en-GB", date(2021, 12, 31))
    assert '<w:lang w:val="en-GB"' in part(made, "word/styles.xml")


def test_the_marking_and_the_number_stand_on_each_page(assessed: Assess) -> None:
    word = opened(
        docx.render(Paper(assessed("marking: OFFICIAL\naudience: officers\nbenchmarks: [{id: 1, title: A}]")))
    )
    section = word.sections[0]
    assert section.header.paragraphs[0].text == "OFFICIAL"
    assert section.footer.paragraphs[-1].text == "OFFICIAL"
    fields = [one.get(qn("w:instr")) for one in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert "Audience: officers" in section.footer.paragraphs[0].text


def test_only_safe_links_are_links(assessed: Assess) -> None:
    body = "'[site](https://a.example/x) [bad](javascript:alert(1)) <script>x</script>'"
    content = docx.render(Paper(assessed(f"benchmarks: [{{id: 1, title: T, statement: {body}}}]")))
    word = opened(content)
    outside = [one.target_ref for one in word.part.rels.values() if one.is_external]
    assert outside == ["https://a.example/x"]
    assert "[bad](javascript:alert(1)) <script>x</script>" in text(word)


def test_every_inner_link_leads_to_a_bookmark(made: bytes) -> None:
    body = opened(made).element.body
    places = [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
    links = {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))} - {None}
    assert len(places) == len(set(places))
    assert links
    assert links <= set(places)


def test_numbers_begin_anew_in_each_list(assessed: Assess) -> None:
    body = '"1. one\\n2. two\\n\\nText\\n\\n1. three"'
    word = opened(docx.render(Paper(assessed(f"benchmarks: [{{id: 1, title: T, statement: {body}}}]"))))
    numbers = [one._p.pPr.numPr.numId.val for one in word.paragraphs if one.text in {"one", "two", "three"}]
    assert numbers[0] == numbers[1] != numbers[2]


def test_control_characters_do_not_break_it(assessed: Assess) -> None:
    word = opened(docx.render(Paper(assessed('benchmarks: [{id: 1, title: "a\\u0001\\u202Eb"}]'))))
    assert "1. a\ufffd\ufffdb" in [one.text for one in word.paragraphs]


def test_a_councils_file_gives_its_styles_and_header_and_none_of_its_text(assessed: Assess) -> None:
    base = Base("council.docx", council(Heading_1="Gill Sans"))
    one = assessed("marking: OFFICIAL\naudience: officers\nbenchmarks: [{id: 1, title: A}]")
    word = opened(docx.render(Paper(one), base))
    assert word.styles["Heading 1"].font.name == "Gill Sans"
    assert [one.text for one in word.sections[0].header.paragraphs[:2]] == ["Testshire letterhead", "OFFICIAL"]
    assert "Instructions" not in text(word)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.docx", b"no zip", "is not a Word document"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "has a password or is of an old format"),
        ("a.docm", with_part(council(), "word/vbaProject.bin"), "has macros in it"),
        ("a.docx", council()[:-300], "is not a Word document"),
    ],
)
def test_a_file_that_is_no_base_is_refused_in_one_sentence(
    run: Run, project: MakeProject, name: str, content: bytes, why: str
) -> None:
    root = project({"toolkits/a.yaml": RECORD})
    (root / name).write_bytes(content)
    done = run("render", "--template", name)
    assert done.code == 2
    assert f"{name} cannot be a base for styles: it {why}" in done.stderr


def test_render_takes_a_councils_file(run: Run, project: MakeProject) -> None:
    root = project({"toolkits/a.yaml": RECORD})
    (root / "council.docx").write_bytes(council())
    done = run("render", "--template", "council.docx", "--summary")
    assert done.stdout == "reports/a-2021-12-31-summary-officers.docx\n"
    assert "Summary for the board" in text(opened((root / done.stdout.strip()).read_bytes()))


def test_a_template_of_words_own_makes_no_other_format(run: Run, project: MakeProject) -> None:
    root = project({"toolkits/a.yaml": RECORD})
    (root / "council.docx").write_bytes(council())
    assert "makes docx, not pdf" in run("render", "--template", "council.docx", "--format", "pdf").stderr


def shown(content: bytes, folder: Path) -> list[str]:
    """Give the text of each page as LibreOffice sets it."""
    office, reader = need("soffice"), need("pdftotext")
    (folder / "a.docx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = ["--headless", "--convert-to", "pdf", "--outdir", str(folder), str(folder / "a.docx")]
    subprocess.run([office, profile, *words], check=True, capture_output=True, timeout=300)
    done = subprocess.run([reader, "-layout", str(folder / "a.pdf"), "-"], check=True, capture_output=True)
    return done.stdout.decode().split("\f")[:-1]


def test_libreoffice_makes_the_same_of_it(made: bytes, thurrock: Assessment, tmp_path: Path) -> None:
    found = " ".join(" ".join(shown(made, tmp_path)).split())
    assert all(f"{view.id}. {view.title}" in found for view in thurrock.benchmarks)
    assert all(view.id in found for benchmark in thurrock.benchmarks for view in benchmark.expectations)
    assert "Page 1 of " in found


FIFTEEN = "".join(
    f"""\
  - id: {n}
    title: Work with partners {n}
    rating: {"amber" if n % 3 else "green"}
    previous: {{rating: green, period: Q3 2021/22}}
    actions: [{{id: A{n}, text: Bring the agreement with the partners up to date, owners: Prevent lead, due: {due}}}]
"""
    for n in range(1, 16)
    for due in ["Nov 2021" if n % 2 else "Feb 2022"]
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_one_page_is_one_sheet_with_fifteen_benchmarks(
    assessed: Assess, language: Language, tmp_path: Path
) -> None:
    one = assessed(f"marking: OFFICIAL\nbenchmarks:\n{FIFTEEN}")
    paper = Paper(one, language=language, summary=True)
    found = shown(docx.render_summary(paper), tmp_path)
    assert len(found) == 1
    assert "Work with partners 15" in found[0]
    assert len(pages(pdf.render_summary(paper))) == 1


def test_two_processes_make_the_same_bytes(tmp_path: Path) -> None:
    record = str(TOOLKITS / "thurrock" / "2021-12.yaml")
    files = [tmp_path / name for name in ("a.docx", "b.docx")]
    for file in files:
        command = [sys.executable, "-m", "prevent_cli", "render", record, "--format", "docx", "-o", str(file)]
        subprocess.run(command, check=True, capture_output=True)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_missing_extra_says_what_installs_it(run: Run, project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> None:
        raise ModuleNotFoundError("no", name="docx")

    project({"toolkits/a.yaml": RECORD})
    monkeypatch.setattr(extras, "import_module", missing)
    assert '"python-docx>=' in run("render", "--format", "docx").stderr

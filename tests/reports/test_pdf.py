from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prevent_cli import extras
from prevent_cli.errors import PreventError
from prevent_cli.model.toolkit import Toolkit
from prevent_cli.rating.assess import assess
from prevent_cli.reports import pdf
from prevent_cli.reports.fonts import printable
from prevent_cli.reports.paper import Paper
from prevent_cli.resources import TOOLKITS
from prevent_cli.workspace import Workspace
from tests.tools import need

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.model.assessment import Assessment
    from tests.conftest import Assess, MakeProject, Run

HEAD = "marking: OFFICIAL\naudience: officers\n"
NASTY = ["#import", '#read("/etc/passwd")', "$x^2$", "2 * 3", "\\", "<b>raw</b>", "@ref", "<label>", "`code`", "= Head"]


@pytest.fixture(scope="module")
def thurrock() -> Assessment:
    workspace = Workspace([TOOLKITS / "thurrock" / "2021-12.yaml"], Path.cwd(), date(2022, 1, 1))
    return workspace.assessments()[0]


@pytest.fixture(scope="module")
def made(thurrock: Assessment) -> bytes:
    return pdf.render(Paper(thurrock))


@pytest.fixture(scope="module")
def opened(made: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(made))


def pages(content: bytes) -> list[str]:
    """Give the text of each page."""
    done = subprocess.run(
        [need("pdftotext"), "-layout", "-", "-"],
        input=content,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return done.stdout.decode().split("\f")[:-1]


def text(content: bytes) -> str:
    return " ".join("\n".join(pages(content)).split())


def elements(node: Any) -> Iterator[pikepdf.Dictionary]:
    """Give every element of the tree of tags."""
    if isinstance(node, pikepdf.Array):
        for one in node.as_list():
            yield from elements(one)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node["/K"])


def scopes(element: pikepdf.Dictionary) -> list[str]:
    attributes = element.get("/A", pikepdf.Array())
    found = attributes.as_list() if isinstance(attributes, pikepdf.Array) else [attributes]
    return [str(one["/Scope"]) for one in found if "/Scope" in one]


def test_it_says_that_it_is_pdf_ua(opened: pikepdf.Pdf) -> None:
    with opened.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_it_is_tagged_and_has_a_language(opened: pikepdf.Pdf) -> None:
    assert "/StructTreeRoot" in opened.Root
    assert bool(opened.Root["/MarkInfo"]["/Marked"])
    assert str(opened.Root["/Lang"]) == "en-GB"


def test_its_title_author_and_day_are_the_records(opened: pikepdf.Pdf) -> None:
    assert bool(opened.Root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert str(opened.docinfo["/Title"]) == "Prevent duty toolkit: Thurrock Council, Dec 2021, as of 31 December 2021"
    assert str(opened.docinfo["/Author"]) == "Thurrock Council"
    assert str(opened.docinfo["/CreationDate"]).startswith("D:20211231000000")


def test_every_head_of_a_column_has_its_scope(opened: pikepdf.Pdf) -> None:
    heads = [one for one in elements(opened.Root["/StructTreeRoot"]["/K"]) if one["/S"] == "/TH"]
    assert len(heads) > 100
    assert {tuple(scopes(one)) for one in heads} == {("/Column",)}


def test_it_says_everything_in_words_and_has_no_figure(opened: pikepdf.Pdf) -> None:
    tags = {str(one["/S"]) for one in elements(opened.Root["/StructTreeRoot"]["/K"])}
    assert {"/Table", "/TR", "/TD"} < tags
    assert "/Figure" not in tags


def test_a_table_over_two_pages_has_its_head_on_both_and_breaks_no_row(made: bytes, thurrock: Assessment) -> None:
    head = re.compile(r"^ *Id +For +Action +Owners +Due +State$", re.MULTILINE)
    tables = [page[found.end() :] for page in pages(made) if (found := head.search(page))]
    assert len(tables) == 2
    for action in thurrock.actions:
        (rows,) = [page for page in tables if re.search(rf"^ *{action.id} ", page, re.MULTILINE)]
        assert all(word in rows for word in action.text.split())


def test_bookmarks_lead_to_every_benchmark(opened: pikepdf.Pdf, thurrock: Assessment) -> None:
    with opened.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles == [
        *("Summary", "Actions"),
        *(f"{view.id}. {view.title}" for view in thurrock.benchmarks),
        *("What the words mean", "Glossary", "About this report"),
    ]


def test_every_font_is_embedded_and_travels_with_the_package(opened: pikepdf.Pdf) -> None:
    names = {
        str(one["/BaseFont"]) for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/BaseFont" in one
    }
    assert names
    assert all("Liberation" in name or "DejaVu" in name for name in names)


def test_every_item_is_in_it(made: bytes, thurrock: Assessment) -> None:
    shown = text(made)
    for benchmark in thurrock.benchmarks:
        assert benchmark.title in shown
        assert all(question.id in shown for question in benchmark.questions)
        assert all(view.id in shown for view in benchmark.expectations)
    assert all(action.id in shown for action in thurrock.actions if action.id)


def test_each_page_has_the_marking_at_top_and_bottom_and_its_number(assessed: Assess) -> None:
    many = "".join(f"  - {{id: {n}, title: Theme {n}, statement: 'S{' word' * 300}'}}\n" for n in range(1, 9))
    found = pages(pdf.render(Paper(assessed(f"{HEAD}benchmarks:\n{many}"))))
    assert len(found) > 3
    for number, page in enumerate(found, 1):
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        assert lines[0] == "OFFICIAL"
        assert lines[-1] == "OFFICIAL"
        assert f"Page {number} of {len(found)}" in lines[-2]
        assert "Audience: officers" in lines[-2]


def test_ratings_carry_their_word(made: bytes) -> None:
    assert "Judged rating: Amber" in text(made)


@pytest.mark.parametrize("nasty", NASTY)
def test_nothing_of_a_toolkit_is_code(assessed: Assess, nasty: str) -> None:
    one = assessed(f"benchmarks: [{{id: 1, title: {quoted(nasty)}, statement: {quoted(nasty)}}}]")
    assert nasty in text(pdf.render(Paper(one)))


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def test_light_markdown_is_set_and_only_safe_links_are_links(assessed: Assess) -> None:
    body = "'**bold** [site](https://a.example/x) [bad](javascript:alert(1))'"
    content = pdf.render(Paper(assessed(f"benchmarks: [{{id: 1, title: T, statement: {body}}}]")))
    with pikepdf.open(BytesIO(content)) as opened:
        found = [
            str(note["/A"]["/URI"])
            for page in opened.pages
            for note in page.get("/Annots", pikepdf.Array()).as_list()
            if "/A" in note and "/URI" in note["/A"]
        ]
    assert found == ["https://a.example/x"]
    assert "[bad](javascript:alert(1))" in text(content)


def test_welsh_letters_and_ticks_are_shown(assessed: Assess) -> None:
    content = pdf.render(Paper(assessed("benchmarks: [{id: 1, title: Tŷ a dŵr ✓}]")))
    assert "1. Tŷ a dŵr ✓" in text(content)


def test_a_character_without_a_shape_becomes_a_replacement_character(assessed: Assess) -> None:
    assert printable("ŵŷ✓ 漢 \U0001f9d1 \ue000") == "ŵŷ✓ \ufffd \ufffd \ufffd"
    assert "Hall \ufffd" in text(pdf.render(Paper(assessed("benchmarks: [{id: 1, title: Hall 漢}]"))))


def test_the_one_page_is_one_page(thurrock: Assessment) -> None:
    found = pages(pdf.render_summary(Paper(thurrock, summary=True)))
    assert len(found) == 1
    assert "Decisions needed" in found[0]


def test_welsh_labels_say_so_in_the_language(thurrock: Assessment) -> None:
    with pikepdf.open(BytesIO(pdf.render(Paper(thurrock, language="cy")))) as opened:
        assert str(opened.Root["/Lang"]).startswith("cy")


def test_two_processes_make_the_same_bytes(tmp_path: Path) -> None:
    record = str(TOOLKITS / "thurrock" / "2021-12.yaml")
    files = [tmp_path / name for name in ("a.pdf", "b.pdf")]
    for file in files:
        command = [sys.executable, "-m", "prevent_cli", "render", record, "--format", "pdf", "-o", str(file)]
        subprocess.run(command, check=True, capture_output=True)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_missing_extra_says_what_installs_it(run: Run, project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> None:
        raise ModuleNotFoundError("no", name="typst")

    project({"toolkits/a.yaml": "format: toolkit/1\norganisation: {name: A}\nperiod: 2021-12-31\nbenchmarks: []\n"})
    monkeypatch.setattr(extras, "import_module", missing)
    done = run("render", "--format", "pdf")
    assert done.code == 2
    assert 'pip install "typst>=' in done.stderr


# What typst reads as code, what joins, turns about or is not seen, what is no character, what is too long.
ODD = (
    *(
        "#",
        "#panic()",
        "$",
        "$x$",
        "@b1",
        "\\",
        "<a>",
        "//",
        "/*",
        "~",
        "--",
        "`",
        "= ",
        "- ",
        "[",
        "](https://x.example/)",
    ),
    *("\u0301", "\u0489", "\u0c4d", "\u200b", "\u200d", "\u034f", "\u00ad", "\ufe0f", "\u1160", "\u3164", "\u0600"),
    *(
        "\u202e",
        "\u2066",
        "\u2028",
        "\ufdd0",
        "\ufffe",
        "\uffff",
        "\U0001fffe",
        "\U0010ffff",
        "\ue000",
        "\u0378",
        "\U000e0041",
    ),
    *("\u0e01\u0e33", "\U0001f468\u200d\U0001f469", "\x00", "\x1b", "\t", "\n\n", "word" * 500, "\u0e01" * 300),
)
ODD_TEXTS = st.lists(st.one_of(st.sampled_from(ODD), st.characters()), min_size=1, max_size=6).map("".join)
DAY = date(2021, 12, 31)


@settings(max_examples=25)
@given(st.lists(ODD_TEXTS, min_size=13, max_size=13))
def test_no_text_keeps_a_pdf_from_being_set(texts: list[str]) -> None:
    title, about, name, term, meaning, short, statement, comments, asked, shown, link, text, owner = texts
    evidence = [{"text": shown, "link": link}]
    question = {"id": "1.1", "text": asked, "evidence": evidence, "actions": [{"text": text, "owners": [owner]}]}
    benchmark = {"id": "1", "title": short, "statement": statement, "comments": comments, "questions": [question]}
    toolkit = Toolkit.model_validate(
        {
            "format": "toolkit/1",
            "period": "Dec 2021",
            "title": title,
            "about": about,
            "marking": title,
            "organisation": {"name": name},
            "glossary": {term: meaning},
            "benchmarks": [benchmark],
        }
    )
    one = assess(toolkit, None, DAY)

    assert pdf.render(Paper(one)).startswith(b"%PDF")
    assert pdf.render(Paper(one, summary=True)).startswith(b"%PDF")


@pytest.mark.parametrize("title", ["\u00ad", "a\u00ad", "\U0001f600\u00ad", "[\u00ad](https://example.org)"])
def test_a_link_of_soft_hyphens_is_set(title: str) -> None:
    toolkit = Toolkit.model_validate(
        {
            "format": "toolkit/1",
            "period": "Dec 2021",
            "organisation": {"name": "T"},
            "benchmarks": [{"id": "1", "title": title, "comments": title}],
        }
    )

    assert pdf.render(Paper(assess(toolkit, None, DAY))).startswith(b"%PDF")


def test_what_typst_cannot_set_is_said_in_a_line(thurrock: Assessment, monkeypatch: pytest.MonkeyPatch) -> None:
    import typst

    def fail(*_: object, **__: object) -> bytes:
        raise typst.TypstError("internal error: a link\nis lost (occurred at /somewhere/link.rs:1)")  # type: ignore[call-arg]  # its stub asks for more than it does

    monkeypatch.setattr(typst, "compile", fail)
    with pytest.raises(PreventError) as caught:
        pdf.render(Paper(thurrock))
    assert caught.value.message == "typst cannot set this report as PDF: internal error: a link is lost"

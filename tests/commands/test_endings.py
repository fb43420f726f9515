"""What the ending of ``-o`` means, whichever command writes the file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_cli.endings import format_of
from prevent_cli.errors import PreventError
from prevent_cli.reports import FORMATS, Format

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = pytest.mark.usefixtures("paper")
BEGINS = {
    "html": b"<!DOCTYPE html>",
    "htm": b"<!DOCTYPE html>",
    "md": b"# Prevent duty toolkit",
    "txt": b"# Prevent duty toolkit",
    "pdf": b"%PDF-",
    "docx": b"PK",
    "json": b"{",
    "xlsx": b"PK",
    "csv": b"\xef\xbb\xbforganisation,",
}


@pytest.mark.parametrize("ending", BEGINS)
def test_the_ending_of_a_report_chooses_its_format(run: Run, ending: str) -> None:
    done = run("render", "-o", f"paper.{ending}")

    assert (done.code, done.stdout) == (0, f"paper.{ending}\n")
    assert Path(f"paper.{ending}").read_bytes().startswith(BEGINS[ending])


@pytest.mark.parametrize(
    ("command", "file", "begins"),
    [
        ("trend", "t.HTML", "<!DOCTYPE html>"),
        ("trend", "t.json", "[\n"),
        ("trend", "t.markdown", "# Trend"),
        ("portfolio", "p.csv", "organisation,"),
        ("portfolio", "p.html", "<!DOCTYPE html>"),
    ],
)
def test_so_does_that_of_a_comparison(run: Run, command: str, file: str, begins: str) -> None:
    assert run(command, "-o", file).code == 0

    assert Path(file).read_text(encoding="utf-8").startswith(begins)


def test_a_folder_for_tables_may_be_named_for_them(run: Run) -> None:
    assert run("portfolio", "-o", "all.parquet").code == 0

    assert Path("all.parquet", "ratings.parquet").is_file()


@pytest.mark.parametrize("file", ["paper", "paper.2026", "paper.bak"])
def test_an_ending_that_means_no_format_leaves_the_usual_one(run: Run, file: str) -> None:
    assert run("render", "-o", file).code == 0

    assert Path(file).read_bytes().startswith(BEGINS["html"])


@pytest.mark.parametrize(("command", "file"), [("trend", "t.txt"), ("portfolio", "p.txt"), ("trend", "t")])
def test_a_plain_table_is_plain_text(run: Run, command: str, file: str) -> None:
    assert run(command, "-o", file).code == 0

    assert Path(file).read_text(encoding="utf-8") == run(command).stdout


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_may_have_its_own_ending(run: Run, name: str) -> None:
    assert run("render", "--format", name, "-o", f"paper.{FORMATS[name].ending}").code == 0


@pytest.mark.parametrize(
    ("words", "message", "help"),
    [
        (
            "render --format html -o paper.pdf",
            "paper.pdf ends in .pdf, and would hold html",
            "name it paper.html, or take --format pdf",
        ),
        (
            "render --format pdf -o out/paper.doc",
            "out/paper.doc ends in .doc, and would hold pdf",
            "name it out/paper.pdf, or leave -o out",
        ),
        (
            "render -o paper.doc",
            "paper.doc ends in .doc, which this command does not write",
            "it writes .html, .md, .pdf, .docx, .json, .xlsx, .csv",
        ),
        (
            "render -o toolkits/paper.yaml",
            "toolkits/paper.yaml ends in .yaml, which this command does not write",
            "it writes",
        ),
        ("render --format oscal-ar -o x.html", "x.html ends in .html, and would hold oscal-ar", "name it x.json"),
        ("render --template t.html.j2 -o x.docx", "x.docx ends in .docx, and would hold html", "name it x.html"),
        ("render --template t.html.j2 -o x.md", "x.md ends in .md, and would hold html", "name it x.html"),
        ("render --template t.md.j2 -o x.html", "x.html ends in .html, and would hold md", "name it x.md"),
        ("render --template t.md.j2 -o x.csv", "x.csv ends in .csv, and would hold md", "name it x.md"),
        ("render --template t.txt.j2 -o x.htm", "x.htm ends in .htm, and would hold txt", "name it x.txt"),
        ("render --template t.tex.j2 -o x.pdf", "x.pdf ends in .pdf, and would hold tex", "name it x.tex"),
        ("render -o x.yml", "x.yml ends in .yml, which this command does not write", "it writes"),
        ("render --format pdf -o x.HTM", "x.HTM ends in .HTM, and would hold pdf", "or take --format html"),
        ("render --audience public --redaction-log log.docx", "log.docx ends in .docx, and would hold csv", "log.csv"),
        (
            "trend -o t.docx",
            "t.docx ends in .docx, which this command does not write",
            "it writes .txt, .md, .html, .json",
        ),
        ("trend --format table -o t.html", "t.html ends in .html, and would hold table", "name it t.txt, or take"),
        ("portfolio -o p.xlsx", "p.xlsx ends in .xlsx, which this command does not write", ".csv, .parquet"),
        ("portfolio --format md -o p.csv", "p.csv ends in .csv, and would hold md", "or take --format csv"),
        ("pack -o p.docx", "p.docx ends in .docx, and would hold xlsx", "name it p.xlsx, or leave -o out"),
        ("schema -o s.yaml", "s.yaml ends in .yaml, and would hold json", "name it s.json"),
        ("upgrade -o next.docx", "next.docx does not end in .yaml or .yml", "only such files are found again"),
    ],
)
def test_an_ending_that_the_file_would_belie_is_refused(run: Run, words: str, message: str, help: str) -> None:
    for kind in ("html", "md", "txt", "tex"):
        Path(f"t.{kind}.j2").write_text("{{ report.title }}", encoding="utf-8")
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    done = run(*words.split())

    assert (done.code, done.stdout) == (2, "")
    assert message in done.stderr
    assert help in done.stderr
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("kind", "file"),
    [
        ("tex", "paper.tex"),
        ("tex", "paper.txt"),
        ("html", "paper.txt"),
        ("html", "paper.htm"),
        ("markdown", "paper.md"),
        ("txt", "paper.md"),
        ("txt", "paper.ics"),
        ("txt", "paper.heard-of-by-nobody"),
        ("tex", "paper"),
    ],
)
def test_a_template_may_fill_any_text_that_its_own_ending_does_not_belie(run: Run, kind: str, file: str) -> None:
    Path(f"t.{kind}.j2").write_text("{{ report.title }}", encoding="utf-8")
    assert run("render", "--template", f"t.{kind}.j2", "-o", file).code == 0

    assert Path(file).read_text(encoding="utf-8") == "Prevent duty toolkit"


def test_check_compares_with_what_the_ending_means(run: Run) -> None:
    run("render", "-o", "paper.json")
    json.loads(Path("paper.json").read_bytes())

    assert run("render", "-o", "paper.json", "--check").code == 0


@given(st.sampled_from(list(FORMATS)), st.sampled_from([None, "-", "paper", "a.b/paper", "x.unheard"]))
def test_what_is_asked_for_counts_where_the_file_says_nothing(name: str, output: str | None) -> None:
    assert format_of(name, output, FORMATS, "html") == name


def test_the_ending_of_a_format_that_is_added_to_the_table_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FORMATS, "outline", Format("opml", "prevent_cli.reports.outline"))

    assert format_of(None, "paper.opml", FORMATS, "html") == "outline"
    with pytest.raises(PreventError, match=r"paper\.opml ends in \.opml, and would hold pdf"):
        format_of("pdf", "paper.opml", FORMATS, "html")

"""Whatever a field holds is text in every output: no link of its own, script, formula, field, property or turn of direction.

That a page does nothing in a browser is looked at in ``tests/browser/test_hostile.py``.
"""

from __future__ import annotations

import csv
import json
import re
from contextlib import chdir
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pikepdf
import pytest
from lxml import etree
from markdown_it import MarkdownIt
from typer.testing import CliRunner

from prevent_cli.cli import app
from tests.audiences.planting import Planter
from tests.audiences.reading import texts
from tests.audiences.test_no_secret_gets_out import CONFIG, HEAVY, LIGHT
from tests.browser.records import ATTACKS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.audiences.planting import Place

MORE = ('=HYPERLINK("https://example.invalid/")', "@SUM(1)", "BEGIN:VALARM\r\nACTION:AUDIO", "\x1b[31mred\x9b31m")
LINKS = (
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "\u202ehttps://x",
)
# Controls but for tab and line ends, direction marks, and halves of surrogate pairs.
ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
WEB = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)
TEXT = {name: words for name, words in LIGHT.items() if "xlsx" not in words}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Hostile(Planter):
    """Puts an attack into every field that takes any text."""

    def text(self, place: Place) -> str:
        return self.chance.choice((" ".join(ATTACKS), *ATTACKS, *MORE)) + " " + self.secret(place)

    def link(self, place: Place) -> str:  # noqa: ARG002 - the same everywhere
        return self.chance.choice(LINKS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make two quarters full of attacks."""
    made = tmp_path_factory.mktemp("hostile")
    planter = Hostile(3, full=True)
    for number, name in enumerate(("old", "new")):
        (made / f"{name}.yaml").write_text(json.dumps(planter.toolkit(number).data), encoding="utf-8")
    (made / "prevent.toml").write_text(CONFIG, encoding="utf-8")
    return made


def made(folder: Path, name: str, *more: str) -> bytes:
    """Give what a command prints, or writes to a file."""
    words = [word.format(old="old.yaml", new="new.yaml") for word in (LIGHT | HEAVY)[name]]
    with chdir(folder):
        more = ("-o", "-") if words[0] == "render" else more
        done = CliRunner().invoke(app, [*words, *more], catch_exceptions=False)
    assert done.exit_code == 0 or name.startswith("no such"), done.stderr
    assert not ODD.search(done.stderr)
    return done.stdout_bytes


@pytest.mark.parametrize("name", TEXT)
def test_no_text_that_is_printed_turns_about_or_moves_the_cursor(folder: Path, name: str) -> None:
    assert ODD.findall(made(folder, name).decode()) == []


@pytest.mark.parametrize("name", HEAVY)
def test_no_character_in_pdf_or_word_turns_text_about(folder: Path, name: str, tmp_path: Path) -> None:
    file = tmp_path / f"x.{'pdf' if 'pdf' in name else 'docx'}"
    file.write_bytes(made(folder, name))
    found = {where for where, text in texts(file) if ODD.search(text.replace("\f", ""))}

    assert [where for where in found if where in {"text", "string"} or where.endswith(".xml")] == []


def tokens(text: str) -> Iterator[Any]:
    for block in MarkdownIt("commonmark").parse(text):
        yield block
        yield from block.children or ()


@pytest.mark.parametrize("name", [name for name in TEXT if name.endswith(" md")])
def test_markdown_holds_no_html_picture_or_link_of_a_field_s_own(folder: Path, name: str) -> None:
    found = list(tokens(made(folder, name).decode()))
    html = [one.content for one in found if one.type in {"html_inline", "html_block"}]
    links = [str(one.attrs["href"]) for one in found if one.type == "link_open"]

    assert [one for one in html if not re.fullmatch(r'(<a id="[\w.-]+"></a>|<a id="[\w.-]+">|</a>|<br>)\s*', one)] == []
    assert [one for one in found if one.type in {"image", "fence"}] == []
    assert [link for link in links if not WEB.match(link)] == []


def relations(content: bytes) -> list[tuple[str, str, str]]:
    """Give what the parts of an Office file point to: kind, target, where."""
    with ZipFile(BytesIO(content)) as parts:
        files = [parts.read(name) for name in parts.namelist() if name.endswith(".rels")]
    return [
        (str(one.get("Type")).rsplit("/", 1)[-1], str(one.get("Target")), one.get("TargetMode") or "Internal")
        for file in files
        for one in etree.fromstring(file)
    ]


@pytest.mark.parametrize("name", ["render docx", "render summary docx"])
def test_word_links_to_the_web_only_and_runs_nothing(folder: Path, name: str) -> None:
    content = made(folder, name)
    with ZipFile(BytesIO(content)) as parts:
        document = etree.fromstring(parts.read("word/document.xml"))
    fields = {(one.text or "").split()[0] for one in document.iter(f"{W}instrText")}

    outside = [(kind, target) for kind, target, mode in relations(content) if mode == "External"]
    assert [one for one in outside if one[0] != "hyperlink" or not WEB.match(one[1])] == []
    assert fields <= {"TOC", "PAGE", "NUMPAGES", "PAGEREF"}
    assert [one.tag for one in document.iter(f"{W}object", f"{W}altChunk", f"{W}control", f"{W}bidi", f"{W}rtl")] == []


def test_excel_holds_no_formula_and_no_link(folder: Path) -> None:
    content = made(folder, "render xlsx")
    with ZipFile(BytesIO(content)) as parts:
        sheets = [
            etree.fromstring(parts.read(name))
            for name in parts.namelist()
            if "/sheet" in name and name.endswith(".xml")
        ]
        shared = parts.read("xl/sharedStrings.xml").decode()
    tags = {etree.QName(one).localname for sheet in sheets for one in sheet.iter()}

    assert tags & {"f", "hyperlink", "oleObject", "control", "drawing"} == set()
    assert [target for _, target, mode in relations(content) if mode == "External"] == []
    assert ODD.findall(shared) == []


@pytest.mark.parametrize("name", ["render csv", "actions csv"])
def test_no_cell_of_csv_is_a_formula(folder: Path, name: str) -> None:
    cells = [cell for row in csv.reader(StringIO(made(folder, name).decode("utf-8-sig"))) for cell in row]

    assert [
        cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r")) and not cell[1:].isdigit()
    ] == []
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)


def test_no_line_of_a_calendar_is_a_field_s_own(folder: Path) -> None:
    text = made(folder, "actions ics").decode().replace("\r\n ", "")
    names = {re.split("[:;]", line)[0] for line in text.split("\r\n") if line}

    assert names <= {
        *(
            "BEGIN",
            "END",
            "VERSION",
            "PRODID",
            "CALSCALE",
            "X-WR-CALNAME",
            "X-WR-CALDESC",
            "UID",
            "DTSTAMP",
            "DTSTART",
            "DTEND",
        ),
        *("LAST-MODIFIED", "SEQUENCE", "SUMMARY", "DESCRIPTION", "CATEGORIES", "TRANSP"),
    }
    assert "BEGIN:VALARM" not in text.split("\r\n")


@pytest.mark.parametrize("name", ["render pdf", "render summary pdf"])
def test_pdf_links_to_the_web_only_and_runs_nothing(folder: Path, name: str) -> None:
    with pikepdf.open(BytesIO(made(folder, name))) as pdf:
        dictionaries = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        actions = [one["/A"] for one in dictionaries if isinstance(one.get("/A"), pikepdf.Dictionary)]
        kinds = {str(one.get("/S")) for one in actions}
        links = [str(one["/URI"]) for one in actions if "/URI" in one]
        keys = {key for one in dictionaries for key in one.keys()}  # noqa: SIM118 - no dict of Python's

        assert kinds <= {"/URI", "/GoTo"}
        assert [link for link in links if not WEB.match(link)] == []
        assert keys & {"/JS", "/JavaScript", "/Launch", "/AA", "/OpenAction", "/EmbeddedFiles", "/RichMedia"} == set()
        assert len(pdf.attachments) == 0


def test_json_says_the_same_with_escapes(folder: Path) -> None:
    whole = json.dumps(json.loads(made(folder, "render json")), ensure_ascii=False)

    assert "\u202eright to left\u2066" in whole

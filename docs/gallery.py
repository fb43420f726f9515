"""Make docs/gallery.md and its pictures: every format, as a reader sees it.

    python docs/gallery.py

It needs chromium, pdftoppm (poppler-utils) and soffice (LibreOffice with Writer and Calc).
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DOCS = Path(__file__).parent
ROOT = DOCS.parent
PICTURES = DOCS / "images" / "gallery"
THURROCK = "toolkits/thurrock/2021-12.yaml"
EXAMPLE = "examples/example-borough/toolkits/example-borough-council/2026-03.yaml"
EARLIER = "examples/example-borough/toolkits/example-borough-council/2025-12.yaml"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]
WIDE, PHONE = (1280, 960), (390, 844)
INTRODUCTION = """\
Every format as a reader sees it, from the toolkit of Thurrock Council on board and from the invented council in
[`examples/example-borough`](../examples/example-borough/README.md). Markdown, JSON, CSV and calendars are text:
[reports](reports.md) and [spreadsheets](spreadsheets.md) show them."""
NOTE = "<!-- Made by docs/gallery.py (make gallery): change the program, not this page. -->"


@dataclass(frozen=True)
class Web:
    """A page in the browser; ``at`` is what is scrolled to, ``printed`` the sheet of A4 that is shown instead."""

    size: tuple[int, int] = WIDE
    at: str | None = None
    dark: bool = False
    printed: int = 0

    def take(self, made: Path, name: str, browser: Browser) -> Path:
        """Take the picture, under a name beside the page."""
        size = {"width": self.size[0], "height": self.size[1]}
        context = browser.new_context(viewport=size, color_scheme="dark" if self.dark else "light")
        opened = context.new_page()
        opened.goto(made.as_uri())
        if self.at:
            opened.evaluate("at => document.querySelector(at).scrollIntoView()", self.at)
        picture = made.with_name(f"{name}.png")
        if self.printed:
            sheets = made.with_name(f"{name}.pdf")
            opened.pdf(path=sheets, prefer_css_page_size=True, print_background=True)
            picture = _sheet(sheets, self.printed)
        else:
            opened.screenshot(path=picture)
        context.close()
        return picture


@dataclass(frozen=True)
class Sheet:
    """A page of a PDF, or of a document that LibreOffice makes into one."""

    page: int = 1

    def take(self, made: Path, _name: str, _browser: Browser) -> Path:
        """Take the picture, beside the document."""
        if made.suffix != ".pdf":
            convert = [
                _program("soffice"),
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                str(made.parent),
                str(made),
            ]
            subprocess.run(convert, check=True, capture_output=True)
        return _sheet(made.with_suffix(".pdf"), self.page)


@dataclass(frozen=True)
class Shot:
    """One picture: the command that makes the document, how it is looked at, and what is to be seen."""

    name: str
    heading: str
    said: str
    command: str
    look: Web | Sheet
    grey: bool = False


SHOTS = (
    Shot("html", "HTML", "The whole report in a browser: one file that needs nothing else.",
         f"render {THURROCK} --format html", Web()),
    Shot("html-benchmark", "HTML, a benchmark", "A benchmark with its evidence and actions.",
         f"render {THURROCK} --format html", Web(at="#b7")),
    Shot("html-phone", "HTML on a phone", "The same page, 390 pixels wide.",
         f"render {THURROCK} --format html", Web(PHONE, at="#b7")),
    Shot("html-dark", "HTML, dark", "The same page for a reader whose screen is dark.",
         f"render {EXAMPLE} --format html", Web(dark=True)),
    Shot("html-print", "HTML, printed in greyscale", "A sheet from the browser's own print, without colour.",
         f"render {EXAMPLE} --format html", Web(printed=3), grey=True),
    Shot("summary", "One page for the board", "`--summary` as PDF: what moved, what is to be decided, what is due.",
         f"render {EXAMPLE} --summary --format pdf", Sheet()),
    Shot("summary-grey", "One page for the board, in greyscale", "Each rating is a word, so that nothing hangs on colour.",
         f"render {EXAMPLE} --summary --format pdf", Sheet(), grey=True),
    Shot("summary-phone", "One page for the board, on a phone", "`--summary` as HTML.",
         f"render {EXAMPLE} --summary --format html", Web(PHONE)),
    Shot("pdf", "PDF", "The first page of a tagged PDF (PDF/UA-1).", f"render {THURROCK} --format pdf", Sheet()),
    Shot("pdf-benchmark", "PDF, a benchmark", "Marking, page number and table headers on each page.",
         f"render {EXAMPLE} --format pdf", Sheet(8)),
    Shot("docx", "Word", "Real styles and headings, as LibreOffice shows them.",
         f"render {THURROCK} --format docx", Sheet()),
    Shot("xlsx", "Excel", "The summary sheet, as LibreOffice prints it.", f"render {EXAMPLE} --format xlsx", Sheet()),
    Shot("welsh", "In Welsh", "`--language cy`: headings, rating words and dates. A native speaker has yet to check them.",
         f"render {EXAMPLE} --format html --language cy", Web()),
    Shot("diff", "What changed", "`prevent diff --format html`: two quarters, most pressing first.",
         f"diff {EARLIER} {EXAMPLE} --format html", Web()),
    Shot("trend", "The trend", "`prevent trend --format html`: a body over its quarters.",
         "trend examples/example-borough/toolkits --format html", Web()),
    Shot("portfolio", "Many bodies", "`prevent portfolio --format html`: who stands where, sortable and filtered.",
         "portfolio toolkits examples --format html", Web(at="#g1-matrix")),
    Shot("pack", "A pack for a partner", "`prevent pack`: what concerns one owner, with guidance, to be filled in with Excel.",
         f'pack {EXAMPLE} --owner "Licensing team"', Sheet()),
)  # fmt: skip


def main() -> None:
    """Make every picture, then the page."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path=_program("chromium"), args=FLAGS)
        for shot in SHOTS:
            _keep(shot.look.take(_made(shot, folder), shot.name, browser), shot)
        browser.close()
    (DOCS / "gallery.md").write_text(page(), encoding="utf-8")


def page() -> str:
    """Give the page that shows the pictures."""
    parts = [
        "# Gallery",
        NOTE,
        INTRODUCTION,
    ]
    for shot in SHOTS:
        parts += [
            f"## {shot.heading}",
            shot.said,
            f"```text\nprevent {shot.command}\n```",
            f"![{shot.heading}: {shot.said.rstrip('.')}](images/gallery/{shot.name}.png)",
        ]
    return "\n\n".join(parts) + "\n"


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        sys.exit(f"{name} is missing; the pictures are made with chromium, pdftoppm and soffice")
    return found


def _made(shot: Shot, folder: Path) -> Path:
    """Run the shot's command and give the file it made; a command that two shots share runs once."""
    words = shlex.split(shot.command)
    ending = words[words.index("--format") + 1] if "--format" in words else "xlsx"
    out = folder / f"{abs(hash(shot.command))}.{ending}"
    if not out.exists():
        command = [sys.executable, "-m", "prevent_cli", *words]
        if words[0] in {"render", "pack"}:
            subprocess.run([*command, "-o", str(out)], cwd=ROOT, check=True, capture_output=True)
        else:
            out.write_bytes(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
    return out


def _sheet(made: Path, number: int) -> Path:
    """Give a picture of a page of a PDF."""
    picture = made.with_name(f"{made.stem}-{number}")
    pages = ["-f", str(number), "-l", str(number), "-singlefile", "-r", "96"]
    subprocess.run([_program("pdftoppm"), "-png", *pages, str(made), str(picture)], check=True)
    return picture.with_suffix(".png")


def _keep(picture: Path, shot: Shot) -> None:
    """Store a picture with few colours, at most 900 pixels wide, so that the repository stays small."""
    with Image.open(picture) as opened:
        image = opened.convert("L" if shot.grey else "RGB")
        image.thumbnail((900, 1400))
        image.quantize(128, method=Image.Quantize.MAXCOVERAGE).save(PICTURES / f"{shot.name}.png", optimize=True)


if __name__ == "__main__":
    main()

"""Finished results into text or bytes: one file for each format, in one table."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from prevent_cli.errors import PreventError

if TYPE_CHECKING:
    from prevent_cli.reports.paper import Paper


class Format(NamedTuple):
    """A format that ``render`` offers: the ending of its files and the module that makes it.

    The module has ``render(paper)``, and ``render_summary(paper)`` where ``summary`` says that
    the one page for the board comes in this format too. ``languages`` says that its labels come in
    every language; else they are keys for programs, or English.
    """

    ending: str
    module: str
    summary: bool = False
    languages: bool = False
    name: str = ""

    def render(self, paper: Paper) -> bytes:
        """Turn a paper into the bytes of a file: the same paper, the same bytes.

        Raises PreventError for a summary or a language in a format that has none.
        """
        if paper.language != "en" and not self.languages:
            able = ", ".join(name for name, one in FORMATS.items() if one.languages)
            raise PreventError(
                f"the labels of {self.ending} are in English only",
                f"leave --language out, or take a format that has it: {able}",
            )
        if paper.summary and not self.summary:
            able = ", ".join(name for name, one in FORMATS.items() if one.summary)
            raise PreventError(f"there is no summary as {self.name or self.ending}", f"formats that have one: {able}")
        module = import_module(self.module)
        made: bytes = module.render_summary(paper) if paper.summary else module.render(paper)
        return made


FORMATS = {
    "html": Format("html", "prevent_cli.reports.html", summary=True, languages=True),
    "md": Format("md", "prevent_cli.reports.markdown", summary=True, languages=True),
    "pdf": Format("pdf", "prevent_cli.reports.pdf", summary=True, languages=True),
    "docx": Format("docx", "prevent_cli.reports.docx", summary=True, languages=True),
    "json": Format("json", "prevent_cli.reports.json"),
    "xlsx": Format("xlsx", "prevent_cli.reports.xlsx"),
    "csv": Format("csv", "prevent_cli.reports.csv"),
    "oscal-ar": Format("json", "prevent_cli.reports.oscal_ar", name="oscal-ar"),
    "oscal-poam": Format("json", "prevent_cli.reports.oscal_poam", name="oscal-poam"),
}

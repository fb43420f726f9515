"""Finished results into text or bytes: one file for each format, in one table."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prevent_cli.model.assessment import Assessment


@dataclass(frozen=True, slots=True)
class Format:
    """A format that ``render`` offers: the ending of its files and the module that makes it."""

    ending: str
    module: str

    def render(self, assessment: Assessment) -> bytes:
        """Turn an assessment into the bytes of a file."""
        made: bytes = import_module(self.module).render(assessment)
        return made


FORMATS = {
    "html": Format("html", "prevent_cli.reports.html"),
    "md": Format("md", "prevent_cli.reports.markdown"),
    "json": Format("json", "prevent_cli.reports.json"),
    "xlsx": Format("xlsx", "prevent_cli.reports.xlsx"),
    "csv": Format("csv", "prevent_cli.reports.csv"),
}

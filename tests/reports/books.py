"""Workbooks read back: what a spreadsheet program would show, and the XML that it would read."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any

from python_calamine import CalamineWorkbook

from prevent_cli.reports.columns import fit
from prevent_cli.reports.xlsx import workbook

if TYPE_CHECKING:
    from prevent_cli.model.assessment import Assessment


@dataclass(frozen=True)
class Read:
    """A workbook read back."""

    content: bytes

    @cached_property
    def book(self) -> CalamineWorkbook:
        """The workbook as its reader sees it."""
        return CalamineWorkbook.from_filelike(BytesIO(self.content))

    @property
    def names(self) -> list[str]:
        """The names of the sheets, hidden ones too."""
        return list(self.book.sheet_names)

    def cells(self, sheet: str) -> list[list[Any]]:
        """Every cell of a sheet by row, from A1."""
        found = self.book.get_sheet_by_name(sheet)
        return list(found.to_python(skip_empty_area=False))

    def rows(self, sheet: str) -> list[dict[str, Any]]:
        """The rows of a sheet's table, by the heads of its columns."""
        cells = self.cells(sheet)
        head = next(
            number for number, row in enumerate(cells) if "_path" in row or row == [str(one) for one in row if one]
        )
        return [dict(zip(cells[head], row, strict=True)) for row in cells[head + 1 :]]

    def parts(self) -> dict[str, str]:
        """Every part of the file by its name, as text."""
        with zipfile.ZipFile(BytesIO(self.content)) as parts:
            return {name: parts.read(name).decode() for name in parts.namelist()}

    def sheet_xml(self, sheet: str) -> str:
        """The XML of a sheet."""
        return self.parts()[f"xl/worksheets/sheet{self.names.index(sheet) + 1}.xml"]


def book(assessment: Assessment) -> Read:
    """Write a workbook and read it back."""
    return Read(workbook(assessment))


def shown(text: str) -> str:
    """Say how text should come back: as it was, but for what is unseen and for empty lines around it."""
    return fit(text).strip("\n")

"""Packs filled in as a partner would, by another program than the one that made them."""

from __future__ import annotations

import warnings
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


class Filled:
    """A pack that is open in another program."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it cannot read an empty header of a printed page
            self.book: Any = import_module("openpyxl").load_workbook(path)

    def sheet(self, name: str) -> Any:
        """Give a sheet."""
        return self.book[name]

    def column(self, sheet: str, head: str) -> int:
        """Give the number of a column by its head."""
        return next(int(cell.column) for cell in self.sheet(sheet)[2] if cell.value == head)

    def row(self, sheet: str, name: str) -> int:
        """Give the number of a row by its hidden id."""
        hidden = self.column(sheet, f"_{sheet.lower()}")
        return next(
            int(cells[hidden - 1].row) for cells in self.sheet(sheet).iter_rows() if cells[hidden - 1].value == name
        )

    def put(self, sheet: str, name: str, **values: object) -> Filled:
        """Write into the cells of a row; keys are heads, with _ for spaces, their beginning is enough."""
        return self._write(sheet, self.row(sheet, name), values)

    def add(self, sheet: str, **values: object) -> Filled:
        """Write into the first empty row of a sheet."""
        column = self.column(sheet, "For")
        used = [cells[column - 1].row for cells in self.sheet(sheet).iter_rows(min_row=2) if cells[column - 1].value]
        return self._write(sheet, max(used) + 1, values)

    def _write(self, sheet: str, row: int, values: dict[str, object]) -> Filled:
        for key, value in values.items():
            head = next(
                cell.value for cell in self.sheet(sheet)[2] if str(cell.value).startswith(key.replace("_", " "))
            )
            cell = self.sheet(sheet).cell(row, self.column(sheet, head))
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
        return self

    def delete(self, sheet: str, name: str) -> Filled:
        """Delete a row."""
        self.sheet(sheet).delete_rows(self.row(sheet, name))
        return self

    def save(self, path: Path | None = None) -> Path:
        """Save it, where it was unless told."""
        path = path or self.path
        self.book.save(path)
        return path

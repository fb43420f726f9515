"""Lists of rows in files, CSV or YAML: each row a mapping from column to what stands there."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING, Any

from prevent_cli.errors import PreventError
from prevent_cli.store.find import ENDINGS
from prevent_cli.store.reader import decode, read
from prevent_cli.store.seen import shown_path
from prevent_cli.store.source import read_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def rows(path: Path) -> Sequence[Mapping[str, Any]]:
    """Read a list: YAML by its ending, else CSV whose first line names the columns, with commas or semicolons.

    Raises PreventError where the file may not be opened, or is no such list.
    """
    text, refusal = decode(read_bytes(path))
    if refusal:
        raise PreventError(f"{shown_path(path)}: {refusal.message}", refusal.help)
    return _yaml(text, shown_path(path)) if path.suffix in ENDINGS else _csv(text, shown_path(path))


def _yaml(text: str, shown: str) -> list[dict[str, Any]]:
    data, refusals = read(text)
    wrong = [one for one in refusals if one.level == "error"]
    if wrong:
        raise PreventError(f"{shown}: {wrong[0].message}", wrong[0].help)
    if not isinstance(data, list) or not all(isinstance(row, dict) for row in data):
        raise PreventError(
            f"{shown} should be a list of mappings", "write lines such as: - {code: E06000034, region: East}"
        )
    return data


def _csv(text: str, shown: str) -> list[dict[str, str]]:
    head = text.partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    try:
        reader = csv.DictReader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
        found = [{(key or "").strip(): value for key, value in row.items()} for row in reader]
    except csv.Error as error:
        raise PreventError(f"{shown} is no CSV: {error}", "save it as CSV from a spreadsheet") from error
    for number, row in enumerate(found, 2):
        if None in row.values() or "" in row:
            raise PreventError(
                f"{shown}: line {number} has not as many cells as the first", "give each row a cell a column"
            )
    return found

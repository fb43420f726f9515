"""The state a pack was made from, as its hidden sheet keeps it: whose it is, and every cell as it was.

The cells stand in JSON of plain letters, cut into pieces, so that no spreadsheet program changes them when it saves.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import starmap
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from prevent_cli.packing.sheets import LAYOUTS, Row, Sheet
from prevent_cli.packing.text import first_part, seal
from prevent_cli.reports.strings import title

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import TypeAdapter

    from prevent_cli.packing.plan import Pack

FORMAT = "pack/1"
SHEET = "_prevent"
"""The hidden sheet's name."""
FILLED_IN_BY = "Filled in by (post or team)"
"""The label beside the cell in which people say who they are."""
_PIECE = 30_000


@dataclass(frozen=True, slots=True)
class Was:
    """A row as it was: the text of what may be written, and the seals of what may not."""

    id: str
    ref: str
    label: str
    open: dict[str, str]
    sealed: dict[str, str]


@dataclass(frozen=True, slots=True)
class State:
    """What a pack's hidden sheet says. ``sha256`` is the record's digest, for a pack of a whole record only."""

    organisation: str
    code: str | None
    framework: str | None
    period: str
    reader: str
    sha256: str | None
    rows: dict[Sheet, tuple[Was, ...]]
    places: tuple[str, ...]


def displayed(sheet: Sheet, row: Row, key: str) -> str:
    """Give what the cell of a row shows."""
    text = row.cells.get(key, "")
    return first_part(title(text) if LAYOUTS[sheet].column(key).kind == "word" else text)


def facts(pack: Pack) -> Iterator[tuple[str, str]]:
    """Give the lines of the hidden sheet, keys and values.

    A part of a record does not name its file or its digest, which would let a reader confirm a guess at the rest.
    """
    one = pack.edition
    yield "format", FORMAT
    yield "organisation", one.organisation.name
    yield "code", one.organisation.code or ""
    yield "framework", one.framework or ""
    yield "period", str(one.period)
    yield "as_of", one.as_of.isoformat()
    yield "audience", one.audience
    yield "reader", pack.scope.reader
    if pack.scope.whole and one.digest:
        yield "toolkit", PurePath(one.file).name
        yield "sha256", one.digest
    head = {
        "organisation": one.organisation.name,
        "code": one.organisation.code,
        "framework": one.framework,
        "period": str(one.period),
        "reader": pack.scope.reader,
        "sha256": one.digest if pack.scope.whole else None,
        "places": list(pack.places),
    }
    text = json.dumps({**head, "rows": _rows(pack)}, separators=(",", ":"))
    yield "cells_sha256", sha256(text.encode()).hexdigest()
    for number, start in enumerate(range(0, len(text), _PIECE)):
        yield f"cells.{number:05d}", text[start : start + _PIECE]


def _rows(pack: Pack) -> dict[str, list[dict[str, Any]]]:
    return {sheet: [_row(sheet, row) for row in rows] for sheet, rows in pack.rows.items()}


def _row(sheet: Sheet, row: Row) -> dict[str, Any]:
    keys = [column.key for column in LAYOUTS[sheet].columns]
    return {
        "id": row.id,
        "ref": row.ref,
        "label": row.label,
        "open": {key: row.cells.get(key, "") for key in keys if key in row.open},
        "sealed": {key: seal(displayed(sheet, row, key)) for key in keys if key not in row.open},
    }


@cache
def state_reader() -> TypeAdapter[State]:
    """Give what reads a state and holds it against its types; made once, since that takes a while."""
    from pydantic import TypeAdapter

    return TypeAdapter(State)


def state(found: Mapping[str, str]) -> State | None:
    """Read what a hidden sheet says; None where it is damaged, or says what no pack would."""
    text = "".join(found[key] for key in sorted(found) if key.startswith("cells."))
    if sha256(text.encode(errors="replace")).hexdigest() != found.get("cells_sha256"):
        return None
    try:
        made = state_reader().validate_json(text)
    except ValueError:
        return None
    return made if made.rows.keys() == LAYOUTS.keys() and all(starmap(_fits, _each(made))) else None


def _each(made: State) -> Iterator[tuple[Sheet, Was]]:
    return ((sheet, was) for sheet, rows in made.rows.items() for was in rows)


def _fits(sheet: Sheet, was: Was) -> bool:
    """Whether a row has the columns of its sheet, and only those to write in that may be written."""
    layout = LAYOUTS[sheet]
    keys = sorted(column.key for column in layout.columns)
    return sorted((*was.open, *was.sealed)) == keys and was.open.keys() <= layout.open

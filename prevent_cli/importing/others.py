"""Tables that are no part of an assessment although they stand in its document: lists of actions, tables of versions."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from prevent_cli.importing import beyond, columns, fields, forms, heads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.importing.rows import Row

_LOOK = 3
_VERSION = re.compile(r"(?:versions?|revisions?|issues?|drafts?)(?:\.? (?:no|number))?", re.IGNORECASE)
_ITEMS = frozenset({"benchmark", "text", "evidence", "answer"})
_ASSESSED = frozenset({"benchmark", "text", "evidence", "actions", "rag"})


def other_tables(rows: Sequence[Row]) -> dict[int, str]:
    """Give what the tables are that are no part of an assessment, by their number, such as 'a list of actions'.

    Their heads say so, or the heading above them, or their lines do. A table without heads that follows such a one at
    once, and is as wide, goes on like it.
    """
    found: dict[int, str] = {}
    labelled = forms.forms(rows)
    around = beyond.Below()
    before, width = "", 0
    for table, group in groupby(rows, key=lambda row: row.table):
        below = list(group)
        if not table:
            for row in below:
                around.line(row)
        heading = around.table(below) if table else ""
        wide = max(len(row.cells) for row in below)
        headed = any(map(columns.heads, below))
        kind = "" if not table or headed else _kind(below)
        other = beyond.kind(below, heading) if table and not (kind or headed or table in labelled) else ""
        kind = kind or ("" if not table or headed or other else before if wide == width else "")
        before, width = kind, wide
        if kind or other:
            found[table] = kind or other
    return found


def _kind(below: Sequence[Row]) -> str:
    if any(_lists_actions(_texts(row)) for row in below[:_LOOK]):
        return "a list of actions"
    return "no table of an assessment" if _no_items(_texts(below[0])) else ""


def _texts(row: Row) -> list[str]:
    return [cell.text if cell else "" for cell in row.cells]


def _lists_actions(row: Sequence[str]) -> bool:
    found = {one.field for one in fields.columns(row, {}) or ()}
    return "action" in found and "evidence" not in found and not found.isdisjoint({"owners", "due", "status"})


def _no_items(row: Sequence[str]) -> bool:
    """Whether two heads are known, and none of them is that of an item or of what is said to one."""
    roles = [heads.role(one) or ("version" if _VERSION.fullmatch(heads.flat(one)) else None) for one in row]
    items = any(heads.field(one) in _ITEMS for one in row if one)
    return len([one for one in roles if one]) > 1 and _ASSESSED.isdisjoint(roles) and not items

"""Cells that reach down over the rows of several items: what such a cell says is said of each."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from prevent_cli.importing import actions, columns, cutting, dates

if TYPE_CHECKING:
    from prevent_cli.importing.heads import Role
    from prevent_cli.importing.outline import Entry, Part
    from prevent_cli.importing.rows import Row


@dataclass(slots=True)
class Reaching:
    """The parts of items that came from cells which span rows, by the cell's place, with what their columns hold."""

    _parts: dict[str, tuple[Role, Part]] = field(default_factory=dict)

    def begin(self, place: str, role: Role, part: Part) -> None:
        """Keep what a cell that spans rows became."""
        self._parts[place] = (role, part)

    def give(self, entry: Entry, row: Row) -> None:
        """Give a new item what the cells say that reach down into its row."""
        for cell in row.above.values():
            role, part = self._parts.get(cell.place, ("unknown", None))
            if not part:
                continue
            if role == "actions" and not actions.is_none(cell.paragraphs):
                entry.shares.append(part)
            elif role in {"actions", "rag", *columns.BESIDE} and (role == "actions" or _fits(entry, role, cell.text)):
                again = replace(part, paragraphs=list(cell.paragraphs), again=cutting.text(cell.paragraphs))
                entry.parts.setdefault(role, again)


def _fits(entry: Entry, role: Role, text: str) -> bool:
    """Whether an item has a place for what reaches down to it: what is said of an action stands beside one."""
    return "actions" in entry.parts or not of_action(role, text)


def settle(entry: Entry) -> None:
    """Take from a question what reaches down to it beside its expectations, which have it themselves."""
    entry.shares.clear()
    for role in [role for role, part in entry.parts.items() if part.again]:
        del entry.parts[role]


def of_action(role: Role, text: str) -> bool:
    """Whether a column speaks of an action; that of colours does where it holds a date."""
    return role in {"actions", *columns.BESIDE} or (role == "rag" and dates.parsed(text) is not None)

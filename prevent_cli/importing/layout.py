"""What is known of a document's rows before they are read: its tables, the numbers to come, what each column holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.importing import columns, forms, guessing, ids, numbered, others

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from prevent_cli.importing.heads import Role
    from prevent_cli.importing.notes import Notes
    from prevent_cli.importing.rows import Row


class Layout:
    """What the tables of a document are, which numbers its rows lead to, and what the columns of a row hold.

    ``others`` are tables that are no part of the assessment, ``forms`` those with labels in front of their lines;
    ``numbers`` gives the column of numbers, for each table that has one, and ``known`` are the numbers spoken of.
    ``guessed`` gives the columns of tables whose heads are unknown. ``columns`` are those of the last row of heads, and ``names`` what it calls them.
    """

    def __init__(self, rows: Sequence[Row], notes: Notes, numbers: Mapping[int, int]) -> None:
        self.rows = rows
        self.numbers = numbers
        self.others = others.other_tables(rows)
        self.forms = forms.forms(rows)
        self.known = numbered.numbers(rows, numbers)
        self.guessed = guessing.guessed(rows, {*self.others, *self.forms}, numbers)
        self.columns: Mapping[int, Role] | None = None
        self.names: Mapping[int, str] = {}
        self._notes = notes
        self._width = max((len(one.cells) for one in rows), default=0)
        self._ahead = _majors(rows, self.others)
        self._headed = _headed(rows)

    def leads_to(self, at: int, number: str) -> bool:
        """Whether the next numbered question at a row or after it is that of a benchmark."""
        return self._ahead[at] == number

    def comes(self, at: int, number: str) -> bool:
        """Whether the next numbered question is that of a benchmark, and no heading of it is to come."""
        return self.leads_to(at, number) and self._headed.get(number, -1) < at

    def before_table(self, at: int) -> bool:
        """Whether a row of an assessment's table, with several cells, follows at once."""
        after = self.rows[at + 1] if at + 1 < len(self.rows) else None
        return bool(after and len(after.filled) > 1 and after.table not in self.others)

    def before_heads(self, at: int) -> bool:
        """Whether a row of heads follows at once in the same table."""
        after = self.rows[at + 1] if at + 1 < len(self.rows) else None
        return bool(after and after.table == self.rows[at].table and columns.heads(after))

    def begins(self, at: int) -> bool:
        """Whether a row is the first of its table."""
        return not at or self.rows[at - 1].table != self.rows[at].table

    def text_column(self, row: Row) -> int | None:
        """Give the column of the items' words; where there is none, that of their numbers."""
        roles = self.roles(row)
        found = (at for at, role in roles.items() if role == "text" and at < len(row.cells))
        return next(found, self.numbers.get(row.table))

    def roles(self, row: Row) -> Mapping[int, Role]:
        """Give what the columns of a row hold, by their position: as heads say, else as usual."""
        if row.table == 0 or row.table in self.forms:
            return {0: "text"}
        column = self.numbers.get(row.table)
        known = self.columns
        if known and (column is None or known.get(column, "number") == "number"):
            return known
        return columns.usual(self._width, column)

    def head(self, row: Row, at: int) -> str:
        """Give what stands at the head of a row's column; "" where none was seen."""
        return self.names.get(at, "") if self.roles(row) is self.columns else ""

    def assume(self, row: Row) -> None:
        """Say once that columns are taken as usual, where something stands in them before any head was seen."""
        if self.columns is None and row.table:
            self.columns = self.roles(row)
            number = "number, " if row.table in self.numbers else ""
            self._notes.assumed(
                f"no row of heads names the columns; they are taken as {number}expectation, evidence, action and rating",
                None,
                row.place,
            )


def _majors(rows: Sequence[Row], others: Container[int]) -> list[str | None]:
    """Give for each row the benchmark of the next numbered question at or after it, outside ``others``."""
    found: list[str | None] = []
    major: str | None = None
    for row in reversed(rows):
        match = ids.NUMBER.match(row.text)
        major = str(int(match[1])) if match and not match[3] and row.table not in others else major
        found.append(major)
    return found[::-1]


def _headed(rows: Sequence[Row]) -> dict[str, int]:
    """Give where the last heading of each number stands that says it is a benchmark's."""
    found = ((at, ids.HEADING.match(row.alone.text)) for at, row in enumerate(rows) if row.alone)
    return {one[1]: at for at, one in found if one}

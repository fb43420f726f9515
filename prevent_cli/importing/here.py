"""Where one is in an outline while a document is read: below which benchmark and question, and after which item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.importing import columns, cutting
from prevent_cli.importing.outline import Asked, Heading, Outline, Part, headed
from prevent_cli.importing.reaching import Reaching, of_action

if TYPE_CHECKING:
    from prevent_cli.importing.cells import Cell
    from prevent_cli.importing.heads import Role
    from prevent_cli.importing.layout import Layout
    from prevent_cli.importing.notes import Notes
    from prevent_cli.importing.outline import Entry
    from prevent_cli.importing.rows import Row


class Here:
    """An outline that grows, with the benchmark, the question and the item that were read last, and the item's ``table``."""

    def __init__(self, layout: Layout, notes: Notes) -> None:
        self.outline = Outline()
        self.layout = layout
        self.notes = notes
        self.heading: Heading | None = None
        self.question: Asked | None = None
        self.last: Entry | None = None
        self.table = 0
        self._reaching = Reaching()

    def begin(self, heading: Heading) -> None:
        """Begin a benchmark."""
        self.heading, self.question, self.last = heading, None, None
        self.outline.benchmarks.append(heading)

    def turn_to(self, number: str, place: str) -> None:
        """Go on below the benchmark of a number, which may have no heading."""
        found = next((one for one in self.outline.benchmarks if one.number == number), None)
        if found:
            self.heading, self.question, self.last = found, None, None
        else:
            self.begin(Heading(number, place, "the number of a question below"))

    def turn_to_question(self, number: str, place: str, *, sure: bool) -> bool:
        """Go on below the question that the number of an expectation names; False if there is none above one in doubt.

        A question above without a number gets this one. Where there is none, one without words is made. Both only
        where the number is ``sure``; else the question stays that above.
        """
        assert self.heading  # noqa: S101 - expectations stand below headings only
        found = next((one for one in self.heading.questions if one.number == number), None)
        if not found and not sure:
            return self.question is not None
        if not found and self.question and not self.question.number:
            found = self.question
            found.number = number
        if not found:
            found = Asked(place, [], "number", number)
            self.heading.questions.append(found)
            self.notes.assumed("the numbers below it name this question, which has no words of its own", number, place)
        self.question = found
        return True

    def add(self, entry: Entry, row: Row, column: int | None) -> None:
        """Add a question or an expectation, whose words stand in a column of a row, with all that stands beside them."""
        assert self.heading  # noqa: S101 - items are added below headings only
        self.parts(entry, row, column)
        self._reaching.give(entry, row)
        self.last, self.table = entry, row.table
        if isinstance(entry, Asked):
            self._ask(self.heading, entry)
            return
        if not self.question:
            self.question = Asked(entry.place, [], "no mark")
            self.heading.questions.append(self.question)
            self.notes.check("these expectations stand below no question", None, entry.place)
        self.question.expectations.append(entry)

    def _ask(self, heading: Heading, asked: Asked) -> None:
        """Begin a question, or give its words to one that was known by its number alone."""
        found = next((one for one in heading.questions if asked.number and one.number == asked.number), None)
        if found and not found.text and not found.parts:
            asked.expectations = found.expectations
            heading.questions[heading.questions.index(found)] = asked
        else:
            heading.questions.append(asked)
        self.question = asked

    def parts(self, entry: Entry, row: Row, column: int | None) -> None:
        """Give an item what a row says of it, in each column but that of its words."""
        roles = self.layout.roles(row)
        for at in row.filled:
            cell = row.cells[at]
            role = roles.get(at, "unknown")
            if at == column or not cell:
                continue
            self.layout.assume(row)
            part = self.put(entry, role, cell, self.layout.head(row, at))
            if part and cell.rows > 1:
                self._reaching.begin(cell.place, role, part)

    def put(
        self, entry: Entry, role: Role, cell: Cell, head: str = "", parts: dict[Role, Part] | None = None
    ) -> Part | None:
        """Give an item what a column or line says of it, or of its last action, and give that part.

        What no item has is kept with its head, and None given. ``parts`` are those of another action that is meant.
        """
        if role in {"number", "question", "text", "unknown", "benchmark", "comments"}:
            self.outline.strays.append((headed(cell.place, head), list(cell.paragraphs)))
            return None
        if parts is None:
            parts = (entry.parts, *entry.more)[-1] if of_action(role, cell.text) else entry.parts
        if role in parts:
            parts[role].paragraphs = cutting.joined(parts[role].paragraphs, cell.paragraphs)
        else:
            parts[role] = Part(list(cell.paragraphs), cell.place, cell.rows, head=head, mark=self.notes.column)
        return parts[role]

    def begin_next(self, entry: Entry, role: Role) -> bool:
        """Begin another action where the label of a line comes again that begins an action; say whether it did."""
        parts = (entry.parts, *entry.more)[-1]
        known = [one for one in parts if one == "actions" or one in columns.BESIDE]
        if role not in known or "actions" not in known or role not in {"actions", known[0]}:
            return False
        entry.more.append({})
        return True

    def stray(self, row: Row) -> None:
        """Keep all of a row aside."""
        self.outline.strays += [(one.place, list(one.paragraphs)) for one in row.cells if one and one.text]

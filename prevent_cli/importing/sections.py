"""Rows into an outline: which row is a benchmark's heading, a question, an expectation, or the rest of the row before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prevent_cli.importing import arranging, columns, cutting, forms, going_on, ids, numbered, ratings, summaries
from prevent_cli.importing.by_number import by_number
from prevent_cli.importing.here import Here
from prevent_cli.importing.layout import Layout
from prevent_cli.importing.outline import Asked, Entry, Heading

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from prevent_cli.importing.cells import Cell, Paragraph
    from prevent_cli.importing.heads import Role
    from prevent_cli.importing.notes import Notes
    from prevent_cli.importing.outline import Outline
    from prevent_cli.importing.rows import Row

_OUTCOME = re.compile(r"\boutcomes?\s*[:;\u2013-]", re.IGNORECASE)


def outline(
    rows: Sequence[Row], notes: Notes, numbers: Mapping[int, int], questions: Container[str] = frozenset()
) -> Outline:
    """Sort a document's rows. Every row ends in a field of the outline, in a label of ``notes`` or in the strays.

    ``numbers`` gives the column that holds its items' numbers, for each table that has one; ``questions`` are the
    numbers of the framework's.
    """
    here = Here(Layout(rows, notes, numbers), notes)
    sorter = _Sorter(here, questions)
    for at, row in enumerate(rows):
        sorter.take(at, row)
    summaries.settle(here.outline, notes)
    return here.outline


class _Sorter:
    """Takes row after row, knowing what the rows before it were; ``questions`` are the numbers of the framework's."""

    def __init__(self, here: Here, questions: Container[str]) -> None:
        self.here = here
        self.layout = here.layout
        self.notes = here.notes
        self._questions = questions
        self._summary: tuple[int, Mapping[int, Role]] | None = None

    def take(self, at: int, row: Row) -> None:
        """Give a row its place."""
        if row.table in self.layout.forms and self._line(at, row):
            return
        asked, rest = arranging.apart(self.here, row)
        if asked:
            self._place(at, asked, asked=True)
        if rest.filled:
            self._place(at, rest, asked=False)

    def _place(self, at: int, row: Row, *, asked: bool) -> None:
        row = arranging.arranged(self.here, at, row)
        if asked and self._asked(at, row):
            return
        steps = (
            self._other,
            self._summaries,
            self._heads,
            self._benchmark,
            self._by_number,
            self._goes_on,
            self._head,
            self._unnumbered,
        )
        if not any(step(at, row) for step in steps):
            self._plain(row)

    def _asked(self, at: int, row: Row) -> bool:
        """Read a question that a column of its own holds."""
        column = self.layout.text_column(row) or 0
        if self._by_number(at, row):
            return True
        if not self.here.heading or not (cell := row.cells[column]):
            return False
        self.here.add(Asked(cell.place, list(cell.paragraphs), self.notes.column), row, column)
        return True

    def _line(self, at: int, row: Row) -> bool:
        """Read a line of a form, whose label says what stands beside it; one with a label that nobody knows is kept aside."""
        role, label, cell = forms.label(row), row.cells[0], forms.filled_in(row)
        if (
            not label
            or not (role or cell)
            or (not role and (ids.NUMBER.match(label.text) or ids.benchmark(label.text)))
        ):
            return False
        if not role or role == "comments":
            if ids.alone(label.text, self.layout.known):
                self._place(at, arranging.led(self.here, row, 0), asked=True)
                self.here.stray(numbered.without(row, row.filled[:2]))
            else:
                self.here.stray(row)
            return True
        if role not in {"number", "benchmark", "text"} and not (self.here.last and self.here.table in {0, row.table}):
            self.here.stray(row)  # such as guidance on what to write where
            return True
        self.notes.label(label.text, label.place)
        self.notes.column = "the label"
        if cell:
            self._said(at, numbered.only(row, {0: cell}), role, label.text)
        return True

    def _said(self, at: int, row: Row, role: Role, label: str) -> None:
        """Read what stands beside a label, which ``row`` holds alone."""
        cell = row.cells[0]
        if not cell:
            return
        asks = label.lower().startswith("question") or bool(ids.parts(cell.text))
        if role in {"number", "benchmark"} or not self.here.heading or (role == "text" and asks):
            self._place(at, row, asked=role == "text")
        elif role == "text":
            self.here.add(Entry(cell.place, list(cell.paragraphs), "the label"), row, 0)
        elif self.here.last:
            self.here.put(self.here.last, role, cell)
            self.here.table = row.table

    def _other(self, at: int, row: Row) -> bool:
        """Keep aside the rows of a table that is no part of the assessment; its first says so."""
        kind = self.layout.others.get(row.table)
        if not kind:
            return False
        if self.layout.rows[at - 1].table != row.table:
            heads = ", ".join(f"'{numbered.flat(cell)}'" for cell in row.cells if cell and cell.text)
            said = f"the table with {heads} is {kind} and is in 'unparsed': give what it says to the items it is about"
            self.notes.check(said, None, row.place)
        self.here.stray(row)
        return True

    def _summaries(self, _at: int, row: Row) -> bool:
        if self._summary and self._summary[0] == row.table:
            found = [summaries.in_row(row, self._summary[1], self.notes)]
            self.here.outline.strays += summaries.beside(row, self._summary[1]) if any(found) else []
        else:
            found = [summaries.in_cell(cell, self.notes) for cell in row.cells if cell and cell.text]
        if not any(found):
            return False
        self.here.outline.summaries += [one for one in found if one]
        if not (self._summary and self._summary[0] == row.table):
            cells = [cell for cell in row.cells if cell and cell.text]
            for cell, one in zip(cells, found, strict=True):
                if one is None:
                    self.here.outline.strays.append((cell.place, list(cell.paragraphs)))
        return True

    def _heads(self, _at: int, row: Row) -> bool:
        found = columns.heads(row)
        if found is None:
            return False
        if "benchmark" in found.values():
            self._summary = (row.table, found)
        else:
            self.layout.columns = found
            self.layout.names = {at: numbered.flat(cell) for at in found if (cell := row.cells[at])}
            self.notes.column = "the head of the column"
        for cell in row.cells:
            if cell and cell.text:
                self.notes.label(cell.text, cell.place)
        for said in columns.clashes(row, found):
            self.notes.once(said, row.place)
        return True

    def _benchmark(self, at: int, row: Row) -> bool:
        cell, beside = row.alone or self._rated(row), row.cells[row.filled[-1]]
        if not cell:
            return False
        found = ids.HEADING.match(cell.text)
        mark = "the heading's word"
        if found and not ids.benchmark(cell.text) and not self.layout.leads_to(at, found[1]):
            return False  # such as 'Section 47: …', which names a law
        if not found:
            found = ids.ONE.match(cell.text)
            mark = "the number of a question below"
            current = self.here.heading.number if self.here.heading else None
            if not found or not self.layout.leads_to(at, found[1]) or found[1] == current:
                return False
        self.here.begin(Heading(found[1], cell.place, mark))
        assert self.here.heading  # noqa: S101 - it was just begun
        self.notes.label(found[0], cell.place)
        self.here.heading.head += cutting.between(cell.paragraphs, found.end())
        self.here.heading.head += beside.paragraphs if beside and beside is not cell else ()
        return True

    @staticmethod
    def _rated(row: Row) -> Cell | None:
        """Give the cell of a heading with nothing but a rating beside it, such as 'RAG: Green'."""
        first, *others = [cell for at in row.filled if (cell := row.cells[at])]
        rated = len(others) == 1 and ratings.of_line(others[0].text) and ids.benchmark(first.text)
        return first if rated else None

    def _by_number(self, at: int, row: Row) -> bool:
        return by_number(self.here, at, row, self._questions)

    def _goes_on(self, _at: int, row: Row) -> bool:
        return going_on.go_on(self.here, row)

    def _head(self, at: int, row: Row) -> bool:
        """Read what stands between a benchmark's heading and its first question."""
        cell = row.alone
        if not cell or not self.here.heading or self.here.heading.questions or self._opens(at, row):
            return False
        self.here.heading.head += cell.paragraphs
        return True

    def _opens(self, at: int, row: Row) -> bool:
        """Whether a row below a complete heading is its first question, without a number."""
        assert self.here.heading  # noqa: S101 - asked only below a heading
        said = cutting.text(self.here.heading.head)
        outcome = _OUTCOME.search(said)
        done = bool(outcome and said[outcome.end() :].strip())
        return done and row.text.endswith("?") and self._question_mark(at, row) is not None

    def _unnumbered(self, at: int, row: Row) -> bool:
        mark = self._question_mark(at, row)
        cell = row.alone
        if not cell or not self.here.heading or not mark:
            return False
        self.here.add(Asked(cell.place, list(cell.paragraphs), mark), row, row.filled[0])
        return True

    def _question_mark(self, at: int, row: Row) -> str | None:
        """Say by what a row without a number would be a question, or None."""
        cell = row.alone
        if not cell:
            return None
        if row.table and _all_bold(cell.paragraphs):
            return "bold, with an odd number" if ids.ONE.match(cell.text) else "bold, without a number"
        if row.whole:
            return "a cell across the table"
        return "a paragraph before a table" if row.table == 0 and self.layout.before_table(at) else None

    def _plain(self, row: Row) -> None:
        """Read an expectation; what cannot be one is kept aside."""
        column = self.layout.text_column(row)
        cell = row.cells[column] if column is not None else None
        if not self.here.heading and not self.here.outline.summaries and row.table == 0:
            self.here.outline.opening += [one for found in row.cells if found for one in found.paragraphs]
        elif cell and column in row.filled and self.here.heading and row.table:
            self.here.add(Entry(cell.place, list(cell.paragraphs), "a row of the table"), row, column)
            if len(row.filled) > 1 and forms.says(cell.text):
                said = f"'{cell.text}' is read as an expectation: or is it a label of what stands beside it?"
                self.notes.check(said, None, cell.place)
        else:
            self.here.stray(row)


def _all_bold(paragraphs: Sequence[Paragraph]) -> bool:
    return all(run.bold for one in paragraphs for run in one.runs if run.text.strip())

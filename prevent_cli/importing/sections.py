"""Rows into an outline: which row is a benchmark's heading, a question, an expectation, or the rest of the row before."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from prevent_cli.importing import (
    arranging,
    beyond,
    columns,
    cutting,
    forms,
    going_on,
    guessing,
    ids,
    numbered,
    periods,
    ratings,
    summaries,
)
from prevent_cli.importing.by_number import by_number
from prevent_cli.importing.here import Here
from prevent_cli.importing.layout import Layout
from prevent_cli.importing.notes import Notes
from prevent_cli.importing.outline import Asked, Entry, Heading, Summary, headed

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from prevent_cli.importing.cells import Cell, Paragraph
    from prevent_cli.importing.heads import Role
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
    sorter = _Sorter(Here(Layout(rows, notes, numbers), notes), questions)
    *_, read = sorter.growing(rows)
    summaries.settle(read, notes)
    return read


def asks(rows: Sequence[Row], numbers: Mapping[int, int]) -> bool:
    """Whether the outline of these rows has a question; they are read no further than to the first."""
    notes = Notes()
    sorter = _Sorter(Here(Layout(rows, notes, numbers), notes), frozenset())
    return any(one.questions for read in sorter.growing(rows) for one in read.benchmarks)


class _Sorter:
    """Takes row after row, knowing what the rows before it were; ``questions`` are the numbers of the framework's."""

    def __init__(self, here: Here, questions: Container[str]) -> None:
        self.here = here
        self.layout = here.layout
        self.notes = here.notes
        self._questions = questions
        self._label: tuple[int, Role | None, str] = (0, None, "")
        self._number: Cell | None = None
        self._summary: tuple[int, Mapping[int, Role]] | None = None

    def growing(self, rows: Sequence[Row]) -> Iterator[Outline]:
        """Give rows their places one after the other, and the outline after each, whole after the last."""
        for at, row in enumerate(rows):
            if at and row.table != rows[at - 1].table:
                self.end(at - 1)
            self.take(at, row)
            yield self.here.outline
        self.end(len(rows) - 1)
        yield self.here.outline

    def take(self, at: int, row: Row) -> None:
        """Give a row its place."""
        if row.table in self.layout.forms:
            for line in forms.lines(row):
                self._of_form(at, line)
        else:
            self._read(at, row)

    def end(self, at: int) -> None:
        """End a table, or the lines between two, of which a row was the last: a number's words will not come any more."""
        if self._number:
            self._without_words(at, self.layout.rows[at])

    def _of_form(self, at: int, row: Row) -> None:
        """Read a row of a form, whose marks are labels."""
        before, self.notes.column = self.notes.column, "the label"
        done = self._below(at, row) or self._line(at, row)
        self.notes.column = before
        if not done:
            self._read(at, row)

    def _read(self, at: int, row: Row) -> None:
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
            self._no_item,
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
        if role and self._sums(row, role, cell):
            return True
        if not role or role == "comments":
            if ids.alone(label.text, self.layout.known):
                self._place(at, arranging.led(self.here, row, 0), asked=True)
                self.here.stray(numbered.without(row, row.filled[:2]))
            else:
                self.here.stray(row)
            return True
        if role not in {"number", "benchmark", "text"}:
            self._without_words(at, row)
        if role not in {"number", "benchmark", "text"} and not (self.here.last and self.here.table in {0, row.table}):
            self.here.stray(row)  # such as guidance on what to write where
            return True
        self.notes.label(label.text, label.place)
        if cell:
            self._said(at, numbered.only(row, {0: cell}), role, numbered.flat(label), again=True)
        return True

    def _below(self, at: int, row: Row) -> bool:
        """Read what stands below the words beside a label, which is left out or reaches down."""
        table, role, label = self._label
        first, cell = row.cells[0], forms.filled_in(row)
        if first and first.text:
            self._label = (row.table, forms.label(row), numbered.flat(first))
            return False
        if not cell or table != row.table or len(row.filled) > 1:
            return False
        if role and role not in {"number", "benchmark", "text", "comments"} and self.here.table == table:
            self._said(at, numbered.only(row, {0: cell}), role, label, again=False)
        else:
            self.here.outline.strays.append((headed(cell.place, label), list(cell.paragraphs)))
        return True

    def _sums(self, row: Row, role: Role, cell: Cell | None) -> bool:
        """Read a line that rates the benchmark whose heading stands above, before its first question."""
        heading, label = self.here.heading, row.cells[0]
        of_form = [one for one in self.layout.rows if one.table == row.table]
        if not heading or heading.questions or not label or not forms.summing(of_form):
            return False
        place = of_form[0].place
        found = next((one for one in self.here.outline.summaries if one.place == place), None)
        if not found:
            found = Summary(heading.number, place, [])
            self.here.outline.summaries.append(found)
        self.notes.label(label.text, label.place)
        summaries.say(found, role, cell)
        return True

    def _said(self, at: int, row: Row, role: Role, label: str, *, again: bool) -> None:
        """Read what stands beside a label, which ``row`` holds alone; ``again`` says that it has that label itself."""
        cell = row.cells[0]
        if not cell:
            return
        if role in {"number", "benchmark"} and self._numbers(at, row, role, cell):
            return
        asks = label.lower().startswith("question") or bool(ids.parts(cell.text))
        if role in {"number", "benchmark"} or not self.here.heading or (role == "text" and asks):
            self._place(at, self._led(row, cell), asked=role == "text")
        elif role == "text":
            self.here.add(Entry(cell.place, list(cell.paragraphs), "the label"), self._led(row, cell), 0)
        elif self.here.last:
            self._put(self.here.last, role, cell, label, again=again)
            self.here.table = row.table

    def _put(self, entry: Entry, role: Role, cell: Cell, label: str, *, again: bool) -> None:
        """Give an item what a label says of it, or of the action that the label counts."""
        if again and self.here.begin_next(entry, role):
            self.notes.assumed(f"the label '{label}' comes again and begins another action", None, cell.place)
        groups = (entry.parts, *entry.more)
        number = forms.count(label) if role in columns.BESIDE else 0
        parts = groups[number - 1] if 0 < number <= len(groups) else None
        if again and entry.more and role in columns.BESIDE and role in (parts or groups[-1]):
            self.notes.check(f"the label '{label}' comes again: of which action does it speak?", None, cell.place)
        self.here.put(entry, role, cell, label, parts)

    def _numbers(self, at: int, row: Row, role: Role, cell: Cell) -> bool:
        """Keep a number that stands alone for the words of its question; begin the benchmark of a whole one."""
        number = numbered.flat(cell)
        whole = ids.WHOLE.fullmatch(number)
        if role == "benchmark" and whole:
            self._turn(whole[1], cell)
            self.notes.label(cell.text, cell.place)
        elif ids.alone(number, self.layout.known | {ids.parts(number)[:2]}):
            self._without_words(at, row)
            self._number = cell
        else:
            return False
        return True

    def _without_words(self, at: int, row: Row) -> None:
        """Begin the item of a number whose words did not come, unless it is the one above."""
        number, self._number = self._number, None
        if number and self.here.last and ids.parts(numbered.flat(number)) == ids.parts(f"{self.here.last.number} "):
            self.notes.label(number.text, number.place)
        elif number:
            self._place(at, replace(numbered.only(row, {0: number}), own=True), asked=True)

    def _turn(self, number: str, cell: Cell) -> None:
        if self.here.heading and self.here.heading.number == number:
            return
        if any(one.number == number for one in self.here.outline.benchmarks):
            self.here.turn_to(number, cell.place)
        else:
            self.here.begin(Heading(number, cell.place, "the label"))

    def _led(self, row: Row, cell: Cell) -> Row:
        """Give a line with the number that stood alone above it in front of its words, if they have none."""
        number, self._number = self._number, None
        if number and ids.parts(cell.text):
            self.notes.label(number.text, number.place)
        if not number or ids.parts(cell.text):
            return row
        found = numbered.in_front(replace(row, cells=(number, cell)), 0, 1).cells[1]
        return replace(row, cells=(found, *row.cells[1:]), own=True)

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

    def _heads(self, at: int, row: Row) -> bool:
        if self._parted(at, row):
            return True
        named = columns.heads(row)
        guess = self.layout.guessed.get(row.table) if self.layout.begins(at) and not named else None
        found = guess.columns if guess else named
        if found is None:
            return False
        if guess:
            self.notes.check(guessing.ask(row, guess), None, row.place)
        if "benchmark" in found.values():
            self._summary = (row.table, found)
        else:
            self.layout.columns = found
            self.layout.names = {at: numbered.flat(cell) for at in found if (cell := row.cells[at])}
            self.notes.column = "the head of the column"
        if guess and not guess.sure:
            self.here.outline.strays += [(cell.place, list(cell.paragraphs)) for cell in row.cells if cell]
        else:
            for cell in filter(None, row.cells):
                self.notes.label(cell.text, cell.place)
        for said in columns.clashes(row, found):
            self.notes.once(said, row.place)
        return True

    def _parted(self, at: int, row: Row) -> bool:
        """Read a second row of heads, which names the periods of the ratings below: the latest counts."""
        before = self.layout.rows[at - 1]
        above = columns.heads(before) if at and before.table == row.table else None
        below = [one for one in self.layout.rows[at + 1 :] if one.table == row.table]
        found = columns.parted(row, above, below) if above else None
        if not found:
            return False
        last, self.layout.columns = found
        texts = {at: numbered.flat(cell) for at in row.filled if (cell := row.cells[at])}
        self.layout.names = {**self.layout.names, **texts}
        for cell in filter(None, row.cells):
            self.notes.label(cell.text, cell.place)
        others = ", ".join(f"'{text}'" for at, text in texts.items() if at != last)
        read = (
            "" if last is None else f"of the ratings side by side '{texts[last]}' is read; {others} went to 'unparsed'"
        )
        self.notes.check(read or periods.which(texts.values()), None, row.place)
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

    def _no_item(self, _at: int, row: Row) -> bool:
        """Keep aside a row that is no item, such as the overall rating, and ask what it is."""
        begun = bool(self.here.heading and self.here.heading.questions)
        asked = beyond.no_item(row, self.layout.text_column(row), begun=begun)
        if asked:
            said = ", ".join(f"'{numbered.flat(cell)}'" for cell in row.cells if cell and cell.text)
            self.notes.check(
                f"the row with {said} is read as no expectation and is in 'unparsed': {asked}", None, row.place
            )
            self.here.stray(row)
        return bool(asked)

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

"""Rows into an outline: which row is a benchmark's heading, a question, an expectation, or the rest of the row before."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from prevent_cli.importing import columns, cutting, dates, forms, ids, numbered, others, summaries
from prevent_cli.importing.outline import Asked, Entry, Heading, Outline, Part

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from prevent_cli.importing.cells import Cell, Paragraph
    from prevent_cli.importing.heads import Role
    from prevent_cli.importing.notes import Notes
    from prevent_cli.importing.rows import Row

_OUTCOME = re.compile(r"\boutcomes?\s*[:;\u2013-]", re.IGNORECASE)


def outline(
    rows: Sequence[Row], notes: Notes, numbers: Mapping[int, int], questions: Container[str] = frozenset()
) -> Outline:
    """Sort a document's rows. Every row ends in a field of the outline, in a label of ``notes`` or in the strays.

    ``numbers`` gives the column that holds its items' numbers, for each table that has one; ``questions`` are the
    numbers of the framework's.
    """
    sorter = _Sorter(rows, notes, numbers, questions)
    for at, row in enumerate(rows):
        sorter.take(at, row)
    summaries.settle(sorter.outline, notes)
    return sorter.outline


class _Sorter:
    """Takes row after row, knowing what the rows before it were."""

    def __init__(
        self, rows: Sequence[Row], notes: Notes, numbers: Mapping[int, int], questions: Container[str]
    ) -> None:
        self.outline = Outline()
        self.notes = notes
        self._rows = rows
        self._numbers = numbers
        self._framework = questions
        self._width = max((len(one.cells) for one in rows), default=0)
        self._columns: Mapping[int, Role] | None = None
        self._summary: tuple[int, Mapping[int, Role]] | None = None
        self._others = others.other_tables(rows)
        self._forms = forms.forms(rows)
        self._ahead = _majors(rows, self._others)
        self._headed = _headed(rows)
        self._known = numbered.numbers(rows, numbers)
        self._own = False
        self._heading: Heading | None = None
        self._question: Asked | None = None
        self._last: Entry | None = None

    def take(self, at: int, row: Row) -> None:
        """Give a row its place."""
        if row.table in self._forms and self._line(at, row):
            return
        asked, rest = self._apart(row)
        if asked:
            self._place(at, asked, asked=True)
        self._place(at, rest, asked=False)

    def _place(self, at: int, row: Row, *, asked: bool) -> None:
        row = self._arranged(at, row)
        if asked and self._asked(at, row):
            return
        steps = (
            self._other,
            self._summaries,
            self._heads,
            self._benchmark,
            self._numbered,
            self._rest,
            self._head,
            self._unnumbered,
        )
        if not any(step(at, row) for step in steps):
            self._plain(row)

    def _apart(self, row: Row) -> tuple[Row | None, Row]:
        """Take the question out of a row that has a column for it beside that of its expectations; not a second time."""
        text, column = (
            self._text_column(row),
            next((at for at, one in self._roles(row).items() if one == "question"), -1),
        )
        cell = row.cells[column] if 0 <= column < len(row.cells) else None
        if text is None or not cell or not cell.text or columns.heads(row):
            return None, row
        rest = numbered.without(row, {column})
        if self._question and cutting.text(cell.paragraphs) == cutting.text(self._question.text):
            self.notes.label(cell.text, cell.place)
            return None, rest
        number = self._numbers.get(row.table)
        beside = row.cells[number] if number is not None else None
        if number is None or not beside or len(ids.parts(numbered.flat(beside))) != 2:
            return numbered.only(row, {text: cell}), rest
        return numbered.only(row, {text: cell, number: beside}), numbered.without(rest, {number})

    def _asked(self, at: int, row: Row) -> bool:
        """Read a question that a column of its own holds."""
        column = self._text_column(row) or 0
        if self._numbered(at, row):
            return True
        if not self._heading or not (cell := row.cells[column]):
            return False
        self._add(Asked(cell.place, list(cell.paragraphs), self.notes.column), row, column)
        return True

    def _line(self, at: int, row: Row) -> bool:
        """Read a line of a form, whose label says what stands beside it; one with a label that nobody knows is kept aside."""
        role, label, cell = forms.label(row), row.cells[0], forms.filled_in(row)
        if not label or not (role or cell) or (not role and ids.NUMBER.match(label.text)):
            return False
        if not role or role == "comments":
            if ids.alone(label.text, self._known):
                self._place(at, forms.led(row), asked=True)
            else:
                self._stray(row)
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
        if role in {"number", "benchmark"} or not self._heading or (role == "text" and asks):
            self._place(at, row, asked=role == "text")
        elif role == "text":
            self._add(Entry(cell.place, list(cell.paragraphs), "the label"), row, 0)
        elif self._last:
            self._put(self._last, role, cell)
        else:
            self._stray(row)

    def _arranged(self, at: int, row: Row) -> Row:
        """Give a row with the number of its item, and words that stand alone across it, in the column of words."""
        text, column = self._text_column(row), self._numbers.get(row.table)
        self._own = False
        if text is None:
            return row
        if text != column:
            numbers = {at for at, role in self._roles(row).items() if role == "number"} | {column}
            row = numbered.across(row, text, numbers)
        cell = row.cells[column] if column is not None else None
        if column is None or not cell:
            return row
        self._own = cell.columns == 1 and ids.alone(numbered.flat(cell), self._known)
        if text == column or not (self._own or self._names(at, row, cell, text)):
            return row
        if self._own and numbered.twice(row, column, text):
            self.notes.label(cell.text, cell.place)
        return numbered.in_front(row, column, text)

    def _names(self, at: int, row: Row, cell: Cell, text: int) -> bool:
        """Whether a whole number is that of a benchmark, whose name alone stands beside it and whose questions follow."""
        number = ids.WHOLE.fullmatch(numbered.flat(cell))
        if not number or cell.columns > 1 or len(row.filled) != 2 or text not in row.filled:
            return False
        if self._heading and self._heading.number == number[1]:
            return not self._heading.questions
        return self._ahead[at] == number[1] and self._headed.get(number[1], -1) < at

    def _other(self, at: int, row: Row) -> bool:
        """Keep aside the rows of a table that is no part of the assessment; its first says so."""
        kind = self._others.get(row.table)
        if not kind:
            return False
        if self._rows[at - 1].table != row.table:
            heads = ", ".join(f"'{numbered.flat(cell)}'" for cell in row.cells if cell and cell.text)
            said = f"the table with {heads} is {kind} and is in 'unparsed': give what it says to the items it is about"
            self.notes.check(said, None, row.place)
        self._stray(row)
        return True

    def _stray(self, row: Row) -> None:
        self.outline.strays += [(one.place, list(one.paragraphs)) for one in row.cells if one and one.text]

    def _summaries(self, _at: int, row: Row) -> bool:
        if self._summary and self._summary[0] == row.table:
            found = [summaries.in_row(row, self._summary[1], self.notes)]
            self.outline.strays += summaries.beside(row, self._summary[1]) if any(found) else []
        else:
            found = [summaries.in_cell(cell, self.notes) for cell in row.cells if cell and cell.text]
        if not any(found):
            return False
        self.outline.summaries += [one for one in found if one]
        if not (self._summary and self._summary[0] == row.table):
            cells = [cell for cell in row.cells if cell and cell.text]
            for cell, one in zip(cells, found, strict=True):
                if one is None:
                    self.outline.strays.append((cell.place, list(cell.paragraphs)))
        return True

    def _heads(self, _at: int, row: Row) -> bool:
        found = columns.heads(row)
        if found is None:
            return False
        if "benchmark" in found.values():
            self._summary = (row.table, found)
        else:
            self._columns = found
            self.notes.column = "the head of the column"
        for cell in row.cells:
            if cell and cell.text:
                self.notes.label(cell.text, cell.place)
        return True

    def _benchmark(self, at: int, row: Row) -> bool:
        cell = row.alone
        if not cell:
            return False
        found = ids.HEADING.match(cell.text)
        mark = "the heading's word"
        if found and not found[0].lower().startswith("benchmark") and found[1] != self._ahead[at]:
            return False  # such as 'Section 47: …', which names a law
        if not found:
            found = ids.ONE.match(cell.text)
            mark = "the number of a question below"
            current = self._heading.number if self._heading else None
            if not found or found[1] != self._ahead[at] or found[1] == current:
                return False
        self._begin(Heading(found[1], cell.place, mark))
        assert self._heading  # noqa: S101 - it was just begun
        self.notes.label(found[0], cell.place)
        self._heading.head += cutting.between(cell.paragraphs, found.end())
        return True

    def _begin(self, heading: Heading) -> None:
        self._heading, self._question, self._last = heading, None, None
        self.outline.benchmarks.append(heading)

    def _numbered(self, at: int, row: Row) -> bool:
        column = self._text_column(row)
        cell = row.cells[column] if column is not None and column in row.filled else None
        found = ids.NUMBER.match(cell.text + " " * self._own) if cell else None
        if not found or cell is None:
            return False
        major, minor, third = str(int(found[1])), str(int(found[2])), found[3]
        if self._heading is None or major != self._heading.number:
            if not (self._own or (self._elsewhere(at, row, found) if third else self._follows(major, minor))):
                return self._odd(row) or self._unknown(row, found)
            self._turn_to(major, cell.place)
        number = f"{major}.{minor}"
        sure = self._own or not ids.doubtful(found) or self._begins_next(found)
        if third and not (self._turn_to_question(number, cell.place, sure=sure) or row.table):
            return False
        number = f"{number}.{int(third)}" if third else number
        entry = (Entry if third else Asked)(cell.place, list(cell.paragraphs), "number", number, found.end())
        self._add(entry, row, column)
        return True

    def _begins_next(self, found: re.Match[str]) -> bool:
        """Whether the number in front of an expectation is the first of the first question, or of that after another."""
        minor, third = int(found[2]), int(found[3] or 0)
        there = self._heading.questions if self._heading else []
        before = f"{int(found[1])}.{minor - 1}"
        return third == 1 and (minor == 1 or any(one.number == before for one in there))

    def _elsewhere(self, at: int, row: Row, found: re.Match[str]) -> bool:
        """Whether the number in front of an expectation is surely that of another benchmark, without a heading to come."""
        number = str(int(found[1]))
        there = any(one.number == number for one in self.outline.benchmarks)
        comes = self._ahead[at] == number and self._headed.get(number, -1) < at
        summed = any(str(int(one.number)) == number for one in self.outline.summaries)
        framed = f"{number}.{int(found[2])}" in self._framework
        sure = there or comes or summed or framed or self._begins_run(at, number, found)
        return bool(row.table and self._heading and sure) and not ids.doubtful(found)

    def _begins_run(self, at: int, number: str, found: re.Match[str]) -> bool:
        """Whether an expectation is the first of the benchmark after this, and the next number is that benchmark's too."""
        if not self._heading:
            return False
        after = next(filter(None, (ids.parts(row.text) for row in self._rows[at + 1 :])), ())
        first = int(found[2]) == int(found[3]) == 1 and int(number) == int(self._heading.number) + 1
        return first and after[:1] == (int(number),)

    def _unknown(self, row: Row, found: re.Match[str]) -> bool:
        """Say of an expectation whose number is no known benchmark's that it stays here; it is read like one without."""
        if row.table and found[3] and self._heading and not ids.doubtful(found):
            said = f"the number {found[0].strip()} is of no benchmark that is known; its row is read below {self._heading.number}"
            self.notes.check(said, None, row.place)
        return False

    def _follows(self, major: str, minor: str) -> bool:
        return self._heading is None or (int(major) == int(self._heading.number) + 1 and minor == "1")

    def _turn_to(self, number: str, place: str) -> None:
        """Go on below the benchmark of a number, which may have no heading."""
        found = next((one for one in self.outline.benchmarks if one.number == number), None)
        if found:
            self._heading, self._question, self._last = found, None, None
        else:
            self._begin(Heading(number, place, "the number of a question below"))

    def _turn_to_question(self, number: str, place: str, *, sure: bool) -> bool:
        """Go on below the question that the number of an expectation names; False if there is none above one in doubt.

        A question above without a number gets this one. Where there is none, one without words is made. Both only
        where the number is ``sure``; else the question stays that above.
        """
        assert self._heading  # noqa: S101 - expectations stand below headings only
        found = next((one for one in self._heading.questions if one.number == number), None)
        if not found and not sure:
            return self._question is not None
        if not found and self._question and not self._question.number:
            found = self._question
            found.number = number
        if not found:
            found = Asked(place, [], "number", number)
            self._heading.questions.append(found)
            self.notes.assumed("the numbers below it name this question, which has no words of its own", number, place)
        self._question = found
        return True

    def _odd(self, row: Row) -> bool:
        """Read a question whose number is another benchmark's."""
        cell = row.alone
        if not cell or not self._heading:
            return False
        self._add(Asked(cell.place, list(cell.paragraphs), "an odd number"), row, 0)
        self.notes.check(f"this question's number does not fit benchmark {self._heading.number}", None, cell.place)
        return True

    def _rest(self, _at: int, row: Row) -> bool:
        """Read what goes on from the row before: columns beside an empty first one, or a sentence over a page."""
        if not self._last:
            return False
        column = self._text_column(row)
        if row.table and (column is None or column not in row.filled):
            self._go_on(row, None)
            return True
        first = row.cells[column or 0]
        if row.broken and first and cutting.goes_on(cutting.text(self._last.text), first.text):
            self._go_on(row, column or 0)
            return True
        return False

    def _go_on(self, row: Row, column: int | None) -> None:
        assert self._last  # noqa: S101 - there is something to go on from
        if column is not None:
            cell = row.cells[column]
            self._last.text = cutting.joined(self._last.text, cell.paragraphs if cell else ())
        acts = not row.broken and self._acts(self._last, row)
        if acts:
            self._last.more.append(self._shared(self._last, row))
        self._parts(self._last, row, column)
        where = "after a page's end" if row.broken else "with an empty first column"
        what = "another action" if acts else "the rest"
        self.notes.assumed(f"a row {where} is read as {what} of the row before", None, row.place)

    def _acts(self, entry: Entry, row: Row) -> bool:
        """Whether a row that belongs to the item above has an action of its own, and its owner, date or state.

        A sentence that goes on is none, unless a cell above reaches down: then the document itself has two rows.
        """
        cells = {role: cell for at, role in self._roles(row).items() if at in row.filled and (cell := row.cells[at])}
        known = (entry.parts, *entry.more)[-1]
        beside = any(_of_action(role, one.text) for role, one in cells.items() if role != "actions")
        if "actions" not in cells or not (beside or self._shared(entry, row)):
            return False
        before = cutting.text(known["actions"].paragraphs) if "actions" in known else ""
        begun = bool(before) or any(one in known for one in columns.BESIDE)
        return begun and (bool(row.above) or not cutting.goes_on(before, cells["actions"].text))

    def _shared(self, entry: Entry, row: Row) -> dict[Role, Part]:
        """Give what cells above that reach down into a row say of its action too, such as one owner for both."""
        roles, known = self._roles(row), (entry.parts, *entry.more)[-1]
        below = {role for at in row.above if (role := roles.get(at)) in columns.BESIDE}
        return {role: replace(part, again=True) for role, part in known.items() if role in below}

    def _head(self, at: int, row: Row) -> bool:
        """Read what stands between a benchmark's heading and its first question."""
        cell = row.alone
        if not cell or not self._heading or self._heading.questions or self._opens(at, row):
            return False
        self._heading.head += cell.paragraphs
        return True

    def _opens(self, at: int, row: Row) -> bool:
        """Whether a row below a complete heading is its first question, without a number."""
        assert self._heading  # noqa: S101 - asked only below a heading
        said = cutting.text(self._heading.head)
        outcome = _OUTCOME.search(said)
        done = bool(outcome and said[outcome.end() :].strip())
        return done and row.text.endswith("?") and self._question_mark(at, row) is not None

    def _unnumbered(self, at: int, row: Row) -> bool:
        mark = self._question_mark(at, row)
        cell = row.alone
        if not cell or not self._heading or not mark:
            return False
        self._add(Asked(cell.place, list(cell.paragraphs), mark), row, 0)
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
        after = self._rows[at + 1] if at + 1 < len(self._rows) else None
        before = row.table == 0 and after and len(after.filled) > 1 and after.table not in self._others
        return "a paragraph before a table" if before else None

    def _plain(self, row: Row) -> None:
        """Read an expectation; what cannot be one is kept aside."""
        column = self._text_column(row)
        cell = row.cells[column] if column is not None else None
        if not self._heading and not self.outline.summaries and row.table == 0:
            self.outline.opening += [one for found in row.cells if found for one in found.paragraphs]
        elif cell and column in row.filled and self._heading and row.table:
            self._add(Entry(cell.place, list(cell.paragraphs), "a row of the table"), row, column)
        else:
            self._stray(row)

    def _text_column(self, row: Row) -> int | None:
        """Give the column of the items' words; where there is none, that of their numbers."""
        roles = self._roles(row)
        found = (at for at, role in roles.items() if role == "text" and at < len(row.cells))
        return next(found, self._numbers.get(row.table))

    def _roles(self, row: Row) -> Mapping[int, Role]:
        if row.table == 0 or row.table in self._forms:
            return {0: "text"}
        column = self._numbers.get(row.table)
        known = self._columns
        if known and (column is None or known.get(column, "number") == "number"):
            return known
        return columns.usual(self._width, column)

    def _assume_columns(self, row: Row) -> None:
        """Say once that columns are taken as usual, where something stands in them before any head was seen."""
        if self._columns is None and row.table:
            self._columns = self._roles(row)
            number = "number, " if row.table in self._numbers else ""
            self.notes.assumed(
                f"no row of heads names the columns; they are taken as {number}expectation, evidence, action and rating",
                None,
                row.place,
            )

    def _add(self, entry: Entry, row: Row, column: int | None) -> None:
        assert self._heading  # noqa: S101 - items are added below headings only
        self._parts(entry, row, column)
        self._last = entry
        if isinstance(entry, Asked):
            self._ask(self._heading, entry)
            return
        if not self._question:
            self._question = Asked(entry.place, [], "no mark")
            self._heading.questions.append(self._question)
            self.notes.check("these expectations stand below no question", None, entry.place)
        self._question.expectations.append(entry)

    def _ask(self, heading: Heading, asked: Asked) -> None:
        """Begin a question, or give its words to one that was known by its number alone."""
        found = next((one for one in heading.questions if asked.number and one.number == asked.number), None)
        if found and not found.text and not found.parts:
            asked.expectations = found.expectations
            heading.questions[heading.questions.index(found)] = asked
        else:
            heading.questions.append(asked)
        self._question = asked

    def _parts(self, entry: Entry, row: Row, column: int | None) -> None:
        roles = self._roles(row)
        for at in row.filled:
            cell = row.cells[at]
            role = roles.get(at, "unknown")
            if at == column or not cell:
                continue
            self._assume_columns(row)
            self._put(entry, role, cell)

    def _put(self, entry: Entry, role: Role, cell: Cell) -> None:
        if role in {"number", "question", "text", "unknown", "benchmark", "comments"}:
            self.outline.strays.append((cell.place, list(cell.paragraphs)))
            return
        parts = (entry.parts, *entry.more)[-1] if _of_action(role, cell.text) else entry.parts
        if role in parts:
            parts[role].paragraphs = cutting.joined(parts[role].paragraphs, cell.paragraphs)
        else:
            parts[role] = Part(list(cell.paragraphs), cell.place, cell.rows)


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


def _of_action(role: Role, text: str) -> bool:
    """Whether a column speaks of an action; that of colours does where it holds a date."""
    return role in {"actions", *columns.BESIDE} or (role == "rag" and dates.parsed(text) is not None)


def _all_bold(paragraphs: Sequence[Paragraph]) -> bool:
    return all(run.bold for one in paragraphs for run in one.runs if run.text.strip())

"""Questions and expectations that are known by the number in front of them, and where they belong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.importing import ids
from prevent_cli.importing.outline import Asked, Entry

if TYPE_CHECKING:
    import re
    from collections.abc import Container

    from prevent_cli.importing.here import Here
    from prevent_cli.importing.rows import Row


def by_number(here: Here, at: int, row: Row, questions: Container[str]) -> bool:
    """Read a question or an expectation by its number; ``questions`` are the numbers of the framework's. False for others."""
    column = here.layout.text_column(row)
    cell = row.cells[column] if column is not None and column in row.filled else None
    found = ids.NUMBER.match(cell.text + " " * row.own) if cell else None
    if not found or cell is None:
        return False
    major, minor, third = str(int(found[1])), str(int(found[2])), found[3]
    if here.heading is None or major != here.heading.number:
        if not (row.own or (_elsewhere(here, at, row, found, questions) if third else _follows(here, major, minor))):
            return _odd(here, row) or _unknown(here, row, found)
        here.turn_to(major, cell.place)
    number = f"{major}.{minor}"
    sure = row.own or not ids.doubtful(found) or _begins_next(here, found)
    if third and not (here.turn_to_question(number, cell.place, sure=sure) or row.table):
        return False
    number = f"{number}.{int(third)}" if third else number
    entry = (Entry if third else Asked)(cell.place, list(cell.paragraphs), "number", number, found.end())
    here.add(entry, row, column)
    return True


def _begins_next(here: Here, found: re.Match[str]) -> bool:
    """Whether the number in front of an expectation is the first of the first question, or of that after another."""
    minor, third = int(found[2]), int(found[3] or 0)
    there = here.heading.questions if here.heading else []
    before = f"{int(found[1])}.{minor - 1}"
    return third == 1 and (minor == 1 or any(one.number == before for one in there))


def _elsewhere(here: Here, at: int, row: Row, found: re.Match[str], questions: Container[str]) -> bool:
    """Whether the number in front of an expectation is surely that of another benchmark, without a heading to come."""
    number = str(int(found[1]))
    there = any(one.number == number for one in here.outline.benchmarks)
    comes = here.layout.comes(at, number)
    summed = any(str(int(one.number)) == number for one in here.outline.summaries)
    framed = f"{number}.{int(found[2])}" in questions
    sure = there or comes or summed or framed or _begins_run(here, at, number, found)
    return bool(row.table and here.heading and sure) and not ids.doubtful(found)


def _begins_run(here: Here, at: int, number: str, found: re.Match[str]) -> bool:
    """Whether an expectation is the first of the benchmark after this, and the next number is that benchmark's too."""
    if not here.heading:
        return False
    after = next(filter(None, (ids.parts(row.text) for row in here.layout.rows[at + 1 :])), ())
    first = int(found[2]) == int(found[3]) == 1 and int(number) == int(here.heading.number) + 1
    return first and after[:1] == (int(number),)


def _unknown(here: Here, row: Row, found: re.Match[str]) -> bool:
    """Say of an expectation whose number is no known benchmark's that it stays here; it is read like one without."""
    if row.table and found[3] and here.heading and not ids.doubtful(found):
        said = f"the number {found[0].strip()} is of no benchmark that is known; its row is read below {here.heading.number}"
        here.notes.check(said, None, row.place)
    return False


def _follows(here: Here, major: str, minor: str) -> bool:
    return here.heading is None or (int(major) == int(here.heading.number) + 1 and minor == "1")


def _odd(here: Here, row: Row) -> bool:
    """Read a question whose number is another benchmark's."""
    cell = row.alone
    if not cell or not here.heading:
        return False
    here.add(Asked(cell.place, list(cell.paragraphs), "an odd number"), row, row.filled[0])
    here.notes.check(f"this question's number does not fit benchmark {here.heading.number}", None, cell.place)
    return True

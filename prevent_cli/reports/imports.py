"""An import: what was recognised and how surely, what was assumed, what to check, what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.authoring.items import every
from prevent_cli.importing.notes import MARKS, PLURALS, Level
from prevent_cli.reports import json, prose
from prevent_cli.reports.markdown_text import bullets, escape, table
from prevent_cli.reports.screen import Screen, lines
from prevent_cli.reports.words import count

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from prevent_cli.importing.notes import Confidence, Note
    from prevent_cli.importing.recognise import Imported

HEADINGS: dict[Level, str] = {"check": "To check", "assumed": "Assumed", "left out": "Left out"}
"""What the notes of each level stand under, in the order in which they matter."""

PLAIN = Screen()


def summary(done: Imported) -> str:
    """Say in a line how much was recognised."""
    items = [kind.__name__ for kind, _ in every(done.data)]
    parts = [count(items.count(name), name.lower()) for name in ("Benchmark", "Question", "Expectation")]
    return f"{', '.join(parts)} and {count(_actions(done), 'action')} from {done.name}"


def _actions(done: Imported) -> int:
    return sum(len(item.get("actions") or ()) for _, item in every(done.data))


def words(done: Imported) -> str:
    """Say in a line where the document's words went."""
    book = done.ledger
    lost = f"{count(len(book.missing), 'word')} found no place" if book.missing else "none is lost"
    return (
        f"{count(book.words, 'word')}, {lost}: {book.in_fields} in fields, {book.labels} that became structure, "
        f"{book.repeated} that pages repeat, {book.unparsed} in 'unparsed'"
    )


def recognised(done: Imported) -> Iterator[tuple[str, int, str, Confidence]]:
    """Give each kind of thing with how many were recognised by each mark, and how sure that mark is."""
    for kind, marks in done.notes.found.items():
        for mark, number in marks.most_common():
            if mark != "no mark":
                yield kind, number, mark, MARKS[mark]


def likeness(done: Imported) -> str | None:
    """Say in a line how alike the document's words are to the framework's, None without a framework."""
    found = sorted(done.notes.likeness.values())
    if not found:
        return None
    middle = found[len(found) // 2]
    return (
        f"{count(len(found), 'text')} against the framework's of the same id: from {found[0]:.0%} of words in common "
        f"to {found[-1]:.0%}, {middle:.0%} in the middle"
    )


def text(done: Imported, screen: Screen = PLAIN) -> str:
    """Give the report for a terminal or a pipe."""
    made = [words(done), "", screen.paint("Recognised in the document", "bold")]
    made += [
        f"- {count(number, kind, PLURALS.get(kind, ''))}, by {mark} ({sure} confidence)"
        for kind, number, mark, sure in recognised(done)
    ]
    alike = likeness(done)
    made += [f"- {alike}"] if alike else []
    for level, heading in HEADINGS.items():
        notes = [one for one in done.notes.notes if one.level == level]
        if notes:
            made += ["", screen.paint(f"{heading} ({len(notes)})", "bold")]
            made += [line for one in notes for line in lines(_sentence(one), "- ", screen)]
    return "\n".join(made) + "\n"


def _sentence(note: Note) -> str:
    where = ", ".join(one for one in (note.at, note.place) if one)
    return f"{where}: {note.message}" if where else note.message


def as_markdown(done: Imported, _screen: Screen = PLAIN) -> str:
    """Give the report as Markdown."""
    rows = [[kind, str(number), _shown(mark), sure] for kind, number, mark, sure in recognised(done)]
    made = [f"# Import of {_shown(done.name)}", f"{_shown(summary(done))}.", f"{words(done)}."]
    made += ["## Recognised in the document", table(("What", "How many", "By", "Confidence"), rows)]
    alike = likeness(done)
    made += [f"{alike}."] if alike else []
    for level, heading in HEADINGS.items():
        notes = [_shown(_sentence(one)) for one in done.notes.notes if one.level == level]
        made += [f"## {heading}", bullets(notes)] if notes else []
    return "\n\n".join(made) + "\n"


def _shown(text: str) -> str:
    return escape(prose.clean(" ".join(text.split())))


def as_json(done: Imported, _screen: Screen = PLAIN) -> str:
    """Give the report as one object."""
    book = done.ledger
    return json.text(
        {
            "source": done.name,
            "format": done.format,
            "organisation": done.data["organisation"]["name"],
            "period": done.data["period"],
            "actions": _actions(done),
            "words": {
                "source": book.words,
                "fields": book.in_fields,
                "structure": book.labels,
                "repeated": book.repeated,
                "unparsed": book.unparsed,
                "lost": list(book.missing),
            },
            "recognised": [
                {"kind": kind, "number": number, "by": mark, "confidence": sure}
                for kind, number, mark, sure in recognised(done)
            ],
            "likeness": {name: round(value, 2) for name, value in done.notes.likeness.items()},
            "notes": [
                {"level": one.level, "at": one.at, "place": one.place, "message": one.message}
                for one in done.notes.notes
            ],
        }
    )


FORMATS: dict[str, Callable[[Imported, Screen], str]] = {".md": as_markdown, ".json": as_json, ".txt": text}
"""The report's formats by the ending of its file."""

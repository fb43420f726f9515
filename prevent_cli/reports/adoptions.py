"""A foreign framework that was made ours: what was assumed and left out, and what became of its ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.reports import csv
from prevent_cli.reports.screen import Screen, lines, safe
from prevent_cli.reports.words import count

if TYPE_CHECKING:
    from prevent_cli.importing.levels import Adopted


def summary(made: Adopted) -> str:
    """Say in a line what was made of what."""
    questions = [one for benchmark in made.data["benchmarks"] for one in benchmark["questions"]]
    expectations = sum(len(one.get("expectations", ())) for one in questions)
    parts = (
        count(len(made.data["benchmarks"]), "benchmark"),
        count(len(questions), "question"),
        count(expectations, "expectation"),
    )
    return f"the framework {made.data['id']} with {', '.join(parts)}, from this {made.kind}"


def text(made: Adopted, screen: Screen) -> str:
    """Give the report, a line for each thing."""
    said = [line for one in made.notes for line in lines(one, "- ", screen)]
    return safe("\n".join(["ids are by position; the old one stands in brackets before the words", *said])) + "\n"


def ids(made: Adopted) -> str:
    """Give the table of ids as CSV: the new one, the old one, its full name, and the old ids that lead to it."""
    rows = [[one.new, one.old, one.source, one.path] for one in made.ids]
    return csv.lines([["id", "old_id", "source", "path"], *rows])

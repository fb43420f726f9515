"""What the tests of imports share: a document as text, and the toolkit it becomes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from prevent_cli.importing.readers import read
from prevent_cli.importing.recognise import Imported, Wanted, recognise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.model.framework import Framework

Data = dict[str, Any]
HEADS = "Expectation\tEvidence\tAction\tRAG\n"
_WORD = re.compile(r"[^\W_]+")


def imported(
    text: str, name: str = "paper.txt", framework: Framework | None = None, *, merge: bool = False
) -> Imported:
    """Import a document that names neither its body nor its period."""
    wanted = Wanted("Testshire Council", period="Dec 2021", merge=merge)
    return recognise(read(text.encode(), name), name, framework, wanted)


def below_question(rows: str, *, heads: str = HEADS) -> Data:
    """Give question 1.1 of a document whose benchmark 1 has these rows below that question."""
    found: Data = imported(f"Benchmark 1\n1. It works. Outcome: Good.\n1.1 Does it?\t\t\t\n{heads}{rows}").data
    question: Data = found["benchmarks"][0]["questions"][0]
    return question


def action(cell: str) -> Data:
    """Give the one action of a cell."""
    (found,) = below_question(f"Is it?\tYes\t{cell}\t\n")["expectations"][0]["actions"]
    made: Data = found
    return made


def messages(done: Imported, level: str) -> list[str]:
    """Give the notes of a level, each as a sentence."""
    return [one.message for one in done.notes.notes if one.level == level]


def items(data: Data, key: str) -> Iterator[Data]:
    """Give what every item has under a key that holds a list, such as actions."""
    for benchmark in data["benchmarks"]:
        for question in benchmark["questions"]:
            for one in (question, *question.get("expectations", [])):
                yield from one.get(key) or ()


def words(text: str) -> list[str]:
    """Give the words of a text."""
    return _WORD.findall(text)

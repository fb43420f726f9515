"""A question with expectations carries an answer of its own.

`answer`, `reason` and `essential` belong to a question only where it has no expectations.
Where it has some, each of those is answered by itself: what the question says is counted in
no rating and shown in no report.

Example: 1.4 has `answer: not met`, and its only expectation 1.4.1 has `answer: met`.

Mend it by moving the key to the expectation that it is about, or by removing it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Question, Toolkit

CODE = "question-answer-unused"
LEVEL: Level = "warning"


def check(toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every answer, reason and essential that a question's expectations leave without effect."""
    for place, benchmark in enumerate(toolkit.benchmarks):
        for number, question in enumerate(benchmark.questions):
            for key in _own(question):
                if question.expectations or question.id not in context.answered:
                    yield Problem(
                        CODE,
                        f"'{key}' of {question.id} has no effect, as each of its expectations is answered by itself",
                        "move it to the expectation that it is about, or remove it",
                        ("benchmarks", place, "questions", number, key),
                        LEVEL,
                    )


def _own(question: Question) -> Iterator[str]:
    if question.answer is not None:
        yield "answer"
    if question.reason is not None:
        yield "reason"
    if question.essential is not None:
        yield "essential"

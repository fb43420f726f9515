"""A new toolkit: the framework's tree with its words, and nothing answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prevent_cli.authoring import prose
from prevent_cli.authoring.shape import canonical
from prevent_cli.model.toolkit import Toolkit

if TYPE_CHECKING:
    from prevent_cli.model.framework import Framework, FrameworkBenchmark, FrameworkExpectation, FrameworkQuestion

Data = dict[str, Any]


def fresh(framework: Framework, organisation: Data, period: str, audience: str) -> Data:
    """Give the data of a toolkit that nobody has begun: every item of the framework with its wording."""
    return canonical(
        Toolkit,
        {
            "format": "toolkit/1",
            "title": framework.title,
            "organisation": organisation,
            "framework": framework.id,
            "period": period,
            "audience": audience,
            "benchmarks": [_benchmark(one) for one in framework.benchmarks],
        },
    )


def worded(data: Data, framework: Framework) -> int:
    """Write the framework's words into items that have none of their own; give how many texts that were."""
    return _into(data["benchmarks"], [_benchmark(one) for one in framework.benchmarks])


def _into(items: list[Data], known: list[Data]) -> int:
    """Fill in texts that are missing, level by level. New keys stand after the id."""
    words = {one["id"]: one for one in known}
    number = 0
    for item in items:
        given = words.get(item["id"], {})
        new = {key: text for key, text in given.items() if isinstance(text, str) and key not in item}
        number += len(new)
        merged = {
            "id": item["id"],
            **{key: item.get(key, text) for key, text in given.items() if isinstance(text, str)},
        }
        rest = {key: value for key, value in item.items() if key not in merged}
        item.clear()
        item.update(merged | rest)
        for below in ("questions", "expectations"):
            number += _into(item.get(below) or [], given.get(below) or [])
    return number


def _benchmark(given: FrameworkBenchmark) -> Data:
    texts = {"title": given.title, "statement": _prose(given.statement), "outcome": _prose(given.outcome)}
    questions = [_question(one) for one in given.questions]
    return {"id": given.id, **{key: text for key, text in texts.items() if text}, "questions": questions}


def _question(given: FrameworkQuestion) -> Data:
    made: Data = {"id": given.id, "text": prose.written(given.text)}
    return made | ({"expectations": [_expectation(one) for one in given.expectations]} if given.expectations else {})


def _expectation(given: FrameworkExpectation) -> Data:
    return {"id": given.id, "text": prose.written(given.text)}


def _prose(text: str | None) -> str | None:
    return prose.written(text) if text else None

"""Frameworks: a list of them, or one as an outline."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Any

from prevent_cli.reports import json
from prevent_cli.reports.screen import Screen, safe, table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from prevent_cli.model.crosswalk import Crosswalk
    from prevent_cli.model.framework import Framework


def sizes(framework: Framework) -> tuple[int, int, int]:
    """Count a framework's benchmarks, questions and expectations."""
    questions = [question for benchmark in framework.benchmarks for question in benchmark.questions]
    return len(framework.benchmarks), len(questions), sum(len(question.expectations) for question in questions)


def as_table(frameworks: Sequence[Framework], _crosswalks: Sequence[Crosswalk], screen: Screen) -> str:
    """Give a line a framework."""
    columns = ["Id", "Title", "Publisher", "Edition", "Benchmarks", "Questions", "Expectations"]
    rows = [[one.id, one.title, one.publisher or "", one.edition or "", *map(str, sizes(one))] for one in frameworks]
    return table(screen, columns, rows, wide=1)


def as_json(frameworks: Sequence[Framework], crosswalks: Sequence[Crosswalk], _screen: Screen) -> str:
    """Give the facts of each framework, how much is in it, and from and to which others a crosswalk leads."""
    return json.text([_facts(one, crosswalks) for one in frameworks])


def _facts(framework: Framework, crosswalks: Sequence[Crosswalk]) -> dict[str, Any]:
    facts = framework.model_dump(include={"id", "title", "aka", "publisher", "edition", "licence", "nations", "about"})
    names = ("benchmarks", "questions", "expectations")
    ways = {"upgrades_from": _older(framework, crosswalks), "upgrades_to": _newer(framework, crosswalks)}
    return facts | dict(zip(names, sizes(framework), strict=True)) | ways


def _older(framework: Framework, crosswalks: Sequence[Crosswalk]) -> list[str]:
    return list(dict.fromkeys(one.old for one in crosswalks if one.new == framework.id))


def _newer(framework: Framework, crosswalks: Sequence[Crosswalk]) -> list[str]:
    return list(dict.fromkeys(one.new for one in crosswalks if one.old == framework.id))


FORMATS: dict[str, Callable[[Sequence[Framework], Sequence[Crosswalk], Screen], str]] = {
    "table": as_table,
    "json": as_json,
}


def one_framework(framework: Framework, crosswalks: Sequence[Crosswalk]) -> str:
    """Give one framework as an outline of everything it asks."""
    lines = [f"{framework.id}: {framework.title}"]
    lines += [f"{label}: {value}" for label, value in _head(framework, crosswalks) if value]
    lines += ["", *(framework.about or "").strip().splitlines()]
    for benchmark in framework.benchmarks:
        lines += ["", f"{benchmark.id} {benchmark.title}", *_wrapped(benchmark.statement, 2)]
        for question in benchmark.questions:
            lines += _wrapped(f"{question.id} {question.text}", 2)
            for expectation in question.expectations:
                lines += _wrapped(f"{expectation.id} {expectation.text}", 4)
    return safe("\n".join(lines)) + "\n"


def _head(framework: Framework, crosswalks: Sequence[Crosswalk]) -> list[tuple[str, str | None]]:
    return [
        ("Also known as", ", ".join(framework.aka)),
        ("Publisher", framework.publisher),
        ("Edition", framework.edition),
        ("Nations", ", ".join(framework.nations)),
        ("Licence", " ".join((framework.licence or "").split())),
        ("Upgrade from", ", ".join(_older(framework, crosswalks))),
        ("Upgrade to", ", ".join(_newer(framework, crosswalks))),
    ]


def _wrapped(text: str | None, depth: int) -> list[str]:
    if not text:
        return []
    margin = " " * depth
    flat = " ".join(text.split())
    return fill(flat, 96, initial_indent=margin, subsequent_indent=margin + "  ").splitlines()

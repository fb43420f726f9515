"""The ids of a framework: each used once, and standing where it belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.model.finding import Loc
    from prevent_cli.model.framework import Framework


def check(framework: Framework) -> Iterator[Problem]:
    """Yield a problem for every id used twice, and for every question or expectation under another's number."""
    seen: dict[str, Loc] = {}
    for loc, name, parent in _items(framework):
        if name in seen:
            yield Problem(
                "duplicate-id",
                f"the id '{name}' is used twice",
                "give this one an id of its own, or remove it if it is a copy",
                (*loc, "id"),
                related=(("first", (*seen[name], "id")),),
            )
        seen.setdefault(name, loc)
        if parent and not name.startswith(f"{parent}."):
            yield Problem(
                "unknown-item",
                f"'{name}' stands under '{parent}'",
                f"begin its id with '{parent}.', or move it",
                (*loc, "id"),
            )


def _items(framework: Framework) -> Iterator[tuple[Loc, str, str]]:
    """Give each item's path, its id and the id above it."""
    for b, benchmark in enumerate(framework.benchmarks):
        yield ("benchmarks", b), benchmark.id, ""
        for q, question in enumerate(benchmark.questions):
            loc: Loc = ("benchmarks", b, "questions", q)
            yield loc, question.id, benchmark.id
            for e, expectation in enumerate(question.expectations):
                yield (*loc, "expectations", e), expectation.id, question.id

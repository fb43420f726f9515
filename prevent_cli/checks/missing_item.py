"""The framework has an item that the toolkit lacks.

It counts as not assessed, so leaving it out gains nothing. A question or a benchmark
that is missing as a whole gives one warning, not one for everything below it.

Example: the framework has expectations 7.6.1 to 7.6.3, the toolkit has 7.6.1 and 7.6.2.

Mend it by adding the item, if only with its id; an answer can follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Loc, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "missing-item"
LEVEL: Level = "warning"


def check(_toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every place that lacks items of the framework."""
    framework = context.framework
    own = context.refs
    if framework is None or framework.parents.keys() <= own.keys():
        return
    yield from _lacking("benchmarks", (one.id for one in framework.benchmarks), own, ("benchmarks",))
    for benchmark in framework.benchmarks:
        here = own.get(benchmark.id)
        if here:
            yield from _lacking("questions", (one.id for one in benchmark.questions), own, here)
            for question in benchmark.questions:
                there = own.get(question.id)
                if there:
                    yield from _lacking("expectations", (one.id for one in question.expectations), own, there)


def _lacking(kind: str, wanted: Iterable[str], own: Mapping[str, Loc], loc: Loc) -> Iterator[Problem]:
    missing = [name for name in wanted if name not in own]
    if missing:
        said = kind if len(missing) > 1 else kind.removesuffix("s")
        yield Problem(
            CODE,
            f"the framework's {said} {', '.join(missing)} {'are' if len(missing) > 1 else 'is'} not here",
            "add what is missing, if only with its id; until then it counts as not assessed",
            loc,
            LEVEL,
        )

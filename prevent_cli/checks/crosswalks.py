"""The checks that a crosswalk file goes through: ids that exist, each mapped once, level to level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Problem
from prevent_cli.model.parse import did_you_mean, nearest, short

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prevent_cli.model.crosswalk import Crosswalk, Mapping
    from prevent_cli.model.finding import Loc
    from prevent_cli.model.framework import Framework

_SHOWN = 5


def check(
    crosswalk: Crosswalk, old: Framework | None, new: Framework | None, names: Sequence[str]
) -> Iterator[Problem]:
    """Yield a problem for every id that does not exist, is mapped twice, changes level or is left out.

    ``names`` are the frameworks within reach, for the message where one of the two is not.
    """
    for key, name, framework in (("from", crosswalk.old, old), ("to", crosswalk.new, new)):
        if framework is None:
            known = did_you_mean(name, names, "frameworks within reach are")
            yield Problem("unknown-framework", f"there is no framework {short(name)}", known, (key,))
    for number, one in enumerate(crosswalk.mappings):
        if not one.old and not one.new:
            help_ = "name the older item under 'from', the newer one under 'to', or both"
            yield Problem("missing-key", "a mapping needs the key 'from' or 'to'", help_, ("mappings", number))
    sides = (("from", old, _old_ids(crosswalk)), ("to", new, _new_ids(crosswalk)))
    for key, framework, ids in sides:
        yield from _twice(ids)
        if framework is not None:
            yield from _unknown(ids, framework)
            yield from _left_out(key, ids, framework)
    if old and new:
        yield from _across_levels(crosswalk, levels(old), levels(new))


def levels(framework: Framework) -> dict[str, str]:
    """Give every id of a framework with its level: benchmark, question or expectation."""
    found: dict[str, str] = {}
    for benchmark in framework.benchmarks:
        found[benchmark.id] = "benchmark"
        for question in benchmark.questions:
            found[question.id] = "question"
            found |= {one.id: "expectation" for one in question.expectations}
    return found


def _old_ids(crosswalk: Crosswalk) -> list[tuple[str, Loc]]:
    return [
        (ref, ("mappings", number, "from", place))
        for number, one in enumerate(crosswalk.mappings)
        for place, ref in enumerate(one.old)
    ]


def _new_ids(crosswalk: Crosswalk) -> list[tuple[str, Loc]]:
    return [(one.new, ("mappings", number, "to")) for number, one in enumerate(crosswalk.mappings) if one.new]


def _twice(ids: Sequence[tuple[str, Loc]]) -> Iterator[Problem]:
    seen: dict[str, Loc] = {}
    for ref, loc in ids:
        if ref in seen:
            help_ = "keep one of the two; items that merge stand in one list, from: [a, b]"
            message = f"'{ref}' is mapped twice"
            yield Problem("duplicate-id", message, help_, loc, related=(("first", seen[ref]),))
        seen.setdefault(ref, loc)


def _unknown(ids: Sequence[tuple[str, Loc]], framework: Framework) -> Iterator[Problem]:
    known = levels(framework)
    for ref, loc in ids:
        if ref not in known:
            near = nearest(ref, known)
            help_ = f"did you mean '{near}'?" if near else "correct the id"
            yield Problem("unknown-item", f"{framework.id} has no item '{ref}'", help_, loc)


def _left_out(key: str, ids: Sequence[tuple[str, Loc]], framework: Framework) -> Iterator[Problem]:
    """Warn of the framework's items that the crosswalk says nothing about, in one finding a side."""
    said = {ref for ref, _ in ids}
    missing = [ref for ref in levels(framework) if ref not in said]
    if missing:
        more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
        other, meaning = ("to", "retired") if key == "from" else ("from", "new")
        yield Problem(
            "missing-item",
            f"nothing is said about {', '.join(missing[:_SHOWN])}{more} of {framework.id}",
            f"map each; one that is {meaning} stands alone, without '{other}'",
            ("mappings",),
            "warning",
            on_key=True,
        )


def _across_levels(crosswalk: Crosswalk, old: dict[str, str], new: dict[str, str]) -> Iterator[Problem]:
    for number, one in enumerate(crosswalk.mappings):
        found = _named(one, old, new)
        if len({level for _, level in found}) > 1:
            each = ", ".join(f"'{ref}' is {'an' if level[0] == 'e' else 'a'} {level}" for ref, level in found)
            help_ = "map benchmarks to benchmarks, questions to questions, expectations to expectations"
            yield Problem("unknown-item", f"a mapping stays on one level: {each}", help_, ("mappings", number))


def _named(one: Mapping, old: dict[str, str], new: dict[str, str]) -> list[tuple[str, str]]:
    """Give the ids of a mapping that exist, with their levels."""
    found = [(ref, old[ref]) for ref in one.old if ref in old]
    return found + ([(one.new, new[one.new])] if one.new in new else [])

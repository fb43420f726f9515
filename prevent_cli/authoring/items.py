"""The items of a toolkit's plain data: benchmarks, questions, expectations, found by id or made where they are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prevent_cli.authoring.shape import ordered
from prevent_cli.errors import PreventError
from prevent_cli.model.parse import nearest
from prevent_cli.model.toolkit import Benchmark, Expectation, Question, Toolkit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prevent_cli.model.fields import Record
    from prevent_cli.model.framework import Framework

Data = dict[str, Any]
Kind = type[Benchmark] | type[Question] | type[Expectation]
_KINDS: tuple[Kind, ...] = (Benchmark, Question, Expectation)
_KEYS = ("benchmarks", "questions", "expectations")
"""The list that holds the items of each kind."""
WHERE = "'prevent show' lists benchmarks, 'prevent show ID' what is in one"
"""Where ids are found."""


def every(data: Data) -> Iterator[tuple[Kind, Data]]:
    """Give every item with its kind, in the order of the file."""
    return _below(data, 0)


def _below(place: Data, depth: int) -> Iterator[tuple[Kind, Data]]:
    if depth < len(_KINDS):
        for item in place.get(_KEYS[depth]) or []:
            yield _KINDS[depth], item
            yield from _below(item, depth + 1)


def find(data: Data, framework: Framework | None, ref: str, kinds: tuple[Kind, ...], rule: str) -> tuple[Kind, Data]:
    """Give an item by id, made where only the framework has it, with its kind.

    Raises PreventError where neither knows it, or it is not of one of ``kinds``; ``rule`` says why these.
    """
    found = next((one for one in every(data) if one[1].get("id") == ref), None)
    if not found:
        _refuse_action(data, ref, kinds, rule)
    kind, item = found or _made(data, framework, ref)
    if kind not in kinds:
        there = f"'prevent show {ref}' lists what is in it" if kind is Benchmark else "'prevent show' lists benchmarks"
        raise PreventError(f"{ref} is {_with_article(kind)}: {rule}", there)
    return kind, item


def actions(data: Data) -> Iterator[Data]:
    """Give every action in the order of the file."""
    return (action for _, item in every(data) for action in item.get("actions") or [])


def is_named(action: Data, name: str) -> bool:
    """Whether an action has an id, in any case."""
    return str(action.get("id", "")).casefold() == name.casefold()


def _refuse_action(data: Data, name: str, kinds: tuple[Kind, ...], rule: str) -> None:
    """Raise PreventError where an item is asked for by the id of an action; it names the item that the action is for."""
    way: dict[Kind, str] = {}
    for kind, item in every(data):
        way = {above: way[above] for above in _KINDS[: _KINDS.index(kind)]} | {kind: item["id"]}
        for action in item.get("actions") or []:
            if is_named(action, name):
                meant = next((way[one] for one in reversed(kinds) if one in way), None)
                raise PreventError(
                    f"{action['id']} is an action: {rule or 'an action is put on an item'}",
                    (f"name {meant}, which it is for; " if meant else "")
                    + f"'prevent action update {action['id']}' changes the action",
                )


def knows(data: Data, framework: Framework | None, ref: str) -> bool:
    """Whether a toolkit has an item, or could have it by its framework."""
    return any(item.get("id") == ref for _, item in every(data)) or bool(framework and ref in _ways(framework))


def require_answered(data: Data, framework: Framework | None, refs: Iterable[str], option: str) -> None:
    """Raise PreventError for an id that is no expectation, nor a question without any: nothing else is served."""
    here = {item["id"] for kind, item in every(data) if kind is Expectation}
    here |= {item["id"] for kind, item in every(data) if kind is Question and not item.get("expectations")}
    known = framework.answered_with(here) if framework else here
    for ref in refs:
        if ref not in known:
            near = nearest(ref, known)
            raise PreventError(
                f"{option}: there is no expectation '{ref}'", f"did you mean '{near}'?" if near else WHERE
            )


def below(framework: Framework | None, item: Data) -> list[str]:
    """Give the ids of a question's expectations, by the file and by the framework."""
    own = [one["id"] for one in item.get("expectations") or []]
    known = (question for benchmark in framework.benchmarks for question in benchmark.questions) if framework else ()
    given = [one.id for question in known if question.id == item["id"] for one in question.expectations]
    return list(dict.fromkeys([*own, *given]))


def _made(data: Data, framework: Framework | None, ref: str) -> tuple[Kind, Data]:
    """Make an item that the framework has, and those above it that are missing too."""
    ways = _ways(framework) if framework else {}
    if ref not in ways:
        near = nearest(ref, ways or [item["id"] for _, item in every(data)])
        raise PreventError(
            f"there is no item '{ref}'",
            f"did you mean '{near}'?" if near else f"ids look like 7, 7.3 or 7.3.1; {WHERE}",
        )
    place = data
    for depth, name in enumerate(ways[ref]):
        known = place.get(_KEYS[depth]) or []
        found = next((one for one in known if one["id"] == name), None)
        place = found or _inserted(place, depth, name)
    return _KINDS[len(ways[ref]) - 1], place


def _inserted(place: Data, depth: int, name: str) -> Data:
    """Put a new item before the first with a higher id; those that are there stay in their order."""
    made: Data = {"id": name}
    items = list(place.get(_KEYS[depth]) or [])
    at = next((at for at, one in enumerate(items) if _natural(one["id"]) > _natural(name)), len(items))
    items.insert(at, made)
    kind: type[Record] = _KINDS[depth - 1] if depth else Toolkit
    whole = ordered(kind, place | {_KEYS[depth]: items})
    place.clear()
    place.update(whole)
    return made


def _ways(framework: Framework) -> dict[str, tuple[str, ...]]:
    """Give every id of a framework with the ids on the way to it, its own last."""
    found: dict[str, tuple[str, ...]] = {}
    for benchmark in framework.benchmarks:
        found[benchmark.id] = (benchmark.id,)
        for question in benchmark.questions:
            found[question.id] = (benchmark.id, question.id)
            found |= {one.id: (benchmark.id, question.id, one.id) for one in question.expectations}
    return found


def _natural(ref: str) -> tuple[int, ...]:
    return tuple(map(int, ref.split(".")))


def _with_article(kind: Kind) -> str:
    word = kind.__name__.lower()
    return f"an {word}" if word.startswith("e") else f"a {word}"

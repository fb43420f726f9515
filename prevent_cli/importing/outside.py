"""Items that a framework does not have: a toolkit may not hold them, so their words are kept aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prevent_cli.authoring.items import every
from prevent_cli.importing.ledger import READINGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.importing.notes import Notes
    from prevent_cli.model.framework import Framework

Data = dict[str, Any]

UNLIKE = 0.15
"""Where half of the texts have less than this share of words in common with the framework's, it is likely another."""

_BELOW = ("questions", "expectations")
_SILENT = frozenset(("id", "status", "awaiting", "repeats", "completed", "owners", "actions", *_BELOW))


def set_aside(data: Data, framework: Framework, notes: Notes) -> None:
    """Move what the framework does not have from the benchmarks to ``unparsed``, in place, and say so."""
    known = set(_ids(framework))
    data["benchmarks"] = _kept(data["benchmarks"], known, data["unparsed"], notes)
    for action in [one for _, item in every(data) for one in item.get("actions") or () if "also" in one]:
        action["also"] = [one for one in action["also"] if one in known] or None
    values = sorted(notes.likeness.values())
    if values and values[len(values) // 2] < UNLIKE:
        notes.first(f"its words have little in common with those of {framework.id}: is it the right framework?")


def _ids(framework: Framework) -> Iterator[str]:
    for benchmark in framework.benchmarks:
        yield benchmark.id
        for question in benchmark.questions:
            yield question.id
            yield from (one.id for one in question.expectations)


def _kept(items: list[Data], known: set[str], aside: list[Data], notes: Notes) -> list[Data]:
    kept = []
    for item in items:
        if item["id"] in known:
            kept.append(item)
            for key in _BELOW:
                if key in item:
                    item[key] = _kept(item[key], known, aside, notes)
        else:
            notes.check(
                f"the framework has no item {item['id']}; it is in 'unparsed'", None, notes.items.get(item["id"])
            )
            aside.extend(_texts(item, notes))
    return kept


def _texts(item: Data, notes: Notes) -> Iterator[Data]:
    """Give an item's words, and those of the items below it, each with where it stood."""
    said = [*_words(item, notes), *(_action(one, notes) for one in item.get("actions") or ())]
    if said:
        yield {"source": f"{item['id']}, {notes.items.get(item['id'], 'the summary')}", "text": "\n\n".join(said)}
    for key in _BELOW:
        for one in item.get(key) or ():
            yield from _texts(one, notes)


def _action(action: Data, notes: Notes) -> str:
    text = " ".join(_words(action, notes))
    return f"{' / '.join(action['owners'])}: {text}" if action.get("owners") else text


def _words(value: Any, notes: Notes) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            if key not in _SILENT:
                notes.added += [one] if key in READINGS else []
                yield from _words(one, notes)
    elif isinstance(value, list):
        for one in value:
            yield from _words(one, notes)
    else:
        yield str(value)

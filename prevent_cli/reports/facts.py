"""A toolkit as text that reads well in a line-by-line comparison: a line for each fact.

A line begins with what it is about: ``7.3.1 answer: met``, ``A14 due: Jun 2022``. Prose has a line for each
sentence. Every benchmark, question and expectation begins with a heading, which names what stands below it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prevent_cli.authoring import prose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from prevent_cli.model.finding import Loc

HEADING = "^((Benchmark|Question|Expectation) [0-9].*)$"
"""What fits a heading, as an extended regular expression."""

_ITEMS = {"benchmarks": "Benchmark", "questions": "Question", "expectations": "Expectation"}
_WORDS = frozenset(("owners", "also", "was", "aka", "nations"))
_MAIN = ("name", "value", "text", "note", "code", "due")
"""Keys that say what a mapping is about: the first one found stands without its key."""


def facts(data: Mapping[str, Any], remarks: Mapping[Loc, Sequence[str]], wording: Mapping[str, str]) -> str:
    """Give a line for each fact of a toolkit's plain data, and for each comment before what it was written for.

    ``remarks`` are the comments by the path they belong to, ``wording`` the framework's words by id, which name
    an item that has none of its own. Any data is taken, sound or not.
    """
    made = _Facts(remarks, wording)
    made.remarks_at(())
    made.mapping("", data, ())
    return "".join(f"{line}\n" for line in made.lines)


class _Facts:
    def __init__(self, remarks: Mapping[Loc, Sequence[str]], wording: Mapping[str, str]) -> None:
        self.remarks = remarks
        self.wording = wording
        self.lines: list[str] = []

    def remarks_at(self, loc: Loc) -> None:
        self.lines += self.remarks.get(loc, ())

    def mapping(self, about: str, value: Mapping[str, Any], loc: Loc, told: str = "") -> None:
        """Tell every key but the one that was told."""
        for key, one in value.items():
            at = (*loc, key)
            if key in _ITEMS and _has_ids(one):
                self.items(key, one, at)
            elif key == "actions" and isinstance(one, list) and one:
                self.actions(about, one, at)
            elif key != told:
                self.remarks_at(at)
                self.value(f"{about} {key}".strip(), key, one, at)

    def value(self, about: str, key: str, value: Any, loc: Loc) -> None:
        if isinstance(value, dict):
            main = next((one for one in _MAIN if isinstance(value.get(one), str)), "")
            if main:
                self.remarks_at((*loc, main))
                self.text(about, value[main])
            named = f"{about} {value[main]}" if main == "name" and isinstance(loc[-1], int) else about
            self.mapping(named, value, loc, main)
        elif isinstance(value, list):
            self.listed(about, key, value, loc)
        else:
            self.text(about, value)

    def listed(self, about: str, key: str, value: list[Any], loc: Loc) -> None:
        if not value:
            self.lines.append(f"{about}: none")
        elif key in _WORDS and all(isinstance(one, str) for one in value):
            for number in range(len(value)):
                self.remarks_at((*loc, number))
            self.text(about, ", ".join(value))
        else:
            for number, one in enumerate(value):
                self.remarks_at((*loc, number))
                self.value(about, key, one, (*loc, number))

    def text(self, about: str, value: str | None) -> None:
        self.lines += [f"{about}: {line}".rstrip() for line in prose.lines(value or "").split("\n")]

    def items(self, key: str, items: list[dict[str, Any]], loc: Loc) -> None:
        for number, item in enumerate(items):
            at, ref = (*loc, number), item["id"]
            told = "title" if key == "benchmarks" else "text"
            first, *rest = prose.lines(str(item.get(told) or self.wording.get(ref, ""))).split("\n")
            self.remarks_at(at)
            self.remarks_at((*at, "id"))
            self.remarks_at((*at, told))
            self.lines.append(f"{_ITEMS[key]} {ref}: {first}".rstrip(": "))
            if isinstance(item.get(told), str):
                self.lines += [f"{ref} {told}: {line}".rstrip() for line in rest]
            self.mapping(ref, {name: one for name, one in item.items() if name not in {"id", told}}, at)

    def actions(self, about: str, actions: list[Any], loc: Loc) -> None:
        self.remarks_at(loc)
        for number, action in enumerate(actions):
            at = (*loc, number)
            self.remarks_at(at)
            if isinstance(action, dict) and isinstance(action.get("id"), str):
                self.remarks_at((*at, "id"))
                self.value(action["id"], "action", {key: one for key, one in action.items() if key != "id"}, at)
            else:
                self.value(f"{about} action", "action", action, at)


def _has_ids(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) and isinstance(one.get("id"), str) for one in value)

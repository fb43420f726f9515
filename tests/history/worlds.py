"""Small worlds for properties of an upgrade: two frameworks, a crosswalk, a toolkit with marks everywhere.

Every text in a toolkit is a word of its own, such as w17w, so that it can be looked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from prevent_cli.model.crosswalk import Crosswalk
from prevent_cli.model.framework import Framework
from prevent_cli.model.parse import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypothesis.strategies import DrawFn

    from prevent_cli.model.fields import Record

WORDINGS = ["Is it so?", "Is it done?"]
MARKS = [None, None, "public", "officers", "partners"]
Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class World:
    """A toolkit's data, and what it takes to upgrade it."""

    data: Data
    old: Framework
    new: Framework
    crosswalk: Crosswalk


def _record(kind: type[Record], data: Data) -> Any:
    record, problems = parse(kind, data)
    assert record is not None, problems
    return record


@st.composite
def frameworks(draw: DrawFn, name: str) -> Data:
    def few(most: int, least: int = 0) -> range:
        return range(1, draw(st.integers(least, most)) + 1)

    def asked(ref: str) -> Data:
        return {"id": ref, "text": draw(st.sampled_from(WORDINGS))}

    benchmarks = []
    for b in few(3, 1):
        questions = []
        for q in few(2):
            question = asked(f"{b}.{q}")
            question["expectations"] = [asked(f"{b}.{q}.{e}") for e in few(2)]
            questions.append(question)
        benchmarks.append({"id": f"{b}", "title": f"Benchmark {b}", "questions": questions})
    return {"format": "framework/1", "id": name, "title": name, "benchmarks": benchmarks}


def levels(framework: Data) -> list[list[str]]:
    benchmarks = framework["benchmarks"]
    questions = [question for benchmark in benchmarks for question in benchmark["questions"]]
    expectations = [one for question in questions for one in question["expectations"]]
    return [[one["id"] for one in level] for level in (benchmarks, questions, expectations)]


@st.composite
def crosswalks(draw: DrawFn, old: Data, new: Data) -> Data:
    mappings: list[Data] = []
    for before, after in zip(levels(old), levels(new), strict=True):
        merged: dict[str | None, list[str]] = {}
        for ref in before:
            merged.setdefault(draw(st.sampled_from([*after[:1], *after, None])), []).append(ref)
        mappings += [{"from": refs} | ({"to": ref} if ref else {}) for ref, refs in merged.items()]
        mappings += [{"to": ref} for ref in after if ref not in merged]
    return {
        "format": "crosswalk/1",
        "id": "way",
        "title": "Way",
        "from": old["id"],
        "to": new["id"],
        "mappings": mappings,
    }


class _Writer:
    """Writes a toolkit, each text a new word."""

    def __init__(self, draw: DrawFn, framework: Data) -> None:
        self.draw, self.framework = draw, framework
        self.numbers = count(1)
        questions = [question for benchmark in framework["benchmarks"] for question in benchmark["questions"]]
        self.leaves = [one["id"] for question in questions for one in (question["expectations"] or [question])]

    def word(self) -> str:
        return f"w{next(self.numbers)}w"

    def maybe(self) -> bool:
        return self.draw(st.booleans())

    def mostly(self) -> bool:
        return self.draw(st.sampled_from([True, True, True, False]))

    def marked(self, data: Data) -> Data:
        mark = self.draw(st.sampled_from(MARKS))
        if mark:
            data["audience"] = mark
        if mark and self.draw(st.integers(0, 4)) == 0:
            data["withheld"] = {"reason": "decided by the board"}
        return data

    def evidence(self) -> Any:
        shape = self.draw(st.sampled_from(["text", "one", "list"]))
        if shape == "text":
            return self.word()
        one = self.marked({"text": self.word(), "on": "Dec 2021"})
        return one if shape == "one" else [self.word(), one]

    def action(self) -> Data:
        made = self.marked({"id": f"A{next(self.numbers)}", "text": self.word(), "owners": [self.word()]})
        if self.mostly():
            made["progress"] = [self.marked({"note": self.word()}), {"note": self.word()}]
        if self.leaves and self.maybe():
            made["also"] = self.draw(st.lists(st.sampled_from(self.leaves), min_size=1, max_size=2, unique=True))
        return made

    def carried(self, ref: str) -> Data:
        made = self.marked({"id": ref})
        if self.maybe():
            made["evidence"] = self.evidence()
        if self.maybe():
            made["actions"] = [self.action() for _ in range(self.draw(st.integers(0, 2)))]
        if self.maybe():
            made["text"] = self.word()
        return made

    def answered(self, ref: str) -> Data:
        made = self.carried(ref)
        if self.maybe():
            made |= {"answer": self.draw(st.sampled_from(["met", "partly", "not met"])), "reason": self.word()}
        return made

    def benchmark(self, given: Data) -> Data:
        made = self.marked({"id": given["id"]})
        for key in ("next_steps", "comments"):
            if self.maybe():
                made[key] = self.word()
        if self.maybe():
            made["rating"] = {"value": self.draw(st.sampled_from(["red", "amber", "green"])), "reason": self.word()}
        if self.maybe():
            made["moderated"] = [{"value": "amber", "by": "Peers"}]
        if self.maybe():
            made["actions"] = [self.action()]
        made["questions"] = [self.question(one) for one in given["questions"] if self.mostly()]
        return made

    def question(self, given: Data) -> Data:
        made = self.carried(given["id"]) if given["expectations"] else self.answered(given["id"])
        made["expectations"] = [self.answered(one["id"]) for one in given["expectations"] if self.mostly()]
        return made

    def toolkit(self) -> Data:
        return {
            "format": "toolkit/1",
            "organisation": {"name": "Testshire Council"},
            "framework": self.framework["id"],
            "period": "Dec 2021",
            "audience": self.draw(st.sampled_from(["public", "partners", "officers"])),
            "benchmarks": [self.benchmark(one) for one in self.framework["benchmarks"] if self.mostly()],
        }


@st.composite
def worlds(draw: DrawFn) -> World:
    old, new = draw(frameworks("older")), draw(frameworks("newer"))
    way = draw(crosswalks(old, new))
    data = _Writer(draw, old).toolkit()
    return World(data, _record(Framework, old), _record(Framework, new), _record(Crosswalk, way))


def walk(data: Any) -> Iterator[Data]:
    """Give every mapping in data, at any depth."""
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from walk(value)
    elif isinstance(data, list):
        for value in data:
            yield from walk(value)

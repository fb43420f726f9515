"""Which item a row of a list speaks of, and the items that come of all rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from prevent_cli.history.likeness import flat, likeness
from prevent_cli.importing.markdown import plain

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from prevent_cli.importing.cells import Cell
    from prevent_cli.importing.notes import Notes
    from prevent_cli.model.framework import Framework

Data = dict[str, Any]

_ALIKE = 0.5
_NUMBER = re.compile(
    r"(?:benchmark|question|section|theme|standard|objective|no)?\.?\s*#?(\d{1,3}(?:\.\d{1,3}){0,2})(?![\w/]|\.\d)[\s.:)\u2013-]*",
    re.IGNORECASE,
)


def numbered(words: str) -> tuple[str, int]:
    """Give the number of an item that a text begins with, and where the words after it begin; "" and 0 without one."""
    found = _NUMBER.match(words)
    return (".".join(str(int(part)) for part in found[1].split(".")), found.end()) if found else ("", 0)


@dataclass(slots=True)
class Items:
    """The items that rows speak of, by number, each made when it is first spoken of.

    ``names`` are the numbers of benchmarks and items that were named without one; ``last`` is the item of the row above.
    """

    notes: Notes
    framework: Framework | None
    by_number: dict[str, Data] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    last: str = ""

    def of(self, by: Mapping[str, Cell], columns: Container[str]) -> Data:
        """Give the item that a row speaks of: by its number, the words of the framework, else the order.

        ``by`` are the cells of a row by field, and ``columns`` the fields that the table has.
        """
        place = next(iter(by.values())).place
        for name in ("ref", "text", "benchmark"):
            number, _ = numbered(plain(by[name].paragraphs)) if name in by else ("", 0)
            if number and (name != "text" or "." in number):
                self.last = number
                self.notes.mark("item", "number")
                return self._of(number)
        if "text" not in by and "benchmark" not in by:
            return self._below(place, columns)
        benchmark = self._benchmark(by.get("benchmark"), place)
        if "text" not in by:
            self.last = benchmark
            return self._of(benchmark)
        words = plain(by["text"].paragraphs)
        known = self._alike(words, benchmark if "benchmark" in by else None)
        if known:
            self.notes.mark("item", "likeness to the framework's words")
        name = known or self.names.get(f"{benchmark}: {words}") or self._next(benchmark)
        if not known and f"{benchmark}: {words}" not in self.names:
            self.notes.mark("item", "order")
        self.names[f"{benchmark}: {words}"] = self.last = name
        return self._of(name)

    def _below(self, place: str, columns: Container[str]) -> Data:
        if self.last:
            if any(
                name in columns for name in ("ref", "text", "benchmark")
            ):  # without these columns it was said once, of all rows
                self.notes.assumed(
                    f"no cell says which item it is about; it is read as about {self.last}, like the row above",
                    None,
                    place,
                )
            return self._of(self.last)
        self.last = "1"
        self.notes.check(
            "no column says which item a row is about; all are on benchmark 1. --map 'Column=ref' says it", None, place
        )
        return self._of("1")

    def _benchmark(self, cell: Cell | None, place: str) -> str:
        """Give the number of a benchmark that is named; the next free one for a new name."""
        words = plain(cell.paragraphs) if cell else ""
        if words in self.names:
            return self.names[words]
        known = self.framework.benchmarks if self.framework else []
        alike = [
            (likeness(flat(words), flat(f"{one.title or ''} {one.statement or ''}")), one.id) for one in known if words
        ]
        best = max(alike, default=(0.0, ""))
        number = (
            best[1]
            if best[0] >= _ALIKE
            else str(max((int(one) for one in self.by_number if "." not in one), default=0) + 1)
        )
        if words:
            self.notes.check(f"'{words}' has no number and became benchmark {number}", number, place)
        self.names[words] = number
        return number

    def _alike(self, words: str, benchmark: str | None) -> str | None:
        if not self.framework:
            return None
        questions = [each for one in self.framework.benchmarks if benchmark in {None, one.id} for each in one.questions]
        texts = [(one.text or "", one.id) for one in questions]
        texts += [(each.text or "", each.id) for one in questions for each in one.expectations]
        value, name = max(((likeness(flat(words), flat(text)), name) for text, name in texts), default=(0.0, ""))
        return name if value >= _ALIKE else None

    def _next(self, benchmark: str) -> str:
        used = [int(one.split(".")[1]) for one in self.by_number if one.startswith(f"{benchmark}.")]
        return f"{benchmark}.{max(used, default=0) + 1}"

    def _of(self, number: str) -> Data:
        """Give the item of a number; those above it are made as well."""
        parts = number.split(".")
        for depth in range(1, len(parts) + 1):
            self.by_number.setdefault(".".join(parts[:depth]), {"id": ".".join(parts[:depth])})
        return self.by_number[number]

    def nested(self) -> list[Data]:
        """Put the items into each other, in the order of their numbers."""
        made: list[Data] = []
        for name in sorted(self.by_number, key=lambda one: [int(part) for part in one.split(".")]):
            item, depth = self.by_number[name], name.count(".")
            if depth == 0:
                made.append(item)
            else:
                above = self.by_number[name.rpartition(".")[0]]
                above.setdefault("questions" if depth == 1 else "expectations", []).append(item)
        return made

"""Which item a row of a list speaks of, and the items that come of all rows."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

from prevent_cli.history.likeness import flat, likeness
from prevent_cli.importing import ids

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from prevent_cli.importing.fields import Said
    from prevent_cli.importing.heads import Field
    from prevent_cli.importing.notes import Notes
    from prevent_cli.model.framework import Framework

Data = dict[str, Any]

_ALIKE = 0.5


@dataclass(slots=True)
class Items:
    """The items that rows speak of, by number, each made when it is first spoken of.

    ``names`` are the numbers of benchmarks and items that were named without one; ``last`` is the item of the row above,
    ``asked`` the question of a column of its own. ``believed`` says that the words of items begin with their numbers,
    ``several`` are numbers of questions that stand beside the words of several items, ``counted`` that whole numbers in a column
    only count the rows, ``theirs`` that they are those of the benchmarks beside them. ``heading`` is the number of the benchmark or question
    whose heading stands above, "" for none. ``first`` is the first whole number below that. ``written`` are the numbers that the document itself gives, which nothing else may have.
    """

    notes: Notes
    framework: Framework | None
    written: frozenset[str] = frozenset()
    by_number: dict[str, Data] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    last: str = ""
    asked: str = ""
    believed: bool = True
    several: frozenset[str] = frozenset()
    counted: bool = False
    theirs: bool = False
    heading: str = ""
    first: str = ""

    def begin(self, number: str) -> Data:
        """Go on below a benchmark or a question, as a heading says."""
        self.last, self.asked, self.heading = number, ".".join(number.split(".")[:2]) if "." in number else "", number
        self.first = ""
        return self._of(number)

    def end(self) -> None:
        """Go on below no heading, as another sheet does."""
        if self.heading:
            self.last, self.asked, self.heading = "", "", ""

    def of(self, by: Mapping[Field, Said], columns: Container[Field]) -> Data:
        """Give the item that a row speaks of: by its number, the words of the framework, else the order.

        ``by`` is what a row says by field, and ``columns`` the fields that the table has.
        """
        place = next(iter(by.values())).cell.place
        if "question" in by:
            self.asked = self._question(by, place)
        number = self._number(by)
        if number in self.several and "text" in by:
            self.last = self._worded(by["text"].words, number, within=False)
        elif number:
            self.last = number
            self.notes.mark("item", "number")
        elif "text" in by:
            above = self.asked or self._benchmark(by, place)
            number = self._counted(by, above)
            self.last = self._worded(by["text"].words, above, within="benchmark" in by, number=number)
            if number and self.last != number:
                said = f"its number is '{by['ref'].words}', and it became {self.last}"
                self.notes.check(said, self.last, by["ref"].cell.place)
        elif "question" in by:
            self.last = self.asked
        elif "benchmark" in by:
            self.last, self.asked = self._benchmark(by, place), ""
        else:
            return self._below(place, columns)
        return self._of(self.last)

    def _counted(self, by: Mapping[Field, Said], above: str) -> str:
        """Give the number that a whole one means where it counts below a heading, from 1; '' where it does not."""
        number = ids.listed(by["ref"].words)[0] if "ref" in by and self.heading else ""
        other = "." in above and above != self.heading
        if not number or "." in number or other or self.counted or self.theirs:
            return ""
        if not self.first:
            self.first = number
            if number != "1":
                kind = "question" if "." in above else "benchmark"
                said = f"the numbers below the heading of {kind} {above} begin with {number}; ids follow the order"
                self.notes.assumed(said, None, by["ref"].cell.place)
        return f"{above}.{number}" if self.first == "1" else ""

    def _number(self, by: Mapping[Field, Said]) -> str:
        """Give the number that says which item a row is about; that of a benchmark says it where no words do."""
        number = ids.listed(by["ref"].words)[0] if "ref" in by else ""
        named = ids.listed(by["benchmark"].words)[0] if "benchmark" in by else ""
        counts = "." not in number and (self.counted or self.theirs or self.heading or named not in {"", number})
        if number and not (counts and "text" in by) and not self._asks(number, by):
            return self._agreed(number, named, by)
        if "text" in by:
            return self._own(by["text"])
        return "" if "question" in by else named

    def _agreed(self, number: str, named: str, by: Mapping[Field, Said]) -> str:
        """Ask where the number of a row and that of its benchmark differ; a whole number may only count, and gives way."""
        if not named or named.split(".", maxsplit=1)[0] == number.split(".", maxsplit=1)[0]:
            return number
        taken = number if "." in number else named
        said = f"its number is {number}, and its benchmark is '{by['benchmark'].words}'; it is read as about {taken}"
        self.notes.check(said, taken, by["benchmark"].cell.place)
        return taken

    @staticmethod
    def _asks(number: str, by: Mapping[Field, Said]) -> bool:
        """Whether a number is that of the question, not that of the expectation beside it."""
        return "question" in by and number.count(".") < 2

    def _own(self, said: Said) -> str:
        """Give the number in front of an item's words; an amount, a time or a date there is none."""
        number = ids.listed(said.words)[0]
        if "." not in number or (ids.dated(said.words) and number.rpartition(".")[0] not in self.by_number):
            return ""
        if self.believed and (ids.credible(said.words) or self._follows(number)):
            return number
        doubt = f"its words begin with {number}: is that the number of an item? It is left in them"
        self.notes.check(doubt, None, said.cell.place)
        return ""

    def _follows(self, number: str) -> bool:
        """Whether a number is the first below a benchmark or a question, or follows one that is there."""
        above, _, last = number.rpartition(".")
        return last == "1" or number in self.by_number or f"{above}.{int(last) - 1}" in self.by_number

    def _question(self, by: Mapping[Field, Said], place: str) -> str:
        """Give the number of the question that a column of its own holds."""
        said = by["question"]
        own, beside = ids.listed(said.words)[0], ids.listed(by["ref"].words)[0] if "ref" in by else ""
        number = next((one for one in (own, beside, beside.rpartition(".")[0]) if one.count(".") == 1), "")
        if not number:
            return self._worded(said.words, self._benchmark(by, place), within="benchmark" in by)
        self._of(number)
        return number

    def _worded(self, words: str, above: str, *, within: bool, number: str = "") -> str:
        """Give the number of an item that has words only: the framework's that is alike, else ``number``, else the next."""
        known = self._alike(words, above.split(".", maxsplit=1)[0] if within else None)
        key = f"{above}: {ids.bare(words)}"
        name = known or self.names.get(key) or self._free(number) or self._next(above)
        if known or key not in self.names:
            self.notes.mark("item", "likeness to the framework's words" if known else "order")
        self.names[key] = name
        self._of(name)
        return name

    def _below(self, place: str, columns: Container[Field]) -> Data:
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

    def _benchmark(self, by: Mapping[Field, Said], place: str) -> str:
        """Give the number of the benchmark that a row is below: by number or name, else that of the row above."""
        if self.theirs and "ref" in by and (number := ids.listed(by["ref"].words)[0]):
            if "benchmark" in by:
                self.names[by["benchmark"].words] = number
            return number
        words = by["benchmark"].words if "benchmark" in by else ""
        if number := ids.listed(words)[0]:
            return number.split(".")[0]
        if not words and self.last:
            return self.last.split(".")[0]
        if not words:
            if not self.framework:
                said = "no column says which benchmark an item is of; all are read below 1. --map 'Column=benchmark' says it"
                self.notes.check(said, None, place)
            return "1"
        if words not in self.names:
            self.names[words] = self._named(words, place)
        return self.names[words]

    def _named(self, words: str, place: str) -> str:
        """Give the number of a benchmark that is named: that of its title, the framework's, else the next that is free."""
        known = next((name for name, one in self.by_number.items() if one.get("title") == words), None)
        if known:
            return known
        framed = self.framework.benchmarks if self.framework else []
        alike = [(likeness(flat(words), flat(f"{one.title or ''} {one.statement or ''}")), one.id) for one in framed]
        best = max(alike, default=(0.0, ""))
        number = best[1] if best[0] >= _ALIKE else self._next("")
        self.notes.check(f"'{words}' has no number and became benchmark {number}", number, place)
        return number

    def _alike(self, words: str, benchmark: str | None) -> str | None:
        if not self.framework:
            return None
        questions = [each for one in self.framework.benchmarks if benchmark in {None, one.id} for each in one.questions]
        texts = [(one.text or "", one.id) for one in questions]
        texts += [(each.text or "", each.id) for one in questions for each in one.expectations]
        value, name = max(((likeness(flat(words), flat(text)), name) for text, name in texts), default=(0.0, ""))
        return name if value >= _ALIKE else None

    def _free(self, number: str) -> str:
        return "" if number in self.by_number or number in self.written else number

    def _next(self, above: str) -> str:
        """Give the next number below an item, or of a benchmark, that is neither taken nor written anywhere."""
        begin = f"{above}." if above else ""
        depth = begin.count(".")
        used = [
            int(one.split(".")[depth]) for one in self.by_number if one.startswith(begin) and one.count(".") >= depth
        ]
        return next(name for at in count(max(used, default=0) + 1) if (name := f"{begin}{at}") not in self.written)

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

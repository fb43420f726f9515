"""What an upgrade takes up from the older file: its items, and who may see what of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from prevent_cli.rating.sight import Sight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.model.fields import Audience
    from prevent_cli.model.framework import Framework

Plain = dict[str, Any]
"""A mapping as the reader gives it: nested dicts, lists and text."""

Level = Literal["benchmark", "question", "expectation"]


@dataclass(frozen=True, slots=True)
class Known:
    """What a framework says of one of its items; ``leaf`` where it is the item that is answered."""

    level: Level
    words: dict[str, str | None]
    leaf: bool

    @property
    def name(self) -> str:
        """The title of a benchmark; else the wording."""
        return self.words.get("title") or self.words.get("text") or ""


@dataclass(frozen=True, slots=True)
class Item:
    """A benchmark, question or expectation of the older file, with who may see it.

    ``benchmark`` and ``question`` are the ids above it.
    """

    data: Plain
    sight: Sight
    benchmark: str
    question: str | None = None

    @property
    def id(self) -> str:
        """Its id in the older framework."""
        ref: str = self.data["id"]
        return ref

    @property
    def evidence(self) -> list[Piece]:
        """Its pieces of evidence."""
        given = self.data.get("evidence") or []
        return [self._piece(one) for one in (given if isinstance(given, list) else [given])]

    @property
    def actions(self) -> list[Piece]:
        """Its actions."""
        return [self._piece(one) for one in self.data.get("actions") or ()]

    def _piece(self, data: str | Plain) -> Piece:
        own = data.get("audience") if isinstance(data, dict) else None
        return Piece(data, self.sight.below(own), self.id, marked=own is not None)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence or an action, who may see it, and the id of the item it stood on."""

    data: str | Plain
    sight: Sight
    source: str
    marked: bool

    def placed(self, above: Sight) -> str | Plain:
        """Give it for a place in the newer file where ``above`` holds: no more may see it than before.

        An action's notes keep their marks: a note is shown only where its action is.
        """
        after = seen(self.sight.audience, above, marked=self.marked)
        if after is None:
            return self.data
        data: Plain = {"text": self.data} if isinstance(self.data, str) else dict(self.data)
        return data | {"audience": after.audience}


def seen(wanted: Audience, above: Sight, *, marked: bool) -> Sight | None:
    """Give the sight of an item that has to be marked; None where what stands above it says the same."""
    after = above.below(wanted)
    return after if marked or after.audience != above.audience else None


def items(data: Plain) -> list[Item]:
    """Give every benchmark, question and expectation of a toolkit, in the order of the file."""
    return list(_items(data))


def _items(data: Plain) -> Iterator[Item]:
    whole = Sight(data.get("audience", "officers"))
    for benchmark in data.get("benchmarks", ()):
        top = Item(benchmark, whole.below(benchmark.get("audience")), benchmark["id"])
        yield top
        for question in benchmark.get("questions", ()):
            middle = Item(question, top.sight.below(question.get("audience")), top.id)
            yield middle
            for one in question.get("expectations", ()):
                yield Item(one, middle.sight.below(one.get("audience")), top.id, middle.id)


def known(framework: Framework) -> dict[str, Known]:
    """Give what a framework says of each of its items, by id."""
    found: dict[str, Known] = {}
    for benchmark in framework.benchmarks:
        words = {key: getattr(benchmark, key) for key in ("title", "statement", "outcome")}
        found[benchmark.id] = Known("benchmark", words, leaf=False)
        for question in benchmark.questions:
            found[question.id] = Known("question", {"text": question.text}, leaf=not question.expectations)
            found |= {one.id: Known("expectation", {"text": one.text}, leaf=True) for one in question.expectations}
    return found


def judged(item: Item) -> Any:
    """Give the rating of its own period, else the one that was carried here; None where there is none."""
    return item.data.get("rating") or item.data.get("previous", {}).get("rating")


def colour(rating: str | Plain) -> Any:
    """Give the colour of a rating, whether it is written as a word or with more."""
    return rating if isinstance(rating, str) else rating["value"]


def said(rating: str | Plain) -> str:
    """Say a rating with who, when and why."""
    value: str = colour(rating).capitalize()
    more = [rating[key].strip() for key in ("by", "on", "reason") if key in rating] if isinstance(rating, dict) else []
    return f"{value} ({', '.join(more)})" if more else value


def as_text(value: Any) -> str:
    """Give data as lines of text, for what has no other place; every text in it is kept."""
    if isinstance(value, dict):
        return "\n".join(f"{key}: {as_text(one)}" for key, one in value.items())
    return "; ".join(map(as_text, value)) if isinstance(value, list) else str(value)


def same(one: str | None, other: str | None) -> bool:
    """Whether two texts are worded the same; spacing and line breaks do not count."""
    return (one or "").split() == (other or "").split()

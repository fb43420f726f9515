"""How much of a toolkit an upgrade carried along, and how much it left to people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.history.look_again import LookAgain
    from prevent_cli.history.older import Plain


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of the older file, which stays there: its line, counted from 1, and its text with the '#'."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Carried:
    """What stands in a newer toolkit: pieces of evidence, actions, answers, ratings kept as previous.

    ``unparsed`` counts the texts that found no place on this way.
    """

    evidence: int
    actions: int
    answers: int
    previous: int
    unparsed: int

    @classmethod
    def of(cls, older: Plain, newer: Plain) -> Carried:
        """Count what stands in the data of a toolkit that was made from another's."""
        found = list(_items(newer))
        return cls(
            evidence=sum(_pieces(item.get("evidence")) for item in found),
            actions=sum(len(item.get("actions") or ()) for item in found),
            answers=sum("answer" in item for item in found),
            previous=sum("previous" in item for item in found),
            unparsed=len(newer.get("unparsed") or ()) - len(older.get("unparsed") or ()),
        )


@dataclass(frozen=True, slots=True)
class Upgraded:
    """A toolkit carried to a newer framework: from which file to which, what was carried, what to look at again.

    ``comments`` are those that stay behind; ``written`` is False where it was only tried.
    """

    older_file: str
    file: str
    organisation: str
    period: str
    older: str
    newer: str
    crosswalk: str
    carried: Carried
    look_again: tuple[LookAgain, ...]
    comments: tuple[Comment, ...]
    written: bool = True


def _items(data: Plain) -> Iterator[Plain]:
    """Give every benchmark, question and expectation."""
    for benchmark in data.get("benchmarks") or ():
        yield benchmark
        for question in benchmark.get("questions") or ():
            yield question
            yield from question.get("expectations") or ()


def _pieces(evidence: Any) -> int:
    return len(evidence) if isinstance(evidence, list) else int(evidence is not None)

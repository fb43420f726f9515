"""A file's text and data, and the place of anything in it."""

from __future__ import annotations

from itertools import accumulate, islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from prevent_cli.errors import PreventError, why
from prevent_cli.model.finding import Finding, Loc, Place, Problem, Related
from prevent_cli.store.losses import comments
from prevent_cli.store.reader import decode, marked
from prevent_cli.store.seen import see_file, see_pair, shown_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from prevent_cli.store.marks import Mark, Refusal
    from prevent_cli.store.seen import Pair

T = TypeVar("T")

_ITEMS = {
    "benchmarks": "benchmark",
    "questions": "question",
    "expectations": "expectation",
    "actions": "action",
}


_EXCERPT = 200
_BLOCK = 65_536
_MOST = 1_000


class Source(NamedTuple):
    """A file as it was read: its text, its data (None where there is none), what was refused, where all of it stands.

    ``file`` is the path as it should be shown.
    """

    file: str
    text: str
    data: Any
    refusals: tuple[Refusal, ...]
    mark: Mark = (0, 0, None)

    @property
    def refused(self) -> bool:
        """Whether something in it was refused, beyond a warning."""
        return any(refusal.level == "error" for refusal in self.refusals)


def open_source(path: Path) -> Source:
    """Read a YAML file. Raises PreventError where it is missing or may not be opened."""
    return source_of(read_bytes(path), shown_path(path))


def read_bytes(path: Path) -> bytes:
    """Read a file as far as the limit, and one byte more. Raises PreventError where it may not be opened."""
    return _opened(path, see_file)[0]


def seen_pair(path: Path) -> Pair:
    """Read a toolkit's file and its snapshot. Raises PreventError where the file may not be opened."""
    return _opened(path, see_pair)


def _opened(path: Path, read: Callable[[Path], T]) -> T:
    try:
        return read(path)
    except OSError as error:
        reason = why(error)
        raise PreventError(
            f"{shown_path(path)} cannot be read: {reason}", "check the path and its permissions"
        ) from error


def source_of(content: bytes, shown: str) -> Source:
    """Read a YAML file's content, wherever it is from; ``shown`` is what findings call it."""
    text, refusal = decode(content)
    if refusal:
        return Source(shown, text, None, (refusal,))
    data, refusals, mark = marked(text)
    return Source(shown, text, data, tuple(refusals), mark)


def findings(source: Source, problems: Iterable[Problem] = ()) -> list[Finding]:
    """Look up the place of every refusal and problem of a file, in the order of the text."""
    problems = list(problems)
    cut = "#" in source.text and (" #" in source.text or "\t#" in source.text)
    if not problems and not source.refusals and not cut:
        return []
    places = _Places(source)
    if cut:
        problems += islice(comments(source.text, source.data, source.mark), _MOST)
    problems.sort(key=lambda problem: problem.level)
    found = [places.refused(refusal) for refusal in source.refusals]
    found += [places.located(problem) for problem in problems[:_MOST]]
    if len(problems) > _MOST:
        found.append(places.located(_more(len(problems) - _MOST, problems[_MOST])))
    return sorted(found, key=lambda finding: (finding.line, finding.column))


def located(source: Source, problems: Iterable[Problem]) -> list[Finding]:
    """Look up the place of each problem of a file, and of nothing else, in the order of the text."""
    if not problems:
        return []
    return sorted(map(_Places(source).located, problems), key=lambda finding: (finding.line, finding.column))


def _lines(related: list[tuple[str, Place]]) -> str:
    """Say on which lines the places stand that belong to a finding."""
    named: dict[str, list[str]] = {}
    for name, place in related:
        named.setdefault(name, []).append(str(place.line))
    return "".join(f" ({name}: line{'s' * (len(at) > 1)} {', '.join(at)})" for name, at in named.items())


def _more(number: int, last: Problem) -> Problem:
    return Problem(
        "too-many-findings",
        f"there are {number} more findings in this file",
        "mend those that are shown first: one slip often makes many",
        last.loc,
        last.level,
    )


class _Places:
    """The index of one file."""

    def __init__(self, source: Source) -> None:
        self.file, self.text, self.data, self.mark = source.file, source.text, source.data, source.mark
        blocks = range(0, len(source.text), _BLOCK)
        self.lines = [0, *accumulate(source.text.count("\n", at, at + _BLOCK) for at in blocks)]

    def place(self, index: int) -> Place:
        block = index // _BLOCK
        line = self.lines[block] + self.text.count("\n", block * _BLOCK, index) + 1
        return Place(line, index - self.text.rfind("\n", 0, index))

    def index(self, loc: Loc, *, on_key: bool = False) -> int:
        """Give the index of the nearest place that the file has: short forms lack steps of the long ones."""
        key, value, marks = self.mark
        for step in loc:
            if marks and step in marks:
                key, value, marks = marks[step]
        return key if on_key else value

    def refused(self, refusal: Refusal) -> Finding:
        related = [(name, self.place(index)) for name, index in refusal.related]
        problem = Problem(refusal.code, refusal.message, refusal.help, refusal.loc, refusal.level)
        return self.finding(problem, refusal.index, related)

    def located(self, problem: Problem) -> Finding:
        related = [(name, self.place(self.index(loc))) for name, loc in problem.related]
        return self.finding(problem, self.index(problem.loc, on_key=problem.on_key), related)

    def finding(self, problem: Problem, index: int, related: list[tuple[str, Place]]) -> Finding:
        place = self.place(index)
        before = min(place.column - 1, _EXCERPT)
        excerpt = self.text[index - before : index + _EXCERPT].partition("\n")[0].rstrip("\r")
        at, where = self.item(problem.loc)
        return Finding(
            file=self.file,
            line=place.line,
            column=place.column,
            code=problem.code,
            level=problem.level,
            at=at,
            message=problem.message + _lines(related),
            help=problem.help,
            where=where,
            excerpt=excerpt,
            excerpt_column=place.column - before,
            related=tuple(Related(name, other.line, other.column) for name, other in related),
            waiver=problem.waiver,
        )

    def item(self, loc: Loc) -> tuple[str | None, str]:
        """Give the id of the innermost item a path leads into, and the way to it in words."""
        at, words = None, []
        node: Any = self.data
        noun = None
        for step in loc:
            try:
                node = node[step]
            except (KeyError, IndexError, TypeError):
                break
            if isinstance(step, str):
                noun = _ITEMS.get(step)
            elif noun and isinstance(node, dict) and isinstance(node.get("id"), str):
                at = node["id"]
                words.append(f"{noun} {at}")
        return at, ", ".join(words[-2:] if words and words[-1].startswith("action") else words[-1:])

"""The same toolkit in each peer's own format: an item there for each expectation here.

A question without expectations counts as one, as it does for ratings. What is said of an item, its
evidence and its actions, goes along in words, so that every program reads and prints as much.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from textwrap import indent
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

import yaml

from prevent_cli.store.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Item:
    """What is asked, and what the body says of it."""

    id: str
    text: str
    answer: str
    dated: str
    evidence: str
    actions: tuple[str, ...]

    def words(self) -> str:
        """Give all of it as light Markdown."""
        return "\n\n".join(filter(None, (self.text, f"Answer: {self.answer}", self.evidence, *self.actions)))


@dataclass(frozen=True, slots=True)
class Chapter:
    """A benchmark with its items."""

    id: str
    title: str
    statement: str
    rating: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """A toolkit as a peer would hold it; ``key`` is unique among those that are converted together."""

    key: str
    title: str
    chapters: tuple[Chapter, ...]

    @property
    def items(self) -> list[Item]:
        """Its items, in order."""
        return [item for chapter in self.chapters for item in chapter.items]


def book(path: Path, key: str) -> Book:
    """Read a generated toolkit."""
    data, _ = read(path.read_text(encoding="utf-8"))
    title = f"{data['organisation']['name']}, {data['period']}"
    return Book(key, title, tuple(_chapter(given) for given in data["benchmarks"]))


def _chapter(given: dict[str, Any]) -> Chapter:
    items = tuple(_item(one) for question in given["questions"] for one in question.get("expectations", [question]))
    return Chapter(given["id"], given["title"], given["statement"].strip(), given["rating"]["value"], items)


def _item(given: dict[str, Any]) -> Item:
    evidence = given["evidence"]
    said = "\n".join(one["text"].strip() for one in evidence)
    actions = tuple(map(_action, given["actions"] or ()))
    return Item(given["id"], given["text"].strip(), given["answer"], evidence[0]["on"], said, actions)


def _action(given: dict[str, Any]) -> str:
    ends = f"; completed {given['completed']}: {given['outcome']}" if "completed" in given else ""
    owners = ", ".join(given["owners"])
    return f"{given['id']}: {given['text']} ({owners}; raised {given['raised']}, due {given['due']}, {given['status']}{ends})"


def to_doorstop(books: list[Book], folder: Path) -> None:
    """Write a document a book, a file an item. Doorstop wants one root: the first; and git's folder, to know the top."""
    (folder / ".git").mkdir(parents=True)
    for one in books:
        document = folder / one.key
        document.mkdir()
        settings = {"digits": 3, "prefix": one.key, "sep": "-"}
        parent = {} if one is books[0] else {"parent": books[0].key}
        _yaml(document / ".doorstop.yml", {"settings": settings | parent})
        for number, item in enumerate(one.items, 1):
            _yaml(document / f"{one.key}-{number:03}.yml", _doorstop_item(item), item.words())


def _doorstop_item(item: Item) -> dict[str, Any]:
    return {
        "active": True,
        "answer": item.answer,
        "dated": item.dated,
        "derived": True,
        "header": "",
        "level": item.id,
        "links": [],
        "normative": True,
        "ref": "",
        "reviewed": None,
    }


def _yaml(path: Path, data: dict[str, Any], text: str = "") -> None:
    """Write data as doorstop does: its text in a block, at the end."""
    block = f"text: |\n{indent(text, '  ')}\n" if text else ""
    path.write_text(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True) + block, encoding="utf-8")


GRAMMAR = """\
[GRAMMAR]
ELEMENTS:
- TAG: REQUIREMENT
  FIELDS:
  - TITLE: UID
    TYPE: String
    REQUIRED: True
  - TITLE: ANSWER
    TYPE: SingleChoice(met, partly, not met, not applicable)
    REQUIRED: True
  - TITLE: DATED
    TYPE: String
    REQUIRED: True
  - TITLE: STATEMENT
    TYPE: String
    REQUIRED: True
  - TITLE: EVIDENCE
    TYPE: String
    REQUIRED: True
  - TITLE: ACTIONS
    TYPE: String
    REQUIRED: False
"""


def to_strictdoc(books: list[Book], folder: Path) -> None:
    """Write a document a book, a section a benchmark."""
    folder.mkdir(parents=True)
    for one in books:
        head = f"[DOCUMENT]\nTITLE: {one.title}\nUID: {one.key}\n\n{GRAMMAR}"
        parts = [head, *(part for chapter in one.chapters for part in _strictdoc_section(one.key, chapter))]
        (folder / f"{one.key}.sdoc").write_text("\n".join(parts), encoding="utf-8")


def _strictdoc_section(key: str, chapter: Chapter) -> Iterator[str]:
    yield f"[[SECTION]]\nTITLE: {chapter.id} {chapter.title}: {chapter.rating}\n"
    for item in chapter.items:
        said = [("STATEMENT", item.text), ("EVIDENCE", item.evidence)]
        said += [("ACTIONS", "\n\n".join(item.actions))] if item.actions else []
        fields = "".join(f"{name}: >>>\n{text}\n<<<\n" for name, text in said)
        yield f"[REQUIREMENT]\nUID: {key}-{item.id}\nANSWER: {item.answer}\nDATED: {item.dated}\n{fields}"
    yield "[[/SECTION]]\n"


def to_trestle(books: list[Book], folder: Path) -> None:
    """Write an OSCAL catalog a book, a group a benchmark, a control an item."""
    (folder / ".trestle").mkdir(parents=True)
    (folder / ".trestle/config.ini").touch()
    for one in books:
        path = folder / "catalogs" / one.key / "catalog.json"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps({"catalog": _catalog(one)}, indent=2), encoding="utf-8")


def _catalog(one: Book) -> dict[str, Any]:
    return {
        "uuid": _uuid(one.key),
        "metadata": {
            "title": one.title,
            "last-modified": "2026-01-01T00:00:00+00:00",
            "version": "1",
            "oscal-version": "1.1.3",
        },
        "groups": [_group(one.key, chapter) for chapter in one.chapters],
    }


def _group(key: str, chapter: Chapter) -> dict[str, Any]:
    return {
        "id": f"{key}-b{chapter.id}",
        "title": chapter.title,
        "props": [{"name": "rating", "value": chapter.rating}],
        "parts": [{"id": f"{key}-b{chapter.id}-statement", "name": "statement", "prose": chapter.statement}],
        "controls": [_control(f"{key}-i{item.id}", item) for item in chapter.items],
    }


def _control(name: str, item: Item) -> dict[str, Any]:
    said = [("statement", item.text), ("evidence", item.evidence), *(("action", action) for action in item.actions)]
    return {
        "id": name,
        "title": item.text.partition("\n")[0],
        "props": [{"name": "answer", "value": item.answer}, {"name": "dated", "value": item.dated}],
        "parts": [{"id": f"{name}-{at}", "name": kind, "prose": text} for at, (kind, text) in enumerate(said)],
    }


def _uuid(name: str) -> str:
    made = uuid5(NAMESPACE_URL, name)
    return f"{str(made)[:14]}4{str(made)[15:]}"  # OSCAL wants version 4

"""A file's content as git should compare it: a toolkit as a line for each fact, anything else as it is."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from prevent_cli.reports.facts import facts
from prevent_cli.resources import FRAMEWORKS
from prevent_cli.store.reader import decode, read
from prevent_cli.store.seen import MAX_BYTES
from prevent_cli.store.source import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from prevent_cli.model.finding import Loc

_CONFLICT = re.compile(
    r"^(<{7,})(?: [^\n]*)?\n(.*?)^={7,}\r?\n(.*?)^>{7,}(?: [^\n]*)?(?:\n|\Z)", re.MULTILINE | re.DOTALL
)
_TOP = re.compile(r"(?:#[^\n]*\n|\r?\n)*")
_COMMENT = re.compile(r"(?:^|\s)#", re.MULTILINE)
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
_LEVELS = ("benchmarks", "questions", "expectations")


def readable_file(path: Path) -> bytes:
    """Give a file's content as ``readable`` does. Raises PreventError where it may not be opened."""
    content = read_bytes(path)
    return path.read_bytes() if len(content) > MAX_BYTES else readable(content)


def readable(content: bytes) -> bytes:
    """Give a toolkit as a line for each fact; the content as it is where it is none that can be read.

    In a file with git's conflict markers, these stand around the facts in dispute.
    """
    text, refusal = decode(content)
    made = None if refusal else _toolkit(text)
    if made is None and not refusal and _CONFLICT.search(text):
        made = _disputed(text)
    return content if made is None else made.encode()


def _toolkit(text: str) -> str | None:
    """Give a toolkit's facts; None where the text is no toolkit, or holds what may not stand in one."""
    if "toolkit/" not in text:
        return None
    data, refusals = read(text)
    if not isinstance(data, dict) or any(one.level == "error" for one in refusals):
        return None
    if not str(data.get("format")).startswith("toolkit/"):
        return None
    notes, end = _remarks(text, data)
    return facts(data, notes, _wording(data)) + "".join(f"{line}\n" for line in end)


def _remarks(text: str, data: dict[str, Any]) -> tuple[Mapping[Loc, list[str]], list[str]]:
    """Give the comments of a text as ``remarks`` does; where all stand at its top, that is quick to see."""
    top = _TOP.match(text)
    if top and not _COMMENT.search(text, top.end()):
        return {(): [line for line in top[0].splitlines() if line]}, []
    from prevent_cli.store.layout import remarks

    return remarks(text, data)


def _disputed(text: str) -> str | None:
    """Give the facts of both sides of a file in conflict; None where one of them is no toolkit."""
    ours, theirs = (_toolkit(_CONFLICT.sub(lambda found: found[side], text)) for side in (2, 3))  # noqa: B023 - used at once
    if ours is None or theirs is None:
        return None
    mine, other, made = ours.splitlines(keepends=True), theirs.splitlines(keepends=True), list[str]()
    for tag, start, end, begin, stop in SequenceMatcher(None, mine, other, autojunk=False).get_opcodes():
        if tag == "equal":
            made += mine[start:end]
        else:
            made += ["<<<<<<< ours\n", *mine[start:end], "=======\n", *other[begin:stop], ">>>>>>> theirs\n"]
    return "".join(made)


def _wording(data: dict[str, Any]) -> dict[str, str]:
    """Give the words of a framework on board by id, where the toolkit has items without words of their own."""
    name = data.get("framework")
    wordless = any(not {"title", "text"} & item.keys() for item in _items(data))
    if not wordless or not isinstance(name, str) or not _PLAIN_NAME.fullmatch(name):
        return {}
    path = FRAMEWORKS / f"{name}.yaml"
    known = read(decode(path.read_bytes())[0])[0] if path.is_file() else {}
    return {str(item["id"]): str(item.get("title") or item.get("text")) for item in _items(known)}


def _items(data: Any, level: int = 0) -> Iterator[dict[str, Any]]:
    """Give the items that have an id, as deep as there are levels."""
    found = data.get(_LEVELS[level]) if level < len(_LEVELS) else None
    for item in found if isinstance(found, list) else ():
        if isinstance(item, dict) and "id" in item:
            yield item
            yield from _items(item, level + 1)

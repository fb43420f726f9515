"""What can still be told of a toolkit that cannot be read: whose it is, for which period, in which framework."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from prevent_cli.model.fields import Record
from prevent_cli.model.parse import parse
from prevent_cli.model.toolkit import Organisation
from prevent_cli.model.when import When
from prevent_cli.store.reader import read

if TYPE_CHECKING:
    from prevent_cli.model.toolkit import Toolkit
    from prevent_cli.store.load import Loaded

_BLOCK = re.compile(r"^[\"']?(organisation|framework|period)[\"']?[ \t]*:.*(?:\n(?:[ \t].*)?(?=\n|\Z))*", re.MULTILINE)


class Unread(NamedTuple):
    """A toolkit that cannot be read: its path as ``Version`` has it, what findings call it, and what its text still says."""

    path: str
    file: str
    organisation: Organisation | None
    framework: str | None
    period: When | None


class _Head(Record):
    organisation: Organisation | None = None
    framework: str | None = None
    period: When | None = None


def unread(path: str, loaded: Loaded[Toolkit]) -> Unread:
    """Give what its text says in so many words; None for what it does not say, or says in two ways."""
    head: dict[str, Any] = {}
    for key, value in _said(loaded).items():
        record, _ = parse(_Head, {key: value})
        head[key] = getattr(record, key, None)
    return Unread(path, loaded.source.file, head.get("organisation"), head.get("framework"), head.get("period"))


def _said(loaded: Loaded[Toolkit]) -> dict[str, Any]:
    """Give the data of its head; of text that is no YAML, that of each key's own lines."""
    source = loaded.source
    if isinstance(source.data, dict):
        return {key: source.data[key] for key in _Head.model_fields if key in source.data}
    found: dict[str, Any] = {}
    for block in _BLOCK.finditer(source.text):
        data, refusals = read(block[0] + "\n")
        value = data.get(block[1]) if isinstance(data, dict) and not refusals else None
        found[block[1]] = value if found.get(block[1], value) == value else None
    return found

"""An OSCAL catalog, read from JSON, as a framework of ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from prevent_cli.errors import PreventError
from prevent_cli.importing.levels import DEEPEST, Adopted, Node, Notes, adopt, identifier

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KIND = "OSCAL catalog"
_INSERT = re.compile(r"\{\{\s*insert:\s*param,\s*([^\s}]+)\s*\}\}")
_OWN = ("id", "class", "title", "name", "prose", "parts", "groups", "controls", "ns", "params")
_METADATA = ("title", "version", "last-modified", "oscal-version", "remarks")
_CHOICES = 5


def is_catalog(data: Any) -> bool:
    """Whether JSON's data is an OSCAL catalog."""
    return isinstance(data, dict) and isinstance(data.get("catalog"), dict) and "metadata" in data["catalog"]


def framework(data: Mapping[str, Any]) -> Adopted:
    """Make a framework of a catalog: groups, controls and the items of their statements.

    Raises PreventError where the catalog holds nothing, or is deeper than 50 levels.
    """
    catalog = data["catalog"]
    notes = Notes()
    reader = _Catalog(catalog, notes)
    for key in catalog:
        if key not in {"uuid", "metadata", "groups", "controls", "params"}:
            notes.left_out(f"'{key}'", "the catalog")
    head = _head(catalog, _mapping(catalog.get("metadata")), notes)
    nodes = reader.top(head["title"])
    reader.remark()
    return adopt(KIND, head, nodes, notes)


def _head(catalog: Mapping[str, Any], metadata: Mapping[str, Any], notes: Notes) -> dict[str, Any]:
    title = " ".join(_text(metadata, "title").split()) or "Imported catalog"
    parties = [one for one in _mappings(metadata.get("parties")) if _text(one, "name")]
    for key in metadata:
        if key not in _METADATA and not (key == "parties" and len(parties) == 1):
            notes.left_out(f"'{key}'", "the metadata")
    facts = (("version", "version"), ("last-modified", "last modified"), ("oscal-version", "OSCAL"))
    said = [f"{label} {_text(metadata, key)}" for key, label in facts if _text(metadata, key)]
    origin = ", ".join([f"Imported from the {KIND} {_text(catalog, 'uuid')}".rstrip(), *said])
    notes.said.append("check the licence: a catalog has no place for one, and its words are somebody's")
    made = {
        "format": "framework/1",
        "id": identifier(title),
        "title": title,
        "publisher": _text(parties[0], "name") if parties else "",
        "edition": _text(metadata, "version"),
        "about": "\n\n".join(filter(None, (_text(metadata, "remarks"), f"{origin}."))),
    }
    return {key: value for key, value in made.items() if value}


class _Catalog:
    def __init__(self, catalog: Mapping[str, Any], notes: Notes) -> None:
        self.catalog = catalog
        self.notes = notes
        self.params = {_text(one, "id"): one for one in _params(catalog, 0)}
        self.filled = 0

    def remark(self) -> None:
        if self.filled:
            times = "once" if self.filled == 1 else f"{self.filled} times"
            self.notes.said.append(
                f"a parameter's label or choices stand in brackets where it is to be inserted, {times}"
            )
        if self.params:
            self.notes.left_out("'params', but for those labels and choices", ", ".join(list(self.params)[:3]))

    def top(self, title: str) -> tuple[Node, ...]:
        """Give the groups, and the controls outside any group as one more."""
        groups = self.groups(self.catalog)
        loose = self.controls(self.catalog)
        if not loose:
            return groups
        self.notes.said.append("controls outside any group stand under one benchmark")
        return (*groups, Node("", "Controls outside any group" if groups else title, children=loose))

    def groups(self, data: Mapping[str, Any]) -> tuple[Node, ...]:
        return tuple(self.group(one) for one in _mappings(data.get("groups")))

    def controls(self, data: Mapping[str, Any]) -> tuple[Node, ...]:
        return tuple(one for control in _mappings(data.get("controls")) if (one := self.control(control)))

    def group(self, data: Mapping[str, Any]) -> Node:
        prose, items = self.parts(data, ("overview", "statement"))
        below = (*items, *self.groups(data), *self.controls(data))
        return self.node(data, prose, below, asked=False)

    def control(self, data: Mapping[str, Any]) -> Node | None:
        """Give a control; None for one that is withdrawn and empty."""
        prose, items = self.parts(data, ("statement",))
        below = self.controls(data)
        if _prop(data, "status").casefold() == "withdrawn" and not (prose or items or below):
            self.notes.left_out("withdrawn control", f"{_text(data, 'id')} {_text(data, 'title')}".strip())
            return None
        return self.node(data, prose, (*items, *below), asked=not items)

    def parts(self, data: Mapping[str, Any], wanted: tuple[str, ...]) -> tuple[str, tuple[Node, ...]]:
        """Give the prose and the items of the parts that are wanted; the others have no place."""
        said: list[str] = []
        items: list[Node] = []
        for part in _mappings(data.get("parts")):
            if _text(part, "name") not in wanted:
                self.notes.left_out(f"part '{_text(part, 'name')}'", _text(data, "id") or _text(data, "title"))
                continue
            said.append(self.filled_in(_text(part, "prose")))
            items += self.items(part)
            self.leave(part, _text(part, "id"))
        return "\n\n".join(filter(None, said)), tuple(items)

    def items(self, data: Mapping[str, Any]) -> Iterator[Node]:
        for part in _mappings(data.get("parts")):
            below = tuple(self.items(part))
            yield self.node(part, self.filled_in(_text(part, "prose")), below, asked=not below)

    def node(self, data: Mapping[str, Any], prose: str, below: tuple[Node, ...], *, asked: bool) -> Node:
        name, label, title = _text(data, "id"), _prop(data, "label"), _text(data, "title")
        self.leave(data, name)
        if not title:
            return Node(name, "", f"{label} {prose}".strip(), below, asked, name)
        return Node(name, self.filled_in(f"{label} {title}".strip()), prose, below, asked, name)

    def leave(self, data: Mapping[str, Any], where: str) -> None:
        for key in data:
            if key not in _OWN and key != "props":
                self.notes.left_out(f"'{key}'", where)
        for one in _mappings(data.get("props")):
            if one.get("name") != "label" or "class" in one:
                self.notes.left_out(f"property '{one.get('name')}'", where)

    def filled_in(self, prose: str, depth: int = 0) -> str:
        """Put what is known of a parameter where the prose wants it inserted."""
        if "{{" not in prose or depth > _CHOICES:
            return prose
        return _INSERT.sub(lambda found: self.param(found, depth), prose)

    def param(self, found: re.Match[str], depth: int) -> str:
        one = self.params.get(found[1])
        if one is None:
            self.notes.said.append(f"check the parameter {found[1]}: the catalog does not define it")
            return found[0]
        self.filled += 1
        select = _mapping(one.get("select"))
        choices = [self.filled_in(str(choice), depth + 1) for choice in _list(select.get("choice"))]
        many = "one or more of" if select.get("how-many") == "one-or-more" else "one of"
        values = ", ".join(map(str, _list(one.get("values"))))
        said = values or (f"{many}: {'; '.join(choices)}" if choices else _text(one, "label"))
        return f"[{said or found[1]}]"


def _params(data: Mapping[str, Any], depth: int) -> Iterator[Mapping[str, Any]]:
    """Give every parameter of a catalog, wherever it stands. Raises PreventError for a catalog that is too deep."""
    if depth > DEEPEST:
        raise PreventError(f"this {KIND} has more than {DEEPEST} levels", "mend the file")
    yield from _mappings(data.get("params"))
    for key in ("groups", "controls", "parts"):
        for one in _mappings(data.get(key)):
            yield from _params(one, depth + 1)


def _prop(data: Mapping[str, Any], name: str) -> str:
    """Give the value of a property without a class; empty where there is none."""
    found = (one for one in _mappings(data.get("props")) if one.get("name") == name and "class" not in one)
    return next((_text(one, "value") for one in found), "")


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    return value.strip() if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _mappings(value: Any) -> list[dict[str, Any]]:
    return [one for one in _list(value) if isinstance(one, dict)]


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}

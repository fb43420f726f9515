"""A framework library of CISO Assistant, read from YAML, as a framework of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prevent_cli.errors import PreventError
from prevent_cli.importing.levels import DEEPEST, Adopted, Node, Notes, adopt, identifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

KIND = "CISO Assistant library"
_LIBRARY = ("urn", "ref_id", "name", "description", "copyright", "version", "provider", "packager", "locale", "objects")
_FRAMEWORK = ("urn", "ref_id", "name", "description", "requirement_nodes")
_NODE = ("urn", "assessable", "depth", "parent_urn", "ref_id", "name", "description")


def is_library(data: Any) -> bool:
    """Whether YAML's data is a library of CISO Assistant."""
    return isinstance(data, dict) and isinstance(data.get("objects"), dict) and "urn" in data


def framework(data: Mapping[str, Any]) -> Adopted:
    """Make a framework of a library's.

    Raises PreventError where the library holds no framework or several, or its tree cannot be followed.
    """
    notes = Notes()
    found = _only(data["objects"])
    _leave(notes, data, _LIBRARY, "the library")
    _leave(notes, data["objects"], ("framework",), "the library")
    _leave(notes, found, _FRAMEWORK, "the framework")
    nodes = found.get("requirement_nodes")
    if not isinstance(nodes, list) or not all(isinstance(one, dict) for one in nodes):
        raise PreventError(f"this {KIND} has no list 'requirement_nodes'", "is the file whole?")
    return adopt(KIND, _head(data, found), _Tree(nodes, notes).nodes(), notes)


def _only(objects: Mapping[str, Any]) -> dict[str, Any]:
    found = objects.get("framework")
    several = found if isinstance(found, list) else [found] if found else []
    if len(several) != 1 or not isinstance(several[0], dict):
        held = ", ".join(objects) or "nothing"
        raise PreventError(
            f"this {KIND} holds {len(several) or 'no'} framework{'s' * (len(several) != 1)}; it holds: {held}",
            "only a library with one framework can be imported",
        )
    one: dict[str, Any] = several[0]
    return one


def _head(library: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
    name = _text(found, "ref_id") or _text(library, "ref_id") or _text(found, "name")
    title = _text(found, "name") or _text(library, "name") or name or "Imported framework"
    origin = f"Imported from the {KIND} {_text(library, 'urn')}"
    facts = [f"{key} {_text(library, key)}" for key in ("version", "locale", "packager") if _text(library, key)]
    said = dict.fromkeys(filter(None, (_text(found, "description"), _text(library, "description"))))
    made = {
        "format": "framework/1",
        "id": identifier(name or title),
        "title": " ".join(title.split()),
        "aka": [_text(found, "urn")] if _text(found, "urn") else None,
        "publisher": _text(library, "provider"),
        "edition": _text(library, "version"),
        "licence": _text(library, "copyright"),
        "about": "\n\n".join([*said, f"{origin}, {', '.join(facts)}." if facts else f"{origin}."]),
    }
    return {key: value for key, value in made.items() if value}


class _Tree:
    """The flat list of nodes, which name their parents, as a tree."""

    def __init__(self, nodes: list[dict[str, Any]], notes: Notes) -> None:
        self.notes = notes
        self.below: dict[str, list[dict[str, Any]]] = {}
        self.left = len(nodes)
        known = {_urn(one) for one in nodes}
        if len(known) != len(nodes):
            raise PreventError(f"in this {KIND} nodes share a urn, or have none", "mend the file")
        last: dict[int, str] = {}
        for one in nodes:
            depth = _depth(one)
            self.below.setdefault(self._parent(one, known, last.get(depth - 1, "")), []).append(one)
            last[depth] = _urn(one)

    def _parent(self, node: Mapping[str, Any], known: set[str], before: str) -> str:
        """Give the urn of the node above: the one it names, else the last before it that is one level up."""
        named = _text(node, "parent_urn").casefold()
        if named and named not in known:
            self.notes.said.append(f"check {_name(node)}: it names a parent that the library lacks, and stands on top")
            return ""
        return named or before

    def nodes(self) -> tuple[Node, ...]:
        made = self._made("", 1)
        if self.left:
            raise PreventError(f"in this {KIND} {self.left} nodes are below themselves", "mend their parent_urn")
        return made

    def _made(self, parent: str, depth: int) -> tuple[Node, ...]:
        if depth > DEEPEST:
            raise PreventError(f"this {KIND} has more than {DEEPEST} levels", "mend the file")
        return tuple(self._node(one, depth) for one in self.below.get(parent, ()))

    def _node(self, node: Mapping[str, Any], depth: int) -> Node:
        self.left -= 1
        _leave(self.notes, node, _NODE, _name(node))
        below = self._made(_urn(node), depth + 1)
        asked = _text(node, "assessable").lower() in {"true", "yes", "1"}
        if not asked and not below:
            self.notes.said.append(f"check {_name(node)}: it is not for assessment there; here it can be answered")
        return Node(_name(node), _text(node, "name"), _text(node, "description"), below, asked, _text(node, "urn"))


def _leave(notes: Notes, data: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    for key in data:
        if key not in known:
            notes.left_out(f"'{key}'", where)


def _urn(node: Mapping[str, Any]) -> str:
    return _text(node, "urn").casefold()


def _name(node: Mapping[str, Any]) -> str:
    return _text(node, "ref_id") or _text(node, "urn").rpartition(":")[2]


def _depth(node: Mapping[str, Any]) -> int:
    depth = _text(node, "depth")
    return int(depth) if depth.isdecimal() and len(depth) < 4 else 1


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    return value.strip() if isinstance(value, str) else ""

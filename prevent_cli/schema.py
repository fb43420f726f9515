"""The JSON Schema of toolkit, framework and crosswalk files, made from the records themselves.

Editors read plain scalars as numbers and truth values where the tool reads text, so the
schema accepts number, boolean and null wherever text is meant.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from prevent_cli.model.crosswalk import Crosswalk
from prevent_cli.model.framework import Framework
from prevent_cli.model.toolkit import Toolkit

if TYPE_CHECKING:
    from prevent_cli.model.fields import Record

KINDS: dict[str, type[Record]] = {"toolkit": Toolkit, "framework": Framework, "crosswalk": Crosswalk}
_TEXT = ["string", "number", "boolean"]
_LOOKS = {"number": ("7", "2022"), "boolean": ("yes",)}
"""What an editor may take a text for, with texts that it takes for that."""
_KEPT = ("description", "pattern", "patternErrorMessage", "minLength")


def build(kind: str) -> dict[str, Any]:
    """Give the schema (draft 2020-12) of one kind of file."""
    record = KINDS[kind]
    made = record.model_json_schema(by_alias=True)
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A {kind} of prevent",
    }
    schema |= _lenient(made)
    schema["properties"]["format"] = {"const": f"{kind}/1", "description": f"{kind}/1"}
    return schema


def _lenient(node: Any) -> Any:
    """Let every text be what an editor may take it for, and every optional value be null."""
    if isinstance(node, list):
        return [_lenient(one) for one in node]
    if not isinstance(node, dict):
        return node
    node = {key: value for key, value in node.items() if key not in {"title", "default"} or isinstance(value, dict)}
    if node.get("type") == "string":
        return _text(node)
    if "anyOf" in node:
        return _options(node)
    made = {key: _lenient(value) for key, value in node.items()}
    if "properties" in made:
        needed = made.get("required", ())
        made["properties"] = {
            key: value if key in needed else _or_empty(value) for key, value in made["properties"].items()
        }
    if isinstance(made.get("additionalProperties"), dict):
        made["additionalProperties"] = _or_empty(made["additionalProperties"])
    return made


def _or_empty(node: dict[str, Any]) -> dict[str, Any]:
    """Let a key that may be left out stand there without a value: the tool reads that as absent."""
    if "enum" in node:
        return node if None in node["enum"] else node | {"enum": [*node["enum"], None]}
    if "$ref" in node:
        rest = {key: value for key, value in node.items() if key != "$ref"}
        return {"anyOf": [{"$ref": node["$ref"]}, {"type": "null"}]} | rest
    if "anyOf" in node:
        options = [one for one in node["anyOf"] if one != {"type": "null"}]
        return node | {"anyOf": [*options, {"type": "null"}]}
    if "type" not in node:
        return node
    kinds = node["type"] if isinstance(node["type"], list) else [node["type"]]
    return node if "null" in kinds else node | {"type": [*kinds, "null"]}


def _text(node: dict[str, Any]) -> dict[str, Any]:
    kept = {key: node[key] for key in _KEPT if key in node}
    if "enum" in node:
        return {"enum": node["enum"], **kept}
    return {"type": _taken_for(node["pattern"]) if "pattern" in node else _TEXT, **kept}


def _taken_for(pattern: str) -> list[str]:
    """Give what an editor may take a text of a pattern for: no id of an action is a number."""
    return ["string", *(kind for kind, looks in _LOOKS.items() if any(re.search(pattern, text) for text in looks))]


def _options(node: dict[str, Any]) -> dict[str, Any]:
    """Fold 'this or null' into one schema."""
    described = {"description": node["description"]} if "description" in node else {}
    options = [_lenient(one) for one in node["anyOf"] if one.get("type") != "null"]
    first: dict[str, Any] = options[0] if len(options) == 1 else {"anyOf": options}
    return (_or_empty(first) if {"type": "null"} in node["anyOf"] else first) | described

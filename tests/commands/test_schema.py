from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeProject, Run


def schema(run: Run, *args: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("schema", *args).stdout)
    return found


@pytest.mark.parametrize("kind", ["toolkit", "framework", "crosswalk"])
def test_a_schema_names_its_kind(run: Run, kind: str) -> None:
    assert schema(run, kind)["properties"]["format"]["const"] == f"{kind}/1"


def test_the_toolkits_is_the_default(run: Run) -> None:
    assert schema(run) == schema(run, "toolkit")


@pytest.mark.parametrize("kind", ["toolkit", "framework", "crosswalk"])
def test_a_schema_is_of_draft_2020_12(run: Run, kind: str) -> None:
    assert schema(run, kind)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("kind", ["toolkit", "framework", "crosswalk"])
def test_every_key_is_described(run: Run, kind: str) -> None:
    found = schema(run, kind)
    objects = {"": found, **found["$defs"]}
    bare = [
        f"{name}.{key}"
        for name, one in objects.items()
        for key, field in one.get("properties", {}).items()
        if "description" not in field | found["$defs"].get(field.get("$ref", "").rpartition("/")[2], {})
    ]

    assert bare == []


@pytest.mark.parametrize("kind", ["toolkit", "framework", "crosswalk"])
def test_an_unknown_key_is_refused_everywhere(run: Run, kind: str) -> None:
    found = schema(run, kind)
    objects = [one for one in (found, *found["$defs"].values()) if "properties" in one]

    assert [one for one in objects if one.get("additionalProperties") is not False] == []


def test_text_may_be_what_an_editor_takes_it_for(run: Run) -> None:
    assert schema(run)["properties"]["marking"]["type"] == ["string", "number", "boolean", "null"]


def test_a_schema_may_be_written_to_a_file(run: Run, tmp_path: Path) -> None:
    done = run("schema", "-o", tmp_path / "toolkit.json")

    assert done.stdout == ""
    assert json.loads((tmp_path / "toolkit.json").read_text(encoding="utf-8"))["title"]


def test_no_project_is_needed(run: Run, project: MakeProject) -> None:
    project({})

    assert run("schema").code == 0

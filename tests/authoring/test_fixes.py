"""What ``validate --fix`` mends: only what leaves no doubt."""

from __future__ import annotations

from typing import Any

import pytest

from prevent_cli.authoring.fixes import own_names, respellings
from prevent_cli.model.toolkit import Toolkit


def test_where_two_roles_go_by_one_name_the_first_has_it() -> None:
    data: dict[str, Any] = {
        "roles": [{"name": "CSP manager", "aka": ["CSM"]}, {"name": "Case manager", "aka": ["CSM"]}],
        "benchmarks": [{"id": "1", "actions": [{"id": "A1", "owners": ["CSM"]}]}],
    }

    own_names(data)

    assert data["benchmarks"][0]["actions"][0]["owners"] == ["CSP manager"]


@pytest.mark.parametrize("given", ["Amber", {"value": "Amber"}])
def test_a_colour_in_a_list_is_spelt_too(given: object) -> None:
    data = {"benchmarks": [{"id": "1", "moderated": ["red", given]}]}

    assert [one.new for one in respellings(Toolkit, data)] == ["amber"]

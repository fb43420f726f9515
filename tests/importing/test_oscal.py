from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from trestle.oscal.catalog import Catalog

from prevent_cli.errors import PreventError
from prevent_cli.importing.oscal import framework
from prevent_cli.model.framework import Framework
from prevent_cli.model.parse import parse
from tests.importing.test_ciso import items

if TYPE_CHECKING:
    from prevent_cli.importing.levels import Adopted

CATALOG: dict[str, Any] = json.loads("""\
{"uuid": "7a1b0d0e-5d6c-4c39-9c77-0d4f6f0a1c11",
 "metadata": {"title": "Controls for a lending library", "last-modified": "2024-05-01T00:00:00Z", "version": "1.0",
   "oscal-version": "1.1.2", "roles": [{"id": "creator", "title": "Creator"}],
   "parties": [{"uuid": "7a1b0d0e-5d6c-4c39-9c77-0d4f6f0a1c12", "type": "organization", "name": "Example Librarians"}]},
 "params": [{"id": "p-any", "label": "whenever"}],
 "groups": [
  {"id": "ln", "title": "Lending", "parts": [{"name": "overview", "prose": "Books come back."}],
   "controls": [
    {"id": "ln-1", "title": "Rules",
     "params": [{"id": "weeks", "label": "number of weeks"},
                {"id": "who", "select": {"how-many": "one-or-more", "choice": ["adults", "{{ insert: param, p-any }}"]}}],
     "props": [{"name": "label", "value": "LN-1"}, {"name": "sort-id", "value": "ln-01"}],
     "links": [{"href": "#x", "rel": "related"}],
     "parts": [
      {"id": "ln-1_smt", "name": "statement", "prose": "The library:", "parts": [
        {"id": "ln-1_smt.a", "name": "item", "props": [{"name": "label", "value": "a."}],
         "prose": "lends for {{ insert: param, weeks }} to {{ insert: param, who }}; and"},
        {"id": "ln-1_smt.b", "name": "item", "prose": "reminds:", "parts": [
          {"id": "ln-1_smt.b.1", "name": "item", "prose": "by letter."}]}]},
      {"id": "ln-1_gdn", "name": "guidance", "prose": "Be kind."}],
     "controls": [{"id": "ln-1.1", "title": "Children",
       "parts": [{"id": "ln-1.1_smt", "name": "statement", "prose": "A parent signs."}]}]},
    {"id": "ln-2", "title": "Fines", "props": [{"name": "status", "value": "withdrawn"}]},
    {"id": "ln-3", "title": "Lost books", "parts": [{"id": "ln-3_smt", "name": "statement", "prose": "They are paid for."}]}
  ]}],
 "back-matter": {"resources": [{"uuid": "7a1b0d0e-5d6c-4c39-9c77-0d4f6f0a1c13", "title": "A book"}]}}
""")


def adopted(**changes: Any) -> Adopted:
    made = framework({"catalog": CATALOG | changes})
    record, problems = parse(Framework, made.data)
    assert record is not None, problems
    return made


def control(prose: str, **more: Any) -> dict[str, Any]:
    part = {"id": "c_smt", "name": "statement", "prose": prose}
    return {"groups": [{"id": "g", "title": "G", "controls": [{"id": "c", "title": "C", "parts": [part], **more}]}]}


def test_the_catalog_of_these_tests_is_oscal() -> None:
    assert Catalog.model_validate(CATALOG).metadata.title == "Controls for a lending library"


def test_groups_controls_and_items_become_our_three_levels() -> None:
    assert items(adopted()) == {
        "1": "[ln] Lending",
        "1.1": "[ln-1] LN-1 Rules\n\nThe library:",
        "1.1.1": "[ln-1_smt.a] a. lends for [number of weeks] to [one or more of: adults; [whenever]]; and",
        "1.1.2": "[ln-1_smt.b.1] by letter.\n\nPart of: [ln-1_smt.b] reminds:",
        "1.1.3": "[ln-1.1] Children\n\nA parent signs.",
        "1.2": "[ln-3] Lost books\n\nThey are paid for.",
    }


def test_the_head_says_where_it_is_from() -> None:
    data = adopted().data

    assert (data["id"], data["publisher"], data["edition"]) == (
        "controls-for-a-lending-library",
        "Example Librarians",
        "1.0",
    )
    assert data["about"].endswith("version 1.0, last modified 2024-05-01T00:00:00Z, OSCAL 1.1.2.")


@pytest.mark.parametrize(
    "line",
    [
        "left out: 'back-matter', once: the catalog",
        "left out: 'roles', once: the metadata",
        "left out: part 'guidance', once: ln-1",
        "left out: 'links', once: ln-1",
        "left out: property 'sort-id', once: ln-1",
        "left out: withdrawn control, once: ln-2 Fines",
        "left out: 'params', but for those labels and choices, once: p-any, weeks, who",
    ],
)
def test_what_has_no_place_is_reported(line: str) -> None:
    assert line in adopted().notes


def test_an_unknown_parameter_stays_as_it_is_written() -> None:
    made = adopted(**control("Wait {{ insert: param, days }}."))

    assert items(made)["1.1"].endswith("Wait {{ insert: param, days }}.")
    assert "check the parameter days: the catalog does not define it" in made.notes


def test_a_parameter_that_inserts_itself_ends() -> None:
    own = {"params": [{"id": "me", "select": {"choice": ["x {{ insert: param, me }}"]}}]}

    assert items(adopted(**control("{{ insert: param, me }}", **own)))["1.1"].count("x ") < 10


def test_a_catalog_without_groups_is_one_benchmark() -> None:
    loose = [{"id": "misc", "title": "Hours"}]

    assert items(adopted(groups=[], controls=loose)) == {"1": "Controls for a lending library", "1.1": "[misc] Hours"}


def test_groups_in_groups_are_questions() -> None:
    inner = {"id": "g1", "title": "Inner", "controls": [{"id": "c", "title": "C"}]}

    assert items(adopted(groups=[{"id": "g", "title": "Outer", "groups": [inner]}])) == {
        "1": "[g] Outer",
        "1.1": "[g1] Inner",
        "1.1.1": "[c] C",
    }


def test_an_empty_catalog_is_refused() -> None:
    with pytest.raises(PreventError, match="holds nothing to assess"):
        adopted(groups=[])


def test_a_catalog_that_is_too_deep_is_refused() -> None:
    deep: dict[str, Any] = {"id": "g", "title": "G"}
    for _ in range(60):
        deep = {"id": "g", "title": "G", "groups": [deep]}

    with pytest.raises(PreventError, match="more than 50 levels"):
        adopted(groups=[deep])

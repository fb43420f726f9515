from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_cli.errors import PreventError
from prevent_cli.importing.ciso import framework, is_library
from prevent_cli.model.framework import Framework
from prevent_cli.model.parse import parse
from prevent_cli.store.reader import read

if TYPE_CHECKING:
    from prevent_cli.importing.levels import Adopted

LIBRARY = """\
urn: urn:example:risk:library:market-hall
locale: en
ref_id: MARKET-HALL
name: Running a market hall
description: How a market hall is run.
copyright: Public domain
version: 2
provider: Example Markets
translations: {fr: {name: Tenir une halle}}
objects:
  threats: [{ref_id: fire}]
  framework:
    urn: urn:example:risk:framework:market-hall
    ref_id: MARKET-HALL
    name: Running a market hall
    max_score: 5
    requirement_nodes:
"""
NODES = """\
    - {urn: "u:a", depth: 1, assessable: false, ref_id: A, name: Safety, description: The hall is safe.}
    - {urn: "u:a.5", depth: 2, assessable: false, parent_urn: "u:a", ref_id: A.5, name: Fire}
    - urn: u:a.5.1
      depth: 3
      assessable: true
      parent_urn: u:a.5
      ref_id: A.5.1
      description: Ways out are free and
        marked.
      annotation: Look at them weekly.
      implementation_groups: [S]
"""


def adopted(nodes: str, library: str = LIBRARY) -> Adopted:
    data, refusals = read(library + nodes)
    assert not refusals
    made = framework(data)
    record, problems = parse(Framework, made.data)
    assert record is not None, problems
    return made


def node(urn: str, parent: str = "", *, asked: bool = False, text: str = "") -> str:
    above = f'parent_urn: "{parent}", ' if parent else ""
    depth = urn.count(".") + 1
    return f'    - {{urn: "{urn}", {above}depth: {depth}, assessable: {str(asked).lower()}, description: "{text or urn}"}}\n'


def items(made: Adopted) -> dict[str, str]:
    """Give every item's words by its new id."""
    found: dict[str, str] = {}
    for benchmark in made.data["benchmarks"]:
        found[benchmark["id"]] = benchmark["title"]
        for question in benchmark["questions"]:
            found[question["id"]] = question["text"]
            found |= {one["id"]: one["text"] for one in question.get("expectations", ())}
    return found


def test_three_levels_become_ours_with_the_old_ids_in_brackets() -> None:
    made = adopted(NODES)

    assert items(made) == {"1": "[A] Safety", "1.1": "[A.5] Fire", "1.1.1": "[A.5.1] Ways out are free and marked."}
    assert made.data["benchmarks"][0]["statement"] == "The hall is safe."


def test_the_head_says_where_it_is_from() -> None:
    data = adopted(NODES).data

    assert (data["id"], data["publisher"], data["edition"]) == ("market-hall", "Example Markets", "2")
    assert (data["licence"], data["aka"]) == ("Public domain", ["urn:example:risk:framework:market-hall"])
    assert "Imported from the CISO Assistant library urn:example:risk:library:market-hall" in data["about"]


@pytest.mark.parametrize(
    "line",
    [
        "left out: 'translations', once: the library",
        "left out: 'threats', once: the library",
        "left out: 'max_score', once: the framework",
        "left out: 'annotation', once: A.5.1",
        "left out: 'implementation_groups', once: A.5.1",
    ],
)
def test_what_has_no_place_is_reported(line: str) -> None:
    assert line in adopted(NODES).notes


def test_the_table_of_ids_has_the_way_to_each() -> None:
    last = adopted(NODES).ids[-1]

    assert (last.new, last.old, last.source, last.path) == ("1.1.1", "A.5.1", "u:a.5.1", "A > A.5 > A.5.1")


def test_a_fourth_level_says_what_it_is_part_of() -> None:
    made = adopted(
        node("a") + node("a.1", "a") + node("a.1.1", "a.1", text="A heading.") + node("a.1.1.1", "a.1.1", asked=True)
    )

    assert items(made)["1.1.1"] == "[a.1.1.1] a.1.1.1\n\nPart of: [a.1.1] A heading."
    assert any(note.startswith("deeper than three levels") for note in made.notes)


def test_a_node_that_is_answered_beside_its_children_stands_once_more() -> None:
    found = items(adopted(node("a") + node("a.1", "a", asked=True, text="Floors.") + node("a.1.1", "a.1", asked=True)))

    assert found == {"1": "[a] a", "1.1": "[a.1] Floors.", "1.1.1": "[a.1] Floors.", "1.1.2": "[a.1.1] a.1.1"}


def test_a_benchmark_without_questions_is_a_question_itself() -> None:
    assert items(adopted(node("a", asked=True, text="A rota."))) == {"1": "[a] A rota.", "1.1": "[a] A rota."}


def test_nodes_that_name_no_parent_go_by_their_depth() -> None:
    assert list(items(adopted(node("a") + node("a.1") + node("a.1.1", asked=True)))) == ["1", "1.1", "1.1.1"]


@pytest.mark.parametrize(
    ("nodes", "said"),
    [
        (node("a", "b") + node("b", "a"), "2 nodes are below themselves"),
        (node("a") + node("a"), "share a urn"),
        ("", "has no list 'requirement_nodes'"),
        ("".join(node(f"a{n}", f"a{n - 1}" if n else "") for n in range(60)), "more than 50 levels"),
    ],
)
def test_a_tree_that_cannot_be_followed_is_refused(nodes: str, said: str) -> None:
    with pytest.raises(PreventError, match=said):
        adopted(nodes)


def test_a_library_of_something_else_says_what_it_holds() -> None:
    data, _ = read(
        dedent("""\
        urn: urn:example:risk:library:matrix
        objects: {risk_matrix: [{name: Five by five}]}
        """)
    )

    assert is_library(data)
    with pytest.raises(PreventError, match="holds no frameworks; it holds: risk_matrix"):
        framework(data)


def _numbered(shape: list[Any], parent: str, asked: list[bool]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for number, below in enumerate(shape):
        urn = f"{parent}.{number}" if parent else f"u{number}"
        one = {"urn": urn, "ref_id": urn.upper(), "description": f"words<{urn}>"}
        one["assessable"] = "true" if asked[len(urn) % len(asked)] else "false"
        found += [one | ({"parent_urn": parent} if parent else {}), *_numbered(below, urn, asked)]
    return found


@given(
    st.recursive(st.just([]), lambda below: st.lists(below, max_size=3), max_leaves=12).filter(bool),
    st.lists(st.booleans(), min_size=1, max_size=5),
)
def test_no_words_are_lost_whatever_the_shape(shape: list[Any], asked: list[bool]) -> None:
    nodes = _numbered(shape, "", asked)
    made = framework({"urn": "u", "objects": {"framework": {"name": "F", "requirement_nodes": nodes}}})
    record, problems = parse(Framework, made.data)
    said = "\n".join(items(made).values())

    assert record is not None, problems
    assert [one["urn"] for one in nodes if one["description"] not in said] == []
    assert len(items(made)) == len(made.ids)

"""What the program takes, and what the JSON Schema takes, of every value that may be written in more than one way."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from prevent_cli.model.parse import parse
from prevent_cli.schema import KINDS, build
from prevent_cli.store.reader import read
from tests.conftest import FRAMEWORK_HEAD, TOOLKIT_HEAD

PLACES = {
    "toolkit": TOOLKIT_HEAD + "benchmarks: []\nHERE\n",
    "organisation": "format: toolkit/1\nperiod: Dec 2021\nbenchmarks: []\nHERE\n",
    "period": "format: toolkit/1\norganisation: {name: Testshire Council}\nbenchmarks: []\nHERE\n",
    "benchmark": TOOLKIT_HEAD + "benchmarks:\n  - id: 7\n    HERE\n",
    "question": TOOLKIT_HEAD + "benchmarks:\n  - id: 7\n    questions:\n      - id: 7.3\n        HERE\n",
    "action": TOOLKIT_HEAD + "benchmarks:\n  - id: 7\n    actions:\n      - text: x\n        HERE\n",
    "framework": FRAMEWORK_HEAD + "benchmarks: []\nHERE\n",
    "mapping": "format: crosswalk/1\nid: x\ntitle: x\nfrom: a\nto: b\nmappings:\n  - note: x\n    HERE\n",
}
TAKEN = {
    "toolkit": (
        "roles: [{name: x, aka: y}]",
        "roles: [{name: x, aka: [y, 7]}]",
        "roles:",
        "glossary: {CTLP: , A: 1}",
        "as_of: 2021-12-31",
        "as_of: 31 Dec 2021",
        "policy: worst",
        "policy: 1",
        "policy: {}",
        "policy: {name: mine, red: {gap_over: 25%}}",
        "policy: {red: {gap_over: 25, essential_gap: no}}",
        "policy: {red: {gap_over: 12.5 %}}",
        'policy: {red: {gap_over: "100", essential_gap: "FALSE"}}',
        "policy: {red: , amber: , weights: {7.1: , 7.2: 2}}",
        'policy: {weights: {7.3.1: "2"}}',
        "waivers: [{code: no-owner, reason: x, until: 2022}]",
        "unparsed: []",
    ),
    "organisation": ("organisation: {name: 7, code: ~}",),
    "period": ("period: 2021", "period: Q4 2021/22", "period: 2021-12-31"),
    "benchmark": (
        "rating: red",
        "rating: {value: red}",
        "rating: {value: red, reason: no, on: 2021}",
        "rating:",
        "previous: {rating: red}",
        "previous: {rating: {value: red}, period: 2021}",
        "moderated: [red, {value: amber, by: x}]",
        "moderated: []",
        "computed: {value: not rated}",
        "actions: []",
        "questions: ~",
    ),
    "question": (
        "evidence: x",
        "evidence: 7",
        "evidence: [a]",
        "evidence: [a, 7, yes, {text: b, on: 2021}]",
        "evidence: {text: x}",
        "evidence: {link: x}",
        "evidence: {}",
        "evidence: []",
        "evidence:",
        "essential: yes",
        "essential: TRUE",
        'essential: "true"',
        'essential: "nO"',
        "answer: not met",
        "expectations:",
    ),
    "action": (
        "owners: x",
        "owners: 7",
        "owners: [x, 7]",
        "owners: []",
        "owners:",
        "also: 7.1",
        "also: 7.3.1",
        "also: [7, 7.3.1]",
        "was: A1",
        "was: [A1, yes]",
        "id: A14",
        "due: 2022",
        "progress: [{note: 12}]",
        "revised: [{due: 2022}]",
    ),
    "framework": ("aka: x", "aka: [x, 7]", "nations: [x]", "policy: worst", "policy: {name: x}"),
    "mapping": ("from: 7.1", "from: [7.1, 7.2.1]", "from:", "to: 7", "to: ~"),
}
REFUSED = {
    "toolkit": (
        "roles: x",
        "roles: [x]",
        "roles: [~]",
        "roles: {name: x}",
        "roles: [{name: }]",
        "roles: [{name: x, aka: [~]}]",
        "roles: [{name: x, aka: {y: z}}]",
        "glossary: x",
        "glossary: [x]",
        "glossary: {CTLP: [x]}",
        "policy: [worst]",
        "policy: {red: 25%}",
        "policy: {red: {gap_over: many}}",
        "policy: {red: {gap_over: 101}}",
        "policy: {red: {gap_over: 125%}}",
        "policy: {red: {gap_over: -1}}",
        "policy: {red: {gap_over: yes}}",
        "policy: {red: {gap_over: nan}}",
        "policy: {red: {gap_over: .inf}}",
        "policy: {red: {essential_gap: maybe}}",
        "policy: {weights: {7.3.1: 0}}",
        "policy: {weights: {7.3.1: 1.5}}",
        "policy: {weights: {7.3.1: two}}",
        "policy: {weights: {7.3.1: yes}}",
        "policy: {weights: {7.3.1: true}}",
        "policy: {weights: [2]}",
        "as_of: [2021-12-31]",
        "waivers: [no-owner]",
        "unparsed: [x]",
        "committee: Scrutiny",
        "audience: all",
    ),
    "organisation": ("organisation: x", "organisation: [x]", "organisation:", "organisation: {name: }"),
    "period": ("period: [2021]", "period: {a: b}", "period:"),
    "benchmark": (
        "rating: orange",
        "rating: [red]",
        "rating: {}",
        "rating: {value: }",
        "rating: {reason: x}",
        "previous: red",
        "previous: {rating: }",
        "moderated: red",
        "moderated: [orange]",
        "moderated: [~]",
        "moderated: {value: red}",
        "computed: red",
        "actions: none",
        "actions: [x]",
        "questions: [x]",
        "questions: {id: 7.1}",
    ),
    "question": (
        "evidence: [~]",
        "evidence: [[a]]",
        "evidence: {tekst: x}",
        "evidence: [{tekst: x}]",
        "evidence: {text: [x]}",
        "essential: maybe",
        "essential: 1",
        "essential: [yes]",
        "answer: yes",
        "withheld: x",
        "withheld: {reason: }",
    ),
    "action": (
        "owners: {a: b}",
        "owners: [{a: b}]",
        "owners: [~]",
        "also: 4-1",
        "also: yes",
        "also: [4.1.x]",
        "also: [~]",
        "was: 14",
        "was: [14]",
        "id: 14",
        "id: A.1",
        "due: [2022]",
        "progress: [x]",
        "progress: x",
        "revised: [2022]",
        "revised: 2022",
        "status: done",
    ),
    "framework": ("aka: {x: y}", "aka: [~]", "policy: [worst]"),
    "mapping": ("from: x", "from: [~]", "to: [7]", "to: yes"),
}


class Editor(yaml.SafeLoader):
    """Reads as editors do, by YAML 1.2: true and false are no text, 'yes', 'on' and dates are."""

    yaml_implicit_resolvers = {  # noqa: RUF012  PyYAML's own way
        first: [(tag, pattern) for tag, pattern in known if not tag.endswith((":timestamp", ":bool"))]
        for first, known in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|True|TRUE|false|False|FALSE"), list("tTfF"))


@cache
def schema(kind: str) -> Draft202012Validator:
    return Draft202012Validator(build(kind))


def kind_of(text: str) -> str:
    return text.removeprefix("format: ").partition("/")[0]


def fits(text: str) -> bool:
    """Whether the program takes a text."""
    data, refusals = read(text)
    return not refusals and not parse(KINDS[kind_of(text)], data)[1]


def fits_schema(text: str) -> bool:
    seen: Any = Editor(text).get_single_data()
    return schema(kind_of(text)).is_valid(seen)


def placed(forms: dict[str, tuple[str, ...]]) -> list[Any]:
    return [
        pytest.param(PLACES[place].replace("HERE", form), id=f"{place}: {form}")
        for place, many in forms.items()
        for form in many
    ]


@pytest.mark.parametrize("text", placed(TAKEN))
def test_a_form_that_is_taken_is_taken_by_both(text: str) -> None:
    assert (fits(text), fits_schema(text)) == (True, True)


@pytest.mark.parametrize("text", placed(REFUSED))
def test_a_form_that_is_refused_is_refused_by_both(text: str) -> None:
    assert (fits(text), fits_schema(text)) == (False, False)

"""What the program prints as JSON, held against the schemas in docs/schema/output."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
from jsonschema import Draft202012Validator

from prevent_cli.checks.codes import CODES
from prevent_cli.history import look_again
from prevent_cli.history.kinds import DIRECTIONS, KINDS, SCALES
from prevent_cli.history.trend import Step
from prevent_cli.model.assessment import ACTION_STATES, STATES
from prevent_cli.model.fields import AUDIENCES, COLOURS, STATUSES, Answer, Computed, Repeats
from tests.portfolio.councils import compared, councils

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import MakeProject, Run

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "docs" / "schema" / "output"
THURROCK = ROOT / "toolkits" / "thurrock" / "2021-12.yaml"
NAMES = ("actions", "diff", "frameworks", "portfolio", "rag", "report", "trend", "upgrade", "validate")
COMMANDS: dict[str, tuple[str, ...]] = {
    "validate": ("validate", "--format", "json"),
    "actions": ("actions", "--all", "--format", "json"),
    "rag": ("rag", "--what-if", "--format", "json"),
    "report": ("render", "--format", "json", "-o", "-"),
    "frameworks": ("frameworks", "--format", "json"),
    "diff": ("diff", "--format", "json"),
    "trend": ("trend", "--format", "json"),
    "portfolio": ("portfolio", "--format", "json"),
    "upgrade": ("upgrade", "--dry-run", "--format", "json"),
}

# Keys that are only there when an option asks for them.
ASKED_FOR = {"what_if"}

# Every key of the format that an output shows, each at least once.
FULL = """\
format: toolkit/1
title: Everything at once
about: All there is.
organisation: {name: Testshire Council, code: E06000000}
period: Q3 2021/22
as_of: 2021-12-31
marking: OFFICIAL
committee: {meeting: Scrutiny, date: Jan 2022, report_of: Director, contact: Clerk, release: for release}
audience: public
glossary: {WRAP: Workshop to Raise Awareness of Prevent}
benchmarks:
  - id: 1
    title: Training
    statement: Staff are trained.
    outcome: Staff know what to do.
    rating: {value: amber, reason: Training is late., by: Board, on: Dec 2021}
    previous: {rating: {value: red, by: Board}, period: Q2 2021/22}
    moderated: [{value: red, by: Peers, on: Jan 2022, reason: No register.}]
    next_steps: Finish.
    comments: Nearly there.
    actions:
      - {id: A1, text: Tell the board., owners: Clerk, due: Dec 2021}
    questions:
      - id: 1.1
        text: Is there a plan?
        evidence: [{text: The plan., link: "https://example.org/plan", on: Nov 2021, expires: Nov 2022}]
        actions:
          - id: A2
            text: Train everyone.
            owners: [Clerk, Registrar]
            raised: 1 May 2021
            due: Sept 2021
            revised: [{due: Nov 2021, on: Sept 2021, reason: Illness.}]
            progress: [{on: Oct 2021, note: Half are trained.}]
            repeats: yearly
          - {id: A3, text: Wait., awaiting: guidance, status: deferred, reason: The board said so.}
        expectations:
          - id: 1.1.1
            text: It is kept.
            essential: yes
            answer: partly
            reason: Not all of it.
            actions:
              - {id: A4, text: Do it., status: complete, completed: Oct 2021, outcome: Done., also: 1.1.2}
              - {text: One without an id.}
          - {id: 1.1.2, text: It is read., answer: not applicable, reason: Nobody reads.}
          - id: 1.1.3
            text: SECRET
            audience: officers
            withheld: {reason: names a case, exemption: Sch 12A para 7, by: Monitoring officer}
          - id: 1.1.4
            text: Cases are kept.
            evidence:
              - {text: SECRET, audience: officers, withheld: {reason: names a case}}
      - {id: 1.2, text: Is it enough?, answer: met}
  - id: 2
    title: Nothing judged
"""
SHORT = "format: toolkit/1\norganisation: {name: Testshire Council}\nperiod: Q4 2021/22\n"
INVALID = """\
format: toolkit/1
organisation: {name: Testshire Council}
period: Q4 2021
benchmarks:
  - id: 1
    titel: Training
  - id: 1
"""


def schema(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return read


def closed(name: str) -> Draft202012Validator:
    """Give a schema that allows no key beside those it describes."""
    tight = deepcopy(schema(name))
    for node in objects(tight):
        node.setdefault("additionalProperties", False)
    return Draft202012Validator(tight)


def objects(node: Any) -> Iterator[dict[str, Any]]:
    """Give every part of a schema that describes an object."""
    if isinstance(node, dict):
        if node.get("type") == "object":
            yield node
        for value in node.values():
            yield from objects(value)


def keys(node: Any) -> set[str]:
    """Give every key of some JSON, at any depth, but those of the glossary."""
    if isinstance(node, list):
        return set().union(*map(keys, node)) if node else set()
    if not isinstance(node, dict):
        return set()
    return set(node) | set().union(*(keys(value) for key, value in node.items() if key != "glossary"))


def described(name: str) -> set[str]:
    return {key for node in objects(schema(name)) for key in node.get("properties", {})}


def problems(name: str, value: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in closed(name).iter_errors(value)]


def printed(run: Run, name: str, *args: str | Path, code: int = 0) -> Any:
    done = run(*COMMANDS[name], *args)
    assert done.code == code, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def in_full(project: MakeProject) -> Path:
    """A project with one toolkit that uses every key."""
    return project({"toolkits/full.yaml": FULL})


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("name", NAMES)
def test_every_key_of_a_schema_is_explained_and_always_there(name: str) -> None:
    for node in objects(schema(name)):
        properties = node.get("properties", {})
        assert [key for key, value in properties.items() if not value.get("description")] == []
        assert [key for key in properties if key not in ASKED_FOR] == node.get("required", [])


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_lets_keys_be_added(name: str) -> None:
    assert [node for node in objects(schema(name)) if node.get("additionalProperties") is False] == []


def test_there_is_a_schema_for_every_output_and_no_other() -> None:
    assert sorted(path.name for path in SCHEMAS.iterdir()) == [f"{name}.schema.json" for name in NAMES]


@pytest.mark.parametrize("shared", ["action", "progress", "rating", "counts"])
def test_what_two_schemas_share_is_the_same_in_both(shared: str) -> None:
    found = [schema(name)["$defs"][shared] for name in NAMES if shared in schema(name)["$defs"]]

    assert len(found) == 2
    assert found[0] == found[1]


@pytest.mark.parametrize("name", ["validate", "actions", "rag", "report", "trend", "portfolio"])
def test_what_is_printed_for_the_toolkit_on_board_fits(name: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    assert problems(name, printed(run, name, THURROCK)) == []


def test_frameworks_fits(run: Run, in_full: Path) -> None:
    assert in_full.is_dir()
    assert problems("frameworks", printed(run, "frameworks")) == []


@pytest.mark.parametrize("audience", ["", "public", "partners", "officers"])
@pytest.mark.parametrize("name", ["actions", "rag", "report", "trend", "portfolio"])
def test_every_edition_of_a_full_toolkit_fits(name: str, audience: str, run: Run, in_full: Path) -> None:
    assert in_full.is_dir()
    options = ("--audience", audience) if audience else ()

    assert problems(name, printed(run, name, *options)) == []


@pytest.mark.parametrize("name", ["actions", "rag", "report"])
def test_a_full_toolkit_shows_every_key_that_is_described(name: str, run: Run, in_full: Path) -> None:
    assert in_full.is_dir()
    assert keys(printed(run, name)) == described(name)


def test_a_comparison_fits_and_shows_every_key(run: Run, in_full: Path) -> None:
    later = FULL.replace("Q3 2021/22", "Q4 2021/22").replace("2021-12-31", "2022-03-31")
    for old, new in (
        ("value: amber", "value: red"),
        ("answer: partly", "answer: met"),
        ("Nov 2021, on", "May 2022, on"),
    ):
        later = later.replace(old, new)
    (in_full / "toolkits" / "later.yaml").write_text(later, encoding="utf-8")

    found = printed(run, "diff")

    assert problems("diff", found) == []
    assert keys(found) == described("diff")
    assert {one["kind"] for one in found["comparisons"][0]["changes"]} >= {"rating-worse", "action-slipped"}


def test_a_comparison_of_a_toolkit_with_itself_fits(run: Run) -> None:
    assert problems("diff", printed(run, "diff", THURROCK, THURROCK)) == []


def test_an_upgrade_fits_and_shows_every_key(run: Run, project: MakeProject) -> None:
    text = THURROCK.read_text(encoding="utf-8").replace("period: Dec 2021", "# The last quarter.\nperiod: Dec 2021")
    project({"toolkits/2021-12.yaml": text})

    found = printed(run, "upgrade")

    assert problems("upgrade", found) == []
    assert keys(found) == described("upgrade")


def test_a_key_that_an_option_asks_for_is_not_there_without_it(run: Run, in_full: Path) -> None:
    assert in_full.is_dir()
    found = json.loads(run("rag", "--format", "json").stdout)

    assert problems("rag", found) == []
    assert not ASKED_FOR & keys(found)


def test_two_periods_show_every_key_of_a_trend(run: Run, in_full: Path) -> None:
    earlier = FULL.replace("Q3 2021/22", "Q2 2021/22").replace("id: A4,", "id: A5,")
    (in_full / "toolkits" / "earlier.yaml").write_text(earlier, encoding="utf-8")

    found = printed(run, "trend")

    assert problems("trend", found) == []
    assert keys(found) == described("trend")


def test_five_bodies_show_every_key_of_a_portfolio(run: Run, project: MakeProject) -> None:
    broken = {"toolkits/z.yaml": "format: toolkit/1\nperiod: soon\n", "bodies.csv": "code,region\nE06000001,East\n"}
    project(compared(councils(5, answer="not met")) | broken)

    whole = printed(run, "portfolio", "--skip-invalid", "--bodies", "bodies.csv")
    alone = printed(run, "portfolio", "--skip-invalid", "--body", "A Council")

    assert problems("portfolio", whole) + problems("portfolio", alone) == []
    assert keys(whole) | keys(alone) == described("portfolio") | {"region"}


def test_findings_fit(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "invalid.yaml"
    file.write_text(INVALID, encoding="utf-8")

    found = printed(run, "validate", file, code=1)

    assert problems("validate", found) == []
    assert {one["code"] for one in found["findings"]} >= {"unknown-key", "bad-date"}


def test_a_finding_with_a_second_place_fits(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "invalid.yaml"
    file.write_text(INVALID.replace("    titel: Training\n", "").replace("Q4 2021", "2021"), encoding="utf-8")

    waived = tmp_path / "waived.yaml"
    waiver = "waivers: [{code: no-owner, reason: Soon., until: 2099}]"
    waived.write_text(f"{SHORT}benchmarks: [{{id: 1, actions: [{{id: A1, text: Go.}}]}}]\n{waiver}\n", encoding="utf-8")

    found = printed(run, "validate", file, waived, code=1)

    assert problems("validate", found) == []
    assert keys(found) == described("validate")


def test_a_file_that_is_not_yaml_fits(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "invalid.yaml"
    file.write_text("text: Reviewed: done\n", encoding="utf-8")

    assert problems("validate", printed(run, "validate", file, code=1)) == []


def test_a_key_that_no_schema_describes_is_noticed() -> None:
    assert problems("validate", {"files": 0, "errors": 0, "warnings": 0, "findings": [], "more": 1}) != []


def test_every_code_is_written_as_the_schema_says() -> None:
    rule = Draft202012Validator(schema("validate")["$defs"]["finding"]["properties"]["code"])

    assert [code for code in CODES if not rule.is_valid(code)] == []


@pytest.mark.parametrize(
    ("name", "part", "key", "words"),
    [
        ("actions", "action", "status", STATUSES),
        ("actions", "action", "state", ACTION_STATES),
        ("actions", "action", "audience", AUDIENCES),
        ("actions", "action", "repeats", (*get_args(Repeats), None)),
        ("diff", "change", "kind", KINDS),
        ("diff", "change", "direction", DIRECTIONS),
        ("diff", "change", "scale", (*SCALES, None)),
        ("rag", "rating", "value", COLOURS),
        ("rag", "rag", "judged", (*COLOURS, None)),
        ("rag", "rag", "computed", get_args(Computed)),
        ("rag", "what_if", "from", get_args(Computed)),
        ("trend", "cell", "judged", (*COLOURS, None)),
        ("trend", "cell", "computed", (*get_args(Computed), None)),
        ("trend", "cell", "step", (*get_args(Step), None)),
        ("trend", "trend", "audience", AUDIENCES),
        ("portfolio", "rating_of", "judged", (*COLOURS, None)),
        ("portfolio", "rating_of", "computed", get_args(Computed)),
        ("report", "expectation", "state", (*STATES, "not shown")),
        ("report", "expectation", "answer", (*get_args(Answer), None)),
        ("report", "question", "state", (*STATES, "not shown", None)),
        ("upgrade", "look_again", "kind", look_again.KINDS),
    ],
)
def test_a_schema_lists_the_words_of_the_program(name: str, part: str, key: str, words: tuple[str | None, ...]) -> None:
    assert set(schema(name)["$defs"][part]["properties"][key]["enum"]) == set(words)


def shown() -> list[tuple[str, Any]]:
    """Give the name and the value of every JSON example in docs/json.md; headings name the outputs."""
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    names = {"render --format json": "report"}
    sections = [section.partition("\n") for section in page.split("\n## ")]
    return [
        (names.get(heading, heading), json.loads(found))
        for heading, _, text in sections
        for found in re.findall(r"^```json\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    ]


@pytest.mark.parametrize(("name", "value"), shown(), ids=[name for name, _ in shown()])
def test_an_example_of_the_docs_fits(name: str, value: Any) -> None:
    assert problems(name, value) == []


def test_the_docs_show_every_output() -> None:
    assert sorted(name for name, _ in shown()) == list(NAMES)

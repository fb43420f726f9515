from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prevent_cli.model.parse import did_you_mean, nearest, parse, short
from prevent_cli.model.toolkit import Toolkit
from prevent_cli.model.when import When
from prevent_cli.store.load import load_framework, load_toolkit
from prevent_cli.store.source import findings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from prevent_cli.model.finding import Finding
    from tests.conftest import MakeToolkit

HEAD = """\
format: toolkit/1
organisation: {name: Testshire Council}
period: Dec 2021
"""


@pytest.fixture
def found(tmp_path: Path) -> Callable[[str], list[Finding]]:
    """Read a toolkit of which the first three lines are given, and give what was found."""

    def make(text: str) -> list[Finding]:
        path = tmp_path / "a.yaml"
        path.write_text(text if text.startswith("format") else HEAD + text, encoding="utf-8")
        loaded = load_toolkit(path)
        return findings(loaded.source, loaded.problems)

    return make


def action(lines: str) -> str:
    """Put an action's lines where an action stands: they begin in line 11, column 13."""
    indented = "\n".join(" " * 12 + line for line in lines.splitlines())
    return f"""\
benchmarks:
  - id: 7
    questions:
      - id: 7.3
        evidence: x
        actions:
          -
{indented}
"""


WRONG = [
    # what is written, line, column, code, what the message names, what the help says
    ("benchmrks: []\nbenchmarks: []\n", 4, 1, "unknown-key", "'benchmrks'", "did you mean 'benchmarks'?"),
    ("benchmarks:\n  - id: 7\n    evidence: x\n", 6, 5, "unknown-key", "'evidence'", "its keys are: id, title"),
    (
        "benchmarks:\n  - id: 7\n    questions:\n      - id: 7.3\n        evidense: x\n",
        8,
        9,
        "unknown-key",
        "'evidense' is not a key of a question",
        "did you mean 'evidence'?",
    ),
    ("benchmarks: []\nTitle: x\n", 5, 1, "unknown-key", "'Title'", "did you mean 'title'?"),
    ("benchmarks:\n  - id: 7\n    rating: orange\n", 6, 13, "unknown-value", "'orange'", "red, amber, green"),
    ("benchmarks:\n  - id: 7\n    rating: ambr\n", 6, 13, "unknown-value", "'ambr'", "did you mean 'amber'?"),
    ("benchmarks:\n  - id: 7\n    rating: Amber\n", 6, 13, "unknown-value", "'Amber'", "did you mean 'amber'?"),
    ("benchmarks:\n  - id: 7\n    rating: {value: Gren}\n", 6, 21, "unknown-value", "'Gren'", "did you mean 'green'?"),
    ("audience: publik\nbenchmarks: []\n", 4, 11, "unknown-value", "'publik'", "did you mean 'public'?"),
    (action("text: x\nstatus: done"), 12, 21, "unknown-value", "'done'", "allowed are: open, in progress, complete"),
    (action("text: x\nrepeats: monthy"), 12, 22, "unknown-value", "'monthy'", "did you mean 'monthly'?"),
    (action("text: x\nid: 14"), 12, 17, "bad-id", "'14'", "such as A14"),
    (action("text: x\nalso: [4.1.x]"), 12, 20, "bad-id", "'4.1.x'", "such as 7.3.1"),
    (action("text: x\nalso: 4-1"), 12, 19, "bad-id", "'4-1'", "such as 7.3.1"),
    ("benchmarks:\n  - id: 7a\n", 5, 9, "bad-id", "'7a'", "digits and dots"),
    ("benchmarks:\n  - id: 7.\n", 5, 9, "bad-id", "'7.'", "digits and dots"),
    ("benchmarks:\n  - title: x\n", 5, 5, "missing-key", "'id'", "add 'id: …'"),
    (action("owners: x"), 11, 13, "missing-key", "an action needs the key 'text'", "add 'text: …'"),
    (action("text:\nowners: x"), 11, 13, "missing-key", "'text'", "add 'text: …'"),
    ("title: x\n", 1, 1, "missing-key", "a toolkit needs the key 'benchmarks'", "add 'benchmarks: …'"),
    (action("text: x\ndue: Q4 2021"), 12, 18, "bad-date", "'Q4 2021'", "write it like one of"),
    (action("text: x\ndue: soon"), 12, 18, "bad-date", "'soon'", "write it like one of"),
    (
        action("text: x\nrevised: [{due: 2021-22}]"),
        12,
        29,
        "bad-date",
        "the financial year 2021/22",
        "write it like one of",
    ),
    (
        "as_of: Dec 2021\nbenchmarks: []\n",
        4,
        8,
        "bad-date",
        "'Dec 2021' is more than one day",
        "2021-11-30, 30 Nov 2021, 30/11/21",
    ),
    ("as_of: soon\nbenchmarks: []\n", 4, 8, "bad-date", "'soon' is not a date", "write one day"),
    (
        "benchmarks:\n  - id: 7\n    questions:\n      - id: 7.3\n        essential: maybe\n",
        8,
        20,
        "bad-value",
        "'maybe'",
        "write yes or no",
    ),
    (
        "policy: {name: own, red: {gap_over: 125%}}\nbenchmarks: []\n",
        4,
        37,
        "bad-value",
        "'125%' is not between 0% and 100%",
        "25 means 25 %",
    ),
    ("policy: {red: {gap_over: few}}\nbenchmarks: []\n", 4, 26, "bad-value", "'few'", "25 means 25 %"),
    ("policy: {weights: {7.3.1: 0}}\nbenchmarks: []\n", 4, 27, "bad-value", "'0'", "a whole number from 1"),
    (action("text: x\nowners: {CSP: manager}"), 12, 21, "wrong-shape", "'owners' should be a list", "a list"),
    (action("text: [x]"), 11, 19, "wrong-shape", "'text' should be text, but a list", "write text here"),
    (action("text: {Reviewed: done}"), 11, 19, "wrong-shape", "'text' should be text, but a mapping", "quotes"),
    ("benchmarks:\n  - id: 7\n    actions: none\n", 6, 14, "wrong-shape", "'actions' should be a list", "a list"),
    ("benchmarks: 7\n", 4, 13, "wrong-shape", "'benchmarks' should be a list", "begin with -"),
    ("benchmarks: [7]\n", 4, 14, "wrong-shape", "an item of 'benchmarks' should be a mapping", "key: value"),
    (
        "benchmarks:\n  - id: 7\n    questions: [str]\n",
        6,
        17,
        "wrong-shape",
        "an item of 'questions' should be a mapping",
        "key: value",
    ),
    ("benchmarks:\n  - id: 7\n    moderated: [[red]]\n", 6, 17, "wrong-shape", "an item of 'moderated'", "key: value"),
    ("benchmarks:\n  - id: 7\n    moderated: [blue]\n", 6, 17, "unknown-value", "'blue'", "red, amber, green"),
    (action("text: x\nowners: [{a: b}]"), 12, 22, "wrong-shape", "an item of 'owners' should be text", "quotes"),
    ("glossary: [x]\nbenchmarks: []\n", 4, 11, "wrong-shape", "'glossary' should be a mapping", "key: value"),
    ("benchmarks:\n  - id: 7\n    rating: [red]\n", 6, 13, "wrong-shape", "'rating' should be a mapping", "key: value"),
    ("marking: {a: b}\nbenchmarks: []\n", 4, 10, "wrong-shape", "'marking' should be text", "quotes"),
    (
        "format: toolkit/2\norganisation: {name: x}\nperiod: 2021\nbenchmarks: []\n",
        1,
        9,
        "unknown-value",
        "'toolkit/2'",
        "did you mean 'toolkit/1'?",
    ),
    (
        "format: toolkit/1\norganisation: x\nperiod: 2021\nbenchmarks: []\n",
        2,
        15,
        "wrong-shape",
        "'organisation' should be a mapping",
        "key: value",
    ),
]


@pytest.mark.parametrize(("text", "line", "column", "code", "message", "help_"), WRONG)
def test_what_does_not_fit_says_where_what_and_what_to_do(
    found: Callable[[str], list[Finding]],
    text: str,
    line: int,
    column: int,
    code: str,
    message: str,
    help_: str,
) -> None:
    (one,) = found(text)

    assert (one.line, one.column, one.code, one.level) == (line, column, code, "error")
    assert message in one.message
    assert help_ in one.help


@pytest.mark.parametrize("day", ["Dec 2021", "Q4 2021", "soon", "2021-02-30"])
def test_where_a_day_is_meant_only_days_are_offered(found: Callable[[str], list[Finding]], day: str) -> None:
    (one,) = found(f"as_of: {day}\nbenchmarks: []\n")

    offered = one.help.removeprefix("write one day, like one of ").split(", ")

    assert [When.parse(each).is_day for each in offered] == [True, True, True]


def test_every_reason_is_given_at_once(found: Callable[[str], list[Finding]]) -> None:
    text = "audience: all\ntitel: x\nbenchmarks:\n  - id: x\n    rating: blue\n"

    assert [one.code for one in found(text)] == ["unknown-value", "unknown-key", "bad-id", "unknown-value"]


def test_a_finding_names_the_item_and_the_action(found: Callable[[str], list[Finding]]) -> None:
    (one,) = found(action("id: A14\ntext: x\nstatus: done"))

    assert (one.at, one.where) == ("A14", "question 7.3, action A14")


def test_what_stands_far_from_any_known_word_gets_no_guess(found: Callable[[str], list[Finding]]) -> None:
    (one,) = found("xyzzy: 1\nbenchmarks: []\n")

    assert "did you mean" not in one.help


def test_a_long_value_is_cut_in_the_message(found: Callable[[str], list[Finding]]) -> None:
    (one,) = found(f"audience: {'x' * 5000}\nbenchmarks: []\n")

    assert len(one.message) < 200


@pytest.mark.parametrize("content", ["- id: 7\n", "just text\n", "~\n"])
def test_a_file_that_is_no_mapping_says_how_to_begin(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(content)
    loaded = load_toolkit(path)
    codes = {one.code for one in findings(loaded.source, loaded.problems)}

    assert loaded.record is None
    assert codes <= {"not-a-mapping", "empty-file"}


def test_a_framework_is_told_of_its_own_keys(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("format: framework/1\nid: x\ntitle: x\nbenchmarks:\n  - id: 1\n    title: x\n    rating: red\n")
    loaded = load_framework(path)
    (one,) = findings(loaded.source, loaded.problems)

    assert (one.line, one.column, one.code) == (7, 5, "unknown-key")


@pytest.mark.parametrize(
    ("written", "means"),
    [("yes", True), ("Yes", True), ("true", True), ("no", False), ("NO", False), ("false", False)],
)
def test_essential_is_yes_or_no(toolkit: MakeToolkit, written: str, means: bool) -> None:
    made = toolkit(f"benchmarks:\n  - id: 7\n    questions:\n      - id: 7.3\n        essential: {written}\n")

    assert made.benchmarks[0].questions[0].essential is means


def test_a_plain_owner_is_a_list_of_one(toolkit: MakeToolkit) -> None:
    made = toolkit("benchmarks:\n  - id: 7\n    actions:\n      - text: x\n        owners: CSP manager\n")

    assert (made.benchmarks[0].actions or ())[0].owners == ("CSP manager",)


def test_a_plain_rating_is_its_value(toolkit: MakeToolkit) -> None:
    rating = toolkit("benchmarks:\n  - id: 7\n    rating: amber\n").benchmarks[0].rating

    assert rating is not None
    assert rating.value == "amber"


def test_plain_evidence_is_one_item(toolkit: MakeToolkit) -> None:
    made = toolkit("benchmarks:\n  - id: 7\n    questions:\n      - id: 7.3\n        evidence: Yes\n")

    assert [one.text for one in made.benchmarks[0].questions[0].evidence or ()] == ["Yes"]


def test_a_policy_may_be_only_a_name(toolkit: MakeToolkit) -> None:
    policy = toolkit("policy: worst\nbenchmarks: []\n").policy

    assert policy is not None
    assert policy.name == "worst"


def test_an_id_with_ten_is_not_an_id_with_one(toolkit: MakeToolkit) -> None:
    assert [one.id for one in toolkit("benchmarks: [{id: 7.10}, {id: 7.1}]\n").benchmarks] == ["7.10", "7.1"]


def test_no_actions_needed_differs_from_nothing_said(toolkit: MakeToolkit) -> None:
    made = toolkit("benchmarks:\n  - id: 7\n    actions: []\n  - id: 8\n    actions:\n")

    assert [one.actions for one in made.benchmarks] == [(), None]


def test_the_audience_is_officers_unless_said(toolkit: MakeToolkit) -> None:
    assert toolkit("benchmarks: []\n").audience == "officers"


def test_an_action_is_open_unless_said(toolkit: MakeToolkit) -> None:
    made = toolkit("benchmarks:\n  - id: 7\n    actions:\n      - text: x\n")

    assert (made.benchmarks[0].actions or ())[0].status == "open"


def test_a_record_cannot_be_changed(toolkit: MakeToolkit) -> None:
    with pytest.raises(ValueError, match="frozen"):
        toolkit("benchmarks: []\n").title = "x"  # type: ignore[misc]


@pytest.mark.parametrize("data", [None, [], "x", 7, {}, {"format": {}}, {"format": None}, {"benchmarks": [None]}])
def test_no_data_raises_anything(data: object) -> None:
    record, problems = parse(Toolkit, data)

    assert record is None
    assert problems


def test_the_nearest_word_ignores_case() -> None:
    assert nearest("CSP MANAGR", ["CSP manager", "Prevent Board"]) == "CSP manager"


def test_a_guess_comes_with_all_known_words() -> None:
    assert did_you_mean("opne", ["open", "complete"], "allowed are") == (
        "did you mean 'open'? allowed are: open, complete"
    )


def test_a_quoted_value_fits_a_line() -> None:
    assert short("one\ntwo  three") == "'one two three'"

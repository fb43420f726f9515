"""What an editor shows, asked of the language server behind YAML in VS Code, Neovim and Helix."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.editors.client import Editor
from tests.tools import EDITORS, need

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent.parent
SCHEMA = ROOT / "docs" / "schema" / "toolkit.json"
THURROCK = ROOT / "toolkits" / "thurrock" / "2021-12.yaml"
MODELINE = f"# yaml-language-server: $schema={SCHEMA.as_uri()}\n"
MISTAKE = "no_such_key: here\n"
ACTION = """\
format: toolkit/1
organisation: {name: Testshire Council}
period: Dec 2021
benchmarks:
  - id: 7
    actions:
      - id: A1
        text: Finish the draft
        due: Nov 21
        status: open
"""
TRAPS = """\
format: toolkit/1
title:
about: 2021
organisation: {name: 007, code: ~}
period: 2021
as_of: 2021-12-31
marking: no
audience:
policy:
roles:
glossary: {CTLP: , A: 1, no: yes, 999: Police}
benchmarks:
  - id: 7.10
    title: 12:30
    rating: green
    previous:
    moderated:
    computed: ~
    next_steps: No
    comments: ~
    actions:
    questions:
      - id: 7.10.1
        text: 12:30
        evidence: Yes
        essential: yes
        reason: ~
        answer:
        actions:
          - id: E1
            text: 1e3
            due: 2022
            raised: 2021-11
            owners: 7
            also: 7.10
            was:
            revised:
            progress:
            status:
            repeats:
            completed:
            audience:
            withheld:
      - id: 7.10.2
        answer: ~
        essential:
        evidence: [{text: 1.0, link: ~, on: 2021, expires: 2022-01-01}]
        actions: []
        expectations:
          - id: 7.10.3
            text: 0x1F
            evidence:
              - text: on
            actions:
              - id: A2
                text: no
                owners: [7, Yes]
                also: [7.10, 7]
                due: 30 Nov 2021
                revised: [{due: 2022, on: 2021, reason: }]
                progress: [{note: 12, on: ~}]
          - id: 7.11
            evidence:
            actions: ~
      - id: 7.12
        expectations:
  - id: 8
    rating: {value: amber, reason: No, by: 1, on: 2021}
    previous: {rating: red, period: 2021}
    questions:
waivers:
unparsed:
"""
POLICY = """\
format: toolkit/1
organisation: {name: Testshire Council}
period: Dec 2021
glossary:
policy:
  name: 1
  version: 2.0
  red: {gap_over: 25%, essential_gap: }
  amber:
  not_rated: {not_assessed_over: }
  weights: {7.10: 2, 8: }
  words:
benchmarks: []
"""
ESSENTIAL = """\
format: toolkit/1
organisation: {name: Testshire Council}
period: Dec 2021
benchmarks: [{id: 7, questions: [{id: 7.1, essential: WORD}]}]
"""


@pytest.fixture(scope="module")
def editor() -> Iterator[Editor]:
    """Run the language server for the tests of this file."""
    with Editor(need("node"), need("yaml-language-server"), "--stdio") as running:
        yield running


_numbers = count()


def place() -> str:
    """Give a place where no text has been opened before; no file need be there."""
    return (EDITORS / f"text-{next(_numbers)}.yaml").as_uri()


def problems(editor: Editor, text: str) -> list[str]:
    """Give what is underlined in a text, as 'line:column: message'.

    A mistake is put at its end, which shows that the schema was at work, and left out of the answer.
    """
    *found, last = sorted(editor.open(place(), text + MISTAKE), key=lambda one: (one.line, one.column))
    assert (last.line, last.message) == (len(text.splitlines()) + 1, "Property no_such_key is not allowed.")
    return [f"{one.line}:{one.column}: {one.message}" for one in found]


def opened(editor: Editor, text: str) -> str:
    uri = place()
    editor.open(uri, text)
    return uri


def where(text: str, words: str) -> tuple[int, int]:
    """Give the line and the column just after some words."""
    before = text[: text.index(words) + len(words)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def test_the_version_is_the_one_that_is_pinned() -> None:
    need("yaml-language-server")
    pinned = json.loads((EDITORS / "package.json").read_text(encoding="utf-8"))["dependencies"]
    installed = EDITORS / "node_modules" / "yaml-language-server" / "package.json"
    if not installed.exists():
        pytest.skip("the language server comes from the PATH")

    assert json.loads(installed.read_text(encoding="utf-8"))["version"] == pinned["yaml-language-server"]


def test_the_words_for_a_status_are_offered(editor: Editor) -> None:
    text = MODELINE + ACTION.replace("status: open", "status: ")
    offered = editor.complete(opened(editor, text), *where(text, "status: "))

    assert [word for word in offered if word != "null"] == ["open", "in progress", "complete", "deferred", "withdrawn"]


def test_keys_that_are_not_there_yet_are_offered(editor: Editor) -> None:
    text = MODELINE + ACTION + "        \n"
    offered = editor.complete(opened(editor, text), len(text.splitlines()), 9)

    assert {"owners", "awaiting", "outcome"} <= set(offered)
    assert "status" not in offered


def test_the_pointer_on_a_key_shows_what_it_is_for(editor: Editor) -> None:
    text = MODELINE + ACTION
    shown = editor.hover(opened(editor, text), *where(text, "du"))

    assert "When it was first due. Due means: by the last day." in shown


def test_a_sound_text_has_nothing_underlined(editor: Editor) -> None:
    assert problems(editor, MODELINE + ACTION) == []


def test_a_misspelt_key_is_underlined(editor: Editor) -> None:
    assert problems(editor, MODELINE + ACTION.replace("due:", "dew:")) == ["10:9: Property dew is not allowed."]


def test_a_wrong_status_is_underlined(editor: Editor) -> None:
    (found,) = problems(editor, MODELINE + ACTION.replace("status: open", "status: done"))

    assert found.startswith('11:17: Value is not accepted. Valid values: "open", "in progress", "complete"')


@pytest.mark.parametrize("date", ["21 Nov", "soon", "Q4 2021"])
def test_what_is_no_date_is_underlined_with_how_to_write_one(editor: Editor, date: str) -> None:
    (found,) = problems(editor, MODELINE + ACTION.replace("due: Nov 21", f"due: {date}"))

    assert found.startswith("10:14: ")
    assert "This is not a date: write it like one of 2021-11-30, 30 Nov 2021" in found


@pytest.mark.parametrize("date", ["Nov21", "  NOV   2021", "2022", '"2022"', "2021/22", "autumn term 21", '""', "~"])
def test_no_date_is_underlined_in_whatever_form(editor: Editor, date: str) -> None:
    assert problems(editor, MODELINE + ACTION.replace("due: Nov 21", f"due: {date}")) == []


def test_a_missing_key_is_named(editor: Editor) -> None:
    (found,) = problems(editor, MODELINE + ACTION.replace("period: Dec 2021\n", ""))

    assert 'Missing property "period"' in found


def test_the_toolkit_on_board_has_nothing_underlined(editor: Editor) -> None:
    first, _, text = THURROCK.read_text(encoding="utf-8").partition("\n")

    assert first == "# yaml-language-server: $schema=../../docs/schema/toolkit.json"
    assert problems(editor, MODELINE + text) == []


def test_a_modeline_may_be_relative_to_the_file(editor: Editor) -> None:
    uri = (THURROCK.parent / "unsaved.yaml").as_uri()
    found = editor.open(uri, THURROCK.read_text(encoding="utf-8") + MISTAKE)

    assert [one.message for one in found] == ["Property no_such_key is not allowed."]


@pytest.mark.parametrize("text", [TRAPS, POLICY], ids=["traps", "policy"])
def test_what_the_program_reads_as_text_is_not_underlined(editor: Editor, text: str) -> None:
    assert problems(editor, MODELINE + text) == []


@pytest.mark.parametrize("word", ["yes", "no", "Yes", "NO", "true", "False", "~", '"yes"'])
def test_every_spelling_of_yes_and_no_is_known(editor: Editor, word: str) -> None:
    assert problems(editor, MODELINE + ESSENTIAL.replace("WORD", word)) == []


def test_a_word_that_is_neither_yes_nor_no_is_underlined(editor: Editor) -> None:
    assert problems(editor, MODELINE + ESSENTIAL.replace("WORD", "maybe")) != []


def valid() -> list[Path]:
    return sorted((ROOT / "tests" / "cases" / "valid").glob("*.yaml"))


@pytest.mark.parametrize("path", valid(), ids=lambda path: path.stem)
def test_what_the_program_accepts_is_not_underlined(editor: Editor, path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    text = "".join(line for line in lines if "yaml-language-server" not in line)

    assert problems(editor, MODELINE + text) == []

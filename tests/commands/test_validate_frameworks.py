from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import MakeProject, Run

TREE = """\
format: framework/1
id: mine
title: Mine
benchmarks:
  - id: 1
    title: First
    questions:
      - id: 1.1
        text: Is it?
        expectations:
          - {id: 1.1.1, text: It is.}
"""


def test_a_framework_is_checked_as_one(run: Run, project: MakeProject) -> None:
    project({"mine.yaml": TREE})

    done = run("validate", "mine.yaml")

    assert (done.code, done.stdout) == (0, "1 file checked: no errors, no warnings\n")


@pytest.mark.parametrize("command", [("portfolio", "toolkits"), ("frameworks",), ("validate",), ("rag",)])
@pytest.mark.parametrize("kind", ["folder", "link", "circle"])
def test_what_is_no_file_among_the_frameworks_is_passed_over(
    run: Run, project: MakeProject, command: tuple[str, ...], kind: str
) -> None:
    files = {"toolkits/a.yaml": "benchmarks: []\nframework: mine\n", "frameworks/ours.yaml": TREE}
    odd = project(files) / "frameworks" / "x.yaml"
    if kind == "folder":
        odd.mkdir()
    else:
        odd.symlink_to("nowhere" if kind == "link" else odd)

    assert run(*command).code == 0


def test_a_framework_that_may_not_be_opened_is_refused(
    run: Run, project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    project({"frameworks/mine.yaml": TREE, "toolkits/a.yaml": "benchmarks: []\n"})

    def closed(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", closed)
    done = run("frameworks")

    assert done.code == 2
    assert "mine.yaml cannot be read: permission denied" in done.stderr


def test_an_id_used_twice_in_a_framework_names_both_places(run: Run, project: MakeProject) -> None:
    project({"mine.yaml": TREE + "          - {id: 1.1.1, text: It is not.}\n"})

    done = run("validate", "mine.yaml")

    assert done.code == 1
    assert "mine.yaml:12:18: error: the id '1.1.1' is used twice (first: line 11) [duplicate-id]" in done.stdout


def test_an_item_under_another_number_is_refused(run: Run, project: MakeProject) -> None:
    project({"mine.yaml": TREE.replace("id: 1.1.1", "id: 1.2.1")})

    done = run("validate", "mine.yaml")

    assert done.code == 1
    assert "'1.2.1' stands under '1.1' [unknown-item]" in done.stdout


def test_a_framework_is_no_toolkit_to_other_commands(run: Run, project: MakeProject) -> None:
    project({"mine.yaml": TREE})

    done = run("actions", "mine.yaml")

    assert (done.code, done.stdout) == (1, "")
    assert "this is a framework, not a toolkit" in done.stderr


def test_a_file_that_holds_only_null_is_refused(run: Run, project: MakeProject) -> None:
    project({"nothing.yaml": "~\n"})

    assert "[not-a-mapping]" in run("validate", "nothing.yaml").stdout


def test_a_control_character_is_placed_by_characters_not_bytes(run: Run, project: MakeProject) -> None:
    project({"x.yaml": "é: é\nb: ééé\x01x\n"})

    assert "x.yaml:2:7: error: the character U+0001" in run("validate", "x.yaml").stdout


def test_also_has_to_name_an_expectation(run: Run, project: MakeProject) -> None:
    text = """\
format: toolkit/1
organisation: {name: X}
period: Dec 2021
benchmarks:
  - id: 1
    questions:
      - id: 1.1
        expectations:
          - id: 1.1.1
            actions: [{id: A1, text: Do it., owners: [X], also: [1.1]}]
"""
    project({"x.yaml": text})

    assert "'also' names '1.1', which is no expectation [unknown-reference]" in run("validate", "x.yaml").stdout


def test_rag_of_an_action_shows_its_benchmark(run: Run) -> None:
    done = run("rag", "A08", "toolkits/thurrock/2021-12.yaml")

    assert done.code == 0
    assert "agrees with the judged one on 1 of 1 benchmark." in done.stdout


def test_a_message_names_the_key_that_was_written(run: Run, project: MakeProject) -> None:
    text = "format: toolkit/1\norganisation: {name: X}\nperiod: Dec 2021\nbenchmarks: [{id: 1, rating: orange}]\n"
    project({"x.yaml": text})

    assert "'orange' is not a value of 'rating'" in run("validate", "x.yaml").stdout


def test_what_a_frameworks_policy_weighs_in_vain_is_said(run: Run, project: MakeProject) -> None:
    head = "format: framework/1\nid: mine\ntitle: Mine\npolicy: {weights: {1.9: 2}}\n"
    project({"mine.yaml": head + "benchmarks: [{id: 1, title: x, questions: [{id: 1.1, text: x}]}]\n"})

    done = run("validate", "mine.yaml")

    assert done.code == 0
    assert "mine.yaml:4:20: warning: the weight of '1.9' has no effect" in done.stdout

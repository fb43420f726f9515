from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import MakeProject, Run

OURS = """\
format: framework/1
id: ours
title: A framework of our own
publisher: Testshire Council
benchmarks:
  - id: 1
    title: First
    questions: [{id: 1.1, text: Is it so?, expectations: [{id: 1.1.1, text: It is.}]}]
"""


def test_what_is_on_board_is_listed(run: Run, project: MakeProject) -> None:
    project({})
    found = json.loads(run("frameworks", "--format", "json").stdout)
    (ours,) = [one for one in found if one["id"] == "home-office-2018"]

    assert (ours["benchmarks"], ours["questions"], ours["expectations"]) == (10, 38, 105)


def test_the_table_has_a_line_for_each(run: Run, project: MakeProject) -> None:
    project({})

    assert any(line.startswith("home-office-2018 ") for line in run("frameworks").stdout.splitlines())


def test_one_is_shown_in_full(run: Run, project: MakeProject) -> None:
    project({})
    printed = run("frameworks", "home-office-2018").stdout

    assert [ref for ref in ("1.1.1", "5.3", "7.9.1", "10.2.2") if f" {ref} " not in printed] == []


def test_a_projects_own_are_listed(run: Run, project: MakeProject) -> None:
    project({"frameworks/ours.yaml": OURS, "toolkits/a.yaml": "benchmarks: []\n"})

    assert "ours" in [one["id"] for one in json.loads(run("frameworks", "--format", "json").stdout)]


def test_a_projects_own_may_lie_where_it_says(run: Run, project: MakeProject) -> None:
    project(
        {
            "prevent.toml": 'frameworks = "theirs"\n',
            "theirs/any-name.yaml": OURS,
            "toolkits/a.yaml": "benchmarks: []\nframework: ours\n",
        }
    )

    assert run("validate").code == 0


def test_one_that_is_not_there_is_refused_with_the_nearest(run: Run, project: MakeProject) -> None:
    project({})
    done = run("frameworks", "home-office-2081")

    assert (done.code, done.stdout) == (2, "")
    assert "did you mean 'home-office-2018'?" in done.stderr


def test_one_with_errors_is_refused_with_the_place(run: Run, project: MakeProject) -> None:
    project(
        {
            "frameworks/ours.yaml": OURS.replace("publisher", "publishr"),
            "toolkits/a.yaml": "benchmarks: []\nframework: ours\n",
        }
    )
    done = run("validate")

    assert done.code != 0
    assert "frameworks/ours.yaml" in done.stdout + done.stderr
    assert "'publishr'" in done.stdout + done.stderr


CROSSWALK = """\
format: crosswalk/1
id: ours-to-2024
title: From ours to the one of 2024
from: ours
to: home-office-2024
mappings: [{from: 1, to: 1}]
"""


def test_what_an_older_one_may_be_upgraded_to_is_said(run: Run, project: MakeProject) -> None:
    project({})

    assert "Upgrade to: home-office-2024\n" in run("frameworks", "home-office-2018").stdout
    assert "Upgrade from: home-office-2018\n" in run("frameworks", "home-office-2024").stdout


def test_a_projects_own_crosswalks_lie_beside_its_frameworks(run: Run, project: MakeProject) -> None:
    project({"frameworks/ours.yaml": OURS, "frameworks/way.yaml": CROSSWALK, "toolkits/a.yaml": "benchmarks: []\n"})
    (newer,) = json.loads(run("frameworks", "home-office-2024", "--format", "json").stdout)

    assert newer["upgrades_from"] == ["ours", "home-office-2018"]


def test_a_crosswalk_with_errors_is_refused_with_the_place(run: Run, project: MakeProject) -> None:
    project(
        {"frameworks/way.yaml": CROSSWALK.replace("id: ours-to", "id: ours to"), "toolkits/a.yaml": "benchmarks: []\n"}
    )
    done = run("frameworks")

    assert (done.code, done.stdout) == (1, "")
    assert "frameworks/way.yaml:2:5: error: " in done.stderr
    assert "frameworks/way.yaml has errors" in done.stderr


TWICE = OURS + "  - {id: '1', title: Again}\n"


def test_a_toolkit_whose_framework_has_an_id_twice_has_an_error(run: Run, project: MakeProject) -> None:
    project({"frameworks/ours.yaml": TWICE, "toolkits/a.yaml": "benchmarks: []\nframework: ours\n"})

    (found,) = json.loads(run("validate", "--format", "json").stdout)["findings"]

    assert (found["file"], found["code"], found["level"]) == ("toolkits/a.yaml", "unknown-framework", "error")
    assert "frameworks/ours.yaml:9:10: the id '1' is used twice" in found["message"]


@pytest.mark.parametrize(
    ("folder", "file"), [("", "frameworks/ours.yaml"), ("toolkits", "../frameworks/ours.yaml")], ids=["above", "below"]
)
@pytest.mark.parametrize("command", ["validate", "rag", "portfolio"])
def test_a_framework_is_named_as_seen_from_the_current_folder(
    run: Run, project: MakeProject, monkeypatch: pytest.MonkeyPatch, folder: str, file: str, command: str
) -> None:
    root = project({"frameworks/ours.yaml": TWICE, "toolkits/a.yaml": "benchmarks: []\nframework: ours\n"})
    monkeypatch.chdir(root / folder)

    done = run(command)

    assert f"the framework 'ours' cannot be used: {file}:9:10: the id" in done.stdout + done.stderr


def test_a_kept_verdict_does_not_name_a_framework_as_seen_from_elsewhere(
    run: Run, project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project({"frameworks/ours.yaml": TWICE, "toolkits/a.yaml": "benchmarks: []\nframework: ours\n"})
    run("validate", root / "toolkits" / "a.yaml")
    monkeypatch.chdir(root / "toolkits")

    assert "cannot be used: ../frameworks/ours.yaml:9:10" in run("validate", root / "toolkits" / "a.yaml").stdout


@pytest.mark.parametrize("command", ["rag", "show", "render", "actions", "portfolio"])
def test_a_framework_with_an_id_twice_is_not_used(run: Run, project: MakeProject, command: str) -> None:
    project({"frameworks/ours.yaml": TWICE, "toolkits/a.yaml": "benchmarks: []\nframework: ours\n"})

    done = run(command)

    assert (done.code, done.stdout) == (1, "")
    assert "the id '1' is used twice" in done.stderr

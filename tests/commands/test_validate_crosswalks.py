from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.resources import CROSSWALKS

if TYPE_CHECKING:
    from tests.conftest import MakeProject, Run

OLDER = """\
format: framework/1
id: older
title: The older one
benchmarks:
  - {id: 1, title: One, questions: [{id: 1.1, text: Is it?, expectations: [{id: 1.1.1, text: It is.}]}]}
  - {id: 2, title: Two}
"""
NEWER = """\
format: framework/1
id: newer
title: The newer one
benchmarks:
  - {id: 1, title: Both, questions: [{id: 1.1, text: Is it?, expectations: [{id: 1.1.1, text: It is.}]}]}
"""
WAY = """\
format: crosswalk/1
id: way
title: From the older to the newer
from: older
to: newer
mappings:
  - {from: [1, 2], to: 1, note: They come together.}
  - {from: 1.1}
  - {to: 1.1}
  - {from: 1.1.1, to: 1.1.1}
"""
FOUND = {"frameworks/older.yaml": OLDER, "frameworks/newer.yaml": NEWER, "toolkits/a.yaml": "benchmarks: []\n"}


def test_the_crosswalk_on_board_says_something_about_every_item(run: Run, project: MakeProject) -> None:
    project({})

    done = run("validate", CROSSWALKS / "home-office-2018-to-2024.yaml")

    assert (done.code, done.stdout) == (0, "1 file checked: no errors, no warnings\n")


def test_a_crosswalk_may_merge_retire_and_add(run: Run, project: MakeProject) -> None:
    project(FOUND | {"frameworks/way.yaml": WAY})

    assert run("validate", "frameworks/way.yaml").stdout == "1 file checked: no errors, no warnings\n"


def test_an_id_that_is_not_there_is_placed_and_the_nearest_named(run: Run, project: MakeProject) -> None:
    project(FOUND | {"frameworks/way.yaml": WAY.replace("from: 1.1.1,", "from: 1.1.2,")})

    done = run("validate", "frameworks/way.yaml")

    assert done.code == 1
    assert "frameworks/way.yaml:10:12: error: older has no item '1.1.2' [unknown-item]" in done.stdout
    assert "help: did you mean '1.1.1'?" in done.stdout


def test_what_is_left_out_is_a_warning(run: Run, project: MakeProject) -> None:
    project(FOUND | {"frameworks/way.yaml": WAY.replace("  - {from: 1.1}\n", "")})

    done = run("validate", "frameworks/way.yaml")

    assert done.code == 0
    assert "warning: nothing is said about 1.1 of older [missing-item]" in done.stdout


def test_two_older_items_that_lead_to_one_stand_in_one_list(run: Run, project: MakeProject) -> None:
    project(FOUND | {"frameworks/way.yaml": WAY.replace("[1, 2], to: 1,", "1, to: 1}\n  - {from: 2, to: 1,")})

    done = run("validate", "frameworks/way.yaml")

    assert "frameworks/way.yaml:8:19: error: '1' is mapped twice (first: line 7) [duplicate-id]" in done.stdout
    assert "items that merge stand in one list" in done.stdout


def test_a_misspelt_key_names_the_keys_as_they_are_written(run: Run, project: MakeProject) -> None:
    project(FOUND | {"frameworks/way.yaml": WAY.replace("{to: 1.1}", "{too: 1.1}")})

    assert "did you mean 'to'? its keys are: from, to, note" in run("validate", "frameworks/way.yaml").stdout


def test_a_missing_key_is_named_with_its_meaning(run: Run, project: MakeProject) -> None:
    project(FOUND | {"frameworks/way.yaml": WAY.replace("from: older\n", "")})

    done = run("validate", "frameworks/way.yaml")

    assert "a crosswalk needs the key 'from'" in done.stdout
    assert "add 'from: …' (The id of the older framework.)" in done.stdout


def test_a_crosswalk_is_no_toolkit_to_other_commands(run: Run, project: MakeProject) -> None:
    project(FOUND | {"way.yaml": WAY})

    done = run("actions", "way.yaml")

    assert (done.code, done.stdout) == (1, "")
    assert "this is a crosswalk, not a toolkit" in done.stderr

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import MakeProject, Run

TOOLKIT = """\
format: toolkit/1
organisation: {{name: Testshire Council, code: E1}}
period: {period}
audience: public
benchmarks:
  - id: 7
    actions:
      - {{id: {id}, text: {text}, owners: Board, due: 2030{more}}}
"""


def quarter(period: str, text: str = "Refresh the contacts", id: str = "A1", more: str = "") -> str:
    return TOOLKIT.format(period=period, text=text, id=id, more=more)


def codes(run: Run) -> list[tuple[str, str, int]]:
    found = json.loads(run("validate", "--format", "json").stdout)["findings"]
    return [(one["code"], one["file"], one["line"]) for one in found]


def test_one_period_may_be_answered_against_two_frameworks(run: Run, project: MakeProject) -> None:
    older, newer = (f"framework: home-office-{edition}\n" for edition in (2018, 2024))
    both = {"toolkits/a.yaml": quarter("Dec 2021") + older, "toolkits/b.yaml": quarter("Dec 2021") + newer}
    project(both | {"toolkits/c.yaml": quarter("Dec 2021") + older})

    assert [one[:2] for one in codes(run) if one[0] == "same-period"] == [("same-period", "toolkits/c.yaml")]


def test_two_toolkits_of_one_body_and_period_name_each_other(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": quarter("Dec 2021"), "toolkits/b.yaml": quarter("2021-12")})

    (finding,) = json.loads(run("validate", "--format", "json").stdout)["findings"]

    assert (finding["code"], finding["level"], finding["file"], finding["line"]) == (
        "same-period",
        "error",
        "toolkits/b.yaml",
        3,
    )
    assert finding["related"] == [{"message": "the other", "file": "toolkits/a.yaml", "line": 3, "column": 9}]


def test_an_id_that_stands_for_another_action_later_is_found(run: Run, project: MakeProject) -> None:
    project({"toolkits/a.yaml": quarter("Sept 2021"), "toolkits/b.yaml": quarter("Dec 2021", "Audit every school")})

    assert codes(run) == [("reused-id", "toolkits/b.yaml", 8)]


def test_a_body_that_gives_its_code_only_later_is_the_same_body(run: Run, project: MakeProject) -> None:
    before = quarter("Sept 2021").replace("Testshire Council, code: E1", "Testshire council")
    project({"toolkits/a.yaml": before, "toolkits/b.yaml": quarter("Dec 2021", "Audit every school")})

    assert codes(run) == [("reused-id", "toolkits/b.yaml", 8)]
    assert codes(run) == [("reused-id", "toolkits/b.yaml", 8)], "as the cache has it"


def test_another_body_of_the_same_name_has_its_own_ids(run: Run, project: MakeProject) -> None:
    """Nobody knows which of the two one without a code is."""
    one, other = quarter("Dec 2021"), quarter("Dec 2021", "Audit every school").replace("E1", "E2")
    neither = quarter("Dec 2021", "Write to every parent").replace(", code: E1", "")
    project({"toolkits/a.yaml": one, "toolkits/b.yaml": other, "toolkits/c.yaml": neither})

    assert codes(run) == []


@pytest.mark.parametrize("text", ["Refresh the contacts", "Refresh all the contacts by team"])
def test_an_action_that_goes_on_keeps_its_id(run: Run, project: MakeProject, text: str) -> None:
    project({"toolkits/a.yaml": quarter("Sept 2021"), "toolkits/b.yaml": quarter("Dec 2021", text)})

    assert codes(run) == []


def test_a_former_id_that_nobody_had_is_found(run: Run, project: MakeProject) -> None:
    later = quarter("Dec 2021", id="A2", more=", was: [A11]")
    project({"toolkits/a.yaml": quarter("Sept 2021"), "toolkits/b.yaml": later})

    assert codes(run) == [("unknown-former-id", "toolkits/b.yaml", 8)]


@pytest.mark.parametrize("files", [{"a": "Sept 2021"}, {}])
def test_a_former_id_is_left_alone_where_it_is_right_or_nothing_is_known(
    run: Run, project: MakeProject, files: dict[str, str]
) -> None:
    earlier = {f"toolkits/{name}.yaml": quarter(period) for name, period in files.items()}
    project({**earlier, "toolkits/b.yaml": quarter("Dec 2021", id="A2", more=", was: [A1]")})

    assert codes(run) == []


def test_a_check_between_files_can_be_turned_off(run: Run, project: MakeProject) -> None:
    project(
        {
            "prevent.toml": 'toolkits = "toolkits"\n[checks]\nreused-id = "off"\n',
            "toolkits/a.yaml": quarter("Sept 2021"),
            "toolkits/b.yaml": quarter("Dec 2021", "Audit every school"),
        }
    )

    assert codes(run) == []


def test_a_level_can_be_raised(run: Run, project: MakeProject) -> None:
    project(
        {
            "prevent.toml": 'toolkits = "toolkits"\n[checks]\nno-owner = "error"\n',
            "toolkits/a.yaml": quarter("Sept 2021").replace("owners: Board, ", ""),
        }
    )

    done = run("validate")

    assert done.code == 1
    assert "error: the action has no owner [no-owner]" in done.stdout


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('no-ownr = "off"', "did you mean 'no-owner'?"),
        ('no-owner = "loud"', "a level is one of: error, warning, off"),
        ('duplicate-key = "off"', "cannot be turned off"),
    ],
)
def test_a_wrong_configuration_is_refused(run: Run, project: MakeProject, line: str, said: str) -> None:
    project({"prevent.toml": f'toolkits = "toolkits"\n[checks]\n{line}\n', "toolkits/a.yaml": quarter("Sept 2021")})

    done = run("validate")

    assert (done.code, done.stdout) == (2, "")
    assert said in done.stderr

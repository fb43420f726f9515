from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prevent_cli.errors import PreventError
from prevent_cli.rating.audience import compared, restrict
from prevent_cli.rating.publication import is_above_official

if TYPE_CHECKING:
    from tests.conftest import Assess, MakeProject, Run

KEPT_BACK = "{meeting: Scrutiny, release: not for release, exempt: Sch 12A para 7}"


@pytest.mark.parametrize(
    "marking",
    [
        "OFFICIAL-SENSITIVE",
        "Official: Sensitive",
        "OFFICIAL SENSITIVE - PERSONAL",
        "SECRET",
        "Top secret",
        "Restricted",
    ],
)
def test_a_marking_may_be_above_official(marking: str) -> None:
    assert is_above_official(marking)


@pytest.mark.parametrize(
    "marking", [None, "", "OFFICIAL", "Not protectively marked", "Secretariat", "Unrestricted", "NOT SECRET"]
)
def test_a_marking_may_be_no_higher_than_official(marking: str | None) -> None:
    assert not is_above_official(marking)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("marking: OFFICIAL-SENSITIVE", "test.yaml cannot be made public: its marking is OFFICIAL-SENSITIVE"),
        (f"committee: {KEPT_BACK}", "its committee's header says 'not for release' (Sch 12A para 7)"),
    ],
)
def test_a_public_edition_of_what_is_kept_back_is_refused(assessed: Assess, head: str, said: str) -> None:
    whole = assessed(f"{head}\naudience: public\nbenchmarks: []\n")

    with pytest.raises(PreventError) as caught:
        restrict(whole, "public")
    assert said in caught.value.message


@pytest.mark.parametrize("audience", ["partners", "officers", None])
def test_other_editions_are_made(assessed: Assess, audience: str | None) -> None:
    whole = assessed(f"committee: {KEPT_BACK}\nbenchmarks: []\n")

    assert restrict(whole, audience).title == whole.title  # type: ignore[arg-type]


def test_an_earlier_period_that_is_kept_back_is_left_out(assessed: Assess) -> None:
    kept, free = assessed("marking: SECRET\nbenchmarks: []\n"), assessed("audience: public\nbenchmarks: []\n")

    assert [one.marking for one in compared([kept, free], "public")] == [None]
    assert [one.marking for one in compared([kept, free], "officers")] == ["SECRET", None]


def test_the_header_goes_where_the_toolkits_own_words_go(assessed: Assess) -> None:
    whole = assessed("audience: partners\ncommittee: {meeting: Scrutiny}\nbenchmarks: []\n")

    assert whole.audience == "partners"
    assert restrict(whole, "partners").committee == whole.committee
    assert restrict(whole, "public").committee is None


@pytest.mark.parametrize(
    "words",
    [
        ("render", "-o", "-"),
        ("render", "--summary", "-o", "-"),
        ("render", "--format", "json", "-o", "-"),
        ("actions",),
    ],
)
def test_every_command_refuses_it(run: Run, project: MakeProject, words: tuple[str, ...]) -> None:
    head = "format: toolkit/1\norganisation: {name: T}\nperiod: Dec 2021\naudience: public\n"
    project({"toolkits/a.yaml": f"{head}committee: {KEPT_BACK}\nbenchmarks: [{{id: 1, title: Secret plan}}]\n"})
    done = run(*words, "--audience", "public")

    assert (done.code, done.stdout) == (2, "")
    assert "toolkits/a.yaml cannot be made public" in done.stderr

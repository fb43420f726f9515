from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prevent_cli.errors import PreventError
from prevent_cli.rating.audience import compared, restrict
from prevent_cli.rating.publication import is_above_official
from prevent_cli.reports import FORMATS as REPORTS
from prevent_cli.reports.action_lists import FORMATS as ACTIONS
from prevent_cli.reports.diffs import FORMATS as DIFFS
from prevent_cli.reports.rag_lists import FORMATS as RAGS
from prevent_cli.reports.trends import FORMATS as TRENDS

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
        *(("render", "--format", name, "-o", "-") for name in REPORTS),
        *(("render", "--summary", "--format", name, "-o", "-") for name, one in REPORTS.items() if one.summary),
        ("render", "--redaction-log", "log.csv"),
        *(("actions", "--format", name) for name in ACTIONS),
        *(("diff", "toolkits/a.yaml", "toolkits/b.yaml", "--format", name) for name in DIFFS),
        *(("diff", "toolkits/b.yaml", "toolkits/a.yaml", "--format", name) for name in DIFFS),
        *(("trend", "--format", name) for name in TRENDS),
        *(("rag", "--format", name) for name in RAGS),
        ("show",),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("contradiction", [f"committee: {KEPT_BACK}", "marking: OFFICIAL - SENSITIVE"])
def test_every_command_refuses_it(run: Run, project: MakeProject, words: tuple[str, ...], contradiction: str) -> None:
    head = "format: toolkit/1\norganisation: {name: T}\naudience: public\nbenchmarks: [{id: 1, title: Secret plan}]\n"
    folder = project(
        {
            "toolkits/a.yaml": f"{head}period: Dec 2021\n{contradiction}\n",
            "toolkits/b.yaml": f"{head}period: Sept 2021\n",
        }
    )
    done = run(*words, "--audience", "public")

    assert (done.code, done.stdout) == (2, "")
    assert "toolkits/a.yaml cannot be made public" in done.stderr
    assert [file for file in folder.iterdir() if file.name not in {".git", "toolkits"}] == []

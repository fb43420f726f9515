from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from prevent_cli import arguments
from prevent_cli.drafts import Drafts
from prevent_cli.workspace import Workspace

if TYPE_CHECKING:
    import pytest

    from prevent_cli.reports.paper import Paper
    from tests.conftest import MakeProject


def toolkit(period: str, rating: str = "amber", code: str = "E06000999", **more: str) -> str:
    lines = [f"{key}: {value}\n" for key, value in ({"audience": "public"} | more).items()]
    return (
        f"format: toolkit/1\norganisation: {{name: Testshire Council, code: {code}}}\nperiod: {period}\n"
        f"{''.join(lines)}benchmarks: [{{id: 1, title: Plans, rating: {rating}}}]\n"
    )


def earlier(*paths: str) -> list[str]:
    workspace = Workspace([Path(path) for path in paths], Path.cwd(), date(2022, 6, 1))
    draft = Drafts(workspace).draft(workspace.checked(workspace.meant())[0])
    return [before.loaded.source.file for before in draft.earlier]


def papers(audience: str | None = None) -> list[Paper]:
    return [one.paper() for one in arguments.drafts([], None, audience_name=audience, language="en", summary=False)]


def test_earlier_periods_come_from_the_project_oldest_first(project: MakeProject) -> None:
    project({f"toolkits/{name}.yaml": toolkit(name) for name in ("2021-Q4", "2021-Q2", "2021-Q3", "2022-Q1")})

    assert earlier() == ["toolkits/2021-Q2.yaml", "toolkits/2021-Q3.yaml", "toolkits/2021-Q4.yaml"]
    assert earlier("toolkits/2021-Q3.yaml") == ["toolkits/2021-Q2.yaml"]


def test_earlier_periods_are_the_same_whichever_folder_the_command_runs_in(
    project: MakeProject, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project({f"toolkits/{name}.yaml": toolkit(name) for name in ("2021-Q3", "2021-Q4")})
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))

    found = earlier(str(root / "toolkits" / "2021-Q4.yaml"))

    assert [Path(file).name for file in found] == ["2021-Q3.yaml"]


def test_another_organisation_is_not_an_earlier_period(project: MakeProject) -> None:
    project({"toolkits/a.yaml": toolkit("2021-Q3", code="E06000998"), "toolkits/b.yaml": toolkit("2021-Q4")})

    assert earlier("toolkits/b.yaml") == []


def test_a_file_outside_the_project_has_only_the_files_named_with_it(project: MakeProject) -> None:
    project({f"{name}.yaml": toolkit(name[-7:]) for name in ("toolkits/2021-Q2", "2021-Q3", "2021-Q4")})

    assert earlier("2021-Q4.yaml") == []
    assert earlier("2021-Q4.yaml", "2021-Q3.yaml") == ["2021-Q3.yaml"]


def test_an_earlier_period_with_errors_is_left_out_and_named(
    project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    project({"toolkits/a.yaml": toolkit("2021-Q3", rating="orange"), "toolkits/b.yaml": toolkit("2021-Q4")})
    (draft,) = arguments.drafts([Path("toolkits/b.yaml")], None, audience_name=None, language="en", summary=False)

    assert draft.earlier == ()
    assert "left out toolkits/a.yaml as an earlier period, because it has errors" in capsys.readouterr().err


def test_a_draft_that_went_to_another_process_makes_the_same_paper(project: MakeProject) -> None:
    project({f"toolkits/{name}.yaml": toolkit(name) for name in ("2021-Q2", "2021-Q3", "2021-Q4")})
    (draft,) = arguments.drafts([], None, audience_name="partners", language="en", summary=False)

    assert pickle.loads(pickle.dumps(draft)).paper() == draft.paper()  # noqa: S301 - it is our own
    assert len(draft.earlier) == 2


def test_earlier_periods_are_cut_down_to_those_who_may_read_the_paper(project: MakeProject) -> None:
    project({"toolkits/a.yaml": toolkit("2021-Q3", audience="officers"), "toolkits/b.yaml": toolkit("2021-Q4")})
    (paper,) = papers()

    assert paper.assessment.audience == "public"
    assert [before.benchmarks for before in paper.earlier] == [()]

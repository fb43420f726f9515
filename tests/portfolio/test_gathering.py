"""One file's work, and that of many by whoever is at hand."""

from __future__ import annotations

import pickle
from datetime import date
from typing import TYPE_CHECKING

import pytest

from prevent_cli import gathering
from prevent_cli.checking import Checker
from prevent_cli.errors import PreventError
from prevent_cli.gathering import Failed, Job, Worked, work
from prevent_cli.store.load import Frameworks, load_toolkit
from tests.conftest import ROOT
from tests.portfolio.councils import council, councils

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeProject, Run

TODAY = date(2026, 6, 1)
CASES = sorted((ROOT / "tests" / "cases").glob("*valid/*.yaml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_file_fails_by_the_errors_that_validate_finds(path: Path) -> None:
    loaded = load_toolkit(path)
    found = Checker(Frameworks(), {}, TODAY).check(loaded)
    errors = tuple(one for one in found if one.level == "error")

    made = work(Job(TODAY), (str(path), None))

    assert (made.findings if isinstance(made, Failed) else ()) == errors


@pytest.mark.parametrize(
    ("levels", "fails"), [((), False), ((("no-next-steps", "error"),), True), ((("no-next-steps", "off"),), False)]
)
def test_a_projects_own_levels_decide(project: MakeProject, levels: tuple[tuple[str, str], ...], fails: bool) -> None:
    project({"a.yaml": council()})

    assert isinstance(work(Job(TODAY, levels=levels), ("a.yaml", None)), Failed) is fails


def test_the_content_that_is_sent_is_used_and_the_disk_is_not(project: MakeProject) -> None:
    project({})

    made = work(Job(TODAY), ("nowhere/a.yaml", council().encode()))

    assert isinstance(made, Worked)
    assert made.sums.file == "nowhere/a.yaml"


def test_work_and_what_comes_of_it_cross_to_other_processes(project: MakeProject) -> None:
    project({"a.yaml": council(), "b.yaml": "format: toolkit/1\n"})
    job = pickle.loads(pickle.dumps(Job(TODAY, whole=True)))  # noqa: S301 - our own

    for name in ("a.yaml", "b.yaml", "none.yaml"):
        made = work(job, (name, None))
        assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301 - our own


def test_another_version_of_the_program_refuses_the_work() -> None:
    with pytest.raises(PreventError, match="a worker of the cluster has version"):
        work(Job(TODAY, version="0.0.0"), ("a.yaml", b""))


def test_processes_give_what_one_process_gives(run: Run, project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    files = councils(20) | {"toolkits/q.yaml": "format: toolkit/1\nperiod: soon\n"}
    project(files)
    alone = run("portfolio", "--format", "json", "--skip-invalid", "--no-cache")
    monkeypatch.setattr(gathering, "FEW", 3)
    monkeypatch.setattr(gathering, "_AT_ONCE", 7)

    together = run("portfolio", "--format", "json", "--skip-invalid", "--no-cache")

    assert alone.code == 0
    assert together == alone

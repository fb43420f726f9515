"""A portfolio made by a real cluster of several worker processes, one of which is killed in the middle of its work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bench.generate import generate
from tests.portfolio.councils import councils

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import MakeProject, Outcome, Run

HERE = Path(__file__).parent
FILES = 150


@contextmanager
def cluster(*args: str) -> Iterator[tuple[str, list[str]]]:
    """Run a cluster in a process of its own; give its address, and when it has ended what it said."""
    if find_spec("distributed") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("distributed is missing: run 'make setup'", pytrace=False)
        pytest.skip("distributed is missing: run 'make setup'")
    command = [sys.executable, str(HERE / "local_cluster.py"), *args]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdout
        address = process.stdout.readline().strip()
        said: list[str] = []
        try:
            yield address, said
        finally:
            try:
                rest, _ = process.communicate("", timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
            said += rest.splitlines()


def portfolio(run_process: Run, *args: str | Path) -> Outcome:
    return run_process("portfolio", *args, env={"PREVENT_CACHE_DIR": ""})


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated")
    generate(folder, FILES, seed=2, size=30_000)
    return folder


def test_a_worker_killed_in_mid_run_changes_nothing(
    generated: Path, run_process: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(generated)
    here = portfolio(run_process, "--format", "json")

    with cluster("--kill") as (address, said):
        there = portfolio(run_process, "--format", "json", "--scheduler", address)

    assert [line.split()[:2] for line in said] != [["killed", "nobody"]]
    assert (there.code, there.stderr) == (0, "")
    found: dict[str, Any] = json.loads(there.stdout)
    assert found["files"] == FILES
    assert there.stdout == here.stdout


def test_a_cluster_gives_the_same_tables_errors_and_own_frameworks(run_process: Run, project: MakeProject) -> None:
    framework = """\
        format: framework/1
        id: ours
        title: Our own
        benchmarks:
          - {id: 1, title: Ours, questions: [{id: 1.1, text: One?}]}
          - {id: 2, title: Too, questions: [{id: 2.1, text: Two?}]}
        """
    files = {"frameworks/ours.yaml": framework} | councils(3, extra="framework: ours\n")
    folder = project(files)

    with cluster() as (address, _):
        asked = ("--format", "parquet", "--scheduler", address)
        assert portfolio(run_process, *asked, "-o", "there").code == 0
        (folder / "toolkits/z.yaml").write_text("format: toolkit/1\nperiod: soon\n", encoding="utf-8")
        broken = portfolio(run_process, *asked, "-o", "never")
        left = portfolio(run_process, "--skip-invalid", "--scheduler", address)
    (folder / "toolkits/z.yaml").unlink()
    assert portfolio(run_process, "--format", "parquet", "-o", "here").code == 0

    for name in ("ratings", "expectations", "actions"):
        assert (folder / f"there/{name}.parquet").read_bytes() == (folder / f"here/{name}.parquet").read_bytes()
    assert broken.code == 1
    assert "toolkits/z.yaml:2" in broken.stderr
    assert not (folder / "never").exists()
    assert "left out toolkits/z.yaml" in left.stderr


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("tcp://127.0.0.1:9", "no scheduler answers at tcp://127.0.0.1:9"),
        ("nonsense", "'nonsense' is no scheduler's address"),
    ],
)
def test_a_scheduler_that_is_not_there_is_named(
    address: str, said: str, run_process: Run, project: MakeProject
) -> None:
    project(councils(1))

    done = portfolio(run_process, "--scheduler", address)

    assert done.code == 2
    assert done.stderr.splitlines() == [
        f"error: {said}",
        "  help: give the address that 'dask scheduler' prints, such as tcp://10.0.0.5:8786",
    ]

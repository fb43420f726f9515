"""What the tests share: records from YAML as people write it, projects on disk, and runs of the program."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Protocol, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from typer.testing import CliRunner

from prevent_cli.model.fields import Record
from prevent_cli.model.framework import Framework
from prevent_cli.model.parse import parse
from prevent_cli.model.toolkit import Toolkit
from prevent_cli.rating.assess import assess
from prevent_cli.store.reader import read
from tests.tools import need

if TYPE_CHECKING:
    from prevent_cli.model.assessment import Assessment, BenchmarkView
    from prevent_cli.model.policy import Policy

ROOT = Path(__file__).parent.parent
TOOLKIT_HEAD = """\
format: toolkit/1
organisation: {name: Testshire Council}
period: Dec 2021
"""
FRAMEWORK_HEAD = """\
format: framework/1
id: test-framework
title: A framework for tests
"""

settings.register_profile("tests", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tests")

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run of the program ended."""

    code: int
    stdout: str
    stderr: str


Run = Callable[..., Outcome]
MakeToolkit = Callable[[str], Toolkit]
MakeFramework = Callable[[str], Framework]
MakeProject = Callable[[dict[str, str]], Path]


class Assess(Protocol):
    """What the fixture ``assessed`` gives."""

    def __call__(
        self, text: str, framework: str = "", *, as_of: str = "2021-12-31", policy: Policy | None = None
    ) -> Assessment:
        """Work out a toolkit given as YAML."""


class Rated(Protocol):
    """What the fixture ``rated`` gives."""

    def __call__(
        self, text: str, framework: str = "", *, as_of: str = "2021-12-31", policy: Policy | None = None
    ) -> BenchmarkView:
        """Work out a toolkit given as YAML and give its first benchmark."""


def _record(kind: type[R], text: str, head: str) -> R:
    """Read a record; the head that every file needs is put before text that has none."""
    written = dedent(text)
    data, refusals = read(written if written.startswith("format:") else head + written)
    assert not refusals, refusals
    record, problems = parse(kind, data)
    assert record is not None, problems
    return record


def make_toolkit(text: str) -> Toolkit:
    return _record(Toolkit, text, TOOLKIT_HEAD)


def make_framework(text: str) -> Framework:
    return _record(Framework, text, FRAMEWORK_HEAD)


@pytest.fixture
def toolkit() -> MakeToolkit:
    """Make a toolkit from YAML."""
    return make_toolkit


@pytest.fixture
def framework() -> MakeFramework:
    """Make a framework from YAML."""
    return make_framework


@pytest.fixture
def assessed() -> Assess:
    """Work a toolkit out from YAML."""

    def make(text: str, framework: str = "", *, as_of: str = "2021-12-31", policy: Policy | None = None) -> Assessment:
        known = make_framework(framework) if framework else None
        return assess(make_toolkit(text), known, date.fromisoformat(as_of), policy=policy, file="test.yaml")

    return make


@pytest.fixture
def rated(assessed: Assess) -> Rated:
    """Work a toolkit out from YAML and give its first benchmark."""

    def make(
        text: str, framework: str = "", *, as_of: str = "2021-12-31", policy: Policy | None = None
    ) -> BenchmarkView:
        return assessed(text, framework, as_of=as_of, policy=policy).benchmarks[0]

    return make


@pytest.fixture(scope="session")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the tests a verdict cache of their own; their files' places tell them apart in it."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session", autouse=True)
def _ctrl_c_counts() -> None:
    """Let programs under test hear Ctrl-C: a script that runs the tests in the background has them ignore it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch, cache_folder: Path) -> None:
    """Keep what the developer's terminal and cache hold out of the tests."""
    monkeypatch.setenv("PREVENT_CACHE_DIR", str(cache_folder))
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "PREVENT_CLI_DEBUG", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run() -> Run:
    """Run the program in this process; what it raises besides leaving is raised here."""
    from prevent_cli.cli import app

    def go(*args: str | Path, env: dict[str, str | None] | None = None) -> Outcome:
        result = CliRunner().invoke(app, [str(arg) for arg in args], env=env, catch_exceptions=False)
        return Outcome(result.exit_code, result.stdout, result.stderr)

    return go


@pytest.fixture
def run_process() -> Run:
    """Run the program in a process of its own, in the current folder."""

    def go(*args: str | Path, env: dict[str, str] | None = None) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "prevent_cli", *map(str, args)],
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, **(env or {})},
            timeout=60,
            check=False,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    return go


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeProject:
    """Make a project of files, a git root to the program, and go there.

    A toolkit's file may leave out the head that every toolkit needs.
    """

    def make(files: dict[str, str]) -> Path:
        (tmp_path / ".git").mkdir(exist_ok=True)
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            written = dedent(text)
            needs_head = path.suffix in {".yaml", ".yml"} and written.startswith("benchmarks:")
            path.write_text(TOOLKIT_HEAD + written if needs_head else written, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        return tmp_path

    return make


@dataclass(frozen=True, slots=True)
class Git:
    """Real git in a repository made for a test; the current folder is its root."""

    program: str
    root: Path

    def __call__(self, *words: str) -> str:
        """Run a git command and give what it prints."""
        who = ("-c", "user.name=Tester", "-c", "user.email=tester@example.org")
        done = subprocess.run(
            [self.program, *who, *words], cwd=self.root, capture_output=True, encoding="utf-8", check=True
        )
        return done.stdout.strip()

    def commit(self, files: Mapping[str, bytes | str]) -> str:
        """Write files, commit everything, and give the commit's name."""
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(dedent(content).encode() if isinstance(content, str) else content)
        self("add", "--all")
        self("commit", "--quiet", "--message", "A change")
        return self("rev-parse", "HEAD")


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Git:
    """Make an empty repository that the developer's own configuration does not reach, and go there."""
    program = need("git")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "no-configuration"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    root = tmp_path / "repository"
    root.mkdir()
    monkeypatch.chdir(root)
    made = Git(program, root)
    made("init", "--quiet", "--initial-branch=main")
    return made

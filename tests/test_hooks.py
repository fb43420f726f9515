"""The hooks that pre-commit offers to other repositories, tried in repositories of their own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from prevent_cli.store.reader import read
from tests.tools import need

ROOT = Path(__file__).parent.parent
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
TOOLKIT = "format: toolkit/1\norganisation: {name: Testshire Council}\nperiod: Dec 2021\nbenchmarks: [%s]\n"
SOUND = TOOLKIT % "{id: 7, rating: green}"
WARNED = TOOLKIT % "{id: 7, rating: green, actions: [{id: A1, text: Finish it}]}"
WRONG = TOOLKIT % "{id: 7, rating: orange}"


def hooks() -> dict[str, dict[str, Any]]:
    found, refusals = read(MANIFEST.read_text(encoding="utf-8"))
    assert not refusals
    assert isinstance(found, list)
    return {hook["id"]: hook for hook in found}


class Repository:
    """A repository with one hook, in which a user commits."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self._env = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
        self._env |= {
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "PRE_COMMIT_HOME": str(home),
            "PATH": os.pathsep.join([str(Path(need("git")).parent), os.environ["PATH"]]),
        }
        folder.mkdir(exist_ok=True)
        self.run(need("git"), "init", "--quiet")
        self.run(need("git"), "config", "user.name", "A tester")
        self.run(need("git"), "config", "user.email", "tester@example.org")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self._env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    def use(self, config: str) -> None:
        """Write the configuration of pre-commit and let it watch commits."""
        (self.folder / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
        done = self.run(need("pre-commit"), "install")
        assert done.returncode == 0, done.stdout + done.stderr

    def commit(self, files: dict[str, str]) -> tuple[bool, str]:
        """Commit files; say whether it was let through, and what was said."""
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        self.run(need("git"), "add", "--all")
        done = self.run(need("git"), "commit", "--message", "A change")
        return done.returncode == 0, done.stdout + done.stderr


def local(hook: dict[str, Any]) -> str:
    """Give a configuration that runs a hook of the manifest with this Python instead of one of its own."""
    entry = hook["entry"].replace("prevent", f'"{sys.executable}" -m prevent_cli', 1)
    return f"""\
repos:
  - repo: local
    hooks:
      - id: {hook["id"]}
        name: {hook["name"]}
        entry: '{entry}'
        language: system
        types: [{", ".join(hook["types"])}]
        files: '{hook["files"]}'
        require_serial: {hook["require_serial"]}
"""


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Make an empty repository."""
    return Repository(tmp_path / "records", tmp_path / "home")


def test_the_manifest_is_one() -> None:
    done = subprocess.run(
        [need("pre-commit"), "validate-manifest", str(MANIFEST)], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout) == (0, "")


def test_the_hooks_are_the_ones_in_the_docs() -> None:
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")

    assert list(hooks()) == ["prevent-validate", "prevent-strict"]
    assert [name for name in hooks() if f"id: {name}" not in page] == []


@pytest.mark.parametrize("hook", hooks())
@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("toolkits/2021-12.yaml", True),
        ("toolkits/thurrock/2021-12.yml", True),
        ("governance/toolkits/a b.yaml", True),
        ("mkdocs.yaml", False),
        (".github/workflows/toolkits.yml", False),
        ("old-toolkits/a.yaml", False),
        ("frameworks/a.yaml", False),
    ],
)
def test_a_hook_takes_what_lies_in_a_folder_of_toolkits(hook: str, path: str, taken: bool) -> None:
    assert bool(re.search(hooks()[hook]["files"], path)) is taken


def test_a_wrong_toolkit_stops_the_commit(repository: Repository) -> None:
    repository.use(local(hooks()["prevent-validate"]))
    let_through, said = repository.commit({"toolkits/a b.yaml": WRONG})

    assert not let_through
    assert "toolkits/a b.yaml:4:30: error: 'orange'" in said


def test_a_sound_toolkit_is_let_through(repository: Repository) -> None:
    repository.use(local(hooks()["prevent-validate"]))
    let_through, said = repository.commit({"toolkits/a.yaml": SOUND, "toolkits/b.yaml": WARNED.replace("Dec", "Nov")})

    assert let_through, said
    assert "Passed" in said


def test_a_mended_toolkit_is_let_through(repository: Repository) -> None:
    repository.use(local(hooks()["prevent-validate"]))
    repository.commit({"toolkits/a.yaml": WRONG})
    let_through, said = repository.commit({"toolkits/a.yaml": SOUND})

    assert let_through, said


def test_other_yaml_is_none_of_its_business(repository: Repository) -> None:
    repository.use(local(hooks()["prevent-validate"]))
    let_through, said = repository.commit({"mkdocs.yml": "site_name: x\n", "toolkits/readme.txt": "not: [yaml"})

    assert let_through, said
    assert "no files to check" in said


def test_the_strict_hook_stops_a_warning(repository: Repository) -> None:
    repository.use(local(hooks()["prevent-strict"]))
    let_through, said = repository.commit({"toolkits/a.yaml": WARNED})

    assert not let_through
    assert "no-owner" in said


@pytest.mark.skipif(os.environ.get("CI") != "true", reason="installs the program anew, from the network: only in CI")
def test_it_works_from_a_clone_as_users_have_it(repository: Repository, tmp_path: Path) -> None:
    listed = subprocess.run(
        [need("git"), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if listed.returncode:
        pytest.skip("this is no clone")
    published = Repository(tmp_path / "published", tmp_path / "home")
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (published.folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, published.folder / name)
    published.commit({})
    revision = published.run(need("git"), "rev-parse", "HEAD").stdout.strip()
    repository.use(f"""\
repos:
  - repo: {published.folder.as_posix()}
    rev: {revision}
    hooks:
      - id: prevent-validate
""")
    refused, said = repository.commit({"toolkits/a.yaml": WRONG})
    let_through, said_then = repository.commit({"toolkits/a.yaml": SOUND})

    assert not refused
    assert "error: 'orange'" in said
    assert let_through, said_then

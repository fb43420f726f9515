"""The verdict cache is never wrong: whatever changes, a warm run says what a cold one says."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prevent_cli import checking, console, many, remembering
from prevent_cli.places import Places
from prevent_cli.reports.screen import Screen
from prevent_cli.store import cache as store
from prevent_cli.store import find, seen
from prevent_cli.store.cache import Cache, folder
from prevent_cli.validation import validate
from tests.conftest import TOOLKIT_HEAD

if TYPE_CHECKING:
    from collections.abc import Callable

    from prevent_cli.model.finding import Finding
    from tests.conftest import MakeProject, Run

CASES = Path(__file__).parent / "cases"
DAY = date(2022, 1, 15)
WRONG = "benchmarks: [{id: 7, rating: orange}]\n"
GREEN, AMBER = "benchmarks: [{id: 7, rating: green}]\n", "benchmarks: [{id: 7, rating: amber}]\n"
WARNED = "benchmarks: [{id: 7, rating: amber, actions: [{id: A1, text: Print it, due: 2021-12-20}]}]\n"
UNDATED = f"format: toolkit/1\norganisation: {{name: Testshire}}\nperiod: Q4 2021/22\n{WARNED}"
FRAMEWORK = """\
format: framework/1
id: own
title: Our own
benchmarks: [{id: 7, title: Seven, questions: [{id: 7.1, text: TEXT}]}]
"""
Found = list[tuple["str | None", tuple["Finding", ...]]]


@dataclass
class Warm:
    """A project in the current folder with a cache of its own, checked warm and cold."""

    folder: Path
    today: date = DAY
    paths: list[Path] = field(default_factory=list)

    def warm(self) -> Found:
        """Check with the cache."""
        return [(one.file, one.findings) for one in validate(self.places, self.today, Cache(self.folder))]

    def cold(self) -> Found:
        """Check without it."""
        return [(one.file, one.findings) for one in validate(self.places, self.today)]

    @property
    def places(self) -> Places:
        return Places(self.paths, Path.cwd())

    @property
    def file(self) -> Path:
        return self.folder / "verdicts-3.sqlite"

    def count(self) -> int:
        """Give how many verdicts are kept."""
        with sqlite3.connect(self.file) as database:
            (number,) = database.execute("SELECT count(*) FROM files").fetchone()
        database.close()
        return int(number)


@pytest.fixture
def warm(tmp_path_factory: pytest.TempPathFactory) -> Warm:
    return Warm(tmp_path_factory.mktemp("verdicts"))


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Give the files that were checked, not answered from the cache."""
    done: list[Path] = []
    real = checking.verdict

    def noted(rules: checking.Rules, path: Path) -> store.Verdict:
        done.append(path)
        return real(rules, path)

    monkeypatch.setattr(checking, "verdict", noted)
    return done


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Put the clock forward or back, as the cache reads it."""
    put = [0.0]
    real, real_ns = time.time, time.time_ns
    monkeypatch.setattr(time, "time", lambda: real() + put[0])
    monkeypatch.setattr(time, "time_ns", lambda: real_ns() + int(put[0] * 1e9))

    def move(seconds: float) -> None:
        put[0] += seconds

    return move


def rewrite(path: Path, text: str) -> None:
    """Change a file's content in place and put its time back."""
    before = path.stat()
    assert len(text.encode()) == before.st_size
    with path.open("r+", encoding="utf-8") as stream:
        stream.write(text)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def codes(found: Found) -> list[str]:
    return [finding.code for _, findings in found for finding in findings]


def test_what_has_not_changed_is_not_checked_again(project: MakeProject, warm: Warm, checks: list[Path]) -> None:
    project({"toolkits/a.yaml": WRONG, "toolkits/b.yaml": GREEN})
    first = warm.warm()
    checks.clear()

    assert warm.warm() == first
    assert checks == []


@pytest.mark.parametrize("format", ["text", "json", "github", "sarif", "junit"])
def test_every_format_is_the_same_warm_and_cold(run: Run, project: MakeProject, format: str) -> None:
    twice = "benchmarks: [{id: 7, actions: [{id: A1, text: x}, {id: A1, text: y}]}]\n"
    project({"toolkits/a.yaml": twice, "toolkits/b.yaml": WARNED, "toolkits/c.yaml": WARNED})
    cold = run("validate", "--no-cache", "--format", format)
    run("validate", "--format", format)

    assert run("validate", "--format", format) == cold


@pytest.mark.parametrize("wait", [0.0, 10.0])
def test_a_change_of_the_same_length_with_the_old_time_is_seen(
    project: MakeProject, warm: Warm, later: Callable[[float], None], wait: float
) -> None:
    path = project({"toolkits/a.yaml": GREEN}) / "toolkits/a.yaml"
    later(wait)
    warm.warm()
    rewrite(path, TOOLKIT_HEAD + AMBER)

    assert warm.warm() == warm.cold()
    assert "not-green-without-action" in codes(warm.warm())


def test_a_file_changed_a_moment_ago_has_no_sign(tmp_path: Path, later: Callable[[float], None]) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("x")

    assert seen.sign(path) == ""
    later(2.5)
    assert seen.sign(path) != ""


def test_a_file_from_the_future_has_no_sign(tmp_path: Path, later: Callable[[float], None]) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("x")
    later(-3600)

    assert seen.sign(path) == ""


def test_a_young_file_is_known_by_its_content_and_later_by_its_sign(
    project: MakeProject,
    warm: Warm,
    checks: list[Path],
    later: Callable[[float], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    project({"toolkits/a.yaml": GREEN})
    warm.warm()
    later(10)
    warm.warm()
    monkeypatch.setattr(seen, "see_pair", None)  # whoever reads the file now fails
    checks.clear()

    assert warm.warm() == warm.cold()
    assert len(checks) == 1  # the cold run's


def test_after_the_clock_was_put_back_signs_do_not_count(
    project: MakeProject, warm: Warm, later: Callable[[float], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project({"toolkits/a.yaml": GREEN}) / "toolkits/a.yaml"
    later(7200)
    warm.warm()
    sign = seen.both_signs(path)
    later(-3600)
    rewrite(path, TOOLKIT_HEAD + AMBER)
    monkeypatch.setattr(seen, "both_signs", lambda _: sign)  # as bad as can be: the times are the same again

    assert warm.warm() == warm.cold()


@pytest.mark.parametrize("text", [UNDATED, UNDATED.replace("Q4", "Q3"), UNDATED + "as_of: 2022-01-02\n", UNDATED + "x"])
def test_midnight_passes(project: MakeProject, warm: Warm, text: str) -> None:
    project({"toolkits/a.yaml": text})
    for day in (date(2021, 12, 1), date(2021, 12, 21), date(2022, 3, 31), date(2022, 4, 1), date(2021, 12, 20)):
        warm.today = day
        assert warm.warm() == warm.cold()


def test_a_day_that_makes_no_difference_asks_for_no_check(project: MakeProject, warm: Warm, checks: list[Path]) -> None:
    project({"toolkits/a.yaml": UNDATED, "toolkits/b.yaml": UNDATED + "as_of: 2022-01-02\n"})
    warm.today = date(2022, 5, 1)
    warm.warm()
    checks.clear()
    warm.today = date(2023, 5, 1)
    warm.warm()

    assert checks == []


def test_a_level_is_changed_and_changed_back(project: MakeProject, warm: Warm) -> None:
    root = project({"toolkits/a.yaml": WARNED, "prevent.toml": ""})
    for text in ("", '[checks]\nno-owner = "off"\n', '[checks]\nno-owner = "error"\n', ""):
        (root / "prevent.toml").write_text(text)
        assert warm.warm() == warm.cold()


def test_settings_with_errors_are_refused_though_all_is_known(run: Run, project: MakeProject) -> None:
    root = project({"toolkits/a.yaml": GREEN, "prevent.toml": ""})
    run("validate")
    (root / "prevent.toml").write_text('[checks]\nno-ownr = "off"\n')

    assert (run("validate").code, run("validate").code) == (2, 2)


def test_a_framework_is_changed_removed_and_brought_back(project: MakeProject, warm: Warm) -> None:
    text = f"framework: own\n{WARNED}".replace(
        "benchmarks", "period: 2021\norganisation: {name: x}\nformat: toolkit/1\nbenchmarks"
    )
    root = project({"toolkits/a.yaml": text, "frameworks/own.yaml": FRAMEWORK})
    place = root / "frameworks/own.yaml"
    for content in (FRAMEWORK.replace("7.1", "7.2"), FRAMEWORK.replace("id: own", "id: owl"), FRAMEWORK):
        warm.warm()
        rewrite(place, content)
        assert warm.warm() == warm.cold()
    place.rename(root / "frameworks/kept")
    assert "unknown-framework" in codes(warm.warm())
    (root / "frameworks/kept").rename(place)
    assert "unknown-framework" not in codes(warm.warm())


def test_a_snapshot_comes_changes_and_goes(run: Run, project: MakeProject, warm: Warm) -> None:
    root = project({"toolkits/a.yaml": GREEN + "as_of: 2021-12-31\n"})
    warm.warm()
    assert run("snapshot", "toolkits/a.yaml").code == 0
    place = root / "toolkits/a.snapshot.json"
    assert warm.warm() == warm.cold()
    whole = place.read_text(encoding="utf-8")
    for text in (whole.replace("green", "amber"), whole[:100], whole):
        place.write_text(text, encoding="utf-8")
        assert warm.warm() == warm.cold()
    place.unlink()
    place.mkdir()
    assert codes(warm.warm()) == codes(warm.cold()) == ["damaged-snapshot"]
    place.rmdir()
    assert warm.warm() == warm.cold()


@pytest.fixture
def package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Let a package of one module be the program."""
    made = tmp_path / "package"
    made.mkdir()
    (made / "one.py").write_text("a = 1")
    monkeypatch.setattr(remembering, "_PACKAGE", made)
    monkeypatch.setattr(remembering, "_PARTS", ("",))
    return made


def test_another_program_checks_anew(project: MakeProject, warm: Warm, checks: list[Path], package: Path) -> None:
    project({"toolkits/a.yaml": GREEN})
    warm.warm()
    rewrite(package / "one.py", "a = 2")
    checks.clear()
    warm.warm()

    assert len(checks) == 1


def test_the_same_program_installed_anew_is_the_same(
    project: MakeProject, warm: Warm, checks: list[Path], package: Path, tmp_path: Path
) -> None:
    """As a hosted runner has it, which begins empty and is given the cache of the run before."""
    project({"toolkits/a.yaml": GREEN})
    warm.warm()
    shutil.copytree(package, tmp_path / "again")
    shutil.rmtree(package)
    shutil.copytree(tmp_path / "again", package)
    checks.clear()

    warm.warm()

    assert checks == []


def test_the_folder_one_stands_in_is_part_of_the_answer(
    project: MakeProject, warm: Warm, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project({"toolkits/a.yaml": WRONG})
    warm.warm()
    monkeypatch.chdir(root / "toolkits")
    warm.paths = [Path("a.yaml")]

    assert warm.warm() == warm.cold()
    assert warm.warm()[0][0] == "a.yaml"


def test_a_file_takes_the_place_of_another(project: MakeProject, warm: Warm, later: Callable[[float], None]) -> None:
    root = project({"toolkits/a.yaml": GREEN, "toolkits/b.yaml": AMBER})
    later(10)
    warm.warm()
    (root / "toolkits/a.yaml").rename(root / "toolkits/c")
    (root / "toolkits/b.yaml").rename(root / "toolkits/a.yaml")
    (root / "toolkits/c").rename(root / "toolkits/b.yaml")

    assert warm.warm() == warm.cold()


def test_a_link_is_turned_to_another_file(project: MakeProject, warm: Warm, later: Callable[[float], None]) -> None:
    root = project({"toolkits/readme": "", "one": TOOLKIT_HEAD + GREEN, "two": TOOLKIT_HEAD + AMBER})
    link = root / "toolkits/a.yaml"
    link.symlink_to(root / "one")
    later(10)
    warm.warm()
    link.unlink()
    link.symlink_to(root / "two")

    assert warm.warm() == warm.cold()


def quarter(period: str, text: str, more: str = "") -> str:
    action = f"{{id: A1, text: {text}, owners: Board, due: 2030{more}}}"
    return f"format: toolkit/1\norganisation: {{name: x}}\nperiod: {period}\nbenchmarks: [{{id: 7, actions: [{action}]}}]\n"


def test_what_is_between_files_is_kept_and_hangs_on_each(project: MakeProject, warm: Warm) -> None:
    one, other = quarter("Sep 2021", "Refresh the contacts"), quarter("Dec 2021", "Audit every school")
    root = project({"toolkits/a.yaml": one, "toolkits/b.yaml": other})
    warm.warm()
    assert "reused-id" in codes(warm.warm())
    for name, text in (
        ("b", other.replace("Audit every school", "Refresh the contact")),
        ("b", other),
        ("a", one.replace("Refresh the contacts", "Audit every schools!")),
        ("a", one.replace("Sep", "Dec")),
        ("b", "# a line more\n" + other),
    ):
        (root / f"toolkits/{name}.yaml").write_text(text)
        assert warm.warm() == warm.cold()
        assert warm.warm() == warm.cold()
    (root / "toolkits/a.yaml").unlink()
    assert codes(warm.warm()) == codes(warm.cold())


def test_what_is_between_files_is_found_when_one_of_them_is_new(project: MakeProject, warm: Warm) -> None:
    root = project({"toolkits/a.yaml": quarter("Sep 2021", "Refresh the contacts")})
    warm.warm()
    (root / "toolkits/b.yaml").write_text(quarter("Dec 2021", "Audit every school", ", was: [A9]"))

    assert warm.warm() == warm.cold()
    assert {"reused-id", "unknown-former-id"} <= set(codes(warm.warm()))


def test_what_is_between_files_that_are_known_is_looked_up_again(
    project: MakeProject, warm: Warm, checks: list[Path]
) -> None:
    root = project(
        {f"toolkits/{name}.yaml": quarter(f"{name} 2021", f"Refresh the {name}") for name in ("Mar", "Jun", "Sep")}
    )
    warm.warm()
    checks.clear()
    (root / "toolkits/Jun.yaml").unlink()

    assert warm.warm() == warm.cold()
    assert len(checks) == 2  # the cold run's


CUTS = [0, 1, 100, 4095, 4096, 10_000, 30_000]


@pytest.mark.parametrize("length", CUTS)
def test_a_cache_that_was_cut_off_is_only_slower(project: MakeProject, warm: Warm, length: int) -> None:
    project({"toolkits/a.yaml": WRONG, "toolkits/b.yaml": WARNED})
    warm.warm()
    os.truncate(warm.file, length)

    assert warm.warm() == warm.cold()
    assert warm.warm() == warm.cold()


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + bytes(5000)])
def test_a_broken_cache_is_begun_anew(project: MakeProject, warm: Warm, checks: list[Path], content: bytes) -> None:
    project({"toolkits/a.yaml": WRONG})
    warm.file.write_bytes(content)
    for _ in range(3):
        assert warm.warm() == warm.cold()
    checks.clear()
    warm.warm()

    assert checks == []


def test_a_database_of_somebody_else_is_begun_anew(project: MakeProject, warm: Warm) -> None:
    project({"toolkits/a.yaml": WRONG})
    with sqlite3.connect(warm.file) as database:
        database.execute("CREATE TABLE files (place, around)")
    database.close()

    assert warm.warm() == warm.cold()
    assert warm.warm() == warm.cold()
    assert warm.count() == 1


def test_a_cache_whose_own_words_are_damaged_is_begun_anew(project: MakeProject, warm: Warm) -> None:
    project({"toolkits/a.yaml": WRONG})
    warm.warm()
    with sqlite3.connect(warm.file) as database:
        database.execute("PRAGMA writable_schema = ON")
        sql = b"CREATE TABLE files \xff\xff(a)"  # SQLite quotes it in its error, and that is no text then
        database.execute("UPDATE sqlite_master SET sql = CAST(? AS TEXT) WHERE name = 'files'", (sql,))
    database.close()

    assert warm.warm() == warm.cold()
    assert warm.warm() == warm.cold()
    assert warm.count() == 1


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=40))
def test_damage_is_never_an_answer(project: MakeProject, warm: Warm, damage: list[tuple[float, int]]) -> None:
    project({"toolkits/a.yaml": WRONG, "toolkits/b.yaml": WARNED, "toolkits/c.yaml": WARNED})
    warm.warm()
    content = bytearray(warm.file.read_bytes())
    for place, value in damage:
        content[int(place * (len(content) - 1))] = value
    warm.file.write_bytes(content)

    assert warm.warm() == warm.cold()


def test_a_copied_cache_answers_for_the_content_alone(
    project: MakeProject, warm: Warm, checks: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = project({"toolkits/a.yaml": GREEN})
    warm.warm()
    other = Warm(tmp_path_factory.mktemp("copy"))
    shutil.copy(warm.file, other.file)
    shutil.copytree(root / "toolkits", root / "moved")
    shutil.rmtree(root / "toolkits")
    shutil.copytree(root / "moved", root / "toolkits")  # as a checkout makes it: the same bytes, other files
    checks.clear()
    other.warm()
    assert checks == []
    (root / "toolkits/a.yaml").write_text(TOOLKIT_HEAD + AMBER)

    assert other.warm() == other.cold()


def test_a_locked_cache_is_only_slower(project: MakeProject, warm: Warm) -> None:
    path = project({"toolkits/a.yaml": GREEN}) / "toolkits/a.yaml"
    warm.warm()
    holder = sqlite3.connect(warm.file, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    path.write_text(TOOLKIT_HEAD + AMBER)

    assert warm.warm() == warm.cold()
    holder.close()


@pytest.mark.parametrize("place", ["/proc/no-such-folder", "file/below", "/dev/null"])
def test_a_folder_that_cannot_be_written_is_only_slower(project: MakeProject, place: str) -> None:
    root = project({"toolkits/a.yaml": WRONG, "file": ""})
    warm = Warm(root / place)

    assert warm.warm() == warm.cold()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such permissions")
def test_a_cache_that_may_only_be_read_answers(project: MakeProject, warm: Warm, checks: list[Path]) -> None:
    root = project({"toolkits/a.yaml": GREEN})
    warm.warm()
    warm.file.chmod(0o400)
    warm.folder.chmod(0o500)
    (root / "toolkits/b.yaml").write_text(TOOLKIT_HEAD + AMBER)
    checks.clear()

    assert codes(warm.warm()) == codes(warm.cold())
    warm.folder.chmod(0o700)


def test_without_a_home_there_is_no_cache(run: Run, project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    project({"toolkits/a.yaml": GREEN})
    monkeypatch.delenv("PREVENT_CACHE_DIR")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", nowhere)

    assert folder() is None
    assert run("validate").code == 0


def test_home_may_be_unset(project: MakeProject, tmp_path: Path) -> None:
    project({"toolkits/a.yaml": GREEN})
    environment = {key: value for key, value in os.environ.items() if key not in {"HOME", "PREVENT_CACHE_DIR"}}
    environment["XDG_CACHE_HOME"] = str(tmp_path / "elsewhere")
    done = subprocess.run(
        [sys.executable, "-m", "prevent_cli", "validate"], env=environment, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "elsewhere/prevent/verdicts-3.sqlite").is_file()


def test_the_cache_is_for_its_user_alone(project: MakeProject, tmp_path: Path) -> None:
    project({"toolkits/a.yaml": GREEN})
    warm = Warm(tmp_path / "new/cache")
    warm.warm()

    assert (warm.folder.stat().st_mode & 0o777, warm.file.stat().st_mode & 0o777) == (0o700, 0o600)


def test_many_processes_at_once_agree(project: MakeProject, warm: Warm) -> None:
    root = project(
        {f"toolkits/{number}.yaml": quarter(f"{number} 2021", "x") for number in ("Mar", "Jun", "Sep", "Dec")}
    )
    environment = {**os.environ, "PREVENT_CACHE_DIR": str(warm.folder)}
    command = [sys.executable, "-m", "prevent_cli", "validate", "--format", "json"]
    cold = subprocess.run([*command, "--no-cache"], capture_output=True, text=True, check=False).stdout
    for text in ("Refresh it", "Audit it"):
        (root / "toolkits/Dec.yaml").write_text(quarter("Dec 2021", text))
        cold = subprocess.run([*command, "--no-cache"], capture_output=True, text=True, check=False).stdout
        started = [
            subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            for _ in range(6)
        ]
        assert [process.communicate() for process in started] == [(cold, "")] * 6


def test_it_does_not_grow_without_end(project: MakeProject, warm: Warm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_MOST_BYTES", 200_000)
    path = project({"toolkits/a.yaml": GREEN}) / "toolkits/a.yaml"
    long = "x" * 3000
    actions = ", ".join(f"{{id: A{n}, text: {long}{n}}}" for n in range(12))
    for number in range(40):
        copy = path.with_name(f"{number}.yaml")
        copy.write_text(TOOLKIT_HEAD + f"benchmarks: [{{id: 7, actions: [{actions}]}}]\n")
        warm.paths = [copy]
        warm.warm()

    assert warm.file.stat().st_size < 400_000
    assert 0 < warm.count() < 40


def test_what_was_used_last_stays(
    project: MakeProject,
    warm: Warm,
    monkeypatch: pytest.MonkeyPatch,
    later: Callable[[float], None],
    checks: list[Path],
) -> None:
    root = project({f"toolkits/{number}.yaml": GREEN for number in range(10)})
    for number in range(10):
        warm.paths = [root / f"toolkits/{number}.yaml"]
        warm.warm()
        later(100)
    later(200_000)
    warm.paths = [root / "toolkits/0.yaml"]
    warm.warm()
    monkeypatch.setattr(store, "_MOST_BYTES", 1)
    warm.paths = [root / "toolkits/1.yaml"]
    (root / "toolkits/1.yaml").write_text(TOOLKIT_HEAD + AMBER)
    warm.warm()
    monkeypatch.setattr(store, "_MOST_BYTES", 1_000_000)
    checks.clear()
    warm.paths = [root / "toolkits/0.yaml"]
    warm.warm()

    assert checks == []


def test_no_cache_keeps_nothing(
    run: Run, project: MakeProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREVENT_CACHE_DIR", str(tmp_path / "kept"))
    project({"toolkits/a.yaml": GREEN})
    for words in (["validate", "--no-cache"], ["--no-cache", "validate"]):
        assert run(*words).code == 0

    assert not (tmp_path / "kept").exists()


def test_cache_says_where_it_is_and_clears(
    run: Run, project: MakeProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREVENT_CACHE_DIR", str(tmp_path / "kept"))
    project({"toolkits/a.yaml": GREEN})
    run("validate")
    size = sum(path.stat().st_size for path in (tmp_path / "kept").iterdir())

    assert run("cache").stdout == f"{tmp_path / 'kept'}: {size / 1e3:.0f} KB\n"
    assert run("cache", "clear").stdout == f"{tmp_path / 'kept'}: {size / 1e3:.0f} KB removed\n"
    assert list((tmp_path / "kept").iterdir()) == []
    assert run("cache").stdout == f"{tmp_path / 'kept'}: 0 KB\n"


def test_cache_does_not_take_another_word(run: Run) -> None:
    done = run("cache", "clean")

    assert (done.code, done.stderr.splitlines()[0]) == (2, "error: prevent cache does not know 'clean'")


def test_an_empty_setting_asks_for_no_cache(run: Run, project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREVENT_CACHE_DIR", "")
    project({"toolkits/a.yaml": GREEN})

    assert run("validate").code == 0
    assert run("cache").stdout.startswith("there is no cache")


@pytest.mark.parametrize(
    ("system", "environment", "place"),
    [
        ("linux", {"XDG_CACHE_HOME": "/x"}, "/x/prevent"),
        ("linux", {"XDG_CACHE_HOME": "not/whole"}, "/home/me/.cache/prevent"),
        ("linux", {}, "/home/me/.cache/prevent"),
        ("darwin", {"XDG_CACHE_HOME": "/x"}, "/home/me/Library/Caches/prevent"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/prevent"),
        ("linux", {"PREVENT_CACHE_DIR": "/mine", "XDG_CACHE_HOME": "/x"}, "/mine"),
    ],
)
def test_it_lies_where_the_platform_keeps_caches(
    monkeypatch: pytest.MonkeyPatch, system: str, environment: dict[str, str], place: str
) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "PREVENT_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(Path, "home", lambda: Path("/home/me"))

    assert folder() == Path(place)


# --- whatever is done, in whatever order ------------------------------------------------------------------

TEXTS = [
    UNDATED,
    UNDATED.replace("amber", "green"),
    quarter("Dec 2021", "Audit it"),
    quarter("Dec 2021", "Refresh"),
    WRONG,
]
STEPS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from("abc"), st.sampled_from(TEXTS)),
    st.tuples(st.just("swap"), st.sampled_from("abc"), st.sampled_from("abc")),
    st.tuples(st.just("remove"), st.sampled_from("bc"), st.none()),
    st.tuples(st.just("rewrite"), st.sampled_from("abc"), st.sampled_from([("green", "amber"), ("Audit", "Adapt")])),
    st.tuples(st.just("settings"), st.just(""), st.sampled_from(["", '[checks]\noverdue = "off"\n'])),
    st.tuples(st.just("framework"), st.just(""), st.sampled_from([FRAMEWORK, FRAMEWORK.replace("TEXT", "WORD")])),
    st.tuples(st.just("snapshot"), st.sampled_from("abc"), st.sampled_from(["{}", "[]", None])),
    st.tuples(st.just("day"), st.just(""), st.dates(date(2021, 12, 15), date(2022, 4, 5))),
    st.tuples(st.just("clock"), st.just(""), st.sampled_from([3.0, 100_000.0, -50.0])),
    st.tuples(st.just("cut"), st.just(""), st.sampled_from(CUTS)),
)


def step(warm: Warm, root: Path, what: str, name: str, value: object, later: Callable[[float], None]) -> None:  # noqa: C901 - a list
    path = root / f"toolkits/{name}.yaml"
    match what, value:
        case "write", str(text):
            path.write_text(text if text.startswith("format") else TOOLKIT_HEAD + text)
        case "swap", str(other) if path.exists() and (root / f"toolkits/{other}.yaml").exists() and other != name:
            kept = path.read_bytes()
            (root / f"toolkits/{other}.yaml").rename(path)
            (root / f"toolkits/{other}.yaml").write_bytes(kept)
        case "remove", _:
            path.unlink(missing_ok=True)
        case "rewrite", (str(old), str(new)) if path.exists():
            rewrite(path, path.read_text().replace(old, new))
        case "settings", str(text):
            (root / "prevent.toml").write_text(text)
        case "framework", str(text):
            (root / "frameworks").mkdir(exist_ok=True)
            (root / "frameworks/own.yaml").write_text(text)
        case "snapshot", None:
            path.with_suffix(".snapshot.json").unlink(missing_ok=True)
        case "snapshot", str(text):
            path.with_suffix(".snapshot.json").write_text(text)
        case "day", date() as day:
            warm.today = day
        case "clock", float(seconds):
            later(seconds)
        case "cut", int(length) if warm.file.exists():
            os.truncate(warm.file, min(length, warm.file.stat().st_size))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=2, max_size=12))
def test_whatever_is_done_a_warm_run_says_what_a_cold_one_says(
    project: MakeProject, warm: Warm, later: Callable[[float], None], steps: list[tuple[str, str, object]]
) -> None:
    root = project({"toolkits/a.yaml": UNDATED})
    for what, name, value in steps:
        step(warm, root, what, name, value, later)
        assert warm.warm() == warm.cold()


# --- many files -------------------------------------------------------------------------------------------


def numbered(count: int) -> dict[str, str]:
    return {f"toolkits/{n:03}.yaml": (WRONG, GREEN, AMBER)[n % 3].replace("id: 7", f"id: {n}") for n in range(count)}


def test_processes_find_what_one_finds_in_the_same_order(
    project: MakeProject, warm: Warm, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(numbered(60))
    monkeypatch.setattr(many, "FEW", 10)
    alone = warm.cold()
    together = validate(warm.places, DAY, Cache(warm.folder), lambda: many.processes(2))

    assert [(one.file, one.findings) for one in together] == alone
    assert warm.warm() == alone


def test_many_are_asked_for_together_and_each_is_judged_by_its_own_row(
    project: MakeProject, warm: Warm, checks: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of ten files, asked for three at a time, one is not known, one row is damaged and one file has changed."""
    monkeypatch.setattr(store, "_AT_ONCE", 3)
    root = project(numbered(9))
    warm.warm()
    with sqlite3.connect(warm.file) as database:
        damaged = os.fsencode(root / "toolkits/004.yaml")
        database.execute("UPDATE files SET body = x'5b5d' WHERE substr(place, 1, ?) = ?", (len(damaged), damaged))
        assert database.total_changes == 1
    database.close()
    project({"toolkits/0035.yaml": WRONG})
    (root / "toolkits/007.yaml").write_text("format: toolkit/1\n", encoding="utf-8")
    checks.clear()

    found, checked = warm.warm(), [path.name for path in checks]

    assert found == warm.cold()
    assert checked == ["0035.yaml", "004.yaml", "007.yaml"]


def test_files_come_in_the_order_of_their_paths_step_by_step(project: MakeProject, warm: Warm) -> None:
    root = project(
        dict.fromkeys(("toolkits/a/2.yaml", "toolkits/a.yaml", "toolkits/a-b/1.yml", "toolkits/B.yaml"), GREEN)
    )
    project({"toolkits/.hidden/1.yaml": GREEN, "toolkits/.2.yaml": GREEN, "toolkits/notes.yaml": "a: note\n"})
    (root / "toolkits/circle.yaml").symlink_to("circle.yaml")
    (root / "toolkits/again").symlink_to("a")

    files = warm.places.files

    assert files == sorted(files)
    assert [path.as_posix() for path in files] == [
        "toolkits/B.yaml",
        "toolkits/a/2.yaml",
        "toolkits/a-b/1.yml",
        "toolkits/a.yaml",
    ]


def test_a_cache_cleared_in_mid_run_is_no_matter(project: MakeProject, warm: Warm) -> None:
    project({f"toolkits/{month}.yaml": quarter(f"{month} 2021", f"Do {month}") for month in ("Mar", "Jun", "Sep")})
    warm.warm()
    cold = warm.cold()
    found = []
    for one in validate(warm.places, DAY, Cache(warm.folder)):
        found.append((one.file, one.findings))
        Cache(warm.folder).clear()

    assert found == cold


def test_an_unreadable_file_is_refused_warm_as_cold(run: Run, project: MakeProject) -> None:
    root = project({"toolkits/a.yaml": GREEN, "toolkits/b.yaml": GREEN})
    run("validate")
    (root / "toolkits/b.yaml").unlink()
    (root / "toolkits/b.yaml").symlink_to(root / "toolkits/b.yaml")

    assert run("validate", "toolkits/b.yaml").code == 2


def test_json_is_printed_whole(run: Run, project: MakeProject) -> None:
    project(numbered(5))

    assert [json.loads(run("validate", "--format", "json").stdout)["files"] for _ in range(2)] == [5, 5]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_ctrl_c_ends_at_once_without_a_trace(project: MakeProject, tmp_path: Path) -> None:
    project(numbered(1500))
    environment = {**os.environ, "PREVENT_CACHE_DIR": str(tmp_path / "kept")}
    with subprocess.Popen(
        [sys.executable, "-m", "prevent_cli", "validate"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        end = time.monotonic() + 60
        kept = tmp_path / "kept/verdicts-3.sqlite"
        while not (kept.exists() and kept.stat().st_size > 50_000):
            assert time.monotonic() < end
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: everybody in the group gets it
        pressed = time.monotonic()
        out, err = process.communicate()
        taken = time.monotonic() - pressed

    assert (process.returncode, out, err) == (130, "", "")
    assert taken < 5
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)  # nobody of the group is left


def test_a_bar_is_shown_where_it_takes_long(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(console, "_PATIENCE", 0)
    monkeypatch.setattr(console, "screen", lambda _=None: Screen(80, terminal=True, coloured=False))
    monkeypatch.setenv("FORCE_COLOR", "1")  # rich takes what is written to for a terminal

    assert list(console.followed([1, 2, 3], 3, "checking")) == [1, 2, 3]
    shown = capsys.readouterr()
    assert (shown.out, "checking" in shown.err) == ("", True)


def test_no_bar_is_shown_off_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(console, "_PATIENCE", 0)

    assert list(console.followed([1, 2, 3], 3, "checking")) == [1, 2, 3]
    assert capsys.readouterr() == ("", "")


# --- many at once -----------------------------------------------------------------------------------------


@pytest.fixture
def batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the cache be asked for few at a time, so that there are several batches."""
    monkeypatch.setattr(store, "_AT_ONCE", 3)


@pytest.mark.usefixtures("batches")
@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM files",
        "UPDATE files SET sum = sum + 1",
        "UPDATE files SET sign = CAST(x'ff' AS TEXT)",
        "UPDATE files SET body = 'text'",
        "UPDATE files SET day = 'text', used = NULL",
        "UPDATE files SET content = (SELECT content FROM files WHERE place LIKE '%000.yaml%')",
    ],
)
def test_what_is_wrong_with_one_row_is_no_matter_to_those_beside_it(
    project: MakeProject, warm: Warm, checks: list[Path], damage: str
) -> None:
    project(numbered(10))
    cold = warm.cold()
    warm.warm()
    with sqlite3.connect(warm.file) as database:
        changed = database.execute(f"{damage} WHERE CAST(place AS TEXT) LIKE '%004.yaml'").rowcount
    database.close()
    checks.clear()

    assert changed == 1
    assert warm.warm() == cold
    assert checks == [Path("toolkits/004.yaml")]
    assert warm.warm() == cold
    assert len(checks) == 1  # it has been mended


@pytest.mark.usefixtures("batches")
def test_files_that_change_and_come_while_it_runs_are_told_by_the_next_run(
    project: MakeProject, warm: Warm, later: Callable[[float], None]
) -> None:
    root = project(numbered(10))
    later(10)
    warm.warm()
    running = validate(warm.places, DAY, Cache(warm.folder))
    next(running)
    rewrite(root / "toolkits/008.yaml", TOOLKIT_HEAD + GREEN.replace("id: 7", "id: 8"))
    (root / "toolkits/009a.yaml").write_text(TOOLKIT_HEAD + AMBER)
    (root / "toolkits/001.snapshot.json").write_text("{}")
    list(running)

    assert warm.warm() == warm.cold()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.lists(st.sampled_from(["a", "a.b", "a-b", "B", "ä"]), min_size=1, max_size=3), min_size=1))
def test_files_below_a_folder_come_in_the_order_of_their_paths(
    tmp_path_factory: pytest.TempPathFactory, places: list[list[str]]
) -> None:
    root = tmp_path_factory.mktemp("found")
    for parts in places:
        path = root.joinpath(*parts).with_name(f"{parts[-1]}.yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TOOLKIT_HEAD)

    assert find.toolkit_files([root]) == sorted(root.rglob("*.yaml"))


def test_a_link_that_leads_nowhere_or_round_is_passed_over(project: MakeProject) -> None:
    root = project({"toolkits/a.yaml": GREEN, "toolkits/.hidden/b.yaml": GREEN, "toolkits/c.yaml/d.yml": GREEN})
    (root / "toolkits/nowhere.yaml").symlink_to(root / "none")
    (root / "toolkits/round.yaml").symlink_to(root / "toolkits/round.yaml")
    (root / "toolkits/again").symlink_to(root / "toolkits")

    assert find.toolkit_names([Path()]) == ["toolkits/a.yaml", "toolkits/c.yaml/d.yml"]
    assert find.toolkit_names([Path("toolkits"), Path("toolkits/a.yaml")]) == find.toolkit_names([Path()])


# --- the same files elsewhere -----------------------------------------------------------------------------


def clone(root: Path, place: Path) -> Path:
    """Copy a project as a clone does: the same bytes, other files."""
    shutil.copytree(root, place, copy_function=shutil.copyfile)
    return place


def test_a_clone_elsewhere_is_known_by_its_content(
    project: MakeProject, warm: Warm, checks: list[Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    months = ("Mar", "Jun", "Sep")
    root = project({f"toolkits/{name}.yaml": quarter(f"{name} 2021", f"Refresh the {name}") for name in months})
    (root / "prevent.toml").write_text('[checks]\nno-owner = "error"\n')
    warm.warm()
    other = clone(root, tmp_path / "clone")
    monkeypatch.chdir(other)
    checks.clear()
    first = warm.warm()
    assert checks == []
    assert first == warm.cold()
    (other / "toolkits/Jun.yaml").unlink()  # what is between the files is looked for anew, with the facts of both
    checks.clear()

    found = warm.warm()
    assert checks == []
    assert found == warm.cold()


@pytest.mark.parametrize(
    "name",
    ["prevent.toml", "frameworks/own.yaml", "toolkits/a.yaml", "toolkits/a.snapshot.json"],
)
def test_a_clone_in_which_anything_differs_is_checked(
    project: MakeProject, warm: Warm, checks: list[Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    texts = {
        "prevent.toml": '[checks]\noverdue = "off"\n',
        "frameworks/own.yaml": FRAMEWORK.replace("TEXT", "WORD"),
        "toolkits/a.yaml": TOOLKIT_HEAD + AMBER,
        "toolkits/a.snapshot.json": "{}",
    }
    root = project({"toolkits/a.yaml": WARNED, "frameworks/own.yaml": FRAMEWORK, "prevent.toml": ""})
    warm.warm()
    other = clone(root, tmp_path / "clone")
    (other / name).write_text(texts[name])
    monkeypatch.chdir(other)
    checks.clear()

    found = warm.warm()
    assert len(checks) == 1
    assert found == warm.cold()


def test_a_clone_that_is_given_by_another_path_is_checked(
    project: MakeProject, warm: Warm, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = project({"toolkits/a.yaml": WRONG})
    warm.warm()
    monkeypatch.chdir(clone(root, tmp_path / "clone") / "toolkits")
    warm.paths = [Path("../toolkits/a.yaml")]

    assert warm.warm() == warm.cold()
    assert [name for name, _ in warm.warm()] == ["../toolkits/a.yaml"]


def test_a_clone_is_not_answered_for_another_day(
    project: MakeProject, warm: Warm, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root = project({"toolkits/a.yaml": UNDATED})
    warm.today = date(2022, 1, 1)
    warm.warm()
    monkeypatch.chdir(clone(root, tmp_path / "clone"))
    warm.today = date(2022, 3, 1)

    assert warm.warm() == warm.cold()


def test_a_program_known_by_its_signs_is_not_read(
    project: MakeProject, warm: Warm, monkeypatch: pytest.MonkeyPatch, later: Callable[[float], None]
) -> None:
    project({"toolkits/a.yaml": GREEN})
    later(10)
    warm.warm()
    monkeypatch.setattr(remembering, "_contents", None)  # whoever reads it now fails

    assert warm.warm() == warm.cold()


def test_a_library_is_known_by_what_was_installed() -> None:
    assert {name: b"sha256=" in remembering._library(name) for name in remembering._LIBRARIES} == dict.fromkeys(
        remembering._LIBRARIES, True
    )


def test_every_module_that_a_verdict_is_made_with_is_part_of_the_program(tmp_path: Path) -> None:
    """What is used for an answer and not looked at would let an old answer stand when it changes."""
    code = f"""
import sys
from datetime import date
from pathlib import Path
from prevent_cli import checking, gathering
for path in {[str(path) for path in sorted(CASES.rglob("*.yaml"))]!r}:
    try:
        checking.verdict(checking.Rules(None, (), date(2026, 1, 1), b""), Path(path))
    except checking.PreventError:
        pass
    gathering.work(gathering.Job(date(2026, 1, 1), whole=True), (path, None))
print(*(module.__file__ for name, module in sys.modules.items() if name.startswith("prevent_cli")), sep="\\n")
"""
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    used = {path for path in run.stdout.splitlines() if path.endswith(".py")}

    assert len(used) > 100
    assert used <= set(remembering._modules())

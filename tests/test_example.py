"""The example of an invented council: its script makes its files, byte for byte, and its story is told as it should be."""

from __future__ import annotations

import json
import os
import re
import subprocess
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pytest
from typer.main import get_command

from prevent_cli import arguments
from prevent_cli.cli import app
from tests.tools import need

if TYPE_CHECKING:
    from tests.conftest import Run

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "example-borough"
COUNCIL = Path("toolkits", "example-borough-council")
QUARTERS = ("2025-06.yaml", "2025-09.yaml", "2025-12.yaml", "2026-03.yaml")
# In the script's shell `prevent` is a function that hands its folder and words to this process and waits for the exit
# code: two hundred starts of the program would take minutes.
HANDED_OVER = """\
prevent() {
  printf '%s\\0' "$PWD" "$#" "$@" >&ASK
  IFS= read -r code <&ANSWER
  return "$code"
}
"""


class Script:
    """Runs the example's script in a real shell, and each ``prevent`` of it in this process."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.command = get_command(app)

    def run(self) -> list[str]:
        """Run it to its end, and give what the program printed. A command that fails fails the script."""
        asked, ask = os.pipe()
        answer, answered = os.pipe()
        functions = self.place / "functions.sh"
        functions.write_text(HANDED_OVER.replace("ASK", str(ask)).replace("ANSWER", str(answer)), encoding="utf-8")
        shell = subprocess.Popen(
            [need("bash"), EXAMPLE / "make.sh", self.place / "made"],
            env={**os.environ, "BASH_ENV": str(functions)},
            stderr=subprocess.PIPE,
            encoding="utf-8",
            pass_fds=(ask, answer),
        )
        os.close(ask)
        os.close(answer)
        with os.fdopen(asked, "rb") as questions, os.fdopen(answered, "w", encoding="utf-8") as answers:
            said = []
            while folder := word(questions):
                code, printed = self.prevent(Path(folder), [word(questions) for _ in range(int(word(questions)))])
                said.append(printed)
                answers.write(f"{code}\n")
                answers.flush()
        _, complaint = shell.communicate(timeout=60)
        assert shell.returncode == 0, f"{complaint}{said[-1]}"
        return said

    def prevent(self, folder: Path, words: list[str]) -> tuple[int, str]:
        """Run the program in a folder, and give its exit code and all that it printed."""
        os.chdir(folder)
        printed = StringIO()
        with redirect_stdout(printed), redirect_stderr(printed):
            try:
                self.command(words, prog_name="prevent")
            except SystemExit as left:
                return int(left.code or 0), printed.getvalue()
        return 0, printed.getvalue()


def word(stream: BinaryIO) -> str:
    """Read up to the next NUL; nothing at the end."""
    found = bytearray()
    while (one := stream.read(1)) not in {b"", b"\0"}:
        found += one
    return found.decode()


def test_the_script_makes_the_files_on_board_byte_for_byte_on_any_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(arguments, "today", lambda: date(2031, 5, 17))

    Script(tmp_path).run()

    made = tmp_path / "made" / COUNCIL
    assert sorted(path.name for path in made.iterdir()) == sorted(QUARTERS)
    for name in QUARTERS:
        assert (made / name).read_bytes() == (EXAMPLE / COUNCIL / name).read_bytes(), name


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Go to the example's folder."""
    monkeypatch.chdir(EXAMPLE)


def ratings(run: Run, quarter: str) -> dict[str, tuple[str, str]]:
    """Give the judged and the computed colour of every benchmark in a quarter."""
    found = json.loads(run("rag", COUNCIL / quarter, "--format", "json").stdout)
    return {one["benchmark"]: (one["judged"], one["computed"]) for one in found}


def changes(run: Run, old: str, new: str) -> dict[str, set[str]]:
    """Give what changed of which action from one quarter to another."""
    (compared,) = json.loads(run("diff", COUNCIL / old, COUNCIL / new, "--format", "json").stdout)["comparisons"]
    found: dict[str, set[str]] = {}
    for change in compared["changes"]:
        found.setdefault(change["kind"], set()).add(change["action"])
    return found


@pytest.mark.usefixtures("here")
def test_it_has_no_errors_and_only_the_warnings_that_its_readme_owns_up_to(run: Run) -> None:
    done = run("validate", "--format", "json")

    found = json.loads(done.stdout)
    assert found["errors"] == 0
    assert [(Path(one["file"]).name, one["code"], one["at"]) for one in found["findings"]] == [
        ("2025-12.yaml", "overdue", "A05"),
        ("2025-12.yaml", "overdue", "A21"),
        ("2026-03.yaml", "evidence-expired", "4.1"),
        ("2026-03.yaml", "overdue", "A20"),
    ]


def test_a_command_at_the_root_of_the_repository_does_not_find_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)

    found = json.loads(run("rag", "--format", "json").stdout)

    assert {one["organisation"] for one in found} == {"Thurrock Council"}


@pytest.mark.usefixtures("here")
def test_a_command_within_it_finds_its_own_toolkits_alone(run: Run) -> None:
    files = json.loads(run("validate", "--format", "json").stdout)["files"]

    assert files == len(QUARTERS)


@pytest.mark.usefixtures("here")
def test_its_readme_tells_the_ratings_of_the_year(run: Run) -> None:
    text = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) [^|]+\| (\w+) \| (\w+) \| (\w+) \| (\w+) \|$", text, re.MULTILINE)
    said = {number: [colour.lower() for colour in colours] for number, *colours in rows}

    year = [ratings(run, quarter) for quarter in QUARTERS]

    assert said == {number: [quarter[number][0] for quarter in year] for number in year[0]}


@pytest.mark.usefixtures("here")
def test_every_rating_that_differs_from_the_computed_one_has_a_reason(run: Run) -> None:
    for quarter in QUARTERS:
        made = json.loads(run("render", COUNCIL / quarter, "--format", "json", "-o", "-").stdout)
        given = {one["id"]: one["rating"] for one in made["benchmarks"]}
        differing = [ref for ref, (judged, computed) in ratings(run, quarter).items() if judged != computed]

        assert differing
        assert [ref for ref in differing if not given[ref]["reason"]] == []


@pytest.mark.usefixtures("here")
def test_an_action_is_reopened_another_renumbered_and_one_put_off_in_the_third_quarter(run: Run) -> None:
    told = changes(run, "2025-09.yaml", "2025-12.yaml")

    assert told["action-reopened"] == {"A06"}
    assert told["action-renumbered"] == {"PS-1"}
    assert told["action-deferred"] == {"A15"}


@pytest.mark.usefixtures("here")
def test_an_action_is_dropped_without_a_trace_in_the_fourth_quarter(run: Run) -> None:
    assert changes(run, "2025-12.yaml", "2026-03.yaml")["action-dropped"] == {"A14"}


@pytest.mark.usefixtures("here")
def test_four_dates_have_moved_twice_by_the_fourth_quarter(run: Run) -> None:
    done = run("diff", COUNCIL / "2025-12.yaml", COUNCIL / "2026-03.yaml", "--format", "json")

    (compared,) = json.loads(done.stdout)["comparisons"]
    assert {change["action"] for change in compared["changes"] if change["moves"] == 2} == {"A06", "A07", "A09", "A12"}


@pytest.mark.usefixtures("here")
def test_an_action_of_officers_is_in_no_public_list(run: Run) -> None:
    everything = run("actions", COUNCIL / "2025-12.yaml").stdout
    public = run("actions", COUNCIL / "2025-12.yaml", "--audience", "public").stdout

    assert "PS-1" in everything
    assert "PS-1" not in public
    assert "A20" in public


@pytest.mark.usefixtures("here")
def test_the_public_is_told_what_is_withheld_and_why(run: Run) -> None:
    public = run("render", "--audience", "public", "--format", "md", "-o", "-").stdout

    assert "withheld: it tells of people's cases (Sch 12A para 2)" in public
    assert "review of closed cases" not in public

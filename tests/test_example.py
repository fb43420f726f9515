"""The example of an invented council: its script makes its files, byte for byte, and its story is told as it should be."""

from __future__ import annotations

import os
import subprocess
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path
from shutil import copytree
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

"""Write the pages that say what the program says: commands, findings, JSON Schemas.

``--check`` changes nothing and fails where a page is out of date.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prevent_cli.checks.codes import CODES
from prevent_cli.cli import COMMANDS, ORIENTATION, module
from prevent_cli.portfolio.tables import HEAD, PLACE, TABLES, VERSION
from prevent_cli.schema import KINDS, build

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prevent_cli.portfolio.tables import Column

DOCS = Path(__file__).parent
NOTE = "<!-- Made by docs/generate.py (make update): change the program, not this page. -->\n"


def help_of(*words: str) -> str:
    """Give what ``prevent ... --help`` prints in a terminal of 80 columns."""
    command = [sys.executable, "-m", "prevent_cli", *words, "--help"]
    made = subprocess.run(
        command, capture_output=True, text=True, check=True, env={"COLUMNS": "80", "LC_ALL": "C.UTF-8"}
    )
    return made.stdout.replace("python -m prevent_cli", "prevent").rstrip()


def every_command() -> list[tuple[str, ...]]:
    """Give the words of every command; one that has commands of its own is followed by them."""
    found: list[tuple[str, ...]] = []
    for name in COMMANDS:
        group = getattr(module(name), "GROUP", {})
        found += [(name,), *((name, word) for word in group)]
    return found


def commands() -> str:
    """Make the command reference."""
    parts = ["# Commands\n", NOTE, f"```text\n{ORIENTATION}```\n", f"```text\n{help_of()}\n```\n"]
    parts += [f"## prevent {' '.join(words)}\n\n```text\n{help_of(*words)}\n```\n" for words in every_command()]
    return "\n".join(parts)


def findings() -> str:
    """Make the page of all codes."""
    rows = [f"| [`{one.code}`](#{one.code}) | {one.level} | {one.title} |" for one in CODES.values()]
    parts = [
        "# Findings\n",
        NOTE,
        "Every code that `prevent validate` may print. `prevent explain CODE` says the same in the terminal.\n",
        "| Code | Level | Meaning |\n|---|---|---|\n" + "\n".join(rows) + "\n",
    ]
    parts += [f"## {one.code}\n\nLevel: {one.level}.\n\n{one.text}\n" for one in CODES.values()]
    return "\n".join(parts)


ARROW = {
    "word": "dictionary of string",
    "text": "string",
    "words": "list of string",
    "day": "date32",
    "flag": "bool",
    "number": "int32",
}


def tables() -> str:
    """Make the page of the Parquet files' columns."""
    parts = [
        "# Columns of the tables\n",
        NOTE,
        f"What `prevent portfolio --format parquet` writes, in the format `{VERSION}`. [Portfolio](portfolio.md) says how to use it.\n",
        "Columns are added, never renamed.\n",
        "Every table begins with these columns, and ends with one for each column of `--bodies`, a dictionary of string:\n",
        _columns((*PLACE, *HEAD)),
    ]
    for name, columns in TABLES.items():
        parts += [f"## {name}.parquet\n", f"{ROWS[name]}\n", _columns(columns)]
    return "\n".join(parts)


ROWS = {
    "ratings": "A row for each benchmark of each toolkit; of an edition also for each of its framework that it withholds.",
    "expectations": "A row for each expectation of each toolkit, and for each question that is answered itself.",
    "actions": "A row for each action of each toolkit; one that goes on has a row in each period.",
}


def _columns(columns: Iterable[Column[Any]]) -> str:
    rows = [
        f"| `{one.name}` | {ARROW[one.kind]} | {'no' if one.always else 'yes'} | {one.meaning} |" for one in columns
    ]
    return "| Column | Type | Null | Meaning |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"


def pages() -> dict[Path, str]:
    """Give every generated file with its text."""
    made = {DOCS / "commands.md": commands(), DOCS / "findings.md": findings(), DOCS / "tables.md": tables()}
    for kind in KINDS:
        made[DOCS / "schema" / f"{kind}.json"] = json.dumps(build(kind), indent=2, ensure_ascii=False) + "\n"
    return made


def main() -> int:
    """Write the pages, or compare them."""
    stale = [path for path, text in pages().items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        for path in stale:
            sys.stderr.write(f"{path.relative_to(DOCS.parent)} is out of date: run 'make update'\n")
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(pages()[path], encoding="utf-8")
        sys.stdout.write(f"wrote {path.relative_to(DOCS.parent)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

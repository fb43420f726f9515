"""Git's own configuration for toolkits: how it shows and merges them, in one clone, and the attributes that say which files.

The configuration belongs to a clone; the file of attributes is committed and serves all of them.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from prevent_cli.errors import PreventError
from prevent_cli.store.find import ENDINGS
from prevent_cli.store.save import save
from prevent_cli.store.seen import shown_path
from prevent_cli.store.source import read_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.store.git import Repository

ATTRIBUTES = ".gitattributes"
_CACHE = "refs/notes/textconv/prevent"
"""Where git keeps converted texts."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting of git, and what it is before and after."""

    key: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done in a repository: settings that change, and the attributes' file before and after."""

    repository: Repository
    settings: tuple[Setting, ...]
    before: str
    after: str

    @property
    def attributes(self) -> Path:
        """The file of attributes."""
        return self.repository.root / ATTRIBUTES

    def carry_out(self) -> None:
        """Do it, and have git forget converted texts. Raises PreventError where a file may not be written."""
        for one in self.settings:
            if one.after is None:
                self.repository.run("config", "--local", "--unset-all", one.key)
            else:
                self.repository.run("config", "--local", "--replace-all", one.key, one.after)
        self.repository.run("update-ref", "-d", _CACHE)
        if self.after != self.before and not self.after:
            self.attributes.unlink()
        elif self.after != self.before:
            save(self.attributes, self.after.encode())


def install(repository: Repository, folder: Path, headings: str) -> Plan:
    """Plan what makes git show and merge the toolkits below a folder; ``headings`` is what a heading of theirs fits.

    Raises PreventError where the folder is outside the repository.
    """
    wanted = _settings(program(), headings)
    changes = [Setting(key, repository.setting(key), value) for key, value in wanted.items()]
    before = _attributes(repository)
    return Plan(
        repository,
        tuple(one for one in changes if one.before != one.after),
        before,
        _with_lines(before, lines(repository, folder)),
    )


def uninstall(repository: Repository, folder: Path) -> Plan:
    """Plan what takes everything out again that ``install`` puts in, and nothing else."""
    changes = [Setting(key, repository.setting(key), None) for key in _settings("", "")]
    before = _attributes(repository)
    ours = lines(repository, folder)
    kept = "".join(line for line in before.splitlines(keepends=True) if line.strip() not in ours)
    return Plan(repository, tuple(one for one in changes if one.before is not None), before, kept)


def program() -> str:
    """Give the words that run this program in a shell: its name where that is enough, else where it lies."""
    if shutil.which("prevent"):
        return "prevent"
    beside = shutil.which("prevent", path=str(Path(sys.executable).parent))
    words = [beside] if beside else [sys.executable, "-m", "prevent_cli"]
    return shlex.join(word.replace(os.sep, "/") for word in words)


def lines(repository: Repository, folder: Path) -> list[str]:
    """Give the lines of attributes for the toolkits below a folder. Raises PreventError outside the repository."""
    below = repository.path(folder)
    start = "" if below == "." else re.sub(r"([\\*?\[\]])", r"\\\1", below) + "/"
    return [f"{_quoted(f'{start}**/*{ending}')} diff=prevent merge=prevent" for ending in ENDINGS]


def _settings(program: str, headings: str) -> dict[str, str]:
    """Give git's settings. Where the program is missing one day, git's own ways take its place, so nothing is lost."""
    by_lines = "git merge-file -L ours -L base -L theirs --marker-size=%L %A %O %B"
    return {
        "diff.prevent.textconv": f'f() {{ {program} git textconv "$1" || cat "$1"; }}; f',
        "diff.prevent.xfuncname": headings,
        "diff.prevent.cachetextconv": "true",
        "merge.prevent.name": "toolkits, by the ids in them",
        "merge.prevent.driver": f"{program} git merge %O %A %B %L %P || {{ test $? -eq 1 && exit 1; {by_lines}; }}",
    }


def _attributes(repository: Repository) -> str:
    path = repository.root / ATTRIBUTES
    if not path.exists():
        return ""
    try:
        return read_bytes(path).decode()
    except UnicodeDecodeError as error:
        raise PreventError(f"{shown_path(path)} is not UTF-8", "save the file again with the encoding UTF-8") from error


def _with_lines(text: str, wanted: Sequence[str]) -> str:
    """Add the lines that are missing at the end of a text."""
    newline = "\r\n" if "\r\n" in text else "\n"
    known = {line.strip() for line in text.splitlines()}
    missing = [line for line in wanted if line not in known]
    joint = newline if missing and text and not text.endswith("\n") else ""
    return text + joint + "".join(f"{line}{newline}" for line in missing)


def _quoted(pattern: str) -> str:
    """Give a pattern as a file of attributes takes it: in quotes where it holds a space or a quote."""
    if not re.search(r'[\s"]', pattern):
        return pattern
    escaped = pattern.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'

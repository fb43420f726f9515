"""What the tests of commands that change files share."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

FILE = "toolkits/paper.yaml"


def content(name: str = FILE) -> str:
    """Give a file of the project, its line ends as they are."""
    return Path(name).read_bytes().decode()


def changed(before: str, name: str = FILE) -> list[str]:
    """Give the lines of a file that are not as before, each with its sign."""
    lines = unified_diff(before.split("\n"), content(name).split("\n"), lineterm="", n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]

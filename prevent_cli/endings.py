"""What the ending of a file's name says of its format, and what a command does where that belies what it would hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from prevent_cli import arguments
from prevent_cli.errors import PreventError
from prevent_cli.reports import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable

_SCREEN = {"table": "txt", "text": "txt"}
"""The endings of what is made for a terminal."""
_SAME = {"htm": "html", "markdown": "md", "yml": "yaml"}
_TEXT = {"txt", "md", "csv", "json", "yaml", "ics", "tsv"}
"""What text without markup of its own may be called; a file called .txt may hold any of it."""
_OTHERS = {"txt", "parquet", "ics", "yaml"}
"""Endings of what is written and is no report."""
_FOREIGN = {
    *("doc", "docm", "dot", "dotx", "odt", "rtf", "xls", "xlsm", "ods", "ppt", "pptx", "tsv", "png", "svg", "xml")
}
"""Endings of formats that nothing here writes."""


def format_of(asked: str | None, output: str | None, offered: Iterable[str], usual: str) -> str:
    """Give the format to write: the one that is asked for, else the one that the file's ending means, else the usual one.

    ``usual`` is for stdout too, and for an ending that means no format. Raises PreventError for an ending that means
    another format than is asked for, or one that is not among the ``offered``.
    """
    names = list(offered)
    chosen = arguments.choice(asked, names, "--format") if asked is not None else None
    ending = _ending(output)
    if ending is None:
        return chosen or usual
    fitting = [name for name in names if _fits(ending, name)]
    if chosen is None:
        return fitting[0] if fitting else _not_written(output, names)
    if chosen not in fitting:
        raise _mismatch(output, chosen, f"or take --format {fitting[0]}" if fitting else "or leave -o out")
    return chosen


def _not_written(output: str | None, names: Iterable[str]) -> NoReturn:
    able = ", ".join(dict.fromkeys(f".{_right(name)}" for name in names))
    raise PreventError(f"{_as_given(output)}, which this command does not write", f"it writes {able}")


def require_ending(output: str | None, kind: str, option: str = "-o", *, filled_in: bool = False) -> None:
    """Raise PreventError where a file to be written has the ending of another format than ``kind``.

    What is ``filled_in`` from a template is text: a .txt may hold it whatever its kind, and any plain
    text may hold it where its kind is no format with rules of its own, such as .txt or .tex.
    """
    ending = _ending(output)
    if ending is None or _fits(ending, kind) or (filled_in and _may_hold_text(ending, kind)):
        return
    raise _mismatch(output, kind, f"or leave {option} out")


def _may_hold_text(ending: str, kind: str) -> bool:
    ruled = (_known() | _SAME.keys()) - {"txt"}
    return ending == "txt" or (kind not in ruled and ending in _TEXT)


def _as_given(output: str | None) -> str:
    return f"{output} ends in {Path(str(output)).suffix}"


def _mismatch(output: str | None, kind: str, otherwise: str) -> PreventError:
    named = Path(str(output)).with_suffix(f".{_right(kind)}")
    return PreventError(f"{_as_given(output)}, and would hold {kind}", f"name it {named}, {otherwise}")


def _ending(output: str | None) -> str | None:
    """Give the ending of a file's name where it means a format, in the one spelling."""
    found = Path(output or "").suffix.removeprefix(".").casefold()
    ending = _SAME.get(found, found)
    return ending if ending in _known() else None


def _known() -> set[str]:
    """Give every ending that means a format."""
    return {one.ending for one in FORMATS.values()} | _OTHERS | _FOREIGN


def _right(kind: str) -> str:
    """Give the ending of a format: most are called by it."""
    return FORMATS[kind].ending if kind in FORMATS else _SCREEN.get(kind, kind)


def _fits(ending: str, kind: str) -> bool:
    right = _right(_SAME.get(kind, kind))
    return ending == right or (ending == "txt" and right in _TEXT)

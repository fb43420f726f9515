"""The terminal: results to stdout, all else to stderr."""

from __future__ import annotations

import os
import shutil
import sys
import time
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, TextIO, TypeVar

from prevent_cli.errors import PreventError, why
from prevent_cli.reports.screen import Screen, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.progress import Progress

T = TypeVar("T")
_PATIENCE = 1.0  # seconds


class _Settings:
    """What the command line asked for; set once, before a command runs."""

    quiet = False
    cache = True


settings = _Settings()


def screen(stream: TextIO | None = None) -> Screen:
    """Describe a stream, stdout unless told: NO_COLOR, FORCE_COLOR and TERM=dumb are respected."""
    stream = stream or sys.stdout
    terminal = stream.isatty() and os.environ.get("TERM") != "dumb"
    coloured = (terminal or bool(os.environ.get("FORCE_COLOR"))) and not os.environ.get("NO_COLOR")
    return Screen(shutil.get_terminal_size().columns, terminal, coloured)


def out(text: str) -> None:
    """Print a result that has been made fit to print. Raises PreventError where it cannot be written."""
    with _written():
        sys.stdout.write(text)
        sys.stdout.flush()


def write(content: bytes) -> None:
    """Write a result as it is, for a pipe or a file.

    Raises PreventError for one that is no text, where a terminal would get it, and where it cannot be written.
    """
    if sys.stdout.isatty() and b"\0" in content:
        raise PreventError(
            "this format is not text, and a terminal cannot show it", "name a file with -o, or send it through a pipe"
        )
    with _written():
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


@contextmanager
def _written() -> Iterator[None]:
    """Refuse in a sentence what cannot be written, such as to a full disk; a pipe whose reader has gone is another matter."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        forget_stdout()
        said = why(error)
        raise PreventError(f"the result cannot be written: {said}", "make room, or send it elsewhere") from error


def require_streams() -> None:
    """Let a stream that was closed take what it is given and keep nothing, so that no file is opened in its place."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - to the end of the process


def forget_stdout() -> None:
    """Let nothing more be written to a pipe whose reader has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def note(text: str) -> None:
    """Print what is no result, on stderr, unless asked to be quiet."""
    if not settings.quiet:
        sys.stderr.write(safe(text) + "\n")


def followed(things: Iterable[T], total: int, what: str) -> Iterator[T]:
    """Give things on, and show on a terminal how many there were, where they take over a second.

    The bar is on stderr, and goes when the last has come.
    """
    if settings.quiet or not screen(sys.stderr).terminal:
        yield from things
        return
    begun, bar = time.monotonic(), None
    with ExitStack() as stack:
        for number, one in enumerate(things, 1):
            if bar is None and time.monotonic() - begun > _PATIENCE:
                bar = stack.enter_context(_bar())
                task = bar.add_task(what, total=total)
            if bar is not None:
                bar.update(task, completed=min(number, total))
            yield one


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)


def fail(message: str, help: str = "") -> None:
    """Print on stderr why a request is refused, and what to do."""
    sys.stderr.write(f"{screen(sys.stderr).paint('error:', 'red')} {safe(message)}\n")
    if help:
        sys.stderr.write(f"  help: {safe(help)}\n")

"""What can go wrong without being a bug, and the exit codes it leads to."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from prevent_cli.model.finding import Finding

OK, FINDINGS, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130


class PreventError(Exception):
    """A request that is refused: one sentence, and what to do about it.

    The command line prints it on stderr and exits with 2.
    """

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help = help

    def __reduce__(self) -> tuple[Any, ...]:
        """Cross over to another process whole, whatever a kind's own ``__init__`` takes."""
        return _again, (type(self), self.args, self.__dict__)


class InvalidRecordError(PreventError):
    """A file whose findings include errors, given to a command that needs a sound one.

    The command line prints the findings on stderr and exits with 1.
    """

    def __init__(self, findings: Sequence[Finding], *, would: bool = False) -> None:
        """Take the findings; ``would`` says that the file is sound now and would not be after a change."""
        named = sorted({finding.file for finding in findings})
        files = ", ".join(named)
        if would:
            super().__init__(
                f"nothing was done: {files} would have {'this error' if len(findings) == 1 else 'these errors'}",
                "give what is missing, or another value",
            )
        else:
            super().__init__(
                f"nothing was done: {files} {'has' if len(named) == 1 else 'have'} errors",
                "mend what is listed above, then run the command again",
            )
        self.findings = tuple(findings)


class MissingExtraError(PreventError):
    """A part of the program that was not installed: which package, and what pip is to install for it."""

    def __init__(self, package: str, wanted: Iterable[str]) -> None:
        quoted = " ".join(f'"{one}"' for one in wanted)
        super().__init__(
            f"this needs the package '{package}', which is not installed", f"install it with: pip install {quoted}"
        )


def why(error: OSError) -> str:
    """Give the system's reason in small letters, to stand behind a colon."""
    return (error.strerror or str(error)).lower()


@contextmanager
def helping(said: str) -> Iterator[None]:
    """Say of errors in files what else can be done about them, where nobody can mend them."""
    try:
        yield
    except InvalidRecordError as error:
        error.help = said
        raise


def _again(kind: type[PreventError], args: tuple[Any, ...], state: dict[str, Any]) -> PreventError:
    made = kind.__new__(kind, *args)
    made.__dict__.update(state)
    return made

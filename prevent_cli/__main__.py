"""``python -m prevent_cli``, and the script ``prevent``: what makes a short run start and end fast."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from types import ModuleType

TYPE_CHECKING = False  # as in the package
if TYPE_CHECKING:
    from typing import Any


_INTERRUPTED = 130  # as in errors, which is not loaded when Ctrl-C may first come


def main() -> None:
    """Run the program and leave with its exit code; Ctrl-C ends it without a word at any time, while it loads too."""
    try:
        _run()
    except KeyboardInterrupt:
        _leave(_INTERRUPTED)
        raise SystemExit(_INTERRUPTED) from None
    except SystemExit as left:
        _leave(left.code)
        raise


def _run() -> None:
    gc.disable()  # a start makes many objects and no garbage
    if hasattr(os, "uname"):
        _Later.put("platform", system=lambda: os.uname().sysname)  # uuid asks for it
    _Later.put("secrets")
    _Later.put("pydantic.plugin._loader", get_plugins=tuple)  # no plugins: cli turns them off
    from prevent_cli.cli import run

    gc.freeze()
    gc.enable()
    gc.set_threshold(50_000, 20, 20)
    run()


class _Later(ModuleType):
    """Stands for a module until anything is asked of it that it does not know.

    Typer and pydantic import some that they hardly ever ask: ``platform`` takes 2 ms of a run of 250,
    ``secrets``, which loads OpenSSL, 6, and what reads every installed package's metadata to find plugins 12.
    (``importlib.util.LazyLoader`` would do, but Python 3.11 asks a module for its ``__spec__`` when it is imported.)
    """

    @classmethod
    def put(cls, name: str, **known: Any) -> None:
        """Let one stand for a module; ``known`` is what can be answered without it."""
        if name not in sys.modules:
            sys.modules[name] = one = cls(name)
            one.__dict__.update(known)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # importing asks whether it is a package
            raise AttributeError(name)
        from importlib import import_module

        if sys.modules.get(self.__name__) is self:
            sys.modules.pop(self.__name__, None)
        return getattr(import_module(self.__name__), name)


def _leave(code: object) -> None:
    """End the process without taking all of it apart, which takes 20 ms of 250; return where Python had better do it."""
    from threading import active_count

    if active_count() > 1 or not isinstance(code, int | None):
        return
    atexit._run_exitfuncs()  # noqa: SLF001 - what waits for the end still gets its turn
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError, AttributeError):
        return  # the reader has gone, or there never was one: Python knows what to do
    os._exit(code or 0)


if __name__ == "__main__":
    main()

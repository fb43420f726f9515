"""Packages that only some commands need: brought in when they run, named where they are missing."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from prevent_cli.errors import MissingExtraError

if TYPE_CHECKING:
    from types import ModuleType


def need(module: str, extra: str) -> ModuleType:
    """Import a module of an extra, such as ``need("xlsxwriter", "office")``.

    Raises MissingExtraError, which says how to install the extra, where the module's package
    is missing. A package that is there and broken stays a bug.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        package = module.partition(".")[0]
        if error.name is None or error.name.partition(".")[0] != package:
            raise
        raise MissingExtraError(package, extra) from error

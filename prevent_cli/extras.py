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
        raise MissingExtraError(package, packages(extra)) from error


def packages(extra: str) -> list[str]:
    """Give the packages of an extra as pip takes them, such as "typst>=0.15".

    Named by themselves, since they are to be had wherever this program itself came from.
    """
    from importlib.metadata import requires

    wanted = (one.replace("'", '"').partition(";") for one in requires("prevent-cli") or ())
    return [name.strip() for name, _, where in wanted if where.strip() == f'extra == "{extra}"']

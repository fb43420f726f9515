"""Many bodies side by side: for the terminal, as Markdown, a page, JSON, or CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from prevent_cli.reports.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable

    from prevent_cli.portfolio.records import Portfolio


class Asked(NamedTuple):
    """What else a report depends on: whether the ``trend`` is asked for, and ``every`` body on a terminal too."""

    screen: Screen = Screen()
    trend: bool = False
    every: bool = False


def as_table(one: Portfolio, asked: Asked) -> str:
    """Give what fits a terminal; in a pipe every body, one a line."""
    from prevent_cli.reports.portfolio_table import as_table

    return as_table(one, asked.screen, trend=asked.trend, every=asked.every)


def as_markdown(one: Portfolio, asked: Asked) -> str:
    """Give headings, sentences and Markdown tables, of every body."""
    from prevent_cli.reports.portfolio_markdown import as_markdown

    return as_markdown(one, trend=asked.trend)


def as_html(one: Portfolio, _: Asked) -> str:
    """Give one page, with all there is."""
    from prevent_cli.reports.portfolio_html import render

    return render(one).decode()


def as_json(one: Portfolio, _: Asked) -> str:
    """Give the JSON shape of ``portfolio``, with all there is."""
    from prevent_cli.reports import json
    from prevent_cli.reports.portfolio_json import shape

    return json.text(shape(one))


def as_csv(one: Portfolio, _: Asked) -> str:
    """Give the matrix as CSV."""
    from prevent_cli.reports.portfolio_csv import as_csv

    return as_csv(one)


FORMATS: dict[str, Callable[[Portfolio, Asked], str]] = {
    "table": as_table,
    "md": as_markdown,
    "html": as_html,
    "json": as_json,
    "csv": as_csv,
}

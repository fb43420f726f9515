"""Many bodies side by side as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.reports.markdown_text import plain, table
from prevent_cli.reports.portfolio_sections import sections
from prevent_cli.reports.portfolio_words import (
    cells,
    facts,
    heading,
    ids,
    none_worse,
    summary,
    tells_worse,
    title,
    words,
    worse,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from prevent_cli.portfolio.records import Group, Portfolio


def as_markdown(one: Portfolio, *, trend: bool) -> str:
    """Give headings, sentences and Markdown tables."""
    markings = [f"**{plain(marking)}**" for marking in one.markings]
    head = "\n".join(f"- {plain(line)}" for line in (*facts(one), f"Audience: {one.audience}"))
    blocks = [block for group in one.groups for block in _blocks(one, group, trend=trend)]
    return "\n\n".join([*markings, f"# {plain(title(one))}", head, *blocks, *markings]) + "\n"


def _blocks(one: Portfolio, group: Group, *, trend: bool) -> Iterator[str]:
    yield f"## {plain(heading(group))}"
    yield "\n".join(f"- {plain(line)}" for line in summary(one, group))
    yield "### Bodies by benchmarks"
    yield _matrix(group) if group.matrix else none_worse([group])
    for each in sections(one, group, trend=trend):
        yield f"### {plain(each.title)}"
        yield _markdown(each.columns, each.rows) if each.rows else each.empty
        if each.note:
            yield each.note


def _matrix(group: Group) -> str:
    tells = tells_worse(group)
    columns = ["Body", "Period", *ids(group), "Open actions", "Overdue", *(["Worse"] if tells else [])]
    rows = (
        [
            body.called,
            body.sums.period + (" (late)" if body.late else ""),
            *(words(one, body) for one in cells(group, body)),
            str(body.sums.open),
            str(body.sums.overdue),
            *([worse(body)] if tells else []),
        ]
        for body in group.matrix
    )
    return _markdown(columns, rows)


def _markdown(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return table(columns, ([plain(text) for text in each] for each in rows))

"""The one page for the board as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.reports import prose
from prevent_cli.reports.markdown_text import bullets, cell, plain, table
from prevent_cli.reports.summary import AHEAD_DAYS, Standing, Summary, summarise
from prevent_cli.reports.wording import Wording, wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prevent_cli.model.assessment import ActionView
    from prevent_cli.reports.paper import Paper


def blocks(paper: Paper) -> Iterator[str]:
    """Give the page block after block; an empty one is to be left out."""
    say, one, summary = wording(paper.language), paper.assessment, summarise(paper)
    marking = f"**{plain(one.marking)}**" if one.marking else ""
    yield marking
    yield f"# {say('board.title')}"
    yield f"**{plain(one.organisation.name)}**: {plain(one.title)}\n{plain(say.period(one))}"
    yield bullets(f"{label}: {plain(text)}" for label, text in say.head_facts(one))
    yield f"**{say('report.withholds')}**" if one.withholds else ""
    yield f"## {say('key.ratings')}"
    yield f"**{say.headline(one)}**"
    yield _ratings(say, summary)
    yield f"## {say('board.moved')}"
    yield bullets(map(plain, say.moved(summary)))
    yield f"## {say('board.decisions')}"
    decisions = [f"**{label}:** {plain(say.some(items))}" for label, items in say.decisions(summary)]
    yield bullets(decisions) or say("board.no_decisions")
    yield f"## {say('board.overdue_title')}"
    yield _actions(say, summary.overdue) or say("board.overdue_none")
    yield f"## {say('board.due_title', days=AHEAD_DAYS)}"
    yield _actions(say, summary.due) or say("board.due_none", day=say.day(summary.until))
    yield f"{say('board.full')} {say('language.notice')}".strip()
    yield marking


def _ratings(say: Wording, summary: Summary) -> str:
    keys = ["number", "benchmark", "judged", "computed", *(["change"] if summary.compares else []), "open_actions"]
    rows = (_rating(say, one, compares=summary.compares) for one in summary.standings)
    return table([say(f"label.{key}") for key in keys], rows)


def _rating(say: Wording, one: Standing, *, compares: bool) -> list[str]:
    view = one.benchmark
    change = [plain(say.stepped(one))] if compares else []
    return [
        view.id,
        plain(view.title),
        say.judged(view),
        say.rating(view.computed.value),
        *change,
        str(one.open_actions),
    ]


def _actions(say: Wording, actions: Sequence[ActionView]) -> str:
    if not actions:
        return ""
    rows = (
        [
            plain(say.name(one)),
            cell(prose.brief(one.text)),
            plain(say.owners(one) or say("actions.no_owner")),
            plain(say.written(one.due)),
        ]
        for one in actions
    )
    return table([say(f"label.{key}") for key in ("id", "action", "owners", "due")], rows)

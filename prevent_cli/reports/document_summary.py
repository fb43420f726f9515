"""The one page for the board as a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.reports import prose
from prevent_cli.reports.document import Heading, Paragraph, Run, Table, bullets, line, plain, said, words
from prevent_cli.reports.document_items import Items
from prevent_cli.reports.document_report import facts, frame
from prevent_cli.reports.summary import AHEAD_DAYS, summarise
from prevent_cli.reports.widths import by_content

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prevent_cli.model.assessment import ActionView
    from prevent_cli.reports.document import Block, Cell, Document
    from prevent_cli.reports.paper import Paper
    from prevent_cli.reports.summary import Standing

MOST_ROWS = 5


def summary(paper: Paper) -> Document:
    """Write the page down: what is too much for it is named by id."""
    page = _Page(paper)
    return frame(paper.assessment, page.say, page.say("board.title"), tuple(page.blocks()))


class _Page(Items):
    """One page being written down."""

    def __init__(self, paper: Paper) -> None:
        super().__init__(paper)
        self.summary = summarise(paper)

    def blocks(self) -> Iterator[Block]:
        one, say, found = self.assessment, self.say, self.summary
        yield said(one.title)
        yield facts(say, one)
        if one.withholds:
            yield said(say("report.withholds"), bold=True)
        yield self.heading(say("key.ratings"))
        yield said(say.headline(one), bold=True)
        yield self.ratings()
        yield self.heading(say("board.moved"))
        yield bullets([said(text)] for text in say.moved(found))
        yield self.heading(say("board.decisions"))
        decisions = [
            [Paragraph((Run(f"{label}: ", bold=True), Run(say.some(items))))] for label, items in say.decisions(found)
        ]
        yield bullets(decisions) if decisions else said(say("board.no_decisions"))
        yield self.heading(say("board.overdue_title"))
        yield from self.actions(found.overdue, say("board.overdue_none"))
        yield self.heading(say("board.due_title", days=AHEAD_DAYS))
        yield from self.actions(found.due, say("board.due_none", day=say.day(found.until)))
        yield said(f"{say('board.full')} {say('language.notice')}".strip())

    def heading(self, text: str) -> Heading:
        return Heading(1, (Run(text),))

    def ratings(self) -> Table:
        compares = self.summary.compares
        keys = ("number", "benchmark", "judged", "computed", *(["change"] if compares else []), "open_actions")
        heads = tuple(self.say(f"label.{key}") for key in keys)
        rows = tuple(self.row(one, compares=compares) for one in self.summary.standings)
        return Table(heads, by_content(heads, rows), rows)

    def row(self, one: Standing, *, compares: bool) -> tuple[Cell, ...]:
        view = one.benchmark
        change = [words(Run(self.say.stepped(one)))] if compares else []
        return (
            words(Run(view.id)),
            (Paragraph(plain(view.title)),),
            (self.judged(view),),
            (Paragraph((self.tone(view.computed.value),)),),
            *change,
            words(Run(str(one.open_actions))),
        )

    def actions(self, views: Sequence[ActionView], nothing: str) -> Iterator[Block]:
        say = self.say
        if not views:
            yield said(nothing)
            return
        rows = tuple(
            (
                words(Run(say.name(one))),
                (Paragraph(line(prose.brief(one.text))),),
                words(Run(say.owners(one) or say("actions.no_owner"))),
                words(Run(say.written(one.due))),
            )
            for one in views[:MOST_ROWS]
        )
        yield Table(tuple(say(f"label.{key}") for key in ("id", "action", "owners", "due")), (8, 56, 26, 30), rows)
        rest = views[MOST_ROWS:]
        if rest:
            yield said(say.count("board.more", len(rest), refs=say.some(say.names(rest))))

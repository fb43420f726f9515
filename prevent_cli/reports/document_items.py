"""Expectations, evidence, actions and ratings as blocks of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.reports import prose
from prevent_cli.reports.document import Paragraph, Run, said, written
from prevent_cli.reports.strings import title
from prevent_cli.reports.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from prevent_cli.model.assessment import ActionView, BenchmarkView, EvidenceView, ExpectationView, QuestionView
    from prevent_cli.model.fields import Audience
    from prevent_cli.reports.document import Block, Cell, Runs
    from prevent_cli.reports.paper import Paper


class Items:
    """What can be said of the items of one paper."""

    def __init__(self, paper: Paper) -> None:
        self.assessment = paper.assessment
        self.say = wording(paper.language)
        self.anchors: Mapping[str, str] = prose.anchors(paper.assessment)

    def linked(self, ref: str, *runs: Run) -> Runs:
        """Make runs lead to an item: by its id, or by its anchor where it is an action."""
        to = self.anchors.get(ref, ref)
        return tuple(Run(run.text, run.bold, run.italic, to=to, own=run.own) for run in runs)

    def tone(self, value: str) -> Run:
        """Say a rating with its colour."""
        return Run(self.say.rating(value), bold=True, tone=value)

    def judged(self, view: BenchmarkView) -> Paragraph:
        """Say a benchmark's judged rating with its colour, or that there is none."""
        return Paragraph((self.tone(view.judged.value),)) if view.judged else said(self.say.judged(view))

    def reason(self, withheld: str | None) -> str:
        """Say that something is withheld, and why where that is given."""
        return self.say("report.withheld", reason=withheld) if withheld else self.say("report.withheld_plain")

    def withheld(self, reason: str | None) -> Paragraph:
        """Say in a paragraph that something is withheld."""
        return said(self.reason(reason))

    def limits(self, audience: Audience, withheld: str | None) -> Iterator[Block]:
        """Say that fewer may see an item than the rest, and what other editions are told."""
        if prose.narrower(audience, self.assessment.default_audience):
            yield said(self.say("item.audience_only", audience=self.say.word("audience", audience)))
        if withheld and audience != "public":
            yield said(self.say("item.withheld_elsewhere", reason=withheld))

    def expectation(self, view: ExpectationView, question: QuestionView) -> tuple[Cell, ...]:
        """Give an expectation as a row: number, what is expected, state, evidence and actions."""
        say = self.say
        number = (Paragraph((Run(view.id),), prose.anchor("e", view.id)),)
        if not view.text and view.withheld is not None:
            shown = [*self.evidence(say("label.evidence"), view.evidence), *self.work(view)]
            return (number, (self.withheld(view.withheld),), (), tuple(shown))
        told = [*self.evidence(say("label.evidence"), view.evidence)]
        if prose.covers(question, view):
            told.append(said(say("item.covered", ref=question.id)))
        elif view.on_file and not view.evidence:
            told.append(said(say.no_evidence(self.assessment)))
        text = (*written(view.text), *self.limits(view.audience, view.withheld))
        return (number, text, tuple(self.answer(view)), (*told, *self.work(view)))

    def work(self, view: ExpectationView) -> Iterator[Block]:
        """Give the actions on an expectation, and those that serve it from elsewhere."""
        yield from self.under(view.actions)
        yield from self.none_needed(view)
        yield from self.served(view)

    def none_needed(self, view: BenchmarkView | QuestionView | ExpectationView) -> Iterator[Block]:
        """Say that an item has no actions on purpose."""
        if view.none_needed:
            yield said(self.say("item.none_needed"))

    def answer(self, view: ExpectationView) -> Iterator[Block]:
        """Say an item's state, how it was answered, and why."""
        say = self.say
        state = say.word("state", view.state)
        yield said(title(say("item.essential", state=state) if view.essential else state), bold=True)
        if not view.on_file:
            yield said(say("item.not_on_file"))
        if view.answer:
            yield said(f"{say('label.answer')}: {say.word('answer', view.answer)}")
        yield from written(view.reason, say("label.reason"))

    def served(self, view: ExpectationView) -> Iterator[Block]:
        """Name the actions that serve an item from another place."""
        say = self.say
        for one in prose.elsewhere(view):
            name = one.id or say("actions.unnamed")
            yield said(say("item.served", action=name, ref=one.ref, state=say.word("stage", one.state)))

    def evidence(self, label: str, views: Sequence[EvidenceView]) -> Iterator[Block]:
        """Give pieces of evidence: what each is, its address, and until when it counts."""
        say = self.say
        for number, view in enumerate(views, 1):
            many = len(views) > 1
            name = say("item.numbered", label=label, number=number, count=len(views)) if many else label
            yield from list(written(view.item.text, name)) or [said(f"{name}:", bold=True)]
            address = prose.web_address(view.item.link)
            if address:
                yield Paragraph((Run(address, link=address),))
            notes = [*say.evidence_notes(view), *filter(None, [say.link_note(view.item.link)])]
            if notes:
                yield said(" ".join(notes))
            yield from self.limits(view.audience, view.withheld)

    def under(self, views: Sequence[ActionView]) -> Iterator[Block]:
        """Give the actions on an item, each in full."""
        for view in views:
            yield from self.action(view)

    def action(self, view: ActionView) -> Iterator[Block]:
        """Give an action in full; of a withheld one only why."""
        say = self.say
        if view.stub:
            yield Paragraph((Run(f"{say('label.action')}: ", bold=True), Run(view.text)))
            return
        name = say("actions.named", id=view.id) if view.id else say("actions.without_id")
        head = (Run(name, bold=True), Run(f" ({say.stage(view)}): "))
        first, *rest = list(written(view.text)) or [Paragraph(())]
        anchor = f"a-{view.id}" if view.id else None
        if isinstance(first, Paragraph):
            yield Paragraph((*head, *first.runs), anchor)
        else:
            yield from (Paragraph(head, anchor), first)
        yield from rest
        facts = [f"{label}: {text}" for label, text in say.action_facts(view)]
        facts += [f"{say('label.also_serves')}: {', '.join(view.also)}"] if view.also else []
        yield said(f"{'. '.join(facts)}.")
        yield from written(view.outcome, say("label.outcome"))
        yield from written(view.reason, say.word("actions.why", view.status))
        for note in view.progress:
            when = say.written(note.on)
            yield from written(note.note, say("label.progress_on", when=when) if when else say("label.progress"))
        yield from self.limits(view.audience, view.withheld)

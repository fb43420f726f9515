"""The whole report as a document: summary, actions, every benchmark, and what the words mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.assessment import ACTION_STATES, STATES
from prevent_cli.rating.actions import SORTS
from prevent_cli.reports import prose
from prevent_cli.reports.document import (
    Document,
    Heading,
    Listing,
    Paragraph,
    Run,
    Table,
    bullets,
    line,
    plain,
    said,
    words,
    written,
)
from prevent_cli.reports.document_items import Items
from prevent_cli.reports.strings import title
from prevent_cli.reports.widths import by_content

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from prevent_cli.model.assessment import ActionView, Assessment, BenchmarkView, QuestionView
    from prevent_cli.reports.document import Block, Cell
    from prevent_cli.reports.paper import Paper
    from prevent_cli.reports.wording import Wording


def report(paper: Paper) -> Document:
    """Write a paper down as a document."""
    one = paper.assessment
    pages = _Report(paper)
    return frame(one, pages.say, one.title, tuple(pages.blocks()), contents=pages.say("report.contents"))


def frame(
    one: Assessment, say: Wording, heading: str, blocks: tuple[Block, ...], *, contents: str | None = None
) -> Document:
    """Put blocks into a document: whose it is, and what stands in the margins of each page."""
    flat = " ".join
    return Document(
        title=flat(heading.split()),
        subtitle=f"{flat(one.organisation.name.split())}, {say.period(one)}",
        subject=say.subject(one),
        author=flat(one.organisation.name.split()),
        marking=flat((one.marking or "").split()),
        audience=say("report.audience_margin", audience=say.word("audience", one.audience)),
        day=one.as_of,
        language=say("language.tag"),
        blocks=blocks,
        contents=contents,
        page=(say("report.page_before"), say("report.page_between")),
    )


def facts(say: Wording, one: Assessment) -> Listing:
    """List what stands at the head of a paper."""
    found = say.head_facts(one)
    return bullets([Paragraph((Run(f"{label}: ", bold=True), Run(text)))] for label, text in found)


class _Report(Items):
    """One paper being written down, block after block."""

    def blocks(self) -> Iterator[Block]:
        one, say = self.assessment, self.say
        yield facts(say, one)
        if one.framework:
            name = f"{say('label.framework')}: "
            yield Paragraph((Run(name, bold=True), *plain(one.framework_title or one.framework)))
        if one.withholds:
            yield said(say("report.withholds"), bold=True)
        yield from written(one.about)
        yield from self.summary()
        yield from self.actions()
        for view in one.benchmarks:
            yield from self.benchmark(view)
        yield from self.meanings()
        yield from self.glossary()
        yield from self.waivers()
        yield from self.about()

    def heading(self, key: str, level: int = 1) -> Heading:
        return Heading(level, (Run(self.say(key)),), key.replace(".", "-"))

    def heads(self, *keys: str) -> tuple[str, ...]:
        return tuple(self.say(f"label.{key}") for key in keys)

    def summary(self) -> Iterator[Block]:
        one, say = self.assessment, self.say
        yield self.heading("summary.title")
        yield said(f"{say.headline(one)}.", bold=True)
        yield said(f"{say.compared(one)} {say.open_actions(one)}")
        yield self.standings()
        if lacking := say.lacking(one):
            yield said(lacking)
        differing = [view for view in one.benchmarks if view.agrees is False]
        if differing:
            yield self.heading("differences.title", 2)
        for view in differing:
            yield from self.difference(view)

    def standings(self) -> Table:
        """Give the table of benchmarks; a column that would be empty is left out."""
        changed = any(view.previous for view in self.assessment.benchmarks)
        texts = prose.given(self.assessment)
        keys = ("number", "benchmark", "judged", "computed", "agree", *(["change"] if changed else []), "open_actions")
        heads = self.heads(*keys, *texts)
        rows = tuple(self.summary_row(view, texts, changed=changed) for view in self.assessment.benchmarks)
        return Table(heads, by_content(heads, rows), rows)

    def summary_row(self, view: BenchmarkView, texts: Sequence[str], *, changed: bool) -> tuple[Cell, ...]:
        say = self.say
        moderated = tuple(said(say.moderated(one)) for one in view.moderated)
        return (
            words(Run(view.id)),
            (Paragraph(self.linked(view.id, *plain(view.title))),),
            (self.judged(view), *moderated),
            (Paragraph((self.tone(view.computed.value),)),),
            words(Run(say.agrees(view))),
            *([words(Run(say.change(view)))] if changed else []),
            words(Run(str(sum(action.is_open for action in view.all_actions)))),
            *(tuple(written(getattr(view, key))) or words(Run(say("summary.none_given"))) for key in texts),
        )

    def difference(self, view: BenchmarkView) -> Iterator[Block]:
        say = self.say
        name = say("differences.benchmark", ref=view.id, title=" ".join(view.title.split()))
        sentence = f" {say.difference(view, self.assessment.policy)} {say('differences.stands')}"
        yield Paragraph((Run(name, bold=True), Run(sentence)))
        reason = view.judged.reason if view.judged else None
        yield from list(written(reason, say("differences.judged_reason"))) or [said(say("differences.no_reason"))]
        if view.computed.reasons:
            yield said(f"{say('differences.computed_reasons')}:", bold=True)
            yield bullets([said(reason)] for reason in view.computed.reasons)
        else:
            yield said(say("differences.reasons_left_out"))

    def actions(self) -> Iterator[Block]:
        say = self.say
        found = sorted(self.assessment.actions, key=SORTS["state"])
        yield self.heading("actions.title")
        if not found:
            yield said(say("actions.empty"))
            return
        yield said(title(say("actions.order", actions=say.count("count.actions", len(found)))))
        rows = tuple(map(self.action_row, found))
        yield Table(self.heads("id", "for", "action", "owners", "due", "state"), (9, 11, 42, 19, 20, 14), rows)

    def action_row(self, view: ActionView) -> tuple[Cell, ...]:
        say = self.say
        name = self.linked(f"a-{view.id}", Run(view.id)) if view.id else (Run(say("actions.no_id")),)
        place = [Run(view.ref, to=self.anchors.get(view.ref))]
        place += [Run(f", {say('actions.also', refs=', '.join(view.also))}")] if view.also else []
        return (
            words(*name),
            words(*place),
            tuple(written(view.text)),
            words(Run(say.owners(view) or say("actions.no_owner"))),
            words(Run(say.timing(view))),
            words(Run(title(say.stage(view)))),
        )

    def benchmark(self, view: BenchmarkView) -> Iterator[Block]:
        yield Heading(1, (Run(f"{view.id}. "), *plain(view.title)), self.anchors[view.id])
        if view.hollow and view.withheld:
            yield self.withheld(view.withheld)
        else:
            yield from written(view.statement)
            yield from self.limits(view.audience, view.withheld)
            yield from self.ratings(view)
        yield from self.under(view.actions)
        yield from self.none_needed(view)
        for question in view.questions:
            yield from self.question(question)

    def ratings(self, view: BenchmarkView) -> Iterator[Block]:
        say = self.say
        judged = [("judged_rating", view.judged)] if view.judged else []
        for key, rating in (*judged, *(("moderated", one) for one in view.moderated)):
            source = f" {say.source(rating)}".rstrip()
            yield Paragraph((Run(f"{say(f'label.{key}')}: ", bold=True), self.tone(rating.value), Run(source)))
            yield from written(rating.reason)
        if not view.judged:
            yield Paragraph((Run(f"{say('label.judged_rating')}: ", bold=True), Run(say.judged(view))))
        if view.previous:
            yield Paragraph((Run(f"{say('label.change')}: ", bold=True), Run(say.change(view))))
        counts = say.tally(view.computed.counts) if view.computed.counts else say("item.counts_left_out")
        label = Run(f"{say('label.computed_rating')}: ", bold=True)
        yield Paragraph((label, self.tone(view.computed.value), Run(f" {counts}")))
        if view.computed.reasons:
            yield bullets([said(reason)] for reason in view.computed.reasons)
        if view.agrees is False:
            yield said(say("item.differs"))
        for key, text in (("outcome", view.outcome), ("next_steps", view.next_steps), ("comments", view.comments)):
            yield from written(text, say(f"label.{key}"))

    def question(self, view: QuestionView) -> Iterator[Block]:
        say = self.say
        hidden = view.withheld if not view.text else None
        first, rest = prose.opening(view.text)
        name = (Run(self.reason(hidden)),) if hidden else line(first)
        yield Heading(2, (Run(f"{view.id} "), *name), prose.anchor("q", view.id))
        yield from written(rest)
        yield from self.answer(view.direct) if view.direct else ()
        yield from self.limits(view.audience, view.withheld) if not hidden else ()
        yield from self.evidence(say("item.question_evidence", ref=view.id), view.evidence)
        if view.evidence and view.expectations:
            yield said(say("item.question_evidence_covers"))
        yield from self.under(view.actions)
        if view.actions and view.expectations:
            yield said(say.count("item.question_actions_count", len(view.actions)))
        yield from self.none_needed(view)
        yield from self.served(view.direct) if view.direct else ()
        if view.expectations:
            heads = (say("label.number"), say("label.what"), say("label.state"), say("label.evidence"))
            heads = (*heads[:3], f"{heads[3]}{say('list.and')}{say('label.actions').lower()}")
            rows = tuple(self.expectation(one, view) for one in view.expectations)
            yield Table(heads, (12, 46, 18, 62), rows)

    def meanings(self) -> Iterator[Block]:
        one, say = self.assessment, self.say
        policy = one.policy
        yield self.heading("key.title")
        yield self.heading("key.ratings", 2)
        computed = say("key.computed", policy=policy.name, version=policy.version)
        yield said(" ".join((say("key.judged"), computed, say("key.beside"), say("key.order"))))
        rules = ([Paragraph((self.tone(value), Run(f" {rule}")))] for value, rule in say.policy_rules(policy))
        yield Listing(tuple(map(tuple, rules)), ordered=True)
        if weights := say.policy_weights(policy):
            yield said(weights)
        yield self.heading("key.states", 2)
        yield bullets(self.meaning(title(say.word("state", it)), say.word("state_said", it)) for it in STATES)
        yield self.heading("key.stages", 2)
        yield said(say("key.counted", day=say.day(one.as_of)))
        yield bullets(self.meaning(title(say.word("stage", it)), say.stage_said(it)) for it in ACTION_STATES)

    def meaning(self, term: str, meaning: str) -> list[Block]:
        return [Paragraph((Run(f"{term}: ", bold=True), Run(meaning)))]

    def glossary(self) -> Iterator[Block]:
        if self.assessment.glossary:
            yield self.heading("glossary.title")
            for term, meaning in self.assessment.glossary.items():
                yield Paragraph((Run(f"{term}: ", bold=True, own=True), *plain(meaning)))

    def waivers(self) -> Iterator[Block]:
        if not self.assessment.waivers:
            return
        say = self.say
        yield self.heading("waivers.title")
        yield said(say("waivers.intro"))
        rows = tuple(
            (
                words(Run(one.code)),
                words(Run(one.at, to=self.anchors.get(one.at)) if one.at else Run(say("waivers.whole"))),
                tuple(written(one.reason)),
                words(Run(say.written(one.until))),
            )
            for one in self.assessment.waivers
        )
        yield Table(self.heads("finding", "for", "reason", "until"), (20, 14, 40, 20), rows)

    def about(self) -> Iterator[Block]:
        one, say = self.assessment, self.say
        code = f" ({one.organisation.code})" if one.organisation.code else ""
        yield self.heading("about.title")
        found = {
            "organisation": f"{one.organisation.name}{code}",
            "period": say.written(one.period),
            "as_of": say("about.as_of", day=say.day(one.as_of)),
            "audience": f"{say.word('audience_said', one.audience)}.",
        }
        yield bullets(self.meaning(say(f"label.{key}"), text) for key, text in found.items())
        yield from written(one.framework_licence, say("label.wording"))
        yield from written(say("language.notice"), say("about.language"))

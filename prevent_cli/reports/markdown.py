"""The report as Markdown: good to read raw, and the same on GitHub."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from prevent_cli.model.assessment import ACTION_STATES, STATES
from prevent_cli.rating.actions import SORTS
from prevent_cli.reports import prose
from prevent_cli.reports.markdown_text import anchored, autolinked, block, bullets, cell, escape, labelled, plain, table
from prevent_cli.reports.strings import title
from prevent_cli.reports.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from prevent_cli.model.assessment import (
        ActionView,
        BenchmarkView,
        EvidenceView,
        ExpectationView,
        QuestionView,
    )
    from prevent_cli.model.fields import Audience
    from prevent_cli.reports.paper import Paper


def render(paper: Paper) -> bytes:
    """Give the report as UTF-8. The same paper gives the same bytes."""
    blocks = "\n\n".join(block for block in _Report(paper).blocks() if block)
    return f"{prose.clean(blocks)}\n".encode()


def render_summary(paper: Paper) -> bytes:
    """Give the one page for the board. The same paper gives the same bytes."""
    from prevent_cli.reports.summary_markdown import blocks

    made = "\n\n".join(block for block in blocks(paper) if block)
    return f"{prose.clean(made)}\n".encode()


class _Report:
    """One paper being written down, block after block."""

    def __init__(self, paper: Paper) -> None:
        self.assessment = assessment = paper.assessment
        self.say = wording(paper.language)
        self.anchors: Mapping[str, str] = prose.anchors(assessment)
        self.default: Audience = assessment.default_audience

    def blocks(self) -> Iterator[str]:
        marking = f"**{plain(self.assessment.marking)}**" if self.assessment.marking else ""
        yield marking
        yield from self.head()
        yield from self.summary()
        yield from self.actions()
        for view in self.assessment.benchmarks:
            yield from self.benchmark(view)
        yield from self.meanings()
        yield from self.glossary()
        yield from self.waivers()
        yield from self.about()
        yield marking

    def table(self, columns: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
        return table([self.say(f"label.{key}") for key in columns], rows)

    def head(self) -> Iterator[str]:
        one, say = self.assessment, self.say
        yield f"# {plain(one.title)}"
        yield f"**{plain(one.organisation.name)}**, {plain(say.period(one))}"
        yield bullets([*(f"{label}: {plain(text)}" for label, text in say.head_facts(one)), *self.framework()])
        if one.withholds:
            yield f"**{say('report.withholds')}**"
        yield block(one.about)
        yield self.heading("report.contents")
        yield bullets(self.contents())

    def heading(self, key: str, level: int = 2) -> str:
        return f"{'#' * level} {self.say(key)}"

    def framework(self) -> list[str]:
        one = self.assessment
        return (
            [f"{self.say('label.framework')}: {plain(one.framework_title or one.framework)}"] if one.framework else []
        )

    def contents(self) -> Iterator[str]:
        one = self.assessment
        yield from map(self.chapter, ("summary.title", "actions.title"))
        yield from (f"[{view.id}. {plain(view.title)}](#{self.anchors[view.id]})" for view in one.benchmarks)
        shown = {"key": True, "glossary": one.glossary, "waivers": one.waivers, "about": True}
        yield from (self.chapter(f"{name}.title") for name, there in shown.items() if there)

    def chapter(self, key: str) -> str:
        """Link to a heading by the name that it gets on GitHub."""
        heading = self.say(key)
        return f"[{heading}](#{re.sub(r'[^-_ 0-9a-z]', '', heading.lower()).replace(' ', '-')})"

    def summary(self) -> Iterator[str]:
        one, say = self.assessment, self.say
        open_actions = [action for action in one.actions if action.is_open]
        yield self.heading("summary.title")
        yield f"**{say.headline(one)}.**\n{say.compared(one)}"
        yield say.open_actions(one)
        changed = any(view.previous for view in one.benchmarks)
        columns = ["number", "benchmark", "judged", "computed", "agree", *(["change"] if changed else [])]
        texts = prose.given(one)
        yield self.table(
            [*columns, "open_actions", *texts],
            (self.summary_row(view, open_actions, texts, changed=changed) for view in one.benchmarks),
        )
        yield say.lacking(one)
        differing = [view for view in one.benchmarks if view.agrees is False]
        if differing:
            yield self.heading("differences.title", 3)
            for view in differing:
                yield from self.difference(view)

    def summary_row(
        self, view: BenchmarkView, open_actions: Sequence[ActionView], texts: Sequence[str], *, changed: bool
    ) -> list[str]:
        say = self.say
        return [
            view.id,
            f"[{plain(view.title)}](#{self.anchors[view.id]})",
            "; ".join([say.judged(view), *(plain(say.moderated(one)) for one in view.moderated)]),
            say.rating(view.computed.value),
            say.agrees(view),
            *([plain(say.change(view))] if changed else []),
            str(sum(action.benchmark == view.id for action in open_actions)),
            *(cell((getattr(view, key) or "").strip() or say("summary.none_given")) for key in texts),
        ]

    def difference(self, view: BenchmarkView) -> Iterator[str]:
        say = self.say
        said = escape(say.difference(view, self.assessment.policy))
        name = say("differences.benchmark", ref=view.id, title=plain(view.title))
        yield f"**{name}** {said} {say('differences.stands')}"
        reason = view.judged.reason if view.judged else None
        yield labelled(say("differences.judged_reason"), reason) or say("differences.no_reason")
        if view.computed.reasons:
            yield f"**{say('differences.computed_reasons')}:**"
            yield bullets(map(escape, view.computed.reasons))
        else:
            yield say("differences.reasons_left_out")

    def actions(self) -> Iterator[str]:
        found = sorted(self.assessment.actions, key=SORTS["state"])
        yield self.heading("actions.title")
        if not found:
            yield self.say("actions.empty")
            return
        counted = self.say.count("count.actions", len(found))
        yield title(self.say("actions.order", actions=counted))
        yield self.table(["id", "for", "action", "owners", "due", "state"], map(self.action_row, found))

    def action_row(self, view: ActionView) -> list[str]:
        say = self.say
        also = [say("actions.also", refs=", ".join(map(self.link, view.also)))] if view.also else []
        return [
            self.action_link(view),
            ", ".join([self.link(view.ref), *also]),
            cell(view.text),
            plain(say.owners(view) or say("actions.no_owner")),
            plain(say.timing(view)),
            say.stage(view),
        ]

    def link(self, ref: str) -> str:
        return f"[{ref}](#{self.anchors[ref]})" if ref in self.anchors else ref

    def action_link(self, view: ActionView) -> str:
        return f"[{view.id}](#a-{view.id})" if view.id else self.say("actions.no_id")

    def benchmark(self, view: BenchmarkView) -> Iterator[str]:
        yield anchored(self.anchors[view.id], f"## {view.id}. {plain(view.title)}")
        if view.hollow and view.withheld:
            yield self.withheld(view.withheld)
        else:
            yield block(view.statement)
            yield from self.limits(view.audience, view.withheld)
            yield from self.ratings(view)
        for action in view.actions:
            yield from self.action(action)
        yield from self.none_needed(view)
        for question in view.questions:
            yield from self.question(question)

    def ratings(self, view: BenchmarkView) -> Iterator[str]:
        say = self.say
        judged = [("judged_rating", view.judged)] if view.judged else []
        for key, rating in (*judged, *(("moderated", one) for one in view.moderated)):
            yield f"**{say(f'label.{key}')}:** {say.rating(rating.value)} {plain(say.source(rating))}".rstrip()
            yield block(rating.reason)
        if not view.judged:
            yield f"**{say('label.judged_rating')}:** {say.judged(view)}"
        if view.previous:
            yield f"**{say('label.change')}:** {plain(say.change(view))}"
        yield f"**{say('label.computed_rating')}:** {say.rating(view.computed.value)}. {self.counts(view)}"
        yield bullets(map(escape, view.computed.reasons))
        if view.agrees is False:
            yield say("item.differs")
        for key, text in (("outcome", view.outcome), ("next_steps", view.next_steps), ("comments", view.comments)):
            yield labelled(say(f"label.{key}"), text)

    def counts(self, view: BenchmarkView) -> str:
        if view.computed.counts:
            return self.say.tally(view.computed.counts)
        return self.say("item.counts_left_out")

    def question(self, view: QuestionView) -> Iterator[str]:
        withheld = view.withheld if not view.text else None
        first, rest = prose.opening(view.text)
        said = self.withheld(withheld) if withheld else cell(first)
        yield anchored(prose.anchor("q", view.id), f"### {view.id} {said}".rstrip())
        yield block(rest)
        if view.direct:
            yield from self.answer(view.direct)
        if not withheld:
            yield from self.limits(view.audience, view.withheld)
        yield from self.evidence(self.say("item.question_evidence", ref=view.id), view.evidence)
        if view.evidence and view.expectations:
            yield self.say("item.question_evidence_covers")
        for action in view.actions:
            yield from self.action(action)
        if view.actions and view.expectations:
            yield self.say.count("item.question_actions_count", len(view.actions))
        yield from self.none_needed(view)
        yield from self.served(view.direct) if view.direct else ()
        for expectation in view.expectations:
            yield from self.expectation(expectation, view)

    def expectation(self, view: ExpectationView, question: QuestionView) -> Iterator[str]:
        withheld = not view.text and view.withheld is not None
        first, rest = prose.opening(view.text)
        said = self.withheld(view.withheld) if withheld else cell(first)
        yield anchored(prose.anchor("e", view.id), f"#### {view.id} {said}".rstrip())
        if not withheld:
            yield block(rest)
            yield from self.answer(view)
            yield from self.limits(view.audience, view.withheld)
        yield from self.evidence(self.say("label.evidence"), view.evidence)
        if prose.covers(question, view):
            yield self.say("item.covered", ref=self.link(question.id))
        elif view.on_file and not view.evidence and not withheld:
            yield self.say.no_evidence(self.assessment)
        for action in view.actions:
            yield from self.action(action)
        yield from self.none_needed(view)
        yield from self.served(view)

    def none_needed(self, view: BenchmarkView | QuestionView | ExpectationView) -> Iterator[str]:
        if view.none_needed:
            yield self.say("item.none_needed")

    def answer(self, view: ExpectationView) -> Iterator[str]:
        say = self.say
        state = say.word("state", view.state)
        yield f"**{say('label.state')}:** {title(say('item.essential', state=state) if view.essential else state)}"
        if not view.on_file:
            yield say("item.not_on_file")
        if view.answer:
            yield f"**{say('label.answer')}:** {title(say.word('answer', view.answer))}"
        yield labelled(say("label.reason"), view.reason)

    def withheld(self, reason: str | None) -> str:
        return escape(self.say("report.withheld", reason=reason) if reason else self.say("report.withheld_plain"))

    def limits(self, audience: Audience, withheld: str | None) -> Iterator[str]:
        if prose.narrower(audience, self.default):
            yield self.say("item.audience_only", audience=self.say.word("audience", audience))
        if withheld and audience != "public":
            yield self.say("item.withheld_elsewhere", reason=plain(withheld))

    def served(self, view: ExpectationView) -> Iterator[str]:
        for one in prose.elsewhere(view):
            name = self.action_link(one) if one.id else self.say("actions.unnamed")
            state = self.say.word("stage", one.state)
            yield self.say("item.served", action=name, ref=self.link(one.ref), state=state)

    def evidence(self, label: str, views: Sequence[EvidenceView]) -> Iterator[str]:
        for number, view in enumerate(views):
            several = len(views) > 1
            numbered = self.say("item.numbered", label=label, number=number + 1, count=len(views)) if several else label
            yield labelled(numbered, view.item.text) or f"**{numbered}:**"
            address = prose.web_address(view.item.link)
            yield f"<{autolinked(address)}>" if address else ""
            note = self.say.link_note(view.item.link)
            yield " ".join([*self.say.evidence_notes(view), *([escape(note)] if note else [])])
            yield from self.limits(view.audience, view.withheld)

    def action(self, view: ActionView) -> Iterator[str]:
        say = self.say
        if view.stub:
            yield f"**{say('label.action')}:** {escape(view.text)}"
            return
        anchor = f'<a id="a-{view.id}"></a>' if view.id else ""
        name = say("actions.named", id=view.id) if view.id else say("actions.without_id")
        text = block(view.text)
        several = "\n\n" in text or text.startswith(("- ", "1. "))
        yield f"{anchor}**{name}** ({say.stage(view)}):{(chr(10) * 2 if several else ' ') + text}"
        facts = [f"{label}: {plain(said)}" for label, said in say.action_facts(view)]
        facts += [f"{say('label.also_serves')}: {', '.join(map(self.link, view.also))}"] if view.also else []
        yield f"{'. '.join(facts)}."
        yield labelled(say("label.outcome"), view.outcome)
        yield labelled(say.word("actions.why", view.status), view.reason)
        for note in view.progress:
            when = plain(say.written(note.on))
            yield labelled(say("label.progress_on", when=when) if when else say("label.progress"), note.note)
        yield from self.limits(view.audience, view.withheld)

    def meanings(self) -> Iterator[str]:
        one, say = self.assessment, self.say
        policy = one.policy
        yield self.heading("key.title")
        yield self.heading("key.ratings", 3)
        computed = say("key.computed", policy=plain(policy.name), version=plain(policy.version))
        yield "\n".join((say("key.judged"), computed, say("key.beside"), say("key.order")))
        rules = enumerate(say.policy_rules(policy), 1)
        yield "\n".join(f"{n}. **{say.rating(value)}:** {plain(rule)}" for n, (value, rule) in rules)
        yield plain(say.policy_weights(policy))
        yield self.heading("key.states", 3)
        yield bullets(f"**{title(say.word('state', one))}:** {say.word('state_said', one)}" for one in STATES)
        yield self.heading("key.stages", 3)
        yield say("key.counted", day=say.day(one.as_of))
        yield bullets(f"**{title(say.word('stage', one))}:** {say.stage_said(one)}" for one in ACTION_STATES)

    def glossary(self) -> Iterator[str]:
        if self.assessment.glossary:
            yield self.heading("glossary.title")
            yield bullets(f"**{plain(term)}:** {plain(meaning)}" for term, meaning in self.assessment.glossary.items())

    def waivers(self) -> Iterator[str]:
        if not self.assessment.waivers:
            return
        yield self.heading("waivers.title")
        yield self.say("waivers.intro")
        rows = (
            [
                plain(one.code),
                self.link(one.at) if one.at else self.say("waivers.whole"),
                cell(one.reason),
                plain(self.say.written(one.until)),
            ]
            for one in self.assessment.waivers
        )
        yield self.table(["finding", "for", "reason", "until"], rows)

    def about(self) -> Iterator[str]:
        one, say = self.assessment, self.say
        code = f" ({plain(one.organisation.code)})" if one.organisation.code else ""
        yield self.heading("about.title")
        facts = {
            "organisation": f"{plain(one.organisation.name)}{code}",
            "period": plain(say.written(one.period)),
            "as_of": say("about.as_of", day=say.day(one.as_of)),
            "audience": f"{say.word('audience_said', one.audience)}.",
        }
        yield bullets([*(f"{say(f'label.{key}')}: {said}" for key, said in facts.items()), *self.framework()])
        yield labelled(say("label.wording"), one.framework_licence)
        yield labelled(say("about.language"), say("language.notice"))

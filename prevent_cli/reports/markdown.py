"""The report as Markdown: good to read raw, and the same on GitHub.

Every field goes through the reader of light Markdown and is written out anew, so that
nothing in a field can begin a heading, a table, a fence, a picture or raw HTML.
"""

from __future__ import annotations

import re
from textwrap import indent
from typing import TYPE_CHECKING

from prevent_cli.rating.actions import SORTS
from prevent_cli.reports import prose, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from markdown_it.tree import SyntaxTreeNode

    from prevent_cli.model.assessment import (
        ActionView,
        Assessment,
        BenchmarkView,
        EvidenceView,
        ExpectationView,
        QuestionView,
    )
    from prevent_cli.model.fields import Audience
    from prevent_cli.model.toolkit import Rating
    from prevent_cli.reports.paper import Paper

_SPECIAL = re.compile(r"[\\`*\[\]|~$]|(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"^([ \t]*)(?:([-+>#=]|:(?=-))|(\d+)([.)]))", re.MULTILINE)


def render(paper: Paper) -> bytes:
    """Give the report as UTF-8. The same paper gives the same bytes."""
    blocks = "\n\n".join(block for block in _Report(paper.assessment).blocks() if block)
    return f"{prose.clean(blocks)}\n".encode()


def cell(text: str) -> str:
    """Make text fit for a table's cell or a heading: one line, with pipes and raw HTML as text."""
    text = prose.clean(text)
    if prose.is_plain(text):
        return escape(" ".join(text.split()))
    return " ".join(" ".join(_inline(node)) for node in _tree(text).walk() if node.type == "inline")


def row(cells: Iterable[str]) -> str:
    """Put cells into a table's row."""
    return f"| {' | '.join(cells)} |"


def escape(text: str) -> str:
    """Take its meaning from whatever Markdown or HTML would act on inside a line."""
    escaped = _SPECIAL.sub(lambda found: f"\\{found[0]}", text)
    return _ENTITY.sub("&amp;", escaped).replace("<", "&lt;")


def block(text: str | None) -> str:
    """Write light Markdown anew: paragraphs and lists, emphasis and links that are safe."""
    text = prose.clean((text or "").strip())
    if prose.is_plain(text):
        return "\n\n".join(_guarded(escape(part)) for part in prose.paragraphs(text))
    return "\n\n".join(_written(_tree(text).children))


def _tree(text: str) -> SyntaxTreeNode:
    from markdown_it.tree import SyntaxTreeNode

    return SyntaxTreeNode(prose.parser().parse(text))


def _written(nodes: Iterable[SyntaxTreeNode]) -> Iterator[str]:
    for node in nodes:
        if node.type in {"bullet_list", "ordered_list"}:
            yield "\n".join(_items(node))
        else:
            yield _guarded("\n".join(_inline(node.children[0])) if node.children else "")


def _items(node: SyntaxTreeNode) -> Iterator[str]:
    first = int(node.attrs.get("start", 1))
    for number, item in enumerate(node.children, first):
        mark = f"{number}. " if node.type == "ordered_list" else "- "
        tight = all(child.hidden for child in item.children if child.type == "paragraph")
        body = ("\n" if tight else "\n\n").join(_written(item.children))
        yield (mark + indent(body, " " * len(mark)).lstrip(" ")).rstrip(" ")


def _inline(node: SyntaxTreeNode) -> list[str]:
    """Write a paragraph's lines."""
    return "".join(_phrases(node.children)).split("\n")


def _phrases(nodes: Iterable[SyntaxTreeNode]) -> Iterator[str]:
    nodes = list(nodes)
    for node, following in zip(nodes, [*nodes[1:], None], strict=False):
        if node.type == "text":
            said = escape(node.content)
            # An exclamation mark before a link would make it a picture, fetched from elsewhere.
            picture = following is not None and following.type == "link" and said.endswith("!")
            yield f"{said[:-1]}\\!" if picture else said
        elif node.type in {"softbreak", "hardbreak"}:
            yield "\n"
        elif node.type == "link":
            yield f"[{''.join(_phrases(node.children))}](<{node.attrs['href']}>)"
        else:
            yield f"{node.markup}{''.join(_phrases(node.children))}{node.markup}"


def _guarded(lines: str) -> str:
    """Keep the beginning of a line from making a heading, a list, a quotation or a rule."""
    return _LINE_START.sub(
        lambda found: f"{found[1]}\\{found[2]}" if found[2] else f"{found[1]}{found[3]}\\{found[4]}", lines
    )


def _labelled(label: str, text: str | None) -> str:
    """Put a label before text: on its line, or above it where the text is more than a paragraph."""
    written = block(text)
    if not written:
        return ""
    short = "\n\n" not in written and not written.startswith(("- ", "1. "))
    return f"**{label}:** {written}" if short else f"**{label}:**\n\n{written}"


def _anchored(anchor: str, heading: str) -> str:
    return f'<a id="{anchor}"></a>\n\n{heading}'


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join([row(columns), row(["---"] * len(columns)), *map(row, rows)])


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


class _Report:
    """One assessment being written down, block after block."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.anchors: Mapping[str, str] = prose.anchors(assessment)
        self.default: Audience = assessment.default_audience

    def blocks(self) -> Iterator[str]:
        marking = f"**{cell(self.assessment.marking)}**" if self.assessment.marking else ""
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

    def head(self) -> Iterator[str]:
        one = self.assessment
        yield f"# {cell(one.title)}"
        yield f"**{cell(one.organisation.name)}**, {cell(str(one.period))}, as of {words.day(one.as_of)}"
        facts = [f"Audience: {prose.AUDIENCE_SAID[one.audience]}"]
        facts += [f"Framework: {cell(one.framework_title or one.framework)}"] if one.framework else []
        yield _bullets(facts)
        if one.withholds:
            yield "**Something is withheld from this edition.**"
        yield block(one.about)
        yield "## Contents"
        yield _bullets(self.contents())

    def contents(self) -> Iterator[str]:
        one = self.assessment
        yield from ("[Summary](#summary)", "[Actions](#actions)")
        yield from (f"[{view.id}. {cell(view.title)}](#{self.anchors[view.id]})" for view in one.benchmarks)
        yield "[What the words mean](#what-the-words-mean)"
        yield from ["[Glossary](#glossary)"] if one.glossary else []
        yield from ["[Findings accepted](#findings-accepted)"] if one.waivers else []
        yield "[About this report](#about-this-report)"

    def summary(self) -> Iterator[str]:
        one = self.assessment
        open_actions = [action for action in one.actions if action.is_open]
        late = sum(action.overdue for action in open_actions)
        yield "## Summary"
        yield f"**{words.headline(one)}.**\nThese are the ratings that people judged.\n{prose.agreement(one)}"
        be = "is" if len(open_actions) == 1 else "are"
        yield f"{prose.title(words.count(len(open_actions), 'action'))} {be} open, {late or 'none'} of them overdue."
        changed = any(view.previous for view in one.benchmarks)
        columns = ["No", "Benchmark", "Judged", "Computed", "Agree?", *(["Change"] if changed else [])]
        yield _table(
            [*columns, "Open actions", "Next steps", "Comments"],
            (self.summary_row(view, open_actions, changed=changed) for view in one.benchmarks),
        )
        differing = [view for view in one.benchmarks if view.agrees is False]
        if differing:
            yield "### Where judged and computed ratings differ"
            for view in differing:
                yield from self.difference(view)

    def summary_row(self, view: BenchmarkView, open_actions: Sequence[ActionView], *, changed: bool) -> list[str]:
        moderated = [
            f"moderated {one.value.capitalize()}" + (f" by {cell(one.by)}" if one.by else "") for one in view.moderated
        ]
        return [
            view.id,
            f"[{cell(view.title)}](#{self.anchors[view.id]})",
            "; ".join([_judged(view), *moderated]),
            view.computed.value.capitalize(),
            prose.agrees(view),
            *([cell(prose.change(view))] if changed else []),
            str(sum(action.benchmark == view.id for action in open_actions)),
            cell(view.next_steps or "None given"),
            cell(view.comments or "None given"),
        ]

    def difference(self, view: BenchmarkView) -> Iterator[str]:
        said = escape(prose.difference(view, self.assessment.policy))
        yield f"**Benchmark {view.id}, {cell(view.title)}.** {said} The judged rating stands."
        reason = view.judged.reason if view.judged else None
        yield _labelled("Reason for the judged rating", reason) or "No reason for the judged rating is on file."
        if view.computed.reasons:
            yield "**Reasons for the computed rating:**"
            yield _bullets(map(escape, view.computed.reasons))
        else:
            yield "The reasons for the computed rating are left out of this edition."

    def actions(self) -> Iterator[str]:
        found = sorted(self.assessment.actions, key=SORTS["state"])
        yield "## Actions"
        if not found:
            yield "There are no actions."
            return
        yield f"{prose.title(words.count(len(found), 'action'))}, overdue and open ones first."
        yield _table(["Id", "For", "Action", "Owners", "Due", "State"], map(self.action_row, found))

    def action_row(self, view: ActionView) -> list[str]:
        places = ", also ".join(filter(None, (self.link(view.ref), ", ".join(map(self.link, view.also)))))
        return [
            self.action_link(view),
            places,
            cell(view.text),
            cell(", ".join(view.owners) or "No owner"),
            cell(prose.timing(view)),
            _stage(view),
        ]

    def link(self, ref: str) -> str:
        return f"[{ref}](#{self.anchors[ref]})" if ref in self.anchors else ref

    def action_link(self, view: ActionView) -> str:
        return f"[{view.id}](#a-{view.id})" if view.id else "No id"

    def benchmark(self, view: BenchmarkView) -> Iterator[str]:
        yield _anchored(self.anchors[view.id], f"## {view.id}. {cell(view.title)}")
        if view.withheld and not view.statement and not view.judged:
            yield escape(f"[withheld: {view.withheld}]")
        else:
            yield block(view.statement)
            yield from self.limits(view.audience, view.withheld)
            yield from self.ratings(view)
        for action in view.actions:
            yield from self.action(action)
        for question in view.questions:
            yield from self.question(question)

    def ratings(self, view: BenchmarkView) -> Iterator[str]:
        judged = [("Judged rating", view.judged)] if view.judged else []
        for label, rating in (*judged, *(("Moderated", one) for one in view.moderated)):
            yield f"**{label}:** {_rated(rating)}"
            yield block(rating.reason)
        if not view.judged:
            yield "**Judged rating:** Not judged"
        if view.previous:
            yield f"**Change:** {cell(prose.change(view))}"
        yield f"**Computed rating:** {view.computed.value.capitalize()}. {self.counts(view)}"
        yield _bullets(map(escape, view.computed.reasons))
        if view.agrees is False:
            yield "This differs from the judged rating, which stands."
        for label, text in (("Outcome", view.outcome), ("Next steps", view.next_steps), ("Comments", view.comments)):
            yield _labelled(label, text)

    def counts(self, view: BenchmarkView) -> str:
        if view.computed.counts:
            return prose.tally(view.computed.counts)
        return "Counts and reasons are left out, because something here is withheld from this edition."

    def question(self, view: QuestionView) -> Iterator[str]:
        withheld = view.withheld if not view.text else None
        first, rest = prose.opening(view.text)
        said = escape(f"[withheld: {withheld}]") if withheld else cell(first)
        yield _anchored(prose.anchor("q", view.id), f"### {view.id} {said}".rstrip())
        yield block(rest)
        if view.direct:
            yield from self.answer(view.direct)
        if not withheld:
            yield from self.limits(view.audience, view.withheld)
        yield from self.evidence(f"Evidence for question {view.id}", view.evidence)
        if view.evidence and view.expectations:
            yield "It covers each expectation below that has no evidence of its own."
        for action in view.actions:
            yield from self.action(action)
        if view.actions and view.expectations:
            yield f"{'It counts' if len(view.actions) == 1 else 'They count'} for each expectation below."
        if view.none_needed and not view.actions:
            yield "No action needed."
        yield from self.served(view.direct) if view.direct else ()
        for expectation in view.expectations:
            yield from self.expectation(expectation, view)

    def expectation(self, view: ExpectationView, question: QuestionView) -> Iterator[str]:
        withheld = not view.text and view.withheld is not None
        first, rest = prose.opening(view.text)
        said = escape(f"[withheld: {view.withheld}]" if view.withheld else "[withheld]") if withheld else cell(first)
        yield _anchored(prose.anchor("e", view.id), f"#### {view.id} {said}".rstrip())
        if not withheld:
            yield block(rest)
            yield from self.answer(view)
            yield from self.limits(view.audience, view.withheld)
        yield from self.evidence("Evidence", view.evidence)
        if prose.covers(question, view):
            yield f"Evidence of question {self.link(question.id)} covers this."
        elif view.on_file and not view.evidence and not withheld:
            yield "No evidence on file."
        for action in view.actions:
            yield from self.action(action)
        yield from self.served(view)

    def answer(self, view: ExpectationView) -> Iterator[str]:
        yield f"**State:** {prose.title(view.state)}{', essential' if view.essential else ''}"
        if not view.on_file:
            yield "Not on file: the toolkit does not hold it, so it counts as not assessed."
        if view.answer:
            yield f"**Answer:** {prose.title(view.answer)}"
        yield _labelled("Reason", view.reason)

    def limits(self, audience: Audience, withheld: str | None) -> Iterator[str]:
        if prose.narrower(audience, self.default):
            yield f"Audience: {audience} only."
        if withheld and audience != "public":
            yield f"Withheld from editions for a wider audience: {cell(withheld)}."

    def served(self, view: ExpectationView) -> Iterator[str]:
        for one in prose.elsewhere(view):
            name = self.action_link(one) if one.id else "an action"
            yield f"Also served by {name}, under {self.link(one.ref)} ({one.state})."

    def evidence(self, label: str, views: Sequence[EvidenceView]) -> Iterator[str]:
        for number, view in enumerate(views):
            numbered = f"{label} ({number + 1} of {len(views)})" if len(views) > 1 else label
            yield _labelled(numbered, view.item.text) or f"**{numbered}:**"
            address = prose.web_address(view.item.link)
            yield f"<{_autolinked(address)}>" if address else ""
            note = prose.link_note(view.item.link)
            yield " ".join([*prose.evidence_notes(view), *([escape(note)] if note else [])])
            yield from self.limits(view.audience, view.withheld)

    def action(self, view: ActionView) -> Iterator[str]:
        if view.stub:
            yield f"**Action:** {escape(view.text)}"
            return
        anchor = f'<a id="a-{view.id}"></a>' if view.id else ""
        name = f"Action {view.id}" if view.id else "Action without an id"
        text = block(view.text)
        several = "\n\n" in text or text.startswith(("- ", "1. "))
        yield f"{anchor}**{name}** ({_stage(view)}):{(chr(10) * 2 if several else ' ') + text}"
        facts = [f"{label}: {cell(said)}" for label, said in prose.action_facts(view)]
        facts += [f"Also serves: {', '.join(map(self.link, view.also))}"] if view.also else []
        yield f"{'. '.join(facts)}."
        yield _labelled("Outcome", view.outcome)
        yield _labelled(f"Why {view.status}", view.reason)
        for note in view.progress:
            yield _labelled(f"Progress, {cell(words.written(note.on))}" if note.on else "Progress", note.note)
        yield from self.limits(view.audience, view.withheld)

    def meanings(self) -> Iterator[str]:
        one = self.assessment
        yield "## What the words mean"
        yield "### Ratings of benchmarks"
        yield (
            "A judged rating is the colour that people gave.\n"
            "The computed rating is worked out from the states of the expectations by the policy "
            f"“{cell(one.policy.name)}”, version {cell(one.policy.version)}.\n"
            "They stand side by side, and the judged one stands where they differ.\n"
            "The rules are tested in this order, and the first that fits gives the rating."
        )
        rules = prose.policy_rules(one.policy)
        yield "\n".join(f"{n}. **{value.capitalize()}:** {cell(rule)}" for n, (value, rule) in enumerate(rules, 1))
        yield cell(prose.policy_weights(one.policy))
        yield "### States of expectations"
        yield _bullets(f"**{prose.title(state)}:** {said}" for state, said in prose.STATES_SAID.items())
        yield "### States of actions"
        yield f"These are counted on {words.day(one.as_of)}. Due means by the last day of the date given; the day understood stands in brackets."
        yield _bullets(f"**{prose.title(state)}:** {said}" for state, said in prose.ACTION_STATES_SAID.items())

    def glossary(self) -> Iterator[str]:
        if self.assessment.glossary:
            yield "## Glossary"
            yield _bullets(f"**{cell(term)}:** {cell(meaning)}" for term, meaning in self.assessment.glossary.items())

    def waivers(self) -> Iterator[str]:
        if not self.assessment.waivers:
            return
        yield "## Findings accepted"
        yield "The checks of this record found these, and they are accepted until the day given."
        rows = (
            [
                cell(one.code),
                self.link(one.at) if one.at else "The whole toolkit",
                cell(one.reason),
                cell(words.written(one.until)),
            ]
            for one in self.assessment.waivers
        )
        yield _table(["Finding", "For", "Reason", "Until"], rows)

    def about(self) -> Iterator[str]:
        one = self.assessment
        code = f" ({cell(one.organisation.code)})" if one.organisation.code else ""
        yield "## About this report"
        facts = [
            f"Organisation: {cell(one.organisation.name)}{code}",
            f"Period: {cell(words.written(one.period))}",
            f"As of: {words.day(one.as_of)}. Every state and every count is for this day.",
            f"Audience: {prose.AUDIENCE_SAID[one.audience]}.",
        ]
        facts += [f"Framework: {cell(one.framework_title or one.framework)}"] if one.framework else []
        yield _bullets(facts)
        yield _labelled("Wording of the framework", one.framework_licence)


def _judged(view: BenchmarkView) -> str:
    return view.judged.value.capitalize() if view.judged else "Not judged"


def _rated(rating: Rating) -> str:
    return f"{rating.value.capitalize()} {cell(prose.source(rating))}".rstrip()


def _stage(view: ActionView) -> str:
    note = prose.action_state(view)
    between = " " if view.days_overdue else ", "
    return f"{view.state}{between}{note}" if note else view.state


def _autolinked(address: str) -> str:
    """Encode what would end an address in angle brackets."""
    return address.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")

"""One toolkit's summary, or one item of it, for the terminal."""

from __future__ import annotations

from textwrap import fill, indent
from typing import TYPE_CHECKING

from prevent_cli.reports import prose
from prevent_cli.reports.action_lists import state
from prevent_cli.reports.screen import Screen, safe, table
from prevent_cli.reports.wording import wording
from prevent_cli.reports.words import count, headline, joined, subject, written

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def summary(assessment: Assessment, screen: Screen) -> str:
    """Give title, headline and a line for each benchmark."""
    open_actions = [action for action in assessment.actions if action.is_open]
    late = sum(action.overdue for action in open_actions)
    rows = [
        [
            view.id,
            view.title,
            _colour(view),
            view.computed.value.capitalize(),
            str(sum(action.benchmark == view.id for action in open_actions)),
        ]
        for view in assessment.benchmarks
    ]
    return (
        f"{_marking(assessment)}{screen.paint(safe(assessment.title), 'bold')}\n{_whose(assessment)}\n"
        + table(screen, ["No", "Benchmark", "Judged", "Computed", "Open actions"], rows, wide=1)
        + f"\nJudged: {headline(assessment)}.\n"
        + f"Actions: {count(len(open_actions), 'open action')}, {late or 'none'} overdue.\n"
    )


def items(assessment: Assessment, refs: Iterable[str], screen: Screen) -> str:
    """Give benchmarks, questions, expectations or actions in full, below whose they are and of what day.

    Gives nothing where it has no such item.
    """
    details = _Details(assessment, screen)
    found = [lines for ref in refs if (lines := details.item(ref))]
    if not found:
        return ""
    return "\n".join([_marking(assessment) + _whose(assessment), *("\n".join(lines) + "\n" for lines in found)])


def _marking(assessment: Assessment) -> str:
    return f"{safe(assessment.marking)}\n" if assessment.marking else ""


def _whose(assessment: Assessment) -> str:
    """Say whose it is and of what day, and whether something is withheld."""
    withheld = "Something is withheld from this edition.\n" if assessment.withholds else ""
    return f"{safe(subject(assessment))}\n{withheld}"


def _colour(view: BenchmarkView) -> str:
    return wording("en").judged(view)


class _Details:
    """The items of one assessment, as lines for a terminal."""

    def __init__(self, assessment: Assessment, screen: Screen) -> None:
        self.assessment = assessment
        self.screen = screen
        self.say = wording("en")

    def item(self, ref: str) -> list[str]:
        """Give an item in full; nothing where there is none."""
        for benchmark in self.assessment.benchmarks:
            if benchmark.id == ref:
                return self.benchmark(benchmark)
            for question in benchmark.questions:
                if question.id == ref:
                    return self.question(question)
                for expectation in question.expectations:
                    if expectation.id == ref:
                        return self.expectation(expectation, question)
        found = [action for action in self.assessment.actions if (action.id or "").casefold() == ref.casefold()]
        return self.actions(found)

    def benchmark(self, view: BenchmarkView) -> list[str]:
        lines = [self.bold(f"{view.id} {view.title}"), *self.prose(view.statement)]
        if view.hollow and view.withheld:
            lines.append(f"  {self.withheld(view.withheld)}")
        lines += [*self.limits(view.audience, view.withheld), *self.ratings(view)]
        for label, text in (("Outcome", view.outcome), ("Next steps", view.next_steps), ("Comments", view.comments)):
            lines += self.labelled(label, text)
        lines += [line for action in view.actions for line in ("", *self.action(action))]
        lines += self.none_needed(none=view.none_needed)
        for question in view.questions:
            lines += ["", *self.question(question)]
        return lines

    def ratings(self, view: BenchmarkView) -> list[str]:
        """Say how a benchmark is judged, computed and moderated, by whom and when, and how it was judged before."""
        judged = f"judged {self.rated(view.judged)}" if view.judged else self.say.judged(view).lower()
        lines = [f"Rating: {judged}, computed {self.screen.word(view.computed.value.capitalize())}"]
        lines += self.labelled("Reason", view.judged.reason if view.judged else None)
        lines += [safe(f"  {reason}") for reason in view.computed.reasons]
        for rating in view.moderated:
            lines += [f"Moderated: {self.rated(rating)}", *self.labelled("Reason", rating.reason)]
        if view.previous:
            before = view.previous
            period = f", for {safe(written(before.period))}" if before.period else ""
            lines += [f"Before: judged {self.rated(before.rating)}{period}"]
            lines += self.labelled("Reason", before.rating.reason)
        return lines

    def rated(self, rating: Rating) -> str:
        """Say a rating, by whom and when."""
        return f"{self.screen.word(rating.value.capitalize())} {safe(self.say.source(rating))}".rstrip()

    def question(self, view: QuestionView) -> list[str]:
        hidden = view.withheld if not view.text else None
        essential = ", essential" if view.direct and view.direct.essential else ""
        direct = f" [{self.screen.word(view.direct.state)}{essential}]" if view.direct else ""
        lines = [self.bold(view.id) + direct, *self.prose(view.text)]
        lines += [f"  {self.withheld(hidden)}"] if hidden else self.limits(view.audience, view.withheld)
        lines += self.answer(view.direct) if view.direct else []
        lines += [*self.evidence(view.evidence), *self.actions(view.actions)]
        lines += self.none_needed(none=view.none_needed)
        lines += self.served(view.direct) if view.direct else []
        for expectation in view.expectations:
            lines += ["", *self.expectation(expectation, view, nested=True)]
        return lines

    def expectation(self, view: ExpectationView, question: QuestionView, *, nested: bool = False) -> list[str]:
        essential = ", essential" if view.essential else ""
        lines = [f"{self.bold(view.id)} [{self.screen.word(view.state)}{essential}]", *self.prose(view.text)]
        if not view.text and view.withheld is not None:
            lines.append(f"  {self.withheld(view.withheld)}")
        else:
            lines += self.limits(view.audience, view.withheld)
        lines += [*self.answer(view), *self.evidence(view.evidence)]
        if not nested and not view.evidence and question.evidence:
            lines.append(f"  Evidence of question {safe(question.id)}, which covers it:")
            lines += self.evidence(question.evidence)
        lines += [*self.actions(view.actions), *self.none_needed(none=view.none_needed)]
        return lines + self.served(view)

    def answer(self, view: ExpectationView) -> list[str]:
        """Say how an item was answered, and why."""
        lines = [] if view.on_file else ["  Not in the toolkit; it counts as not assessed."]
        return [*lines, *self.labelled("Answer", view.answer), *self.labelled("Reason", view.reason)]

    def served(self, view: ExpectationView) -> list[str]:
        """Name the actions that serve an item from another place."""
        return [
            safe(f"  Also served by {action.id or 'an action'} under {action.ref} ({state(action)})")
            for action in prose.elsewhere(view)
        ]

    def none_needed(self, *, none: bool) -> list[str]:
        return ["  Actions: none needed."] if none else []

    def withheld(self, reason: str | None) -> str:
        return safe(self.say("report.withheld", reason=reason) if reason else self.say("report.withheld_plain"))

    def limits(self, audience: Audience, withheld: str | None, depth: int = 2) -> list[str]:
        """Say that fewer may see an item than the rest, and what other editions are told."""
        narrower = prose.narrower(audience, self.assessment.default_audience)
        lines = self.labelled("Audience", f"{audience} only" if narrower else None, depth)
        return lines + self.labelled("Withheld from others", withheld if audience != "public" else None, depth)

    def evidence(self, views: Iterable[EvidenceView]) -> list[str]:
        """Give pieces of evidence: the text, then its day, until when it counts, and its address."""
        lines = []
        for view in views:
            item = view.item
            notes = [written(item.on)] if item.on else []
            notes += (
                [f"{'expired' if view.expired else 'counts until'} {written(item.expires)}"] if item.expires else []
            )
            notes += [item.link] if item.link else []
            text = (item.text or "").strip()
            lines += self.labelled("Evidence", text + (f"\n[{'; '.join(notes)}]" if notes else ""))
            lines += self.limits(view.audience, view.withheld, depth=4)
        return lines

    def actions(self, views: Iterable[ActionView]) -> list[str]:
        return [line for view in views for line in self.action(view)]

    def action(self, view: ActionView) -> list[str]:
        """Give an action in full; of a withheld one only why."""
        if view.stub:
            return self.labelled("Action", view.text)
        name = self.bold(f"Action {view.id or '(no id)'}")
        lines = [f"  {name} [{self.screen.word(view.state)}], for {safe(view.ref)}"]
        facts = [
            ("What", view.text),
            ("Owners", joined(view.owners) or "none"),
            ("Status", view.status),
            ("Raised", written(view.raised)),
            ("Due", written(view.due)),
            ("Moved", self.say.slip(view)),
            ("Awaiting", view.awaiting),
            ("Repeats", view.repeats),
            ("Completed", written(view.completed)),
            ("Outcome", view.outcome),
            ("Reason", view.reason),
            ("Also serves", joined(view.also)),
            ("Was", joined(view.was)),
        ]
        for label, text in facts:
            lines += self.labelled(label, text, depth=4)
        for note in view.progress:
            lines += self.labelled("Progress", f"{written(note.on)} {note.note}".strip(), depth=4)
            lines += self.limits(note.audience or view.audience, None, depth=6) if note.audience else []
        return lines + self.limits(view.audience, view.withheld, depth=4)

    def bold(self, text: str) -> str:
        return self.screen.paint(safe(text), "bold")

    def prose(self, text: str | None) -> list[str]:
        return [indent(self.wrapped(line, 2), "  ") for line in (text or "").strip().splitlines() if line.strip()]

    def labelled(self, label: str, text: str | None, depth: int = 2) -> list[str]:
        """Give a label and its text, wrapped; the further lines are indented."""
        if not text or not text.strip():
            return []
        first, *rest = [line for line in text.strip().splitlines() if line.strip()]
        lines = [" " * depth + self.wrapped(f"{label}: {first}", depth + 2, later=depth + 2)]
        return lines + [indent(self.wrapped(line, depth + 2), " " * (depth + 2)) for line in rest]

    def wrapped(self, line: str, used: int, later: int = 0) -> str:
        width = max(30, min(self.screen.width, 100) - used)
        return fill(safe(line), width, subsequent_indent=" " * later, break_long_words=False, break_on_hyphens=False)

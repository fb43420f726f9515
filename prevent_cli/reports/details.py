"""One toolkit's summary, or one item of it, for the terminal."""

from __future__ import annotations

from textwrap import fill, indent
from typing import TYPE_CHECKING

from prevent_cli.reports.action_lists import state
from prevent_cli.reports.screen import Screen, safe, table
from prevent_cli.reports.words import count, due, headline, joined, subject, written

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
    marking = f"{assessment.marking}\n" if assessment.marking else ""
    withheld = "Something is withheld from this edition.\n" if assessment.withholds else ""
    return (
        f"{safe(marking)}{screen.paint(safe(assessment.title), 'bold')}\n{safe(subject(assessment))}\n{withheld}\n"
        + table(screen, ["No", "Benchmark", "Judged", "Computed", "Open actions"], rows, wide=1)
        + f"\nJudged: {headline(assessment)}.\n"
        + f"Actions: {count(len(open_actions), 'open action')}, {late or 'none'} overdue.\n"
    )


def item(assessment: Assessment, ref: str, screen: Screen) -> str:
    """Give a benchmark, question, expectation or action in full; nothing where it has no such item."""
    for benchmark in assessment.benchmarks:
        if benchmark.id == ref:
            return _joined(_benchmark(benchmark, screen))
        for question in benchmark.questions:
            if question.id == ref:
                return _joined(_question(question, screen))
            for expectation in question.expectations:
                if expectation.id == ref:
                    return _joined(_expectation(expectation, question, screen))
    found = [action for action in assessment.actions if (action.id or "").casefold() == ref.casefold()]
    return _joined(line for action in found for line in _action(action, screen))


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"


def _colour(view: BenchmarkView) -> str:
    return view.judged.value.capitalize() if view.judged else "Not judged"


def _benchmark(view: BenchmarkView, screen: Screen) -> list[str]:
    judged = view.judged
    said = [f"judged {screen.word(_colour(view))}"] if judged else ["not judged"]
    said.append(f"computed {screen.word(view.computed.value.capitalize())}")
    lines = [screen.paint(safe(f"{view.id} {view.title}"), "bold"), *_prose(view.statement, screen)]
    lines += ["Rating: " + ", ".join(said)]
    if judged and judged.reason:
        lines += _labelled("Reason", judged.reason, screen)
    lines += [safe(f"  {reason}") for reason in view.computed.reasons]
    for label, text in (("Outcome", view.outcome), ("Next steps", view.next_steps), ("Comments", view.comments)):
        lines += _labelled(label, text, screen)
    lines += [line for action in view.actions for line in ("", *_action(action, screen))]
    for question in view.questions:
        lines += ["", *_question(question, screen)]
    return lines


def _question(view: QuestionView, screen: Screen) -> list[str]:
    direct = f" [{screen.word(view.direct.state)}]" if view.direct else ""
    lines = [screen.paint(safe(view.id), "bold") + direct, *_prose(view.text, screen)]
    lines += _evidence(view.evidence, screen)
    lines += [line for action in view.actions for line in _action(action, screen)]
    if view.none_needed:
        lines.append("  Actions: none needed.")
    for expectation in view.expectations:
        lines += ["", *_expectation(expectation, view, screen, nested=True)]
    return lines


def _expectation(view: ExpectationView, question: QuestionView, screen: Screen, *, nested: bool = False) -> list[str]:
    essential = ", essential" if view.essential else ""
    lines = [
        f"{screen.paint(safe(view.id), 'bold')} [{screen.word(view.state)}{essential}]",
        *_prose(view.text, screen),
    ]
    if not view.on_file:
        lines.append("  Not in the toolkit; it counts as not assessed.")
    if view.answer:
        lines += _labelled("Answer", view.answer + (f": {view.reason}" if view.reason else ""), screen)
    lines += _evidence(view.evidence, screen)
    if not nested and not view.evidence and question.evidence:
        lines.append(f"  Evidence of question {safe(question.id)}, which covers it:")
        lines += _evidence(question.evidence, screen)
    lines += [line for action in view.actions for line in _action(action, screen)]
    elsewhere = [action for action in view.served_by if action not in view.actions]
    lines += [
        safe(f"  Also served by {action.id or 'an action'} under {action.ref} ({state(action)})")
        for action in elsewhere
    ]
    return lines


def _evidence(views: Iterable[EvidenceView], screen: Screen) -> list[str]:
    lines = []
    for view in views:
        notes = [written(view.item.on)] if view.item.on else []
        notes += [f"expired {written(view.item.expires)}"] if view.expired else []
        notes += [view.item.link] if view.item.link else []
        text = (view.item.text or "").strip()
        lines += _labelled("Evidence", text + (f"\n[{'; '.join(notes)}]" if notes else ""), screen)
    return lines


def _action(view: ActionView, screen: Screen) -> list[str]:
    lines = [
        f"  {screen.paint('Action ' + safe(view.id or '(no id)'), 'bold')} [{screen.word(view.state)}], for {safe(view.ref)}"
    ]
    facts = [
        ("What", view.text),
        ("Owners", joined(view.owners) or "none"),
        ("Status", view.status),
        ("Due", due(view)),
        ("Repeats", view.repeats),
        ("Completed", written(view.completed)),
        ("Outcome", view.outcome),
        ("Reason", view.reason),
        ("Also serves", joined(view.also)),
    ]
    facts += [("Progress", f"{written(note.on)} {note.note}".strip()) for note in view.progress]
    for label, text in facts:
        lines += _labelled(label, text, screen, depth=4)
    return lines


def _prose(text: str | None, screen: Screen) -> list[str]:
    return [indent(_wrapped(line, screen, 2), "  ") for line in (text or "").strip().splitlines() if line.strip()]


def _labelled(label: str, text: str | None, screen: Screen, depth: int = 2) -> list[str]:
    """Give a label and its text, wrapped; the further lines are indented."""
    if not text or not text.strip():
        return []
    first, *rest = [line for line in text.strip().splitlines() if line.strip()]
    lines = [" " * depth + _wrapped(f"{label}: {first}", screen, depth + 2, later=depth + 2)]
    return lines + [indent(_wrapped(line, screen, depth + 2), " " * (depth + 2)) for line in rest]


def _wrapped(line: str, screen: Screen, used: int, later: int = 0) -> str:
    width = max(30, min(screen.width, 100) - used)
    return fill(safe(line), width, subsequent_indent=" " * later, break_long_words=False, break_on_hyphens=False)

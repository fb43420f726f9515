"""An assessment's actions as rows, with every field, and its benchmarks for the summary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prevent_cli.model.fields import COLOURS, STATUSES
from prevent_cli.reports.columns import Column
from prevent_cli.reports.rows import question_path
from prevent_cli.reports.wording import wording
from prevent_cli.reports.words import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from prevent_cli.model.assessment import ActionView, Assessment, BenchmarkView
    from prevent_cli.model.toolkit import Progress, Rating, Revision
    from prevent_cli.model.when import When


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action and where it stands; a stub of a withheld one as well."""

    view: ActionView
    path: str


@dataclass(frozen=True, slots=True)
class BenchmarkRow:
    """One benchmark, and how many of its actions are open and overdue."""

    view: BenchmarkView
    open_actions: int
    overdue: int


def action_rows(assessment: Assessment) -> Iterator[ActionRow]:
    """Give a row for every action once, in the order of the file, stubs among them."""
    for benchmark in assessment.benchmarks:
        yield from _placed(benchmark.actions, f"benchmarks/{benchmark.id}")
        for question in benchmark.questions:
            path = question_path(benchmark, question)
            yield from _placed(question.actions, path)
            for view in question.expectations:
                yield from _placed(view.actions, f"{path}/expectations/{view.id}")


def _placed(views: Iterable[ActionView], path: str) -> Iterator[ActionRow]:
    for number, view in enumerate(views, 1):
        yield ActionRow(view, f"{path}/actions/{view.id or number}")


def benchmark_rows(assessment: Assessment) -> Iterator[BenchmarkRow]:
    """Give a row for every benchmark."""
    for view in assessment.benchmarks:
        open_actions = [action for action in view.all_actions if action.is_open]
        yield BenchmarkRow(view, len(open_actions), sum(action.overdue for action in open_actions))


def _last(when: When | None) -> date | None:
    return when.last if when else None


def _revision(step: Revision) -> str:
    on = f", moved {written(step.on)}" if step.on else ""
    return f"{written(step.due)}{on}" + (f": {step.reason.strip()}" if step.reason else "")


def note_line(note: Progress) -> str:
    """Say a note of progress in a line, with its day and who may not see it."""
    on = f"{written(note.on)}: " if note.on else ""
    limits = ", ".join(filter(None, (note.audience, f"withheld: {note.withheld.reason}" if note.withheld else None)))
    return f"{on}{note.note.strip()}" + (f" [{limits}]" if limits else "")


ACTIONS: tuple[Column[ActionRow], ...] = (
    Column("id", "Id", 8, lambda row: row.view.id, "typed"),
    Column("ref", "For", 9, lambda row: row.view.ref, "typed"),
    Column("text", "Action", 48, lambda row: row.view.text),
    Column("owners", "Owners", 24, lambda row: "\n".join(row.view.owners)),
    Column("status", "Status", 13, lambda row: None if row.view.stub else row.view.status, "word", STATUSES),
    Column("state", "State", 13, lambda row: None if row.view.stub else row.view.state, "word"),
    Column("due", "Due as written", 15, lambda row: str(row.view.due or ""), "typed"),
    Column("due_by", "Due: last day", 13, lambda row: _last(row.view.due), "day"),
    Column("days_overdue", "Days overdue", 10, lambda row: row.view.days_overdue, "number"),
    Column("awaiting", "Awaiting", 22, lambda row: row.view.awaiting),
    Column("progress", "Progress", 34, lambda row: "\n".join(map(note_line, row.view.progress))),
    Column("due_first", "First due", 15, lambda row: written(row.view.due_first), "typed"),
    Column("slipped_days", "Moved by days", 10, lambda row: row.view.slipped_days, "number"),
    Column("revised", "Revisions", 34, lambda row: "\n".join(map(_revision, row.view.revised))),
    Column("raised", "Raised", 14, lambda row: written(row.view.raised), "typed"),
    Column("repeats", "Repeats", 13, lambda row: row.view.repeats, "word"),
    Column("completed", "Completed", 14, lambda row: written(row.view.completed), "typed"),
    Column("outcome", "Outcome", 34, lambda row: row.view.outcome),
    Column("reason", "Why deferred or withdrawn", 28, lambda row: row.view.reason),
    Column("also", "Also serves", 12, lambda row: ", ".join(row.view.also), "typed"),
    Column("was", "Former ids", 11, lambda row: ", ".join(row.view.was), "typed"),
    Column("audience", "Audience", 12, lambda row: row.view.audience, "word"),
    Column("withheld", "Withheld from wider editions", 24, lambda row: None if row.view.stub else row.view.withheld),
    Column("_id", "_id", 8, lambda row: row.view.id, "typed"),
    Column("_path", "_path", 40, lambda row: row.path, "typed"),
)
"""The columns of the sheet of actions."""


def _rating(rating: Rating) -> str:
    """Say a rating in a cell: Amber by Peers in Nov 2021: as judged."""
    said = f"{rating.value.capitalize()} {wording('en').source(rating)}".rstrip()
    return f"{said}: {rating.reason.strip()}" if rating.reason else said


def _previous(row: BenchmarkRow) -> str:
    previous = row.view.previous
    if previous is None:
        return ""
    period = f"\nFor {written(previous.period)}" if previous.period else ""
    return _rating(previous.rating) + period


def _statement(row: BenchmarkRow) -> str | None:
    view = row.view
    return f"[withheld: {view.withheld}]" if view.hollow and view.withheld else view.statement


def _kept_back(row: BenchmarkRow) -> str | None:
    return None if _statement(row) != row.view.statement else row.view.withheld


def _counts(row: BenchmarkRow) -> str:
    counts = row.view.computed.counts
    return wording("en").tally(counts) if counts else ""


_NO: Column[BenchmarkRow] = Column("id", "No", 6, lambda row: row.view.id, "typed")
_TITLE: Column[BenchmarkRow] = Column("title", "Benchmark", 20, lambda row: row.view.title)
_HIDDEN: tuple[Column[BenchmarkRow], ...] = (
    Column("_id", "_id", 8, _NO.of, "typed"),
    Column("_path", "_path", 20, lambda row: f"benchmarks/{row.view.id}", "typed"),
)

SUMMARY: tuple[Column[BenchmarkRow], ...] = (
    _NO,
    _TITLE,
    Column("judged", "Judged", 12, lambda row: row.view.judged.value if row.view.judged else None, "word", COLOURS),
    Column(
        "reason", "Reason for the judged rating", 28, lambda row: row.view.judged.reason if row.view.judged else None
    ),
    Column("computed", "Computed", 13, lambda row: row.view.computed.value, "word"),
    Column("agrees", "Agree?", 11, lambda row: wording("en").agrees(row.view)),
    Column("change", "Change", 18, lambda row: wording("en").change(row.view)),
    Column("open_actions", "Open actions", 10, lambda row: row.open_actions, "number"),
    Column("overdue", "Overdue", 11, lambda row: row.overdue, "number"),
    Column("next_steps", "Next steps", 44, lambda row: row.view.next_steps),
    Column("comments", "Comments", 44, lambda row: row.view.comments),
    *_HIDDEN,
)
"""The columns of the summary: what fits on a page."""

BENCHMARKS: tuple[Column[BenchmarkRow], ...] = (
    _NO,
    _TITLE,
    Column("statement", "Statement", 34, _statement),
    Column("outcome", "Outcome", 32, lambda row: row.view.outcome),
    Column("by", "Judged by", 14, lambda row: row.view.judged.by if row.view.judged else None),
    Column("on", "Judged on", 12, lambda row: written(row.view.judged.on) if row.view.judged else "", "typed"),
    Column("previous", "Previous rating", 16, _previous),
    Column("moderated", "Moderated", 20, lambda row: "\n".join(map(_rating, row.view.moderated))),
    Column("counts", "Counts", 28, _counts),
    Column("reasons", "Reasons for the computed rating", 36, lambda row: "\n".join(row.view.computed.reasons)),
    Column("audience", "Audience", 12, lambda row: row.view.audience, "word"),
    Column("withheld", "Withheld from wider editions", 24, _kept_back),
    *_HIDDEN,
)
"""The columns of the sheet of benchmarks: their words, and what stands behind the ratings."""

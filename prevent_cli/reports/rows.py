"""An assessment as rows: one an expectation, one a piece of evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

from prevent_cli.model.fields import Answer
from prevent_cli.reports import prose
from prevent_cli.reports.columns import Column, yes
from prevent_cli.reports.words import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from prevent_cli.model.assessment import (
        ActionView,
        Assessment,
        BenchmarkView,
        EvidenceView,
        ExpectationView,
        QuestionView,
    )


@dataclass(frozen=True, slots=True)
class ExpectationRow:
    """One expectation, or a question that has none; without ``view``, one whose question is withheld."""

    benchmark: BenchmarkView
    question: QuestionView
    view: ExpectationView | None
    path: str

    @property
    def is_question(self) -> bool:
        """Whether a question stands for itself here."""
        return not self.question.expectations

    @property
    def stub(self) -> bool:
        """Whether an edition withholds it, so that nothing may be said of its state."""
        return self.view is None or (self.view.withheld is not None and not self.view.text)

    @property
    def evidence(self) -> tuple[EvidenceView, ...]:
        """Its own evidence."""
        return self.question.evidence if self.view is None or self.is_question else self.view.evidence

    @property
    def none_needed(self) -> bool:
        """Whether it has no actions on purpose."""
        return self.question.none_needed if self.view is None or self.is_question else self.view.none_needed

    @property
    def actions(self) -> tuple[ActionView, ...]:
        """The actions that stand under it."""
        return self.question.actions if self.view is None or self.is_question else self.view.actions


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece of evidence: under which item, the how manieth there."""

    ref: str
    number: int
    view: EvidenceView
    path: str


def expectation_rows(assessment: Assessment) -> Iterator[ExpectationRow]:
    """Give a row for every expectation, and for every question without any, in the framework's order."""
    for benchmark in assessment.benchmarks:
        for question in benchmark.questions:
            path = question_path(benchmark, question)
            if not question.expectations:
                yield ExpectationRow(benchmark, question, question.direct, path)
            for view in question.expectations:
                yield ExpectationRow(benchmark, question, view, f"{path}/expectations/{view.id}")


def evidence_rows(assessment: Assessment) -> Iterator[EvidenceRow]:
    """Give a row for every piece of evidence; a question's comes before that of its expectations."""
    for benchmark in assessment.benchmarks:
        for question in benchmark.questions:
            path = question_path(benchmark, question)
            yield from _numbered(question.id, question.evidence, path)
            for view in question.expectations:
                yield from _numbered(view.id, view.evidence, f"{path}/expectations/{view.id}")


def _numbered(ref: str, views: Iterable[EvidenceView], path: str) -> Iterator[EvidenceRow]:
    for number, view in enumerate(views, 1):
        yield EvidenceRow(ref, number, view, f"{path}/evidence/{number}")


def question_path(benchmark: BenchmarkView, question: QuestionView) -> str:
    """Say where a question stands, by ids: benchmarks/7/questions/7.3."""
    return f"benchmarks/{benchmark.id}/questions/{question.id}"


def wording(text: str, withheld: str | None) -> str:
    """Give an item's text; in an edition that withholds it, that it is withheld and why."""
    if text.strip() or withheld is None:
        return text
    return f"[withheld: {withheld}]" if withheld else "[withheld]"


def _text(row: ExpectationRow) -> str:
    if row.view is None:
        return wording(row.question.text, row.question.withheld)
    return wording(row.view.text, row.view.withheld)


def _question_text(row: ExpectationRow) -> str:
    return wording(row.question.text, row.question.withheld)


def said(views: Sequence[EvidenceView]) -> str:
    """Say all evidence of an item in one cell, numbered where there are several pieces."""
    parts = ["\n".join(_evidence_lines(view)) for view in views]
    return "\n\n".join([f"{n}. {part}" for n, part in enumerate(parts, 1)] if len(parts) > 1 else parts)


def _evidence_lines(view: EvidenceView) -> Iterator[str]:
    item = view.item
    if item.text:
        yield item.text.strip("\n")
    if item.link:
        yield f"Link: {item.link}"
    if item.on:
        yield f"Date: {written(item.on)}"
    if item.expires:
        yield f"{'Expired, no longer counts' if view.expired else 'Expires'}: {written(item.expires)}"


def _shared(row: ExpectationRow) -> str:
    return "" if row.is_question else said(row.question.evidence)


def _evidence(row: ExpectationRow) -> str:
    """Say all evidence; where the question's covers it, which may be off the page, say so."""
    covered = row.view is not None and not row.is_question and prose.covers(row.question, row.view)
    return f"[Evidence of question {row.question.id}]" if covered else said(row.evidence)


def _actions(row: ExpectationRow) -> str:
    if row.none_needed:
        return "No action needed."
    return "\n".join(map(_action_line, row.actions))


def _action_line(action: ActionView) -> str:
    if action.stub:
        return action.text
    return f"{action.id or 'No id'} ({action.state}): {action.text.strip()}"


def _served_by(row: ExpectationRow) -> str:
    others = [one for one in prose.elsewhere(row.view) if one not in row.actions] if row.view else []
    return "\n".join(f"{one.id or 'No id'} ({one.state}), under {one.ref}" for one in others)


def _withheld(row: ExpectationRow) -> str | None:
    return None if row.stub or row.view is None else row.view.withheld


_ID: Column[ExpectationRow] = Column("id", "Id", 7, lambda row: row.view.id if row.view else row.question.id, "typed")

_ANSWERED: tuple[Column[ExpectationRow], ...] = (
    Column("text", "Expectation", 36, _text),
    Column("essential", "Essential", 11, lambda row: "yes" if row.view and row.view.essential else "", "word"),
    Column("state", "State", 13, lambda row: row.view.state if row.view and not row.stub else "", "word"),
    Column("answer", "Answer", 13, lambda row: row.view.answer if row.view else None, "word", get_args(Answer)),
    Column("reason", "Reason", 18, lambda row: row.view.reason if row.view else None),
    Column("evidence", "Evidence", 50, lambda row: said(row.evidence), whole="Evidence"),
    Column("actions", "Actions", 30, _actions, whole="Actions"),
    Column("question_evidence", "Evidence of the question", 70, _shared, whole="Evidence"),
    Column("served_by", "Also served by", 24, _served_by),
    Column("on_file", "On file", 9, lambda row: yes(row.view.on_file) if row.view and not row.stub else "", "word"),
    Column("audience", "Audience", 12, lambda row: row.view.audience if row.view else row.question.audience, "word"),
    Column("withheld", "Withheld from wider editions", 24, _withheld),
)

EXPECTATIONS: tuple[Column[ExpectationRow], ...] = (
    _ID,
    Column("benchmark", "Benchmark", 13, lambda row: f"{row.benchmark.id}. {row.benchmark.title}"),
    Column("question", "Question", 36, lambda row: f"{row.question.id} {_question_text(row)}".rstrip()),
    *(replace(column, of=_evidence) if column.key == "evidence" else column for column in _ANSWERED),
    Column("_id", "_id", 8, _ID.of, "typed"),
    Column("_path", "_path", 40, lambda row: row.path, "typed"),
)
"""The columns of the sheet of expectations."""

EXPECTATIONS_CSV: tuple[Column[ExpectationRow], ...] = (
    Column("benchmark", "", 0, lambda row: row.benchmark.id),
    Column("benchmark_title", "", 0, lambda row: row.benchmark.title),
    Column("question", "", 0, lambda row: row.question.id),
    Column("question_text", "", 0, _question_text),
    _ID,
    *_ANSWERED,
)
"""The columns of the CSV: the same, with ids apart from words."""

EVIDENCE: tuple[Column[EvidenceRow], ...] = (
    Column("ref", "For", 9, lambda row: row.ref, "typed"),
    Column("number", "No", 6, lambda row: row.number, "number"),
    Column("text", "Evidence", 100, lambda row: row.view.item.text),
    Column("link", "Link", 40, lambda row: row.view.item.link, "typed"),
    Column("on", "Date as written", 14, lambda row: str(row.view.item.on or ""), "typed"),
    Column("on_by", "Date: last day", 13, lambda row: row.view.item.on.last if row.view.item.on else None, "day"),
    Column("expires", "Expires as written", 14, lambda row: str(row.view.item.expires or ""), "typed"),
    Column(
        "expires_by",
        "Expires: last day",
        13,
        lambda row: row.view.item.expires.last if row.view.item.expires else None,
        "day",
    ),
    Column("expired", "Expired", 10, lambda row: yes(row.view.expired) if row.view.item.expires else "", "word"),
    Column("audience", "Audience", 12, lambda row: row.view.audience, "word"),
    Column("withheld", "Withheld from wider editions", 24, lambda row: _kept_back(row.view)),
    Column("_id", "_id", 8, lambda row: row.ref, "typed"),
    Column("_path", "_path", 40, lambda row: row.path, "typed"),
)
"""The columns of the sheet of evidence."""


def _kept_back(view: EvidenceView) -> str | None:
    """Say why others do not see it; a stub says so in its text already."""
    return None if view.stub else view.withheld

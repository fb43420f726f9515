"""JSON: the shapes that scripts rely on. Keys are added, never renamed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from prevent_cli.reports.prose import spelled_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.model.assessment import (
        ActionView,
        Assessment,
        BenchmarkView,
        EvidenceView,
        ExpectationView,
        QuestionView,
        Step,
    )
    from prevent_cli.model.finding import Finding
    from prevent_cli.model.toolkit import Committee, Previous, Rating
    from prevent_cli.model.when import When
    from prevent_cli.reports.paper import Paper
    from prevent_cli.reports.summary import Summary

Shape = dict[str, Any]


def render(paper: Paper) -> bytes:
    """Give the whole report."""
    return text(report(paper.assessment)).encode()


def text(value: Any) -> str:
    """Give JSON with two spaces of indent, letters as they are, what is unseen as escapes, and a final newline."""
    return spelled_out(json.dumps(value, indent=2, ensure_ascii=False)) + "\n"


def findings(files: int, found: Sequence[Finding], waived: Sequence[Finding] = ()) -> Shape:
    """Give what ``validate`` found, and apart from it what waivers accept."""
    errors = sum(finding.level == "error" for finding in found)
    return {
        "files": files,
        "errors": errors,
        "warnings": len(found) - errors,
        "waived": len(waived),
        "findings": [_finding(one) for one in found],
        "waived_findings": [_finding(one) | {"waiver": one.waiver} for one in waived],
    }


def _finding(one: Finding) -> Shape:
    return {
        "file": one.file,
        "line": one.line,
        "column": one.column,
        "code": one.code,
        "level": one.level,
        "at": one.at,
        "message": one.message,
        "help": one.help,
        "where": one.where or None,
        "related": [
            {
                "message": other.message,
                "file": other.file or one.file,
                "line": other.line,
                "column": other.column,
            }
            for other in one.related
        ],
    }


def action(view: ActionView) -> Shape:
    """Give one action."""
    return {
        "id": view.id,
        "toolkit": view.toolkit or None,
        "organisation": view.organisation,
        "period": str(view.period),
        "as_of": view.as_of.isoformat(),
        "benchmark": view.benchmark,
        "question": view.question,
        "ref": view.ref,
        "also": list(view.also),
        "text": view.text.strip(),
        "owners": list(view.owners),
        "status": view.status,
        "state": view.state,
        "raised": _written(view.raised),
        "due": _written(view.due),
        "due_by": view.due.last.isoformat() if view.due else None,
        "due_first": _written(view.due_first),
        "slipped_days": view.slipped_days,
        "awaiting": view.awaiting,
        "repeats": view.repeats,
        "completed": _written(view.completed),
        "outcome": _stripped(view.outcome),
        "audience": view.audience,
        "overdue": view.overdue,
        "days_overdue": view.days_overdue,
        "reason": _stripped(view.reason),
        "progress": [{"on": _written(note.on), "note": note.note.strip()} for note in view.progress],
        "withheld": view.withheld,
    }


def actions(views: Sequence[ActionView]) -> list[Shape]:
    """Give a list of actions."""
    return [action(view) for view in views]


def ratings(assessments: Sequence[Assessment], *, what_if: bool = False) -> list[Shape]:
    """Give judged beside computed for every benchmark; when asked, what would lift it."""
    return [
        _rag(assessment, benchmark) | ({"what_if": _what_if(benchmark)} if what_if else {})
        for assessment in assessments
        for benchmark in assessment.benchmarks
    ]


def _rag(assessment: Assessment, benchmark: BenchmarkView) -> Shape:
    computed = benchmark.computed
    counts = computed.counts
    return {
        "organisation": assessment.organisation.name,
        "period": str(assessment.period),
        "as_of": assessment.as_of.isoformat(),
        "policy": assessment.policy.name,
        "benchmark": benchmark.id,
        "title": benchmark.title,
        "judged": benchmark.judged.value if benchmark.judged else None,
        "moderated": [_rating(one) for one in benchmark.moderated],
        "computed": computed.value,
        "agrees": benchmark.agrees,
        "counts": counts
        and {
            "in_scope": counts.in_scope,
            "met": counts.met,
            "in_hand": counts.in_hand,
            "gap": counts.gap,
            "not_assessed": counts.not_assessed,
            "not_applicable": counts.not_applicable,
        },
        "reasons": list(computed.reasons),
        "toolkit": assessment.file or None,
    }


def _what_if(benchmark: BenchmarkView) -> Shape | None:
    found = benchmark.what_if
    if found is None:
        return None
    return {
        "from": benchmark.computed.value,
        "to": found.value,
        "steps": [_step(step) for step in found.steps],
        "changes": [{"ref": one.ref, "from": one.before, "to": one.after} for one in found.changes],
        "shortest": found.shortest,
        "spare": found.spare,
    }


def _step(step: Step) -> Shape:
    action = step.action
    return {
        "do": "complete" if action else "answer",
        "ref": step.ref,
        "id": action.id if action else None,
        "text": action.text.strip() if action else None,
        "owners": list(action.owners) if action else [],
        "due": _written(action.due) if action else None,
        "due_by": action.due.last.isoformat() if action and action.due else None,
        "awaiting": action.awaiting if action else None,
        "overdue": action.overdue if action else None,
        "answer": step.answer,
        "lifts": list(step.lifts),
    }


def report(assessment: Assessment) -> Shape:
    """Give everything that a report shows."""
    organisation = assessment.organisation
    return {
        "format": "report/1",
        "title": assessment.title,
        "about": _stripped(assessment.about),
        "organisation": {"name": organisation.name, "code": organisation.code},
        "period": str(assessment.period),
        "as_of": assessment.as_of.isoformat(),
        "framework": assessment.framework,
        "marking": assessment.marking,
        "committee": _committee(assessment.committee),
        "audience": assessment.audience,
        "policy": assessment.policy.name,
        "withholds": assessment.withholds,
        "glossary": dict(assessment.glossary),
        "benchmarks": [_benchmark(assessment, benchmark) for benchmark in assessment.benchmarks],
    }


def summary(found: Summary) -> Shape:
    """Give what is on the one page for the board; benchmarks by their ids, actions in full."""
    lists = ("no_owner", "no_date", "slipped", "overdue", "awaiting", "due")
    return {
        "until": found.until.isoformat(),
        "standings": [
            {
                "id": one.benchmark.id,
                "title": one.benchmark.title,
                "judged": one.benchmark.judged.value if one.benchmark.judged else None,
                "computed": one.benchmark.computed.value,
                "previous": _previous(one.last),
                "change": one.change,
                "open_actions": one.open_actions,
            }
            for one in found.standings
        ],
        **{name: [view.id for view in getattr(found, name)] for name in ("apart", "not_judged", "no_action")},
        **{name: actions(getattr(found, name)) for name in lists},
    }


def _benchmark(assessment: Assessment, view: BenchmarkView) -> Shape:
    judged = view.judged
    return {
        "id": view.id,
        "title": view.title,
        "statement": _stripped(view.statement),
        "outcome": _stripped(view.outcome),
        "rating": {
            "judged": judged.value if judged else None,
            "reason": _stripped(judged.reason) if judged else None,
            "by": judged.by if judged else None,
            "on": _written(judged.on) if judged else None,
            "previous": _previous(view.previous),
            "moderated": [_rating(one) for one in view.moderated],
            "computed": view.computed.value,
            "counts": _rag(assessment, view)["counts"],
            "reasons": list(view.computed.reasons),
        },
        "next_steps": _stripped(view.next_steps),
        "comments": _stripped(view.comments),
        "withheld": view.withheld,
        "actions": actions(view.actions),
        "questions": [_question(question) for question in view.questions],
    }


def _question(view: QuestionView) -> Shape:
    direct = view.direct
    return {
        "id": view.id,
        "text": view.text.strip(),
        "state": direct.state if direct else None,
        "answer": direct.answer if direct else None,
        "reason": _stripped(direct.reason) if direct else None,
        "essential": direct.essential if direct else None,
        "withheld": view.withheld,
        "evidence": [_evidence(one) for one in view.evidence],
        "actions": actions(view.actions),
        "expectations": [_expectation(one) for one in view.expectations],
    }


def _expectation(view: ExpectationView) -> Shape:
    return {
        "id": view.id,
        "text": view.text.strip(),
        "state": view.state,
        "answer": view.answer,
        "reason": _stripped(view.reason),
        "essential": view.essential,
        "withheld": view.withheld,
        "evidence": [_evidence(one) for one in view.evidence],
        "actions": actions(view.actions),
        "served_by": [one.id for one in view.served_by if one not in view.actions],
    }


def _evidence(view: EvidenceView) -> Shape:
    item = view.item
    return {
        "text": _stripped(item.text),
        "link": item.link,
        "on": _written(item.on),
        "expires": _written(item.expires),
        "expired": view.expired,
        "withheld": view.withheld,
    }


def _rating(rating: Rating) -> Shape:
    return {
        "value": rating.value,
        "by": rating.by,
        "on": _written(rating.on),
        "reason": _stripped(rating.reason),
    }


def _previous(previous: Previous | None) -> Shape | None:
    if previous is None:
        return None
    return {"rating": _rating(previous.rating), "period": _written(previous.period)}


def _committee(committee: Committee | None) -> Shape | None:
    if committee is None:
        return None
    return {
        "meeting": committee.meeting,
        "date": _written(committee.date),
        "report_of": committee.report_of,
        "contact": committee.contact,
        "release": committee.release,
        "exempt": committee.exempt,
    }


def _written(when: When | None) -> str | None:
    return str(when) if when else None


def _stripped(value: str | None) -> str | None:
    return value.strip() if value else None

"""OSCAL assessment results: what a toolkit found, for programs that read OSCAL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.reports.oscal import Parts, Shape, document, filled, line, moment, objective, props

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.model.assessment import BenchmarkView, ExpectationView
    from prevent_cli.model.toolkit import Rating
    from prevent_cli.reports.paper import Paper
    from prevent_cli.reports.rows import ExpectationRow

_NO_PLAN = (
    "A toolkit is a self-assessment: there is no assessment plan. This points to the framework that was answered."
)


def render(paper: Paper) -> bytes:
    """Give the assessment as OSCAL's JSON: one result, with a finding for each expectation in scope."""
    parts = Parts(paper.assessment)
    return document(
        "assessment-results",
        {
            "metadata": parts.metadata(),
            "import-ap": {"href": f"#{parts.name('plan')}", "remarks": _NO_PLAN},
            "results": [_result(parts)],
            "back-matter": {"resources": [_plan(parts)]},
        },
    )


def _plan(parts: Parts) -> Shape:
    one = parts.one
    return filled(
        {
            "uuid": parts.name("plan"),
            "title": line(one.framework_title or one.framework or "No framework is named"),
            "description": one.framework_licence,
            "props": props(("framework", one.framework)),
            "remarks": _NO_PLAN,
        }
    )


def _result(parts: Parts) -> Shape:
    one = parts.one
    return filled(
        {
            "uuid": parts.name("result"),
            "title": line(f"{one.organisation.name}, {one.period}"),
            "description": f"Self-assessment of {line(one.organisation.name)} as of {one.as_of.isoformat()}.",
            "start": moment(min(one.period.first, one.as_of)),
            "end": moment(one.as_of, end=True),
            "reviewed-controls": _reviewed(parts),
            "observations": parts.observations(),
            "risks": parts.risks(),
            "findings": parts.findings(),
        }
    )


def _reviewed(parts: Parts) -> Shape:
    selections = [_selection(one) for one in parts.one.benchmarks]
    return filled(
        {
            "control-selections": selections
            or [{"description": "No benchmark is shown.", "include-controls": [{"control-id": "none"}]}],
            "control-objective-selections": list(_objectives(parts)),
        }
    )


def _selection(view: BenchmarkView) -> Shape:
    """Give a benchmark with its ratings: its questions are OSCAL's controls."""
    controls = [f"question-{one.id}" for one in view.questions] or [f"benchmark-{view.id}"]
    said = (("Outcome", view.outcome), ("Next steps", view.next_steps), ("Comments", view.comments))
    return filled(
        {
            "description": "\n\n".join(filter(None, (f"{view.id}. {view.title}", view.statement))),
            "props": list(_ratings(view)),
            "include-controls": [{"control-id": one} for one in controls],
            "remarks": "\n\n".join(f"{label}: {one}" for label, one in said if one),
        }
    )


def _ratings(view: BenchmarkView) -> Iterator[Shape]:
    yield from props(("benchmark", view.id), ("audience", view.audience), ("withheld", view.withheld))
    if view.judged:
        yield from _rating("judged", view.judged)
    for number, rating in enumerate(view.moderated, 1):
        yield from _rating(f"moderated-{number}", rating)
    if view.previous:
        yield from _rating("previous", view.previous.rating)
        yield from props(("period", view.previous.period), group="previous")
    computed = view.computed
    yield from props(("rating", computed.value), *(("reason", one) for one in computed.reasons), group="computed")
    if computed.counts:
        counts = computed.counts
        states = ("in_scope", "met", "in_hand", "gap", "not_assessed", "not_applicable")
        yield from props(*((name.replace("_", "-"), getattr(counts, name)) for name in states), group="counts")


def _rating(group: str, rating: Rating) -> list[Shape]:
    return props(("rating", rating.value), ("reason", rating.reason), ("by", rating.by), ("on", rating.on), group=group)


def _objectives(parts: Parts) -> Iterator[Shape]:
    """Tell what was in scope; what is not applicable is excluded, with its reason, and has no finding."""
    seen = [(row, row.view) for row in parts.rows if row.view is not None and not row.stub]
    asked = [{"objective-id": objective(row)} for row, view in seen if view.state != "not applicable"]
    left = [_left_out(row, view) for row, view in seen if view.state == "not applicable"]
    if asked or left:
        included: Shape = {"include-objectives": asked} if asked else {"include-all": {}}
        yield included | filled({"exclude-objectives": left})


def _left_out(row: ExpectationRow, view: ExpectationView) -> Shape:
    return {
        "objective-id": objective(row),
        "remarks": "\n\n".join(filter(None, ("Not applicable.", view.reason, view.text))),
    }

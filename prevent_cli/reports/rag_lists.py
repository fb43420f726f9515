"""Judged beside computed: as a table or JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.reports import json
from prevent_cli.reports.screen import Screen, safe, table
from prevent_cli.reports.what_if_lists import listed
from prevent_cli.reports.wording import wording
from prevent_cli.reports.words import headline, subject

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from prevent_cli.model.assessment import Assessment, BenchmarkView


def as_table(assessments: Sequence[Assessment], screen: Screen, *, explain: bool = False, what_if: bool = False) -> str:
    """Give for each toolkit a title, the table, a line that says what agrees; when asked, what would lift each."""
    return "\n".join(_one(assessment, screen, explain=explain, what_if=what_if) for assessment in assessments)


def _one(assessment: Assessment, screen: Screen, *, explain: bool, what_if: bool) -> str:
    policy = assessment.policy
    rows = [_row(benchmark) for benchmark in assessment.benchmarks]
    columns = ["No", "Benchmark", "Judged", "Computed", "Agree", "Met of scope", "In hand", "Gap", "Not assessed"]
    parts = [
        f"{safe(subject(assessment))}; policy {safe(policy.name)} (version {safe(policy.version)})\n\n",
        table(screen, columns, rows, wide=1),
        f"\nJudged: {headline(assessment)}.\n{wording('en').agreement(assessment)}\n",
    ]
    shown = assessment.benchmarks if explain else [one for one in assessment.benchmarks if one.agrees is False]
    parts += [_explained(benchmark, screen) for benchmark in shown]
    if what_if:
        parts += [
            "\nWhat would lift each benchmark:\n",
            *(listed(benchmark, screen) for benchmark in assessment.benchmarks),
        ]
    return "".join(parts)


def _row(view: BenchmarkView) -> list[str]:
    counts = view.computed.counts
    numbers = [f"{counts.met}/{counts.in_scope}", counts.in_hand, counts.gap, counts.not_assessed] if counts else []
    agrees = {True: "yes", False: "NO", None: "-"}[view.agrees]
    judged = view.judged.value.capitalize() if view.judged else "-"
    return [
        view.id,
        view.title,
        judged,
        view.computed.value.capitalize(),
        agrees,
        *(map(str, numbers) if numbers else [""] * 4),
    ]


def _explained(view: BenchmarkView, screen: Screen) -> str:
    said = screen.word(view.said.capitalize() if view.judged else view.said)
    judged = f"judged {said}" if view.judged or view.hollow else said
    lines = [f"\n{view.id} {safe(view.title)}: {judged}, computed {screen.word(view.computed.value.capitalize())}"]
    if view.judged and view.judged.reason:
        lines.append(f"  Judged so because: {safe(' '.join(view.judged.reason.split()))}")
    for rating in view.moderated:
        by = f" by {safe(rating.by)}" if rating.by else ""
        lines.append(f"  Moderated{by}: {rating.value.capitalize()}")
    lines += [f"  {safe(reason)}" for reason in view.computed.reasons]
    return "\n".join(lines) + "\n"


def as_json(
    assessments: Sequence[Assessment],
    _screen: Screen,
    *,
    explain: bool = False,  # noqa: ARG001 - reasons are always there
    what_if: bool = False,
) -> str:
    """Give the JSON shape of ``rag``; reasons are always in it."""
    return json.text(json.ratings(assessments, what_if=what_if))


FORMATS: dict[str, Callable[..., str]] = {"table": as_table, "json": as_json}

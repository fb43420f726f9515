"""Ratings recorded in a file: what the policy gave, by which policy, for which day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prevent_cli.authoring.edits import put
from prevent_cli.model.toolkit import Benchmark

if TYPE_CHECKING:
    from collections.abc import Collection

    from prevent_cli.model.assessment import Assessment

Data = dict[str, Any]


def record(data: Data, assessment: Assessment, asked: Collection[str]) -> list[str]:
    """Record the computed rating of each benchmark in the file that is asked for, in place; give the ids that changed."""
    views = {view.id: view for view in assessment.benchmarks}
    changed = []
    for benchmark in data["benchmarks"]:
        new = {
            "value": views[benchmark["id"]].computed.value,
            "policy": assessment.policy.name,
            "as_of": assessment.as_of.isoformat(),
        }
        if benchmark["id"] in asked and benchmark.get("computed") != new:
            put(Benchmark, benchmark, computed=new)
            changed.append(benchmark["id"])
    return changed

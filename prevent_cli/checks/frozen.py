"""What a snapshot and a record say of each item, side by side: what the two checks of snapshots have in common."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from prevent_cli.checks.context import Context
    from prevent_cli.model.assessment import ActionView, BenchmarkView, EvidenceView

Facts = dict[str, dict[str, Any]]
"""For each item by what it is called, such as "benchmark 7" or "A14": what is compared, each under its name."""
_MOST = 6
# A snapshot is a file that anyone may have changed; only what looks like an id is repeated from it.
_ID = r"[A-Za-z0-9.-]{1,40}"


def differences(context: Context, report: Mapping[str, Any]) -> str:
    """Say which items differ from a snapshot's report, and in what: "benchmark 7 (rating), A14 (status, due)".

    Empty where ratings, answers, evidence and actions are the same.
    """
    before, after = _told(_then(report)), _told(_now(context.assessment.benchmarks))
    found = [said for name in {**before, **after} if (said := _differing(name, before.get(name), after.get(name)))]
    more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
    return ", ".join(found[:_MOST]) + more


def _told(found: Iterable[tuple[str, str, dict[str, Any]]]) -> Facts:
    """Index what was found, without items of which nothing is said: they may be in the framework alone."""
    return {f"{kind}{ref}": facts for kind, ref, facts in found if any(facts.values()) and re.fullmatch(_ID, ref)}


def _differing(name: str, before: dict[str, Any] | None, after: dict[str, Any] | None) -> str:
    if "status" in (before or after or {}) and (before is None or after is None):
        return f"{name} ({'new' if before is None else 'gone'})"
    then, now = before or {}, after or {}
    keys = [key for key in {**then, **now} if (then.get(key) or None) != (now.get(key) or None)]
    return f"{name} ({', '.join(keys)})" if keys else ""


def _now(benchmarks: Iterable[BenchmarkView]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for benchmark in benchmarks:
        judged = benchmark.judged
        yield "benchmark ", benchmark.id, {"rating": judged.value if judged else None}
        yield from _actions_now(benchmark.actions)
        for question in benchmark.questions:
            direct = question.direct
            answer = direct.answer if direct else None
            yield "", question.id, {"answer": answer, "evidence": _texts_now(question.evidence)}
            yield from _actions_now(question.actions)
            for one in question.expectations:
                yield "", one.id, {"answer": one.answer, "evidence": _texts_now(one.evidence)}
                yield from _actions_now(one.actions)


def _actions_now(actions: Sequence[ActionView]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for one in actions:
        if one.id:
            due = _flat(str(one.due)) if one.due else None
            yield "", one.id, {"status": one.status, "due": due, "owners": list(one.owners), "text": _flat(one.text)}


def _texts_now(evidence: Iterable[EvidenceView]) -> list[str]:
    return [_flat(one.item.text) for one in evidence]


def _then(report: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Read the same from a report; whatever is not as it was written there is taken as missing."""
    for benchmark in _below(report, "benchmarks"):
        rating = benchmark.get("rating")
        yield (
            "benchmark ",
            str(benchmark.get("id")),
            {"rating": rating.get("judged") if isinstance(rating, dict) else None},
        )
        yield from _actions_then(benchmark)
        for question in _below(benchmark, "questions"):
            for item in (question, *_below(question, "expectations")):
                evidence = [_flat(one.get("text")) for one in _below(item, "evidence")]
                yield "", str(item.get("id")), {"answer": item.get("answer"), "evidence": evidence}
                yield from _actions_then(item)


def _actions_then(item: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for one in _below(item, "actions"):
        if one.get("id"):
            due = _flat(one.get("due")) or None
            yield (
                "",
                str(one["id"]),
                {"status": one.get("status"), "due": due, "owners": one.get("owners"), "text": _flat(one.get("text"))},
            )


def _below(item: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    found = item.get(key)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _flat(text: object) -> str:
    return " ".join(text.split()) if isinstance(text, str) else ""

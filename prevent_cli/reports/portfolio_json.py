"""The JSON shape of ``portfolio``."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from prevent_cli.model.assessment import STATES
from prevent_cli.portfolio import councils
from prevent_cli.portfolio.records import RATINGS
from prevent_cli.reports.portfolio_words import agrees

if TYPE_CHECKING:
    from prevent_cli.portfolio.position import Position
    from prevent_cli.portfolio.records import Benchmark, Body, Counts, Gap, Group, Period, Portfolio, Slip
    from prevent_cli.reports.json import Shape


def shape(one: Portfolio) -> Shape:
    """Give a comparison as JSON's values."""
    named = not one.asked and not one.position
    return {
        "files": one.files,
        "bodies": one.count,
        "left_out": [
            {"file": each.file if named else None, "reason": each.reason if named else None} for each in one.left_out
        ],
        "missing": list(one.missing),
        "where": list(one.where),
        "only_worse": one.worse,
        "as_of": one.as_of.isoformat() if one.as_of else None,
        "audience": one.audience,
        "withholds": one.withholds,
        "markings": list(one.markings),
        "frameworks": [_group(group, tells=one.tells(group)) for group in one.groups],
        "position": _position(one.position) if one.position else None,
    }


def _group(group: Group, *, tells: bool) -> Shape:
    period, day = group.common
    return {
        "framework": group.framework,
        "title": group.title,
        "bodies": group.count,
        "common_period": period,
        "common_period_by": day.isoformat(),
        "matrix": [_body(each) for each in group.matrix],
        "benchmarks": [_benchmark(each) for each in group.benchmarks] if tells else None,
        "gaps": [_gap(each) for each in group.gaps] if tells else None,
        "slipped": [_slip(each) for each in group.slips],
        "slipped_open": group.slipped,
        "periods": [_period(each) for each in group.periods] if group.comparable else None,
    }


def _benchmark(one: Benchmark) -> Shape:
    return {"id": one.id, "title": one.title, "judged": _counts(one.judged), "differ": one.differ}


def _gap(one: Gap) -> Shape:
    return {"id": one.id, "text": one.text or None, "bodies": one.bodies, "of": one.of}


def _body(body: Body) -> Shape:
    one = body.sums
    return {
        "organisation": one.name,
        "code": one.code,
        "council": councils.kind(one.code),
        "nation": councils.nation(one.code),
        "fields": dict(body.fields),
        "toolkit": one.file or None,
        "period": one.period,
        "period_by": one.last.isoformat(),
        "as_of": one.as_of.isoformat(),
        "policy": one.policy,
        "late": body.late,
        "days_behind": body.behind,
        "ratings": [
            {
                "benchmark": each.id,
                "judged": each.judged,
                "computed": each.computed,
                "agrees": agrees(each),
                "shown": not each.hollow,
            }
            for each in one.ratings
        ],
        "worse": None if body.got_worse is None else list(body.worse or ()),
        "worse_not_shown": list(body.unshown),
        "states": {name.replace(" ", "_"): one.states.get(name, 0) for name in STATES},
        "open": one.open,
        "overdue": one.overdue,
        "slipped": one.slipped,
    }


def _counts(judged: Counts) -> Shape:
    return dict(zip((name.replace(" ", "_") for name in RATINGS), judged, strict=True))


def _slip(one: Slip) -> Shape:
    action = one.action
    return {
        "organisation": one.name,
        "code": one.code,
        "id": action.id,
        "ref": action.ref,
        "text": action.text,
        "owners": list(action.owners),
        "slipped_days": action.days,
        "due_first_by": action.first.isoformat(),
        "due_by": action.due.isoformat(),
    }


def _period(one: Period) -> Shape:
    return {
        "period": one.period,
        "period_by": one.last.isoformat(),
        "bodies": one.bodies,
        "judged": _counts(one.judged),
        "open": one.open,
        "overdue": one.overdue,
    }


def _position(one: Position) -> Shape:
    return {
        "organisation": one.name,
        "code": one.code,
        "of": one.of,
        "measures": [
            {
                "name": each.name,
                "better": each.better,
                "value": _rounded(each.value),
                "quartiles": {name: _rounded(value) for name, value in asdict(each.quartiles).items()}
                if each.quartiles
                else None,
                "quarter": each.quarter,
                "of": each.of if each.quartiles else None,
            }
            for each in one.standings
        ],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)

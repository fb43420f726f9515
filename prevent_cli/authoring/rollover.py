"""The next period's file from this one's: what is still open goes on, what was judged is kept as what was judged before."""

from __future__ import annotations

from calendar import monthrange
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from prevent_cli.authoring.edits import put
from prevent_cli.model.toolkit import Action, Benchmark, Expectation, Question, Toolkit
from prevent_cli.model.when import When

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.model.fields import Record

Data = dict[str, Any]
_MONTHS = {"monthly": 1, "every 2 months": 2, "quarterly": 3, "every 6 months": 6, "yearly": 12}
_DONE = ("completed", "outcome", "revised", "progress", "reason")


@dataclass(slots=True)
class Carried:
    """What a roll-over did, by the ids of actions and benchmarks."""

    carried: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    judged: list[str] = field(default_factory=list)
    moderated: list[str] = field(default_factory=list)
    recorded: list[str] = field(default_factory=list)
    waivers: int = 0

    def __str__(self) -> str:
        """Say it in a line."""
        single = len(self.judged) == 1
        await_ = (
            "now stands as previous and awaits judgement" if single else "now stand as previous and await judgement"
        )
        parts = (
            (len(self.again), "repeating action", "opened again"),
            (len(self.left), "complete or withdrawn action", "left out"),
            (len(self.judged), "rating", await_),
            (len(self.moderated), "benchmark's moderated ratings", "left out"),
            (len(self.recorded), "recorded rating", "left out"),
            (self.waivers, "waiver", "left out"),
        )
        first = f"{_count(len(self.carried), 'open action')} carried"
        return ", ".join([first, *(f"{_count(number, what)} {done}" for number, what, done in parts if number)])


def _count(number: int, what: str) -> str:
    many = what.replace("benchmark's", "benchmarks'") if "'" in what else f"{what}s"
    return f"{number or 'no'} {what if number == 1 else many}"


def roll_over(data: Data, old: When, period: str, day: date) -> tuple[Data, Carried]:
    """Give the data of the next period's file, and what was carried.

    Open, deferred and unfinished actions keep their ids; complete and withdrawn ones are left out, and those
    that repeat are open again with their next date. A judged rating moves to ``previous``; moderated and
    recorded ratings stay with the period they were for, and the committee's header with its meeting.
    Answers and evidence stay as they are.
    ``day`` is the day the new file will speak for: waivers that have ended by then, or are for an action that is
    left out, are left out too.
    """
    made, carried = deepcopy(data), Carried()
    for benchmark in made["benchmarks"]:
        _judged_before(benchmark, old, carried)
        _actions(Benchmark, benchmark, old, carried)
        for question in benchmark.get("questions") or []:
            _actions(Question, question, old, carried)
            for expectation in question.get("expectations") or []:
                _actions(Expectation, expectation, old, carried)
    waivers = [one for one in made.get("waivers") or [] if _still_waived(one, day, carried.left)]
    carried.waivers = len(made.get("waivers") or []) - len(waivers)
    put(Toolkit, made, period=period, as_of=None, waivers=waivers or None, committee=None)
    return made, carried


def _still_waived(waiver: Data, day: date, left: Sequence[str]) -> bool:
    return When.parse(waiver["until"]).last >= day and waiver.get("at") not in left


def _judged_before(benchmark: Data, old: When, carried: Carried) -> None:
    rating = benchmark.get("rating")
    if rating is not None:
        carried.judged.append(benchmark["id"])
        put(Benchmark, benchmark, rating=None, previous={"rating": rating, "period": str(old)})
    carried.moderated += [benchmark["id"]] if benchmark.get("moderated") else []
    carried.recorded += [benchmark["id"]] if benchmark.get("computed") else []
    put(Benchmark, benchmark, computed=None, moderated=None)


def _actions(kind: type[Record], item: Data, old: When, carried: Carried) -> None:
    found = item.get("actions")
    if not found:
        return
    kept = []
    for action in found:
        name = action.get("id", "one without an id")
        status = action.get("status", "open")
        if status in {"complete", "withdrawn"} and not (status == "complete" and action.get("repeats")):
            carried.left.append(name)
            continue
        if status == "complete":
            _again(action, old)
            carried.again.append(name)
        else:
            carried.carried.append(name)
        kept.append(action)
    put(kind, item, actions=kept or None)


def _again(action: Data, old: When) -> None:
    """Open a repeating action for its next time."""
    last = (action.get("revised") or [{}])[-1].get("due") or action.get("due") or action.get("completed")
    due = _next(When.parse(last).last, action["repeats"], old.last) if last else None
    put(Action, action, status="open", due=due, **dict.fromkeys(_DONE))


def _next(last: date, repeats: str, after: date) -> str | None:
    """Give the first date of a rhythm after a day, and after ``last``, for which it is done; what is ongoing has none."""
    if repeats == "ongoing":
        return None
    for number in count(1):
        found = last + timedelta(weeks=number) if repeats == "weekly" else _later(last, number * _MONTHS[repeats])
        if found > after:
            break
    return found.isoformat()


def _later(day: date, months: int) -> date:
    """Give the same day some months on; the last day of a month stays the last, and a 31st falls back."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    length = monthrange(year, month + 1)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, month + 1, length if is_last else min(day.day, length))

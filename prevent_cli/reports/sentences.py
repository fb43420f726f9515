"""A sentence for each kind of change, as minutes tell it, and what stands below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.when import understood
from prevent_cli.reports.words import count, joined, written

if TYPE_CHECKING:
    from collections.abc import Callable

    from prevent_cli.history.kinds import Change, Kind

_LONG = 240
_TITLE = 110


def sentence(change: Change) -> str:
    """Tell a change in a sentence."""
    return _SAID[change.kind](change)


def details(change: Change) -> list[str]:
    """Give what stands below the sentence: reasons, outcomes, notes of progress."""
    return [] if change.kind in _TOLD_WITHIN else [_short(reason) for reason in change.reasons]


def _short(text: str, most: int = _LONG) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _quoted(text: str | None) -> str:
    """Quote a text without its last full stop, which the sentence around it sets."""
    return f"“{_short(text).removesuffix('.')}”" if text else "nothing"


def _benchmark(change: Change) -> str:
    return f"Benchmark {change.at}, {_short(change.text, _TITLE)},"


def _colour(value: str | None) -> str:
    return (value or "none").capitalize()


_IS = {"judged": "is judged", "moderated": "is moderated", "computed": "now computes"}


def _rating(change: Change) -> str:
    assert change.scale is not None  # noqa: S101 - every rating has its scale
    said, scale = _IS[change.scale], change.scale
    if change.after is None:
        where = " in this edition" if change.hidden else ""
        return f"{_benchmark(change)} has no {scale} rating{where} now; it was {_colour(change.before)}."
    if change.before is None and change.hidden:
        return f"{_benchmark(change)} {said} {_colour(change.after)}; no {scale} rating was shown before."
    if change.before is None:
        return f"{_benchmark(change)} {said} {_colour(change.after)}; it had no {scale} rating before."
    if change.before == change.after:
        return f"{_benchmark(change)} {said} {_colour(change.after)}, as in the period before."
    return f"{_benchmark(change)} {said} {_colour(change.after)}; it was {_colour(change.before)}."


def _confirmed(change: Change) -> str:
    assert change.scale is not None  # noqa: S101 - every rating has its scale
    return f"{_benchmark(change)} {_IS[change.scale]} {_colour(change.after)} as before, and other words go with it."


def _action(change: Change) -> str:
    """Name an action: A14 (7.3.1), Find a trainer,."""
    text = _short(change.text, _TITLE).rstrip(".")
    return f"{change.action or 'An action without an id'} ({change.at}), {text},"


def _terms(change: Change) -> str:
    """Say who owns an action and when it is due."""
    owners = f"owned by {joined(change.owners)}" if change.owners else "owned by nobody"
    return f"{owners}, {f'due {written(change.due)}' if change.due else 'without a due date'}"


def _dropped(change: Change) -> str:
    gone = "is not in this edition any more" if change.hidden else "is gone without a trace"
    return f"{_action(change)} was {change.before} and {gone}; it was {_terms(change)}."


def _new(change: Change) -> str:
    state = "" if change.after == "open" else f", and {change.after} already"
    new = "shown in this edition now" if change.hidden else "new"
    return f"{_action(change)} is {new}{state}: {_terms(change)}."


def _slipped(change: Change) -> str:
    days, moves = change.days or 0, change.moves or 1
    said = f"{_action(change)} slipped {count(days, 'day')}, {_from_to(change)}"
    if moves == 1 and change.total_days == days:
        return f"{said}."
    return f"{said}; {count(change.total_days or 0, 'day')} later than first due, in {count(moves, 'move')}."


def _from_to(change: Change) -> str:
    return f"from {understood(change.before or '')} to {understood(change.after or '')}"


def _undated(change: Change) -> str:
    waits = f"; it awaits {_short(change.after)}" if change.after else ""
    return f"{_action(change)} was due {understood(change.before or '')} and has no due date now{waits}."


def _overdue(change: Change) -> str:
    still = "still overdue, now" if change.kind == "action-still-overdue" else "overdue"
    return f"{_action(change)} is {still} by {count(change.days or 0, 'day')}: {_terms(change)}."


def _forward(change: Change) -> str:
    days = count(change.days or 0, "day")
    return f"{_action(change)} was brought forward {days}, {_from_to(change)}."


def _reassigned(change: Change) -> str:
    return f"{_action(change)} is owned by {change.after or 'nobody'} now; it was owned by {change.before or 'nobody'}."


def _asks(change: Change) -> str:
    return f" It asks: “{_short(change.text, _TITLE)}”" if change.text else ""


def _answer(change: Change) -> str:
    if change.after is None:
        gone = "is not in this edition any more" if change.hidden else "was taken away"
        return f"{change.at}: the answer “{change.before}” {gone}.{_asks(change)}"
    none = "no answer was shown before" if change.hidden else "it had no answer"
    before = f"it was {change.before}" if change.before else none
    return f"{change.at} is answered {change.after} now; {before}.{_asks(change)}"


def _answer_reason(change: Change) -> str:
    if change.after is None:
        return f"{change.at}: its reason changed.{_asks(change)}"
    return f"{change.at} is answered {change.after} as before, with another reason.{_asks(change)}"


def _evidence_gone(change: Change) -> str:
    gone = "is not in this edition any more" if change.hidden else "was taken out"
    return f"{change.at}: evidence {gone}: {_quoted(change.text)}."


def _item_gone(change: Change) -> str:
    where = "this edition" if change.hidden else "the toolkit"
    return f"{change.at} is not in {where} any more.{_asks(change)}"


def _arrived(change: Change, said: str) -> str:
    return "is shown in this edition now" if change.hidden else said


def _field(change: Change) -> str:
    name = " and ".join(change.reasons)
    return f"{change.at}: its {name} now: {_quoted(change.after)}; before: {_quoted(change.before)}."


def _head(change: Change) -> str:
    return f"The {change.text} now: {_quoted(change.after)}; before: {_quoted(change.before)}."


_TOLD_WITHIN: frozenset[Kind] = frozenset({"action-amended", "item-reworded", "text-changed"})
_SAID: dict[Kind, Callable[[Change], str]] = {
    "framework-changed": _head,
    "policy-changed": _head,
    "rating-worse": _rating,
    "rating-better": _rating,
    "rating-given": _rating,
    "rating-gone": _rating,
    "rating-awaited": lambda one: f"{_benchmark(one)} awaits judgement; it was {_colour(one.before)}.",
    "rating-confirmed": _confirmed,
    "action-dropped": _dropped,
    "action-overdue": _overdue,
    "action-still-overdue": _overdue,
    "action-slipped": _slipped,
    "action-undated": _undated,
    "action-reopened": lambda one: f"{_action(one)} was {one.before} and is {one.after} again: {_terms(one)}.",
    "action-withdrawn": lambda one: f"{_action(one)} was {one.before} and is withdrawn.",
    "action-deferred": lambda one: f"{_action(one)} was {one.before} and is put off: {_terms(one)}.",
    "action-completed": lambda one: f"{_action(one)} is complete{' again' if one.before == 'complete' else ''}.",
    "action-new": _new,
    "action-brought-forward": _forward,
    "action-dated": lambda one: f"{_action(one)} has a due date now, {understood(one.after or '')}.",
    "action-reassigned": _reassigned,
    "action-status": lambda one: f"{_action(one)} is {one.after}; it was {one.before}.",
    "action-repeated": lambda one: f"{_action(one)} was complete and comes round again: {_terms(one)}.",
    "action-merged": lambda one: f"{_action(one)} goes on as part of {one.after}.",
    "action-renumbered": lambda one: f"{_action(one)} had {f'the id {one.before}' if one.before else 'no id'} before.",
    "action-moved": lambda one: f"{_action(one)} stood under {one.before} before.",
    "action-progress": lambda one: f"{_action(one)} has new notes of progress.",
    "action-reworded": lambda one: f"{_action(one)} said before: {_quoted(one.before)}.",
    "action-amended": lambda one: f"{_action(one)} was amended: {joined(one.reasons)}.",
    "action-left-out": lambda one: f"{_action(one)} was {one.before} and is not listed any more.",
    "answer-removed": _answer,
    "answer-worse": _answer,
    "answer-better": _answer,
    "answer-given": _answer,
    "answer-changed": _answer,
    "answer-reason": _answer_reason,
    "evidence-removed": _evidence_gone,
    "evidence-expired": lambda one: f"{one.at}: evidence has expired and does not count any more: {_quoted(one.text)}.",
    "evidence-lapsed": lambda one: f"{one.at}: evidence has expired; other evidence there counts: {_quoted(one.text)}.",
    "evidence-stale": lambda one: f"{one.at}: evidence is more than a year old now: {_quoted(one.text)}.",
    "evidence-added": lambda one: f"{one.at}: evidence {_arrived(one, 'was added')}: {_quoted(one.text)}.",
    "evidence-renewed": lambda one: f"{one.at}: evidence counts again: {_quoted(one.text)}.",
    "evidence-changed": lambda one: (
        f"{one.at}: evidence reads now: {_quoted(one.after)}; before: {_quoted(one.before)}."
    ),
    "evidence-redated": lambda one: (
        f"{one.at}: evidence is {one.after} now; before: {one.before}: {_quoted(one.text)}."
    ),
    "evidence-moved": lambda one: f"{one.at}: evidence came here from {one.before}: {_quoted(one.text)}.",
    "item-removed": _item_gone,
    "item-added": lambda one: f"{one.at} {_arrived(one, 'is in the toolkit now')}.{_asks(one)}",
    "item-reworded": _field,
    "text-changed": _field,
    "head-changed": _head,
}

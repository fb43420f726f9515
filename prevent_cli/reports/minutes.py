"""How a comparison is told, as minutes tell it: a headline, and a sentence for each change."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from prevent_cli.model.when import understood
from prevent_cli.reports.words import count, day, joined, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from prevent_cli.history.kinds import Change, Comparison, Diff, Kind, Side

_LONG = 240
_TITLE = 110


def subject(comparison: Comparison) -> str:
    """Name the body and the periods: Testshire Council, Dec 2021 to Mar 2022."""
    old, new = str(comparison.old.period), str(comparison.new.period)
    return f"{comparison.organisation.name}, {new if old == new else f'{old} to {new}'}"


def headline(comparison: Comparison, worse_than: str | None = None) -> str:
    """Say in a sentence what changed, or that nothing did.

    ``worse_than`` is the revision where only what got worse than there was kept.
    """
    said = "; ".join(_parts(comparison.changes))
    if worse_than is not None:
        end = f"worse than at {worse_than}: {said}" if said else f"nothing is worse than at {worse_than}"
    else:
        end = said or "nothing changed"
    return f"{subject(comparison)}: {end}"


def sources(comparison: Comparison) -> str:
    """Say what was compared, for which days, and who may read it."""
    old, new = comparison.old, comparison.new
    said = f"From {_name(old)}, as of {day(old.as_of)}, to {_name(new)}, as of {day(new.as_of)}."
    marked = f" Marking: {comparison.marking}." if comparison.marking else ""
    return f"{said} Audience: {comparison.audience}.{marked}"


def _name(one: Side) -> str:
    """Name a side by its file; in an edition, which does not tell of files, by its period."""
    return one.file or str(one.period)


def notes(comparison: Comparison) -> list[str]:
    """Say what a reader must know before trusting the comparison."""
    found = []
    if comparison.withholds:
        found.append(
            "Something is withheld from this edition: what seems gone or new in it may only be kept from it, or shown now."
        )
    if not comparison.items_compared:
        found.append("The two answer different frameworks, so ratings, answers and evidence are not compared.")
    if comparison.new.period.last < comparison.old.period.last:
        found.append("The second is of an earlier period than the first.")
    return found


def told(diff: Diff) -> tuple[Comparison, ...]:
    """Give the comparisons that are told at length: those with changes, else the first, unless toolkits are ``gone``.

    Where nothing may be worse, one that could not look at ratings does not go without saying.
    """
    strict = diff.worse_than is not None
    at_length = tuple(one for one in diff.comparisons if one.changes or (strict and not one.items_compared))
    return at_length or diff.comparisons[: 0 if gone(diff) else 1]


def marking(diff: Diff) -> str:
    """Give the markings of all comparisons, each once."""
    return "; ".join(dict.fromkeys(one.marking for one in diff.comparisons if one.marking))


def gone(diff: Diff) -> tuple[str, list[str]] | None:
    """Say in a headline and a sentence each which toolkits are gone, where nothing may be worse; None where none is."""
    if diff.worse_than is None or not diff.only_old:
        return None
    are = "toolkits are" if len(diff.only_old) > 1 else "toolkit is"
    said = [f"{_toolkit(one)}, is gone, with no new one in its place{_from(one)}." for one in diff.only_old]
    return f"Worse than at {diff.worse_than}: {len(said)} {are} gone", said


def unchanged(diff: Diff) -> list[str]:
    """Name in a sentence the comparisons that need no more telling, by body."""
    periods: dict[str, list[str]] = {}
    for one in diff.comparisons:
        if one not in told(diff):
            body, _, period = subject(one).rpartition(", ")
            periods.setdefault(body, []).append(period)
    if not periods:
        return []
    nothing = "Nothing changed" if diff.worse_than is None else f"Nothing is worse than at {diff.worse_than}"
    return [f"{nothing} in {'; '.join(f'{body}, {joined(named)}' for body, named in periods.items())}."]


def _from(one: Side) -> str:
    return f": {one.file}" if one.file else ""


def alone(diff: Diff) -> list[str]:
    """Say which toolkits are on one side only; nothing where ``gone`` says it."""
    if diff.worse_than is not None:
        return []
    older = [f"{_toolkit(one)}, is on the older side only{_from(one)}." for one in diff.only_old]
    return older + [f"{_toolkit(one)}, is on the newer side only{_from(one)}." for one in diff.only_new]


def _toolkit(one: Side) -> str:
    return f"{one.organisation}, {one.period}"


# What the headline counts: under each noun, the words for kinds of change, in the order they are told.
_ACTIONS: dict[Kind, str] = {
    "action-completed": "completed",
    "action-slipped": "slipped",
    "action-undated": "without a date now",
    "action-overdue": "newly overdue",
    "action-still-overdue": "still overdue",
    "action-reopened": "reopened",
    "action-withdrawn": "withdrawn",
    "action-deferred": "deferred",
    "action-dropped": "dropped without a trace",
    "action-new": "new",
}
_ANSWERS: dict[Kind, str] = {
    "answer-removed": "taken away",
    "answer-worse": "worse",
    "answer-better": "better",
    "answer-given": "given",
    "answer-changed": "changed",
    "answer-reason": "given another reason",
}
_EVIDENCE: dict[Kind, str] = {
    "evidence-removed": "lost",
    "evidence-expired": "expired",
    "evidence-stale": "gone stale",
    "evidence-added": "added",
    "evidence-renewed": "renewed",
    "evidence-lapsed": "expired with other evidence beside it",
    "evidence-changed": "changed",
    "evidence-redated": "redated",
    "evidence-moved": "moved",
}
_RATINGS: dict[Kind, str] = {
    "rating-worse": "worse",
    "rating-better": "better",
    "rating-given": "given",
    "rating-gone": "not given any more",
    "rating-awaited": "awaiting judgement",
    "rating-confirmed": "with other words",
}


def _parts(changes: Iterable[Change]) -> list[str]:
    changes = list(changes)
    by_scale = {
        scale: Counter(one.kind for one in changes if one.scale == scale)
        for scale in ("judged", "moderated", "computed")
    }
    kinds = Counter(one.kind for one in changes if one.scale is None)
    hidden = sum(one.kind == "action-dropped" and one.hidden for one in changes)
    kinds["action-dropped"] -= hidden
    actions = _counted(kinds, _ACTIONS)
    actions += [(hidden, "not shown any more")] if hidden else []
    other = len(
        {(one.at, one.action) for one in changes if one.kind.startswith("action-") and one.kind not in _ACTIONS}
    )
    actions += [(other, "changed in other ways")] if other else []
    parts = [_tally(_counted(by_scale["judged"], _RATINGS), "rating")]
    parts += [
        _tally(_counted(by_scale["moderated"], _RATINGS), "moderated rating"),
        _tally(_counted(by_scale["computed"], _RATINGS), "computed rating"),
        _tally(actions, "action"),
        _tally(_counted(kinds, _ANSWERS), "answer"),
        _evidence(_counted(kinds, _EVIDENCE)),
        _rest(kinds),
    ]
    return [part for part in parts if part]


def _counted(kinds: Counter[Kind], words: dict[Kind, str]) -> list[tuple[int, str]]:
    return [(kinds[kind], said) for kind, said in words.items() if kinds[kind] > 0]


def _tally(counted: list[tuple[int, str]], noun: str) -> str:
    """Name the noun once: 1 rating worse, 2 better."""
    if not counted:
        return ""
    (number, said), *rest = counted
    return joined([f"{count(number, noun)} {said}", *(f"{more} {word}" for more, word in rest)])


def _evidence(counted: list[tuple[int, str]]) -> str:
    places = [f"{said} in {count(number, 'place')}" for number, said in counted]
    return f"evidence {joined(places)}" if places else ""


def _rest(kinds: Counter[Kind]) -> str:
    items = {"item-added": "added", "item-removed": "taken out", "item-reworded": "worded anew"}
    parts = [_tally([(kinds[kind], said) for kind, said in items.items() if kinds[kind]], "item")]  # type: ignore[index]
    parts += ["next steps, comments or marks changed"] if kinds["text-changed"] else []
    parts += ["the head of the toolkit changed"] if kinds["head-changed"] else []
    parts += ["another policy"] if kinds["policy-changed"] else []
    parts += ["another framework"] if kinds["framework-changed"] else []
    return ", ".join(filter(None, parts))


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
    return f"{said}; {count(change.total_days or 0, 'day')} since it was first due, in {count(moves, 'move')}."


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

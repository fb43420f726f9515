"""How a comparison is told, as minutes tell it: a headline, what was compared, and what a reader must know of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from prevent_cli.reports.words import count, day, joined

if TYPE_CHECKING:
    from collections.abc import Iterable

    from prevent_cli.history.kinds import Change, Comparison, Diff, Kind, Side


def subject(comparison: Comparison) -> str:
    """Name the body and the periods: Testshire Council, Dec 2021 to Mar 2022."""
    old, new = str(comparison.old.period), str(comparison.new.period)
    return f"{comparison.organisation.name}, {new if old == new else f'{old} to {new}'}"


def headline(comparison: Comparison, worse_than: str | None = None) -> str:
    """Say in a sentence what changed, or that nothing did.

    ``worse_than`` is the revision where only what got worse than there was kept; an earlier period of today is named in its stead.
    """
    said = "; ".join(_parts(comparison.changes))
    if worse_than is not None:
        than = f"in {comparison.old.period}" if comparison.of_today else f"at {worse_than}"
        end = f"worse than {than}: {said}" if said else f"nothing is worse than {than}"
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
    return f"Worse than at {diff.worse_than}: {len(diff.only_old)} {are} gone", [_gone(one) for one in diff.only_old]


def _gone(one: Side) -> str:
    if one.instead:
        return f"{_toolkit(one)}, is gone{_from(one)}. In its place, {one.instead}, so ratings, answers and evidence cannot be compared."
    return f"{_toolkit(one)}, is gone, with no new one in its place{_from(one)}."


def unchanged(diff: Diff) -> list[str]:
    """Name in a sentence the comparisons that need no more telling, by body; those with an earlier period of today in one of their own."""
    at_length = told(diff)
    left = [one for one in diff.comparisons if one not in at_length]
    if diff.worse_than is None:
        return _each("Nothing changed", left)
    return [
        *_each(f"Nothing is worse than at {diff.worse_than}", (one for one in left if not one.of_today)),
        *_each("Nothing is worse than in the period before", (one for one in left if one.of_today)),
    ]


def _each(said: str, comparisons: Iterable[Comparison]) -> list[str]:
    periods: dict[str, list[str]] = {}
    for one in comparisons:
        body, _, period = subject(one).rpartition(", ")
        periods.setdefault(body, []).append(period)
    return [f"{said} in {'; '.join(f'{body}, {joined(named)}' for body, named in periods.items())}."] if periods else []


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

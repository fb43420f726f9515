"""Changes to a toolkit's plain data, each the work of one command: the data changes in place, a line says what was done."""

from __future__ import annotations

import re
from shlex import quote
from typing import TYPE_CHECKING, Any

from prevent_cli.authoring import items, prose
from prevent_cli.authoring.shape import ordered
from prevent_cli.errors import PreventError
from prevent_cli.model.fields import ACTION_ID_PATTERN
from prevent_cli.model.parse import nearest, short
from prevent_cli.model.toolkit import Action, Benchmark, Expectation, Question, Rating
from prevent_cli.model.when import When, understood

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from prevent_cli.model.fields import Record
    from prevent_cli.model.framework import Framework

Data = dict[str, Any]
_NUMBERED = re.compile(r"([A-Za-z-]*)(\d+)")
_REASONED = ("deferred", "withdrawn")
_PROSE = frozenset(("text", "outcome", "reason", "awaiting"))
_DAYS = frozenset(("raised", "due", "completed", "on", "expires"))
CLEAR = "none"
"""What takes a value away again."""


def put(kind: type[Record], item: Data, **values: Any) -> None:
    """Set keys of an item, in the order of the record format; None takes a key away."""
    item.update(values)
    made = ordered(kind, {key: value for key, value in item.items() if value is not None})
    item.clear()
    item.update(made)


def rate(data: Data, framework: Framework | None, ref: str, value: str, **about: str | None) -> str:
    """Give a benchmark its judged rating, or take it away; ``about`` holds reason, by and on.

    What the old rating said of itself goes with another colour, and stays with the same one.
    """
    _, item = items.find(data, framework, ref, (Benchmark,), "only benchmarks are rated")
    old = long_rating(item.get("rating"))
    before = old.get("value")
    if value == CLEAR and any(about.values()):
        raise PreventError("reason, body and day go with a rating", "give a rating, or leave them out")
    if value == CLEAR:
        put(Benchmark, item, rating=None)
        return f"the rating of {ref} is taken away" + (f" (was {before})" if before else "")
    new = dict(old) if before == value else {}
    put(Rating, new, value=value, **_changes(about))
    if new != old:
        put(Benchmark, item, rating=new if len(new) > 1 else value)
    if before == value:
        changed = [key for key in Rating.model_fields if old.get(key) != new.get(key)]
        return f"{ref} is rated {value} as before" + _told(changed, "changed:")
    return f"{ref} is rated {value}{_was(before)}" + _told(
        [key for key in old if key != "value"], "taken away with that:"
    )


def answer(data: Data, framework: Framework | None, ref: str, value: str, reason: str | None) -> str:
    """Answer an expectation, or a question without any, or take the answer away. A reason goes with its answer."""
    kind, item = items.find(data, framework, ref, (Question, Expectation), "questions and expectations are answered")
    below = items.below(framework, item) if kind is Question else []
    if below:
        raise PreventError(f"{ref} has expectations, which are answered one by one", f"name one, such as {below[0]}")
    if value == CLEAR and reason:
        raise PreventError("a reason goes with an answer", "give an answer, or leave the reason out")
    before, old = item.get("answer"), item.get("reason")
    kept = old if before == value else None
    new = _changes({"reason": reason}).get("reason", kept)
    put(kind, item, answer=None if value == CLEAR else value, reason=new)
    said = f"the answer of {ref} is taken away" if value == CLEAR else f"{ref} is answered {value}"
    lost = ["reason"] if old and not new else []
    return said + (_was(before) if before != value else "") + _told(lost, "taken away with that:")


def add_evidence(data: Data, framework: Framework | None, ref: str, text: str, **about: str | None) -> str:
    """Add a piece of evidence; ``about`` holds link, on, expires and audience. What is there already is not added."""
    kind, item = items.find(
        data, framework, ref, (Question, Expectation), "evidence stands on questions and expectations"
    )
    new: Data = {"text": prose.written(text), **{key: value for key, value in about.items() if value}}
    found = item.get("evidence")
    old = found if isinstance(found, list) else [found] if found is not None else []
    if any(_alike(one, new) for one in old):
        return f"{ref} has this evidence"
    if not old and list(new) == ["text"]:
        put(kind, item, evidence=new["text"])
    else:
        kept = old if isinstance(found, list) else [{"text": one} for one in old]
        put(kind, item, evidence=[*kept, new])
    return f"evidence is added to {ref}" + (f", which has {len(old) + 1} pieces now" if old else "")


def add_action(data: Data, framework: Framework | None, ref: str, name: str, **values: Any) -> str:
    """Add an action to any item; ``values`` are its keys, of which text is one."""
    if not re.match(ACTION_ID_PATTERN, name):
        raise PreventError(f"{short(name)} is no id for an action", "a letter, then letters, digits or -, such as A14")
    kind, item = items.find(data, framework, ref, (Benchmark, Question, Expectation), "")
    new: Data = {"id": name}
    put(Action, new, **{key: _written(key, value) for key, value in values.items() if value not in (None, [], ())})
    put(kind, item, actions=[*(item.get("actions") or []), new])
    return f"{name} is added to {ref}"


def update_action(data: Data, name: str, today: str, **values: Any) -> str:
    """Change an action. A due date that was there is kept as the first, and the new one is a revision of it.

    ``values`` are keys of the record; besides ``because``, why a date moves, ``note``, what was done, and
    ``on``, the day of either when it is not ``today``. A reason goes with the status it was given for.
    """
    action = find_action(data, name)
    because, note, on = (values.pop(key, None) for key in ("because", "note", "on"))
    if not any(value not in (None, [], ()) for value in (*values.values(), note)):
        raise PreventError(f"nothing is to be changed in {action['id']}", "give an option, such as --due or --note")
    changes = _changes(values)
    if "text" in changes and changes["text"] is None:
        raise PreventError(f"{action['id']} needs its text", "give another text, or withdraw the action")
    said = change_action(action, on or today, changes, because=because, note=note)
    if on and not note and "revised" not in changes:
        raise PreventError("--on is the day of a note, or of a date that moves", "give --note or --due as well")
    return f"{action['id']}{said}"


def change_action(action: Data, day: str, changes: Data, *, because: str | None = None, note: str | None = None) -> str:
    """Change an action in place and say how it differs; ``changes`` are as a file holds them, None takes a key away.

    ``day`` is that of the note and of a date that moves.
    """
    old = dict(action)
    _status(action, changes)
    _due(action, changes, day, because)
    if note:
        changes["progress"] = [*(action.get("progress") or []), {"note": prose.written(note), "on": day}]
    put(Action, action, **changes)
    return _difference(old, action)


def complete_action(data: Data, name: str, on: str, outcome: str | None) -> str:
    """Say that an action is done, when, and what came of it. Why it was put off goes with that status."""
    action = find_action(data, name)
    if action.get("status") == "complete":
        raise PreventError(f"{action['id']} is complete already", "'prevent action update' changes what it says")
    lost = ["reason"] if action.get("reason") else []
    put(Action, action, status="complete", completed=on, reason=None, **_changes({"outcome": outcome}))
    return f"{action['id']} is complete, {understood(on)}" + _told(lost, "taken away with the old status:")


def assign_action(data: Data, name: str, owners: Sequence[str], *, more: bool) -> str:
    """Give an action its owners, or more of them, each by its role's own name; 'none' alone takes them away."""
    action = find_action(data, name)
    before = owners_of(action)
    names = role_names(data)
    if [one.casefold() for one in owners] == [CLEAR] and CLEAR not in names:
        if more:
            raise PreventError(
                "--add keeps those who own an action, and 'none' takes them away", "leave one of them out"
            )
        put(Action, action, owners=None)
        return f"{action['id']} is owned by nobody" + (f" (was {_listed(before)})" if before else "")
    named = [role_name(data, owner) for owner in owners]
    there = {names.get(one.casefold(), one) for one in before} if more else set()
    wanted = list(dict.fromkeys([*(before if more else []), *(one for one in named if one not in there)]))
    if wanted != before:
        put(Action, action, owners=wanted)
    was = f" (was {_listed(before)})" if before and not more and wanted != before else ""
    return f"{action['id']} is owned by {_listed(wanted)}{was}"


def role_name(data: Data, asked: str, option: str = "") -> str:
    """Give a role's own name for any of its names; ``option`` is what stands before each on the command line.

    Raises PreventError for what is no role, where roles are listed, and for several that are given as one.
    """
    names = role_names(data)
    _require_one(data, names, asked, option)
    if names and asked.casefold() not in names:
        near = nearest(asked, names)
        known = dict.fromkeys(names.values())
        raise PreventError(
            f"there is no role '{asked}'",
            (f"did you mean '{names[near]}'? " if near else "")
            + f"roles are: {', '.join(known)}; a new one goes under 'roles' first",
        )
    return names.get(asked.casefold(), asked)


def _require_one(data: Data, names: Mapping[str, str], asked: str, option: str) -> None:
    """Raise PreventError for a name that nobody has, and whose parts between commas are roles or owners each."""
    parts = [*dict.fromkeys(part for one in asked.split(",") if (part := one.strip()))]
    if len(parts) < 2:
        return
    known = {*names, *(owner.casefold() for action in items.actions(data) for owner in owners_of(action))}
    if asked.casefold() not in known and all(part.casefold() in known for part in parts):
        raise PreventError(
            f"'{asked}' would be one owner of that name, and {_listed(parts)} are known each",
            f"give each by itself: {' '.join(f'{option}{quote(part)}' for part in parts)}",
        )


def owners_of(action: Data) -> list[str]:
    """Give an action's owners, of which a file may write one as it is."""
    owners = action.get("owners") or []
    return [owners] if isinstance(owners, str) else list(owners)


def role_names(data: Data) -> dict[str, str]:
    """Give each role's own name by all of its names in small letters; the first to use a name has it."""
    names: dict[str, str] = {}
    for role in data.get("roles") or []:
        aka = role.get("aka") or []
        for one in (role["name"], *([aka] if isinstance(aka, str) else aka)):
            names.setdefault(one.casefold(), role["name"])
    return names


def ids(data: Data) -> list[str]:
    """Give every id that an action has or had."""
    found: list[str] = []
    for action in items.actions(data):
        was = action.get("was") or []
        found += [name for name in (action.get("id"), *([was] if isinstance(was, str) else was)) if name]
    return found


def find_action(data: Data, name: str) -> Data:
    """Give an action by its id, in any case. Raises PreventError where there is none."""
    for action in items.actions(data):
        if items.is_named(action, name):
            return action
    known = [action["id"] for action in items.actions(data) if "id" in action]
    near = nearest(name, known)
    raise PreventError(
        f"there is no action '{name}'", f"did you mean '{near}'?" if near else "'prevent actions --all' lists them"
    )


def next_id(used: Iterable[str]) -> str:
    """Give a free id for an action: one above the highest number in use, written as its neighbours are."""
    found = [match for name in used if (match := _NUMBERED.fullmatch(name))]
    if not found:
        return "A01"
    highest = max(found, key=lambda match: int(match[2]))
    return f"{highest[1] or 'A'}{int(highest[2]) + 1:0{len(highest[2])}d}"


def _changes(values: Mapping[str, Any]) -> Data:
    """Keep what was given, as a file holds it; 'none' takes a key away."""
    made: Data = {}
    for key, value in values.items():
        if value in (None, [], ()):
            continue
        word = value[0] if isinstance(value, list) and len(value) == 1 else value
        clear = isinstance(word, str) and word.casefold() == CLEAR
        made[key] = None if clear else _written(key, value)
    return made


def _written(key: str, value: Any) -> Any:
    return prose.written(value) if key in _PROSE else value


def _status(action: Data, changes: Data) -> None:
    """Have a reason go with the status it was given for, and a day of completion with 'complete'."""
    before = action.get("status", "open")
    status = changes.get("status", before)
    if status == before:
        changes.pop("status", None)
    else:
        changes.setdefault("reason", None)
        changes.setdefault("completed", None)
    said = {"status", "reason"} & changes.keys()
    if said and status in _REASONED and not changes.get("reason", action.get("reason")):
        word = "put off" if status == "deferred" else "withdrawn"
        raise PreventError(f"nothing says why {action['id']} is {word}", "say who decided and why with --reason")
    if status not in _REASONED and changes.get("reason"):
        raise PreventError(
            f"{action['id']} is {status}, and a reason says why an action is deferred or withdrawn",
            "give --status too; --because says why a date moves, --note what has been done",
        )


def _due(action: Data, changes: Data, day: str, because: str | None) -> None:
    """Keep the first due date, and record each later one with its day and reason."""
    before = latest_due(action)
    moved = changes.get("due") is not None and before is not None
    if because and not moved:
        raise PreventError("--because says why a due date moves", "give the new date with --due, or leave it out")
    if "due" not in changes:
        return
    due = changes["due"]
    if due is None:
        changes["revised"] = None
    elif before is not None:
        del changes["due"]
        new = {"due": due, "on": day, **({"reason": prose.written(because)} if because else {})}
        revised = action.get("revised") or []
        if not _same_days(before, due):
            changes["revised"] = [*revised, new]
        elif because and [one.get("reason") for one in revised[-1:]] != [new["reason"]]:
            raise PreventError(
                f"{action['id']} is due {understood(before)} already, so no date moves", "leave --because out"
            )


def latest_due(action: Data) -> str | None:
    """Give the due date that counts, as it is written."""
    revised = action.get("revised")
    found: str | None = revised[-1]["due"] if revised else action.get("due")
    return found


def _same_days(one: str, other: str) -> bool:
    old, new = When.parse(one), When.parse(other)
    return (old.first, old.last) == (new.first, new.last)


def _difference(old: Data, new: Data) -> str:
    """Say what became of an action: ': due 2022-06-30 in place of Apr 22 (30 Apr 2022), reason given'."""
    said = []
    due, before = latest_due(new), latest_due(old)
    if due != before:
        moves = len(old.get("revised") or []) if due is None else 0
        with_it = f", and {moves} earlier move{'s' * (moves != 1)} with it" if moves else ""
        said.append(key_told("due", before, due) + with_it)
    others = [key for key in Action.model_fields if key not in {"due", "revised", "progress"}]
    said += [key_told(key, old.get(key), new.get(key)) for key in others if old.get(key) != new.get(key)]
    if old.get("progress") != new.get("progress"):
        said.append("note added")
    return ": " + ", ".join(said) if said else " stays as it is"


def key_told(key: str, old: Any, new: Any) -> str:
    """Say what became of a key: 'answer met (was partly)', 'reason given'."""
    if key in _DAYS:
        return _day_told(key, old, new)
    if new is None:
        return f"{key} taken away" + (f" (was {short(old)})" if isinstance(old, str) else "")
    if key in _PROSE:
        return f"{key} changed" if old else f"{key} given"
    words = [", ".join(one) if isinstance(one, list) else one for one in (new, old)]
    return f"{key} {words[0]}{_was(words[1])}"


def _day_told(key: str, old: str | None, new: str | None) -> str:
    """Say what became of a day, with the days understood: 'due 2022-06-30 in place of Apr 22 (30 Apr 2022)'."""
    if new is None:
        return f"{key} {understood(old or '')} taken away"
    return f"{key} {understood(new)}" + (f" in place of {understood(old)}" if old else "")


def _told(what: Iterable[str], lead: str) -> str:
    what = list(what)
    return f"; {lead} {_listed(what)}" if what else ""


def _was(before: str | None) -> str:
    return f" (was {before})" if before else ""


def long_rating(rating: Any) -> Data:
    """Give a rating with its keys, however it is written."""
    return {"value": rating} if isinstance(rating, str) else dict(rating or {})


def _alike(one: Data | str, other: Data) -> bool:
    """Whether two pieces of evidence say the same, whatever their line breaks."""
    first, second = ({"text": one} if isinstance(one, str) else one), other
    return first.keys() == second.keys() and all(str(first[key]).split() == str(second[key]).split() for key in first)


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"

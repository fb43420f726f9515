"""Changes to a toolkit's plain data, each the work of one command: the data changes in place, a line says what was done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from prevent_cli.authoring import prose
from prevent_cli.authoring.shape import ordered
from prevent_cli.errors import PreventError
from prevent_cli.model.parse import nearest
from prevent_cli.model.toolkit import Action, Benchmark, Expectation, Question, Toolkit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from prevent_cli.model.fields import Record
    from prevent_cli.model.framework import Framework

Data = dict[str, Any]
_LEVELS: tuple[tuple[str, type[Record]], ...] = (
    ("benchmarks", Benchmark),
    ("questions", Question),
    ("expectations", Expectation),
)
_NUMBERED = re.compile(r"([A-Za-z-]*)(\d+)")
CLEAR = "none"
"""What takes a value away again."""


def put(kind: type[Record], item: Data, **values: Any) -> None:
    """Set keys of an item, in the order of the record format; None takes a key away."""
    item.update(values)
    made = ordered(kind, {key: value for key, value in item.items() if value is not None})
    item.clear()
    item.update(made)


def rate(data: Data, framework: Framework | None, ref: str, value: str, **about: str | None) -> str:
    """Give a benchmark its judged rating; ``about`` holds reason, by and on. The old one goes with all it said."""
    item = _item(data, framework, ref, (Benchmark,), "only benchmarks are rated")
    before = _colour(item)
    details = {key: text for key, text in about.items() if text}
    put(Benchmark, item, rating={"value": value, **details} if details else value)
    return f"{ref} is rated {value}" + (f" (was {before})" if before else "")


def answer(data: Data, framework: Framework | None, ref: str, value: str, reason: str | None) -> str:
    """Answer an expectation, or a question without any. A reason goes with the answer it was given for."""
    item = _item(data, framework, ref, (Question, Expectation), "questions and expectations are answered")
    if item.get("expectations"):
        first = item["expectations"][0]["id"]
        raise PreventError(f"{ref} has expectations, which are answered one by one", f"name one, such as {first}")
    kind = Expectation if ref.count(".") > 1 else Question
    before = item.get("answer")
    kept = item.get("reason") if before == value else None
    put(kind, item, answer=None if value == CLEAR else value, reason=prose.written(reason) if reason else kept)
    if value == CLEAR:
        return f"the answer of {ref} is taken away" + (f" (was {before})" if before else "")
    return f"{ref} is answered {value}" + (f" (was {before})" if before and before != value else "")


def add_evidence(data: Data, framework: Framework | None, ref: str, text: str, **about: str | None) -> str:
    """Add a piece of evidence; ``about`` holds link, on, expires and audience."""
    item = _item(data, framework, ref, (Question, Expectation), "evidence stands on questions and expectations")
    kind = Expectation if ref.count(".") > 1 else Question
    new: Data = {"text": prose.written(text), **{key: value for key, value in about.items() if value}}
    found = item.get("evidence")
    if found is None and list(new) == ["text"]:
        put(kind, item, evidence=new["text"])
    else:
        old = found if isinstance(found, list) else [found] if found is not None else []
        put(kind, item, evidence=[*({"text": one} if isinstance(one, str) else one for one in old), new])
    return f"evidence is added to {ref}"


def add_action(data: Data, framework: Framework | None, ref: str, name: str, **values: Any) -> str:
    """Add an action to any item; ``values`` are its keys, of which text is one."""
    item = _item(data, framework, ref, (Benchmark, Question, Expectation), "")
    kind = (Benchmark, Question, Expectation)[min(ref.count("."), 2)]
    new: Data = {"id": name}
    put(Action, new, **_given(values))
    put(kind, item, actions=[*(item.get("actions") or []), new])
    return f"{name} is added to {ref}"


def update_action(data: Data, name: str, today: str, **values: Any) -> str:
    """Change an action. A due date that was there is kept as the first, and the new one is a revision of it.

    ``values`` are keys of the record; besides ``because``, why a date moves, and ``note``, what was done.
    """
    action = find_action(data, name)
    because, note = values.pop("because", None), values.pop("note", None)
    said = [key.replace("_", " ") for key, value in values.items() if value is not None]
    due = values.pop("due", None)
    changes = _given(values)
    if due is not None:
        changes |= _moved(action, due, today, because)
    if note:
        changes["progress"] = [*(action.get("progress") or []), {"on": today, "note": prose.written(note)}]
        said.append("progress")
    if not changes:
        raise PreventError(f"nothing is to be changed in {name}", "give an option, such as --due or --note")
    put(Action, action, **changes)
    return f"{action['id']}: {_listed(said)} {'is' if len(said) == 1 else 'are'} changed"


def complete_action(data: Data, name: str, on: str, outcome: str | None) -> str:
    """Say that an action is done, when, and what came of it."""
    action = find_action(data, name)
    if action.get("status") == "complete":
        raise PreventError(f"{action['id']} is complete already", "'prevent action update' changes what it says")
    put(Action, action, status="complete", completed=on, **_given({"outcome": outcome}))
    return f"{action['id']} is complete"


def assign_action(data: Data, name: str, owners: Sequence[str], *, more: bool) -> str:
    """Give an action its owners, or more of them, each by its role's own name."""
    action = find_action(data, name)
    now = action.get("owners") or []
    before = [now] if isinstance(now, str) else list(now)
    named = [role_name(data, owner) for owner in owners]
    put(Action, action, owners=list(dict.fromkeys([*before, *named] if more else named)))
    return f"{action['id']} is owned by {_listed(action['owners'])}"


def role_name(data: Data, asked: str) -> str:
    """Give a role's own name for any of its names. Raises PreventError for what is no role, where roles are listed."""
    names: dict[str, str] = {}
    for role in data.get("roles") or []:
        aka = role.get("aka") or []
        for one in (role["name"], *([aka] if isinstance(aka, str) else aka)):
            names.setdefault(one.casefold(), role["name"])
    if names and asked.casefold() not in names:
        near = nearest(asked, names)
        known = dict.fromkeys(names.values())
        raise PreventError(
            f"there is no role '{asked}'",
            (f"did you mean '{names[near]}'? " if near else "")
            + f"roles are: {', '.join(known)}; a new one goes under 'roles' first",
        )
    return names.get(asked.casefold(), asked)


def actions(data: Data) -> Iterator[Data]:
    """Give every action in the order of the file."""
    for benchmark in data.get("benchmarks") or []:
        yield from benchmark.get("actions") or []
        for question in benchmark.get("questions") or []:
            yield from question.get("actions") or []
            for expectation in question.get("expectations") or []:
                yield from expectation.get("actions") or []


def ids(data: Data) -> list[str]:
    """Give every id that an action has or had."""
    found: list[str] = []
    for action in actions(data):
        was = action.get("was") or []
        found += [name for name in (action.get("id"), *([was] if isinstance(was, str) else was)) if name]
    return found


def find_action(data: Data, name: str) -> Data:
    """Give an action by its id, in any case. Raises PreventError where there is none."""
    for action in actions(data):
        if str(action.get("id", "")).casefold() == name.casefold():
            return action
    known = [action["id"] for action in actions(data) if "id" in action]
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


def _given(values: Data) -> Data:
    """Keep what was given: prose one sentence a line; 'none' takes a key away."""
    made: Data = {}
    for key, value in values.items():
        if value is None or value in ([], ()):
            continue
        if isinstance(value, str) and value.casefold() == CLEAR:
            made[key] = None
        else:
            made[key] = prose.written(value) if key in {"text", "outcome", "reason", "awaiting"} else value
    return made


def _moved(action: Data, due: str, today: str, because: str | None) -> Data:
    if due.casefold() == CLEAR:
        return {"due": None, "revised": None}
    if "due" not in action and not action.get("revised"):
        return {"due": due}
    new = {"due": due, "on": today, **({"reason": prose.written(because)} if because else {})}
    return {"revised": [*(action.get("revised") or []), new]}


def _colour(item: Data) -> str | None:
    found = item.get("rating")
    return found.get("value") if isinstance(found, dict) else found


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _item(data: Data, framework: Framework | None, ref: str, kinds: tuple[type[Record], ...], rule: str) -> Data:
    """Find an item, or make it where only the framework has it. Raises PreventError where neither knows it."""
    steps = ref.split(".")
    place: Data = data
    for depth in range(1, len(steps) + 1):
        key, kind = _LEVELS[min(depth, 3) - 1]
        name = ".".join(steps[:depth])
        found = next((one for one in place.get(key) or [] if one.get("id") == name), None)
        if found is None:
            found = _made(place, depth, name, ref, framework)
        place = found
    if kind not in kinds:
        raise PreventError(f"{ref} is a {kind.__name__.lower()}: {rule}", "'prevent show' lists the ids")
    return place


def _made(place: Data, depth: int, name: str, asked: str, framework: Framework | None) -> Data:
    if framework is None or name not in _known(framework):
        near = nearest(asked, _known(framework) if framework else [])
        raise PreventError(
            f"there is no item '{asked}'", f"did you mean '{near}'?" if near else "'prevent show' lists the ids"
        )
    key, _ = _LEVELS[depth - 1]
    parent: type[Record] = Toolkit if depth == 1 else _LEVELS[depth - 2][1]
    made: Data = {"id": name}
    put(parent, place, **{key: sorted([*(place.get(key) or []), made], key=lambda one: _natural(one["id"]))})
    return made


def _natural(ref: str) -> tuple[int, ...]:
    return tuple(int(step) for step in ref.split(".") if step.isdigit())


def _known(framework: Framework) -> list[str]:
    found: list[str] = []
    for benchmark in framework.benchmarks:
        found.append(benchmark.id)
        for question in benchmark.questions:
            found += [question.id, *(one.id for one in question.expectations)]
    return found

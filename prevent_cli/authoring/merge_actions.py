"""Actions in a merge: an action is the same one wherever it stands, and two new ones are two whatever they are called."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prevent_cli.authoring.edits import next_id

if TYPE_CHECKING:
    from collections.abc import Iterator

Data = dict[str, Any]
Step = tuple[str, str]
Way = tuple[Step, ...]
"""The way to an item: the key of each list and the item's id in it."""
Name = tuple[str, str, int]
"""What an item of a list is known by: the kind of name, the name, and which of those so called it is."""
_MOVED = ""
"""A key that no file has: put into the base's action, it makes the moved one a changed one."""
_LEVELS = ("benchmarks", "questions", "expectations")


@dataclass(frozen=True, slots=True)
class Move:
    """An action that each side moved to a place of its own."""

    number: int
    action: str
    ours: Way
    theirs: Way

    @property
    def said(self) -> str:
        """What is in dispute, in words."""
        return f"{self.action}: moved to {self.ours[-1][1]} by ours, to {self.theirs[-1][1]} by theirs"

    def apply(self, data: Any) -> None:
        """Move the action to where theirs has it."""
        _move(data, self.action, self.ours, self.theirs)


def follow(base: Any, ours: Any, theirs: Any) -> tuple[tuple[Any, Any, Any], tuple[Move, ...]]:
    """Give the three with every action that a side moved standing where it was moved to, and the moves in dispute.

    Then its fields can be compared. An action that one side moved and the other took away counts as changed.
    """
    three = (deepcopy(base), deepcopy(ours), deepcopy(theirs))
    was, mine, other = map(_ways, three)
    moves: list[Move] = []
    for name, old in was.items():
        here, there = mine.get(name), other.get(name)
        target = there if here in (old, None) else here
        # Where the new place is gone on the other side, that place is what the two must agree on.
        if target in (old, None) or not all(_fits(one, three[0], target) for one in three):
            continue
        if here and there and there not in (target, old):
            moves.append(Move(len(moves), name, target, there))
        for one, at in zip(three, (old, here, there), strict=True):
            if at:
                _move(one, name, at, target)
            else:
                _place(one, target)
                _action(three[0], target, name)[_MOVED] = ""
    return three, tuple(moves)


def renumber(base: Any, ours: Any, theirs: Any) -> tuple[Any, tuple[str, ...]]:
    """Give theirs with a free id for each new action whose id ours took for another; and notes that say so."""
    was, mine, other = map(_ways, (base, ours, theirs))
    everywhere = {name for one in (base, ours, theirs) for name in _ids(one)}
    made, notes = theirs, []
    for name, there in other.items():
        if name in was or name not in mine or name in _ids(base):
            continue
        texts = {str(_action(one, way, name).get("text")) for one, way in ((ours, mine[name]), (theirs, there))}
        if mine[name] == there and len(texts) == 1:
            continue  # one action that both have
        new = next_id(everywhere)
        everywhere.add(new)
        made = deepcopy(theirs) if made is theirs else made
        _action(made, there, name)["id"] = new
        _waive(made, base, name, new)
        notes.append(f"both sides added an action {name}: theirs, at {there[-1][1]}, is now {new}")
    return made, tuple(notes)


def names_of(items: list[Any]) -> Iterator[tuple[str, str] | None]:
    """Give the id or name of each item of a list, after the word for which it is; None where it has neither."""
    for one in items:
        keys = [key for key in ("id", "name") if isinstance(one, dict) and isinstance(one.get(key), str)]
        yield (keys[0], one[keys[0]]) if keys else None


def _waive(theirs: Data, base: Any, name: str, new: str) -> None:
    """Let the waivers that theirs added for an action follow its new id."""
    known = base.get("waivers") if isinstance(base, dict) else None
    for waiver in _dicts(theirs.get("waivers")):
        if waiver.get("at") == name and waiver not in (known or []):
            waiver["at"] = new


def _items(data: Any, way: Way = ()) -> Iterator[tuple[Way, Data]]:
    """Give every item that has an id, with the way to it."""
    key = _LEVELS[len(way)] if len(way) < len(_LEVELS) else ""
    for item in _dicts(data.get(key) if isinstance(data, dict) else None):
        if isinstance(item.get("id"), str):
            here = (*way, (key, item["id"]))
            yield here, item
            yield from _items(item, here)


def _ways(data: Any) -> dict[str, Way]:
    """Give the way to each action whose id stands once in a file, under items whose ids stand once."""
    items = list(_items(data))
    often = Counter(way for way, _ in items)
    found = [(action["id"], way) for way, item in items for action in _named(item)]
    times = Counter(name for name, _ in found)
    return {name: way for name, way in found if times[name] == 1 and often[way] == 1}


def _ids(data: Any) -> set[str]:
    """Give every action id that a file has, or says an action had."""
    found: set[str] = set()
    for _, item in _items(data):
        for action in _dicts(item.get("actions")):
            was = action.get("was") or []
            known = [action.get("id"), *(was if isinstance(was, list) else [was])]
            found |= {one for one in known if isinstance(one, str)}
    return found


def _dicts(value: Any) -> list[Data]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _named(item: Data) -> list[Data]:
    return [one for one in _dicts(item.get("actions")) if isinstance(one.get("id"), str)]


def _at(data: Any, way: Way) -> Data | None:
    """Give the item at the end of a way; None where it is not there."""
    for key, name in way:
        data = next((one for one in _dicts(data.get(key)) if one.get("id") == name), None)
        if data is None:
            return None
    found: Data = data
    return found


def _action(data: Any, way: Way, name: str) -> Data:
    return next(one for one in _named(_at(data, way) or {}) if one["id"] == name)


def _fits(data: Any, base: Any, way: Way) -> bool:
    """Whether a place can take an action: it is there, or it is new, so that nobody took it away."""
    for number in range(len(way)):
        holder = _at(data, way[:number])
        if not isinstance((holder or {}).get(way[number][0], []), list):
            return False
        if _at(data, way[: number + 1]) is None:
            return _at(base, way[: number + 1]) is None
    return isinstance((_at(data, way) or {}).get("actions", []), list)


def _move(data: Any, name: str, start: Way, end: Way) -> None:
    """Move an action, making what is missing on the way to its place."""
    item = _at(data, start)
    if start == end or item is None:
        return
    action = _action(data, start, name)
    left = [one for one in item["actions"] if one is not action]
    if left:
        item["actions"] = left
    else:
        del item["actions"]
    holder = _place(data, end)
    if "actions" in holder:
        holder["actions"].append(action)
    else:
        _put_before_items(holder, [action])


def _place(data: Any, way: Way) -> Data:
    """Give the item at the end of a way, making what is missing."""
    for key, name in way:
        listed = data.setdefault(key, [])
        data = next((one for one in _dicts(listed) if one.get("id") == name), None)
        if data is None:
            listed.append(data := {"id": name})
    found: Data = data
    return found


def _put_before_items(item: Data, actions: list[Data]) -> None:
    """Give an item its first actions, before the items below it."""
    below = {key: item.pop(key) for key in _LEVELS if key in item}
    item["actions"] = actions
    item.update(below)

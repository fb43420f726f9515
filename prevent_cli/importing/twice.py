"""The same action in two places: found, and merged where that is asked for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prevent_cli.authoring.items import every
from prevent_cli.history.likeness import flat

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stand:
    """An action with the item it stands on."""

    item: Data
    action: Data

    @property
    def said(self) -> tuple[str, tuple[str, ...]]:
        """What it says and for whom, whatever the case and the line breaks."""
        return flat(self.action["text"]).casefold(), tuple(one.casefold() for one in self.action.get("owners") or ())


def stands_twice(data: Data) -> list[list[Stand]]:
    """Give the actions that say the same for the same owners, each with all its places."""
    found: dict[object, list[Stand]] = defaultdict(list)
    for one in _stands(data):
        found[one.said].append(one)
    return [places for places in found.values() if len(places) > 1]


def merge(places: Sequence[Stand]) -> Data | None:
    """Keep the first of an action's places and let it serve the others' items, in place; give it.

    None, and nothing changed, where the places differ in more than their ids.
    """
    first, *others = places
    if any(_rest(one) != _rest(first) for one in others):
        return None
    for one in others:
        one.item["actions"].remove(one.action)
        if not one.item["actions"]:
            del one.item["actions"]
    more = [one.item["id"] for one in others if one.item is not first.item]
    first.action["also"] = list(dict.fromkeys([*first.action.get("also", ()), *more]))
    return first.action


def _rest(stand: Stand) -> Data:
    kept = {key: value for key, value in stand.action.items() if key not in {"id", "text", "owners"}}
    return kept | {"said": stand.said}


def _stands(data: Data) -> Iterator[Stand]:
    for _, item in every(data):
        for action in item.get("actions") or []:
            yield Stand(item, action)

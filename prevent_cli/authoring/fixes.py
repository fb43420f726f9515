"""What may be mended without asking: spelling that leaves no doubt about what was meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from prevent_cli.authoring.edits import next_id, role_names
from prevent_cli.authoring.items import actions
from prevent_cli.model.parse import record_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from prevent_cli.model.fields import Record
    from prevent_cli.model.finding import Loc

Data = dict[str, Any]
_SURE = 0.8
"""How alike a key must be to a known one, from 0 to 1, to be taken for it."""
_SHORT = {"rating": "value", "moderated": "value"}


@dataclass(frozen=True, slots=True)
class Respelling:
    """A key, or a value, that should be written otherwise."""

    loc: Loc
    old: str
    new: str
    on_key: bool = False

    def __str__(self) -> str:
        """Say it in a line."""
        kind = "the key" if self.on_key else f"{self.loc[-1]}:"
        return f"{kind} '{self.old}' is now '{self.new}'"


def respellings(kind: type[Record], data: Any, loc: Loc = ()) -> Iterator[Respelling]:
    """Yield every key that is nearly one of a record's, and every word that is one of a list in other letters."""
    if not isinstance(data, dict):
        return
    for key, value in data.items():
        field = kind.model_fields.get(key)
        if field is None:
            meant = _key(kind, data, key)
            if meant:
                yield Respelling((*loc, key), key, meant, on_key=True)
            continue
        inner = record_in(field.annotation)
        short = inner.model_fields.get(_SHORT.get(key, "")) if inner else field
        at: Loc = (*loc, key)
        listed = isinstance(value, list) and inner is not None
        for place, one in (((*at, n), item) for n, item in enumerate(value)) if listed else ((at, value),):
            if isinstance(one, str):
                word = _word(one, _words(short.annotation)) if short else None
                if word:
                    yield Respelling(place, one, word)
            elif inner:
                yield from respellings(inner, one, place)


def _key(kind: type[Record], data: Data, key: str) -> str | None:
    """Give the one key that was meant, where it is not there already and no other is as near."""
    folded = key.casefold().replace("-", "_").replace(" ", "_")
    free = [name for name in kind.model_fields if name not in data]
    near = sorted(free, key=lambda name: _likeness(folded, name), reverse=True)[:2]
    if not near or _likeness(folded, near[0]) < _SURE:
        return None
    alone = len(near) == 1 or _likeness(folded, near[1]) < _likeness(folded, near[0])
    return near[0] if alone else None


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()


def _words(annotation: Any) -> tuple[str, ...]:
    """Give the words that a field takes, where it takes only some."""
    if get_origin(annotation) is Literal:
        return tuple(str(one) for one in get_args(annotation))
    return next((found for one in get_args(annotation) if (found := _words(one))), ())


def _word(value: str, words: Iterable[str]) -> str | None:
    """Give the word that was written in other letters or with other signs between them."""
    words = tuple(words)
    flat = _flat(value)
    return None if value in words else next((word for word in words if _flat(word) == flat), None)


def _flat(word: str) -> str:
    return re.sub(r"[\s_-]+", " ", word.strip()).casefold()


def own_names(data: Data) -> list[str]:
    """Write owners by their roles' own names, in place; give what was done, a line each."""
    names = role_names(data)
    done = []
    for action in actions(data):
        owners = action.get("owners")
        listed = [owners] if isinstance(owners, str) else owners or []
        named = [names.get(owner.casefold(), owner) for owner in listed]
        if named != listed:
            action["owners"] = named[0] if isinstance(owners, str) else list(dict.fromkeys(named))
            changed = [f"'{a}' is now '{b}'" for a, b in zip(listed, named, strict=True) if a != b]
            done.append(f"owners of {action.get('id', 'an action')}: {', '.join(changed)}")
    return done


def missing_ids(data: Data, used: Iterable[str]) -> list[str]:
    """Give every action an id, in place; ``used`` are those the organisation ever used. Say what was done, a line each."""
    known = list(used)
    done = []
    for action in actions(data):
        if not action.get("id"):
            name = next_id(known)
            known.append(name)
            rest = dict(action)
            action.clear()
            action.update({"id": name, **rest})
            done.append(f"the action '{rest['text'].strip().splitlines()[0][:40]}' has the id {name}")
    return done

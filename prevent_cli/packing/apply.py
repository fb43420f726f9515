"""What came back in a pack, done to the record's plain data, by the same edits as the commands make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prevent_cli.authoring import edits, items
from prevent_cli.errors import PreventError
from prevent_cli.model.toolkit import Benchmark, Evidence, Expectation, Question, Rating
from prevent_cli.packing.compare import Edit, Refusal
from prevent_cli.packing.text import normal

if TYPE_CHECKING:
    from collections.abc import Callable

    from prevent_cli.model.framework import Framework

Data = dict[str, Any]
_PUT_OFF = ("deferred", "withdrawn")


class CellError(PreventError):
    """An edit that cannot be made, with the cell that asks for it."""

    def __init__(self, place: str, message: str, help: str = "") -> None:
        super().__init__(f"{place}: {message}", help)
        self.refusal = Refusal(place, message, help)


@dataclass(frozen=True, slots=True)
class Target:
    """The record's data, which is changed in place; the day of what is written; who wrote; and the next free action id."""

    data: Data
    framework: Framework | None
    today: str
    who: str
    next_id: Callable[[], str]

    def find(self, ref: str, *kinds: items.Kind) -> tuple[items.Kind, Data]:
        """Give an item of the framework, made where the record lacks it."""
        return items.find(self.data, self.framework, ref, kinds or (Benchmark, Question, Expectation), "")

    def action(self, edit: Edit) -> Data:
        """Give the action that an edit is about."""
        assert edit.now is not None  # noqa: S101 - it is there
        if edit.now.cells["id"]:
            return edits.find_action(self.data, edit.now.cells["id"])
        found: Data = self.find(edit.ref)[1]["actions"][_number(edit)]
        return found


def apply(edit: Edit, target: Target) -> str:
    """Make an edit and say in words what was done; nothing where it was done already.

    Raises CellError for a cell whose value does not go with the others.
    """
    try:
        return _MAKERS[edit.sheet, edit.kind](edit, target)
    except CellError:
        raise
    except PreventError as error:
        raise CellError(edit.place, error.message, error.help) from error


def in_order(found: list[Edit]) -> list[Edit]:
    """Put edits into an order in which none moves what another means: deletions last, from the end, then what is new."""
    changes = [one for one in found if one.kind == "change"]
    deleted = sorted((one for one in found if one.kind == "delete"), key=_number, reverse=True)
    return [*changes, *deleted, *(one for one in found if one.kind == "new")]


def _number(edit: Edit) -> int:
    """Give the place of something without an id in its list, from 0."""
    name = edit.now.id if edit.now else ""
    return int(name.rpartition("#")[2]) - 1 if "#" in name else 0


def _answer(edit: Edit, target: Target) -> str:
    kind, item = target.find(edit.ref, Question, Expectation)
    answer, reason = (_now(edit, item, key) for key in ("answer", "reason"))
    if reason and not answer and "reason" in edit.values:
        raise CellError(edit.places["reason"], "a reason goes with an answer", "choose an answer, or empty the reason")
    before = dict(item)
    edits.put(kind, item, answer=answer, reason=reason)
    return _told(edit, before, item)


def _rating(edit: Edit, target: Target) -> str:
    _, item = target.find(edit.ref, Benchmark)
    old = edits.long_rating(item.get("rating"))
    value, reason = edit.values.get("rating", old.get("value")), _now(edit, old, "reason")
    if not value and reason and "reason" in edit.values:
        raise CellError(edit.places["reason"], "a reason goes with a rating", "choose a rating, or empty the reason")
    if not value:
        edits.put(Benchmark, item, rating=None)
        return f"{edit.label}: {edits.key_told('rating', old.get('value'), None)}"
    new = dict(old) if old.get("value") == value else {}
    edits.put(Rating, new, value=value, reason=reason)
    edits.put(Benchmark, item, rating=new if len(new) > 1 else value)
    return _told(
        Edit(edit.sheet, edit.kind, edit.label, edit.ref, edit.now, dict.fromkeys(old.keys() | new.keys(), "")),
        old,
        new,
    )


def _evidence(edit: Edit, target: Target) -> str:
    kind, item = target.find(edit.ref, Question, Expectation)
    found = item["evidence"]
    pieces = list(found) if isinstance(found, list) else [found]
    old = pieces[_number(edit)]
    before = {"text": old} if isinstance(old, str) else dict(old)
    after = dict(before)
    edits.put(Evidence, after, **{key: text or None for key, text in edit.values.items()})
    pieces[_number(edit)] = after["text"] if list(after) == ["text"] and isinstance(old, str) else after
    alone = not isinstance(found, list) and isinstance(pieces[0], str)
    edits.put(kind, item, evidence=pieces[0] if alone else pieces)
    return _told(edit, before, after)


def _without_evidence(edit: Edit, target: Target) -> str:
    kind, item = target.find(edit.ref, Question, Expectation)
    found = item["evidence"]
    pieces = list(found) if isinstance(found, list) else [found]
    del pieces[_number(edit)]
    edits.put(kind, item, evidence=pieces or None)
    return f"{edit.label}: taken away"


def _new_evidence(edit: Edit, target: Target) -> str:
    about = {key: edit.values.get(key) for key in ("link", "on")}
    return edits.add_evidence(target.data, target.framework, edit.ref, edit.values["text"], **about)


def _new_action(edit: Edit, target: Target) -> str:
    owners = [" ".join(line.split()) for line in edit.values.get("owners", "").splitlines()]
    try:
        named = list(dict.fromkeys(edits.role_name(target.data, one) for one in owners if one))
    except PreventError as error:
        raise CellError(edit.places["owners"], error.message, f"owners stand one a line; {error.help}") from error
    values = {"text": edit.values["text"], "due": edit.values.get("due"), "status": "open", "owners": named}
    return edits.add_action(target.data, target.framework, edit.ref, target.next_id(), **values)


def _action(edit: Edit, target: Target) -> str:
    action = target.action(edit)
    values = dict(edit.values)
    note, because = values.pop("note", None), values.pop("because", None)
    _require_action(edit, action)
    if note and any(normal("note", one["note"]) == normal("note", note) for one in action.get("progress") or []):
        note = None
    because = _because(edit, action, because)
    changes: Data = {key: text or None for key, text in values.items()}
    if not changes and not note:
        return ""
    return f"{edit.label}{edits.change_action(action, target.today, changes, because=because, note=note)}"


def _require_action(edit: Edit, action: Data) -> None:
    """Raise CellError for a day or a reason that does not go with the status."""
    values = edit.values
    status = values.get("status", action.get("status", "open"))
    if values.get("completed") and status != "complete":
        raise CellError(
            edit.places["completed"],
            f"a day of completion is given, and the status is '{status}'",
            "choose 'Complete', or empty the cell",
        )
    if values.get("reason") and status not in _PUT_OFF:
        raise CellError(
            edit.places["reason"],
            f"it says why an action is deferred or withdrawn, and the status is '{status}'",
            "choose 'Deferred' or 'Withdrawn', or empty the cell",
        )
    if status in _PUT_OFF and {"status", "reason"} & values.keys() and not _now(edit, action, "reason"):
        raise CellError(edit.places["reason"], f"nothing says why the action is {status}", "say who decided, and why")


def _because(edit: Edit, action: Data, because: str | None) -> str | None:
    """Give why a date moves, unless that is recorded. Raises CellError where none does."""
    if not because:
        return None
    before, due = edits.latest_due(action), edit.values.get("due")
    if before and due and normal("due", before) != normal("due", due):
        return because
    last = (action.get("revised") or [{}])[-1]
    if "due" not in edit.values and normal("because", last.get("reason", "")) == normal("because", because):
        return None
    raise CellError(
        edit.places["because"],
        "it says why a due date moves, and " + ("none does" if before else "there was no date before"),
        "change the date under 'Due', or write this as a note on progress",
    )


def _withdrawn(edit: Edit, target: Target) -> str:
    reason = f"Its row was deleted in a workbook, by {target.who}."
    said = edits.change_action(target.action(edit), target.today, {"status": "withdrawn", "reason": reason})
    return f"{edit.label}{said}"


def _kept(edit: Edit, _target: Target) -> str:
    return f"{edit.label}: its row was deleted, which takes nothing away from the record"


def _now(edit: Edit, item: Data, key: str) -> str | None:
    """Give what a key is to say: what the workbook says, else what it says already."""
    return edit.values.get(key, item.get(key)) or None


def _told(edit: Edit, before: Data, after: Data) -> str:
    keys = [key for key in edit.values if before.get(key) != after.get(key)]
    return f"{edit.label}: {', '.join(edits.key_told(key, before.get(key), after.get(key)) for key in keys)}"


_MAKERS: dict[tuple[str, str], Callable[[Edit, Target], str]] = {
    ("answers", "change"): _answer,
    ("answers", "delete"): _kept,
    ("ratings", "change"): _rating,
    ("ratings", "delete"): _kept,
    ("evidence", "change"): _evidence,
    ("evidence", "delete"): _without_evidence,
    ("evidence", "new"): _new_evidence,
    ("actions", "change"): _action,
    ("actions", "delete"): _withdrawn,
    ("actions", "new"): _new_action,
}
"""How each kind of edit is made, by sheet and kind."""

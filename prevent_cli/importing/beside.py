"""What stands beside an item into its plain data: its evidence, its colour, and its actions with their columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from prevent_cli.importing import actions, answers, columns, cutting, dates, owners, status
from prevent_cli.importing.markdown import markdown, plain
from prevent_cli.importing.outline import headed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from prevent_cli.importing.aside import Aside
    from prevent_cli.importing.heads import Role
    from prevent_cli.importing.notes import Notes
    from prevent_cli.importing.outline import Entry, Part

Data = dict[str, Any]

_ANSWERS = {"green": "met", "amber": "partly", "red": "not met"}
_NO = re.compile(
    r"no(?:[,.;:]|\s*[\u2013-]|\s+(?:as|because|since|but|not|this|we|it|they|the|there)\b|$)", re.IGNORECASE
)
_NO_DATE = re.compile(
    r"on-?going|t\.?b\.?[acd]\.?|to be (?:confirmed|agreed|decided)|n/?a|none|[-\u2013\u2014]+", re.IGNORECASE
)


@dataclass(slots=True)
class Beside:
    """Gives items what stands beside them; ``count`` is that of all actions so far, ``period`` what the document speaks for.

    ``made`` are the actions of each part, by the part's identity, and ``shares`` the parts that reach down to other
    items, each with the item's id.
    """

    notes: Notes
    aside: Aside
    period: str = ""
    count: int = 0
    made: dict[int, list[Data]] = field(default_factory=dict)
    shares: list[tuple[str, Part]] = field(default_factory=list)

    def add_evidence(self, made: Data, part: Part | None) -> None:
        """Give an item its evidence, or say that it does not apply."""
        if not part:
            return
        read = answers.not_applicable(part.paragraphs, made["id"], part.place, self.notes)
        if read:
            made |= read
            return
        made["evidence"] = markdown(part.paragraphs)
        if _NO.match(made["evidence"]):
            self.notes.check(
                "the evidence begins with No: is the answer 'not met', or 'not applicable'?", made["id"], part.place
            )

    def add_answer(self, made: Data, part: Part | None) -> None:
        """Give an item the answer that its colour means; a date there is left to its action."""
        text = plain(part.paragraphs) if part else ""
        if not part or not text:
            return
        self.notes.added.append(part.again)
        colour = _ANSWERS.get(text.lower())
        if colour and made.setdefault("answer", colour) != colour:
            self.notes.check(
                f"the evidence says '{made['answer']}', the colour is {text}; it is in 'unparsed'",
                made["id"],
                part.place,
            )
            self._apart(part)
        elif colour:
            down = ", as its cell reaches down to this row" if part.again else ""
            said = f"the colour {text} is read as the answer '{made['answer']}'{down}"
            self.notes.assumed(said, made["id"], part.place)
            self.notes.mark("answer", part.mark)
            self.notes.label(text, part.place)
        elif answers.NOT_APPLICABLE.fullmatch(text):
            made["answer"] = "not applicable"
            self.notes.label(text, part.place)
        elif not dates.parsed(text):
            self.notes.check(f"'{text}' is no colour; it is in 'unparsed'", made["id"], part.place)
            self._apart(part)

    def add_actions(self, made: Data, entry: Entry) -> None:
        """Give an item its actions, each with what the columns beside it say."""
        self.shares += [(made["id"], part) for part in entry.shares]
        for parts in (entry.parts, *entry.more):
            part = parts.get("actions")
            found: list[actions.Draft] = []
            if part and actions.is_none(part.paragraphs):
                self.notes.added.append(part.again)
                made.setdefault("actions", [])
                self.notes.label(plain(part.paragraphs), part.place)
                self.notes.mark("cell without an action", "the label")
            elif part:
                found = actions.drafts(part.paragraphs, lines=_in_lines(part, parts))
            self._columns(made, parts, found)
            if part and found:
                self.made[id(part)] = [self._action(one, part) for one in found]
                made.setdefault("actions", []).extend(self.made[id(part)])

    def share(self) -> None:
        """Let actions serve the items that their cells reach down to."""
        for name, part in self.shares:
            for action in self.made.get(id(part), ()):
                action.setdefault("also", []).append(name)
                self.notes.assumed(f"its cell reaches down to {name}: it serves that too", action["id"], part.place)

    def _columns(self, made: Data, parts: Mapping[Role, Part], found: Sequence[actions.Draft]) -> None:
        """Read the columns beside an action, and a date that stands in the column of colours."""
        rag = parts.get("rag")
        when = dates.parsed(plain(rag.paragraphs)) if rag else None
        if rag and when:
            self._date(made, rag, when, found, "stands in the column of colours and is read as the due date")
        beside = self._beside(parts)
        divided = {role: lines for role, part in beside.items() if (lines := _lines(role, part, len(found)))}
        for role, lines in divided.items():
            for at, one in enumerate(lines):
                self._read(role, made, one, found[at : at + 1])
        whole = {role: part for role, part in beside.items() if role not in divided}
        for role, part in whole.items():
            self._read(role, made, part, found)
            if role != "due":
                self.notes.added += [plain(part.paragraphs)] * (len(found) - 1)
        place = parts["actions"].place if "actions" in parts else ""
        if divided:
            said = f"the lines beside these {len(found)} actions were given to one each, in their order: are they so meant?"
            self.notes.check(said, made["id"], place)
        if len(found) > 1 and whole:
            self.notes.check(f"the columns beside these {len(found)} actions were given to each", made["id"], place)

    def _read(self, role: Role, made: Data, part: Part, found: Sequence[actions.Draft]) -> None:
        if role == "due":
            self._due(made, part, found)
        elif not found:
            self._apart(part)
        elif role == "owners":
            self._owners(made, part, found)
        else:
            self._status(part, found)

    def _beside(self, parts: Mapping[Role, Part]) -> dict[Role, Part]:
        """Give the columns that say something of an action."""
        found = {role: parts[role] for role in columns.BESIDE if role in parts}
        self.notes.added += [part.again for part in found.values()]
        for part in found.values():
            if actions.is_nothing(part.paragraphs):
                self.notes.label(plain(part.paragraphs), part.place)
        return {role: part for role, part in found.items() if not actions.is_nothing(part.paragraphs)}

    def _date(self, made: Data, part: Part, when: str, found: Sequence[actions.Draft], how: str) -> None:
        if not found:
            self._apart(part)
            self.notes.check(f"'{when}' stands beside no action; it is in 'unparsed'", made["id"], part.place)
            return
        self.notes.label(plain(part.paragraphs), part.place)
        for one in found:
            if one.due and one.due != when:
                one.check.append(f"'{one.due}' in its text may be a due date too")
            one.due = when
            if how:
                one.assumed.append(f"'{when}' {how}")

    def _due(self, made: Data, part: Part, found: Sequence[actions.Draft]) -> None:
        text = plain(part.paragraphs)
        when = dates.parsed(text)
        if when:
            self._date(made, part, when, found, "")
        elif re.fullmatch(r"on-?going", text, re.IGNORECASE) and found:
            self.notes.label(text, part.place)
            for one in found:
                one.repeats = "ongoing"
        else:
            self.notes.check(f"'{text}' is no date; it is in 'unparsed'", made["id"], part.place)
            self._apart(part)

    def _owners(self, made: Data, part: Part, found: Sequence[actions.Draft]) -> None:
        read = owners.read(part.paragraphs)
        self.notes.added += read.added
        for label in read.labels:
            self.notes.label(label, part.place)
        self.aside.piece(headed(part.place, part.head), read.others)
        for said in read.doubts:
            self.notes.check(said, made["id"], part.place)
        if not read.names:
            return
        for one in found:
            for name in read.names:
                if name in one.owners:
                    self.notes.label(name, part.place)
                else:
                    one.owners.append(name)
            one.marks = [("owner", part.mark), *(mark for mark in one.marks if mark != ("owner", "no mark"))]
            one.check = [said for said in one.check if not said.startswith("no owner")]

    def _status(self, part: Part, found: Sequence[actions.Draft]) -> None:
        text, words = plain(part.paragraphs), markdown(part.paragraphs)
        meant = status.kind(text)
        several = {kind for line in cutting.lines(part.paragraphs) if (kind := status.kind(line.text))}
        for one in found:
            one.check += [f"its column says several states: which holds? '{text}'"] if len(several) > 1 else []
            one.check += [doubt] if (doubt := status.doubt(text)) else []
            if meant and one.status not in {None, meant}:
                one.check.append(f"its text says '{one.outcome}' and the column '{text}': which holds?")
            one.status = meant or one.status
            one.outcome = f"{one.outcome}\n\n{words}" if one.outcome else words
            one.marks.append(("state", part.mark))
            if not status.kind(text):
                one.check.append(f"'{text}' is no status that is known")

    def _action(self, draft: actions.Draft, part: Part) -> Data:
        self.count += 1
        if draft.completed and dates.lies_after(draft.completed, self.period):
            draft.check.append(f"is it complete? '{draft.completed}' beside its state lies after the period")
            draft.completed = None
        made: Data = {"id": f"A{self.count:02d}", "text": draft.text, "owners": draft.owners or None}
        made |= {"due": draft.due, "awaiting": draft.awaiting, "repeats": draft.repeats, "completed": draft.completed}
        made |= {"status": draft.status or "open"} | _account(draft)
        for kind, mark in draft.marks:
            self.notes.mark(kind, mark)
        self.notes.mark("action", part.mark)
        self.notes.added += draft.added
        for label in draft.labels:
            self.notes.label(label, part.place)
        for one in draft.assumed:
            self.notes.assumed(one, made["id"], part.place)
        for one in draft.check:
            self.notes.check(one, made["id"], part.place)
        self.notes.places[made["id"]] = part.place
        return {key: value for key, value in made.items() if value is not None}

    def _apart(self, part: Part) -> None:
        self.aside.piece(headed(part.place, part.head), part.paragraphs)


def _lines(role: Role, part: Part, count: int) -> list[Part]:
    """Give the lines of a cell where each is surely said of one of as many actions beside it; none otherwise."""
    lines = cutting.lines(part.paragraphs)
    apart = {"owners": owners.apart, "due": _dated, "status": _states}[role]
    if count < 2 or len(lines) != count or any(map(owners.hangs, lines)) or not apart([one.text for one in lines]):
        return []
    return [replace(part, paragraphs=[one], again="") for one in lines]


def _dated(lines: Sequence[str]) -> bool:
    """Whether each line says a date, that there is no end, or that no date is known."""
    return all(dates.parsed(one) or _NO_DATE.fullmatch(one) for one in lines)


def _states(lines: Sequence[str]) -> bool:
    """Whether each line says a state, and none goes on in the next."""
    goes_on = any(map(cutting.is_open, lines[:-1])) or (
        lines[0][:1].isupper() and any(map(cutting.begins_small, lines))
    )
    return all(map(status.kind, lines)) and not goes_on


def _in_lines(part: Part, parts: Mapping[Role, Part]) -> bool:
    """Whether each line of a cell is an action: a date or a state stands beside each, and no line goes on."""
    lines = [one.text for one in cutting.lines(part.paragraphs)]
    beside = {
        role: [one.text for one in cutting.lines(parts[role].paragraphs)] for role in columns.BESIDE if role in parts
    }
    dues, states = beside.get("due", []), beside.get("status", [])
    dated = len(dues) == len(lines) and all(map(dates.parsed, dues))
    stated = len(states) == len(lines) and _states(states) and not any(map(status.doubt, states))
    doubted = (len(dues) > 1 and not dated) or (len(states) > 1 and not stated)
    return len(lines) > 1 and (dated or stated) and not doubted and cutting.apart(lines)


def _account(draft: actions.Draft) -> Data:
    """Give the words of a status where the record format has them for it."""
    if not draft.outcome:
        return {}
    if draft.status == "complete":
        return {"outcome": draft.outcome}
    if draft.status in {"deferred", "withdrawn"}:
        return {"reason": draft.outcome}
    return {"progress": [{"note": draft.outcome}]}

"""The action that a row of a list tells of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from prevent_cli.importing import actions, dates, dividing, heads, owners, status
from prevent_cli.importing.markdown import markdown, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prevent_cli.importing.aside import Aside
    from prevent_cli.importing.cells import Cell
    from prevent_cli.importing.fields import Said
    from prevent_cli.importing.heads import Field
    from prevent_cli.importing.notes import Notes

Data = dict[str, Any]

_ID = re.compile(r"[A-Za-z][A-Za-z0-9-]*$")
_OF_ACTION: tuple[Field, ...] = ("id", "owners", "due", "raised", "completed", "status", "outcome", "progress")


@dataclass(slots=True)
class Actions:
    """Makes actions of rows, each with an id of its own; ``period`` is what the list speaks for."""

    notes: Notes
    aside: Aside
    taken: set[str] = field(default_factory=set)
    count: int = 0
    period: str = ""

    def of(self, by: Mapping[Field, Said], item: str) -> Data | None:
        """Give the action of a row that is about an item; None where there is none, and what is said of it is set aside."""
        said = self._said(by)
        if "action" not in by or not by["action"].words:
            for one in said.values():
                self.notes.check(
                    "this says something of an action, and the row has none; it is in 'unparsed'", item, one.cell.place
                )
                self.aside.cell(one.cell, one.head)
            return None
        cell = by["action"].cell
        made: Data = {"id": self._id(said.pop("id", None)), "text": markdown(cell.paragraphs)}
        self.notes.mark("action", "the head of the column")
        self.notes.places[made["id"]] = cell.place
        for name, one in _in_progress_column(said).items():
            getattr(self, f"_put_{name}")(made, one)
        if "answer" in by:
            self._colour(made, by["answer"])
        self._settle(made, said)
        for doubt in [
            *actions.doubts(plain(cell.paragraphs)),
            *_several(cell),
            *(["no owner is named"] if "owners" not in made else []),
        ]:
            self.notes.check(doubt, made["id"], cell.place)
        return made

    def _settle(self, made: Data, said: Mapping[Field, Said]) -> None:
        """Set what a row says of an action's end against its state and the period."""
        told = "status" in made
        due, ended = said.get("due"), said.get("completed")
        if due and made.get("status") == "complete" and heads.ends(due.head) and "due" in made and not ended:
            made["completed"], ended = made.pop("due"), due
            self.notes.assumed(f"'{due.words}' is read as when it was completed", made["id"], due.cell.place)
        made.setdefault("status", "complete" if "completed" in made else "open")
        if not ended or "completed" not in made:
            return
        if dates.lies_after(made["completed"], self.period):
            made["status"] = made["status"] if told else "open"
            self._unended(made, ended, f"'{ended.words}' lies after the period, so it was not completed then")
        elif made["status"] != "complete":
            self._unended(made, ended, f"it is {made['status']}, and was completed '{ended.words}': which holds?")
        elif "raised" in made and dates.lies_after(made["raised"], made["completed"]):
            why = f"it was completed '{ended.words}', before it was raised '{made['raised']}': which holds?"
            self._unended(made, ended, why)

    def _unended(self, made: Data, ended: Said, why: str) -> None:
        """Take back when an action was completed: as when it is due where nothing else says that, else into ``unparsed``."""
        when = made.pop("completed")
        if made["status"] == "open" and "due" not in made and dates.lies_after(when, self.period):
            made["due"] = when
            self.notes.check(f"{why}; it is read as when it is due", made["id"], ended.cell.place)
            return
        self.notes.added.append(ended.words)
        self.aside.cell(ended.cell, ended.head)
        self.notes.check(f"{why} The date is in 'unparsed'", made["id"], ended.cell.place)

    def _said(self, by: Mapping[Field, Said]) -> dict[Field, Said]:
        """Give the cells that say something of an action."""
        found = {name: by[name] for name in _OF_ACTION if name in by}
        for one in found.values():
            if actions.is_nothing(one.cell.paragraphs):
                self.notes.label(one.words, one.cell.place)
        return {name: one for name, one in found.items() if not actions.is_nothing(one.cell.paragraphs)}

    def _id(self, said: Said | None) -> str:
        cell, written = (said.cell, said.words.rstrip(".")) if said else (None, "")
        name = f"A{written.zfill(2)}" if written.isascii() and written.isdigit() else written
        if cell and _ID.match(name) and name.isascii() and name not in self.taken:
            self.notes.label(written, cell.place)
            if name != written:
                self.notes.assumed(f"the action's number {written} became the id {name}", name, cell.place)
        else:
            if cell and written:
                self.aside.cell(cell)
            name = self._free()
        self.taken.add(name)
        return name

    def _free(self) -> str:
        while True:
            self.count += 1
            name = f"A{self.count:02d}"
            if name not in self.taken:
                return name

    def _put_owners(self, made: Data, said: Said) -> None:
        read = owners.read(said.cell.paragraphs)
        made |= {"owners": read.names} if read.names else {}
        self.notes.added += read.added
        for label in read.labels:
            self.notes.label(label, said.cell.place)
        self.aside.cell(replace(said.cell, paragraphs=tuple(read.others)), said.head)
        for doubt in read.doubts:
            self.notes.check(doubt, made["id"], said.cell.place)

    def _date(self, made: Data, key: Literal["due", "raised", "completed"], said: Said) -> None:
        cell, text = said.cell, said.words
        when = dates.parsed(text)
        if when:
            made[key] = when
            self.notes.label(text, cell.place)
        elif key == "due" and re.fullmatch(r"on-?going", text, re.IGNORECASE):
            made["repeats"] = "ongoing"
            self.notes.label(text, cell.place)
        else:
            self.notes.check(f"'{text}' is no date that is known; it is in 'unparsed'", made["id"], cell.place)
            self.aside.cell(cell, said.head)

    def _put_due(self, made: Data, said: Said) -> None:
        self._date(made, "due", said)

    def _put_raised(self, made: Data, said: Said) -> None:
        self._date(made, "raised", said)

    def _put_completed(self, made: Data, said: Said) -> None:
        self._date(made, "completed", said)

    def _put_status(self, made: Data, said: Said) -> None:
        cell, text = said.cell, said.words
        found = status.kind(text)
        if found:
            made["status"] = found
        if doubt := status.doubt(text):
            self.notes.check(doubt, made["id"], cell.place)
        if found in {"deferred", "withdrawn"}:
            made["reason"] = markdown(cell.paragraphs)
            if status.is_only(text):
                self.notes.check(f"no reason is given; '{text}' stands for it", made["id"], cell.place)
            return
        if found and status.is_only(text):
            self.notes.label(text, cell.place)
            return
        if not found:
            self.notes.check(
                f"'{text}' is no status that is known; it is kept as a note of progress", made["id"], cell.place
            )
        self._note(made, markdown(cell.paragraphs))

    def _colour(self, made: Data, said: Said) -> None:
        cell, text = said.cell, said.words
        if status.kind(text) and "status" not in made:
            self._put_status(made, said)
            return
        self.notes.assumed(
            f"'{text}' beside an action is no status; it is kept as a note of progress", made["id"], cell.place
        )
        self.notes.added.append(said.head)
        self._note(made, f"{said.head}: {markdown(cell.paragraphs)}")

    def _put_outcome(self, made: Data, said: Said) -> None:
        made["outcome"] = markdown(said.cell.paragraphs)

    def _put_progress(self, made: Data, said: Said) -> None:
        if status.is_only(said.words) and (meant := status.kind(said.words)) != made.get("status", meant):
            doubt = f"it is {made['status']}, and its progress says '{said.words}': which holds?"
            self.notes.check(doubt, made["id"], said.cell.place)
        self._note(made, markdown(said.cell.paragraphs))

    @staticmethod
    def _note(made: Data, text: str) -> None:
        made.setdefault("progress", []).append({"note": text})


def _in_progress_column(said: Mapping[Field, Said]) -> Mapping[Field, Said]:
    """Take the words of a column of progress for the state where they are one and nothing more, and nothing else says it."""
    progress = said.get("progress")
    if not progress or "status" in said or not status.is_only(progress.words):
        return said
    return {"status" if name == "progress" else name: one for name, one in said.items()}


def _several(cell: Cell) -> list[str]:
    """Ask of a cell that numbers or lists what is to be done whether it is several actions."""
    count = len(dividing.groups(cell.paragraphs))
    return [f"are these {count} actions? They are one here"] if count > 1 else []

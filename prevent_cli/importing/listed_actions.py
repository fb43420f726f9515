"""The action that a row of a list tells of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from prevent_cli.importing import actions, dates, owners, status
from prevent_cli.importing.markdown import markdown, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prevent_cli.importing.aside import Aside
    from prevent_cli.importing.fields import Said
    from prevent_cli.importing.heads import Field
    from prevent_cli.importing.notes import Notes

Data = dict[str, Any]

_ID = re.compile(r"[A-Za-z][A-Za-z0-9-]*$")
_OF_ACTION: tuple[Field, ...] = ("id", "owners", "due", "raised", "completed", "status", "outcome", "progress")


@dataclass(slots=True)
class Actions:
    """Makes actions of rows, each with an id of its own."""

    notes: Notes
    aside: Aside
    taken: set[str] = field(default_factory=set)
    count: int = 0

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
        for name, one in said.items():
            getattr(self, f"_put_{name}")(made, one)
        if "answer" in by:
            self._colour(made, by["answer"])
        made.setdefault("status", "complete" if "completed" in made else "open")
        for doubt in [
            *actions.doubts(plain(cell.paragraphs)),
            *(["no owner is named"] if "owners" not in made else []),
        ]:
            self.notes.check(doubt, made["id"], cell.place)
        return made

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
        made["owners"] = owners.names("\n".join(one.text for one in said.cell.paragraphs))

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
        if found and len(text.split()) <= 2:
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
        self._note(made, markdown(said.cell.paragraphs))

    @staticmethod
    def _note(made: Data, text: str) -> None:
        made.setdefault("progress", []).append({"note": text})

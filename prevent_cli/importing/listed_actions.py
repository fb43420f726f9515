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
    from prevent_cli.importing.cells import Cell
    from prevent_cli.importing.heads import Field
    from prevent_cli.importing.notes import Notes

Data = dict[str, Any]

_ID = re.compile(r"[A-Za-z][A-Za-z0-9-]*$")
_OF_ACTION: tuple[Field, ...] = ("id", "owners", "due", "raised", "completed", "status", "outcome", "progress")


@dataclass(slots=True)
class Actions:
    """Makes actions of rows, each with an id of its own. ``heads`` are those of the table that is read, by field."""

    notes: Notes
    aside: Aside
    heads: Mapping[Field, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    count: int = 0

    def of(self, by: Mapping[str, Cell], item: str) -> Data | None:
        """Give the action of a row that is about an item; None where there is none, and what is said of it is set aside."""
        cell = by.get("action")
        said = self._said(by)
        if cell is None or not plain(cell.paragraphs):
            for name, one in said.items():
                self.notes.check(
                    "this says something of an action, and the row has none; it is in 'unparsed'", item, one.place
                )
                self.aside.cell(one, self.heads[name])
            return None
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

    def _said(self, by: Mapping[str, Cell]) -> dict[Field, Cell]:
        """Give the cells that say something of an action."""
        found = {name: by[name] for name in _OF_ACTION if name in by}
        for cell in found.values():
            if actions.is_nothing(cell.paragraphs):
                self.notes.label(plain(cell.paragraphs), cell.place)
        return {name: cell for name, cell in found.items() if not actions.is_nothing(cell.paragraphs)}

    def _id(self, cell: Cell | None) -> str:
        written = plain(cell.paragraphs).rstrip(".") if cell else ""
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

    def _put_owners(self, made: Data, cell: Cell) -> None:
        made["owners"] = owners.names("\n".join(one.text for one in cell.paragraphs))

    def _date(self, made: Data, key: Literal["due", "raised", "completed"], cell: Cell) -> None:
        text = plain(cell.paragraphs)
        when = dates.parsed(text)
        if when:
            made[key] = when
            self.notes.label(text, cell.place)
        elif key == "due" and re.fullmatch(r"on-?going", text, re.IGNORECASE):
            made["repeats"] = "ongoing"
            self.notes.label(text, cell.place)
        else:
            self.notes.check(f"'{text}' is no date that is known; it is in 'unparsed'", made["id"], cell.place)
            self.aside.cell(cell, self.heads[key])

    def _put_due(self, made: Data, cell: Cell) -> None:
        self._date(made, "due", cell)

    def _put_raised(self, made: Data, cell: Cell) -> None:
        self._date(made, "raised", cell)

    def _put_completed(self, made: Data, cell: Cell) -> None:
        self._date(made, "completed", cell)

    def _put_status(self, made: Data, cell: Cell) -> None:
        text = plain(cell.paragraphs)
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

    def _colour(self, made: Data, cell: Cell) -> None:
        text = plain(cell.paragraphs)
        if status.kind(text) and "status" not in made:
            self._put_status(made, cell)
            return
        self.notes.assumed(
            f"'{text}' beside an action is no status; it is kept as a note of progress", made["id"], cell.place
        )
        self.notes.added.append(self.heads["answer"])
        self._note(made, f"{self.heads['answer']}: {markdown(cell.paragraphs)}")

    def _put_outcome(self, made: Data, cell: Cell) -> None:
        made["outcome"] = markdown(cell.paragraphs)

    def _put_progress(self, made: Data, cell: Cell) -> None:
        self._note(made, markdown(cell.paragraphs))

    @staticmethod
    def _note(made: Data, text: str) -> None:
        made.setdefault("progress", []).append({"note": text})

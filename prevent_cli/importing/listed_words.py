"""What a row of a list says of its item: its number and name, its words, its evidence and its answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from prevent_cli.importing import answers, cutting, ids
from prevent_cli.importing.markdown import markdown, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from prevent_cli.importing.aside import Aside
    from prevent_cli.importing.cells import Cell
    from prevent_cli.importing.fields import Said
    from prevent_cli.importing.heads import Field
    from prevent_cli.importing.listed_items import Items
    from prevent_cli.importing.notes import Notes

Data = dict[str, Any]

_COLOURS = {"green": "met", "amber": "partly", "red": "not met"}
_ANSWERS = {
    "met": "met", "yes": "met", "fully met": "met", "compliant": "met",
    "partly": "partly", "partly met": "partly", "partially met": "partly", "partial": "partly", "partially": "partly", "partially compliant": "partly",
    "no": "not met", "not met": "not met", "non-compliant": "not met", "not compliant": "not met",
    "n/a": "not applicable", "na": "not applicable", "not applicable": "not applicable",
}  # fmt: skip


@dataclass(slots=True)
class Words:
    """Gives items the words of rows.

    ``shown`` says that a list shows the evidence of its items; ``waived`` is evidence that begins with 'N/A', by the
    number of its item.
    """

    notes: Notes
    items: Items
    aside: Aside
    shown: bool = False
    waived: dict[str, Cell] = field(default_factory=dict)

    def fill(self, item: Data, by: Mapping[Field, Said]) -> None:
        """Give an item what a row says of it, but for its action."""
        self._numbers(item, by)
        if "question" in by:
            self._text(self.items.by_number[self.items.asked], by["question"].cell)
        if "text" in by:
            self._text(item, by["text"].cell)
        if "answer" in by:
            self._answer(item, by["answer"])
        if "evidence" in by:
            self._evidence(item, by["evidence"].cell, by)

    def _numbers(self, item: Data, by: Mapping[Field, Said]) -> None:
        """Keep what stands in the columns that say which item it is: its number, and the words after it."""
        above = self.items.by_number[item["id"].split(".")[0]]
        for name in ("ref", "benchmark"):
            if said := by.get(name):
                number, end = ids.listed(said.words)
                rest = said.words[end:]
                if name == "benchmark" and number and number.split(".")[0] != above["id"]:
                    self.aside.cell(said.cell)
                elif name == "benchmark":
                    self.title(above, said.cell, rest)
                elif rest:
                    self.aside.cell(said.cell)
                    if ids.turned(said.words):
                        doubt = f"'{said.words}' is a date in place of a number: did a spreadsheet make it of one such as 1.1?"
                        self.notes.check(doubt, item["id"], said.cell.place)
                else:
                    self.notes.label(said.words, said.cell.place)

    def title(self, above: Data, cell: Cell, rest: str) -> None:
        """Take the words that stand behind a benchmark's number, or alone, for its title."""
        words = plain(cell.paragraphs)
        if rest and "title" not in above:
            above["title"] = rest
            self.notes.label(words.removesuffix(rest), cell.place)
        elif not rest or rest == above["title"]:
            self.notes.label(words, cell.place)
        else:
            self.aside.cell(cell)

    def _text(self, item: Data, cell: Cell) -> None:
        words = cutting.text(cell.paragraphs)
        number, end = ids.listed(words)
        begin = end if number == item["id"] else 0
        text = markdown(cutting.between(cell.paragraphs, begin))
        key = "statement" if "." not in item["id"] else "text"
        same = ids.bare(item.get(key, text)) == ids.bare(text)
        if not same:
            self.notes.check("its words are others than those above; they are in 'unparsed'", item["id"], cell.place)
            self.aside.cell(cell)
            return
        if begin:
            self.notes.label(words[:begin], cell.place)
        if key in item:
            self.notes.label(text, cell.place)
        item.setdefault(key, text)

    def _evidence(self, item: Data, cell: Cell, by: Mapping[Field, Said]) -> None:
        text = markdown(cell.paragraphs)
        above = self.waived.get(item["id"])
        if "." not in item["id"]:
            self.notes.check("a benchmark holds no evidence of its own; it is in 'unparsed'", item["id"], cell.place)
            self.aside.cell(cell)
        elif text == (markdown(above.paragraphs) if above else item.get("evidence")):
            self.notes.label(text, cell.place)
        elif not above and self._waives(item, cell, by):
            self.waived[item["id"]] = cell
        else:
            self.applies(item, cell.place)
            if not above and answers.NOT_APPLICABLE.match(cutting.text(cell.paragraphs)):
                said = "the evidence begins with 'N/A', and more is said of the item: does it apply?"
                self.notes.check(said, item["id"], cell.place)
            item["evidence"] = f"{item['evidence']}\n\n{text}" if "evidence" in item else text

    @staticmethod
    def _waives(item: Data, cell: Cell, by: Mapping[Field, Said]) -> bool:
        """Whether evidence begins with 'N/A', and nothing else says that the item applies."""
        applies = "evidence" in item or item.get("actions") or "action" in by
        other = item.get("answer", "not applicable") != "not applicable"
        return not (applies or other) and bool(answers.NOT_APPLICABLE.match(cutting.text(cell.paragraphs)))

    def applies(self, item: Data, place: str) -> None:
        """Take 'N/A' in a row above for evidence after all, where a row says that the item applies."""
        cell = self.waived.pop(item["id"], None)
        if cell:
            item["evidence"] = markdown(cell.paragraphs)
            said = f"the evidence above begins with 'N/A' ({cell.place}), and this row says more: does the item apply?"
            self.notes.check(said, item["id"], place)

    def close(self) -> None:
        """Read the evidence that begins with 'N/A' as the answer, where no row says otherwise."""
        for name, cell in self.waived.items():
            self.items.by_number[name] |= answers.not_applicable(cell.paragraphs, name, cell.place, self.notes) or {}

    def of_action(self, item: Data, by: Mapping[Field, Said]) -> bool:
        """Whether an answer stands beside an action and is said of that.

        It is the item's own where it is a known answer to a question or an expectation whose evidence is shown.
        """
        known = "answer" in by and _word(by["answer"]) in {*_ANSWERS, *_COLOURS}
        own = known and self.shown and "." in item["id"]
        return "action" in by and bool(by["action"].words) and not own

    def _answer(self, item: Data, said: Said) -> None:
        cell, text = said.cell, said.words
        word = _word(said)
        answer = _ANSWERS.get(word) or _COLOURS.get(word)
        rating = word if "." not in item["id"] and word in _COLOURS else None
        before = item.get("rating", {}).get("value", rating) if rating else item.get("answer", answer)
        if answer and before != (rating or answer):
            known = f"the {'rating' if rating else 'answer'} is '{before}' already"
            self.notes.check(f"{known}, and this says '{text}'; it is in 'unparsed'", item["id"], cell.place)
            self.aside.cell(cell, said.head)
            return
        if rating:
            item["rating"] = {"value": rating}
        elif "." in item["id"] and answer:
            item["answer"] = answer
            if answer != "not applicable":
                self.applies(item, cell.place)
            self.notes.assumed(f"'{text}' is read as the answer '{answer}'", item["id"], cell.place)
        else:
            self.notes.check(f"'{text}' is no answer that is known; it is in 'unparsed'", item["id"], cell.place)
            self.aside.cell(cell, said.head)
            return
        self.notes.label(text, cell.place)


def _word(said: Said) -> str:
    return said.words.lower().strip(" .")

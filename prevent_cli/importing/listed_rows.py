"""The rows of a list, one after the other, into the items and actions that they speak of."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from prevent_cli.importing import actions, answers, cutting, heads, ids
from prevent_cli.importing.cells import Cell, Paragraph, Run
from prevent_cli.importing.fields import Said
from prevent_cli.importing.markdown import markdown, plain

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from prevent_cli.importing.aside import Aside
    from prevent_cli.importing.cells import Table
    from prevent_cli.importing.fields import Column
    from prevent_cli.importing.heads import Field
    from prevent_cli.importing.listed_actions import Actions
    from prevent_cli.importing.listed_items import Items
    from prevent_cli.importing.listings import Listing
    from prevent_cli.importing.notes import Notes

Data = dict[str, Any]

_COLOURS = {"green": "met", "amber": "partly", "red": "not met"}
_ANSWERS = {
    "met": "met", "yes": "met", "fully met": "met", "compliant": "met",
    "partly": "partly", "partly met": "partly", "partially met": "partly", "partial": "partly",
    "no": "not met", "not met": "not met", "non-compliant": "not met",
    "n/a": "not applicable", "na": "not applicable", "not applicable": "not applicable",
}  # fmt: skip


# A cell of these that reaches down over rows is said of each of them.
_OF_ITEM: frozenset[Field] = frozenset({"ref", "benchmark", "question", "text"})
_OF_ACTION: frozenset[Field] = frozenset({"owners", "due", "status", "raised", "completed"})


@dataclass(slots=True)
class Rows:
    """Reads rows one after the other. ``waived`` is evidence that begins with 'N/A'."""

    notes: Notes
    items: Items
    aside: Aside
    actions: Actions
    waived: dict[str, Cell] = field(default_factory=dict)

    def read(self, listing: Listing, above: Sequence[Paragraph]) -> None:
        """Read a table's rows, below the headings that stand above it."""
        self._sheet(listing.table)
        for one in above:
            self._begins(Cell((one,), one.place))
        for row in listing.above:
            if not self._heading(row):
                self.aside.rows([row])
        self._heads(listing)
        self.items.believed, self.items.counted = _numbered(listing), _counted(listing)
        if self.items.counted:
            said = "the numbers only count rows, as a column for benchmarks stands beside them"
            self.notes.assumed(f"{said}; ids follow the order", None, listing.table.place)
        columns = frozenset(one.field for one in listing.columns)
        down: dict[int, Cell] = {}
        for row in listing.rows:
            cells = _spanning(row, down)
            if self._heading(row) or self._again(row, listing) or not any(cell.text for cell in cells.values()):
                continue
            by = self._by({at: cell for at, cell in cells.items() if cell.text}, listing.columns, row)
            if by:
                self._row(by, columns)

    def _sheet(self, table: Table) -> None:
        """Read the name of a sheet, which is no part of its text, where it is the heading of a benchmark."""
        if table.name and self._begins(Cell((Paragraph((Run(table.name),), table.place),), table.place)):
            self.notes.added.append(table.name)

    def _heading(self, row: Sequence[Cell | None]) -> bool:
        """Read a row that holds nothing but the heading of a benchmark."""
        filled = [cell for cell in row if cell and cell.text]
        return len(filled) == 1 and self._begins(filled[0])

    def _begins(self, cell: Cell) -> bool:
        found = ids.benchmark(cell.text)
        if found:
            above = self.items.begin(str(int(found[1])))
            self._title(above, cell, plain(cutting.between(cell.paragraphs, found.end())))
        return bool(found)

    def _again(self, row: Sequence[Cell | None], listing: Listing) -> bool:
        """Whether a row has the heads once more, as where a list was put together of several."""
        again = bool(listing.heads) and _flat(row) == _flat(listing.heads)
        for cell in filter(None, row if again else ()):
            self.notes.label(cell.text, cell.place)
        return again

    def _heads(self, listing: Listing) -> None:
        for cell in filter(None, listing.heads):
            self.notes.label(cell.text, cell.place)
        if listing.heads:
            for column in listing.columns:
                self._say(column, listing.table.place)

    def _say(self, column: Column, place: str) -> None:
        if not column.head:
            return
        counts = column.field == "id" and heads.field(column.head) == "ref"
        how = "as --map says" if column.said else "as it counts the rows" if counts else "by its head"
        if column.field == "unparsed":
            sign = '"' if "'" in column.head else "'"
            option = f"--map {sign}{column.head}=FIELD{sign}"
            self.notes.check(f"the column '{column.head}' went to 'unparsed'; {option} gives it a field", None, place)
        else:
            self.notes.assumed(f"the column '{column.head}' is read as {column.field}, {how}", None, place)

    def _by(
        self, cells: Mapping[int, Cell], columns: Sequence[Column], row: Sequence[Cell | None]
    ) -> dict[Field, Said]:
        """Give what a row says by field; what has none is kept aside."""
        by: dict[Field, Said] = {}
        own = {at for at in cells if at < len(row) and row[at] is cells[at]}
        acts = any(columns[at].field == "action" for at in own)
        shared = _OF_ITEM | _OF_ACTION if acts else _OF_ITEM
        for at, cell in cells.items():
            column = columns[at]
            if column.field == "unparsed":
                if at in own:
                    self.aside.cell(cell, column.head)
            elif at in own or column.field in shared:
                self.notes.added += [] if at in own else [cell.text]  # it is read in each row that it reaches down to
                by[column.field] = _both(by.get(column.field), Said(cell, column.head))
        return by

    def _row(self, by: dict[Field, Said], columns: Container[Field]) -> None:
        item = self.items.of(by, columns)
        self.notes.items.setdefault(item["id"], next(iter(by.values())).cell.place)
        self._none(item, by)
        self._fill(item, by)
        self._action(item, by)

    def _none(self, item: Data, by: dict[Field, Said]) -> None:
        """Take an action that says that there is none for what it says."""
        said = by.get("action")
        if said and actions.is_none(said.cell.paragraphs):
            del by["action"]
            item.setdefault("actions", [])
            self.notes.label(said.words, said.cell.place)
            self.notes.mark("cell without an action", "the label")

    def _fill(self, item: Data, by: Mapping[Field, Said]) -> None:
        self._numbers(item, by)
        if "question" in by:
            self._text(self.items.by_number[self.items.asked], by["question"].cell)
        if "text" in by:
            self._text(item, by["text"].cell)
        if "answer" in by:
            self._answer(item, by["answer"], by)
        if "evidence" in by:
            self._evidence(item, by["evidence"].cell, by)

    def _numbers(self, item: Data, by: Mapping[Field, Said]) -> None:
        """Keep what stands in the columns that say which item it is: its number, and the words after it."""
        above = self.items.by_number[item["id"].split(".")[0]]
        for name in ("ref", "benchmark"):
            if said := by.get(name):
                rest = said.words[ids.listed(said.words)[1] :]
                if name == "benchmark":
                    self._title(above, said.cell, rest)
                elif rest:
                    self.aside.cell(said.cell)
                else:
                    self.notes.label(said.words, said.cell.place)

    def _title(self, above: Data, cell: Cell, rest: str) -> None:
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
        if item.get(key, text) != text:
            self.aside.cell(cell)
            return
        if begin:
            self.notes.label(words[:begin], cell.place)
        if key in item:
            self.notes.label(text, cell.place)
        item[key] = text

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
            self._doubt(item, cell.place)
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

    def _doubt(self, item: Data, place: str) -> None:
        """Take 'N/A' in a row above for evidence after all, where a row says that the item applies."""
        cell = self.waived.pop(item["id"], None)
        if cell:
            item["evidence"] = markdown(cell.paragraphs)
            said = f"the evidence above begins with 'N/A' ({cell.place}), and this row says more: does the item apply?"
            self.notes.check(said, item["id"], place)

    def _waive(self) -> None:
        """Read the evidence that begins with 'N/A' as the answer, where no row says otherwise."""
        for name, cell in self.waived.items():
            self.items.by_number[name] |= answers.not_applicable(cell.paragraphs, name, cell.place, self.notes) or {}

    def _answer(self, item: Data, said: Said, by: Mapping[Field, Said]) -> None:
        cell, text = said.cell, said.words
        word = text.lower().strip(" .")
        if "action" in by and by["action"].words:
            return  # said with the action
        answer = _ANSWERS.get(word) or _COLOURS.get(word)
        if answer and item.get("answer", answer) != answer:
            self.notes.check(
                f"the answer is '{item['answer']}' already, and this says '{text}'; it is in 'unparsed'",
                item["id"],
                cell.place,
            )
            self.aside.cell(cell, said.head)
            return
        if "." not in item["id"] and word in _COLOURS:
            item["rating"] = {"value": word}
        elif "." in item["id"] and answer:
            item["answer"] = answer
            if answer != "not applicable":
                self._doubt(item, cell.place)
            self.notes.assumed(f"'{text}' is read as the answer '{answer}'", item["id"], cell.place)
        else:
            self.notes.check(f"'{text}' is no answer that is known; it is in 'unparsed'", item["id"], cell.place)
            self.aside.cell(cell, said.head)
            return
        self.notes.label(text, cell.place)

    def _action(self, item: Data, by: Mapping[Field, Said]) -> None:
        if "action" in by and by["action"].words:
            self._doubt(item, by["action"].cell.place)
        action = self.actions.of(by, item["id"])
        if action:
            item.setdefault("actions", []).append(action)

    def benchmarks(self) -> list[Data]:
        """Give all that was read, in the order of its numbers."""
        self._waive()
        return self.items.nested()


def _both(first: Said | None, second: Said) -> Said:
    """Give the words of two columns, where a person gave both the same field."""
    if not first:
        return second
    cell = replace(first.cell, paragraphs=(*first.cell.paragraphs, *second.cell.paragraphs))
    return replace(first, cell=cell)


def _flat(row: Sequence[Cell | None]) -> list[str]:
    return [heads.flat(cell.text).casefold() if cell else "" for cell in row]


def _numbered(listing: Listing) -> bool:
    """Whether half of the words of a table's items, or more, begin with their number."""
    at = next((at for at, one in enumerate(listing.columns) if one.field == "text"), None)
    cells = [] if at is None else [text for row in listing.rows if (cell := row[at]) and (text := cell.text)]
    return 2 * sum(map(ids.credible, cells)) >= len(cells)


def _counted(listing: Listing) -> bool:
    """Whether all numbers of items are whole ones, and fewer benchmarks than rows stand beside them and their words."""
    by = {one.field: at for at, one in enumerate(listing.columns)}
    if not {"ref", "benchmark", "text"} <= by.keys():
        return False
    numbers = [cell.text for row in listing.rows if (cell := row[by["ref"]]) and cell.text]
    names = {cell.text for row in listing.rows if (cell := row[by["benchmark"]]) and cell.text}
    return len(names) < len(numbers) and all(ids.WHOLE.fullmatch(one) for one in numbers)


def _spanning(row: Sequence[Cell | None], down: dict[int, Cell]) -> dict[int, Cell]:
    """Give the cells that stand in a row, those too that reach down into it."""
    cells: dict[int, Cell] = {}
    for at, cell in enumerate(row):
        if cell is None and at in down:
            cells[at] = down[at]
        elif cell:
            cells[at] = cell
            if cell.rows > 1:
                down[at] = cell
            else:
                down.pop(at, None)
    return cells

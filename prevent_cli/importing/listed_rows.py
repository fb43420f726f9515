"""The rows of a list, one after the other, into the items and actions that they speak of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from prevent_cli.importing import actions, cutting, fields, heads, ids
from prevent_cli.importing.cells import Cell, Paragraph, Run
from prevent_cli.importing.fields import Said
from prevent_cli.importing.markdown import plain

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from prevent_cli.importing.aside import Aside
    from prevent_cli.importing.cells import Table
    from prevent_cli.importing.fields import Column
    from prevent_cli.importing.heads import Field
    from prevent_cli.importing.listed_actions import Actions
    from prevent_cli.importing.listed_items import Items
    from prevent_cli.importing.listed_words import Words
    from prevent_cli.importing.listings import Listing
    from prevent_cli.importing.notes import Notes

Data = dict[str, Any]

# A cell of these that reaches down over rows is said of each of them.
_OF_ITEM: frozenset[Field] = frozenset({"ref", "benchmark", "question", "text", "answer"})
_NAMES: tuple[Field, ...] = ("ref", "question", "text")
"""What says which item a row is about."""
_OF_DOING = re.compile(
    r"(?:\w+ )?evidence (?:of|for) (?:the )?(?:\w+ )?(?:completion|impact|progress|delivery|actions?)\b", re.IGNORECASE
)
_OF_ACTION: frozenset[Field] = frozenset({"owners", "due", "status", "raised", "completed"})


@dataclass(slots=True)
class Rows:
    """Reads rows one after the other into items, by ``words``, and actions. ``sheet`` is the one that it is in.

    ``sheets`` gives the number and the title of the benchmark that a sheet is about, by its name. ``acted`` gives the action, and its item, of a cell by its place.
    """

    notes: Notes
    items: Items
    aside: Aside
    actions: Actions
    words: Words
    sheet: str = ""
    sheets: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    acted: dict[str, tuple[Data, Data]] = field(default_factory=dict)

    def read(self, listing: Listing, above: Sequence[Paragraph]) -> None:
        """Read a table's rows, below the headings that stand above it."""
        self._sheet(listing.table)
        for one in above:
            if not self._begins(Cell((one,), one.place)):
                self.items.end()
        for row in listing.above:
            if not self._heading(row):
                self.aside.rows([row])
        self._heads(listing)
        self._numbers(listing)
        self.words.shown = _shown(listing)
        self.items.several = _several(listing)
        if self.items.several:
            they = ", ".join(sorted(self.items.several))
            said = f"several rows with other words have the number {they}; they are read as what stands below it"
            self.notes.assumed(said, None, listing.table.place)
        columns = frozenset(one.field for one in listing.columns)
        down: dict[int, Cell] = {}
        for row in listing.rows:
            cells = _spanning(row, down)
            if self._heading(row) or self._again(row, listing) or not any(cell.text for cell in cells.values()):
                continue
            if self._struck(row, cells, listing):
                continue
            by = self._by({at: cell for at, cell in cells.items() if cell.text}, listing.columns, row)
            if by:
                self._row(by, columns)
                self._share(cells, row, listing)

    def _struck(self, row: Sequence[Cell | None], cells: Mapping[int, Cell], listing: Listing) -> bool:
        """Keep a row aside whose number or item is struck out, and no other is there; say whether it was."""
        named = [cell for at, cell in cells.items() if listing.columns[at].field in _NAMES]
        if any(cell.text for cell in named) or not any(cell.struck for cell in named):
            return False
        self.aside.rows([row])
        place = next((cell.place for cell in row if cell and cell.text), listing.table.place)
        self.notes.check("its words are struck out; what stands beside them is in 'unparsed'", None, place)
        return True

    def _numbers(self, listing: Listing) -> None:
        """Say what the numbers of a table are."""
        items = self.items
        items.believed = _numbered(listing)
        if not listing.heads:
            return  # it goes on like the table before
        whole = _whole(listing)
        items.theirs, items.counted = whole == "theirs", whole == "counts"
        if items.counted:
            said = "the numbers only count rows, as a column for benchmarks stands beside them"
            self.notes.assumed(f"{said}; ids follow the order", None, listing.table.place)
        elif items.theirs:
            said = "the numbers are those of the benchmarks beside them, as each has one name"
            self.notes.assumed(f"{said}; ids of what stands below follow the order", None, listing.table.place)

    def _sheet(self, table: Table) -> None:
        """Read the name of a sheet, which is no part of its text, where it is the heading of a benchmark or a question."""
        if not table.name or table.name == self.sheet:
            return
        self.sheet = table.name
        cell = Cell((Paragraph((Run(table.name),), table.place),), table.place)
        if table.name in self.sheets:
            number, words = self.sheets[table.name]
            self.words.title(self.items.begin(number), cell, words)
            self.notes.added.append(table.name)
            self.notes.assumed(f"the sheet '{table.name}' is read as benchmark {number}", number, table.place)
        elif self._begins(cell):
            self.notes.added.append(table.name)
        else:
            self.items.end()
            if ids.of_sheet(table.name):
                said = (
                    f"the sheet '{table.name}' is read as no benchmark, as the numbers in it do not say so: is it one?"
                )
                self.notes.check(said, None, table.place)

    def _heading(self, row: Sequence[Cell | None]) -> bool:
        """Read a row that holds nothing but a heading of benchmarks, or of a question: 'Benchmark 7.2 Who is it?'."""
        filled = [cell for cell in row if cell and cell.text]
        return len(filled) == 1 and (self._begins(filled[0]) or self._ends(filled[0]))

    def _ends(self, cell: Cell) -> bool:
        """End a benchmark at the heading of several; False for any other."""
        several = ids.of_several(cell.text)
        if several:
            self.items.end()
            self.aside.cell(cell)
        return several

    def _begins(self, cell: Cell) -> bool:
        """Go on below the benchmark or the question whose heading a cell holds; False for any other."""
        number, found = ids.of_question(cell.text), ids.of_one(cell.text)
        if number:
            self._asks(self.items.begin(number), cell)
        elif found:
            above = self.items.begin(str(int(found[1])))
            self.words.title(above, cell, plain(cutting.between(cell.paragraphs, found.end())))
        return bool(number or found)

    def _asks(self, item: Data, cell: Cell) -> None:
        if cell.text[ids.listed(cell.text)[1] :]:
            plainly = replace(cell, paragraphs=tuple(cutting.unbold(cell.paragraphs)))
            self.words.fill(item, {"text": Said(plainly, "")})
        else:
            self.notes.label(cell.text, cell.place)

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
            for said in fields.clashes(listing.columns):
                self.notes.once(said, listing.table.place)

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
        beside: set[Field] = {"answer"} if self.words.of_action(item, by) else set()
        self.words.fill(item, {name: one for name, one in by.items() if name not in beside})
        self._action(item, {name: one for name, one in by.items() if name != "answer" or beside})

    def _none(self, item: Data, by: dict[Field, Said]) -> None:
        """Take an action that says that there is none for what it says."""
        said = by.get("action")
        if said and actions.is_none(said.cell.paragraphs):
            del by["action"]
            item.setdefault("actions", [])
            self.notes.label(said.words, said.cell.place)
            self.notes.mark("cell without an action", "the label")

    def _action(self, item: Data, by: Mapping[Field, Said]) -> None:
        if "action" in by and by["action"].words:
            self.words.applies(item, by["action"].cell.place)
        action = self.actions.of(by, item["id"])
        if action:
            item.setdefault("actions", []).append(action)
            self.acted[by["action"].cell.place] = action, item

    def _share(self, cells: Mapping[int, Cell], row: Sequence[Cell | None], listing: Listing) -> None:
        """Let the action of a cell that reaches down into a row serve the item of that row too."""
        item = self.items.by_number[self.items.last]
        for at, cell in cells.items():
            action, above = self.acted.get(cell.place, (None, item))
            if row[at] is cell or not action or above is item or listing.columns[at].field != "action":
                continue
            action["also"] = list(dict.fromkeys([*action.get("also", ()), item["id"]]))
            said = f"its cell reaches down to {item['id']}: it serves that too"
            self.notes.assumed(said, action["id"], cell.place)

    def benchmarks(self) -> list[Data]:
        """Give all that was read, in the order of its numbers."""
        self.words.close()
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


def _whole(listing: Listing) -> Literal["theirs", "counts", ""]:
    """Say what whole numbers are where fewer benchmarks than rows stand beside them and the words of items.

    They are the benchmarks' where their head says so, or each goes with one name and each name with one; else they
    only count.
    """
    by = {one.field: at for at, one in enumerate(listing.columns)}
    if not {"ref", "benchmark", "text"} <= by.keys():
        return ""
    rows = [row for row in listing.rows if _flat(row) != _flat(listing.heads)]
    pairs = [[one.text if (one := row[by[name]]) else "" for name in ("ref", "benchmark")] for row in rows]
    numbers = [number for number, _ in pairs if number]
    names = {name for _, name in pairs if name}
    if len(names) >= len(numbers) or not all(ids.WHOLE.fullmatch(one) for one in numbers):
        return ""
    if listing.columns[by["ref"]].head.casefold().startswith("benchmark"):
        return "theirs"
    both = {(number, name) for number, name in pairs if number and name}
    own = len(both) == len(names) == len(set(numbers)) and not any(ids.listed(name)[0] for name in names)
    return "theirs" if own else "counts"


def _shown(listing: Listing) -> bool:
    """Whether a table has the words of items and evidence of these, and not only of what is done."""
    by = {one.field: one for one in listing.columns}
    evidence = by.get("evidence")
    shows = evidence and (evidence.said or not _OF_DOING.match(evidence.head))
    return bool(shows and {"text", "question"} & by.keys())


def _several(listing: Listing) -> frozenset[str]:
    """Give the numbers of questions that stand beside the words of several items."""
    by = {one.field: at for at, one in enumerate(listing.columns)}
    words: dict[str, set[str]] = {}
    for row in listing.rows if {"ref", "text"} <= by.keys() else ():
        ref, text = row[by["ref"]], row[by["text"]]
        if ref and text and text.text:
            words.setdefault(ids.listed(ref.text)[0], set()).add(ids.bare(text.text))
    return frozenset(number for number, found in words.items() if number.count(".") == 1 and len(found) > 1)


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

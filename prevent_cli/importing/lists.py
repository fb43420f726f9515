"""Tables of other shapes, one row an action or one row an item, into a toolkit's plain data."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from prevent_cli.errors import PreventError
from prevent_cli.importing import actions, answers, cutting, fields, heads, outside
from prevent_cli.importing.aside import Aside
from prevent_cli.importing.cells import Paragraph, Table
from prevent_cli.importing.listed_actions import Actions
from prevent_cli.importing.listed_items import Items, numbered
from prevent_cli.importing.markdown import markdown, plain
from prevent_cli.importing.notes import Notes
from prevent_cli.importing.recognise import finished, titled, toolkit, whose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from prevent_cli.importing.cells import Cell, Document
    from prevent_cli.importing.fields import Column
    from prevent_cli.importing.heads import Field
    from prevent_cli.importing.recognise import Imported, Wanted
    from prevent_cli.model.framework import Framework

Data = dict[str, Any]

_LOOK = 10
_COLOURS = {"green": "met", "amber": "partly", "red": "not met"}
_ANSWERS = {
    "met": "met", "yes": "met", "fully met": "met", "compliant": "met",
    "partly": "partly", "partly met": "partly", "partially met": "partly", "partial": "partly",
    "no": "not met", "not met": "not met", "non-compliant": "not met",
    "n/a": "not applicable", "na": "not applicable", "not applicable": "not applicable",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listing:
    """A table whose columns are known, with the rows below its heads."""

    table: Table
    columns: tuple[Column, ...]
    above: tuple[tuple[Cell | None, ...], ...]
    heads: tuple[Cell | None, ...]
    rows: tuple[tuple[Cell | None, ...], ...]


def listings(document: Document, said: Mapping[str, Field]) -> list[Listing]:
    """Find the tables whose heads say what their columns hold; one without heads goes on like the one before."""
    found: list[Listing] = []
    for block in document.blocks:
        if not isinstance(block, Table):
            continue
        listing = _listing(block, said)
        if listing:
            found.append(listing)
        elif found and block.rows and len(block.rows[0]) == len(found[-1].columns):
            found.append(Listing(block, found[-1].columns, (), (), block.rows))
    return found


def _listing(table: Table, said: Mapping[str, Field]) -> Listing | None:
    for at, row in enumerate(table.rows[:_LOOK]):
        columns = fields.columns([cell.text if cell else "" for cell in row], said)
        if columns:
            below = table.rows[at + 1 :]
            return Listing(table, _counted(columns, below), table.rows[:at], row, below)
    return None


def _counted(columns: Sequence[Column], rows: Sequence[Sequence[Cell | None]]) -> tuple[Column, ...]:
    """Take a number that only counts the rows for the action's own, not for the item's that the action is about."""
    known = {one.field for one in columns}
    at = next((at for at, one in enumerate(columns) if one.field == "ref" and not one.said), None)
    if at is None or "action" not in known or {"text", "id"} & known:
        return tuple(columns)
    numbers = [text for row in rows if (cell := row[at]) and (text := cell.text.strip(" ."))]
    if len(numbers) < 2 or numbers != [str(number) for number in range(1, len(numbers) + 1)]:
        return tuple(columns)
    return tuple(replace(one, field="id") if one.field == "ref" else one for one in columns)


def mapping(found: Sequence[Listing]) -> dict[str, Field]:
    """Give what each column was taken for, to be saved."""
    return {one.head: one.field for listing in found for one in listing.columns if one.head}


def recognise(
    document: Document,
    name: str,
    framework: Framework | None,
    wanted: Wanted,
    said: Mapping[str, Field],
) -> Imported:
    """Make a toolkit of a document that is a list of actions or items.

    Raises PreventError where ``said`` names a column that is not there, where no table has heads that are known, or
    where nobody says whose it is and for when.
    """
    found = listings(document, said)
    _require_list(found, name, said)
    notes, aside = Notes(), Aside()
    read = _Rows(notes, Items(notes, framework), aside, Actions(notes, aside))
    opening = [one for one in document.blocks[: _first(document)] if isinstance(one, Paragraph)]
    if found[0].table is document.blocks[_first(document)]:
        lines, found[0] = _lines_above(found[0])
        opening += lines
    about = titled(opening, document, notes)
    body = whose(about, wanted, name, notes)
    read.aside.paragraphs(about.rest)
    read.aside.paragraphs([one for one in document.blocks[_first(document) :] if isinstance(one, Paragraph)])
    _other_tables(document, found, read)
    for listing in found:
        read.read(listing)
    data = toolkit(about.text, body, wanted, framework, read.benchmarks(), read.aside.unparsed)
    if framework:
        outside.set_aside(data, framework, notes)
    own_ids = any(one.field == "id" for listing in found for one in listing.columns)
    return finished(document, data, notes, name, wanted, own_ids=own_ids)


def _require_list(found: Sequence[Listing], name: str, said: Mapping[str, Field]) -> None:
    """Raise PreventError where a column that was named is not there, where no heads are known, or no row is filled."""
    heads = {one.head.casefold(): one.head for listing in found for one in listing.columns}
    for column in said:
        if column.casefold() not in heads:
            some = ", ".join(filter(None, heads.values())) or "no table with known heads"
            raise PreventError(f"{name} has no column {column!r}", f"its columns: {some}")
    if not found:
        raise PreventError(
            f"{name} has no table whose columns can be recognised",
            "name its columns with --map 'Column=field', such as --map 'What we will do=action'",
        )
    if not any(cell and cell.text for listing in found for row in listing.rows for cell in row):
        raise PreventError(f"{name} has heads of a list, and no row with words below them", "is it the right document?")


def _lines_above(listing: Listing) -> tuple[list[Paragraph], Listing]:
    """Take the rows of one cell off the beginning of a table: a sheet has its title there."""
    lines: list[Paragraph] = []
    above = list(listing.above)
    while above and len(filled := [cell for cell in above[0] if cell and cell.text]) < 2:
        lines += [one for cell in filled for one in cell.paragraphs]
        del above[0]
    return lines, replace(listing, above=tuple(above))


def _first(document: Document) -> int:
    return next(at for at, block in enumerate(document.blocks) if isinstance(block, Table))


def _other_tables(document: Document, found: Sequence[Listing], read: _Rows) -> None:
    known = {id(one.table) for one in found}
    for block in document.blocks:
        if isinstance(block, Table) and id(block) not in known:
            read.notes.check("this table has no heads that are known; it is in 'unparsed'", None, block.place)
            read.aside.rows(block.rows)


@dataclass(slots=True)
class _Rows:
    """Reads rows one after the other. ``heads`` are those of the table, by field; ``waived`` is evidence that begins with 'N/A'."""

    notes: Notes
    items: Items
    aside: Aside
    actions: Actions
    heads: dict[Field, str] = field(default_factory=dict)
    waived: dict[str, Cell] = field(default_factory=dict)

    def read(self, listing: Listing) -> None:
        self.aside.rows(listing.above)
        for cell in filter(None, listing.heads):
            self.notes.label(cell.text, cell.place)
        if listing.heads:
            for column in listing.columns:
                self._say(column, listing.table.place)
        down: dict[int, Cell] = {}
        for row in listing.rows:
            cells = _spanning(row, down)
            if any(cell.text for cell in cells.values()):
                self._row({at: cell for at, cell in cells.items() if cell.text}, listing.columns, row)

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

    def _row(self, cells: Mapping[int, Cell], columns: Sequence[Column], row: Sequence[Cell | None]) -> None:
        by: dict[str, Cell] = {}
        self.heads = self.actions.heads = {column.field: column.head for column in columns}
        for at, cell in cells.items():
            own = at < len(row) and row[at] is cell
            if columns[at].field == "unparsed":
                if own:
                    self.aside.cell(cell, columns[at].head)
            elif own or columns[at].field in {"ref", "benchmark", "text"}:
                self.notes.added += [] if own else [cell.text]  # it is read in each row that it reaches down to
                by[columns[at].field] = _both(by.get(columns[at].field), cell)
        if by:
            item = self.items.of(by, self.heads)
            self.notes.items.setdefault(item["id"], next(iter(by.values())).place)
            self._none(item, by)
            self._fill(item, by)
            self._action(item, by)

    def _none(self, item: Data, by: dict[str, Cell]) -> None:
        """Take an action that says that there is none for what it says."""
        cell = by.get("action")
        if cell and actions.is_none(cell.paragraphs):
            del by["action"]
            item.setdefault("actions", [])
            self.notes.label(plain(cell.paragraphs), cell.place)
            self.notes.mark("cell without an action", "the label")

    def _fill(self, item: Data, by: Mapping[str, Cell]) -> None:
        self._numbered(item, by)
        if "text" in by:
            self._text(item, by["text"])
        for name in ("answer", "evidence"):
            if name in by:
                getattr(self, f"_{name}")(item, by[name], by)

    def _numbered(self, item: Data, by: Mapping[str, Cell]) -> None:
        """Keep what stands in the columns that say which item it is: its number, and the words after it."""
        for name in ("ref", "benchmark"):
            cell = by.get(name)
            if not cell:
                continue
            words = plain(cell.paragraphs)
            rest = words[numbered(words)[1] :]
            above = self.items.by_number[item["id"].split(".")[0]]
            if rest and name == "benchmark" and "title" not in above:
                above["title"] = rest
                self.notes.label(words.removesuffix(rest), cell.place)
            elif not rest or (name == "benchmark" and rest == above["title"]):
                self.notes.label(words, cell.place)
            else:
                self.aside.cell(cell)

    def _text(self, item: Data, cell: Cell) -> None:
        words = cutting.text(cell.paragraphs)
        number, end = numbered(words)
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

    def _evidence(self, item: Data, cell: Cell, by: Mapping[str, Cell]) -> None:
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
    def _waives(item: Data, cell: Cell, by: Mapping[str, Cell]) -> bool:
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

    def _answer(self, item: Data, cell: Cell, by: Mapping[str, Cell]) -> None:
        text = plain(cell.paragraphs)
        word = text.lower().strip(" .")
        if plain(by["action"].paragraphs) if "action" in by else "":
            return  # said with the action
        answer = _ANSWERS.get(word) or _COLOURS.get(word)
        if answer and item.get("answer", answer) != answer:
            self.notes.check(
                f"the answer is '{item['answer']}' already, and this says '{text}'; it is in 'unparsed'",
                item["id"],
                cell.place,
            )
            self.aside.cell(cell, self.heads["answer"])
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
            self.aside.cell(cell, self.heads["answer"])
            return
        self.notes.label(text, cell.place)

    def _action(self, item: Data, by: Mapping[str, Cell]) -> None:
        if "action" in by and plain(by["action"].paragraphs):
            self._doubt(item, by["action"].place)
        action = self.actions.of(by, item["id"])
        if action:
            item.setdefault("actions", []).append(action)

    def benchmarks(self) -> list[Data]:
        """Give all that was read, in the order of its numbers."""
        self._waive()
        return self.items.nested()


def _both(first: Cell | None, second: Cell) -> Cell:
    """Give a cell with the words of two, where a person gave two columns the same field."""
    return replace(first, paragraphs=(*first.paragraphs, *second.paragraphs)) if first else second


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

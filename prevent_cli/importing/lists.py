"""Tables of other shapes, one row an action or one row an item, into a toolkit's plain data."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from prevent_cli.errors import PreventError
from prevent_cli.importing import heads, ids, outside, rows, title
from prevent_cli.importing.aside import Aside
from prevent_cli.importing.cells import Paragraph, Table
from prevent_cli.importing.listed_actions import Actions
from prevent_cli.importing.listed_items import Items
from prevent_cli.importing.listed_rows import Rows
from prevent_cli.importing.listed_words import Words
from prevent_cli.importing.listings import listings, of_sheets, written
from prevent_cli.importing.notes import Notes
from prevent_cli.importing.recognise import finished, on_pages, titled, toolkit, whose

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from prevent_cli.importing.cells import Cell, Document
    from prevent_cli.importing.heads import Field
    from prevent_cli.importing.listings import Listing
    from prevent_cli.importing.recognise import Imported, Wanted
    from prevent_cli.model.framework import Framework


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
    items = Items(notes, framework, written(found))
    read = Rows(notes, items, aside, Actions(notes, aside), Words(notes, items, aside))
    outside_tables = tuple(one for one in document.blocks if isinstance(one, Paragraph))
    pages = rows.stream(replace(document, blocks=outside_tables))
    read.sheets = of_sheets(found)
    lines = _lines(document, pages, found)
    if found[0].table is next(one for one in document.blocks if isinstance(one, Table)):
        found[0] = _lines_above(found[0], lines)
    about = titled(lines.opening, document, notes)
    body = whose(about, wanted, name, notes)
    read.actions.period = body[1]
    aside.paragraphs([*about.rest, *lines.others])
    _other_tables(document, found, read)
    if lines.begun:
        items.begin(lines.begun)
        read.sheet = found[0].table.name or ""
    for listing in found:
        read.read(listing, lines.headings.get(id(listing.table), ()))
    data = toolkit(about.text, body, wanted, framework, read.benchmarks(), read.aside.unparsed)
    if framework:
        outside.set_aside(data, framework, notes)
    repeated = on_pages(data, pages, notes)
    own_ids = any(one.field == "id" for listing in found for one in listing.columns)
    return finished(document, data, notes, name, wanted, repeated, own_ids=own_ids)


@dataclass(slots=True)
class _Lines:
    """The lines outside tables: those before the first, those after it, and headings by the table below.

    Among the headings are those that end a benchmark; they stand among the others too.
    ``begun`` is the number of the benchmark that a title names, which says whose list it is and for when.
    """

    opening: list[Paragraph] = field(default_factory=list)
    others: list[Paragraph] = field(default_factory=list)
    headings: dict[int, list[Paragraph]] = field(default_factory=dict)
    begun: str = ""

    def entitles(self, one: Paragraph) -> bool:
        """Take the heading of a benchmark for the title where it says whose the list is and for when, as none above does."""
        about, above = title.read([one], None), title.read(self.opening, None)
        heading = ids.of_one(one.text)
        if not (heading and about.organisation and about.period) or (above.organisation and above.period):
            return False
        self.begun = str(int(heading[1]))
        self.opening.append(one)
        return True


def _lines(document: Document, pages: rows.Pages, found: Sequence[Listing]) -> _Lines:
    """Sort the lines outside tables that are not there only because there are pages."""
    kept = {id(one) for row in pages.rows if not row.table for cell in row.cells if cell for one in cell.paragraphs}
    listed = {id(one.table) for one in found}
    lines, headings, into, last = _Lines(), list[Paragraph](), "opening", None
    for block in document.blocks:
        if isinstance(block, Table):
            into = "others"
            if id(block) in listed:
                lines.headings[id(block)], headings = headings, []
        elif id(block) in kept and (into != "opening" or not lines.entitles(block)):
            begins = _begins(block)
            last = block if begins else last
            headings += [block] if begins or (last and not headings and _ends(last, block)) else []
            getattr(lines, into).extend([] if begins else [block])
    lines.others += [one for one in headings if _begins(one)]
    return lines


def _begins(one: Paragraph | Cell) -> bool:
    """Whether a line is the heading of a benchmark or of a question."""
    return bool(ids.of_one(one.text) or ids.of_question(one.text))


def _ends(benchmark: Paragraph, heading: Paragraph) -> bool:
    """Whether a line below the tables of a benchmark is a heading of several, or one as high as its own.

    One that names a column, such as 'Actions', ends none.
    """
    high = 0 < heading.heading <= (benchmark.heading or heading.heading)
    return ids.of_several(heading.text) or (high and not heads.field(heading.text))


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


def _lines_above(listing: Listing, lines: _Lines) -> Listing:
    """Take the rows of one cell off the beginning of a table, without headings: a sheet has its title there."""
    above, headings = list(listing.above), []
    while above and len(filled := [cell for cell in above[0] if cell and cell.text]) < 2:
        row = above.pop(0)
        paragraphs = [one for cell in filled for one in cell.paragraphs]
        if not filled or not _begins(filled[0]):
            lines.opening += paragraphs
        elif len(paragraphs) > 1 or not lines.entitles(paragraphs[0]):
            headings.append(row)
    return replace(listing, above=(*headings, *above))


def _other_tables(document: Document, found: Sequence[Listing], read: Rows) -> None:
    known = {id(one.table) for one in found}
    for block in document.blocks:
        if isinstance(block, Table) and id(block) not in known:
            read.notes.check("this table has no heads that are known; it is in 'unparsed'", None, block.place)
            read.aside.rows(block.rows)

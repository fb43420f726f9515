"""A document into a toolkit: the one way through, from cells to data and an account of what was done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prevent_cli.authoring.items import every
from prevent_cli.authoring.shape import canonical
from prevent_cli.errors import PreventError
from prevent_cli.importing import outside, rows, sections, spans, title, twice
from prevent_cli.importing.aside import Aside
from prevent_cli.importing.beside import Beside
from prevent_cli.importing.building import Builder
from prevent_cli.importing.cells import Table
from prevent_cli.importing.ledger import Ledger, balance, texts
from prevent_cli.importing.notes import Notes, many
from prevent_cli.importing.numbered import number_columns
from prevent_cli.model.toolkit import Toolkit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.importing.cells import Document, Paragraph
    from prevent_cli.importing.outline import Outline
    from prevent_cli.model.framework import Framework

Data = dict[str, Any]

LOOKED_FOR = (
    "looked for: headings such as 'Benchmark 1', questions numbered like 1.1, and rows of a table with an expectation, "
    "its evidence and its action; of a list of actions or items, --map 'Column=field' says what its columns hold"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the user says of the toolkit to be made; what is None is read from the document."""

    organisation: str | None = None
    code: str | None = None
    period: str | None = None
    audience: str | None = None
    merge: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """A toolkit's plain data in canonical shape, with the account of how it was made."""

    data: Data
    notes: Notes
    ledger: Ledger
    name: str
    format: str


def recognise(document: Document, name: str, framework: Framework | None, wanted: Wanted) -> Imported:
    """Make a toolkit of a document that is a filled-in assessment; ``name`` is what messages call the document.

    Raises PreventError where it has no such structure, or says neither whose it is nor for when, and ``wanted``
    does not either.
    """
    notes = Notes()
    pages = rows.stream(document)
    questions = {each.id for one in framework.benchmarks for each in one.questions} if framework else ()
    outline = sections.outline(pages.rows, notes, number_columns(pages.rows), questions)
    if not any(one.questions for one in outline.benchmarks):
        raise PreventError(f"{name} has no assessment that can be recognised: {_seen(document)}", LOOKED_FOR)
    spans.lift(outline, notes, told=spans.tells_spans(document))
    data = _toolkit(document, outline, notes, framework, wanted, name)
    if framework:
        outside.set_aside(data, framework, notes)
    return finished(document, data, notes, name, wanted, on_pages(data, pages, notes))


def finished(
    document: Document,
    data: Data,
    notes: Notes,
    name: str,
    wanted: Wanted,
    repeated: Sequence[str] = (),
    *,
    own_ids: bool = False,
) -> Imported:
    """Close the books on a toolkit's data: what the reader says, actions that stand twice, words that found no place.

    ``own_ids`` says that the document gave the actions their ids, so that they stay.
    """
    _lost(document, data, notes)
    _twice(data, notes, merge=wanted.merge)
    if not own_ids:
        _renumber(data, notes)
    ledger = balance(document, data, [text for text, _ in notes.labels], repeated, notes.added)
    _doubt(ledger, notes)
    _kept(ledger, data, notes)
    return Imported(canonical(Toolkit, data), notes, ledger, name, document.format)


def _seen(document: Document) -> str:
    """Say what there is in place of an assessment."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    if not document.blocks:
        return "it is empty"
    wide = max((len(one.rows[0]) for one in tables if one.rows), default=0)
    of_tables = f"{len(tables)} with up to {wide} columns" if tables else "none"
    return f"of tables it has {of_tables}, of paragraphs outside tables {len(document.blocks) - len(tables) or 'none'}"


def _toolkit(
    document: Document, outline: Outline, notes: Notes, framework: Framework | None, wanted: Wanted, name: str
) -> Data:
    found = titled(outline.opening, document, notes)
    body = whose(found, wanted, name, notes)
    aside = Aside()
    builder = Builder(notes, framework, aside, Beside(notes, aside, body[1]))
    aside.paragraphs(found.rest)
    for lines, other in ((found.only_organisation, wanted.organisation), (found.only_period, wanted.period)):
        for one in lines:
            if other:
                aside.paragraphs([one])
            else:
                notes.label(one.text, one.place)
    benchmarks = builder.benchmarks(outline)
    return toolkit(found.text, body, wanted, framework, benchmarks, aside.unparsed)


def toolkit(
    text: str | None,
    body: tuple[str, str],
    wanted: Wanted,
    framework: Framework | None,
    benchmarks: list[Data],
    unparsed: list[Data],
) -> Data:
    """Give a toolkit's plain data of its title, its organisation and period, what is wanted, and what was read."""
    organisation, period = body
    return {
        "format": "toolkit/1",
        "title": text,
        "organisation": {"name": organisation, "code": wanted.code},
        "framework": framework.id if framework else None,
        "period": period,
        "audience": wanted.audience,
        "benchmarks": benchmarks,
        "unparsed": unparsed,
    }


def titled(opening: Sequence[Paragraph], document: Document, notes: Notes) -> title.Title:
    """Read the lines before the assessment; without any, the title that the document has beside its text."""
    if not opening and document.title:
        notes.added.append(document.title)
    return title.read(opening, document.title)


def whose(found: title.Title, wanted: Wanted, name: str, notes: Notes) -> tuple[str, str]:
    """Give the organisation and the period, by what is wanted, else by the title.

    Raises PreventError where neither says it.
    """
    organisation, period = wanted.organisation or found.organisation, wanted.period or found.period
    if not organisation:
        raise PreventError(f"whose assessment is it? {name} does not say", "say it with --organisation 'Full Name'")
    if not period:
        raise PreventError(
            f"which period is it for? {name} does not say", "say it with --period, such as --period 'Dec 2021'"
        )
    for kind, given, value in (("organisation", wanted.organisation, organisation), ("period", wanted.period, period)):
        notes.mark(kind, "the option" if given else "the title")
        if not given:
            notes.assumed(f"the {kind} is '{value}', by the title; --{kind} says otherwise")
    return organisation, period


def on_pages(data: Data, pages: rows.Pages, notes: Notes) -> list[str]:
    """Keep the marking that pages have, say which lines they repeat, and give these."""
    if pages.marking:
        data["marking"] = pages.marking
    texts = list(dict.fromkeys(text for _, text in pages.headers))
    if texts:
        some = ", ".join(f"'{text}'" for text in texts[:3]) + (", …" if len(texts) > 3 else "")
        notes.left_out(f"{many(len(pages.headers), 'line')} that pages repeat: {some}", pages.headers[0][0])
    return [text for _, text in pages.headers]


def _lost(document: Document, data: Data, notes: Notes) -> None:
    """Keep what is pinned to cells, and say what the reader could not bring."""
    tables = (block for block in document.blocks if isinstance(block, Table))
    cells = (cell for table in tables for row in table.rows for cell in row if cell)
    data["unparsed"] += [{"source": cell.place, "text": one} for cell in cells for one in cell.comments]
    for one in document.notes:
        notes.assumed(one)
    for one in document.lost:
        notes.left_out(one)


def _twice(data: Data, notes: Notes, *, merge: bool) -> None:
    for places in twice.stands_twice(data):
        where = " and ".join(f"{one.item['id']} ({notes.places[one.action['id']]})" for one in places)
        first = places[0].action
        if merge and twice.merge(places):
            for one in places[1:]:
                notes.label(" ".join(texts(one.action)), notes.places[one.action["id"]])
            notes.assumed(f"the same action stood at {where}: it is one now, and serves all of them", first["id"])
        else:
            notes.check(f"the same action stands at {where}; --merge makes it one", first["id"])


def _renumber(data: Data, notes: Notes) -> None:
    """Close the gaps that merging left in the new ids."""
    actions = [action for _, item in every(data) for action in item.get("actions") or []]
    names = {action["id"]: f"A{number:02d}" for number, action in enumerate(actions, 1)}
    for action in actions:
        action["id"] = names[action["id"]]
    notes.rename(names)


def _doubt(ledger: Ledger, notes: Notes) -> None:
    """Ask first of all whether it is the right document, where most of it was not understood."""
    if ledger.unparsed * 2 > ledger.words:
        notes.first(
            f"{ledger.unparsed} of {ledger.words} words found no field and are in 'unparsed': is this the filled-in "
            "assessment itself? A report that this program made is none; its workbooks go back with 'prevent collect'"
        )


def _kept(ledger: Ledger, data: Data, notes: Notes) -> None:
    """Keep words that went nowhere, whatever the reason, and own up to it."""
    if ledger.missing:
        data["unparsed"].append({"source": "words that found no place", "text": " ".join(ledger.missing)})
        notes.check(f"words that found no place are at the end of 'unparsed': {len(ledger.missing)} of them")
    if data["unparsed"]:
        notes.check(f"'unparsed' holds {len(data['unparsed'])}: give each piece its place, then delete it there")
    else:
        data["unparsed"] = None

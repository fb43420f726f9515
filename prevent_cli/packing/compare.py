"""A pack that came back, held against what it was made from and against the record as it now is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from prevent_cli.history.likeness import likeness, pair_alike, pair_equal
from prevent_cli.model.parse import did_you_mean, short
from prevent_cli.model.when import DateError, When
from prevent_cli.packing.sheets import LAYOUTS, Row, Sheet
from prevent_cli.packing.state import displayed
from prevent_cli.packing.text import WHENS, given, normal, seal
from prevent_cli.reports.strings import title

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from prevent_cli.packing.plan import Rows
    from prevent_cli.packing.read import Got, Returned
    from prevent_cli.packing.state import Was

Prefer = Literal["ours", "theirs"]
ADDED = frozenset(("note", "because"))
"""Keys of cells that add something, whatever else is there."""
_TELLING = frozenset(("text", "link"))
"""Keys of cells without which a piece of evidence says nothing."""
_ALIKE = 0.5
"""The share of words that two pieces of evidence have in common when one is taken for the other changed."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell that cannot be taken in, and why."""

    place: str
    message: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """A cell that was changed in the workbook, and in the record since; ``gone`` where the record no longer has its row."""

    place: str
    what: str
    was: str
    theirs: str
    ours: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """What is to be done to one item.

    ``now`` is its row in the record as it is; None for a new one. ``values`` are what cells now say, as a file
    holds it, empty for what is taken away; ``places`` are the cells' addresses.
    """

    sheet: Sheet
    kind: Literal["change", "new", "delete"]
    label: str
    ref: str
    now: Row | None
    values: dict[str, str]
    places: dict[str, str] = field(default_factory=dict)
    place: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of it: edits, and what stands in their way."""

    edits: tuple[Edit, ...]
    refusals: tuple[Refusal, ...]
    clashes: tuple[Clash, ...]
    new: tuple[Edit, ...]
    deleted: tuple[Edit, ...]


def compare(pack: Returned, now: Rows, prefer: Prefer | None = None) -> Compared:
    """Compare cell by cell: the pack as it was made, as it came back, and the record as it is.

    A cell that only the workbook changed is an edit; one that the record changed too is a clash, unless both say the
    same, or ``prefer`` says who has it. New and deleted rows are told apart, for somebody to be asked.
    """
    work = _Comparing(pack, now, prefer)
    for sheet in LAYOUTS:
        work.sheet(sheet)
    return Compared(*map(tuple, (work.edits, work.refusals, work.clashes, work.new, work.deleted)))  # type: ignore[arg-type]


def is_filled_in(pack: Returned) -> bool:
    """Whether somebody wrote into a pack, or deleted a row, since it was made."""
    return any(
        {one.id for one in rows} != {was.id for was in pack.state.rows[sheet]}
        or any(_changed(was, one) for one in rows for was in pack.state.rows[sheet] if was.id == one.id)
        for sheet, rows in pack.rows.items()
    )


def _changed(was: Was, got: Got) -> dict[str, str]:
    """Give the cells that no longer say what they said, by their keys."""
    return {key: got.cells[key] for key, text in was.open.items() if normal(key, text) != normal(key, got.cells[key])}


@dataclass(slots=True)
class _Comparing:
    pack: Returned
    now: Rows
    prefer: Prefer | None
    edits: list[Edit] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    new: list[Edit] = field(default_factory=list)
    deleted: list[Edit] = field(default_factory=list)

    def sheet(self, sheet: Sheet) -> None:
        known = {was.id: was for was in self.pack.state.rows[sheet]}
        got = self.known_rows(sheet, known)
        now = _matched(sheet, tuple(known.values()), got, self.now[sheet])
        for was in known.values():
            if was.id in got and not _emptied(sheet, was, got[was.id]):
                self.row(sheet, was, got[was.id], now.get(was.id))
            else:
                self.gone(sheet, was, got.get(was.id), now.get(was.id))
        paired = {row.id for row in now.values()}
        since = [row for row in self.now[sheet] if row.id not in paired]
        for one in self.pack.rows[sheet]:
            if not one.id:
                self.added(sheet, one, since)

    def known_rows(self, sheet: Sheet, known: dict[str, Was]) -> dict[str, Got]:
        """Give the rows that have an id, each once."""
        found: dict[str, Got] = {}
        for one in self.pack.rows[sheet]:
            if one.id and one.id not in known:
                self.refuse(
                    one.place,
                    f"its hidden id {short(one.id)} is of no row of this pack",
                    "delete the row, or copy its text into an empty one",
                )
            elif one.id in found and found[one.id].cells != one.cells:
                self.refuse(
                    one.place,
                    f"it is a copy of {found[one.id].place}, and says something else",
                    "delete one of the two",
                )
            elif one.id:
                found[one.id] = one
        return found

    def refuse(self, place: str, message: str, help: str = "") -> None:
        self.refusals.append(Refusal(place, message, help))

    def row(self, sheet: Sheet, was: Was, got: Got, now: Row | None) -> None:
        """Compare a row that is there."""
        for key, mark in was.sealed.items():
            if seal(got.cells[key]) != mark:
                head = LAYOUTS[sheet].column(key).head
                self.refuse(
                    got.at(key),
                    f"'{head}' of {was.label} is not for writing, and was changed",
                    "put back what stood there; a change of it is made in the record",
                )
        changed = _changed(was, got)
        values = {key: given(key, text) for key, text in changed.items() if self.is_good(sheet, key, text, got)}
        values |= self.carried(sheet, values, got)
        wanted = {key: text for key, text in values.items() if self.wins(sheet, key, text, was, got, now)}
        if now is not None and "due" in values.keys() - wanted.keys() and not _same("due", values, now.cells):
            wanted.pop("because", None)  # it says why a date moves that the record has otherwise
        if wanted and now is not None:
            self.edits.append(Edit(sheet, "change", was.label, was.ref, now, wanted, got.places, got.place))

    def carried(self, sheet: Sheet, values: dict[str, str], got: Got) -> dict[str, str]:
        """Give the reason that stands beside another status, which it is then the reason of."""
        put_off = sheet == "actions" and values.get("status") in {"deferred", "withdrawn"}
        return {"reason": given("reason", got.cells["reason"])} if put_off and got.cells["reason"].strip() else {}

    def is_good(self, sheet: Sheet, key: str, text: str, got: Got) -> bool:
        """Whether a cell may say what it says; else it is refused."""
        column = LAYOUTS[sheet].column(key)
        value = given(key, text)
        if column.choices and value not in column.choices and (value or key == "status"):
            words = ", ".join(map(title, column.choices)) + ("" if key == "status" else ", or nothing")
            self.refuse(
                got.at(key), f"{short(text)} is not one of the words for '{column.head}'", f"it may be: {words}"
            )
            return False
        if key in WHENS and value:
            try:
                When.parse(value)
            except DateError as error:
                self.refuse(got.at(key), f"{column.head}: {error}", error.help)
                return False
        return True

    def wins(self, sheet: Sheet, key: str, text: str, was: Was, got: Got, now: Row | None) -> bool:
        """Whether a changed cell is to be taken in: nobody changed it since, or theirs is preferred."""
        if key in ADDED:
            return now is not None or self.clash(sheet, key, text, was, got, None)
        if now is not None and normal(key, now.cells[key]) == normal(key, text):
            return False
        if now is not None and normal(key, now.cells[key]) == normal(key, was.open.get(key, "")):
            return True
        return self.clash(sheet, key, text, was, got, now) and now is not None

    def clash(self, sheet: Sheet, key: str, text: str, was: Was, got: Got, now: Row | None) -> bool:
        if self.prefer is None or (self.prefer == "theirs" and now is None):
            head = LAYOUTS[sheet].column(key).head
            ours = now.cells[key] if now else "(taken away)"
            self.clashes.append(
                Clash(got.at(key), f"{was.label}, {head}", was.open.get(key, ""), text, ours, gone=now is None)
            )
        return self.prefer == "theirs"

    def gone(self, sheet: Sheet, was: Was, got: Got | None, now: Row | None) -> None:
        """Ask about a row that was deleted, or emptied. What is gone from the record already is left alone."""
        if now is None or (sheet == "actions" and now.cells["status"] == "withdrawn"):
            return
        changed = any(
            normal(key, text) != normal(key, now.cells[key]) for key, text in was.open.items() if key not in ADDED
        )
        if changed and self.prefer != "theirs":
            if self.prefer is None:
                place = got.place if got else LAYOUTS[sheet].name
                ours = "; ".join(now.cells[key] for key in was.open if key not in ADDED and now.cells[key])
                self.clashes.append(
                    Clash(place, was.label, "; ".join(filter(None, was.open.values())), "(row deleted)", ours)
                )
            return
        self.deleted.append(
            Edit(sheet, "delete", was.label, was.ref, now, {}, place=got.place if got else LAYOUTS[sheet].name)
        )

    def added(self, sheet: Sheet, got: Got, since: Sequence[Row]) -> None:
        """Ask about a row that is new, unless the record has it already, or it is refused.

        ``since`` are rows of the record that the pack does not know: one that is alike may be this one, reworded.
        """
        filled = {key: text for key, text in got.cells.items() if text.strip()}
        if not self.may_be_new(sheet, got, filled):
            return
        values = {key: given(key, text) if key != "owners" else text.strip() for key, text in filled.items()}
        ref = values["ref"]
        if _is_there(sheet, ref, filled, self.now[sheet]):
            return
        alike = [row for row in since if row.ref == ref and likeness(row.cells["text"], filled["text"]) >= _ALIKE]
        label = f"{ref}, new on {LAYOUTS[sheet].name}"
        if alike and self.prefer is None:
            what = f"{label}: the record has something alike, which"
            self.clashes.append(Clash(got.place, what, "", values["text"], alike[0].cells["text"]))
        if not alike or self.prefer == "theirs":
            self.new.append(Edit(sheet, "new", label, ref, None, values, got.places, got.place))

    def may_be_new(self, sheet: Sheet, got: Got, filled: Mapping[str, str]) -> bool:
        """Whether all that a new row says may stand there, and nothing that it needs is missing; else it is refused."""
        layout, before = LAYOUTS[sheet], len(self.refusals)
        for key in filled.keys() - layout.new:
            self.refuse(
                got.at(key),
                f"'{layout.column(key).head}' is not for writing in a new row",
                "empty the cell" if layout.new else "delete the row: nothing is added on this sheet",
            )
        for key in [key for key in layout.needs if key not in filled]:
            self.refuse(
                got.at(key),
                f"a new row on '{layout.name}' needs '{layout.column(key).head}'",
                "fill it in, or empty the row",
            )
        ref = given("ref", filled.get("ref", ""))
        if ref and ref not in self.pack.state.places:
            self.refuse(
                got.at("ref"),
                f"{short(ref)} is no id that this pack is about",
                did_you_mean(ref, self.pack.state.places, "it may be"),
            )
        for key, text in filled.items():
            self.is_good(sheet, key, text, got)
        return len(self.refusals) == before


def _same(key: str, one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return normal(key, one[key]) == normal(key, other[key])


def _emptied(sheet: Sheet, was: Was, got: Got) -> bool:
    """Whether a piece of evidence lost all that it said; a date that is left beside no text and no link says nothing."""
    said = [key for key, text in was.open.items() if text.strip()]
    told = _TELLING if _TELLING & set(said) else was.open.keys()
    return sheet == "evidence" and bool(said) and not any(got.cells[key].strip() for key in told)


def _is_there(sheet: Sheet, ref: str, filled: dict[str, str], now: Sequence[Row]) -> bool:
    """Whether the record has what a new row says, so that it is not added twice."""
    keys = ("text",) if sheet == "actions" else ("text", "link", "on")
    return any(
        row.ref == ref and all(normal(key, row.cells[key]) == normal(key, filled.get(key, "")) for key in keys)
        for row in now
    )


def _matched(sheet: Sheet, known: Sequence[Was], got: dict[str, Got], now: Sequence[Row]) -> dict[str, Row]:
    """Find each row of the pack in the record as it is: by its id, else by what it says under its item."""
    ids = {name.casefold(): row for row in now for name in row.cells.get("was", "").split()}
    ids |= {row.id.casefold(): row for row in now if "#" not in row.id}
    found = {was.id: ids[was.id.casefold()] for was in known if was.id.casefold() in ids}
    for ref in dict.fromkeys(was.ref for was in known if "#" in was.id):
        here = [was for was in known if was.ref == ref and "#" in was.id]
        taken = {row.id for row in found.values()}
        there = [row for row in now if row.ref == ref and row.id not in taken]
        found |= _paired(sheet, here, there, got)
    return found


@dataclass(frozen=True, slots=True)
class _Piece:
    """Something without an id: what it says, in a form that can be compared, and its text."""

    says: tuple[str, ...]
    text: str
    id: str


def _paired(sheet: Sheet, here: Sequence[Was], there: Sequence[Row], got: dict[str, Got]) -> dict[str, Row]:
    """Pair what has no id: what says what it said, what says what the workbook says, then the most alike."""
    keys = [one.key for one in LAYOUTS[sheet].columns if one.key in {"text", "link", "on"}]
    rows = {row.id: row for row in there}
    left = [_piece(sheet, keys, row.id, row.cells, row.open) for row in there]
    old = [
        _Piece(tuple(_mark(key, was.open, was.sealed) for key in keys), was.open.get("text", ""), was.id)
        for was in here
    ]
    pairs, rest, left = pair_equal(old, left, _says)
    known = {was.id: was for was in here}
    came = [
        _Piece(
            tuple(
                _mark(key, {k: got[one.id].cells[k] for k in known[one.id].open}, known[one.id].sealed) for key in keys
            ),
            one.text,
            one.id,
        )
        for one in rest
        if one.id in got
    ]
    again, _, left = pair_equal(came, left, _says)
    done = {one.id for one, _ in again}
    alike, _, _ = pair_alike([one for one in rest if one.id not in done], left, _likeness)
    return {one.id: rows[other.id] for one, other in (*pairs, *again, *alike)}


def _piece(sheet: Sheet, keys: Sequence[str], name: str, cells: dict[str, str], open: frozenset[str]) -> _Piece:
    row = Row(name, "", "", cells, open)
    sealed = {key: seal(displayed(sheet, row, key)) for key in keys if key not in open}
    return _Piece(tuple(_mark(key, {k: cells.get(k, "") for k in open}, sealed) for key in keys), cells["text"], name)


def _mark(key: str, open: Mapping[str, str], sealed: Mapping[str, str]) -> str:
    return normal(key, open[key]) if key in open else sealed.get(key, "")


def _says(one: _Piece) -> tuple[str, ...]:
    return one.says


def _likeness(one: _Piece, other: _Piece) -> float | None:
    found = likeness(one.text, other.text)
    return found if found >= _ALIKE else None

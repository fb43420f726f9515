"""Packs that came back, taken into the records they were made from."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from prevent_cli.authoring.edits import ids, next_id
from prevent_cli.confined import read_pack
from prevent_cli.errors import PreventError
from prevent_cli.model.toolkit import Toolkit
from prevent_cli.model.when import DateError, When
from prevent_cli.packing.apply import CellError, Target, apply, in_order
from prevent_cli.packing.compare import Compared, Edit, compare
from prevent_cli.packing.plan import every_row
from prevent_cli.rating.assess import assess
from prevent_cli.store.git import Repository
from prevent_cli.store.load import load_toolkit
from prevent_cli.store.plain import read_bytes
from prevent_cli.store.seen import shown_path

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from pathlib import Path

    from prevent_cli.editor import Change, Editor, Opened
    from prevent_cli.packing.compare import Clash, Prefer, Refusal
    from prevent_cli.packing.plan import Rows
    from prevent_cli.packing.read import Returned
    from prevent_cli.packing.state import State


_MOST_NAMED = 5
"""So many toolkits are named where none is that of a pack."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What was allowed: rows that are new or deleted, who has what both changed, and part of a file without the rest."""

    new: bool = False
    deleted: bool = False
    prefer: Prefer | None = None
    partial: bool = False


@dataclass(slots=True)
class Taken:
    """What came of one pack: in words what was done, and what was not.

    ``asked`` are new and deleted rows that nobody has said yes to. ``left`` says that nothing of it was taken in.
    """

    pack: Returned
    done: list[str] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    asked: list[Edit] = field(default_factory=list)
    left: bool = False

    @property
    def whole(self) -> bool:
        """Whether all of it was taken in."""
        return not (self.refusals or self.clashes or self.asked)


def read(files: Sequence[Path]) -> list[Returned]:
    """Read packs that came back. Raises PreventError where one is none, so that nothing is done with the others."""
    return [read_pack(read_bytes(path), shown_path(path)) for path in files]


def by_toolkit(editor: Editor, packs: Sequence[Returned], *, later: bool = False) -> dict[Path, list[Returned]]:
    """Find the file of each pack: the same body, period and framework; the same or a ``later`` period where that is allowed.

    Raises PreventError where there is none or several; InvalidRecordError where there is none and a toolkit has errors
    that keep it from being read, since it may be the one.
    """
    found: dict[Path, list[Returned]] = {}
    toolkits = [load_toolkit(path) for path in editor.workspace.files]
    for pack in packs:
        fitting = [one.path for one in toolkits if one.record and _fits(pack.state, one.record, later=later)]
        if not fitting:
            editor.workspace.require_sound([one for one in toolkits if one.record is None])
        if len(fitting) != 1:
            raise _not_one(pack, fitting, editor.workspace.files[:_MOST_NAMED])
        found.setdefault(fitting[0], []).append(pack)
    return found


def _not_one(pack: Returned, fitting: Sequence[Path], known: Sequence[Path]) -> PreventError:
    which = "several toolkits" if fitting else "no toolkit"
    looked = ", ".join(map(shown_path, fitting or known))
    return PreventError(
        f"{pack.file} is a pack of {pack.state.organisation}, {pack.state.period}, and there is {which} of that: {looked}",
        "name the file with --in FILE: it may be of the same body, framework and period, or of a later period",
    )


def last_hand(path: Path) -> str:
    """Say who committed a toolkit last, and when, as far as git knows."""
    try:
        repository = Repository.around(path.absolute().parent)
        said = repository.last_hand(path)
        return said if not said or repository.is_committed(path) else f"{said}; changed since, and not committed"
    except PreventError:
        return ""


def _fits(state: State, record: Toolkit, *, later: bool) -> bool:
    """Whether a pack may be taken into a record."""
    then, now = _days(state), (record.period.first, record.period.last)
    if then is None or not (then == now or (later and then < now)):
        return False
    return state.framework == record.framework and record.organisation.is_same(state.organisation, state.code)


def _days(state: State) -> tuple[date, date] | None:
    """Give the first and the last day of the period that a pack was made from."""
    try:
        period = When.parse(state.period)
    except DateError:
        return None
    return period.first, period.last


def _named(pack: Returned, record: Toolkit) -> str:
    """Name a pack, with its period where that is not the record's."""
    same = _days(pack.state) == (record.period.first, record.period.last)
    return pack.file if same else f"{pack.file}, which was made from {pack.state.period}"


def questions(editor: Editor, path: Path, packs: Sequence[Returned]) -> list[tuple[Returned, Edit]]:
    """Give the new and deleted rows that somebody must be asked about."""
    now = _rows(editor, editor.opened(load_toolkit(path)))
    return [(pack, one) for pack in packs for found in [compare(pack, now)] for one in (*found.new, *found.deleted)]


def collect(
    editor: Editor,
    path: Path,
    packs: Sequence[Returned],
    rules: Rules,
    accept: Callable[[Returned, Edit], bool],
    *,
    dry_run: bool = False,
) -> tuple[Change, list[Taken]]:
    """Take packs into a toolkit, one after the other: each as a whole, or what can be of it where that is allowed.

    ``accept`` says yes to a new or deleted row that the rules do not allow. Raises as ``Editor.change``.
    """
    taken: list[Taken] = []

    def edit(it: Opened) -> str:
        taken.clear()
        taken.extend(_take(editor, it, pack, rules, accept) for pack in packs)
        count = sum(len(one.done) for one in taken)
        return f"{count} change{'s' * (count != 1)} from {', '.join(_named(pack, it.record) for pack in packs)}"

    return editor.change(path, edit, dry_run=dry_run), taken


def _take(editor: Editor, it: Opened, pack: Returned, rules: Rules, accept: Callable[[Returned, Edit], bool]) -> Taken:
    """Take one pack in, or leave the data as it is."""
    found = compare(pack, _rows(editor, it), rules.prefer)
    made = Taken(pack, refusals=list(found.refusals), clashes=list(found.clashes))
    wanted = [*found.edits, *_accepted(found, rules, made, lambda one: accept(pack, one))]
    before = deepcopy(it.data)
    target = Target(it.data, it.framework, editor.today.isoformat(), pack.who, lambda: _next_id(editor, it))
    for one in in_order(wanted):
        kept = deepcopy(it.data)
        try:
            said = apply(one, target)
        except CellError as error:
            _put_back(it, kept)
            made.refusals.append(error.refusal)
        else:
            made.done += [said] if said else []
    if not made.whole and not rules.partial:
        _put_back(it, before)
        made.done.clear()
        made.left = True
    return made


def _accepted(found: Compared, rules: Rules, made: Taken, accept: Callable[[Edit], bool]) -> list[Edit]:
    """Give the new and deleted rows that were said yes to, and keep the others in mind."""
    yes: list[Edit] = []
    for allowed, asked in ((rules.new, found.new), (rules.deleted, found.deleted)):
        for one in asked:
            (yes if allowed or accept(one) else made.asked).append(one)
    return yes


def _rows(editor: Editor, it: Opened) -> Rows:
    """Work out what the record now says, with what was taken in before."""
    record = Toolkit.model_validate(it.data)
    return every_row(assess(record, it.framework, record.speaks_for(editor.today)))


def _put_back(it: Opened, kept: dict[str, object]) -> None:
    it.data.clear()
    it.data.update(kept)


def _next_id(editor: Editor, it: Opened) -> str:
    return next_id([*editor.ids_of(it.record.organisation), *ids(it.data)])

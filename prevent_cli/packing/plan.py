"""What goes into a pack: the items that concern its reader, as far as the reader may see them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from prevent_cli.errors import PreventError
from prevent_cli.packing.sheets import LAYOUTS, Row, Sheet, named
from prevent_cli.packing.text import holds
from prevent_cli.rating.actions import Wanted, owner_role, select
from prevent_cli.rating.audience import restrict
from prevent_cli.rating.sight import may_see
from prevent_cli.reports.action_rows import note_line
from prevent_cli.reports.rows import said
from prevent_cli.reports.words import written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from prevent_cli.model.assessment import (
        ActionView,
        Assessment,
        BenchmarkView,
        EvidenceView,
        ExpectationView,
        QuestionView,
    )
    from prevent_cli.model.fields import Audience

Rows = dict[Sheet, tuple[Row, ...]]
_STATUSES = ("open", "in progress", "deferred", "complete")


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom a pack is for: an owner's actions and what they serve, some benchmarks, or an audience."""

    owner: str | None = None
    benchmarks: tuple[str, ...] = ()
    audience: Audience | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing is left out."""
        return self == Scope()

    @property
    def reader(self) -> str:
        """Who it is for, in words; nothing for everything."""
        parts = [self.owner, *(f"benchmark {one}" for one in self.benchmarks), self.audience]
        return ", ".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class Pack:
    """A workbook to be: an edition of the record, and the rows of its sheets.

    ``places`` are the ids under which something new may stand, each with its wording.
    """

    edition: Assessment
    scope: Scope
    rows: Rows
    places: dict[str, str] = field(default_factory=dict)


def plan(whole: Assessment, scope: Scope) -> Pack:
    """Choose what goes into a pack.

    Raises PreventError where nothing concerns the reader, or where the record may not be made public.
    """
    edition = restrict(whole, scope.audience)
    seen = _seen(whole, scope.audience)
    if scope.owner is not None:
        scope = replace(scope, owner=owner_role(whole.roles, scope.owner))
    picked = _Picking(edition, scope, seen)
    rows = picked.rows()
    if not any(rows.values()):
        raise PreventError(
            f"nothing in the toolkit concerns {scope.reader or 'anybody'}",
            "'prevent actions --all' lists actions with their owners, 'prevent show' the benchmarks",
        )
    return Pack(edition, scope, rows, picked.places())


def every_row(whole: Assessment) -> Rows:
    """Give the rows of everything in a record, withdrawn actions too: what a pack that came back is held against."""
    return _Picking(whole, Scope(), _seen(whole, None)).rows(every=True)


def _seen(whole: Assessment, audience: Audience | None) -> frozenset[str]:
    """Give the ids of the items that the reader may see themselves, not only something below them."""
    items: list[BenchmarkView | QuestionView | ExpectationView] = []
    for benchmark in whole.benchmarks:
        items.append(benchmark)
        for question in benchmark.questions:
            items += [question, *question.expectations]
    return frozenset(one.id for one in items if audience is None or may_see(one.audience, audience))


@dataclass(frozen=True, slots=True)
class _Picking:
    """One edition being gone through."""

    edition: Assessment
    scope: Scope
    seen: frozenset[str]

    def rows(self, *, every: bool = False) -> Rows:
        actions = self.actions(every=every)
        chosen = self.concerned(actions)
        found: Rows = {
            "answers": tuple(self.answers(chosen)),
            "evidence": tuple(self.evidence(chosen)),
            "actions": tuple(_action_rows(actions)),
            "ratings": tuple(map(self.rating, self.benchmarks(chosen, actions))),
        }
        return {sheet: tuple(map(_holding, found[sheet])) for sheet in LAYOUTS}

    def places(self) -> dict[str, str]:
        """Give the ids under which something new may stand, with their wordings."""
        found = {}
        chosen = self.concerned(self.actions())
        for benchmark, question, view in self.items():
            if view.id in chosen and self.scope.owner is None and benchmark.id in self.seen:
                found[benchmark.id] = benchmark.title
            if view.id in chosen and question.id in self.seen:
                found[question.id] = question.text
            if view.id in chosen:
                found[view.id] = view.text
        return found

    def actions(self, *, every: bool = False) -> list[ActionView]:
        owners = () if self.scope.owner is None else (self.scope.owner,)
        wanted = Wanted(owners, refs=self.scope.benchmarks, every=every)
        wanted = wanted if every else replace(wanted, statuses=_STATUSES)
        return select(self.edition, wanted)

    def items(self) -> Iterator[tuple[BenchmarkView, QuestionView, ExpectationView]]:
        """Give all that may be answered by the reader."""
        for benchmark in self.edition.benchmarks:
            for question in benchmark.questions:
                for view in [question.direct] if question.direct else question.expectations:
                    if view.id in self.seen:
                        yield benchmark, question, view

    def concerned(self, actions: Iterable[ActionView]) -> frozenset[str]:
        """Give the ids of what is answered: all of some benchmarks, or what an owner's actions serve."""
        scope = self.scope
        served = {ref for one in actions for ref in (one.ref, *one.also)}
        return frozenset(
            view.id
            for benchmark, question, view in self.items()
            if (not scope.benchmarks or benchmark.id in scope.benchmarks)
            and (scope.owner is None or served & {view.id, question.id})
        )

    def answers(self, chosen: frozenset[str]) -> Iterator[Row]:
        for _, question, view in self.items():
            if view.id in chosen:
                alone = view is question.direct
                cells = {
                    "id": view.id,
                    "question": f"{question.id} {question.text}".rstrip(),
                    "wording": "" if alone else view.text,
                    "answer": view.answer or "",
                    "reason": view.reason or "",
                    "so_far": said(question.evidence if alone else (*view.evidence, *question.evidence)),
                }
                yield Row(view.id, view.id, view.id, cells, LAYOUTS["answers"].open)

    def evidence(self, chosen: frozenset[str]) -> Iterator[Row]:
        for benchmark in self.edition.benchmarks:
            for question in benchmark.questions:
                ids = {one.id for one in question.expectations} or {question.id}
                if ids & chosen or (self.scope.owner is None and self.is_in(benchmark)):
                    yield from _evidence_rows(question.id, question.text, question.evidence)
                for view in question.expectations:
                    if view.id in chosen or (self.scope.owner is None and self.is_in(benchmark)):
                        yield from _evidence_rows(view.id, view.text, view.evidence)

    def is_in(self, benchmark: BenchmarkView) -> bool:
        return not self.scope.benchmarks or benchmark.id in self.scope.benchmarks

    def benchmarks(self, chosen: frozenset[str], actions: Sequence[ActionView]) -> list[BenchmarkView]:
        """Give the benchmarks that something in the pack belongs to."""
        held = {benchmark.id for benchmark, _, view in self.items() if view.id in chosen}
        held |= {one.benchmark for one in actions}
        every = self.scope.owner is None
        found = [one for one in self.edition.benchmarks if self.is_in(one) and one.id in self.seen]
        return [one for one in found if every or one.id in held]

    def rating(self, view: BenchmarkView) -> Row:
        """Give a benchmark's row; an owner of actions reads its rating, and does not give it."""
        cells = {
            "id": view.id,
            "title": view.title,
            "statement": view.statement or "",
            "rating": view.judged.value if view.judged else "",
            "reason": (view.judged.reason or "") if view.judged else "",
            "computed": view.computed.value,
        }
        may = LAYOUTS["ratings"].open if self.scope.owner is None else frozenset[str]()
        return Row(view.id, view.id, f"benchmark {view.id}", cells, may)


def _evidence_rows(ref: str, about: str, views: Iterable[EvidenceView]) -> Iterator[Row]:
    shown = [view for view in views if not view.stub]
    for number, view in enumerate(shown, 1):
        item = view.item
        cells = {
            "ref": ref,
            "about": about,
            "text": item.text or "",
            "link": item.link or "",
            "on": str(item.on or ""),
        }
        yield Row(
            f"{ref}#{number}", ref, f"{ref}, {named(number, 'piece of evidence')}", cells, LAYOUTS["evidence"].open
        )


def _action_rows(actions: Iterable[ActionView]) -> Iterator[Row]:
    numbers: dict[str, int] = {}
    for view in actions:
        numbers[view.ref] = numbers.get(view.ref, 0) + 1
        name = view.id or f"{view.ref}#{numbers[view.ref]}"
        cells = {
            "id": view.id or "",
            "ref": view.ref,
            "text": view.text,
            "owners": "\n".join(view.owners),
            "state": view.state,
            "status": view.status,
            "due": str(view.due or ""),
            "completed": str(view.completed or ""),
            "outcome": view.outcome or "",
            "reason": view.reason or "",
            "so_far": "\n".join(map(note_line, view.progress)),
            "was": " ".join(view.was),
        }
        label = view.id or f"{view.ref}, {named(numbers[view.ref], 'action')}"
        yield Row(name, view.ref, label, cells, LAYOUTS["actions"].open)


def _holding(row: Row) -> Row:
    """Keep from being written what a cell cannot hold as it is."""
    kept = frozenset(key for key in row.open if holds(row.cells.get(key, "")))
    return row if kept == row.open else replace(row, open=kept)


def about(pack: Pack) -> str:
    """Say in a line whom a pack is for, and of what."""
    of = f"{pack.edition.organisation.name}, {written(pack.edition.period)}"
    return f"{pack.scope.reader}: {of}" if pack.scope.reader else of

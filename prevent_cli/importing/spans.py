"""Evidence that covers several expectations: a cell that spans their rows, or one with nothing below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.importing import actions
from prevent_cli.importing.cells import Table

if TYPE_CHECKING:
    from prevent_cli.importing.cells import Document
    from prevent_cli.importing.notes import Notes
    from prevent_cli.importing.outline import Asked, Entry, Outline

_TELLS = frozenset(("html", "docx", "xlsx", "pdf"))


def tells_spans(document: Document) -> bool:
    """Whether the document itself says which cells span rows."""
    tables = (block for block in document.blocks if isinstance(block, Table))
    return document.format in _TELLS or any(
        cell and cell.rows > 1 for one in tables for row in one.rows for cell in row
    )


def lift(outline: Outline, notes: Notes, *, told: bool) -> None:
    """Move what covers a question's expectations up to the question, where the record format has it.

    ``told`` says that the document knows which cells span; where it does not, a cell with none below it is taken to.
    """
    for heading in outline.benchmarks:
        for question in heading.questions:
            _question(question, notes, told=told)


def _question(question: Asked, notes: Notes, *, told: bool) -> None:
    first, others = next(iter(question.expectations), None), question.expectations[1:]
    if not first or not others or "evidence" in question.parts or "evidence" not in first.parts:
        return
    rest = [one for one in others if "evidence" not in one.parts]
    if told:
        covers = first.parts["evidence"].rows > 1 and len(rest) == first.parts["evidence"].rows - 1
    else:
        covers = len(rest) == len(others)
    place = first.parts["evidence"].place
    if covers:
        _lift(question, first, others)
        number = "both" if len(others) == 1 else f"all {len(others) + 1}"
        how = "spans their rows" if told else "has empty cells below it"
        notes.assumed(
            f"the evidence covers {number} expectations of this question: its cell {how}",
            question.number,
            place,
        )
    elif not told or first.parts["evidence"].rows > 1:
        for one in rest:
            notes.check(
                "there is no evidence beside this expectation; does a cell above cover it?", one.number, one.place
            )


def _lift(question: Asked, first: Entry, others: list[Entry]) -> None:
    question.parts["evidence"] = first.parts.pop("evidence")
    part = first.parts.get("actions")
    alone = part and not first.more and not any(_acts(one) for one in others)
    none = part and actions.is_none(part.paragraphs)
    if part and alone and "actions" not in question.parts and (none or all(part in one.shares for one in others)):
        question.parts["actions"] = first.parts.pop("actions")
        for one in others:
            one.shares.clear()
            one.parts.pop("actions", None)


def _acts(entry: Entry) -> bool:
    """Whether an item has an action, or says that it has none, by a cell of its own."""
    return "actions" in entry.parts and not entry.parts["actions"].again

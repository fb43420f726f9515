"""What would lift a benchmark, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.reports.screen import Screen, safe
from prevent_cli.reports.words import count, joined, short_day

if TYPE_CHECKING:
    from prevent_cli.model.assessment import ActionView, BenchmarkView, Step, WhatIf

_ROUGH = " (a short list, perhaps not the shortest)"


def listed(view: BenchmarkView, screen: Screen) -> str:
    """Give a heading and a line for each step; a sentence where nothing is to do, or something is withheld."""
    name = f"{view.id} {safe(view.title)}"
    colour, found = screen.word(view.computed.value.capitalize()), view.what_if
    if found is None:
        return f"\n{name}: this edition withholds something in it, so what would lift it is left out.\n"
    if found.value is None:
        return f"\n{name}: {colour}{_nothing(view, found)}.\n"
    many = count(len(found.steps), "step") + ("" if found.shortest else _ROUGH)
    lines = [f"\n{name}: {colour} to {screen.word(found.value.capitalize())} in {many}"]
    lines += [f"  {_step(step)}" for step in found.steps]
    left = [one.ref for one in found.changes if one.after == "not assessed"]
    if left:
        lines.append(f"  leaves not assessed, for want of evidence or an answer: {joined(left)}")
    return "\n".join(lines) + "\n"


def _nothing(view: BenchmarkView, found: WhatIf) -> str:
    """Say why nothing is to be done, and by how much a green benchmark holds."""
    if found.spare is None:
        return ", as nothing in it is in scope; no step would change that"
    if view.computed.counts and found.spare == view.computed.counts.met:
        return "; it stays so even if all that is met came to be in hand"
    if not found.spare:
        return "; one more expectation in hand could end that"
    return f"; it stays so with {count(found.spare, 'more expectation')} in hand, whichever {_it(found.spare)}"


def _it(number: int) -> str:
    return "it is" if number == 1 else "they are"


def _step(step: Step) -> str:
    if step.action:
        lifts = f": lifts {joined(step.lifts)}" if step.lifts else ""
        return f"complete {_named(step.action)} ({_owned(step.action)}; {_due(step.action)}){lifts}"
    if step.answer is None:
        return f"give evidence or an answer for {step.ref}"
    return f"meet {step.ref}, now answered {step.answer}, and answer it met"


def _named(action: ActionView) -> str:
    return action.id or f"the action without an id at {action.ref}"


def _owned(action: ActionView) -> str:
    return safe(joined(action.owners)) or "no owner"


def _due(action: ActionView) -> str:
    if action.due is None:
        return f"awaiting {safe(action.awaiting.strip())}" if action.awaiting else "no date"
    late = f", {count(action.days_overdue, 'day')} overdue" if action.days_overdue else ""
    return f"due {short_day(action.due.last)}{late}"

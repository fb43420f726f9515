"""Due dates for a calendar: iCalendar (RFC 5545), one event of a whole day for each action.

An event, not a to-do: calendars on the web and on phones show events and pass over to-dos.
The day is the last one that the due date means, and nobody's time is blocked by it.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from prevent_cli.reports.columns import fit
from prevent_cli.reports.wording import wording
from prevent_cli.reports.words import day, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from prevent_cli.model.assessment import ActionView, Assessment

_OCTETS = 75
_SUMMARY = 90
_SPACE = uuid5(NAMESPACE_URL, "prevent-cli/actions")


def calendar(assessments: Iterable[Assessment], actions: Iterable[ActionView]) -> str:
    """Give a calendar of the actions that have a due date, with CRLF line ends."""
    bodies = {_whose(one): one for one in assessments}
    names = ", ".join(dict.fromkeys(one.organisation.name for one in bodies.values()))
    markings = dict.fromkeys(one.marking for one in bodies.values() if one.marking)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//prevent-cli//actions//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(f'Actions due: {names}')}",
    ]
    lines += [f"X-WR-CALDESC:{_text(', '.join(markings))}"] if markings else []
    for action in actions:
        if action.due:
            lines += _event(action, action.due.last, bodies[action.toolkit, action.organisation, str(action.period)])
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _whose(one: Assessment) -> tuple[str, str, str]:
    """Say what an action's assessment is known by; editions have no files."""
    return one.file, one.organisation.name, str(one.period)


def left_out(actions: Sequence[ActionView]) -> str:
    """Say how many actions have no date and are therefore in no calendar; nothing where all have one."""
    number = sum(action.due is None for action in actions)
    if not number:
        return ""
    return f"{number} of {len(actions)} actions {'has' if number == 1 else 'have'} no due date, so the calendar leaves {'it' if number == 1 else 'them'} out"


def _event(action: ActionView, due: date, body: Assessment) -> Iterator[str]:
    stamp = f"{_day(action.as_of)}T000000Z"
    yield "BEGIN:VEVENT"
    yield f"UID:{_uid(action, body)}"
    yield f"DTSTAMP:{stamp}"
    yield f"LAST-MODIFIED:{stamp}"
    yield f"SEQUENCE:{len(action.revised)}"
    yield f"DTSTART;VALUE=DATE:{_day(due)}"
    yield f"DTEND;VALUE=DATE:{_day(due + timedelta(days=1))}"
    yield f"SUMMARY:{_text(_summary(action))}"
    yield f"DESCRIPTION:{_text(_description(action, body))}"
    yield f"CATEGORIES:{_text(action.state)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _uid(action: ActionView, body: Assessment) -> str:
    """Name an action for good: by its body and its id, or its place and words where it has no id."""
    whose = body.organisation.key
    return str(uuid5(_SPACE, "\n".join((whose, action.id or f"{action.ref}\n{action.text}"))))


def _summary(action: ActionView) -> str:
    said = " ".join(f"{action.id or 'Action'} due: {action.text}".split())
    return said if len(said) <= _SUMMARY else f"{said[: _SUMMARY - 1].rstrip()}…"


def _description(action: ActionView, body: Assessment) -> str:
    facts = (
        ("Owners" if len(action.owners) > 1 else "Owner", ", ".join(action.owners) or "none"),
        ("For", ", also ".join(filter(None, (action.ref, ", ".join(action.also))))),
        ("Due", written(action.due)),
        ("Moved", wording("en").slip(action)),
        ("Awaiting", action.awaiting or ""),
        ("State", f"{action.state} as of {day(action.as_of)}"),
        ("From", f"{body.organisation.name}, {action.period}"),
        ("Marking", body.marking or ""),
        ("Audience", action.audience),
    )
    return "\n".join([f"{action.text.strip()}\n", *(f"{label}: {said.strip()}" for label, said in facts if said)])


def _day(when: date) -> str:
    return when.isoformat().replace("-", "")


def _text(text: str) -> str:
    """Escape text (RFC 5545, 3.3.11)."""
    escaped = re.sub(r"([\\;,])", r"\\\1", fit(text))
    return escaped.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Break a line that is longer than 75 octets; no character is torn apart (RFC 5545, 3.1)."""
    parts, room = [""], _OCTETS
    for letter in line:
        size = len(letter.encode())
        if size > room:
            parts.append("")
            room = _OCTETS - 1
        parts[-1] += letter
        room -= size
    return "\r\n ".join(parts)

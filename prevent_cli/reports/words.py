"""How reports say things: days, ratings, counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from prevent_cli.model.assessment import ActionView, Assessment
    from prevent_cli.model.when import When


def day(when: date) -> str:
    """Say a day as people do: 31 December 2021."""
    return f"{when.day} {when:%B %Y}"


def short_day(when: date) -> str:
    """Say a day in brief: 31 Dec 2021."""
    return f"{when.day} {when:%b %Y}"


def written(when: When | None) -> str:
    """Give a date as written, with the day understood beside any form that is not ISO."""
    if when is None:
        return ""
    text = " ".join(when.text.split())
    plain = when.is_iso or text.casefold() in {short_day(when.last).casefold(), day(when.last).casefold()}
    return text if plain else f"{text} ({short_day(when.last)})"


def due(action: ActionView) -> str:
    """Say when an action is due, what it waits for, and how far it slipped."""
    parts = [written(action.due)] if action.due else []
    if action.slipped_days:
        parts.append(f"moved {action.slipped_days} days")
    if action.awaiting:
        parts.append(f"awaiting {action.awaiting.strip()}")
    return "; ".join(parts)


def count(number: int, one: str, many: str = "") -> str:
    """Say how many: no actions, 1 action, 2 actions."""
    return f"{number or 'no'} {one if number == 1 else many or one + 's'}"


def headline(assessment: Assessment) -> str:
    """Count the judged ratings: 8 Green, 2 Amber, 0 Red."""
    counts = assessment.judged_counts
    words = [f"{counts[colour]} {colour.capitalize()}" for colour in ("green", "amber", "red")]
    unjudged = len(assessment.benchmarks) - sum(counts.values())
    return ", ".join(words + ([f"{unjudged} not judged"] if unjudged else []))


def subject(assessment: Assessment) -> str:
    """Name what is shown: the organisation, the period and the day it speaks for."""
    return f"{assessment.organisation.name}, {assessment.period}, as of {day(assessment.as_of)}"


def joined(names: Iterable[str]) -> str:
    """List names with commas."""
    return ", ".join(names)


def slug(text: str) -> str:
    """Make a name for a file or an anchor: small letters, digits and single dashes."""
    import re
    import unicodedata

    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "report"

"""How the terminal says things, in English: days, ratings, counts; and names for files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.reports.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from prevent_cli.model.assessment import ActionView, Assessment
    from prevent_cli.model.when import When


def day(when: date) -> str:
    """Say a day as people do: 31 December 2021."""
    return wording("en").day(when)


def short_day(when: date) -> str:
    """Say a day in brief: 31 Dec 2021."""
    return wording("en").short_day(when)


def written(when: When | None) -> str:
    """Give a date as written, with the day understood beside any form that is not ISO."""
    return wording("en").written(when)


def due(action: ActionView) -> str:
    """Say when an action is due, what it waits for, and how far it slipped."""
    return wording("en").due(action)


def count(number: int, one: str, many: str = "") -> str:
    """Say how many: no actions, 1 action, 2 actions."""
    return f"{number or 'no'} {one if number == 1 else many or one + 's'}"


def headline(assessment: Assessment) -> str:
    """Count the judged ratings: 8 Green, 2 Amber, 0 Red."""
    return wording("en").headline(assessment)


def subject(assessment: Assessment) -> str:
    """Name what is shown: the organisation, the period and the day it speaks for."""
    return wording("en").subject(assessment)


def joined(names: Iterable[str]) -> str:
    """List names with commas."""
    return ", ".join(names)


def slug(text: str) -> str:
    """Make a name for a file or an anchor: small letters, digits and single dashes."""
    import re
    import unicodedata

    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "report"

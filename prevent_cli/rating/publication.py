"""Whether a record may be made public, by its marking and its committee's header."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prevent_cli.model.toolkit import Committee

# Above OFFICIAL today, and in the scheme before 2014 (GOV.UK, Government Security Classifications).
_HIGHER = {"CONFIDENTIAL", "RESTRICTED"}


def is_secret(marking: str | None) -> bool:
    """Whether a marking is SECRET or TOP SECRET, and does not deny it."""
    words = _words(marking)
    return "SECRET" in words and "NOT" not in words


def is_above_official(marking: str | None) -> bool:
    """Whether a marking is OFFICIAL-SENSITIVE or higher, written in any way."""
    words = _words(marking)
    higher = bool(_HIGHER & set(words)) and "NOT" not in words
    return higher or is_secret(marking) or "OFFICIALSENSITIVE" in "".join(words)


def _words(marking: str | None) -> list[str]:
    return re.sub(r"[^A-Z]+", " ", (marking or "").upper()).split()


def why_not_public(marking: str | None, committee: Committee | None) -> str | None:
    """Say what keeps a record from the public; None where nothing does."""
    if is_above_official(marking):
        return f"its marking is {' '.join((marking or '').split())}"
    if committee and committee.release == "not for release":
        exempt = f" ({committee.exempt})" if committee.exempt else ""
        return f"its committee's header says 'not for release'{exempt}"
    return None

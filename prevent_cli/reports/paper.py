"""What every format is given: the assessment to show, those before it, and how to show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from prevent_cli.model.assessment import Assessment

Language = Literal["en", "cy"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True, slots=True)
class Paper:
    """A report that is asked for.

    ``assessment`` and ``earlier`` are already cut down to those who may read the paper.
    ``earlier`` holds the same organisation's assessments for periods before, oldest first;
    it may be empty. ``summary`` asks for the one page for the board.
    """

    assessment: Assessment
    earlier: tuple[Assessment, ...] = ()
    language: Language = "en"
    summary: bool = False

"""The checks that every toolkit goes through, one file each, in one list.

A check is a module with ``CODE``, ``LEVEL``, a docstring that documents it, and
``check(toolkit, context)``, which yields problems.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from prevent_cli.checks import (
    action_is_a_problem,
    action_on_not_applicable,
    action_without_id,
    answer_in_evidence,
    as_of_before_period,
    audience_without_effect,
    block_capitals,
    case_reference,
    changed_after_snapshot,
    complete_with_follow_on,
    complete_without_outcome,
    completed_before_raised,
    completed_in_future,
    completed_not_complete,
    computed_not_followed,
    copied_evidence,
    damaged_snapshot,
    dead_link,
    deferred_without_date,
    different_wording,
    due_before_raised,
    duplicate_action,
    duplicate_id,
    duplicate_role,
    email_address,
    essential_not_assessed,
    evidence_expired,
    evidence_hypothetical,
    evidence_only_pointer,
    evidence_only_yes,
    evidence_stale,
    green_with_gap_in_words,
    green_with_open_action,
    green_without_dated_evidence,
    hidden_character,
    link_differs,
    marking_above_audience,
    met_without_evidence,
    missing_item,
    near_duplicate_action,
    next_steps_say_complete,
    no_due_date,
    no_exemption,
    no_next_steps,
    no_owner,
    no_reason,
    not_applicable_without_reason,
    not_green_without_action,
    overdue,
    person_name,
    phone_number,
    placeholder_text,
    question_answer_unused,
    question_evidence_unused,
    rated_in_future,
    rating_differs,
    raw_html,
    release_contradicts,
    revised_earlier,
    share_below_one,
    slipped_often,
    small_number,
    unclear_link,
    unknown_acronym,
    unknown_framework,
    unknown_item,
    unknown_policy,
    unknown_reference,
    unknown_role,
    unlikely_date,
    weight_without_effect,
    withheld_without_effect,
)
from prevent_cli.checks.waivers import Left, waive

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from prevent_cli.checks.context import Context
    from prevent_cli.model.finding import Level, Problem
    from prevent_cli.model.toolkit import Toolkit


_AS_THEY_ARE: Mapping[str, str] = MappingProxyType({})


class Check(Protocol):
    """What a check's module offers."""

    CODE: str
    LEVEL: Level
    __doc__: str | None

    def check(self, toolkit: Toolkit, context: Context, /) -> Iterator[Problem]:
        """Yield every problem of this kind."""


CHECKS: tuple[Check, ...] = (
    unknown_framework,
    unknown_policy,
    share_below_one,
    weight_without_effect,
    duplicate_id,
    unknown_item,
    missing_item,
    different_wording,
    unknown_reference,
    unknown_role,
    duplicate_role,
    action_without_id,
    no_owner,
    no_due_date,
    no_reason,
    deferred_without_date,
    action_is_a_problem,
    duplicate_action,
    near_duplicate_action,
    action_on_not_applicable,
    overdue,
    slipped_often,
    revised_earlier,
    due_before_raised,
    completed_before_raised,
    completed_in_future,
    completed_not_complete,
    complete_without_outcome,
    complete_with_follow_on,
    unlikely_date,
    not_applicable_without_reason,
    essential_not_assessed,
    met_without_evidence,
    answer_in_evidence,
    evidence_only_yes,
    evidence_only_pointer,
    evidence_hypothetical,
    evidence_stale,
    evidence_expired,
    copied_evidence,
    question_answer_unused,
    question_evidence_unused,
    placeholder_text,
    dead_link,
    link_differs,
    unclear_link,
    rating_differs,
    green_with_open_action,
    green_with_gap_in_words,
    green_without_dated_evidence,
    not_green_without_action,
    no_next_steps,
    next_steps_say_complete,
    rated_in_future,
    as_of_before_period,
    computed_not_followed,
    changed_after_snapshot,
    damaged_snapshot,
    small_number,
    person_name,
    email_address,
    phone_number,
    case_reference,
    marking_above_audience,
    release_contradicts,
    no_exemption,
    audience_without_effect,
    withheld_without_effect,
    unknown_acronym,
    block_capitals,
    raw_html,
    hidden_character,
)


CODES = frozenset(check.CODE for check in CHECKS)
WAIVABLE = frozenset(check.CODE for check in CHECKS if check.LEVEL == "warning")


def run(
    toolkit: Toolkit, context: Context, levels: Mapping[str, str] = _AS_THEY_ARE, *, errors_only: bool = False
) -> list[Problem]:
    """Run every check over a toolkit, and give what its waivers do not accept; as ``judged`` does."""
    return judged(toolkit, context, levels, errors_only=errors_only).problems


def judged(
    toolkit: Toolkit, context: Context, levels: Mapping[str, str] = _AS_THEY_ARE, *, errors_only: bool = False
) -> Left:
    """Run every check over a toolkit, then put aside what its waivers accept.

    ``levels`` gives a code another level, or turns it off: error, warning or off. ``errors_only``
    spares the work of most checks: all errors are found then, and not all warnings.
    """
    found: list[Problem] = []
    for check in CHECKS:
        level = levels.get(check.CODE)
        if level != "off" and not (errors_only and (level or check.LEVEL) != "error"):
            problems = check.check(toolkit, context)
            found += [one._replace(level=level) for one in problems] if level else problems  # type: ignore[arg-type]
    return waive(toolkit, found, context.as_of, WAIVABLE) if toolkit.waivers else Left(found)
